"""The year that Persian names by how far it is: «۵ مهر پارسال», «اول دی امسال»."""

import datetime as dt
import re

from flows.understanding.dates.calendars import year_of

_YEARS = (
    (0, r"emsal|امسال|سال جاری|همین سال|این سال"),
    (-1, r"parsal|پارسال|سال (?:پیش|قبل|گذشته)"),
    (-2, r"پیرارسال|پیرار سال|دو سال (?:پیش|قبل)"),
    (1, r"سال (?:بعد|دیگه|دیگر|اینده)"),
)
_MONTHS = (
    "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
    "|فروردین|اردیبهشت|خرداد|تیر|مرداد|امرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند"
)
_NAMED = re.compile(rf"(?<!\w)(?:{_MONTHS})(?: ?ماه)?(?!\w)")


def with_year(said: str, today: dt.date) -> str:
    """Return folded words with the Jalali year in digits, where a month is named as well."""
    if not _NAMED.search(said):
        return said
    for far, named in _YEARS:
        told = re.compile(rf"(?<!\w)(?:{named})(?!\w)")
        if len(told.findall(said)) == 1:
            return told.sub(str(year_of(today, "jalali") + far), said)
    return said
