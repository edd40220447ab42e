"""``/healthz``: it says so where the database cannot be reached or written to, and soon."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import aiohttp
import asyncpg
import pytest

from bot import health
from bot.health import Health
from bot.http import NOT_WELL, Server, health_route
from storage.engine import Store, Tx, open_store
from storage.pulse import beat
from storage.upgrade import upgrade
from tests import postgres
from tests.waiting import until

pytestmark = pytest.mark.anyio
WELL = (200, "ok\n")
ILL = (503, NOT_WELL)


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Watched:
    """The page of a store, as whoever watches the installation sees it."""

    def __init__(self, url: str, session: aiohttp.ClientSession, clock: Clock) -> None:
        self._url, self._session, self._clock = url, session, clock

    async def page(self, after: float = health.FRESH) -> tuple[int, str]:
        """Return status and words some seconds later."""
        self._clock.seconds += after
        async with self._session.get(self._url) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def watched(store: Store) -> AsyncIterator[Watched]:
    clock = Clock()
    own = Health(store=store, clock=clock)
    async with (
        Server(routes=[health_route(own.holds)], host="127.0.0.1", port=0) as server,
        aiohttp.ClientSession() as session,
    ):
        looking = asyncio.create_task(own.run())
        (listening,) = server._server.servers
        port = listening.sockets[0].getsockname()[1]
        try:
            yield Watched(f"http://127.0.0.1:{port}/healthz", session, clock)
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking


@pytest.fixture(scope="module")
def own_server() -> Iterator[postgres.Server]:
    """A PostgreSQL that may be stopped."""
    found = postgres.binaries()
    if found is None:
        (pytest.fail if os.environ.get("RAFIQ_CI") else pytest.skip)(postgres.INSTALL)
    with tempfile.TemporaryDirectory(prefix="rafiq-pg-") as folder:
        server = postgres.Server(found, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.mark.postgres
async def test_a_server_that_is_stopped_or_only_read(own_server: postgres.Server) -> None:
    async with await open_store(own_server.url("postgres")) as store:
        await upgrade(store)
        async with watched(store) as site:
            assert await site.page() == WELL
            await asyncio.to_thread(own_server.down)
            assert await site.page() == ILL
            await asyncio.to_thread(own_server.up)
            assert await site.page() == WELL
            reading = "ALTER SYSTEM SET default_transaction_read_only = {}"
            await own_server.execute(reading.format("on"), "SELECT pg_reload_conf()")
            await until(partial(_is, site, ILL))
            write = "SET default_transaction_read_only = off"
            await own_server.execute(write, reading.format("off"), "SELECT pg_reload_conf()")
            await until(partial(_is, site, WELL))


async def test_a_database_that_hangs_keeps_nobody_waiting(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(store) as site:
        assert await site.page() == WELL
        async with locked(store, database_url):
            monkeypatch.setattr(health, "PATIENCE", 0.1)
            assert [await site.page() for _ in range(3)] == [ILL] * 3
        monkeypatch.setattr(health, "PATIENCE", 60.0)
        await until(partial(_is, site, WELL))


async def _is(site: Watched, expected: tuple[int, str]) -> bool:
    return await site.page() == expected


@asynccontextmanager
async def locked(store: Store, url: str) -> AsyncIterator[None]:
    """Keep everybody from writing."""
    if store.path is not None:
        other = sqlite3.connect(store.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.close()
        return
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute("BEGIN; LOCK TABLE key_block IN EXCLUSIVE MODE")
        yield
    finally:
        await connection.close()


async def test_one_look_for_however_many_ask(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    beats = 0

    def counted(tx: Tx) -> None:
        nonlocal beats
        beats += 1
        beat(tx)

    monkeypatch.setattr(health, "beat", counted)
    async with watched(store) as site:
        assert await asyncio.gather(*(site.page(0) for _ in range(40))) == [WELL] * 40
        assert await site.page(health.FRESH - 0.1) == WELL
        assert beats == 1
        assert await site.page(0.2) == WELL
        assert beats == 2
