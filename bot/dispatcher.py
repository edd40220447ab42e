"""The dispatcher: sends what is due of one account, in lanes, in order per person, in its limits.

It claims a little ahead of what it sends, never more than a second's sends, and commits the claim
before it sends: after a ``kill -9`` what is claimed without a result may or may not have gone out,
and nothing else is in doubt. Results are stored as they come: one slow answer holds up nobody else.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

import structlog

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    Channel,
    ChannelError,
    Rejected,
    Throttled,
    Transient,
    Unreachable,
    WindowClosed,
    Windowed,
)
from bot.pace import Pace
from flows.turn import Lane, Message
from storage import addresses, audit, outbox, receipts
from storage.engine import Keys, Store, Tx
from storage.errors import StorageError

LADDER = (5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 43_200)
"""Seconds before each new attempt: from a short outage to a night without network."""
FAULT_PAUSE = 300.0
"""Seconds that an account at fault rests before it is tried again."""
SHARE = 5
"""A fifth of a second's sends is claimed ahead, and of reminders and broadcasts at a time: so long
a reply waits for them, and so many messages are in doubt after a crash where answers come fast."""
RESERVED = 0.5
"""Share of a person's burst that what we start ourselves leaves alone."""
LONGEST_SLEEP = 30.0
LOOK_AGAIN = 2.0
"""Seconds after which an idle dispatcher looks again: another process may have queued something."""

log = structlog.get_logger()


@dataclass(slots=True)
class Tally:
    """What was sent since the start, by result."""

    sent: int = 0
    failed: int = 0
    retried: int = 0
    unknown: int = 0
    by_error: dict[str, int] = field(default_factory=lambda: defaultdict(int))


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
    ) -> None:
        self.channel = channel
        self._tried = tried
        self._store = store
        self._now = now
        self._pace = pace or Pace(channel.limits, monotonic)
        self._woken = asyncio.Event()
        self._closing = False
        self._fault = 0.0
        self._clock = monotonic
        self._room = asyncio.Semaphore(channel.limits.at_once)
        self._ahead: set[int] = set()
        """Claimed, not yet handed to the channel."""
        self._open = 0
        """Claimed, no result stored yet."""
        self._results: list[outbox.Result] = []
        """Not stored yet."""
        self.tally = Tally()

    def wake(self) -> None:
        """Look at the outbox now: something was committed."""
        self._woken.set()

    def close(self) -> None:
        """Let :meth:`run` end after what is in flight."""
        self._closing = True
        self._woken.set()

    async def run(self) -> None:
        """Send until closed; only one dispatcher an account ever runs, whichever process it is."""
        async with self._store.hold(f"send:{self.channel.account}"):
            await self._recover()
            async with asyncio.TaskGroup() as group:
                while self._open or not self._closing:
                    self._woken.clear()
                    try:
                        wait = await self._turn(group)
                    except StorageError as error:
                        log.warning("outbox.unavailable", cause=type(error).__name__)
                        wait = 1.0
                    if wait:
                        await self._sleep(wait)

    async def _turn(self, group: asyncio.TaskGroup) -> float:
        """Store what has a result, claim what there is room for; return seconds to rest then."""
        if self._results:
            await self._settle()
        if self._closing or self._resting():
            return LONGEST_SLEEP if self._open else await self._until_next()
        rate = self._pace.rate()
        ahead = max(1, int(rate / SHARE))
        room = min(ahead - len(self._ahead), max(1, int(rate)) - self._open)
        if room <= ahead // 2:
            return LONGEST_SLEEP  # until something is sent, or has a result
        due = await self._claim(room)
        for messages in self._by_person(due):
            group.create_task(self._send_in_order(messages))
        return 0.0 if due or self._results else await self._until_next()

    async def drain(self) -> None:
        """Send until nothing is due any more."""
        while await self.step():
            pass

    async def recover(self) -> int:
        """Decide what becomes of messages that were claimed when their dispatcher died."""
        account = self.channel.account
        found = await self._store.write(lambda tx: outbox.recover(tx, account, self._now()))
        if found:
            log.warning("outbox.recovered", account=account, messages=len(found))
        return len(found)

    async def _recover(self) -> None:
        while not self._closing:
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
        return self._fault > self._clock() or self._pace.account_wait() > 1.0

    # ------------------------------------------------------------ claiming

    async def _claim(self, limit: int) -> list[outbox.Due]:
        """Return messages that are claimed, and committed as such."""
        bulk = max(1, int(self._pace.rate() / SHARE))
        now = self._now()
        resting = self._pace.resting()
        account = self.channel.account

        def claim(tx: Tx) -> list[outbox.Due]:
            replies = outbox.claim(
                tx, account, limit=limit, now=now, lanes=("reply",), resting=resting
            )
            room = min(bulk, limit - len(replies))
            if room <= 0:
                return replies
            more = outbox.claim(
                tx, account, limit=room, now=now, lanes=("reminder", "broadcast"), resting=resting
            )
            return replies + more

        due = await self._store.write(claim)
        self._open += len(due)
        self._ahead.update(each.id for each in due)
        return due

    async def _until_next(self) -> float:
        """Return seconds until there may be something to do."""
        if self._fault > self._clock():
            return self._fault - self._clock()
        if (wait := self._pace.account_wait()) > 1.0:
            return wait
        account = self.channel.account
        due = await self._store.read(lambda tx: outbox.next_due(tx, account))
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
    def _by_person(due: Sequence[outbox.Due]) -> Iterable[list[outbox.Due]]:
        people: dict[int, list[outbox.Due]] = defaultdict(list)
        for each in due:
            people[each.address_id].append(each)
        return people.values()

    async def _send_in_order(self, messages: Sequence[outbox.Due]) -> None:
        """Send one person's messages one after the other; what is put off holds up the rest."""
        held = False
        for each in messages:
            if held:
                result = self._later(each, 1.0, "order", attempted=False)
            else:
                async with self._room:
                    result = await self._send(each)
            held = result.state == "queued"
            self._ahead.discard(each.id)
            self._results.append(result)
            self._woken.set()

    async def _send(self, due: outbox.Due) -> outbox.Result:
        now = self._now()
        if due.expires is not None and due.expires <= now:
            self._tried(due.account, due.lane, "expired")
            return outbox.Result(id=due.id, state="expired", at=now, reason="too_late")
        if wait := self._person_wait(due):
            return self._later(due, wait, "person_limit", attempted=False)
        if self._pace.account_wait() > 2.0 or self._fault > self._clock():
            return self._later(due, max(1.0, self._pace.account_wait()), "pause", attempted=False)
        parts = list(due.parts)
        if isinstance(self.channel, Windowed):
            self.channel.heard(due.external, due.last_inbound)
        try:
            requests = self.channel.render(due.external, Message.from_json(due.body))
        except Exception as error:  # one that cannot be rendered must not hold up the others
            log.error("message.unrenderable", message=due.id, cause=type(error).__name__)
            return self._refused(due, Rejected("unrenderable"), tuple(parts))
        for request in requests[len(parts) :]:
            if (wait := self._pace.take()) > 0:
                await asyncio.sleep(wait)
            self._pace.chat_take(due.address_id)
            self._ahead.discard(due.id)
            self._woken.set()
            try:
                parts.append(await self.channel.send(due.external, request))
            except ChannelError as error:
                return self._refused(due, error, tuple(parts))
        self.tally.sent += 1
        self._tried(due.account, due.lane, "sent")
        return outbox.Result(id=due.id, state="sent", at=self._now(), parts=tuple(parts))

    def _person_wait(self, due: outbox.Due) -> float:
        """Return seconds this person must wait; bulk leaves half of a burst to replies."""
        wait = self._pace.chat_wait(due.address_id)
        limits = self.channel.limits
        if due.lane == "reply" or limits.per_chat_burst < 2:
            return wait
        kept = limits.per_chat_burst * RESERVED
        missing = kept + 1.0 - self._pace.chat_tokens(due.address_id)
        return max(wait, missing * limits.per_chat_seconds)

    def _later(
        self, due: outbox.Due, seconds: float, error: str, *, attempted: bool = True
    ) -> outbox.Result:
        now = self._now()
        again = now + timedelta(seconds=seconds)
        if due.expires is not None and again >= due.expires:
            return outbox.Result(
                id=due.id, state="expired", at=now, error=error, reason="too_late", parts=due.parts
            )
        return outbox.Result(
            id=due.id,
            state="queued",
            at=now,
            due=again,
            error=error,
            parts=due.parts,
            attempted=attempted,
        )

    def _refused(
        self, due: outbox.Due, error: ChannelError, parts: tuple[str, ...]
    ) -> outbox.Result:
        """Return what an error makes of a message; parts that went out are never repeated."""
        name = type(error).__name__
        self.tally.by_error[name] += 1
        self._tried(due.account, due.lane, name)
        code = error.code[:40]
        now = self._now()

        def ended(state: Literal["failed", "unknown"], reason: str) -> outbox.Result:
            if state == "failed":
                self.tally.failed += 1
            else:
                self.tally.unknown += 1
            return outbox.Result(
                id=due.id, state=state, at=now, parts=parts, error=code, reason=reason
            )

        def again(seconds: float, *, attempted: bool = True) -> outbox.Result:
            self.tally.retried += 1
            result = self._later(due, seconds, code or name, attempted=attempted)
            return outbox.Result(
                id=result.id,
                state=result.state,
                at=result.at,
                due=result.due,
                parts=parts,
                error=code or name,
                reason=result.reason,
                attempted=attempted,
            )

        match error:
            case Throttled(retry_in=seconds, whole_account=whole):
                wait = seconds or 1.0
                if whole:
                    self._pace.pause(wait)
                else:
                    self._pace.pause_chat(due.address_id, wait)
                return again(wait, attempted=False)
            case Ambiguous():
                if due.lane == "reply":  # a question asked twice does less harm than never
                    return self._ladder(due, again, ended)
                return ended("unknown", "ambiguous")
            case Transient():
                return self._ladder(due, again, ended)
            case AccountFault():
                self._fault = self._clock() + FAULT_PAUSE
                log.error("account.fault", account=self.channel.account, code=code)
                return again(FAULT_PAUSE, attempted=False)
            case Unreachable():
                return ended("failed", "unreachable")
            case WindowClosed():
                return ended("failed", "window_closed")
            case Rejected():
                log.error("message.rejected", account=self.channel.account, message=due.id)
                return ended("failed", "rejected")
            case _:
                return ended("failed", name)

    @staticmethod
    def _ladder(
        due: outbox.Due,
        again: Callable[[float], outbox.Result],
        ended: Callable[[Literal["failed", "unknown"], str], outbox.Result],
    ) -> outbox.Result:
        if due.attempts > len(LADDER):
            return ended("failed", "gave_up")
        return again(float(LADDER[due.attempts - 1]))

    # ------------------------------------------------------------ settling

    async def _settle(self) -> None:
        """Store the results, whatever it takes: what was sent must not be sent again."""
        results, self._results = self._results, []
        if not results:
            return
        gone = [each.id for each in results if each.reason == "unreachable"]
        receipted = [
            receipts.Sent(message_id=each.id, account=self.channel.account, parts=each.parts)
            for each in results
            if each.parts and isinstance(self.channel, Windowed)
        ]
        fault = self._fault > self._clock()
        account, now = self.channel.account, self._now()

        def settle(tx: Tx, keys: Keys) -> None:
            outbox.settle(tx, results)
            if receipted:
                receipts.expect(tx, receipted)
            if gone:
                addresses.unreachable(tx, gone)
            if fault:
                line = audit.AuditRow(id=next(keys), at=now, what="alert.account_fault")
                audit.put(tx, [line])

        while True:
            try:
                keys = await self._store.keys(1 if fault else 0)
                await self._store.write(partial(settle, keys=keys))
            except StorageError as error:
                log.warning("outbox.unavailable", account=account, cause=type(error).__name__)
                await asyncio.sleep(0.5)
            else:
                self._open -= len(results)
                return
