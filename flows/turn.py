"""What comes out of a turn: its effects, in the order in which they happen.

A channel makes :class:`~flows.incoming.Incoming` values, storage makes a
:class:`~flows.state.State`, and ``flows.dialogue.respond`` makes a :class:`Turn`. Nothing here
decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from flows.frozen import quick
from flows.incoming import Linking, Upload
from flows.message import Message
from flows.prompts import Prompt
from flows.state import Consent, Interview, Person, Position, Value

How: TypeAlias = Literal[
    "typed",
    "tapped",
    "voice",
    "file",
    "location",
    "contact",
    "edited",
    "given",
    "helper",
    "deleted",
]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """An answer, or a refused reply, for the append-only list of answer events."""

    interview: int
    question: str
    value: Value
    typed: str
    how: How
    refused: str = ""
    """The refusal's code, when it is no answer."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message to the person; in the order of the effects."""

    message: Message


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The interview is finished: the person is registered with the programme."""

    programme: str
    interview: int
    cohort: str = ""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Nothing that the person did not ask for is sent from now on; what is queued is cancelled."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The person wants messages again."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Everything the person said is overwritten, wherever it stands."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A file to be fetched from the channel after the commit and kept under ``upload.name``."""

    upload: Upload
    interview: int
    question: str


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something a coordinator must see; holds no words of the person."""

    programme: str
    code: str
    """As ``person_wanted``, ``guardian_missing``, ``asks_other_date``."""
    reference: int = 0


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Attend:
    """What a person answered to a training's reminder."""

    training: int
    answer: Literal["coming", "not_coming", "other_date"]


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The person blocked the bot, or came back."""

    reachable: bool


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The person took her agreement back: she is registered with the programme no more."""

    programme: str
    interview: int


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Another person of the chat has the turn: what follows in this turn is hers."""

    person: Person
    left: Position
    """Where the one who had the turn goes on later."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A coordinator read a question aloud; the file is fetched after the commit."""

    prompt: Prompt
    upload: Upload


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The message before shows a code: who writes it elsewhere may be the same person."""

    code: str


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The other address is asked whether it is the same person."""

    linking: Linking
    message: Message


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Agree:
    """What the address that showed the code said to that."""

    yes: bool


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """This chat is another address's person's from now on."""

    person: int
    other: int
    """Key of the other address."""
    keep: bool
    """Who had the turn here has answers of her own: she stays, apart."""
    left: Position


Effect: TypeAlias = (
    Keep
    | Say
    | Register
    | Consent
    | Stop
    | Resume
    | Erase
    | Fetch
    | Alert
    | Attend
    | Reach
    | Withdraw
    | Switch
    | Offer
    | Ask
    | Agree
    | Join
    | Record
)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one update came to: person and position as they stand now, the effects in order."""

    person: Person
    position: Position
    interviews: tuple[Interview, ...] = ()
    """Those that are new or changed."""
    effects: tuple[Effect, ...] = ()
