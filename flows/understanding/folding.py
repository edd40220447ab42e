"""Text folded for matching, never for storing (languages.md, section 3)."""

import re
import unicodedata
from functools import lru_cache

MOST_CHARACTERS = 4096
"""A longer reply is no answer to anything: WhatsApp and Telegram both cut messages at 4,096."""

_TABLE_CEILING = 20_000

_LETTERS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىيئ", "ی"),
    **dict.fromkeys("ةۀہھە", "ه"),
    **dict.fromkeys("ڭݣ", "گ"),
    "ك": "ک",
    "ؤ": "و",
    "ڤ": "ف",
}
_LIGATURES = {"œ": "oe", "æ": "ae"}
_REMOVED = frozenset(
    "ءـ'’`´‘ʼ\u200b\u200c\u200d\u200e\u200f\u061c\ufeff\ufe0f"
    + "".join(
        chr(point)
        for low, high in ((0x064B, 0x065F), (0x06D6, 0x06ED), (0x202A, 0x202E), (0x2060, 0x2069))
        for point in range(low, high + 1)
    )
    + "\u0670"
)
_LONG_LETTER = re.compile(r"([^\W\d_])\1{2,}")
_BEGIN = re.compile(r"(?<!\w)[اأإآ]بدأ(?!\w)")
"""«ابدأ» is *begin*, «أبدا» is *never*: without their hamza they would be one word."""


@lru_cache(maxsize=64)  # one message is looked at for half a dozen meanings
def fold(text: str) -> str:
    """Return the words as they are compared: one spelling, ASCII digits, single spaces.

    Idempotent. Punctuation becomes a space, apostrophes and marks go, ``ouiiiii`` becomes ``ouii``.
    """
    if "بدأ" in text:
        text = _BEGIN.sub("بدا", text)  # as Darija says it
    return " ".join(_LONG_LETTER.sub(r"\1\1", text.translate(_FOLDED)).split())


def ascii_digits(text: str) -> str:
    """Return the text with the decimal digits of every script as 0-9, the rest as it was."""
    return text if text.isascii() else text.translate(_DIGITS)


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Return lower-case text with ASCII digits and its punctuation, without marks of direction.

    For what is told apart by punctuation: numbers, times, phones, lists.
    """
    shown = "".join(c for c in text if c not in _INVISIBLE)
    return ascii_digits(unicodedata.normalize("NFKC", shown)).lower()


def too_long(text: str) -> bool:
    """Return whether the reply is longer than any channel lets a person write."""
    return len(text) > MOST_CHARACTERS


_INVISIBLE = frozenset(c for c in _REMOVED if unicodedata.category(c) == "Cf") | {"\ufe0f", "ـ"}


def _folded_character(character: str) -> str:
    if character in _REMOVED:
        return ""
    character = _LETTERS.get(character, character)
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)
    return (
        "".join(map(_folded_part, decomposed))
        if decomposed != character
        else _folded_part(character)
    )


def _folded_part(part: str) -> str:
    category = unicodedata.category(part)
    if part in _REMOVED or category in ("Mn", "Me") or unicodedata.combining(part):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(part))
    if category[0] in "PSZC":
        return " "
    return _LIGATURES.get(part) or _LETTERS.get(part, part)


class _Folded(dict[int, str]):
    """Folded forms by code point, found when first met; `str.translate` asks for them."""

    def __missing__(self, point: int) -> str:
        folded = _folded_character(chr(point))
        if len(self) < _TABLE_CEILING:
            self[point] = folded
        return folded


class _Digits(dict[int, str]):
    """Decimal digits by code point, found when first met."""

    def __missing__(self, point: int) -> str:
        digit = unicodedata.decimal(chr(point), None)
        shown = chr(point) if digit is None else str(digit)
        if len(self) < _TABLE_CEILING:
            self[point] = shown
        return shown


_FOLDED = _Folded()
_DIGITS = _Digits()
