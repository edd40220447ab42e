"""What becomes of a message that could not be sent: tried again, given up, or not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Throttled,
    Transient,
    Unreachable,
    WindowClosed,
)
from storage.outbox import PARKED
from storage.pauses import PAUSED
from storage.sends import Due, Result

PARK = timedelta(days=14)
"""How long something waits for a person to write; after that it is no news."""
LADDER = (5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 43_200)
"""Seconds before each new attempt: from a short outage to a night without network."""


def later(
    due: Due,
    seconds: float,
    error: str,
    *,
    now: datetime,
    parts: tuple[str, ...] | None = None,
    attempted: bool = False,
    reason: str = "",
) -> Result:
    """Return that a message goes back into the queue, or that its time is over by then.

    Args:
        due: The message.
        seconds: Until it may be tried again.
        error: Why, in one word or the provider's code.
        now: UTC.
        parts: Provider ids of what went out; None: as it was claimed.
        attempted: False where nothing was sent: a limit, an account at rest.
        reason: Why it waits, where that is worth telling.
    """
    again = now + timedelta(seconds=seconds)
    gone = due.parts if parts is None else parts
    if due.expires is not None and again >= due.expires:
        return Result(
            id=due.id, state="expired", at=now, error=error, reason="too_late", parts=gone
        )
    return Result(
        id=due.id,
        state="queued",
        at=now,
        due=again,
        error=error,
        parts=gone,
        reason=reason,
        attempted=attempted,
        attempt=due.attempts,
    )


def refused(due: Due, error: ChannelError, parts: tuple[str, ...], *, now: datetime) -> Result:
    """Return what an error makes of a message; parts that went out are never repeated."""
    code = error.code[:40] or type(error).__name__

    def ended(reason: str, state: Literal["failed", "unknown"] = "failed") -> Result:
        return Result(
            id=due.id,
            state=state,
            at=now,
            parts=parts,
            error=error.code[:40],
            reason=reason,
            attempt=due.attempts,
        )

    def again(seconds: float, *, attempted: bool = True, reason: str = "") -> Result:
        return later(due, seconds, code, now=now, parts=parts, attempted=attempted, reason=reason)

    match error:
        case Throttled(code="daily_cap", retry_in=seconds):
            return later(due, seconds or 1.0, code, now=now, parts=parts, reason=code)
        case Throttled(message_only=True) if due.lane == "reply" or due.error == code:
            # A reply of yesterday answers nothing; of the others a second refusal is the last.
            return ended("throttled")
        case Throttled(retry_in=seconds, whole_account=whole):
            reason = PAUSED if whole else ""
            return again(seconds or 1.0, attempted=False, reason=reason)
        case Ambiguous() if due.lane != "reply":
            return ended("ambiguous", "unknown")
        case Ambiguous() | Transient():  # a question asked twice does less harm than never
            return _ladder(due, again, ended)
        case AccountFault():  # the account rests, not the message: it goes when that is over
            return again(0.0, attempted=False)
        case Unreachable():
            return ended("unreachable")
        case WindowClosed():
            return _parked(due, code, parts, now=now)
        case _:
            return ended("rejected")


def _parked(due: Due, code: str, parts: tuple[str, ...], *, now: datetime) -> Result:
    """Return that a message goes as a template at once, or waits until the person writes.

    Args:
        due: The message.
        code: The provider's, or why no template can go.
        parts: Provider ids of what went out.
        now: UTC.
    """
    reason = code if code in PARKED else "window_closed"
    if reason != code and due.error != code:  # the provider's word for it: try the template
        return later(due, 0.0, code, now=now, parts=parts, reason=reason)
    until = min(due.expires or now + PARK, due.created + PARK)
    if until <= now:
        ended = Result(id=due.id, state="failed", at=now, parts=parts, reason=reason)
        return replace(ended, error=due.error, attempt=due.attempts)
    return Result(
        id=due.id,
        state="queued",
        at=now,
        due=until,
        error=due.error,
        parts=parts,
        reason=reason,
        attempted=False,
        attempt=due.attempts,
    )


def _ladder(due: Due, again: Callable[[float], Result], ended: Callable[[str], Result]) -> Result:
    if due.attempts > len(LADDER):
        return ended("gave_up")
    return again(float(LADDER[due.attempts - 1]))
