"""Operators: ``or``, ``and``, ``=``, ``<``, ``+``, ``*``, ``|``."""

import operator
from collections.abc import Callable, Mapping, Sequence

from flows.expressions import tree
from flows.expressions.context import Context
from flows.expressions.functions.numbers import divide, modulo
from flows.expressions.nodes import Found, Listed, Rows
from flows.expressions.scope import Maker, Run, Scope
from flows.expressions.values import Scalar, Value, equal, number

_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divide,
    "mod": modulo,
}
_ORDER: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def chain(make: Maker, term: tree.Chain, scope: Scope) -> Run:
    """Return ``a sign b sign c …``, all signs being of one rank."""
    first, rest = term.first, term.rest
    sign = rest[0][0]
    if sign in ("and", "or"):
        return junction(make, sign, [first, *(other for _, other in rest)], scope)
    if len(rest) == 1 and sign in _ORDER:
        return comparison(make, sign, first, rest[0][1], scope)
    if sign in _ARITHMETIC:
        start = make.number(first, scope)
        sums = [(_ARITHMETIC[each], make.number(other, scope)) for each, other in rest]
        return _calculated(start, sums)
    left = make.value(first, scope)
    for each, other in rest:
        left = _compared(each, left, make.value(other, scope))
    return left


def junction(make: Maker, sign: str, terms: Sequence[tree.Term], scope: Scope) -> Run:
    """Return ``a and b`` or ``a or b``; what settles the matter ends it."""
    parts = [make.truth(term, scope) for term in terms]
    if len(parts) == 2:
        one, other = parts
        if sign == "and":
            return lambda ctx: one(ctx) and other(ctx)
        return lambda ctx: one(ctx) or other(ctx)
    if sign == "and":
        return lambda ctx: all(part(ctx) for part in parts)
    return lambda ctx: any(part(ctx) for part in parts)


def comparison(make: Maker, sign: str, left: tree.Term, right: tree.Term, scope: Scope) -> Run:
    """Return ``a < b``, as numbers; most have a number written out on the right."""
    test, found = _ORDER[sign], make.value(left, scope)
    if isinstance(right, tree.Number):
        constant = right.value
        return lambda ctx: test(number(found(ctx)), constant)
    other = make.value(right, scope)
    return lambda ctx: test(number(found(ctx)), number(other(ctx)))


def union(make: Maker, term: tree.Union, scope: Scope) -> Run:
    """Return ``a | b``."""
    runs = [make.nodes(part, scope, "|", 0) for part in term.parts]

    def run(ctx: Context) -> Value:
        found: dict[object, Scalar] = {}
        for each in runs:
            nodes = each(ctx)
            if isinstance(nodes, Found):
                found |= zip(nodes.keys, nodes.values(), strict=True)
            elif isinstance(nodes, (Rows, Listed)):
                found |= {object(): value for value in nodes.values()}
        return Listed(list(found.values()))

    return run


def _calculated(
    start: Callable[[Context], float],
    rest: Sequence[tuple[Callable[[float, float], float], Callable[[Context], float]]],
) -> Run:
    if len(rest) == 1:
        apply, other = rest[0]
        return lambda ctx: apply(start(ctx), other(ctx))

    def run(ctx: Context) -> Value:
        total = start(ctx)
        for apply, other in rest:
            total = apply(total, other(ctx))
        return total

    return run


def _compared(sign: str, left: Run, right: Run) -> Run:
    if sign == "=":
        return lambda ctx: equal(left(ctx), right(ctx))
    if sign == "!=":
        return lambda ctx: not equal(left(ctx), right(ctx))
    test = _ORDER[sign]
    return lambda ctx: test(number(left(ctx)), number(right(ctx)))
