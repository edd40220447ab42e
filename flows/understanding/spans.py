"""Labels that are told apart by their numbers: «من 18 إلى 24 سنة» is 18-24."""

import re
from collections.abc import Iterable, Mapping

from flows.understanding.folding import fold, plain
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import words

_NUMBERS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[ .,٬](?=\d{3}(?!\d))")
_FEWEST = 2
_BETWEEN = (
    "ans | an | à | a | de | et | entre | من | إلى | الى | حتى | بين | و | سنة | عام | از | تا"
    " | سال | ساله | 3am | l3am | hta | 7ta | tal | mn | l | bin"
)


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers that stand in a text in digits, in order."""
    return tuple(int(each) for each in _NUMBERS.findall(_joined(text)) if len(each) < 10)


def _joined(text: str) -> str:
    return _GROUPED.sub("", plain(text))


def spans(labels: Iterable[tuple[int, str]]) -> Mapping[tuple[int, ...], tuple[int, ...]]:
    """Return the options by the two or more numbers that their labels hold."""
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for option, label in labels:
        numbers = numbers_in(label)
        if len(numbers) >= _FEWEST and option not in found.get(numbers, ()):
            found[numbers] = (*found.get(numbers, ()), option)
    return found


def is_span(text: str) -> bool:
    """Return whether a text is two numbers and only such words as stand around and between them."""
    if len(numbers_in(text)) != _FEWEST:
        return False
    return all(word.isdecimal() or word in _BESIDE for word in fold(_joined(text)).split())


def _beside() -> frozenset[str]:
    found = set(words(_BETWEEN))
    for lexicon in LEXICONS.values():
        found |= set(words(lexicon.years_old))
    return frozenset(found)


_BESIDE = _beside()
