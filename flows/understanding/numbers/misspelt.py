"""Number words that are spelt almost right: ``quarente``, «خمسن», ``panjh``."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.numbers.cardinals import other_words
from flows.understanding.spelling import one_letter_off
from flows.understanding.spoken.fr_common import is_everyday

T = TypeVar("T")

_SHORTEST = 4


def number_word(token: str, language: str) -> str | None:
    """Return the number word that the folded word misses by a letter, where it says one number.

    «و» may be glued to it. Only ever to ask back: a wrong letter may say another number.
    """
    if len(token) < _SHORTEST or token.isdecimal() or token in other_words():
        return None
    if language == "fr" and is_everyday(token):
        return None  # *sais* is no *seize*
    known = _number_words(language)
    if (named := token.removeprefix("ال")) in known:  # «السبعة وعشرين»
        return named
    near = one_letter_off(token, tuple(known))
    if len({known[word] for word in near}) == 1:
        return near[0]
    bare = token.removeprefix("و")
    return f"و{found}" if bare != token and (found := number_word(bare, language)) else None


def with_number_words(
    items: Sequence[T | str], at: Sequence[int], language: str
) -> Sequence[T | str] | None:
    """Return the items with the unknown ones replaced, or None when one is near no number."""
    mended = list(items)
    for index in at:
        item = items[index]
        found = number_word(item, language) if isinstance(item, str) else None
        if found is None:
            return None
        mended[index] = found
    return mended


@lru_cache(maxsize=8)
def _number_words(language: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for lexicon in spoken_with(language):
        plain = {**by_phrase(lexicon.cardinals), **by_phrase(lexicon.arabizi_cardinals)}
        for word, value in plain.items():
            if len(word) >= _SHORTEST and " " not in word and word not in words(lexicon.joins):
                found.setdefault(word, value)
    return found
