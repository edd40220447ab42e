"""Long polling: updates are stored before the offset moves, so that a crash loses none.

https://core.telegram.org/bots/api#getupdates
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NoReturn

import structlog

from bot.channels.base import AccountFault, ChannelError, Delivery, Take, Transient
from bot.channels.telegram_http import CONFLICT, Door, Timeouts
from bot.channels.telegram_parse import ALLOWED_UPDATES
from storage.errors import StorageError

log = structlog.get_logger(__name__)

REFUSALS = 3
"""Refusals of the token in a row until a poll that had worked gives up."""
QUIET_SECONDS = 6 * 24 * 3600.0
"""After a week without updates Telegram starts its ids anywhere, so the offset is dropped before
(https://core.telegram.org/bots/api#update)."""


class Backoff:
    """Growing pauses with jitter, in seconds."""

    def __init__(self, first: float, most: float) -> None:
        """Begin with the first pause; none is longer than the last."""
        self._first, self._most, self._next = first, most, first

    def reset(self) -> None:
        """Begin again: something worked."""
        self._next = self._first

    async def wait(self, at_least: float = 0.0) -> None:
        """Wait, and longer the next time."""
        pause, self._next = self._next, min(self._next * 2, self._most)
        await asyncio.sleep(max(at_least, random.uniform(pause / 2, pause)))  # noqa: S311


class Polling:
    """Fetches the updates of one bot."""

    def __init__(
        self,
        *,
        account: str,
        door: Door,
        api: str,
        timeouts: Timeouts,
        unhook: Callable[[], Awaitable[object]],
        read: Callable[[Sequence[Mapping[str, Any]]], Awaitable[Sequence[Delivery]]],
        acknowledge: Callable[[Sequence[Mapping[str, Any]]], None],
        refused: Callable[[AccountFault, bool], AccountFault],
    ) -> None:
        """Prepare.

        Args:
            account: Channel and account, ``telegram:default``.
            door: What makes the calls.
            api: The Bot API's address, the token included.
            timeouts: In seconds.
            unhook: Takes a webhook away that was set: while one is, nobody may poll.
            read: Returns what raw updates hold for the inbox.
            acknowledge: Is called with the updates once they are stored.
            refused: Returns what is said where the token is refused, and whether it was at once.
        """
        self._account = account
        self._door = door
        self._api = api
        self._timeouts = timeouts
        self._unhook = unhook
        self._read = read
        self._acknowledge = acknowledge
        self._refused = refused
        self._offset: int | None = None
        self._hooked = True
        self._worked = False
        self._refusals = 0
        self._trouble = ""
        self._last = 0.0

    async def run(self, take: Take, backoff: Backoff) -> NoReturn:
        """Poll until cancelled; the offset moves when ``take`` has returned.

        Raises:
            AccountFault: the token is refused.
        """
        self._last = asyncio.get_running_loop().time()
        while True:
            try:
                raws = await self._taken(take)
            except AccountFault as error:
                self._refusals += 1
                if not self._worked or self._refusals >= REFUSALS:
                    raise self._refused(error, not self._worked) from None
                await backoff.wait()
            except StorageError as error:
                log.warning("telegram.batch_not_stored", channel=self._account, error=_name(error))
                await backoff.wait()
            except ChannelError as error:
                self._failed(error)
                await backoff.wait(error.retry_in or 0.0)
            else:
                self._worked, self._refusals, self._trouble = True, 0, ""
                self._acknowledge(raws)
                if not raws or self._moved(raws):
                    backoff.reset()
                else:
                    await backoff.wait()  # nothing that could be confirmed: not again at once

    async def _taken(self, take: Take) -> list[Mapping[str, Any]]:
        """Return raw updates that are stored by now."""
        if self._hooked:
            await self._unhook()
            self._hooked = False
        if asyncio.get_running_loop().time() - self._last > QUIET_SECONDS:
            self._offset = None
        raws = await self._updates()
        deliveries = await self._read(raws)
        if deliveries:
            await take(deliveries)
        return raws

    def _failed(self, error: ChannelError) -> None:
        if error.code != self._trouble:  # one line for a trouble, however long it lasts
            other = error.code.startswith(CONFLICT)
            event = "telegram.other_poller" if other else "telegram.poll_failed"
            log.warning(event, channel=self._account, error=_name(error))
        self._trouble = error.code
        self._hooked = self._hooked or "webhook" in error.code

    def _moved(self, raws: Sequence[Mapping[str, Any]]) -> bool:
        """Move the offset behind the updates; return whether it went on."""
        self._last = asyncio.get_running_loop().time()
        ids = [number for raw in raws if (number := _update_id(raw)) is not None]
        if not ids or max(ids) + 1 == self._offset:
            return False
        self._offset = max(ids) + 1
        return True

    async def _updates(self) -> list[Mapping[str, Any]]:
        """Return the raw updates: the library would log a whole batch that it cannot parse."""
        data = {
            "timeout": str(self._timeouts.poll),
            "limit": "100",
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            data["offset"] = str(self._offset)
        seconds = self._timeouts.poll + self._timeouts.call
        raws = await self._door.call(f"{self._api}/getUpdates", data, seconds=seconds)
        if not isinstance(raws, list):
            raise Transient("unreadable answer")
        return [raw for raw in raws if isinstance(raw, dict)]


def _update_id(raw: Mapping[str, Any]) -> int | None:
    number = raw.get("update_id")
    return number if isinstance(number, int) and abs(number) < 1 << 63 else None


def _name(error: Exception) -> str:
    return type(error).__name__
