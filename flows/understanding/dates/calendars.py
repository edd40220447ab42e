"""Days in the three calendars."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from locales.calendars import from_islamic, islamic
from locales.dates import gregorian, jalali

Calendar = Literal["gregorian", "jalali", "islamic"]

_GREGORIAN_YEARS = range(1900, 2101)
_JALALI_YEARS = range(1300, 1500)
_ISLAMIC_YEARS = range(1300, 1500)
_YEARS: Mapping[Calendar, range] = {
    "gregorian": _GREGORIAN_YEARS,
    "jalali": _JALALI_YEARS,
    "islamic": _ISLAMIC_YEARS,
}
_MONTHS, _LONGEST_MONTH = 12, 30
"""Of the Islamic year."""
_YEARS_BACK, _YEARS_AHEAD = 99, 10
"""What two digits may mean: nobody was born a hundred years ago, nothing is planned in ten."""


def day(year: int, month: int, day_of_month: int, calendar: Calendar) -> dt.date | None:
    """Return the day, or None when the calendar has no such day or nobody lives then."""
    if year not in _YEARS[calendar]:
        return None
    try:
        match calendar:
            case "gregorian":
                return dt.date(year, month, day_of_month)
            case "jalali":
                return gregorian(year, month, day_of_month)
            case "islamic":
                in_it = 1 <= month <= _MONTHS and 1 <= day_of_month <= _LONGEST_MONTH
                return from_islamic(year, month, day_of_month) if in_it else None
    except ValueError:
        return None


def year_of(today: dt.date, calendar: Calendar) -> int:
    """Return the year that a day is in."""
    match calendar:
        case "gregorian":
            return today.year
        case "jalali":
            return jalali(today)[0]
        case "islamic":
            return islamic(today)[0]


def month_of(today: dt.date, calendar: Calendar) -> int:
    """Return the month that a day is in, 1 to 12."""
    match calendar:
        case "gregorian":
            return today.month
        case "jalali":
            return jalali(today)[1]
        case "islamic":
            return islamic(today)[1]


def calendars_of(year: int, language: str, today: dt.date) -> tuple[Calendar, ...]:
    """Return the calendars that a year of four digits may be written in, the likeliest first.

    Persians count 1405 in their own calendar; a year that is still to come there, as 1447, may
    be of the Islamic one, which is ahead of it. Elsewhere the Islamic one is the likelier.
    """
    if year in _GREGORIAN_YEARS:
        return ("gregorian",)
    if year not in _JALALI_YEARS:
        return ()
    if language == "fa":
        to_come = year > year_of(today, "jalali") + 1
        return ("jalali", "islamic") if to_come else ("jalali",)
    return ("islamic",) if language in ("ar", "ary") else ("islamic", "jalali")


def full_years(two_digits: int, today: dt.date, calendar: Calendar) -> Iterator[int]:
    """Yield the years that two digits may stand for, nearest first."""
    now = year_of(today, calendar)
    century = now // 100 * 100
    years = (c + two_digits for c in (century, century - 100, century + 100))
    near = [y for y in years if now - _YEARS_BACK <= y <= now + _YEARS_AHEAD]
    yield from sorted(near, key=lambda year: abs(year - now))
