"""Loops: the same questions for each choice of a list, in a group that bears the choice's name.

Older than repeats, in no documentation any more and still in forms
(https://github.com/XLSForm/pyxform, ``builder.py``: _create_loop_from_dict). The words of the
choice come in the place of ``%(label)s`` and ``%(name)s``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flows.compiling.entries import Entry
from flows.compiling.outline import Item
from flows.compiling.types import Type

_PLACE = re.compile(r"%\((name|label)\)s|%%")


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
    top = f"{loop.path}/{choice.get('name')}"
    group = Type(name="begin_group")
    yield replace(loop, entry=choice, path=top, name=choice.get("name"), type=group)
    loops = tuple(f"{each.path}/" for each in inner if each.kind == "loop")
    for item in inner:
        path = f"{top}{item.path[len(loop.path) :]}"
        if item.path.startswith(loops):
            yield replace(item, path=path)
            continue
        path, name = (_filled(each, choice, "") for each in (path, item.name))
        yield replace(item, entry=_entry(item.entry, choice), path=path, name=name)


def _entry(entry: Entry, choice: Entry) -> Entry:
    return replace(
        entry,
        values={column: _filled(text, choice, "") for column, text in entry.values.items()},
        texts={
            column: {language: _filled(text, choice, language) for language, text in said.items()}
            for column, said in entry.texts.items()
        },
    )


def _filled(text: str, choice: Entry, language: str) -> str:
    """Return the text with the choice's words, in the same language where it has any."""
    labels = choice.texts.get("label", {})
    label = labels.get(language) or next(iter(labels.values()), choice.get("name"))
    words = {"name": choice.get("name"), "label": label}
    return _PLACE.sub(lambda found: words[found[1]] if found[1] else "%", text)
