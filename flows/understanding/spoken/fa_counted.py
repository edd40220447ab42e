"""Persian numbers that are not what they look like: «یه دقیقه», «هفت هشت», «سه و هفت دهم»."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from flows.understanding.languages import LEXICONS
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
_HALF_DONE = ("نیمه", "تمام")
_BOUNDS = frozenset(words("از | به | az | be"))
_SINCE_THE_AGE = "سالگی"
_TIMES_OR_PEOPLE = frozenset(words("تا | نفر | دوتا | سه‌تا | چهارتا | یکی | تاش | تاشون"))
_OF = "از"
_CHILDREN_OF = frozenset(words("بچه | بچه‌ها | بچه‌هام | بچه‌هایم | فرزندان | فرزندانم"))
_HALVES = frozenset(words("نیم | نصف | ربع"))
_CHILDREN = frozenset(words("دختر | پسر | بچه | فرزند | نوه | دخترم | پسرم | بچم"))
_WISHES = {(a, b) for a in ("سال", "ساله") for b in ("زنده", "سلامت", "پاینده", "عمر", "زندگی")}
"""«صد سال زنده باشی» counts nothing."""
_TOMANS = tuple(words("تومن | تومان | تومنی | تومانی | tooman | toman | tuman"))
_LITTLE = 100
_STATED = frozenset(words("هستیم | هستم | داریم | دارم | میشیم | hastim | darim | daram | hastam"))
"""After them «دیگه» is only *of course*."""
_JOINS = frozenset(words("و | o | va"))
_PARTS = {"دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9,
          "دهم": 10, "صدم": 100, "هزارم": 1000}  # fmt: skip
_HALF = "5"
"""Of ten: nobody measures in fifths."""
_METRE = "متر"
_WHOLES = frozenset({_METRE, "کیلو", "کیلوگرم"})
_GRAMS = frozenset({"گرم", "گرمه"})
_CENTIMETRES = frozenset(words("سانت | سانتی | سانتی‌متر | سانتیمتر | سانته"))
_TENS_OF_CENTIMETRES = range(10, 100)
_NONE = frozenset(words("هیچ | هیچی | هیچ‌کدوم | هیچ‌کدام | هیچکدوم | اصلا | اصن"))
_HAVE_NOT = frozenset(words("ندارم | نداریم | نیست | نیستیم | نیس | نبوده | نداشتم | نداره"))
_WITHOUT = frozenset(words("فاقد | بدون | بی"))
_NOUN_AND_DENIAL = 2
_MOST_DENYING = 4
_HUNDREDTH = 100
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
    if _is_bounded(said) or _is_of_a_child(said) or _HALF_DONE in pairwise(said):
        return True
    if any(pair in _WISHES for pair in pairwise(said)) or _is_of_more(said):
        return True
    return bool(said) and said[-1] in _MORE and not _STATED.intersection(said)


def is_little_money(said: Sequence[str], values: Sequence[Decimal]) -> bool:
    """Return whether few tomans are said in words, which may be millions: «سه تومن حقوق»."""
    is_money = any(word in _TOMANS or word.endswith(_TOMANS) for word in said)
    in_digits = any(c.isdecimal() for word in said for c in word)
    return is_money and not in_digits and len(values) == 1 and 0 < values[0] < _LITTLE


def _is_bounded(said: Sequence[str]) -> bool:
    """Return whether a number is only where something begins or tends to: «از ۵», «رو به ۴۰».

    «از ۷ سالگی» answers since what age.
    """
    if _SINCE_THE_AGE in said:
        return False
    beside = (after for word, after in pairwise(said) if word in _BOUNDS)
    return any(
        word.isdecimal() or word in _HALVES or _counted([word]) is not None for word in beside
    )


def _is_of_more(said: Sequence[str]) -> bool:
    """Return whether some of more are counted, as in «دو تا از بچه‌هام»."""
    return any(
        (first in _TIMES_OR_PEOPLE and second == _OF) or (first == _OF and second in _CHILDREN_OF)
        for first, second in pairwise(said)
    )


def _is_of_a_child(said: Sequence[str]) -> bool:
    """Return whether it may be a child's age: «دختر ۵ ساله»."""
    return said[-1:] == ["ساله"] and not _CHILDREN.isdisjoint(said)


def _is_courtesy(said: Sequence[str]) -> bool:
    """Return whether a round number only says how much: «هزار بار ممنون», «صد تا سلام»."""
    rest = [word for word in said if word not in _MANY | _TIMES | _ONES]
    many = not _MANY.isdisjoint(said)
    alike = len({word.isascii() for word in said}) == 1
    return many and alike and bool(rest) and _COURTEOUS.issuperset(rest)


def with_parts(items: Sequence[object]) -> tuple[Decimal, ...]:
    """Return what «سه و هفت دهم» or «هفده و بیست و پنج صدم» may say, likeliest first.

    «سی و سه صدم» is 0.33, or 30.03.
    """
    said = [str(next(iter(getattr(item, "values", (item,))), "")) for item in items]
    if (height := _in_metres(said)) is not None:
        return (height,)
    of = _PARTS.get(said[-1]) if len(said) > 1 else None
    if of is None:
        return ()
    alone = _counted(said[:-1]) if of >= _HUNDREDTH else None
    ways = {
        whole + Decimal(part) / of
        for at in range(1, len(said) - 2)
        if said[at] in _JOINS
        and (whole := _counted(said[:at])) is not None
        and (part := _counted(said[at + 1 : -1])) is not None
        and 0 < part < of
    }
    values = ([alone / of] if alone is not None and 0 < alone < of else []) + sorted(ways)
    return tuple(value for value in values if value * _EXACT == int(value * _EXACT))


def _in_metres(said: Sequence[str]) -> Decimal | None:
    """Return 1.65 of «یک متر و شصت و پنج», 3.2 of «سه کیلو و دویست گرم»."""
    at = next((n for n, word in enumerate(said) if word in _WHOLES), -1)
    if at < 1 or not _JOINS.issuperset(said[at + 1 : at + 2]):
        return None
    is_metre = said[at] == _METRE
    small = _CENTIMETRES if is_metre else _GRAMS
    rest = [word for word in said[at + 2 :] if word not in small]
    whole, part = _counted(said[:at]), _counted(rest)
    named = len(rest) < len(said) - at - 2 or (is_metre and part in _TENS_OF_CENTIMETRES)
    if whole is None or part is None or not named:
        return None
    return whole + part / (100 if is_metre else _EXACT)


def says_none(said: Sequence[str]) -> bool:
    """Return whether folded words say that there is none at all: «هیچ بچه ای ندارم»."""
    if len(said) == _NOUN_AND_DENIAL and (said[0] in _WITHOUT or said[1] in _HAVE_NOT):
        noun = said[1] if said[0] in _WITHOUT else said[0].removesuffix("ی")
        return noun in _units()
    if not 1 < len(said) <= _MOST_DENYING or said[-1] not in _HAVE_NOT:
        return False
    return said[0] in _NONE and all(word not in _NONE for word in said[1:])


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(words(LEXICONS["fa"].units))


def _counted(said: Sequence[str]) -> Decimal | None:
    found = cardinal(said, "fa")
    return Decimal(found.value) if found is not None and found.certain else None


def is_point(whole: str, part: str, *, measured: bool) -> bool:
    """Return whether a slash between digits is a decimal point, as on Iranian school reports.

    «۱۸/۴۰», «۱۲/۵» and, ``measured``, «۲/۵ هکتار» are; «۱/۲» and «۳/۱۰» may be parts of one.
    """
    halved = (measured or int(whole) == 0) and part == _HALF
    return int(whole) > int(part) or halved or (len(part) == 2 and int(part) > _MOST_PARTS)


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
