"""Plain words for a table's cells: without controls, marks and digits of other scripts."""

from __future__ import annotations

import re

from flows.state import Value
from flows.understanding import ascii_digits
from locales.text import plain

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DIGITS = "\u0660-\u0669\u06f0-\u06f9\uff10-\uff19"
_NO_TEXT = re.compile(f"[{_CONTROLS}]")
_UNTIDY = re.compile(f"[{_CONTROLS}{_MARKS}{_DIGITS}]")
"""What few texts hold: looking for it is cheaper than changing every text."""


def as_list(value: Value) -> list[str]:
    """Return what was chosen, one name each."""
    if isinstance(value, list):
        return [str(each) for each in value]
    return [] if value in (None, "") else [str(value)]


def text(value: Value) -> str | None:
    """Return an answer as text; what is blank is None."""
    if isinstance(value, str):
        return tidy(value) or None
    if isinstance(value, list):
        return " ".join(map(str, value)) or None
    return None if value is None else str(*number(value))


def tidy(words: str) -> str:
    """Return a person's words with ASCII digits, without direction marks and control characters.

    A digit is the same number in every script, and what analyses a table reads only 0 to 9.
    """
    if not _UNTIDY.search(words):
        return words
    return _NO_TEXT.sub("", ascii_digits(plain(words)))


def line(label: str) -> str:
    """Return a label in one line."""
    return " ".join(plain(label).split())


def number(value: Value) -> tuple[str | int | float | None]:
    """Return the one cell of a number, whole where it is."""
    if isinstance(value, float) and value.is_integer():
        return (int(value),)
    return (value if isinstance(value, int | float) else text(value),)
