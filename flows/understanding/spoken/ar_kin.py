"""Whose an Arabic answer is: «أخي 30», «خمسة ديال ختي» and «غدا لأختي» may not be the person's."""

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise

from flows.understanding.lexicon import words
from flows.understanding.spoken.arabizi import KIN

_SPOKEN = ("ar", "ary")
_OF = words("ديال | د | تاع | متاع | نتاع | دي | ل | حق | لدى | عند | من طرف | dyal | d | dial")
_GLUED = ("ل", "د", "لل", "دل", "ب")
_CALLED = "ختي | خويا | أختي | أخي | khti | khoya | khouya"
_OTHERS = (
    "راجلي | مراتي | زوجي | زوجتي | ابني | ابنتي | بنتي | ولدي | أمي | مي | ماما | والدتي | الوالدة"
    " | لوالدة | أبي | با | بابا | والدي | الوالد | لوالد | بويا | جدي | جدتي | عمي | عمتي"
    " | خالي | خالتي | جاري | جارتي | الجيران | جيراني | لجيران | صاحبي | صاحبتي | صديقي"
    " | صديقتي | خوتي | إخوتي | أخواتي | خواتاتي | حماتي | عگوزتي | نسيبي | نسيبتي | لوستي"
    " | شريكي | شريكتي | الشاف | المدير | أولادي | ولادي | أخوه | أخوها | خوه | خوها | أخته"
    " | ختو | ختها | زوجها | راجلها | مراتو | مرت خويا"
)


def is_of_another(said: Sequence[str], language: str, shown: Container[str] = frozenset()) -> bool:
    """Return whether folded words begin with kin, or say that the answer is theirs.

    Kin at the end is spoken to: «خمسة أختي»; so is what follows «يا». Words of a label, that are
    ``shown``, say nothing of the kind.
    """
    if language not in _SPOKEN or len(said) < 2:
        return False
    if said[0] in _kin() and said[0] not in shown:
        return True
    pairs = ((before, word) for before, word in pairwise(said) if word not in shown)
    return any(_is_theirs(before, word) for before, word in pairs)


def _is_theirs(before: str, word: str) -> bool:
    kin = _kin()
    if word in kin:
        return before in _OF
    return any(
        word.startswith(glue) and word.removeprefix(glue) in kin
        for glue in _GLUED
        if len(word) > len(glue) + 2
    )


@lru_cache(maxsize=1)
def _kin() -> frozenset[str]:
    return frozenset(words(f"{_CALLED} | {_OTHERS} | {KIN}"))
