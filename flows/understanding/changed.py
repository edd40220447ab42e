"""An answer that was another one before: «كنا عشرة دابا تمنية», *on était 12, maintenant 14*."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TypeVar

from flows.understanding.corrected import after_correction, beyond_correction
from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Ask, Outcome, Refused, ask

T = TypeVar("T")

_MOST_WORDS = 30
_NOW = words(
    "الآن | حاليا | أصبحنا | صرنا | دابا | دبا | ولينا | بقينا | daba | db | dba | wellina"
    " | wllina | b9ina | bqina | maintenant | mtn | désormais | actuellement | الان | حالا"
    " | اکنون | الانه | alan | hala | now"
)
_BEFORE = words(
    "كنا | كان | كانت | كانوا | كانو | كنت | سابقا | قبلا | kona | konna | kenna | kna | kunna"
    " | kan | kant | kano | kanou | kont | avant | était | étions | étaient | étais | avions"
    " | avait | avais | بود | بودیم | بودم | بودند | bood | boodim | bud | budim | budam"
    " | ghablan | qablan | before"
)
"""What says that a value has passed; «قبل» alone may be *ago*."""


def latest(text: str, language: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how the reply is read; of what has changed, what holds now is asked first."""
    return _now_first(text, beyond_correction(text, language, read), read)


def latest_of_both(text: str, language: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how the reply is read; what corrects another value is asked before it, with it."""
    found = read(text)
    if not _is_between(found):
        return found
    if (corrected := after_correction(text, language)) is not None:
        return _first(read(corrected), found)
    return _now_first(text, found, read)


def _now_first(text: str, found: Outcome[T], read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    typed = text.split()
    if not _is_between(found) or len(typed) > _MOST_WORDS:
        return found
    said = [_bare(word) for word in typed]
    at = next((at for at, word in enumerate(said) if word in _NOW), None)
    if at is None:
        return found
    rest = said[at + 1 :]
    after = typed[at + 1 : at + 1 + len(list(takewhile(lambda word: word not in _BEFORE, rest)))]
    head = _last_of(typed[:at], found, read)
    if head is not None and (not after or said[-1] in _BEFORE):
        return _first(head, found)  # *14 maintenant, 12 avant*
    told = read(" ".join(after)) if after else None
    if told is None or isinstance(told, Refused):
        return _first(head, found) if head is not None else found
    return _first(told, found)


def _bare(word: str) -> str:
    """Return the folded word, without *and* where that leaves a word of time."""
    said = fold(word)
    rest = said.removeprefix("و")
    return rest if rest in _NOW or rest in _BEFORE else said


def _is_between(found: Outcome[T]) -> bool:
    return isinstance(found, Ask) and len(found.values) > 1


def _last_of(
    typed: Sequence[str], found: Outcome[T], read: Callable[[str], Outcome[T]]
) -> Outcome[T] | None:
    """Return the value that ends these words, one of those found, or None."""
    tails = (read(" ".join(typed[start:])) for start in reversed(range(len(typed))))
    every = _values(found)
    return next((tail for tail in tails if any(v in every for v in _values(tail))), None)


def _first(told: Outcome[T], found: Outcome[T]) -> Outcome[T]:
    """Return the question back with what is told before the rest of what is found."""
    every = _values(found)
    return ask(*(each for each in _values(told) if each in every), *every)


def _values(found: Outcome[T]) -> tuple[T, ...]:
    if isinstance(found, Refused):
        return ()
    return found.values if isinstance(found, Ask) else (found.value,)
