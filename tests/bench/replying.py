"""The time to a reply: idle, and while a broadcast of 100,000 goes out at the provider's limits.

From the webhook that somebody's answer comes in to our next question's arrival at the provider;
limits as they are set for live use: 25 messages a second on Telegram, 60 on WhatsApp.
"""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import uvloop

from bot.clock import check_zones
from storage.types import instant
from tests.bench import goals, webhook
from tests.bench.goals import Figures
from tests.bench.wire import drive, provider

PEOPLE = 100_000
REPLIES = 48
EVERY = 0.15
"""Seconds between two persons' answers, on average."""
NAMES = {
    f"{channel}-{how}": f"{title}, {words}"
    for channel, title in (("telegram", "Telegram"), ("whatsapp", "WhatsApp"))
    for how, words in (("idle", "nothing else to send"), ("busy", f"a broadcast of {PEOPLE:,}"))
}


def measure(folder: Path, count: int) -> None:
    """Print figures; the architecture's rule is that a reply never waits behind bulk."""
    found = goals.rounds("replying", list(NAMES), folder, 1)
    print(f"\n{'time to a reply':<56}{'bulk/s':>9}{'p50 ms':>9}{'p99 ms':>9}")
    for name, label in NAMES.items():
        each = found[0][name]
        print(f"{label:<56}{each['bulk']:>9.0f}{each['p50']:>9.0f}{each['p99']:>9.0f}")


def _broadcast(database: Path, account: str) -> None:
    """Queue a broadcast: everybody of it wrote a moment ago, so that the window is open."""
    connection = sqlite3.connect(database)
    now = instant(datetime.now(UTC))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.executemany(
        "INSERT INTO address (id, account, external, reachable, last_inbound) "
        "VALUES (?, ?, ?, 1, ?)",
        [(10**9 + n, account, f"{10**9 + n}", now) for n in range(PEOPLE)],
    )
    body = json.dumps({"text": "The workshop opens at ten.", "language": "en"})
    connection.executemany(
        "INSERT INTO message (id, address_id, account, lane, body, due, state, attempts, error, "
        "reason, created) VALUES (?, ?, ?, 2, ?, ?, 'queued', 0, '', '', ?)",
        [(10**9 + n, 10**9 + n, account, body, now, now) for n in range(PEOPLE)],
    )
    connection.commit()
    connection.close()


async def _configuration(name: str, folder: Path) -> Figures:
    channel, _, how = name.partition("-")
    database = webhook.database(channel, folder)
    if how == "busy":
        _broadcast(database, f"{channel}:default")
    heard: asyncio.Queue[float] = asyncio.Queue()
    bulk = 0

    def sent(body: bytes) -> None:
        nonlocal bulk
        if b"The workshop" in body:
            bulk += 1
        else:
            heard.put_nowait(perf_counter())

    times = []
    async with provider(sent) as fake:
        first, asked = webhook.requests(channel)
        with webhook.server(channel, folder, fake) as port:
            await drive(port, iter(first[:REPLIES]), 1)
            for _ in range(REPLIES):
                await heard.get()
            began, before = perf_counter(), bulk
            for request in asked[:REPLIES]:
                at = perf_counter()
                await drive(port, iter([request]), 1)
                times.append(await heard.get() - at)
                await asyncio.sleep(EVERY * 2 * random.random())
            rate = (bulk - before) / (perf_counter() - began)
    return {"bulk": rate, **goals.times(times)}


def _run(name: str, folder: Path) -> Figures:
    check_zones()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_configuration(name, folder))


if __name__ == "__main__":
    goals.main(_run)
