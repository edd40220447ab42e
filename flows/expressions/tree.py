"""The shape of a parsed expression."""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """``18``."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """``'yes'``, without its quotes."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """``count-selected(.)``."""

    name: str
    args: "tuple[Term, ...]"
    offset: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a name, ``*``, ``.`` or ``..``, and what must hold there."""

    name: str
    predicates: "tuple[Term, ...]"
    offset: int


@dataclass(frozen=True, slots=True)
class Path:
    """``/data/age`` (start ``root``), ``../age`` (``here``), ``instance('x')/root`` (a call)."""

    start: Literal["root", "here"] | Call
    steps: tuple[Step, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Chain:
    """``a + b - c``: operators of one rank, applied from the left."""

    first: "Term"
    rest: "tuple[tuple[str, Term], ...]"


@dataclass(frozen=True, slots=True)
class Negative:
    """``- a``, as often as there are signs."""

    signs: int
    term: "Term"


@dataclass(frozen=True, slots=True)
class Union:
    """``/data/a | /data/b``."""

    parts: "tuple[Term, ...]"


Term: TypeAlias = Number | Text | Call | Path | Chain | Negative | Union
"""Any of them."""
