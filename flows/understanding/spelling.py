"""Words spelt almost like known ones; rapidfuzz is imported here alone."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

LIKELY = 76.0
"""Of 100: one letter wrong in a word of five, two in eight."""
LOOSELY = 75.0
"""Of 100: one letter wrong in a word of four."""

_LONG_ENOUGH = 6
_MOST = 12


def nearest(typed: str, known: Sequence[str], least: float = LIKELY) -> Sequence[str]:
    """Return the known words near the typed one, nearest first; ``least``: how near, of 100."""
    found = process.extract(
        typed, known, scorer=fuzz.ratio, processor=None, score_cutoff=least, limit=_MOST
    )
    return [word for word, _, _ in found]


def letters_apart(typed: str, known: str) -> int:
    """Return how many letters are wrong, missing, too many or swapped; more than two: three."""
    return int(OSA.distance(typed, known, score_cutoff=2))


def one_letter_off(typed: str, known: Sequence[str]) -> Sequence[str]:
    """Return the known words that one letter tells from the typed one."""
    found = process.extract(
        typed, known, scorer=OSA.distance, processor=None, score_cutoff=1, limit=_MOST
    )
    return [word for word, _, _ in found]


def is_slip(typed: str, known: str) -> bool:
    """Return whether it is a slip of the finger: never at the start, «نمی‌آیم» is not «می‌آیم»."""
    return (
        min(len(typed), len(known)) >= _LONG_ENOUGH
        and typed[0] == known[0]
        and _numbers(typed) == _numbers(known)
        and typed.count(" ") == known.count(" ")
        and OSA.distance(typed, known) == 1
        and all(a[:1] == b[:1] for a, b in zip(typed.split(" "), known.split(" "), strict=False))
    )


def _numbers(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())
