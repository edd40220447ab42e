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


def circular() -> bytes:
    """Return a workbook of Excel 97 whose stream comes back to itself, sector by sector.

    The container is described in https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb.
    """

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        title = f"{name}\0".encode("utf-16-le")
        tree = struct.pack("<iii", -1, -1, child)
        return (
            title.ljust(64, b"\0")
            + struct.pack("<HBB", len(title), kind, 1)
            + tree
            + bytes(36)
            + struct.pack("<iii", first, size, 0)
        )

    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 65534, 9, 6)
    counts = struct.pack("<iiiiiiiii", 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    table = struct.pack("<109i", 0, *[-1] * 108)
    sectors = struct.pack("<128i", -3, -2, 3, 2, *[-1] * 124)
    entries = entry("Root Entry", 5, 1, -2, 0) + entry("Workbook", 2, -1, 2, 5000)
    return (
        (head + bytes(6) + counts + table).ljust(512, b"\0")
        + sectors
        + entries.ljust(512, b"\0")
        + bytes(1024)
    )


def csv(sheets: Sheets, separator: str = ",") -> str:
    lines = []
    for name, rows in sheets.items():
        lines.append(name)
        lines += [separator.join(["", *map(str, row)]) for row in rows]
    return "\n".join(lines) + "\n"
