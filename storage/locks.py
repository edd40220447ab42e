"""One holder at a time, over all processes: of a SQLite file, of a channel account."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import StorageError, explained

AGAIN = 0.2
"""Seconds between two looks at a lock that somebody else holds."""


class Handle(Protocol):
    """A lock that is held until it is released or the process ends, however it ends."""

    async def held(self) -> bool:
        """Return False when the lock was lost: the server's connection broke."""

    async def release(self) -> None:
        """Let the next one have it."""


class Locks(Protocol):
    """Where locks come from."""

    async def take(self, name: str) -> Handle | None:
        """Return the lock, or None while somebody else holds it."""

    def holder(self, name: str) -> str:
        """Return who holds the lock, as far as can be known: ``process 4711``."""

    async def close(self) -> None:
        """Release every lock that was taken here."""


@asynccontextmanager
async def hold(locks: Locks, name: str) -> AsyncIterator[Handle]:
    """Wait for the lock as long as it takes, and release it at the end."""
    while (handle := await locks.take(name)) is None:  # noqa: ASYNC110 (no event tells us)
        await asyncio.sleep(AGAIN)
    try:
        yield handle
    finally:
        await handle.release()


class FileLocks:
    """Locks beside a SQLite file: the kernel drops them with the process, even after kill -9."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: list[_FileHandle] = []

    def _file(self, name: str) -> Path:
        return self._path.with_name(f"{self._path.name}.{name.replace(':', '-')}.lock")

    async def take(self, name: str) -> Handle | None:
        """Return the lock, or None while another process (or task) holds it."""
        file = os.open(self._file(name), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        os.truncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        handle = _FileHandle(file)
        self._held = [one for one in self._held if not one.released] + [handle]
        return handle

    def holder(self, name: str) -> str:
        """Return the process that holds the lock or held it last."""
        try:
            return f"process {self._file(name).read_text()}"
        except OSError:
            return "another process"

    async def close(self) -> None:
        """Release every lock that was taken here."""
        for handle in self._held:
            await handle.release()


class _FileHandle:
    def __init__(self, file: int) -> None:
        self._file = file
        self.released = False

    async def held(self) -> bool:
        return not self.released

    async def release(self) -> None:
        if not self.released:
            # The file stays: who removes it may remove the one that another just locked.
            os.close(self._file)
            self.released = True


class ServerLocks:
    """PostgreSQL's advisory locks, each on a connection of its own."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._held: list[_ServerHandle] = []

    async def take(self, name: str) -> Handle | None:
        """Return the lock, or None while another session holds it."""
        with explained(self._place):
            connection = await self._engine.connect()
            taken = False
            try:
                taken = bool(await connection.scalar(_TAKE, {"name": f"rafiq:{name}"}))
                # The lock is the session's: no transaction may stay open behind it.
                await connection.commit()
            finally:
                if not taken:
                    await connection.close()
        if not taken:
            return None
        handle = _ServerHandle(connection)
        self._held = [one for one in self._held if not one.released] + [handle]
        return handle

    def holder(self, name: str) -> str:
        """Return no more than that it is another one."""
        return "another process"

    async def close(self) -> None:
        """Release every lock that was taken here."""
        for handle in self._held:
            await handle.release()


class _ServerHandle:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._asking = asyncio.Lock()
        self.released = False

    async def held(self) -> bool:
        async with self._asking:
            if self._connection.closed or self._connection.invalidated:
                return False
            try:
                with explained("lock"):
                    await self._connection.scalar(select(1))
                    await self._connection.commit()
            except StorageError:
                return False
            return True

    async def release(self) -> None:
        async with self._asking:
            # NullPool: closing ends the session, and the session's end drops the lock.
            await self._connection.close()
            self.released = True


_TAKE = select(
    func.pg_try_advisory_lock(
        func.hashtextextended(bindparam("name"), bindparam("seed", 0, type_=BigInteger))
    )
)
