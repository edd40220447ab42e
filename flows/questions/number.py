"""Numbers: integer, decimal, range, year."""

from __future__ import annotations

from flows import understanding
from flows.form import Question
from flows.questions.reply import Reply, Shown, widened
from flows.state import Value
from flows.understanding import Outcome, Read, Refused
from flows.understanding.dates.years import BETWEEN


class Integer:
    """A whole number, in the unit that the label names (https://xlsform.org/en/#question-types)."""

    whole = True

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the number, or ``number.not_whole``; ``"٣٤"`` reads as 34."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        outcome = understanding.number(reply.text, reply.language, whole=self.whole)
        if isinstance(outcome, Read) and abs(outcome.value) >= 2**53:
            return Refused(code="number.too_large")
        return widened(outcome)

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the number in the digits of the language."""
        return shown.words.digits(str(value))


class Decimal(Integer):
    """A number with a fraction."""

    whole = False

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the number with the point and the digits of the language."""
        return shown.words.number(value) if isinstance(value, int | float) else str(value)


class Range(Decimal):
    """A number between two ends, in steps (https://xlsform.org/en/#range)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the number when it is one of the steps, else ``range.outside``."""
        outcome = super().read(question, reply)
        if not isinstance(outcome, Read) or not isinstance(outcome.value, int | float):
            return outcome
        start, end, step = (
            float(question.parameters.get(name, default))
            for name, default in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        steps = (outcome.value - start) / step
        inside = min(start, end) <= outcome.value <= max(start, end)
        if not inside or abs(steps - round(steps)) > 1e-9:
            return Refused(code="range.outside")
        value = outcome.value
        return Read(value=int(value) if float(value).is_integer() else value)


class Year(Integer):
    """A year, stored in the calendar of its question; either calendar is read."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the year, or ``year.…``; ``۱۳۷۴`` reads as 1995 in a Gregorian question."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        return widened(
            understanding.year(
                reply.text,
                reply.language,
                calendar="jalali" if question.calendar == "jalali" else "gregorian",
                now=reply.now,
            )
        )

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the year as the language counts: Persians read 1374 (1995) where 1995 is kept.

        Both, since a Gregorian year is of two Jalali ones: until the 20th of March, 1995 is 1373.
        """
        if shown.words.language == "fa" and question.calendar != "jalali":
            return shown.words.text(
                "{jalali} ({gregorian} Gregorian)",
                jalali=shown.words.digits(str(int(str(value)) - BETWEEN)),
                gregorian=shown.words.digits(str(value)),
            )
        return shown.words.digits(str(value))
