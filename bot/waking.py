"""How the processes of an installation wake each other's dispatchers.

An inbox or a clock tells which accounts have something to send; the process that holds such an
account hears of it within milliseconds. What is missed is found by the dispatcher's next look.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog

from bot.dispatcher import Dispatcher
from storage.engine import Store
from storage.errors import StorageError
from storage.news import News

AGAIN = 1.0
"""Seconds before a connection that broke is opened anew."""
EVERYBODY = "*"
"""Told where it is not known which accounts have something to send."""

log = structlog.get_logger()


class Waking:
    """Wakes the dispatchers here, and tells the others."""

    def __init__(self, *, store: Store, dispatchers: Mapping[str, Dispatcher]) -> None:
        """Prepare.

        Args:
            store: What the processes have in common.
            dispatchers: Those of this process, by account.
        """
        self._news = store.news
        self._dispatchers = dispatchers
        self._untold: set[str] = set()
        self._woken = asyncio.Event()

    def wake(self, account: str = EVERYBODY) -> None:
        """Something was committed that this account is to send, or perhaps any."""
        self._heard(account)
        dispatcher = self._dispatchers.get(account)
        if self._news is not None and (dispatcher is None or not dispatcher.holds):
            self._untold.add(account)
            self._woken.set()

    def _heard(self, account: str) -> None:
        for each, dispatcher in self._dispatchers.items():
            if account in (each, EVERYBODY):
                dispatcher.wake()

    async def run(self) -> None:
        """Tell and listen until cancelled; returns at once where there is nobody else."""
        if self._news is None:
            return
        async with asyncio.TaskGroup() as group:
            group.create_task(self._tell(self._news))
            if self._dispatchers:
                group.create_task(self._listen(self._news))

    async def _tell(self, news: News) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            told, self._untold = self._untold, set()
            try:
                await news.tell(told)
            except StorageError as error:  # they look by themselves, a little later
                log.info("news.not_told", cause=type(error).__name__)

    async def _listen(self, news: News) -> None:
        while True:
            try:
                await news.listen(lambda: self._heard(EVERYBODY), self._heard)
            except StorageError as error:
                log.info("news.not_heard", cause=type(error).__name__)
                await asyncio.sleep(AGAIN)
