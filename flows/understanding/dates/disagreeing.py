"""A weekday and a date that are not one day: *mercredi 24 novembre*, which is a Tuesday."""

import datetime as dt
from collections.abc import Sequence

_A_WHILE = 183
"""Days: of a date further off, a weekday that does not fit says nothing."""


_NEAR = 92


def likely(
    days: Sequence[dt.date], agreeing: Sequence[dt.date], weekdays: Sequence[int], today: dt.date
) -> list[dt.date]:
    """Return the days to ask between: those that agree, unless they are far off and one is near.

    A day near by is then asked first, as it is dated and by its weekday.
    """
    near = abs(days[0] - today).days <= _NEAR
    if agreeing and not (near and abs(agreeing[0] - today).days > _A_WHILE):
        return list(agreeing)
    return both(days, weekdays[0], today) if len(weekdays) == 1 else list(days)


def both(days: Sequence[dt.date], weekday: int, today: dt.date) -> list[dt.date]:
    """Return the days as they are dated, and beside the first its weekday (0 for Monday)."""
    told = days[0]
    if abs(told - today).days > _A_WHILE:
        return list(days)
    ahead = (weekday - told.weekday()) % 7
    named = told + dt.timedelta(days=ahead if ahead <= 3 else ahead - 7)
    return [told, named, *days[1:]]
