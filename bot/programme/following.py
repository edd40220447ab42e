"""Follows a broadcast from the terminal: sends where nobody else does, and tells how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Channel
from bot.dispatcher import Dispatcher
from bot.programme.ledgers import Ledger
from storage import broadcasts, outcomes, proactive
from storage.engine import Handle, Store, Tx
from storage.errors import StorageError

log = structlog.get_logger()

LOOK = 0.5
"""Seconds between two looks at a broadcast that is being sent."""
IDLE = 0.2
"""Seconds between two looks at an outbox in which nothing is due."""
SOON = timedelta(minutes=15)
"""A message that may go only later than this is left to who serves then."""
PROBE = 2.0
"""Seconds between two looks for somebody who sends an account."""


@dataclass(slots=True)
class Ending:
    """How following a broadcast ended."""

    ledger: Ledger
    left: dict[str, int] = field(default_factory=dict)
    """Messages that still wait, by account."""
    opens: datetime | None = None
    """When the first of them may go, where none may before."""
    faults: set[str] = field(default_factory=set)
    """Accounts whose provider refuses us."""
    interrupted: bool = False


class Follower:
    """Watches a broadcast to its end, and sends what no other process sends.

    Whether a ``serve`` sends an account shows in the lock that every dispatcher holds. Where none
    does, one runs here, for replies and reminders too; when a serve is killed, this takes over.

    Args:
        store: Where the messages are.
        channels: Those that may be sent here; not the web chat, whose pages a serve holds.
        now: The time of day, UTC.
        monotonic: Seconds, for waiting.
        stop: Set to end early; what is on its way is finished.
    """

    def __init__(
        self,
        *,
        store: Store,
        channels: Sequence[Channel],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: asyncio.Event,
    ) -> None:
        self._store = store
        self._channels = {each.account: each for each in channels}
        self._now = now
        self._clock = monotonic
        self._stop = stop
        self._sending: dict[str, Dispatcher] = {}
        self._served: dict[str, bool] = {}
        self._probed = -PROBE
        self._done = False

    async def follow(self, broadcast_id: int, show: Callable[[Ledger], None]) -> Ending:
        """Return how it ended, after nothing waits or nobody can send what does."""

        def look(tx: Tx) -> tuple[Ledger, dict[str, int]]:
            return outcomes.ledger(tx, broadcast_id), outcomes.waiting(tx, broadcast_id)

        def until(tx: Tx) -> datetime | None:
            return proactive.waits_until(tx, broadcast_id, self._now())

        async with AsyncExitStack() as stack:
            for channel in self._channels.values():
                if isinstance(channel, AbstractAsyncContextManager):
                    await stack.enter_async_context(channel)
            async with asyncio.TaskGroup() as group:
                while not self._stop.is_set():
                    try:
                        ledger, left = await self._store.read(look)
                        show(ledger)
                        if not left:
                            break
                        opens = await self._store.read(until)
                        if opens is not None and opens - self._now() > SOON:
                            break
                        await self._attend(left, group)
                        if not any(self._goes_on(account) for account in left):
                            break
                    except StorageError as error:  # what is being sent must not be torn off
                        log.warning("outbox.unavailable", cause=type(error).__name__)
                    await self._pause()
                self._done = True
        # What was on its way is finished now.
        ledger, left = await self._store.read(look)
        show(ledger)
        await self._store.write(broadcasts.finish)
        return Ending(
            ledger=ledger,
            left=left,
            opens=await self._store.read(until) if left else None,
            faults={each for each in self._sending if self._at_fault(each)},
            interrupted=self._stop.is_set() and bool(left),
        )

    async def _attend(self, left: Mapping[str, int], group: asyncio.TaskGroup) -> None:
        """See who sends each account, and begin where nobody does."""
        if self._clock() - self._probed < PROBE:
            return
        self._probed = self._clock()
        for account in sorted(left):
            if account in self._sending or account.startswith("terminal:"):
                continue
            lock = await self._store.try_hold(f"send:{account}")
            self._served[account] = lock is None
            if lock is None:
                continue
            if account not in self._channels:
                await lock.release()
                continue
            dispatcher = Dispatcher(
                channel=self._channels[account],
                store=self._store,
                now=self._now,
                monotonic=self._clock,
            )
            self._sending[account] = dispatcher
            group.create_task(self._send(dispatcher, lock))

    async def _send(self, dispatcher: Dispatcher, lock: Handle) -> None:
        """Send all that an account has until the broadcast has its end."""
        recovered = False
        try:
            while not self._done:
                try:
                    if not recovered:
                        await dispatcher.recover()
                        recovered = True
                    sent = await dispatcher.step()
                except StorageError as error:
                    log.warning("outbox.unavailable", cause=type(error).__name__)
                    sent = 0
                if not sent:
                    await asyncio.sleep(IDLE)
        finally:
            await lock.release()

    def _goes_on(self, account: str) -> bool:
        """Return whether somebody sends this account."""
        if account in self._sending:
            return not self._at_fault(account)
        return self._served.get(account, False)

    def _at_fault(self, account: str) -> bool:
        return bool(self._sending[account].tally.by_error.get("AccountFault"))

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(LOOK):
                await self._stop.wait()
        except TimeoutError:
            pass


def ends(ledger: Ledger) -> int:
    """Return how many recipients have their end."""
    return sum(n for (state, _), n in ledger.items() if state not in ("queued", "claimed"))
