"""Whether this process can do its work now: its database answers, and takes what is written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog

from storage.engine import Store
from storage.errors import StorageError
from storage.pulse import beat

FRESH = 5.0
"""Seconds that a look is good for, however many ask: one row is written in that time."""
PATIENCE = 3.0
"""Seconds that anybody waits for a look: a database that hangs is one that cannot be reached."""

log = structlog.get_logger()


class Health:
    """Looks after the database when somebody asks, and keeps what it found for a moment."""

    def __init__(self, *, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare; ``clock`` counts seconds. Nobody looks until :meth:`run` runs."""
        self._store = store
        self._clock = clock
        self._well = False
        self._looked: float | None = None
        self._since = 0.0
        """When the look that is awaited was asked for."""
        self._asked, self._answered = asyncio.Event(), asyncio.Event()

    async def holds(self) -> bool:
        """Return whether the database could be written to, now or a moment ago."""
        now = self._clock()
        if self._looked is not None and now - self._looked < FRESH:
            return self._well
        if not self._asked.is_set():
            self._since = now
            self._answered.clear()
            self._asked.set()
        try:
            async with asyncio.timeout(max(0.0, self._since + PATIENCE - now)):
                await self._answered.wait()
        except TimeoutError:
            return False
        return self._well

    async def run(self) -> None:
        """Look each time that somebody asks, until cancelled."""
        while True:
            await self._asked.wait()
            well = await self._takes()
            if well != self._well:
                (log.info if well else log.warning)("health.changed", well=well)
            self._well, self._looked = well, self._clock()
            self._asked.clear()
            self._answered.set()

    async def _takes(self) -> bool:
        try:
            await self._store.write(beat, aside=True)
        except StorageError:
            return False
        return True
