"""A form as one workbook: modules in place, a column for each language of each text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flows.compiling import languages
from flows.compiling.columns import MEDIA, TEXTS, Column
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry, Source
from flows.compiling.wording import Wording, Words

Slot: TypeAlias = tuple[str, bool]
"""A column of values by its header, or of texts (True) by XLSForm's name."""
_PARTS = ("survey", "choices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: its header, and its rows without the blank cells."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the survey or the choices.

    Attributes:
        values: Header to text; what is in no language.
        texts: XLSForm's column names to the words in each language.
        same: What tells whether two rows say the same, whatever their columns are called.
    """

    entry: Entry
    values: Mapping[str, str]
    texts: Mapping[str, Words]
    same: object


BLANK = Line(
    entry=Entry(sheet="", number=0, line=0, source="", file="", values={}),
    values={},
    texts={},
    same=None,
)
"""A row with nothing in it, kept in the survey: pyxform counts rows, and names some by that."""


def whole(draft: Draft, wording: Wording) -> Iterator[Table]:
    """Yield the sheets of a form, the survey first, without empty columns."""
    for name in _PARTS:
        rows = lines(draft, wording, name)
        if rows or name == "survey":
            yield rendered(name, rows, slots(draft, name), wording.default, wording.languages)
    named = "" if wording.default == "und" else languages.title(wording.default)
    yield from others(draft, named)


def lines(draft: Draft, wording: Wording, sheet: str) -> list[Line]:
    """Return the rows of the survey or the choices; a note without a name has the one it gets."""
    known = _headers(draft, sheet)
    columns = {source.name: _columns(source, sheet) for source in draft.sources}
    given = {id(item.entry): item.name for item in draft.outline.items}
    found: list[Line] = []
    for entry in draft.survey if sheet == "survey" else draft.choices:
        if entry is None:
            if sheet == "survey":
                found.append(BLANK)
            continue
        name = given.get(id(entry), "") or entry.get("name")
        values = dict(_values(entry, known, columns[entry.source]))
        same = dict(entry.values)
        if name and "name" not in same:
            values[known.get("name", "name")] = same["name"] = name
        words = {
            each: wording.question(entry, name, each)
            if sheet == "survey"
            else wording.choice(entry, each)
            for each in entry.texts
        }
        texts = {column: dict(said) for column, said in words.items() if said}
        found.append(Line(entry=entry, values=values, texts=texts, same=(same, texts)))
    return found


def _columns(source: Source, sheet: str) -> Mapping[str, Column]:
    return {column.header: column for column in source.columns.get(sheet, ())}


def _headers(draft: Draft, sheet: str) -> dict[str, str]:
    """Return the header of each column, as the first source that has it writes it."""
    found: dict[str, str] = {}
    for source in draft.sources:
        for column in source.columns.get(sheet, ()):
            if not _is_text(column):
                found.setdefault(column.name, _doubled(column))
    return found


def _doubled(column: Column) -> str:
    """Return a header with the two colons that all have as soon as one of them has."""
    if not column.known or "::" in column.header:
        return column.header
    return re.sub(r"(?<!jr)(?<!rafiq):", "::", column.header)


def _is_text(column: Column) -> bool:
    return column.name.removeprefix("rafiq:") in TEXTS


def _values(
    entry: Entry, known: Mapping[str, str], columns: Mapping[str, Column]
) -> Iterator[tuple[str, str]]:
    """Yield the cells that are in no language; those of modules under the form's own headers."""
    own = set(known.values())
    ours = {entry.headers[name]: entry.values[name] for name in entry.values if "rafiq:" in name}
    for header, text in {**entry.raw, **ours}.items():
        column = columns[header]
        if not _is_text(column):
            header = _doubled(column)
            yield (header if header in own else known[column.name]), text


def slots(draft: Draft, sheet: str) -> list[Slot]:
    """Return the columns of all sources in the form's order, those of modules where they fit."""
    known = _headers(draft, sheet)
    found: list[Slot] = []
    for source in draft.sources:
        place = 0
        for column in source.columns.get(sheet, ()):
            name = column.name.removeprefix("rafiq:")
            first = source is draft.sources[0]
            header = _doubled(column) if first else known.get(column.name, "")
            slot = (name, True) if _is_text(column) else (header, False)
            if slot not in found:
                found.insert(place, slot)
            place = found.index(slot) + 1
    if sheet == "survey" and ("name", False) not in found and "name" not in known:
        found.append(("name", False))
    return found


def rendered(
    name: str,
    rows: Sequence[Line],
    columns: Iterable[Slot],
    default: str,
    codes: Collection[str],
    *,
    plain: bool = False,
) -> Table:
    """Return a sheet with the texts of some languages.

    Args:
        name: survey or choices.
        rows: Their texts may be fewer than their languages.
        columns: Those that are blank everywhere are left out.
        default: The language of columns that name none.
        codes: The languages, in order.
        plain: Whether the default language stands in columns that name none.
    """
    made: list[dict[str, str]] = [dict(row.values) for row in rows]
    header: list[str] = []
    for column, in_languages in columns:
        if not in_languages:
            header.append(column)
            continue
        for code in codes:
            title = heading(name, column, code, default=default, plain=plain)
            header.append(title)
            for row, cells in zip(rows, made, strict=True):
                if text := row.texts.get(column, {}).get(code):
                    cells[title] = text
    filled = {each for cells in made for each in cells}
    kept = tuple(each for each in dict.fromkeys(header) if each in filled)
    return Table(name=name, header=kept, rows=tuple(made))


def heading(sheet: str, column: str, code: str, *, default: str, plain: bool = False) -> str:
    """Return the header of a text in a language: ``label::French (fr)``."""
    bare = code == default and (plain or code == "und")
    if column == "short":
        own = "bind::rafiq:short" if sheet == "survey" else "rafiq:short"
        return own if code == default else f"rafiq:short {languages.title(code)}"
    own = f"media::{column}" if column in MEDIA else column
    return own if bare else f"{own}::{languages.title(code)}"


def others(draft: Draft, default: str) -> Iterator[Table]:
    """Yield the settings with this default language ("": as it was), and what is as it was."""
    book = draft.sources[0]
    names = ["settings", *(each for each in book.entries if each not in (*_PARTS, "settings"))]
    for name in names:
        rows = [_settled(entry) for entry in book.entries.get(name, ())]
        header = [column.header for column in book.columns.get(name, ())]
        if name == "settings" and default:
            title = next((c.header for c in book.columns.get(name, ()) if c.name == _DEFAULT), "")
            header += [] if title else [_DEFAULT]
            rows = [{**row, title or _DEFAULT: default} for row in rows[:1] or [{}]]
        filled = {each for row in rows for each in row}
        if rows:
            kept = tuple(each for each in header if each in filled)
            yield Table(name=name, header=kept, rows=tuple(rows))


_DEFAULT = "default_language"


def _settled(entry: Entry) -> dict[str, str]:
    """Return all cells of a row as the author wrote them."""
    ours = {entry.headers[name]: text for name, text in entry.values.items() if "rafiq:" in name}
    return {**entry.raw, **ours}
