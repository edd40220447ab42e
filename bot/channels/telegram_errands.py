"""Calls beside the messages: taps are answered at once, old keyboards taken away slowly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any

import structlog

from bot.channels.base import ChannelError

log = structlog.get_logger(__name__)

SWEEP_SECONDS = 0.25
"""Between two calls that can wait: a few a second are left of the 30 that Telegram takes."""
WAITING = 256
"""Calls that can wait; beyond them the oldest is dropped."""


class Errands:
    """Makes calls in the background; none of them is worth a failure."""

    def __init__(
        self,
        *,
        account: str,
        call: Callable[[str, Mapping[str, Any]], Coroutine[Any, Any, Any]],
        most: int,
    ) -> None:
        """Prepare.

        Args:
            account: Channel and account, ``telegram:default``.
            call: Makes a call of the Bot API.
            most: Calls at the same time.
        """
        self._account = account
        self._call = call
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(most)
        self._waiting: asyncio.Queue[tuple[str, Mapping[str, Any]]] = asyncio.Queue(WAITING)
        self._quiet_until = 0.0

    @asynccontextmanager
    async def home(self) -> AsyncIterator[None]:
        """Give errands a task group; what fails inside leaves as itself, not as a group."""
        if self._group is not None:
            yield
            return
        failure: Exception | None = None
        async with asyncio.TaskGroup() as group:
            self._group = group
            self.do(self._sweep())
            try:
                yield
            except Exception as error:
                failure = error
            finally:
                self._group = None
                for task in self._tasks:
                    task.cancel()
        if failure is not None:
            raise failure

    def do(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something now, where errands have a home; else it is not done."""
        if self._group is None:
            work.close()
            return
        task = self._group.create_task(self._quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def call(self, method: str, payload: Mapping[str, Any]) -> None:
        """Make a call now."""
        self.do(self._call(method, payload))

    def later(self, method: str, payload: Mapping[str, Any]) -> None:
        """Make a call when nothing is more urgent, or never."""
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait((method, payload))

    @property
    def idle(self) -> bool:
        """Whether there is room for calls that matter less than the others that wait."""
        return self._waiting.qsize() < WAITING // 2

    def rest(self, seconds: float) -> None:
        """Make none of the calls that can wait for a while: Telegram has had enough."""
        self._quiet_until = asyncio.get_running_loop().time() + seconds

    async def _quietly(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            async with self._room:
                await work
        except ChannelError as error:
            what = type(error).__name__
            log.debug("telegram.errand_failed", channel=self._account, error=what)

    async def _sweep(self) -> None:
        """Make the calls that can wait, one after another, slowly."""
        loop = asyncio.get_running_loop()
        while True:
            method, payload = await self._waiting.get()
            await asyncio.sleep(max(0.0, self._quiet_until - loop.time()))
            await self._quietly(self._call(method, payload))
            await asyncio.sleep(SWEEP_SECONDS)
