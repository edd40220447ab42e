"""``rafiq serve`` in a process of its own: SIGTERM under load, and several accounts at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from storage import inbound
from storage.engine import open_store
from tests.crash.serving import Serving
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.anyio

ACCOUNT = "telegram:default"
SECRET = "s3cret"  # noqa: S105
SECOND = "654321:FAKE-token_of-the_second-server-000000"


def environment(fake: FakeTelegram, database_url: str, **more: str) -> dict[str, str]:
    return {
        "RAFIQ_DATABASE_URL": database_url,
        "RAFIQ_TELEGRAM_TOKEN": fake.token,
        "RAFIQ_TELEGRAM_API_BASE": fake.api_base,
        "RAFIQ_TELEGRAM_FILE_BASE": fake.file_base,
        "RAFIQ_TELEGRAM_SECRET": SECRET,
        **more,
    }


async def read(database_url: str, sql: str) -> list[Any]:
    async with await open_store(database_url) as store:
        return await store.read(lambda tx: list(tx.exec_driver_sql(sql).all()))


async def stored(database_url: str) -> set[bytes]:
    rows = await read(database_url, "SELECT digest FROM inbound")
    return {bytes(row.digest) for row in rows}


async def nothing_in_flight(fake: FakeTelegram, database_url: str) -> None:
    """Every send has its answer and its row: none was cut off, none was left claimed."""
    rows = await read(database_url, "SELECT state, count(*) AS n FROM message GROUP BY state")
    states = {row.state: row.n for row in rows}
    assert set(states) <= {"queued", "sent"}
    assert [call.method for call in fake.made("sendMessage") if not call.status] == []
    assert states.get("sent", 0) == sum(call.done for call in fake.made("sendMessage")) > 0


async def test_sigterm_while_it_polls(
    anyio_backend: str, database_url: str, tmp_path: Path
) -> None:
    async with (
        FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake,
        Serving(folder=tmp_path, settings=environment(fake, database_url)) as serving,
    ):
        await serving.start()
        fake.inject("sendMessage", "slow_after", times=10_000, seconds=0.3)
        ids = [fake.say(100 + n, "salam") for n in range(900)]
        await fake.until(lambda: len(fake.made("sendMessage")) > 20)
        asked, began = len(fake.made("getUpdates")), time.monotonic()
        assert await serving.stop() == 0
        assert time.monotonic() - began < 25  # a poll hangs so long: it is not waited for
        assert len(fake.made("getUpdates")) <= asked + 1
        left = {update["update_id"] for update in fake.updates}
        done = await stored(database_url)
        lost = [n for n in ids if n not in left and inbound.digest(ACCOUNT, str(n)) not in done]
        assert lost == []
        await nothing_in_flight(fake, database_url)
        assert "Traceback" not in serving.log.read_text("utf-8")


async def test_sigterm_while_a_webhook_brings(
    anyio_backend: str, database_url: str, tmp_path: Path
) -> None:
    more = {"RAFIQ_TELEGRAM_MODE": "webhook", "RAFIQ_PUBLIC_URL": "https://rafiq.example.org"}
    async with (
        FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as fake,
        Serving(folder=tmp_path, settings=environment(fake, database_url, **more)) as serving,
        aiohttp.ClientSession() as session,
    ):
        await serving.start()
        await fake.until(lambda: fake.webhook)
        url = f"http://127.0.0.1:{serving._port}/channels/telegram/default"
        statuses: dict[int, int] = {}
        stopped = asyncio.Event()

        async def bring(chat: int) -> None:
            while not stopped.is_set():
                number = fake.say(chat, "salam")
                try:
                    statuses[number] = await _post(session, url, fake.updates.pop())
                except (aiohttp.ClientError, TimeoutError):
                    statuses[number] = 0
                    return

        async with asyncio.TaskGroup() as group:
            for chat in range(100, 140):
                group.create_task(bring(chat))
            await fake.until(
                lambda: len(fake.made("sendMessage")) > 20 and [*statuses.values()].count(200) > 40
            )
            assert await serving.stop() == 0
            stopped.set()
        done = await stored(database_url)
        taken = [number for number, status in statuses.items() if status == 200]
        assert len(taken) > 40
        assert [n for n in taken if inbound.digest(ACCOUNT, str(n)) not in done] == []
        assert set(statuses.values()) <= {200, 503, 0}
        await nothing_in_flight(fake, database_url)
        assert "Traceback" not in serving.log.read_text("utf-8")


async def _post(session: aiohttp.ClientSession, url: str, update: Mapping[str, Any]) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with session.post(url, json=update, headers=headers) as answer:
        return answer.status


async def test_two_accounts_in_one_process(
    anyio_backend: str, database_url: str, tmp_path: Path
) -> None:
    async with (
        FakeTelegram(per_second=0, per_chat_seconds=0, everybody=True) as one,
        FakeTelegram(token=SECOND, per_second=0, per_chat_seconds=0, everybody=True) as two,
        Serving(folder=tmp_path, settings=environment(one, database_url)) as serving,
        aiohttp.ClientSession() as session,
    ):
        (tmp_path / "rafiq.toml").write_text(
            f'[telegram.second]\ntoken = "{SECOND}"\napi_base = "{two.api_base}"\n'
            f'file_base = "{two.file_base}"\n',
            "utf-8",
        )
        await serving.start()
        one.say(7, "salam")
        two.say(7, "salam")
        await one.until(lambda: one.said(7) and two.said(7))
        base = f"http://127.0.0.1:{serving._port}"
        two.say(8, "salam")
        update = two.updates.pop()
        assert await _post(session, f"{base}/channels/telegram/second", update) == 200
        await two.until(lambda: two.said(8))
        assert await _post(session, f"{base}/channels/telegram/third", update) == 404
        async with session.get(f"{base}/metrics") as answer:
            page = await answer.text()
        assert 'rafiq_sends_total{account="telegram:second",lane="reply",result="sent"} 2' in page
        assert await serving.stop() == 0
        assert one.said(8) == []
        rows = await read(database_url, "SELECT account, external FROM address ORDER BY 1, 2")
        assert [tuple(row) for row in rows] == [
            (ACCOUNT, "7"), ("telegram:second", "7"), ("telegram:second", "8"),
        ]  # fmt: skip
