"""What the page of the web chat sends, read into updates; and what of it is kept and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast, get_args

from flows.incoming import Event, Incoming, Tap, Upload
from flows.message import MediaKind

TEXT_CHARACTERS = 4096
"""As Telegram (https://core.telegram.org/method/messages.sendMessage) and WhatsApp allow."""
FILE_BYTES = 16 * 1024 * 1024
"""As WhatsApp's audio: …/whatsapp/cloud-api/reference/media#supported-media-types."""

NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)
_START = re.compile(
    r"[\w-]{0,64}", re.ASCII
)  # as https://core.telegram.org/bots/features#deep-linking
_LOCALE = re.compile(r"[A-Za-z0-9-]{1,35}")
_PHONE = re.compile(r"\+[0-9]{6,15}")
REFERENCE = re.compile(r"[0-9a-f]{32}")
MEDIA_NAME = re.compile(r"[\w-][\w.-]{0,127}", re.ASCII)


def parse(body: Mapping[str, Any], *, account: str, at: datetime) -> Incoming:
    """Return the update that the page sent; ``at`` is our clock, UTC.

    ``{"as", "id"}`` and one of ``text``, ``tap`` (``token``, ``key``), ``upload``, ``location``
    (latitude, longitude), ``contact`` (her own number, E.164), or a start link's ``start``,
    ``programme``, ``language``. A tap of a skin brings its ``data``, as that messenger sends them.

    Raises:
        ValueError: it is not what the page sends; the message names the field.
    """
    said = [name for name in ("text", "tap", "upload", "location", "contact") if name in body]
    link = any(name in body for name in ("start", "programme", "language"))
    if len(said) + link != 1:
        raise ValueError("send one of text, tap, upload, location, start")
    return Incoming(
        account=account,
        sender=person(body),
        id=matching(NAME, body, "id"),
        at=at,
        text=_words(body, "text", TEXT_CHARACTERS),
        tap=_tap(_mapping(body, "tap")),
        upload=_upload(_mapping(body, "upload")),
        location=_location(body),
        contact=matching(_PHONE, body, "contact") if "contact" in body else None,
        start=_start_link(body) if link else None,
        locale=matching(_LOCALE, body, "locale") if "locale" in body else None,
    )


def person(body: Mapping[str, Any]) -> str:
    """Return whose page sends.

    Raises:
        ValueError: it names nobody.
    """
    return matching(NAME, body, "as")


def event(body: Mapping[str, Any], *, account: str, at: datetime) -> Incoming:
    """Return that the person blocked the bot, or came back: ``{"as", "id", "event"}``."""
    kind = body.get("event")
    if kind not in ("blocked", "returned"):
        raise ValueError("event is blocked or returned")
    return Incoming(
        account=account,
        sender=person(body),
        id=matching(NAME, body, "id"),
        at=at,
        event=cast("Event", kind),
    )


def storable(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a body is worth keeping: the fields that ``parse`` reads, as it read them."""
    kept: dict[str, Any] = {"as": body["as"], "id": body["id"]}
    for name in ("text", "start", "programme", "language", "locale", "contact", "event"):
        if name in body:
            kept[name] = _words(body, name, TEXT_CHARACTERS)
    if tap := _mapping(body, "tap"):
        meant = cast("Tap", _tap(tap))
        kept["tap"] = {"token": meant.token, "key": meant.key, "label": _words(tap, "label", 256)}
        kept["tap"]["many"] = tap.get("many") is True
    if location := _location(body):
        kept["location"] = list(location)
    if upload := _upload(_mapping(body, "upload")):
        kept["upload"] = {
            name: getattr(upload, name) for name in ("kind", "reference", "mime", "size", "name")
        }
    return kept


def _tap(tap: Mapping[str, Any]) -> Tap | None:
    """Return a tap; the data of a skin's button are ``token:key``, as both messengers bring it."""
    if not tap:
        return None
    if "data" not in tap:
        return Tap(token=_words(tap, "token", 128), key=_words(tap, "key", 256))
    token, colon, key = _words(tap, "data", 256).partition(":")
    if not colon:
        raise ValueError("data is not of a button of ours")
    return Tap(token=token.replace("%3A", ":").replace("%25", "%"), key=key)


def _mapping(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name, {})
    if not isinstance(value, Mapping) or (name in body and not value):
        raise ValueError(f"{name} is not an object")
    return value


def _words(body: Mapping[str, Any], name: str, longest: int) -> str:
    """Return a text without what no database takes: NUL and lone surrogates."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    if len(value) > longest:
        raise ValueError(f"{name} is longer than {longest} characters")
    return value.replace("\0", "").encode("utf-8", "ignore").decode()


def matching(pattern: re.Pattern[str], body: Mapping[str, Any], name: str) -> str:
    """Return a text that a pattern allows.

    Raises:
        ValueError: It is missing, or of another form.
    """
    value = body.get(name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{name} is missing or not of its form")
    return value


def _location(body: Mapping[str, Any]) -> tuple[float, float] | None:
    if "location" not in body:
        return None
    match body["location"]:
        case [int() | float() as latitude, int() | float() as longitude] if (
            -90 <= latitude <= 90 and -180 <= longitude <= 180
        ):
            return float(latitude), float(longitude)
    raise ValueError("location is not a latitude and a longitude")


def _start_link(body: Mapping[str, Any]) -> str:
    """Return a start link's payload: ``programme``, ``programme-language``, or ``-language``."""
    if body.get("start"):
        return matching(_START, body, "start")
    parts = {name: body.get(name) or "" for name in ("programme", "language")}
    programme, language = (matching(_START, parts, name) for name in parts)
    return f"{programme}-{language}" if language else programme


def _upload(said: Mapping[str, Any]) -> Upload | None:
    if not said:
        return None
    kind, size = said.get("kind"), said.get("size")
    if kind not in get_args(MediaKind) or kind == "sticker":
        raise ValueError("kind is unknown")
    if type(size) is not int or not 0 < size <= FILE_BYTES:
        raise ValueError("size is not a number of bytes")
    return Upload(
        kind=cast("MediaKind", kind),
        reference=matching(REFERENCE, said, "reference"),
        mime=_words(said, "mime", 128),
        size=size,
        name=matching(MEDIA_NAME, said, "name"),
    )


def kind_of(mime: str) -> MediaKind:
    """Return what kind of file a type is."""
    family = mime.partition("/")[0]
    return cast("MediaKind", family) if family in {"image", "audio", "video"} else "file"


def shown(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the page draws of a sending: all but whose it is and where its file lies."""
    shown = {name: value for name, value in body.items() if name not in {"as", "id"}}
    if "upload" in shown:
        shown["upload"] = {"kind": shown["upload"]["kind"]}
    return shown
