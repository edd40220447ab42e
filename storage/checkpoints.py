"""SQLite's log is put back into the file while the writer goes on writing.

Left to the writer, a checkpoint stops everybody for two fsyncs and thousands of pages: 10 to 60 ms
every three thousand updates, a tenth of all its time (https://www.sqlite.org/wal.html#ckpt). A
reader's connection may do it just as well, and in WAL mode stands in nobody's way; the writer then
adds the few pages that came meanwhile, so that the log begins anew instead of growing.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeAlias

from storage.errors import StorageError

COMMITS = 256
CHANGES = 10_000
"""Rows; either makes a log of some 3,000 pages (12 MB): one by one, or 64 updates at a time."""

Do: TypeAlias = Callable[[Callable[[sqlite3.Connection], object]], Awaitable[object]]
"""Runs a function on a connection's own thread."""


class Checkpoints:
    """When the next one is due, and one at a time."""

    def __init__(self, *, beside: Do, writer: Do) -> None:
        """Prepare.

        Args:
            beside: A connection that reads.
            writer: The one that writes.
        """
        self._beside, self._writer = beside, writer
        self._commits = 0
        self._changes = 0
        self._running: asyncio.Task[None] | None = None
        self.alone = asyncio.Lock()
        """Held during each; SQLite refuses a second at the same time."""

    def wrote(self, changes: int) -> None:
        """Note a commit; start a checkpoint where one is due.

        Args:
            changes: Rows that the writer has changed since it was opened.
        """
        self._commits += 1
        if self._running is not None and not self._running.done():
            return
        if self._commits >= COMMITS or changes - self._changes >= CHANGES:
            self._commits, self._changes = 0, changes
            self._running = asyncio.create_task(self._run())

    async def finish(self) -> None:
        """Return when none is under way."""
        if self._running is not None:
            await self._running

    async def _run(self) -> None:
        async with self.alone:
            # Whatever is the matter (a full disk, a store that was closed: a ValueError of its
            # thread), the log holds it all, and the next one will be due.
            with suppress(sqlite3.Error, StorageError, ValueError):
                await self._beside(_checkpoint)
                await self._writer(_checkpoint)


def _checkpoint(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
