"""Days in the Islamic and the Iranian calendar: reckoned, and named in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from locales.dates import PERSIAN_MONTHS, gregorian, jalali

Foreign: TypeAlias = Literal["persian", "islamic"]
"""XLSForm's appearances (https://xlsform.org/en/#appearance)."""

_EPOCH = 227_015
"""Day of 1 Muharram of the year 1, as ``date.toordinal`` counts (16 July 622, Julian)."""

_NAMES: Mapping[Foreign, Mapping[str, str]] = {
    "persian": {
        "fa": "|".join(PERSIAN_MONTHS),
        "ar": "فروردين|أرديبهشت|خرداد|تير|مرداد|شهريور|مهر|آبان|آذر|دي|بهمن|إسفند",
        "en": "Farvardin|Ordibehesht|Khordad|Tir|Mordad|Shahrivar|Mehr|Aban|Azar|Dey|Bahman|Esfand",
        "fr": "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand",
    },
    "islamic": {
        "ar": "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال"
        "|ذو القعدة|ذو الحجة",
        "fa": "محرم|صفر|ربیع‌الاول|ربیع‌الثانی|جمادی‌الاول|جمادی‌الثانی|رجب|شعبان|رمضان|شوال"
        "|ذی‌القعده|ذی‌الحجه",
        "en": "Muharram|Safar|Rabi al-Awwal|Rabi al-Thani|Jumada al-Ula|Jumada al-Thani|Rajab"
        "|Shaban|Ramadan|Shawwal|Dhu al-Qadah|Dhu al-Hijjah",
        "fr": "mouharram|safar|rabia al awal|rabia ath-thani|joumada al oula|joumada ath-thania"
        "|rajab|chaabane|ramadan|chawwal|dhou al qi’da|dhou al-hijja",
    },
}
"""Names as CLDR has them (https://cldr.unicode.org, calendars persian and islamic), simplified."""
MONTHS: Mapping[Foreign, Mapping[str, Sequence[str]]] = {
    calendar: {language: names.split("|") for language, names in said.items()}
    for calendar, said in _NAMES.items()
}


def islamic(day: dt.date) -> tuple[int, int, int]:
    """Return year, month and day of the arithmetical Islamic calendar.

    Years of 354 days, eleven in thirty with one more; odd months have 30 days, even ones 29
    (Reingold and Dershowitz, Calendrical Calculations, chapter 7), as ODK Collect reckons. It is
    at most a day or two away from the observed one.
    """
    passed = day.toordinal() - _EPOCH
    year = (30 * passed + 10_646) // 10_631
    within = passed - _before(year)
    month = min(12, (11 * within + 330) // 325)
    return year, month, within - _months(month) + 1


def from_islamic(year: int, month: int, day: int) -> dt.date:
    """Return the date of a day of the arithmetical Islamic calendar.

    Raises:
        ValueError: There is no such day.
    """
    found = dt.date.fromordinal(_EPOCH + _before(year) + _months(month) + day - 1)
    if islamic(found) != (year, month, day):
        raise ValueError("no such day")
    return found


def _before(year: int) -> int:
    return 354 * (year - 1) + (3 + 11 * year) // 30


def _months(month: int) -> int:
    return 29 * (month - 1) + month // 2


def day_in(calendar: Foreign, year: int, month: int, day: int) -> dt.date:
    """Return the date of a day in a calendar.

    Raises:
        ValueError: There is no such day.
    """
    return (gregorian if calendar == "persian" else from_islamic)(year, month, day)


def named(calendar: Foreign, day: dt.date, language: str) -> str:
    """Return day, month and year in words, in ASCII digits: « 1 ramadan 1447 »."""
    year, month, of_month = jalali(day) if calendar == "persian" else islamic(day)
    names = MONTHS[calendar]
    own = names.get("ar" if language == "ary" else language, names["en"])
    return f"{of_month} {own[month - 1]} {year}"
