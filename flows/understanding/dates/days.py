"""Days that people type: three calendars, month names, tomorrow, next Thursday."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from flows.understanding.corrected import beyond_correction
from flows.understanding.dates.calendars import (
    Calendar,
    calendars_of,
    day,
    full_years,
    month_of,
    year_of,
)
from flows.understanding.dates.hijri import MARKS, NAMES
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.lexicon import Lexicon
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.scanning import Item, Phrases, gathered, scan
from flows.understanding.sounds import hear
from flows.understanding.spelling import is_slip, nearest
from flows.understanding.spoken.ar_distances import away
from flows.understanding.spoken.ar_kin import is_of_another
from flows.understanding.spoken.ar_lookalikes import doubted
from flows.understanding.spoken.arabizi_turned import is_turned
from flows.understanding.spoken.fa_instead import instead
from flows.understanding.spoken.fa_years import with_year
from flows.understanding.spoken.fr_common import is_everyday
from flows.understanding.spoken.fr_framed import beyond_frames
from flows.understanding.spoken.fr_years import years_away
from flows.understanding.spoken.greetings import without_greeting

NOT_A_DATE = Refused(code="date.not_a_date")
INCOMPLETE = Refused(code="date.incomplete")
IMPOSSIBLE = Refused(code="date.impossible")

_LONGEST_TYPED = 120
_SATURDAY = 5
_ONE_WEEK = ({"ahead"}, {"ago"})
"""In a week, a week ago."""
_CLOCK = re.compile(
    r"(?<=\d)t\d\d:.*$|\b\d{1,2}\s*(?:[:٫]|h)\s*\d{2}(?::\d{2})?\b|\b\d{1,2}\s*h\b"
    r"|(?<!\w)(?:مع|الساعة|m3a)\s+\d{1,2}(?![\d/.\-])"
)
_SPAN = re.compile(r"(?<![\d/.\-–])\d{1,2}\s*[-–—]\s*\d{1,2}(?![\d/.\-–])")
_OCLOCK = re.compile(r"\bساعت \w+(?: و نیم)?\b")
_QUESTION = re.compile("[?؟]")
_COUNTED_TODAY = re.compile(r"(?<=[\dشن])\s+لیوم(?!\w)")
"""«خمسطاش ليوم» are fifteen days."""
_FRACTION = re.compile(r"\d{1,2}[.,٫]\d{1,2}")
"""1.5 may be a number, rather than the first of May."""
_COMPACT = 8
_SHANBE = "شنب"
"""In a weekday of Persian; those of Arabic are a letter away from words: «الجامعة», «الشمعة»."""
_MOST_WEEKS = 520
_AROUND = {"filler", "bound", "either"}
_NAMED = {"filler", "day_unit"}
"""*Day* between *from* and its name: «من نهار الجمعة»."""
_NO_DAY = 32
"""A number in words from here on is no day of a month: «هفتاد» after a month is a year."""
_SHORTEST_SOUND = 3
_FROM_A_DAY = ("fa", "ar", "ary")
"""Where *from* before a number is no preposition of the day itself: «من 5 دجنبر»."""
_HABIT = re.compile(
    r"les? (?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?)(?: matin| soir)?$"
    r"|(?:a partir d|jusqu)"
)
"""*Le vendredi* is the next one, or every one; *jusqu’au 10* is no day of its own."""
_SOME_DAY = re.compile(
    r"\bun (?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b"
    r"|(?:di|dimanche) en (?:8|huit|15|quinze)\b"
    r"|\b(?:nee?s?|naissance|tzadit|tzad|ولدت|ولد|ولدات|تزاديت|تزادت|متولد)\b(?!.*\d)"
)
"""*Un mardi* is no day of its own, and who was born on a Tuesday names none by that."""
_DAYS_OF_WEEKS = (8, 15)
"""*Dans huit jours* is a week from now in French, *dans quinze jours* two."""
_A_WHILE = 183
_SOON = 92
"""Days: without a year, a day this far ahead is taken, if it is this year's or soon; one further
off may be last year's."""


def date(
    text: str, language: str, *, now: dt.datetime, calendar: Calendar | None = None
) -> Outcome[str]:
    """Return the day as an ISO Gregorian date, ``2026-11-28``.

    Numbers are day, month, year (Persian also year, month, day); another order is asked back, and
    so is a day without its year unless it comes soon, and every Islamic one, which is seen a day
    sooner or later than it is reckoned. ``now`` is the person's local time.
    Codes: ``date.not_a_date``, ``date.incomplete``, ``date.impossible``.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return NOT_A_DATE

    def read_once(said: str) -> Outcome[str]:
        found = _date(said, language, now=now, calendar=calendar)
        if language == "fa" and not isinstance(found, Read):
            told = partial(_date, language=language, now=now, calendar=calendar)
            found = instead(said, told) or found
        return doubted(said, language, found, of="day")

    return beyond_frames(text, language, lambda s: beyond_correction(s, language, read_once))


def _date(text: str, language: str, *, now: dt.datetime, calendar: Calendar | None) -> Outcome[str]:
    text = without_greeting(text)
    is_fraction = _FRACTION.fullmatch(plain(text).strip()) is not None
    said = _OCLOCK.sub(" ", fold(_CLOCK.sub(" ", plain(text))))
    if (far := away(said, now.date(), language)) is not None:
        return ask(far.isoformat())
    said = with_year(said, now.date()) if language == "fa" else said
    said = _COUNTED_TODAY.sub(" يوم", said) if language in ("ar", "ary") else said
    items = scan(said, language, _phrases(language))
    calendar = calendar or ("jalali" if language == "fa" else "gregorian")
    parts = _Parts.of(items, language)
    calendar = "islamic" if parts.islamic else calendar
    reader = _Reader(today=now.date(), language=language, calendar=calendar)
    parts.span = _SPAN.search(plain(text)) is not None
    parts.unknown += is_fraction or bool(_QUESTION.search(text))
    parts.unknown += is_of_another(said.split(), language) or is_turned(said.split(), language)
    parts.unknown += language == "fr" and _HABIT.match(said) is not None
    parts.years_ahead = years_away(said) if language == "fr" else None
    alone = bool(parts.months) and len(parts.numbers) == 1
    parts.unknown += parts.years_ahead is not None and not alone
    if language in ("fr", "ar", "ary") and parts.weekdays and not parts.numbers:
        parts.unknown += "week_unit" in parts.units
    named = len(parts.numbers) > 1 and parts.months
    if parts.weekdays and not named and _SOME_DAY.search(said):
        return INCOMPLETE
    return reader.outcome(parts)


@dataclass(slots=True)
class _Parts:
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
    def of(cls, items: Sequence[Item], language: str) -> "_Parts":
        parts = cls(
            names=_month_names(language),
            sounds=_month_sounds(language),
            weekday_names=_weekday_names(language),
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
            from_day = language in _FROM_A_DAY and "number" in item and not parts.numbers
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


def _is_moved(parts: _Parts) -> bool:
    """Return whether a day that is told in full is said to be before, after or next."""
    told = bool(parts.days) or len(parts.numbers) + bool(parts.months) == 3
    return told and not parts.units and bool(parts.which - {"coming"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """The day on which a reply is read, and how dates are written there."""

    today: dt.date
    language: str
    calendar: Calendar

    def outcome(self, parts: _Parts) -> Outcome[str]:
        found = self._found(parts)
        if isinstance(found, Refused):
            return found
        days, certain = found
        if not days:
            return IMPOSSIBLE
        told = [self.today + dt.timedelta(days=n) for n in parts.days]
        agreeing = [
            d
            for d in days
            if all(d.weekday() == w for w in parts.weekdays) and all(d == t for t in told)
        ]
        certain = certain and bool(agreeing) and self._is_then(days[0], parts)
        values = tuple(dict.fromkeys(d.isoformat() for d in agreeing or days))
        if certain and len(values) == 1 and not parts.unknown and not parts.islamic:
            return Read(value=values[0])
        return ask(*values) if parts.unknown < 4 else NOT_A_DATE

    def _is_then(self, told: dt.date, parts: _Parts) -> bool:
        """Return whether a day that is named is in the week or month that French says besides."""
        if not parts.french or not (parts.months or parts.days or len(parts.numbers) > 1):
            return True
        monday = self.today - dt.timedelta(days=self.today.weekday())
        if parts.weeks and (told - monday).days // 7 != parts.weeks[0]:
            return False
        if parts.months_ahead is None or self.calendar != "gregorian":
            return True
        return (told.year - self.today.year) * 12 + told.month - self.today.month == (
            parts.months_ahead
        )

    def _found(self, parts: _Parts) -> tuple[list[dt.date], bool] | Refused:
        """Return the days that may be meant, likeliest first, and whether that is how to say it."""
        numbers, months = parts.numbers, parts.months
        several = len(set(parts.weekdays)) > 1 or len(set(parts.days)) > 1
        if several and self.language in _FROM_A_DAY and not (numbers or months or parts.aside):
            return self._each(parts), False
        if len(numbers) > 3 or several or len(parts.days) > 1:
            return NOT_A_DATE
        if parts.aside and parts.weekdays and not numbers:
            return NOT_A_DATE
        if parts.months_ahead is not None and parts.weekdays and not numbers:
            return INCOMPLETE  # a Thursday of next month
        aside = parts.which & {"ahead", "ago"} and not parts.which & {"past", "coming", "following"}
        parts.unknown += bool(parts.beside or aside) and not parts.units
        parts.unknown += self.language == "fa" and _is_moved(parts)
        parts.unknown += parts.beyond
        if months:
            return self._by_month_name(parts)
        if len(numbers) == 1 and parts.months_ahead is not None and not parts.weeks:
            return self._in_month(parts.months_ahead, numbers[0]["number"])
        if (
            len(numbers) == 1
            and parts.units
            and parts.which & {"ahead", "ago", "past", "following"}
        ):
            return self._by_distance(numbers[0]["number"], parts)
        if "week_unit" in parts.units and parts.which in _ONE_WEEK and not numbers:
            return self._by_distance(1, parts)[0], False
        if len(numbers) == 1 and parts.weeks in ([1], [-1]) and not parts.weekdays:
            return self._weeks_off(numbers[0]["number"], parts.weeks[0])
        if parts.days and not numbers:
            return [self.today + dt.timedelta(days=parts.days[0])], True
        if parts.weekdays and not numbers:
            return self._by_weekday(parts)
        match len(numbers):
            case 3:
                return self._by_numbers(numbers)
            case 2:
                return self._without_year(numbers, parts)
            case 1:
                return self._by_one_number(numbers[0], parts)
        return INCOMPLETE if parts.weeks or parts.units else NOT_A_DATE

    def _each(self, parts: _Parts) -> list[dt.date]:
        """Return the next day of each weekday that is named, or each other day, the last first."""
        ahead = [(each - self.today.weekday()) % 7 or 7 for each in parts.weekdays]
        found = [self.today + dt.timedelta(days=n) for n in (*ahead, *parts.days)]
        parts.weekdays, parts.days = [], []
        return found[::-1]

    def _in_month(self, ahead: int, of_month: int) -> tuple[list[dt.date], bool]:
        """Return the tenth of this month; of the next one it may be ten months from now."""
        found = self._months_off(ahead, of_month)
        return [found] if found else [], not ahead

    def _months_off(self, months: int, of_month: int) -> dt.date | None:
        years, before = divmod(month_of(self.today, self.calendar) - 1 + months, 12)
        return day(year_of(self.today, self.calendar) + years, before + 1, of_month, self.calendar)

    def _by_month_name(self, parts: _Parts) -> tuple[list[dt.date], bool] | Refused:
        month, named = parts.months[0]
        numbers = parts.numbers
        if not numbers or (len(numbers) == 1 and numbers[0]["number"] > 31):
            return INCOMPLETE
        if "week_unit" in parts.units:  # its first week is no day
            return INCOMPLETE
        two = len(numbers) == 2 and max(item["number"] for item in numbers) < _NO_DAY
        beside = len(numbers) == 2 == parts.month_at  # «۱۷ ۱۸ دی» is one day or the other
        if len(numbers) > 2 or (two and (parts.span or parts.more_months or beside)):
            return NOT_A_DATE
        calendar = named or self.calendar
        if len(numbers) == 1 and parts.years_ahead is not None:
            year = year_of(self.today, calendar) + parts.years_ahead
            named_so = day(year, month, numbers[0]["number"], calendar)
            return [named_so] if named_so else [], True
        if len(numbers) == 1:
            days, sure = self._near(numbers[0]["number"], month, calendar, parts)
            return days, sure and not parts.which & {"past", "ago"}  # «۱۸ آذر سال قبل»
        first, second = numbers
        if first["number"] > 31:
            first, second = second, first
        years, sure = self._years(second, calendar, named)
        found = [day(y, month, first["number"], c) for y, c in years]
        return [d for d in found if d], sure

    def _years(
        self, item: Item, calendar: Calendar, named: Calendar | None
    ) -> tuple[list[tuple[int, Calendar]], bool]:
        """Return the years that a number may be, each in its calendar."""
        value = item["number"]
        if value < 100:
            if len(item.written) != 2 and (item.written or value < _NO_DAY):
                return [], False
            return [(y, calendar) for y in full_years(value, self.today, calendar)], True
        written = calendars_of(value, self.language, self.today)
        if written and "gregorian" not in written and calendar == "islamic":
            written = ("islamic", *(each for each in written if each != "islamic"))
        sure = written == ("gregorian",) or (written == ("jalali",) and self.language == "fa")
        return [(value, each) for each in written if not named or each == named], sure

    def _near(
        self, of_month: int, month: int, calendar: Calendar, parts: _Parts
    ) -> tuple[list[dt.date], bool]:
        """Return the day in the years around now; soon, or fitting its weekday, it is certain."""
        year = year_of(self.today, calendar)
        found = [day(y, month, of_month, calendar) for y in (year, year + 1, year - 1)]
        days = [d for d in found if d]
        if parts.weekdays:
            fitting = [d for d in days if d.weekday() == parts.weekdays[0]]
            if len(fitting) == 1:
                return _beside_a_sooner(fitting[0], days, self.today)
        this_year = found[0]
        if this_year and dt.timedelta(0) <= this_year - self.today <= dt.timedelta(days=_A_WHILE):
            return [this_year], True
        next_year = found[1]
        if next_year and next_year - self.today <= dt.timedelta(days=_SOON):
            return [next_year], True
        ahead = [d for d in days if d >= self.today]
        behind = [d for d in days if d < self.today]
        both = ([min(ahead)] if ahead else []) + ([max(behind)] if behind else [])
        return sorted(both, key=lambda d: abs(d - self.today)), False

    def _by_distance(self, count: int, parts: _Parts) -> tuple[list[dt.date], bool]:
        weeks = "week_unit" in parts.units
        distance = dt.timedelta(days=min(count, 3660) * (7 if weeks else 1))
        back = "ago" in parts.which and "ahead" not in parts.which
        far = self.today - distance if back else self.today + distance
        if self.language == "fr" and not weeks and count in _DAYS_OF_WEEKS:
            day = dt.timedelta(days=1 if back else -1)
            return [far + day, far], False
        return [far], True

    def _weeks_off(self, count: int, direction: int) -> tuple[list[dt.date], bool]:
        """Return the same weekday some weeks ahead or back; never certain: «دو هفته دیگه»."""
        distance = dt.timedelta(weeks=min(count, _MOST_WEEKS) * direction)
        return [self.today + distance], False

    def _by_weekday(self, parts: _Parts) -> tuple[list[dt.date], bool]:
        weekday = parts.weekdays[0]
        first = _SATURDAY if self.language == "fa" else 0
        begin = self.today - dt.timedelta(days=(self.today.weekday() - first) % 7)
        if parts.weeks:
            ahead = 7 * parts.weeks[0] + (weekday - first) % 7
            meant = begin + dt.timedelta(days=ahead)
            if parts.weeks[0] == 0 and meant < self.today:
                return [meant + dt.timedelta(days=7), meant], False
            return [meant], True
        until = (weekday - self.today.weekday()) % 7
        if "past" in parts.which and "following" not in parts.which:
            return [self.today - dt.timedelta(days=(-until) % 7 or 7)], True
        if parts.beyond:
            coming = self.today + dt.timedelta(days=until or 7)
            return [coming + dt.timedelta(days=7), coming], False
        if "following" in parts.which:
            coming = self.today + dt.timedelta(days=until or 7)
            soon = coming < begin + dt.timedelta(days=7)
            return [coming, coming + dt.timedelta(days=7)] if soon else [coming], not soon
        if until == 0 and not parts.which:
            return [self.today, self.today + dt.timedelta(days=7)], False
        return [self.today + dt.timedelta(days=until or 7)], True

    def _by_numbers(self, numbers: Sequence[Item]) -> tuple[list[dt.date], bool] | Refused:
        """Return the day in the order that is written there; other orders are only asked about."""
        usual = ["dmy", "ymd"] if self.language != "fa" else ["ymd", "dmy"]
        found = {order: self._ordered(numbers, order) for order in ("ymd", "dmy", "mdy", "ydm")}
        written = [order for order in usual if found[order][0]]
        long_year = any(item["number"] > 99 for item in numbers)
        if self.language == "en":
            both = found["dmy"][0] + found["mdy"][0]
            return (both, True) if both else found["ymd"]
        if not written:
            return found["mdy"][0] + found["ydm"][0], False
        if long_year:
            return found[written[0]]
        if self.language != "fa":
            days, sure = found[written[0]]
            return days, sure and written[0] == "dmy"
        days = [d for order in written for d in found[order][0]]
        return days, len(written) == 1 and found[written[0]][1]

    def _ordered(self, numbers: Sequence[Item], order: str) -> tuple[list[dt.date], bool]:
        by_letter = dict(zip(order, numbers, strict=True))
        if any(by_letter[letter]["number"] > 31 for letter in "dm"):
            return [], False
        years, sure = self._years(by_letter["y"], self.calendar, None)
        month, of_month = by_letter["m"]["number"], by_letter["d"]["number"]
        found = [day(y, month, of_month, c) for y, c in years]
        return [d for d in found if d], sure

    def _without_year(
        self, numbers: Sequence[Item], parts: _Parts
    ) -> tuple[list[dt.date], bool] | Refused:
        first, second = (item["number"] for item in numbers)
        if max(first, second) > 31:
            return INCOMPLETE
        days, sure = self._near(first, second, self.calendar, parts)
        others, _ = self._near(second, first, self.calendar, parts)
        if not any(item.written for item in numbers):
            return [*days, *others], False
        if self.language in ("fa", "en") and days and others and first != second:
            return [*others, *days], False
        return (days, sure) if days else (others, False)

    def _by_one_number(self, item: Item, parts: _Parts) -> tuple[list[dt.date], bool] | Refused:
        value = item["number"]
        if parts.which & {"ahead", "ago"}:
            return INCOMPLETE
        if len(item.written) == _COMPACT:
            return self._compact(item.written)
        if not 1 <= value <= 31 or parts.unknown:
            return INCOMPLETE if 1300 <= value <= 2100 else NOT_A_DATE
        if self.calendar == "jalali":
            return INCOMPLETE
        ahead = (self.today + dt.timedelta(days=n) for n in range(62))
        coming = next(d for d in ahead if d.day == value)
        return [coming], parts.weekdays == [coming.weekday()]

    def _compact(self, digits: str) -> tuple[list[dt.date], bool]:
        cuts = ((digits[4:], digits[2:4], digits[:2]), (digits[:4], digits[4:6], digits[6:]))
        found = []
        for year, month, of_month in cuts:
            for calendar in calendars_of(int(year), self.language, self.today):
                if calendar == "gregorian" or self.language == "fa":
                    found.append(day(int(year), int(month), int(of_month), calendar))
        return [d for d in found if d], True


def _beside_a_sooner(
    fitting: dt.date, days: Sequence[dt.date], today: dt.date
) -> tuple[list[dt.date], bool]:
    """Return the day that its weekday fits; last year's is doubtful beside one a few days off."""
    near = [d for d in days if abs(d - today).days <= _SOON]
    if abs(fitting - today).days > _A_WHILE and near:
        return [fitting, *near], False
    return [fitting], True


def _tables(lexicon: Lexicon) -> Mapping[str, Mapping[int, str]]:
    return {
        "month": lexicon.months,
        "jalali": lexicon.jalali_months,
        "hijri": NAMES,
        "islamic": {1: MARKS},
        "marker": {1: lexicon.month_markers},
        "weekday": lexicon.weekdays,
        "day": lexicon.days,
        "week": lexicon.weeks,
        "coming": {1: lexicon.coming},
        "following": {1: lexicon.following},
        "beyond": {1: lexicon.beyond},
        "past": {1: lexicon.past},
        "either": {1: " | ".join((lexicon.either, lexicon.until))},
        "bound": {1: lexicon.bounds},
        "ahead": {1: lexicon.ahead},
        "ago": {1: lexicon.ago},
        "day_unit": {1: lexicon.day_units},
        "week_unit": {1: lexicon.week_units},
        "filler": {1: " | ".join((lexicon.date_fillers, lexicon.polite, *lexicon.parts.values()))},
        "ordinal": {1: "er | ere | eme | e | st | nd | rd | th | om | ome | م | ام"},
    }


@lru_cache(maxsize=8)
def _phrases(language: str) -> Phrases:
    return gathered(language, _tables)


@lru_cache(maxsize=8)
def _month_names(language: str) -> Mapping[str, tuple[int, Calendar]]:
    """Return the names of one word that a misspelt month is compared with."""
    names: dict[str, tuple[int, Calendar]] = {}
    for phrase, kinds in _phrases(language).items():
        if len(phrase) == 1 and len(phrase[0]) > 3:
            if "jalali" in kinds:
                names[phrase[0]] = (kinds["jalali"], "jalali")
            elif "month" in kinds:
                names[phrase[0]] = (kinds["month"], "gregorian")
    return names


@lru_cache(maxsize=8)
def _weekday_names(language: str) -> Mapping[str, int]:
    found = ((phrase, kinds) for phrase, kinds in _phrases(language).items() if len(phrase) == 1)
    return {phrase[0]: kinds["weekday"] for phrase, kinds in found if "weekday" in kinds}


@lru_cache(maxsize=8)
def _month_sounds(language: str) -> Mapping[str, Sequence[tuple[int, Calendar]]]:
    """Return the months by the consonants of their names in Latin letters: ``avrl``, ``uktubr``."""
    found: dict[str, set[tuple[int, Calendar]]] = {}
    for name, month in _month_names(language).items():
        if name.isascii() and len(sound := hear(name, "ary").bones) >= _SHORTEST_SOUND:
            found.setdefault(sound, set()).add(month)
    return {sound: tuple(months) for sound, months in found.items()}
