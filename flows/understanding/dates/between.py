"""Two times that a reply lies between, so that it is neither: ``bin 9 o 10``."""

import re
from collections.abc import Callable

from flows.understanding.outcomes import Ask, Outcome, Refused, ask

_BETWEEN = re.compile(
    r"(?:^|\s)(?:بين|مابين|بین|مابین|bin|bayn|bein|mabin|entre|beyn|beine?|between)\s+(.+)"
)
_JOIN = re.compile(r"\s+(?:(?:o|w|ou|u|et|à|a|va|ta|l|and|تا|حتى)\s+|و\s*)")
_DAY, _HALF_A_DAY = 24 * 60, 12 * 60


def between(
    said: str, read: Callable[[str], Outcome[str]], refused: Refused
) -> Outcome[str] | None:
    """Return the question back between the two times of a folded reply, or that it is no time.

    None where no *between* is said. The first time is the one sooner before the second:
    ``bin 9 o 10 d lil`` are 21:00 and 22:00.
    """
    if (told := _BETWEEN.search(said)) is None:
        return None
    parts = _JOIN.split(told[1])
    if len(parts) != 2:
        return refused
    first, last = (_values(read(part)) for part in parts)
    if not first or not last:
        return refused
    return ask(_sooner_before(last[0], first), last[0])


def _values(found: Outcome[str]) -> tuple[str, ...]:
    if isinstance(found, Refused):
        return ()
    return found.values if isinstance(found, Ask) else (found.value,)


def _sooner_before(last: str, first: tuple[str, ...]) -> str:
    """Return the time as ``21:00``: the first, or that of the other half of the day."""
    told = [_minutes(each) for each in first]
    told += [each + _HALF_A_DAY for each in told if 0 < each < _HALF_A_DAY]
    meant = min(told, key=lambda each: (_minutes(last) - each - 1) % _DAY)
    return f"{meant // 60:02}:{meant % 60:02}"


def _minutes(shown: str) -> int:
    hour, minute = shown.split(":")
    return int(hour) * 60 + int(minute)
