"""``kill -9`` under load, again and again, on both engines (issue 2, "How it is shown").

CI kills a few times. ``RAFIQ_CRASH_KILLS=60 RAFIQ_CRASH_PEOPLE=60 RAFIQ_CRASH_SEED=7 pytest
tests/crash -s`` kills longer, lets everybody finish, and prints the figures.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
from contextlib import suppress
from pathlib import Path

import pytest

from bot import compiling, publishing
from bot.clock import utc_now
from flows.form import Form
from flows.loading import load
from storage import outbox
from storage.engine import Store, Tx, open_store
from tests.crash.crowd import ANNOUNCEMENT, Crowd
from tests.crash.proof import ACCOUNT, WINDOW, Doubtful, in_doubt, prove, rows, waiting
from tests.crash.serving import Serving
from tests.waiting import until

pytestmark = pytest.mark.anyio

KILLS = int(os.environ.get("RAFIQ_CRASH_KILLS", "4"))
PEOPLE = int(os.environ.get("RAFIQ_CRASH_PEOPLE", "36"))
SEED = int(os.environ.get("RAFIQ_CRASH_SEED", "2026"))
LONG = "RAFIQ_CRASH_KILLS" in os.environ
LANGUAGES = {"elites": "fa", "femmpact": "fr"}


async def test_nothing_is_lost_or_doubled_by_kill_9(
    anyio_backend: str, database_url: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311
    forms = await _publish(database_url)
    doubtful: set[Doubtful] = set()
    widest = 0
    crowd = Crowd(seed=SEED, forms=forms, count=PEOPLE)
    async with (
        crowd,
        Serving(
            folder=tmp_path,
            settings={
                "RAFIQ_DATABASE_URL": database_url,
                "RAFIQ_TELEGRAM_TOKEN": crowd.token,
                "RAFIQ_TELEGRAM_API_BASE": crowd.api_base,
                "RAFIQ_TELEGRAM_FILE_BASE": crowd.file_base,
            },
        ) as serving,
    ):
        crowd.begin()
        for number in range(KILLS):
            early = number % 5 == 4  # while it starts, before it is ready
            await serving.start(ready=not early)
            if not early:  # else a kill between its commit and its line in the log is no fault
                await crowd.until(lambda: _recovered(serving) == len(doubtful))
            await _moment(crowd, chance, number, early=early)
            await serving.kill()
            crowd.faults.clear()
            found = await in_doubt(database_url)
            assert len(found) <= WINDOW
            widest = max(widest, len(found))
            doubtful.update(found)
            if number % 4 == 1:
                await _announce(database_url, number)
        await serving.start()
        async with await open_store(database_url) as store:
            await _quiet(crowd, store)
            assert await serving.stop() == 0
            figures = await prove(store, crowd, doubtful)
    figures.kills, figures.widest = KILLS, widest
    log = serving.log.read_text(encoding="utf-8")
    assert _recovered(serving) == len(doubtful)
    assert "Traceback" not in log
    assert "level='error'" not in log
    assert figures.answers > PEOPLE, "there was no load"
    if LONG:
        assert figures.finished == PEOPLE
    print(f"\n{figures}")  # noqa: T201


def _recovered(serving: Serving) -> int:
    """Return how many messages in doubt the log tells of."""
    log = serving.log.read_text(encoding="utf-8")
    return sum(int(found) for found in re.findall(r"'outbox.recovered'.*messages=(\d+)", log))


async def _moment(crowd: Crowd, chance: random.Random, number: int, *, early: bool) -> None:
    """Return at the moment to kill: any moment, or one at which something is in the balance."""
    await asyncio.sleep(chance.uniform(0.3, 1.2) if early else chance.uniform(0.2, 2.0))
    if number % 4 == 1:
        # Many updates are committed, but their offset does not reach the server: they come again.
        crowd.inject("getUpdates", "drop_before", times=1_000)
        await asyncio.sleep(1.0)
        before = crowd.delivered.total()
        crowd.faults.clear()
        await crowd.until(lambda: crowd.delivered.total() > before)
        crowd.inject("getUpdates", "drop_before", times=1_000)
        await asyncio.sleep(chance.uniform(0.2, 0.6))
    elif number % 4 == 2:
        # Announcements go out, once nobody waits for a reply, and then no answer reaches the bot.
        crowd.hush()
        before = crowd.announced()
        with suppress(TimeoutError):
            await crowd.until(lambda: crowd.announced() > before, 5)
        crowd.inject("sendMessage", "slow_after", times=1_000, seconds=5.0)
        await asyncio.sleep(chance.uniform(0.1, 0.5))
        crowd.resume()
        await asyncio.sleep(chance.uniform(0.0, 0.4))


async def _publish(url: str) -> dict[str, tuple[Form, str]]:
    """Store the forms, so that each start is a warm one; return those that people answer."""
    async with await open_store(url) as store:
        await publishing.publish(store, now=utc_now)
        found = await store.read(lambda tx: rows(tx, "SELECT count(*) AS n FROM form_version"))
        assert found[0].n == 3
    forms = {}
    for programme, language in LANGUAGES.items():
        compiled = await asyncio.to_thread(compiling.compile_programme, programme)
        forms[programme] = (load(compiled.document), language)
    return forms


async def _announce(url: str, number: int) -> None:
    """Queue something for everybody that must never be sent twice."""
    async with await open_store(url) as store:
        keys = await store.keys(PEOPLE)

        def put(tx: Tx) -> None:
            now = utc_now()
            everybody = [row.id for row in rows(tx, "SELECT id FROM address ORDER BY id")]
            outbox.put(
                tx,
                [
                    outbox.OutboxRow(
                        id=next(keys),
                        address_id=address,
                        account=ACCOUNT,
                        lane="broadcast",
                        body={"text": f"{ANNOUNCEMENT} {number}", "language": "fr"},
                        due=now,
                        created=now,
                        unique_key=f"announcement {number} {address}",
                    )
                    for address in everybody
                ],
            )

        await store.write(put)


async def _quiet(crowd: Crowd, store: Store) -> None:
    """Wait until nothing is on its way any more; a long run lets everybody finish first."""
    if LONG:
        with suppress(TimeoutError):
            await crowd.until(lambda: not crowd.unfinished(), 60 + PEOPLE * 3.0)
        assert not crowd.unfinished()
    else:
        await crowd.until(lambda: crowd.answers() > 3 * PEOPLE)
        crowd.hush()

    async def settled() -> bool:
        return not (crowd.updates or crowd.answering or await waiting(store))

    await until(settled)
