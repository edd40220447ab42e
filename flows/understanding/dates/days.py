"""Days that people type: three calendars, month names, tomorrow, next Thursday."""

import datetime as dt
import re
from functools import partial

from flows.understanding.changed import latest
from flows.understanding.dates.calendars import (
    Calendar,
)
from flows.understanding.dates.either import either
from flows.understanding.dates.named import phrases_of
from flows.understanding.dates.parts import Parts
from flows.understanding.dates.reckoned import INCOMPLETE, NOT_A_DATE, Reader
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.outcomes import Outcome, Read, ask
from flows.understanding.scanning import scan
from flows.understanding.spoken.ar_distances import away
from flows.understanding.spoken.ar_kin import is_of_another
from flows.understanding.spoken.ar_lookalikes import doubted
from flows.understanding.spoken.arabizi_turned import is_turned
from flows.understanding.spoken.fa_instead import instead
from flows.understanding.spoken.fa_years import with_year
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.fr_years import years_away
from flows.understanding.spoken.greetings import without_greeting

_LONGEST_TYPED = 120
_CLOCK = re.compile(
    r"(?<=\d)t\d\d:.*$|\b\d{1,2}\s*(?:[:٫]|h)\s*\d{2}(?::\d{2})?\b|\b\d{1,2}\s*h\b"
    r"|(?<!\w)(?:مع|الساعة|m3a)\s+\d{1,2}(?![\d/.\-])"
)
_SPAN = re.compile(r"(?<![\d/.\-–])\d{1,2}\s*[-–—]\s*\d{1,2}(?![\d/.\-–])")
_OCLOCK = re.compile(r"\bساعت \w+(?: و نیم)?\b")
_OCLOCK_LATIN = re.compile(
    r"\bsa+t[ei]? (?:\d{1,2}|yek|do|se|chahar|panj|shish|haft|hasht|noh|dah|yazdah|davazdah)"
    r"(?: (?:o|va) nim)?\b(?! ?shanb)"
)
_QUESTION = re.compile("[?؟]")
_COUNTED_TODAY = re.compile(r"(?<=[\dشن])\s+لیوم(?!\w)")
"""«خمسطاش ليوم» are fifteen days."""
_FRACTION = re.compile(r"\d{1,2}[.,٫]\d{1,2}")
"""1.5 may be a number, rather than the first of May."""
_HABIT = re.compile(
    r"les? (?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?)(?: matin| soir)?$"
    r"|(?:a partir d|jusqu)"
)
"""*Le vendredi* is the next one, or every one; *jusqu’au 10* is no day of its own."""
_SOME_DAY = re.compile(
    r"\bun (?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b"
    r"|(?:di|dimanche) en (?:8|huit|15|quinze)\b"
    r"|\b(?:nee?s?|naissance|tzadit|tzad|ولدت|ولد|ولدات|تزاديت|تزادت|متولد)\b(?!.*\d)"
)
"""*Un mardi* is no day of its own, and who was born on a Tuesday names none by that."""

_THIS = re.compile(
    r"^(?!.*\b\w*(?:ja[yi]|maj|جا[یي]|ماج|قادم|مقبل|mo?u?[9q]bil)).*\b(?:hada?|هادا?|هذا)\b"
)
"""This one, and not the one that comes."""


def date(
    text: str, language: str, *, now: dt.datetime, calendar: Calendar | None = None
) -> Outcome[str]:
    """Return the day as an ISO Gregorian date, ``2026-11-28``.

    Numbers are day, month, year (Persian also year, month, day); another order is asked back, and
    so is a day without its year unless it comes soon, and every Islamic one, which is seen a day
    sooner or later than it is reckoned. ``now`` is the person's local time.
    Codes: ``date.not_a_date``, ``date.incomplete``, ``date.impossible``.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return NOT_A_DATE

    def read_once(said: str) -> Outcome[str]:
        found = _date(said, language, now=now, calendar=calendar)
        if language == "fa" and not isinstance(found, Read):
            told = partial(_date, language=language, now=now, calendar=calendar)
            found = instead(said, told) or found
        return doubted(said, language, found, of="day")

    def read_latest(said: str) -> Outcome[str]:
        return beyond_frames(said, language, lambda s: latest(s, language, read_once))

    return either(text, language, read_latest)


def _date(text: str, language: str, *, now: dt.datetime, calendar: Calendar | None) -> Outcome[str]:
    text = without_greeting(text)
    is_fraction = _FRACTION.fullmatch(plain(text).strip()) is not None
    said = _OCLOCK.sub(" ", fold(_CLOCK.sub(" ", plain(text))))
    said = _OCLOCK_LATIN.sub(" ", said) if language == "fa" else said
    if (far := away(said, now.date(), language)) is not None:
        return ask(far.isoformat())
    said = with_year(said, now.date()) if language == "fa" else said
    said = _COUNTED_TODAY.sub(" يوم", said) if language in ("ar", "ary") else said
    items = scan(said, language, phrases_of(language))
    calendar = calendar or ("jalali" if language == "fa" else "gregorian")
    parts = Parts.of(items, language)
    calendar = "islamic" if parts.islamic else calendar
    reader = Reader(today=now.date(), language=language, calendar=calendar)
    parts.span = _SPAN.search(plain(text)) is not None
    parts.unknown += is_fraction or bool(_QUESTION.search(text))
    parts.unknown += is_of_another(said.split(), language) or is_turned(said.split(), language)
    parts.unknown += language == "fr" and _HABIT.match(said) is not None
    parts.years_ahead = years_away(said) if language == "fr" else None
    alone = bool(parts.months) and len(parts.numbers) == 1
    parts.unknown += parts.years_ahead is not None and not alone
    if language in ("fr", "ar", "ary") and parts.weekdays and not parts.numbers:
        parts.unknown += "week_unit" in parts.units
    if language in ("ar", "ary") and parts.which == {"coming"} and _THIS.search(said):
        parts.which.clear()  # «هاد الحد» on a Sunday may be today
    named = len(parts.numbers) > 1 and parts.months
    if parts.weekdays and not named and _SOME_DAY.search(said):
        return INCOMPLETE
    return reader.outcome(parts)
