"""Tables that stand beside a form: choices and data in CSV, GeoJSON or XML files.

What XLSForm says of them: https://docs.getodk.org/form-datasets/. A file that is not there is no
fault of the form: it is often added after, so the author is warned and the conversation does
without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from flows.compiling import searching
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault
from flows.compiling.outline import Outline
from flows.sources import MAX_BYTES, MAX_ROWS, read_table

Row: TypeAlias = Mapping[str, str]
_PULLED = re.compile(r"pulldata\(\s*['\"]([^'\"]+)['\"]")
_PARAMETER = re.compile(r"(value|label)\s*=\s*([^\s;,]+)")
_KINDS = {"csv-external": "csv", "xml-external": "xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The tables of a form's files.

    Attributes:
        tables: The name that expressions give a table, to its rows.
        absent: Names of those whose file is not there, or cannot be read.
        faults: What the author is warned of.
    """

    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def read_beside(tree: Outline, folder: Path | None) -> Beside:
    """Return the tables that a form's rows name; without a folder none is there."""
    tables: dict[str, Sequence[Row]] = {}
    absent: set[str] = set()
    faults: list[Fault] = []
    for entry, column, name, file, code in _named(tree):
        if name not in tables and name not in absent:
            rows = _read(folder, file)
            if rows is None:
                absent.add(name)
            else:
                tables[name] = [_choice(row, entry) for row in rows]
        if name in absent:
            faults.append(entry.fault(code, column, "warning", file=file))
    return Beside(tables=tables, absent=frozenset(absent), faults=tuple(faults))


def _named(tree: Outline) -> Iterator[tuple[Entry, str, str, str, str]]:
    """Yield the row, column, name of the table, file, and fault if the file is absent."""
    for item in tree.items:
        entry, kind = item.entry, item.type
        if kind.source == "file":
            name = kind.list.rpartition(".")[0]
            yield entry, "type", name, kind.list, "file.choices_absent"
        elif kind.name in _KINDS:
            file = f"{item.name}.{_KINDS[kind.name]}"
            yield entry, "type", item.name, file, "file.data_absent"
        if found := searching.read(entry.get("appearance")):
            file = f"{found.file}.csv"
            yield entry, "appearance", found.table, file, "file.choices_absent"
        for column in entry.values:
            for name in dict.fromkeys(_PULLED.findall(entry.get(column))):
                yield entry, column, name, f"{name}.csv", "file.data_absent"


def files(tree: Outline, folder: Path) -> Iterator[Path]:
    """Yield the files that a form's rows name, where they are or would be."""
    for name in dict.fromkeys(file for _, _, _, file, _ in _named(tree)):
        if Path(name).name == name:
            yield _place(folder, name) or folder / name


def _place(folder: Path, file: str) -> Path | None:
    paths = (folder / file, *folder.glob(f"*media/{file}"))
    return next((each for each in paths if each.is_file()), None)


def _choice(row: Row, entry: Entry) -> Row:
    """Return a row with ``name`` and ``label``, whatever columns the form says they are."""
    said = dict(_PARAMETER.findall(entry.get("parameters")))
    value = row.get(said.get("value", "name"), row.get("id", ""))
    label = row.get(said.get("label", "label"), row.get("title", value))
    return {**row, "name": value, "label": label}


def _read(folder: Path | None, file: str) -> Sequence[Row] | None:
    """Return the rows of a file in a folder; None when it is not there, or none can be read."""
    if folder is None or Path(file).name != file:
        return None
    path = _place(folder, file)
    try:
        if path is None or path.stat().st_size > MAX_BYTES:
            return None
        content = path.read_bytes()
        if file.endswith(".geojson"):
            rows = _features(json.loads(content.decode("utf-8-sig")))
        elif file.endswith(".xml"):
            rows = _items(content)
        else:
            rows = [*read_table(content)]
    except (OSError, ValueError, RecursionError):
        return None
    return rows[:MAX_ROWS] or None


def _features(data: Any) -> list[Row]:
    """Return the features of GeoJSON: their properties, id and place as ODK has it."""
    found: list[Row] = []
    for feature in data["features"] if isinstance(data, dict) and "features" in data else ():
        if not isinstance(feature, dict):
            continue
        told = feature.get("properties") or {}
        row = {str(name): _text(value) for name, value in told.items()}
        if "id" in feature:
            row["id"] = _text(feature["id"])
        row["geometry"] = _point(feature.get("geometry") or {})
        found.append(row)
    return found


def _point(geometry: Any) -> str:
    match geometry:
        case {
            "type": "Point",
            "coordinates": [int() | float() as east, int() | float() as north, *_],
        }:
            return f"{north} {east} 0 0"
    return ""


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
    return str(value)


def _items(content: bytes) -> list[Row]:
    """Return the items of an XML list (``<root><item><name>…``).

    Raises:
        ValueError: It declares entities, which may stand for text without end; or it is no XML.
    """
    if b"<!" in content.replace(b"<!--", b""):
        raise ValueError("a declaration")
    from xml.etree.ElementTree import ParseError, fromstring  # serving reads no XML

    try:
        top = fromstring(content)  # noqa: S314 - nothing is declared in it
    except ParseError:
        raise ValueError("no XML") from None
    return [{part.tag: (part.text or "").strip() for part in item} for item in top.iter("item")]
