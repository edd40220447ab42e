"""What a channel remembers of so many people, numbers or files: the newest of them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 10_000
"""How many are kept unless told otherwise."""


class Remembered(OrderedDict[K, V]):
    """A mapping that lets the oldest go where there are too many; what is set anew is the newest.

    Reading makes nothing newer, and what is not here is to be found out again: it may be gone.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        """Prepare.

        Args:
            most: How many are kept.
        """
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
