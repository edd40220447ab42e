"""A compiled expression: what the rest of the house holds in its hands."""

import re
from collections.abc import Mapping, Sequence

from flows.expressions import tree
from flows.expressions.compilation import Compiler
from flows.expressions.context import Context, frame
from flows.expressions.errors import ExpressionError
from flows.expressions.nodes import Found, Rows
from flows.expressions.parse import parse
from flows.expressions.schema import Schema
from flows.expressions.scope import Run, Scope
from flows.expressions.values import (
    Answer,
    Scalar,
    Value,
    kept,
    number,
    reader,
    scalar,
    text,
    truth,
)

_IDS = re.compile(r"\[[0-9]+\]")


class Expression:
    """One expression of a form, at the node that it belongs to.

    Attributes:
        source: As it was written.
        at: The schema path of its node.
        references: Schema paths that it depends on: questions, and repeats that it goes through.
        uses_own: Whether it looks at its own node, as ``.`` does; that is not in `references`.
        functions: The names of the functions in it, for the lint.
        instances: The names of the lists in it.
        doubts: Faults that ODK forgives: what they are about is blank.
    """

    __slots__ = (
        "_nodes",
        "_run",
        "_schema",
        "_walks",
        "at",
        "doubts",
        "functions",
        "instances",
        "references",
        "source",
        "uses_own",
    )

    def __init__(self, source: str, *, schema: Schema, at: str) -> None:
        term, compiler = parse(source), Compiler(schema, at)
        scope = Scope(at)
        self.source = source
        self.at = at
        self._schema = schema
        self._run = compiler.value(term, scope)
        self._nodes: Run = self._run
        if isinstance(term, tree.Path):
            self._nodes = compiler.path(term, scope, nodes=True)
        self._walks = compiler.walks
        self.references = frozenset(compiler.references)
        self.uses_own = compiler.own
        self.functions = frozenset(compiler.functions)
        self.instances = frozenset(compiler.instances)
        self.doubts = tuple({each.sentences: each for each in compiler.doubts}.values())

    def __repr__(self) -> str:
        return f"Expression({self.source!r}, at={self.at!r})"

    def value(self, ctx: Context) -> Scalar:
        """Return its value; blank is ``""``, a date is an aware ``datetime``.

        Raises:
            ExpressionLimit: It looks at too many nodes, or makes too long a text. Nothing else is
                raised by an evaluation; what has no sense is blank, NaN or false.
        """
        return scalar(self._evaluate(ctx))

    def text(self, ctx: Context) -> str:
        """Return its value as a text to show: blank and NaN are ``""``, a date is ISO."""
        value = self.value(ctx)
        return "" if value != value else text(value)

    def number(self, ctx: Context) -> float:
        """Return its value as a number; blank is NaN."""
        return number(self._evaluate(ctx))

    def holds(self, ctx: Context) -> bool:
        """Return its value as a boolean; blank is false."""
        return truth(self._evaluate(ctx))

    def answer(self, ctx: Context, kind: str) -> Answer | None:
        """Return what it leaves in the answers under a bind of this type; None for blank."""
        return kept(self.value(ctx), kind)

    def rows(self, ctx: Context) -> Sequence[Mapping[str, str]]:
        """Return the rows that a nodeset finds, for choices: element name to text.

        The entries of a repeat are rows too. What is no nodeset has none.
        """
        found = self._nodes(frame(ctx))
        match found:
            case Rows(rows, None):
                return rows
            case Found(keys):
                return [self._row(ctx, key) for key in keys]
        return ()

    def _evaluate(self, ctx: Context) -> Value:
        return self._run(frame(ctx) if self._walks else ctx)

    def _row(self, ctx: Context, key: str) -> Mapping[str, str]:
        row = {}
        for path in self._schema.children.get(_IDS.sub("", key), ()):
            node, name = self._schema.nodes[path], path.rpartition("/")[2]
            if node.kind == "value":
                read = reader(node.type)
                row[name] = text(read(ctx.stored(f"{key}/{name}"), ctx.now.tzinfo))
        return row


def compile(source: str, *, schema: Schema, at: str) -> Expression:
    """Return the expression, compiled once for its schema and place.

    Args:
        source: As pyxform leaves it: paths, no ``${…}``.
        schema: What its paths may name.
        at: The schema path of its node, without entry ids; ``""`` for the form itself.

    Raises:
        ExpressionError: It cannot be used; the error says what to do.
    """
    made = schema.compiled.get((source, at))
    if not isinstance(made, Expression):
        if at not in schema.nodes:
            raise ExpressionError(
                "expression.unknown_reference",
                at,
                0,
                "The form has nothing called {words}.",
                "Compile an expression at a node of the form.",
            )
        made = schema.compiled[source, at] = Expression(source, schema=schema, at=at)
    return made
