"""Writes workbooks in the formats that nobody but a spreadsheet program writes."""

import io
import struct
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[object]]]


def xlsx(sheets: Sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheets: Sheets) -> bytes:
    """Return a workbook of Excel 5.0: bare records, without the container of later years."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0, 0))

    parts = []
    for rows in sheets.values():
        cells = b"".join(
            record(0x0204, struct.pack("<HHHH", y, x, 0, len(text)) + text)
            for y, row in enumerate(rows)
            for x, cell in enumerate(row)
            if (text := str(cell).encode("cp1252"))
        )
        parts.append(begin(0x0010) + cells + record(0x000A, b""))
    names = [name.encode() for name in sheets]
    top = len(begin(0x0005)) + sum(4 + 7 + len(name) for name in names) + 4
    head, offset = begin(0x0005), top
    for name, part in zip(names, parts, strict=True):
        head += record(0x0085, struct.pack("<IHB", offset, 0, len(name)) + name)
        offset += len(part)
    return head + record(0x000A, b"") + b"".join(parts)


def csv(sheets: Sheets, separator: str = ",") -> str:
    lines = []
    for name, rows in sheets.items():
        lines.append(name)
        lines += [separator.join(["", *map(str, row)]) for row in rows]
    return "\n".join(lines) + "\n"
