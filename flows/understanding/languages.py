"""The languages that are understood, and the order in which each conversation tries them."""

from collections.abc import Iterator, Mapping

from flows.understanding.ar import AR
from flows.understanding.ary import ARY
from flows.understanding.en import EN
from flows.understanding.fa import FA
from flows.understanding.fr import FR
from flows.understanding.lexicon import Lexicon

LEXICONS: Mapping[str, Lexicon] = {lexicon.code: lexicon for lexicon in (AR, ARY, FR, FA, EN)}

SPOKEN_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "ar": ("ar", "ary", "fr", "en"),
    "ary": ("ary", "ar", "fr", "en"),
    "fr": ("fr", "ary", "ar", "en"),
    "fa": ("fa", "en"),
    "en": ("en", "fr"),
}
"""Whose numbers, months and hours are read in a conversation; the first language goes first."""

EVERY: Mapping[str, tuple[str, ...]] = {
    "ar": ("ar", "ary", "fr", "en", "fa"),
    "ary": ("ary", "ar", "fr", "en", "fa"),
    "fr": ("fr", "ary", "ar", "en", "fa"),
    "fa": ("fa", "en", "ar", "ary", "fr"),
    "en": ("en", "fr", "ar", "ary", "fa"),
}
"""Whose commands are understood: everybody's."""


def spoken_with(language: str) -> Iterator[Lexicon]:
    """Yield the lexicons read in a conversation, its own language first."""
    return (LEXICONS[code] for code in SPOKEN_TOGETHER.get(language, SPOKEN_TOGETHER["en"]))


def all_from(language: str) -> Iterator[Lexicon]:
    """Yield every lexicon, the conversation's language first."""
    return (LEXICONS[code] for code in EVERY.get(language, EVERY["en"]))
