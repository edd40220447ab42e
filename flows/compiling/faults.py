"""What is wrong with a form: where, what, and what to do, in words for its author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.compiling.messages import MESSAGES
from flows.errors import RafiqError

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a form.

    Attributes:
        sheet: ``survey``, ``choices``, ``settings``; "" when the file as a whole is at fault.
        row: As a spreadsheet shows it, the header of the sheet being row 1; 0 is the whole sheet.
        column: The column's name as the author wrote it; "" when it is the whole row.
        code: Stable, for tests and translations: ``reference.unknown``.
        message: One or two English sentences: what is wrong, and what to do.
        params: What the message names, so that it can be said in another language.
        source: The file, as it was given: ``person.csv``.
        line: Row of the file in which all sheets stand (CSV, Markdown); 0 when there is none.
    """

    sheet: str
    row: int
    column: str
    code: str
    message: str
    level: Level = "error"
    params: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return the line that a command prints."""
        place = self.source if not self.line else f"{self.source}:{self.line}"
        parts = [place, self.sheet, self.row and f"row {self.row}", self.column]
        where = ", ".join(str(part) for part in parts if part)
        return f"{where}: {self.message}" if where else self.message


class FormFaults(RafiqError):
    """Everything that is wrong with a form, errors and warnings, in the order of the workbook."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def fault(
    code: str,
    *,
    sheet: str = "",
    row: int = 0,
    column: str = "",
    level: Level = "error",
    source: str = "",
    line: int = 0,
    **params: object,
) -> Fault:
    """Return a fault with the sentence of its code."""
    texts = {name: str(value) for name, value in params.items()}
    return Fault(
        sheet=sheet,
        row=row,
        column=column,
        code=code,
        message=MESSAGES[code].format_map(texts),
        level=level,
        params=texts,
        source=source,
        line=line,
    )


def faults_json(faults: Sequence[Fault]) -> dict[str, list[dict[str, str | int]]]:
    """Return the faults as ``rafiq forms check --json`` prints them."""
    return {
        "faults": [
            {
                "sheet": each.sheet,
                "row": each.row,
                "column": each.column,
                "code": each.code,
                "message": each.message,
                "level": each.level,
            }
            for each in faults
        ]
    }
