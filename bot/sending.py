"""Sends one message: its parts in turn, inside the limits, and what an error makes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot import fates
from bot.accounts import Standing
from bot.channels.base import (
    AccountFault,
    Ambiguous,
    Channel,
    ChannelError,
    Rejected,
    Request,
    Sending,
    Throttled,
    WindowClosed,
    Windowed,
)
from bot.pace import Pace, Turns
from flows.message import Lane, Message
from storage import receipts, sends
from storage.outbox import LANES

RESERVED = 0.5
"""Share of a person's burst that what we start ourselves leaves alone."""

log = structlog.get_logger()


@dataclass(slots=True)
class Tally:
    """What was sent since the start, by result."""

    sent: int = 0
    failed: int = 0
    retried: int = 0
    unknown: int = 0
    by_error: dict[str, int] = field(default_factory=lambda: defaultdict(int))


class Sender:
    """Sends what a dispatcher has claimed of one account."""

    def __init__(
        self,
        *,
        channel: Channel,
        pace: Pace,
        standing: Standing,
        now: Callable[[], datetime],
        tried: Callable[[str, Lane, str], None],
        stopped: Callable[[], bool],
        handed: Callable[[int], None],
    ) -> None:
        """Prepare.

        Args:
            channel: The account.
            pace: How fast it may send.
            standing: Whether the account works.
            now: The time of day, UTC.
            tried: Told of every message that was tried: account, lane, result.
            stopped: Returns whether what was claimed must go back.
            handed: Told the key of a message when its next part goes to the channel.
        """
        self._channel = channel
        self._pace = pace
        self._standing = standing
        self._now = now
        self._tried = tried
        self._stopped = stopped
        self._handed = handed
        self._turns = Turns(pace)
        self._windowed = channel if isinstance(channel, Windowed) else None
        self.tally = Tally()

    async def send(self, due: sends.Due) -> sends.Result:
        """Send one message, part by part; return what became of it."""
        now = self._now()
        if due.expires is not None and due.expires <= now:
            self._tried(due.account, due.lane, "expired")
            return sends.Result(id=due.id, state="expired", at=now, reason="too_late")
        if wait := self._person_wait(due):
            return self.later(due, wait, "person_limit")
        if self._stopped() or self._pace.account_wait() > 2.0:
            return self.later(due, self._pace.account_wait(), "pause")
        parts = list(due.parts)
        try:
            requests = self._requests(due)
        except WindowClosed as error:
            return self._refused(due, error, tuple(parts))
        except Exception as error:  # one that cannot be rendered must not hold up the others
            log.error("message.unrenderable", message=due.id, cause=type(error).__name__)
            return self._refused(due, Rejected("unrenderable"), tuple(parts))
        for request in requests[len(parts) :]:
            await self._turns.take(LANES.index(due.lane))
            if self._stopped():  # since it got its turn
                wait = self._pace.account_wait()
                return fates.later(due, wait, "pause", now=self._now(), parts=tuple(parts))
            self._pace.chat_take(due.address_id)
            self._handed(due.id)
            try:
                parts.append(await self._channel.send(due.external, request))
            except ChannelError as error:
                return self._refused(due, error, tuple(parts))
            except Exception as error:  # a fault of ours: whether it went out nobody knows
                log.error("message.unsendable", message=due.id, cause=type(error).__name__)
                return self._refused(due, Ambiguous("fault"), tuple(parts))
        self.tally.sent += 1
        self._standing.works()
        self._tried(due.account, due.lane, "sent")
        return sends.Result(
            id=due.id,
            state="sent",
            at=self._now(),
            parts=tuple(parts),
            error=due.error if due.error in receipts.AGAIN else "",
            attempt=due.attempts,
            opened=any(each.payload.get("type") == "template" for each in requests),
        )

    def _requests(self, due: sends.Due) -> Sequence[Request]:
        """Return the calls that say a message, as things are for this person now.

        Raises:
            WindowClosed: She must write first.
        """
        message = Message.from_json(due.body)
        if self._windowed is None:
            return self._channel.render(due.external, message)
        self._windowed.heard(due.external, due.last_inbound)
        sending = Sending(key=due.id, refused=due.error)
        return self._windowed.prepare(due.external, message, sending)

    def _person_wait(self, due: sends.Due) -> float:
        """Return seconds this person must wait; bulk leaves half of a burst to replies."""
        wait = self._pace.chat_wait(due.address_id)
        limits = self._channel.limits
        if due.lane == "reply" or limits.per_chat_burst < 2:
            return wait
        kept = limits.per_chat_burst * RESERVED
        missing = kept + 1.0 - self._pace.chat_tokens(due.address_id)
        return max(wait, missing * limits.per_chat_seconds)

    def later(self, due: sends.Due, seconds: float, error: str) -> sends.Result:
        """Return that a message is put off for some seconds, and why."""
        return fates.later(due, seconds, error, now=self._now())

    def _refused(self, due: sends.Due, error: ChannelError, parts: tuple[str, ...]) -> sends.Result:
        """Pause what an error concerns, and return what it makes of the message."""
        name = type(error).__name__
        self.tally.by_error[name] += 1
        self._tried(due.account, due.lane, name)
        match error:
            case Throttled(message_only=True):
                pass
            case Throttled(retry_in=seconds, whole_account=True):
                self._pace.pause(seconds or 1.0)
            case Throttled(retry_in=seconds):
                self._pace.pause_chat(due.address_id, seconds or 1.0)
            case AccountFault(code=code):
                self._standing.fault(code)
            case Rejected():
                log.error("message.rejected", account=self._channel.account, message=due.id)
        result = fates.refused(due, error, parts, now=self._now())
        match result.state:
            case "failed":
                self.tally.failed += 1
            case "unknown":
                self.tally.unknown += 1
            case _:
                self.tally.retried += 1
        return result
