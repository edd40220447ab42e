"""A year that people type, of birth or of foundation, in either calendar."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from flows.understanding.dates.calendars import Calendar, calendars_of, year_of
from flows.understanding.folding import fold, plain
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words
from flows.understanding.numbers.reading import read
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from locales.calendars import from_islamic

NOT_A_YEAR = Refused(code="year.not_a_year")
IMPOSSIBLE = Refused(code="year.impossible")

BETWEEN = 621
"""Years from the Jalali to the Gregorian calendar, as most of a year counts."""

_OLDEST = 110
_AGES = range(10, 81)
"""Years: who answers is likely that old, so that 35 is an age before it is 1935."""
_SHORT = 99
_YEAR = words(
    "3am | l3am | f3am | fl3am | 3amm | sana | sanat | sant | عام | العام | فعام | لعام | سنة"
    " | بعام | année | l’année | سال | sal"
)
_LONGEST = 200
_JALALI_YEARS = range(1300, 1421)
_CERTAIN_FROM = 40
"""In Persian 40 to 99 are 1340 to 1399; less may be an age, or a year of this century."""


def year(text: str, language: str, *, calendar: Calendar, now: dt.datetime) -> Outcome[int]:
    """Return the year in the wanted calendar; ``now`` is the person's local time.

    An age, and two digits (but in Persian), are asked back. Codes: ``year.not_a_year``, and
    ``year.impossible`` for a year to come or of another century.
    """
    reading = read(text, language, whole=True)
    if reading is None or (not reading.certain and not reading.age):
        reading = read(_bare(text, language), language, whole=True)
    if reading is not None and (both := _in_both_calendars(reading.values, calendar)):
        return Read(value=both)
    if reading is None or len(reading.values) != 1 or reading.values[0] % 1:
        return NOT_A_YEAR
    value, this_year = int(reading.values[0]), year_of(now.date(), calendar)
    if reading.age and (named := _named(text, language)) is not None:
        return _short(named, language, calendar, now.date(), certain=True, aged=False)
    if reading.age and value <= _OLDEST:
        return ask(this_year - value)
    if value > 99:
        return _full(value, language, calendar, now.date(), certain=reading.certain)
    if value < 1:
        return IMPOSSIBLE
    return _short(value, language, calendar, now.date(), certain=reading.certain)


def _in_both_calendars(values: Sequence[Decimal], calendar: Calendar) -> int | None:
    """Return the wanted one of «۱۳۷۴ (۱۹۹۵ میلادی)», as a summary shows a year."""
    if len(values) != 2:
        return None
    jalali, gregorian = sorted(values)
    one_year = jalali in _JALALI_YEARS and gregorian - jalali in (BETWEEN, BETWEEN + 1)
    return int(gregorian if calendar == "gregorian" else jalali) if one_year else None


def _named(text: str, language: str) -> int | None:
    """Return the two digits that *year* stands before: ``3am 88`` is 1988, ``88 3am`` an age."""
    split = fold(text[:_LONGEST]).split()
    at = next((at for at, word in enumerate(split[:-1]) if word in _YEAR), len(split))
    reading = read(" ".join(split[at + 1 :]), language, whole=True) if at < len(split) else None
    if reading is None or reading.age or len(reading.values) != 1 or reading.values[0] % 1:
        return None
    before = read(" ".join(split[:at]), language, whole=True)  # « 35 3am » and more words
    value = int(reading.values[0])
    return value if before is None and 0 < value <= _SHORT else None


def _bare(text: str, language: str) -> str:
    """Return the text without the words that stand before a year: born in, year."""
    fillers = _fillers(language)
    return " ".join(word for word in plain(text[:_LONGEST]).split() if fold(word) not in fillers)


@lru_cache(maxsize=8)
def _fillers(language: str) -> frozenset[str]:
    """Return the single words that stand before dates, in every language spoken there."""
    every = (words(lexicon.date_fillers) for lexicon in spoken_with(language))
    return frozenset(part for phrases in every for phrase in phrases for part in phrase.split())


def _full(
    value: int, language: str, calendar: Calendar, today: dt.date, *, certain: bool
) -> Outcome[int]:
    """Return a year of four digits; only Persians write 1374 for sure in the Jalali calendar.

    An Islamic year is of two Gregorian ones.
    """
    written = [c for c in calendars_of(value, language, today) if value <= year_of(today, c)]
    if not written:
        return IMPOSSIBLE
    shown = [year for c in written for year in _converted(value, c, calendar)]
    certain = certain and len(shown) == 1 and (written[0] == "gregorian" or language == "fa")
    return Read(value=shown[0]) if certain else ask(*shown)


def _short(
    value: int,
    language: str,
    calendar: Calendar,
    today: dt.date,
    *,
    certain: bool,
    aged: bool = True,
) -> Outcome[int]:
    """Return a year of two digits: of the last century in Persian, else only a question.

    ``aged``: it may be an age as well.
    """
    native: Calendar = "jalali" if language == "fa" else "gregorian"
    now = year_of(today, native)
    recent = [now // 100 * 100 + value] if value <= now % 100 else []
    years = [*recent, now // 100 * 100 - 100 + value]
    shown = [each for y in years for each in _converted(y, native, calendar)]
    if language == "fa" and value >= _CERTAIN_FROM and certain:
        return Read(value=shown[0])
    this_year = year_of(today, calendar)
    ages = (this_year - value,) if aged else ()
    return ask(*sorted((*shown, *ages), key=lambda year: this_year - year not in _AGES))


def _converted(value: int, written: Calendar, wanted: Calendar) -> tuple[int, ...]:
    """Return the year in the wanted calendar, or the two years that an Islamic one is of."""
    if written == wanted:
        return (value,)
    if written == "islamic":
        first = from_islamic(value, 1, 1)
        last = from_islamic(value + 1, 1, 1) - dt.timedelta(days=1)
        return tuple(dict.fromkeys(year_of(day, wanted) for day in (first, last)))
    return (value + BETWEEN if wanted == "gregorian" else value - BETWEEN,)
