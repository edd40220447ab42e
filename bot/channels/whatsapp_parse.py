"""What WhatsApp sends, as plain data of ours (…/whatsapp/webhooks/reference/messages).

One body holds many entries, changes, messages and statuses, in any order: all of them are read, and
what cannot be read costs nobody else a word.

**Whose message.** People are keyed by their business-scoped user id (``MA.13491208655302741918``,
https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids);
bodies from before April 2026 carry none, and are keyed by ``wa_id``, the bare number. A body that
has both says which is which, and a change of number says which took the place of which: each comes
out as a :class:`Moved`, for storage to file the old address under its new key.

**Start links.** ``https://wa.me/NUMBER?text=start%20almontija-ary`` types ``start`` and the payload
for the person; ``rafiq almontija-ary`` and ``/start almontija-ary`` mean the same. Without the
slash the payload must end in a language, so that no answer is taken for a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, TypeAlias

import structlog

from bot.channels.base import ChannelError, Delivery
from bot.channels.webhooks import clean
from flows.frozen import changed, quick
from flows.incoming import Incoming, Tap, Upload, file_name
from flows.message import MediaKind
from locales.text import LANGUAGES

log = structlog.get_logger(__name__)

State: TypeAlias = Literal["sent", "delivered", "read", "failed"]
STATES: Mapping[str, State] = {
    # …/whatsapp/webhooks/reference/messages/status; what is not here says nothing we keep.
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",  # a voice message that was listened to
    "failed": "failed",
}
ORDER: Sequence[State] = ("sent", "delivered", "read", "failed")
UNKNOWN_TOKEN = "-"  # noqa: S105
"""Token of a tap on a button that is not of our making."""
MEDIA: Mapping[str, MediaKind] = {
    "image": "image",
    "voice": "voice",  # as the On-Premises API called it
    "audio": "audio",
    "video": "video",
    "document": "file",
}
SILENT = frozenset({"reaction", "system", "revoke"})
"""Kinds that are no reply: nobody waits for an answer to them."""
FIELDS = ("messages", "user_id_update", "user_preferences")  # a tuple: a list may stand there
"""What changes concern people; of the others only news of templates are read."""
USABLE = frozenset({"APPROVED", "REINSTATED", "FLAGGED"})
"""Events after which a template may be sent; a flagged one may until it is disabled."""
TEXT_LIMIT = 65_536
"""Characters a person can type into one message."""

_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
_NUMBER = re.compile(r"\+?(\d{1,20})", re.ASCII)
_MESSAGE_ID = re.compile(r"[!-~]{1,512}")
_OURS = re.compile(r"[A-Za-z0-9_%-]*:\S+")
_NAME = re.compile(r"[a-z0-9_]{1,120}")
_CODE = re.compile(r"[a-z]{2,3}([_-][A-Z]{2})?")
_KIND = re.compile(r"[a-z_]{1,40}")
_MIME = re.compile(r"[a-z0-9.+-]{1,63}/[a-z0-9.+-]{1,127}")
_COMMAND = re.compile(r"/start(?:\s+([A-Za-z0-9_-]{1,64}))?", re.IGNORECASE | re.ASCII)
_LINK = re.compile(
    rf"(?:start|rafiq)\s+([a-z0-9_-]{{1,60}}[-_](?:{'|'.join((*LANGUAGES, 'en'))}))",
    re.IGNORECASE | re.ASCII,
)
_CHANGED = re.compile(r"changed from (\S+) to (\S+)")
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What became of a message of ours; ``storage.receipts`` keeps all but ``sent``."""

    account: str
    provider: str
    """The message's id."""
    state: State
    error: str = ""
    """WhatsApp's code, where it failed."""
    means: type[ChannelError] | None = None
    """What that code means, by the table in ``whatsapp_http``."""
    own: str = ""
    """What we gave along as ``biz_opaque_callback_data``."""
    at: datetime


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An address has a new key: the person is the same."""

    account: str
    old: str
    new: str
    phone: str | None = None
    """Her number from now on (E.164), where WhatsApp tells it."""
    changed: bool = False
    """She changed her number; False: we only learnt her user id."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateNews:
    """How one of our templates stands in one language."""

    name: str
    language: str
    """WhatsApp's code, as ``ar_MA``."""
    status: str
    """APPROVED, PENDING, REJECTED, PAUSED, …"""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody told WhatsApp whether she wants announcements."""

    account: str
    senders: tuple[str, ...]
    """The ids she may be filed under."""
    announcements: bool
    at: datetime


@dataclass(slots=True, kw_only=True)
class Parsed:
    """All that one body says, to be taken in this order."""

    moves: list[Moved]
    deliveries: list[Delivery]
    statuses: list[Status]
    templates: list[TemplateNews]
    wishes: list[Wish]


class _Who(NamedTuple):
    sender: str
    number: str


def parse(
    body: Any,
    account: str,
    now: datetime,
    *,
    accounts: Mapping[str, str] | None = None,
    codes: Mapping[int, type[ChannelError]] | None = None,
) -> Parsed:
    """Return what the body says, messages by the second they were sent in.

    Args:
        body: As JSON; what cannot be stored is taken out.
        account: Channel and account, ``whatsapp:default``.
        now: Taken where a time is missing, wrong, or ahead of our clock.
        accounts: Phone number id to account, where one address takes several accounts' bodies.
        codes: What WhatsApp's error codes mean.
    """
    parsed = Parsed(moves=[], deliveries=[], statuses=[], templates=[], wishes=[])
    reader = _Reader(parsed, account, now, accounts or {}, codes or {})
    for entry in _mappings(_mapping(clean(body)).get("entry")):
        for change in _mappings(entry.get("changes")):
            field = change.get("field", "messages")
            if field in FIELDS:
                reader.value(_mapping(change.get("value")))
            elif field == "message_template_status_update":
                value = _mapping(change.get("value"))
                parsed.templates += _template_news(value, _at(entry.get("time"), now))
    if len(parsed.deliveries) > 1:
        parsed.deliveries.sort(key=lambda each: each.incoming.at)
    if len(parsed.statuses) > 1:
        parsed.statuses.sort(key=lambda each: (ORDER.index(each.state), each.at))
    return parsed


def tap(data: str) -> Tap:
    """Return what the id of a button or row means; the inverse of ``whatsapp_render.reply_id``."""
    token, colon, key = data.partition(":")
    if not colon:
        return Tap(token=UNKNOWN_TOKEN, key=token)
    return Tap(token=token.replace("%3A", ":").replace("%25", "%"), key=key)


# ---------------------------------------------------------------- through the body


class _Reader:
    """Goes through a body, and files what it finds."""

    __slots__ = ("_account", "_accounts", "_codes", "_now", "_parsed", "_seen")

    def __init__(
        self,
        parsed: Parsed,
        account: str,
        now: datetime,
        accounts: Mapping[str, str],
        codes: Mapping[int, type[ChannelError]],
    ) -> None:
        self._parsed, self._account, self._now = parsed, account, now
        self._accounts, self._codes = accounts, codes
        self._seen: set[tuple[str, str]] = set()

    def value(self, value: Mapping[str, Any]) -> None:
        """File what one change says of people and messages."""
        parsed, now = self._parsed, self._now
        metadata = _mapping(value.get("metadata"))
        own = self._accounts.get(str(metadata.get("phone_number_id")), self._account)
        contacts = _mappings(value.get("contacts"))
        for update in _mappings(value.get("user_id_update")):
            parsed.moves += _updated(update, own, now)
        if messages := _mappings(value.get("messages")):
            self._messages(messages, contacts, own)
        for status in _mappings(value.get("statuses")):
            parsed.statuses += _status(status, own, now, self._codes)
        for wish in _mappings(value.get("user_preferences")):
            parsed.wishes += _wish(wish, contacts, own, now)
        for error in _mappings(value.get("errors")):
            log.error("whatsapp.trouble", channel=own, code=_code(error))

    def _messages(
        self,
        messages: Sequence[Mapping[str, Any]],
        contacts: Sequence[Mapping[str, Any]],
        own: str,
    ) -> None:
        parsed, now = self._parsed, self._now
        alone = len(messages) == 1 or len({str(each.get("from")) for each in messages}) == 1
        for message in messages:
            identity = (own, str(message.get("id")))
            if identity in self._seen:
                continue
            self._seen.add(identity)
            contact = _contact(message, contacts, alone=alone)
            who, at = _who(message, contact), _at(message.get("timestamp"), now)
            parsed.moves += _moved(message, who, own, at)
            if (incoming := _incoming(message, who, own, at)) is not None:
                kept = {"messages": [message], "contacts": [_bare(contact)] if contact else []}
                parsed.deliveries.append(Delivery(incoming=incoming, body=kept))


def _template_news(value: Mapping[str, Any], at: datetime) -> Iterator[TemplateNews]:
    """Yield what is said of a template (…/webhooks/reference/message_template_status_update)."""
    held = [value.get(f"message_template_{each}") for each in ("name", "language")]
    match [value.get("event"), *held]:
        case [str(event), str(name), str(language)]:
            if _NAME.fullmatch(name) and _CODE.fullmatch(language):
                status = "APPROVED" if event in USABLE else event[:20]
                code = language.replace("-", "_")
                yield TemplateNews(name=name, language=code, status=status, at=at)


def _wish(
    wish: Mapping[str, Any], contacts: Sequence[Mapping[str, Any]], account: str, now: datetime
) -> list[Wish]:
    """Return a preference (…/webhooks/reference/user_preferences)."""
    said = str(wish.get("value")).lower()
    if wish.get("category") != "marketing_messages" or said not in ("stop", "resume"):
        return []
    number, user = _number(wish.get("wa_id")), _user_id(wish.get("user_id"))
    for contact in contacts:
        if len(contacts) == 1 or (number and number == _number(contact.get("wa_id"))):
            user = user or _user_id(contact.get("user_id"))
    senders = tuple(each for each in (user, number) if each)
    at = _at(wish.get("timestamp"), now)
    one = Wish(account=account, senders=senders, announcements=said == "resume", at=at)
    return [one] if senders else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list):
        return ()
    if len(value) == 1 and isinstance(value[0], dict):  # as nearly always
        return value
    return [item for item in value if isinstance(item, dict)]


def _words(value: Any) -> str:
    return value[:TEXT_LIMIT] if isinstance(value, str) else ""


def _at(value: Any, now: datetime) -> datetime:
    """Return a time given in seconds, as text or number, never ahead of our clock."""
    try:
        seconds = int(value)
    except (TypeError, ValueError, OverflowError):
        return now
    if not 0 < seconds <= _LAST_SECOND:
        return now
    return min(datetime.fromtimestamp(seconds, UTC), now)


# ---------------------------------------------------------------- who


def _user_id(value: Any) -> str:
    return value if isinstance(value, str) and _USER_ID.fullmatch(value) else ""


def _number(value: Any) -> str:
    """Return the digits of a number, "" where it is none (a user id comes in its place too)."""
    if not isinstance(value, str):
        return ""
    if value.isdecimal() and value.isascii() and len(value) <= 20:  # as nearly always
        return value
    match = _NUMBER.fullmatch(value.replace(" ", ""))
    return match[1] if match else ""


def _contact(
    message: Mapping[str, Any], contacts: Sequence[Mapping[str, Any]], *, alone: bool
) -> Mapping[str, Any] | None:
    """Return the contact that sent the message: the one it names, or the only one there is."""
    user, number = message.get("from_user_id"), message.get("from")
    for contact in contacts:
        if user and contact.get("user_id") == user:
            return contact
    for contact in contacts:
        if number and number in (contact.get("wa_id"), contact.get("user_id")):
            return contact
    # A number and its wa_id may differ (…/webhooks/reference/messages/text, in Brazil and Mexico).
    return contacts[0] if len(contacts) == 1 and alone and not user else None


def _who(message: Mapping[str, Any], contact: Mapping[str, Any] | None) -> _Who | None:
    contact = contact or {}
    number = _number(contact.get("wa_id")) or _number(message.get("from"))
    sender = (  # a user id comes in the number's place too
        _user_id(message.get("from_user_id"))
        or _user_id(contact.get("user_id"))
        or _user_id(message.get("from"))
        or _user_id(contact.get("wa_id"))
        or number
    )
    return _Who(sender, number) if sender else None


def _bare(contact: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact without the name, which nobody asked for."""
    return {name: contact[name] for name in ("wa_id", "user_id") if name in contact}


# ---------------------------------------------------------------- what changed


def _updated(update: Mapping[str, Any], account: str, now: datetime) -> list[Moved]:
    change = _mapping(update.get("user_id"))
    old, new = _user_id(change.get("previous")), _user_id(change.get("current"))
    number = _number(update.get("wa_id"))
    moved = Moved(
        account=account,
        old=old,
        new=new,
        phone=f"+{number}" if number else None,
        changed=True,
        at=_at(update.get("timestamp"), now),
    )
    return [moved] if old and new and old != new else []


def _moved(message: Mapping[str, Any], who: _Who | None, account: str, at: datetime) -> list[Moved]:
    if message.get("type") != "system":
        if who is None or who.sender == who.number or not who.number:
            return []
        known = f"+{who.number}"
        return [Moved(account=account, old=who.number, new=who.sender, phone=known, at=at)]
    system = _mapping(message.get("system"))
    said = _CHANGED.search(_words(system.get("body")))
    number = _number(system.get("wa_id")) or _number(system.get("new_wa_id"))
    olds = [
        _user_id(system.get("previous_user_id")),
        _user_id(message.get("from_user_id")),
        _user_id(said[1]) if said else "",
        _number(message.get("from")),
    ]
    new = _user_id(system.get("user_id")) or (_user_id(said[2]) if said else "") or number
    kind = str(system.get("type"))
    if not new or "changed" not in kind or "identity" in kind:  # an identity is her phone's keys
        log.info("whatsapp.system", channel=account, kind=_kind(kind))
        return []
    phone = f"+{number}" if number else None
    return [
        Moved(account=account, old=old, new=new, phone=phone, changed=True, at=at)
        for old in dict.fromkeys(olds)
        if old and old != new
    ]


def _status(
    status: Mapping[str, Any],
    account: str,
    now: datetime,
    codes: Mapping[int, type[ChannelError]],
) -> list[Status]:
    state, provider = STATES.get(str(status.get("status"))), status.get("id")
    if status.get("type") == "payment":
        return []  # of money, which says nothing of the message (…/payments-api)
    if state is None or not isinstance(provider, str) or not _MESSAGE_ID.fullmatch(provider):
        return []
    code = next(map(_code, _mappings(status.get("errors"))), None) if state == "failed" else None
    own = status.get("biz_opaque_callback_data")
    one = Status(
        account=account,
        provider=provider,
        state=state,
        error="" if code is None else str(code),
        means=None if code is None else codes.get(code),
        own=own[:512] if isinstance(own, str) else "",
        at=_at(status.get("timestamp"), now),
    )
    return [one]


def _code(error: Mapping[str, Any]) -> int | None:
    code = error.get("code")
    return code if isinstance(code, int) and not isinstance(code, bool) else None


# ---------------------------------------------------------------- what each kind means


def _kind(value: Any) -> str:
    """Return a kind's name as it may be logged and kept."""
    return value if isinstance(value, str) and _KIND.fullmatch(value) else "unknown"


def _incoming(
    message: Mapping[str, Any], who: _Who | None, account: str, at: datetime
) -> Incoming | None:
    kind = _kind(message.get("type"))
    if kind in SILENT:
        return None
    update = message.get("id")
    if who is None or not isinstance(update, str) or not _MESSAGE_ID.fullmatch(update):
        log.warning("whatsapp.message_unreadable", channel=account, kind=kind)
        return None
    answered = _mapping(message.get("context")).get("id")
    bare = Incoming(
        account=account,
        sender=who.sender,
        id=update,
        at=at,
        phone=f"+{who.number}" if who.number else None,
        answers_message=answered if isinstance(answered, str) and answered else None,
    )
    if message.get("group_id"):
        return changed(bare, unsupported="group")
    try:
        return _content(kind, message, who, bare)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        log.warning(
            "whatsapp.message_unreadable", channel=account, kind=kind, error=type(error).__name__
        )
        return changed(bare, unsupported=kind)


def _content(kind: str, message: Mapping[str, Any], who: _Who, bare: Incoming) -> Incoming:
    held = _mapping(message.get(kind))
    match kind:
        case "text":
            return _text(held, bare)
        case "interactive":
            return _interactive(held, bare)
        case "button":
            payload, words = held.get("payload"), _words(held.get("text"))
            if isinstance(payload, str) and _OURS.fullmatch(payload):
                return changed(bare, tap=tap(payload))
            return changed(bare, text=words or _words(payload))
        case "image" | "voice" | "audio" | "video" | "document":
            upload = _upload(MEDIA[kind], held, bare)
            return changed(bare, upload=upload, text=_words(held.get("caption")))
        case "location":
            return changed(bare, location=_place(held))
        case "contacts":
            return _shared(message, who, bare)
        case "request_welcome":  # she opened the chat, and has not written yet
            return changed(bare, start="")
        case "edit":
            edited = _mapping(held.get("message"))
            body = _mapping(edited.get("text")).get("body") or edited.get("body")
            return changed(bare, event="edited", text=_words(body))
        case "unsupported":  # newer bodies name the kind that it was
            named = _kind(_mapping(message.get("unsupported")).get("type"))
            return changed(bare, unsupported=kind if named == "unknown" else named)
    return changed(bare, unsupported=kind)


def _text(held: Mapping[str, Any], bare: Incoming) -> Incoming:
    words = held["body"]
    if not isinstance(words, str):
        raise TypeError("body")
    said = words.strip()
    if (command := _COMMAND.fullmatch(said)) is not None:
        return changed(bare, start=command[1] or "")
    if (link := _LINK.fullmatch(said)) is not None:
        return changed(bare, start=link[1].lower())
    return changed(bare, text=_words(words))


def _interactive(held: Mapping[str, Any], bare: Incoming) -> Incoming:
    kind = _kind(held.get("type"))
    if kind in ("button_reply", "list_reply"):
        data = _mapping(held.get(kind))["id"]
        if not isinstance(data, str):
            raise TypeError("id")
        return changed(bare, tap=tap(data[:256]))
    return changed(bare, unsupported=kind)


def _upload(kind: MediaKind, held: Mapping[str, Any], bare: Incoming) -> Upload:
    reference, declared = held["id"], held.get("mime_type")
    if not isinstance(reference, str | int) or isinstance(reference, bool):
        raise TypeError("id")
    mime = declared.partition(";")[0].strip().lower() if isinstance(declared, str) else ""
    mime = mime if _MIME.fullmatch(mime) else ""
    if kind == "audio" and held.get("voice") is True:
        kind = "voice"
    if kind == "file":
        families: Mapping[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
        kind = families.get(mime.partition("/")[0], "file")
    size = held.get("file_size")
    return Upload(
        kind=kind,
        reference=str(reference),
        mime=mime,
        size=size if isinstance(size, int) and size > 0 else 0,
        name=file_name(bare.account, bare.id, mime),
    )


def _place(held: Mapping[str, Any]) -> tuple[float, float]:
    latitude, longitude = float(held["latitude"]), float(held["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("degrees")
    return latitude, longitude


def _shared(message: Mapping[str, Any], who: _Who, bare: Incoming) -> Incoming:
    """A contact card proves a number only where it is the sender's own (channels.md, section 7)."""
    phones = [
        phone
        for card in _mappings(message.get("contacts"))
        for phone in _mappings(card.get("phones"))
    ]
    # What comes of our own request button is hers, whether or not we knew her number.
    asked = message.get("origin") == "contact_request"
    for phone in phones:
        written = re.sub(r"[^\d]", "", _words(phone.get("phone")), flags=re.ASCII)
        number = _number(phone.get("wa_id")) or written
        if number and (asked or number == who.number):
            return changed(bare, contact=f"+{number}")
    return changed(bare, unsupported="foreign_contact")
