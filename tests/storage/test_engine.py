"""The store itself: transactions, keys, locks, and what it says when something is wrong."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import Connection, insert, select, text

import storage.sqlite
from storage import errors
from storage.engine import BLOCK, Store, open_store
from storage.schema import audit, media
from tests.postgres import OTHERS_OUT, Server
from tests.storage.people import NOW, person, say
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio


def line(tx: Connection, key: int, at: datetime = NOW, detail: object = None) -> None:
    values = {"id": key, "at": at, "what": "test", "programme": "", "detail": detail}
    tx.execute(insert(audit), values)


def lines(tx: Connection) -> list[int]:
    return list(tx.execute(select(audit.c.id).order_by(audit.c.id)).scalars())


async def test_a_function_that_fails_leaves_nothing(store: Store) -> None:
    def fail(tx: Connection) -> None:
        line(tx, 1)
        raise LookupError("on purpose")

    with pytest.raises(LookupError):
        await store.write(fail)
    assert await store.read(lines) == []


async def test_a_reader_whose_opening_is_cut_short_is_closed(
    anyio_backend: str,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Else SQLAlchemy tells of it in the log, when the collector finds it."""
    begun, go, prepare = threading.Event(), threading.Event(), storage.sqlite._Thread._prepare

    def slow(self: storage.sqlite._Thread, raw: sqlite3.Connection, *, query_only: bool) -> None:
        begun.set()
        go.wait(PATIENCE)
        prepare(self, raw, query_only=query_only)

    async with await open_store(sqlite_url) as store:
        monkeypatch.setattr(storage.sqlite._Thread, "_prepare", slow)
        reading = asyncio.create_task(store.read(lines))
        await asyncio.to_thread(begun.wait, PATIENCE)
        reading.cancel()
        go.set()
        with pytest.raises(asyncio.CancelledError):
            await reading
        del reading
    gc.collect()
    assert caplog.text == ""


async def test_a_stop_iteration_is_raised_and_not_waited_for(store: Store) -> None:
    def fail(tx: Connection) -> None:
        next(iter(()))

    with pytest.raises(RuntimeError):
        await asyncio.wait_for(store.write(fail), PATIENCE)
    await store.write(lambda tx: line(tx, 1))


async def test_values_come_back_as_they_went(store: Store) -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    detail = {"الاسم": "فاطمة", "n": [1, 2.5, None, True], "😀": '"\\'}
    await store.write(lambda tx: line(tx, 1, datetime(2026, 3, 21, 1, 2, 3, 4, tehran), detail))
    row = (await store.read(lambda tx: tx.execute(select(audit)).all()))[0]
    assert row.at == datetime(2026, 3, 21, 1, 2, 3, 4, tehran)
    assert row.at.utcoffset() == timedelta(0)
    assert row.detail == detail


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_json_is_kept_as_it_is(store: Store) -> None:
    await store.write(lambda tx: line(tx, 1, detail={"الاسم": "فاطمة"}))
    raw = await store.read(lambda tx: tx.execute(text("SELECT at, detail FROM audit")).one())
    assert tuple(raw) == ("2026-11-22T10:00:00.000000Z", '{"الاسم":"فاطمة"}')


async def test_a_naive_time_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="naive"):
        await store.write(lambda tx: line(tx, 1, datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_keys_are_given_once(store: Store, database_url: str) -> None:
    async with await open_store(database_url) as other:
        taken: list[int] = []
        for count in (1, 3, BLOCK, BLOCK + 5, 2):
            for one in (store, other):
                keys = await one.keys(count)
                taken += [next(keys) for _ in range(count)]
                with pytest.raises(errors.StorageError, match="more keys"):
                    next(keys)
    assert len(set(taken)) == len(taken)
    assert min(taken) > 0


async def test_a_read_cannot_write(store: Store) -> None:
    if store.dialect == "postgresql":
        await store.read(lambda tx: line(tx, 1))
    else:
        with pytest.raises(errors.Gone, match="may not be written"):
            await store.read(lambda tx: line(tx, 1))
    assert await store.read(lines) == []


async def test_a_refused_row_is_told_without_its_words(store: Store) -> None:
    def twice(tx: Connection) -> None:
        for key in (1, 2):
            row = dict.fromkeys(("account", "kind", "reference", "mime"), "Fatima")
            row |= {"name": "Fatima", "state": "wanted"}
            values = row | {"id": key, "attempts": 0, "size": 0, "created": NOW}
            tx.execute(insert(media), values)

    with pytest.raises(errors.Refused) as caught:
        await store.write(twice)
    assert not isinstance(caught.value, errors.Transient)
    assert "Fatima" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert "\n" not in str(caught.value)


async def test_a_closed_store_says_so(database_url: str) -> None:
    store = await open_store(database_url)
    await store.close()
    await store.close()
    if store.dialect == "sqlite":
        with pytest.raises(errors.Gone, match="closed"):
            await store.write(lines)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("mysql://localhost/rafiq", "RAFIQ_DATABASE_URL is", id="another engine"),
        pytest.param("sqlite+aiosqlite://", "RAFIQ_DATABASE_URL is", id="in memory"),
        pytest.param("nonsense", "RAFIQ_DATABASE_URL is", id="no URL"),
        pytest.param("sqlite+aiosqlite:////dev/null/x.db", "choose another place", id="no folder"),
        pytest.param(
            "postgresql+asyncpg://127.0.0.1:1/rafiq", "is the server running", id="no server"
        ),
    ],
)
async def test_a_wrong_url_is_told_in_one_line(url: str, words: str) -> None:
    with pytest.raises(errors.StorageError, match=words):
        async with await open_store(url) as store:
            await store.read(lines)


async def test_a_wrong_database_or_password_is_told(postgres_server: Server) -> None:
    with pytest.raises(errors.Gone, match="no such database"):
        async with await open_store(postgres_server.url("nothing")) as store:
            await store.read(lines)
    url = postgres_server.url("postgres").replace("rafiq@", "nobody@")
    with pytest.raises(errors.Gone, match="user or password"):
        async with await open_store(url) as store:
            await store.read(lines)


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rafiq.db"
    path.write_text("id,programme,cohort\n" * 100)
    with pytest.raises(errors.Gone, match="is not a database"):
        await open_store(f"sqlite+aiosqlite:///{path}")


# ---------------------------------------------------------------- SQLite


@pytest.fixture
def sqlite(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite+aiosqlite:///"))


async def test_a_locked_file_is_told_and_written_to_later(
    sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.PATIENCE", 0.2)
    monkeypatch.setattr("storage.sqlite._BOTH", ("busy_timeout=200",))
    quick = ("busy_timeout=200", *storage.sqlite._WRITER[1:])
    monkeypatch.setattr("storage.sqlite._WRITER", quick)
    other = sqlite3.connect(sqlite, isolation_level=None)
    async with await open_store(f"sqlite+aiosqlite:///{sqlite}") as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.Busy, match="another process is writing"):
            await store.write(lambda tx: line(tx, 1))
        assert await store.read(lines) == []
        other.execute("ROLLBACK")
        await store.write(lambda tx: line(tx, 1))
    other.close()


async def test_a_full_disk_loses_nothing(sqlite: Path) -> None:
    async with await open_store(f"sqlite+aiosqlite:///{sqlite}") as store:

        def fill(tx: Connection) -> None:
            person(tx)
            tx.execute(text("PRAGMA max_page_count=1"))  # as many as there are now
            for key in range(100):
                say(tx, *range(key * 1000 + 10, key * 1000 + 1000))

        with pytest.raises(errors.Full, match="the disk is full; make room") as caught:
            await store.write(fill)
        assert isinstance(caught.value, errors.Transient)

        def free(tx: Connection) -> None:
            tx.execute(text("PRAGMA max_page_count=1000000"))
            person(tx)
            say(tx, 10)

        await store.write(free)


async def test_the_pragmas_hold(sqlite: Path) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 4000,
    }

    def pragmas(tx: Connection) -> dict[str, object]:
        return {name: tx.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}

    async with await open_store(f"sqlite+aiosqlite:///{sqlite}") as store:
        assert await store.write(pragmas) == wanted
        assert await store.read(lambda tx: tx.execute(text("PRAGMA query_only")).scalar()) == 1


async def test_aiosqlite_still_runs_a_function_on_its_thread(tmp_path: Path) -> None:
    """The one private thing we use; the version is pinned in pyproject.toml."""
    async with aiosqlite.connect(tmp_path / "x.db") as connection:
        thread: str = await connection._execute(lambda: connection._thread.name)  # type: ignore[no-untyped-call]
        assert thread == connection._thread.name


async def test_writes_come_one_after_the_other(store: Store) -> None:
    await asyncio.gather(
        *[store.write(lambda tx, key=key: line(tx, key)) for key in range(1, 51)]  # type: ignore[misc]
    )
    assert len(await store.read(lines)) == 50


# ---------------------------------------------------------------- locks


async def test_a_lock_has_one_holder(store: Store, database_url: str) -> None:
    async with await open_store(database_url) as other:
        handle = await store.try_hold("send:telegram:default")
        assert handle is not None
        assert await handle.held()
        assert await other.try_hold("send:telegram:default") is None
        assert "process" in other.holder("send:telegram:default")
        free = await other.try_hold("poll:telegram:default")
        assert free is not None
        await handle.release()
        async with asyncio.timeout(PATIENCE), other.hold("send:telegram:default"):
            assert await store.try_hold("send:telegram:default") is None
        again = await store.try_hold("send:telegram:default")
        assert again is not None
        await again.release()
        await free.release()


HOLD = """
import asyncio, sys
from storage.engine import open_store

async def main():
    store = await open_store(sys.argv[1])
    print(bool(await store.try_hold("serve")), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_killed_process_leaves_no_lock(store: Store, database_url: str) -> None:
    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, database_url], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "True"
        return process

    process = await asyncio.to_thread(start)
    try:
        assert await store.try_hold("serve") is None
        if store.dialect == "sqlite":
            assert store.holder("serve") == f"process {process.pid}"
        os.kill(process.pid, signal.SIGKILL)
        async with asyncio.timeout(PATIENCE), store.hold("serve"):
            pass
    finally:
        process.kill()
        process.communicate()


async def test_a_lost_session_is_noticed(postgres_url: str) -> None:
    async with await open_store(postgres_url) as store:
        handle = await store.try_hold("send:telegram:default")
        assert handle is not None
        await store.write(lambda tx: tx.execute(_KILL))
        assert not await handle.held()
        await handle.release()
        assert await store.read(lines) == []


async def test_the_server_goes_and_comes_back(postgres_url: str) -> None:
    async with await open_store(postgres_url) as store, await open_store(postgres_url) as other:
        await store.read(lines)
        await other.write(lambda tx: tx.execute(text(OTHERS_OUT)))
        with pytest.raises(errors.Gone):
            await store.write(lambda tx: line(tx, 1))
        await store.write(lambda tx: line(tx, 1))


_KILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
