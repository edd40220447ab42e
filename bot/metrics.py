"""What an installation tells of itself at ``/metrics``: numbers by account, lane and code.

No label holds anything of a person: no name, address, id or word.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Collection
from datetime import datetime

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.accounts import Standings
from bot.rows import Outcome
from flows.message import Lane
from storage import outcomes, sends
from storage.engine import Store, Tx
from storage.errors import StorageError

CONTENT_TYPE = CONTENT_TYPE_LATEST
FRESH = 5.0
"""Seconds for which what was read from the database is shown again: a scrape must cost little."""
BEAT = 0.5
"""Seconds between two looks at how late the event loop is."""

_ENTRY = re.compile(r"\[\d+\]")
"""Which entry of a repeat: the same question in all of them."""

log = structlog.get_logger()


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(
        self,
        *,
        store: Store,
        accounts: Collection[str],
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        standings: Standings | None = None,
    ) -> None:
        """Prepare every metric.

        Args:
            store: Where messages wait.
            accounts: Whose queues are shown.
            now: The time of day, UTC.
            monotonic: Seconds, for the age of what was read.
            standings: How the accounts of this process stand.
        """
        self._store = store
        self._accounts = sorted(accounts)
        self._standings = standings
        self._now = now
        self._clock = monotonic
        self._read: float | None = None
        self._reading = asyncio.Lock()
        registry = self._registry = CollectorRegistry()
        self._batch = Histogram(
            "rafiq_batch_updates",
            "Updates in a committed batch.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
            registry=registry,
        )
        self._updates = Counter(
            "rafiq_updates",
            "Updates by what became of them: applied, repeated, failed.",
            ("result",),
            registry=registry,
        )
        self._refusals = Counter(
            "rafiq_refusals",
            "Replies that were no answer, by question and code.",
            ("form", "question", "code"),
            registry=registry,
        )
        self._sends = Counter(
            "rafiq_sends",
            "Messages tried, by result: sent, expired, or the class of the error.",
            ("account", "lane", "result"),
            registry=registry,
        )
        self._queued = Gauge(
            "rafiq_queued_messages", "Messages that wait.", ("account", "lane"), registry=registry
        )
        self._late = Gauge(
            "rafiq_oldest_due_seconds",
            "How long the oldest message that is due has waited.",
            ("account",),
            registry=registry,
        )
        self._works = Gauge(
            "rafiq_account_up",
            "1: the account works; 0: it is at fault and rests.",
            ("account",),
            registry=registry,
        )
        self._database = Gauge(
            "rafiq_database_up", "1: the database answered the last question.", registry=registry
        )
        self._loop = Histogram(
            "rafiq_loop_lag_seconds",
            "How late the event loop is.",
            buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0),
            registry=registry,
        )
        for result in ("applied", "repeated", "failed"):
            self._updates.labels(result)

    def committed(self, outcome: Outcome) -> None:
        """Count a batch."""
        size = outcome.applied + outcome.repeated
        if not size:  # no batch: an update that could not be applied was kept
            self._updates.labels("failed").inc()
            return
        self._batch.observe(size)
        self._updates.labels("applied").inc(outcome.applied)
        self._updates.labels("repeated").inc(outcome.repeated)
        for (form, question, code), count in outcome.refused.items():
            self._refusals.labels(form, _ENTRY.sub("", question), code).inc(count)

    def tried(self, account: str, lane: Lane, result: str) -> None:
        """Count a message that was tried: ``sent``, ``expired``, or the class of the error."""
        self._sends.labels(account, lane, result).inc()

    async def run(self) -> None:
        """Measure the event loop's lag until cancelled."""
        while True:
            began = time.monotonic()
            await asyncio.sleep(BEAT)
            self._loop.observe(max(0.0, time.monotonic() - began - BEAT))

    async def page(self) -> bytes:
        """Return everything in Prometheus's text format; also where the database is away."""
        async with self._reading:
            if self._read is None or self._clock() - self._read >= FRESH:
                await self._look()
                self._read = self._clock()
        if self._standings is not None:
            for account in self._accounts:
                self._works.labels(account).set(not self._standings.of(account).at_fault)
        return generate_latest(self._registry)

    async def _look(self) -> None:
        def read(tx: Tx) -> tuple[dict[tuple[str, Lane], int], dict[str, datetime | None]]:
            due = {account: sends.next_due(tx, account) for account in self._accounts}
            return outcomes.depth(tx), due

        try:
            depth, due = await self._store.read(read)
        except StorageError as error:
            self._database.set(0)
            log.warning("metrics.unavailable", cause=type(error).__name__)
            return
        self._database.set(1)
        self._queued.clear()
        for (account, lane), count in depth.items():
            self._queued.labels(account, lane).set(count)
        now = self._now()
        for account, first in due.items():
            waited = (now - first).total_seconds() if first is not None else 0.0
            self._late.labels(account).set(max(0.0, waited))
