"""Why an option that French words name is yet asked back: what it says besides is against it."""

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.understanding.folding import fold
from flows.understanding.intents.agreeing import is_against, is_signed
from flows.understanding.intents.meaning import intent
from flows.understanding.lexicon import Intent, words
from flows.understanding.spoken import fr_framed

_MINUS = re.compile(r"[^\W\d_]\s?[-−]\s?\d")
_PLUS = re.compile(r"[^\W\d_]\s?\+\s*$")
_NOBODY = frozenset(words("personne | rien"))
_ARTICLES = frozenset(words("un | une | de | la | les | des | cette | ma | mes | une autre"))
"""*Une personne* is somebody, and *de rien* a courtesy."""
_THEIRS = re.compile(r"(?:ils?|elles?)\s+(?:a|ont)\s+\d", re.IGNORECASE)
"""*Il a 22 ans*."""
_THANKS: tuple[Intent, ...] = ("thanks",)
"""*Grand merci* is no size."""
_LACK = frozenset(words("manque | absence | sans | refus | perte"))
_HAVING = words("j’ai de | j’ai des | j’ai du | jai des | jai de | nous avons | on a | il y | y a")
"""*J’ai des clients* is no *Manque de clients*."""
_BY_AND_BY = re.compile(r"(\w+) (?:a|par|pour|contre) \1")
"""*Petit à petit*."""
_TO_BE_DONE = re.compile(r"^(?:(?:c ?est|cest|reste|il reste) a|il faut|faut) \w+(?:er|ir|re)$")
"""*C’est à voir*, where *Voir* is listed."""
_OPPOSITES = {"yes": "no", "no": "yes"}
_OF_MINE = words("mon | ma | mes | son | sa | ses | notre | nos | leur | leurs | votre | vos")
_PERSONS = frozenset(words(
    "femme | femmes | homme | hommes | fille | filles | garçon | garçons | fils | mari | veuve"
    " | veuf | mère | père | madame | monsieur | jeune | enfant | enfants | salarié | salariée"
    " | patron | patronne | chef | cheffe | ouvrier | ouvrière | apprenti | apprentie | employé"
))  # fmt: skip
_PARENTS = frozenset(words("père | mère"))
"""*Mon père* is whom a list with *Père* means."""
_SHORTEST = 2


def is_doubtful(text: str, labels: Sequence[str]) -> bool:
    """Return whether a reply contradicts the one option that it was read as.

    *oui, aucun* is not *non, aucun*, *bac-2* not *bac+2*, and *ma femme* is no woman who answers.
    """
    said = fold(text).split()
    if fr_framed.is_doubtful(text, labels) or _asks(text, labels):
        return True
    if "merci" in said and intent(text, "fr", allowed=_THANKS):
        return True
    if _PLUS.search(text) and not any("+" in label for label in labels):
        return True
    if is_signed(text) and all(is_against(text, _agreed(label)) for label in labels):
        return True
    return len(said) >= _SHORTEST and all(_is_against(text, said, label) for label in labels)


def _asks(text: str, labels: Sequence[str]) -> bool:
    """Return whether a reply asks which option it is, or counts what others have."""
    if _THEIRS.match(text.strip()):
        return True
    return "?" in text and not any("?" in label for label in labels)


def _is_against(text: str, said: Sequence[str], label: str) -> bool:
    shown = fold(label).split()
    if "+" in label and "+" not in text and _MINUS.search(text):
        return True
    if said[0] in _OF_MINE and said[1:] == shown and _PARENTS.issuperset(shown):
        return False
    if (
        said[0] in _OF_MINE
        and said != ["mon", "mari"]
        and said[0] not in shown
        and not _PERSONS.isdisjoint(said[1:2])
    ):
        return not _PERSONS.isdisjoint(shown)
    if not shown or said == shown:
        return False
    if shown[0] in _NOBODY and len(shown) == 1 and said[0] in _ARTICLES:
        return True
    if shown[0] in _LACK and " ".join(said[:2]) in _HAVING and said[0] not in shown:
        return True
    if _BY_AND_BY.fullmatch(" ".join(said)) and not _BY_AND_BY.search(" ".join(shown)):
        return True
    if len(shown) == 1 and said[-1:] == shown and _TO_BE_DONE.search(" ".join(said)):
        return True
    if (opposite := _OPPOSITES.get(_agreed(shown[0]))) is None:
        return False
    return opposite in (_agreed(said[0]), _agreed(said[-1]))


@lru_cache(maxsize=512)
def _agreed(said: str) -> str:
    """Return the yes or no that a label, or one word of it, says, else ""; labels stay the same."""
    return intent(said, "fr", allowed=("yes", "no")) or ""
