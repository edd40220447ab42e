"""What an evaluation is given: answers, place, clock, chance and words."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from flows.expressions.chance import Source
from flows.expressions.errors import MAX_STEPS, ExpressionLimit
from flows.expressions.schema import Table


class _Given(Enum):
    NOT = 0


NOT_GIVEN: Final = _Given.NOT
NO_TABLES: Mapping[str, Table] = {}


def _first(value: str, path: str = "") -> str:
    return value


@dataclass(slots=True, kw_only=True, eq=False)
class Context:
    """Everything that an expression may look at; nothing is changed by an evaluation but `random`.

    Attributes:
        values: The answers as they count now, by key: ``home/member[3]/m_age``; a repeat's key
            holds the ids of its entries, in order.
        at: The key of the node that the expression belongs to, with entry ids.
        now: Aware, in the zone of the programme.
        random: Seeded by who calls.
        own: The value of ``.`` while it is not in `values` yet: a reply on trial.
        tables: The lists of ``instance('x')``; a table is never changed, since it is indexed.
        choice_name: Value and schema path of a question to the label, in the person's language.
        itext: The id of a text to the text.
        pulldata: File, column, key column and key to a text; without it, the tables are asked.
        version: Of the form, for ``version()``.
        relevant: The keys that count, where only some do: the others are no nodes (as in Collect).
    """

    values: Mapping[str, object]
    at: str
    now: datetime
    random: Source
    own: object = NOT_GIVEN
    tables: Mapping[str, Table] = field(default_factory=lambda: NO_TABLES)
    choice_name: Callable[[str, str], str] = _first
    itext: Callable[[str], str] = _first
    pulldata: Callable[[str, str, str, str], str] | None = None
    version: str = ""
    relevant: Container[str] | None = None

    def stored(self, key: str) -> object:
        """Return what stands under a key, the reply on trial first."""
        if key == self.at and self.own is not NOT_GIVEN:
            return self.own
        return self.values.get(key)

    def entries(self, key: str) -> list[int]:
        """Return the ids of a repeat's entries, in order."""
        ids = self.values.get(key)
        return ids if isinstance(ids, list) else []


@dataclass(slots=True)
class Budget:
    """How many nodes an evaluation may still look at."""

    left: int = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Take steps away.

        Raises:
            ExpressionLimit: There are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise ExpressionLimit("More than {limit} nodes were looked at.", limit=MAX_STEPS)


@dataclass(slots=True, kw_only=True, eq=False)
class Frame(Context):
    """A context inside of a predicate.

    Attributes:
        key: The key of the entry that the predicate is about.
        row: The row that the predicate is about.
        position: Of it among its like, from 1.
        size: How many these are.
        budget: Shared by all frames of one evaluation.
    """

    key: str = ""
    row: Mapping[str, str] | None = None
    position: int = 1
    size: int = 1
    budget: Budget = field(default_factory=Budget)


def frame(ctx: Context) -> Frame:
    """Return a frame that is one's own, to move from node to node."""
    inner = Frame(
        values=ctx.values,
        at=ctx.at,
        now=ctx.now,
        random=ctx.random,
        own=ctx.own,
        tables=ctx.tables,
        choice_name=ctx.choice_name,
        itext=ctx.itext,
        pulldata=ctx.pulldata,
        version=ctx.version,
        relevant=ctx.relevant,
    )
    if isinstance(ctx, Frame):
        inner.key, inner.row, inner.budget = ctx.key, ctx.row, ctx.budget
        inner.position, inner.size = ctx.position, ctx.size
    return inner
