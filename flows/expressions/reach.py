"""Nodes of the answers that a path reaches."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flows.expressions import tree
from flows.expressions.context import Context, Frame
from flows.expressions.nodes import Found
from flows.expressions.paths import Level, Place, locate
from flows.expressions.scope import Maker, Run, Scope, argument_error
from flows.expressions.values import Value, reader
from flows.expressions.walking import entry_key, kept_keys


def places(make: Maker, term: tree.Path, scope: Scope) -> list[Place]:
    """Return where a path leads, and note that it is looked at."""
    if isinstance(term.start, tree.Call):
        if term.start.name != "current":
            raise argument_error(term.start, "The path must be one of the form, not of a list.")
        call_current(make, term.start)
        anchor = make.at
    else:
        anchor = scope.path
    absolute = term.start == "root"
    places = locate(make.schema, term.steps, anchor=anchor, absolute=absolute)
    for place in places:
        note(make, place, keyed=scope.keyed and not isinstance(term.start, tree.Call))
    return places


def call_current(make: Maker, call: tree.Call) -> None:
    """Note ``current()``, and refuse arguments."""
    make.functions.add("current")
    if call.args:
        raise argument_error(call, "current() takes no arguments.")


def note(make: Maker, place: Place, *, keyed: bool) -> None:
    """Note what a place makes the expression depend on."""
    repeats = make.schema.repeats(place.path) if place.path else []
    free = repeats[place.bound :]
    make.references |= set(free)
    if place.path == make.at and not free and not keyed:
        make.own = True
    else:
        make.references.add(place.path)


def single(make: Maker, place: Place, source: Callable[[Context], str]) -> Run | None:
    """Return the value of a place that can only be one node, or None."""
    node = make.schema.nodes[place.path]
    repeats = make.schema.repeats(place.path) if place.path else []
    if len(repeats) != place.bound or any(level.predicates for level in place.levels):
        return None
    if node.kind != "value":
        return lambda ctx: ""
    read = reader(node.type)
    if not repeats:
        key = place.path
        if key != make.at:
            return lambda ctx: read(ctx.values.get(key), ctx.now.tzinfo)
        return lambda ctx: read(ctx.stored(key), ctx.now.tzinfo)
    depth, tail = len(repeats), place.path[len(repeats[-1]) :]

    def run(ctx: Context) -> Value:
        entry = entry_key(source(ctx), depth)
        return "" if entry is None else read(ctx.stored(entry + tail), ctx.now.tzinfo)

    return run


def find(
    make: Maker, place: Place, source: Callable[[Context], str], scope: Scope
) -> Callable[[Context], Found]:
    """Return the function that finds all nodes of a place."""
    make.walks = True
    node = make.schema.nodes[place.path]
    read, repeat = reader(node.type), node.kind in ("repeat", "root")
    repeats = [
        at
        for at, level in enumerate(place.levels)
        if make.schema.nodes[level.path].kind == "repeat"
    ]
    start = repeats[place.bound - 1] + 1 if place.bound else 0
    stages = [stage(make, level, scope) for level in place.levels]
    bound = place.bound

    def run(ctx: Context) -> Found:
        inner = cast(Frame, ctx)
        entry = entry_key(source(ctx), bound) if bound else ""
        keys = [entry or ""]
        for stage in stages[start:] if entry else stages:
            keys = [found for key in keys for found in stage(inner, key)]
            inner.budget.spend(len(keys))
        if not repeat and ctx.relevant is not None:
            keys = [key for key in keys if key in ctx.relevant]
        return Found(keys, ctx, read)

    return run


def stage(make: Maker, level: Level, scope: Scope) -> Callable[[Frame, str], list[str]]:
    """Return the function from a key to the keys one level below."""
    name, repeat = level.path.rpartition("/")[2], make.schema.nodes[level.path].kind == "repeat"
    inner = replace(scope, path=level.path, keyed=True, instance=None, column=None, inner=True)
    tests = [make.value(term, inner) for term in level.predicates]

    def run(ctx: Frame, key: str) -> list[str]:
        below = f"{key}/{name}" if key else name
        found = [f"{below}[{entry}]" for entry in ctx.entries(below)] if repeat else [below]
        for test in tests:
            found = kept_keys(ctx, test, found)
        return found

    return run
