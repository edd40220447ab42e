"""Values that nobody types: calculated, set when another changes, taken from the channel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from hashlib import sha256

from flows.expressions import Context, kept
from flows.form import Form, Question
from flows.state import Answers, Value


def value_of(
    question: Question, held: Value, context: Context, fired: Collection[str]
) -> tuple[Value, object]:
    """Return what is kept of a value that nobody is asked for, and what expressions see of it.

    A calculation of no type of its own is a boolean, number or date to the others, as in Collect.
    ``held`` was kept so far, or is what a dynamic default came to; ``fired`` are the keys of what
    has just been triggered.
    """
    if question.calculate is not None and (not question.triggers or context.at in fired):
        found = question.calculate.value(context)
        value = kept(found, question.bind)
        return value, found if question.bind == "string" else value
    if question.type == "end":
        value = _moment(context.now)
        return value, value
    if held in (None, "") and not question.triggers and question.prefill is None:
        held = prefilled(question, context)
    return held, held


def prefilled(question: Question, context: Context) -> Value:
    """Return the default of a question, worked out if it is dynamic; None when it has none."""
    if question.prefill is not None:
        return question.prefill.answer(context, question.bind)
    if question.default and question.type in ("select_multiple", "rank"):
        return [*question.default.split()]
    if question.default and question.bind in ("int", "decimal"):
        try:
            number = float(question.default)
        except ValueError:
            return None
        return int(number) if number.is_integer() else number
    return question.default or None


def fired(form: Form, before: Answers, changes: Mapping[str, Value]) -> frozenset[str]:
    """Return the keys of the questions that are set because what triggers them has changed."""
    if not form.triggered:
        return frozenset()
    changed = [key for key, value in changes.items() if before.get(key) != value]
    return frozenset(
        beside(key, question.key)
        for key in changed
        for question in form.triggered.get(plain(key), ())
    )


def plain(key: str) -> str:
    """Return a key without the ids of entries: the path of its node."""
    return "/".join(part.partition("[")[0] for part in key.split("/"))


def beside(key: str, path: str) -> str:
    """Return the key of a node, in the entries that another key stands in."""
    entries = {plain(above): above for above in _above(key)}
    for above in reversed(list(_above(path))):
        if above in entries:
            return entries[above] + path[len(above) :]
    return path


def _above(key: str) -> Iterator[str]:
    parts = key.split("/")
    return ("/".join(parts[: end + 1]) for end in range(len(parts) - 1))


def first_answers(form: Form, *, person: int, phone: str, now: datetime) -> dict[str, Value]:
    """Return what a form wants to know of the channel and the hour (XLSForm's metadata).

    The device is a pseudonym of the person, so that no number leaves with an export; the phone
    number is there if the form has a row for it and the channel knows it.
    """
    device = f"rafiq:{sha256(f'device {person}'.encode()).hexdigest()[:16]}"
    given: Mapping[str, Value] = {
        "start": _moment(now),
        "today": now.date().isoformat(),
        "deviceid": device,
        "username": device,
        "phonenumber": phone or None,
    }
    return {
        question.key: value
        for question in form.silent
        if (value := given.get(question.type)) is not None and "[" not in question.key
    }


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds")
