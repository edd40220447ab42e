"""Persian words around an answer that add nothing to it: «با تشکر»، «جواب من»، «فقط»، «بنویسید»."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TypeVar

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Read, Refused

T = TypeVar("T")

_WRITE = (
    "[بنویس/بنویسید/بنویسین/بزن/بزنید/بزنین/ثبت کن/ثبت کنید/ثبت کنین/یادداشت کنید/یادداشت کن/"
    "وارد کنید/بذارید/بگذارید]"
)
_EITHER_SIDE = (
    "[با/ضمن] [تشکر/سپاس/تشکر فراوان/سپاس فراوان/تشکر از شما/سپاس از شما/احترام/درود]"
    " | با [درود/سلام] و [احترام/ادب/تشکر/سپاس] | با ادب و احترام"
    f" | {_WRITE} | لطفا {_WRITE} | سلام | درود"
)
_BEFORE = (
    "با [سلام/عرض سلام/عرض ادب] | با سلام و [خسته نباشید/وقت بخیر/عرض ادب]"
    " | با عرض سلام و [ادب/احترام/خسته نباشید/وقت بخیر/ادب و احترام]"
    " | ببخشید | ببخشین | شرمنده | خب | خوب | آهان | اهان | اها | آها | بله خب"
    " | [جواب/پاسخ] [من/بنده/ما] | [جوابم/پاسخم/جوابمون] [میشه/می‌شود/اینه]"
    " | جواب | پاسخ | جوابم | پاسخم | جوابمون | میگم | می‌گویم | بگم"
    " | عرضم به حضورتون | به عرض برسونم | بنده عرض کنم | احتراما | با کمال احترام"
    " | به [استحضار/عرض/اطلاع] [می‌رساند/می‌رسانم/میرسونم/میرسانم]"
    " | احتراما به [استحضار/عرض/اطلاع] [می‌رساند/می‌رسانم]"
)
_AFTER = (
    "[تشکر/سپاسگزاری] [میکنم/می‌کنم/میکنیم] | ممنون میشم | ممنون می‌شوم | ممنون از شما"
    " | ممنون از لطفتون | سپاسگزارم | سپاس گزارم | خسته نباشید | خدانگهدار | خداحافظ"
    " | موفق باشید | موفق باشین | وقت بخیر | وقتتون بخیر | یا علی | خب"
    " | ممنون | مرسی | لطفا | متشکرم | خدا رو شکر | خدا را شکر"
    " | مخلصم | مخلصیم | چاکرم | نوکرتم | ارادتمند | ارادت"
    f" | [رو/را] {_WRITE} | [رو/را] لطفا {_WRITE}"
)
_STRESSED = frozenset(words("فقط | دقیقا | مسلما | قطعا | یقینا"))
"""Of a value they take nothing away; «نه دقیقا» is no plain no."""
_LONGEST = 6
_YES_NO = ("yes", "no")
_NO_NUMBERS = re.compile(r"نه|na|noh|nah|یه|ye|(?:\S+\s)?(?:صد|هزار|میلیون)(?:\s(?:تا|بار|هزار))*")
"""Not beside a courtesy: «نه با تشکر», «یه سلام», «هزار درود», «صد هزار بار ممنون»."""


def beyond_asides(text: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read, or for sure what is left of it without what adds nothing.

    ``read`` returns an `Outcome`. «نه» that is left is no nine: «نه با تشکر».
    """
    outcome = read(text)
    if isinstance(outcome, Read) or (rest := _without_asides(text, _STRESSED)) is None:
        return outcome
    again = read(rest)
    if not isinstance(again, Read):
        return again if isinstance(outcome, Refused) else outcome
    if again.value in _YES_NO:
        return again if _without_asides(text, frozenset()) == rest else outcome
    return outcome if _NO_NUMBERS.fullmatch(fold(rest)) else again


def _without_asides(text: str, stressed: frozenset[str]) -> str | None:
    """Return the text without its asides, or None where it has none or nothing else."""
    split = text.split()
    before, after = (side | stressed for side in _sides())
    left, right = 0, len(split)
    while size := _size(split[left:right], before, at_end=False):
        left += size
    while size := _size(split[left:right], after, at_end=True):
        right -= size
    return " ".join(split[left:right]) if right - left < len(split) else None


def _size(split: Sequence[str], asides: Collection[str], *, at_end: bool) -> int:
    """Return how many words the longest aside has on that side, and other words beyond it."""
    sizes = range(min(_LONGEST, len(split) - 1), 0, -1)
    part = (split[-n:] if at_end else split[:n] for n in sizes)
    return next((len(some) for some in part if fold(" ".join(some)) in asides), 0)


@lru_cache(maxsize=1)
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    either = words(_EITHER_SIDE)
    return frozenset(words(_BEFORE)).union(either), frozenset(words(_AFTER)).union(either)
