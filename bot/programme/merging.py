"""The questions of several versions of a form, merged by name into one order of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.programme.columns import NEVER, Column, Field
from flows.form import Form, Question


def chain_of(form: Form, key: str) -> tuple[str, ...]:
    """Return the names of the repeats around a node."""
    parts = key.split("/")[:-1]
    paths = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return tuple(
        path.rpartition("/")[2]
        for path in paths
        if path in form.groups and form.groups[path].repeat
    )


def merged(forms: Iterable[Form], chain: tuple[str, ...] = ()) -> list[Field]:
    """Return every question that holds an answer, in the newest form's order.

    The same name is the same question, though a version moved it to another group; where a version
    has the name twice, the whole path tells. What only an older version asks comes after.

    Args:
        forms: The newest first.
        chain: Names of the repeats that the questions stand in; none: outside of all.
    """
    fields: list[Field] = []
    for form in forms:
        exported = [each for each in form.questions if _holds(form, each, chain)]
        names = Counter(each.name for each in exported)
        for question in exported:
            alone = names[question.name] == 1
            found = _find(fields, form, question, alone=alone)
            if found is None:
                found = Field(
                    form=form,
                    question=question,
                    keys={},
                    choices={},
                    types=set(),
                    sensitive=False,
                )
                fields.append(found)
            found.keys[form.version] = question.key
            found.choices |= {c.name: c for c in question.choices if c.name not in found.choices}
            found.types.add(question.type)
            found.sensitive |= question.sensitive == "H"
    return fields


def _holds(form: Form, question: Question, chain: tuple[str, ...]) -> bool:
    """Return whether a question leaves a cell in the table of a repeat."""
    if question.says or question.type in NEVER:
        return False
    return chain_of(form, question.key) == chain


def _find(fields: Iterable[Field], form: Form, question: Question, *, alone: bool) -> Field | None:
    free = [each for each in fields if form.version not in each.keys]
    for field in free:
        if field.question.key == question.key:
            return field
    same = [each for each in free if each.question.name == question.name]
    return same[0] if alone and len(same) == 1 else None


def unique(own: Sequence[Column], questions: Sequence[Column], *, at: int) -> list[Column]:
    """Return all columns, our own around the questions', no header twice."""
    counts = Counter(column.header for column in (*own, *questions))
    taken = {column.header for column in own}
    made: list[Column] = []
    for column in questions:
        header = column.header
        if counts[header] > 1:
            header = column.name if column.name not in counts else f"{header} ({column.name})"
        number = 2
        while header in taken:
            header = f"{column.header} ({number})"
            number += 1
        taken.add(header)
        made.append(Column(header=header, name=column.name, kind=column.kind))
    return [*own[:at], *made, *own[at:]]
