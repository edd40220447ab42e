"""What a WhatsApp message holds, by its kind: words, a tap, a file, a place, a contact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import structlog

from bot.channels.whatsapp_fields import digits_of, mapping, mappings, text_of
from flows.frozen import changed
from flows.incoming import Incoming, Tap, Upload, file_name
from flows.message import MediaKind
from locales.text import LANGUAGES

log = structlog.get_logger(__name__)

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
MESSAGE_ID = re.compile(r"[!-~]{1,512}")
_OURS = re.compile(r"[A-Za-z0-9_%-]*:\S+")
_KIND = re.compile(r"[a-z_]{1,40}")
_MIME = re.compile(r"[a-z0-9.+-]{1,63}/[a-z0-9.+-]{1,127}")
_COMMAND = re.compile(r"/start(?:\s+([A-Za-z0-9_-]{1,64}))?", re.IGNORECASE | re.ASCII)
_LINK = re.compile(
    rf"(?:start|rafiq)\s+([a-z0-9_-]{{1,60}}[-_](?:{'|'.join((*LANGUAGES, 'en'))}))",
    re.IGNORECASE | re.ASCII,
)


class Who(NamedTuple):
    """Who wrote: the id that is kept, and the telephone number or ""."""

    sender: str
    number: str


def tap(data: str) -> Tap:
    """Return what the id of a button or row means; the inverse of ``whatsapp_render.reply_id``."""
    token, colon, key = data.partition(":")
    if not colon:
        return Tap(token=UNKNOWN_TOKEN, key=token)
    return Tap(token=token.replace("%3A", ":").replace("%25", "%"), key=key)


def kind_of(value: Any) -> str:
    """Return a kind's name as it may be logged and kept."""
    return value if isinstance(value, str) and _KIND.fullmatch(value) else "unknown"


def incoming_of(
    message: Mapping[str, Any], who: Who | None, account: str, at: datetime
) -> Incoming | None:
    """Return what a message says; None for what says nothing to us, or comes from nobody."""
    kind = kind_of(message.get("type"))
    if kind in SILENT:
        return None
    update = message.get("id")
    if who is None or not isinstance(update, str) or not MESSAGE_ID.fullmatch(update):
        log.warning("whatsapp.message_unreadable", channel=account, kind=kind)
        return None
    answered = mapping(message.get("context")).get("id")
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


def _content(kind: str, message: Mapping[str, Any], who: Who, bare: Incoming) -> Incoming:
    held = mapping(message.get(kind))
    match kind:
        case "text":
            return _text(held, bare)
        case "interactive":
            return _interactive(held, bare)
        case "button":
            payload, words = held.get("payload"), text_of(held.get("text"))
            if isinstance(payload, str) and _OURS.fullmatch(payload):
                return changed(bare, tap=tap(payload))
            return changed(bare, text=words or text_of(payload))
        case "image" | "voice" | "audio" | "video" | "document":
            upload = _upload(MEDIA[kind], held, bare)
            return changed(bare, upload=upload, text=text_of(held.get("caption")))
        case "location":
            return changed(bare, location=_place(held))
        case "contacts":
            return _shared(message, who, bare)
        case "request_welcome":  # she opened the chat, and has not written yet
            return changed(bare, start="")
        case "edit":
            edited = mapping(held.get("message"))
            body = mapping(edited.get("text")).get("body") or edited.get("body")
            return changed(bare, event="edited", text=text_of(body))
        case "unsupported":  # newer bodies name the kind that it was
            named = kind_of(mapping(message.get("unsupported")).get("type"))
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
    return changed(bare, text=text_of(words))


def _interactive(held: Mapping[str, Any], bare: Incoming) -> Incoming:
    kind = kind_of(held.get("type"))
    if kind in ("button_reply", "list_reply"):
        data = mapping(held.get(kind))["id"]
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


def _shared(message: Mapping[str, Any], who: Who, bare: Incoming) -> Incoming:
    """A contact card proves a number only where it is the sender's own (channels.md, section 7)."""
    phones = [
        phone
        for card in mappings(message.get("contacts"))
        for phone in mappings(card.get("phones"))
    ]
    # What comes of our own request button is hers, whether or not we knew her number.
    asked = message.get("origin") == "contact_request"
    for phone in phones:
        written = re.sub(r"[^\d]", "", text_of(phone.get("phone")), flags=re.ASCII)
        number = digits_of(phone.get("wa_id")) or written
        if number and (asked or number == who.number):
            return changed(bare, contact=f"+{number}")
    return changed(bare, unsupported="foreign_contact")
