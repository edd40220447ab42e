"""``rafiq serve --role``: several processes on one PostgreSQL, each with its part of the work."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from tests.crash.serving import Serving
from tests.crash.test_stop import SECRET, environment, read
from tests.fakes.telegram import FakeTelegram
from tests.waiting import until

pytestmark = pytest.mark.anyio


@pytest.mark.postgres
async def test_an_inbox_and_a_dispatcher_hold_a_conversation(
    anyio_backend: str, postgres_url: str, tmp_path: Path
) -> None:
    async with FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake:
        settings = environment(fake, postgres_url)
        async with (
            Serving(folder=tmp_path / "inbox", settings=settings, role="inbox") as inbox,
            Serving(folder=tmp_path / "one", settings=settings, role="dispatch") as one,
            Serving(folder=tmp_path / "two", settings=settings, role="dispatch,clock") as two,
        ):
            await inbox.start()
            fake.say(7, "salam")
            await until(lambda: read(postgres_url, "SELECT 1 FROM message"))
            await asyncio.sleep(0.5)
            assert fake.said(7) == []  # stored, and nobody here sends
            await one.start()
            await fake.until(lambda: fake.said(7))
            await two.start()
            assert await _steps(fake, 8) >= 3
            await one.kill()
            fake.say(9, "salam")
            await fake.until(lambda: fake.said(9))
            assert await _steps(fake, 9) >= 3

            async def sent() -> bool:
                return not await read(postgres_url, "SELECT 1 FROM message WHERE state <> 'sent'")

            await until(sent)
            for each in (inbox, two):
                assert await each.stop() == 0
                assert "Traceback" not in each.log.read_text("utf-8")
        states = await read(postgres_url, "SELECT DISTINCT state FROM message")
        assert [row.state for row in states] == ["sent"]


async def _steps(fake: FakeTelegram, chat: int) -> int:
    """Press the first button again and again; return how many times something new was said."""
    if not fake.said(chat):
        fake.say(chat, "salam")
        await fake.until(lambda: fake.said(chat))
    for step in range(4):
        last = fake.said(chat)[-1]
        if not last.buttons:
            return step
        seen = [(each.message_id, each.edits) for each in fake.said(chat)]
        fake.tap(chat, last.message_id, 0)
        await fake.until(
            lambda seen=seen: [(each.message_id, each.edits) for each in fake.said(chat)] != seen  # type: ignore[misc]
        )
    return 4


@pytest.mark.postgres
async def test_who_only_sends_has_no_door(
    anyio_backend: str, postgres_url: str, tmp_path: Path
) -> None:
    async with FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake:
        settings = environment(fake, postgres_url, RAFIQ_TELEGRAM_SECRET=SECRET)
        async with Serving(folder=tmp_path / "one", settings=settings, role="dispatch") as one:
            await one.start()
            async with aiohttp.ClientSession() as session:
                with pytest.raises(aiohttp.ClientConnectorError):
                    await session.get(f"http://127.0.0.1:{one._port}/healthz")
            assert fake.made("getUpdates") == []
            assert await one.stop() == 0


@pytest.mark.parametrize(
    ("role", "said"),
    [
        pytest.param("dispatch", "Another rafiq serve uses ", id="a part of it"),
        pytest.param("inbox,sender", "--role sender: it is inbox, dispatch or clock.", id="wrong"),
    ],
)
async def test_a_role_that_cannot_be_taken_is_one_line(
    role: str, said: str, anyio_backend: str, sqlite_url: str, tmp_path: Path
) -> None:
    settings = {"RAFIQ_DATABASE_URL": sqlite_url}
    async with (
        Serving(folder=tmp_path / "one", settings=settings, role="inbox") as first,
        Serving(folder=tmp_path / "two", settings=settings, role=role) as second,
    ):
        await first.start()
        await second.start(ready=False)
        assert await second.ended() == 1
        assert await first.stop() == 0
    (line,) = second.log.read_text("utf-8").splitlines()
    assert line.startswith(f"rafiq: {said}")
    assert "serve.alone_on_sqlite" in first.log.read_text("utf-8")
