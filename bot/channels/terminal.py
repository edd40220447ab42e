"""The terminal chat: the same conversation on standard input and output, for people and scripts."""

from __future__ import annotations

import asyncio
import mimetypes
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from bot.channels.base import Limits, Rejected, Request, Take
from flows.errors import RafiqError
from flows.incoming import Incoming, Tap, Upload, file_name
from flows.message import MediaKind, Message
from locales.text import direction, plain

LIMITS = Limits(per_second=1_000_000.0, at_once=1)
"""No pace is kept: what is said is written at once."""
TEXT_CHARACTERS = 65_536
CHOICES = 100
"""Choices that a line carries; the rest is found by typing."""
FILE_BYTES = 20 * 1024 * 1024


class InputError(RafiqError):
    """A line of input is not what ``rafiq chat --json`` reads."""


def parse(
    line: Mapping[str, Any], *, account: str, sender: str, at: datetime, open_: Sequence[Message]
) -> Incoming:
    """Return the update that a JSON line means.

    Args:
        line: ``{"text"}``, ``{"choose"}``, ``{"media": {"kind", "path"}}``, ``{"location"}``.
        account: ``terminal:NAME``.
        sender: Who types.
        at: Our clock, UTC.
        open_: The messages said so far, newest last: what ``choose`` is looked up in.

    Raises:
        InputError: It is none of these.
    """
    update = uuid.uuid4().hex
    common: dict[str, Any] = {"account": account, "sender": sender, "id": update, "at": at}
    match line:
        case {"text": str(text)}:
            return Incoming(text=storable(text), **common)
        case {"choose": str(choice)}:
            tap = _tap(choice, open_)
            return Incoming(tap=tap, **common) if tap else Incoming(text=storable(choice), **common)
        case {"media": {"kind": str(kind), "path": str(path)}} if kind in get_args(MediaKind):
            return Incoming(upload=_upload(kind, Path(path), account, update), **common)
        case {"location": [int() | float() as latitude, int() | float() as longitude]}:
            return Incoming(location=(float(latitude), float(longitude)), **common)
        case {"start": str(payload)}:
            return Incoming(start=payload, **common)
    raise InputError('a line holds "text", "choose", "media", "location" or "advance"')


def storable(text: str) -> str:
    """Return the text without what a database refuses: NUL and lone surrogates."""
    kept = text[:TEXT_CHARACTERS].replace("\0", "")
    return kept.encode("utf-8", "ignore").decode("utf-8")


def _tap(choice: str, open_: Sequence[Message]) -> Tap | None:
    """Return the option with this key, else this label, of the newest message that has it."""
    for message in reversed(open_):
        offered = (*message.choices, *message.actions)
        for names in ([each.key for each in offered], [each.label for each in offered]):
            if choice in names:
                return Tap(token=message.token, key=offered[names.index(choice)].key)
    return None


def as_line(typed: str, said: Sequence[Message]) -> Mapping[str, str]:
    """Return the JSON line that words are where nothing can be pressed.

    They are a button only of the message that is open; a number is read by its question.
    """
    newest = next(([each] for each in reversed(said) if each.token), [])
    word = typed.strip()
    pressed = not word.isdecimal() and _tap(word, newest) is not None
    return {"choose": word} if pressed else {"text": typed}


def _upload(kind: str, path: Path, account: str, update: str) -> Upload:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"{path.name}: {error.strerror}") from None
    mime = mimetypes.guess_type(path.name)[0] or ""
    return Upload(
        kind=kind,  # type: ignore[arg-type]
        reference=str(path.resolve()),
        mime=mime,
        size=size,
        name=file_name(account, update, mime),
    )


def to_line(message: Message) -> dict[str, Any]:
    """Return a message as ``rafiq chat --json`` writes it."""
    return {
        "text": message.text,
        "language": message.language,
        "direction": direction(message.language),
        "choices": [{"key": each.key, "label": each.label} for each in _shown(message)],
        "actions": [{"key": each.key, "label": each.label} for each in message.actions],
        "media": [each.to_json() for each in message.media],
    }


def _shown(message: Message) -> Sequence[Any]:
    return message.choices[:CHOICES]


def to_text(message: Message) -> str:
    """Return a message for a person at a terminal: numbered choices, actions on one line."""
    lines = [plain(message.text)]
    for number, option in enumerate(message.choices, 1):
        tick = "✓ " if option.chosen else ""
        own = "" if option.numbered else f"{number}. "
        lines.append(f"  {own}{tick}{option.label}")
    if message.actions:
        lines.append("  [" + "] [".join(each.label for each in message.actions) + "]")
    return "\n".join(lines)


class Terminal:
    """One person at a terminal; an account of its own, so that nobody else's messages come here."""

    limits = LIMITS

    def __init__(self, *, name: str) -> None:
        self.account = f"terminal:{name}"
        self.said: list[Message] = []
        """Everything that was said in this run."""
        self._written = 0

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the line that is written."""
        return [Request(method="write", payload=message.to_json())]

    async def send(self, to: str, request: Request) -> str:
        """Keep the message for :meth:`fresh`."""
        self.said.append(Message.from_json(request.payload))
        return str(len(self.said))

    def fresh(self) -> list[Message]:
        """Return what was said since the last call."""
        new = self.said[self._written :]
        self._written = len(self.said)
        return new

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file of this machine."""
        path = Path(upload.reference)
        try:
            content = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise Rejected(error.strerror or "unreadable") from None
        if len(content) > FILE_BYTES:
            raise Rejected("too_large")
        yield content

    async def run(self, take: Take) -> None:
        """Return: standard input is read by the command."""
