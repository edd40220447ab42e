"""The store on PostgreSQL: asyncpg under SQLAlchemy's pool, transactions by ``run_sync``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.errors import explained
from storage.locks import Locks, ServerLocks
from storage.news import News
from storage.types import dumps

T = TypeVar("T")
PATIENCE = 4.0
"""Seconds that a transaction waits for a connection."""


class Postgresql:
    """A server that several processes share."""

    def __init__(self, url: URL, place: str) -> None:
        self._place = place
        settings = {"application_name": "rafiq", "timezone": "UTC", "jit": "off"}
        connect = {
            "timeout": 10,
            "command_timeout": 60,
            "server_settings": settings,
            "prepared_statement_cache_size": 1000,
        }

        def engine(**options: object) -> AsyncEngine:
            return create_async_engine(
                url, connect_args=connect, json_serializer=dumps, hide_parameters=True, **options
            )

        self._engine = engine(pool_size=4, max_overflow=4, pool_timeout=PATIENCE)
        self._lockers = engine(poolclass=NullPool)
        self.locks: Locks = ServerLocks(self._lockers, place)
        self.news: News | None = News(self._engine, self._lockers, place)

    async def write(self, fn: Callable[[Connection], T], *, aside: bool = False) -> T:
        """Return what ``fn`` returns, once its transaction is committed."""
        with explained(self._place):
            async with self._engine.begin() as connection:
                return await connection.run_sync(fn)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Return what ``fn`` returns, inside a transaction that only reads."""
        with explained(self._place):
            async with self._engine.connect() as connection:
                return await connection.run_sync(fn)

    async def migrate(self, fn: Callable[[Connection], None]) -> None:
        """Run a step of a migration."""
        await self.write(fn)

    async def truncate(self) -> bool:
        """Empty the log, see :meth:`storage.engine.Store.truncate`."""
        return True

    def mark(self, tx: Connection) -> tuple[int, int] | None:
        """Return what shows whether anybody wrote, see :meth:`storage.engine.Store.mark`."""
        return None

    def wrote(self) -> None:
        """Count a transaction that a conversation may be loaded from."""
        return

    async def close(self) -> None:
        """Finish what is running, and close every connection."""
        await self.locks.close()
        await self._engine.dispose()
        await self._lockers.dispose()
