"""Copies of frozen dataclasses, at a fraction of what ``dataclasses.replace`` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def changed(item: T, **changes: Any) -> T:
    """Return a copy of a frozen dataclass with slots, some fields changed.

    As ``dataclasses.replace``, at a sixth of its cost: a turn makes many such copies.
    """
    cls = type(item)
    places, read, writers = fields_of(cls)  # type: ignore[arg-type]
    values = [*read(item)]
    for name, value in changes.items():
        values[places[name]] = value
    copy = object.__new__(cls)
    for write, value in zip(writers, values, strict=True):
        write(copy, value)
    return copy


def alter(item: object, **changes: Any) -> None:
    """Change a frozen object in place: for a copy made by :func:`changed` and still one's own."""
    for name, value in changes.items():
        object.__setattr__(item, name, value)


@cache
def fields_of(cls: type) -> tuple[Mapping[str, int], Callable[[Any], Any], Sequence[Any]]:
    """Return the place of each field, what reads them all, and what writes each."""
    names: Sequence[str] = cls.__slots__  # type: ignore[attr-defined]
    places = {name: place for place, name in enumerate(names)}
    return places, attrgetter(*names), tuple(getattr(cls, name).__set__ for name in names)
