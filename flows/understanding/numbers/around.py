"""The words around a number: what they count, leave out or turn."""

from collections.abc import Sequence
from decimal import Decimal

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import MOST_WORDS, cardinal
from flows.understanding.numbers.quantities import (
    Numeral,
    Reading,
    fraction,
    quantity,
    scale_of,
    vocabulary,
)
from flows.understanding.outcomes import MOST_ASKED
from flows.understanding.spoken import ar_counted

_MOST_UNKNOWN = 6
SCALES = {1000, 1_000_000}
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


class Around:
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
        """Return the number that all the words leave, None where one of them leaves none."""
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
                self.unit_end = at + size  # what it is of may follow: «كيلو ونص د العسل»
                return size
        return 0

    def _joined_fraction(self, part: tuple[Numeral | str, ...]) -> int | None:
        """Return the minutes of a half or quarter that *and* stands before."""
        first = part[0]
        if (first,) in self.known.joins:
            return fraction(part, self.known) or fraction(part[1:], self.known)
        if (less := self._less(part)) is not None:
            return less
        glued = isinstance(first, str) and first.startswith("و")
        return fraction(part, self.known) if glued else None

    def _less(self, part: tuple[Numeral | str, ...]) -> int | None:
        """Return the minutes that *less* or *minus* takes away: «هكتار قل ربع»; asked back."""
        if part[:1] not in self.known.less and part[:1] not in self.known.minus:
            return None
        if (minutes := fraction(part[1:], self.known)) is None:
            return None
        self.certain = False
        return -minutes

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
        return found is not None and (joined or found.value in SCALES | {100})
