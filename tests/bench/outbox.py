"""The outbox and the reminders (goal 6), beside plain sqlite3 that writes the same rows.

Claim and mark: messages are claimed in batches of 100 and marked as sent, a commit each. The tick:
100,000 people are to be reminded in the same second, and each is, once.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import uvloop

from bot import care
from bot.clock import check_zones
from bot.programme.instants import instants
from bot.programme.reminders import PAGE, Reminders
from flows.state import Consent
from flows.world import World
from storage import consents, conversations, newcomers, outcomes, registrations, sends, trainings
from storage.engine import Keys, Store, Tx, open_store
from storage.types import instant
from tests.bench import goals, workload
from tests.bench.goals import Figures, Goal
from tests.bench.path import Lag

PEOPLE = 100_000
CLAIMED = 30_000
"""Messages that are claimed and marked; all of PEOPLE wait."""
BATCH = 100
ACCOUNT = "telegram:default"
NAMES = {
    "raw": "sqlite3: UPDATE .. RETURNING of 100, and mark them",
    "claim": "Rafiq: sends.claim of 100, and settle",
    "raw_tick": "sqlite3: who is due, UPDATE .. RETURNING, the same rows",
    "tick": "Rafiq: a tick of 100,000 reminders that are due",
}


def measure(folder: Path, count: int) -> None:
    """Print figures and goals."""
    subprocess.run(
        [sys.executable, "-m", "tests.bench.outbox", "people", str(folder)],
        check=True,
        stdout=subprocess.PIPE,
    )
    found = goals.rounds("outbox", list(NAMES), folder, count)
    goals.table(f"outbox of {PEOPLE:,}, synchronous=FULL", found, NAMES)
    goals.show(_goals(found))


def _goals(found: list[goals.Round]) -> Iterator[Goal]:
    ratio = goals.ratio(found, "claim", "raw")
    yield Goal(number="6", words="claim and mark / sqlite3", found=ratio, limit=0.2)
    ratio = goals.ratio(found, "tick", "raw_tick")
    yield Goal(number="6", words="a tick of 100,000 / sqlite3", found=ratio, limit=0.2)
    odd = goals.middle(found, "tick", "odd")
    words = "reminders lost or doubled"
    yield Goal(number="6", words=words, found=odd, limit=0, least=False, form="{:.0f}")
    lag = goals.middle(found, "tick", "lag")
    words = "the tick: event loop blocked at most"
    yield Goal(number="2", words=words, found=lag, limit=50, least=False, form="{:.1f} ms")


# ---------------------------------------------------------------- the people


async def _people(folder: Path) -> None:
    """Make a database of people who are registered, and of a training they are reminded of now."""
    path = folder / "people.db"
    shutil.copy(folder / "empty.db", path)
    async with await open_store(f"sqlite+aiosqlite:///{path}") as store:
        for first in range(0, PEOPLE, 1_000):
            keys = await store.keys(8 * 1_000)
            await store.write(partial(_thousand, first=first, keys=keys))
        own = next(await store.keys(1))
        await store.write(lambda tx: trainings.put(tx, [_training(own)], datetime.now(UTC)))


def _thousand(tx: Tx, first: int, keys: Keys) -> None:
    now = datetime.now(UTC)
    early = now - timedelta(days=30)
    arrivals = [
        newcomers.Arrival(account=ACCOUNT, sender=str(number), key=next(keys), phone=None, at=early)
        for number in range(first, first + 1_000)
    ]
    loaded = conversations.load(tx, arrivals, now=early).values()
    people = [each.state.person.id for each in loaded]
    registrations.put(
        tx,
        [
            registrations.RegistrationRow(
                id=next(keys), person_id=each, interview_id=None, programme="bench", cohort="",
                created=early,
            )
            for each in people
        ],
    )  # fmt: skip
    agreed = Consent(programme="bench", purpose="reminders", given=True, text="1", language="en")
    consents.put(
        tx,
        [
            consents.ConsentRow(id=next(keys), person_id=each, consent=agreed, at=early)
            for each in people
        ],
    )


def _training(key: int) -> trainings.Training:
    """Return a training of tomorrow whose reminder is due."""
    begins = (datetime.now(UTC) + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:00")
    starts, remind = instants(begins, "Etc/UTC")
    remind = min(remind, datetime.now(UTC) - timedelta(minutes=1))
    return trainings.Training(
        id=key, own="1", programme="bench", title={"en": "Sewing"}, local_start=begins,
        zone="Etc/UTC", place="Safi", starts=starts, remind=remind,
    )  # fmt: skip


def _copy(folder: Path, name: str) -> Path:
    database = folder / f"{name}.db"
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    shutil.copy(folder / "people.db", database)
    return database


def _plain(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


# ---------------------------------------------------------------- claim and mark


def _queue(database: Path) -> None:
    """Queue a message for everybody."""
    connection = _plain(database)
    now = instant(datetime.now(UTC))
    body = '{"text":"The workshop opens at ten.","language":"en"}'
    rows = connection.execute("SELECT id FROM address ORDER BY id").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO message (id, address_id, account, lane, body, due, state, attempts, error, "
        "reason, created) VALUES (?, ?, ?, 2, ?, ?, 'queued', 0, '', '', ?)",
        [(10**9 + n, key, ACCOUNT, body, now, now) for n, (key,) in enumerate(rows)],
    )
    connection.execute("COMMIT")
    connection.close()


def raw(folder: Path) -> Figures:
    """Claim and mark with sqlite3 alone."""
    database = _copy(folder, "raw")
    _queue(database)
    connection = _plain(database)
    now = instant(datetime.now(UTC))
    times, done, began = [], 0, perf_counter()
    while done < CLAIMED:
        before = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        claimed = connection.execute(_RAW_CLAIM, (now, ACCOUNT, now, BATCH)).fetchall()
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_RAW_MARK, [(f'["{key}"]', now, key) for key, _, _ in claimed])
        connection.execute("COMMIT")
        times.append(perf_counter() - before)
        done += len(claimed)
    return {"rate": done / (perf_counter() - began), **goals.times(times)}


_RAW_CLAIM = (
    "UPDATE message SET state = 'claimed', claimed = ?, attempts = attempts + 1 WHERE id IN ("
    "SELECT id FROM message WHERE account = ? AND lane = 2 AND state = 'queued' AND due <= ? "
    "ORDER BY created, id LIMIT ?) RETURNING id, address_id, body"
)
_RAW_MARK = "UPDATE message SET state = 'sent', parts = ?, settled = ? WHERE id = ?"


async def claim(folder: Path) -> Figures:
    """Claim and mark as the dispatcher does."""
    database = _copy(folder, "claim")
    _queue(database)
    async with await open_store(f"sqlite+aiosqlite:///{database}") as store:
        times, done, began = [], 0, perf_counter()
        while done < CLAIMED:
            before = perf_counter()
            done += await _claim(store)
            times.append(perf_counter() - before)
        took = perf_counter() - began
        states = await store.read(outcomes.depth)
        assert sum(states.values()) == PEOPLE - done, "claimed twice, or not marked"
    return {"rate": done / took, **goals.times(times)}


async def _claim(store: Store) -> int:
    now = datetime.now(UTC)
    due = await store.write(lambda tx: sends.claim(tx, ACCOUNT, limit=BATCH, now=now))
    results = [
        sends.Result(id=each.id, state="sent", at=now, parts=(str(each.id),), attempt=1)
        for each in due
    ]
    await store.write(lambda tx: sends.settle(tx, results))
    return len(due)


# ---------------------------------------------------------------- the tick


def raw_tick(folder: Path) -> Figures:
    """Note who is due as done, and write the rows that we write, all with sqlite3 alone."""
    connection = _plain(_copy(folder, "raw_tick"))
    connection.execute("CREATE TABLE due (id INTEGER PRIMARY KEY, person, address, done, at)")
    now = instant(datetime.now(UTC))
    connection.execute(
        "INSERT INTO due SELECT id, person_id, address_id, 0, ? FROM conversation", (now,)
    )
    connection.execute("CREATE INDEX open ON due (at) WHERE done = 0")
    ((training,),) = connection.execute("SELECT id FROM training").fetchall()
    body, key, times, began = '{"text":"%s"}' % ("x" * 180), 10**9, [], perf_counter()
    while True:
        before = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        page = connection.execute(_RAW_DUE, (now, PAGE)).fetchall()
        messages = [
            (key + 2 * n, address, ACCOUNT, body, now, f"reminder:{person}", training, now)
            for n, (person, address) in enumerate(page)
        ]
        invited = [(key + 2 * n + 1, training, who, now) for n, (who, _) in enumerate(page)]
        connection.executemany(_RAW_PUT, messages)
        connection.executemany(_RAW_INVITE, invited)
        connection.execute("COMMIT")
        key += 2 * PAGE
        if not page:
            break
        times.append(perf_counter() - before)
    return {"rate": PEOPLE / (perf_counter() - began), **goals.times(times)}


_RAW_DUE = (
    "UPDATE due SET done = 1 WHERE id IN (SELECT id FROM due WHERE done = 0 AND at <= ? LIMIT ?) "
    "RETURNING person, address"
)
_RAW_PUT = (
    "INSERT INTO message (id, address_id, account, lane, body, due, state, attempts, error, "
    "reason, unique_key, training_id, created) "
    "VALUES (?, ?, ?, 1, ?, ?, 'queued', 0, '', '', ?, ?, ?) ON CONFLICT DO NOTHING"
)
_RAW_INVITE = (
    "INSERT INTO attendance (id, training_id, person_id, invited, answer) VALUES (?, ?, ?, ?, '')"
)


def _world() -> World:
    return workload.world(workload.document())


async def tick(folder: Path) -> Figures:
    """Ring the bell, twice; return also how many were lost or doubled."""
    database = _copy(folder, "tick")
    world = _world()
    async with await open_store(f"sqlite+aiosqlite:///{database}") as store:
        (training,) = await store.read(lambda tx: trainings.due(tx, datetime.now(UTC)))
        noon = _open(training)
        reminders = Reminders(
            store=store, world=lambda: world, now=lambda: noon, queued=lambda: None
        )
        care.settle()  # as bot.app does once everything is built
        with Lag() as lag:
            began = perf_counter()
            await reminders.tick()
            took = perf_counter() - began
        await reminders.tick()
    connection = sqlite3.connect(database)
    ((people, messages),) = connection.execute(
        "SELECT count(DISTINCT address_id), count(*) FROM message WHERE lane = 1"
    ).fetchall()
    odd = PEOPLE - people + messages - people
    return {"rate": people / took, "odd": odd, "lag": lag.most * 1e3}


def _open(training: trainings.Training) -> datetime:
    """Return a time before the training at which people may be written to."""
    at = training.starts - timedelta(hours=2)
    while not 10 <= at.hour < 19:
        at -= timedelta(hours=1)
    return at


def _run(name: str, folder: Path) -> Figures:
    check_zones()
    if name in ("raw", "raw_tick"):
        return {"raw": raw, "raw_tick": raw_tick}[name](folder)
    work = {"claim": claim, "tick": tick}.get(name)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if work is None:
            runner.run(_people(folder))
            return {}
        return runner.run(work(folder))


if __name__ == "__main__":
    goals.main(_run)
