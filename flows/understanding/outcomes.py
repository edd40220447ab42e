"""The three outcomes of reading what a person typed: certain, likely, or neither."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Generic[T]):
    """The reply has one certain meaning."""

    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Generic[T]):
    """The reply has likely meanings, to be asked back: one to four, likeliest first."""

    values: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The reply is no answer; the code says why (``number.not_whole``)."""

    code: str


Outcome: TypeAlias = Read[T] | Ask[T] | Refused

MOST_ASKED = 4


def ask(*values: T) -> Ask[T]:
    """Return the question back: the first four different values, likeliest first."""
    return Ask(values=tuple(dict.fromkeys(values))[:MOST_ASKED])
