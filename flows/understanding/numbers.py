"""Numbers that people type: digits of any script, words, units and separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from flows.understanding.cardinals import Sum, cardinal
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.misspelt import with_number_words
from flows.understanding.outcomes import MOST_ASKED, Outcome, Read, Refused, ask

NOT_A_NUMBER = Refused(code="number.not_a_number")
NOT_WHOLE = Refused(code="number.not_whole")

_LONGEST_TYPED = 200
_MOST_DIGITS = 15
_SHORTEST_PHONE = 8
_MOST_ITEMS = 16
_MOST_UNKNOWN = 6
_SCALES = {1000, 1_000_000}

_NUMERAL = re.compile(
    r"(?<![\w.,٫٬،])(?P<whole>\d{1,3}(?P<group>[ .,٬،'’])\d{3}(?:(?P=group)\d{3})*(?!\d)|\d+)"
    r"(?:(?P<point>[.,٫،])(?P<decimals>\d+))?(?![\w])"
)
_ATTACHED = re.compile(r"(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_a-z])(?=\d)")
_GLUED = re.compile(r"(?<![^\W_])(\d+(?:[.,٫]\d+)?)([^\W\d_]+|[%٪€$])(?![^\W_])")
_SLASHED = re.compile(r"^\D*?(\d{1,6})\s*/\s*(\d{1,2})\D*$")
_CLOCK_OR_DATE = re.compile(r"\d\s*[:/\\_@*=]\s*\d|\d\s*[-–—]\s*\d+\s*[-–—]\s*\d")
_UNSURE = re.compile(r"[?؟~≈<>±≤≥]|\d\s*[-–—]\s*\d|\d\s*\+|^\+")
_MINUS = re.compile(r"^[-−–]\s?(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numeral:
    """A number in digits: its readings, likeliest first."""

    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The numbers found in a reply, and whether nothing else stood there."""

    values: tuple[Decimal, ...]
    certain: bool
    age: bool = False


def number(text: str, language: str, *, whole: bool) -> Outcome[int] | Outcome[float]:
    """Return the number: an int when whole, else also a float.

    «خمسة وعشرون», ``khmsa o 3chrin``, ``1 500,50 DH`` and ``۲۵ سال`` are certain. A number among
    unknown words, an estimate, one of two, ``1,500`` in French are asked back. Codes:
    ``number.not_a_number``, ``number.not_whole``.
    """
    reading = read(text, language, whole=whole)
    if reading is None:
        return NOT_A_NUMBER
    fitting = tuple(v for v in reading.values if not whole or v == v.to_integral_value())
    if not fitting:
        return NOT_WHOLE
    certain = reading.certain and len(reading.values) == 1
    return Read(value=_exact(fitting[0])) if certain else ask(*map(_exact, fitting))


def _exact(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def read(text: str, language: str, *, whole: bool) -> _Reading | None:
    """Return every number that the reply may mean, or None."""
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return None
    typed = _separated(plain(text).strip(), language)
    if fraction := _SLASHED.match(typed):
        if language != "fa":
            return None
        return _Reading(values=(Decimal(f"{fraction[1]}.{fraction[2]}"),), certain=False)
    if _CLOCK_OR_DATE.search(typed):
        return None
    negative = bool(_MINUS.match(typed))
    found = _of_items(tuple(_items(_MINUS.sub("", typed), language, whole=whole)), language)
    if found is None:
        return None
    values = tuple(-v for v in found.values) if negative else found.values
    certain = found.certain and not _UNSURE.search(typed)
    return _Reading(values=values, certain=certain, age=found.age)


def _separated(typed: str, language: str) -> str:
    """Return the text with a space between digits and units; ``7dach`` stays one word."""
    units = _all_units(language)

    def apart(match: re.Match[str]) -> str:
        word = fold(match[0])
        if cardinal([word], language) is None and (match[2] in "%٪€$" or fold(match[2]) in units):
            return f"{match[1]} {match[2]}"
        return match[0]

    return _GLUED.sub(apart, _ATTACHED.sub(" ", typed))


@lru_cache(maxsize=8)
def _all_units(language: str) -> frozenset[str]:
    """Return what may be glued to digits: units and thousands."""
    found: set[str] = set()
    for lexicon in spoken_with(language):
        if lexicon.code == language:
            found.update(words(lexicon.own_units))
        found.update(words(lexicon.units), words(lexicon.doubtful_units))
        scales = {**by_phrase(lexicon.cardinals), **by_phrase(lexicon.arabizi_cardinals)}
        found.update(word for word, value in scales.items() if value in _SCALES)
    return frozenset(found)


def _items(typed: str, language: str, *, whole: bool) -> Iterator[_Numeral | str]:
    """Yield numerals and folded words in order."""
    at = 0
    for match in _NUMERAL.finditer(typed):
        yield from fold(typed[at : match.start()]).split()
        yield _numeral(match, language, whole=whole)
        at = match.end()
    yield from fold(typed[at:]).split()


def _numeral(match: re.Match[str], language: str, *, whole: bool) -> _Numeral:
    """Return the readings of digits with separators (languages.md, section 2)."""
    group, point, decimals = match["group"], match["point"], match["decimals"]
    digits = "".join(c for c in match["whole"] if c.isdecimal())
    if len(digits) + len(decimals or "") > _MOST_DIGITS:
        return _Numeral(values=())
    plain_value = Decimal(digits)
    if point is not None:
        if point == group or (group is None and digits == ""):
            return _Numeral(values=())
        return _Numeral(values=(Decimal(f"{digits}.{decimals}"),))
    if group is None:
        is_phone = digits.startswith("0") and len(digits) >= _SHORTEST_PHONE
        return _Numeral(values=() if is_phone else (plain_value,))
    first, _, rest = match["whole"].partition(group)
    as_decimal = Decimal(f"{first}.{rest}") if group not in rest and group in ".,،" else None
    if first.startswith("0"):
        return _Numeral(values=(as_decimal,) if as_decimal is not None else ())
    if as_decimal is None or (group == "." and (whole or as_decimal == int(first))):
        return _Numeral(values=(plain_value,))
    if group in ",،" and language in ("fa", "en"):
        return _Numeral(values=(plain_value,))
    return _Numeral(values=(plain_value, as_decimal) if whole else (as_decimal, plain_value))


class _Words:
    """The words of a conversation that stand around a number."""

    def __init__(self, language: str) -> None:
        lexicons = tuple(spoken_with(language))

        def every(*texts: str) -> frozenset[tuple[str, ...]]:
            return frozenset(tuple(p.split()) for text in texts for p in words(text))

        self.units = every(lexicons[0].own_units, *(lex.units for lex in lexicons))
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
        self.years = every(*(lex.years_old for lex in lexicons))
        self.joins = every(*(lex.joins for lex in lexicons))
        self.fractions: dict[tuple[str, ...], int] = {}
        self.millions: set[str] = set()
        for lex in lexicons:
            for phrase, minutes in by_phrase(lex.fractions).items():
                if minutes in (15, 30):
                    self.fractions.setdefault(tuple(phrase.split()), minutes)
            names = {**by_phrase(lex.cardinals), **by_phrase(lex.arabizi_cardinals)}
            self.millions |= {word for word, value in names.items() if value >= 1_000_000}


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    return _Words(language)


def _of_items(items: Sequence[_Numeral | str], language: str) -> _Reading | None:
    known = _words(language)
    if tuple(items) in known.nothing:
        return _Reading(values=(Decimal(0),), certain=False)
    whole = _value(items, language)
    if whole is not None:
        return whole
    around = _Around(items, language)
    found = around.reading()
    if around.unknown and (mended := with_number_words(items, around.unknown, language)):
        as_meant = _Around(mended, language)
        meant = as_meant.reading()
        if meant is not None and not as_meant.unknown and len(as_meant.found) == 1:
            return replace(meant, certain=False)
    return found


class _Around:
    """A walk over a reply that says more than a number: units, fillers, several numbers."""

    def __init__(self, items: Sequence[_Numeral | str], language: str) -> None:
        self.items = items
        self.language = language
        self.known = _words(language)
        self.found: list[_Reading] = []
        self.certain = True
        self.unknown: list[int] = []
        self.cut = False
        self.negative = False
        self.age = False

    def reading(self) -> _Reading | None:
        at = 0
        while at < len(self.items):
            at += self._number(at) or self._phrase(at) or self._unknown(at)
        values = tuple(dict.fromkeys(v for reading in self.found for v in reading.values))
        if not values or len(values) > MOST_ASKED or len(self.unknown) > _MOST_UNKNOWN or self.cut:
            return None
        if self.negative:
            values = tuple(-v for v in values)
        once = len(self.found) == 1 or (len(values) == 1 and self._is_said_twice())
        certain = self.certain and once and self.found[0].certain
        return _Reading(values=values, certain=certain, age=self.age)

    def _is_said_twice(self) -> bool:
        """Return whether a number stands once in digits and once in words: trois (3)."""
        digits = sum(not isinstance(item, str) for item in self.items)
        return len(self.found) == 2 and digits == 1

    def _number(self, at: int) -> int:
        """Take the longest number that begins here; return how many items it has."""
        if isinstance(self.items[at], str) and self._is_filler(at):
            return 0
        for end in range(min(len(self.items), at + 12), at, -1):
            if (value := _value(self.items[at:end], self.language)) is not None:
                self.found.append(value)
                return end - at
        return 0

    def _is_filler(self, at: int) -> bool:
        """Return whether fillers of several words begin here: «il y a», «un seul»."""
        return any(
            self._stands(size, at, self.known.fillers | self.known.about) for size in (4, 3, 2)
        )

    def _stands(self, size: int, at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
        part = tuple(self.items[at : at + size])
        return len(part) == size and part in phrases

    def _phrase(self, at: int) -> int:
        known = self.known
        for size in (4, 3, 2, 1):
            if self._stands(size, at, known.minus) and not self.found:
                self.negative = True
                return size
            if self._stands(size, at, known.about) or self._stands(size, at, known.doubtful):
                self.certain = False
                return size
            if self._stands(size, at, known.units):
                self.age = self.age or self._stands(size, at, known.years)
                self.certain = self.certain and not self._joins_on(at + size)
                return size
            if self._stands(size, at, known.fillers):
                self.age = self.age or self._stands(size, at, known.aged)
                return size
            if self._stands(size, at, known.either):
                self.certain = False
                return size
        return 0

    def _joins_on(self, at: int) -> bool:
        """Return whether *and* follows a unit before any number: «سنة وعشرين» may be ستة."""
        after = self.items[at] if at < len(self.items) and not self.found else None
        if not isinstance(after, str) or not after.startswith("و"):
            return False
        rest = cardinal([after.removeprefix("و")], self.language)
        return after == "و" or (rest is not None and rest.value > 1)  # «واحد» begins with it

    def _unknown(self, at: int) -> int:
        self.certain = False
        self.unknown.append(at)
        self.cut = self.cut or self._is_part_of_number(at)
        return 1

    def _is_part_of_number(self, at: int) -> bool:
        """Return whether what was not understood belongs to a number: «X و عشرين», ``X mya``."""
        after = self.items[at + 1 : at + 3]
        if any(not isinstance(item, str) for item in after[:1]) or not after:
            return False
        joined = tuple(after[:1]) in self.known.joins and len(after) == 2
        beside = after[-1] if joined else after[0]
        found = cardinal([beside], self.language) if isinstance(beside, str) else None
        return found is not None and (joined or found.value in _SCALES | {100})


def _value(items: Sequence[_Numeral | str], language: str) -> _Reading | None:
    """Return the number that all the items say together: digits, words, halves."""
    known = _words(language)
    if len(items) > _MOST_ITEMS:
        return None
    if len(items) == 1 and isinstance(items[0], _Numeral):
        return _Reading(values=items[0].values, certain=True) if items[0].values else None
    if (minutes := _fraction(tuple(items), known)) is not None:
        part = Decimal(minutes) / 60
        count = cardinal([item for item in items if isinstance(item, str)], language)
        values = (Decimal(count.value), part) if count else (part,)
        return _Reading(values=values, certain=False)
    if (scaled := _scaled(items, known)) is not None:
        return scaled
    tokens = [_digits(item) if isinstance(item, _Numeral) else item for item in items]
    if None not in tokens and any(isinstance(item, str) for item in items):
        found = cardinal([token or "" for token in tokens], language)
        if found is not None:
            return _of_sum(found, items, language)
    return _with_part(items, language)


def _of_sum(found: Sum, items: Sequence[_Numeral | str], language: str) -> _Reading:
    """Return the sum; a million may be one of centimes in Morocco, so that it is asked back."""
    millions = any(item in _words(language).millions for item in items)
    certain = found.certain and (language in ("fa", "en") or not millions)
    return _Reading(values=(Decimal(found.value),), certain=certain)


def _digits(item: _Numeral) -> str | None:
    value = item.values[0] if len(item.values) == 1 else None
    return str(value) if value is not None and value == value.to_integral_value() else None


def _scaled(items: Sequence[_Numeral | str], known: _Words) -> _Reading | None:
    """Return 1.5 million; the whole numbers of thousands are left to the words."""
    if len(items) != 2 or not isinstance(items[0], _Numeral) or items[1] not in known.millions:
        return None
    values = items[0].values
    if len(values) != 1 or values[0] == values[0].to_integral_value():
        return None
    return _Reading(values=(values[0] * 1_000_000,), certain=False)


def _with_part(items: Sequence[_Numeral | str], language: str) -> _Reading | None:
    """Return three and a half, or three point five."""
    known = _words(language)
    for size in (3, 2, 1):
        tail, head = tuple(items[-size:]), items[:-size]
        if not head or len(tail) < size:
            continue
        if (minutes := _fraction(tail, known)) is not None:
            if tuple(head[-1:]) in known.joins:
                head = head[:-1]
            before = _value(head, language) if head else None
            if before is not None and all(v == v.to_integral_value() for v in before.values):
                part = Decimal(minutes) / 60
                return _Reading(values=(before.values[0] + part,), certain=before.certain)
    for at in range(1, len(items) - 1):
        if (items[at],) in known.points:
            before, after = _value(items[:at], language), _value(items[at + 1 :], language)
            if before is None or after is None or len(before.values + after.values) != 2:
                return None
            both = (before.values[0], after.values[0])
            if any(v != v.to_integral_value() for v in both) or after.values[0] > 99:
                return None
            return _Reading(
                values=(Decimal(f"{both[0]:f}.{both[1]:f}"),),
                certain=before.certain and after.certain,
            )
    return None


def _fraction(tail: tuple[_Numeral | str, ...], known: _Words) -> int | None:
    """Return the minutes of a half or quarter; «و» may be glued to it."""
    spoken = tuple(item for item in tail if isinstance(item, str))
    if len(spoken) < len(tail):
        return None
    if len(spoken) == 1 and spoken not in known.fractions:
        spoken = (spoken[0].removeprefix("و"),)
    return known.fractions.get(spoken)
