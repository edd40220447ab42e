"""A label that stands amid Latin Darija: ``ghir fikra``, ``fsbah 7sen liya``; only to ask about."""

import re
from functools import lru_cache

from flows.understanding.choices.labels import Labels
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words

_MOST_WORDS = 8
_MOST_TOGETHER = 4
_SHORTEST = 4
_DENYING = re.compile(r"m[a-z0-9]{3,}(?:ch|sh|x)|machi|mashi|bla|bila|sauf|ila|ida|wach|wash|mazal")
_LACKING = re.compile(
    r"(?:ma ?3(?:a|e)?ndi(?:ch|sh)?|ma ?kayn(?:ch|sh)?|bla|bila|bidoun)(?: (?:[h7]?ta|chi))? "
)
"""Without: what it names is in a label that lacks it too, or is what is in the way."""
_EXCEPT = ("mn ghir", "men ghir", "ila ma")


def amid(said: str, labels: Labels, language: str) -> tuple[int, ...]:
    """Return the options whose label is heard among the words, where none denies; longest first."""
    typed = said.split()
    if not (said.isascii() and 1 < len(typed) <= _MOST_WORDS):
        return ()
    if (lacked := _LACKING.match(said)) is not None:
        lacking = labels.hearing.heard_so(said[lacked.end() :])
        known = lacking is not None and (lacking.denied or lacking.certain)
        return lacking.options if lacking and known and len(lacking.options) == 1 else ()
    if _denies(said, language):
        return ()
    for size in range(min(_MOST_TOGETHER, len(typed) - 1), 0, -1):
        runs = (" ".join(typed[at : at + size]) for at in range(len(typed) - size + 1))
        found = [labels.hearing.heard_so(run) for run in runs if len(run) >= _SHORTEST]
        sure = (each.options for each in found if each and each.certain)
        if several := tuple(dict.fromkeys(named[0] for named in sure if len(named) == 1)):
            return several
    return ()


def _denies(said: str, language: str) -> bool:
    denied = any(word in _denials(language) or _DENYING.fullmatch(word) for word in said.split())
    return denied or any(f" {phrase} " in f" {said} " for phrase in _EXCEPT)


@lru_cache(maxsize=8)
def _denials(language: str) -> frozenset[str]:
    every = (words(lexicon.negations) for lexicon in spoken_with(language))
    return frozenset[str]().union(*every) - {"ghir"}
