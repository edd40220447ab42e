"""Persian numbers that are not what they look like: «یه دقیقه», «هفت هشت», «سه و هفت دهم»."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_ONES = frozenset(words("یه | یک | ye | yek"))
_MOMENTS = frozenset(words("دقیقه | دیقه | دقه | ثانیه | daghighe | deyghe | daqiqe | sanie"))
"""One of these is *wait a moment*."""
_MINUTES = frozenset(words("دقیقه | دیقه | daghighe | daqiqe | به | be"))
_MOST_HOURS = 12
_VILLAGES = {("ده", "ما"), ("ده", "خودمون"), ("ده", "خودم"), ("ده", "ماست"), ("dah", "ma")}
"""«ده ما» is *our village*, as well as ten of us."""
_MANY = frozenset(words("صد | هزار | میلیون | sad | hezar"))
_TIMES = frozenset(words("تا | بار | مرتبه | دفعه | ta | bar"))
_COURTEOUS = frozenset(
    words(
        "ممنون | ممنونم | مرسی | تشکر | سپاس | متشکرم | سلام | درود | شکر | سپاسگزارم | آفرین"
        " | mersi | merci | mamnoon | salam | tashakor"
    )
)
_MORE = frozenset(words("دیگه | دیگر | dige | digar | digeh"))
"""After a number: that many more, or *of course*."""
_JOINS = frozenset(words("و | o | va"))
_PARTS = {"دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9,
          "دهم": 10, "صدم": 100, "هزارم": 1000}  # fmt: skip
_MOST_PARTS = 12
_EXACT = 1000
"""A third has no end in decimals."""


def is_doubtful(items: Sequence[object]) -> bool:
    """Return whether a reply with a number may say that none is meant."""
    said = [item for item in items if isinstance(item, str)]
    if _is_courtesy(said) or any(pair in _VILLAGES for pair in pairwise(said)):
        return True
    if not _MOMENTS.isdisjoint(said) and not _ONES.isdisjoint(said):
        return True
    return bool(said) and said[-1] in _MORE


def _is_courtesy(said: Sequence[str]) -> bool:
    """Return whether a round number only says how much: «هزار بار ممنون», «صد تا سلام»."""
    rest = [word for word in said if word not in _MANY and word not in _TIMES]
    many = not _MANY.isdisjoint(said) and not _TIMES.isdisjoint(said)
    alike = len({word.isascii() for word in said}) == 1
    return many and alike and bool(rest) and _COURTEOUS.issuperset(rest)


def with_parts(items: Sequence[object]) -> Decimal | None:
    """Return the number that «سه و هفت دهم» or «هفده و بیست و پنج صدم» says, if it is one."""
    said = [str(next(iter(getattr(item, "values", (item,))), "")) for item in items]
    of = _PARTS.get(said[-1]) if len(said) > 1 else None
    if of is None:
        return None
    ways = {
        whole + Decimal(part) / of
        for at in range(1, len(said) - 2)
        if said[at] in _JOINS
        and (whole := _counted(said[:at])) is not None
        and (part := _counted(said[at + 1 : -1])) is not None
        and 0 < part < of
    }
    value = ways.pop() if len(ways) == 1 else None
    return value if value is not None and value * _EXACT == int(value * _EXACT) else None


def _counted(said: Sequence[str]) -> Decimal | None:
    found = cardinal(said, "fa")
    return Decimal(found.value) if found is not None and found.certain else None


def is_point(whole: str, part: str) -> bool:
    """Return whether a slash between digits is a decimal point, as on Iranian school reports.

    «۱۸/۴۰» and «۱۲/۵» are; «۱/۲» and «۳/۱۰» may be parts of one.
    """
    return int(whole) > int(part) or (len(part) == 2 and int(part) > _MOST_PARTS)


def is_either_hour(said: Sequence[str]) -> bool:
    """Return whether two numbers side by side are one or the other: «هفت هشت شب», «۵ ۶ عصر».

    Minutes are joined by *and*, named, or more than the hours of a clock: «هشت بیست دقیقه», «۷ ۳۰».
    """
    values = [_counted([word]) for word in said]
    for at, (first, second) in enumerate(pairwise(values)):
        if first is None or second is None or not _MINUTES.isdisjoint(said[at + 2 : at + 3]):
            continue
        if second <= _MOST_HOURS or second - first in (1, 5, 10):
            return True
    return False
