"""A telephone number said in words, as a phone writes down what it hears: *zéro six douze …*."""

from collections.abc import Sequence

from flows.understanding.folding import fold
from flows.understanding.numbers.cardinals import cardinal_in

_LANGUAGES = ("fr", "ary", "ar", "fa")
_FEWEST_DIGITS = 8
_MOST_DIGITS = 15
_LONGEST_GROUP = 5
_MOST_WORDS = 60
_PLUS = "plus"
_BELOW = 1000
"""Numbers are said in groups of one, two or three figures."""


def dictated(text: str) -> str | None:
    """Return the digits that number words say one after the other, with a plus where it is said.

    *Soixante dix huit* is 78, or 60 18: what was heard is only ever to be asked back.
    """
    split = fold(text).split()
    if len(split) > _MOST_WORDS:
        return None
    for code in _LANGUAGES:
        said = _digits(split, code)
        if _FEWEST_DIGITS <= len(said) <= _MOST_DIGITS:
            return f"+{said}" if _PLUS in split[:4] else said
    return None


def _digits(split: Sequence[str], code: str) -> str:
    """Return the digits of all the groups, or "" when other words stand between them."""
    groups: list[str] = []
    ended, at = False, 0
    while at < len(split):
        size, group = _group(split[at : at + _LONGEST_GROUP], code)
        if group and ended:
            return ""
        ended = ended or (not group and bool(groups))
        groups.append(group) if group else None
        at += size
    return "".join(groups)


def _group(tokens: Sequence[str], code: str) -> tuple[int, str]:
    """Return how many words the longest number below a thousand has, and its digits."""
    if tokens[0].isdecimal():
        return 1, tokens[0]
    for size in range(len(tokens), 0, -1):
        part = tokens[:size]
        if any(token.isdecimal() for token in part):
            continue
        found = cardinal_in(part, code, by_sound=False)
        if found is not None and found.certain and found.value < _BELOW:
            return size, str(found.value)
    return 1, ""
