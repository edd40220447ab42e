"""Where a language's phrases lie: each intent by how it is written, heard or spelt by thumbs."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import get_args

from flows.understanding.intents.supposing import with_joined_ma
from flows.understanding.languages import LEXICONS, all_from
from flows.understanding.lexicon import Intent, Lexicon, by_phrase, phrases, words

INTENTS: tuple[Intent, ...] = get_args(Intent)
TWICE = re.compile(r"([^\W\d_])\1")
_DOUBLED = re.compile(r"(.)\1+")
SHORTEST_SKELETON = 3
SHORTEST_ONCE = 3
"""Doubled letters count in a shorter word: ``pas`` is not ``pass``."""
LONGEST_PHRASE = 5
OF_AN_ANSWER = words(
    "[الجواب/جواب/جوابي/إجابتي/الإجابة/إجابة/جوابنا/نجاوب/أجيب][/ هو/ هي] | الجواب ديالي[/ هو]"
)
"""After a denial they are what is denied: «لا أستطيع الجواب»; before an answer they present it."""
MUCH = words("بزاف | جدا | كثيرا | bzaf | bezzaf | bzzaf | bezaf")
_SPELT = (("kh", "x"), ("5", "x"), ("ch", "c"), ("sh", "c"), ("gh", "g"), ("7", "h"), ("8", "h"),
          ("9", "q"), ("6", "t"), ("2", ""))  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiouy")


@lru_cache(maxsize=64)
def skeleton(said: str) -> str:
    """Return the consonants of words in Latin Darija: ``7abes`` and ``hebes`` are ``hbs``."""
    for written, sound in _SPELT:
        said = said.replace(written, sound)
    bare = (word[:1] + word[1:].translate(_VOWELS) for word in said.split())
    return _DOUBLED.sub(r"\1", " ".join(bare))


class Index:
    """The meanings of phrases for one conversation language."""

    def __init__(self, language: str) -> None:
        lexicons = tuple(all_from(language))
        self.never = words(lexicons[0].never)
        self.wishes = _every(lexicons, "wishes")
        others = frozenset(self.never if language == "fa" else ())
        self.objects = _every(lexicons, "objects") - others
        self.around = self.wishes | self.objects
        self.wished = _bones_of(words(LEXICONS["ary"].wishes)) if _speaks_darija(lexicons) else ()
        self.wished_first = frozenset(bones.partition(" ")[0] for bones in self.wished)
        denied = frozenset(words(lexicons[0].negations))
        self.pronouns = _every(lexicons, "pronouns") - denied  # French la, Darija's no
        self.loose = _every(lexicons, "loose_yes")
        self.polite = _every(lexicons, "polite")
        self.asides = (self.objects | self.polite) - frozenset(OF_AN_ANSWER) - frozenset(MUCH)
        self.times = frozenset(
            when
            for each in lexicons
            for table in (each.days, each.weeks)
            for when in by_phrase(table)
        )
        self.affirms = _every(lexicons, "affirms") - others
        self.denies = _every(lexicons, "denies") - others
        self.denied = _bones_of({p for p in self.denies if p.startswith("ma") and p.endswith("ch")})
        self.hedges = _every(lexicons, "hedges")
        self.speakers = frozenset(words("أنا | نحن | حنا | ana | 7na | من | ما | man | moi"))
        self.denials = frozenset(words("pas | jamais | لا | ليس | لم | نه"))
        self.listed = _listed(lexicons, self.never)
        once = ((TWICE.sub(r"\1", phrase), found[0]) for phrase, found in self.listed.items())
        self.once = {
            said: found for said, found in _unique(once).items() if len(said) > SHORTEST_ONCE
        }
        spelt = ((skeleton(p), found) for found, p in _latin_darija())
        self.skeletons = {
            bones: found
            for bones, found in _unique(spelt).items()
            if len(bones.replace(" ", "")) >= SHORTEST_SKELETON
            and self.listed.get(bones, found)[0] == found[0]
            and bones not in self.never
        }


def _speaks_darija(lexicons: Sequence[Lexicon]) -> bool:
    return lexicons[0].code in ("ary", "ar")


def _bones_of(phrases: Collection[str]) -> frozenset[str]:
    """Return the consonants of what is in Latin letters, three or more."""
    bones = (skeleton(phrase) for phrase in phrases if phrase.isascii())
    return frozenset(each for each in bones if len(each.replace(" ", "")) >= SHORTEST_SKELETON)


def _every(lexicons: Collection[Lexicon], kind: str) -> frozenset[str]:
    every = frozenset[str]().union(*(words(getattr(each, kind)) for each in lexicons))
    return every.union(*map(with_joined_ma, every)) if kind == "denies" else every


@lru_cache(maxsize=16)
def index_of(language: str) -> Index:
    """Return where the phrases of a language lie; it is worked out once a process."""
    return Index(language)


def _listed(
    lexicons: Collection[Lexicon], never: Collection[str]
) -> Mapping[str, tuple[Intent, ...]]:
    """Return every phrase with its meanings in order: stop, own language, other languages."""
    meanings: dict[str, tuple[Intent, ...]] = {}
    for lexicon in lexicons:
        for phrase in _phrases_of(lexicon, "stop"):
            meanings[phrase] = ("stop",)
    for lexicon in lexicons:
        for name in INTENTS:
            for phrase in _phrases_of(lexicon, name):
                known = meanings.get(phrase, ())
                if name not in known and phrase not in never:
                    meanings[phrase] = (*known, name)
    return meanings


def _phrases_of(lexicon: Lexicon, name: Intent) -> Iterator[str]:
    for phrase in phrases(lexicon.intents.get(name, "")):
        yield from (phrase, *with_joined_ma(phrase))
    yield from phrases(lexicon.arabizi.get(name, ""))


def _latin_darija() -> Iterator[tuple[Intent, str]]:
    for lexicon in LEXICONS.values():
        for name, text in lexicon.arabizi.items():
            yield from ((name, phrase) for phrase in phrases(text))


def _unique(
    pairs: Collection[tuple[str, Intent]] | Iterator[tuple[str, Intent]],
) -> dict[str, tuple[Intent, ...]]:
    """Return the keys that lead to one intent only."""
    found: dict[str, set[Intent]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: tuple(names) for key, names in found.items() if len(names) == 1}
