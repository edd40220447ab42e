"""Persian words that turn an answer they stand beside: «کشاورزی بود»، «از ۵»، «نیم ۵ عصر»."""

import re
from collections.abc import Collection, Sequence

from flows.understanding.choices.synonyms import meanings
from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.spoken.fa_labels import ends_denying
from flows.understanding.spoken.fa_lookalikes import is_another

_QUESTION = re.compile("[?؟]")
_WAS = frozenset(words("بود | بودم | بودیم | بودش | بوده"))
_RATED = frozenset(
    words(
        "خیلی | عالی | خوب | بد | ضعیف | متوسط | معمولی | سخت | آسان | آسون | راضی | ناراضی | مفید"
        " | کم | زیاد | مناسب | راحت | جالب | قابل قبول"
    )
)
"""Of what is over one says that it was good."""
_TURNED = frozenset(words("فوت | فوت‌شده | سابق | قبلی | نشده"))
"""One word of such a label is no whole: «همسر» of «همسر فوت‌شده»."""
_RANKS = frozenset(
    words(
        "اول | اولی | اولین | نخست | یکم | دوم | دومی | دومین | سوم | سومی | سومین | سیم | چهارم"
        " | پنجم | ششم | هفتم | هشتم | نهم | نهمین | دهم | دهمین | یازدهم | دوازدهم | سیزدهم"
        " | چهاردهم | پانزدهم | شانزدهم | هفدهم | هجدهم | هیجدهم | نوزدهم | بیستم"
    )
)
_PARTS = frozenset(words("صبح | ظهر | عصر | غروب | شب | بعدازظهر | بامداد"))
_ASKING = frozenset(words("آیا | مگه | مگر | چرا | اگر | اگه"))
_FEWER = frozenset(words("کم"))
"""Beside a label of an amount it is another amount: «کم ۱۸ سال»."""
_LACKING = frozenset({"بی", "بدون", "فاقد"})
_KIN = frozenset(
    words("پدر | مادر | همسر | شوهر | زن | برادر | خواهر | پسر | دختر | عمو | دایی | خاله | عمه")
)
_NO = "نه"
_UNFINISHED = ("و", "یا")
_HALF = re.compile(r"(?:یه |یک )?(?:نیم|نیمه|نصف|نصفه|ربع)\b(?! ?شب)")
_BESIDE_AN_HOUR = frozenset(words("به | مونده | مانده | و"))


def is_doubtful(text: str, shown: Sequence[str], listed: Collection[str]) -> bool:
    """Return whether a choice is only asked for, or was so once: «تهران؟», «کشاورزی بود».

    ``shown`` are the labels of the one that is meant, ``listed`` those of the whole list.
    """
    in_label = {word for label in shown for word in fold(label).split()}
    if _QUESTION.search(text):
        return not any(_QUESTION.search(label) for label in shown)
    first, *said = fold(text).split() or [""]
    if first in _ASKING and first not in in_label:
        return True
    if not _TURNED.isdisjoint(in_label) and _TURNED.isdisjoint((first, *said)) and not said:
        return fold(text) not in meanings()
    if _is_turned_about((first, *said), shown):
        return True
    if is_another(fold(text), shown, listed, meanings()):
        return True
    if said and said[-1] in _UNFINISHED:
        return True
    if said and said[-1] == _NO and not any(fold(text) in fold(label) for label in shown):
        return True
    if _FEWER & {first, *said[-1:]} - in_label and any(map(str.isdecimal, in_label)):
        return True
    was = {first, *said[-1:]} & _WAS - in_label
    if not said or not was:
        return False
    return not any(word in _RATED for label in listed for word in fold(label).split())


def _is_turned_about(said: Sequence[str], shown: Sequence[str]) -> bool:
    """Return whether it lacks what a label has, or is kin of kin: «بی همسر», «همسر پدر»."""
    labels = [fold(label).split() for label in shown]
    lacks = said[0] in _LACKING and len(said) > 1
    if lacks and not any(_LACKING.intersection(label) for label in labels):
        lacking = (label[0].startswith("بی") or ends_denying(" ".join(label)) for label in labels)
        return not any(lacking)
    of_kin = len(said) > 1 and _KIN.issuperset(said)
    return of_kin and any(label == list(reversed(said)) for label in labels)


def is_half_of_nothing(said: str) -> bool:
    """Return whether half or quarter stands before an hour that is no half: «نیم ۵ عصر»."""
    return _HALF.match(said) is not None and _BESIDE_AN_HOUR.isdisjoint(said.split())


def is_no_hour(said: Sequence[str]) -> bool:
    """Return whether an ordinal is a day or the first of some: «دهم», «اول ۵ عصر».

    Or a number after the part of the day is one of two hours: «۵ عصر ۷».
    """
    if not _RANKS.isdisjoint(said):
        return True
    if len(said) <= 2 or said[-2] not in _PARTS:
        return False
    return said[-1].isdecimal() or cardinal([said[-1]], "fa") is not None
