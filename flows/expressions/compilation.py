"""From the tree of an expression to one Python function of a context."""

import difflib
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, cast

import re2

from flows.expressions import tree
from flows.expressions.context import Context, Frame, frame
from flows.expressions.errors import ExpressionError
from flows.expressions.functions import FUNCTIONS
from flows.expressions.functions.dates import unknown_escape
from flows.expressions.functions.numbers import divide, modulo
from flows.expressions.nodes import Found, Listed, Row, Rows, index
from flows.expressions.parse import parse
from flows.expressions.paths import Level, Place, locate
from flows.expressions.schema import Schema
from flows.expressions.values import (
    Scalar,
    Value,
    blank,
    equal,
    number,
    reader,
    scalar,
    text,
    truth,
)

Run: TypeAlias = Callable[[Context], Value]
Keys: TypeAlias = Callable[[Context], list[str]]

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
_OF_CONTEXT = ("position", "last", "string-length", "normalize-space", "random", "uuid")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a relative path starts from.

    Attributes:
        path: The schema path of the node; in a list, of the node that the list is used at.
        keyed: Whether the key of that node is the frame's, not that of the expression.
        instance: The list whose row it is, if any.
        column: The element of that row, if any.
        inner: Whether it is a predicate.
    """

    path: str
    keyed: bool = False
    instance: str | None = None
    column: str | None = None
    inner: bool = False


class Compiler:
    """Makes functions of terms, and notes what they look at.

    Attributes:
        references: Schema paths that the result depends on, but for the expression's own node.
        own: Whether it looks at its own node.
        functions: The names of all functions in it.
        instances: The names of all lists in it.
        walks: Whether it looks at more nodes than it names.
    """

    def __init__(self, schema: Schema, at: str) -> None:
        self.schema = schema
        self.at = at
        self.references: set[str] = set()
        self.own = False
        self.functions: set[str] = set()
        self.instances: set[str] = set()
        self.walks = False

    def value(self, term: tree.Term, scope: Scope) -> Run:
        """Return the function that computes a term; nodes may stand for the value of the first."""
        match term:
            case tree.Number(value):
                return lambda ctx: value
            case tree.Text(words):
                return lambda ctx: words
            case tree.Negative(signs, inner):
                found = self.number(inner, scope)
                return (lambda ctx: -found(ctx)) if signs % 2 else found
            case tree.Chain(first, rest):
                return self.chain(first, rest, scope)
            case tree.Call():
                return self.call(term, scope)
            case tree.Path():
                return self.path(term, scope)
            case tree.Union(parts):
                return self.union(parts, scope)

    def number(self, term: tree.Term, scope: Scope) -> Callable[[Context], float]:
        """Return the function that computes a term as a number."""
        if isinstance(term, tree.Number):
            constant = term.value
            return lambda ctx: constant
        found = self.value(term, scope)
        return lambda ctx: number(found(ctx))

    def truth(self, term: tree.Term, scope: Scope) -> Callable[[Context], bool]:
        """Return the function that computes a term as a boolean."""
        found = self.value(term, scope)
        return lambda ctx: truth(found(ctx))

    # Operators

    def chain(self, first: tree.Term, rest: Sequence[tuple[str, tree.Term]], scope: Scope) -> Run:
        """Return ``a sign b sign c …``, all signs being of one rank."""
        sign = rest[0][0]
        if sign in ("and", "or"):
            return self.junction(sign, [first, *(term for _, term in rest)], scope)
        if len(rest) == 1 and sign in _ORDER:
            return self.comparison(sign, first, rest[0][1], scope)
        if sign in _ARITHMETIC:
            start = self.number(first, scope)
            sums = [(_ARITHMETIC[each], self.number(term, scope)) for each, term in rest]
            return _calculated(start, sums)
        left = self.value(first, scope)
        for each, term in rest:
            left = _compared(each, left, self.value(term, scope))
        return left

    def junction(self, sign: str, terms: Sequence[tree.Term], scope: Scope) -> Run:
        """Return ``a and b`` or ``a or b``; what settles the matter ends it."""
        parts = [self.truth(term, scope) for term in terms]
        if len(parts) == 2:
            one, other = parts
            if sign == "and":
                return lambda ctx: one(ctx) and other(ctx)
            return lambda ctx: one(ctx) or other(ctx)
        if sign == "and":
            return lambda ctx: all(part(ctx) for part in parts)
        return lambda ctx: any(part(ctx) for part in parts)

    def comparison(self, sign: str, left: tree.Term, right: tree.Term, scope: Scope) -> Run:
        """Return ``a < b``, as numbers; most have a number written out on the right."""
        test, found = _ORDER[sign], self.value(left, scope)
        if isinstance(right, tree.Number):
            constant = right.value
            return lambda ctx: test(number(found(ctx)), constant)
        other = self.value(right, scope)
        return lambda ctx: test(number(found(ctx)), number(other(ctx)))

    def union(self, parts: Sequence[tree.Term], scope: Scope) -> Run:
        """Return ``a | b``."""
        runs = [self.nodes(part, scope, "|", 0) for part in parts]

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

    # Functions

    def call(self, term: tree.Call, scope: Scope) -> Run:
        """Return a function call."""
        name = term.name
        function = FUNCTIONS.get(name)
        if function is None:
            raise _unknown_function(term)
        if not function.takes(len(term.args)):
            raise ExpressionError(
                "expression.arity",
                name,
                term.offset,
                f"{name}() has {len(term.args)} argument{'s' if len(term.args) != 1 else ''}.",
                f"It takes {function.wants()}.",
            )
        self.functions.add(name)
        if special := _SPECIAL.get(name):
            return special(self, term, scope)
        if not term.args and name in ("string-length", "normalize-space"):
            here = tree.Path("here", (tree.Step(".", (), term.offset),), term.offset)
            return self.call(replace(term, args=(here,)), scope)
        if name in ("format-date", "format-date-time"):
            _check_format(term.args[1])
        args = [self.value(arg, scope) for arg in term.args]
        if function.of_nodes:
            args[0] = self.nodes(term.args[0], scope, name, term.offset)
        return _called(function.run, args, with_context=function.with_context)

    def choose(self, term: tree.Call, scope: Scope) -> Run:
        """Return ``if(test, then, otherwise)``."""
        test = self.truth(term.args[0], scope)
        then, otherwise = (self.value(arg, scope) for arg in term.args[1:])
        return lambda ctx: then(ctx) if test(ctx) else otherwise(ctx)

    def coalesce(self, term: tree.Call, scope: Scope) -> Run:
        """Return the first argument, or the second if the first is blank."""
        first, second = (self.value(arg, scope) for arg in term.args)

        def run(ctx: Context) -> Value:
            found = scalar(first(ctx))
            return second(ctx) if blank(found) else found

        return run

    def once(self, term: tree.Call, scope: Scope) -> Run:
        """Return what the node holds already, or else the argument."""
        read, first = reader(self.schema.nodes[self.at].type), self.value(term.args[0], scope)

        def run(ctx: Context) -> Value:
            held = read(ctx.stored(ctx.at), ctx.now.tzinfo)
            return first(ctx) if blank(held) else held

        return run

    def regex(self, term: tree.Call, scope: Scope) -> Run:
        """Return whether the whole text matches, in RE2's language."""
        words, pattern = self.value(term.args[0], scope), term.args[1]
        if isinstance(pattern, tree.Text):
            test = _pattern(pattern.value)
            if test is None:
                raise ExpressionError(
                    "expression.regex",
                    pattern.value,
                    pattern.offset,
                    "The regular expression cannot be read.",
                    "Look-ahead, look-behind and back references are not supported (RE2).",
                )
            matches = test
            return lambda ctx: matches(text(words(ctx)))
        made = self.value(pattern, scope)

        def run(ctx: Context) -> Value:
            test = _pattern(text(made(ctx)))
            return test is not None and test(text(words(ctx)))

        return run

    def position(self, term: tree.Call, scope: Scope) -> Run:
        """Return the place among its like, from 1; of no node 0."""
        if term.args:
            nodes = self.nodes(term.args[0], scope, "position", term.offset)
            return lambda ctx: _place(ctx, nodes(ctx))
        if scope.inner:
            return lambda ctx: float(cast(Frame, ctx).position)
        return lambda ctx: float(_ordinal(ctx, ctx.at))

    def last(self, term: tree.Call, scope: Scope) -> Run:
        """Return how many are alike."""
        if scope.inner:
            return lambda ctx: float(cast(Frame, ctx).size)
        return lambda ctx: 1.0

    def choice_name(self, term: tree.Call, scope: Scope) -> Run:
        """Return the label of a choice of a question, whose path is a text."""
        value, path = self.value(term.args[0], scope), term.args[1]
        if not isinstance(path, tree.Text):
            raise _argument(term, "The second argument must be a question in quotation marks.")
        words = parse(path.value)
        places = self.places(words, scope) if isinstance(words, tree.Path) else []
        if len(places) != 1:
            raise _argument(term, "The second argument must name one question.")
        question = places[0].path
        return lambda ctx: ctx.choice_name(text(value(ctx)), question)

    def indexed_repeat(self, term: tree.Call, scope: Scope) -> Run:
        """Return a node of the entry with this number: ``indexed-repeat(node, repeat, 2, …)``."""
        target, *others = (
            self.places(arg, scope)[0].path if isinstance(arg, tree.Path) else None
            for arg in (term.args[0], *term.args[1::2])
        )
        repeats = self.schema.repeats(target) if target is not None else []
        if target is None or not all(other in repeats for other in others):
            raise _argument(
                term, "The first argument must be a question, the second a repeat that holds it."
            )
        wanted = [self.number(arg, scope) for arg in term.args[2::2]]
        numbers = dict(zip(cast(list[str], others), wanted, strict=True))
        self.references |= {target, *repeats}
        read, tail = reader(self.schema.nodes[target].type), target[len(repeats[-1]) :]
        source = _source(scope)

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

    def pulldata(self, term: tree.Call, scope: Scope) -> Run:
        """Return one cell of a list, or blank: list, wanted column, key column, key."""
        args = [self.value(arg, scope) for arg in term.args]
        known = self.schema.instances
        if isinstance(term.args[0], tree.Text):
            self.instances.add(term.args[0].value)

        def run(ctx: Context) -> Value:
            name, column, by, key = (text(arg(ctx)) for arg in args)
            if ctx.pulldata is not None:
                return ctx.pulldata(name, column, by, key)
            rows = index(ctx.tables.get(name, known.get(name, ())), by).find(key)
            return rows[0].get(column, "") if rows else ""

        return run

    def lonely(self, term: tree.Call, scope: Scope) -> Run:
        """Refuse ``instance('x')`` and ``current()`` without a path after them."""
        raise _argument(term, f"A path must follow {term.name}(…).")

    # Paths

    def nodes(self, term: tree.Term, scope: Scope, name: str, offset: int) -> Run:
        """Return the function that finds nodes, and not just the value of the first."""
        match term:
            case tree.Path():
                return self.path(term, scope, nodes=True)
            case tree.Union() | tree.Call("randomize"):
                return self.value(term, scope)
        raise ExpressionError(
            "expression.argument",
            name,
            offset,
            f"{name} needs questions or groups, not a value.",
            "Give it a reference to a question, as ${name}.",
        )

    def path(self, term: tree.Path, scope: Scope, *, nodes: bool = False) -> Run:
        """Return what a path finds."""
        if isinstance(term.start, tree.Call) and term.start.name != "current":
            return self.instance(term.start, term.steps, scope)
        if term.start == "here" and scope.instance is not None:
            return self.column(term, scope)
        places = self.places(term, scope)
        source = _source(Scope(self.at) if isinstance(term.start, tree.Call) else scope)
        if len(places) == 1 and not nodes and (run := self.single(places[0], source)):
            return run
        finds = [self.find(place, source, scope) for place in places]
        if len(finds) == 1:
            return finds[0]
        return lambda ctx: Listed([value for find in finds for value in find(ctx).values()])

    def places(self, term: tree.Path, scope: Scope) -> list[Place]:
        """Return where a path leads, and note that it is looked at."""
        if isinstance(term.start, tree.Call):
            if term.start.name != "current":
                raise _argument(term.start, "The path must be one of the form, not of a list.")
            self.call_current(term.start)
            anchor = self.at
        else:
            anchor = scope.path
        absolute = term.start == "root"
        places = locate(self.schema, term.steps, anchor=anchor, absolute=absolute)
        for place in places:
            self.note(place, keyed=scope.keyed and not isinstance(term.start, tree.Call))
        return places

    def call_current(self, call: tree.Call) -> None:
        """Note ``current()``, and refuse arguments."""
        self.functions.add("current")
        if call.args:
            raise _argument(call, "current() takes no arguments.")

    def note(self, place: Place, *, keyed: bool) -> None:
        """Note what a place makes the expression depend on."""
        repeats = self.schema.repeats(place.path) if place.path else []
        free = repeats[place.bound :]
        self.references |= set(free)
        if place.path == self.at and not free and not keyed:
            self.own = True
        else:
            self.references.add(place.path)

    def single(self, place: Place, source: Callable[[Context], str]) -> Run | None:
        """Return the value of a place that can only be one node, or None."""
        node = self.schema.nodes[place.path]
        repeats = self.schema.repeats(place.path) if place.path else []
        if len(repeats) != place.bound or any(level.predicates for level in place.levels):
            return None
        if node.kind != "value":
            return lambda ctx: ""
        read = reader(node.type)
        if not repeats:
            key = place.path
            if key != self.at:
                return lambda ctx: read(ctx.values.get(key), ctx.now.tzinfo)
            return lambda ctx: read(ctx.stored(key), ctx.now.tzinfo)
        depth, tail = len(repeats), place.path[len(repeats[-1]) :]

        def run(ctx: Context) -> Value:
            entry = _entry(source(ctx), depth)
            return "" if entry is None else read(ctx.stored(entry + tail), ctx.now.tzinfo)

        return run

    def find(
        self, place: Place, source: Callable[[Context], str], scope: Scope
    ) -> Callable[[Context], Found]:
        """Return the function that finds all nodes of a place."""
        self.walks = True
        read = reader(self.schema.nodes[place.path].type)
        repeats = [
            at
            for at, level in enumerate(place.levels)
            if self.schema.nodes[level.path].kind == "repeat"
        ]
        start = repeats[place.bound - 1] + 1 if place.bound else 0
        stages = [self.stage(level, scope) for level in place.levels]
        bound = place.bound

        def run(ctx: Context) -> Found:
            inner = cast(Frame, ctx)
            entry = _entry(source(ctx), bound) if bound else ""
            keys = [entry or ""]
            for stage in stages[start:] if entry else stages:
                keys = [found for key in keys for found in stage(inner, key)]
                inner.budget.spend(len(keys))
            return Found(keys, ctx, read)

        return run

    def stage(self, level: Level, scope: Scope) -> Callable[[Frame, str], list[str]]:
        """Return the function from a key to the keys one level below."""
        name, repeat = level.path.rpartition("/")[2], self.schema.nodes[level.path].kind == "repeat"
        inner = replace(scope, path=level.path, keyed=True, instance=None, column=None, inner=True)
        tests = [self.value(term, inner) for term in level.predicates]

        def run(ctx: Frame, key: str) -> list[str]:
            below = f"{key}/{name}" if key else name
            found = [f"{below}[{entry}]" for entry in ctx.entries(below)] if repeat else [below]
            for test in tests:
                found = _kept_keys(ctx, test, found)
            return found

        return run

    # Lists

    def instance(self, call: tree.Call, steps: Sequence[tree.Step], scope: Scope) -> Run:
        """Return ``instance('x')/root/item[…]/name``."""
        name = self.table(call)
        odd = next((step for step in steps if step.name in (".", "..")), None)
        if odd or not 2 <= len(steps) <= 3 or steps[0].predicates:
            raise ExpressionError(
                "expression.unsupported",
                call.name,
                call.offset,
                "Only instance('list')/root/item[…]/column is supported of a list.",
                "Write the path in this form.",
            )
        rows = self.rows(name, steps[1].predicates, replace(scope, instance=name, inner=True))
        if len(steps) == 2:
            return lambda ctx: Rows(rows(ctx))
        column = steps[2].name
        self.check_column(name, steps[2])
        inner = replace(scope, instance=name, column=column, inner=True)
        tests = [self.value(term, inner) for term in steps[2].predicates]

        def run(ctx: Context) -> Value:
            found = rows(ctx)
            for test in tests:
                found = _kept_rows(cast(Frame, ctx), test, found)
            return Rows(found, column)

        return run

    def table(self, call: tree.Call) -> str:
        """Return the name of the list that ``instance('x')`` means."""
        name = call.args[0].value if call.args and isinstance(call.args[0], tree.Text) else None
        if call.name != "instance" or len(call.args) != 1 or name is None:
            raise _argument(call, "A path can follow instance('list') and current() only.")
        self.functions.add("instance")
        if name not in self.schema.instances:
            near = difflib.get_close_matches(name, self.schema.instances, n=1)
            raise ExpressionError(
                "expression.unknown_list",
                name,
                call.offset,
                f"The form has no list called {name}.",
                f"Did you mean {near[0]}?" if near else "Write the list's name as in its sheet.",
            )
        self.instances.add(name)
        self.walks = True
        return name

    def check_column(self, name: str, step: tree.Step) -> None:
        """Refuse a column that no row of a list has; a list without rows is not known yet."""
        columns = self.schema.columns(name)
        if columns and step.name not in columns:
            near = difflib.get_close_matches(step.name, columns, n=1)
            raise ExpressionError(
                "expression.unknown_reference",
                step.name,
                step.offset,
                f"The list {name} has no column {step.name}.",
                f"Did you mean {near[0]}?" if near else f"It has {', '.join(sorted(columns))}.",
            )

    def column(self, term: tree.Path, scope: Scope) -> Run:
        """Return an element of the row that a predicate is about."""
        names = [step for step in term.steps if step.name != "."]
        if len(names) > 1 or any(step.name in ("..", "*") or step.predicates for step in names):
            raise ExpressionError(
                "expression.unsupported",
                term.steps[0].name,
                term.offset,
                "Inside of the brackets after a list, a path can name one column only.",
                "Write current()/.. to reach the questions of the form.",
            )
        if names:
            self.check_column(cast(str, scope.instance), names[0])
        column = names[0].name if names else scope.column or ""
        return lambda ctx: (cast(Frame, ctx).row or {}).get(column, "")

    def rows(
        self, name: str, predicates: Sequence[tree.Term], scope: Scope
    ) -> Callable[[Context], Sequence[Row]]:
        """Return the rows of a list for which the predicates hold, by an index where one serves."""
        given = self.schema.instances[name]
        lookup, rest = self.lookup(predicates, scope)
        tests = [self.value(term, scope) for term in rest]
        whole = [self.value(term, scope) for term in predicates]

        def run(ctx: Context) -> Sequence[Row]:
            inner = cast(Frame, ctx)
            rows: Sequence[Row] = ctx.tables.get(name, given)
            remaining = whole
            if lookup:
                column, value = lookup
                wanted = scalar(value(ctx))
                if not isinstance(wanted, bool):
                    exact = wanted if isinstance(wanted, float) else text(wanted)
                    rows, remaining = index(rows, column).find(exact), tests
            for test in remaining:
                rows = _kept_rows(inner, test, rows)
            inner.budget.spend(1 + len(rows) // 16)
            return rows

        return run

    def lookup(
        self, predicates: Sequence[tree.Term], scope: Scope
    ) -> tuple[tuple[str, Run] | None, Sequence[tree.Term]]:
        """Return the first ``column = value`` that an index can answer, and what is left."""
        if not predicates:
            return None, ()
        parts = _conjuncts(predicates[0])
        if all(map(_placeless, parts)):
            for at, part in enumerate(parts):
                if found := _column_equals(part):
                    step, value = found
                    self.check_column(cast(str, scope.instance), step)
                    rest = map(_boolean, [*parts[:at], *parts[at + 1 :]])
                    return (step.name, self.value(value, scope)), [*rest, *predicates[1:]]
        return None, predicates


_SPECIAL: Mapping[str, Callable[[Compiler, tree.Call, Scope], Run]] = {
    "if": Compiler.choose,
    "coalesce": Compiler.coalesce,
    "once": Compiler.once,
    "regex": Compiler.regex,
    "position": Compiler.position,
    "last": Compiler.last,
    "jr:choice-name": Compiler.choice_name,
    "indexed-repeat": Compiler.indexed_repeat,
    "pulldata": Compiler.pulldata,
    "instance": Compiler.lonely,
    "current": Compiler.lonely,
}


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


def _called(run: Callable[..., Value], args: Sequence[Run], *, with_context: bool) -> Run:
    match args:
        case [] if with_context:
            return run
        case []:
            return lambda ctx: run()
        case [only] if with_context:
            return lambda ctx: run(ctx, only(ctx))
        case [only]:
            return lambda ctx: run(only(ctx))
        case [one, other] if not with_context:
            return lambda ctx: run(one(ctx), other(ctx))
    if with_context:
        return lambda ctx: run(ctx, *[arg(ctx) for arg in args])
    return lambda ctx: run(*[arg(ctx) for arg in args])


def _source(scope: Scope) -> Callable[[Context], str]:
    """Return where the ids of the entries around a path are read."""
    if scope.keyed:
        return lambda ctx: cast(Frame, ctx).key
    return lambda ctx: ctx.at


def _entry(key: str, depth: int) -> str | None:
    """Return the key as far as the entry of its nth repeat; None if it does not go so deep."""
    end = -1
    for _ in range(depth):
        end = key.find("]", end + 1)
        if end < 0:
            return None
    return key[: end + 1]


def _ordinal(ctx: Context, key: str) -> int:
    """Return the place of a key among the entries of its repeat, from 1."""
    repeat, bracket, entry = key.rpartition("[")
    if not bracket or not key.endswith("]"):
        return 1
    ids = [str(each) for each in ctx.entries(repeat)]
    return ids.index(entry[:-1]) + 1 if entry[:-1] in ids else 0


def _place(ctx: Context, nodes: Value) -> float:
    if isinstance(nodes, Found):
        return float(_ordinal(ctx, nodes.keys[0])) if nodes.keys else 0.0
    return float(bool(isinstance(nodes, (Rows, Listed)) and len(nodes)))


def _kept_keys(ctx: Frame, test: Run, keys: list[str]) -> list[str]:
    """Return the keys for which a predicate is true; a number or a text is not, as in Collect."""
    inner = frame(ctx)
    inner.budget.spend(len(keys))
    inner.size = len(keys)
    kept = []
    for inner.position, inner.key in enumerate(keys, 1):
        if scalar(test(inner)) is True:
            kept.append(inner.key)
    return kept


def _kept_rows(ctx: Frame, test: Run, rows: Sequence[Row]) -> list[Row]:
    inner = frame(ctx)
    inner.budget.spend(len(rows))
    inner.size = len(rows)
    kept = []
    for inner.position, row in enumerate(rows, 1):
        inner.row = row
        if scalar(test(inner)) is True:
            kept.append(row)
    return kept


def _conjuncts(term: tree.Term) -> list[tree.Term]:
    match term:
        case tree.Chain(first, rest) if rest[0][0] == "and":
            return [first, *(each for _, each in rest)]
    return [term]


def _boolean(term: tree.Term) -> tree.Term:
    """Return the term as ``and`` took it: as a boolean."""
    return tree.Call("boolean", (term,), 0)


def _placeless(term: tree.Term) -> bool:
    """Return whether a term has the same value wherever in the list a row stands."""
    match term:
        case tree.Number() | tree.Text() | tree.Path():
            return True
        case tree.Call(name, args):
            return name not in _OF_CONTEXT and all(map(_placeless, args))
        case tree.Chain(first, rest):
            return _placeless(first) and all(_placeless(each) for _, each in rest)
        case tree.Negative(_, inner):
            return _placeless(inner)
        case tree.Union(parts):
            return all(map(_placeless, parts))


def _rowless(term: tree.Term) -> bool:
    """Return whether a term has the same value for every row of a list."""
    match term:
        case tree.Number() | tree.Text():
            return True
        case tree.Path(start):
            return start != "here"
        case tree.Call(name, args):
            return name not in _OF_CONTEXT and all(map(_rowless, args))
        case tree.Chain(first, rest):
            return _rowless(first) and all(_rowless(each) for _, each in rest)
        case tree.Negative(_, inner):
            return _rowless(inner)
        case tree.Union(parts):
            return all(map(_rowless, parts))


def _column_equals(term: tree.Term) -> tuple[tree.Step, tree.Term] | None:
    """Return the column and the value of ``column = value``, in either order."""
    if not isinstance(term, tree.Chain) or len(term.rest) != 1 or term.rest[0][0] != "=":
        return None
    sides = term.first, term.rest[0][1]
    for side, other in (sides, sides[::-1]):
        if isinstance(side, tree.Path) and side.start == "here" and _rowless(other):
            names = [step for step in side.steps if step.name != "."]
            if len(names) == 1 and names[0].name not in ("..", "*") and not names[0].predicates:
                return names[0], other
    return None


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


def _check_format(pattern: tree.Term) -> None:
    if isinstance(pattern, tree.Text) and (escape := unknown_escape(pattern.value)):
        raise ExpressionError(
            "expression.format",
            escape,
            pattern.offset,
            f"{escape} means nothing in the format of a date.",
            "Use %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W, and %% for a percent sign.",
        )


def _unknown_function(term: tree.Call) -> ExpressionError:
    near = difflib.get_close_matches(term.name.lower(), FUNCTIONS, n=1)
    return ExpressionError(
        "expression.unknown_function",
        term.name,
        term.offset,
        f"There is no function {term.name}().",
        f"Did you mean {near[0]}()?" if near else "ODK's functions are at docs.getodk.org.",
    )


def _argument(term: tree.Call, problem: str) -> ExpressionError:
    return ExpressionError(
        "expression.argument",
        term.name,
        term.offset,
        problem,
        f"See {term.name}() at https://docs.getodk.org/form-operators-functions/.",
    )
