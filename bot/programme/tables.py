"""Writers of tables: CSV, XLSX, JSON lines, Parquet; each takes page after page."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import escape

from bot.programme.layout import MAIN, Cell, Column, Kind, Layout, Rows, codebook
from flows.errors import RafiqError
from locales.bidi import RTL_LANGUAGES
from storage.interviews import Finished


class ExportError(RafiqError):
    """A table cannot be written; the text says where and what to do."""


class Writer(Protocol):
    """Writes one table into one file."""

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...

    def drop(self) -> None:
        """Let go of a file that will not be finished."""
        ...


# ---------------------------------------------------------------- CSV

_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""How a cell begins that a spreadsheet may take for a formula
(https://owasp.org/www-community/attacks/CSV_Injection), blanks and apostrophes before it or not."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def disarm(text: str) -> str:
    """Return the text of a CSV cell so that no spreadsheet takes it for a formula.

    What would begin one gets an apostrophe in front, telephone numbers too: ``'+212612345678``
    stays text in Excel, where it would become 2.12613E+11. A number is left as it is. Taking one
    apostrophe away gives back exactly what was there (:func:`rearm`).
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def rearm(cell: str) -> str:
    """Return the text that ``disarm`` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def beside(path: Path, name: str) -> Path:
    """Return the file of a repeat: ``out.member.csv`` for ``out.csv``."""
    return path.with_name(f"{path.stem}.{name}{path.suffix}")


def table_files(path: Path, layout: Layout) -> list[tuple[Path, Sequence[Column]]]:
    """Return the file and the columns of each table, that of the interviews first."""
    others = [(beside(path, each.name), each.columns) for each in layout.entries]
    return [(path, layout.columns), *others]


class Csv:
    """Kobo's CSV: every cell quoted; UTF-8 with a byte order mark, so that Excel reads it.

    A repeat is a file of its own beside it (:func:`beside`).
    """

    def __init__(self, path: Path, layout: Layout, *, separator: str = ";") -> None:
        self._rows = Rows(layout)
        self._one = None if layout.entries else layout.row
        tables = table_files(path, layout)
        self._files = [each.open("w", encoding="utf-8-sig", newline="") for each, _ in tables]
        self._csv = [
            csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL) for file in self._files
        ]
        for table, (_, columns) in zip(self._csv, tables, strict=True):
            table.writerow([disarm(column.header) for column in columns])

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        if self._one is not None:
            self._csv[0].writerows(map(_safe, map(self._one, page)))
            return
        for each in page:
            for place, row in self._rows.of(each):
                self._csv[place].writerow(_safe(row))

    def close(self) -> None:
        """Finish the files."""
        for file in self._files:
            file.close()

    def drop(self) -> None:
        """Let go of the files."""
        for file in self._files:
            with suppress(OSError):  # what is still to be written finds no room either
                file.close()


def _safe(row: Sequence[Cell]) -> list[Cell]:
    return [disarm(cell) if isinstance(cell, str) else cell for cell in row]


# ---------------------------------------------------------------- XLSX

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
        value = _parsed(cell, kind)
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


def _parsed(cell: str, kind: Kind) -> date | time | datetime | None:
    """Return a day or time as a spreadsheet keeps it, without a zone; None for any other text."""
    if kind not in _PARSERS:
        return None
    try:
        value = _PARSERS[kind](cell)
    except ValueError:
        return None
    return value.replace(tzinfo=None) if isinstance(value, datetime | time) else value


# ---------------------------------------------------------------- JSON lines, Parquet


class JsonLines:
    """An object a line: names to values, several choices as a list, nothing disarmed."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._layout = layout
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        encode = json.JSONEncoder(ensure_ascii=False).encode
        self._file.writelines(f"{encode(self._layout.record(each))}\n" for each in page)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def drop(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # what is still to be written finds no room either
            self._file.close()


class Parquet:
    """Tables of typed columns, compressed with zstd; a row group for each page.

    A repeat is a file of its own beside it (:func:`beside`), joined by ``_index``.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError:
            raise ExportError(
                "Parquet needs pyarrow: install it with pip install 'rafiq[parquet]'."
            ) from None
        self._rows = Rows(layout)
        self._arrow: Any = pyarrow
        types = {
            "text": pyarrow.string(),
            "number": pyarrow.float64(),
            "date": pyarrow.date32(),
            "time": pyarrow.time32("s"),
            "datetime": pyarrow.timestamp("s"),
        }
        tables = table_files(path, layout)
        self._kinds = [[column.kind for column in columns] for _, columns in tables]
        self._schemas = [
            pyarrow.schema([pyarrow.field(it.header, types[it.kind]) for it in columns])
            for _, columns in tables
        ]
        self._files: list[Any] = [
            parquet.ParquetWriter(each, schema, compression="zstd")
            for (each, _), schema in zip(tables, self._schemas, strict=True)
        ]

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        rows: list[list[list[Cell]]] = [[] for _ in self._files]
        for each in page:
            for place, row in self._rows.of(each):
                rows[place].append(row)
        for found, kinds, schema, file in zip(
            rows, self._kinds, self._schemas, self._files, strict=True
        ):
            if found:
                arrays = [
                    self._arrow.array([typed(cell, kind) for cell in cells], type=field.type)
                    for cells, kind, field in zip(
                        zip(*found, strict=True), kinds, schema, strict=True
                    )
                ]
                file.write_table(self._arrow.Table.from_arrays(arrays, schema=schema))

    def close(self) -> None:
        """Finish the files."""
        for file in self._files:
            file.close()

    def drop(self) -> None:
        """Let go of the files."""
        for file in self._files:
            with suppress(OSError):  # what is still to be written finds no room either
                file.close()


def typed(cell: Cell, kind: Kind) -> str | float | date | time | datetime | None:
    """Return a cell as its column's type holds it; what does not fit there is None."""
    if cell is None:
        return None
    if kind == "text":
        return str(cell)
    if kind != "number":
        return _parsed(str(cell), kind)
    try:
        return float(cell)
    except ValueError:
        return None


def writer(format_: str, path: Path, layout: Layout, *, separator: str = ";") -> Writer:
    """Return what writes a format.

    Raises:
        ExportError: A package is missing, or the format is not known.
    """
    match format_:
        case "csv":
            return Csv(path, layout, separator=separator)
        case "xlsx":
            return Xlsx(path, layout)
        case "jsonl":
            return JsonLines(path, layout)
        case "parquet":
            return Parquet(path, layout)
        case _:
            raise ExportError(
                f"The format {format_} is not known. Choose csv, xlsx, jsonl, parquet or sav."
            )


# ---------------------------------------------------------------- the file


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file that takes the place of ``path`` when all went well; else nothing stays.

    So do the tables of repeats beside it.

    It and whatever a writer keeps beside it stand in a folder of their own that nobody else may
    read, on the same disk.

    Raises:
        ExportError: It cannot be written there, or the disk is full.
    """
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} is no file that can be written. Name another one with --out.")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".rafiq-") as folder:
            new = Path(folder) / path.name
            yield new
            others = [each for each in Path(folder).iterdir() if _is_beside(each, new)]
            for each in (*others, new):
                with each.open("rb+") as written:
                    os.fsync(written.fileno())
                each.replace(path.with_name(each.name))
    except OSError as error:
        raise ExportError(_because(path, error)) from None
    except Exception as error:  # XlsxWriter wraps what the disk says in exceptions of its own
        cause = error.__context__ or (error.args[0] if error.args else None)
        if type(error).__module__.startswith("xlsxwriter") and isinstance(cause, OSError):
            raise ExportError(_because(path, cause)) from None
        raise


def _is_beside(file: Path, main: Path) -> bool:
    """Tell whether a file is the table of a repeat (:func:`beside`)."""
    own = file.name.startswith(f"{main.stem}.") and file.suffix == main.suffix
    return own and file != main


def _because(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{path}: the disk is full. Make room and export again; no half file was left."
    return f"{path} cannot be written: {error.strerror or error}. Name another file with --out."
