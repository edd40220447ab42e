"""Amounts among Persian labels of one scale: «۷ میلیون» is between «۵ تا ۱۰ میلیون تومان»."""

import re
from collections.abc import Iterable

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_MONEY = frozenset(words("تومان | تومن | تومنه | تومانه | toman"))
_AROUND = frozenset(
    words(
        "و | نیم | ربع | ماهی | ماهانه | ماهیانه | حقوق | حقوقم | درآمد | درآمدم | من | دارم | است"
        " | هست | هستش | میشه | فقط"
    )
)
"""Beside an amount of a month; a debt, or of a year, it is another."""
_PIECES = fold("عدد")
_PARTED = re.compile(r"\d[.,٫،٬/]\d")
_SCALES = tuple(frozenset(words(names)) for names in ("هزار", "میلیون | ملیون", "میلیارد"))


def shared_scale(labels: Iterable[str]) -> int | None:
    """Return which scale every label with a number says once, or None."""
    split = (fold(label).split() for label in labels)
    counted = [said for said in split if any(word.isdecimal() for word in said)]
    said_so = {_scales_in(said) for said in counted}
    one = said_so.pop() if len(said_so) == 1 else ()
    return one[0] if len(one) == 1 else None


def unscaled(label: str, scale: int) -> str:
    """Return a folded label without its scale."""
    return " ".join(word for word in fold(label).split() if word not in _SCALES[scale])


def counted(text: str, scale: int) -> str:
    """Return how many of the scale a reply says, or "" where it says none, or another.

    Seven toman alone may be seven thousand of them, so that they are left out as well.
    """
    said = fold(text).split() if not _PARTED.search(text) else []
    if _scales_in(said) != (scale,):
        return ""
    left = [word for word in said if word not in _SCALES[scale] | _MONEY]
    known = all(_is_number(word) or word in _AROUND for word in left)
    return " ".join((*left, _PIECES)) if known else ""


def _is_number(word: str) -> bool:
    return word.isdecimal() or cardinal([word], "fa") is not None


def _scales_in(said: Iterable[str]) -> tuple[int, ...]:
    return tuple(at for word in said for at, names in enumerate(_SCALES) if word in names)
