"""What a question lists, and what an answer was found to mean of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option as the question lists it: labels in the conversation's language first."""

    name: str
    labels: Sequence[str]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", tuple(self.labels))
        object.__setattr__(self, "_hash", hash((self.name, self.labels)))

    def __hash__(self) -> int:
        """Return what is reckoned once, as a list of a hundred is looked up for every answer."""
        return self._hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Options that a reply may mean, by position, and whether one alone would be certain."""

    options: tuple[int, ...]
    certain: bool
    whole: bool = False
    """Whether it is a whole label that sounds so."""
    denied: bool = False
    """Whether the rest of each label denies it."""
