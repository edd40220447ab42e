"""Sending (goal 5), and a reply while a broadcast of 100,000 goes out.

The provider answers at once, from a process of its own on the second core. Raw is aiohttp alone, 16
requests in flight, the same bodies; ours claims, renders, sends, and stores what became of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp
import uvloop

from bot import care
from bot.channels.base import Channel, Limits
from bot.channels.telegram import Telegram
from bot.channels.whatsapp import WhatsApp
from bot.clock import check_zones
from bot.dispatcher import Dispatcher
from flows.message import Message, Option
from storage import conversations, newcomers, outbox, outcomes
from storage.engine import Store, Tx, open_store
from tests.bench import goals
from tests.bench.goals import Figures, Goal
from tests.bench.wire import provider

MESSAGES = 6_000
AT_ONCE = 16
LIMITS = Limits(per_second=20_000, per_chat_seconds=1.0, per_chat_burst=20, at_once=AT_ONCE)
"""Beyond what any provider allows, so that the program is what limits."""
NAMES = {
    "raw": f"aiohttp alone, {AT_ONCE} in flight",
    "whatsapp": "Rafiq's dispatcher, WhatsApp: claimed, sent, its result stored",
    "telegram": "Rafiq's dispatcher, Telegram (for information)",
}
MESSAGE = Message(
    text="Which of these do you like best?",
    language="en",
    choices=(Option(key="1", label="Sewing"), Option(key="2", label="Baking")),
    token="1-1",
)


def measure(folder: Path, count: int) -> None:
    """Print figures and the goal."""
    found = goals.rounds("sending", list(NAMES), folder, count)
    goals.table("sending to a provider that answers at once", found, NAMES)
    goals.show(_goals(found))


def _goals(found: list[goals.Round]) -> Iterator[Goal]:
    ratio = goals.ratio(found, "whatsapp", "raw")
    yield Goal(number="5", words="WhatsApp, 16 in flight / aiohttp", found=ratio, limit=0.3)
    print(f"     Telegram, 16 in flight / aiohttp {goals.ratio(found, 'telegram', 'raw'):.2f}x")


@contextmanager
def elsewhere() -> Iterator[int]:
    """Yield the port of a provider in a process of its own, on the second core."""
    command = [sys.executable, "-m", "tests.bench.sending", "provider", "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


async def _provide() -> None:
    os.sched_setaffinity(0, {1})
    async with provider() as port:
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


# ---------------------------------------------------------------- raw


async def raw(folder: Path) -> Figures:
    """Post the same bodies with aiohttp alone."""
    channel = _whatsapp(0)
    bodies = iter([dict(channel.render(f"MA.{n}", MESSAGE)[0].payload) for n in range(MESSAGES)])
    times: list[float] = []
    with elsewhere() as port:
        async with aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{port}/v23.0/1/messages"

            async def one() -> None:
                for body in bodies:
                    began = perf_counter()
                    async with session.post(url, json=body) as answer:
                        json.loads(await answer.read())
                    times.append(perf_counter() - began)

            began = perf_counter()
            await asyncio.gather(*(one() for _ in range(AT_ONCE)))
            took = perf_counter() - began
    return {"rate": MESSAGES / took, **goals.times(times)}


# ---------------------------------------------------------------- ours


class _Fast(Telegram):
    """A bot that Telegram does not limit."""

    @property
    def limits(self) -> Limits:
        """How fast this bot may send."""
        return LIMITS


def _whatsapp(port: int) -> WhatsApp:
    return WhatsApp(
        account="whatsapp:default",
        token="bench",
        phone_number_id="1",
        app_secret="bench",
        verify_token="",
        media=Path(),
        api_base=f"http://127.0.0.1:{port}/v23.0",
        limits=LIMITS,
    )


def _channel(name: str, port: int) -> Telegram | WhatsApp:
    if name == "whatsapp":
        return _whatsapp(port)
    return _Fast(
        account="telegram:default",
        token="1:bench",
        media=Path(),
        api_base=f"http://127.0.0.1:{port}/bot",
    )


async def ours(name: str, folder: Path) -> Figures:
    """Send what waits in the outbox, a message to each of many people."""
    async with await open_store(f"sqlite+aiosqlite:///{_database(name, folder)}") as store:
        with elsewhere() as port:
            async with _channel(name, port) as channel:
                await _queue(store, channel.account)
                return await _sent(store, channel)


def _database(name: str, folder: Path) -> Path:
    database = folder / f"sending-{name}.db"
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    shutil.copy(folder / "empty.db", database)
    return database


async def _queue(store: Store, account: str) -> None:
    keys = await store.keys(4 * MESSAGES)
    now = datetime.now(UTC)

    def queue(tx: Tx) -> None:
        arrivals = [
            newcomers.Arrival(account=account, sender=str(n), key=next(keys), phone=None, at=now)
            for n in range(10_000, 10_000 + MESSAGES)
        ]
        loaded = list(conversations.load(tx, arrivals, now=now).values())
        heard = [
            conversations.Contact(
                address_id=each.address_id, phone=None, reachable=True, last_inbound=now
            )
            for each in loaded
        ]
        conversations.touch(tx, heard)
        rows = [
            outbox.OutboxRow(
                id=next(keys), address_id=each.address_id, account=account, lane="reply",
                body=MESSAGE.to_json(), due=now, created=now,
            )
            for each in loaded
        ]  # fmt: skip
        outbox.put(tx, rows)

    await store.write(queue)


async def _sent(store: Store, channel: Channel) -> Figures:
    """Run the dispatcher until everything is sent, and stored as sent."""
    dispatcher = Dispatcher(
        channel=channel,
        store=store,
        now=lambda: datetime.now(UTC),
        monotonic=time.monotonic,
    )
    care.settle()
    began = perf_counter()
    running = asyncio.create_task(dispatcher.run())
    while dispatcher.tally.sent < MESSAGES:
        assert not dispatcher.tally.by_error, dispatcher.tally.by_error
        await asyncio.sleep(0.002)
    dispatcher.close()
    await running
    took = perf_counter() - began
    assert not await store.read(outcomes.depth)
    return {"rate": MESSAGES / took}


def _run(name: str, folder: Path) -> Figures:
    check_zones()
    if name != "provider":
        os.sched_setaffinity(0, {0})
    work: Any = (
        _provide() if name == "provider" else raw(folder) if name == "raw" else ours(name, folder)
    )
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found: Figures = runner.run(work)
    return found


if __name__ == "__main__":
    goals.main(_run)
