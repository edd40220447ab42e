"""Choices: select_one, select_multiple, rank, acknowledge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows import understanding
from flows.form import Choice, Question
from flows.questions.reply import Reply, Shown, widened
from flows.state import Value
from flows.understanding import Option, Outcome, Read, Refused
from flows.understanding.same import Same
from locales.text import direction


def options(choices: Sequence[Choice], language: str) -> tuple[Option, ...]:
    """Return what ``understanding.choice`` compares a reply with; for one list the same object."""
    return _options(Same(choices), language)


@lru_cache(maxsize=64)
def _options(choices: Same[Sequence[Choice]], language: str) -> tuple[Option, ...]:
    return tuple(
        Option(name=each.name, labels=each.label.labels(language) + each.short.labels(language))
        if each.short
        else Option(name=each.name, labels=each.label.labels(language))
        for each in choices.it
    )


class SelectOne:
    """One of a list."""

    many = False

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the choice's name, what to ask back, or ``choice.unknown``."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        if reply.key:
            known = any(choice.name == reply.key for choice in reply.options)
            value: Value = [reply.key] if self.many else reply.key
            return Read(value=value) if known else Refused(code="choice.unknown")
        open_now = options(reply.options, reply.language)
        return widened(understanding.choice(reply.text, open_now, reply.language, many=self.many))

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the label."""
        return shown.labels.get(str(value), str(value))


class SelectMultiple(SelectOne):
    """Some of a list, in the list's order."""

    many = True

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the labels, joined as the language joins a list."""
        names = value if isinstance(value, list) else [value]
        return shown.words.join([shown.labels.get(str(name), str(name)) for name in names])


class Rank:
    """All of a list, in the person's order (https://xlsform.org/en/#question-types)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return every name once, in the order of the numbers sent (``3 1 2``)."""
        if reply.upload is not None:
            return Refused(code="text.in_writing")
        typed = re.findall(r"[0-9]+", understanding.ascii_digits(reply.text))
        count = len(reply.options)
        if len(typed) == 1 and count < 10:  # ``312``
            typed = list(typed[0])
        places = [int(each) for each in typed]
        if sorted(places) == list(range(1, count + 1)):
            return Read(value=[reply.options[place - 1].name for place in places])
        labelled = options(reply.options, reply.language)
        parts = re.split(r"[,،;>\n]", reply.text)
        said = [understanding.choice(part, labelled, reply.language, many=False) for part in parts]
        names: list[str] = [each.value for each in said if isinstance(each, Read)]
        if len(names) == count == len(set(names)):
            return Read(value=[*names])
        return Refused(code="rank.incomplete")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the labels in their order."""
        names = value if isinstance(value, list) else [value]
        comma = "، " if direction(shown.words.language) == "rtl" else ", "
        return comma.join(shown.labels.get(str(name), str(name)) for name in names)


class Acknowledge:
    """One button; its answer is ``OK`` (https://xlsform.org/en/#question-types)."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return ``OK`` for the button, its number or a yes."""
        if reply.key == "OK":
            return Read(value="OK")
        text = understanding.ascii_digits(reply.text).strip().casefold()
        agreed = understanding.intent(reply.text, reply.language) in ("yes", "next", "done")
        return Read(value="OK") if agreed or text in ("1", "ok") else Refused(code="choice.unknown")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the word for yes."""
        return shown.words.text("Yes")
