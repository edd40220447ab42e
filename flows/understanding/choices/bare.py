"""A choice without the words around it: ``je choisis le 2 svp`` is 2."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.understanding.choices.labels import Labels
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words
from flows.understanding.spoken import ar_kin

_LONGEST_PHRASE = 4
_STRONGER = words("جدا | بزاف | bezzaf | خیلی | واقعا | قطعا | vraiment | لكم | علیکم")
"""Polite words that may change what a choice says: *very good* is not *good*."""
_TELLING = words("زندگی | معلولیت | مشکل | خانواده | تحصیلات")
"""Words around a choice that are labels as well."""
_BEFORE = words(
    "كنبيع | كنصايب | كنصنع | كنربي | ننتج | نستعمل | نستخدم | nhar | نهار | يوم"
    " | youm | jour | روز | classe | niveau | statut"
)
"""They stand before what they name: *tous les jours*, *licencié de mon travail* say something."""
_JOINED = frozenset(
    words(
        "belle | beau | demi | petit | petite | grand | grande | jeune | du | de | d | des | la"
        " | le | les | un | une | au | aux | chez | pour | avec | par | sans | et | ou | notre"
        " | votre | leur | son | sa | mon | ma | ce | cette"
    )
)
"""*Ma belle sœur* is no *belle* said to a sister, *la voiture du patron* is not said to him."""
_AT_WORK = words("mon travail | au travail | le travail | son travail")
_OF_THEM = words("les | ces | tous les | toutes les | tt les")
"""*les 2* are two of them, never the second."""
_A = "یه"
_MORE = words("دیگه | دیگر | نه")
_COUNTED = words("یه | یک | دو | 1 | 2 | تک | هر")
_GLUED_NUMBER = re.compile(r"([^\W\d_]+)(\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    fillers: Collection[str]
    polite: Collection[str]
    numbering: Collection[str]


@lru_cache(maxsize=8)
def _around(language: str) -> _Around:
    lexicons = tuple(spoken_with(language))
    fillers = frozenset[str]().union(*(words(lex.choice_fillers) for lex in lexicons))
    polite = frozenset[str]().union(*(words(lex.polite) for lex in lexicons)) - frozenset(_STRONGER)
    numbering = frozenset[str]().union(*(words(lex.numbering) for lex in lexicons))
    fillers -= frozenset(words(lexicons[0].negations)) - frozenset(
        words(lexicons[0].choice_fillers)
    )
    if language == "fr":
        fillers -= frozenset({"an"})  # a year, and Darija's *that*
    return _Around(fillers=fillers, polite=polite - fillers, numbering=numbering)


@lru_cache(maxsize=64)  # an answer is bared for its number, its words and its sound
def without_fillers(said: str, labels: Labels, language: str) -> str:
    """Return the words without those around a choice; the whole when nothing would be left.

    What a label says is never taken away.
    """
    around, split = _around(language), said.split()
    while size := _trailing(split, around, labels):
        split = split[:-size]
    while " ".join(split) not in labels.exact and (size := _leading(split, around, labels)):
        split = split[size:]
    is_article = language == "fa" and split[:1] == [_A] and said.split()[-1] not in _MORE
    if is_article and len(split) > 1 and not _counts_one(labels):
        split = split[1:]
    left = " ".join(split)
    only_around = left != said and left in around.fillers and left not in labels.exact
    only_around = only_around and not labels.meaning(left)
    return said if only_around else left or said  # « c’est quoi » names no « c’est moi »


def _counts_one(labels: Labels) -> bool:
    """Return whether one of a thing is listed, so that «یه» may be a number rather than *a*."""
    return not labels.parts.containing.keys().isdisjoint(_COUNTED)


def _leading(split: Sequence[str], around: _Around, labels: Labels) -> int:
    """Return how many words to leave out: so that a label is left, else as many as may be."""
    sizes = range(min(_LONGEST_PHRASE, len(split) - 1), 0, -1)
    fitting = [n for n in sizes if _is_around(" ".join(split[:n]), around, labels)]
    longest = max(fitting, default=0)
    return next((n for n in fitting if " ".join(split[n:]) in labels.exact), longest)


def _trailing(split: Sequence[str], around: _Around, labels: Labels) -> int:
    sizes = range(min(_LONGEST_PHRASE, len(split) - 1), 0, -1)
    if " ".join(split[-2:]) in _AT_WORK:
        return 0
    fitting = (n for n in sizes if _is_around(" ".join(split[-n:]), around, labels))
    apart = (n for n in fitting if not _is_joined(split, n, around))
    left_out = (n for n in apart if not _says_another(split[-n:], labels))
    return next((n for n in left_out if " ".join(split[-n:]) not in _BEFORE), 0)


def _is_joined(split: Sequence[str], size: int, around: _Around) -> bool:
    """Return whether what might be a courtesy belongs to the word before it: «راجل ختي»."""
    before = split[-size - 1]
    joined = before in _JOINED or ar_kin.is_whose((before,), split[-size:])
    return joined and " ".join(split[-size:]) in around.polite


def _says_another(last: Sequence[str], labels: Labels) -> bool:
    """Return whether a label has the last word, so that it may name one too: «… و زندگی»."""
    return last[-1] in _TELLING and bool(labels.parts.having(last[-1]))


def _is_around(phrase: str, around: _Around, labels: Labels) -> bool:
    if phrase in around.fillers:
        return phrase not in labels.exact and not labels.meaning(phrase)
    return phrase in around.polite and not labels.parts.has_words(phrase)


def numbered(said: str, labels: Labels, language: str) -> int | None:
    """Return 2 for «رقم 2», ``option 2``, ``je choisis le n 2``, ``nmra2``."""
    numbering = _around(language).numbering
    if said.rpartition(" ")[0] in _OF_THEM:
        return None
    bare = without_fillers(said, labels, language)
    for typed in dict.fromkeys((said, bare)):
        *head, last = typed.split()
        if not last.isdecimal() and (glued := _GLUED_NUMBER.fullmatch(last)):
            if glued[1] not in numbering:
                continue
            last = glued[2]
        if last.isdecimal() and len(last) <= 3 and _is_numbering(head, numbering):
            return int(last) if head or typed != said or not said.isdecimal() else None
    return None


def _is_numbering(head: Sequence[str], numbering: Collection[str]) -> bool:
    """Return whether the words are all before a number: «الخيار رقم», *le numéro*."""
    return not head or " ".join(head) in numbering or all(word in numbering for word in head)
