"""One person of the web chat as a channel account of her own: nobody else's clock or troubles.

Her messages go to her pages. In the skin of a messenger a send fails as there: when the window is
closed, when she blocked the bot, or with the code that was asked for.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Limits,
    Rejected,
    Request,
    Take,
    Throttled,
    Transient,
    Unreachable,
    WindowClosed,
)
from bot.channels.web_files import Files
from bot.channels.web_lines import Lines, payload
from bot.channels.web_skins import Skin, is_open
from flows.incoming import Upload
from flows.message import Message

LIMITS = Limits(per_second=1000, at_once=64)
"""Ours: sending is a line in this process's memory."""
PLAIN: Mapping[str, type[ChannelError]] = {
    kind.__name__: kind
    for kind in (Transient, Ambiguous, WindowClosed, Unreachable, Rejected, AccountFault)
}


def render(to: str, message: Message) -> Sequence[Request]:
    """Return the one line that the page draws."""
    return (Request(method="line", payload=payload(message)),)


class Person:
    """The channel of one person."""

    limits = LIMITS

    def __init__(
        self, *, account: str, lines: Lines, files: Files, now: Callable[[], datetime]
    ) -> None:
        self.account = account
        self.skin: Skin = "plain"
        self.heard: datetime | None = None
        """When she last wrote: WhatsApp's window."""
        self.blocked = False
        self.failing: deque[str] = deque()
        """Codes that the next sends fail with."""
        self._lines = lines
        self._files = files
        self._now = now

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the line that the page draws; the page's skin renders it again for its look."""
        return render(to, message)

    async def send(self, to: str, request: Request) -> str:
        """Put the line where the person's open pages and the next reload find it.

        Raises:
            ChannelError: as the messenger of her skin answers now, or as was asked for.
        """
        if self.blocked:
            raise error(self.skin, BLOCKED[self.skin])
        if self.failing:
            raise error(self.skin, self.failing.popleft())
        free = not request.payload.get("template")
        if self.skin == "whatsapp" and free and not is_open(self.heard, self._now()):
            raise error(self.skin, "131047")
        line_id = secrets.token_hex(12)
        self._lines.add(to, line_id, "bot", self._now(), request.payload)
        return line_id

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that she sent."""
        return self._files.fetch(upload)

    async def run(self, take: Take) -> None:
        """Return: the page brings what she says."""

    def forget(self, sender: str) -> None:
        """Drop what memory holds of her conversation: she erased it."""
        self._lines.forget(sender)


# ---------------------------------------------------------------- the tables of errors

BLOCKED: Mapping[Skin, str] = {
    "plain": "Unreachable",
    "telegram": "403 blocked by the user",
    "whatsapp": "131026",
}
"""What a send answers to somebody who blocked the bot."""


def codes(skin: Skin) -> Mapping[str, str]:
    """Return what a send may fail with in a skin: the messenger's code, and what it means here."""
    match skin:
        case "telegram":
            from bot.channels.telegram_http import ERRORS, STATUSES

            rows = {f"{status} {words}": kind.__name__ for status, words, kind in ERRORS}
            alone = {str(status): kind.__name__ for status, kind in STATUSES.items()}
            return {"429": "Throttled", **alone, **rows}
        case "whatsapp":
            from bot.channels import whatsapp_http

            return {str(code): kind.__name__ for code, kind in whatsapp_http.ERRORS.items()}
        case "plain":
            return {"Throttled": "Throttled", **{name: name for name in PLAIN}}


def error(skin: Skin, code: str) -> ChannelError:
    """Return what the messenger's own table makes of a code.

    Raises:
        ValueError: The code is not in the table.
    """
    if code not in codes(skin):
        raise ValueError("the code is not in the table")
    match skin:
        case "telegram":
            from bot.channels import telegram_http

            status, _, words = code.partition(" ")
            return telegram_http.fault(int(status), words or code)
        case "whatsapp":
            from bot.channels import whatsapp_http

            return whatsapp_http.fault(400, {"code": int(code)})
        case "plain":
            return Throttled(code, retry_in=5.0) if code == "Throttled" else PLAIN[code](code)
