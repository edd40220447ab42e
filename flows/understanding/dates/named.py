"""What a language calls its months and days, and the words that stand around a date."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.understanding.dates.calendars import (
    Calendar,
)
from flows.understanding.dates.hijri import MARKS, NAMES
from flows.understanding.lexicon import Lexicon
from flows.understanding.scanning import Phrases, gathered
from flows.understanding.sounds import hear

_SHORTEST_SOUND = 3


def _tables(lexicon: Lexicon) -> Mapping[str, Mapping[int, str]]:
    return {
        "month": lexicon.months,
        "jalali": lexicon.jalali_months,
        "hijri": NAMES,
        "islamic": {1: MARKS},
        "marker": {1: lexicon.month_markers},
        "weekday": lexicon.weekdays,
        "day": lexicon.days,
        "week": lexicon.weeks,
        "coming": {1: lexicon.coming},
        "following": {1: lexicon.following},
        "beyond": {1: lexicon.beyond},
        "past": {1: lexicon.past},
        "either": {1: " | ".join((lexicon.either, lexicon.until))},
        "bound": {1: lexicon.bounds},
        "ahead": {1: lexicon.ahead},
        "ago": {1: lexicon.ago},
        "day_unit": {1: lexicon.day_units},
        "week_unit": {1: lexicon.week_units},
        "filler": {1: " | ".join((lexicon.date_fillers, lexicon.polite, *lexicon.parts.values()))},
        "ordinal": {1: "er | ere | eme | e | st | nd | rd | th | om | ome | م | ام"},
    }


@lru_cache(maxsize=8)
def phrases_of(language: str) -> Phrases:
    """Return what stands in a date of the language, by the words that say it."""
    return gathered(language, _tables)


@lru_cache(maxsize=8)
def month_names(language: str) -> Mapping[str, tuple[int, Calendar]]:
    """Return the names of one word that a misspelt month is compared with."""
    names: dict[str, tuple[int, Calendar]] = {}
    for phrase, kinds in phrases_of(language).items():
        if len(phrase) == 1 and len(phrase[0]) > 3:
            if "jalali" in kinds:
                names[phrase[0]] = (kinds["jalali"], "jalali")
            elif "month" in kinds:
                names[phrase[0]] = (kinds["month"], "gregorian")
    return names


@lru_cache(maxsize=8)
def weekday_names(language: str) -> Mapping[str, int]:
    """Return the weekdays of one word by their names, 0 for Monday."""
    found = ((phrase, kinds) for phrase, kinds in phrases_of(language).items() if len(phrase) == 1)
    return {phrase[0]: kinds["weekday"] for phrase, kinds in found if "weekday" in kinds}


@lru_cache(maxsize=8)
def month_sounds(language: str) -> Mapping[str, Sequence[tuple[int, Calendar]]]:
    """Return the months by the consonants of their names in Latin letters: ``avrl``, ``uktubr``."""
    found: dict[str, set[tuple[int, Calendar]]] = {}
    for name, month in month_names(language).items():
        if name.isascii() and len(sound := hear(name, "ary").bones) >= _SHORTEST_SOUND:
            found.setdefault(sound, set()).add(month)
    return {sound: tuple(months) for sound, months in found.items()}
