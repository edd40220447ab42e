"""Rows of lists: ``instance('x')/root/item[…]``, by an index where one serves."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from flows.expressions import tree
from flows.expressions.context import Context, Frame
from flows.expressions.errors import ExpressionError
from flows.expressions.nodes import Row, Rows, index
from flows.expressions.scope import Maker, Run, Scope, argument_error
from flows.expressions.values import Value, scalar, text
from flows.expressions.walking import kept_rows

PROVIDED = frozenset(
    {"contact-summary", "user-contact-summary", "casedb", "commcaresession", "locations"}
)
"""What the Community Health Toolkit and CommCare give a form without its saying so
(https://docs.communityhealthtoolkit.org/building/contact-summary/)."""
_OF_CONTEXT = ("position", "last", "string-length", "normalize-space", "random", "uuid")


def instance(make: Maker, call: tree.Call, steps: Sequence[tree.Step], scope: Scope) -> Run:
    """Return ``instance('x')/root/item[…]/name``."""
    if provided := _provided(make, call):
        make.doubt(provided)
        return lambda ctx: Rows(())
    name = table(make, call)
    odd = next((step for step in steps if step.name in (".", "..")), None)
    if odd or not 2 <= len(steps) <= 3 or steps[0].predicates:
        shape = ExpressionError(
            "expression.unsupported",
            call.name,
            call.offset,
            "Only instance('list')/root/item[…]/column is supported of a list.",
            "Write the path in this form.",
        )
        make.doubt(shape)  # an XML file of the author's may have any shape
        return lambda ctx: Rows(())
    rows = matching(make, name, steps[1].predicates, replace(scope, instance=name, inner=True))
    if len(steps) == 2:
        return lambda ctx: Rows(rows(ctx))
    column = steps[2].name
    check_column(make, name, steps[2])
    inner = replace(scope, instance=name, column=column, inner=True)
    tests = [make.value(term, inner) for term in steps[2].predicates]

    def run(ctx: Context) -> Value:
        found = rows(ctx)
        for test in tests:
            found = kept_rows(cast(Frame, ctx), test, found)
        return Rows(found, column)

    return run


def _provided(make: Maker, call: tree.Call) -> ExpressionError | None:
    """Return the doubt about data that another program would give the form; None for ours."""
    name = call.args[0].value if call.args and isinstance(call.args[0], tree.Text) else ""
    if name not in PROVIDED or name in make.schema.instances:
        return None
    return ExpressionError(
        "expression.foreign_list",
        name,
        call.offset,
        "The data {words} are given by other programs only; they are blank here.",
        "Check the questions that depend on it.",
    )


def table(make: Maker, call: tree.Call) -> str:
    """Return the name of the list that ``instance('x')`` means."""
    name = call.args[0].value if call.args and isinstance(call.args[0], tree.Text) else None
    if call.name != "instance" or len(call.args) != 1 or name is None:
        raise argument_error(call, "A path can follow instance('list') and current() only.")
    make.functions.add("instance")
    if name not in make.schema.instances:
        near = difflib.get_close_matches(name, make.schema.instances, n=1)
        raise ExpressionError(
            "expression.unknown_list",
            name,
            call.offset,
            "The form has no list called {words}.",
            "Did you mean {near}?" if near else "Write the list's name as in its sheet.",
            near=near[0] if near else "",
        )
    make.instances.add(name)
    make.walks = True
    return name


def check_column(make: Maker, name: str, step: tree.Step) -> None:
    """Doubt a column that no row of a list has; a list without rows is not known yet."""
    columns = make.schema.columns(name)
    if columns and step.name not in columns:
        near = difflib.get_close_matches(step.name, columns, n=1)
        error = ExpressionError(
            "expression.unknown_reference",
            step.name,
            step.offset,
            "The list {list} has no column {words}.",
            "Did you mean {near}?" if near else "It has {columns}.",
            list=name,
            near=near[0] if near else "",
            columns=", ".join(sorted(columns)),
        )
        make.doubt(error)


def column(make: Maker, term: tree.Path, scope: Scope) -> Run:
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
        check_column(make, cast(str, scope.instance), names[0])
    column = names[0].name if names else scope.column or ""
    return lambda ctx: (cast(Frame, ctx).row or {}).get(column, "")


def matching(
    make: Maker, name: str, predicates: Sequence[tree.Term], scope: Scope
) -> Callable[[Context], Sequence[Row]]:
    """Return the rows of a list for which the predicates hold, by an index where one serves."""
    given = make.schema.instances[name]
    lookup, rest = indexed(make, predicates, scope)
    tests = [make.value(term, scope) for term in rest]
    whole = [make.value(term, scope) for term in predicates]

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
            rows = kept_rows(inner, test, rows)
        inner.budget.spend(1 + len(rows) // 16)
        return rows

    return run


def indexed(
    make: Maker, predicates: Sequence[tree.Term], scope: Scope
) -> tuple[tuple[str, Run] | None, Sequence[tree.Term]]:
    """Return the first ``column = value`` that an index can answer, and what is left."""
    if not predicates:
        return None, ()
    parts = _conjuncts(predicates[0])
    if all(map(_placeless, parts)):
        for at, part in enumerate(parts):
            if found := _column_equals(part):
                step, value = found
                check_column(make, cast(str, scope.instance), step)
                rest = map(_boolean, [*parts[:at], *parts[at + 1 :]])
                return (step.name, make.value(value, scope)), [*rest, *predicates[1:]]
    return None, predicates


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
