"""Persian words without their endings: «نیروی مسلح» of «نیروهای مسلح», «کار پیدا کنم»."""

import re
from collections.abc import Iterable

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

Stems = tuple[str, ...]
"""The words of a reply or a label that carry meaning, without what inflects them."""

_AND = "و"
_FROM = "از"
_UNSAID = frozenset(
    words(
        "و | را | رو | از | به | با | ای | ی | یه | ها | های | هام | گرفتم"
        " | گرفته‌ام | کردم | کرده‌ام"
        " | هستم | هست | است | شدم | شده‌ام"
    )
)
"""They join words, or only say that something is so, or was done."""
_IN = {"تو": "در", "توی": "در"}
_ANY = frozenset({"هیچ", "هیچگونه"})
_TO_DO = {
    "کردن": "کن", "گرفتن": "گیر", "رفتن": "رو", "خواندن": "خوان", "خوندن": "خوان",
    "نوشتن": "نویس", "ساختن": "ساز", "دوختن": "دوز", "بافتن": "باف", "فروختن": "فروش",
    "خریدن": "خر", "پختن": "پز", "زدن": "زن", "دادن": "ده", "کشیدن": "کش", "شدن": "شو",
    "داشتن": "دار",
}  # fmt: skip
"""What one may do or have, and its stem in *I do*, *that I do*."""
_SAID = {"خون": "خوان", "ر": "رو", "د": "ده", "ش": "شو"}
_DONE = re.compile(
    "(?P<not>ن?)(?P<before>می|ب)?"
    "(?P<stem>کن|گیر|رو|ر|خوان|خون|نویس|ساز|دوز|باف|فروش|خر|پز|زن|ده|د|کش|شو|ش|دار)(?:م|یم)"
)
_BARE = frozenset({"کن", "گیر", "شو", "دار"})
"""Without a prefix they are verbs as well; «زنم» is my wife, «رم» and «خرم» are no verbs."""
_PLURALS = ("هایمان", "هایم", "هامون", "هامو", "های", "هام", "ها", "یجات", "جات", "ات")
_OWN = ("مان", "مون", "شان", "شون", "ام", "م", "ش")
_LINKED = ("وی", "ای")
"""An *i* after a vowel only joins what follows: «نیروی», «بچه‌های»."""
_THEIRS = ("ش", "شون", "شان")
_SHORTEST = 3
_NOT_OWNED = frozenset(words("مردم | خانم | سالم | مستم | کارم | سلام | تمام | مریم | کدام"))


def stems_of(folded: str) -> Stems:
    """Return the stems of folded words in their order; () of words with a number."""
    split = folded.split()
    if any(word.isdecimal() or cardinal([word], "fa") for word in split):
        return ()
    denied = bool(split) and split[-1].startswith("ن")
    left = _ANY if denied else frozenset[str]()
    return tuple(_stem(word) for word in split if word not in _UNSAID | left)


def _is_free(reply: str, label: str) -> bool:
    """Return whether two that have the same stems may have them in another order.

    «پدر و مادر» is «مادر و پدر», «پیدا کردن کار» is «کار پیدا کنم»; «پدر همسر» no «همسر پدر».
    """
    said, shown = reply.split(), label.split()
    if any(_verb(word) for word in said) and any(_verb(word) for word in shown):
        return True
    return any(word in said and word in shown for word in (_AND, _FROM))


def _is_same(reply: str, label: str, stems: Stems) -> bool:
    """Return whether a reply with these stems, and a label with them, have them in one order."""
    return stems == stems_of(label) or _is_free(reply, label)


def _stem(word: str) -> str:
    word = _IN.get(word, word)
    if verb := _verb(word):
        return verb
    for end in _PLURALS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
            return word.removesuffix(end)
    for end in _OWN:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST and word not in _NOT_OWNED:
            return word.removesuffix(end)
    linked = word.endswith(_LINKED) and len(word) > _SHORTEST
    return word.removesuffix("ی") if linked else word


def _verb(word: str) -> str:
    """Return the stem of a verb, with what denies it, or ""."""
    if (done := _TO_DO.get(word.removeprefix("ن"))) and not _TO_DO.get(word):
        return f"ن{done}"
    if done := _TO_DO.get(word):
        return done
    found = _DONE.fullmatch(word)
    if found is None or not (found["before"] or found["stem"] in _BARE):
        return ""
    return found["not"] + _SAID.get(found["stem"], found["stem"])


class Inflected:
    """The labels of a Persian list by their stems, made once for each list."""

    def __init__(self, labels: Iterable[tuple[int, str]]) -> None:
        every = ((option, folded, stems_of(folded)) for option, folded in labels)
        self._labels = tuple(each for each in every if each[2])
        self._by_stems: dict[Stems, list[tuple[int, str]]] = {}
        for option, folded, stems in self._labels:
            self._by_stems.setdefault(tuple(sorted(stems)), []).append((option, folded))

    def matching(self, reply: str) -> tuple[int, ...]:
        """Return the options whose whole folded label a reply says with other endings.

        With them those whose label says as much and more: «زیر پوشش» is also in «قبلا زیر پوشش
        بودم».
        """
        stems = stems_of(reply)
        if len(stems) == 1 and reply.endswith(_THEIRS):
            return ()  # «مادرش» is somebody's, no «مادر» of hers
        alike = self._by_stems.get(tuple(sorted(stems)), ())
        if not (found := [i for i, label in alike if _is_same(reply, label, stems)]):
            return ()
        said = frozenset(stems)
        more = (i for i, _, others in self._labels if said < frozenset(others))
        return tuple(dict.fromkeys((*found, *more)))
