"""A choice whose labels are times or counts: ``9h`` is «9:00», ``joj drari`` is «جوج»."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.understanding.choices.option import Option
from flows.understanding.dates.times import time
from flows.understanding.folding import fold
from flows.understanding.numbers.reading import number
from flows.understanding.outcomes import Read

_FEWEST = 2
_MOST = 30
"""Longer lists are of places and trades, and would take long to prepare."""
_TIME = ":"
_NINE_OR_NO = "نه"


def by_value(text: str, options: Sequence[Option], language: str) -> str | None:
    """Return the name of the one option that is the same time, or the same count in words."""
    if len(options) > _MOST:
        return None
    times, counts = _values(tuple(options), language)
    if times and isinstance(said := time(text, language), Read):
        return times.get(said.value)
    if counts and language == "fa" and fold(text) == _NINE_OR_NO:
        return None
    if counts and not text.strip().isdecimal():
        count = number(text, language, whole=True)
        return counts.get(count.value) if isinstance(count, Read) else None
    return None


@lru_cache(maxsize=512)
def _values(
    options: tuple[Option, ...], language: str
) -> tuple[Mapping[str, str], Mapping[int | float, str]]:
    """Return the options by time and by count, where two or more labels are nothing else."""
    times: dict[str, str] = {}
    counts: dict[int | float, str] = {}
    for option in options:
        for label in option.labels:
            if _TIME in label and isinstance(at := time(label, language), Read):
                times[at.value] = option.name
            elif isinstance(count := number(label, language, whole=True), Read):
                counts[count.value] = option.name
    enough = len(set(times.values())) >= _FEWEST, len(set(counts.values())) >= _FEWEST
    return times if enough[0] else {}, counts if enough[1] else {}
