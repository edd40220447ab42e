"""Tables for SPSS: one .sav file with the labels of variables and values in it.

pyreadstat writes it from a pandas frame, so that a table is in memory as a whole (the extra
``[spss]``; https://github.com/Roche/pyreadstat). SPSS's limits:
https://www.ibm.com/docs/en/spss-statistics/30.0.0?topic=list-variable-names
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.programme.columns import Cell, Column, Field, Kind
from bot.programme.layout import Layout, Rows
from bot.programme.tables import ExportError, table_files, typed
from storage.interviews import Finished

NAME, LABEL, VALUE_LABEL, TEXT = 64, 255, 120, 32_767
"""Bytes of a variable's name, of its label, of a value's label, of a text."""
_RESERVED = frozenset("all and by eq ge gt le lt ne not or to with".split())  # noqa: SIM905
_NO_NAME = re.compile(r"[^\w.]", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_FORMATS: Mapping[Kind, str] = {"date": "DATE11", "time": "TIME8", "datetime": "DATETIME20"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A column as SPSS knows it."""

    name: str
    label: str
    kind: Kind
    values: Mapping[str, str] = field(default_factory=dict)
    """Choice to its label; all of them whole numbers where ``kind`` is number."""


def variables(
    columns: Sequence[Column], found: Mapping[str, Field], language: str
) -> list[Variable]:
    """Return the variable of each column.

    Args:
        columns: Of one table.
        found: The questions of the table, by the names of their columns.
        language: Of the labels.
    """
    taken: set[str] = set()
    return [
        Variable(
            name=_name(_short(column, found), taken),
            label=_cut(_label(column, found, language), LABEL),
            **_coded(column, found.get(column.name), language),
        )
        for column in columns
    ]


def _short(column: Column, found: Mapping[str, Field]) -> str:
    """Return a column's name without its groups: ``tools_hoe`` of ``you/tools/hoe``."""
    above, _, last = column.name.rpartition("/")
    if column.name not in found and above in found:
        return f"{found[above].question.name}_{last}"
    return last


def _name(name: str, taken: set[str]) -> str:
    """Return a name that SPSS takes and no other variable has."""
    plain = _NO_NAME.sub("_", name).strip("_.")
    if not plain or not plain[0].isalpha() or plain.lower() in _RESERVED:
        plain = f"v_{plain}"
    own, number = plain[:NAME].rstrip("_."), 2
    while own.lower() in taken:
        end = f"_{number}"
        own, number = f"{plain[: NAME - len(end)]}{end}", number + 1
    taken.add(own.lower())
    return own


def _label(column: Column, found: Mapping[str, Field], language: str) -> str:
    if own := found.get(column.name):
        return own.label(language)
    above, _, choice = column.name.rpartition("/")
    many = found.get(above)
    if many is not None and choice in many.choices:
        said = many.choices[choice].label.say(language) or choice
        return f"{many.label(language)}: {said}"
    return column.header


def _coded(column: Column, own: Field | None, language: str) -> dict[str, Any]:
    """Return kind and value labels: numbers where all choices are, else the choices' names."""
    if own is None or own.many or not own.choices:
        return {"kind": column.kind}
    labels = {
        name: _cut(" ".join(choice.label.say(language).split()) or name, VALUE_LABEL)
        for name, choice in own.choices.items()
    }
    whole = all(map(_WHOLE.fullmatch, labels))
    return {"kind": "number" if whole else column.kind, "values": labels}


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode("utf-8", "ignore")


class Sav:
    """SPSS's own format; a repeat is a file of its own beside it, joined by ``index``."""

    def __init__(self, path: Path, layout: Layout) -> None:
        try:
            import pandas
            import pyreadstat
        except ImportError:
            raise ExportError(
                "SPSS needs pyreadstat: install it with pip install 'rafiq[spss]'."
            ) from None
        self._pandas, self._spss = pandas, pyreadstat
        self._rows = Rows(layout)
        files = table_files(path, layout)
        self._paths = [each for each, _ in files]
        language = layout.options.captions or layout.form.languages[0]
        fields = [layout.fields, *(each.fields for each in layout.entries)]
        self._variables = [
            variables(columns, {each.question.key: each for each in own}, language)
            for (_, columns), own in zip(files, fields, strict=True)
        ]
        self._cells: list[list[list[Any]]] = [[[] for _ in own] for own in self._variables]

    def write(self, page: Sequence[Finished]) -> None:
        """Add interviews."""
        for each in page:
            for place, row in self._rows.of(each):
                for cells, cell, own in zip(
                    self._cells[place], row, self._variables[place], strict=True
                ):
                    cells.append(_held(cell, own.kind))

    def close(self) -> None:
        """Write the files."""
        for path, own, cells in zip(self._paths, self._variables, self._cells, strict=True):
            frame = {
                each.name: self._pandas.Series(held, dtype=_dtype(each.kind, held))
                for each, held in zip(own, cells, strict=True)
            }
            self._spss.write_sav(
                self._pandas.DataFrame(frame),
                str(path),
                column_labels={each.name: each.label for each in own},
                variable_value_labels={
                    each.name: {_held(name, each.kind): said for name, said in each.values.items()}
                    for each in own
                    if each.values
                },
                variable_measure={each.name: "nominal" for each in own if each.values},
                variable_format={
                    each.name: _FORMATS[each.kind] for each in own if each.kind in _FORMATS
                },
                row_compress=True,
            )

    def drop(self) -> None:
        """Let go of what was collected; no file was begun."""
        self._cells = []


def _held(cell: Cell, kind: Kind) -> Any:
    """Return a cell as the frame holds it."""
    value = typed(cell, kind)
    return _cut(value, TEXT) if isinstance(value, str) else value


def _dtype(kind: Kind, held: Sequence[Any]) -> str:
    """Return the frame's type: of a column without any value none could be read."""
    blank = all(each is None for each in held)
    return "float64" if kind == "number" or (blank and kind in _FORMATS) else "object"
