"""Money as French says it in short: *50k*, *50 à 100 mille*, *1,5 million*."""

import re
from collections.abc import Sequence
from decimal import Decimal

from flows.understanding.choices.wording import counted_in_figures
from flows.understanding.folding import fold

_SCALES = {"k": 1_000, "mille": 1_000, "mil": 1_000, "million": 1_000_000, "millions": 1_000_000}
_FIGURE = r"\d{1,3}(?:[.,]\d{1,2})?"
_SCALE = r"(?:k|mille|mil|millions?)"
_SPAN = re.compile(
    rf"(?<![\d.,])({_FIGURE})(\s*(?:à|a|-|–|et|jusqu[’']à)\s*)({_FIGURE})\s*({_SCALE})\b",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"\bd[’' ]?(?=\d|un\b|une\b)", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,2}) ?h(?:eures?)?\b", re.IGNORECASE)
_ONE = re.compile(rf"(?<![\d.,])({_FIGURE})\s*({_SCALE})\b(?!\s*\d)", re.IGNORECASE)


def in_full_amounts(text: str) -> str:
    """Return the text with its scaled amounts in figures; one scale may be of both ends."""
    if not any(c.isdecimal() for c in text):
        asked = " ?" if "?" in text else ""
        text = counted_in_figures(fold(text), "fr") + asked
    return _ONE.sub(lambda m: _full(m[1], m[2]), _SPAN.sub(_both, text))


def without_elision(text: str) -> str:
    """Return the text with *de un* for *d’un*."""
    return _ELIDED.sub("de ", text)


def without_hours(text: str) -> str:
    """Return the text with *8-12* for *8h-12h*."""
    return _HOURS.sub(r"\1", text)


def is_of_amounts(numbers: Sequence[int], words: Sequence[str]) -> bool:
    """Return whether labels with such numbers and words are amounts in full: 50 000 FCFA."""
    return max(numbers, default=0) >= _SCALES["k"] and not any(word in _SCALES for word in words)


def _both(match: re.Match[str]) -> str:
    first, between, last, scale = match.groups()
    rises = Decimal(first.replace(",", ".")) < Decimal(last.replace(",", "."))
    return f"{_full(first, scale) if rises else first}{between}{_full(last, scale)}"


def _full(figure: str, scale: str) -> str:
    value = Decimal(figure.replace(",", ".")) * _SCALES[scale.lower()]
    return str(int(value)) if value == int(value) else f"{figure} {scale}"
