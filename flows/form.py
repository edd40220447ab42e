"""A form as the conversation uses it: frozen, its expressions compiled, its texts translated.

It is read from the document that ``flows.compile`` wrote: serving never compiles a workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from flows.expressions import (
    NOT_GIVEN,
    Chance,
    Context,
    Expression,
    Node,
    Schema,
    compile,
    graph,
)
from flows.turn import Value
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
)
"""Types that are never asked (https://xlsform.org/en/#metadata and calculations)."""


class Text:
    """What a form says in one place, in every language it has."""

    __slots__ = ("_fixed", "parts")

    def __init__(self, parts: Mapping[str, tuple[Part, ...]]) -> None:
        self.parts = parts
        self._fixed: dict[str, str] = {}
        """What is said in a language where no value is filled in; found once."""

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
        own = self.say(first)
        return (own, *(said for code in self.parts if (said := self.say(code)) != own))

    def __bool__(self) -> bool:
        return bool(self.parts)


NOTHING = Text({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row of the choices sheet."""

    name: str
    label: Text
    short: Text = NOTHING
    extra: Mapping[str, str] = field(default_factory=dict)
    """Columns that a choice_filter may compare."""


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
    required_message: Text
    relevant: Expression | None
    constraint: Expression | None
    constraint_message: Text
    calculate: Expression | None
    default: str
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
    leans: bool
    """What fits it depends on other answers: a filter, or a constraint that names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node when relevance and values are worked out, after all that it depends on."""

    key: str
    question: Question | None
    above: str
    """The group or repeat around it, "" where there is none."""
    repeat: str
    """The innermost repeat around it, "" where there is none."""
    entries: Group | None
    """The repeat that it is, where it is one."""
    relevant: Expression | None


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
    asked: tuple[Question, ...]
    """The questions that a person answers."""
    silent: tuple[Question, ...]
    """Those that are never shown."""
    block: Block
    """The questions in their order, repeats within."""
    another: Mapping[str, Question]
    """Path of a repeat to the question whether there is one more entry."""
    schema: Schema
    itext: Mapping[str, Text] = field(default_factory=dict)

    def role(self, role: str, purpose: str = "") -> Question | None:
        """Return the row that the conversation conducts itself, if the form has it."""
        for question in self.questions:
            if question.role == role and (not purpose or question.purpose == purpose):
                return question
        return None

    def context(
        self, values: Mapping[str, Value], *, now: datetime, seed: str, language: str
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

        def at(key: str, own: object = NOT_GIVEN) -> Context:
            return Context(
                values=values,
                at=key,
                own=own,
                now=now,
                random=chance,
                tables=self.tables,
                choice_name=choice_name,
                itext=itext,
            )

        return at


def load(document: Mapping[str, Any]) -> Form:
    """Return the form of a compiled document (its shape: ``flows.compile``).

    Raises:
        ExpressionError: never for a document that ``flows.compile`` wrote.
    """
    reader = _Reader(document)
    groups = {path: reader.group(path, row) for path, row in document["groups"].items()}
    questions = tuple(reader.question(row, groups) for row in document["questions"])
    return Form(
        id=document["id"],
        version=document["version"],
        wording=document.get("wording", ""),
        title=reader.text(document.get("title"), ""),
        languages=tuple(document["languages"]),
        questions=questions,
        by_key={each.key: each for each in questions},
        groups=groups,
        tables=reader.tables,
        steps=_steps(questions, groups),
        asked=tuple(each for each in questions if each.asked),
        silent=tuple(each for each in questions if each.silent),
        block=_block("", questions, groups),
        another={
            path: _another(group)
            for path, group in groups.items()
            if group.repeat and group.count is None
        },
        schema=reader.schema,
    )


class _Reader:
    """Turns the rows of a document into what the conversation uses."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.tables = {
            name: tuple(
                {"name": row["name"], "label": _any(row["label"]), **row.get("extra", {})}
                for row in rows
            )
            for name, rows in document["lists"].items()
        }
        self.schema = Schema(
            [Node(path=n["path"], kind=n["kind"], type=n["type"]) for n in document["nodes"]],
            root=document.get("root", "data"),
            instances=self.tables,
        )
        self.lists = {
            name: tuple(self._choice(row) for row in rows)
            for name, rows in document["lists"].items()
        }

    def expression(self, source: str | None, key: str) -> Expression | None:
        """Return a node's expression, compiled."""
        return compile(source, schema=self.schema, at=key) if source else None

    def text(self, value: Mapping[str, Any] | None, key: str) -> Text:
        """Return a node's text, the values in it compiled."""
        parts = {
            code: (said,)
            if isinstance(said, str)
            else tuple(
                part
                if isinstance(part, str)
                else compile(part["value"], schema=self.schema, at=key)
                for part in said
            )
            for code, said in (value or {}).items()
            if said
        }
        return Text(parts) if parts else NOTHING

    def _choice(self, row: Mapping[str, Any]) -> Choice:
        return Choice(
            name=row["name"],
            label=self.text(row["label"], ""),
            short=self.text(row.get("short"), ""),
            extra=row.get("extra", {}),
        )

    def group(self, path: str, row: Mapping[str, Any]) -> Group:
        """Return a group or repeat."""
        return Group(
            path=path,
            label=self.text(row.get("label"), path),
            relevant=self.expression(row.get("relevant"), path),
            repeat=bool(row.get("repeat")),
            count=self.expression(row.get("count"), path),
        )

    def question(self, row: Mapping[str, Any], groups: Mapping[str, Group]) -> Question:
        """Return a question with its expressions and texts."""
        key, hints, name = row["key"], row.get("hints", {}), row.get("list") or ""
        where = f"instance('{name}')/root/item[{row.get('choice_filter')}]"
        given: dict[str, Any] = {
            each: self.expression(row.get(each), key)
            for each in ("required", "relevant", "constraint", "calculate")
        }
        given |= {
            each: self.text(row.get(each), key)
            for each in ("label", "hint", "guidance", "required_message", "constraint_message")
        }
        kind, form = row["type"], hints.get("as") or ""
        silent, readonly = kind in SILENT, bool(row.get("readonly"))
        says = kind == "note" or (readonly and not silent)
        filtered = bool(name and row.get("choice_filter"))
        return Question(
            key=key,
            name=row["name"],
            type=kind,
            bind=self.schema.nodes[key].type,
            **given,
            default="" if row.get("dynamic_default") else row.get("default") or "",
            choices=self.lists.get(name, ()),
            filter=self.expression(where, key) if filtered else None,
            list=name,
            appearance=row.get("appearance") or "",
            parameters=row.get("parameters") or {},
            short=self.text(hints.get("short"), key),
            role=hints.get("role") or "",
            purpose=hints.get("purpose") or "",
            form=form,
            calendar=hints.get("calendar") or "gregorian",
            sensitive=hints.get("sensitive") or "L",
            summary=hints.get("summary") != "no",
            readonly=readonly,
            groups=tuple(_above(key, groups)),
            row=row.get("row") or 0,
            kind=form if kind in ("text", "integer") and form else kind,
            silent=silent,
            says=says,
            asked=not silent and not says,
            leans=filtered
            or any(
                given[each] is not None and given[each].references
                for each in ("required", "constraint")
            ),
        )


def _any(text: Mapping[str, Any] | None) -> str:
    said = next(iter((text or {}).values()), "")
    return said if isinstance(said, str) else ""


def _above(key: str, groups: Mapping[str, Group]) -> list[str]:
    parts = key.split("/")[:-1]
    paths = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    return [path for path in paths if path in groups]


def _steps(questions: Sequence[Question], groups: Mapping[str, Group]) -> tuple[Step, ...]:
    """Return every node after those that its relevance and value depend on, else as written."""
    needs: dict[str, set[str]] = {}
    steps: dict[str, Step] = {}

    def add(key: str, question: Question | None, *uses: Expression | None) -> None:
        above = _above(key, groups)
        steps[key] = Step(
            key=key,
            question=question,
            above=above[-1] if above else "",
            repeat=_repeat(above, groups),
            entries=groups[key] if question is None and groups[key].repeat else None,
            relevant=uses[0],
        )
        needs[key] = {*above}.union(*(each.references for each in uses if each is not None))
        needs[key].discard(key)

    for path, group in groups.items():
        add(path, None, group.relevant, group.count)
    for question in questions:
        add(question.key, question, question.relevant, question.calculate)
    known = set(needs)
    ordered = graph.order({node: uses & known for node, uses in needs.items()})
    return tuple(steps[node] for node in ordered)


def _repeat(above: Sequence[str], groups: Mapping[str, Group]) -> str:
    return next((path for path in reversed(above) if groups[path].repeat), "")


def _block(path: str, questions: Sequence[Question], groups: Mapping[str, Group]) -> Block:
    """Return the questions in and below a repeat, those of inner repeats in blocks of their own."""
    items: list[Question | Block] = []
    inner: dict[str, list[Question]] = {}
    for question in questions:
        repeats = [each for each in question.groups if groups[each].repeat]
        below = repeats[repeats.index(path) + 1 :] if path else repeats
        if not below:
            items.append(question)
        elif below[0] in inner:
            inner[below[0]].append(question)
        else:
            inner[below[0]] = [question]
            items.append(Block(path=below[0], items=()))
    return Block(
        path=path,
        items=tuple(
            _block(item.path, inner[item.path], groups) if isinstance(item, Block) else item
            for item in items
        ),
    )


def _another(group: Group) -> Question:
    """Return the question whether a repeat has one more entry; the bot's words ask it."""
    return Question(
        key=f"{group.path}[+]",
        name=group.path.rpartition("/")[2],
        type="select_one",
        bind="string",
        label=group.label,
        hint=NOTHING,
        guidance=NOTHING,
        required=None,
        required_message=NOTHING,
        relevant=None,
        constraint=None,
        constraint_message=NOTHING,
        calculate=None,
        default="",
        choices=YES_NO,
        filter=None,
        list="",
        appearance="",
        parameters={},
        short=NOTHING,
        role="repeat",
        purpose="",
        form="",
        calendar="gregorian",
        sensitive="L",
        summary=False,
        readonly=False,
        groups=tuple(group.path.split("/")[:-1]),
        row=0,
        kind="select_one",
        silent=False,
        says=False,
        asked=True,
        leans=False,
    )
