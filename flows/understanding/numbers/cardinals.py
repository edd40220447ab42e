"""Numbers in words, from zero to millions: ``khmsa o 3chrin``, ``quatre-vingt-onze``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter

from flows.understanding.languages import LEXICONS, spoken_with
from flows.understanding.lexicon import Grammar, Lexicon, by_phrase, words
from flows.understanding.spoken.colloquial import with_arabic_keys
from flows.understanding.spoken.foreign import looks_foreign

MOST_WORDS = 16
_LONGEST_WORD = 40
_SPELT = (("kh", "x"), ("5", "x"), ("ch", "c"), ("sh", "c"), ("gh", "g"), ("7", "h"), ("9", "q"),
          ("6", "t"), ("2", ""))  # fmt: skip
_LAST_LETTER = itemgetter(slice(-1, None))
_TWICE = re.compile(r"(.)\1")
_SHORTEST_SKELETON = 4
_SHORTEST_JOINED = 3
"""Latin letters after a glued *and*: ``wst`` is the middle, not and six."""
_DOUBTFUL_ALONE = words(
    "bjouj | bjoj | bjuj | bzouj | vin | sent | tnin | تنين | tlat | تلات | arb3 | مئات"
)
"""Weekdays too; and hundreds, which fold as Darija's hundred."""
_OTHERWISE = words("زوج | سفر | ثمن | وحدة")
"""In Standard Arabic a husband, a journey, a price and a unit."""
_TWO = words(
    "اثنان | اثنين | إثنين | اتنين | اتنان | ثنين | تنين | ثنتين | ثنتان | اثنتين | اثنتان"
)
_DUAL = ("ان", "ین")
_OF = frozenset({"d", "dyal", "dial", "د", "دیال"})
_SEVERAL = frozenset({"تا", "ta"})
_COUNTED = (1000, 1_000_000)
_TENS = range(20, 100, 10)
_TEN = re.compile(r"[^aou]ne?$")
"""How Darija's tens end, whatever other vowels they have: ``3chrn``, never *3achran*."""
_VOWELS_OF_OTHERS: Mapping[int, re.Pattern[str]] = {
    **dict.fromkeys((3, 4, 5, 6, 7, 10), re.compile("[ouiy]|at$")),
    8: re.compile("[ou]|at$"),
}
"""What Darija's units never have: *3achoura* is a feast, *3chir* a friend."""
_THOUSAND_COUNTED = words("ألفا")
"""Alone it is the dual before its noun: ألفا درهم; after eleven and more it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A number read from words, and whether every joining word stood where it belongs."""

    value: int
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    value: int
    joined: bool
    """Whether *and* stood before it."""
    digits: bool = False


def cardinal(tokens: Sequence[str], language: str) -> Sum | None:
    """Return the number that folded words and digits say together, in any language spoken there."""
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    return _cardinal(tuple(tokens), language)


@lru_cache(maxsize=64)  # the words of one answer are added up several times
def _cardinal(tokens: tuple[str, ...], language: str) -> Sum | None:
    for lexicon in spoken_with(language):
        by_sound = language in ("ary", "ar")
        if (found := cardinal_in(tokens, lexicon.code, by_sound=by_sound)) is not None:
            if language == "fr" and lexicon.code == "ary" and "ou" in tokens:
                return replace(found, certain=False)  # *and* in Darija, *or* in French
            is_word = language == "ar" and len(tokens) == 1 and tokens[0] in _OTHERWISE
            return replace(found, certain=False) if is_word else found
    return None


def cardinal_in(tokens: Sequence[str], code: str, *, by_sound: bool) -> Sum | None:
    """Return the number that the words say in one language; Latin Darija also by its consonants."""
    vocabulary = _vocabulary(code)
    parts: list[_Part] = []
    joined = False
    said = tokens
    if not vocabulary.glue_ends.isdisjoint(map(_LAST_LETTER, tokens)):
        said = tuple(_without_trailing_joins(tokens, vocabulary))
    for at, token in enumerate(said):
        if token in ("l", "ل", "n") and parts and 11 <= parts[-1].value <= 19 and code == "ary":
            continue  # tnach l alf
        counted = vocabulary.values.get(said[at + 1]) if at + 1 < len(said) else None
        if token in _OF and code == "ary" and parts and not joined and counted in _COUNTED:
            continue  # tlata d alaf
        if token in _THOUSAND_COUNTED and parts and not joined:
            parts.append(_Part(value=1000, joined=False))
            continue
        if token in vocabulary.joins and (parts or joined):
            if joined:
                return None
            joined = True
            continue
        found = vocabulary.parts(token, by_sound=by_sound)
        if not found:
            return None
        parts.append(replace(found[0], joined=joined or found[0].joined))
        parts.extend(found[1:])
        joined = False
    if joined or not parts:
        return None
    found_sum = _Reader(parts, LEXICONS[code].grammar).total()
    if found_sum and len(tokens) == 1 and tokens[0] in _DOUBTFUL_ALONE:
        return replace(found_sum, certain=False)
    if found_sum and len(parts) > 1 and any(_is_dual(token, vocabulary) for token in tokens):
        return replace(found_sum, certain=False)  # «عشرون وشهران»
    return found_sum


def _is_dual(token: str, vocabulary: "_Vocabulary") -> bool:
    """Return whether a word is two of something, which adds up with no other number."""
    if not token.endswith(_DUAL):
        return False
    bare = token.removeprefix("و")
    return bare not in _TWO and 2 in (vocabulary.values.get(token), vocabulary.values.get(bare))


def _without_trailing_joins(tokens: Sequence[str], vocabulary: "_Vocabulary") -> Iterator[str]:
    """Yield the words; «سیو پنج» as «سی و پنج», ``bisto do`` as ``bist o do``."""
    for token in tokens:
        if not token.endswith(vocabulary.glue):  # as nearly always
            yield token
            continue
        join = next((j for j in vocabulary.glue if token.endswith(j)), "")
        head = token.removesuffix(join)
        if join and token not in vocabulary.values and head in vocabulary.values:
            yield from (head, join)
        else:
            yield token


def _has_its_vowels(token: str, value: int) -> bool:
    """Return whether a word with a number's consonants has no vowel that the number never has."""
    if value in _TENS:
        return _TEN.search(token) is not None
    foreign = _VOWELS_OF_OTHERS.get(value)
    return foreign is None or foreign.search(token) is None


_NAMES = words("josh | maya | mia | olaf | rabbin | rabin | sabine | elfe | elfes | ste | mil")
"""They have the consonants, or the letters, of Darija's numbers."""


class _Vocabulary:
    """The number words of one language, folded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.joins = words(lexicon.joins)
        self.glue = tuple(join for join in self.joins if join in ("و", "o", "w", "ou", "u"))
        arabizi = by_phrase(lexicon.arabizi_cardinals)
        self.glue_ends = frozenset(map(_LAST_LETTER, self.glue))
        self.values = by_phrase(lexicon.cardinals) | arabizi
        self.starts = {word[:2] for word in self.values}
        self.counters = tuple(words(lexicon.counters))
        self.once = _unique((_TWICE.sub(r"\1", word), n) for word, n in self.values.items())
        self.spelt = _unique((_spelling(word), value) for word, value in arabizi.items())
        self.skeletons = _skeletons(arabizi)
        self.arabic_keys = _arabic_keys(self.values) if lexicon.code == "fa" else {}
        self.other_words = other_words() - frozenset(self.values)

    def parts(self, token: str, *, by_sound: bool) -> tuple[_Part, ...]:
        """Return the numbers in one written word; most hold one, «بیست‌وپنج» holds two."""
        if token.isdecimal():
            return (_Part(value=int(token), joined=False, digits=True),) if len(token) < 10 else ()
        if (value := self._value(token, by_sound=by_sound)) is not None:
            return (_Part(value=value, joined=False),)
        for glue in self.glue if token.startswith(self.glue) else ():
            rest = token.removeprefix(glue)
            if rest == token or (rest.isascii() and len(rest) < _SHORTEST_JOINED):
                continue
            if (value := self._value(rest, by_sound=by_sound)) is not None:
                return (_Part(value=value, joined=True),)
        for counter in self.counters if token.endswith(self.counters) else ():
            rest = token.removesuffix(counter)
            if rest == token or (value := self._value(rest, by_sound=by_sound)) is None:
                continue
            if value != 1 or counter not in _SEVERAL:  # «یکتا» is a name
                return (_Part(value=value, joined=False),)
        return self._compound(token)

    def _value(self, token: str, *, by_sound: bool) -> int | None:
        found = self.values.get(token)
        if found is None and token in _NAMES:
            return None
        if found is None and len(token) > _SHORTEST_SKELETON and _TWICE.search(token):
            found = self.once.get(_TWICE.sub(r"\1", token))
        if found is None and self.arabic_keys:
            found = self.arabic_keys.get(token)
        if (
            found is None
            and by_sound
            and self.spelt
            and token.isascii()
            and token not in self.other_words
            and not looks_foreign(token)
        ):
            if (spelt := self.spelt.get(_spelling(token))) is not None:
                return spelt
            bones = _skeleton(token)
            is_darija = not token.endswith("i") and (
                len(bones) >= _SHORTEST_SKELETON or any(c in "23579" for c in token)
            )
            value = self.skeletons.get(bones) if is_darija else None
            return value if value is None or _has_its_vowels(token, value) else None
        return found

    def _compound(self, token: str) -> tuple[_Part, ...]:
        """Return the parts of words written together, cut into the fewest that are known."""
        if not 5 <= len(token) <= _LONGEST_WORD or token[:2] not in self.starts:
            return ()
        ways: list[list[tuple[_Part, ...]]] = [[] for _ in range(len(token) + 1)]
        ways[0] = [()]
        for end in range(2, len(token) + 1):
            for start in range(max(0, end - 12), end - 1):
                if not ways[start]:
                    continue
                piece, joined = token[start:end], False
                value = self.values.get(piece)
                if value is None and start and piece[:1] in self.glue:
                    value, joined = self.values.get(piece[1:]), True
                if value is not None and len(piece) > 1:
                    part = _Part(value=value, joined=joined)
                    ways[end] += [(*before, part) for before in ways[start]][:3]
        fewest = min(map(len, ways[-1]), default=0)
        found = {tuple(part.value for part in way): way for way in ways[-1] if len(way) == fewest}
        return next(iter(found.values())) if len(found) == 1 else ()


class _Reader:
    """A walk along the parts of one number; a part that fits nowhere ends it."""

    def __init__(self, parts: Sequence[_Part], grammar: Grammar) -> None:
        self.parts = parts
        self.grammar = grammar
        self.at = 0
        self.certain = True

    def total(self) -> Sum | None:
        if [part.value for part in self.parts] == [0]:
            return Sum(value=0, certain=True)
        total = 0
        for scale in (1_000_000, 1000):
            total += self._scaled(scale)
        total += self._below_thousand()
        if self.at < len(self.parts) or total == 0:
            return None
        return Sum(value=total, certain=self.certain)

    def _peek(self, ahead: int = 0) -> int | None:
        index = self.at + ahead
        return self.parts[index].value if index < len(self.parts) else None

    def _scaled(self, scale: int) -> int:
        start, certain = self.at, self.certain
        if self._peek() == 2 * scale:
            self.at += 1
            return 2 * scale
        count = self._below_thousand()
        if self._peek() == scale and (count or self.at == start):
            self.at += 1
            return max(count, 1) * scale
        self.at, self.certain = start, certain
        return 0

    def _below_thousand(self) -> int:
        value = self._peek()
        if value is None:
            return 0
        total = 0
        following = self._peek(1)
        most = 19 if self.grammar == "french" else 9
        least = 1 if self.grammar in ("persian", "english") else 2
        in_french = self.grammar == "french" and value == 10 and self._peek(2) == 100
        if in_french and following in (7, 8, 9):  # dix-neuf cent
            self.at += 1
            value, following = 10 + following, 100
        if self.grammar == "persian" and value == 30 and following == 100:
            value = 3
        if least <= value <= most and following == 100 and not self.parts[self.at + 1].joined:
            total = value * 100
            self.at += 2
        elif self.parts[self.at].digits:
            self.at += value < 1000
            return value if value < 1000 else 0
        elif value % 100 == 0 and 100 <= value <= 900:
            total = value
            self.at += 1
        return total + self._below_hundred()

    def _below_hundred(self) -> int:
        value = self._peek()
        if value is None or not 1 <= value <= 99 or self.parts[self.at].digits:
            return 0
        self.at += 1
        match self.grammar:
            case "semitic":
                return self._units_first(value)
            case "french":
                return self._french(value)
            case _:
                return self._tens_first(value)

    def _units_first(self, value: int) -> int:
        """Five and twenty; ten follows without *and*: خمسة عشر."""
        following = self._peek()
        if following is None or self.parts[self.at].digits:
            return value
        joined = self.parts[self.at].joined
        if value <= 9 and following == 10 and not joined:
            self.at += 1
            return value + 10
        tens_follow = value <= 9 and following in _TENS
        tens_lead = value in _TENS and 1 <= following <= 9 and joined
        if tens_follow or tens_lead:
            self.certain = self.certain and joined
            self.at += 1
            return value + following
        return value

    def _french(self, value: int) -> int:
        """Sixty and eighty (four twenties) count on to nineteen; ten seven is seventeen."""
        if value == 4 and self._peek() == 20 and not self.parts[self.at].joined:
            self.at += 1
            value = 80
        if value == 10 and self._peek() in (7, 8, 9):
            return 10 + self._take()
        following = self._peek() or 0
        if value not in _TENS or not 1 <= following <= (19 if value in (60, 80) else 9):
            return value
        value += self._take()
        return value + self._take() if following == 10 and self._peek() in (7, 8, 9) else value

    def _tens_first(self, value: int) -> int:
        """Twenty (and) five; Persian writes the *and*."""
        following = self._peek() or 0
        if value not in _TENS or not 1 <= following <= 9:
            return value
        return value + self._take()

    def _take(self) -> int:
        self.at += 1
        return self.parts[self.at - 1].value


_SAME = str.maketrans("uwy", "ooi")
_SILENT_END = re.compile(r"(?<=[^aeiou]{2})e$|(?<=[jnr])e$")


def _spelling(token: str) -> str:
    """Return one spelling for letters that come and go: ``zuj``, ``khmssa``, ``khmsta3ch``."""
    for written, sound in _SPELT:
        token = token.replace(written, sound)
    token = token.replace("ou", "o").replace("ee", "i").replace("a3c", "ac").translate(_SAME)
    return _SILENT_END.sub("", _TWICE.sub(r"\1", token))


def _unique(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Return the keys that say one number only."""
    found: dict[str, set[int]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: meant.pop() for key, meant in found.items() if len(meant) == 1}


def _skeleton(token: str) -> str:
    for written, sound in _SPELT:
        token = token.replace(written, sound)
    return token[:1] + re.sub("[aeiouy]", "", _TWICE.sub(r"\1", token)[1:])


def _skeletons(values: Mapping[str, int]) -> Mapping[str, int]:
    """Return what the consonants alone say, where they say one number."""
    spelt = _unique((_skeleton(word), value) for word, value in values.items())
    return {bones: value for bones, value in spelt.items() if len(bones) > 2}


def _arabic_keys(values: Mapping[str, int]) -> Mapping[str, int]:
    """Return Persian numbers as a keyboard without «پ» and «چ» types them: «بنجاه», «جهار»."""
    typed = ((with_arabic_keys(word), value) for word, value in values.items())
    long = ((word, n) for word, n in typed if len(word) > 3 or word.startswith("ب"))
    return _unique((word, n) for word, n in long if word not in values)  # «جار» is a neighbour


@lru_cache(maxsize=1)
def other_words() -> frozenset[str]:
    """Return words that only sound like numbers: ``matin`` is not ``mitin``."""
    found: set[str] = set()
    for lexicon in LEXICONS.values():
        for table in (lexicon.weekdays, lexicon.hours, lexicon.months):
            found.update(by_phrase(table))
        for text in (*lexicon.parts.values(), *lexicon.intents.values(), lexicon.units):
            found.update(words(text))
    return frozenset(found)


@lru_cache(maxsize=8)
def _vocabulary(code: str) -> _Vocabulary:
    return _Vocabulary(LEXICONS[code])
