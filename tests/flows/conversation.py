"""A conversation in memory: what storage would hand to ``respond``, without storage."""

from __future__ import annotations

import functools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.batch import after
from bot.compiling import compile_programme
from bot.programme.folders import programmes
from bot.publishing import build
from flows.dialogue import respond
from flows.incoming import Incoming, Tap
from flows.loading import load
from flows.message import Message
from flows.state import Consent, Person, Position, State
from flows.turn import Effect, Erase, Keep, Say, Turn
from flows.world import World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@functools.cache
def world() -> World:
    """Return the three programmes, compiled once a run."""
    known = programmes()
    forms = [load(json.loads(json.dumps(compile_programme(own).document))) for own in known]
    return build(known, forms, {form.id: form.version for form in forms})


class Conversation:
    """One person, as she is stored between the turns."""

    def __init__(
        self,
        account: str = "telegram:default",
        phone: str | None = None,
        known: World | None = None,
    ) -> None:
        self.world = known or world()
        self.account = account
        self.phone = phone
        self.at = MONDAY
        self.updates = 0
        self.people = 1
        self.state = State(person=Person(id=1), known=False)
        self.said: list[Message] = []
        """What was said to the last update."""
        self.last: Message | None = None
        """The newest message."""
        self.tapped: list[Tap] = []
        """Every button that was ever shown."""
        self.kept: dict[str, Keep] = {}
        """The last answer event of each question; what was refused is none."""

    def take(self, **what: Any) -> Turn:
        """Return the turn of an update, stored as the batch stores it."""
        self.updates += 1
        self.at += timedelta(seconds=20)
        incoming = Incoming(
            account=self.account,
            sender="1",
            id=str(self.updates),
            key=self.updates,
            at=self.at,
            phone=self.phone,
            **what,
        )
        turn = respond(self.world, self.state, incoming, self.at)
        effects: tuple[Effect, ...] = turn.effects
        self.said = [each.message for each in effects if isinstance(each, Say)]
        for message in self.said:
            self.last = message
            options = (*message.choices, *message.actions)
            self.tapped += [Tap(token=message.token, key=each.key) for each in options]
        self.kept |= {
            each.question: each for each in effects if isinstance(each, Keep) and not each.refused
        }
        given = [each for each in effects if isinstance(each, Consent)]
        self.state = after(self.state, turn, given)
        self.state = replace(self.state, position=stored(turn.position))
        if any(isinstance(each, Erase) for each in effects):
            self.people += 1
            self.state = State(person=Person(id=self.people), known=False)
        return turn


def stored(position: Position) -> Position:
    """Return the position as it comes back from the database."""
    return Position.from_json(json.loads(json.dumps(position.to_json())))
