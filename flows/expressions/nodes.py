"""Nodes that paths find: in the answers, in lists, or taken together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.expressions.context import Context
from flows.expressions.schema import Table
from flows.expressions.values import Read, Scalar, parse_number

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Nodes of the answers, by key."""

    keys: Sequence[str]
    ctx: Context
    read: Read

    def __len__(self) -> int:
        return len(self.keys)

    def values(self) -> list[Scalar]:
        """Return the value of each node."""
        ctx, zone = self.ctx, self.ctx.now.tzinfo
        return [self.read(ctx.stored(key), zone) for key in self.keys]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a list, or one element of each."""

    rows: Sequence[Row]
    column: str | None = None

    def __len__(self) -> int:
        if self.column is None:
            return len(self.rows)
        return sum(self.column in row for row in self.rows)

    def values(self) -> Sequence[Scalar]:
        """Return the text of the element in each row; a whole row has none."""
        if self.column is None:
            return [""] * len(self.rows)
        return [row[self.column] for row in self.rows if self.column in row]


@dataclass(frozen=True, slots=True)
class Listed:
    """Values of nodes, without the nodes."""

    listed: Sequence[Scalar]

    def __len__(self) -> int:
        return len(self.listed)

    def values(self) -> Sequence[Scalar]:
        """Return the values."""
        return self.listed


class Index:
    """The rows of a table by the text, or the number, in one column."""

    def __init__(self, table: Table, column: str) -> None:
        self.by_text: dict[str, list[Row]] = {}
        self.by_number: dict[float, list[Row]] = {}
        for row in table:
            if (words := row.get(column)) is not None:
                self.by_text.setdefault(words, []).append(row)
                if (value := parse_number(words)) == value:
                    self.by_number.setdefault(value, []).append(row)

    def find(self, value: str | float) -> list[Row]:
        """Return the rows whose column equals the value, as ``=`` has it."""
        if isinstance(value, str):
            return self.by_text.get(value, [])
        return self.by_number.get(value, [])


_TABLES: dict[int, tuple[Table, dict[str, Index]]] = {}
_MOST_TABLES = 256
_EMPTY = Index((), "")


def index(table: Table, column: str) -> Index:
    """Return the index over a column, made at its first use and kept while the table is in use."""
    if not table:
        return _EMPTY
    held = _TABLES.get(id(table))
    if held is None:
        while len(_TABLES) >= _MOST_TABLES:
            _TABLES.pop(next(iter(_TABLES)), None)
        held = _TABLES[id(table)] = (table, {})  # held, so that the id is nobody else's
    indexes = held[1]
    if column not in indexes:
        indexes[column] = Index(table, column)
    return indexes[column]
