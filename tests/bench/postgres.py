"""Our whole path on PostgreSQL (goal 3), beside asyncpg alone that writes the same rows.

The yardstick is one connection and group commit: the batches that our path wrote, one transaction
each, ``executemany`` a statement. Every value was made before; nothing is read or decided.
"""

from __future__ import annotations

import asyncio
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import uvloop
from sqlalchemy import Table, insert, select

from bot.clock import check_zones
from storage.engine import Tx, open_store
from storage.schema import metadata
from storage.upgrade import upgrade
from tests.bench import goals, path, workload
from tests.bench.goals import Figures, Goal
from tests.postgres import INSTALL, Server, binaries

IN_FLIGHT = 64
STEPS = workload.PEOPLE[IN_FLIGHT] * workload.QUESTIONS
NAMES = {
    "raw": "asyncpg alone, one connection, the same rows in the same batches",
    "telegram": f"Rafiq, from Telegram's updates, {IN_FLIGHT} in flight",
    "web": f"Rafiq, from the web chat's updates, {IN_FLIGHT} in flight",
}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def measure(folder: Path, rounds: int) -> None:
    """Print figures and the goal; where there is no PostgreSQL, say so."""
    found = binaries()
    if found is None:
        print(f"\ngoal 3 was not measured. {INSTALL}")
        return
    if not (folder / f"begin-{IN_FLIGHT}.db").exists():
        name = f"record-{IN_FLIGHT}"
        subprocess.run([sys.executable, "-m", "tests.bench.worker", name, str(folder)], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    with _running(found) as server:
        measured = []
        numbers = count()
        for _ in range(rounds):
            for name in NAMES:
                _new(server, name, folder, next(numbers))
            measured += goals.rounds("postgres", list(NAMES), folder, 1)
    goals.table("durable steps on PostgreSQL", measured, NAMES)
    goals.show(_goals(measured))


def _goals(found: list[goals.Round]) -> Iterator[Goal]:
    for name in ("telegram", "web"):
        ratio = goals.ratio(found, name, "raw")
        yield Goal(number="3", words=f"{name}, 64 in flight / asyncpg", found=ratio, limit=0.2)


@contextmanager
def _running(found: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="rafiq-pg-") as folder:
        server = Server(found, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _new(server: Server, name: str, folder: Path, number: int) -> None:
    """Make a configuration's database, and leave its URL in the folder."""
    asyncio.run(server.execute(f"CREATE DATABASE bench_{number}"))
    (folder / f"{name}.url").write_text(server.url(f"bench_{number}"), encoding="utf-8")


# ---------------------------------------------------------------- raw


async def _begin(url: str, folder: Path) -> None:
    """Write what the recorded run began with."""
    tables = metadata.sorted_tables

    def read(tx: Tx) -> list[tuple[Table, list[dict[str, Any]]]]:
        return [(each, [dict(row._mapping) for row in tx.execute(select(each))]) for each in tables]

    async with await open_store(f"sqlite+aiosqlite:///{folder}/begin-{IN_FLIGHT}.db") as store:
        found = await store.read(read)

    def write(tx: Tx) -> None:
        for table, rows in found:
            if rows:
                tx.execute(insert(table), rows)

    async with await open_store(url) as store:
        await upgrade(store)
        await store.write(write)


def _batches(folder: Path) -> list[list[tuple[str, list[tuple[Any, ...]]]]]:
    """Return the recorded batches as asyncpg takes them."""
    with (folder / f"written-{IN_FLIGHT}.pickle").open("rb") as file:
        written = pickle.load(file)
    return [
        [(_numbered(text), [tuple(map(_value, row)) for row in rows]) for text, rows in batch]
        for batch in written
    ]


def _numbered(statement: str) -> str:
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", statement)


def _value(value: Any) -> Any:
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


async def raw(url: str, folder: Path) -> Figures:
    """Write the recorded batches with asyncpg alone."""
    import asyncpg

    await _begin(url, folder)
    batches = _batches(folder)
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    times = []
    began = perf_counter()
    for batch in batches:
        before = perf_counter()
        async with connection.transaction():
            for statement, rows in batch:
                await connection.executemany(statement, rows)
        times.append(perf_counter() - before)
    took = perf_counter() - began
    await connection.close()
    return {"rate": STEPS / took, **goals.times(times)}


# ---------------------------------------------------------------- ours


async def ours(name: str, url: str) -> Figures:
    """Take the whole path."""
    async with await open_store(url) as store:
        await upgrade(store)
    compiled = workload.document()
    found = await path.walk(name, IN_FLIGHT, database=url, compiled=compiled)
    return {"rate": found.rate, "p50": found.p50, "p99": found.p99}


def _run(name: str, folder: Path) -> Figures:
    check_zones()
    url = (folder / f"{name}.url").read_text(encoding="utf-8")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(raw(url, folder) if name == "raw" else ours(name, url))


if __name__ == "__main__":
    goals.main(_run)
