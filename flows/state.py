"""What is stored of a person: plain frozen data that can be written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from flows.frozen import quick
from flows.message import Option

Value: TypeAlias = str | int | float | list[str] | list[int] | None
Answers: TypeAlias = Mapping[str, Value]
"""Key of a question (``person/full_name``, ``home/member[3]/age``) to its answer; None: skipped."""

Stage: TypeAlias = Literal[
    "choosing_language",
    "choosing_programme",
    "consent",
    "asking",
    "summary",
    "confirming",
    "done",
    "stopped",
]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human being, over all programmes and channels."""

    id: int
    language: str = ""
    zone: str = ""
    mode: str = "text"
    """text, voice or both: how questions are put."""
    stopped: bool = False
    simulated: bool = False
    """Came by the web chat or the terminal: outside every indicator."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a conversation stands; written as JSON into ``conversation.state``."""

    stage: Stage = "choosing_language"
    programme: str = ""
    interview: int = 0
    question: str = ""
    """Key of the question asked, "" where none is."""
    token: int = 0
    """Counts the questions put; the message that put the last one carries it."""
    answered: str = ""
    """Token and key of the last tap that was accepted: a second tap of it is a double tap."""
    picked: tuple[str, ...] = ()
    refusals: int = 0
    """Refused replies to the question that is open."""
    editing: bool = False
    """The person came from the summary and goes back to it."""
    search: str = ""
    """Part of a choice's name that was typed, where not all choices can be shown."""
    pending: tuple[str, ...] = ()
    """What a yes would do: ("erase", when asked), ("stop", typed), ("meant", typed, value, …)."""
    before: Stage | Literal[""] = ""
    """The stage to go back to when what is pending is answered."""
    start: str = ""
    """What a start link asked for and is not done yet."""
    last: tuple[str, ...] = ()
    """Key of the question that was answered last, in words, and the id of the words' message."""
    recent: tuple[str, ...] = ()
    """Of the interview that is named first: ids of her messages, each with what it answered."""
    unheard: tuple[str, ...] = ()
    """Id of her latest text if it was no answer, and what it said where it may be half of one."""
    album: str = ""
    """The album whose first part was taken last; with a ``+`` once that was said."""

    def to_json(self) -> dict[str, object]:
        """Return what differs from the default, JSON-ready."""
        return {
            name: value
            for (name, fresh), value in zip(_FRESH.items(), _READ(self), strict=True)
            if value != fresh
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Position:
        """Return the position that ``to_json`` wrote; fields of a later version are dropped."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data.items()
            if name in _FRESH
        }
        return cls(**values)


_READ = attrgetter(*(each.name for each in fields(Position)))
_FRESH = {item.name: getattr(Position(), item.name) for item in fields(Position)}


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One person's walk through one version of a form."""

    id: int
    programme: str
    form: str
    version: str
    status: Literal["open", "finished", "refused", "halted", "withdrawn"] = "open"
    answers: Answers = field(default_factory=dict)
    language: str = ""
    channel: str = ""
    started: datetime
    updated: datetime
    finished: datetime | None = None
    code: str = ""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A training the person was reminded of and has not answered for."""

    training: int
    choices: tuple[Option, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Another person who answers in the same chat."""

    person: Person
    place: int
    """From 1 on, in the order in which they came."""
    position: Position = field(default_factory=Position)
    interviews: tuple[Interview, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A yes or a no to one purpose in one wording."""

    programme: str
    purpose: str
    """main, reminders, followup, sensitive, guardian."""
    given: bool
    text: str
    """Digest of the wording that was read."""
    language: str
    wording: str = field(default="", compare=False)
    """The wording itself, of which one copy is kept; "" where it is known by its digest."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that is stored of the person an update comes from."""

    person: Person
    position: Position = field(default_factory=Position)
    interviews: tuple[Interview, ...] = ()
    """Every interview of the person that is not erased, oldest first."""
    consents: tuple[Consent, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    known: bool = True
    """False on a person's first update."""
    place: int = 0
    """Which of the people of her chat she is, from 1 on; 0 where nobody else answers there."""
    others: tuple[Member, ...] = ()
    """The others who answer in this chat, in the order of their places."""
