"""A reply cut into numbers and known phrases, the longest phrase first."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.understanding.languages import LEXICONS, spoken_with
from flows.understanding.lexicon import Lexicon, by_phrase, words
from flows.understanding.numbers.cardinals import cardinal

Phrases = Mapping[tuple[str, ...], Mapping[str, int]]
"""What each phrase is: kinds of word with a value."""

_LONGEST_PHRASE = 5
_LONGEST_NUMBER = 9
_GLUED = ("و", "ف", "ب", "ل", "د", "fl", "dl", "f", "l", "d")
_ARTICLE_SPOKEN = ("ar", "ary")
_RUNS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A phrase or number of a reply; no kinds: an unknown word."""

    kinds: Mapping[str, int]
    written: str
    """The digits as typed, empty for a number in words."""

    def __contains__(self, kind: str) -> bool:
        return kind in self.kinds

    def __getitem__(self, kind: str) -> int:
        return self.kinds[kind]


def scan(folded: str, language: str, known: Phrases) -> Sequence[Item]:
    """Return the items of a folded reply, in order."""
    tokens = [part for token in folded.split() for part in _split(token, known)]
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        size, item = _next(tokens[at:], language, known)
        items.append(item)
        at += size
    return items


def gathered(
    language: str, tables: Callable[[Lexicon], Mapping[str, Mapping[int, str]]]
) -> Phrases:
    """Return the phrases of every language spoken there; the conversation's own go first."""
    known: dict[tuple[str, ...], dict[str, int]] = {}
    for lexicon in spoken_with(language):
        for kind, table in tables(lexicon).items():
            for phrase, value in by_phrase(table).items():
                known.setdefault(tuple(phrase.split()), {}).setdefault(kind, value)
    return known


def _split(token: str, known: Phrases) -> Sequence[str]:
    """Return ``28nov`` as two; «2شنبه» and ``1er`` are words already."""
    if (token,) in known or token.isdecimal():
        return (token,)
    parts = _RUNS.findall(token)
    if len(parts) > 2 and token.isascii() and not token[0].isdecimal():
        return (token,)  # wa9f: the digit is a letter
    words = [part for part in parts if not part.isdecimal()]
    apart = len(words) < len(parts) and all(not w.isascii() or (w,) in known for w in words)
    return parts if apart else (token,)


def _next(tokens: Sequence[str], language: str, known: Phrases) -> tuple[int, Item]:
    phrase = _phrase(tokens, known)
    number = _number(tokens, language)
    if tokens[0].isdecimal() and phrase[0] < 2:
        value = int(tokens[0]) if len(tokens[0]) <= 8 else -1
        return 1, Item(kinds={"number": value}, written=tokens[0])
    if number[0] > phrase[0]:
        return number[0], Item(kinds={"number": number[1]}, written="")
    if phrase[0]:
        kinds = dict(phrase[1])
        if number[0] == phrase[0]:
            kinds.setdefault("number", number[1])
        return phrase[0], Item(kinds=kinds, written="")
    first = tokens[0]
    if first.isascii() and first[:1] == first[1:2] and (first[1:],) in known:
        return 1, Item(kinds=known[(first[1:],)], written="")  # ``jjem3a``: with the article
    for glue in _GLUED:
        if language == "fr" and glue.isascii() and glue != "l":
            continue  # *fier* is not *f* and *hier*
        rest = tokens[0].removeprefix(glue)
        if rest != tokens[0] and len(rest) > 2 and (rest,) in known:
            return 1, Item(kinds=known[(rest,)], written="")
    if language in _ARTICLE_SPOKEN and (named := _with_article(tokens[0], language)) is not None:
        return 1, Item(kinds={"number": named}, written="")
    return 1, Item(kinds={}, written=tokens[0])


def _with_article(token: str, language: str) -> int | None:
    """Return the number of ``l3achra``, ``sseb3a``: an hour, a day of the month."""
    rest = token.removeprefix("l")
    found = cardinal([rest], language) if rest != token and len(rest) > 2 else None
    return found.value if found else None


def _phrase(tokens: Sequence[str], known: Phrases) -> tuple[int, Mapping[str, int]]:
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        if (kinds := known.get(tuple(tokens[:size]))) is not None:
            return size, kinds
    return 0, {}


def _number(tokens: Sequence[str], language: str) -> tuple[int, int]:
    """Return how many words say a number, and the number: a cardinal, or an ordinal up to 31."""
    for size in range(min(_LONGEST_NUMBER, len(tokens)), 0, -1):
        part = tokens[:size]
        if any(token.isdecimal() for token in part):
            continue
        if (ordinal := _ordinal(part, language)) is not None:
            return size, ordinal
        found = cardinal(part, language)
        if found is not None and (found.certain or size == 1):
            return size, found.value
    return 0, 0


def _ordinal(tokens: Sequence[str], language: str) -> int | None:
    """Return the twenty-fifth: «الخامس والعشرين», «بیست و پنجم»."""
    if len(tokens) > 3:
        return None
    for lexicon in spoken_with(language):
        named = _ordinals(lexicon.code)
        if not any(token in named or token.removeprefix("و") in named for token in tokens):
            continue
        joins = words(lexicon.joins)
        values: list[int] = []
        for token in tokens:
            if token in joins and values:
                continue
            bare = token.removeprefix("و") if values else token
            value = named.get(token, named.get(bare))
            if value is None:
                found = cardinal([bare.removeprefix("ال")], language)
                value = found.value if found else -1
            values.append(value)
        if len(values) == 1:
            return values[0]
        small, large = sorted(values)[0], sorted(values)[-1]
        if lexicon.grammar == "semitic" and "ال" not in tokens[-1] and values[1] != 10:
            continue  # الخامسة وعشرون: the fifth hour and twenty minutes
        if len(values) == 2 and 1 <= small <= 9 and large in (20, 30):
            return small + large
        teen = lexicon.grammar == "semitic" and values[-1] == 10 and tokens[1] not in named
        if teen and len(tokens) == 2 and small > 0 and not tokens[1].startswith("و"):
            return values[0] + 10
    return None


@lru_cache(maxsize=8)
def _ordinals(code: str) -> Mapping[str, int]:
    return by_phrase(LEXICONS[code].ordinals)
