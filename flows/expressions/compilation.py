"""From the tree of an expression to one Python function of a context."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace

from flows.expressions import lists, operators, reach, tree
from flows.expressions.context import Context
from flows.expressions.errors import ExpressionError
from flows.expressions.functions import FOREIGN, FUNCTIONS
from flows.expressions.functions.dates import unknown_escape
from flows.expressions.nodes import Listed
from flows.expressions.schema import Schema
from flows.expressions.scope import Run, Scope
from flows.expressions.special import SPECIAL
from flows.expressions.values import Value, number, truth
from flows.expressions.walking import source_of


class Compiler:
    """Makes functions of terms, and notes what they look at.

    Attributes:
        references: Schema paths that the result depends on, but for the expression's own node.
        own: Whether it looks at its own node.
        functions: The names of all functions in it.
        instances: The names of all lists in it.
        walks: Whether it looks at more nodes than it names.
        doubts: What is read as blank, as ODK reads it: the author meant something else.
    """

    def __init__(self, schema: Schema, at: str) -> None:
        self.schema = schema
        self.at = at
        self.references: set[str] = set()
        self.own = False
        self.functions: set[str] = set()
        self.instances: set[str] = set()
        self.walks = False
        self.doubts: list[ExpressionError] = []

    def doubt(self, error: ExpressionError) -> None:
        """Note a fault that ODK forgives; refuse it in a form of ours."""
        if not self.schema.lenient:
            raise error
        self.doubts.append(error)

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
            case tree.Chain():
                return operators.chain(self, term, scope)
            case tree.Call():
                return self.call(term, scope)
            case tree.Path():
                return self.path(term, scope)
            case tree.Union():
                return operators.union(self, term, scope)

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

    def call(self, term: tree.Call, scope: Scope) -> Run:
        """Return a function call."""
        name = term.name
        function = FUNCTIONS.get(name)
        if function is None and name in FOREIGN:
            self.doubt(_foreign_function(term))
            return lambda ctx: ""
        if function is None:
            raise _unknown_function(term)
        if not function.takes(len(term.args)):
            error = ExpressionError(
                "expression.arity",
                name,
                term.offset,
                "{name}() cannot be called with this number of arguments: {count}.",
                "The number that it takes: {wanted}.",
                name=name,
                count=len(term.args),
                wanted=function.wants(),
            )
            if name != "pulldata":  # ODK Validate leaves it to the app, which gives nothing
                raise error
            self.doubt(error)
            return lambda ctx: ""
        self.functions.add(name)
        if special := SPECIAL.get(name):
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
            "{words} needs questions or groups, not a value.",
            "Give it a reference to a question, as ${{name}}.",
        )

    def path(self, term: tree.Path, scope: Scope, *, nodes: bool = False) -> Run:
        """Return what a path finds."""
        if isinstance(term.start, tree.Call) and term.start.name != "current":
            return lists.instance(self, term.start, term.steps, scope)
        if term.start == "here" and scope.instance is not None:
            return lists.column(self, term, scope)
        try:
            places = reach.places(self, term, scope)
        except ExpressionError as error:
            if error.code != "expression.unknown_reference":
                raise
            self.doubt(error)
            return lambda ctx: Listed(())
        source = source_of(Scope(self.at) if isinstance(term.start, tree.Call) else scope)
        if len(places) == 1 and not nodes and (run := reach.single(self, places[0], source)):
            return run
        finds = [reach.find(self, place, source, scope) for place in places]
        if len(finds) == 1:
            return finds[0]
        return lambda ctx: Listed([value for find in finds for value in find(ctx).values()])


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


def _check_format(pattern: tree.Term) -> None:
    if isinstance(pattern, tree.Text) and (escape := unknown_escape(pattern.value)):
        raise ExpressionError(
            "expression.format",
            escape,
            pattern.offset,
            "{words} means nothing in the format of a date.",
            "Use %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W, and %% for a percent sign.",
        )


def _foreign_function(term: tree.Call) -> ExpressionError:
    return ExpressionError(
        "expression.foreign_function",
        term.name,
        term.offset,
        "{words}() is known to other programs only; its value is blank here.",
        "Check the questions that depend on it.",
    )


def _unknown_function(term: tree.Call) -> ExpressionError:
    near = difflib.get_close_matches(term.name.lower(), FUNCTIONS, n=1)
    return ExpressionError(
        "expression.unknown_function",
        term.name,
        term.offset,
        "There is no function {words}().",
        "Did you mean {near}()?" if near else "ODK's functions are at docs.getodk.org.",
        near=near[0] if near else "",
    )
