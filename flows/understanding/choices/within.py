"""A number that falls inside one of the labels' ranges: 20 among «18-25», «26-35»."""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from flows.understanding.choices.spans import (
    bound,
    is_amount,
    is_scaled,
    is_span,
    is_span_of_units,
    numbers_in,
)
from flows.understanding.folding import fold
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words
from flows.understanding.numbers.reading import number
from flows.understanding.outcomes import Read
from flows.understanding.spoken.ar_durations import SPOKEN, in_smaller

_INCLUSIVE = ("a partir", "ابتدا", "mn", "from")
"""Before a number they take it in; what else stands before it leaves it out: *plus de 50*."""

_BETWEEN = "àaإلىحت"
_LEAST_ALONE = 10
_RECKONING = ("ar", "ary", "fa")
"""Where months are reckoned in years, and one, two, three or more is a scale."""
_FEWEST = 2
_FAR = 20
_FAR_BEYOND = 100
_FARTHEST = 1_000
"""Times the highest end that a label names; beyond it a number was not meant for the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What numbers a label takes in, both ends among them; one that is open lacks an end."""

    option: int
    least: int | None
    most: int | None
    unit: int | None = None
    """Which of the units of time the label counts, if it counts time."""

    @property
    def closed(self) -> bool:
        """Whether the label says both ends."""
        return self.least is not None and self.most is not None

    def holds(self, value: float) -> bool:
        """Return whether the number lies between the ends."""
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)


def ranges(labels: Sequence[tuple[int, str]], language: str) -> Sequence[Range]:
    """Return the ranges of the labels that say nothing but one: *18-25 ans*, «أكثر من 50»."""
    named = {unit for _, label in labels for unit in units_of_time(label)}
    if language in SPOKEN and named in ({4, 5}, {0, 1}):
        labels = [(option, in_smaller(fold(label))) for option, label in labels]
    found: dict[Range, None] = {}
    counts: dict[Range, None] = {}
    for option, label in labels:
        if (alone := bound(label)) is not None:
            found[_open(option, label, *alone)] = None
        elif is_span_of_units(label):
            first, last = numbers_in(label)
            if first < last:
                found[Range(option=option, least=first, most=last)] = None
        elif is_amount(tuple(fold(label).split())) and len(numbers := numbers_in(label)) == 1:
            counts[Range(option=option, least=numbers[0], most=numbers[0])] = None
    is_scale = language == "fr" and len(counts) >= _FEWEST and len(found) == 1
    if found and (language in _RECKONING or is_scale):  # one child, two, three or more
        found |= counts
    units = {unit for _, label in labels for unit in units_of_time(label)}
    if len({each.option for each in found}) < _FEWEST or len(units) > 1:
        return ()  # 45 minutes are no more than two hours
    return tuple(replace(each, unit=next(iter(units), None)) for each in found)


def units_of_time(text: str) -> frozenset[int]:
    """Return which units of time a text names: minutes, hours, days, weeks, months, years."""
    said = fold(re.sub(r"(?<=\d)(?=[^\W\d])", " ", text)).split()
    said += fold(text).split()  # ``3am``: the digit is a letter
    said += [word[1:] for word in said if word.startswith("د")]  # «تلاتة دسوايع»
    return frozenset(at for at, names in enumerate(_TIMES) if not names.isdisjoint(said))


_TIMES = tuple(
    frozenset(words(names))
    for names in (
        "minute | minutes | min | mn | دقيقة | دقائق | دقيقه | دقیقه | d9i9a | d9aye9 | daghighe",
        "heure | heures | h | سوايع | ساعتين | ساعتان | ساعة | ساعات | ساعت | sa3a | sa3at"
        " | swaye3 | saat",
        "jour | jours | نهار | نهارات | يام | ليام | يومين | نهارين | يوما | يوم | أيام | روز"
        " | nharayn | nharat | yomayn | youmayn | yawmayn | nhar | youm | yom | ayam | iyam"
        " | yam | lyam | rooz",
        "semaine | semaines | سيمانات | أسبوعين | أسبوعا | أسبوع | أسابيع | سيمانة | هفته"
        " | simana | simanat | smana | smanat | hafte",
        "mois | شهرين | شهران | شهورة | شهرا | شهر | أشهر | شهور | ماه"
        " | [chh/ch8/cheh/chah][/a/e/o/ou]r | chhoura | chehrayn | chhrayn | mah",
        "an | ans | année | années | سنين | عوام | عامين | عامان | سنتين | سنتان | عاما | سنة"
        " | سنوات | عام | أعوام | سال | 3am | l3am | 3wam | 3amayn"
        " | sna | sana | snin | snine | sal",
    )
)


def _open(option: int, label: str, value: int, is_least: bool) -> Range:
    """Return the range of *50 ans et plus*, which has 50, or of *plus de 50*, which has not."""
    said = fold(label)
    outside = 0 if said[:1].isdecimal() or said.startswith(_INCLUSIVE) else 1
    if is_least:
        return Range(option=option, least=value + outside, most=None)
    return Range(option=option, least=None, most=value - outside)


def holding(value: int, known: Sequence[Range]) -> tuple[int, ...]:
    """Return the options whose range the number falls in, or the two that only it parts.

    A telephone number is no number of hours: what is far beyond every end is in no range.
    """
    ends_known = (end for each in known for end in (each.least, each.most) if end is not None)
    if value > _FARTHEST * max(ends_known, default=value):
        return ()
    if found := [each.option for each in known if each.holds(value)]:
        return tuple(dict.fromkeys(found))
    ends = dict.fromkeys(each.option for each in known if _is_end(value, each))
    return tuple(ends) if len(ends) > 1 else ()


def is_far(text: str, known: Sequence[Range]) -> bool:
    """Return whether the one number of a text is many times below or beyond every end.

    200 among hundreds of thousands may be thousands; 1825 among ages is no age.
    """
    numbers = () if is_scaled(text) else numbers_in(text)
    ends = [end for each in known for end in (each.least, each.most) if end]
    if len(numbers) != 1 or not numbers[0] or not ends:
        return False
    return numbers[0] * _FAR <= min(ends) or numbers[0] > max(_FAR * max(ends), _FAR_BEYOND)


def _is_end(value: int, known: Range) -> bool:
    """Return whether an open range leaves out just this number."""
    return not known.closed and (value + 1 == known.least or value - 1 == known.most)


def plainly(value: int, labels: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """Return the options that are two numbers around this one and nothing else: 3 in «1-3».

    A number typed alone may mean such a label, as well as a place in the list.
    """
    found = dict.fromkeys(i for i, label in labels if _is_around(value, label))
    return tuple(found)


def _is_around(value: int, label: str) -> bool:
    if not is_span(label, ()) or any(c.isalpha() and c not in _BETWEEN for c in label):
        return False
    first, last = numbers_in(label)
    return first <= value <= last


def said_within(text: str, known: Sequence[Range], language: str) -> tuple[int, ...]:
    """Return the options that the number of a reply falls in: «عندي 20 عام»; none if it denies.

    A small number alone is rather one that the list has not.
    """
    if not known:
        return ()
    said = fold(text).split()
    if any(word in words(lexicon.negations) for lexicon in spoken_with(language) for word in said):
        return ()
    counted = units_of_time(text)
    units = {each.unit for each in known} - {None}
    scale = 1.0 if units <= counted or not counted else _scale(counted, units)
    if not scale or (scale != 1 and language not in _RECKONING):
        return ()
    found = number(text, language, whole=language not in _RECKONING)
    if not isinstance(found, Read):
        return ()
    ends = [end for each in known for end in (each.least, each.most) if end is not None]
    small = max(ends) < _LEAST_ALONE and not units
    counts = any(each.least == each.most for each in known) or small
    is_scale = language == "fr" and counts
    alone = len(said) == 1 and (said[0].isdecimal() or said[0].isalpha())  # no ``8km``
    if alone and not counted and found.value < _LEAST_ALONE and not is_scale:
        return ()
    return _around(found.value * scale, known)


def _around(value: float, known: Sequence[Range]) -> tuple[int, ...]:
    """Return the options whose range a number with a part falls in: 3.5 is more than 3."""
    under, over = holding(math.floor(value), known), holding(math.ceil(value), known)
    found = tuple(dict.fromkeys((*under, *over)))
    beyond = {each.option for each in known if each.closed and not each.holds(value)}
    return tuple(each for each in found if each not in beyond) or found


def is_reckoned(text: str, known: Sequence[Range]) -> bool:
    """Return whether a reply in months is reckoned in the years of the ranges."""
    counted, units = units_of_time(text), {each.unit for each in known} - {None}
    return bool(counted and units) and not units <= counted and _scale(counted, units) > 0


def _scale(counted: Collection[int], units: Collection[int | None]) -> float:
    """Return by how much a reply in months is reckoned in years, or 0 where it is not."""
    pairs = ((a, b) for a in counted for b in units)
    scales = [_SCALES.get((a, b or 0), 0.0) for a, b in pairs]
    return scales[0] if len(scales) == 1 else 0.0


def is_in_their_unit(text: str, known: Sequence[Range]) -> bool:
    """Return whether a reply counts what the ranges are reckoned in: minutes, half hours."""
    counted, units = units_of_time(text), {each.unit for each in known} - {None}
    return bool(counted) and counted == units


_SCALES = {(4, 5): 1 / 12, (5, 4): 12.0, (0, 1): 1 / 60, (1, 0): 60.0}
"""Months in years, minutes in hours, and back, by their places among the units of time."""
