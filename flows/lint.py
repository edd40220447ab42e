"""What is wrong with a form's rows, found before pyxform, and all at once.

pyxform stops at its first fault, and does not see a misspelt column, a bracket that is not closed
or questions that wait for each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from flows.compiling import columns, languages, searching, types
from flows.compiling.advice import advise
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry, Source
from flows.compiling.faults import Fault, Level, fault
from flows.compiling.near import meant, slips
from flows.compiling.outline import Item
from flows.form import DRAWN
from flows.sources import SHEETS

_NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
_CURLY = re.compile("[‘’“”]")
_UNSUPPORTED = ("geotrace", "geoshape", "background-audio")
_SETTINGS = {"rafiq:migrate": ("finish", "move")}
"""Settings of ours, and what they may be (``flows.moving``)."""
_CERTAIN = re.compile(r"(?i)(yes|true)(\(\))?")


def lint(draft: Draft) -> Iterator[Fault]:
    """Yield the faults of the columns, the rows and the choices."""
    for source in draft.sources:
        yield from _sheets(source)
        yield from _columns(source, own=draft.strict)
    yield from _settings(draft)
    yield from _names(draft)
    for item in draft.outline.items:
        yield from _row(item, draft)
        yield from _quotes(item.entry)
    yield from _choices(draft)
    yield from advise(draft)


def _settings(draft: Draft) -> Iterator[Fault]:
    for name, known in _SETTINGS.items():
        value = draft.setting(name).strip()
        if draft.settings and value and value not in known:
            yield draft.settings.fault(
                "setting.unknown", name, name=name, words=value, known=", ".join(known)
            )


def _has(entry: Entry, column: str, draft: Draft) -> bool:
    """Tell whether the sheet of a row has a column at all; if not, that alone is the fault."""
    source = next(each for each in draft.sources if each.workbook.source == entry.file)
    return any(each.name == column for each in source.columns[entry.sheet])


# ---------------------------------------------------------------- sheets and columns


def _sheets(source: Source) -> Iterator[Fault]:
    book = source.workbook
    if book.unworked:
        yield fault("file.formulas", level="warning", source=book.source)
    for title in book.names:
        near = next((each for each in SHEETS if 0 < slips(title.lower(), each) <= 2), "")
        if near and near not in book.sheets and not title.startswith("_"):
            yield fault(
                "sheet.misspelt", sheet=title, level="warning", source=book.source, name=title,
                near=near,
            )  # fmt: skip


def _columns(source: Source, *, own: bool) -> Iterator[Fault]:
    book = source.workbook
    for sheet in ("survey", "choices", "settings"):
        if sheet not in book.sheets:
            continue
        filled = {title for row in book.sheets[sheet].rows for title in row.cells}
        line = book.sheets[sheet].line
        uncoded: set[str] = set()
        for column in source.columns[sheet]:
            at = partial(
                fault, sheet=sheet, row=1, column=column.header, source=book.source, line=line
            )
            present = {each.name for each in source.columns[sheet]}
            if column.known:
                name = column.language
                if name and name not in uncoded and not languages.has_code(name):
                    uncoded.add(name)
                    code = languages.code(name)
                    yield at(
                        "language.no_code", level="warning", name=name, language=code,
                        what=column.name,
                    )  # fmt: skip
            elif near := columns.meant(column, sheet, present):
                level: Level = "error" if own and column.header in filled else "warning"
                yield at("column.misspelt", level=level, name=column.header, near=near)
            elif (
                sheet != "choices" or not columns.ELEMENT.fullmatch(column.name)
            ) and not columns.HARMLESS.fullmatch(column.header):
                yield at("column.unknown", level="warning", name=column.header)
        needed = {"survey": ("type", "name"), "choices": ("name", "list_name")}.get(sheet, ())
        have = {column.name for column in source.columns[sheet]}
        for name in needed:
            if name not in have and (sheet == "survey" or filled):
                yield fault(
                    "column.missing", sheet=sheet, row=1, column=name, source=book.source,
                    line=line, name=sheet, what=name,
                )  # fmt: skip


# ---------------------------------------------------------------- the survey


def _names(draft: Draft) -> Iterator[Fault]:
    seen: dict[str, Item] = {}
    for item in draft.outline.items:
        entry = item.entry
        if not item.name:
            if _has(entry, "name", draft):
                yield entry.fault("name.missing", "name")
        elif not _NAME.fullmatch(item.name):
            yield entry.fault("name.invalid", "name", name=item.name)
        elif item.path == "meta":
            yield entry.fault("name.reserved", "name")
        elif item.path in seen and item.path != "meta/audit":
            first = seen[item.path].entry
            place = first.number if first.file == entry.file else f"{first.file}:{first.number}"
            yield entry.fault("name.duplicate", "name", name=item.name, first=place)
        seen.setdefault(item.path, item)


def _row(item: Item, draft: Draft) -> Iterator[Fault]:
    entry, kind = item.entry, item.type
    written = entry.get("type")
    if not written:
        if _has(entry, "type", draft):
            yield entry.fault("type.missing", "type")
    elif not kind.name:
        yield entry.fault("type.unknown", "type", name=written, near=meant(written, _KNOWN_TYPES))
    elif kind.name in ("select_one", "select_multiple", "rank"):
        yield from _select(item, draft)
    elif item.kind == "loop":
        yield from _looped(item, draft)
    elif kind.name == "calculate" and not (entry.get("calculation") or entry.get("default")):
        yield entry.fault("calculation.missing", "calculation")
    if kind.name and item.kind == "value" and kind.name not in types.SILENT and _unlabelled(entry):
        yield entry.fault("label.missing", "label", name=item.name)
    if _undoable(item):
        certain = _CERTAIN.fullmatch(entry.get("required").strip())
        yield entry.fault(
            "type.unsupported" if certain else "type.skipped",
            "type",
            "error" if certain else "warning",
            name=written,
        )
    appearance = entry.get("appearance")
    if searching.searches(appearance) and searching.read(appearance) is None:
        yield entry.fault("appearance.search", "appearance", "warning")
    readonly = entry.get("read_only").strip()
    if readonly and not re.fullmatch(r"(?i)(yes|no|true|false)(\(\))?", readonly):
        yield entry.fault("readonly.dynamic", "read_only", "warning", what="read_only")


_KNOWN_TYPES = [
    *(name for name in types.TYPES if " " not in name),
    *("select_one", "select_multiple", "rank", "begin_group", "end_group", "begin_repeat"),
    *("end_repeat", "select_one_from_file", "select_multiple_from_file"),
]


def _unlabelled(entry: Entry) -> bool:
    if any(entry.texts.get(column) for column in ("label", "hint", *columns.MEDIA)):
        return False
    return not entry.get("calculation") and not entry.get("trigger")


def _undoable(item: Item) -> bool:
    drawn = set(item.entry.get("appearance").split()) & DRAWN
    return item.type.name in _UNSUPPORTED or (item.type.name == "image" and bool(drawn))


def _select(item: Item, draft: Draft) -> Iterator[Fault]:
    kind, entry, lists = item.type, item.entry, draft.lists
    if not kind.list:
        yield entry.fault("list.unnamed", "type", name=kind.name)
    elif kind.source in ("choices", "external") and kind.list not in lists:
        yield entry.fault("list.missing", "type", name=kind.list, near=meant(kind.list, lists))
    elif kind.source == "choices" and kind.name == "select_multiple":
        for choice in lists[kind.list]:
            if " " in choice.get("name"):
                yield choice.fault("choice.name_spaces", "name", name=choice.get("name"))


def _looped(item: Item, draft: Draft) -> Iterator[Fault]:
    listed, entry = item.type.list, item.entry
    if not listed:
        yield entry.fault("list.unnamed", "type", name="begin_loop")
    elif listed not in draft.lists:
        near = meant(listed, draft.lists)
        yield entry.fault("list.missing", "type", name=listed, near=near)
    for choice in draft.lists.get(listed, ()):
        if not choice.texts.get("label"):  # its group would have no title: pyxform stops
            yield choice.fault("choice.label_missing", "label", name=choice.get("name"))


def _quotes(entry: Entry) -> Iterator[Fault]:
    for column in columns.EXPRESSIONS:
        if _CURLY.search(entry.values.get(column, "")):
            yield entry.fault("expression.repaired", column, "warning")


# ---------------------------------------------------------------- the choices


def _choices(draft: Draft) -> Iterator[Fault]:
    repeated = _CERTAIN.fullmatch(draft.setting("allow_choice_duplicates"))
    for name, rows in draft.lists.items():
        seen: dict[str, Entry] = {}
        for entry in rows:
            choice = entry.get("name")
            if not choice:
                yield entry.fault("choice.name_missing", "name")
            elif choice in seen and not repeated:
                yield entry.fault(
                    "choice.name_duplicate", "name", name=choice, list=name,
                    first=seen[choice].number,
                )  # fmt: skip
            elif not any(entry.texts.get(column) for column in ("label", *columns.MEDIA)):
                yield entry.fault("choice.label_missing", "label", "warning", name=choice)
            seen.setdefault(choice, entry)
    for row in draft.choices:
        if row and not row.get("list_name") and (row.get("name") or row.texts):
            yield row.fault("choice.list_missing", "list_name", "warning")
