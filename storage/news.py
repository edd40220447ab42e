"""News between processes: which accounts have something to send, by LISTEN and NOTIFY.

News may be lost (a connection that breaks, a pooler in between that passes none on): whoever waits
for it looks into the tables now and then too. SQLite has one process, which needs none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import Gone, explained

CHANNEL = "rafiq_outbox"
LOOK = 15.0
"""Seconds between two looks whether the server still answers: a cut cable says nothing."""


class News:
    """PostgreSQL's (https://www.postgresql.org/docs/15/sql-notify.html)."""

    def __init__(self, engine: AsyncEngine, listeners: AsyncEngine, place: str) -> None:
        """Prepare.

        Args:
            engine: A pool of connections, for what is told.
            listeners: Opens a connection of its own for each listener.
            place: The database as people may read it.
        """
        self._engine = engine
        self._listeners = listeners
        self._place = place

    async def tell(self, accounts: Collection[str]) -> None:
        """Tell every process that these accounts have something to send.

        In a transaction of its own that waits for no disk: who notifies commits alone, one after
        the other, and a batch's commit must not stand in that queue.
        """
        with explained(self._place):
            async with self._engine.begin() as connection:
                await connection.execute(_LAZY)
                await connection.execute(_NOTIFY, [{"of": each} for each in sorted(accounts)])

    async def listen(self, ready: Callable[[], None], heard: Callable[[str], None]) -> None:
        """Pass on every account that is told of, also by this process, until cancelled.

        Args:
            ready: Called once nothing more is missed.
            heard: Called with the account.

        Raises:
            StorageError: The connection broke: news may be missed.
        """
        ended = asyncio.Event()
        with explained(self._place):
            async with self._listeners.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                driver.add_termination_listener(lambda _: ended.set())
                await driver.add_listener(CHANNEL, lambda *said: heard(said[-1]))
                ready()
                while not ended.is_set():
                    try:
                        async with asyncio.timeout(LOOK):
                            await ended.wait()
                    except TimeoutError:
                        await driver.execute("SELECT 1")
        raise Gone(f"{self._place}: the connection was lost")


_LAZY = select(func.set_config("synchronous_commit", "off", True))
_NOTIFY = select(func.pg_notify(CHANNEL, bindparam("of")))
