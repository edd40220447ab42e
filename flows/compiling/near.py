"""Which word was meant, when one is misspelt."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def slips(one: str, other: str) -> int:
    """Return how many slips part two words: a letter more, less or wrong, or two swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row, earlier = row, [i], before
        before = above
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def meant(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word; "" if none is near."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return found[0] if found else ""
