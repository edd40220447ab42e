"""Two ``rafiq serve`` on one PostgreSQL: one polls and sends, the other takes over when it dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.engine import open_store
from tests.crash.serving import Serving
from tests.crash.test_stop import environment, read
from tests.fakes.telegram import FakeTelegram
from tests.waiting import until

pytestmark = pytest.mark.anyio


async def holders(url: str) -> set[int]:
    """Return the server's processes behind the locks of this database."""
    rows = await read(
        url,
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    return {row.pid for row in rows}


@pytest.mark.postgres
async def test_another_takes_over_when_the_first_is_killed(
    anyio_backend: str, postgres_url: str, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    async with FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake:
        settings = environment(fake, postgres_url)
        async with (
            Serving(folder=tmp_path / "one", settings=settings) as first,
            Serving(folder=tmp_path / "two", settings=settings) as second,
        ):
            await first.start()
            fake.say(7, "salam")
            await fake.until(lambda: fake.said(7))
            mine = await holders(postgres_url)
            await second.start()
            for chat in range(100, 140):
                fake.say(chat, "salam")
            await fake.until(lambda: all(fake.said(chat) for chat in range(100, 140)))
            assert await holders(postgres_url) == mine  # the second holds none: it waits
            assert [call.status for call in fake.made("getUpdates") if call.status == 409] == []
            await first.kill()
            fake.say(8, "salam")
            await fake.until(lambda: fake.said(8))
            assert not mine & await holders(postgres_url)
            await first.start()  # now this one waits, and its end waits for nobody
            assert await first.stop() == 0
            fake.say(9, "salam")
            await fake.until(lambda: fake.said(9))
            assert await second.stop() == 0
        counts = {chat: len(fake.said(chat)) for chat in (7, 8, 9, *range(100, 140))}
        assert set(counts.values()) == {1}, counts
        states = await read(postgres_url, "SELECT DISTINCT state FROM message")
        assert [row.state for row in states] == ["sent"]


@pytest.mark.postgres
async def test_a_poller_whose_lock_is_lost_stops_and_begins_again(
    anyio_backend: str, postgres_url: str, tmp_path: Path
) -> None:
    async with (
        FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake,
        Serving(folder=tmp_path, settings=environment(fake, postgres_url)) as serving,
    ):
        await serving.start()
        fake.say(7, "salam")
        await fake.until(lambda: fake.said(7))
        mine = await holders(postgres_url)
        async with await open_store(postgres_url) as store:
            for pid in mine:
                sql = f"SELECT pg_terminate_backend({pid})"
                await store.write(lambda tx, sql=sql: tx.exec_driver_sql(sql))  # type: ignore[misc]
        fake.say(8, "salam")
        await fake.until(lambda: fake.said(8))

        async def all_held() -> bool:
            return len(await holders(postgres_url)) >= len(mine)

        await until(all_held)
        assert not mine & await holders(postgres_url)
        assert await serving.stop() == 0
        log = serving.log.read_text("utf-8")
        assert "feed.interrupted" in log
        assert "outbox.lock_lost" in log
        assert "Traceback" not in log


async def test_a_second_serve_on_one_file_says_so_and_ends(
    anyio_backend: str, sqlite_url: str, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    settings = {"RAFIQ_DATABASE_URL": sqlite_url}
    async with (
        Serving(folder=tmp_path / "one", settings=settings) as first,
        Serving(folder=tmp_path / "two", settings=settings) as second,
    ):
        await first.start()
        await second.start(ready=False)
        assert await second.ended() == 1
        assert await first.stop() == 0
    said = second.log.read_text("utf-8")
    assert said.startswith("rafiq: Another rafiq serve uses ")
    assert "RAFIQ_DATABASE_URL" in said
    assert len(said.splitlines()) == 1
