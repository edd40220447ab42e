"""What the parts of the compiler share: where a path starts, and who makes functions of terms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from flows.expressions import tree
from flows.expressions.context import Context
from flows.expressions.errors import ExpressionError
from flows.expressions.schema import Schema
from flows.expressions.values import Value

Run: TypeAlias = Callable[[Context], Value]
"""A compiled term."""


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


class Maker(Protocol):
    """The compiler, as its parts know it.

    Attributes:
        references: Schema paths that the result depends on, but for the expression's own node.
        own: Whether it looks at its own node.
        functions: The names of all functions in it.
        instances: The names of all lists in it.
        walks: Whether it looks at more nodes than it names.
    """

    schema: Schema
    at: str
    references: set[str]
    own: bool
    functions: set[str]
    instances: set[str]
    walks: bool

    def doubt(self, error: ExpressionError) -> None:
        """Note a fault that ODK forgives; refuse it in a form of ours."""
        ...

    def value(self, term: tree.Term, scope: Scope) -> Run:
        """Return the function that computes a term; nodes may stand for the value of the first."""
        ...

    def number(self, term: tree.Term, scope: Scope) -> Callable[[Context], float]:
        """Return the function that computes a term as a number."""
        ...

    def truth(self, term: tree.Term, scope: Scope) -> Callable[[Context], bool]:
        """Return the function that computes a term as a boolean."""
        ...

    def nodes(self, term: tree.Term, scope: Scope, name: str, offset: int) -> Run:
        """Return the function that finds nodes, and not just the value of the first."""
        ...


def argument_error(term: tree.Call, problem: str, **params: object) -> ExpressionError:
    """Return the error of a function that is given something it cannot use."""
    return ExpressionError(
        "expression.argument",
        term.name,
        term.offset,
        problem,
        "See {name}() at https://docs.getodk.org/form-operators-functions/.",
        name=term.name,
        **params,
    )
