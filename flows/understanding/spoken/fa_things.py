"""What Persian counts: «دو بچه» is no answer among «یک اتاق», «دو اتاق»."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_THINGS = (
    "نفر | نفره | نفریم | نفرم | نفرن | نفرند | تن | عضو | آدم | nafar | nafare | nafarim",
    "بچه | بچم | فرزند | فرزندم | اولاد | کودک | دختر | پسر | دخترم | پسرم | bache | farzand",
    "اتاق | اتاقه | خواب | خوابه | otagh | otaq",
    "سال | ساله | سالمه | سالم | سالشه | سالگی | sal | sale | salame",
    "ماه | ماهه | mah | mahe",
    "هفته | hafte",
    "روز | روزه | rooz | ruz",
    "ساعت | ساعته | saat",
    "دقیقه | دیقه | دقیقه‌ای | daghighe",
    "بار | دفعه | مرتبه | bar | dafe",
    "گوسفند | بز | گاو | مرغ | بره | دام | رأس | راس",
    "درخت | اصله",
    "هکتار | متر | کیلومتر | سانت | جریب",
    "کیلو | گرم | تن",
    "تومان | تومن | ریال | میلیون | toman",
    "خواهر | برادر",
)
"""Words for one kind of thing each."""
_ANYTHING = words(
    "تا | تایی | تاست | تاس | عدد | دونه | دانه | ta | adad | done | doone | dooneh | dune | daneh"
    " | ماهانه | روزانه | هفتگی | سالانه | تاییم | تائیم | فقره | زمین | زمینی | دست | جفت"
)
_SCALES = words("هزار | میلیون | میلیارد | ملیون | hezar | milyoon | milion")


def counts_foreign(said: Sequence[str], listed: Collection[str]) -> bool:
    """Return whether a reply counts a thing, and the labels, ``listed`` word by word, another.

    Or whether it is of thousands, and no label is.
    """
    if any(word in _SCALES for word in said) and not any(word in listed for word in _SCALES):
        return any(word in _measured() for word in listed)
    counted, named = kinds(said), kinds(listed)
    if counted and named and counted.isdisjoint(named):
        return True
    others = (word for word in said if word in _measured() and word not in listed)
    return bool(named) and any(kinds((word,)).isdisjoint(named) for word in others)


def counts_the_same(said: Sequence[str], listed: Collection[str]) -> bool:
    """Return whether a reply counts the very thing that the labels count."""
    counted = kinds(said)
    return bool(counted) and counted <= kinds(listed)


def kinds(said: Iterable[str]) -> frozenset[int]:
    """Return which kinds of thing folded words name, also glued to their number: «دوبچه»."""
    known = _known()
    return frozenset(kind for word in said for kind in known.get(word, ()) or _glued(word))


def _glued(word: str) -> Sequence[int]:
    for at in range(2, len(word) - 1):
        if (kind := _known().get(word[at:])) and cardinal([word[:at]], "fa") is not None:
            return kind
    return ()


@lru_cache(maxsize=1)
def _measured() -> frozenset[str]:
    """Return every word that may be counted, but those that stand for any thing."""
    single = (word for word in words(LEXICONS["fa"].units) if " " not in word)
    return frozenset(word for word in single if word not in _ANYTHING)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for kind, names in enumerate(_THINGS):
        for word in words(names):
            found[word] = (*found.get(word, ()), kind)
    return found
