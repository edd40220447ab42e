"""A workbook whose author wrote ``include``: the rows of our modules in the place of that row.

What comes out is a workbook like any other, in the columns and languages that it had: it may go to
KoboToolbox and ODK, and importing it finds the modules again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from flows.compiling import columns, languages
from flows.compiling.whole import Line
from flows.compiling.wording import Words
from flows.sources import Row, Sheet, Workbook

Slot: TypeAlias = tuple[str, str]
"""XLSForm's name of a column, and the code of its language; "" for what is in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows that a module brings to the survey and to the choices."""

    survey: Sequence[Line]
    choices: Sequence[Line]


def unfolded(workbook: Workbook, module: Callable[[str], Rows | None], default: str) -> Workbook:
    """Return the workbook with its modules in place; a module that is unknown stays as it is.

    Args:
        workbook: As it was read.
        module: Returns the rows of a module by name, None where there is none of this name.
        default: Code of the language of columns that name none.
    """
    sheet = workbook.sheets.get("survey")
    headers = _headers(sheet, default)
    kind, name = headers.get(("type", "")), headers.get(("name", ""))
    if sheet is None or kind is None or name is None:
        return workbook
    brought: list[Rows] = []
    table = _Table(sheet, headers)
    for row in sheet.rows:
        found = module(row.cells.get(name, "")) if _includes(row, kind) else None
        if found is None:
            table.rows.append(row)
            continue
        brought.append(found)
        table.add(found.survey, row)
    if not brought:
        return workbook
    sheets = {**workbook.sheets, "survey": table.sheet()}
    sheets |= _choices(workbook, headers, default, brought)
    names = workbook.names if "choices" in workbook.sheets else (*workbook.names, "choices")
    return replace(workbook, sheets=sheets, names=names)


def includes(workbook: Workbook) -> bool:
    """Return whether there is anything to unfold."""
    sheet = workbook.sheets.get("survey")
    kind = _headers(sheet, "und").get(("type", ""))
    return sheet is not None and kind is not None and any(_includes(it, kind) for it in sheet.rows)


def _includes(row: Row, kind: str) -> bool:
    return row.cells.get(kind, "").strip() == "include"


def _choices(
    workbook: Workbook, survey: Mapping[Slot, str], default: str, brought: Iterable[Rows]
) -> dict[str, Sheet]:
    """Return the choices with the lists that the modules bring and the form lacks."""
    sheet = workbook.sheets.get("choices") or Sheet(name="choices", line=0, header=(), rows=())
    headers = _headers(sheet, default)
    spoken = {code: header for (name, code), header in survey.items() if name == "label"}
    for code, header in spoken.items():  # a language of the questions is one of the choices too
        headers.setdefault(("label", code), header)
    table = _Table(sheet, headers)
    table.rows += sheet.rows
    listed = headers.get(("list_name", ""), "list_name")
    taken = {row.cells.get(listed, "") for row in sheet.rows}
    last = sheet.rows[-1] if sheet.rows else Row(number=1, line=0, cells={})
    for each in brought:
        new = [line for line in each.choices if line.entry.get("list_name") not in taken]
        table.add(new, last, after=True)
        taken |= {line.entry.get("list_name") for line in new}
    return {"choices": table.sheet()} if table.rows else {}


def _headers(sheet: Sheet | None, default: str) -> dict[Slot, str]:
    """Return the header of each column, by what it holds."""
    found: dict[Slot, str] = {}
    for column in columns.read(sheet.header, sheet.name) if sheet else ():
        name = column.name.removeprefix("rafiq:")
        said = name in columns.TEXTS
        code = languages.code(column.language) if column.language else default
        found.setdefault((name if said else column.name, code if said else ""), column.header)
    return found


class _Table:
    """A sheet while rows are added, new columns at its end."""

    def __init__(self, sheet: Sheet, headers: Mapping[Slot, str]) -> None:
        self._sheet = sheet
        self._headers = dict(headers)
        self._header = dict.fromkeys(sheet.header)
        self.rows: list[Row] = []

    def add(self, lines: Iterable[Line], at: Row, *, after: bool = False) -> None:
        """Add a module's rows at the place of a row, or after the last one."""
        number = at.number
        for line in lines:
            number += after
            cells = dict(self._cells(line))
            self._header |= dict.fromkeys(cells)
            self.rows.append(Row(number=number, line=at.line, cells=cells))

    def sheet(self) -> Sheet:
        """Return the sheet."""
        return replace(self._sheet, header=tuple(self._header), rows=tuple(self.rows))

    def _cells(self, line: Line) -> Iterable[tuple[str, str]]:
        for column in columns.read(tuple(line.values), self._sheet.name):
            header = self._headers.setdefault((column.name, ""), column.header)
            yield header, line.values[column.header]
        for name, words in line.texts.items():
            yield from self._said(name, words)

    def _said(self, name: str, words: Words) -> Iterable[tuple[str, str]]:
        """Yield a text in the languages of the form's labels; English where none is named."""
        for code in [code for column, code in self._headers if column == "label"]:
            text = words.get(code, words.get("en", "") if code == "und" else "")
            if text:
                yield self._headers.setdefault((name, code), _titled(name, code)), text


def _titled(name: str, code: str) -> str:
    """Return the header of a column that a form did not have."""
    if code == "und":
        return f"rafiq:{name}" if name == "short" else name
    between = " " if name == "short" else "::"
    own = f"rafiq:{name}" if name == "short" else name
    return f"{own}{between}{languages.title(code)}"
