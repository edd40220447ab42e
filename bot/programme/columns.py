"""The columns of an export: what one holds and is called, and which choices a coordinator has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.programme.plain import line
from flows.form import Choice, Form, Question

Cell: TypeAlias = str | int | float | None
Kind: TypeAlias = Literal["text", "number", "date", "time", "datetime"]
Select: TypeAlias = Literal["split", "joined", "both"]
_TYPES: Mapping[str, Kind] = {
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "today": "date",
    "time": "time",
    "dateTime": "datetime",
}
_BINDS: Mapping[str, Kind] = {"int": "number", "decimal": "number", "date": "date", "time": "time"}
NEVER = frozenset(
    {"start", "end", "audit", "xml-external", "csv-external", "start-geopoint"}
    | {"background-audio", "background-geopoint"}
)
"""Silent types that hold nothing here, or what the columns ``start`` and ``end`` hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a coordinator may choose."""

    language: str = ""
    """Labels in this language for headers and choices; "" for names."""
    captions: str = ""
    """Language of labels where a format has them beside the names; "": the form's first."""
    select: Select = "both"
    """How a select_multiple is shown: one cell, a 0/1 column for each choice, or both."""
    groups: bool = True
    """Whether headers begin with the groups around a question."""
    sensitive: bool = False
    """Whether questions of a special category (H) are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the table."""

    header: str
    name: str
    """Its header in names, with groups; unique."""
    kind: Kind = "text"


@dataclass(slots=True, kw_only=True)
class Field:
    """One question, over all versions of its form."""

    form: Form
    question: Question
    """Of the newest version that has it."""
    keys: dict[str, str]
    """Version to the key of its answers."""
    choices: dict[str, Choice]
    """Of every version, the newest first."""
    types: set[str]
    sensitive: bool

    @property
    def many(self) -> bool:
        """Return whether an answer is a list of choices."""
        return self.question.type == "select_multiple"

    @property
    def kind(self) -> Kind:
        """Return what its cells hold; text where the versions disagree."""
        kinds = {
            _BINDS.get(self.question.bind, "text")
            if each in ("calculate", "hidden")
            else _TYPES.get(each, "text")
            for each in self.types
        }
        return kinds.pop() if len(kinds) == 1 else "text"

    def label(self, language: str) -> str:
        """Return its label, its name where it has none."""
        return line(self.question.label.say(language)) or self.question.name

    def path(self, language: str) -> tuple[str, ...]:
        """Return the groups around it: their labels, or with "" their names."""
        names = (path.rpartition("/")[2] for path in self.question.groups)
        if not language:
            return tuple(names)
        groups = (self.form.groups[path] for path in self.question.groups)
        labels = (line(group.label.say(language)) for group in groups)
        return tuple(label or name for label, name in zip(labels, names, strict=True))
