"""Read receipts: who writes sees that it was read, and that we are typing, before we answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.channels.base import ChannelError
from bot.channels.remembered import Remembered
from bot.channels.whatsapp_http import Door

log = structlog.get_logger(__name__)

AT_ONCE = 4
SECONDS = 0.2
"""From one read receipt to the next of each: at most the 20 a second that LIMITS leaves of 80."""
WAITING = 256
"""How many may wait; the newest are kept: it is a courtesy and nothing hangs on it."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A message that was committed, and is to be marked as read."""

    sender: str
    message_id: str
    at: datetime


class Reads:
    """What is still to be marked as read on one number."""

    def __init__(self, *, door: Door, account: str, number: str) -> None:
        """Prepare; nothing is asked of the API yet.

        Args:
            door: Where the API is.
            account: Channel and account, for the log.
            number: Phone number id.
        """
        self._door = door
        self._account = account
        self._number = number
        self._waiting: asyncio.Queue[_Read] = asyncio.Queue(maxsize=WAITING)
        self._answered: Remembered[str, datetime] = Remembered()

    def answered(self, sender: str, at: datetime) -> None:
        """Note that somebody was answered: typing would show for 25 seconds after that."""
        self._answered[sender] = at

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person."""
        self._answered.pop(sender, None)

    def put(self, last: Mapping[str, str], at: datetime) -> None:
        """Let the last message of each sender be marked, taken at a time in UTC."""
        for sender, message_id in last.items():
            if self._waiting.full():
                self._waiting.get_nowait()
            self._waiting.put_nowait(_Read(sender, message_id, at))

    async def run(self) -> None:
        """Mark until cancelled, several at once."""
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._mark_all())

    async def mark(self, message_id: str, *, typing: bool = False) -> None:
        """Show a message as read, and those before it; ``typing`` for 25 s or until we answer.

        Raises:
            ChannelError: what went wrong, by the table in ``whatsapp_http``.
        """
        payload: dict[str, object] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
        }
        if typing:
            payload["typing_indicator"] = {"type": "text"}
        await self._door.ask("POST", f"{self._number}/messages", json=payload)

    async def _mark_all(self) -> None:
        """Mark one after the other as read; that one cannot be marked harms nobody."""
        while True:
            read = await self._waiting.get()
            answered = self._answered.get(read.sender)
            typing = answered is None or answered < read.at
            try:
                await self.mark(read.message_id, typing=typing)
            except ChannelError as error:
                log.debug("whatsapp.read_failed", channel=self._account, error=type(error).__name__)
            await asyncio.sleep(SECONDS)
