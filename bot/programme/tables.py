"""Writers of tables: CSV, XLSX, JSON lines, Parquet; each takes page after page."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol

from bot.programme.columns import Cell, Column, Kind
from bot.programme.layout import Layout, Rows
from bot.programme.spreadsheets import Xlsx, parsed
from flows.errors import RafiqError
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
        return parsed(str(cell), kind)
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
