"""Calls that share a transaction: all in order, one at fault alone, one given up alone."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.together import Together
from storage.errors import Busy, Refused

pytestmark = pytest.mark.anyio


class Table:
    """What was stored, transaction by transaction; the first waits until it is let go."""

    def __init__(self) -> None:
        self.stored: list[list[int]] = []
        self.refuses: set[int] = set()
        self.busy = False
        self.open = asyncio.Event()

    async def apply(self, items: Sequence[int]) -> None:
        await self.open.wait()
        if self.busy:
            raise Busy("busy")
        if self.refuses & {*items}:
            raise Refused("refused")
        self.stored.append([*items])


async def _asked(table: Table, *calls: Sequence[int]) -> list[asyncio.Task[None]]:
    together = Together(table.apply)
    tasks = [asyncio.create_task(together.take(each)) for each in calls]
    await asyncio.sleep(0.01)
    assert not any(task.done() for task in tasks)
    return tasks


async def test_who_comes_while_one_runs_shares_the_next() -> None:
    table = Table()
    tasks = await _asked(table, [1, 2], [3])
    together = Together(table.apply)
    first = asyncio.create_task(together.take([4]))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(together.take([each])) for each in (5, 6, 7)]
    await asyncio.sleep(0.01)
    table.open.set()
    await asyncio.gather(*tasks, first, *others)
    assert table.stored == [[1, 2, 3], [4], [5, 6, 7]]


async def test_one_at_fault_fails_alone() -> None:
    table = Table()
    table.refuses = {2}
    tasks = await _asked(table, [1], [2], [3])
    table.open.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(each) for each in found] == [type(None), Refused, type(None)]
    assert table.stored == [[1], [3]]


async def test_a_busy_database_is_everybodys() -> None:
    table = Table()
    table.busy = True
    tasks = await _asked(table, [1], [2])
    table.open.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(each) for each in found] == [Busy, Busy]


async def test_who_gives_up_does_not_hold_up_the_others() -> None:
    table = Table()
    tasks = await _asked(table, [1], [2])
    tasks[0].cancel()
    await asyncio.sleep(0.01)
    table.open.set()
    await tasks[1]
    assert table.stored == [[1, 2]]
