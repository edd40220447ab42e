"""A Persian answer that takes another back: «خیاطی نه آشپزی», «شنبه نه یکشنبه»."""

from collections.abc import Callable
from typing import TypeVar

from flows.understanding.folding import fold
from flows.understanding.outcomes import Ask, Outcome, Read, Refused, ask

T = TypeVar("T")

_BACK = frozenset({"نه", "نیست", "نیس", "na", "nist"})
_FEWEST = 3


def instead(text: str, read: Callable[[str], Outcome[T]]) -> Ask[T] | None:
    """Return the answer after a *no* that takes another back, to ask about, or None."""
    split = text.split()
    marks = [at for at, word in enumerate(split) if fold(word) in _BACK]
    if len(split) < _FEWEST or len(marks) != 1 or not 0 < marks[0] < len(split) - 1:
        return None
    first, last = read(" ".join(split[: marks[0]])), read(" ".join(split[marks[0] + 1 :]))
    if not isinstance(first, Read) or isinstance(last, Refused) or first == last:
        return None
    return ask(last.value) if isinstance(last, Read) else last
