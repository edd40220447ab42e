"""The store on SQLite: a whole transaction in one hop to the thread of its connection."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar, cast

import aiosqlite
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from storage.checkpoints import Checkpoints
from storage.errors import Gone, explained
from storage.locks import FileLocks, Locks
from storage.news import News

T = TypeVar("T")
READERS = 3
PATIENCE = 4.0
"""Seconds that a writer waits for another process's transaction."""


class _Thread(aiosqlite.Connection):
    """aiosqlite's connection with one thing more: a whole function in one hop to its thread.

    ``_execute`` is not public (the version is pinned and a test holds it): the public methods take
    a hop for each statement, which is five times slower for a transaction alone.
    """

    tx: Connection
    changes = 0
    """Rows changed since it was opened, as of the last commit."""

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
                self.changes = raw.total_changes
                return found
            except StopIteration as error:
                # A future cannot carry it: whoever waits would wait for ever.
                raise RuntimeError("StopIteration in a transaction") from error
            finally:
                self.tx.rollback()
                if raw.in_transaction:
                    raw.rollback()

        return await self.hop(run)


class Sqlite:
    """One file: one connection that writes, a few that read."""

    def __init__(self, path: Path, writer: _Thread) -> None:
        self._path = path
        self._writer = writer
        self._idle: list[_Thread] = []
        self._free = asyncio.Semaphore(READERS)
        self._closed = False
        self._writes = 0
        """Transactions of this process that were not aside; counted inside them."""
        self._checkpoints = Checkpoints(beside=self._beside, writer=writer.hop)
        self.locks: Locks = FileLocks(path)
        self.news: News | None = None

    @classmethod
    async def open(cls, path: Path) -> Sqlite:
        """Return the database in a file, which is made if need be."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Gone(f"{path}: {error.strerror}; choose another place") from None
        with explained(str(path)):
            return cls(path, await _Thread.open(path, query_only=False))

    async def write(self, fn: Callable[[Connection], T], *, aside: bool = False) -> T:
        """Return what ``fn`` returns, once its transaction is committed."""

        def counted(tx: Connection) -> T:
            self.wrote()
            return fn(tx)

        found = await self._on(self._writer, "BEGIN IMMEDIATE", fn if aside else counted)
        self._checkpoints.wrote(self._writer.changes)
        return found

    def wrote(self) -> None:
        """Count a transaction that a conversation may be loaded from."""
        self._writes += 1

    def mark(self, tx: Connection) -> tuple[int, int] | None:
        """Return what shows whether anybody wrote, see :meth:`storage.engine.Store.mark`."""
        raw = cast(sqlite3.Connection, tx.connection.driver_connection)
        return self._writes, raw.execute("PRAGMA data_version").fetchone()[0]

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Return what ``fn`` returns, inside a transaction that only reads."""
        async with self._reader() as reader:
            return await self._on(reader, "BEGIN", fn)

    async def _beside(self, fn: Callable[[sqlite3.Connection], object]) -> object:
        async with self._reader() as reader:
            return await reader.hop(fn)

    @asynccontextmanager
    async def _reader(self) -> AsyncIterator[_Thread]:
        """Lend a connection that reads, when one is free."""
        async with self._free:
            self._check()
            reader = self._idle.pop() if self._idle else await self._opened()
            try:
                yield reader
            finally:
                self._idle.append(reader)

    async def _opened(self) -> _Thread:
        with explained(str(self._path)):
            return await _Thread.open(self._path, query_only=True)

    async def migrate(self, fn: Callable[[Connection], None]) -> None:
        """Run a step of a migration."""
        # Rebuilding a table drops the old one: with the keys enforced, that deletes what points
        # to it (https://www.sqlite.org/lang_altertable.html#otheralter).
        await self._writer.hop(lambda raw: raw.execute("PRAGMA foreign_keys=OFF"))
        try:
            await self.write(fn)
        finally:
            await self._writer.hop(lambda raw: raw.execute("PRAGMA foreign_keys=ON"))

    async def truncate(self) -> bool:
        """Empty the log, see :meth:`storage.engine.Store.truncate`."""

        def checkpoint(raw: sqlite3.Connection) -> bool:
            busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

        with explained(str(self._path)):
            async with self._checkpoints.alone:
                return await self._writer.hop(checkpoint)

    async def close(self) -> None:
        """Finish what is running, and close every connection."""
        if self._closed:
            return
        await self._checkpoints.finish()
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
    "wal_autocheckpoint=16000",  # pages; others come first (storage.checkpoints)
    "journal_size_limit=67108864",  # bytes
)
_READER = (*_BOTH, "query_only=ON", "cache_size=-8192")
