"""An Arabic answer without what only presents it: «أختار السبت», «5 طبعا», «كتبي 30 وصافي»."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TypeVar

from flows.understanding.folding import fold
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Read, Refused
from flows.understanding.spoken import arabizi_presented
from flows.understanding.spoken.ar_kin import is_whose
from flows.understanding.spoken.ar_lookalikes import is_written_otherwise
from flows.understanding.spoken.greetings import without_greeting

T = TypeVar("T")

SPOKEN = ("ar", "ary")
_LONGEST = 4
_MUCH = frozenset(words("جدا | بزاف | bezzaf"))
_CALLED = frozenset(
    words(
        "أنا | ana | خويا | ختي | خوتي | khti | khoya | khay | khouya | khouti | kho | sahbi"
        " | sa7bi"
    )
)
"""Spoken to after *a*; alone before an answer, or after *of*, they are somebody of hers."""
_BEFORE = (
    "[/أنا /أنا ][أختار/أقول/أجيب/أؤكد/اخترت/سأختار/كنقول/كنختار/نختار/ختاريت/نقول]"
    " | [أقول/كنقول/نقول/قلت/نجاوب/كنجاوب][ لكم/ لك/ ليك/ ليكم/] | غادي [نختار/نقول]"
    " | [سجل/سجلوا/سجلو/سجلي/اكتب/اكتبوا/اكتبي/كتب/كتبي/كتبو/ضع/ضعوا/ضعي/حط/حطي/حطو/دير/ديري"
    "/ديرو][/ لي/ ليا] | كما [قلت/ذكرت][/ لكم/ ليك/ ليكم] | هو | هي | راه | راها"
    " | راهي | راني | هاهو | هاهي | ها هو | ها هي | هاك | هاكم | إليكم | المهم"
    " | [في الواقع/في الحقيقة/بصراحة/الصراحة/صراحة/شخصيا/بالنسبة لي/بالنسبة ليا/من جهتي/عن نفسي]"
)
_AFFIRMING = (
    "[نعم/أجل/أكيد/بالتأكيد/طبعا/بالطبع/حسنا/طيب/بالضبط/واخا/وخا/آه/أه/إيه/إييه/وي/ييه/اييه"
    "/صافي/نيشان/اوكي/فعلا/حقا] | [بلا/بدون/دون/لا] شك"
)
"""They answer by themselves, as «نعم» in «نعم أحيانا», and are left out where they do not."""
_ANSWERING = f"{_AFFIRMING} | {arabizi_presented.AFFIRMING}"
_AFTER = (
    "[فقط/لا غير/ليس إلا/صراحة/بصراحة] | لا [أكثر ولا أقل/أقل ولا أكثر] | لا كتر لا قل | لا قل لا"
    " كتر"
    " | [هذا/هذه/هادا/هادي/هذا هو/هذه هي/هادا هو/هادي هي/هو هذا/هي هذه][ جوابي/ الجواب/ إجابتي"
    "/ الجواب ديالي/ اختياري] | [و/و ]هذا كل [شيء/ما عندي/ما لدي/ما في الأمر]"
    " | هذا كل [شيء/ما عندي/ما لدي] | [/و/و ][هادشي/هدشي/هاد الشي][ لي كاين/ اللي كاين/ اللي عندي"
    "/ لي عندي/] | نيت | ديالي | ديالنا | [و/و ]صافي | [/و/و ]برك | نيشان | [/و/و ]شكرا[/ لكم/"
    " جزيلا/ لك] | مع الشكر"
    " | مع [شكري/تحياتي/التحية] | [والسلام/و السلام][/ عليكم] | [/يا /أ /آ ][أستاذ/أستاذة/لالة/لالا"
    "/آنسة/دكتور/دكتورة/شاف/معلم/عزيزتي/عزيزي] | [أ/ا][ستاذ/ستاذة/لالة] | اوكي | مرسي | بارك الله"
    " فيكم | تحياتي | مع السلامة | كما [قلت/ذكرت][/ لكم/ ليك/ ليكم]"
)


_AND_THE = re.compile(r"وال(?!و\b|له|د)\w")


def beyond_presented(text: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read, or for sure what is left of it without what presents it.

    ``read`` returns an `Outcome`. What answers by itself is no mere presentation: «نعم أحيانا».
    """
    outcome = read(text)
    if isinstance(outcome, Read) or (rest := _bare(text, read)) is None:
        return outcome
    again = read(rest)
    return again if isinstance(again, Read) or isinstance(outcome, Refused) else outcome


def _bare(text: str, read: Callable[[str], object]) -> str | None:
    """Return the text without what stands around the answer, or None where nothing does."""
    split = without_greeting(text).split()
    before, after = _sides()
    left, right = 0, len(split)
    while size := _size(split[left:right], before, read, at_end=False):
        left += size
    while size := _size(split[left:right], after, read, at_end=True):
        right -= size
    if left and _AND_THE.match(" ".join(split[left:right])):
        return None  # «أنا والراجل» are two
    return " ".join(split[left:right]) if right - left < len(text.split()) else None


def _size(
    split: Sequence[str],
    phrases: Collection[str],
    read: Callable[[str], object],
    *,
    at_end: bool,
) -> int:
    """Return how many words the longest phrase has on that side that says nothing by itself."""
    affirming = words(_ANSWERING)
    for size in range(min(_LONGEST, len(split) - 1), 0, -1):
        part = " ".join(split[-size:] if at_end else split[:size])
        said = "" if is_written_otherwise(part) else fold(part)
        known = said in phrases or (said in affirming and isinstance(read(part), Refused))
        if known and not (at_end and is_whose(split[:-size], split[-size:])):
            return size
    return 0


@lru_cache(maxsize=1)
def _sides() -> tuple[Collection[str], Collection[str]]:
    polite = (
        frozenset(words(f"{LEXICONS['ar'].polite} | {LEXICONS['ary'].polite}")) - _MUCH - _CALLED
    )
    before = words(_BEFORE), words(arabizi_presented.BEFORE)
    after = words(_AFTER), words(arabizi_presented.AFTER)
    answers = {each for each in polite if "جواب" in each or "اجابت" in each}
    called = frozenset(words("أخي | أختي | خويا | ختي | khoya | khouya | kho | khti"))
    return (polite - called).union(*before), (polite - answers).union(*after)
