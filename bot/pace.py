"""Token buckets: how fast an account and each person in it may be sent to.

Seconds are those of a monotonic clock that is given.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Sequence
from itertools import count

from bot.channels.base import Limits

_FORGET = 4_096
"""Persons whose bucket is remembered before full ones are dropped, four times while one fills."""
_EARLY = 0.0005
"""Seconds before its time that a call may go: timers are no finer."""
_RAMP = 60.0
"""Seconds in which an account that was throttled comes back from a quarter to its full rate."""


class Pace:
    """The limits of one account."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = monotonic
        self._began = self._next = monotonic()
        """When the account may send its next message; never earned in advance: no burst."""
        self._chats: dict[int, tuple[float, float]] = {}
        """Address to tokens held and when they were counted."""
        self._forgot = monotonic() - self.memory
        """When full buckets were last dropped: going through all of them for each call is slow."""
        self._low: set[int] = set()
        """Addresses whose bucket was empty when it was last taken from."""
        self._paused_until = 0.0
        self._ramp_from: float | None = None
        self._chat_pause: dict[int, float] = {}

    def begin(self, *, rest: float = 0.0) -> None:
        """Start as whoever sent before left it: the first message a slot, or ``rest``, from now."""
        self._began = now = self._clock()
        self._next = max(self._next, now + max(rest, 1.0 / self._limits.per_second))
        self._chats.clear()
        self._low.clear()

    def remembers(self, address: int) -> bool:
        """Return whether this person's bucket is known, or full for certain by now."""
        return address in self._chats or self._clock() - self._began >= self.memory

    def recall(self, address: int, ago: Sequence[float]) -> None:
        """Take from a person's bucket what was sent before this process began.

        Args:
            address: Whose.
            ago: Seconds since each call.
        """
        if not self._limits.per_chat_seconds or address in self._chats:
            return
        now = self._clock()
        for seconds in sorted(ago, reverse=True):
            at = min(now, now - seconds)
            self._hold(address, self._tokens(address, at) - 1.0, at)

    @property
    def memory(self) -> float:
        """Seconds in which an empty bucket fills: who was sent to before has a full one."""
        return self._limits.per_chat_burst * self._limits.per_chat_seconds

    def paused(self) -> bool:
        """Return whether the provider said that the account is to wait."""
        return self._paused_until > self._clock()

    def rate(self) -> float:
        """Return messages a second that may be sent now."""
        if self._ramp_from is None:
            return self._limits.per_second
        share = min(1.0, 0.25 + 0.75 * max(0.0, self._clock() - self._ramp_from) / _RAMP)
        return self._limits.per_second * share

    def account_wait(self) -> float:
        """Return seconds until the account may send."""
        return max(0.0, self._next - self._clock(), self._paused_until - self._clock())

    def take(self) -> float:
        """Reserve the account's next message; return the seconds to wait before sending it."""
        now = self._clock()
        slot = max(now, self._next, self._paused_until)
        self._next = slot + 1.0 / self.rate()
        return slot - now

    def chat_wait(self, address: int) -> float:
        """Return seconds until this person's bucket has a message."""
        now = self._clock()
        paused = self._chat_pause.get(address, 0.0) - now
        if not self._limits.per_chat_seconds:
            return max(0.0, paused)
        tokens = self._tokens(address, now)
        missing = max(0.0, 1.0 - tokens) * self._limits.per_chat_seconds
        return max(missing, paused)

    def chat_tokens(self, address: int) -> float:
        """Return how many messages this person's bucket holds."""
        if not self._limits.per_chat_seconds:
            return float("inf")
        return self._tokens(address, self._clock())

    def chat_take(self, address: int) -> None:
        """Take one message from this person's bucket."""
        if self._limits.per_chat_seconds:
            now = self._clock()
            if len(self._chats) > _FORGET and now - self._forgot >= self.memory / 4:
                self._forget(now)
            self._hold(address, self._tokens(address, now) - 1.0, now)

    def _hold(self, address: int, tokens: float, at: float) -> None:
        self._chats[address] = (tokens, at)
        if tokens < 1.0:
            self._low.add(address)

    def resting(self) -> list[int]:
        """Return the addresses that have to wait."""
        held = self._low | self._chat_pause.keys()
        waiting = [address for address in held if self.chat_wait(address) > 0.0]
        self._low.intersection_update(waiting)
        return waiting

    def soonest(self) -> float | None:
        """Return seconds until the first resting person may be sent to; None where nobody rests."""
        waits = [self.chat_wait(address) for address in self.resting()]
        return min(waits, default=None)

    def pause(self, seconds: float) -> None:
        """Send nothing from this account for a while, then come back slowly."""
        until = self._clock() + seconds
        self._paused_until = max(self._paused_until, until)
        self._ramp_from = self._paused_until

    def pause_chat(self, address: int, seconds: float) -> None:
        """Send nothing to this person for a while."""
        self._chat_pause[address] = self._clock() + seconds

    def _tokens(self, address: int, now: float) -> float:
        full = float(self._limits.per_chat_burst)
        held, since = self._chats.get(address, (full, now))
        return min(full, held + (now - since) / self._limits.per_chat_seconds)

    def _forget(self, now: float) -> None:
        full = float(self._limits.per_chat_burst)
        self._chats = {
            address: held
            for address, held in self._chats.items()
            if self._tokens(address, now) < full
        }
        self._forgot = now
        self._chat_pause = {a: until for a, until in self._chat_pause.items() if until > now}


class Turns:
    """Who makes the account's next call: the most urgent of those who wait for it."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        """A heap by urgency, then by arrival."""
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def take(self, urgency: int) -> None:
        """Return when it is one's turn.

        Args:
            urgency: The least goes first.
        """
        if not self._waiting and self._pace.account_wait() <= _EARLY:
            self._pace.take()
            return
        turn = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._numbers), turn))
        if self._timer is None:
            self._arm()
        await turn

    def _arm(self) -> None:
        wait = self._pace.account_wait()
        self._timer = asyncio.get_running_loop().call_later(wait, self._give)

    def _give(self) -> None:
        """Give the turn whose time has come, and those that come with it."""
        self._timer = None
        due = True
        while self._waiting and due:
            turn = heapq.heappop(self._waiting)[2]
            if turn.done():  # whoever waited was cancelled
                continue
            self._pace.take()
            turn.set_result(None)
            due = self._pace.account_wait() <= _EARLY
        if self._waiting:
            self._arm()
