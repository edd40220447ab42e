"""Rows under the names that XLSForm gives their columns, whatever the author called them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flows.compiling import columns
from flows.compiling.columns import Column
from flows.compiling.faults import Fault, Level, fault
from flows.sources import Workbook

QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
"""The quotation marks that pyxform repairs, in every cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row, read.

    Attributes:
        sheet: The sheet that it stands in.
        number: Its row there; the header is row 1.
        line: Its row in the file, where a file holds all sheets; else 0.
        source: Its module, or the form's id: the domain of its translations.
        file: The file's name, for faults.
        values: XLSForm's column names to text; what is in no language.
        texts: Columns that are in languages, each by language as written ("" without one).
        headers: XLSForm's column names, ``label::French (fr)`` too, to how the author wrote them.
        raw: Everything as written, but for our own hints.
    """

    sheet: str
    number: int
    line: int
    source: str
    file: str
    values: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """Return a cell that is in no language, with plain quotation marks; "" when blank."""
        return self.values.get(column, "").translate(QUOTES)

    def fault(self, code: str, column: str = "", level: Level = "error", **params: object) -> Fault:
        """Return a fault of this row."""
        return fault(
            code,
            sheet=self.sheet,
            row=self.number,
            column=self.headers.get(column, column),
            level=level,
            source=self.file,
            line=self.line,
            **params,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A workbook whose rows are read.

    Attributes:
        name: The module's name or the form's id.
        columns: What the headers of each sheet mean.
        entries: The rows of each sheet.
    """

    name: str
    workbook: Workbook
    columns: Mapping[str, tuple[Column, ...]]
    entries: Mapping[str, tuple[Entry, ...]]


def read(workbook: Workbook, name: str) -> Source:
    """Return the rows of all sheets, read."""
    headers = {each: columns.read(sheet.header, each) for each, sheet in workbook.sheets.items()}
    return Source(
        name=name,
        workbook=workbook,
        columns=headers,
        entries={each: tuple(_entries(workbook, each, name, headers[each])) for each in headers},
    )


def _entries(
    workbook: Workbook, sheet: str, name: str, header: tuple[Column, ...]
) -> Iterable[Entry]:
    known = {column.header: column for column in header}
    for row in workbook.sheets[sheet].rows:
        values: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        headers: dict[str, str] = {}
        cells: dict[str, str] = {}
        for title, text in row.cells.items():
            column = known[title]
            plain = column.name.removeprefix("rafiq:")
            said = plain in columns.TEXTS and sheet in ("survey", "choices", "external_choices")
            if not said:
                text = text.replace("\xa0", " ")  # French words keep theirs; nothing else means it
            cells[title] = text
            if said:
                texts.setdefault(plain, {})[column.language] = text
                headers.setdefault(plain, title)
                headers[f"{plain}::{column.language}"] = title
            else:
                values[column.name] = text
                headers[column.name] = title
        yield Entry(
            sheet=sheet,
            number=row.number,
            line=row.line,
            source=name,
            file=workbook.source,
            values=values,
            texts=texts,
            headers=headers,
            raw={
                title: text
                for title, text in cells.items()
                if not known[title].name.startswith("rafiq:")
            },
        )
