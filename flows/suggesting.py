"""What a form proposes as the answer to a question: its default, taken unless it is changed.

ODK shows a default in its question (https://docs.getodk.org/form-logic/#default); here it is said
with the question, and a button, a yes or « next » takes it.
"""

from __future__ import annotations

from flows.form import Question
from flows.questions.date import moment
from flows.state import Value
from flows.talk import Talk

_GIVEN = frozenset({"image", "audio", "video", "file", "acknowledge"})
"""Types whose answer is given, never proposed."""


def suggestion(talk: Talk, question: Question) -> Value:
    """Return the default of a question that was not answered yet; None where there is none.

    One that would not be taken if it were typed is none. What is agreed to is never proposed.
    """
    if not question.proposes or question.type in _GIVEN:
        return None
    standing = talk.standing()
    if question.key in standing.answers:
        return None
    value = standing.values.get(question.key)
    if value in (None, "", []) or not _open(talk, question, value):
        return None
    return value if _real(question, value) and standing.fits(question, value) else None


def _real(question: Question, value: Value) -> bool:
    """Tell whether there is such a day or time, where one is proposed."""
    if question.bind == "time":
        return moment(f"2000-01-01T{value}") is not None
    return question.bind not in ("date", "dateTime") or moment(value) is not None


def _open(talk: Talk, question: Question, value: Value) -> bool:
    """Tell whether the choices that are proposed can be chosen now."""
    if not question.choices and question.filter is None:
        return True
    names = [each.name for each in talk.standing().options(question)]
    values = value if isinstance(value, list) else [value]
    if question.type == "rank":
        return sorted(map(str, values)) == sorted(names)
    return all(str(each) in names for each in values)
