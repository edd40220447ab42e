"""Whether each channel account works: what its sends and its feed found, alerts, when to try again.

A fault (a token revoked, a payment overdue, a ban) rests one account alone, with growing pauses. A
coordinator is told once when it begins and once when it is over; what happened stands in the
audit, where ``rafiq doctor`` and a restart find it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from storage import audit
from storage.engine import Keys, Store, Tx
from storage.errors import StorageError

PAUSES = (60.0, 120.0, 300.0, 900.0, 1_800.0, 3_600.0)
"""Seconds before each new try of an account at fault; the last one is kept."""
FAULT, WORKS = "alert.account_fault", "alert.account_works"
AGAIN = 1.0
"""Seconds before an alert that could not be stored is tried again."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a coordinator is to see."""

    what: str
    account: str
    code: str
    at: datetime


class Standing:
    """How one account stands, as this process knows it."""

    def __init__(
        self,
        *,
        account: str,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        tell: Callable[[Event], None],
    ) -> None:
        self.account = account
        self.code = ""
        """What the provider said; empty while nothing is known to be wrong."""
        self._now = now
        self._clock = monotonic
        self._tell = tell
        self._faults = 0
        self._until = 0.0
        self._works: bool | None = None

    @property
    def at_fault(self) -> bool:
        """Whether the last that was tried found a fault."""
        return self._works is False

    def wait(self) -> float:
        """Return seconds until the account may be tried again; 0 while it works."""
        return max(0.0, self._until - self._clock()) if self.at_fault else 0.0

    def fault(self, code: str) -> None:
        """Rest the account; what was under way at the same time does not lengthen the pause."""
        if self.wait():
            return
        pause = PAUSES[min(self._faults, len(PAUSES) - 1)]
        self._faults += 1
        self._until = self._clock() + pause
        log.error("account.fault", account=self.account, code=code, pause=int(pause))
        if not self.at_fault:
            self._tell(Event(what=FAULT, account=self.account, code=code, at=self._now()))
        self.code, self._works = code, False

    def works(self) -> None:
        """End the rest: something was taken by the provider, or it answered a probe."""
        if self._works:
            return
        if self.at_fault:
            log.warning("account.works", account=self.account)
        self._faults, self.code, self._works = 0, "", True
        self._tell(Event(what=WORKS, account=self.account, code="", at=self._now()))

    def alarm(self, what: str, code: str) -> None:
        """Tell a coordinator of something that does not stop the account."""
        self._tell(Event(what=f"alert.{what}", account=self.account, code=code, at=self._now()))


class Standings:
    """The accounts of this process, and the alerts that are to be stored."""

    def __init__(
        self,
        *,
        store: Store,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._store = store
        self._now = now
        self._clock = monotonic
        self._held: dict[str, Standing] = {}
        self._untold: list[Event] = []
        self._woken = asyncio.Event()
        self._telling = asyncio.Lock()

    def of(self, account: str) -> Standing:
        """Return how an account stands; one that was never asked for stands well."""
        if account not in self._held:
            self._held[account] = Standing(
                account=account, now=self._now, monotonic=self._clock, tell=self._add
            )
        return self._held[account]

    def _add(self, event: Event) -> None:
        self._untold.append(event)
        self._woken.set()

    async def run(self) -> None:
        """Store alerts as they come, until cancelled."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            if not await self.tell():
                self._woken.set()
                await asyncio.sleep(AGAIN)

    async def tell(self) -> bool:
        """Store the alerts that wait; False where the database does not take them now."""
        if not self._untold:
            return True
        async with self._telling:
            events = list(self._untold)
            try:
                keys = await self._store.keys(len(events))
                await self._store.write(lambda tx: _put(tx, events, keys))
            except StorageError as error:
                log.warning("alert.not_stored", cause=type(error).__name__)
                return False
            del self._untold[: len(events)]
        return True


def at_fault(tx: Tx) -> dict[str, audit.AuditRow]:
    """Return the alert of every account that was at fault when it was last tried, by account."""
    last: dict[str, audit.AuditRow] = {}
    for row in audit.list_(tx, what="alert.account_", limit=1_000):
        last.setdefault(str((row.detail or {}).get("account", "")), row)
    return {account: row for account, row in last.items() if row.what == FAULT and account}


def _put(tx: Tx, events: Sequence[Event], keys: Keys) -> None:
    """Append alerts; that an account works is news only after a fault, of whichever process."""
    known = set(at_fault(tx))
    for event in events:
        if event.what == WORKS and event.account not in known:
            continue
        known.add(event.account)
        if event.what == WORKS:
            known.discard(event.account)
        row = audit.AuditRow(
            id=next(keys),
            at=event.at,
            what=event.what,
            detail={"account": event.account, "code": event.code},
        )
        audit.put(tx, [row])
