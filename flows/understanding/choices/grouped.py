"""Labels by what they are looked up by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

SHORTEST_STEM = 4
K = TypeVar("K")
V = TypeVar("V")
WORD = re.compile(r"[^\W\d_]+")


def telling(words_left: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without *ou plus*, which denies nothing."""
    at = place(("ou", "plus"), words_left)
    return words_left if at is None else words_left[:at] + words_left[at + 2 :]


def grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """Return what stands under each key, once each; an empty key keeps nothing."""
    found: dict[str, tuple[V, ...]] = {}
    for key, value in pairs:
        known = found.get(key, ())
        if key and value not in known:
            found[key] = (*known, value)
    return found


def pairs(found: dict[str, tuple[int, ...]]) -> Iterator[tuple[str, int]]:
    """Return each key with each option under it."""
    return ((key, i) for key, options in found.items() for i in options)


def indexed(
    pairs: Iterable[tuple[K, tuple[int, tuple[str, ...]]]],
) -> dict[K, list[tuple[int, tuple[str, ...]]]]:
    """Return the labels under each key: an option's place and the label's words."""
    found: dict[K, list[tuple[int, tuple[str, ...]]]] = {}
    for key, label in pairs:
        known = found.setdefault(key, [])
        if label not in known:
            known.append(label)
    return found


def place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Return where the words stand together in the others, or None."""
    size = len(part)
    return next((k for k in range(len(whole) - size + 1) if whole[k : k + size] == part), None)
