"""What keeps a number among Arabic words from being the answer: every five, thirty but one."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.numbers.quantities import vocabulary
from flows.understanding.spoken.ar_kin import is_of_another
from flows.understanding.spoken.arabizi_turned import is_turned
from flows.understanding.spoken.ary_things import MEASURES

_SPOKEN = ("ar", "ary")
_DAY = words("nhar | نهار")
_THE = ("l",)
"""``nhar l arbaa`` is a Wednesday."""
_TODAY = words("lyoum | lyom | lyouma | ghda | ghedda | lbareh | lbar7 | ليوم | غدا | لبارح")
_EVERY = words("كل | kol | koul | kull")
_CLOCK = words("الساعة | كم | بكم")
_CALLING = words("يا | أ | a")
_LESS = words("غير | إلا | قل | ناقص | سوى")
_GLUED = ("لل", "فال", "بال", "ال", "ل", "ف")
WEDNESDAY = re.compile("[أا]ربعاء")
"""Without its last letter it is four, as the object of a verb."""
_SHORTEST = 2
_SOME = words("واحد | وحدة | أحد | إحدى")
_PARTS = words("خمس | سدس | سبع | ثمن | تسع | عشر | ثلث | ربع | نصف | خمسا | ثلثا | ثلثي")
"""Before what is definite they are a part of it: «خمس العدد»."""
_OF_GOD = words("الله | الحمد | الآن")
_HUNDRED = ("100", *words("مية | ميا | مئة | مائة"))
_IN_HUNDRED = words(
    "فالمية | في المية | ف المية | في المئة | بالمئة | في المائة | بالمائة | بالمية"
)
_MEASURES = words(MEASURES)
_FROM = "من"
_MANY = words("آلاف | ملايين | عشرات | الاثنين")
"""Hundreds, or Monday, before another number."""
_PEOPLE = words(
    "الناس | ناس | الأعضاء | العضوات | النساء | العيالات | لعيالات | الرجال | الأطفال | الدراري"
    " | الولاد | البنات | الأفراد | العدد | الأسرة"
)
_PLUS = words("زائد | زايد | زائدة")
_YEARS = range(1300, 2101)


def is_doubtful(said: Sequence[str], language: str) -> bool:
    """Return whether folded words say that the number among them is not what was asked."""
    if language not in _SPOKEN or not said:
        return False
    first = next((at for at in range(len(said)) if _is_number(said[at], language)), len(said))
    before, after = said[:first], said[first + 1 :]
    return (
        (bool(before) and (before[-1] in _EVERY or before[-1] in _CLOCK))
        or is_of_another(said, language)
        or said[0] in _TODAY
        or (said[0] in _DAY and tuple(said[1:2]) == _THE)
        or is_turned(said, language)
        or _is_taken_from(after, language)
        or _is_added(said, language)
        or (len(said) > 1 and said[0] in _MANY)
        or _is_part_of_all(said, language)
        or _is_some(said[first:])
        or _is_wholly(said[first:])
        or (_FROM in before and any(_is_up_to(word, language) for word in after))
        or (list(before) == [_FROM] and not after and not _is_year(said[first:]))
    )


def _is_some(counted: Sequence[str]) -> bool:
    """Return whether one is Darija's article: «واحد النهار» is some day, «واحد العشرين» about."""
    one, *after = counted or [""]
    named = bool(after) and after[0].startswith("ال") and after[0] not in _OF_GOD
    return named and (one in _SOME or (one in _PARTS and not _is_number(after[0], _SPOKEN[0])))


def _is_up_to(word: str, language: str) -> bool:
    """Return whether *to* is glued to a number: «من خمسمية لألف»."""
    return word.startswith("ل") and cardinal([word[1:]], language) is not None


def _is_wholly(counted: Sequence[str]) -> bool:
    """Return whether it is a hundred in the hundred, which also says *surely*."""
    return bool(counted) and counted[0] in _HUNDRED and " ".join(counted[1:]) in _IN_HUNDRED


def part_of(reading: tuple[Decimal, ...], counted: Sequence[object]) -> tuple[Decimal, ...]:
    """Return the quarter of «ربع هكتار», which may not be four before one of a measure."""
    is_part = len(reading) > 1 and reading[1] < 1 and counted and counted[0] in _MEASURES
    return reading[1:] if is_part else reading


def _is_part_of_all(said: Sequence[str], language: str) -> bool:
    """Return whether a half is one of people, whose number is not said: «نص ديال الناس»."""
    first, *rest = said
    is_part = (first,) in vocabulary(language).fractions
    return is_part and any(word in _PEOPLE for word in rest)


def _is_added(said: Sequence[str], language: str) -> bool:
    """Return whether *plus* stands before a number that is no year: «زائد 5», born in «زايد 88»."""
    return any(word in _PLUS and not _is_year(said[at + 1 :]) for at, word in enumerate(said))


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
    if word.isdecimal() or (word,) in vocabulary(language).fractions:
        return True
    return cardinal([word], language) is not None


def _is_taken_from(after: Sequence[str], language: str) -> bool:
    """Return whether something is taken from the number before: «تلاتين غير عام».

    A quarter is reckoned where numbers are read.
    """
    parts = vocabulary(language).fractions
    return any(word in _LESS and (then,) not in parts for word, then in pairwise(after))


def _is_year(said: Sequence[str]) -> bool:
    return bool(said) and said[0].isdecimal() and int(said[0]) in _YEARS
