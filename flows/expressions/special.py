"""Functions that look at the form, or at the way their arguments are written."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import cast

import re2

from flows.expressions import reach, tree
from flows.expressions.context import Context, Frame
from flows.expressions.errors import ExpressionError
from flows.expressions.nodes import Found, Listed, Rows, index
from flows.expressions.parse import parse
from flows.expressions.scope import Maker, Run, Scope, argument_error
from flows.expressions.values import Value, blank, number, reader, scalar, text
from flows.expressions.walking import ordinal, source_of


def choose(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return ``if(test, then, otherwise)``."""
    test = make.truth(term.args[0], scope)
    then, otherwise = (make.value(arg, scope) for arg in term.args[1:])
    return lambda ctx: then(ctx) if test(ctx) else otherwise(ctx)


def coalesce(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return the first argument, or the second if the first is blank."""
    first, second = (make.value(arg, scope) for arg in term.args)

    def run(ctx: Context) -> Value:
        found = scalar(first(ctx))
        return second(ctx) if blank(found) else found

    return run


def once(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return what the node holds already, or else the argument."""
    read, first = reader(make.schema.nodes[make.at].type), make.value(term.args[0], scope)

    def run(ctx: Context) -> Value:
        held = read(ctx.stored(ctx.at), ctx.now.tzinfo)
        return first(ctx) if blank(held) else held

    return run


def regex(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return whether the whole text matches, in RE2's language."""
    words, pattern = make.value(term.args[0], scope), term.args[1]
    if isinstance(pattern, tree.Text):
        test = _pattern(pattern.value)
        if test is None:
            error = ExpressionError(
                "expression.regex",
                pattern.value,
                pattern.offset,
                "The regular expression cannot be read, so every answer matches it.",
                "Look-ahead, look-behind and back references are not supported (RE2).",
            )
            make.doubt(error)
            return lambda ctx: True
        matches = test
        return lambda ctx: matches(text(words(ctx)))
    made = make.value(pattern, scope)

    def run(ctx: Context) -> Value:
        test = _pattern(text(made(ctx)))
        return test is not None and test(text(words(ctx)))

    return run


def position(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return the place among its like, from 1; of no node 0."""
    if term.args:
        nodes = make.nodes(term.args[0], scope, "position", term.offset)
        return lambda ctx: _place(ctx, nodes(ctx))
    if scope.inner:
        return lambda ctx: float(cast(Frame, ctx).position)
    return lambda ctx: float(ordinal(ctx, ctx.at))


def last(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return how many are alike."""
    if scope.inner:
        return lambda ctx: float(cast(Frame, ctx).size)
    return lambda ctx: 1.0


def choice_name(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return the label of a choice of a question, whose path is a text."""
    value, path = make.value(term.args[0], scope), term.args[1]
    if not isinstance(path, tree.Text):
        raise argument_error(term, "The second argument must be a question in quotation marks.")
    words = parse(path.value)
    places = reach.places(make, words, scope) if isinstance(words, tree.Path) else []
    if len(places) != 1:
        raise argument_error(term, "The second argument must name one question.")
    question = places[0].path
    return lambda ctx: ctx.choice_name(text(value(ctx)), question)


def indexed_repeat(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return a node of the entry with this number: ``indexed-repeat(node, repeat, 2, …)``."""
    target, *others = (
        reach.places(make, arg, scope)[0].path if isinstance(arg, tree.Path) else None
        for arg in (term.args[0], *term.args[1::2])
    )
    repeats = make.schema.repeats(target) if target is not None else []
    if target is None or not all(other in repeats for other in others):
        raise argument_error(
            term, "The first argument must be a question, the second a repeat that holds it."
        )
    wanted = [make.number(arg, scope) for arg in term.args[2::2]]
    numbers = dict(zip(cast(list[str], others), wanted, strict=True))
    make.references |= {target, *repeats}
    read, tail = reader(make.schema.nodes[target].type), target[len(repeats[-1]) :]
    source = source_of(scope)

    def run(ctx: Context) -> Value:
        key, above, anchor = "", "", source(ctx)
        for repeat in repeats:
            key += repeat[len(above) :]
            ids, above = ctx.entries(key), repeat
            if repeat in numbers:
                at = number(numbers[repeat](ctx))
                place = max(1, int(max(0, min(at, 1e9)))) if at == at else 1
                if place > len(ids):
                    return ""
                key += f"[{ids[place - 1]}]"
            elif anchor.startswith(f"{key}["):
                key = anchor[: anchor.index("]", len(key)) + 1]
            elif ids:
                key += f"[{ids[0]}]"
        return read(ctx.stored(key + tail), ctx.now.tzinfo)

    return run


def pulldata(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Return one cell of a list, or blank: list, wanted column, key column, key."""
    args = [make.value(arg, scope) for arg in term.args]
    known = make.schema.instances
    if isinstance(term.args[0], tree.Text):
        make.instances.add(term.args[0].value)

    def run(ctx: Context) -> Value:
        name, column, by, key = (text(arg(ctx)) for arg in args)
        if ctx.pulldata is not None:
            return ctx.pulldata(name, column, by, key)
        rows = index(ctx.tables.get(name, known.get(name, ())), by).find(key)
        return rows[0].get(column, "") if rows else ""

    return run


def lonely(make: Maker, term: tree.Call, scope: Scope) -> Run:
    """Refuse ``instance('x')`` and ``current()`` without a path after them."""
    raise argument_error(term, "A path must follow {name}(…).")


def _place(ctx: Context, nodes: Value) -> float:
    if isinstance(nodes, Found):
        return float(ordinal(ctx, nodes.keys[0])) if nodes.keys else 0.0
    return float(bool(isinstance(nodes, (Rows, Listed)) and len(nodes)))


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> Callable[[str], bool] | None:
    """Return the test of a whole text against a regular expression; None if that is none."""
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except (re2.error, UnicodeError):
        return None

    def test(words: str) -> bool:
        try:
            return compiled.fullmatch(words) is not None
        except UnicodeError:
            return False

    return test


SPECIAL: Mapping[str, Callable[[Maker, tree.Call, Scope], Run]] = {
    "if": choose,
    "coalesce": coalesce,
    "once": once,
    "regex": regex,
    "position": position,
    "last": last,
    "jr:choice-name": choice_name,
    "indexed-repeat": indexed_repeat,
    "pulldata": pulldata,
    "instance": lonely,
    "current": lonely,
}
