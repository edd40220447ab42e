"""A form with one person's answers, everything worked out: what counts and what is asked.

Stored answers that are irrelevant now keep their place under ``~key``: they are left out everywhere
and come back when their question is relevant again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count as numbers
from itertools import islice

from flows.computed import plain, prefilled, value_of
from flows.expressions import NOT_GIVEN, Context
from flows.form import At, Block, Choice, Form, Group, Question, Step, Text
from flows.frozen import changed, quick
from flows.pages import waits
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
        after = self.again({**self.answers, question.key: value})  # as Enketo has it
        return question.constraint.holds(after.context(question.key, value))

    def again(self, answers: Answers, fired: Collection[str] = ()) -> Standing:
        """Return the form worked out with other answers, at the same moment."""
        return stand(
            self.form,
            answers,
            now=self.now,
            seed=self.seed,
            language=self.language,
            fired=fired,
        )

    def stored(self) -> dict[str, Value]:
        """Return the answers as they are kept: calculated values in, irrelevant ones set aside."""
        values, relevant, untold = self.values, self.relevant, self.untold
        kept = {
            key if key in relevant else LEFT_OUT + key: values.get(key) if value is None else value
            for key, value in self.answers.items()
        }
        for key, value in values.items():
            if key not in kept and key not in untold:
                kept[key] = value
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
    work = _Work(form, stored, fired)
    at = form.context(work.typed, now=now, seed=seed, language=language, relevant=work.relevant)
    work.out(at)
    shown, asked = work.in_order()
    return Standing(
        form=form,
        answers=work.answers,
        values=work.values,
        typed=work.typed,
        relevant=frozenset(work.relevant),
        untold=frozenset(work.untold),
        shown=shown,
        asked=asked,
        now=now,
        seed=seed,
        language=language,
        at=at,
    )


class _Work:
    """What is known of a form while it is worked out, step by step."""

    __slots__ = (
        *("answers", "entries", "fired", "form", "relevant", "silent", "typed", "untold"),
        "values",
    )

    def __init__(self, form: Form, stored: Answers, fired: Collection[str]) -> None:
        self.form = form
        self.fired = fired
        self.answers = {
            key[1:] if key[:1] == LEFT_OUT else key: value for key, value in stored.items()
        }
        self.values: dict[str, Value] = {}
        self.typed: dict[str, object] = {}
        """As the values, but what was calculated keeps its kind."""
        self.relevant = set(form.fixed)
        self.entries: dict[str, list[str]] = {}
        """Path of a repeat to the keys of its entries."""
        self.silent: list[str] = []
        """What is worked out anew each time, and no answer."""
        self.untold: list[str] = []
        for key, value in self.answers.items():
            if key in form.fixed and value is not None and value != "" and value != []:
                self.values[key] = self.typed[key] = value

    def out(self, at: At) -> None:
        """Take every step, in each entry of the repeat that it stands in."""
        relevant = self.relevant
        for step in self.form.moving:
            for key, above in _nodes(step, self.entries) if step.repeat else (step.once,):
                if step.gives:  # also where it does not count yet, as ODK's actions do
                    given(step.gives, key, self.answers, at)
                if above and above not in relevant:
                    continue
                if step.peeks:
                    self.typed.update(_peeked(step, key, self.answers, at))
                if step.relevant is not None and not step.relevant.holds(at(key)):
                    continue
                relevant.add(key)
                if step.question is not None:
                    self._value(step, step.question, key, at)
                elif step.entries is not None:
                    self._repeat(step, step.entries, key, at)
        for key in self.silent:
            self.answers.pop(key, None)

    def _repeat(self, step: Step, repeat: Group, key: str, at: At) -> None:
        ids = _entries(repeat, self.answers, key, at(key))
        self.values[key] = self.typed[key] = ids
        if repeat.count is not None:
            self.silent.append(key)
        self.entries.setdefault(step.key, []).extend(f"{key}[{each}]" for each in ids)

    def _value(self, step: Step, question: Question, key: str, at: At) -> None:
        answers = self.answers
        value = answers.get(key)
        counted: object = value
        if question.computed:
            if question.silent:
                self.silent.append(key)
            elif key not in answers:
                self.untold.append(key)
            if value is None and step.gives:
                value = answers.get(GIVEN + key)
            value, counted = value_of(question, value, at(key, value), self.fired)
        elif question.proposes and key not in answers:
            self.untold.append(key)
            value = counted = given(question, key, answers, at)
        if value is not None and value != "" and value != []:
            self.values[key] = value
            self.typed[key] = counted

    def in_order(self) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """Return what is shown and what of it is asked, in the order of the form."""
        form, relevant = self.form, self.relevant
        if form.repeats:
            shown = tuple(_shown(form, form.block, "", self.values, relevant))
            return shown, tuple(each for each in shown if each.asked)
        if len(relevant) == len(form.steps):
            return form.shown, form.asked
        shown = tuple(each for each in form.shown if each.key in relevant)
        return shown, tuple(each for each in form.asked if each.key in relevant)


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


def _entry(question: Question, row: Mapping[str, str]) -> Choice:
    """Return an entry of a repeat as a choice (``select_one ${name}``)."""
    own = question.parameters.get("value", "name")
    shown = row.get(question.parameters.get("label", own)) or row.get(own, "")
    return Choice(name=row.get(own, ""), label=Text({"und": (shown,)}))
