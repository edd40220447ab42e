"""One person's walk through one form: what is asked next, what an answer changes.

Stored answers that are irrelevant now keep their place under ``~key``: they are left out everywhere
and come back when their question is relevant again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count as numbers
from itertools import islice

from flows.computed import fired, plain, prefilled, value_of
from flows.expressions import NOT_GIVEN, Context
from flows.form import At, Block, Choice, Form, Group, Question, Step, Text
from flows.frozen import changed, quick
from flows.incoming import is_file
from flows.pages import waits
from flows.questions.text import spoken
from flows.state import Answers, Value

MOST_ENTRIES = 50
"""Entries that one repeat may have: nobody types more in a chat, and no count may run away."""
LEFT_OUT = "~"
"""Before the key of an answer that is kept but does not count."""
GIVEN = "="
"""Before the key of a question: the value that its dynamic default came to, which is worked out
once, with the form or the entry that it stands in (https://docs.getodk.org/form-logic/#dynamic-defaults);
None where it was blank."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A form with the answers of one person, everything worked out."""

    form: Form
    answers: dict[str, Value]
    """What was answered, relevant or not; a skipped question holds None."""
    values: dict[str, Value]
    """What counts: relevant answers and calculated values."""
    typed: dict[str, object]
    """The same, what was calculated in its own kind."""
    relevant: frozenset[str]
    untold: frozenset[str]
    """What is read only and was not read yet, or a default whose question was not asked yet: it
    counts, and is kept once it was."""
    shown: tuple[Question, ...]
    """The relevant questions and notes in the form's order, those of a repeat for each entry."""
    asked: tuple[Question, ...]
    """Those of them that a person answers."""
    now: datetime
    seed: str
    language: str
    at: At
    """Makes the context of a node."""

    def context(self, key: str, own: object = NOT_GIVEN) -> Context:
        """Return what an expression of this node is evaluated with; ``own`` is a reply on trial."""
        return self.at(key, own)

    def question(self, key: str) -> Question | None:
        """Return the relevant question with this key, if a person answers it."""
        if (question := self.form.by_key.get(key)) is not None:  # outside every repeat
            return question if question.asked and key in self.relevant else None
        return next((each for each in self.asked if each.key == key), None)

    def options(self, question: Question) -> tuple[Choice, ...]:
        """Return the choices that are open under the answers so far."""
        if question.filter is None:
            return question.choices
        rows = question.filter.rows(self.context(question.key))
        if not question.list:  # the entries of a repeat
            entries = (_entry(question, row) for row in rows)
            return tuple({each.name: each for each in entries if each.name}.values())
        names = {row["name"] for row in rows}
        return tuple(choice for choice in question.choices if choice.name in names)

    def required(self, question: Question) -> bool:
        """Return whether the question cannot be skipped."""
        required = question.required
        if required is None or question.always:
            return question.always
        return required.holds(self.context(question.key))

    def fits(self, question: Question, value: Value) -> bool:
        """Return whether the constraint holds for a value; a blank always fits (as in ODK)."""
        if question.constraint is None or value in (None, "", []):
            return True
        if self.form.awaits and waits(self.form, question.key, self.relevant, self.answers):
            return True
        if question.constraint.holds(self.context(question.key, value)):
            return True
        if plain(question.key) not in self.form.echoed:
            return False
        after = _again(self, {**self.answers, question.key: value})  # as Enketo has it
        return question.constraint.holds(after.context(question.key, value))

    def stored(self) -> dict[str, Value]:
        """Return the answers as they are kept: calculated values in, irrelevant ones set aside."""
        kept: dict[str, Value] = {}
        for key, value in self.answers.items():
            held = self.values.get(key) if value is None else value
            kept[key if key in self.relevant else LEFT_OUT + key] = held
        for key, value in self.values.items():
            if key not in self.untold:
                kept.setdefault(key, value)
        return kept


def stand(
    form: Form,
    stored: Answers,
    *,
    now: datetime,
    seed: str,
    language: str,
    fired: Collection[str] = (),
) -> Standing:
    """Work out relevance and calculated values, each once, in the order of what depends on what.

    ``fired`` are the keys of the questions whose trigger has just changed.
    """
    answers = {key[1:] if key[:1] == LEFT_OUT else key: value for key, value in stored.items()}
    values: dict[str, Value] = {}
    relevant = set(form.fixed)
    typed: dict[str, object] = {}  # as values, but what was calculated keeps its kind
    for key, value in answers.items():
        if key in form.fixed and value is not None and value != "" and value != []:
            values[key] = typed[key] = value
    at = form.context(typed, now=now, seed=seed, language=language, relevant=relevant)
    entries: dict[str, list[str]] = {}
    silent: list[str] = []
    untold: list[str] = []
    for step in form.moving:
        for key, above in _nodes(step, entries) if step.repeat else (step.once,):
            if step.gives:  # also where it does not count yet, as ODK's actions do
                given(step.gives, key, answers, at)
            if above and above not in relevant:
                continue
            if step.peeks:
                typed.update(_peeked(step, key, answers, at))
            if step.relevant is not None and not step.relevant.holds(at(key)):
                continue
            relevant.add(key)
            question = step.question
            if question is None:
                if step.entries is not None:
                    ids = _entries(step.entries, answers, key, at(key))
                    values[key] = typed[key] = ids
                    if step.entries.count is not None:
                        silent.append(key)
                    entries.setdefault(step.key, []).extend(f"{key}[{each}]" for each in ids)
                continue
            value = answers.get(key)
            counted: object = value
            if question.computed:
                if question.silent:
                    silent.append(key)
                elif key not in answers:
                    untold.append(key)
                if value is None and step.gives:
                    value = answers.get(GIVEN + key)
                value, counted = value_of(question, value, at(key, value), fired)
            elif question.proposes and key not in answers:
                untold.append(key)
                value = counted = given(question, key, answers, at)
            if value is not None and value != "" and value != []:
                values[key] = value
                typed[key] = counted
    for key in silent:
        answers.pop(key, None)
    shown, asked = form.shown, form.asked
    if form.repeats:
        shown = tuple(_shown(form, form.block, "", values, relevant))
        asked = tuple(each for each in shown if each.asked)
    elif len(relevant) < len(form.steps):
        shown = tuple(each for each in shown if each.key in relevant)
        asked = tuple(each for each in asked if each.key in relevant)
    return Standing(
        form=form,
        answers=answers,
        values=values,
        typed=typed,
        relevant=frozenset(relevant),
        untold=frozenset(untold),
        shown=shown,
        asked=asked,
        now=now,
        seed=seed,
        language=language,
        at=at,
    )


def _peeked(
    step: Step, key: str, answers: dict[str, Value], at: At
) -> Iterator[tuple[str, object]]:
    """Yield the values of questions in a group that its relevance looks at (a habit of CHT's)."""
    for question in step.peeks:
        own = key + question.key[len(step.key) :]
        value = answers.get(own)
        yield own, given(question, own, answers, at) if value is None else value


def given(question: Question, key: str, answers: dict[str, Value], at: At) -> Value:
    """Return the default that a question came with; a dynamic one is worked out once and kept."""
    if question.prefill is None:
        return prefilled(question, at(key))
    mark = GIVEN + key
    if mark not in answers:
        answers[mark] = prefilled(question, at(key))
    return answers[mark]


def _entry(question: Question, row: Mapping[str, str]) -> Choice:
    """Return an entry of a repeat as a choice (``select_one ${name}``)."""
    own = question.parameters.get("value", "name")
    shown = row.get(question.parameters.get("label", own)) or row.get(own, "")
    return Choice(name=row.get(own, ""), label=Text({"und": (shown,)}))


def _nodes(step: Step, entries: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield key and surrounding group of a node inside a repeat, entry by entry."""
    for entry in entries.get(step.repeat, ()):
        yield entry + step.key[len(step.repeat) :], _above(step, entry)


def _above(step: Step, entry: str) -> str:
    """Return the key of the group around a node, in the entry of the repeat that it stands in."""
    if step.above == step.repeat:
        return entry[: entry.rindex("[")]
    return entry + step.above[len(step.repeat) :]


def _entries(repeat: Group, answers: Mapping[str, Value], key: str, context: Context) -> list[int]:
    """Return the ids of a repeat's entries: as many as are counted, or those that were added.

    The key of an entry that was taken away stands among the answers: its id is not used again.
    """
    if repeat.count is not None:
        count = repeat.count.number(context)
        most = min(MOST_ENTRIES, int(count)) if count >= 1 else 0
        return [*islice((each for each in numbers(1) if f"{key}[{each}]" not in answers), most)]
    kept = answers.get(key)
    return [each for each in kept if isinstance(each, int)] if isinstance(kept, list) else []


def _shown(
    form: Form, block: Block, entry: str, values: Mapping[str, Value], relevant: set[str]
) -> Iterator[Question]:
    """Yield what is relevant and not silent in the order in which it is asked, entry by entry."""
    for item in block.items:
        if isinstance(item, Question):
            key = entry + item.key[len(block.path) :] if entry else item.key
            if key in relevant and not item.silent:
                yield item if key == item.key else changed(item, key=key)
            continue
        key = entry + item.path[len(block.path) :] if entry else item.path
        if key not in relevant:
            continue
        ids = values.get(key)
        held = ids if isinstance(ids, list) else []
        for each in held:
            yield from _shown(form, item, f"{key}[{each}]", values, relevant)
        another = form.another.get(item.path)
        if another is not None and len(held) < MOST_ENTRIES:
            relevant.add(f"{key}[+]")
            yield changed(another, key=f"{key}[+]")


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
        if question.says or _closed(standing, question):
            notes.append(question)
        else:
            return notes, question
    return notes, None


def _closed(standing: Standing, question: Question) -> bool:
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
    after = _again(standing, answers, due)
    if triggered := _triggered(after, due):
        answers |= triggered
        after = _again(standing, answers, due)
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
        after = _again(standing, answers)


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


def _again(standing: Standing, answers: Answers, fired: Collection[str] = ()) -> Standing:
    return stand(
        standing.form,
        answers,
        now=standing.now,
        seed=standing.seed,
        language=standing.language,
        fired=fired,
    )


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
