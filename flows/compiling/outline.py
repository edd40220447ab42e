"""The tree that the survey's rows describe: groups, repeats and questions with their paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.compiling import types
from flows.compiling.entries import Entry
from flows.compiling.faults import Fault
from flows.compiling.types import Type

_SETTINGS = ("form_title", "set_form_title", "form_id", "set_form_id", "prefix")
"""Types that old forms use to write a setting into the survey."""
_YES = ("yes", "true", "true()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row that has a place in the tree.

    Attributes:
        path: Below the root: ``person/full_name``.
        position: Which row it is for pyxform, from 2; some of its names are made of that.
    """

    entry: Entry
    path: str
    name: str
    type: Type
    position: int

    @property
    def kind(self) -> str:
        """``group``, ``repeat``, ``loop`` or ``value``."""
        return self.type.name[6:] if self.type.name.startswith("begin_") else "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The rows of a survey in their tree.

    Attributes:
        items: In the order of the rows; what opens a group comes before what is in it.
        faults: What is wrong with the edges of groups.
        names: Each name to the paths that bear it.
    """

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    names: Mapping[str, tuple[str, ...]]


def outline(rows: Iterable[Entry | None]) -> Outline:
    """Return the tree of the rows; None stands for a blank row."""
    items: list[Item] = []
    faults: list[Fault] = []
    opened: list[Item] = []
    for position, entry in enumerate(rows, 2):
        if entry is None or entry.get("disabled").lower() in _YES or not _matters(entry):
            continue
        kind = types.read(entry.get("type"))
        if kind.name.startswith("end_"):
            faults += _close(opened, entry, kind.name[4:])
            continue
        name = _name(entry, kind, position)
        parent = "/".join(each.name for each in opened)
        path = "meta/audit" if kind.name == "audit" else f"{parent}/{name}".strip("/")
        item = Item(entry=entry, path=path, name=name, type=kind, position=position)
        items.append(item)
        if item.kind != "value":
            opened.append(item)
    faults += [
        each.entry.fault("group.unclosed", "type", kind=each.kind, name=each.name)
        for each in opened
    ]
    names: dict[str, tuple[str, ...]] = {}
    for item in items:
        names[item.name] = (*names.get(item.name, ()), item.path)
    return Outline(items=tuple(items), faults=tuple(faults), names=names)


def _matters(entry: Entry) -> bool:
    if entry.get("type").lower() in _SETTINGS:
        return False
    return bool(entry.get("type") or entry.get("name") or entry.texts.get("label"))


def _name(entry: Entry, kind: Type, position: int) -> str:
    if kind.name == "audit":
        return "audit"
    if not entry.get("name") and kind.name == "note":
        return f"generated_note_name_{position}"
    return entry.get("name")


def _close(opened: list[Item], entry: Entry, kind: str) -> Iterator[Fault]:
    if not opened:
        yield entry.fault("group.unopened", "type", kind=kind)
        return
    last = opened.pop()
    if last.kind != kind:
        yield entry.fault(
            "group.crossed",
            "type",
            kind=kind,
            other=last.kind,
            name=last.name,
            first=last.entry.number,
        )
