"""Whether a word in Latin letters is written as French or English is, and Darija is not.

``musique`` has the consonants of «مسيك» and ``bataille`` those of ``batel``: neither is meant.
"""

import re
from functools import lru_cache

from flows.understanding.sounds import Heard

_FOREIGN = re.compile(
    r"c(?!h)|v|p|qu|eu|oi|au|ea|gn|aill|ai(?:s|t|r|ent)$|sch|ought|gui|rge$|(?:ss|tt|ll|rr)er$"
    r"|(?:ll|tt|ss|nn)e$|[eiu]e$|[eu]re$|[aeiouy][gs]e$|[io]le$|[^aeiouy\d]ent$"
)
_CLOSE = re.compile("[iouy]+$")
"""Vowels that Darija writes long, or not at all."""
_DIGIT = re.compile(r"\d")
_FEW_BONES = 2
"""So few consonants are those of many words."""
_LONG = 7


def looks_foreign(said: str) -> bool:
    """Return whether one of the folded words is spelt so; a digit among its letters is Darija's."""
    return any(map(_is_foreign, said.split()))


@lru_cache(maxsize=256)  # each word of a message is met several times
def _is_foreign(word: str) -> bool:
    return _FOREIGN.search(word) is not None and not _DIGIT.search(word)


def is_another(typed: Heard, said: str, label: Heard) -> bool:
    """Return whether a Latin word that has the consonants of an Arabic one is likely another.

    It has vowels that the Arabic lacks where Darija has none: at the end, at the beginning or as
    *i* and *u* of a short word, or it is spelt as French is. An *e* may be mute.
    """
    gaps = list(zip(typed.vowels, label.vowels, strict=True))
    added = [at for at, (written, long) in enumerate(gaps) if written.strip("e") and not long]
    if not added:
        return False
    ends_so = added[-1] == len(gaps) - 1 and bool(gaps[-1][0].strip("aei"))  # she, my
    if ends_so or looks_foreign(said):
        return True
    few = len(typed.bones) <= _FEW_BONES and len(said) < _LONG and not _DIGIT.search(said)
    inner = (at for at in added if at + 1 < len(gaps))
    return few and any(at == 0 or _CLOSE.match(gaps[at][0]) for at in inner)
