"""Loops: the same questions for each choice of a list, in a group that bears the choice's name.

Older than repeats, in no documentation any more and still in forms
(https://github.com/XLSForm/pyxform, ``builder.py``: _create_loop_from_dict). The words of the
choice come in the place of ``%(label)s`` and ``%(name)s``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.compiling.entries import Entry
from flows.compiling.outline import Item
from flows.compiling.types import Type
from flows.compiling.wording import Wording, Words

_PLACE = re.compile(r"%\((name|label)\)s|%%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looped(Item):
    """A question once more, for a choice; or the group of the choice itself.

    Attributes:
        choice: The choice that it is for.
        of: The question as it stands in the sheet; None for the group.
    """

    choice: Entry
    of: Item | None


def words(item: Item, column: str, wording: Wording) -> Words:
    """Return what a row says in each language, with the words of the choice in their place."""
    if not isinstance(item, Looped):
        return wording.question(item.entry, item.name, column)
    labels = wording.choice(item.choice)
    if item.of is None:
        return wording.choice(item.choice, column)
    name = item.choice.get("name")
    anyhow = next(iter(labels.values()), name)
    said = words(item.of, column, wording)
    return {code: _filled(text, name, labels.get(code, anyhow)) for code, text in said.items()}


def unfolded(items: Sequence[Item], lists: Mapping[str, Sequence[Entry]]) -> list[Item]:
    """Return the items with each loop's questions once a choice, as they are in the XForm."""
    found: list[Item] = []
    skipped = ""
    for item in items:
        if skipped and item.path.startswith(skipped):
            continue
        found.append(item)
        if item.kind == "loop":
            skipped = f"{item.path}/"
            inner = [each for each in items if each.path.startswith(skipped)]
            for choice in lists.get(item.type.list, ()):
                if choice.get("name") != "none":  # pyxform leaves it out
                    found += unfolded([*_group(item, inner, choice)], lists)
    return found


def _group(loop: Item, inner: Sequence[Item], choice: Entry) -> Iterator[Item]:
    """Yield the group of a choice and what is in it; an inner loop has words of its own."""
    name = choice.get("name")
    top = f"{loop.path}/{name}"
    group = Type(name="begin_group")
    at = loop.position
    yield Looped(entry=choice, path=top, name=name, type=group, position=at, choice=choice, of=None)
    loops = tuple(f"{each.path}/" for each in inner if each.kind == "loop")
    for item in inner:
        path = f"{top}{item.path[len(loop.path) :]}"
        if item.path.startswith(loops):
            yield replace(item, path=path)
            continue
        yield Looped(
            entry=_entry(item.entry, name),
            path=_filled(path, name, name),
            name=_filled(item.name, name, name),
            type=item.type,
            position=item.position,
            choice=choice,
            of=item,
        )


def _entry(entry: Entry, name: str) -> Entry:
    values = {column: _filled(text, name, name) for column, text in entry.values.items()}
    return replace(entry, values=values)


def _filled(text: str, name: str, label: str) -> str:
    """Return the text with the choice's words; two percent signs are one."""
    said = {"name": name, "label": label}
    return _PLACE.sub(lambda found: said[found[1]] if found[1] else "%", text)
