"""What a form proposes as the answer to a question: its default, taken unless it is changed.

ODK shows a default in its question (https://docs.getodk.org/form-logic/#default); here it is said
with the question, and a button, a yes or « next » takes it.
"""

from __future__ import annotations

from flows.computed import prefilled
from flows.form import Question
from flows.questions import Shown, type_of
from flows.state import Value
from flows.talk import Talk

_GIVEN = frozenset({"image", "audio", "video", "file", "acknowledge"})
"""Types whose answer is given, never proposed."""


def suggestion(talk: Talk, question: Question) -> Value:
    """Return the default of a question that was not answered yet; None where there is none.

    One that would not be taken if it were typed is none. What is agreed to is never proposed.
    """
    if not question.default and question.prefill is None:
        return None
    standing = talk.standing()
    if question.role or question.type in _GIVEN or question.key in standing.answers:
        return None
    value = prefilled(question, standing.context(question.key))
    if value in (None, "", []) or not _open(talk, question, value):
        return None
    try:
        type_of(question).show(question, value, Shown(words=talk.words, labels={}))
    except (ValueError, TypeError):  # no such day
        return None
    return value if standing.fits(question, value) else None


def _open(talk: Talk, question: Question, value: Value) -> bool:
    """Tell whether the choices that are proposed can be chosen now."""
    if not question.choices and question.filter is None:
        return True
    names = [each.name for each in talk.standing().options(question)]
    values = value if isinstance(value, list) else [value]
    if question.type == "rank":
        return sorted(map(str, values)) == sorted(names)
    return all(str(each) in names for each in values)
