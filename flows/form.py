"""A form as the conversation uses it: frozen, its expressions compiled, its texts translated.

It is read from the document that ``flows.compile`` wrote: serving never compiles a workbook.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias

from flows.expressions import (
    NOT_GIVEN,
    Chance,
    Context,
    Expression,
    Schema,
)
from locales.text import CHAIN

Part: TypeAlias = str | Expression


class At(Protocol):
    """Makes the context of one node; ``own`` is the value of ``.`` while it is on trial."""

    def __call__(self, key: str, own: object = NOT_GIVEN, /) -> Context:
        """Return the context of the node with this key."""
        ...


SILENT = frozenset(
    {"calculate", "hidden", "start", "end", "today", "deviceid", "subscriberid", "simserial"}
    | {"phonenumber", "username", "email", "audit", "start-geopoint", "xml-external"}
    | {"csv-external", "background-audio", "background-geopoint"}
    | {"geotrace", "geoshape", "osm"}
)
"""Types that are never asked (https://xlsform.org/en/#metadata and calculations), or cannot be."""
DRAWN = frozenset({"draw", "signature"})
"""Appearances of an image that no chat can take."""


class Text:
    """What a form says in one place, in every language it has."""

    __slots__ = ("_fixed", "_labels", "parts")

    def __init__(self, parts: Mapping[str, tuple[Part, ...]]) -> None:
        self.parts = parts
        self._fixed: dict[str, str] = {}
        """What is said in a language where no value is filled in; found once."""
        self._labels: dict[str, tuple[str, ...]] = {}

    def say(self, language: str, context: Context | None = None) -> str:
        """Return the words in a language or the next one of its chain, values filled in."""
        fixed = self._fixed.get(language)
        if fixed is not None:
            return fixed
        for code in (language, *CHAIN.get(language, ()), "en"):
            if code in self.parts:
                break
        else:
            code = next(iter(self.parts), "")
        parts = self.parts.get(code, ())
        said = "".join(
            part if isinstance(part, str) else part.text(context) if context else ""
            for part in parts
        )
        if all(isinstance(part, str) for part in parts):
            self._fixed[language] = said
        return said

    def labels(self, first: str) -> tuple[str, ...]:
        """Return the words in every language, ``first`` before the others; without values."""
        known = self._labels.get(first)
        if known is None:
            own = self.say(first)
            known = (own, *(said for code in self.parts if (said := self.say(code)) != own))
            self._labels[first] = known
        return known

    def __bool__(self) -> bool:
        return bool(self.parts)


NOTHING = Text({})

Media: TypeAlias = Mapping[str, Mapping[str, str]]
"""``image``, ``audio`` or ``video`` to language to the name of a stored file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row of the choices sheet."""

    name: str
    label: Text
    short: Text = NOTHING
    extra: Mapping[str, str] = field(default_factory=dict)
    """Columns that a choice_filter may compare."""
    media: Media = field(default_factory=dict)


YES_NO = (Choice(name="yes", label=NOTHING), Choice(name="no", label=NOTHING))
"""The answers to the bot's own questions; their words are in its catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group or repeat: what it is called and when it matters."""

    path: str
    label: Text
    relevant: Expression | None
    repeat: bool
    count: Expression | None
    """How many entries a repeat has; None where the person says when it is enough."""
    media: Media = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of the survey sheet that holds a value or says something."""

    key: str
    name: str
    type: str
    bind: str
    """Type of its bind in the XForm: ``string``, ``int``, ``date``."""
    label: Text
    hint: Text
    guidance: Text
    required: Expression | None
    always: bool
    """It is required whatever was answered."""
    required_message: Text
    relevant: Expression | None
    constraint: Expression | None
    constraint_message: Text
    calculate: Expression | None
    triggers: tuple[str, ...]
    """Paths of the questions whose change sets the value; empty where every change may."""
    default: str
    prefill: Expression | None
    """A default that is worked out when the question is met first."""
    choices: tuple[Choice, ...]
    filter: Expression | None
    """The rows of the list that are open."""
    list: str
    appearance: str
    parameters: Mapping[str, str]
    short: Text
    role: str
    purpose: str
    form: str
    """What the hint ``rafiq:as`` says the text or number is: phone, long, year, name, ice."""
    calendar: str
    sensitive: str
    """L ordinary, M identifies, H special category (programmes.md, section 1)."""
    summary: bool
    readonly: bool
    groups: tuple[str, ...]
    """Paths of the groups around it, outermost first."""
    row: int
    kind: str
    """Key of its family in ``flows.questions.TYPES``."""
    silent: bool
    """It is never shown: calculated, hidden or taken from the channel."""
    says: bool
    """It only says something and takes no answer."""
    asked: bool
    """A person answers it."""
    computed: bool
    """Its value is worked out and not typed."""
    proposes: bool
    """It has a default, which counts from the start; what the bot conducts itself has none."""
    leans: bool
    """What fits it depends on other answers: a filter, or a constraint that names them."""
    media: Media = field(default_factory=dict)
    """What is sent before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node when relevance and values are worked out, after all that it depends on."""

    key: str
    once: tuple[str, str]
    """Key and surrounding group, as they are outside every repeat."""
    question: Question | None
    above: str
    """The group or repeat around it, "" where there is none."""
    repeat: str
    """The innermost repeat around it, "" where there is none."""
    entries: Group | None
    """The repeat that it is, where it is one."""
    relevant: Expression | None
    gives: Question | None = None
    """The question that it is, where its default is worked out once."""
    peeks: tuple[Question, ...] = ()
    """Questions of a group that its own relevance looks at, before they are worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The questions of a form or of one repeat, in the order in which they are asked."""

    path: str
    items: tuple[Question | Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of a questionnaire."""

    id: str
    version: str
    wording: str
    title: Text
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    by_key: Mapping[str, Question]
    groups: Mapping[str, Group]
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    steps: tuple[Step, ...]
    """Questions and groups in the order in which relevance and values are worked out."""
    fixed: frozenset[str]
    """Keys of the nodes that are always relevant and where nothing is worked out."""
    moving: tuple[Step, ...]
    """All other steps."""
    asked: tuple[Question, ...]
    """The questions that a person answers."""
    silent: tuple[Question, ...]
    """Those that are never shown."""
    triggered: Mapping[str, Sequence[Question]]
    """Path of a question to those that are set when its answer changes."""
    block: Block
    """The questions in their order, repeats within."""
    shown: tuple[Question, ...]
    """The questions that are not silent."""
    repeats: bool
    """Some question may have several entries."""
    quiet: frozenset[str]
    """Keys of questions outside repeats whose answers no expression looks at but their own."""
    named: Mapping[str, tuple[Question, ...]]
    """The questions by name."""
    roles: Mapping[str, tuple[Question, ...]]
    """The rows that the conversation conducts itself, by role."""
    another: Mapping[str, Question]
    """Path of a repeat to the question whether there is one more entry."""
    schema: Schema
    itext: Mapping[str, Text] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """Files beside the form, ``ary/x.ogg`` or ``x.ogg``, to the names they are stored under."""
    awaits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Path of a question to later ones of its page that its constraint looks at."""
    echoed: frozenset[str] = frozenset()
    """Paths of those whose constraint looks at what is worked out from their own answer."""
    moves: bool = False
    """Who is in the middle of an older version moves to this one."""

    def role(self, role: str, purpose: str = "") -> Question | None:
        """Return the row that the conversation conducts itself, if the form has it."""
        for question in self.roles.get(role, ()):
            if not purpose or question.purpose == purpose:
                return question
        return None

    def context(
        self,
        values: Mapping[str, object],
        *,
        now: datetime,
        seed: str,
        language: str,
        relevant: Container[str] | None = None,
    ) -> At:
        """Return what makes the context of one node from its key."""
        chance = Chance(seed)

        def choice_name(value: str, path: str) -> str:
            question = self.by_key.get(path)
            for choice in question.choices if question else ():
                if choice.name == value:
                    return choice.label.say(language)
            return ""

        def itext(name: str) -> str:
            return self.itext[name].say(language) if name in self.itext else ""

        known: dict[str, Context] = {}

        def at(key: str, own: object = NOT_GIVEN) -> Context:
            if own is NOT_GIVEN and key in known:
                return known[key]
            made = Context(
                values=values,
                at=key,
                own=own,
                now=now,
                random=chance,
                tables=self.tables,
                choice_name=choice_name,
                itext=itext,
                relevant=relevant,
            )
            if own is NOT_GIVEN:
                known[key] = made
            return made

        return at
