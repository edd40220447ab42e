"""Compares the messages in the code with the catalogues: ``python -m locales.extract``.

A message is found where it is said: in ``catalogue.text("…")``, ``.plural("…", "…")`` and
``mark("…")``, also through a constant or a table of the code. A catalogue entry is stale when no
string of the code is its English source.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from babel.messages.pofile import read_po

from locales.text import LANGUAGES

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "flows", "locales")

Constants: TypeAlias = Mapping[str, ast.expr]
"""What the names at the top of a module stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A message in the code; a plural one has both of its English forms."""

    path: Path
    line: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All modules that may say something, parsed."""

    trees: Mapping[Path, ast.Module]

    @classmethod
    def read(cls, root: Path = ROOT) -> Source:
        """Return the modules of a project."""
        return cls(
            trees={
                path.relative_to(root): ast.parse(path.read_text("utf-8"), filename=str(path))
                for package in PACKAGES
                for path in sorted((root / package).rglob("*.py"))
            }
        )

    def uses(self) -> Iterator[Use]:
        """Yield every message that is said, as often as it is said."""
        everywhere: dict[str, ast.expr] = {}
        for tree in self.trees.values():
            everywhere.update(_constants(tree))
        for path, tree in self.trees.items():
            known = everywhere | _constants(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    for forms in _said(node, known):
                        yield Use(path=path, line=node.lineno, forms=forms)

    def strings(self) -> frozenset[str]:
        """Return every string in the code."""
        return frozenset(
            node.value
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


def missing(source: Source, root: Path = ROOT) -> list[str]:
    """Return a line for each message that a catalogue lacks."""
    said = list(source.uses())
    return [
        f"{use.path}:{use.line}  missing in {language}: {use.forms[0]!r}"
        for language in LANGUAGES
        for translated in [_translated(_po(root, language))]
        for use in said
        if use.forms not in translated
    ]


def stale(source: Source, root: Path = ROOT) -> list[str]:
    """Return a line for each entry of a catalogue that nothing says any more."""
    strings = source.strings()
    return [
        f"{po.relative_to(root)}:{line}  stale: {forms[0]!r}"
        for po in (_po(root, language) for language in LANGUAGES)
        for forms, line in _translated(po).items()
        if forms[0] not in strings
    ]


def main() -> int:
    """Write what is missing or stale in this project, one a line; 1 when anything is."""
    source = Source.read()
    found = missing(source) + stale(source)
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


def _said(call: ast.Call, known: Constants) -> Iterator[tuple[str, ...]]:
    match call:
        case ast.Call(func=ast.Attribute(attr="plural"), args=[one, many, _]):
            yield from zip(_texts(one, known), _texts(many, known), strict=False)
        case ast.Call(func=ast.Attribute(attr="text") | ast.Name(id="mark"), args=[message]):
            yield from ((text,) for text in _texts(message, known))


def _texts(argument: ast.expr, known: Constants) -> Iterator[str]:
    """Yield the strings that an expression may be, as far as that can be read."""
    match argument:
        case ast.Constant(value=str() as value):
            yield value
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in known:
            yield from _texts(known[name], {})
        case ast.IfExp(body=body, orelse=other):
            yield from _each((body, other), known)
        case ast.Dict(values=values) | ast.BoolOp(values=values):
            yield from _each(values, known)
        case ast.Subscript(value=table):
            yield from _texts(table, known)
        case ast.Call(func=ast.Attribute(attr="get", value=table), args=[_, *default]):
            yield from _each((table, *default), known)


def _each(arguments: Sequence[ast.expr], known: Constants) -> Iterator[str]:
    for argument in arguments:
        yield from _texts(argument, known)


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
    return found


def _po(root: Path, language: str) -> Path:
    return root / "locales" / language / "LC_MESSAGES" / "rafiq.po"


def _translated(po: Path) -> dict[tuple[str, ...], int]:
    """Return the finished entries of a catalogue and the line of each."""
    with po.open("rb") as lines:
        return {
            _forms(message.id): message.lineno or 0
            for message in read_po(lines)
            if message.id and not message.fuzzy and all(_forms(message.string))
        }


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


if __name__ == "__main__":
    sys.exit(main())
