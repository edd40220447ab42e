"""The consonants that a word has in both scripts: ``rajel`` and «راجل» are ``rjl``."""

import re

from flows.understanding.folding import fold

_ARABIC = str.maketrans(
    "بپتثطجچژحهخدذضظرزسصشعغفقکگلمن" + "اویة",
    "bptttjcjhhxddddrzssc3gfkkglmn" + "    ",
)
_LATIN = (("kh", "x"), ("5", "x"), ("ch", "c"), ("sh", "c"), ("gh", "g"), ("th", "t"), ("dh", "d"),
          ("ph", "f"), ("7", "h"), ("9", "k"), ("q", "k"), ("6", "t"), ("2", ""))  # fmt: skip
_TWICE = re.compile(r"(.)\1")
_VOWELS = re.compile("[aeiouyw ]")
_ARTICLE = re.compile(r"^(?:al|el|l)(?=[^aeiouyl\s])|^ال")


def consonants(text: str) -> str:
    """Return the sound of a short text, without vowels, articles or doubled letters."""
    folded = fold(text)
    sounds = [_sound(word) for word in folded.split()]
    return " ".join(filter(None, sounds))


def _sound(word: str) -> str:
    word = _ARTICLE.sub("", word)
    if word.isascii():
        if not word.isalpha() and not re.search("[a-z]", word):
            return word
        for written, sound in _LATIN:
            word = word.replace(written, sound)
    heard = _VOWELS.sub("", _TWICE.sub(r"\1", word).translate(_ARABIC))
    return heard.removesuffix("h") if len(heard) > 1 else heard
