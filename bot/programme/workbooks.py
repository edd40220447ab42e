"""Writes a form as one workbook for Excel, KoboToolbox and ODK."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.programme.tables import ExportError, replacing
from flows.compiling.types import TYPES
from flows.compiling.whole import Table

_LETTERS = 32_767  # https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
_SPARE = 300
"""Rows below the last one in which the type can be chosen from a list as well."""
_WIDTHS = {"name": 24, "list_name": 20, "type": 26, "required": 10}
_WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_LOGIC = ("relevant", "constraint", "calculation", "choice_filter")
_OFFERED = """
    text integer decimal range date time dateTime note acknowledge geopoint image audio video file
    barcode calculate hidden start end today deviceid phonenumber username
"""
_EDGES = ("begin_group", "end_group", "begin_repeat", "end_repeat")


def write(tables: Sequence[Table], path: Path, *, right_to_left: bool) -> None:
    """Write sheets; whole or not at all.

    Raises:
        ExportError: The file cannot be written, or a text is longer than a cell.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    _check(tables)
    with replacing(path) as new:
        book = Workbook(new, {"tmpdir": str(new.parent)})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        look = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            if right_to_left:
                sheet.right_to_left()
            sheet.freeze_panes(1, 0)
            sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
            for at, header in enumerate(table.header):
                sheet.set_column(at, at, _width(header), look)
                sheet.write_string(0, at, header, bold)
            for number, row in enumerate(table.rows, 1):
                for at, header in enumerate(table.header):
                    if header in row:
                        sheet.write_string(number, at, row[header], look)
            if table.name == "survey" and "type" in table.header:
                last = len(table.rows) + _SPARE
                at = table.header.index("type")
                sheet.data_validation(1, at, last, at, _offered(len(_types(tables))))
        _list(book.add_worksheet("_types"), _types(tables))
        book.close()


def _check(tables: Iterable[Table]) -> None:
    for table in tables:
        for number, row in enumerate(table.rows, 2):
            for header, text in row.items():
                if len(text.encode("utf-16-le")) // 2 > _LETTERS:
                    raise ExportError(
                        f"{table.name}, row {number}, {header}: a cell holds {_LETTERS:,} letters, "
                        f"and this text has {len(text):,}. Shorten it."
                    )


def _width(header: str) -> int:
    """Return how wide a column is, in letters."""
    base = header.split("::")[0]
    if base in _WORDS:
        return 44
    return _WIDTHS.get(base, 30 if base in _LOGIC else max(12, min(24, len(header) + 2)))


def _types(tables: Iterable[Table]) -> list[str]:
    """Return the types that a row may have, one for each list of the form."""
    lists = [
        row[header]
        for table in tables
        for row in table.rows
        for header in ("list_name", "list name")
        if table.name == "choices" and row.get(header)
    ]
    known = [each for each in _OFFERED.split() if each in TYPES]
    named = dict.fromkeys(lists)
    return [
        *known,
        *_EDGES,
        *(f"select_one {each}" for each in named),
        *(f"select_multiple {each}" for each in named),
    ]


def _offered(count: int) -> dict[str, object]:
    """Return the list of types for a spreadsheet; another type is asked about, not refused."""
    return {
        "validate": "list",
        "source": f"='_types'!$A$1:$A${count}",
        "error_type": "warning",
        "error_title": "XLSForm",
        "error_message": "This type is not in the list. Keep it if XLSForm knows it.",
    }


def _list(sheet: object, types: Sequence[str]) -> None:
    """Fill the sheet that the list of types is read from; XLSForm passes over its name."""
    for number, each in enumerate(types):
        sheet.write_string(number, 0, each)  # type: ignore[attr-defined]
    sheet.hide()  # type: ignore[attr-defined]
