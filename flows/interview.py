"""One person's walk through one form: what is asked next, what an answer changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flows.computed import fired, value_of
from flows.form import Question
from flows.frozen import changed
from flows.incoming import is_file
from flows.questions.text import spoken
from flows.standing import GIVEN, LEFT_OUT, Standing
from flows.state import Answers, Value


def one_more(standing: Standing, question: Question) -> dict[str, Value]:
    """Return the change that adds an entry to the repeat that the question is about.

    Its id is new: answers of an entry that was taken away may still be kept under theirs.
    """
    key = question.key.removesuffix("[+]")
    held = standing.values.get(key)
    ids = [each for each in held if isinstance(each, int)] if isinstance(held, list) else []
    below = [each[len(key) + 1 :] for each in standing.answers if each.startswith(f"{key}[")]
    used = [int(each[: each.index("]")]) for each in below if each[0].isdecimal()]
    return {key: [*ids, max([*ids, *used], default=0) + 1]}


def next_question(standing: Standing) -> tuple[list[Question], Question | None]:
    """Return what is passed first and the first relevant question without an answer.

    None means that the form is complete. Notes, and questions that a filter leaves without any
    choice, are passed: they are to hold None among the answers.
    """
    notes: list[Question] = []
    for question in standing.shown:
        if question.key in standing.answers:
            continue
        if question.says or closed(standing, question):
            notes.append(question)
        else:
            return notes, question
    return notes, None


def closed(standing: Standing, question: Question) -> bool:
    """Return whether a filter leaves no choice: there is nothing to ask."""
    return question.filter is not None and not standing.options(question)


def previous_question(standing: Standing, key: str) -> Question | None:
    """Return the relevant question before this one that a person can answer anew, or None."""
    before: Question | None = None
    for question in standing.asked:
        if question.key == key:
            return before
        if question.role not in ("language", "consent") or question.purpose not in ("main", ""):
            before = question
    return before


def progress(standing: Standing, key: str) -> tuple[int, int]:
    """Return which question of how many this is, counting from 1, by what is relevant now."""
    asked = [each.key for each in standing.asked if not conducted_first(each)]
    return (asked.index(key) + 1 if key in asked else 0), len(asked)


def conducted_first(question: Question) -> bool:
    """Return whether the conversation asks this before the form begins: language, main consent."""
    return question.role == "language" or (
        question.role == "consent" and question.purpose in ("", "main")
    )


def keep(
    standing: Standing, changes: Mapping[str, Value], *, gone: str = "", own: bool = False
) -> Standing:
    """Return the standing with answers changed; those that no longer fit are to be asked again.

    ``gone`` is the key of an entry whose answers go with all that stands in it. With ``own`` nobody
    needs the standing as it was: it may itself be what is returned.
    """
    if all(key in standing.form.quiet and key in standing.relevant for key in changes):
        return _put_in(standing if own else _apart(standing), changes)
    held: Answers = standing.stored() if standing.form.triggered else standing.answers
    if gone:
        held = {
            key: value
            for key, value in held.items()
            if not key.lstrip(LEFT_OUT + GIVEN).startswith(f"{gone}/")
        }
    answers = {**held, **changes}
    due = fired(standing.form, standing.answers, changes)
    after = standing.again(answers, due)
    if triggered := _triggered(after, due):
        answers |= triggered
        after = standing.again(answers, due)
    while True:
        broken = [
            question.key
            for question in after.asked
            if question.leans
            and question.key in after.answers
            and question.key not in changes
            and not still_fits(after, question)
        ]
        if not broken:
            return after
        for key in broken:
            del answers[key]
        after = standing.again(answers)


def _triggered(standing: Standing, due: Collection[str]) -> dict[str, Value]:
    """Return the values that a trigger sets in questions that a person may answer too."""
    return {
        question.key: value_of(question, None, standing.at(question.key), due)[0]
        for question in (standing.question(key) for key in due)
        if question is not None and not question.computed
    }


def _put_in(standing: Standing, changes: Mapping[str, Value]) -> Standing:
    """Return the standing with answers put in that nothing else is worked out from."""
    standing.answers.update(changes)
    for key, value in changes.items():
        if value is not None and value != "" and value != []:
            standing.values[key] = standing.typed[key] = value
        else:
            standing.values.pop(key, None)
            standing.typed.pop(key, None)
    return standing


def _apart(standing: Standing) -> Standing:
    """Return a standing of the same answers that can be changed without the first one."""
    typed = {**standing.typed}
    at = standing.form.context(
        typed,
        now=standing.now,
        seed=standing.seed,
        language=standing.language,
        relevant=standing.relevant,
    )
    answers, values = {**standing.answers}, {**standing.values}
    return changed(standing, answers=answers, values=values, typed=typed, at=at)


def still_fits(standing: Standing, question: Question) -> bool:
    """Return whether the answer that is kept would be taken if it were given now."""
    value = standing.answers[question.key]
    if value is None:
        return not standing.required(question)
    if question.filter is not None:
        open_now = {choice.name for choice in standing.options(question)}
        wanted = value if isinstance(value, list) else [value]
        if any(name not in open_now for name in wanted):
            return False
    if isinstance(value, str) and is_file(value) and spoken(question):
        return True
    return standing.fits(question, value)
