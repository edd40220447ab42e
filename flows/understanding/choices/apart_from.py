"""Several options by those left out, or by the first and last: *tous sauf dimanche*."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from flows.understanding.choices.option import Option
from flows.understanding.folding import fold
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.outcomes import Outcome, Read, Refused, ask

_Names = tuple[str, ...]

_EXCEPT = words(
    "sauf | excepté | hormis | à part | hors | ما عدا | ماعدا | عدا | إلا | باستثناء | من غير"
    " | mn ghir | men ghir | min ghir | ila | maada | به جز | بجز | به‌جز | جز | غیر از | به غیر از"
    " | except | but | bejoz | joz | gheir az"
)
_ALONE = words("sauf | excepté | hormis | باستثناء | ما عدا | ماعدا | به جز | بجز | except")
"""What needs no *all* before it."""
_WHOLE_WEEK = words(
    "toute la semaine | tout le temps | tous les jours | chaque jour | n’importe quel jour"
    " | n’importe quand | quand vous voulez | quand tu veux | peu importe le jour | كل الأيام"
    " | كل يوم | أي يوم | جميع الأيام | كل أيام الأسبوع | في أي يوم | كل نهار | أي نهار"
    " | فأي نهار | كاع الأيام | كاع النهارات | السيمانة كاملة | وقت ما بغيتو | kol nhar | koul nhar"
    " | kolnhar | ay nhar | ayi nhar | f ay nhar | ga3 nharat | simana kamla | kolchi | kol chi"
    " | همه روزها | همه‌ی روزها | همه روز ها | همه‌ی روز ها | هر روز | هر روزی | هرروز"
    " | هر روزی که شد | فرقی ندارد | فرقی نداره | any day | every day"
)
_WEEKENDS = {
    "fr": "samedi et dimanche",
    "ar": "السبت والأحد",
    "ary": "السبت والحد",
    "fa": "پنجشنبه و جمعه",
}
_WEEKEND = words(
    "le week-end | week-end | weekend | le weekend | les week-ends | les weekends | wikand"
    " | ويكاند | الويكاند | فالويكاند | نهاية الأسبوع | في نهاية الأسبوع | عطلة نهاية الأسبوع"
    " | lwikend | f lwikend | آخر هفته | آخر هفته‌ها | آخر هفته ها | akhar hafte"
)
_DAYS = 5
"""Names of days that a list of days has at least."""
_UNTIL = words(
    "à | au | jusqu’à | jusqu’au | إلى | حتى | لـ | ل | تا | 7tal | htal | hta | 7ta | to"
)
_FROM = words("de | du | من | از | mn | men | from | entre | بين")
_LONGEST = 3


def left_out(said: str, language: str) -> str | None:
    """Return the folded words after *all but*, or None where nothing is left out."""
    split = said.split()
    for at in range(len(split)):
        size = _phrase(split, at, _EXCEPT)
        before = " ".join(split[:at])
        if not size or at + size == len(split):
            continue
        whole = before in _everything(language) or before in _WHOLE_WEEK
        alone = not before and " ".join(split[at : at + size]) in _ALONE
        return " ".join(split[at + size :]) if whole or alone else None
    return None


def week(
    said: str, options: Sequence[Option], language: str, read: Callable[[str], Outcome[_Names]]
) -> Outcome[_Names] | None:
    """Ask about all days of a list of days, or about the weekend's; None: it says neither."""
    ends = said in _WEEKEND
    if not ends and said not in _WHOLE_WEEK:
        return None
    days = [option for option in options if _is_day(option, language)]
    if len(days) < _DAYS:
        return None
    if not ends:
        return ask(tuple(option.name for option in days))
    found = read(_WEEKENDS.get(language, _WEEKENDS["fr"]))
    return ask(found.value) if isinstance(found, Read) else None


def _is_day(option: Option, language: str) -> bool:
    return any(fold(label) in _calendar(language) for label in option.labels)


def between(
    said: str, names: Sequence[str], language: str, read: Callable[[str], Outcome[str]]
) -> Outcome[tuple[str, ...]] | None:
    """Ask about all days or months from the one to the other: *du lundi au vendredi*; or None."""
    split = said.split()
    split = split[1:] if split and split[0] in _FROM else split
    for at in range(1, len(split) - 1):
        size = _phrase(split, at, _UNTIL)
        if not size or not {split[at - 1], split[-1]} <= _calendar(language):
            continue
        first, last = read(" ".join(split[:at])), read(" ".join(split[at + size :]))
        if isinstance(first, Read) and isinstance(last, Read):
            start, end = names.index(first.value), names.index(last.value)
            return ask(tuple(names[start : end + 1])) if start < end else None
    return None


def others_than(names: Sequence[str], out: Outcome[tuple[str, ...]]) -> Outcome[tuple[str, ...]]:
    """Ask about all options but those that are left out."""
    if not isinstance(out, Read) or len(out.value) == len(names):
        return Refused(code="choice.unknown")
    return ask(tuple(name for name in names if name not in out.value))


def _phrase(split: Sequence[str], at: int, phrases: Collection[str]) -> int:
    sizes = range(min(_LONGEST, len(split) - at), 0, -1)
    return next((n for n in sizes if " ".join(split[at : at + n]) in phrases), 0)


@lru_cache(maxsize=8)
def _calendar(language: str) -> frozenset[str]:
    """Return the names of days and months, which have an order wherever they are listed."""
    lexicons = tuple(spoken_with(language))
    every = (by_phrase(table) for lex in lexicons for table in (lex.weekdays, lex.months))
    return frozenset[str]().union(*every)


@lru_cache(maxsize=8)
def _everything(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(words(lex.everything) for lex in spoken_with(language)))
