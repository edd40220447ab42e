"""Days and times as people read them; Persian days are Jalali.

Nothing here knows a time zone: a date or a wall time comes in, words go out.
"""

from __future__ import annotations

import datetime as dt

# ar_MA writes نونبر and غشت where plain ar writes نوفمبر and أغسطس; ary is no locale of Babel's.
# French reads the same in Morocco, Côte d'Ivoire and Senegal, so the country is not asked.
BABEL_LOCALES = {"ar": "ar_MA", "ary": "ar_MA", "fr": "fr_MA", "en": "en"}

PERSIAN_MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
PERSIAN_WEEKDAYS = (  # Monday first, as date.weekday() counts
    "دوشنبه",
    "سه‌شنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
    "شنبه",
    "یکشنبه",
)
_PERSIAN_DIGITS = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")


def persian_digits(text: str) -> str:
    """Return prose with Persian digits and per cent sign; never for phones, codes or links."""
    return text.translate(_PERSIAN_DIGITS)


def jalali(day: dt.date) -> tuple[int, int, int]:
    """Return year, month and day in the Iranian calendar."""
    from persiantools.jdatetime import JalaliDate

    shown = JalaliDate(day)  # type: ignore[no-untyped-call]  # only its results have types
    return shown.year, shown.month, shown.day


def gregorian(year: int, month: int, day: int) -> dt.date:
    """Return the date of a day in the Iranian calendar.

    Raises:
        ValueError: there is no such day.
    """
    from persiantools.jdatetime import JalaliDate

    return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]


def long_date(day: dt.date, language: str, *, year: bool = False) -> str:
    """Return weekday, day and month in words; Persian always adds the year."""
    if language == "fa":
        y, m, d = jalali(day)
        weekday = PERSIAN_WEEKDAYS[day.weekday()]
        return persian_digits(f"{weekday} {d} {PERSIAN_MONTHS[m - 1]} {y}")
    first = "'1er'" if language == "fr" and day.day == 1 else "d"  # Babel writes « 1 novembre »
    return _babel(day, f"EEEE {first} MMMM" + (" y" if year else ""), language)


def month_year(day: dt.date, language: str) -> str:
    """Return month and year in words: « novembre 2026 », «آذر ۱۴۰۵»."""
    if language == "fa":
        y, m, _ = jalali(day)
        return persian_digits(f"{PERSIAN_MONTHS[m - 1]} {y}")
    return _babel(day, "MMMM y", language)


def wall_time(at: dt.time, language: str) -> str:
    """Return hours and minutes on a 24 hour clock."""
    shown = f"{at.hour:02}:{at.minute:02}"
    return persian_digits(shown) if language == "fa" else shown


def _babel(day: dt.date, pattern: str, language: str) -> str:
    from babel.dates import format_date  # 15 ms, only once somebody is shown a date

    return format_date(day, pattern, BABEL_LOCALES[language])
