"""The day that the parts of a date make, reckoned from today where they say so."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flows.understanding.dates.calendars import (
    Calendar,
    calendars_of,
    day,
    full_years,
    month_of,
    year_of,
)
from flows.understanding.dates.disagreeing import likely
from flows.understanding.dates.parts import FROM_A_DAY, Parts
from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.scanning import Item

NOT_A_DATE = Refused(code="date.not_a_date")
INCOMPLETE = Refused(code="date.incomplete")
IMPOSSIBLE = Refused(code="date.impossible")
_SATURDAY = 5
_ONE_WEEK = ({"ahead"}, {"ago"})
"""In a week, a week ago."""
_COMPACT = 8
_MOST_WEEKS = 520
_NO_DAY = 32
"""A number in words from here on is no day of a month: «هفتاد» after a month is a year."""
_DAYS_OF_WEEKS = (8, 15)
"""*Dans huit jours* is a week from now in French, *dans quinze jours* two."""
_A_WHILE = 183
_SOON = 92
"""Days: without a year, a day this far ahead is taken, if it is this year's or soon; one further
off may be last year's."""


def _is_moved(parts: Parts) -> bool:
    """Return whether a day that is told in full is said to be before, after or next."""
    told = bool(parts.days) or len(parts.numbers) + bool(parts.months) == 3
    return told and not parts.units and bool(parts.which - {"coming"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The day on which a reply is read, and how dates are written there."""

    today: dt.date
    language: str
    calendar: Calendar

    def outcome(self, parts: Parts) -> Outcome[str]:
        """Return the day as ``1990-05-14``, the days to ask between, or why it is none."""
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
        asked = likely(days, agreeing, parts.weekdays, self.today)
        values = tuple(dict.fromkeys(d.isoformat() for d in asked))
        if certain and len(values) == 1 and not parts.unknown and not parts.islamic:
            return Read(value=values[0])
        return ask(*values) if parts.unknown < 4 else NOT_A_DATE

    def _is_then(self, told: dt.date, parts: Parts) -> bool:
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

    def _found(self, parts: Parts) -> tuple[list[dt.date], bool] | Refused:
        """Return the days that may be meant, likeliest first, and whether that is how to say it."""
        numbers, months = parts.numbers, parts.months
        several = len(set(parts.weekdays)) > 1 or len(set(parts.days)) > 1
        if several and self.language in FROM_A_DAY and not (numbers or months or parts.aside):
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

    def _each(self, parts: Parts) -> list[dt.date]:
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

    def _by_month_name(self, parts: Parts) -> tuple[list[dt.date], bool] | Refused:
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
        self, of_month: int, month: int, calendar: Calendar, parts: Parts
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

    def _by_distance(self, count: int, parts: Parts) -> tuple[list[dt.date], bool]:
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

    def _by_weekday(self, parts: Parts) -> tuple[list[dt.date], bool]:
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
        self, numbers: Sequence[Item], parts: Parts
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

    def _by_one_number(self, item: Item, parts: Parts) -> tuple[list[dt.date], bool] | Refused:
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
    """Return the day that its weekday fits, or where that is far off those near by, in doubt."""
    near = [d for d in days if abs(d - today).days <= _SOON]
    if abs(fitting - today).days > _A_WHILE and near:
        return [*near, *([fitting] if fitting < today else [])], False
    return [fitting], True
