"""The tables of ``tests/data/typed``: what people type, and how it is to be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import understanding
from flows.understanding import Option, Outcome

FOLDER = Path(__file__).parents[2] / "data" / "typed"
NOW = dt.datetime(2026, 11, 22, 10)  # noqa: DTZ001  # local time, a Sunday, 1 Azar 1405


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Answers that are read alike."""

    type: str
    language: str
    options: tuple[Option, ...]
    expected: str
    typed: Sequence[str]
    number: int

    def __str__(self) -> str:
        return f"{self.type} {self.language} {self.expected} line {self.number}"


def lines() -> Iterator[Line]:
    """Yield every line of every table."""
    for file in sorted(FOLDER.glob("*.txt")):
        yield from _lines(file)


def _lines(file: Path) -> Iterator[Line]:
    language, listed, closed = "", list[Option](), False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            language, listed = line[2:], []
        elif line.startswith("@"):
            listed = [] if closed else listed
            name, _, label = line[1:].partition(" = ")
            listed, closed = [*listed, Option(name=name, labels=(label,))], False
        elif line and not line.startswith("//"):
            closed = True
            expected, _, typed = line.partition(" = ")
            yield Line(
                type=file.stem,
                language=language,
                options=tuple(listed),
                expected=expected,
                typed=typed.split(" | "),
                number=number,
            )


def read(line: Line, typed: str) -> Outcome[Any]:
    """Return how an answer is read."""
    return READERS[line.type](typed, line)


def value(line: Line, written: str) -> object:
    """Return what the table writes, as the type keeps it."""
    if line.type == "integer":
        return int(written)
    if line.type == "decimal":
        number = float(written)
        return int(number) if number.is_integer() else number
    return written


READERS: Mapping[str, Callable[[str, Line], Outcome[Any]]] = {
    "integer": lambda typed, line: understanding.number(typed, line.language, whole=True),
    "decimal": lambda typed, line: understanding.number(typed, line.language, whole=False),
    "date": lambda typed, line: understanding.date(typed, line.language, now=NOW),
    "time": lambda typed, line: understanding.time(typed, line.language),
    "yes_no": lambda typed, line: understanding.yes_no(typed, line.language),
    "intent": lambda typed, line: understanding.asked_for(typed, line.language),
    "phone": lambda typed, line: understanding.phone_by_language(typed, line.language),
    "choice": lambda typed, line: understanding.choice(
        typed, line.options, line.language, many=False
    ),
}
