"""Tables of typed answers: one line a language, answers and what they mean."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet

from flows.understanding import Ask, Read, Refused

T = TypeVar("T")


def rows(table: Mapping[str, Mapping[str, T]]) -> list[ParameterSet]:
    """Return a case for each answer of each language."""
    return list(_rows(table))


def _rows(table: Mapping[str, Mapping[str, T]]) -> Iterator[ParameterSet]:
    for language, answers in table.items():
        for typed, expected in answers.items():
            yield pytest.param(typed, language, expected, id=f"{language}: {typed}")


def listed(table: Mapping[str, Mapping[T, str]]) -> list[ParameterSet]:
    """Return a case for each phrase, where a meaning has many, separated by ``|``."""
    return [
        pytest.param(phrase.strip(), language, meaning, id=f"{language}: {phrase.strip()}")
        for language, meanings in table.items()
        for meaning, text in meanings.items()
        for phrase in text.split("|")
    ]


def outcome(expected: object) -> object:
    """Return the outcome a row means: a list asks, a dotted word refuses, the rest is read."""
    if isinstance(expected, list):
        return Ask(values=tuple(expected))
    if isinstance(expected, str) and _is_code(expected):
        return Refused(code=expected)
    return Read(value=expected)


def _is_code(text: str) -> bool:
    family, dot, _ = text.partition(".")
    return bool(dot) and family in FAMILIES


FAMILIES: Sequence[str] = (
    "number",
    "date",
    "time",
    "phone",
    "choice",
    "year",
    "yes_no",
    "name",
    "ice",
)
