"""The parts of a typed date: numbers, names and words, each for what it may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.understanding.dates.calendars import (
    Calendar,
)
from flows.understanding.dates.named import month_names, month_sounds, weekday_names
from flows.understanding.scanning import Item
from flows.understanding.sounds import hear
from flows.understanding.spelling import is_slip, nearest
from flows.understanding.spoken.fr_common import is_everyday

_SHANBE = "شنب"
"""In a weekday of Persian; those of Arabic are a letter away from words: «الجامعة», «الشمعة»."""
_AROUND = {"filler", "bound", "either"}
_NAMED = {"filler", "day_unit"}
"""*Day* between *from* and its name: «من نهار الجمعة»."""
FROM_A_DAY = ("fa", "ar", "ary")
"""Where *from* before a number is no preposition of the day itself: «من 5 دجنبر»."""


@dataclass(slots=True)
class Parts:
    """What stands in a reply that may be a date."""

    names: Mapping[str, tuple[int, Calendar]]
    sounds: Mapping[str, Sequence[tuple[int, Calendar]]]
    weekday_names: Mapping[str, int]
    numbers: list[Item] = field(default_factory=list)
    months: list[tuple[int, Calendar | None]] = field(default_factory=list)
    month_at: int = 0
    """How many numbers stood before the month."""
    weekdays: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    weeks: list[int] = field(default_factory=list)
    which: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    french: bool = False
    named: bool = False
    """Whether a month is named as it is spelt."""
    more_months: bool = False
    """Whether a second month is named."""
    months_ahead: int | None = None
    """This month is 0, the next 1."""
    years_ahead: int | None = None
    """This year is 0, the last -1, where French names it so."""
    span: bool = False
    """Whether it has two days with a dash between: *29-30 novembre*."""
    beside: bool = False
    """Whether it begins with before or after: of a day that is named it says nothing."""
    unknown: int = 0
    beyond: bool = False
    """Whether it says the one after the next: «السبت بعد القادم»."""
    islamic: bool = False
    """Whether it is marked as a day of the Islamic calendar, or names a month of it."""
    aside: bool = False
    """Whether it says before, after or from a weekday, or its plural, which name no day."""

    @classmethod
    def of(cls, items: Sequence[Item], language: str) -> "Parts":
        """Return what the scanned items of a reply may be of a date."""
        parts = cls(
            names=month_names(language),
            sounds=month_sounds(language),
            weekday_names=weekday_names(language),
            french=language == "fr",
            named=any("month" in item for item in items),
        )
        skip = -1
        for at, item in enumerate(items):
            if at == skip:
                continue
            following = _after(items, at)
            if "marker" in item and "number" not in item:
                if following is not None and "number" in items[following] and not parts.months:
                    parts._month(items[following]["number"], None)
                    skip = following
                elif (ahead := _months_ahead(items, at)) is not None:
                    parts.months_ahead = ahead
                continue
            two = len(parts.numbers) == 1 and following is not None and "number" in items[following]
            parts.unknown += "either" in item and ("filler" not in item or two)
            bound = _is_bound(items, at)
            parts.aside = parts.aside or (bound and "weekday" in item and not parts.numbers)
            parts.unknown += bound and "day" in item
            from_day = language in FROM_A_DAY and "number" in item and not parts.numbers
            parts.unknown += bound and from_day and (language == "fa" or "ago" not in parts.which)
            parts._take(item, following is not None and _is_month(items[following]))
        return parts

    def _take(self, item: Item, month_follows: bool) -> None:
        """Sort one item; what is both a number and a name is what its neighbours make of it."""
        if "number" in item and (
            len(item.kinds) == 1
            or month_follows
            or ("month" in item and not self.numbers and not self.months)
        ):
            self.numbers.append(item)
        elif "jalali" in item and not self.months:
            self._month(item["jalali"], "jalali")
        elif "month" in item and not self.months:
            self._month(item["month"], "gregorian")
        elif "hijri" in item and not self.months:
            self._month(item["hijri"], "islamic")
        elif "weekday" in item:
            self.aside = self.aside or bool(self.which & {"ahead", "ago"} and not self.numbers)
            self.weekdays.append(item["weekday"])
        elif "day" in item:
            self.days.append(item["day"])
        elif "week" in item:
            self.weeks.append(item["week"])
        elif not item.kinds:
            self._guess(item.written)
        elif _is_month(item):
            self.more_months = True
            self.unknown += self._is_another(item)
        self.islamic = self.islamic or "islamic" in item or self._names_hijri()
        told = self.numbers or self.months or self.weekdays
        self.beside = self.beside or bool(not told and set(item.kinds) & {"ahead", "ago"})
        self.beyond = self.beyond or "beyond" in item
        self.which.update(set(item.kinds) & {"coming", "following", "past", "ahead", "ago"})
        self.units.update(set(item.kinds) & {"day_unit", "week_unit"})
        self.aside = self.aside or bool(
            "day_unit" in item and "filler" not in item and not self.numbers
        )

    def _guess(self, word: str) -> None:
        """Take a misspelt month; unless it is a mere slip, the date is then asked back."""
        if self.french and (self.named or is_everyday(word)):
            self.unknown += 1  # *parle* is not *avril*
            return
        heard = () if self.months else self.sounds.get(hear(word, "ary").bones, ())
        if len(heard) == 1:
            self._month(*heard[0])
            return
        near = [] if self.months else nearest(word, tuple(self.names))
        meant = {self.names[known] for known in near}
        if len(meant) == 1 and len(word) > 3:
            self._month(*meant.pop())
        if not self.months and not self.weekdays and (found := self._weekday(word)) is not None:
            self.weekdays.append(found)
            self.unknown += not (word.isascii() or _SHANBE in word)
            return
        self.unknown += not (near and is_slip(word, near[0]) and self.months)

    def _weekday(self, word: str) -> int | None:
        """Return the weekday that a slip of the finger keeps a word from being: *vendrdi*."""
        slips = {day for name, day in self.weekday_names.items() if is_slip(word, name)}
        return slips.pop() if len(slips) == 1 else None

    def _is_another(self, item: Item) -> bool:
        """Return whether it is no month by its name, or another than the first."""
        return self.months[0][0] not in (item.kinds.get(k) for k in ("month", "jalali", "hijri"))

    def _names_hijri(self) -> bool:
        return any(calendar == "islamic" for _, calendar in self.months)

    def _month(self, month: int, calendar: Calendar | None) -> None:
        self.month_at = len(self.numbers)
        self.months.append((month, calendar))


def _is_bound(items: Sequence[Item], at: int) -> bool:
    """Return whether *from* or *until* stands before an item, fillers apart."""
    said = (item for item in reversed(items[:at]) if not item.kinds or set(item.kinds) - _NAMED)
    before = next(said, None)
    if before is None:
        return False
    return "bound" in before or ("either" in before and "filler" not in before)


def _months_ahead(items: Sequence[Item], at: int) -> int | None:
    """Return 0 for *this* month, 1 for the *next*; None where neither stands beside the word."""
    if at and "coming" in items[at - 1]:
        return 0
    after = items[at + 1] if at + 1 < len(items) else None
    if after is None or "number" in after:
        return None
    return 1 if {"following", "coming"} & set(after.kinds) else None


def _is_month(item: Item) -> bool:
    return bool({"month", "jalali", "hijri", "marker"} & set(item.kinds))


def _after(items: Sequence[Item], at: int) -> int | None:
    """Return the next item that is no filler."""
    rest = range(at + 1, len(items))
    return next((k for k in rest if not set(items[k].kinds) or set(items[k].kinds) - _AROUND), None)
