"""Counting, adding and ordering what a path found."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from flows.expressions.chance import Source
from flows.expressions.context import Context
from flows.expressions.functions.numbers import whole
from flows.expressions.functions.signature import Function
from flows.expressions.nodes import Found, Listed, Rows
from flows.expressions.values import NAN, Scalar, Value, number, scalar, text, truth

T = TypeVar("T")
_MODULUS = 2**31 - 1


def spread(args: Sequence[Value]) -> list[Scalar]:
    """Return the values of nodes that stand alone, or each argument as one value."""
    if len(args) == 1 and isinstance(args[0], (Found, Rows, Listed)):
        return list(args[0].values())
    return [scalar(value) for value in args]


def _numbers(args: Sequence[Value]) -> list[float]:
    return [found for value in spread(args) if (found := number(value)) == found]


def _count(nodes: Value) -> float:
    return float(len(nodes)) if isinstance(nodes, (Found, Rows, Listed)) else 0.0


def _checklist(least: Value, most: Value, *factors: Value) -> bool:
    """Return whether so many are true; a negative bound is none."""
    low, high, true = whole(least), whole(most), sum(map(truth, spread(factors)))
    too_few, too_many = low >= 0 and true < low, high >= 0 and true > high
    return not too_few and not too_many


def _weighted(least: Value, most: Value, *pairs: Value) -> bool:
    if len(pairs) == 2:
        factors, weights = spread(pairs[:1]), spread(pairs[1:])
    else:
        factors, weights = spread(pairs[::2]), spread(pairs[1::2])
    both = zip(factors, weights, strict=False)
    weight = sum(number(weight) for factor, weight in both if truth(factor))
    return number(least) <= weight <= number(most)


def _randomize(ctx: Context, nodes: Value, *seed: Value) -> Value:
    """Return the nodes in another order, with a seed always in the same."""
    order = _Shuffle(_seed(seed[0])) if seed else ctx.random
    match nodes:
        case Found():
            return replace(nodes, keys=_shuffled(nodes.keys, order))
        case Rows():
            return replace(nodes, rows=_shuffled(nodes.rows, order))
        case Listed():
            return Listed(_shuffled(nodes.listed, order))
    return nodes


def _shuffled(items: Sequence[T], order: "_Shuffle | Source") -> list[T]:
    """Return the items as Fisher and Yates mix them, from the first on, as in JavaRosa."""
    mixed: list[T] = []
    for item in items:
        chosen = int(order.random() * (len(mixed) + 1))
        mixed.append(item)
        mixed[-1], mixed[chosen] = mixed[chosen], item
    return mixed


def _seed(value: Value) -> int:
    """Return the seed that a number or, by its digest, a text means."""
    found = number(value)
    if math.isfinite(found):
        return int(found)
    if not text(value):
        return 0
    digest = hashlib.sha256(text(value).encode(errors="replace")).digest()
    return int.from_bytes(digest[:8], signed=True)


class _Shuffle:
    """Park and Miller's generator (https://getodk.github.io/xforms-spec/#fn:randomize)."""

    def __init__(self, seed: int) -> None:
        self.state = int(math.fmod(seed, _MODULUS))
        if self.state <= 0:
            self.state += _MODULUS - 1

    def random(self) -> float:
        """Return the next number from 0 to below 1."""
        self.state = self.state * 16807 % _MODULUS
        return (self.state - 1) / (_MODULUS - 1)


def _filled(nodes: Value) -> float:
    return float(sum(text(value) != "" for value in spread([nodes])))


FUNCTIONS: Mapping[str, Function] = {
    "count": Function(least=1, most=1, run=_count, of_nodes=True),
    "count-non-empty": Function(least=1, most=1, run=_filled, of_nodes=True),
    "sum": Function(least=1, most=1, run=lambda it: float(sum(_numbers([it]))), of_nodes=True),
    "max": Function(least=0, most=None, run=lambda *args: max(_numbers(args), default=NAN)),
    "min": Function(least=0, most=None, run=lambda *args: min(_numbers(args), default=NAN)),
    "checklist": Function(least=2, most=None, run=_checklist),
    "weighted-checklist": Function(least=2, most=None, step=2, run=_weighted),
    "randomize": Function(least=1, most=2, run=_randomize, with_context=True, of_nodes=True),
}
