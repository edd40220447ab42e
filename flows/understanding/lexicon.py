"""What one language contributes: its words, as data; phrases are separated by ``|``."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Literal

from flows.understanding.folding import fold

_ALTERNATIVES = re.compile(r"\[([^\]]*)\]")
_APART = str.maketrans("\u200c’'", "   ")

Intent = Literal[
    "yes", "no", "stop", "help", "back", "skip", "dont_know", "repeat", "restart", "cancel", "menu",
    "language", "person", "next", "done", "my_data", "erase_me", "greeting", "thanks",
]  # fmt: skip

DayPart = Literal["morning", "noon", "afternoon", "evening", "night"]

Grammar = Literal["semitic", "french", "persian", "english"]
"""How they join: five and twenty; sixty-ten, four-twenties; twenty and five; twenty five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language, as people type them; every field is phrases joined by ``|``."""

    code: str
    intents: Mapping[Intent, str]
    arabizi: Mapping[Intent, str] = field(default_factory=dict)
    """Latin Darija: these also match by their consonants."""
    never: str = ""
    """Words that would mean an intent in another language, but none here."""
    loose_yes: str = ""
    """Fine, enough, good: a confirmation asks back, a consent does not hear them."""
    polite: str = ""
    affirms: str = ""
    """Answers to a yes-or-no question that ask for nothing: I have, there is."""
    denies: str = ""
    hedges: str = ""
    """After a yes or no they leave it open: but, sometimes, not always."""
    wishes: str = ""
    """Before a command: I want to, can you, let us."""
    pronouns: str = ""
    """Anywhere in a command: to me, it, please; single words."""
    objects: str = ""
    """After a command: this question, to me, now."""

    grammar: Grammar = "english"
    joins: str = ""
    cardinals: Mapping[int, str]
    arabizi_cardinals: Mapping[int, str] = field(default_factory=dict)
    ordinals: Mapping[int, str] = field(default_factory=dict)
    fractions: Mapping[int, str] = field(default_factory=dict)
    """In minutes of an hour: 30 is a half."""
    counters: str = ""
    """What may be glued to a number that counts things: «چهارتا»."""
    points: str = ""
    minus: str = ""
    nothing: str = ""
    units: str = ""
    doubtful_units: str = ""
    """Units that may not be the question's: rials, centimes, dollars."""
    own_units: str = ""
    """Units in a conversation of this language alone: ``f`` is *francs* and Darija's *in*."""
    years_old: str = ""
    aged: str = ""
    """Before an age: I am of the age of."""
    fillers: str = ""
    about: str = ""
    either: str = ""
    until: str = ""
    """Between two hours: from ten *to* twelve; alone it may be *at*."""

    months: Mapping[int, str] = field(default_factory=dict)
    jalali_months: Mapping[int, str] = field(default_factory=dict)
    month_markers: str = ""
    weekdays: Mapping[int, str] = field(default_factory=dict)
    """Monday is 0."""
    days: Mapping[int, str] = field(default_factory=dict)
    """Today is 0, tomorrow 1."""
    coming: str = ""
    """After a weekday: the first one from now, whatever the week."""
    following: str = ""
    """After a weekday: the first one, or the one of next week."""
    beyond: str = ""
    """After a weekday: the one after the next."""
    past: str = ""
    weeks: Mapping[int, str] = field(default_factory=dict)
    date_fillers: str = ""
    day_units: str = ""
    week_units: str = ""
    bounds: str = ""
    """Before a weekday: from, until; the day itself is not said."""
    ahead: str = ""
    ago: str = ""

    parts: Mapping[DayPart, str] = field(default_factory=dict)
    hours: Mapping[int, str] = field(default_factory=dict)
    """Hours that are named otherwise than by a cardinal: the tenth, noon."""
    clock_fillers: str = ""
    full_hours: str = ""
    """After an hour that is counted to 24: *heures*."""
    minute_units: str = ""
    less: str = ""
    before: str = ""
    """Between minutes and hour: ten minutes *to* nine."""

    negations: str = ""
    numbering: str = ""
    """Words before the number of a choice: number, option."""
    choice_fillers: str = ""
    last: str = ""
    """The last of a list."""
    everything: str = ""


def phrases(text: str) -> Iterator[str]:
    """Yield the folded phrases; ZWNJ and apostrophe also as a space, as many people type them.

    ``[stop/halt] now`` is two phrases, and ``please[/ do]`` as well.
    """
    for written in text.split("|"):
        for phrase in _variants(written) if "[" in written else (written,):
            apart = phrase.translate(_APART)
            for variant in (phrase,) if apart == phrase else (phrase, apart):
                if folded := _fold(variant):
                    yield folded


_fold = fold.__wrapped__
"""Thousands of phrases, each once: they are not worth the messages' places in the cache."""


def _variants(written: str) -> Iterator[str]:
    """Yield what a phrase with alternatives in brackets stands for."""
    parts = _ALTERNATIVES.split(written)
    every = [part.split("/") if at % 2 else [part] for at, part in enumerate(parts)]
    yield from map("".join, product(*every))


@lru_cache(maxsize=256)
def words(text: str) -> Collection[str]:
    """Return the folded phrases as a set."""
    return frozenset(phrases(text))


def by_phrase(table: Mapping[int, str]) -> dict[str, int]:
    """Return the value of each folded phrase; the first to claim a phrase keeps it."""
    index: dict[str, int] = {}
    for value, text in table.items():
        for phrase in phrases(text):
            index.setdefault(phrase, value)
    return index


def is_of_each(
    said: Sequence[str],
    kinds: Sequence[frozenset[str]],
    known: frozenset[str],
    denied: frozenset[str],
) -> bool:
    """Return whether there is a word of each kind, and none that is not known.

    One that denies may come once: said twice, it may be taken back.
    """
    if sum(word in denied for word in said) > 1:
        return False
    return known.issuperset(said) and not any(kind.isdisjoint(said) for kind in kinds)
