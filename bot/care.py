"""What the installation does for itself every minute and every night."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.programme import retention
from flows.world import Programme
from storage import changes, erasure, inbound, links, preferences, receipts
from storage.engine import Store, Tx

PASSES = (5_000, 10, 10)
"""New objects before the collector looks at them, and passes before older ones are looked at too.

A step makes some hundred and leaves no rings: Python's 700 cost it three microseconds."""
KEPT = timedelta(days=90)
"""How long the bodies of updates are kept (architecture.md, section 4)."""
EARLY_KEPT = timedelta(days=8)
"""How long we keep what came too early, or what may come too late: WhatsApp tries a webhook again
for up to seven days."""

log = structlog.get_logger()


def settle() -> None:
    """Let the collector pass over what is built once and stays: a full pass stops everything.

    Without it a pass over modules, forms and catalogues blocks the event loop for 80 ms. Nor does
    it run before: ``rafiq serve`` switches it off while everything is built.
    """
    gc.freeze()
    gc.set_threshold(*PASSES)
    gc.enable()


async def minute(store: Store, now: datetime) -> None:
    """Finish erasures whose goodbye went; put together who was made twice; forget old codes."""

    def sweep(tx: Tx) -> int:
        links.forget(tx, now)
        swept = erasure.sweep(tx)
        if changes.again(tx) or swept:
            store.wrote()
        return swept

    if await store.write(sweep, aside=True):
        await store.truncate()


async def night(
    store: Store, now: datetime, programmes: Mapping[str, Programme] | None = None
) -> Sequence[str]:
    """Drop what has been kept long enough; return the names of stored files to delete."""

    def drop(tx: Tx) -> int:
        for each in (receipts, preferences, changes):
            each.forget(tx, now - EARLY_KEPT)
        return inbound.forget(tx, now - KEPT)

    dropped = await store.write(drop)
    log.info("night.done", bodies=dropped)
    return (await retention.sweep(store, programmes or {}, now)).files
