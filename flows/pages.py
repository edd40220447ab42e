"""Pages: groups that ODK shows on one screen, where a constraint may look at a later question.

Collect checks the constraints of a ``field-list`` when the person leaves the screen
(https://docs.getodk.org/form-logic/#groups-of-questions-on-one-screen); in a chat each is checked
as soon as all that it looks at is answered.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from flows.computed import beside, plain
from flows.form import Form, Question

PAGES = frozenset({"field-list", "table-list"})


def awaited(questions: Sequence[Question], pages: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return the later questions of its page that a question's constraint looks at.

    Args:
        questions: Of a form, in its order.
        pages: Paths of the groups that are one screen.
    """
    found: dict[str, Sequence[str]] = {}
    known = {each.key: each for each in questions} if pages else {}
    for at, question in enumerate(questions):
        if question.constraint is None or not (page := _page(question, pages)):
            continue
        seen = _seen(question.constraint.references, known)
        later = [
            each.key
            for each in questions[at + 1 :]
            if each.asked and each.key in seen and each.key.startswith(f"{page}/")
        ]
        if later:
            found[question.key] = later
    return found


def echoed(questions: Sequence[Question]) -> frozenset[str]:
    """Return the questions whose constraint looks at what is worked out from their own answer."""
    known = {each.key: each for each in questions}
    return frozenset(
        each.key
        for each in questions
        if each.constraint is not None and each.key in _seen(each.constraint.references, known)
    )


def _page(question: Question, pages: Collection[str]) -> str:
    return next((path for path in question.groups if path in pages), "")


def _seen(references: Collection[str], known: Mapping[str, Question]) -> set[str]:
    """Return what an expression looks at, through calculations too."""
    seen: set[str] = set()
    waiting = [*references]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            if (question := known.get(key)) and question.calculate is not None:
                waiting += question.calculate.references
    return seen


def waits(form: Form, key: str, relevant: Container[str], answers: Container[str]) -> bool:
    """Return whether a question's constraint looks at something that is still to be answered."""
    later = form.awaits.get(plain(key), ())
    keys = (beside(key, path) for path in later)
    return any(each in relevant and each not in answers for each in keys)


def opened_again(
    form: Form, before: Container[str], after: Container[str], asked: Sequence[Question]
) -> Iterator[Question]:
    """Yield the questions that waited, and whose answers turned out not to fit."""
    for question in asked if form.awaits else ():
        gone = question.key in before and question.key not in after
        if gone and plain(question.key) in form.awaits:
            yield question
