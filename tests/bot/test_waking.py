"""How processes wake each other's dispatchers, and how they go on when the news breaks off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot import waking
from bot.waking import Waking
from storage.engine import Store, open_store
from tests.waiting import until

pytestmark = pytest.mark.anyio


class Sender:
    """Stands where a dispatcher stands, and notes when it is woken."""

    def __init__(self, *, holds: bool) -> None:
        self.holds = holds
        self.woken = asyncio.Event()
        self.times = 0

    def wake(self) -> None:
        self.woken.set()
        self.times += 1

    async def wakes(self) -> None:
        await until(self.woken.is_set)
        self.woken.clear()


@asynccontextmanager
async def process(store: Store, **senders: Sender) -> AsyncIterator[Waking]:
    dispatchers: Any = {f"telegram:{name}": sender for name, sender in senders.items()}
    one = Waking(store=store, dispatchers=dispatchers)
    task = asyncio.create_task(one.run())
    for sender in senders.values():
        await sender.wakes()  # it listens now, and may have missed something
    try:
        yield one
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.postgres
async def test_who_holds_the_account_is_woken(anyio_backend: str, postgres_url: str) -> None:
    idle, a, b = Sender(holds=False), Sender(holds=True), Sender(holds=True)
    async with (
        await open_store(postgres_url) as here,
        await open_store(postgres_url) as there,
        process(there, a=a, b=b),
        process(here, a=idle) as inbox,
    ):
        inbox.wake("telegram:a")
        await asyncio.gather(a.wakes(), idle.wakes())
        assert not b.woken.is_set()
        inbox.wake("telegram:b")  # nobody here sends for it
        await b.wakes()
        inbox.wake()
        await asyncio.gather(a.wakes(), b.wakes())


@pytest.mark.postgres
async def test_who_holds_the_account_tells_nobody(anyio_backend: str, postgres_url: str) -> None:
    mine, other, b = Sender(holds=True), Sender(holds=True), Sender(holds=True)
    async with (
        await open_store(postgres_url) as here,
        await open_store(postgres_url) as there,
        process(there, a=other, b=b),
        process(here, a=mine) as inbox,
    ):
        inbox.wake("telegram:a")
        assert mine.woken.is_set()
        inbox.wake("telegram:b")  # what is told comes in order: after it, the first would be here
        await b.wakes()
        assert other.times == 1


@pytest.mark.postgres
async def test_news_that_breaks_off_begins_again(
    anyio_backend: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "AGAIN", 0.05)
    sender = Sender(holds=True)
    async with (
        await open_store(postgres_url) as here,
        await open_store(postgres_url) as there,
        process(there, a=sender),
        process(here) as inbox,
    ):
        ended = await here.read(
            lambda tx: tx.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query ILIKE 'LISTEN%'"
            ).all()
        )
        assert len(ended) == 1
        await sender.wakes()  # it listens anew, and looks for what was missed
        inbox.wake("telegram:a")
        await sender.wakes()


async def test_one_file_has_nobody_to_tell(anyio_backend: str, sqlite_url: str) -> None:
    sender = Sender(holds=False)
    async with await open_store(sqlite_url) as store:
        one = Waking(store=store, dispatchers={"telegram:a": sender})  # type: ignore[dict-item]
        await one.run()
        one.wake("telegram:a")
    assert sender.times == 1
