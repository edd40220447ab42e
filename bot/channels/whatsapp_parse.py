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
from datetime import datetime
from typing import Any, Literal, TypeAlias

import structlog

from bot.channels.base import ChannelError, Delivery
from bot.channels.webhooks import clean
from bot.channels.whatsapp_content import MESSAGE_ID, Who, incoming_of, kind_of
from bot.channels.whatsapp_fields import digits_of, instant, mapping, mappings, text_of, user_id_of
from flows.frozen import quick

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
FIELDS = ("messages", "user_id_update", "user_preferences")  # a tuple: a list may stand there
"""What changes concern people; of the others only news of templates are read."""
USABLE = frozenset({"APPROVED", "REINSTATED", "FLAGGED"})
"""Events after which a template may be sent; a flagged one may until it is disabled."""
_NAME = re.compile(r"[a-z0-9_]{1,120}")
_CODE = re.compile(r"[a-z]{2,3}([_-][A-Z]{2})?")
_CHANGED = re.compile(r"changed from (\S+) to (\S+)")


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
    for entry in mappings(mapping(clean(body)).get("entry")):
        for change in mappings(entry.get("changes")):
            field = change.get("field", "messages")
            if field in FIELDS:
                reader.value(mapping(change.get("value")))
            elif field == "message_template_status_update":
                value = mapping(change.get("value"))
                parsed.templates += _template_news(value, instant(entry.get("time"), now))
    if len(parsed.deliveries) > 1:
        parsed.deliveries.sort(key=lambda each: each.incoming.at)
    if len(parsed.statuses) > 1:
        parsed.statuses.sort(key=lambda each: (ORDER.index(each.state), each.at))
    return parsed


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
        metadata = mapping(value.get("metadata"))
        own = self._accounts.get(str(metadata.get("phone_number_id")), self._account)
        contacts = mappings(value.get("contacts"))
        for update in mappings(value.get("user_id_update")):
            parsed.moves += _updated(update, own, now)
        if messages := mappings(value.get("messages")):
            self._messages(messages, contacts, own)
        for status in mappings(value.get("statuses")):
            parsed.statuses += _status(status, own, now, self._codes)
        for wish in mappings(value.get("user_preferences")):
            parsed.wishes += _wish(wish, contacts, own, now)
        for error in mappings(value.get("errors")):
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
            who, at = _who(message, contact), instant(message.get("timestamp"), now)
            parsed.moves += _moved(message, who, own, at)
            if (incoming := incoming_of(message, who, own, at)) is not None:
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
    number, user = digits_of(wish.get("wa_id")), user_id_of(wish.get("user_id"))
    for contact in contacts:
        if len(contacts) == 1 or (number and number == digits_of(contact.get("wa_id"))):
            user = user or user_id_of(contact.get("user_id"))
    senders = tuple(each for each in (user, number) if each)
    at = instant(wish.get("timestamp"), now)
    one = Wish(account=account, senders=senders, announcements=said == "resume", at=at)
    return [one] if senders else []


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


def _who(message: Mapping[str, Any], contact: Mapping[str, Any] | None) -> Who | None:
    contact = contact or {}
    number = digits_of(contact.get("wa_id")) or digits_of(message.get("from"))
    sender = (  # a user id comes in the number's place too
        user_id_of(message.get("from_user_id"))
        or user_id_of(contact.get("user_id"))
        or user_id_of(message.get("from"))
        or user_id_of(contact.get("wa_id"))
        or number
    )
    return Who(sender, number) if sender else None


def _bare(contact: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact without the name, which nobody asked for."""
    return {name: contact[name] for name in ("wa_id", "user_id") if name in contact}


# ---------------------------------------------------------------- what changed


def _updated(update: Mapping[str, Any], account: str, now: datetime) -> list[Moved]:
    change = mapping(update.get("user_id"))
    old, new = user_id_of(change.get("previous")), user_id_of(change.get("current"))
    number = digits_of(update.get("wa_id"))
    moved = Moved(
        account=account,
        old=old,
        new=new,
        phone=f"+{number}" if number else None,
        changed=True,
        at=instant(update.get("timestamp"), now),
    )
    return [moved] if old and new and old != new else []


def _moved(message: Mapping[str, Any], who: Who | None, account: str, at: datetime) -> list[Moved]:
    if message.get("type") != "system":
        if who is None or who.sender == who.number or not who.number:
            return []
        known = f"+{who.number}"
        return [Moved(account=account, old=who.number, new=who.sender, phone=known, at=at)]
    system = mapping(message.get("system"))
    said = _CHANGED.search(text_of(system.get("body")))
    number = digits_of(system.get("wa_id")) or digits_of(system.get("new_wa_id"))
    olds = [
        user_id_of(system.get("previous_user_id")),
        user_id_of(message.get("from_user_id")),
        user_id_of(said[1]) if said else "",
        digits_of(message.get("from")),
    ]
    new = user_id_of(system.get("user_id")) or (user_id_of(said[2]) if said else "") or number
    kind = str(system.get("type"))
    if not new or "changed" not in kind or "identity" in kind:  # an identity is her phone's keys
        log.info("whatsapp.system", channel=account, kind=kind_of(kind))
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
    if state is None or not isinstance(provider, str) or not MESSAGE_ID.fullmatch(provider):
        return []
    code = next(map(_code, mappings(status.get("errors"))), None) if state == "failed" else None
    own = status.get("biz_opaque_callback_data")
    one = Status(
        account=account,
        provider=provider,
        state=state,
        error="" if code is None else str(code),
        means=None if code is None else codes.get(code),
        own=own[:512] if isinstance(own, str) else "",
        at=instant(status.get("timestamp"), now),
    )
    return [one]


def _code(error: Mapping[str, Any]) -> int | None:
    code = error.get("code")
    return code if isinstance(code, int) and not isinstance(code, bool) else None
