"""One tired person and her conversation, in memory: what she means, does, and what is kept."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flows.form import Question
from flows.incoming import Tap
from flows.interview import conducted_first
from flows.message import Message
from flows.standing import Standing, stand
from flows.state import Interview, Value
from flows.world import local
from tests.flows.conversation import Conversation
from tests.simulation import words, writing

MOST_TURNS = 400
"""Turns after which somebody who answers in the end is stuck."""
MOST_TRIES = 25
"""Turns at one question after which she is."""
PATIENCE = 2
"""Refusals after which she presses the button, or types it neatly."""
ASIDES = 0.22
"""How often she does something else before she answers."""
PAUSES = (timedelta(minutes=20), timedelta(hours=9), timedelta(days=3), timedelta(days=25))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a conversation went."""

    seed: int
    programme: str
    language: str
    turns: int
    end: str
    """The interview's status, or ``stuck``."""
    faults: tuple[str, ...]
    did: Counter[str] = field(default_factory=Counter)


class Tired:
    """Somebody who wants to register, and does not do everything right."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)  # noqa: S311 - the same for the same seed
        self.talk = Conversation(self.chance.choice(["telegram:default", "whatsapp:default"]))
        self.programme = self.chance.choice(sorted(self.talk.world.programmes))
        own = self.talk.world.programmes[self.programme].languages
        self.language = self.chance.choice([each for each in own if each != "en"] or own)
        self.meant: dict[str, Value] = {}
        """By the key of a question; None where she left it out."""
        self.tries: Counter[str] = Counter()
        self.faults: list[str] = []
        self.did: Counter[str] = Counter()
        self._worked: tuple[Interview, Standing] | None = None

    # ------------------------------------------------------------ the walk

    def walk(self) -> Outcome:
        """Talk until the registration is done, or it is clear that it never will be."""
        self._do("starts", start=f"{self.programme}-{self.language}")
        end = "stuck"
        while self.talk.updates < MOST_TURNS:
            interview = self.interview()
            if self.talk.state.position.stage == "done":
                end = interview.status if interview else self._left()
                break
            question = self.open()
            if question is not None:
                self.tries[question.key] += 1
                if self.tries[question.key] > MOST_TRIES:
                    self.faults.append(f"stuck at {question.key}")
                    break
            self._turn(question)
        if end == "finished":
            self._compare()
        elif end == "stuck":
            self.faults.append(f"stuck: {self.talk.state.position}")
        return Outcome(
            seed=self.seed,
            programme=self.programme,
            language=self.language,
            turns=self.talk.updates,
            end=end,
            faults=tuple(self.faults),
            did=self.did,
        )

    def interview(self) -> Interview | None:
        """Return the interview that is open."""
        own = self.talk.state.position.interview
        return next((each for each in self.talk.state.interviews if each.id == own), None)

    def _left(self) -> str:
        return self.talk.state.interviews[-1].status if self.talk.state.interviews else "stuck"

    def standing(self) -> Standing | None:
        """Return the open interview, worked out; once for the same answers."""
        interview = self.interview()
        form = self.talk.world.form(interview) if interview is not None else None
        if interview is None or form is None:
            return None
        if self._worked is None or self._worked[0] is not interview:
            zone = self.talk.world.programmes[interview.programme].zone
            now, language = local(self.talk.at, zone), self.talk.state.person.language
            found = stand(form, interview.answers, now=now, seed="", language=language)
            self._worked = interview, found
        return self._worked[1]

    def open(self) -> Question | None:
        """Return the question that is open."""
        standing, position = self.standing(), self.talk.state.position
        if standing is None or position.stage not in ("asking", "consent"):
            return None
        return standing.question(position.question)

    @property
    def last(self) -> Message:
        """The newest message."""
        assert self.talk.last is not None
        return self.talk.last

    def keys(self) -> list[str]:
        """Return the keys of the answers that are offered."""
        return [each.key for each in self.last.choices]

    # ------------------------------------------------------------ a turn

    def _turn(self, question: Question | None) -> None:
        position = self.talk.state.position
        if question is not None:
            self._at(question)
        elif position.stage == "choosing_language":
            self._press(self.language)
        elif position.stage == "choosing_programme":
            self._press(self.programme)
        elif position.stage == "summary":
            self._review()
        elif position.stage == "confirming":
            self._confirm()
        elif position.stage == "stopped":
            self._do("comes back", start="")
        else:
            self._do("says again", text=self._said("repeat"))

    def _at(self, question: Question) -> None:
        if self.chance.random() < ASIDES and self.tries[question.key] < MOST_TRIES // 2:
            self._aside(question)
        else:
            self._answer(question)

    def _aside(self, question: Question) -> None:
        """Do something that is no answer; it must change none."""
        strict = question.kind in ("text", "long", "name")
        sides: dict[str, Callable[[], None]] = {
            "helps herself": lambda: self._do("help", text=self._said("help")),
            "repeats": lambda: self._do("repeat", text=self._said("repeat")),
            "goes back": lambda: self._do("back", text=self._said("back")),
            "looks": lambda: self._do("my data", text=self._said("my_data")),
            "calls": lambda: self._do("person", text=self._said("person")),
            "language": lambda: self._do("language", text=self._said("language")),
            "rests": self._rest,
            "sticker": lambda: self._do("sticker", unsupported="sticker"),
            "place": lambda: self._do("location", location=(33.5, -7.6)),
            "starts": lambda: self._do("start", start=""),
            "old": self._old,
            "asks": lambda: self._do("asks", text=self._said("asks")),
            "nods": lambda: self._do("nods", text=self._nod()),
            "wrong": lambda: self._do("wrong", text=self.chance.choice(words.WRONG)),
        }
        del sides["wrong" if strict else "nods"]
        before = self._kept()
        name = self.chance.choice(sorted(sides))
        sides[name]()
        self._unchanged(before, name)
        if self.talk.state.position.stage == "summary" and question.key in before:
            self.meant[question.key] = before[question.key]  # she left it as it was

    def _rest(self) -> None:
        self.talk.at += self.chance.choice(PAUSES)
        self.did["pause"] += 1

    def _old(self) -> None:
        """Press a button of a question that is over."""
        gone = [each for each in self.talk.tapped if each.token and each.token != self.last.token]
        if gone:
            self._do("old button", tap=self.chance.choice(gone))

    def _said(self, what: str) -> str:
        language = self.talk.state.person.language or self.language
        return self.chance.choice(words.ASIDE[what].get(language, words.ASIDE[what]["en"]))

    def _nod(self) -> str:
        """Return an absent yes, or thanks, where words are asked for."""
        language = self.talk.state.person.language or self.language
        said = (*words.YES[language], *words.NO[language], *words.THANKS)
        return self.chance.choice(said)

    def _press(self, key: str) -> None:
        keys = [each.key for each in (*self.last.choices, *self.last.actions)]
        if key not in keys:
            self._do("says again", text=self._said("repeat"))
            return
        self._do("press", tap=Tap(token=self.last.token, key=key))

    def _do(self, what: str, **update: Any) -> None:
        self.did[what] += 1
        self.talk.take(**update)
        if not self.talk.said:
            self.faults.append(f"nothing is said to {what}")

    # ------------------------------------------------------------ answering

    def _answer(self, question: Question) -> None:
        standing = self.standing()
        assert standing is not None
        if question.key not in self.meant or self._impossible(question, standing):
            self.meant[question.key] = self._means(question, standing)
        value = self.meant[question.key]
        before = self._kept()
        if value is None:
            self._skip()
        elif self.tries[question.key] > PATIENCE + 1 or self.chance.random() < 0.35:
            self._neatly(question, standing, value)
        else:
            self._typed(question, standing, value)
        self._settled(question, value, before)

    def _skip(self) -> None:
        if any(each.key == "skip" for each in self.last.actions):
            self._press("skip")
        else:
            self._do("skip", text=self._said("skip"))

    def _impossible(self, question: Question, standing: Standing) -> bool:
        """Return whether what she meant is no answer any more."""
        value = self.meant[question.key]
        if value is None:
            return standing.required(question)
        names = {each.name for each in standing.options(question)}
        chosen = {*value} if isinstance(value, list) else {value}
        return bool(question.choices) and not chosen <= names

    def _means(self, question: Question, standing: Standing) -> Value:
        """Return an answer that she has; None where she would rather not give one."""
        chance, names = self.chance, [each.name for each in standing.options(question)]
        if not standing.required(question) and chance.random() < 0.15:
            return None
        if question.role == "repeat":
            return "yes" if chance.random() < 0.4 else "no"
        if question.role in ("consent", "guardian") and question.purpose in (
            "",
            "main",
            "guardian",
        ):
            return next(each for each in names if each in ("agree", "yes"))
        if question.type == "select_multiple":
            for _ in range(20):
                some = chance.sample(names, chance.randint(1, min(3, len(names))))
                value: Value = [name for name in names if name in some]
                if standing.fits(question, value):
                    return value
        if names:
            return chance.choice([name for name in names if standing.fits(question, name)])
        language = self.talk.state.person.language
        match question.kind:
            case "phone":
                return words.NUMBERS[self.programme]
            case "name":
                return chance.choice(words.NAMES[language])
            case "long":
                return chance.choice(words.LONG[language])
            case "year" | "integer":
                top = 1400 if question.calendar == "jalali" else 2020
                some = [
                    n for n in (*range(top - 70, top), *range(2, 21)) if standing.fits(question, n)
                ]
                return chance.choice(some)
        return chance.choice(words.SHORT[language])

    def _neatly(self, question: Question, standing: Standing, value: Value) -> None:
        """Press the button, often twice, or type the answer without any slip."""
        keys = self.keys()
        if question.type == "select_multiple" and isinstance(value, list):
            held = [*self.talk.state.position.picked]
            for name in {*map(str, value)} ^ {*held}:
                self._do("press", tap=Tap(token=self.last.token, key=name))
            self._twice(keys[-1])
        elif value in keys:
            self._twice(str(value))
        elif question.kind == "phone" and "mine" in keys:
            self._press("mine")
        else:
            self._do("neat", text=str(value))

    def _twice(self, key: str) -> None:
        tap = Tap(token=self.last.token, key=key)
        self._do("press", tap=tap)
        if self.chance.random() < 0.1:
            self._do("double press", tap=tap)

    def _typed(self, question: Question, standing: Standing, value: Value) -> None:
        text = self._written(question, standing, value)
        self._do("typed", text=text)
        if self.chance.random() < 0.05:
            self._again(question, text, value)

    def _again(self, question: Question, text: str, value: Value) -> None:
        """Send the same words twice; where they answered the next question too, go back.

        Words that were asked back are insisted on by that, also where an answer is changed.
        """
        before, after = self._kept(), self.open()
        self.talk.at -= timedelta(seconds=19)
        self._do("double message", text=text)
        if question.key in before and self._kept().get(question.key) == value:
            before[question.key] = value
        self._unchanged({**self._kept(), **before}, f"{text!r} sent twice")
        now = self.open()
        if after is not None and after.key != question.key and now is not None and now != after:
            self._do("back", text=self._said("back"))

    def _written(self, question: Question, standing: Standing, value: Value) -> str:
        """Return what she types for what she means."""
        chance, language = self.chance, self.talk.state.person.language
        open_now = standing.options(question)
        names = [each.name for each in open_now]
        said = {each.name: each.label.say(language) for each in open_now}
        if isinstance(value, list):
            if chance.random() < 0.6 or any("،" in said[str(it)] for it in value):
                return writing.places([names.index(str(it)) + 1 for it in value], language, chance)
            return ", ".join(said[str(it)] for it in value)
        if value in names and isinstance(value, str):
            way = chance.random()
            if way < 0.35:
                return writing.places([names.index(value) + 1], language, chance)
            if value in ("yes", "no") and way < 0.7:
                return chance.choice((words.YES if value == "yes" else words.NO)[language])
            return writing.label(said[value], chance)
        if isinstance(value, int):
            return writing.number(value, language, chance)
        if question.kind == "phone":
            return chance.choice(words.PHONES[self.programme])
        return str(value)

    def _confirm(self) -> None:
        """Say yes to what she meant and no to the rest."""
        pending = self.talk.state.position.pending
        key = "no"
        if pending[:1] == ("meant",):
            question = self.talk.state.position.question
            offered = [json.loads(each) for each in pending[2:]]
            value = self.meant.get(question)
            if value in offered:
                key = "yes" if len(offered) == 1 else str(offered.index(value) + 1)
            self.did["asked back"] += 1
        self._press(key)

    def _review(self) -> None:
        """Confirm the summary, or change one answer before."""
        keys = self.keys()
        chance = self.chance
        if "confirm" in keys and chance.random() < 0.8:
            self._press("confirm")
        elif "edit" in keys:
            self._press("edit")
        else:
            key = chance.choice(keys or ["repeat"])
            self.meant.pop(key, None)
            self._press(key)

    # ------------------------------------------------------------ what is kept

    def _kept(self) -> dict[str, Value]:
        """Return what she answered so far, as it is kept."""
        standing = self.standing()
        if standing is None:
            return {}
        return {
            each.key: standing.answers[each.key]
            for each in standing.asked
            if each.key in standing.answers and not conducted_first(each) and each.role != "repeat"
        }

    def _unchanged(self, before: Mapping[str, Value], why: str) -> None:
        after = self._kept()
        for key in {*before, *after}:
            if before.get(key) != after.get(key) and key in after:
                self.faults.append(f"{why} ({self.language}): {key} became {after[key]!r}")

    def _settled(self, question: Question, value: Value, before: Mapping[str, Value]) -> None:
        """Look whether what was kept after an answer is what she meant."""
        after = self._kept()
        for key, now in after.items():
            if before.get(key) == now:
                continue
            if key == question.key and now != value and now is not None:
                self.faults.append(f"{key} ({self.language}): meant {value!r}, kept {now!r}")
            if key != question.key and key in before and key not in self.meant:
                self.faults.append(f"{key} changed with {question.key}")

    def _compare(self) -> None:
        standing = self.standing()
        assert standing is not None
        for question in standing.asked:
            if conducted_first(question) or question.role == "repeat":
                continue
            kept = standing.answers.get(question.key)
            if question.key in self.meant and kept != self.meant[question.key]:
                meant = self.meant[question.key]
                self.faults.append(
                    f"{question.key} ({self.language}): meant {meant!r}, kept at the end {kept!r}"
                )
            if standing.required(question) and kept in (None, "", []):
                self.faults.append(f"{question.key} is required and has no answer")
