"""How finished interviews become a table: which columns, in what order, and what a cell holds.

The layout is KoboToolbox's (formpack 3): ``start`` and ``end``, the questions under their group
paths, then what is known of the interview. Versions of a form are merged by question name. Each
repeat has a table of its own (:class:`Entries`), whose rows name the row that they belong to.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from flows.form import Choice, Form, Question
from flows.state import Interview, Value
from flows.understanding import ascii_digits
from locales.text import plain
from storage.interviews import Finished

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
_NEVER = frozenset(
    {"start", "end", "audit", "xml-external", "csv-external", "start-geopoint"}
    | {"background-audio", "background-geopoint"}
)
"""Silent types that hold nothing here, or what the columns ``start`` and ``end`` hold."""
_POINT = ("latitude", "longitude", "altitude", "precision")
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DIGITS = "\u0660-\u0669\u06f0-\u06f9\uff10-\uff19"
_NO_TEXT = re.compile(f"[{_CONTROLS}]")
_UNTIDY = re.compile(f"[{_CONTROLS}{_MARKS}{_DIGITS}]")
"""What few texts hold: looking for it is cheaper than changing every text."""
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "https://rafiq.example/interviews")


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
        return _line(self.question.label.say(language)) or self.question.name

    def path(self, language: str) -> tuple[str, ...]:
        """Return the groups around it: their labels, or with "" their names."""
        names = (path.rpartition("/")[2] for path in self.question.groups)
        if not language:
            return tuple(names)
        groups = (self.form.groups[path] for path in self.question.groups)
        labels = (_line(group.label.say(language)) for group in groups)
        return tuple(label or name for label, name in zip(labels, names, strict=True))


def uuid_of(form: str, interview: int, started: datetime) -> str:
    """Return the ``_uuid`` of an interview: the same in every export."""
    return str(uuid.uuid5(_OURS, f"{form}/{interview}/{started.isoformat()}"))


class Layout:
    """The table of one form."""

    def __init__(self, forms: Sequence[Form], *, zone: str, options: Options) -> None:
        """Lay out the columns.

        Args:
            forms: Every version that interviews were held on, the newest first; at least one.
            zone: IANA name of the zone that ``start`` and ``end`` are written in.
            options: What the coordinator chose.
        """
        self.options = options
        self.form = forms[0]
        self._zone = ZoneInfo(zone)
        every = merged(forms)
        self.fields = _shown(every, options)
        self.entries = _entries(forms, options)
        """The tables of the repeats, each after the one that it stands in."""
        repeated = [each for table in self.entries for each in table.every]
        shown = [each for table in self.entries for each in table.fields]
        self.left_out = len(every) + len(repeated) - len(self.fields) - len(shown)
        """How many sensitive questions are not in it."""
        self._before = [
            Column(header=name, name=name, kind="datetime") for name in ("start", "end")
        ]
        parts = [_Cells(field, options) for field in self.fields]
        self._readers = [part.read for part in parts]
        self._keys = {
            form.version: tuple(field.keys.get(form.version, "") for field in self.fields)
            for form in forms
        }
        questions = [column for part in parts for column in part.columns]
        own = [*self._before, *_METADATA, *([_INDEX] if self.entries else [])]
        self.columns = _unique(own, questions, at=len(self._before))

    def row(self, finished: Finished) -> list[Cell]:
        """Return the cells of an interview, one for each column but for ``_index``."""
        interview = finished.interview
        answers = interview.answers
        row: list[Cell] = [*self._times(interview)]
        for key, read in zip(self._of(interview.version), self._readers, strict=True):
            row += read(answers.get(key))
        row += self.metadata(finished)
        return row

    def record(self, finished: Finished) -> dict[str, Any]:
        """Return an interview as JSON-ready data: names to values, lists where there are several.

        Every question is there, None where it has no answer; a repeat is a list of such records.
        """
        interview = finished.interview
        record: dict[str, Any] = dict(zip(("start", "end"), self._times(interview), strict=True))
        for key, field in zip(self._of(interview.version), self.fields, strict=True):
            value = interview.answers.get(key)
            record[field.question.key] = tidy(value) if isinstance(value, str) else value
        for table in self.entries:
            if not table.parent:
                record[table.path] = table.records(finished, self.entries)
        names = (column.name for column in _METADATA)
        return record | dict(zip(names, self.metadata(finished), strict=True))

    def _of(self, version: str) -> tuple[str, ...]:
        return self._keys.get(version) or self._keys[self.form.version]

    def _times(self, interview: Interview) -> tuple[str, str]:
        ended = interview.finished or interview.updated
        return self._local(interview.started), self._local(ended)

    def _local(self, at: datetime) -> str:
        return at.astimezone(self._zone).isoformat(timespec="seconds")

    def metadata(self, finished: Finished) -> tuple[Cell, ...]:
        """Return what is known of an interview beside its answers."""
        interview = finished.interview
        ended = (interview.finished or interview.updated).astimezone(UTC)
        return (
            interview.id,
            uuid_of(interview.form, interview.id, interview.started),
            ended.replace(tzinfo=None).isoformat(timespec="seconds"),
            interview.language,
            interview.channel,
            finished.mode,
            interview.code,
            finished.cohort,
            interview.version,
        )


_METADATA = (
    Column(header="_id", name="_id", kind="number"),
    Column(header="_uuid", name="_uuid"),
    # As Kobo has it: UTC without saying so; `start` and `end` name their zone.
    Column(header="_submission_time", name="_submission_time", kind="datetime"),
    Column(header="_language", name="_language"),
    Column(header="_channel", name="_channel"),
    Column(header="_mode", name="_mode"),
    Column(header="_registration_code", name="_registration_code"),
    Column(header="_cohort", name="_cohort"),
    Column(header="__version__", name="__version__"),
)


_INDEX = Column(header="_index", name="_index", kind="number")
_BELONGS = (
    _INDEX,
    Column(header="_parent_table_name", name="_parent_table_name"),
    Column(header="_parent_index", name="_parent_index", kind="number"),
    Column(header="_submission__id", name="_submission__id", kind="number"),
    Column(header="_submission__uuid", name="_submission__uuid"),
    Column(
        header="_submission__submission_time", name="_submission__submission_time", kind="datetime"
    ),
)
MAIN = "data"
"""What the table of the interviews is called where others name it."""


class Entries:
    """The table of one repeat, over all versions of its form: a row for each entry."""

    def __init__(
        self,
        chain: tuple[str, ...],
        name: str,
        parent: str,
        forms: Sequence[Form],
        options: Options,
    ) -> None:
        """Lay out the columns.

        Args:
            chain: Names of the repeats around an entry, its own last.
            name: What the table is called: a sheet, a part of a file's name.
            parent: The name of the table that it stands in, "" for that of the interviews.
            forms: As for :class:`Layout`.
            options: As for :class:`Layout`.
        """
        self.name = name
        self.parent = parent
        self.every = merged(forms, chain)
        self.fields = _shown(self.every, options)
        self._paths = {form.version: path for form in forms if (path := _repeat(form, chain))}
        self._above = {form.version: _repeat(form, chain[:-1]) for form in forms}
        self._newest = next(iter(self._paths))
        self.path = self._paths[self._newest]
        """Its path in the newest version that has it."""
        parts = [_Cells(field, options) for field in self.fields]
        self._readers = [part.read for part in parts]
        questions = [column for part in parts for column in part.columns]
        self.columns = _unique(_BELONGS, questions, at=0)

    def keys(self, interview: Interview, above: str) -> list[str]:
        """Return the keys of the entries inside the entry ``above`` ("": the interview)."""
        path = self._paths.get(interview.version, "")
        if not path:
            return []
        outer = self._above.get(interview.version, "")
        key = above + path[len(outer) :] if outer else path
        ids = interview.answers.get(key)
        return [f"{key}[{each}]" for each in ids] if isinstance(ids, list) else []

    def values(self, interview: Interview, entry: str) -> list[Value]:
        """Return the answers of an entry, one for each field."""
        path = self._paths.get(interview.version, self.path)
        keys = (field.keys.get(interview.version, "") for field in self.fields)
        answers = interview.answers
        return [answers.get(entry + key[len(path) :]) if key else None for key in keys]

    def row(self, interview: Interview, entry: str) -> list[Cell]:
        """Return the cells of an entry's questions."""
        row: list[Cell] = []
        for value, read in zip(self.values(interview, entry), self._readers, strict=True):
            row += read(value)
        return row

    def records(
        self, finished: Finished, tables: Sequence[Entries], above: str = ""
    ) -> list[dict[str, Any]]:
        """Return the entries as JSON-ready data, those of inner repeats inside."""
        interview = finished.interview
        found = []
        for entry in self.keys(interview, above):
            values = self.values(interview, entry)
            record: dict[str, Any] = {
                field.question.key: tidy(value) if isinstance(value, str) else value
                for field, value in zip(self.fields, values, strict=True)
            }
            for table in tables:
                if table.parent == self.name:
                    record[table.path] = table.records(finished, tables, entry)
            found.append(record)
        return found


class Rows:
    """The rows of all tables, numbered through one export (``_index``)."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._counts = [0] * (1 + len(layout.entries))

    def of(self, finished: Finished) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the row of an interview, then those of its entries; each with its table's place.

        0 is the table of the interviews, 1 the first of ``layout.entries``.
        """
        row = self._layout.row(finished)
        if not self._layout.entries:
            yield 0, row
            return
        self._counts[0] += 1
        yield 0, [*row, self._counts[0]]
        about = self._layout.metadata(finished)[:3]
        yield from self._inside(finished, "", "", self._counts[0], about)

    def _inside(
        self, finished: Finished, parent: str, above: str, index: int, about: tuple[Cell, ...]
    ) -> Iterator[tuple[int, list[Cell]]]:
        for place, table in enumerate(self._layout.entries, 1):
            if table.parent != parent:
                continue
            for entry in table.keys(finished.interview, above):
                self._counts[place] += 1
                own = self._counts[place]
                row = table.row(finished.interview, entry)
                yield place, [*row, own, parent or MAIN, index, *about]
                yield from self._inside(finished, table.name, entry, own, about)


def _entries(forms: Sequence[Form], options: Options) -> list[Entries]:
    """Return the tables of all repeats, the newest form's first."""
    names: dict[tuple[str, ...], str] = {}
    taken = {MAIN, "codebook"}
    for form in forms:
        for path, group in form.groups.items():
            chain = _chain(form, f"{path}/")
            if not group.repeat or chain in names:
                continue
            name = re.sub(r"[^\w.-]", "_", chain[-1])[:_SHEET]
            number = 2
            while name.lower() in taken:
                name = f"{chain[-1][: _SHEET - 3]}_{number}"
                number += 1
            taken.add(name.lower())
            names[chain] = name
    return [
        Entries(chain, name, names.get(chain[:-1], ""), forms, options)
        for chain, name in names.items()
    ]


_SHEET = 31  # https://support.microsoft.com/office/3f94acff-7017-4b1f-8c5c-9c2f9a2f0c1a


def _chain(form: Form, key: str) -> tuple[str, ...]:
    """Return the names of the repeats around a node."""
    parts = key.split("/")[:-1]
    paths = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return tuple(
        path.rpartition("/")[2]
        for path in paths
        if path in form.groups and form.groups[path].repeat
    )


def _repeat(form: Form, chain: tuple[str, ...]) -> str:
    """Return the path of a repeat in a version, "" where it has none."""
    found = (
        path
        for path, group in form.groups.items()
        if group.repeat and _chain(form, f"{path}/") == chain
    )
    return next(found, "")


def _shown(fields: Iterable[Field], options: Options) -> list[Field]:
    return [each for each in fields if options.sensitive or not each.sensitive]


# ---------------------------------------------------------------- merging versions


def merged(forms: Iterable[Form], chain: tuple[str, ...] = ()) -> list[Field]:
    """Return every question that holds an answer, in the newest form's order.

    The same name is the same question, though a version moved it to another group; where a version
    has the name twice, the whole path tells. What only an older version asks comes after.

    Args:
        forms: The newest first.
        chain: Names of the repeats that the questions stand in; none: outside of all.
    """
    fields: list[Field] = []
    for form in forms:
        exported = [each for each in form.questions if _holds(form, each, chain)]
        names = Counter(each.name for each in exported)
        for question in exported:
            alone = names[question.name] == 1
            found = _find(fields, form, question, alone=alone)
            if found is None:
                found = Field(
                    form=form,
                    question=question,
                    keys={},
                    choices={},
                    types=set(),
                    sensitive=False,
                )
                fields.append(found)
            found.keys[form.version] = question.key
            found.choices |= {c.name: c for c in question.choices if c.name not in found.choices}
            found.types.add(question.type)
            found.sensitive |= question.sensitive == "H"
    return fields


def _holds(form: Form, question: Question, chain: tuple[str, ...]) -> bool:
    """Return whether a question leaves a cell in the table of a repeat."""
    if question.says or question.type in _NEVER:
        return False
    return _chain(form, question.key) == chain


def _find(fields: Iterable[Field], form: Form, question: Question, *, alone: bool) -> Field | None:
    free = [each for each in fields if form.version not in each.keys]
    for field in free:
        if field.question.key == question.key:
            return field
    same = [each for each in free if each.question.name == question.name]
    return same[0] if alone and len(same) == 1 else None


def _unique(own: Sequence[Column], questions: Sequence[Column], *, at: int) -> list[Column]:
    """Return all columns, our own around the questions', no header twice."""
    counts = Counter(column.header for column in (*own, *questions))
    taken = {column.header for column in own}
    made: list[Column] = []
    for column in questions:
        header = column.header
        if counts[header] > 1:
            header = column.name if column.name not in counts else f"{header} ({column.name})"
        number = 2
        while header in taken:
            header = f"{column.header} ({number})"
            number += 1
        taken.add(header)
        made.append(Column(header=header, name=column.name, kind=column.kind))
    return [*own[:at], *made, *own[at:]]


# ---------------------------------------------------------------- cells


class _Cells:
    """The columns of one question, and what reads their cells from an answer."""

    def __init__(self, field: Field, options: Options) -> None:
        language = options.language
        name = field.question.key
        label = field.label(language) if language else field.question.name
        path = field.path(language) if options.groups else ()
        header = "/".join((*path, label))
        self.columns = [Column(header=header, name=name, kind=field.kind)]
        self.read: Callable[[Value], Sequence[Cell]] = _one
        if field.kind == "number":
            self.read = _number
        elif field.many:
            self._many(field, options, header)
        elif field.choices and language:
            labels = _labels(field, language)
            self.read = lambda value: (labels.get(str(value)) or text(value),)
        elif field.question.type == "geopoint":
            before = "/".join((*path, f"_{label}"))
            full = f"{name.rpartition('/')[0]}/_{field.question.name}".lstrip("/")
            self.columns += [
                Column(header=f"{before}_{part}", name=f"{full}_{part}", kind="number")
                for part in _POINT
            ]
            self.read = _point

    def _many(self, field: Field, options: Options, header: str) -> None:
        labels = _labels(field, options.language)
        joined = self.columns
        split = [
            Column(
                header=f"{header}/{labels[choice]}",
                name=f"{field.question.key}/{choice}",
                kind="number",
            )
            for choice in field.choices
        ]
        names = tuple(field.choices)
        between = ", " if options.language else " "

        def join(value: Value) -> tuple[Cell]:
            return (between.join(labels.get(each) or tidy(each) for each in _list(value)) or None,)

        def flags(value: Value) -> tuple[Cell, ...]:
            chosen = _list(value)
            return tuple(int(each in chosen) if chosen else None for each in names)

        match options.select:
            case "joined":
                self.read = join
            case "split":
                self.columns, self.read = split, flags
            case "both":
                self.columns = [*joined, *split]
                self.read = lambda value: join(value) + flags(value)


def _labels(field: Field, language: str) -> dict[str, str]:
    return {
        name: (_line(choice.label.say(language)) if language else "") or name
        for name, choice in field.choices.items()
    }


def _one(value: Value) -> tuple[Cell]:
    return (text(value),)


def _number(value: Value) -> tuple[Cell]:
    if isinstance(value, float) and value.is_integer():
        return (int(value),)
    return (value if isinstance(value, int | float) else text(value),)


def _point(value: Value) -> tuple[Cell, ...]:
    if not isinstance(value, str) or not value:
        return (None,) * (1 + len(_POINT))
    parts: list[Cell] = []
    for part in value.split()[: len(_POINT)]:
        try:
            parts.append(float(part))
        except ValueError:
            parts.append(None)
    return (value, *parts, *([None] * (len(_POINT) - len(parts))))


def _list(value: Value) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return [] if value in (None, "") else [str(value)]


def text(value: Value) -> str | None:
    """Return an answer as text; what is blank is None."""
    if isinstance(value, str):
        return tidy(value) or None
    if isinstance(value, list):
        return " ".join(map(str, value)) or None
    return None if value is None else str(*_number(value))


def tidy(words: str) -> str:
    """Return a person's words with ASCII digits, without direction marks and control characters.

    A digit is the same number in every script, and what analyses a table reads only 0 to 9.
    """
    if not _UNTIDY.search(words):
        return words
    return _NO_TEXT.sub("", ascii_digits(plain(words)))


def _line(label: str) -> str:
    return " ".join(plain(label).split())


def codebook(layout: Layout) -> Iterator[list[Cell]]:
    """Yield the rows of the codebook: a header, then each question with a row for each choice."""
    form, languages = layout.form, layout.form.languages
    yield [
        *("column", "type", "sensitive", "relevant", "choice"),
        *(f"label::{code}" for code in languages),
    ]
    yield ["", "form", "", "", form.id, *(_line(form.title.say(code)) for code in languages)]
    for field in (*layout.fields, *(it for each in layout.entries for it in each.fields)):
        question = field.question
        relevant = question.relevant.source if question.relevant else ""
        labels = (_line(question.label.say(code)) for code in languages)
        yield [question.key, question.kind, question.sensitive, relevant, "", *labels]
        for choice in field.choices.values():
            said = (_line(choice.label.say(code)) for code in languages)
            yield [question.key, "", "", "", choice.name, *said]
    for name, meaning in _MEANINGS.items():
        yield [name, "metadata", "", "", "", *(meaning for _ in languages)]


_MEANINGS = {
    "start": "when the interview began, local time",
    "end": "when it was finished, local time",
    "_submission_time": "when it was finished, UTC",
    "_language": "language of the conversation",
    "_channel": "telegram, whatsapp; web and terminal are people who try the bot",
    "_mode": "how questions are put: text, voice, both",
    "__version__": "version of the form that the interview was held on",
    "_index": "number of the row; the rows of a repeat name theirs, and that which they belong to",
}
