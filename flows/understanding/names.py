"""People's names and the registration numbers of organisations (languages.md, section 6)."""

import unicodedata

from flows.understanding.folding import plain, too_long
from flows.understanding.outcomes import Outcome, Read, Refused

SHORTEST = 2
LONGEST = 80
"""Characters."""

_ALLOWED = frozenset(" -'’.\u200c")
_ICE_DIGITS = 15


def name(text: str) -> Outcome[str]:
    """Return the name as typed, NFC, without controls and outer spaces.

    Codes: ``name.too_short``, ``name.too_long``, ``name.letters``.
    """
    if too_long(text):
        return Refused(code="name.too_long")
    shown = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    kept = "".join(c for c in shown if c == "\u200c" or unicodedata.category(c) not in _CONTROLS)
    typed = " ".join(kept.split()).strip("\u200c")
    if len(typed) > LONGEST:
        return Refused(code="name.too_long")
    letters = sum(unicodedata.category(c)[0] == "L" for c in typed)
    if any(c not in _ALLOWED and unicodedata.category(c)[0] not in "LM" for c in typed):
        return Refused(code="name.letters")
    return Read(value=typed) if letters >= SHORTEST else Refused(code="name.too_short")


_CONTROLS = frozenset(["Cc", "Cf", "Cs", "Co", "Cn"])


def ice(text: str) -> Outcome[str]:
    """Return a Moroccan company's 15 digits; codes ``ice.digits`` and ``ice.check`` (mod 97)."""
    if too_long(text):
        return Refused(code="ice.digits")
    digits = "".join(c for c in plain(text) if c.isalnum())
    digits = digits.removeprefix("ice")
    if len(digits) != _ICE_DIGITS or not (digits.isascii() and digits.isdecimal()):
        return Refused(code="ice.digits")
    return Read(value=digits) if int(digits) % 97 == 0 else Refused(code="ice.check")
