"""What is wrong with a form: where, what, and what to do, in words for its author."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from flows.compiling.messages import MEANT, MESSAGES
from flows.errors import RafiqError
from locales.text import Catalogues

Level = Literal["error", "warning"]
Translate: TypeAlias = Callable[[str], str]
"""From an English sentence with its placeholders to the same in another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of a form.

    Attributes:
        sheet: ``survey``, ``choices``, ``settings``; "" when the file as a whole is at fault.
        row: As a spreadsheet shows it, the header of the sheet being row 1; 0 is the whole sheet.
        column: The column's name as the author wrote it; "" when it is the whole row.
        code: Stable, for tests and translations: ``reference.unknown``.
        sentences: What is wrong, and what to do, as the catalogues ``faults.po`` have them.
        params: What their placeholders stand for.
        source: The file, as it was given: ``person.csv``.
        line: Row of the file in which all sheets stand (CSV, Markdown); 0 when there is none.
    """

    sheet: str
    row: int
    column: str
    code: str
    sentences: tuple[str, ...]
    level: Level = "error"
    params: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0

    @property
    def message(self) -> str:
        """The English sentences: what is wrong, and what to do."""
        return self.said(str)

    def said(self, translate: Translate) -> str:
        """Return the sentences in the language that a catalogue of faults speaks."""
        return " ".join(translate(each).format_map(self.params) for each in self.sentences)

    def place(self, translate: Translate = str) -> str:
        """Return where it is: file and line, sheet, row, column."""
        file = self.source if not self.line else f"{self.source}:{self.line}"
        row = translate("row {n}").format(n=self.row) if self.row else ""
        return ", ".join(part for part in (file, self.sheet, row, self.column) if part)

    def line_in(self, translate: Translate) -> str:
        """Return the line that a command prints, in the language of a catalogue."""
        where, said = self.place(translate), self.said(translate)
        return f"{where}: {said}" if where else said

    def __str__(self) -> str:
        """Return the line that a command prints."""
        return self.line_in(str)


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
    """Return a fault with the sentence of its code; ``near`` asks whether that was meant."""
    sentences: tuple[str, ...] = (MESSAGES[code],)
    if params.get("near") and "{near}" not in MESSAGES[code]:
        sentences = (MESSAGES[code], MEANT)
    return Fault(
        sheet=sheet,
        row=row,
        column=column,
        code=code,
        sentences=sentences,
        level=level,
        params={name: str(value) for name, value in params.items()},
        source=source,
        line=line,
    )


def faults_json(
    faults: Sequence[Fault], translate: Translate = str
) -> dict[str, list[dict[str, str | int | None]]]:
    """Return the faults as ``forms check --json`` prints them: null where there is no cell."""
    return {
        "faults": [
            {
                "sheet": each.sheet or None,
                "row": each.row or None,
                "column": each.column or None,
                "code": each.code,
                "message": each.said(translate),
                "level": each.level,
            }
            for each in faults
        ]
    }


def translator(language: str) -> Translate:
    """Return what says the sentences of faults in a language, English where it has no catalogue."""
    catalogue = Catalogues.load(domain="faults").get(language)
    return catalogue.translations.gettext if catalogue else str
