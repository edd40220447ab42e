"""Chance that is made only when an expression asks for it: seeding costs more than a whole turn."""

from collections.abc import Sequence
from random import Random
from typing import Protocol


class Source(Protocol):
    """What ``uuid()``, ``random()`` and ``randomize()`` need of ``random.Random``."""

    def random(self) -> float:
        """Return a number from 0 to 1."""
        ...

    def getrandbits(self, k: int, /) -> int:
        """Return so many random bits."""
        ...

    def choices(self, population: Sequence[str], *, k: int) -> list[str]:
        """Return so many of a population."""
        ...


class Chance:
    """The numbers of a seed, the same for the same seed; reproducible by design, not secret."""

    __slots__ = ("_made", "_seed")

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._made: Random | None = None

    def _random(self) -> Random:
        if self._made is None:
            self._made = Random(self._seed)  # noqa: S311
        return self._made

    def random(self) -> float:
        """Return a number from 0 to 1."""
        return self._random().random()

    def getrandbits(self, k: int, /) -> int:
        """Return so many random bits."""
        return self._random().getrandbits(k)

    def choices(self, population: Sequence[str], *, k: int) -> list[str]:
        """Return so many of a population."""
        return self._random().choices(population, k=k)
