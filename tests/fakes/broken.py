"""A body with one thing in it that is not as it should be: left out, or of another type."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

OTHERS: tuple[Any, ...] = (None, True, -1, 2**70, 1.5, "", "x", [], {}, [[]], {"id": None})


def broken(body: Any) -> Iterator[Any]:
    """Yield the body with each of its values left out or doubled, and replaced by some of others.

    Three of them each, the next three for the next value.
    """
    for place, path in enumerate(_paths(body)):
        *way, last = path
        for other in (..., *(OTHERS[(3 * place + n) % len(OTHERS)] for n in range(3))):
            changed = copy.deepcopy(body)
            held = changed
            for step in way:
                held = held[step]
            if other is not ...:
                held[last] = other
            elif isinstance(held, list):
                held.append(held[last])
            else:
                del held[last]
            yield changed


def _paths(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = held.items() if isinstance(held, dict) else enumerate(held)
    for name, value in items:
        yield (*path, name)
        if isinstance(value, dict | list):
            yield from _paths(value, (*path, name))
