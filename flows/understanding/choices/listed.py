"""A choice by its place in the list: «الثاني», ``tlata``, *le dernier*, 1-3, 134."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.understanding.choices.labels import Labels
from flows.understanding.languages import LEXICONS, spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.numbers.cardinals import Sum, cardinal, cardinal_in
from flows.understanding.outcomes import Outcome, Refused, ask
from flows.understanding.spoken.ar_lookalikes import is_no_number

UNKNOWN = Refused(code="choice.unknown")

_PROPOSED = words("réponse | option | choix | proposition | possibilité | case | ligne")
_SCHOOL = "collège"
"""Where it is listed, *sixième* is a class."""
_BOTH = "bjouj | bjoj | bjuj | bzouj | بجوج | بزوج | bi jouj"
"""Two of them, never the second."""
_TWO = words("اثنان | اثنين | إثنين | اتنين | اتنان | إتنين | ثنين | تنين | ثنتين | ثنتان | اثنتين")
_SO_MANY = (["تا"], ["ta"], ["دوتا"], ["سهتا"], ["دوتای"], ["یدونه"])
"""So many of them: no place in a list."""
OTHERS = words("دیگه | دیگر | دیگری | dige | digar | digari")
"""«یکی دیگه» is another one, not the first."""
_OF_TWO = Sum(value=2, certain=True)


def place_in_words(said: str, labels: Labels, language: str) -> int | None:
    """Return the option whose number is said in words."""
    split = said.split()
    if said in words(_BOTH) or _is_dual(split):
        return None
    while len(split) > 1 and split[0] in _numbering(language):
        split = split[1:]
    if language == "fr" and len(split) > 1 and split[-1] in _PROPOSED:
        split = split[:-1]
    if language == "fa" and (split[-1:] in _SO_MANY or any(map(_counts, split))):
        return None
    if split[-1:] and split[-1] in OTHERS:
        return None
    if is_no_number(said, language):
        return None
    number = cardinal(split, language)
    if number is not None and number.certain:
        return labels.at(number.value)
    rest = " ".join(split)
    if rest in _last(language):
        return labels.at(len(labels.names))
    if (ordinal := _ordinals_with(language).get(rest)) is not None:
        is_class = split[-1].endswith("eme") and labels.meant_by(_SCHOOL) is not None
        return None if is_class else labels.at(ordinal)
    return None


@lru_cache(maxsize=8)
def _numbering(language: str) -> frozenset[str]:
    """Return what stands before a place in a list, in any language spoken there."""
    return frozenset[str]().union(*(words(each.numbering) for each in spoken_with(language)))


@lru_cache(maxsize=8)
def _last(language: str) -> frozenset[str]:
    """Return how the last is called, in any language spoken there."""
    return frozenset[str]().union(*(words(each.last) for each in spoken_with(language)))


@lru_cache(maxsize=8)
def _ordinals_with(language: str) -> Mapping[str, int]:
    """Return the ordinals of all languages spoken there; the conversation's own comes first."""
    found: dict[str, int] = {}
    for each in spoken_with(language):
        found = {**_ordinals(each.code), **found}
    return found


@lru_cache(maxsize=256)
def _counts(word: str) -> bool:
    """Return whether a Persian word is a number and what it counts: «دوبار» is no second."""
    own = LEXICONS["fa"]
    counter = next((end for end in words(own.counters) if word.endswith(end)), "")
    return (
        bool(counter)
        and word not in by_phrase(own.cardinals)
        and cardinal([word], "fa") is not None
    )


_LATIN_DUAL = re.compile(
    r"(?:3am|ch[ea]?h?a?r|nhar|y[oua]+w?m|sa3t|simant|mert|mrrt|marrt|jm3t|d9i9t)[ae]?[yi]+n"
)
"""``3amayn``: two years."""


def _is_dual(split: Sequence[str]) -> bool:
    """Return whether it is two of something, which names no place: «سنتان», «شهرين»."""
    if len(split) == 1 and _LATIN_DUAL.fullmatch(split[0]):
        return True
    return (
        len(split) == 1
        and split[0].endswith(("ان", "ين", "این", "ین"))
        and (split[0] not in _TWO and cardinal_in(split, "ar", by_sound=False) == _OF_TWO)
    )


def is_ordinal(said: str, language: str) -> bool:
    """Return whether it can only be a place in the list: «الثالث», not ``tlat``, a weekday too."""
    lexicons = tuple(spoken_with(language))
    own = lexicons[0].code
    named = any(said in _ordinals(lexicon.code) for lexicon in lexicons)
    return named and (said.startswith("ال") or (own == "fr" and said.isascii()))


@lru_cache(maxsize=8)
def _ordinals(code: str) -> Mapping[str, int]:
    return by_phrase(next(spoken_with(code)).ordinals)


def by_range(first: int, last: int, labels: Labels) -> Outcome[tuple[str, ...]]:
    """Ask whether 1-3 is all from the first to the third, or a pair."""
    if not 1 <= first < last <= len(labels.names):
        return UNKNOWN
    pair = (labels.names[first - 1], labels.names[last - 1])
    return ask(labels.names[first - 1 : last], pair)


def by_digits(said: str, labels: Labels) -> Outcome[tuple[str, ...]]:
    """Ask whether 134 was meant as 1, 3 and 4, in a list of at most nine."""
    picked = sorted({int(digit) for digit in said})
    fits = len(picked) == len(said) and picked[0] >= 1 and picked[-1] <= len(labels.names) <= 9
    return ask(tuple(labels.names[n - 1] for n in picked)) if fits else UNKNOWN
