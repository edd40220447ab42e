"""Months and years from now in Arabic: «بعد شهرين», «هادي عام»; to be asked back."""

import calendar
import datetime as dt
import re

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_SPOKEN = ("ar", "ary")
_AHEAD = "بعد|من بعد|من هنا|من هنا ل|من دابا|من الان"
_BACK = "قبل|منذ|هادی|هادی شی|من شحال هادی"
_UNITS = {
    **dict.fromkeys(words("شهر | شهرا | أشهر | شهور | شهورة"), 1),
    **dict.fromkeys(words("عام | عاما | أعوام | عوام | سنة | سنوات | سنين"), 12),
}
_TWO = {
    **dict.fromkeys(words("شهرين | شهران | شهراين"), 2),
    **dict.fromkeys(words("عامين | عامان | عاماين | سنتين | سنتان"), 24),
}
_AWAY = re.compile(rf"(?:فی )?(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK})) ?(?P<rest>.+)")
_MOST = 1200


def away(said: str, today: dt.date, language: str) -> dt.date | None:
    """Return the day that folded words put so many months or years from today, or None."""
    found = _AWAY.fullmatch(said) if language in _SPOKEN else None
    months = _months(found["rest"], language) if found else None
    if found is None or months is None or months > _MOST:
        return None
    return _shifted(today, -months if found["back"] else months)


def _months(rest: str, language: str) -> int | None:
    *counted, unit = rest.removesuffix(" من الان").split()
    if not counted and unit in _TWO:
        return _TWO[unit]
    scale = _UNITS.get(unit)
    if scale is None or not counted:
        return scale
    count = int(counted[0]) if counted[0].isdecimal() and len(counted) == 1 else None
    named = cardinal(counted, language) if count is None else None
    count = named.value if named else count
    return None if count is None else count * scale


def _shifted(today: dt.date, months: int) -> dt.date:
    years, before = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = calendar.monthrange(years, before + 1)[1]
    return dt.date(years, before + 1, min(today.day, last))
