"""Our whole path: raw update, parse, inbox, one commit on a SQLite file with synchronous=FULL."""

from __future__ import annotations

import asyncio
import json
import pickle
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from bot import care
from bot.channels import web
from bot.channels.base import Delivery
from bot.channels.telegram import Telegram
from bot.inbox import Inbox
from bot.rows import Outcome
from storage import answers as answers_
from storage import conversations, inbound, interviews, outbox
from storage.engine import Store, Tx, open_store
from storage.types import dumps, instant
from tests.bench import workload
from tests.bench.workload import ACCOUNTS, Figure, figure

Receive = Callable[[dict[str, Any]], Sequence[Delivery]]
Written = list[tuple[str, list[tuple[Any, ...]]]]
"""One batch: statements of plain sqlite3 and the rows of each."""


def receiver(channel: str) -> Receive:
    """Return what makes deliveries of a channel's raw update."""
    if channel == "telegram":
        telegram = Telegram(account=ACCOUNTS[channel], token="1:bench", media=Path())
        return lambda raw: telegram.receive([raw])

    def receive(raw: dict[str, Any]) -> Sequence[Delivery]:
        at = datetime.now(UTC)
        incoming = web.parse(raw, account=ACCOUNTS[channel], at=at)
        return [Delivery(incoming=incoming, body=web.storable(raw))]

    return receive


class House:
    """An open store and an inbox that runs, with the time of each stage."""

    def __init__(self, store: Store, compiled: dict[str, Any]) -> None:
        self.world = workload.world(compiled)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.batches: list[int] = []
        self.store = store
        write = store.write

        async def timed(fn: Callable[[Tx], Any], *, aside: bool = False) -> Any:
            began = perf_counter()
            try:
                return await write(fn, aside=aside)
            finally:
                self.seconds["transaction"] += perf_counter() - began

        store.write = timed
        self.inbox = Inbox(
            store=store,
            world=lambda: self.world,
            now=lambda: datetime.now(UTC),
            committed=self._committed,
        )

    def _committed(self, outcome: Outcome) -> None:
        self.batches.append(outcome.applied)
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] += seconds


@asynccontextmanager
async def house(database: Path | str, compiled: dict[str, Any]) -> AsyncIterator[House]:
    """Yield a house on a database that is up to date: a SQLite file, or a URL."""
    url = database if isinstance(database, str) else f"sqlite+aiosqlite:///{database}"
    async with await open_store(url) as store:
        built = House(store, compiled)
        care.settle()  # as bot.app does once everything is built
        running = asyncio.create_task(built.inbox.run())
        try:
            yield built
        finally:
            built.inbox.close()
            await running


async def drive(
    built: House, receive: Receive, updates: Iterator[str], in_flight: int
) -> tuple[float, list[float]]:
    """Return the seconds that all updates took, and the seconds of each."""
    times: list[float] = []
    parsing = 0.0

    async def one() -> None:
        nonlocal parsing
        for raw in updates:
            began = perf_counter()
            deliveries = receive(json.loads(raw))
            parsed = perf_counter()
            parsing += parsed - began
            await built.inbox.take(deliveries)
            times.append(perf_counter() - began)

    began = perf_counter()
    await asyncio.gather(*(one() for _ in range(in_flight)))
    took = perf_counter() - began
    built.seconds["parse"] += parsing
    return took, times


async def measure(
    channel: str, in_flight: int, *, template: Path, folder: Path, compiled: dict[str, Any]
) -> Figure:
    """Return what the path does with so many updates under way."""
    database = folder / f"{channel}-{in_flight}.db"
    shutil.copy(template, database)
    return await walk(channel, in_flight, database=database, compiled=compiled)


async def walk(
    channel: str, in_flight: int, *, database: Path | str, compiled: dict[str, Any]
) -> Figure:
    """Return what the path does on an empty database."""
    people = workload.PEOPLE[in_flight]
    receive = receiver(channel)
    async with house(database, compiled) as built:
        await drive(built, receive, iter(workload.greetings(channel, people)), 64)
        built.seconds.clear()
        updates = list(workload.answers(channel, people))
        with Lag() as lag:
            took, times = await drive(built, receive, iter(updates), in_flight)
        stages = {name: seconds / len(times) * 1e6 for name, seconds in built.seconds.items()}
    inside = sum(stages[name] for name in ("load", "respond", "collect", "write"))
    stages["commit"] = stages.pop("transaction") - inside
    return figure(took, times, stages=stages, lag=lag.most * 1e3)


class Lag:
    """Measures by how much the event loop is late, at most, in seconds."""

    EVERY = 0.002

    def __init__(self) -> None:
        self.most = 0.0
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> Lag:
        self._task = asyncio.create_task(self._look())
        return self

    def __exit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _look(self) -> None:
        while True:
            before = perf_counter()
            await asyncio.sleep(self.EVERY)
            self.most = max(self.most, perf_counter() - before - self.EVERY)


# ---------------------------------------------------------------- recording, for the limit


async def record(in_flight: int, *, template: Path, folder: Path, compiled: dict[str, Any]) -> None:
    """Write down what a run writes, batch by batch, and the database that it begins with."""
    database = folder / f"record-{in_flight}.db"
    shutil.copy(template, database)
    people = workload.PEOPLE[in_flight]
    receive = receiver("web")
    async with house(database, compiled) as built:
        await drive(built, receive, iter(workload.greetings("web", people)), 64)
    shutil.copy(database, folder / f"begin-{in_flight}.db")
    async with house(database, compiled) as built:
        written = _recorded(built)
        await drive(built, receive, iter(list(workload.answers("web", people))), in_flight)
    with (folder / f"written-{in_flight}.pickle").open("wb") as file:
        pickle.dump(written, file)


def _recorded(built: House) -> list[Written]:
    """Return a list that fills with what the storage functions are asked to write."""
    written: list[Written] = []
    write = built.store.write

    async def begin(fn: Callable[[Tx], Any], *, aside: bool = False) -> Any:
        written.append([])
        return await write(fn, aside=aside)

    built.store.write = begin
    for module, name, rows in (
        (inbound, "claim", _inbound),
        (conversations, "touch", _address),
        (conversations, "save", _conversation),
        (interviews, "put", _interview),
        (inbound, "keep", _body),
        (answers_, "put", _answer),
        (outbox, "put", _message),
    ):
        _watch(module, name, rows, written)
    return written


def _watch(
    module: Any, name: str, rows: Callable[[Any], tuple[Any, ...]], written: list[Written]
) -> None:
    original = getattr(module, name)

    def watching(tx: Tx, given: Sequence[Any]) -> Any:
        if given:
            written[-1].append((_PLAIN[rows], [rows(each) for each in given]))
        return original(tx, given)

    setattr(module, name, watching)


def _inbound(row: inbound.Claim) -> tuple[Any, ...]:
    body = dumps(row.body) if row.body is not None else None
    received = instant(row.received)
    return row.id, row.account, row.digest, "done", received, row.address_id, body


def _address(row: conversations.Contact) -> tuple[Any, ...]:
    return row.phone, row.reachable, instant(row.last_inbound), row.address_id


def _conversation(row: conversations.ConversationRow) -> tuple[Any, ...]:
    state = dumps(row.position.to_json())
    return state, row.version + 1, row.address_id


def _interview(row: interviews.InterviewRow) -> tuple[Any, ...]:
    own = row.interview
    return dumps(own.answers), own.language, instant(own.updated), own.id


def _body(row: inbound.Body) -> tuple[Any, ...]:
    return row.address_id, dumps(row.body), row.id


def _answer(row: answers_.AnswerRow) -> tuple[Any, ...]:
    keep = row.keep
    return (
        *(row.id, keep.interview, row.inbound_id, keep.question, dumps(keep.value)),
        *(keep.typed, keep.how, keep.refused, instant(row.at)),
    )


def _message(row: outbox.OutboxRow) -> tuple[Any, ...]:
    due = instant(row.due)
    return row.id, row.address_id, row.account, 0, dumps(row.body), due, "queued", due


_PLAIN: dict[Callable[[Any], tuple[Any, ...]], str] = {
    _inbound: "INSERT INTO inbound (id, account, digest, state, received, address_id, body) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    _address: "UPDATE address SET phone = ?, reachable = ?, last_inbound = ? WHERE id = ?",
    _conversation: "UPDATE conversation SET state = ?, version = ? WHERE address_id = ?",
    _interview: "UPDATE interview SET answers = ?, language = ?, updated = ? WHERE id = ?",
    _body: "UPDATE inbound SET address_id = ?, body = ? WHERE id = ?",
    _answer: "INSERT INTO answer_event (id, interview_id, inbound_id, question, value, typed, how, "
    "refused, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    _message: "INSERT INTO message (id, address_id, account, lane, body, due, state, created, "
    "attempts, error, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')",
}
