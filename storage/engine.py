"""The store: whole transactions as plain functions, on SQLite or on PostgreSQL.

``await store.write(fn)`` runs ``fn(tx)`` with a SQLAlchemy connection inside one transaction and
commits it. On SQLite that is one hop to the writer's thread, on PostgreSQL ``run_sync``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, bindparam, make_url, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ArgumentError

from storage.errors import StorageError
from storage.locks import Handle, Locks, hold
from storage.news import News
from storage.postgresql import Postgresql
from storage.schema import key_block
from storage.sqlite import Sqlite

T = TypeVar("T")
Dialect = Literal["sqlite", "postgresql"]
Tx: TypeAlias = Connection
"""An open transaction: what storage functions take, for those who do not import SQLAlchemy."""

BLOCK = 10_000
"""Keys taken at a time; what a process does not use is lost, and 2^63 are many."""


class Keys:
    """Fresh keys, each given once: ``next(keys)``."""

    def __init__(self, numbers: range) -> None:
        self._numbers = iter(numbers)

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        """Return the next key.

        Raises:
            StorageError: More were taken than asked for. (A StopIteration would end loops early.)
        """
        for number in self._numbers:
            return number
        raise StorageError("more keys were used than asked for")


class _Database(Protocol):
    locks: Locks
    news: News | None

    async def write(self, fn: Callable[[Connection], T], *, aside: bool = False) -> T: ...

    async def read(self, fn: Callable[[Connection], T]) -> T: ...

    async def migrate(self, fn: Callable[[Connection], None]) -> None: ...

    async def truncate(self) -> bool: ...

    def mark(self, tx: Connection) -> tuple[int, int] | None: ...

    def wrote(self) -> None: ...

    async def close(self) -> None: ...


class Store(AbstractAsyncContextManager["Store"]):
    """A database that is open; made by :func:`open_store`, closed once."""

    def __init__(self, database: _Database, *, dialect: Dialect, path: Path | None, place: str):
        self._database = database
        self.dialect: Dialect = dialect
        self.path = path
        """The SQLite file; None on PostgreSQL."""
        self.place = place
        """The database as people may read it, without a password."""
        self._block = range(0)
        self._taking = asyncio.Lock()
        self.news = self._database.news
        """How other processes hear of what is queued here; None: there are no others."""
        self.write = self._database.write
        """``aside``: nothing is written that a conversation is loaded from (:mod:`.memory`)."""
        self.read = self._database.read
        self.migrate = self._database.migrate

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Finish what is running, and close every connection; a second call does nothing."""
        await self._database.close()

    async def keys(self, count: int) -> Keys:
        """Return ``count`` fresh keys, from the block this process has or from a new one.

        A block is taken in a transaction of its own, so that a failing batch gives none back.
        """
        async with self._taking:
            if len(self._block) < count:
                size = max(count, BLOCK)
                end = await self.write(lambda tx: _take(tx, size), aside=True)
                self._block = range(end - size, end)
            taken, self._block = self._block[:count], self._block[count:]
        return Keys(taken)

    def mark(self, tx: Connection) -> tuple[int, int] | None:
        """Return what is another pair once anybody wrote, but ``aside``; inside a transaction.

        None where nobody can tell (PostgreSQL).
        """
        return self._database.mark(tx)

    def wrote(self) -> None:
        """Say, inside a transaction that was to write aside, that it did not."""
        self._database.wrote()

    def hold(self, name: str) -> AbstractAsyncContextManager[Handle]:
        """Return a context that waits for the lock and holds it: ``serve``, ``send:telegram:a``."""
        return hold(self._database.locks, name)

    async def try_hold(self, name: str) -> Handle | None:
        """Return the lock, or None while somebody else holds it."""
        return await self._database.locks.take(name)

    def holder(self, name: str) -> str:
        """Return who holds a lock, in words for a message."""
        return self._database.locks.holder(name)

    async def truncate(self) -> bool:
        """Write SQLite's log back into the file and empty it; True when nothing stayed in it.

        After an erasure the overwritten words may still stand in the log. PostgreSQL needs its own
        care (vacuum, archived logs) and always says True.
        """
        return await self._database.truncate()


async def open_store(url: str) -> Store:
    """Return the database of a URL, open; a SQLite file and its folder are made.

    Args:
        url: ``sqlite+aiosqlite:///var/rafiq.db`` (from the working directory; four slashes for an
            absolute path) or ``postgresql+asyncpg://user:password@host/name``.

    Raises:
        StorageError: It cannot be opened, or the URL names no engine of ours.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(_URLS) from None
    if parsed.drivername == "sqlite+aiosqlite" and parsed.database not in (None, "", ":memory:"):
        path = Path(parsed.database or "")
        return Store(await Sqlite.open(path), dialect="sqlite", path=path, place=str(path))
    if parsed.drivername == "postgresql+asyncpg":
        place = f"{parsed.host or 'localhost'}/{parsed.database}"
        return Store(Postgresql(parsed, place), dialect="postgresql", path=None, place=place)
    raise StorageError(_URLS)


_URLS = (
    "RAFIQ_DATABASE_URL is sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME, "
    "and nothing else"
)


def _take(tx: Connection, size: int) -> int:
    tx.execute(_START)
    end: int = tx.execute(_TAKE, {"size": size}).scalar_one()
    return end


_START = insert(key_block).values(name="all", next=1).on_conflict_do_nothing()
_TAKE = (
    update(key_block)
    .where(key_block.c.name == "all")
    .values(next=key_block.c.next + bindparam("size"))
    .returning(key_block.c.next)
)

__all__ = ["BLOCK", "Connection", "Handle", "Keys", "Store", "open_store"]
