"""How finished interviews become a table: which columns, in what order, and what a cell holds.

The layout is KoboToolbox's (formpack 3): ``start`` and ``end``, the questions under their group
paths, then what is known of the interview. Versions of a form are merged by question name. Each
repeat has a table of its own (:class:`Entries`), whose rows name the row that they belong to.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.programme.cells import Cells
from bot.programme.columns import Cell, Column, Field, Options
from bot.programme.merging import chain_of, merged, unique
from bot.programme.plain import tidy
from flows.form import Form
from flows.state import Interview, Value
from storage.interviews import Finished

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "https://rafiq.example/interviews")


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
        parts = [Cells(field, options) for field in self.fields]
        self._readers = [part.read for part in parts]
        self._keys = {
            form.version: tuple(field.keys.get(form.version, "") for field in self.fields)
            for form in forms
        }
        questions = [column for part in parts for column in part.columns]
        own = [*self._before, *_METADATA, *([_INDEX] if self.entries else [])]
        self.columns = unique(own, questions, at=len(self._before))

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
        parts = [Cells(field, options) for field in self.fields]
        self._readers = [part.read for part in parts]
        questions = [column for part in parts for column in part.columns]
        self.columns = unique(_BELONGS, questions, at=0)

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
            chain = chain_of(form, f"{path}/")
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


def _repeat(form: Form, chain: tuple[str, ...]) -> str:
    """Return the path of a repeat in a version, "" where it has none."""
    found = (
        path
        for path, group in form.groups.items()
        if group.repeat and chain_of(form, f"{path}/") == chain
    )
    return next(found, "")


def _shown(fields: Iterable[Field], options: Options) -> list[Field]:
    return [each for each in fields if options.sensitive or not each.sensitive]
