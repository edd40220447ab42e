"""Darija in Latin letters alone, as those write it who use no digits: ``aandi``, ``sebaa``.

A word that is none of the known ones is written with its digits, ``3ndi``, ``seb3a``, where the
known words that it may be are all one word.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import TypeVar

from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import Lexicon, phrases
from flows.understanding.outcomes import Read, Refused
from flows.understanding.spoken import arabizi_lookalikes
from flows.understanding.spoken.foreign import looks_foreign

T = TypeVar("T")

_SPOKEN = ("ar", "ary")
_LETTERS = str.maketrans({"3": "a", "7": "h", "9": "k", "5": "x", "8": "h", "2": "", "q": "k"})
_RUN = re.compile("[aeiouyw]+")
_TWICE = re.compile(r"([^a])\1+")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouyw")
_DIGITS = frozenset("235789")
_SHORTEST = 3
_FEW_CONSONANTS = 2
_OF_AYN = re.compile("aa|^a[^aeiouy]|^o[^aeiouy]|rba$|h")
_LONGEST_TYPED = 80
_APART = re.compile(r"[\s|/\[\]]+")
_LATIN = re.compile("[a-z]{3}")
_PARTS = re.compile(r"[a-z0-9]+|[^a-z0-9]+")


def beyond_plain(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read, if need be with the digits that its words are known by.

    ``read`` returns an `Outcome`.
    """
    outcome = read(text)
    if isinstance(outcome, Read) or (written := with_digits(text, language)) is None:
        return outcome
    again = read(written)
    return again if isinstance(again, Read) or isinstance(outcome, Refused) else outcome


@lru_cache(maxsize=64)  # one message is looked at for half a dozen meanings
def with_digits(text: str, language: str) -> str | None:
    """Return the text with the digits of its Darija words, or None where there are none."""
    if language not in _SPOKEN or len(text) > _LONGEST_TYPED:
        return None
    typed = text.lower()
    if typed.isdecimal() or not _LATIN.search(typed):
        return None
    found = [_with_digits(part) for part in _PARTS.findall(typed)]
    written = "".join(found)
    return written if written != typed else None


def _with_digits(part: str) -> str:
    """Return the word of Darija that it may be; one with few consonants shows where the 3 was."""
    if len(part) < _SHORTEST or not part.isalpha() or part in _plain_words():
        return part
    if _consonants(part.replace("kh", "x").translate(_LETTERS)) not in _known_consonants():
        return part  # as nearly always
    if (known := _known().get(_sound(part))) is None or looks_foreign(part):
        return part
    few = len(_DOUBLED.sub(r"\1", part.translate(_VOWELS))) <= _FEW_CONSONANTS
    return part if few and not _OF_AYN.search(part) else known


def _sound(word: str) -> str:
    """Return a word as it sounds, alike with digits and without: ``3ndi`` and ``aandi``."""
    plain = word.replace("kh", "x").translate(_LETTERS)
    heard = _TWICE.sub(r"\1", _RUN.sub(_vowel, plain))
    return heard[1:] if heard.startswith("aa") else heard


def _vowel(run: re.Match[str]) -> str:
    """Return the vowel of a run: *ou* before *i* before *a*; an *e* alone may as well be none."""
    vowels = run[0]
    if any(each in vowels for each in "ouw"):
        return "u"
    if any(each in vowels for each in "iy"):
        return "i"
    return (
        "aa" if vowels.count("a") + vowels.count("e") > 1 and "a" in vowels else vowels.strip("e")
    )


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Return the words with a digit by how they sound, where one word alone sounds so."""
    found: dict[str, str] = {}
    bones: dict[str, set[str]] = {}
    for word in _words(LEXICONS["ary"]):
        if _DIGITS.isdisjoint(word) or (word[0].isdecimal() and len(word) < _SHORTEST):
            continue
        sound = _sound(word)
        found.setdefault(sound, word)
        bones.setdefault(sound, set()).add(_DOUBLED.sub(r"\1", word.translate(_VOWELS)))
    return {sound: word for sound, word in found.items() if len(bones[sound]) == 1}


def _consonants(heard: str) -> frozenset[str]:
    return frozenset(heard.translate(_VOWELS))


@lru_cache(maxsize=1)
def _known_consonants() -> frozenset[frozenset[str]]:
    """Return the letters that any of the known words has beside its vowels."""
    return frozenset(map(_consonants, _known()))


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """Return the words of every lexicon that have no digits: they are what they are."""
    every = (text for lexicon in LEXICONS.values() for text in _texts(lexicon, but="never"))
    split = (word for text in every for word in _APART.split(text.lower()))
    never = (lexicon.never for lexicon in LEXICONS.values())
    own = (word for text in (*arabizi_lookalikes.EVERY, *never) for word in phrases(text))
    return frozenset(word for word in (*split, *own) if word.isascii() and word.isalpha())


def _words(lexicon: Lexicon) -> Iterator[str]:
    """Yield the Latin words of all the phrases of a lexicon."""
    for text in _texts(lexicon, but="never"):
        for phrase in phrases(text):
            if phrase.isascii():
                yield from (word for word in phrase.split() if not word.isdecimal())


def _texts(lexicon: Lexicon, *, but: str = "") -> Iterator[str]:
    for each in fields(lexicon):
        if each.name == but:
            continue
        table = getattr(lexicon, each.name)
        yield from table.values() if isinstance(table, Mapping) else (table,)
