"""What is known of a function before it is called."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.expressions.values import Value


def _nothing(*args: Value) -> Value:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """How many arguments it takes, and what it does.

    Attributes:
        most: None for any number.
        step: Between the allowed numbers of arguments.
        run: From values to a value; it raises nothing but `ExpressionLimit`.
        with_context: Whether the context comes before the arguments.
        of_nodes: Whether the first argument must be nodes.
    """

    least: int
    most: int | None
    step: int = 1
    run: Callable[..., Value] = _nothing
    with_context: bool = False
    of_nodes: bool = False

    def takes(self, count: int) -> bool:
        """Return whether it can be called with so many arguments."""
        fits = count >= self.least and (self.most is None or count <= self.most)
        return fits and (count - self.least) % self.step == 0

    def wants(self) -> str:
        """Return the number of arguments without words, for any language: ``2–3``, ``1…``."""
        if self.step > 1:
            allowed = (str(self.least + self.step * n) for n in range(3))
            return f"{', '.join(allowed)}…"
        if self.most is None:
            return f"{self.least}…"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"
