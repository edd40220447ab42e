"""How a tired person writes what she means: digits of any script, labels in part, typos."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.flows.understanding.spellers import SPELLERS

_DIGITS = {
    "ar": ("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "ary": ("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "fa": ("۰۱۲۳۴۵۶۷۸۹", "0123456789", "٠١٢٣٤٥٦٧٨٩"),
}
_LEAST = 6
"""Letters that a word needs to bear a typo and still be itself to a reader."""


def number(value: int, language: str, chance: random.Random) -> str:
    """Return a whole number as it is typed: digits, often of another script, or in words."""
    spellers = [each for each in SPELLERS if each.language == language]
    if spellers and chance.random() < 0.15:
        return chance.choice(spellers).spell(value)
    digits = chance.choice(_DIGITS.get(language, ("0123456789",)))
    return around(str(value).translate(str.maketrans("0123456789", digits)), chance)


def places(values: Sequence[int], language: str, chance: random.Random) -> str:
    """Return places in a list: ``1 3``, ``۱ و ۳``, ``1,3``."""
    digits = chance.choice(_DIGITS.get(language, ("0123456789",)))
    joint = chance.choice([" ", ", ", " " if language == "fr" else " و "])
    return joint.join(map(str, values)).translate(str.maketrans("0123456789", digits))


def label(words: str, chance: random.Random) -> str:
    """Return a label as somebody types it: exactly, in other case, with a typo where it may be."""
    way = chance.random()
    if way < 0.4:
        return around(words, chance)
    if way < 0.6:
        return around(words.lower(), chance)
    return typo(words, chance) if len(words) >= _LEAST else words


def typo(words: str, chance: random.Random) -> str:
    """Return the words with one letter lost, doubled or swapped with the next."""
    letters = [at for at, sign in enumerate(words) if sign.isalpha() and at]
    if not letters:
        return words
    at = chance.choice(letters)
    match chance.randrange(3):
        case 0:
            return words[:at] + words[at + 1 :]
        case 1:
            return words[:at] + words[at] + words[at:]
    return words[:at] + words[at + 1 : at + 2] + words[at] + words[at + 2 :]


def around(words: str, chance: random.Random) -> str:
    """Return the words with what fingers leave around them: spaces, a full stop, marks."""
    return (
        chance.choice(["", "", "", " ", "\u200f"]) + words + chance.choice(["", "", "", " ", "."])
    )
