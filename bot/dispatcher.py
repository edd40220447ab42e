"""The dispatcher: sends what is due of one account, in lanes, in order per person, in its limits.

It claims a little ahead of what it sends, never more than a second's sends, and commits the claim
before it sends: after a ``kill -9`` what is claimed without a result may or may not have gone out,
and nothing else is in doubt. Results are stored as they come: one slow answer holds up nobody else.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.accounts import Standings
from bot.channels.base import (
    Channel,
)
from bot.pace import Pace
from bot.sending import Sender, Tally
from bot.settling import Settling
from flows.message import Lane
from storage import sends
from storage.engine import Handle, Store, Tx
from storage.errors import StorageError

SHARE = 5
"""A fifth of a second's sends is claimed ahead, of replies and of all else: so many messages are in
doubt after a crash where answers come fast. A reply overtakes what was claimed before it."""
LONGEST_SLEEP = 30.0
LONGEST_PAUSE = 3600.0
"""Seconds that a pause of before a start goes on for at most: the time of day may have jumped."""
AGAIN = 1.0
"""Seconds between two looks at a lock that another dispatcher holds."""
LOOK_AGAIN = 2.0
"""Seconds after which an idle dispatcher looks again: another process may have queued something."""

log = structlog.get_logger()


class Dispatcher:
    """Sends the outbox of one channel account."""

    def __init__(
        self,
        *,
        channel: Channel,
        store: Store,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        pace: Pace | None = None,
        tried: Callable[[str, Lane, str], None] = lambda account, lane, result: None,
        standings: Standings | None = None,
    ) -> None:
        """Prepare; nothing is claimed yet.

        Args:
            channel: The account.
            store: Where messages wait.
            now: The time of day, UTC.
            monotonic: Seconds, for waiting.
            pace: How fast it may send; made from the channel's limits where none is given.
            tried: Told of every message that was tried: account, lane, result.
            standings: How the accounts of this process stand.
        """
        self.channel = channel
        self._standings = standings or Standings(store=store, now=now, monotonic=monotonic)
        self.standing = self._standings.of(channel.account)
        self._store = store
        self._now = now
        self._pace = pace or Pace(channel.limits, monotonic)
        self._woken = asyncio.Event()
        self._news = True
        """Something was committed since the last claim."""
        self._closing = False
        self.holds = False
        """The account's lock is this one's: nobody else sends."""
        self._lost = False
        self._room = asyncio.Semaphore(channel.limits.at_once)
        self._ahead: dict[int, Lane] = {}
        """Claimed, not yet handed to the channel."""
        self._open = 0
        """Claimed, no result stored yet."""
        self._results: list[sends.Result] = []
        """Not stored yet."""
        self._settling = Settling(channel)
        self._sender = Sender(
            channel=channel,
            pace=self._pace,
            standing=self.standing,
            now=now,
            tried=tried,
            stopped=self._stopped,
            handed=self._handed,
        )
        self.tally: Tally = self._sender.tally

    def wake(self) -> None:
        """Look at the outbox now: something was committed."""
        self._news = True
        self._woken.set()

    def close(self) -> None:
        """Let :meth:`run` end after what is in flight."""
        self._closing = True
        self._woken.set()

    async def run(self) -> None:
        """Send until closed; only one dispatcher an account ever runs, whichever process it is."""
        while not self._closing:
            handle = await self._hold()
            if handle is None:
                return
            self.holds = True
            try:
                await self._run(handle)
            finally:
                self.holds = False
                await handle.release()

    async def _hold(self) -> Handle | None:
        """Wait for the account's lock; None where this one is closed meanwhile."""
        while not self._closing:
            try:
                handle = await self._store.try_hold(f"send:{self.channel.account}")
            except StorageError as error:
                log.warning("outbox.unavailable", cause=type(error).__name__)
            else:
                if handle is not None:
                    return handle
            self._woken.clear()
            await self._sleep(AGAIN)
        return None

    async def _run(self, handle: Handle) -> None:
        """Send while the lock is ours, and finish what is under way when it is lost."""
        self._lost = False
        await self._recover()
        async with asyncio.TaskGroup() as group:
            while self._open or not (self._closing or self._lost):
                self._woken.clear()
                try:
                    wait = await self._turn(group, handle)
                except StorageError as error:
                    # A claim may be committed although nobody could tell us: begin anew.
                    log.warning("outbox.unavailable", cause=type(error).__name__)
                    self._lost, wait = True, 1.0
                if wait and (self._open or not self._closing):
                    await self._sleep(wait)

    async def _turn(self, group: asyncio.TaskGroup, handle: Handle) -> float:
        """Store what has a result, claim what there is room for; return seconds to rest then."""
        if self._closing or self._lost or self._resting():
            await self._settle()
            return LONGEST_SLEEP if self._open or self._closing else await self._until_next()
        replies, bulk = self._room_for()
        if replies + bulk == 0 or (self.standing.at_fault and self._open > len(self._results)):
            await self._settle()
            return LONGEST_SLEEP  # until something is sent, or has a result
        if not await handle.held():
            log.warning("outbox.lock_lost", account=self.channel.account)
            self._lost = True
            return 0.0
        due = await self._claim(replies, bulk)
        for messages in self._by_person(due):
            group.create_task(self._send_in_order(messages))
        return 0.0 if due or self._results else await self._until_next()

    def _room_for(self) -> tuple[int, int]:
        """Return how many replies, and how many of all else, may be claimed now.

        Only when half of what is claimed ahead has gone: a claim is a transaction. For what was
        just committed there is room beside what waits for its turn already.
        """
        rate = self._pace.rate()
        ahead = max(1, int(rate / SHARE))
        left = max(1, int(rate)) - self._open + len(self._results)
        bulk = min(ahead - len(self._ahead), left)
        if bulk > ahead // 2:
            return bulk, bulk
        if self._news:
            waiting = sum(lane == "reply" for lane in self._ahead.values())
            replies = min(ahead - waiting, left)
            return (replies, 0) if replies > ahead // 2 else (0, 0)
        return 0, 0

    async def drain(self) -> None:
        """Send until nothing is due any more."""
        while await self.step():
            pass

    async def recover(self) -> int:
        """Decide what becomes of messages that were claimed when their dispatcher died.

        A pause that the provider asked for goes on.
        """
        account, now = self.channel.account, self._now()

        found, until = await self._store.write(lambda tx: self._settling.recover(tx, now))
        # What was in doubt may have gone out this very second.
        self._pace.begin(rest=1.0 if found else 0.0)
        if until is not None:
            self._pace.pause(min(LONGEST_PAUSE, (until - now).total_seconds()))
        if found:
            log.warning("outbox.recovered", account=account, messages=len(found))
        return len(found)

    async def _recover(self) -> None:
        while not self._closing:
            self._woken.clear()  # else what woke us before makes each pause none
            try:
                await self.recover()
            except StorageError as error:
                log.warning("outbox.unavailable", cause=type(error).__name__)
                await self._sleep(1.0)
            else:
                return

    async def step(self) -> int:
        """Claim, send and settle once; return how many messages were claimed."""
        if self._resting():
            return 0
        self._woken.clear()
        due = await self._claim(max(1, int(self._pace.rate())))
        async with asyncio.TaskGroup() as group:
            for messages in self._by_person(due):
                group.create_task(self._send_in_order(messages))
        await self._settle()
        return len(due)

    def _resting(self) -> bool:
        return self.standing.wait() > 0 or self._pace.account_wait() > 1.0

    def _stopped(self) -> bool:
        """Return whether what was claimed must go back: a pause, a fault, a lock that was lost."""
        return self._lost or self.standing.wait() > 0 or self._pace.paused()

    # ------------------------------------------------------------ claiming

    async def _claim(self, limit: int, bulk: int | None = None) -> list[sends.Due]:
        """Return messages that are claimed, and committed as such; of an account at fault one.

        What has a result by now is stored in the same transaction.

        Args:
            limit: At most so many in all.
            bulk: At most so many of them that are no replies; None: a fifth of a second's.
        """
        if bulk is None:
            bulk = max(1, int(self._pace.rate() / SHARE))
        if self.standing.at_fault:
            limit = 1
        self._news = False
        now = self._now()
        resting = self._pace.resting()
        account = self.channel.account
        results, self._results = self._results, []

        def claim(tx: Tx) -> tuple[list[sends.Due], Mapping[int, Sequence[datetime]]]:
            self._settling.store(tx, results)
            found = sends.claim(
                tx, account, limit=limit, now=now, lanes=("reply",), resting=resting
            )
            if (room := min(bulk, limit - len(found))) > 0:
                found += sends.claim(
                    tx, account, limit=room, now=now, lanes=("reminder", "broadcast"),
                    resting=resting,
                )  # fmt: skip
            return found, self._before(tx, found, now)

        try:
            due, sent = await self._store.write(claim, aside=True)
        except StorageError:
            self._results = results + self._results
            raise
        self._open -= len(results)
        for address, times in sent.items():
            self._pace.recall(address, [(now - at).total_seconds() for at in times])
        self._open += len(due)
        self._ahead.update((each.id, each.lane) for each in due)
        if results:
            await self._standings.tell()
        return due

    def _before(
        self, tx: Tx, due: Sequence[sends.Due], now: datetime
    ) -> Mapping[int, Sequence[datetime]]:
        """Return when these persons were sent to lately, where this process cannot know it."""
        new = {each.address_id for each in due if not self._pace.remembers(each.address_id)}
        since = now - timedelta(seconds=self._pace.memory)
        return sends.recent(tx, new, since) if new else {}

    async def _until_next(self) -> float:
        """Return seconds until there may be something to do."""
        if rest := self.standing.wait():
            return rest
        if (wait := self._pace.account_wait()) > 1.0:
            return wait
        account = self.channel.account
        due = await self._store.read(lambda tx: sends.next_due(tx, account))
        if due is None:
            return LOOK_AGAIN
        ahead = (due - self._now()).total_seconds()
        if ahead <= 0:  # it waits for a person's bucket or for a message before it
            return min(LONGEST_SLEEP, self._pace.soonest() or 0.5)
        return min(LOOK_AGAIN, ahead)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.01, seconds)):
                await self._woken.wait()
        except TimeoutError:
            pass

    # ------------------------------------------------------------ sending

    @staticmethod
    def _by_person(due: Sequence[sends.Due]) -> Iterable[list[sends.Due]]:
        people: dict[int, list[sends.Due]] = defaultdict(list)
        for each in due:
            people[each.address_id].append(each)
        return people.values()

    async def _send_in_order(self, messages: Sequence[sends.Due]) -> None:
        """Send one person's messages one after the other; what is put off holds up the rest."""
        held = False
        for each in messages:
            if held:
                result = self._sender.later(each, 1.0, "order")
            else:
                async with self._room:
                    result = await self._sender.send(each)
            held = result.state == "queued"
            self._ahead.pop(each.id, None)
            self._results.append(result)
            self._woken.set()

    def _handed(self, message: int) -> None:
        if self._ahead.pop(message, None):
            self._woken.set()

    # ------------------------------------------------------------ settling

    async def _settle(self) -> None:
        """Store the results, whatever it takes: what was sent must not be sent again."""
        results, self._results = self._results, []
        if not results:
            return
        while True:
            try:
                await self._store.write(lambda tx: self._settling.store(tx, results), aside=True)
            except StorageError as error:
                log.warning(
                    "outbox.unavailable",
                    account=self.channel.account,
                    cause=type(error).__name__,
                )
                await asyncio.sleep(0.5)
            else:
                self._open -= len(results)
                break
        await self._standings.tell()
