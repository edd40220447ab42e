"""Tables on standard output: columns of text, readable by people and by ``awk``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.cells import cell_len


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a header and rows, aligned; numbers to the right."""
    texts = [list(header), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*texts, strict=True)]
    numbers = [
        bool(rows) and all(isinstance(row[place], int) for row in rows)
        for place in range(len(header))
    ]
    for row in texts:
        cells = [
            " " * (width - cell_len(cell)) + cell
            if number
            else cell + " " * (width - cell_len(cell))
            for cell, width, number in zip(row, widths, numbers, strict=True)
        ]
        say("  ".join(cells).rstrip())


def say(line: str = "") -> None:
    """Write one line."""
    sys.stdout.write(f"{line}\n")
