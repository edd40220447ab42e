"""Persian words that turn an answer they stand beside: «کشاورزی بود»، «از ۵»، «نیم ۵ عصر»."""

import re
from collections.abc import Iterable, Sequence

from flows.understanding.folding import fold
from flows.understanding.lexicon import words

_QUESTION = re.compile("[?؟]")
_WAS = frozenset(words("بود | بودم | بودیم | بودش"))
_RATED = frozenset(
    words(
        "خیلی | عالی | خوب | بد | ضعیف | متوسط | معمولی | سخت | آسان | آسون | راضی | ناراضی | مفید"
        " | کم | زیاد | مناسب | راحت | جالب | قابل قبول"
    )
)
"""Of what is over one says that it was good."""
_ASKING = frozenset(words("آیا | مگه | مگر | چرا | اگر | اگه"))
_NO = "نه"
_HALF = re.compile(r"(?:یه |یک )?(?:نیم|نیمه|نصف|نصفه|ربع)\b(?! ?شب)")
_BESIDE_AN_HOUR = frozenset(words("به | مونده | مانده | و"))


def is_doubtful(text: str, shown: Sequence[str], listed: Iterable[str]) -> bool:
    """Return whether a choice is only asked for, or was so once: «تهران؟», «کشاورزی بود».

    ``shown`` are the labels of the one that is meant, ``listed`` those of the whole list.
    """
    in_label = {word for label in shown for word in fold(label).split()}
    if _QUESTION.search(text):
        return not any(_QUESTION.search(label) for label in shown)
    first, *said = fold(text).split() or [""]
    if first in _ASKING and first not in in_label:
        return True
    if said and said[-1] == _NO and not any(fold(text) in fold(label) for label in shown):
        return True
    if not said or said[-1] not in _WAS or said[-1] in in_label:
        return False
    return not any(word in _RATED for label in listed for word in fold(label).split())


def is_half_of_nothing(said: str) -> bool:
    """Return whether half or quarter stands before an hour that is no half: «نیم ۵ عصر»."""
    return _HALF.match(said) is not None and _BESIDE_AN_HOUR.isdisjoint(said.split())
