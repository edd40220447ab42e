"""Whose an Arabic answer is: «أخي 30», «خمسة ديال ختي» and «غدا لأختي» may not be the person's."""

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.spoken.arabizi import KIN

_SPOKEN = ("ar", "ary")
_OF = words("ديال | د | تاع | متاع | نتاع | دي | ل | حق | لدى | عند | من طرف | dyal | d | dial")
_GLUED = ("ل", "د", "لل", "دل", "ب")
_CALLED = "ختي | خويا | أختي | أخي | khti | khoya | khouya"
OF_SOMEBODY = words(
    "[راجل/ولد/بنت/مرات/مرت/مرا/بنات/ولاد/أولاد/زوج/زوجة/أم/أب/با/مو/يما/خو/خت/أخ/أخت/ابن/ابنة/أبناء"
    "/دار/بيت/صاحب/صاحبة/صديق/صديقة/جار/جارة/عم/عمة/خال/خالة/جد/جدة/حماة/عائلة/أسرة/رقم/نمرة]"
    " | مع | عند | ديال | د | ل | من | مثل | بحال | قبل | بعد"
    " | rajl | wld | weld | bnt | bent | mrat | mart | mert | wlad | bnat | dar | sa7b | khou"
    " | m3a | 3nd | dyal | b7al"
)
"""Before who else would be spoken to, they say whose or with whom: «راجل ختي», «مع أختي»."""
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


def is_whose(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether typed words end with kin that the word before them belongs to."""
    joined = len(after) == 1 and bool(before) and fold(before[-1]) in OF_SOMEBODY
    return joined and fold(after[0]) in words(_CALLED)


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
