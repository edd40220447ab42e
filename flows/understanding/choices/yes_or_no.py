"""A list of just yes and no, whose answers are sentences too: « non, j’en ai pas »."""

from collections.abc import Collection, Sequence

from flows.understanding.choices.option import Option
from flows.understanding.folding import fold
from flows.understanding.intents.agreeing import yes_no
from flows.understanding.intents.meaning import intent
from flows.understanding.outcomes import Ask, Outcome, Read, Refused, ask

_BOTH = frozenset({"yes", "no"})
_NEITHER = frozenset({"na", "dont_know"})
"""Names of what such a list may also have: no answer, not known (programmes.md)."""


def is_yes_or_no(names: Collection[str]) -> bool:
    """Return whether the options' names are those of a yes and a no, and of nothing else to say."""
    return _BOTH <= set(names) <= _BOTH | _NEITHER


def yes_or_no(
    text: str, options: Sequence[Option], language: str, outcome: Outcome[str]
) -> Outcome[str]:
    """Return how a choice was read, as sure as the sentence is of its yes or no.

    Of other lists the outcome as it was; what is no answer to the list stays none, as it may belong
    to another question, « non, collège » to the one before.
    """
    if isinstance(outcome, Refused) or not is_yes_or_no([option.name for option in options]):
        return outcome
    if isinstance(outcome, Ask):
        said = yes_no(text, language)
        sure = isinstance(said, Read) and outcome.values == (said.value,)
        return Read(value=outcome.values[0]) if sure else outcome
    doubted = outcome.value in _BOTH and _is_doubtful(text, options, language, outcome.value)
    return ask(outcome.value) if doubted else outcome


def _is_doubtful(text: str, options: Sequence[Option], language: str, taken: str) -> bool:
    """Return whether what was taken is not what the sentence says: « mon patron oui », ``are?``."""
    said = fold(text)
    if said.isdecimal() or said in {fold(label) for each in options for label in each.labels}:
        return False
    outcome = yes_no(text, language)
    if isinstance(outcome, Refused):  # « le premier » says neither
        return len(split := said.split()) > 1 and any(intent(w, language) in _BOTH for w in split)
    return outcome != Read(value=taken)
