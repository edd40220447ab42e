"""People who answer whatever the bot asks, inside the fake Bot API server.

They live on while the bot is killed; what they sent, and what the bot confirmed, is written down.
"""

from __future__ import annotations

import asyncio
import random
import string
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.form import Form, Question
from tests.fakes.telegram import Call, FakeTelegram, Sent

ACTIONS = frozenset({"help", "person", "back", "skip", "keep", "language", "my_data", "menu"})
ANNOUNCEMENT = "Announcement"
YES = ("agree", "yes", "confirm")
YEARS = {"fr": "1990", "fa": "1369"}
PHONES = {"fr": "+212612345678", "fa": "09121234567"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sent in answer to a message of the bot."""

    update: int
    typed: str
    """As it is to be kept: the words, or the key of the button."""
    kept: bool
    """It answers a question of the form; else it begins or confirms."""


@dataclass(slots=True)
class Human:
    """One person of the crowd."""

    chat: int
    programme: str
    form: Form
    language: str
    said: list[Said] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    """Tokens of the messages that were answered: a message that comes twice is answered once."""
    last: Sent | None = None
    """The bot's last message."""
    done: bool = False


class Crowd(FakeTelegram):
    """The server, and people who answer a moment after each message."""

    def __init__(self, *, seed: int, forms: Mapping[str, tuple[Form, str]], count: int) -> None:
        """Prepare people; none has written yet.

        Args:
            seed: Of all their choices.
            forms: Programme to its form and the language it is answered in.
            count: How many people.
        """
        super().__init__(per_second=0, per_chat_seconds=0.0, everybody=True)
        self.chance = random.Random(seed)  # noqa: S311
        programmes = sorted(forms)
        self.people = {
            chat: Human(chat, programme, *forms[programme])
            for chat in range(1, count + 1)
            for programme in [programmes[chat % len(programmes)]]
        }
        self.confirmed: set[int] = set()
        """Updates below an offset that the bot asked from: it may never need them again."""
        self.delivered: Counter[int] = Counter()
        """How often an update was handed to the bot."""
        self.made_updates: dict[int, int] = {}
        """Update to the chat it came from."""
        self.repeats: set[int] = set()
        """Updates of a second tap on the same button."""
        self.talking = True
        self.answering: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Let everybody press start."""
        for human in self.people.values():
            number = self.say(human.chat, f"/start {human.programme}-{human.language}")
            human.said.append(Said(number, "", kept=False))

    def unfinished(self) -> list[str]:
        """Return what those were asked last who have not confirmed their answers."""
        return [
            f"{human.chat}: {human.last.text if human.last else ''} ({human.said[-1]})"
            for human in self.people.values()
            if not human.done
        ]

    def answers(self) -> int:
        """Return how many answers were sent."""
        return sum(each.kept for human in self.people.values() for each in human.said)

    def announced(self) -> int:
        """Return how many announcements arrived."""
        return sum(each.text.startswith(ANNOUNCEMENT) for each in self.sent.values())

    def hush(self) -> None:
        """Let nobody answer any more."""
        self.talking = False
        for task in self.answering:
            task.cancel()

    def resume(self) -> None:
        """Let everybody go on with the last message."""
        self.talking = True
        for human in self.people.values():
            if human.last is not None:
                self._answer_later(human, human.last)

    # ------------------------------------------------------------ the server's side

    def update(self, kind: str, body: Mapping[str, Any]) -> int:
        number = super().update(kind, body)
        self.made_updates[number] = int(body["from"]["id"])
        return number

    async def _get_updates(self, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        offset = int(parameters.get("offset", 0))
        self.confirmed |= {u["update_id"] for u in self.updates if u["update_id"] < offset}
        found = await super()._get_updates(parameters)
        self.delivered.update(each["update_id"] for each in found)
        return found

    def _put(self, call: Call, parameters: Mapping[str, Any], files: Mapping[str, bytes]) -> object:
        result = super()._put(call, parameters, files)
        if call.method == "sendMessage":
            sent = self.sent[int(str(parameters["chat_id"])), call.message_id]
            human = self.people[sent.chat]
            if sent.markup.keys() & {"inline_keyboard", "keyboard"}:
                human.last = sent
                self._answer_later(human, sent)
            elif human.said[-1].typed == "confirm" and not sent.text.startswith(ANNOUNCEMENT):
                human.done = True
        return result

    # ------------------------------------------------------------ a person's side

    def _answer_later(self, human: Human, sent: Sent) -> None:
        if self.talking:
            task = asyncio.ensure_future(self._answer(human, sent))
            self.answering.add(task)
            task.add_done_callback(self.answering.discard)

    async def _answer(self, human: Human, sent: Sent) -> None:
        keys = [str(button["callback_data"]).partition(":")[2] for button in sent.buttons]
        # A summary may come twice, each with buttons of its own: the last one counts.
        await asyncio.sleep(2.0 if "confirm" in keys else self.chance.uniform(0.0, 0.2))
        token = token_of(sent)
        if token in human.answered or sent is not human.last:
            return
        human.answered.add(token)
        choices = [key for key in keys if key not in ACTIONS and not key.startswith("!")]
        if "edit" in keys and "confirm" not in keys:
            human.done = True  # registered already: nothing is asked any more
            return
        if "done" in choices:
            self._type(human, "1")
        elif choices:
            key = next((key for key in YES if key in choices), self.chance.choice(choices))
            self._tap(human, sent, keys.index(key), key)
        else:
            self._type(human, self._words(human, sent.text))

    def _type(self, human: Human, text: str) -> None:
        human.said.append(Said(self.say(human.chat, text), text, kept=True))

    def _tap(self, human: Human, sent: Sent, place: int, key: str) -> None:
        number = self.tap(human.chat, sent.message_id, place)
        human.said.append(Said(number, key, kept=key != "confirm"))
        if key != "confirm" and self.chance.random() < 0.1:
            self.repeats.add(self.tap(human.chat, sent.message_id, place))

    def _words(self, human: Human, text: str) -> str:
        question = asked(human.form, human.language, text)
        name = "".join(self.chance.choices(string.ascii_lowercase, k=12)).title() + " Benali"
        if question is None:
            raise AssertionError(f"no question of {human.form.id} reads: {text}")
        if question.kind == "phone":
            return PHONES[human.language]
        if question.type == "integer":
            return YEARS[human.language] if question.kind == "year" else "3"
        if question.kind == "long":
            return f"{name} vend des paniers au marché"
        return name


def token_of(sent: Sent) -> str:
    """Return what a message is known by: the token of its buttons, or its words."""
    if sent.buttons:
        return str(sent.buttons[0]["callback_data"]).partition(":")[0]
    return sent.text


def asked(form: Form, language: str, text: str) -> Question | None:
    """Return the question that a message puts, by the words of its label."""
    labels = {question.label.say(language): question for question in form.questions}
    fitting = {label: each for label, each in labels.items() if label and label in text}
    return fitting[max(fitting, key=len)] if fitting else None
