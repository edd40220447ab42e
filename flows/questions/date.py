"""Days and times: date, time, dateTime; stored as ISO 8601, Gregorian."""

from __future__ import annotations

from datetime import datetime, time

from flows import understanding
from flows.form import Question
from flows.questions.reply import Reply, Shown, widened
from flows.state import Value
from flows.understanding import Ask, Outcome, Read, Refused


class Date:
    """A day, in any calendar that the language uses."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``2026-11-28``, what to ask back, or a code of ``understanding.date``."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        return widened(understanding.date(reply.text, reply.language, now=reply.now))

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the day with its weekday, as the language writes it."""
        day = moment(value)
        return shown.words.date(day.date(), year=True) if day else str(value)


class Time:
    """A time of day."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``10:30``, what to ask back, or a code of ``understanding.time``."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        return widened(understanding.time(reply.text, reply.language))

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return hours and minutes."""
        try:
            return shown.words.time(time.fromisoformat(str(value)))
        except ValueError:  # a form may calculate anything
            return str(value)


class DateTime:
    """A day and a time of day, one after the other."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``2026-11-28T10:30``; a day without a time is asked again."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        words = reply.text.replace("T", " ").split()
        for cut in range(len(words) - 1, 0, -1):
            day = understanding.date(" ".join(words[:cut]), reply.language, now=reply.now)
            at = understanding.time(" ".join(words[cut:]), reply.language)
            if isinstance(day, Read) and isinstance(at, Read):
                return Read(value=f"{day.value}T{at.value}")
            if isinstance(day, Ask) and isinstance(at, Read):
                return Ask(values=tuple(f"{each}T{at.value}" for each in day.values))
        return Refused(code="date.unknown")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return day and time."""
        at = moment(value)
        return shown.words.date_time(at, year=True) if at else str(value)


def moment(value: Value) -> datetime | None:
    """Return the day or moment that is kept; None for what is none: a form calculates anything."""
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None
