"""French words of one family: *couturière* and *couture*, *olives* and *olivier*."""

from collections.abc import Iterator

_ENDINGS = (
    "ionnaire", "issement", "icienne", "aison", "ation", "ateur", "atrice", "icien", "trice",
    "ement", "ienne", "ture", "teur", "ique", "erie", "iste", "iere", "euse", "ence", "ente",
    "ance", "ante", "ages", "aire", "ier", "ere", "eur", "age", "ure", "ien", "ion", "ant", "ent",
    "ice", "ee", "er", "at", "ie", "e",
)  # fmt: skip
_SHORTEST_STEM = 4
_SHORTEST_WORD = 5
_MOST_WORDS = 5


def stems(word: str) -> Iterator[str]:
    """Yield what a folded word may be derived from: *couturiere* from *coutur*."""
    bare = word.rstrip("sx") if len(word) > _SHORTEST_STEM else word
    yield bare
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            yield bare.removesuffix(ending)


def families(folded: str) -> frozenset[str]:
    """Return the stems of all the longer words of a short reply or label."""
    split = folded.split()
    long_enough = (word for word in split if len(word) >= _SHORTEST_WORD and word.isascii())
    every = (stem for word in long_enough for stem in stems(word))
    return frozenset(every) if len(split) <= _MOST_WORDS else frozenset()
