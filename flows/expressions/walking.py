"""Going from node to node while an expression is evaluated."""

from collections.abc import Callable, Sequence
from typing import cast

from flows.expressions.context import Context, Frame, frame
from flows.expressions.nodes import Row
from flows.expressions.scope import Run, Scope
from flows.expressions.values import scalar


def source_of(scope: Scope) -> Callable[[Context], str]:
    """Return where the ids of the entries around a path are read."""
    if scope.keyed:
        return lambda ctx: cast(Frame, ctx).key
    return lambda ctx: ctx.at


def entry_key(key: str, depth: int) -> str | None:
    """Return the key as far as the entry of its nth repeat; None if it does not go so deep."""
    end = -1
    for _ in range(depth):
        end = key.find("]", end + 1)
        if end < 0:
            return None
    return key[: end + 1]


def ordinal(ctx: Context, key: str) -> int:
    """Return the place of a key among the entries of its repeat, from 1."""
    repeat, bracket, entry = key.rpartition("[")
    if not bracket or not key.endswith("]"):
        return 1
    ids = [str(each) for each in ctx.entries(repeat)]
    return ids.index(entry[:-1]) + 1 if entry[:-1] in ids else 0


def kept_keys(ctx: Frame, test: Run, keys: list[str]) -> list[str]:
    """Return the keys for which a predicate is true; a number or a text is not, as in Collect."""
    inner = frame(ctx)
    inner.budget.spend(len(keys))
    inner.size = len(keys)
    kept = []
    for inner.position, inner.key in enumerate(keys, 1):
        if scalar(test(inner)) is True:
            kept.append(inner.key)
    return kept


def kept_rows(ctx: Frame, test: Run, rows: Sequence[Row]) -> list[Row]:
    """Return the rows for which a predicate is true."""
    inner = frame(ctx)
    inner.budget.spend(len(rows))
    inner.size = len(rows)
    kept = []
    for inner.position, row in enumerate(rows, 1):
        inner.row = row
        if scalar(test(inner)) is True:
            kept.append(row)
    return kept
