"""Notices forms that were imported while this process serves, here or by another process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import structlog

from bot import publishing
from flows.errors import RafiqError
from flows.world import World
from storage import forms
from storage.engine import Store

EVERY = 60.0
"""Seconds between two looks; one reads the times of some dozens of files and one row a form."""

log = structlog.get_logger()


class Renewal:
    """Puts a new world in place when a form, its translations or its programme changed.

    Files that changed are compiled here. What only the database has newer was compiled by another
    process, perhaps from files that this machine lacks: it is taken as it is.
    """

    def __init__(
        self,
        *,
        store: Store,
        renewed: Callable[[World], None],
        now: Callable[[], datetime],
        media: Path,
    ) -> None:
        """Look at nothing yet.

        Args:
            store: Where forms are kept.
            renewed: Told of a new world.
            now: The time of day, UTC.
            media: Where pictures and sounds of forms go.
        """
        self._store = store
        self._renewed = renewed
        self._now = now
        self._media = media
        self._woken = asyncio.Event()
        self._files: object = None
        self._held: Mapping[str, str] = {}

    def wake(self) -> None:
        """Look now (SIGHUP)."""
        self._woken.set()

    async def run(self) -> None:
        """Look every minute; a form with faults leaves the one before in use."""
        await self.begin()
        while True:
            try:
                async with asyncio.timeout(EVERY):
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._woken.clear()
            await self.look()

    async def begin(self) -> None:
        """Take what is there now as known."""
        self._files = await asyncio.to_thread(publishing.state)
        self._held = await self._store.read(forms.sources)

    async def look(self) -> bool:
        """Return whether something changed and is in use now."""
        try:
            files = await asyncio.to_thread(publishing.state)
            if files != self._files:
                self._files = files  # with faults in it, it is tried again once it changes again
                made = await publishing.publish(self._store, now=self._now, media=self._media)
            elif await self._store.read(forms.sources) != self._held:
                made = await publishing.world(self._store)
            else:
                return False
            self._held = await self._store.read(forms.sources)
        except (RafiqError, OSError) as error:
            log.warning("forms.not_renewed", why=type(error).__name__)
            return False
        self._renewed(made)
        log.info("forms.renewed", forms=len(made.current))
        return True
