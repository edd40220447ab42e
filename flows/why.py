"""Why a question is asked: its conditions and the answers they look at, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.expressions import Expression
from flows.form import Question
from flows.standing import Standing
from flows.state import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer, or a calculated value, that counts."""

    name: str
    label: str
    """What the question asks, "" for what is calculated."""
    value: Value
    shown: str
    """The value in words: labels for chosen ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A condition: whose it is, whether it holds, and what it looks at."""

    name: str
    expression: str
    """As its author wrote it."""
    holds: bool
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why this question is asked now."""

    reasons: tuple[Reason, ...]
    """Conditions of the question and of the groups around it; none: it is always asked."""
    left_out: tuple[Reason, ...]
    """Questions right before it that are not asked, each with the condition that fails."""


def why(standing: Standing, question: Question) -> Why:
    """Return why a relevant question is asked."""
    return Why(
        reasons=tuple(_conditions(standing, question)),
        left_out=tuple(_left_out(standing, question)),
    )


def given(standing: Standing) -> tuple[Given, ...]:
    """Return the answers so far in the order of the form."""
    return tuple(
        _given(standing, each.key) for each in standing.asked if each.key in standing.answers
    )


def as_written(source: str) -> str:
    """Return an expression with ``${name}`` where pyxform put the path of a question."""
    return _PATH.sub(lambda path: f"${{{path[0].rpartition('/')[2]}}}", source)


_PATH = re.compile(r"(?<![\w.\])/])(?:/[\w.-]+){2,}|(?<![\w./])(?:\.\./)+[A-Za-z_][\w./-]*")


def _conditions(standing: Standing, question: Question) -> Iterator[Reason]:
    for path in question.groups:
        group = standing.form.groups.get(path)
        if group is not None and group.relevant is not None:
            yield _reason(standing, path, group.relevant)
    if question.relevant is not None:
        yield _reason(standing, question.key, question.relevant)


def _left_out(standing: Standing, question: Question) -> Iterator[Reason]:
    """Yield what stands between the question before this one and this one."""
    asked = [each.key for each in standing.asked]
    before = asked[: asked.index(question.key)] if question.key in asked else []
    passed: list[Question] = []
    for each in standing.form.asked:
        if each.key == question.key:
            break
        if before and each.key == before[-1]:
            passed.clear()
        elif each.key not in standing.relevant:
            passed.append(each)
    for each in passed:
        yield from (one for one in _conditions(standing, each) if not one.holds)


def _reason(standing: Standing, key: str, expression: Expression) -> Reason:
    looked_at = sorted(expression.references)
    return Reason(
        name=key.rpartition("/")[2],
        expression=as_written(expression.source),
        holds=expression.holds(standing.context(key)),
        given=tuple(_given(standing, each) for each in looked_at),
    )


def _given(standing: Standing, key: str) -> Given:
    question = standing.form.by_key.get(key) or standing.question(key)
    value = standing.values.get(key)
    asks = question is not None and not question.silent
    return Given(
        name=key.rpartition("/")[2],
        label=question.label.say(standing.language, standing.context(key))
        if asks and question
        else "",
        value=value,
        shown=_shown(standing, question, value),
    )


def _shown(standing: Standing, question: Question | None, value: Value) -> str:
    labels = {
        each.name: each.label.say(standing.language) or each.name
        for each in (question.choices if question is not None else ())
    }
    if isinstance(value, list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    return "" if value is None else labels.get(str(value), str(value))
