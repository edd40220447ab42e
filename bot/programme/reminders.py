"""Reminders of trainings: planned by tables, queued when their time has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flows.world import World
from storage import broadcasts, outbox
from storage.engine import Store, Tx


class Reminders:
    """Queues what is due; ringing twice does nothing more."""

    def __init__(
        self,
        *,
        store: Store,
        world: Callable[[], World],
        now: Callable[[], datetime],
        queued: Callable[[], None],
    ) -> None:
        self._store = store
        self._world = world
        self._now = now
        self._queued = queued

    async def tick(self) -> None:
        """Expire what is too late, finish broadcasts, queue the reminders that are due."""
        now = self._now()

        def tick(tx: Tx) -> None:
            outbox.expire(tx, now)
            broadcasts.finish(tx)

        await self._store.write(tick)

    async def arm(self) -> None:
        """Work out the instants of every coming training anew from its local times."""
