"""A list of just yes and no, whose answers are sentences too: « non, j’en ai pas »."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from flows.understanding.choices.option import Option
from flows.understanding.folding import fold
from flows.understanding.intents.agreeing import yes_no
from flows.understanding.intents.meaning import intent
from flows.understanding.outcomes import Ask, Outcome, Read, Refused, ask

_BOTH = ("yes", "no")
_NEITHER = frozenset({"na", "dont_know"})
"""What such a list may also have: no answer, not known (programmes.md)."""
_MOST = 4


def sentence(text: str, options: Sequence[Option], language: str) -> Read[str] | None:
    """Return the yes or no that words say for certain, None elsewhere or of another list.

    For what names no choice and is no answer to another question: « non, collège » may correct the
    one before.
    """
    named = _sides(tuple(options), language)
    if len(named) < len(_BOTH):
        return None
    said = yes_no(text, language)
    return Read(value=named[said.value]) if isinstance(said, Read) else None


def yes_or_no(
    text: str, options: Sequence[Option], language: str, outcome: Outcome[str]
) -> Outcome[str]:
    """Return how a choice was read, as sure as the sentence is of its yes or no.

    Of other lists the outcome as it was; what is no answer to the list stays none.
    """
    if isinstance(outcome, Refused) or not (named := _sides(tuple(options), language)):
        return outcome
    if isinstance(outcome, Ask):
        sure = sentence(text, options, language)
        return sure if sure and outcome.values == (sure.value,) else outcome
    if outcome.value not in named.values() or _is_stated(text, options):
        return outcome
    return ask(outcome.value) if _is_doubtful(text, language, outcome, named) else outcome


@lru_cache(maxsize=256)  # a form's lists: each is looked at for every answer
def _sides(options: tuple[Option, ...], language: str) -> Mapping[str, str]:
    """Return the names of the yes and the no of a list of nothing else to say, empty of others."""
    if not len(_BOTH) <= len(options) <= _MOST:
        return {}
    meant = [_meant(option, language) for option in options]
    alone = all(meant.count(side) == 1 for side in _BOTH)
    if not alone or not set(meant) <= _NEITHER.union(_BOTH):
        return {}
    return {side: options[meant.index(side)].name for side in _BOTH}


def _meant(option: Option, language: str) -> str | None:
    if option.name in _NEITHER.union(_BOTH):
        return option.name
    return intent(option.labels[0], language)


def _is_stated(text: str, options: Sequence[Option]) -> bool:
    said = fold(text)
    return said.isdecimal() or said in {fold(label) for each in options for label in each.labels}


def _is_doubtful(text: str, language: str, taken: Read[str], named: Mapping[str, str]) -> bool:
    """Return whether what was taken is not what the sentence says: « mon patron oui », ``are?``."""
    outcome = yes_no(text, language)
    if isinstance(outcome, Refused):  # « le premier » says neither
        split = fold(text).split()
        return len(split) > 1 and any(intent(each, language) in _BOTH for each in split)
    return not isinstance(outcome, Read) or named[outcome.value] != taken.value
