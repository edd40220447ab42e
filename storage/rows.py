"""Small things that several aggregates share when they make parameters of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Row

T = TypeVar("T")

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row of any columns."""
Parameters: TypeAlias = list[dict[str, Any]]
"""What one ``executemany`` takes: a dictionary a row, all with the same keys."""


def chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Return the rows in pieces of at most ``size``."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
