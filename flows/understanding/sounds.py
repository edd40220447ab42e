"""How a word sounds in both scripts: ``rajel`` and «راجل» have the consonants ``rjl``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_ARABIC = dict(zip("بپتثطجچژحهخدذضظرزسصشعغفقکگلمن", "bptttjcjhhxddddrzssc3gfkkglmn", strict=True))
_PERSIAN = _ARABIC | dict(zip("ثذضظعغ", ("s", "z", "z", "z", "", "k"), strict=True))
_LATIN = {
    "kh": "x", "ch": "c", "sh": "c", "gh": "g", "th": "t", "dh": "d", "ph": "f", "zh": "j",
    "ck": "k", "5": "x", "7": "h", "8": "h", "9": "k", "q": "k", "6": "t", "2": "", "4": "",
}  # fmt: skip
_FINGLISH = _LATIN | {"gh": "k", "q": "k", "v": "", "3": ""}
_WRITTEN = re.compile("kh|ch|sh|gh|th|dh|ph|zh|ck|.")
_SOFT = "eiy"
_ARABIC_VOWELS: Mapping[str, str] = {"ا": "a", "و": "u", "ی": "i"}
_LATIN_VOWELS: Mapping[str, str] = {
    "a": "a", "e": "ai", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"
}  # fmt: skip
_ANY = "aiu"
"""What an alef that begins a word may be, after a hamza that nobody writes."""
_ARTICLE = re.compile(r"^(?:al|el|ll?)(?=[^aeiouyl\s])|^ال|^لل(?=.{3})")
_GLUED = re.compile(r"^(ف)ال(?=.{3})|^(و)ال(?!د)(?=.{3})|^([وبل])ال(?=.{4})")
"""In the, and the, with the: «فالسيمانة» is ``f simana``."""
_OF_HER = {"i": "iA"}
"""«ـية» keeps its i, whatever is written after it: ``jam3a`` is not «جمعية»."""
_OF_KIND = re.compile("[iy]+a")
_FEWEST_CERTAIN = 3
_FEWEST_LETTERS = 4
_BEFORE_VOWEL = re.compile(r"^d?l(?=[aeiouy][a-z]{3})")
_HARD_G = re.compile("g(?!h)")
_BOUND = re.compile(r"(?<=[a-z0-9]{3})[ae]?t$")
_BY_THE = re.compile(r"\b([bfw]) ?l ?(?=[aeiou][a-z0-9]{3})")
_ITS_ARTICLE = re.compile(r"\b(?:al|el|l) (?=[a-z0-9]{3})")
_SOFT_G = re.compile("g(?=[aeiy])")
_ADVERB = re.compile(r"(?<=[a-z0-9]{3}a)n$")
_APART_H = re.compile("(?<=[td])h(?=[aeo])")
_OF_LONG = re.compile(r"\bd[yi]al\b")
_OF: Mapping[str, str] = {"d": "dyal", "dial": "dyal"}
_ENDING_H = re.compile(r"(?<=[aeiou])h\b")
"""As many write a ح that ends a word: ``islah``, ``flah``."""
_TWICE = re.compile(r"([^\W\d_])\1+")
_HARD_C = re.compile("c(?![eiyh])|qu(?=[ei])")
_ALIKE = str.maketrans("owy", "uui")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A word as its consonants, and the vowels written before each and after the last."""

    bones: str
    vowels: tuple[str, ...]
    latin: bool


@lru_cache(maxsize=64)  # one answer is heard whole, bare and in part
def hear(word: str, language: str) -> Heard:
    """Return how a folded word sounds: without article, doubled letters or an ``h`` at the end."""
    bare = word if language == "fa" else _without_article(word)
    latin = bare.isascii()
    if latin and bare.isdecimal():
        return Heard(bones=bare, vowels=("",) * (len(bare) + 1), latin=True)
    bones: list[str] = []
    vowels = [""]
    glued = int(bare != word and not word.startswith("ال"))
    for sound, vowel in _latin(bare, language) if latin else _arabic(bare, language, glued):
        if vowel:
            vowels[-1] += vowel
        elif sound and not (latin and bones and bones[-1] == sound and not vowels[-1]):
            bones.append(sound)
            vowels.append("")
    ends_in_h = len(bones) > 1 and bones[-1] == "h" and not vowels[-1]
    if ends_in_h and bare[-1] in "hه" and (vowels[-2] or not latin):
        bones.pop()
        vowels.pop()
        vowels[-1] = vowels[-1] if latin else _OF_HER.get(vowels[-1], vowels[-1] + "a")
    return Heard(bones="".join(bones), vowels=tuple(vowels), latin=latin)


def _without_article(word: str) -> str:
    """Return the word without its article, once: «الواليدية» is *walidia*."""
    bare = _ARTICLE.sub("", word)
    return bare if bare != word else _GLUED.sub(r"\1\2\3", word)


@lru_cache(maxsize=64)  # an answer is heard whole, bare and in parts
def readings(said: str) -> tuple[str, ...]:
    """Return Latin Darija as other hands write it: ``lintaj``, ``mo7arabat``, ``taxi``.

    The article before a vowel, the *t* of a bound noun, the *n* of an adverb; ``d`` is ``dyal``;
    letters that Arabic lacks, and ``ngol`` for «نقول».
    """
    if not said.isascii():
        return (said,)
    *before, last = _ITS_ARTICLE.sub("l", _BY_THE.sub(r"\1", said)).split()
    bound = [*(_BOUND.sub("a", _OF.get(word, word)) for word in before), last]
    first, *after = (_ADVERB.sub("", word) for word in bound)
    bare = [_BEFORE_VOWEL.sub("", word) for word in after]
    kept = " ".join((first, *bare))
    written = " ".join((_BEFORE_VOWEL.sub("", first), *bare))
    lent = written.replace("p", "b").replace("v", "f")
    others = [written, kept, written.replace("x", "ks"), lent]
    if "g" in said:
        others += (_HARD_G.sub("k", lent), _SOFT_G.sub("j", said), _SOFT_G.sub("j", written))
    if "h" in written and _ENDING_H.search(written):
        others.append(_ENDING_H.sub("7", written))
    if "d" in said or "th" in said:
        others += (_OF_LONG.sub("d", said), _APART_H.sub("8", said))
    return tuple(dict.fromkeys((said, *others)))


def together(words: Sequence[Heard]) -> Heard:
    """Return words as one: «ما كنقراش» and ``makan9rach`` sound the same."""
    vowels = [""]
    for word in words:
        vowels[-1] += word.vowels[0]
        vowels.extend(word.vowels[1:])
    bones = "".join(word.bones for word in words)
    return Heard(bones=bones, vowels=tuple(vowels), latin=all(word.latin for word in words))


def unvoiced(heard: Heard, sound: str) -> Heard:
    """Return the word without a consonant: «معقول» as ``maakoul`` writes it."""
    bones, vowels = "", [heard.vowels[0]]
    for bone, after in zip(heard.bones, heard.vowels[1:], strict=True):
        if bone == sound:
            vowels[-1] += after.replace("a", "ia")  # ``ljamia``
        else:
            bones += bone
            vowels.append(after)
    return Heard(bones=bones, vowels=tuple(vowels), latin=heard.latin)


def once(heard: Heard) -> Heard:
    """Return the word with each consonant once that is written twice: ``kannsa``, «كننسى»."""
    bones, vowels = "", [heard.vowels[0]]
    for bone, after in zip(heard.bones, heard.vowels[1:], strict=True):
        if bones[-1:] == bone and not vowels[-1]:
            vowels[-1] = after
        else:
            bones += bone
            vowels.append(after)
    return Heard(bones=bones, vowels=tuple(vowels), latin=heard.latin)


@lru_cache(maxsize=128)
def one_spelling(folded: str) -> str:
    """Return one spelling where letters come and go: *wollof*, *poular*, ``khadamat``; or empty."""
    if len(folded) < _FEWEST_LETTERS:
        return ""
    if folded.isascii():
        folded = _HARD_C.sub("k", folded.replace("ou", "u").replace("ph", "f").replace("x", "ks"))
        folded = folded.replace("ksc", "ks").translate(_ALIKE)
    return _TWICE.sub(r"\1", folded)


def _latin(word: str, language: str) -> list[tuple[str, str]]:
    table = _FINGLISH if language == "fa" else _LATIN
    found = []
    for match in _WRITTEN.finditer(word):
        letter = match[0]
        if letter == "c":
            found.append(("s" if word[match.end() : match.end() + 1] in [*_SOFT] else "k", ""))
        elif letter in _LATIN_VOWELS:
            found.append(("", letter))
        elif letter == "v" and language == "fa":  # «و»
            found.append(("", "w"))
        else:
            found.append((table.get(letter, letter), ""))
    return found


def _arabic(word: str, language: str, glued: int) -> list[tuple[str, str]]:
    """Return the sounds and vowels; an alef that begins a word, or what it is glued to, is any."""
    table = _PERSIAN if language == "fa" else _ARABIC
    found = [(table.get(c, ""), _ARABIC_VOWELS.get(c, "")) for c in word]
    if word.endswith("ی") and language != "fa":  # «حتى» ends in an a
        found[-1] = ("", "ia")
    if word[glued : glued + 1] == "ا" and len(word) > glued + 1 and language != "fa":
        found[glued] = ("", _ANY)  # «إشارة», «أجرة»
    return found


def is_transliteration(typed: Heard, label: Heard) -> bool:
    """Return whether words with the same consonants in two scripts are surely the same word.

    Short vowels come and go, a long one must stand: ``khdamt`` is not «خدمات». Between two
    consonants it must be that one: ``fas`` is «فاس», ``fes`` may be.
    """
    latin, arabic = (typed, label) if typed.latin else (label, typed)
    strict = len(arabic.bones) < _FEWEST_CERTAIN
    if strict and latin.vowels[-1].strip("e") and not arabic.vowels[-1]:
        return False  # ``walida`` is no «ولد»
    if arabic.vowels[-1] == "a" and latin.latin and _OF_KIND.search(latin.vowels[-1]):
        return False  # ``jam3iya`` is no «جامعة»
    return all(
        _fits(written, long, strict=strict)
        for written, long in zip(latin.vowels, arabic.vowels, strict=True)
    )


def is_texted(typed: Heard, label: Heard) -> bool:
    """Return whether words with the same consonants differ by vowels that are left out alone.

    As phones are typed on: ``mzyana bzf``, ``markting``. The last vowel stays, if there is one.
    """
    gaps = list(zip(typed.vowels, label.vowels, strict=True))
    if bool(gaps[-1][0]) != bool(gaps[-1][1]):
        return False
    if typed.latin != label.latin:
        return all(
            not written or not long or _fits(written, long, strict=False) for written, long in gaps
        )
    return all(_is_within(_plain_vowels(written), _plain_vowels(known)) for written, known in gaps)


def _plain_vowels(written: str) -> str:
    return written.replace("ou", "u").translate(_ALIKE)


def _is_within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(vowel in rest for vowel in part)


def _fits(written: str, long: str, *, strict: bool) -> bool:
    if not long or not written:
        return not long and not (strict and "y" in written)
    if strict and len(long) > 1 and long[0] == "u" and set(written).isdisjoint("wou"):
        return False  # ``3ad`` is not «العواد»
    if long == _ANY:
        return written[0] not in "yw"
    if strict and set(written) == {"e"}:
        return "i" in long
    long = long.lower() if strict else long
    if written[0] in "wy":  # ``we9t``: it is the consonant, and a short vowel follows
        written = written[0]
    written = written.replace("aw", "w").replace("ay", "y").replace("ou", "u")
    fitting = [any(v in long for v in _LATIN_VOWELS.get(letter, "")) for letter in written]
    return all(fitting) if strict else any(fitting)
