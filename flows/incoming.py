"""What comes in: one update of one person, as every channel gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal, TypeAlias

from flows.frozen import quick
from flows.message import MediaKind

Event: TypeAlias = Literal["message", "edited", "blocked", "returned", "fetched", "fetch_failed"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button that was pressed: which message it stood under, and what it meant."""

    token: str
    """Token of the message (see :class:`Message`), or "" for the question open now."""
    key: str


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with an update; fetched after the commit, known here as it was declared."""

    kind: MediaKind
    reference: str
    """What the channel fetches it by (Telegram's file_id, WhatsApp's media id, a path)."""
    mime: str = ""
    size: int = 0
    """Bytes, as declared; 0 when unknown."""
    name: str = ""
    """The name it is stored under: made by us from the update, never the sender's."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How far somebody is who joins two of her addresses by a code."""

    kind: Literal["open", "gone", "many", "unknown", "same", "found", "waiting", "asked", "agreed"]
    address: int = 0
    """The other address: our key, its account, and its person with her language."""
    account: str = ""
    person: int = 0
    language: str = ""
    programmes: tuple[str, ...] = ()
    """That she is registered with."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update of one person, free of any provider's shape."""

    account: str
    """Channel and account, as ``telegram:default``."""
    sender: str
    """The channel's own opaque id of the chat."""
    id: str
    """The channel's id of the update, unique within the account; seeds ``uuid()``, ``random()``."""
    at: datetime
    """When the person sent it, UTC; our own clock where the channel does not say."""
    key: int = 0
    """Our key of this update, given by the inbox; what the update creates gets it as its key."""
    event: Event = "message"
    text: str = ""
    tap: Tap | None = None
    upload: Upload | None = None
    location: tuple[float, float] | None = None
    """Latitude, longitude in degrees (WGS 84)."""
    contact: str | None = None
    """A phone number the person shared as her own."""
    phone: str | None = None
    """The chat's own number (E.164) where the channel knows it."""
    start: str | None = None
    """Payload of a start link, "" for a bare /start."""
    locale: str | None = None
    """The language the person's app is set to, as the channel gave it."""
    unsupported: str | None = None
    """What it was, when the bot cannot use it (a sticker, a poll, somebody else's contact)."""
    answers_message: str | None = None
    """Our message's provider id to which this is a reply, if it is one."""
    about: str = field(default="", compare=False)
    """Key of the question that that message put, where the inbox found it."""
    message: str = field(default="", compare=False)
    """The channel's id of the person's message: she may edit it later."""
    album: str = field(default="", compare=False)
    """What the parts of an album have in common, "" for a message of its own."""
    chance: int = field(default=0, compare=False)
    """Random bits (40) that nobody can guess, for a code; given by the inbox."""
    link: Linking | None = field(default=None, compare=False)
    """Where a code is waited for: what this update comes to, as the inbox found it."""
    office: tuple[str, ...] = field(default=(), compare=False)
    """Programmes that are coordinated from this chat (``*``: all), where the inbox looked."""


_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/webm": ".webm",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/plain": ".txt",
}


def file_name(account: str, update: str, mime: str) -> str:
    """Return the name a person's file is stored under: the same for the same update, no other's.

    The sender's own name for it is never used (``../../x`` arrives).
    """
    digest = sha256(f"{account}\0{update}".encode()).hexdigest()[:24]
    return f"media-{digest}{_ENDINGS.get(mime.partition(';')[0].strip().lower(), '')}"


def is_file(value: str) -> bool:
    """Return whether an answer is the name of a stored file."""
    return _FILE.fullmatch(value) is not None


_FILE = re.compile(r"media-[0-9a-f]{24}(\.[a-z0-9]{1,5})?")
