"""Numbers that people type: digits of any script, words, units and separators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from flows.understanding.corrected import beyond_correction
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import by_phrase, words
from flows.understanding.numbers.cardinals import MOST_WORDS, cardinal
from flows.understanding.numbers.collectives import in_numbers
from flows.understanding.numbers.measured import in_decimals, with_zeros
from flows.understanding.numbers.misspelt import with_number_words
from flows.understanding.numbers.quantities import (
    Numeral,
    Reading,
    Vocabulary,
    fraction,
    quantity,
    scale_of,
    vocabulary,
)
from flows.understanding.outcomes import MOST_ASKED, Outcome, Read, Refused, ask
from flows.understanding.phones.reading import Country, is_international, is_national
from flows.understanding.spoken import ar_counted
from flows.understanding.spoken.ar_lookalikes import doubted
from flows.understanding.spoken.fa_counted import is_doubtful, is_little_money, is_point, says_none
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.greetings import without_greeting

NOT_A_NUMBER = Refused(code="number.not_a_number")
NOT_WHOLE = Refused(code="number.not_whole")

_LONGEST_TYPED = 200
_MOST_DIGITS = 15
_SHORTEST_PHONE = 8
_MOST_UNKNOWN = 6
_SCALES = {1000, 1_000_000}
_NINE_OR_NO = "نه"
_ARTICLES = (["یه"], ["ye"])
_ONE = ("un", "une")
_MINUTES = frozenset({"minute", "minutes", "min", "mn"})
_PLEASE = frozenset({"svp", "stp", "plait", "attendez", "attends"})
_FEW_MINUTES = 10
"""*Deux minutes svp* asks to wait."""
_WE_ARE = (("nous", "sommes"), ("on", "est"))
_OF_PARENTS = frozenset({"fille", "filles", "garcon", "garcons", "enfants", "freres", "soeurs"})
"""*Nous sommes cinq filles* counts sisters, maybe not who was asked about."""
_SAY = ("dis", "set", "vin")
_KIN = frozenset(
    (word,)
    for word in words(
        "maman | papa | tonton | tantie | tanti | tata | chef | patron | patronne | docteur"
        " | frère | sœur | monsieur | madame | ami | amie"
    )
)
_OF_WHAT = frozenset((word,) for word in words("d | dyal | dial | diyal | د | ديال"))
_COUNTED_ON = words("ساعت | روز | ماه | هفته | تا | saat | rooz | ruz | mah | hafte | ta")
"""Before a number they name one hour, day or month, or *up to*; after it they count."""
_SHORTEST_YEAR = 40
"""«سال ۷۴» is a year; «سنة واحدة» is one of them, and may be said so of a few."""

_NUMERAL = re.compile(
    r"(?<![\w.,٫٬،])(?P<whole>\d{1,3}(?P<group>[ .,٬،'’])\d{3}(?:(?P=group)\d{3})*(?!\d)|\d+)"
    r"(?:(?P<point>[.,٫،])(?P<decimals>\d+))?(?![\w])(?![.,٫]\d)"
)
_ATTACHED = re.compile(r"(?<=\d)(?=[^\W\d_a-z])|(?<=[^\W\d_a-z])(?=\d)")
_GLUED = re.compile(r"(?<![^\W_])(\d+(?:[.,٫]\d+)?)([^\W\d_]+|[%٪€$])(?![^\W_])")
_THOUSANDS = re.compile(r"(?<=\d)\s?k(?!\w)")
"""150k is 150,000, if it is not kilometres."""
_NO = re.compile(r"(?<!\w)نه\s*[،,.!]")
"""«نه، هزار» is not nine thousand."""
_SLASHED = re.compile(r"^\D*?(\d{1,6})\s*/\s*(\d{1,2})\D*$")
_PROPER = re.compile(r"^(?:(\d{1,3})\s+)?([13])\s*[/⁄]\s*([248])(?!\d)\D*$")
"""1/2 and 3/4 are likelier parts of one than two answers; they are asked back."""
_POINT_FIRST = re.compile(r"^[.,٫](?=\d)")
_FRACTIONS = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_THANKS = re.compile(
    r"\bmerci\s+(?:mille|1000|cent|100)\s+fois|\b(?:mille|cent|\d+)\s+fois\s+(?:merci|oui|non)\b"
)
_CLOCK_OR_DATE = re.compile(r"\d\s*[:/\\_@*=]\s*\d|\d\s*[-–—]\s*\d+\s*[-–—]\s*\d")
_UNSURE = re.compile(r"(?<=\S)\s+[-−–](?=\d)|[?؟~≈<>±≤≥°]|\d\s*[-–—]\s*\d|\w\s*\+|^\+")
_BORN = re.compile(r"\bde\s+(?:19|20)\d\d$")
"""*Je suis de 1958* is a year."""
_BARE = re.compile(r"0|[1-9]\d{0,5}", re.ASCII)
"""A number that says all there is to say: no phone number, no zero before it."""
_MINUS = re.compile(r"^[-−–]\s?(?=\d)")
_DASH = re.compile(r"^[-−–]\s")
"""As before an item of a list."""


def number(text: str, language: str, *, whole: bool) -> Outcome[int] | Outcome[float]:
    """Return the number: an int when whole, else also a float.

    «خمسة وعشرون», ``khmsa o 3chrin``, ``1 500,50 DH`` and ``۲۵ سال`` are certain. A number among
    unknown words, an estimate, one of two, ``1,500`` in French are asked back. Codes:
    ``number.not_a_number``, ``number.not_whole``.
    """
    if _BARE.fullmatch(text):  # as nearly always
        return Read(value=int(text))

    def read_once(said: str) -> Outcome[int] | Outcome[float]:
        found = _number(said, language, whole=whole)
        return doubted(said, language, found, of="number")

    return beyond_frames(text, language, lambda s: beyond_correction(s, language, read_once))


def _number(text: str, language: str, *, whole: bool) -> Outcome[int] | Outcome[float]:
    reading = read(text, language, whole=whole)
    if reading is None and (bare := ar_counted.without_glue(fold(text), language)):
        reading = read(bare, language, whole=whole)
        reading = replace(reading, certain=False) if reading else None
    if reading is None:
        none = language == "fa" and says_none(fold(text).split())
        return ask(0) if none else NOT_A_NUMBER
    fitting = tuple(v for v in reading.values if not whole or v == v.to_integral_value())
    if not fitting:
        return ask(*(int(v) for v in reading.values)) if reading.age else NOT_WHOLE
    certain = reading.certain and len(reading.values) == 1
    return Read(value=_exact(fitting[0])) if certain else ask(*map(_exact, fitting))


def _exact(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def read(text: str, language: str, *, whole: bool) -> Reading | None:
    """Return every number that the reply may mean, or None."""
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return None
    text = without_greeting(text).translate(_FRACTIONS)
    typed = _separated(plain(text).strip(), language)
    typed = with_zeros(typed if whole or language == "fa" else in_decimals(typed))
    if language != "fa" and not whole and (part := _PROPER.match(typed)):
        value = Decimal(part[1] or 0) + Decimal(part[2]) / Decimal(part[3])
        return Reading(values=(value,), certain=False)
    if fraction := _SLASHED.match(typed):
        if language != "fa":
            return None
        return _slashed(fraction, language)
    typed = _POINT_FIRST.sub("0.", typed)
    if _CLOCK_OR_DATE.search(typed) or _THANKS.search(typed):
        return None
    negative = bool(_MINUS.match(typed))
    found = _of_items(tuple(_items(_MINUS.sub("", typed), language, whole=whole)), language)
    if found is None:
        return None
    values = tuple(-v for v in found.values) if negative else found.values
    certain = (
        found.certain
        and not _UNSURE.search(typed)
        and not _NO.search(typed)
        and not (language == "fr" and _BORN.search(typed))
        and not (language == "fa" and is_doubtful(fold(typed).split()))
        and not (language == "fa" and is_little_money(fold(typed).split(), values))
        and not ar_counted.is_doubtful(fold(typed).split(), language)
        and not ar_counted.WEDNESDAY.search(text)
        and not _THOUSANDS.search(plain(text))
        and not _DASH.match(typed)
    )
    return Reading(values=values, certain=certain, age=found.age)


def _slashed(written: re.Match[str], language: str) -> Reading:
    """Return the decimal that Persian writes with a slash; it is doubtful beside other words."""
    typed, whole, part = written.string, written[1], written[2]
    value = Decimal(f"{whole}.{part}")
    around = fold(typed[: written.start(1)]).split(), fold(typed[written.end(2) :]).split()
    sure = is_point(whole, part, measured=bool(around[1]))
    number = Numeral(values=(value,), certain=sure)
    found = _of_items((*around[0], number, *around[1]), language)
    sure = found is not None and found.certain and found.values == (value,)
    return Reading(values=(value,), certain=sure)


def _separated(typed: str, language: str) -> str:
    """Return the text with a space between digits and units; ``7dach`` stays one word."""
    units = _all_units(language)

    def apart(match: re.Match[str]) -> str:
        word = fold(match[0])
        if cardinal([word], language) is None and (match[2] in "%٪€$" or fold(match[2]) in units):
            return f"{match[1]} {match[2]}"
        return match[0]

    if language != "fa":
        typed = in_numbers(_THOUSANDS.sub(" mille", typed))
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


def _items(typed: str, language: str, *, whole: bool) -> Iterator[Numeral | str]:
    """Yield numerals and folded words in order."""
    at = 0
    for match in _NUMERAL.finditer(typed):
        yield from fold(typed[at : match.start()]).split()
        yield _numeral(match, language, whole=whole)
        at = match.end()
    yield from fold(typed[at:]).split()


def _numeral(match: re.Match[str], language: str, *, whole: bool) -> Numeral:
    """Return the readings of digits with separators (languages.md, section 2)."""
    group, point, decimals = match["group"], match["point"], match["decimals"]
    digits = "".join(c for c in match["whole"] if c.isdecimal())
    if len(digits) + len(decimals or "") > _MOST_DIGITS:
        return Numeral(values=())
    plain_value = Decimal(digits)
    if point is not None:
        if point == group or (group is None and digits == ""):
            return Numeral(values=())
        return Numeral(values=(Decimal(f"{digits}.{decimals}"),))
    if group is None:
        is_phone = digits.startswith("0") and len(digits) >= _SHORTEST_PHONE
        if is_phone or is_international(digits):
            return Numeral(values=())
        return Numeral(values=(plain_value,), certain=not _may_be_phone(digits, language))
    first, _, rest = match["whole"].partition(group)
    as_decimal = Decimal(f"{first}.{rest}") if group not in rest and group in ".,،" else None
    if first.startswith("0"):
        return Numeral(values=(as_decimal,) if as_decimal is not None else ())
    if as_decimal is None or (group == "." and (whole or as_decimal == int(first))):
        return Numeral(values=(plain_value,))
    if group in ",،" and language in ("fa", "en"):
        return Numeral(values=(plain_value,))
    return Numeral(values=(plain_value, as_decimal) if whole else (as_decimal, plain_value))


def _is_none_of(items: tuple[Numeral | str, ...], known: Vocabulary) -> bool:
    """Return whether nothing is said of a unit: *aucun enfant*, *pas de vaches*."""
    return any(items[:at] in known.nothing and _is_of(items[at:], known) for at in (1, 2, 3))


def _is_of(noun: tuple[Numeral | str, ...], known: Vocabulary) -> bool:
    """Return whether it is a unit, with or without its Arabic article."""
    first, *rest = noun or ("",)
    bare = (first.removeprefix("ال"), *rest) if isinstance(first, str) else noun
    return noun in known.units or bare in known.units


def _of_items(items: Sequence[Numeral | str], language: str) -> Reading | None:
    known = vocabulary(language)
    if tuple(items) in known.nothing or _is_none_of(tuple(items), known):
        return Reading(values=(Decimal(0),), certain=False)
    whole = quantity(items, language)
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


def _may_be_phone(digits: str, language: str) -> bool:
    """Return whether the digits are dialled there; an amount of money ends in zeros."""
    country: Country = "IR" if language == "fa" else "MA"
    return is_national(digits, country) and not digits.endswith("000")


class _Around:
    """A walk over a reply that says more than a number: units, fillers, several numbers."""

    def __init__(self, items: Sequence[Numeral | str], language: str) -> None:
        self.items = items
        self.language = language
        self.known = vocabulary(language)
        self.found: list[Reading] = []
        self.certain = True
        self.unknown: list[int] = []
        self.cut = False
        self.negative = False
        self.age = False
        self.found_at: list[int] = []
        self.about = False
        self.unit_end = -1
        """Where the last unit ended; what stands there may be its half."""
        self.years_end = -1
        self.calendar_end = -1
        """Where a day or a month ended: ``nhar 3`` is a date."""
        self.found_end = 0

    def reading(self) -> Reading | None:
        at = 0
        while at < len(self.items):
            at += self._half(at) or self._number(at) or self._phrase(at) or self._unknown(at)
        values = tuple(dict.fromkeys(v for reading in self.found for v in reading.values))
        if not values or len(values) > MOST_ASKED or len(self.unknown) > _MOST_UNKNOWN or self.cut:
            return None
        if self._is_no():
            return None
        self.certain = self.certain and not self._is_article() and not self._is_other_word()
        if self.negative:
            values = tuple(-v for v in values)
        once = len(self.found) == 1 or (len(values) == 1 and self._is_said_twice())
        certain = self.certain and once and self.found[0].certain
        return Reading(values=values, certain=certain, age=self.age)

    def _is_said_twice(self) -> bool:
        """Return whether a number stands once in digits and once in words: trois (3)."""
        digits = sum(not isinstance(item, str) for item in self.items)
        return len(self.found) == 2 and digits == 1

    def _number(self, at: int) -> int:
        """Take the longest number that begins here; return how many items it has."""
        if isinstance(self.items[at], str) and self._is_filler(at):
            return 0
        for end in range(min(len(self.items), at + MOST_WORDS), at, -1):
            if (value := quantity(self.items[at:end], self.language)) is not None:
                if self.known.is_darija and end == at + 1:
                    part = ar_counted.part_of(value.values, self.items[end:])
                    if part != value.values:
                        value = Reading(values=part, certain=True)
                self.found.append(value)
                self.found_at.append(at)
                self.found_end = end
                self.certain = self.certain and not self._is_year(at, value)
                self.certain = self.certain and at != self.calendar_end
                return end - at
        return 0

    def _is_year(self, at: int, value: Reading) -> bool:
        """Return whether a number after *year* is one of two digits: «سال ۷۴»."""
        return self.years_end == at and _SHORTEST_YEAR <= value.values[0] < 100

    def _is_no(self) -> bool:
        """Return whether «نه» denies: it is nine alone, before a unit, or after *about*."""
        if [self.items[at] for at in self.found_at] != [_NINE_OR_NO] or len(self.items) == 1:
            return False
        return self.unit_end <= self.found_at[0] and not self.about

    def _is_article(self) -> bool:
        """Return whether «یه» is *a* rather than one: «یه سلام», before what is no unit."""
        said = [self.items[at] for at in self.found_at]
        counted = any((item,) in self.known.units for item in self.items)
        is_one = bool(self.found) and self.found[0].values == (Decimal(1),)  # «یه ربع» is a quarter
        return is_one and said in _ARTICLES and len(self.items) > 1 and not counted

    def _is_other_word(self) -> bool:
        """Return whether French *une* is an article, or *dis* says something: *une maman*."""
        if self.language != "fr" or len(self.found_at) != 1 or len(self.items) < 2:
            return False
        few = self.found[0].values[0] <= _FEW_MINUTES
        if few and not _MINUTES.isdisjoint(self.items) and not _PLEASE.isdisjoint(self.items):
            return True
        if tuple(self.items[:2]) in _WE_ARE and not _OF_PARENTS.isdisjoint(self.items):
            return True
        at = self.found_at[0]
        before_kin = tuple(self.items[at + 1 : at + 2]) in _KIN
        before_moi = tuple(self.items[at + 1 : at + 2]) in (("moi",), ("donc",))
        return (self.items[at] in _ONE and before_kin) or (self.items[at] in _SAY and before_moi)

    def _half(self, at: int) -> int:
        """Take a half that is said after the unit: *deux kilos et demi*, ``hektar o noss``."""
        if at != self.unit_end or len(self.found) > 1:
            return 0
        for size in (3, 2, 1):
            part = tuple(self.items[at : at + size])
            minutes = self._joined_fraction(part) if len(part) == size else None
            before = self.found[0] if self.found else Reading(values=(Decimal(1),), certain=True)
            if minutes and len(before.values) == 1 and before.values[0] % 1 == 0:
                scale = scale_of(self.items[self.found_end - 1], self.language)
                whole = before.values[0] + Decimal(minutes) / 60 * scale
                self.found = [Reading(values=(whole,), certain=before.certain and scale == 1)]
                return size
        return 0

    def _joined_fraction(self, part: tuple[Numeral | str, ...]) -> int | None:
        """Return the minutes of a half or quarter that *and* stands before."""
        first = part[0]
        if (first,) in self.known.joins:
            return fraction(part, self.known) or fraction(part[1:], self.known)
        glued = isinstance(first, str) and first.startswith("و")
        return fraction(part, self.known) if glued else None

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
                self.certain = self.certain and self.items[at] != "moins"  # or fewer than that
                return size
            if self._stands(size, at, known.about) or self._stands(size, at, known.doubtful):
                self.certain, self.about = False, True
                return size
            if known.is_unit(tuple(self.items[at : at + size])) and at + size <= len(self.items):
                is_years = self._stands(size, at, known.years)
                self.age = self.age or is_years
                self.certain = self.certain and not self._joins_on(at + size)
                self.certain = self.certain and not self._is_of_the_calendar(at)
                self.certain = self.certain and not self._is_said_otherwise(at)
                self.unit_end = at + size
                self.calendar_end = at + size if self._stands(size, at, known.calendar) else -1
                self.years_end = at + size if is_years else -1
                return size
            if self._stands(size, at, known.fillers):
                if self.calendar_end == at:
                    self.calendar_end = at + size  # ``nhar l arbaa``
                self.age = self.age or self._stands(size, at, known.aged)
                self.certain = self.certain and not self._is_said_otherwise(at)
                return size
            if self._stands(size, at, known.either):
                self.certain = False
                return size
        return 0

    def _is_of_the_calendar(self, at: int) -> bool:
        """Return whether the unit stands before its number: «ساعت ۱۰» is an hour of the day."""
        return self.language == "fa" and not self.found and self.items[at] in _COUNTED_ON

    def _joins_on(self, at: int) -> bool:
        """Return whether *and* follows a unit before any number: «سنة وعشرين» may be ستة."""
        after = self.items[at] if at < len(self.items) and not self.found else None
        if not isinstance(after, str) or not after.startswith("و"):
            return False
        rest = cardinal([after.removeprefix("و")], self.language)
        if fraction((after,), self.known) is not None:
            return False  # an hour and a quarter
        return after == "و" or (rest is not None and rest.value > 1)  # «واحد» begins with it

    def _unknown(self, at: int) -> int:
        if self._is_counted(at):
            return 1
        self.certain = False
        self.unknown.append(at)
        self.cut = self.cut or self._is_part_of_number(at)
        return 1

    def _is_counted(self, at: int) -> bool:
        """Return whether a last word only says what a unit was of: ``3 kilo d zitoun``."""
        word = self.items[at]
        if not (isinstance(word, str) and self.known.is_darija and self.found):
            return False
        of = self.items[self.unit_end : at]
        said_of = tuple(of) in _OF_WHAT or (
            not of and word.startswith(("dl", "dyal", "ديال", "دال"))
        )
        return 0 < self.unit_end <= at and said_of and self._is_end(at + 1)

    def _is_said_otherwise(self, at: int) -> bool:
        """Return whether grams are no filler, nor *de* of *vin de ans*, which is *deux*."""
        after = tuple(self.items[at + 1 : at + 2])
        beside = bool(self.found) and self.found_end == at
        is_two = self.items[at] == "de" and after in self.known.years
        return beside and (self.items[at] == "g" or is_two)

    def _is_end(self, at: int) -> bool:
        """Return whether nothing but courtesies follows."""
        while at < len(self.items):
            sizes = (n for n in (4, 3, 2, 1) if self._stands(n, at, self.known.fillers))
            if not (size := next(sizes, 0)):
                return False
            at += size
        return True

    def _is_part_of_number(self, at: int) -> bool:
        """Return whether what was not understood belongs to a number: «X و عشرين», ``X mya``."""
        after = self.items[at + 1 : at + 3]
        if any(not isinstance(item, str) for item in after[:1]) or not after:
            return False
        joined = tuple(after[:1]) in self.known.joins and len(after) == 2
        beside = after[-1] if joined else after[0]
        found = cardinal([beside], self.language) if isinstance(beside, str) else None
        return found is not None and (joined or found.value in _SCALES | {100})
