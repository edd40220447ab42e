"""A French word that is read as a label for its likeness, and is another word."""

import re
from collections.abc import Sequence

from flows.understanding.choices.bare import without_fillers
from flows.understanding.choices.labels import Labels
from flows.understanding.choices.nothing import is_negative
from flows.understanding.choices.synonyms import meanings
from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.spoken.fr_common import is_other_word, is_small
from flows.understanding.spoken.fr_homonyms import is_also_a_word
from flows.understanding.spoken.fr_sounds import sound_of

_NE = re.compile(r"\bne?\b(?! \d)")


def is_other(text: str, shown: Sequence[str], labels: Labels) -> bool:
    """Return whether the word that a reply is, fillers apart, is none of the label it was read as.

    *Viable* is not *faible*; *des* is no *langue des signes*.
    """
    said = fold(text)
    if said in labels.exact or said.isdecimal():
        return False
    bare = without_fillers(said, labels, "fr")
    if bare in labels.exact or any(each in meanings() for each in (said, bare)):
        return False
    if not (is_small(said, shown) or _is_unlike(said, bare, shown)):
        return False
    return not any(intent(each, "fr") for each in (said, bare))


def _is_unlike(said: str, bare: str, shown: Sequence[str]) -> bool:
    """Return whether the words are no number, and one of them is none of the label."""
    counted = cardinal([bare], "fr") is not None and not is_also_a_word(bare)
    if counted and (bare.isdecimal() or not _is_heard(bare, shown)):
        return False
    if " " not in bare:
        return is_other_word(bare, shown)
    heard = (word for word in bare.split() if not is_small(word, ()) and _is_heard(word, shown))
    return any(is_other_word(word, shown) for word in heard) or _denies(said, shown)


def _denies(said: str, shown: Sequence[str]) -> bool:
    """Return whether a *ne* is heard as a word of a label without denial: *ne satisfait*, *ni*."""
    return not is_negative(shown) and _NE.search(said) is not None


def _is_heard(number: str, shown: Sequence[str]) -> bool:
    """Return whether a label only sounds like a number: *cents* and *sans*."""
    heard = {sound_of(word) for label in shown for word in label.lower().split()}
    return sound_of(number) in heard
