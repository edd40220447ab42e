"""Registration codes: short, easy to say on the telephone, and with a check character."""

from __future__ import annotations

from flows.understanding import ascii_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U (https://www.crockford.com/base32.html)."""
LONGEST = 30
"""Characters that a code is written in at most, with spaces and marks."""
_ALIKE = str.maketrans("OIL", "011")
_BITS = 35
_MIX = 0x3B_9AC9_A0F5
"""Odd, so that multiplying by it modulo 2**35 never gives two keys one code."""


def registration(key: int) -> str:
    """Return the code of an interview's key, as ``7K3M-9QXT``: seven characters and a check."""
    mixed = (key * _MIX) % (1 << _BITS)
    digits = [(mixed >> shift) & 31 for shift in range(_BITS - 5, -1, -5)]
    letters = "".join(ALPHABET[digit] for digit in digits) + ALPHABET[_check(digits)]
    return f"{letters[:4]}-{letters[4:]}"


def link(chance: int) -> str:
    """Return a code that nobody can guess, of 40 random bits: ``Q7K3-M9XT``."""
    letters = "".join(ALPHABET[(chance >> shift) & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def read_link(text: str) -> str:
    """Return the code that a text is, however it is written, or ""."""
    if len(text) > LONGEST:
        return ""
    letters = "".join(filter(str.isalnum, ascii_digits(text))).upper().translate(_ALIKE)
    if len(letters) != 8 or any(letter not in ALPHABET for letter in letters):
        return ""
    return f"{letters[:4]}-{letters[4:]}"


def valid(code: str) -> bool:
    """Return whether a code is whole: one wrong or two swapped characters are noticed."""
    letters = code.replace("-", "").upper()
    if len(letters) != 8 or any(letter not in ALPHABET for letter in letters):
        return False
    digits = [ALPHABET.index(letter) for letter in letters]
    return digits[-1] == _check(digits[:-1])


def _check(digits: list[int]) -> int:
    return sum(place * digit for place, digit in enumerate(digits, 2)) % 31
