"""An answer after a greeting: «السلام عليكم، 34», *bonjour demain*."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from flows.understanding.folding import fold
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import phrases
from flows.understanding.outcomes import Outcome, Read, Refused
from flows.understanding.spoken.blessings import without_blessings, without_last_greeting

T = TypeVar("T")

_LONGEST_GREETING = 6
_MAY_IT_BE = re.compile(r"(بخیر|بخير|به خیر)\s+باش[هد](?!\w)")
"""«باشه» alone is a yes."""


@lru_cache(maxsize=64)  # one message is looked at for half a dozen meanings
def without_greeting(text: str) -> str:
    """Return what follows greetings, in any language; a mere greeting stays as it is.

    Blessings in Latin Darija go as well, at either end.
    """
    text = without_last_greeting(without_blessings(text))
    split = _MAY_IT_BE.sub(r"\1", text).split()
    while size := _greeting(split):
        split = split[size:]
    return text if len(split) == len(text.split()) else " ".join(split)


def _greeting(split: Sequence[str]) -> int:
    """Return how many words the longest greeting has that begins a text and is not all of it."""
    first = fold(split[0]).split()[:1] if len(split) > 1 else []
    if first and first[0] not in _openings():
        return 0  # as nearly always
    sizes = range(min(_LONGEST_GREETING, len(split) - 1), 0, -1)
    return next((n for n in sizes if fold(" ".join(split[:n])) in _greetings()), 0)


def beyond_greeting(text: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how the whole is read, or what follows its greeting when the whole is not certain."""
    outcome = read(text)
    if isinstance(outcome, Read) or (rest := without_greeting(text)) == text:
        return outcome
    again = read(rest)
    return outcome if isinstance(again, Refused) else again


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """Return the first words of greetings."""
    return frozenset(phrase.split()[0] for phrase in _greetings())


@lru_cache(maxsize=1)
def _greetings() -> frozenset[str]:
    return frozenset(
        phrase
        for lexicon in LEXICONS.values()
        for table in (lexicon.intents, lexicon.arabizi)
        for phrase in phrases(table.get("greeting", ""))
    )
