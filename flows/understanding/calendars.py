"""Days in the two calendars."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from locales.dates import gregorian, jalali

Calendar = Literal["gregorian", "jalali"]

_GREGORIAN_YEARS = range(1900, 2101)
_JALALI_YEARS = range(1300, 1500)
_YEARS_BACK, _YEARS_AHEAD = 99, 10
"""What two digits may mean: nobody was born a hundred years ago, nothing is planned in ten."""


def day(year: int, month: int, day_of_month: int, calendar: Calendar) -> dt.date | None:
    """Return the day, or None when the calendar has no such day or nobody lives then."""
    years = _GREGORIAN_YEARS if calendar == "gregorian" else _JALALI_YEARS
    if year not in years:
        return None
    try:
        if calendar == "gregorian":
            return dt.date(year, month, day_of_month)
        return gregorian(year, month, day_of_month)
    except ValueError:
        return None


def year_of(today: dt.date, calendar: Calendar) -> int:
    """Return the year that a day is in."""
    return today.year if calendar == "gregorian" else jalali(today)[0]


def calendar_of(year: int) -> Calendar | None:
    """Return the calendar that a year of four digits is written in."""
    if year in _GREGORIAN_YEARS:
        return "gregorian"
    return "jalali" if year in _JALALI_YEARS else None


def full_years(two_digits: int, today: dt.date, calendar: Calendar) -> Iterator[int]:
    """Yield the years that two digits may stand for, nearest first."""
    now = year_of(today, calendar)
    century = now // 100 * 100
    years = (c + two_digits for c in (century, century - 100, century + 100))
    near = [y for y in years if now - _YEARS_BACK <= y <= now + _YEARS_AHEAD]
    yield from sorted(near, key=lambda year: abs(year - now))
