"""SQLite's log goes back into the file beside the writer, and never in anybody's way."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from storage import checkpoints, sqlite
from storage.checkpoints import Checkpoints
from storage.engine import Store, Tx, open_store
from storage.schema import audit
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "COMMITS", 10)


async def fill(store: Store, commits: int) -> None:
    """Write rows one by one, and let each checkpoint that is due come to its end."""
    keys = await store.keys(commits)
    for _ in range(commits):
        await store.write(lambda tx: tx.execute(insert(audit), row(next(keys))))
        assert isinstance(store._database, sqlite.Sqlite)
        await store._database._checkpoints.finish()


def row(key: int) -> dict[str, object]:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return {"id": key, "at": at, "what": "test", "programme": "", "detail": None}


def count(tx: Tx) -> int:
    return len(tx.execute(select(audit.c.id)).all())


async def logged(url: str, commits: int) -> int:
    """Return the bytes of the log after so many commits, the database still open."""
    path = url.removeprefix("sqlite+aiosqlite:///")
    async with await open_store(url) as store:
        await fill(store, commits)
        return await asyncio.to_thread(os.path.getsize, f"{path}-wal")


async def test_the_log_begins_anew(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "COMMITS", 1_000)
    left_alone = await logged(sqlite_url, 200)
    monkeypatch.setattr(checkpoints, "COMMITS", 10)
    assert await logged(sqlite_url, 200) < left_alone / 5


async def test_many_rows_at_once_are_a_reason_too(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "CHANGES", 50)
    async with await open_store(sqlite_url) as store:
        keys = await store.keys(60)
        rows = [row(next(keys)) for _ in range(60)]
        await store.write(lambda tx: tx.execute(insert(audit), rows))
        assert isinstance(store._database, sqlite.Sqlite)
        assert store._database._checkpoints._running is not None


@pytest.fixture
def halted(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Return two events: a checkpoint began, and it may go on."""
    begun, go = threading.Event(), threading.Event()
    real: Callable[[sqlite3.Connection], None] = checkpoints._checkpoint

    def slow(raw: sqlite3.Connection) -> None:
        begun.set()
        assert go.wait(PATIENCE)
        real(raw)

    monkeypatch.setattr(checkpoints, "_checkpoint", slow)
    return begun, go


@pytest.mark.usefixtures("often")
async def test_the_writer_goes_on_meanwhile(
    sqlite_url: str, halted: tuple[threading.Event, threading.Event]
) -> None:
    begun, go = halted
    async with await open_store(sqlite_url) as store:
        keys = await store.keys(40)
        for _ in range(20):
            await store.write(lambda tx: tx.execute(insert(audit), row(next(keys))))
        assert await asyncio.to_thread(begun.wait, PATIENCE)
        for _ in range(20):
            await store.write(lambda tx: tx.execute(insert(audit), row(next(keys))))
        assert await store.read(count) == 40
        go.set()


@pytest.mark.usefixtures("often")
async def test_who_empties_the_log_waits_for_it(
    sqlite_url: str, halted: tuple[threading.Event, threading.Event]
) -> None:
    """An erasure must not hear "busy" because we are at it ourselves."""
    begun, go = halted
    async with await open_store(sqlite_url) as store:
        keys = await store.keys(10)
        for _ in range(10):
            await store.write(lambda tx: tx.execute(insert(audit), row(next(keys))))
        assert await asyncio.to_thread(begun.wait, PATIENCE)
        emptying = asyncio.create_task(store.truncate())
        await asyncio.sleep(0)
        assert not emptying.done()
        go.set()
        assert await emptying


@pytest.mark.usefixtures("often")
async def test_one_that_fails_harms_nothing(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def full(raw: sqlite3.Connection) -> None:
        tried.append(raw)
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "_checkpoint", full)
        async with await open_store(sqlite_url) as store:
            await fill(store, 25)
            assert len(tried) == 2
    async with await open_store(sqlite_url) as store:
        assert await store.read(count) == 25


@pytest.mark.usefixtures("often")
async def test_one_at_a_time() -> None:
    go, runs = asyncio.Event(), []

    async def beside(_: Callable[[sqlite3.Connection], object]) -> None:
        runs.append("beside")
        await go.wait()

    async def writer(_: Callable[[sqlite3.Connection], object]) -> None:
        runs.append("writer")

    ours = Checkpoints(beside=beside, writer=writer)
    for changes in range(35):
        ours.wrote(changes)
        await asyncio.sleep(0)
    assert runs == ["beside"]
    go.set()
    await ours.finish()
    assert runs == ["beside", "writer"]
    ours.wrote(35)  # what became due meanwhile
    await ours.finish()
    assert runs == ["beside", "writer"] * 2
