"""XLSX, written row by row without holding a sheet in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bot.programme.codebook import codebook
from bot.programme.columns import Cell, Column, Kind
from bot.programme.layout import MAIN, Layout, Rows
from locales.bidi import RTL_LANGUAGES
from storage.interviews import Finished

_ROWS = 1_048_576  # https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
_LETTERS = 32_767
_DIGITS = 10**15
"""A spreadsheet keeps 15 digits of a number."""
_FIRST_YEAR = 1900
_FORMATS: Mapping[Kind, str] = {
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
    "datetime": "yyyy-mm-dd hh:mm",
}
_PARSERS: Mapping[Kind, Callable[[str], date | time | datetime]] = {
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
}


class _Sheet:
    """One table of a workbook: as many sheets as its rows need.

    XlsxWriter makes the workbook; the rows of data are put into its file as XML here, which takes a
    part of the time of a call for each cell (100,000 rows of 30: ``python -m tests.bench``).
    """

    def __init__(
        self, name: str, columns: Sequence[Column], book: Any, look: Mapping[str, Any], *, rtl: bool
    ) -> None:
        self._name = name
        self._columns = columns
        self._letters = [_letters(at) for at in range(len(columns))]
        self._kinds = [column.kind for column in columns]
        self._book = book
        self._look = look
        self._styles = {kind: look[kind]._get_xf_index() for kind in _FORMATS}
        self._rtl = rtl
        self._sheets = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        number = f" {self._sheets}" if self._sheets > 1 else ""
        self._sheet = self._book.add_worksheet(f"{self._name[: 31 - len(number)]}{number}")
        if self._rtl:
            self._sheet.right_to_left()
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._columns):
            self._sheet.write_string(0, at, column.header[:_LETTERS], self._look["bold"])
        self._sheet._write_single_row(1)  # the header is in the file before the rows
        self._next = 1

    def write(self, row: Sequence[Cell]) -> None:
        """Add a row."""
        if self._next == _ROWS:
            self._begin()
        self._next += 1
        cells = [f'<row r="{self._next}">']
        for letters, cell, kind in zip(self._letters, row, self._kinds, strict=True):
            if cell is None or cell == "":
                continue
            at = f'<c r="{letters}{self._next}"'
            if isinstance(cell, str) and kind not in _PARSERS:
                cells.append(f"{at}{_inline(cell)}")
            else:
                cells.append(f"{at}{self._typed(cell, kind)}")
        cells.append("</row>")
        self._sheet.row_data_fh.write("".join(cells))
        self._sheet.dim_rowmax = self._next - 1

    def _typed(self, cell: str | int | float, kind: Kind) -> str:
        if not isinstance(cell, str):
            return f"><v>{cell}</v></c>" if abs(cell) < _DIGITS else _inline(str(cell))
        value = parsed(cell, kind)
        if value is None or (not isinstance(value, time) and value.year <= _FIRST_YEAR):
            return _inline(cell)
        return f' s="{self._styles[kind]}"><v>{_serial(value)}</v></c>'


def _inline(text: str) -> str:
    """Return the rest of a cell that holds text; asks first, since few texts need a change."""
    if len(text) > _LETTERS:
        text = text[:_LETTERS]
    if "_x" in text:
        text = _UNDERSCORED.sub(r"_x005F\1", text)
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    if text[0].isspace() or text[-1].isspace() or "\n" in text:
        return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f' t="inlineStr"><is><t>{text}</t></is></c>'


_UNDERSCORED = re.compile("(_x[0-9a-fA-F]{4}_)")
"""What a spreadsheet would read as the code of a letter (ECMA-376, 22.9.2.19)."""


def _letters(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: 27 is AB."""
    first, last = divmod(at, 26)
    return (_letters(first - 1) if first else "") + chr(65 + last)


def _serial(value: date | time | datetime) -> float | int:
    """Return a moment as a spreadsheet counts it: days since 1899-12-30."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
    if not isinstance(value, datetime):
        return value.toordinal() - _DAY_0
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return value.toordinal() - _DAY_0 + seconds / 86400


_DAY_0 = date(1899, 12, 30).toordinal()


class Xlsx:
    """A workbook: the data, typed, a sheet for each repeat, and a codebook.

    It is written row by row to temporary files.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]

        self._layout = layout
        self._rows = Rows(layout)
        self._book = Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
        self._bold = self._book.add_format({"bold": True})
        look: dict[str, Any] = {
            kind: self._book.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()
        }
        look["bold"] = self._bold
        rtl = layout.options.language in RTL_LANGUAGES
        tables = [(MAIN, layout.columns), *((it.name, it.columns) for it in layout.entries)]
        self._sheets = [
            _Sheet(name, columns, self._book, look, rtl=rtl) for name, columns in tables
        ]

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        for each in page:
            for place, row in self._rows.of(each):
                self._sheets[place].write(row)

    def close(self) -> None:
        """Add the codebook and finish the file."""
        sheet = self._book.add_worksheet("codebook")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(codebook(self._layout)):
            for at, cell in enumerate(row):
                if cell:
                    look = None if number else self._bold
                    sheet.write_string(number, at, str(cell)[:_LETTERS], look)
        self._book.close()

    def drop(self) -> None:
        """Let go of the temporary files."""
        for sheet in self._book.worksheets():
            with suppress(OSError):
                if sheet.row_data_fh is not None:
                    sheet.row_data_fh.close()


def parsed(cell: str, kind: Kind) -> date | time | datetime | None:
    """Return a day or time as a spreadsheet keeps it, without a zone; None for any other text."""
    if kind not in _PARSERS:
        return None
    try:
        value = _PARSERS[kind](cell)
    except ValueError:
        return None
    return value.replace(tzinfo=None) if isinstance(value, datetime | time) else value
