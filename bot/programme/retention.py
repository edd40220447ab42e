"""Retention: what a programme kept for as long as it promised goes, every night.

Months are counted from the last answer, of open intakes too. A person of whom nothing is left and
who has not written for as long is erased as a whole, as if she had asked for it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from flows.world import Programme
from storage import erasure, retention
from storage.engine import Keys, Store, Tx
from storage.retention import Idle

AT_ONCE = 100
"""Interviews or people overwritten in one transaction."""
COPIES_KEPT = timedelta(days=1)
"""How long the file of « my data » is kept after it was made."""

log = structlog.get_logger()
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a night came to."""

    interviews: int
    people: int
    files: tuple[str, ...]
    """Names of stored files to delete."""


def months_before(now: datetime, months: int) -> datetime:
    """Return the same moment so many months ago; the last day of a shorter month."""
    total = now.year * 12 + now.month - 1 - months
    year, month = divmod(total, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


async def sweep(store: Store, programmes: Mapping[str, Programme], now: datetime) -> Swept:
    """Return what was overwritten because its time is over; a second sweep finds nothing.

    Programmes that are not installed any more keep what they have: nobody knows for how long.
    """
    ends = {each.id: months_before(now, each.retention_months) for each in programmes.values()}
    files = list(await store.write(lambda tx: retention.copies(tx, now - COPIES_KEPT)))
    dropped = gone = 0
    if ends:
        dropped = await _interviews(store, ends, now, files)
        gone = await _people(store, min(ends.values()), now, files)
    if dropped or gone:
        await store.truncate()
    log.info("retention.done", interviews=dropped, people=gone, files=len(files))
    return Swept(interviews=dropped, people=gone, files=tuple(files))


async def _interviews(
    store: Store, ends: Mapping[str, datetime], now: datetime, files: list[str]
) -> int:
    after = count = 0
    while page := await store.read(partial(retention.interviews, after=after)):
        after = page[-1].id
        over = [
            each for each in page if each.programme in ends and each.updated < ends[each.programme]
        ]
        for some in _batches(over):
            keys = await store.keys(len(some))
            pairs = [(each, next(keys)) for each in some]
            files += await store.write(partial(retention.drop, rows=pairs, now=now))
            count += len(some)
    return count


async def _people(store: Store, end: datetime, now: datetime, files: list[str]) -> int:
    after = count = 0
    while page := await store.read(partial(retention.people, after=after)):
        after = page[-1].id
        for some in _batches([each.id for each in page if _is_over(each, end)]):
            keys = await store.keys(len(some))
            erased, names = await store.write(
                partial(_erase, people=some, end=end, keys=keys, now=now)
            )
            files += names
            count += erased
    return count


def _erase(
    tx: Tx, people: Sequence[int], end: datetime, keys: Keys, now: datetime
) -> tuple[int, list[str]]:
    over = [each for each in retention.still(tx, people) if _is_over(each, end)]
    names = [name for each in over for name in erasure.erase(tx, each.id, now, key=next(keys))]
    return len(over), names


def _is_over(person: Idle, end: datetime) -> bool:
    return person.empty and max(person.created, person.last_inbound or person.created) < end


def _batches(rows: Sequence[T]) -> list[Sequence[T]]:
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
