"""What keeps a number among Arabic words from being the answer: every five, thirty but one."""

from collections.abc import Sequence
from itertools import pairwise

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.numbers.quantities import vocabulary

_SPOKEN = ("ar", "ary")
_EVERY = words("كل | kol | koul | kull")
_CLOCK = words("الساعة | كم | بكم")
_KIN = words("ختي | خويا | أختي | أخي | راجلي | مراتي | زوجي | زوجتي | khti | khoya | khouya")
"""Before an answer: somebody of hers, whose it may be; after it she is spoken to."""
_CALLING = words("يا | أ | a")
_LESS = words("غير | إلا | قل | ناقص | سوى")
_GLUED = ("لل", "فال", "بال", "ال", "ل", "ف")
_SHORTEST = 2
_FROM = "من"
_YEARS = range(1300, 2101)


def is_doubtful(said: Sequence[str], language: str) -> bool:
    """Return whether folded words say that the number among them is not what was asked."""
    if language not in _SPOKEN or not said:
        return False
    first = next((at for at in range(len(said)) if _is_number(said[at], language)), len(said))
    before, after = said[:first], said[first + 1 :]
    return (
        (bool(before) and (before[-1] in _EVERY or before[-1] in _CLOCK))
        or (bool(before) and before[0] in _KIN)
        or _is_taken_from(after, language)
        or (list(before) == [_FROM] and not after and not _is_year(said[first:]))
    )


def without_glue(said: str, language: str) -> str:
    """Return folded words with *to the* or *in* taken from a number, or "": «وصلت للستين»."""
    if language not in _SPOKEN:
        return ""
    bare = [_unglued(word, language) for word in said.split()]
    return " ".join(bare) if bare != said.split() else ""


def _unglued(word: str, language: str) -> str:
    for glue in _GLUED:
        rest = word.removeprefix(glue)
        if rest != word and len(rest) > _SHORTEST and cardinal([rest], language) is not None:
            return rest
    return word


def _is_number(word: str, language: str) -> bool:
    return word.isdecimal() or cardinal([word], language) is not None


def _is_taken_from(after: Sequence[str], language: str) -> bool:
    """Return whether something is taken from the number before: «تلاتين غير عام».

    A quarter is reckoned where numbers are read.
    """
    parts = vocabulary(language).fractions
    return any(word in _LESS and (then,) not in parts for word, then in pairwise(after))


def _is_year(said: Sequence[str]) -> bool:
    return bool(said) and said[0].isdecimal() and int(said[0]) in _YEARS
