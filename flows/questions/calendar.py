"""Days in the Iranian or the Islamic calendar, where a form's appearance asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from flows import understanding
from flows.form import Question
from flows.questions.date import Date, moment
from flows.questions.reply import Reply, Shown, widened
from flows.state import Value
from flows.understanding import Ask, Outcome, Read, Refused
from flows.understanding.dates import hijri
from locales.calendars import MONTHS, Foreign, day_in, named

_NUMBER = re.compile(r"\d+")
_WRITTEN_HERE = re.compile(r"\b(19|20)\d\d\b")
"""A year of our own calendar: Islamic years are 1300 to 1500, Iranian ones too."""
_YEARS = range(1300, 1500)
_ALSO: Mapping[Foreign, Mapping[int, str]] = {
    "persian": {2: "ordibehest", 5: "amordad", 10: "di", 12: "espand"},
    "islamic": hijri.NAMES,
}
"""Other spellings of the months."""


class Elsewhere(Date):
    """A day that is typed and shown in another calendar; stored as ISO 8601, Gregorian.

    What was typed in it is asked back in both, since a day is easily missed; not for Iranian days
    in Persian, which nobody there counts otherwise.
    """

    def __init__(self, calendar: Foreign) -> None:
        self.calendar = calendar

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``2026-02-18`` to be asked back, or a code of ``understanding.date``."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        if self._own(reply.language):
            return super().read(question, reply)
        _, both, also = reply.text.rstrip(" )").partition("(")
        if both:  # as a summary shows it
            return super().read(question, replace(reply, text=also))
        text = understanding.ascii_digits(reply.text)
        numbers = _NUMBER.findall(text)
        if _WRITTEN_HERE.search(text) or not numbers:
            return super().read(question, reply)
        typed = self._typed(text)
        if typed is None and self.calendar == "persian":
            outcome = understanding.date(text, reply.language, now=reply.now, calendar="jalali")
            return Ask(values=(outcome.value,)) if isinstance(outcome, Read) else widened(outcome)
        if typed is None:
            return Refused(code="date.incomplete")
        try:
            return Ask(values=(day_in(self.calendar, *typed).isoformat(),))
        except (ValueError, OverflowError):
            return Refused(code="date.impossible")

    def _typed(self, text: str) -> tuple[int, int, int] | None:
        """Return year, month and day as they were typed; None where they are not all there."""
        folded = understanding.fold(text)
        for name, month in _months(self.calendar):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded):
                rest = [int(each) for each in _NUMBER.findall(folded.replace(name, " "))]
                return self._ordered(rest, month)
        return self._ordered([int(each) for each in _NUMBER.findall(text)], 0)

    def _ordered(self, numbers: list[int], month: int) -> tuple[int, int, int] | None:
        """Return the numbers as year, month, day: the year is the one of four digits."""
        years = [each for each in numbers if each in _YEARS]
        rest = [each for each in numbers if each not in _YEARS]
        if len(years) != 1 or len(rest) != (1 if month else 2):
            return None
        if month:
            return years[0], month, rest[0]
        if numbers[0] == years[0]:  # 1447/9/1
            return years[0], rest[0], rest[1]
        return years[0], rest[1], rest[0]

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the day in its calendar, and in the one that the language counts in."""
        words = shown.words
        here = super().show(question, value, shown)
        day = moment(value)
        if day is None or self._own(words.language):
            return here
        there = named(self.calendar, day.date(), words.language)
        return words.text("{date} ({other})", date=words.digits(there), other=here)

    def _own(self, language: str) -> bool:
        return self.calendar == "persian" and language == "fa"


@cache
def _months(calendar: Foreign) -> tuple[tuple[str, int], ...]:
    """Return every name of a month, folded, the longer ones first."""

    def names() -> Iterator[tuple[str, int]]:
        for own in MONTHS[calendar].values():
            yield from ((name, month) for month, name in enumerate(own, 1))
        for month, also in _ALSO[calendar].items():
            yield from ((name, month) for name in also.split("|"))

    found = {understanding.fold(name): month for name, month in names()}
    return tuple(sorted(found.items(), key=lambda each: -len(each[0])))
