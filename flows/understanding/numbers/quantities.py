"""What the words and digits of one number say together: hundreds, halves, millions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.understanding.languages import LEXICONS, spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.numbers.cardinals import Sum, cardinal
from flows.understanding.spoken.fa_counted import with_parts

_MOST_ITEMS = 16
_MOST_DECIMALS = 4
_MILLION = 1_000_000
_MOST_EXACT = 100
"""A half, quarter, fifth or tenth is exact in two digits; a third is not."""
_THOUSAND = 1_000
_NINE_OR_NO, _HUNDRED = "نه", ("صد", "یکصد", "sad")
_AND = "و"
_HUNDREDS = range(100, 1000, 100)
_OF = frozenset({(), *((word,) for word in words("d | dyal | dial | diyal | د | ديال | n | l"))})
_GLUED_TO_UNIT = re.compile(r"^(?:dl|d|l|n|دال|دل|ديال|ال|ل|د)(?=.{4})")
_TWICE = re.compile(r"([a-z])\1")
_LESS_OR_NO = frozenset((word,) for word in words("lla | la | lala | llla | لا | ila | ella"))
"""``3 lla rb3`` is a quarter less, or no, a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in digits: its readings, likeliest first."""

    values: tuple[Decimal, ...]
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The numbers found in a reply, and whether nothing else stood there."""

    values: tuple[Decimal, ...]
    certain: bool
    age: bool = False


class Vocabulary:
    """The words of a conversation that stand around a number."""

    def __init__(self, language: str) -> None:
        lexicons = tuple(spoken_with(language))
        self.is_darija = lexicons[0].code in ("ary", "ar")

        def every(*texts: str) -> frozenset[tuple[str, ...]]:
            return frozenset(tuple(p.split()) for text in texts for p in words(text))

        self.units = every(lexicons[0].own_units, *(lex.units for lex in lexicons))
        self.units |= {tuple(_TWICE.sub(r"\1", word) for word in unit) for unit in self.units}
        self.doubtful = every(*(lex.doubtful_units for lex in lexicons)) - self.units
        own = lexicons[0]
        self.about = every(*(lex.about for lex in lexicons)) - every(own.fillers)
        self.fillers = every(*(lex.fillers for lex in lexicons), *(lex.polite for lex in lexicons))
        self.fillers -= every(own.about)
        self.either = every(*(lex.either for lex in lexicons))
        self.minus = every(*(lex.minus for lex in lexicons))
        self.points = every(*(lex.points for lex in lexicons))
        self.nothing = every(*(lex.nothing for lex in lexicons))
        self.aged = every(*(lex.aged for lex in lexicons))
        self.less = every(*(lex.less for lex in lexicons))
        self.calendar = every(*(lex.day_units for lex in lexicons))
        self.calendar |= every(*(lex.month_markers for lex in lexicons))
        self.years = every(*(lex.years_old for lex in lexicons))
        self.joins = every(*(lex.joins for lex in lexicons))
        self.fractions: dict[tuple[str, ...], int] = {}
        self.millions: set[str] = set()
        for lex in lexicons:
            for phrase, minutes in by_phrase(lex.fractions).items():
                if minutes % 15 == 0:
                    self.fractions.setdefault(tuple(phrase.split()), minutes)
            names = {**by_phrase(lex.cardinals), **by_phrase(lex.arabizi_cardinals)}
            self.millions |= {word for word, value in names.items() if value >= 1_000_000}

    def is_unit(self, part: tuple[Numeral | str, ...]) -> bool:
        """Return whether it is a unit, with or without *of* and *the*: ``dyal lhektarat``."""
        if part in self.units:
            return True
        noun = part[-1]
        if not self.is_darija or not isinstance(noun, str) or part[:-1] not in _OF:
            return False
        bare = _GLUED_TO_UNIT.sub("", noun)
        several = bare.removesuffix("at")
        told = noun != several or len(part) > 1
        return told and ((bare,) in self.units or (several,) in self.units)


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """Return the words around numbers, made once for a language."""
    return Vocabulary(language)


def quantity(items: Sequence[Numeral | str], language: str) -> Reading | None:
    """Return the number that all the items say together: digits, words, halves."""
    known = vocabulary(language)
    if len(items) > _MOST_ITEMS:
        return None
    if len(items) == 1 and isinstance(items[0], Numeral):
        return _of_digits(items[0])
    if (minutes := fraction(tuple(items), known)) is not None:
        part = Decimal(minutes) / 60
        count = cardinal([item for item in items if isinstance(item, str)], language)
        values = (Decimal(count.value), part) if count else (part,)
        return Reading(values=values, certain=count is None)
    if (scaled := _scaled(items, language)) is not None:
        return scaled
    if (shared := _part_of_one(items, language)) is not None:
        return shared
    if language == "fa" and (parts := with_parts(items)):
        return Reading(values=parts, certain=len(parts) == 1)
    tokens = [_digits(item) if isinstance(item, Numeral) else item for item in items]
    told = None not in tokens and any(isinstance(item, str) for item in items)
    if told and not _rises(items, known):
        found = cardinal([token or "" for token in tokens], language)
        if found is not None:
            return _of_sum(found, items, language)
    return _with_part(items, language)


def _rises(items: Sequence[Numeral | str], known: Vocabulary) -> bool:
    """Return whether *and*, or *or*, stands before larger figures: 12 or 1000 is no 12 000."""
    beside = zip(items, items[1:], items[2:], strict=False)
    return any(
        isinstance(first, Numeral)
        and isinstance(last, Numeral)
        and (word,) in known.joins
        and max(first.values, default=0) <= max(last.values, default=0)
        for first, word, last in beside
    )


def _part_of_one(items: Sequence[Numeral | str], language: str) -> Reading | None:
    """Return the part that a Persian counts by an ordinal: «سه چهارم» is 0.75."""
    if language != "fa" or len(items) != 2 or not isinstance(items[1], str):
        return None
    counted, ordinal = quantity(items[:1], language), _parts_of_one().get(items[1])
    if counted is None or ordinal is None or not 1 <= counted.values[0] < ordinal:
        return None
    if counted.values[0] != counted.values[0].to_integral_value():
        return None
    return Reading(values=(counted.values[0] / ordinal,), certain=_MOST_EXACT % ordinal == 0)


@lru_cache(maxsize=1)
def _parts_of_one() -> dict[str, int]:
    named = by_phrase(LEXICONS["fa"].ordinals)
    return {word: n for word, n in named.items() if 2 <= n <= 10} | {"ربع": 4}


def _of_digits(item: Numeral) -> Reading | None:
    return Reading(values=item.values, certain=item.certain) if item.values else None


def _of_sum(found: Sum, items: Sequence[Numeral | str], language: str) -> Reading:
    """Return the sum; a million may be one of centimes in Morocco, so that it is asked back.

    So is what follows one: «سه میلیون و پانصد» leaves out the thousand, or does not.
    """
    millions = any(item in vocabulary(language).millions for item in items)
    if language == "fa" and _may_deny(items, language):
        return Reading(values=(Decimal(found.value),), certain=False)
    certain = found.certain and (language in ("fa", "en") or not millions)
    over = found.value % _MILLION
    if millions and found.value > _MILLION and language != "fa" and over < 10 and over:
        values = (Decimal(found.value - over + over * 100_000), Decimal(found.value))
        return Reading(values=values, certain=False)  # *1 million 5* is a million and a half
    if millions and found.value > _MILLION and over in _HUNDREDS:
        values = (Decimal(found.value - over + over * 1000), Decimal(found.value))
        return Reading(values=values, certain=False)
    return Reading(values=(Decimal(found.value),), certain=certain)


def _may_deny(items: Sequence[Numeral | str], language: str) -> bool:
    """Return whether «نه» may be *no*: «هفتاد نه» without «و», «نه صد» for «نهصد»."""
    for at in range(len(items)):
        if items[at] != _NINE_OR_NO or len(items) == 1:
            continue
        after = items[at + 1] if at + 1 < len(items) else None
        before = items[at - 1] if at else ""
        glued = isinstance(before, str) and len(before) > 2 and before.endswith(_AND)
        joined = at > 0 and ((before,) in vocabulary(language).joins or glued)
        hundred = isinstance(after, str) and after.startswith(_HUNDRED)
        if (at and not joined) or hundred:
            return True
    return False


def _digits(item: Numeral) -> str | None:
    value = item.values[0] if len(item.values) == 1 else None
    return str(value) if value is not None and value == value.to_integral_value() else None


def _scaled(items: Sequence[Numeral | str], language: str) -> Reading | None:
    """Return 1.5 million, or three and a half; the whole ones are left to the words."""
    if len(items) < 2 or items[-1] not in vocabulary(language).millions:
        return None
    head = items[:-1]
    if (minutes := fraction(tuple(head), vocabulary(language))) is not None:
        return Reading(values=(Decimal(minutes) / 60 * _MILLION,), certain=language == "fa")
    counted = quantity(head, language) if len(head) == 1 else _with_part(head, language)
    if counted is None or len(counted.values) != 1:
        return None
    value = counted.values[0]
    if value == value.to_integral_value() or value < 1:
        return None
    return Reading(values=(value * _MILLION,), certain=language == "fa" and counted.certain)


def _with_part(items: Sequence[Numeral | str], language: str) -> Reading | None:
    """Return three and a half, or three point five."""
    known = vocabulary(language)
    for size in (3, 2, 1):
        tail, head = tuple(items[-size:]), items[:-size]
        if not head or len(tail) < size:
            continue
        if (minutes := fraction(tail, known)) is not None:
            last = tuple(head[-1:])
            if last in known.joins or last in known.less:
                head = head[:-1]
            before = quantity(head, language) if head else None
            if before is not None and all(v == v.to_integral_value() for v in before.values):
                part = Decimal(minutes) / (-60 if last in known.less else 60)
                if (scale := scale_of(head[-1], language)) > 1:
                    sure = language == "fa" and scale == _MILLION and before.certain
                    return Reading(values=(before.values[0] + part * scale,), certain=sure)
                sure = before.certain and tuple(items[:-size]) != (_NINE_OR_NO,)
                sure = sure and last not in _LESS_OR_NO and _is_joined(last, tail, known)
                return Reading(values=(before.values[0] + part,), certain=sure)
    for at in range(1, len(items) - 1):
        if (items[at],) in known.points:
            before, after = quantity(items[:at], language), _decimals(items[at + 1 :], language)
            if before is None or not after or len(before.values) != 1:
                return None
            if before.values[0] != before.values[0].to_integral_value():
                return None
            return Reading(
                values=(Decimal(f"{before.values[0]:f}.{after}"),), certain=before.certain
            )
    return None


def _is_joined(last: tuple[Numeral | str, ...], tail: Sequence[object], known: Vocabulary) -> bool:
    """Return whether *and* or *less* stands before a part: ``tlt rba3`` is three of them."""
    joined = last in known.joins or last in known.less or (tail[0],) in known.joins
    return joined or str(tail[0]).startswith("و") or not known.is_darija


def _decimals(items: Sequence[Numeral | str], language: str) -> str:
    """Return the figures that are said after a point: *zéro cinq*, *vingt-cinq*, *un quatre*."""
    whole = quantity(items, language)
    if whole is not None and whole.certain and len(whole.values) == 1 and whole.values[0] < 100:
        value = whole.values[0]
        return f"{value:f}" if value == value.to_integral_value() else ""
    each = [quantity([item], language) for item in items]
    named = [found.values[0] for found in each if found and found.certain]
    zeros = next((at for at, value in enumerate(named) if value), len(named))
    if len(named) < len(items) or not 1 < len(items) <= _MOST_DECIMALS:
        return ""
    alike = all(value < 10 for value in named) or zeros == len(named) - 1
    return "".join(f"{value:f}" for value in named) if alike else ""


def scale_of(last: Numeral | str, language: str) -> int:
    """Return what a half is of: «دو میلیون و نیم» is half a million more, ``alf o nss`` 1,500."""
    if last in vocabulary(language).millions:
        return _MILLION
    found = cardinal([last], language) if isinstance(last, str) else None
    return _THOUSAND if found and found.value % _THOUSAND == 0 and found.value else 1


def fraction(tail: tuple[Numeral | str, ...], known: Vocabulary) -> int | None:
    """Return the minutes of a half or quarter; «و» may be glued to it."""
    spoken = tuple(item for item in tail if isinstance(item, str))
    if len(spoken) < len(tail):
        return None
    if spoken and spoken not in known.fractions:
        spoken = (spoken[0].removeprefix("و"), *spoken[1:])
    return known.fractions.get(spoken)
