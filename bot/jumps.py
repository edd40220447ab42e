"""A clock that may be moved ahead, and what falls due on the way: for a chat that tries the bot."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.channels.terminal import InputError
from bot.clock import utc_now

if TYPE_CHECKING:
    from bot.app import App

STEP = timedelta(hours=1)
MOST_STEPS = 1_000
"""Steps that a jump of the clock is made in at most."""
_DURATION = re.compile(
    r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)


class Clock:
    """The time of day, which a walk may move ahead."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._jumped = timedelta()

    def __call__(self) -> datetime:
        """Return the moment, UTC."""
        return utc_now() + self._ahead

    def monotonic(self) -> float:
        """Return seconds that pass as the moments do, and never go back."""
        return time.monotonic() + self._jumped.total_seconds()

    def advance(self, ahead: timedelta) -> None:
        """Move ahead."""
        try:
            self._ahead += ahead
            self._jumped += ahead
            self()
        except OverflowError:
            raise InputError("the clock cannot be moved so far") from None

    def back(self) -> None:
        """Show the time of day again."""
        self._ahead = timedelta()


def parse_duration(text: str) -> timedelta:
    """Return what an ISO 8601 duration means.

    Raises:
        InputError: It is none, or holds months or years, whose length varies.
    """
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        raise InputError("a duration is written like PT25H or P21D")
    weeks, days, hours, minutes, seconds = (float(each or 0) for each in found.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise InputError("the duration is too long") from None


async def advance(app: App, clock: Clock, ahead: timedelta) -> None:
    """Move the clock ahead hour by hour, so that whatever falls due is said in its time."""
    step = max(STEP, ahead / MOST_STEPS)
    while ahead > timedelta():
        clock.advance(min(step, ahead))
        ahead -= min(step, ahead)
        await app.tick()
        for dispatcher in app.dispatchers.values():
            await dispatcher.drain()
