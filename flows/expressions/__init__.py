"""ODK's XPath: what a form's relevant, constraint, calculation and choice filter mean.

An expression is compiled once, at its node, against the form's `Schema`, and then evaluated with a
`Context` as often as needed. It means what it means in ODK Collect; it looks at nothing but its
context and cannot run away.
"""

from flows.expressions.chance import Chance
from flows.expressions.context import NOT_GIVEN, Context
from flows.expressions.errors import ExpressionError, ExpressionLimit
from flows.expressions.expression import Expression, compile
from flows.expressions.functions import FUNCTIONS, NOT_PORTABLE
from flows.expressions.graph import Graph, affected, cycles, order
from flows.expressions.parse import references
from flows.expressions.schema import Kind, Node, Schema, Table
from flows.expressions.values import Answer, Scalar, kept

__all__ = [
    "FUNCTIONS",
    "NOT_GIVEN",
    "NOT_PORTABLE",
    "Answer",
    "Chance",
    "Context",
    "Expression",
    "ExpressionError",
    "ExpressionLimit",
    "Graph",
    "Kind",
    "Node",
    "Scalar",
    "Schema",
    "Table",
    "affected",
    "compile",
    "cycles",
    "kept",
    "order",
    "references",
]
