"""How many questions a form may ask: what a consent promises before any answer is known."""

from __future__ import annotations

from datetime import datetime

from flows.form import Form, Question
from flows.interview import conducted_first, keep
from flows.standing import Standing, stand
from flows.state import Value

LARGE = 80
"""A form with more questions is counted as a whole: trying every answer would take seconds."""
TRIED = 12
"""Choices of a question that are tried, one after the other."""
_NUMBER: dict[str, Value] = {"integer": 3, "decimal": 3.0, "range": "1"}


def most_questions(form: Form, now: datetime) -> int:
    """Return about how many questions a grown-up is asked who is asked many.

    Each question gets the answer after which most are asked; what hangs on two answers at once may
    be missed, so it is said with « about ».
    """
    if len(form.asked) > LARGE:
        return sum(1 for each in form.asked if not conducted_first(each))
    standing = stand(form, {}, now=now, seed="", language="en")
    while True:
        question = next((each for each in standing.asked if each.key not in standing.answers), None)
        if question is None:
            return _count(standing)
        standing = _longest(standing, question, now)


def _longest(standing: Standing, question: Question, now: datetime) -> Standing:
    """Return the standing after the answer that most questions follow."""
    tried = [keep(standing, {question.key: each}) for each in _answers(standing, question, now)]
    return max(tried, key=_count)


def _answers(standing: Standing, question: Question, now: datetime) -> list[Value]:
    if question.type == "select_multiple":
        return [[each.name] for each in standing.options(question)[:TRIED]] or [None]
    if question.choices:
        return [each.name for each in standing.options(question)[:TRIED]] or [None]
    if question.form == "year":
        return [now.year - 30]
    if question.role == "repeat":
        return ["no"]
    if question.type == "date":
        return [now.date().isoformat()]
    return [_NUMBER.get(question.type, "x")]


def _count(standing: Standing) -> int:
    return sum(1 for each in standing.asked if not conducted_first(each))
