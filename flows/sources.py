"""Reads a workbook by what is in it, whatever its name says: xlsx, xls, CSV or Markdown.

The rules for sheets, headers and cells are pyxform's, so that a form means here what it means in
ODK and KoboToolbox; what pyxform cannot read (a byte order mark, semicolons, Windows code pages) is
read as well. Whatever the bytes are, the only exception is :class:`FormFaults`.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from flows.compiling.faults import FormFaults, fault

MAX_BYTES = 8_000_000
"""The largest public form known is 5 MB (WHO verbal autopsy)."""
MAX_UNPACKED = 200_000_000
"""Bytes that an xlsx may hold once it is unpacked."""
MAX_ROWS = 20_000
"""Rows of one sheet."""
SHEETS = ("survey", "choices", "settings", "external_choices", "osm", "entities")

_XLS = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\t\x08",
    b"\t\x00\x04\x00",
    b"\t\x02\x06\x00",
    b"\t\x04\x06\x00",
)
"""How an xls begins: the container of Excel 97, and the bare sheets of what was before."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XForm can hold (https://www.w3.org/TR/xml/#charsets)."""

Cells = Sequence[object]
"""One row as a file gives it: text, numbers, dates, None."""
Table = Iterable[tuple[int, Cells]]
"""Rows with the row of the file that each stands in (0 when the sheet counts for itself)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with something in it.

    Attributes:
        number: As a spreadsheet shows it: the header is row 1.
        line: Row of the file in which all sheets stand; 0 when there is none.
        cells: Column name as written to text, blank cells left out.
    """

    number: int
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; its header as written, in order, and its rows.

    Attributes:
        line: Row of the file in which the header stands; 0 when the sheet counts for itself.
    """

    name: str
    line: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets that XLSForm knows, and the names of all.

    Attributes:
        source: The file's name, for faults.
        sheets: By name in small letters.
        names: Every sheet's name as written.
        unworked: Whether there are formulas without their results, which are blank here.
    """

    source: str
    sheets: Mapping[str, Sheet]
    names: tuple[str, ...]
    unworked: bool = False


def read_workbook(source: Path | bytes, *, name: str = "") -> Workbook:
    """Return the sheets of a file.

    Raises:
        FormFaults: It cannot be read, is too large, or is no workbook.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        if isinstance(source, Path) and source.stat().st_size > MAX_BYTES:
            raise _refused("file.too_large", name, limit=f"{MAX_BYTES // 1_000_000} MB")
        content = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise _refused("file.missing", name, what=error.strerror or type(error).__name__) from error
    if len(content) > MAX_BYTES:
        raise _refused("file.too_large", name, limit=f"{MAX_BYTES // 1_000_000} MB")
    try:
        tables = dict(_tables(content, name))
        names = tuple(tables)
        known = {title: table for title, table in tables.items() if title.lower() in SHEETS}
        if not known and len(tables) == 1:  # as pyxform: a lone sheet is the survey
            known = {"survey": next(iter(tables.values()))}
        sheets = {title.lower(): _sheet(title.lower(), it, name) for title, it in known.items()}
        unworked = _unworked(content)
    except FormFaults:
        raise
    except Exception as error:  # readers of broken files raise anything: struct.error, KeyError, …
        raise _refused("file.unreadable", name) from error
    return Workbook(source=name, sheets=sheets, names=names, unworked=unworked)


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file that holds one table, by its header.

    Raises:
        ValueError: It is no text, or its lines are no table.
    """
    try:
        text, separator = _separator(_decode(content, ""))
        (_, header), *rows = _records(text, separator, "")
    except FormFaults as error:
        raise ValueError(str(error)) from error
    names = [_text(cell) for cell in header]
    return [
        {name: _text(cell) for name, cell in zip(names, cells, strict=False) if name}
        for _, cells in rows
        if any(cell.strip() for cell in cells)
    ]


def _refused(code: str, source: str, *, what: str = "", limit: str = "") -> FormFaults:
    return FormFaults([fault(code, source=source, what=what, limit=limit)])


# ---------------------------------------------------------------- sheets, headers and cells


def _sheet(name: str, table: Table, source: str) -> Sheet:
    header: tuple[str, ...] = ()
    columns: list[str] = []
    top = 0
    rows: list[Row] = []
    for number, (line, cells) in enumerate(table, 1):
        if number > MAX_ROWS + 1:
            raise _refused("sheet.too_large", source, what=name, limit=str(MAX_ROWS))
        if number == 1:
            top = line
            columns = [re.sub(r"[ \xa0]+", " ", _text(cell)) for cell in cells]
            header = tuple(column for column in columns if column)
            if len(set(header)) < len(header):
                twice = next(each for each in header if header.count(each) > 1)
                raise FormFaults(
                    [
                        fault(
                            "column.duplicate",
                            sheet=name,
                            row=1,
                            column=twice,
                            source=source,
                            line=line,
                            name=twice,
                        )
                    ]
                )
            continue
        pairs = zip(columns, map(_text, cells), strict=False)
        values = {column: text for column, text in pairs if column and text}
        if values:
            rows.append(Row(number=number, line=line, cells=values))
    return Sheet(name=name, line=top, header=header, rows=tuple(rows))


def _text(value: object) -> str:
    r"""Return a cell as text, the way pyxform writes it; its line breaks are ``\\n``."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case int() | datetime() | time():
            return str(value)
        case _:
            return _NOT_XML.sub("", re.sub(r"\r\n?", "\n", str(value))).strip()


def _tables(content: bytes, name: str) -> Iterator[tuple[str, Table]]:
    if content.startswith(b"PK\x03\x04"):
        return _xlsx(content, name)
    if content.startswith(_XLS):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused("file.protected", name)
        return _xls(content)
    if content.startswith(b"%PDF-"):
        raise _refused("file.unknown", name)
    return _texts(content, name)


def _xlsx(content: bytes, name: str) -> Iterator[tuple[str, Table]]:
    from openpyxl.reader.excel import ExcelReader

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not any(each.startswith("xl/") for each in archive.namelist()):
            raise _refused("file.unknown", name)  # a text, or a workbook of another program
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise _refused("file.too_large", name, limit=f"{MAX_UNPACKED // 1_000_000} MB unpacked")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks of styles and extensions that we drop
        reader = ExcelReader(io.BytesIO(content), read_only=True, data_only=True)
        reader.read_chartsheet = lambda *_: None  # type: ignore[method-assign]  # has no cells
        reader.read()
        book = reader.wb
        titles = book.sheetnames
        for title in titles:
            wanted = title.lower() in SHEETS or len(titles) == 1
            rows = list(_filled(book[title].iter_rows(values_only=True))) if wanted else []
            yield title, rows
        book.close()


def _unworked(content: bytes) -> bool:
    """Tell whether a program wrote formulas that no spreadsheet program has worked out yet."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/")]
        return any(_UNWORKED.search(archive.read(each)) for each in sheets)


_UNWORKED = re.compile(rb"</f>\s*(<v\s*/>|<v></v>)?\s*</c>")


def _xls(content: bytes) -> Iterator[tuple[str, Table]]:
    import xlrd  # type: ignore[import-untyped]

    if _endless(content):
        raise ValueError("a stream that comes back to itself")
    book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
    for sheet in book.sheets():
        rows = (
            [_xls_value(cell, book.datemode) for cell in sheet.row(index)]
            for index in range(sheet.nrows)
        )
        wanted = sheet.name.lower() in SHEETS or book.nsheets == 1
        yield sheet.name, list(_filled(rows)) if wanted else []


def _endless(content: bytes) -> bool:
    """Tell whether a stream of an xls comes back to itself: xlrd would read it without end."""
    from xlrd.compdoc import SIGNATURE, CompDoc  # type: ignore[import-untyped]

    if not content.startswith(SIGNATURE):
        return False
    document = CompDoc(content, logfile=io.StringIO())
    starts = [entry.first_SID for entry in document.dirlist]
    tables: Sequence[Sequence[int]] = (document.SAT, getattr(document, "SSAT", ()))
    return any(_circles(start, table) for start in starts for table in tables)


def _circles(sector: int, after: Sequence[int]) -> bool:
    """Tell whether a chain of sectors has no end."""
    for _ in after:
        if not 0 <= sector < len(after):
            return False
        sector = after[sector]
    return 0 <= sector < len(after)


def _xls_value(cell: object, datemode: int) -> object:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, xldate_as_datetime
    from xlrd.sheet import Cell  # type: ignore[import-untyped]

    assert isinstance(cell, Cell)  # noqa: S101
    if cell.ctype == XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == XL_CELL_DATE:
        value = xldate_as_datetime(cell.value, datemode)
        return value.time() if cell.value < 1 else value
    return cell.value


def _filled(rows: Iterable[Cells]) -> Iterator[tuple[int, Cells]]:
    """Leave out what follows 60 blank rows: the formatted emptiness below a sheet."""
    blank = 0
    for cells in rows:
        blank = 0 if any(cell not in (None, "") for cell in cells) else blank + 1
        if blank > 60:
            return
        yield 0, cells


# ---------------------------------------------------------------- text


def _texts(content: bytes, name: str) -> Iterator[tuple[str, Table]]:
    text = _decode(content, name)
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    if not lines:
        raise _refused("file.empty", name)
    if re.match(r"\s*<(\?xml|!doctype|html|table)", text, re.IGNORECASE):
        raise _refused("file.web_page", name)
    if any(re.match(r"\s*\|.*\|\s*$", line) for line in lines):
        return _markdown(text)
    return _csv(text, name)


def _decode(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return content.decode("utf-32", errors="replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's “Unicode text”
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise _refused("file.unknown", name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_code_page(content), errors="replace")


def _code_page(content: bytes) -> str:
    """Return Windows-1256, whose Arabic words are runs of high bytes, or else Windows-1252."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", content)]
    return "cp1256" if sum(run for run in runs if run > 1) * 2 > sum(runs) else "cp1252"


def _markdown(text: str) -> Iterator[tuple[str, Table]]:
    """Yield the tables of pyxform's Markdown: the sheet's name in the first column."""
    tables: dict[str, list[tuple[int, Cells]]] = {}
    rows: list[tuple[int, Cells]] | None = None
    for line, written in enumerate(text.split("\n"), 1):
        if written.lstrip().startswith("#"):
            continue
        found = re.match(r"\s*\|(.*)\|\s*", written)
        if not found or re.fullmatch(r"[|\-: ]+", found[1]):
            continue
        title, *cells = (
            cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", found[1])
        )
        if title:
            rows = tables.setdefault(title, [])
        if rows is not None and any(cells):
            rows.append((line, cells))
    yield from tables.items()


def _csv(text: str, name: str) -> Iterator[tuple[str, Table]]:
    text, separator = _separator(text)
    records = list(_records(text, separator, name))
    first = [cell.strip().lower() for cell in records[0][1]]
    titled = any(record[0].strip().lower() in SHEETS for _, record in records)
    if "type" not in first and not titled and name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise _refused("file.plain_text", name)
    if "type" in first and first[0] not in SHEETS:
        yield "survey", records  # one sheet, without the column for its name
        return
    tables: dict[str, list[tuple[int, Cells]]] = {}
    rows: list[tuple[int, Cells]] | None = None
    for line, (title, *cells) in records:
        if title.strip():
            rows = tables.setdefault(title.strip(), [])
        blank = not any(cell.strip() for cell in cells)
        if rows is not None and (rows if blank and not title.strip() else not blank):
            rows.append((line, cells))
    yield from tables.items()


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for count, record in enumerate(reader):
            if count > len(SHEETS) * MAX_ROWS:
                raise _refused("sheet.too_large", name, what="survey", limit=str(MAX_ROWS))
            yield line, record or [""]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refused("file.unreadable", name) from error


def _separator(text: str) -> tuple[str, str]:
    """Return the text and what separates its cells: the header with `type` and `name` tells."""
    if found := re.match(r"sep=([,;\t])\r?\n", text):  # Excel's own hint
        return text[found.end() :], found[1]
    head = "\n".join(text.splitlines()[:60])

    def likely(separator: str) -> tuple[int, int]:
        headers = 0
        for line in head.split("\n"):
            cells = {cell.strip().strip('"').lower() for cell in line.split(separator)}
            headers += len(cells & {"type", "name", "list_name", "label", "form_id"}) > 1
        return headers, head.count(separator)

    return text, max(",;\t", key=likely)
