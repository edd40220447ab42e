"""``/metrics``: what it counts, who may see it, and that nobody is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot import compiling
from bot.accounts import Standings
from bot.channels.base import Delivery
from bot.http import metrics_route
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.rows import Outcome
from flows.incoming import Incoming
from flows.message import Lane
from storage import outbox
from storage.engine import Store
from storage.errors import Gone
from tests.storage.people import ACCOUNT, NOW, person
from tests.waiting import until

pytestmark = pytest.mark.anyio


class Clock:
    """Moved by the test."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def metrics(store: Store, clock: Clock) -> Metrics:
    later = NOW + timedelta(seconds=90)
    return Metrics(store=store, accounts=[ACCOUNT], now=lambda: later, monotonic=clock)


async def shown(metrics: Metrics) -> Mapping[str, float]:
    """Return every line of the page, by name and labels."""
    page = (await metrics.page()).decode()
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_batches_are_counted(metrics: Metrics) -> None:
    refused = {
        ("small.intake", "member[1]/age", "number.not_whole"): 2,
        ("small.intake", "member[7]/age", "number.not_whole"): 1,
    }
    metrics.committed(Outcome(applied=3, repeated=1, refused=refused))
    metrics.committed(Outcome(applied=1))
    metrics.committed(Outcome(accounts={ACCOUNT}))  # kept as failed
    found = await shown(metrics)
    assert found["rafiq_batch_updates_count"] == 2
    assert found["rafiq_batch_updates_sum"] == 5
    assert found['rafiq_updates_total{result="applied"}'] == 4
    assert found['rafiq_updates_total{result="repeated"}'] == 1
    assert found['rafiq_updates_total{result="failed"}'] == 1
    label = 'code="number.not_whole",form="small.intake",question="member/age"'
    assert found[f"rafiq_refusals_total{{{label}}}"] == 3


async def test_sends_are_counted(metrics: Metrics) -> None:
    metrics.tried(ACCOUNT, "reply", "sent")
    metrics.tried(ACCOUNT, "reply", "sent")
    metrics.tried(ACCOUNT, "broadcast", "Throttled")
    found = await shown(metrics)
    name = f'rafiq_sends_total{{account="{ACCOUNT}",lane="%s",result="%s"}}'
    assert found[name % ("reply", "sent")] == 2
    assert found[name % ("broadcast", "Throttled")] == 1


async def test_queues_are_read_at_most_every_five_seconds(
    metrics: Metrics, clock: Clock, store: Store
) -> None:
    late = f'rafiq_oldest_due_seconds{{account="{ACCOUNT}"}}'
    name = f'rafiq_queued_messages{{account="{ACCOUNT}",lane="%s"}}'
    assert (await shown(metrics))[late] == 0
    await store.write(lambda tx: person(tx, "7", 3))
    await queue(store, 11, "reply")
    await queue(store, 12, "broadcast")
    await queue(store, 13, "broadcast")
    clock.seconds = 4
    assert name % "reply" not in await shown(metrics)
    clock.seconds = 5
    found = await shown(metrics)
    assert (found[name % "reply"], found[name % "broadcast"], found[late]) == (1, 2, 90)
    await store.write(lambda tx: tx.exec_driver_sql("DELETE FROM message"))
    clock.seconds = 10
    found = await shown(metrics)
    assert name % "reply" not in found
    assert (found[late], found["rafiq_database_up"]) == (0, 1)


async def test_without_the_database_the_rest_is_shown(
    metrics: Metrics, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(_: object) -> None:
        raise Gone("x")

    monkeypatch.setattr(store, "read", gone)
    metrics.committed(Outcome(applied=1))
    found = await shown(metrics)
    assert (found["rafiq_database_up"], found["rafiq_batch_updates_count"]) == (0, 1)


async def test_the_loop_is_measured(metrics: Metrics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.metrics.BEAT", 0.001)
    task = asyncio.create_task(metrics.run())

    async def measured() -> bool:
        return (await shown(metrics))["rafiq_loop_lag_seconds_count"] > 1

    await until(measured)
    task.cancel()


async def queue(store: Store, key: int, lane: Lane) -> None:
    row = outbox.OutboxRow(
        id=key, address_id=3, account=ACCOUNT, lane=lane, body={"text": "x"}, due=NOW, created=NOW
    )
    await store.write(lambda tx: outbox.put(tx, [row]))


# ---------------------------------------------------------------- who may see it


@pytest.mark.parametrize(
    ("client", "headers", "public", "status"),
    [
        pytest.param("127.0.0.1", {}, False, 200, id="this machine"),
        pytest.param("::1", {}, False, 200, id="this machine, IPv6"),
        pytest.param("10.0.0.9", {}, False, 404, id="another machine"),
        pytest.param("", {}, False, 404, id="a socket file"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False, 404, id="a proxy"),
        pytest.param("10.0.0.9", {}, True, 200, id="another machine, made public"),
    ],
)
async def test_who_may_see_it(
    client: str, headers: dict[str, str], public: bool, status: int
) -> None:
    async def page() -> bytes:
        return b"x 1\n"

    app: Any = Starlette(routes=[metrics_route(page, public=public)])
    transport = httpx.ASGITransport(app=app, client=(client, 5))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
        answer = await http.get("/metrics", headers=headers)
    assert answer.status_code == status
    assert (answer.text == "x 1\n") == (status == 200)


# ---------------------------------------------------------------- from a reply to the page

FORM = """\
survey,,,,
,type,name,label,required
,integer,age,How old are you?,yes
settings,,,,
,form_id,form_title,version,default_language
,small.intake,Small,1,en
"""


async def test_a_refused_reply_is_counted_by_its_question_and_without_its_words(
    metrics: Metrics, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "small.csv"
    path.write_text(FORM, encoding="utf-8")
    world = await asyncio.to_thread(compiling.alone, path)
    inbox = Inbox(store=store, world=lambda: world, now=lambda: NOW, committed=metrics.committed)
    running = asyncio.create_task(inbox.run())
    for number, text in enumerate(("hello", "Zoulikha")):
        incoming = Incoming(account=ACCOUNT, sender="77001", id=str(number), at=NOW, text=text)
        await inbox.take([Delivery(incoming=incoming)])
    inbox.close()
    await running
    page = (await metrics.page()).decode()
    label = 'code="number.not_a_number",form="small.intake",question="age"'
    assert f"rafiq_refusals_total{{{label}}} 1.0" in page
    assert "Zoulikha" not in page
    assert "77001" not in page


async def test_an_account_at_fault_is_shown(store: Store) -> None:
    standings = Standings(store=store, now=lambda: NOW, monotonic=lambda: 0.0)
    accounts = [ACCOUNT, "telegram:second"]
    metrics = Metrics(store=store, accounts=accounts, now=lambda: NOW, standings=standings)
    standings.of("telegram:second").fault("401")
    found = await shown(metrics)
    up = {name: value for name, value in found.items() if name.startswith("rafiq_account_up")}
    assert list(up.values()) == [1, 0]
    standings.of("telegram:second").works()
    assert (await shown(metrics))['rafiq_account_up{account="telegram:second"}'] == 1
