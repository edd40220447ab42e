"""Labels that are told apart by their numbers: «من 18 إلى 24 سنة» is 18-24."""

import re
from collections.abc import Collection, Container, Iterable, Mapping
from functools import lru_cache

from flows.understanding.folding import fold, plain
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import words
from flows.understanding.spoken import arabizi

_NUMBERS = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[ .,٬](?=\d{3}(?!\d))")
_LETTER_DIGITS = re.compile(r"(?<!\w)(?:7t+a|7tal|l?3am+|a?9[ae]?l+|l?fou?9|ta7t)(?!\w)")
"""Words of Darija whose digit is a letter: until, years."""
_GLUED_AND = re.compile(r"(?<!\w)و(?=\d)")
"""«بين 1500 و3000»."""
_ONE_VALUE = re.compile(r"\d ?[:h.,/٫] ?\d", re.IGNORECASE)
"""A time, a date or a decimal is no range: 10:30, 10h30, 2,5."""
_FEWEST = 2
Bound = tuple[int, bool, tuple[int, ...]]
_BETWEEN = (
    "ل | ans | an | à | a | de | et | entre | من | إلى | الى | حتى | بين | و | سنة | عام | از | تا"
    " | سال | ساله | 3am | l3am | hta | 7ta | tal | mn | l | bin | mabin | bayn | w | o | men"
)

_OVER = words(
    f"{arabizi.MORE_THAN} | "
    "plus | plus de | et plus | ou plus | et au dessus | au dessus de | supérieur à | à partir de"
    " | أكثر من | كثر من | اكتر من | فأكثر | ولا كثر | ولا كتر | ولا أكثر | أو أكثر | وأكثر"
    " | فما فوق | فوق | وما فوق | وفوق | ولفوق | و الفوق | والفوق | [w/o] fo[u/][9/k/q]"
    " | وكثر | أو كثر | و كثر | وأكتر"
    " | ktar mn | kter mn | ktr mn"
    " | w kter | o kter | w ktar | lfou9 | كتر من | وكتر | لفوق | بیشتر از | بیش از | بالای"
    " | بالاتر از | به بالا | و بالاتر | و بیشتر | یا بیشتر | یا بالاتر | bishtar az | balaye"
    " | be bala | over"
    " | more than | or more | and over"
)
_UNDER = words(
    f"{arabizi.LESS_THAN} | "
    "moins | moins de | et moins | ou moins | au dessous de | en dessous de | inférieur à"
    " | أقل من | فأقل | أو أقل | وأقل | دون | تحت | فما دون | 9el mn | 9all mn | w 9el | قل من"
    " | وقل | لتحت | کمتر از | زیر | پایین‌تر از | به پایین | و کمتر | یا کمتر | و پایین‌تر"
    " | kamtar az"
    " | zire"
    " | be payin | under | less than | or less"
)


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers that stand in a text in digits, in order."""
    written = _LETTER_DIGITS.sub(" ", _joined(text))
    return tuple(int(each) for each in _NUMBERS.findall(written) if len(each) < 10)


def _joined(text: str) -> str:
    return _GLUED_AND.sub("و ", _GROUPED.sub("", plain(text)))


def spans(labels: Iterable[tuple[int, str]]) -> Mapping[tuple[int, ...], tuple[int, ...]]:
    """Return the options by the two or more numbers that their labels hold."""
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for option, label in labels:
        numbers = numbers_in(label)
        if len(numbers) >= _FEWEST and option not in found.get(numbers, ()):
            found[numbers] = (*found.get(numbers, ()), option)
    return found


def bounds(labels: Iterable[tuple[int, str]]) -> Mapping[Bound, tuple[int, ...]]:
    """Return the options by the one number that their labels say is the least, or the most."""
    found: dict[Bound, tuple[int, ...]] = {}
    for option, label in labels:
        key = scaled_bound(label)
        if key is not None and option not in found.get(key, ()):
            found[key] = (*found.get(key, ()), option)
    return found


def bound(text: str) -> tuple[int, bool] | None:
    """Return the number of *50 ans et plus*, ``50+``, «کمتر از ۱۸», and whether it is the least."""
    found = scaled_bound(text)
    return found[:2] if found and not found[2] else None


def scaled_bound(text: str) -> Bound | None:
    """Return the number, whether it is the least, and what multiplies it: *moins de 5 millions*."""
    numbers = numbers_in(text)
    if len(numbers) != 1:
        return None
    said = f" {fold(_joined(text).replace('+', ' plus '))} "
    over = [phrase for phrase in _OVER if f" {phrase} " in said]
    under = [phrase for phrase in _UNDER if f" {phrase} " in said]
    if bool(over) == bool(under):
        return None
    rest = said.replace(f" {max(over or under, key=len)} ", " ").split()
    scales = tuple(_SCALES[word] for word in rest if word in _SCALES)
    beside = (word for word in rest if not word.isdecimal() and word not in _SCALES)
    known = all(word in _BESIDE or word in _units() for word in beside)
    return (numbers[0], bool(over), scales) if known else None


def is_scaled(text: str) -> bool:
    """Return whether a text says thousands or millions in words."""
    return not _SCALES.keys().isdisjoint(fold(_joined(text)).split())


def is_span(text: str, of_labels: Container[str]) -> bool:
    """Return whether a text is two numbers and only such words as stand around and between them.

    Or what the labels count themselves: *5 à 10 millions*.
    """
    if len(numbers_in(text)) != _FEWEST:
        return False
    beside = (word for word in fold(_joined(text)).split() if not word.isdecimal())
    return all(
        word in _BESIDE
        or (word in _SCALES and _is_scale_of(word, of_labels))
        or (word in _units() and (word in of_labels or _is_measured_in(word, of_labels)))
        for word in beside
    )


def _is_scale_of(word: str, of_labels: Container[str]) -> bool:
    """Return whether labels say the same scale, maybe in another language: ``alf`` is «ألف»."""
    return any(same in of_labels for same, scale in _SCALES.items() if scale == _SCALES[word])


def _is_measured_in(word: str, of_labels: Container[str]) -> bool:
    """Return whether labels name the same measure in other words: ``dh`` is «درهم»."""
    same = (names for names in _MEASURES if word in names)
    return any(name in of_labels for names in same for name in names)


def is_span_of_units(label: str) -> bool:
    """Return whether a label is two numbers, and beside such words only what they count."""
    if len(numbers_in(label)) != _FEWEST or _ONE_VALUE.search(_joined(label)):
        return False
    said = fold(_joined(label)).split()
    return all(word.isdecimal() or word in _BESIDE or word in _units() for word in said)


def amounts(labels: Iterable[tuple[int, str]]) -> Mapping[tuple[int, ...], tuple[int, ...]]:
    """Return the options by each number of the labels that say more than an amount."""
    found: dict[tuple[int, ...], tuple[int, ...]] = {}
    for option, label in labels:
        numbers = numbers_in(label)
        alone = len(numbers) == 1 and is_amount(tuple(fold(label).split()))
        if not numbers or alone:
            continue
        for number in numbers:
            if option not in found.get((number,), ()):
                found[(number,)] = (*found.get((number,), ()), option)
    return found


def measures_in(said: Collection[str]) -> frozenset[int]:
    """Return which measures the words name: metres, kilometres, minutes, years, persons."""
    return frozenset(at for at, names in enumerate(_MEASURES) if not names.isdisjoint(said))


def is_of_a_period(said: str) -> bool:
    """Return whether folded words reckon money by the day, the week or the year."""
    return not _MONEY.isdisjoint(said.split()) and _PERIOD.search(said) is not None


def is_amount(said: tuple[str, ...]) -> bool:
    """Return whether the words are digits and what they count alone: *50 000 DH*, «50 ألف»."""
    return all(word.isdecimal() or word in _units() or word in _SCALES for word in said)


_PERIOD = re.compile(
    r"\b(?:f|fi|l|kol|koul|par|chaque|في|کل|ل) ?(?:l|ال)?(?:nhar|youm|yom|simana|smana|osbou3|3am"
    r"|jour|semaine|an|annee|یوم|نهار|اسبوع|سیمانه|سنه|عام)\b"
    r"|\b(?:ال|فال|لل)?(?:فالسیمانه|فالنهار|فالعام|للیوم|یومیا|سنویا|اسبوعیا)\b"
)
_MONEY = frozenset(words(
    "dh | dhs | mad | dirham | dirhams | drhm | drhem | derhem | drahem | درهم | دراهم | fcfa | cfa"
    " | ryal | ryalat | ريال"
))  # fmt: skip
_MEASURES = tuple(
    frozenset(words(names))
    for names in (
        "enfant | enfants | gosse | gosses | petits | drari | دراري | أطفال | طفل | بچه | فرزند",
        "fille | filles",
        "personne | personnes | membre | membres",
        "garçon | garçons",
        "frère | frères | sœur | sœurs | soeurs",
        "vache | vaches | mouton | moutons | chèvre | chèvres",
        "fcfa | cfa | franc | francs | xof | f | dh | dhs | mad | dirham | dirhams | درهم | euro"
        " | euros | تومان",
        "mètre | mètres | m | mitro | metro | متر | متری | mitr | metr",
        "kilomètre | kilomètres | كم | kilom[e/i]tr | kilom[i/e]tro | kilo[mt/mit] | km | klm"
        " | كلم | كيلومتر | کیلومتر | کیلومتری | kilomitr",
        "hectare | hectares | ha | هكتار | هکتار",
        "kg | kilogramme | kilogrammes | کیلوگرم | كيلوغرام",
        "minute | minutes | min | d9i9a | d9aye9 | d9ay9 | دقيقة | دقائق | دقیقه | دقیقه‌ای",
        "heure | heures | sa3a | sa3at | swaye3 | sway3 | ساعة | ساعات | ساعت | ساعته | saat",
        "jour | jours | nhar | youm | yom | iyam | yam | يوم | أيام | روز | روزه | ruz | rooz",
        "semaine | semaines | simana | simanat | smana | أسبوع | أسابيع | هفته | هفته‌ای | hafte",
        "mois | chhar | chher | chhor | chhour | شهر | أشهر | شهور | ماه | ماهه | mah | mahe",
        "an | ans | année | années | سنة | سنوات | عام | سال | ساله | سالمه | 3am | 3wam"
        " | snin | sna | sana | sal",
    )
)
_SCALES: Mapping[str, int] = {
    **dict.fromkeys(words("mille | ألف | ألفا | آلاف | alf | alaf | هزار | k"), 1_000),
    **dict.fromkeys(words("million | millions | مليون | mlyoun | melyoun | میلیون"), 1_000_000),
}


def _beside() -> frozenset[str]:
    found = set(words(_BETWEEN))
    for lexicon in LEXICONS.values():
        found |= set(words(lexicon.years_old))
        found |= {word for phrase in words(lexicon.polite) for word in phrase.split()}
    turned = "لا | ما | بلا | غير | ليس | مادر | پدر | دوست | بی | دل | نکنه | حتی | درد | زنده"
    return frozenset(found - frozenset(words(turned))) | frozenset(words(_BETWEEN))


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    every = ((lexicon.units, lexicon.own_units) for lexicon in LEXICONS.values())
    return frozenset[str]().union(*(words(text) for texts in every for text in texts))


_BESIDE = _beside()
