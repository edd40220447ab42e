"""The limit: the same rows, written by plain sqlite3 in the same batches, nothing decided."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from pathlib import Path
from time import perf_counter

from tests.bench import workload
from tests.bench.workload import Figure, figure


def measure(in_flight: int, *, folder: Path, scratch: Path) -> Figure:
    """Return what writing alone takes; every value was made before."""
    database = scratch / f"limit-{in_flight}.db"
    shutil.copy(folder / f"begin-{in_flight}.db", database)
    with (folder / f"written-{in_flight}.pickle").open("rb") as file:
        batches = pickle.load(file)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    times = []
    began = perf_counter()
    for batch in batches:
        before = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in batch:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")
        times.append(perf_counter() - before)
    took = perf_counter() - began
    connection.close()
    steps = workload.PEOPLE[in_flight] * workload.QUESTIONS
    return figure(took, times, steps=steps)
