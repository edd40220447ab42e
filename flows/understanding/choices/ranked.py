"""Labels that are ranks themselves: of classes from *6ème* on, *sixième* is no sixth place."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from flows.understanding.folding import fold
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import by_phrase

_FIGURE = re.compile(r"\b(\d{1,2}) ?(?:ieme|eme|em|ere|er|re|nde|nd|e)\b")
_RANK = re.compile(r"(\d{1,2})eme")


def in_ranks(said: str) -> str:
    """Return folded French with every rank as *6eme*: *sixième*, *6 e*, *1ère*."""
    figured = _FIGURE.sub(r"\1eme", said)
    return " ".join(_ordinals().get(word, word) for word in figured.split())


def ranks_in(said: str) -> tuple[int, ...]:
    """Return the ranks of a text in which they stand as *6eme*."""
    return tuple(int(each) for each in _RANK.findall(said))


def ranked(labels: Iterable[tuple[int, str]]) -> Mapping[str, tuple[int, ...]]:
    """Return the options by each label that has a rank, and by the rank alone: *6eme annee*."""
    found: dict[str, tuple[int, ...]] = {}
    for option, label in labels:
        said = in_ranks(fold(label))
        for key in dict.fromkeys((said, *(f"{rank}eme" for rank in ranks_in(said)))):
            if ranks_in(key) and option not in found.get(key, ()):
                found[key] = (*found.get(key, ()), option)
    return found


@lru_cache(maxsize=1)
def _ordinals() -> Mapping[str, str]:
    known = by_phrase(LEXICONS["fr"].ordinals)
    return {phrase: f"{rank}eme" for phrase, rank in known.items() if phrase.isalpha()}
