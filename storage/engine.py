"""The store: whole transactions as plain functions, on SQLite or on PostgreSQL.

``await store.write(fn)`` runs ``fn(tx)`` with a SQLAlchemy connection inside one transaction and
commits it. On SQLite that is one hop to the writer's thread, on PostgreSQL ``run_sync``.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, bindparam, create_engine, make_url, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

from storage.errors import Gone, StorageError, explained
from storage.locks import FileLocks, Handle, Locks, ServerLocks, hold
from storage.news import News
from storage.schema import key_block
from storage.types import dumps

T = TypeVar("T")
Dialect = Literal["sqlite", "postgresql"]
Tx: TypeAlias = Connection
"""An open transaction: what storage functions take, for those who do not import SQLAlchemy."""

BLOCK = 10_000
"""Keys taken at a time; what a process does not use is lost, and 2^63 are many."""
READERS = 3
PATIENCE = 4.0
"""Seconds that a writer waits for another process's transaction."""


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
        return Store(await _Sqlite.open(path), dialect="sqlite", path=path, place=str(path))
    if parsed.drivername == "postgresql+asyncpg":
        place = f"{parsed.host or 'localhost'}/{parsed.database}"
        return Store(_Postgresql(parsed, place), dialect="postgresql", path=None, place=place)
    raise StorageError(_URLS)


_URLS = (
    "RAFIQ_DATABASE_URL is sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME, "
    "and nothing else"
)


def _take(tx: Connection, size: int) -> int:
    tx.execute(_START)
    end: int = tx.execute(_TAKE, {"size": size}).scalar_one()
    return end


# ---------------------------------------------------------------- SQLite


class _Thread(aiosqlite.Connection):
    """aiosqlite's connection with one thing more: a whole function in one hop to its thread.

    ``_execute`` is not public (the version is pinned and a test holds it): the public methods take
    a hop for each statement, which is five times slower for a transaction alone.
    """

    tx: Connection

    @classmethod
    async def open(cls, path: Path, *, query_only: bool) -> _Thread:
        def connect() -> sqlite3.Connection:
            return sqlite3.connect(
                path,
                timeout=PATIENCE,
                isolation_level=None,
                cached_statements=512,
                check_same_thread=False,  # only for an interpreter that ends without closing
            )

        self = cls(connect, iter_chunk_size=64)
        # A process that ends without closing must end: an open transaction is rolled back anyway.
        self._thread.daemon = True
        await self
        try:
            await self.hop(lambda raw: self._prepare(raw, query_only=query_only))
        except BaseException:
            await self.close()
            raise
        return self

    def _prepare(self, raw: sqlite3.Connection, *, query_only: bool) -> None:
        for pragma in _READER if query_only else _WRITER:
            raw.execute(f"PRAGMA {pragma}")
        engine = create_engine(
            "sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
        )
        self.tx = engine.connect()

    async def close(self) -> None:
        """End the thread, when all that was asked of it before is done."""

        def close(raw: sqlite3.Connection) -> None:
            if hasattr(self, "tx"):
                self.tx.close()
                self.tx.engine.dispose()

        if self._connection is not None:
            # Where opening was cut short the thread may still be at it: it comes to this after.
            await self.hop(close)
        await super().close()

    async def hop(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Return what ``fn`` makes of the raw connection on its thread."""
        return cast(T, await self._execute(fn, self._conn))  # type: ignore[no-untyped-call]

    async def transact(self, begin: str, fn: Callable[[Connection], T]) -> T:
        """Return what ``fn`` returns, once it is committed."""

        def run(raw: sqlite3.Connection) -> T:
            raw.execute(begin)
            try:
                found = fn(self.tx)
                self.tx.commit()  # what SQLAlchemy began by itself, which may be nothing
                raw.commit()
                return found
            except StopIteration as error:
                # A future cannot carry it: whoever waits would wait for ever.
                raise RuntimeError("StopIteration in a transaction") from error
            finally:
                self.tx.rollback()
                if raw.in_transaction:
                    raw.rollback()

        return await self.hop(run)


class _Sqlite:
    def __init__(self, path: Path, writer: _Thread) -> None:
        self._path = path
        self._writer = writer
        self._idle: list[_Thread] = []
        self._free = asyncio.Semaphore(READERS)
        self._closed = False
        self._writes = 0
        """Transactions of this process that were not aside; counted inside them."""
        self.locks: Locks = FileLocks(path)
        self.news: News | None = None

    @classmethod
    async def open(cls, path: Path) -> _Sqlite:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Gone(f"{path}: {error.strerror}; choose another place") from None
        with explained(str(path)):
            return cls(path, await _Thread.open(path, query_only=False))

    async def write(self, fn: Callable[[Connection], T], *, aside: bool = False) -> T:
        def counted(tx: Connection) -> T:
            self.wrote()
            return fn(tx)

        return await self._on(self._writer, "BEGIN IMMEDIATE", fn if aside else counted)

    def wrote(self) -> None:
        self._writes += 1

    def mark(self, tx: Connection) -> tuple[int, int] | None:
        raw = cast(sqlite3.Connection, tx.connection.driver_connection)
        return self._writes, raw.execute("PRAGMA data_version").fetchone()[0]

    async def read(self, fn: Callable[[Connection], T]) -> T:
        async with self._free:
            self._check()
            reader = self._idle.pop() if self._idle else await self._reader()
            try:
                return await self._on(reader, "BEGIN", fn)
            finally:
                self._idle.append(reader)

    async def _reader(self) -> _Thread:
        with explained(str(self._path)):
            return await _Thread.open(self._path, query_only=True)

    async def migrate(self, fn: Callable[[Connection], None]) -> None:
        # Rebuilding a table drops the old one: with the keys enforced, that deletes what points
        # to it (https://www.sqlite.org/lang_altertable.html#otheralter).
        await self._writer.hop(lambda raw: raw.execute("PRAGMA foreign_keys=OFF"))
        try:
            await self.write(fn)
        finally:
            await self._writer.hop(lambda raw: raw.execute("PRAGMA foreign_keys=ON"))

    async def truncate(self) -> bool:
        def checkpoint(raw: sqlite3.Connection) -> bool:
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

        with explained(str(self._path)):
            return await self._writer.hop(checkpoint)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        for thread in (*self._idle, self._writer):
            await thread.close()
        await self.locks.close()

    async def _on(self, thread: _Thread, begin: str, fn: Callable[[Connection], T]) -> T:
        self._check()
        with explained(str(self._path)):
            return await thread.transact(begin, fn)

    def _check(self) -> None:
        if self._closed:
            raise Gone(f"{self._path}: the database was closed")


# ---------------------------------------------------------------- PostgreSQL


class _Postgresql:
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
        with explained(self._place):
            async with self._engine.begin() as connection:
                return await connection.run_sync(fn)

    async def read(self, fn: Callable[[Connection], T]) -> T:
        with explained(self._place):
            async with self._engine.connect() as connection:
                return await connection.run_sync(fn)

    async def migrate(self, fn: Callable[[Connection], None]) -> None:
        await self.write(fn)

    async def truncate(self) -> bool:
        return True

    def mark(self, tx: Connection) -> tuple[int, int] | None:
        return None

    def wrote(self) -> None:
        return

    async def close(self) -> None:
        await self.locks.close()
        await self._engine.dispose()
        await self._lockers.dispose()


_BOTH = (
    f"busy_timeout={int(PATIENCE * 1000)}",
    "temp_store=MEMORY",  # sorting leaves no words in files elsewhere
)
_WRITER = (
    *_BOTH,
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cache_size=-65536",  # KiB
    "wal_autocheckpoint=4000",  # pages; a checkpoint every few batches takes a tenth of the time
    "journal_size_limit=67108864",  # bytes
)
_READER = (*_BOTH, "query_only=ON", "cache_size=-8192")

_START = insert(key_block).values(name="all", next=1).on_conflict_do_nothing()
_TAKE = (
    update(key_block)
    .where(key_block.c.name == "all")
    .values(next=key_block.c.next + bindparam("size"))
    .returning(key_block.c.next)
)

__all__ = ["BLOCK", "Connection", "Handle", "Keys", "Store", "open_store"]
