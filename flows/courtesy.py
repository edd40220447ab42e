"""When people are written to who did not ask: by day, not during Friday prayers, kindly in Ramadan.

Answers are given at any hour; this is for reminders, nudges and announcements alone. All times are
those of the programme's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from locales.calendars import islamic

Span: TypeAlias = tuple[time, time]
"""From the first wall time on, until before the second."""
WEEK = timedelta(days=7)
FRIDAY = 4
RAMADAN = 9
"""The ninth month of the Islamic year."""
UNSURE = timedelta(days=1)
"""The crescent is seen up to a day before or after the day that is calculated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesy:
    """A programme's hours (programmes.md, section 6)."""

    hours: Span = (time(9), time(20, 30))
    friday_noon: Span | None = None
    """Nobody is written to meanwhile on a Friday; None where Fridays are as all days."""
    ramadan: tuple[Span, ...] = ()
    """The hours in Ramadan instead; empty where it is a month as all are."""
    weekly: int = 3
    """Messages in seven days that a person gets without asking, over all programmes."""

    def open_from(self, moment: datetime, zone: str) -> datetime:
        """Return the first moment from this one on at which people may be written to."""
        here = ZoneInfo(zone)
        local = moment.astimezone(here)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            for opens, closes in self.of_day(day):
                if opens >= closes or datetime.combine(day, closes, here) <= local:
                    continue
                starts = datetime.combine(day, opens, here)
                return moment if starts <= local else starts.astimezone(moment.tzinfo)
        return moment  # the settings leave no hour at all: better late at night than never

    def of_day(self, day: date) -> Sequence[Span]:
        """Return the hours of one day, in order."""
        spans = self.ramadan if self.ramadan and is_ramadan(day) else (self.hours,)
        if self.friday_noon is None or day.weekday() != FRIDAY:
            return spans
        return [part for span in spans for part in _without(span, self.friday_noon)]

    def slot(self, told: Sequence[datetime], now: datetime) -> datetime:
        """Return from when a person may get one message more.

        Args:
            told: When she was written to without asking, oldest first.
            now: Not before this.
        """
        lately = [at for at in told if at > now - WEEK]
        return now if len(lately) < self.weekly else lately[-self.weekly] + WEEK


BY_DAY = Courtesy()
FASTING = Courtesy(
    friday_noon=(time(12), time(14, 30)),
    ramadan=((time(10), time(17)), (time(21), time(22, 30))),
)
"""Not at the Friday prayer; in Ramadan not early, and not between the afternoon and the night
prayer: sunset is between 17:30 and 20:00 wherever these programmes are."""
_COUNTRIES = {"MA": FASTING, "IR": FASTING, "SN": FASTING}


def usual(country: str) -> Courtesy:
    """Return the hours of a country (ISO 3166-1) where the programme says nothing."""
    return _COUNTRIES.get(country, BY_DAY)


def _without(span: Span, quiet: Span) -> list[Span]:
    before = (span[0], min(span[1], quiet[0]))
    after = (max(span[0], quiet[1]), span[1])
    return [(opens, closes) for opens, closes in (before, after) if opens < closes]


# ---------------------------------------------------------------- the Islamic calendar


def is_ramadan(day: date) -> bool:
    """Return whether a day is or may be in Ramadan."""
    return any(islamic(day + shift)[1] == RAMADAN for shift in (-UNSURE, timedelta(), UNSURE))
