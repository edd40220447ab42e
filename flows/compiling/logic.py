"""Expressions: do they parse, do they refer to something, and does none wait for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.compiling import searching
from flows.compiling.columns import ELEMENT, EXPRESSIONS
from flows.compiling.draft import Draft
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault, Level
from flows.compiling.near import meant
from flows.compiling.outline import Item
from flows.expressions import Expression, ExpressionError, Node, Schema, compile, graph

REFERENCE = re.compile(r"\$\{(?P<inner>[^{}]*)\}?")
_NAME = re.compile(r"(?P<last>last-saved#)?(?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)")
_CONSTANT = re.compile(r"(?i)(yes|no|true|false)(\(\))?")
_DYNAMIC = re.compile(r"[\w\-]\(|\$\{")
_ORDERED = ("relevant", "calculation")
"""What must be known before what it stands at, as JavaRosa has it; in a circle nothing ever is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An expression and where it stands.

    Attributes:
        at: The path of its node.
        column: XLSForm's name of its column.
        source: With paths in place of ``${…}``.
    """

    at: str
    column: str
    source: str
    entry: Entry


def check(uses: Iterable[Use], schema: Schema) -> Iterator[Fault]:
    """Yield the fault of each expression that cannot be used, and each circle of questions."""
    compiled: list[tuple[Use, Expression]] = []
    names = {f"/{schema.root}/{path}": path.rpartition("/")[2] for path in schema.nodes if path}
    for use in uses:
        try:
            compiled.append((use, compile(use.source, schema=schema, at=use.at)))
        except ExpressionError as error:
            yield _fault(use, error, names, "error")
            continue
        for doubt in compiled[-1][1].doubts:
            yield _fault(use, doubt, names, "warning")
    yield from _cycles(compiled, schema)


def _fault(use: Use, error: ExpressionError, names: Mapping[str, str], level: Level) -> Fault:
    return Fault(
        sheet=use.entry.sheet,
        row=use.entry.number,
        column=use.entry.headers.get(use.column, use.column),
        code=error.code,
        sentences=error.sentences,
        level=level,
        params={name: _named(value, names) for name, value in error.params.items()},
        source=use.entry.file,
        line=use.entry.line,
    )


def _named(words: str, names: Mapping[str, str]) -> str:
    """Put ``${name}`` back where a path came in."""
    return re.sub(
        r"(?:/[\w.\-]+)+", lambda m: f"${{{names[m[0]]}}}" if m[0] in names else m[0], words
    )


def _cycles(compiled: Sequence[tuple[Use, Expression]], schema: Schema) -> Iterator[Fault]:
    needs: dict[str, set[str]] = {}
    uses: dict[str, list[Use]] = {}
    for use, expression in compiled:
        if use.column in _ORDERED:
            inner = {each for each in expression.references if each.startswith(f"{use.at}/")}
            if inner:
                name = min(inner).rpartition("/")[2]
                at = use.entry
                yield at.fault("expression.own_question", use.column, "warning", name=name)
            needs.setdefault(use.at, set()).update(expression.references - inner)
            uses.setdefault(use.at, []).append(use)
            if expression.uses_own:
                needs[use.at].add(use.at)
    for path in schema.nodes:
        above = path.rpartition("/")[0]
        while above and above not in uses:
            above = above.rpartition("/")[0]
        if above:  # what is in a group that may vanish waits for the group
            needs.setdefault(path, set()).add(above)
    for cycle in graph.cycles(needs):
        stated = [use for path in cycle for use in uses.get(path, ())]
        if not stated:
            continue
        ring = " → ".join(f"${{{path.rpartition('/')[2]}}}" for path in (*cycle, cycle[0]))
        first = min(stated, key=lambda use: use.entry.number)
        places = ", ".join(
            f"{use.entry.headers.get(use.column, use.column)} "
            f"${{{use.at.rpartition('/')[2]}}} ({use.entry.number})"
            for use in stated
        )
        yield first.entry.fault("expression.cycle", first.column, nodes=ring, columns=places)


# ---------------------------------------------------------------- before pyxform


def check_rows(draft: Draft) -> Iterator[Fault]:
    """Yield what is wrong with the expressions and references as the author wrote them."""
    schema = rows_schema(draft)
    known = {*draft.outline.names, "instanceID"}
    uses: list[Use] = []
    paths = {path.rpartition("/")[2]: path for path in schema.nodes if path}
    for item in draft.outline.items:
        for column in (*EXPRESSIONS, "default"):
            cell = item.entry.get(column)
            if not cell or _CONSTANT.fullmatch(cell.strip()):
                continue
            if column == "default" and not _DYNAMIC.search(cell):
                continue
            faults = list(_references(item.entry, column, cell, draft, known))
            yield from faults
            if not faults and column != "default":
                uses += _use(item, column, cell, paths, schema)
        if trigger := item.entry.get("trigger"):
            yield from _references(item.entry, "trigger", trigger, draft, known)
        yield from _texts(item.entry, draft, known)
    for entry in draft.choices:
        if entry:
            yield from _texts(entry, draft, known)
    if draft.settings and (cell := draft.setting("instance_name")):
        yield from _references(draft.settings, "instance_name", cell, draft, known)
    yield from check(uses, schema)


def _texts(entry: Entry, draft: Draft, known: set[str]) -> Iterator[Fault]:
    for column, texts in entry.texts.items():
        for language, text in texts.items():
            if "${" in text:
                yield from _references(entry, f"{column}::{language}", text, draft, known)


def _references(
    entry: Entry, column: str, cell: str, draft: Draft, known: set[str]
) -> Iterator[Fault]:
    for found in REFERENCE.finditer(cell):
        name = _NAME.fullmatch(found["inner"])
        if not name or not found[0].endswith("}"):
            yield entry.fault("reference.malformed", column, words=found[0])
        elif name["name"] not in known:
            near = meant(name["name"], known)
            yield entry.fault(
                "reference.unknown", column, words=found[0], name=name["name"], near=near
            )
        elif len(draft.outline.names.get(name["name"], ())) > 1:
            yield entry.fault("reference.ambiguous", column, words=found[0], name=name["name"])


def _use(
    item: Item, column: str, cell: str, paths: Mapping[str, str], schema: Schema
) -> Iterator[Use]:
    at = item.path

    def path(found: re.Match[str]) -> str:
        name = _NAME.fullmatch(found["inner"])
        if name is None or name["last"]:
            return "''"
        return f" /{schema.root}/{paths[name['name']]} "

    source = REFERENCE.sub(path, cell)
    if column == "choice_filter":
        name = list_name(item)
        if name not in schema.instances:
            return
        source = f"instance('{name}')/root/item[{source}]"
    if column == "calculation" and item.entry.get("trigger"):
        column = "calculation "  # set when its trigger changes: it may look at itself
    parts = at.split("/")  # a name that cannot be used may hold a slash
    if all("/".join(parts[: end + 1]) in schema.nodes for end in range(len(parts))):
        yield Use(at=at, column=column, source=source, entry=item.entry)


def list_name(item: Item) -> str:
    """Return the name of the secondary instance that a select takes its choices from."""
    if item.type.source == "file":
        return item.type.list.rpartition(".")[0]
    return item.type.list if item.type.source != "repeat" else ""


def rows_schema(draft: Draft) -> Schema:
    """Return the tree as pyxform will make it of the rows."""
    nodes = [
        Node(path="meta", kind="group"),
        Node(path="meta/instanceID", kind="value"),
        Node(path="meta/instanceName", kind="value"),
    ]
    for item in draft.outline.items:
        if item.kind == "value":
            nodes.append(Node(path=item.path, kind="value", type=item.type.bind))
        else:
            nodes.append(Node(path=item.path, kind="repeat" if item.kind == "repeat" else "group"))
        if item.type.other:
            nodes.append(Node(path=f"{item.path}_other", kind="value"))
        if item.entry.get("repeat_count"):
            nodes.append(Node(path=f"{item.path}_count", kind="value"))
    return Schema(nodes, instances=tables(draft), lenient=not draft.strict)


def tables(draft: Draft) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each list; a list in a file of its own has none that are known."""
    found: dict[str, list[dict[str, str]]] = {}
    entries = filter(None, (*draft.survey, *draft.choices, draft.settings))
    if any("${last-saved#" in text for entry in entries for text in _cells(entry)):
        found["__last-saved"] = []
    for item in draft.outline.items:
        if item.type.source == "external":
            found[list_name(item)] = []
    found |= {name: [] for name in draft.beside.absent if not name.startswith("search:")}
    found |= {
        name: [dict(row) for row in rows]
        for name, rows in draft.beside.tables.items()
        if not name.startswith("search:")
    }
    found |= {
        name: [{**each.row, "name": each.name, "label": ""} for each in choices]
        for name, choices in searched(draft).items()
    }
    for name, rows in draft.lists.items():
        columns = {column: "" for row in rows for column in extra(row)}
        found[name] = [
            {"label": "", "itextId": "", **columns, **extra(row), "name": row.get("name")}
            for row in rows
        ]
    return found


def searched(draft: Draft) -> dict[str, list[searching.Found]]:
    """Return the choices of each search whose file is there, by the name of their list."""
    found: dict[str, list[searching.Found]] = {}
    for item in draft.outline.items:
        search = searching.read(item.entry.get("appearance"))
        if search and search.table in draft.beside.tables and item.type.list in draft.lists:
            rows = draft.beside.tables[search.table]
            choices = searching.choices(rows, draft.lists[item.type.list])
            found[searching.list_of(search, item.type.list)] = [*choices]
    return found


def _cells(entry: Entry) -> Iterator[str]:
    yield from entry.values.values()
    for texts in entry.texts.values():
        yield from texts.values()


def extra(choice: Entry) -> dict[str, str]:
    """Return the columns of a choice that a choice_filter may compare."""
    return {
        column: choice.get(column)
        for column in choice.values
        if column not in ("list_name", "name") and ELEMENT.fullmatch(column)
    }
