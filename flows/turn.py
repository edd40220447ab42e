"""What goes into a turn of a conversation and what comes out of it: plain frozen data.

A channel makes :class:`Incoming` values, storage makes a :class:`State`, and
``flows.dialogue.respond`` makes a :class:`Turn`. Everything here can be written as JSON, and
nothing here decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, Literal, TypeAlias, TypeVar

from flows.prompts import Prompt

Value: TypeAlias = str | int | float | list[str] | list[int] | None
Answers: TypeAlias = Mapping[str, Value]
"""Key of a question (``person/full_name``, ``home/member[3]/age``) to its answer; None: skipped."""

Lane: TypeAlias = Literal["reply", "reminder", "broadcast"]
MediaKind: TypeAlias = Literal["image", "voice", "audio", "video", "file", "sticker"]
How: TypeAlias = Literal[
    "typed", "tapped", "voice", "file", "location", "contact", "edited", "given", "helper"
]
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
Event: TypeAlias = Literal["message", "edited", "blocked", "returned", "fetched", "fetch_failed"]


T = TypeVar("T")


def changed(item: T, **changes: Any) -> T:
    """Return a copy of a frozen dataclass with slots, some fields changed.

    As ``dataclasses.replace``, at a sixth of its cost: a turn makes many such copies.
    """
    cls = type(item)
    places, read, writers = _fields(cls)  # type: ignore[arg-type]
    values = [*read(item)]
    for name, value in changes.items():
        values[places[name]] = value
    copy = object.__new__(cls)
    for write, value in zip(writers, values, strict=True):
        write(copy, value)
    return copy


def alter(item: object, **changes: Any) -> None:
    """Change a frozen object in place: for a copy made by :func:`changed` and still one's own."""
    for name, value in changes.items():
        object.__setattr__(item, name, value)


@cache
def _fields(cls: type) -> tuple[Mapping[str, int], Callable[[Any], Any], Sequence[Any]]:
    """Return the place of each field, what reads them all, and what writes each."""
    names: Sequence[str] = cls.__slots__  # type: ignore[attr-defined]
    places = {name: place for place, name in enumerate(names)}
    return places, attrgetter(*names), tuple(getattr(cls, name).__set__ for name in names)


# ---------------------------------------------------------------- what comes in


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button that was pressed: which message it stood under, and what it meant."""

    token: str
    """Token of the message (see :class:`Message`), or "" for the question open now."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with an update; fetched after the commit, known here as it was declared."""

    kind: MediaKind
    reference: str
    """What the channel fetches it by (Telegram's file_id, WhatsApp's media id, a path)."""
    mime: str = ""
    size: int = 0
    """Bytes, as declared; 0 when unknown."""
    name: str = ""
    """The name it is stored under: made by us from the update, never the sender's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How far somebody is who joins two of her addresses by a code."""

    kind: Literal["open", "gone", "many", "unknown", "same", "found", "waiting", "asked", "agreed"]
    address: int = 0
    """The other address: our key, its account, and its person with her language."""
    account: str = ""
    person: int = 0
    language: str = ""
    programmes: tuple[str, ...] = ()
    """That she is registered with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update of one person, free of any provider's shape."""

    account: str
    """Channel and account, as ``telegram:default``."""
    sender: str
    """The channel's own opaque id of the chat."""
    id: str
    """The channel's id of the update, unique within the account; seeds ``uuid()``, ``random()``."""
    at: datetime
    """When the person sent it, UTC; our own clock where the channel does not say."""
    key: int = 0
    """Our key of this update, given by the inbox; what the update creates gets it as its key."""
    event: Event = "message"
    text: str = ""
    tap: Tap | None = None
    upload: Upload | None = None
    location: tuple[float, float] | None = None
    """Latitude, longitude in degrees (WGS 84)."""
    contact: str | None = None
    """A phone number the person shared as her own."""
    phone: str | None = None
    """The chat's own number (E.164) where the channel knows it."""
    start: str | None = None
    """Payload of a start link, "" for a bare /start."""
    locale: str | None = None
    """The language the person's app is set to, as the channel gave it."""
    unsupported: str | None = None
    """What it was, when the bot cannot use it (a sticker, a poll, somebody else's contact)."""
    answers_message: str | None = None
    """Our message's provider id to which this is a reply, if it is one."""
    about: str = field(default="", compare=False)
    """Key of the question that that message put, where the inbox found it."""
    message: str = field(default="", compare=False)
    """The channel's id of the person's message: she may edit it later."""
    album: str = field(default="", compare=False)
    """What the parts of an album have in common, "" for a message of its own."""
    chance: int = field(default=0, compare=False)
    """Random bits (40) that nobody can guess, for a code; given by the inbox."""
    link: Linking | None = field(default=None, compare=False)
    """Where a code is waited for: what this update comes to, as the inbox found it."""
    office: tuple[str, ...] = field(default=(), compare=False)
    """Programmes that are coordinated from this chat (``*``: all), where the inbox looked."""


_ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/webm": ".webm",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/plain": ".txt",
}


def file_name(account: str, update: str, mime: str) -> str:
    """Return the name a person's file is stored under: the same for the same update, no other's.

    The sender's own name for it is never used (``../../x`` arrives).
    """
    digest = sha256(f"{account}\0{update}".encode()).hexdigest()[:24]
    return f"media-{digest}{_ENDINGS.get(mime.partition(';')[0].strip().lower(), '')}"


def is_file(value: str) -> bool:
    """Return whether an answer is the name of a stored file."""
    return _FILE.fullmatch(value) is not None


_FILE = re.compile(r"media-[0-9a-f]{24}(\.[a-z0-9]{1,5})?")


# ---------------------------------------------------------------- what goes out


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that may be chosen."""

    key: str
    label: str
    short: str = ""
    """At most 20 characters, for buttons; empty where the label itself is short enough."""
    chosen: bool = False
    """Ticked, in a select_multiple that is not done yet."""

    def to_json(self) -> dict[str, object]:
        """Return the option as JSON-ready data without what is empty."""
        data: dict[str, object] = {"key": self.key, "label": self.label}
        if self.short:
            data["short"] = self.short
        if self.chosen:
            data["chosen"] = True
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is sent with a message."""

    kind: MediaKind
    name: str
    """Name of the stored file (``media.name``)."""
    caption: str = ""
    """What it shows, where it is not the message's own words that say so; plain text."""

    def to_json(self) -> dict[str, object]:
        """Return the attachment as JSON-ready data without what is empty."""
        data: dict[str, object] = {"kind": self.kind, "name": self.name}
        return {**data, "caption": self.caption} if self.caption else data


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the bot says, before any channel has given it its shape."""

    text: str
    """Plain text with bidi isolates; never markup."""
    language: str
    choices: tuple[Option, ...] = ()
    actions: tuple[Option, ...] = ()
    token: str = ""
    """Which question the options belong to; comes back with a tap: old buttons are known by it."""
    about: str = ""
    """Key of the question that it puts: a reply to the message is known by it."""
    many: bool = False
    """The choices are ticked one by one; the last one means done."""
    replaces: bool = False
    """Says again what the message before it with the same token said: may be edited in place."""
    wants: Literal["", "phone", "location", "voice"] = ""
    """What the channel may offer a button of its own for."""
    search: bool = False
    """There are more choices than may be shown: typing a part of a name finds them."""
    media: tuple[Attachment, ...] = ()
    template: tuple[str, ...] = ()
    """WhatsApp template name and its parameters, for a closed window."""

    def to_json(self) -> dict[str, object]:
        """Return the message as JSON-ready data without what is empty."""
        data: dict[str, object] = {"text": self.text, "language": self.language}
        for name in ("choices", "actions"):
            options: tuple[Option, ...] = getattr(self, name)
            if options:
                data[name] = [option.to_json() for option in options]
        for name in ("token", "about", "many", "replaces", "wants", "search"):
            if value := getattr(self, name):
                data[name] = value
        if self.media:
            data["media"] = [item.to_json() for item in self.media]
        if self.template:
            data["template"] = list(self.template)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """Return the message that ``to_json`` wrote."""
        values = dict(data)
        for name in ("choices", "actions"):
            values[name] = tuple(Option(**item) for item in values.get(name, ()))
        values["media"] = tuple(Attachment(**item) for item in values.get("media", ()))
        values["template"] = tuple(values.get("template", ()))
        return cls(**values)


# ---------------------------------------------------------------- what is stored of a person


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
    """What a yes would do: ("erase",), ("stop", typed), ("meant", typed, value, …)."""
    before: Stage | Literal[""] = ""
    """The stage to go back to when what is pending is answered."""
    start: str = ""
    """What a start link asked for and is not done yet."""
    last: tuple[str, ...] = ()
    """Key of the question that was answered last, in words, and the id of the words' message."""
    album: str = ""
    """The album whose first part was taken last; with a ``+`` once that was said."""

    def to_json(self) -> dict[str, object]:
        """Return what differs from the default, JSON-ready."""
        _, read, _ = _fields(Position)
        return {
            name: value
            for (name, fresh), value in zip(_FRESH.items(), read(self), strict=True)
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


_FRESH = {item.name: getattr(Position(), item.name) for item in fields(Position)}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A training the person was reminded of and has not answered for."""

    training: int
    choices: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Another person who answers in the same chat."""

    person: Person
    place: int
    """From 1 on, in the order in which they came."""
    position: Position = field(default_factory=Position)
    interviews: tuple[Interview, ...] = ()


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


# ---------------------------------------------------------------- effects, in the order they happen


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message to the person; in the order of the effects."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The interview is finished: the person is registered with the programme."""

    programme: str
    interview: int
    cohort: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Nothing that the person did not ask for is sent from now on; what is queued is cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The person wants messages again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Everything the person said is overwritten, wherever it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A file to be fetched from the channel after the commit and kept under ``upload.name``."""

    upload: Upload
    interview: int
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something a coordinator must see; holds no words of the person."""

    programme: str
    code: str
    """As ``person_wanted``, ``guardian_missing``, ``asks_other_date``."""
    reference: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attend:
    """What a person answered to a training's reminder."""

    training: int
    answer: Literal["coming", "not_coming", "other_date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The person blocked the bot, or came back."""

    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The person took her agreement back: she is registered with the programme no more."""

    programme: str
    interview: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Another person of the chat has the turn: what follows in this turn is hers."""

    person: Person
    left: Position
    """Where the one who had the turn goes on later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A coordinator read a question aloud; the file is fetched after the commit."""

    prompt: Prompt
    upload: Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A code was shown: who writes it elsewhere may be the same person."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The other address is asked whether it is the same person."""

    linking: Linking
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree:
    """What the address that showed the code said to that."""

    yes: bool


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one update came to: person and position as they stand now, the effects in order."""

    person: Person
    position: Position
    interviews: tuple[Interview, ...] = ()
    """Those that are new or changed."""
    effects: tuple[Effect, ...] = ()
