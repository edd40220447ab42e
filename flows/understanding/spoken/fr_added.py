"""What French adds to a yes or no without taking it back: *oui depuis longtemps*, *non pas ici*."""

import re
from collections.abc import Collection, Sequence
from typing import Literal

from flows.understanding.folding import fold
from flows.understanding.lexicon import words

_TO_YES = words(
    "depuis | déjà | chez [moi/nous/ma mère/mes parents/mon mari] | à la maison | au village"
    " | au travail | au marché | en ville | avec [mon/ma/mes/mon mari/ma famille/mes enfants]"
    " | nous [avons/en avons/l’avons/sommes/travaillons] | on [a/en a/l’a/travaille/est]"
    " | il y a | il y en a | y en a | y a | ça fait | tous les jours | chaque jour | ici"
    " | c’est comme ça | c’est ainsi"
)
_TO_NO = words(
    "pas [de/d’/encore/ici/cette/cet/ce/chez/à/au/en] | pas | personne | rien | aucun | aucune"
    " | jamais | on [n’a/n’en a/a/ne fait/fait/est/n’est] pas | nous [n’avons/n’en avons/avons"
    "/ne faisons/ne sommes/sommes] pas"
    " | je [ne/n’ai/n’en ai/n’y ai/n’en/n’étudie/n’utilise/n’habite/n’aime/n’étais]"
    " | j’ai [pas/rien/jamais/aucun/aucune]"
    " | je [suis/sais/peux/fais/connais/travaille/lis/vends] pas | il n’y a pas | y a pas"
)
_DENYING = frozenset(words("pas | jamais | plus | rien | aucun | aucune | personne"))
_BY_HALVES = frozenset(
    words(
        "toujours | souvent | trop | vraiment | beaucoup | tout | toute | tous | toutes"
        " | seulement | que | forcément | totalement | complètement | entièrement | si | sûr"
        " | sûre | certain | contre | mal | assez | très | mais | non | oui | sauf | sans"
    )
)
"""*Non, pas toujours* is no plain no; after *tous les jours* nothing of it is left open."""
_NO_MATTER = frozenset(
    words(
        "souci | soucis | problème | problèmes | objection | objections | inconvénient"
        " | inconvénients | doute | doutes | refus | hésitation"
    )
)
"""*Non, aucun souci* agrees."""
_TAKING_BACK = re.compile(
    r"\bj ?ai (?:(?:tout|un peu|deja) )?(?:oubli|menti|chang|refus|arret|perdu|quitt|abandonn"
    r"|echou|rate|fini|termin|peur|hesit|honte|mal\b|demission|marre)"
)
"""*Oui j’ai oublié*, *oui j’ai arrêté*: a yes to something else."""
_LONGEST_PHRASE = 4
_MOST_WORDS = 7


def takes_back(said: str) -> bool:
    """Return whether what follows a yes says that it is over, or was none."""
    return _TAKING_BACK.search(said) is not None


def is_no_matter(split: Sequence[str]) -> bool:
    """Return whether a no only says that nothing is against it, which may be a yes."""
    return any(word in _NO_MATTER or word.removeprefix("d") in _NO_MATTER for word in split)


def says_the_same(split: Sequence[str], begun: str) -> bool:
    """Return whether the folded words after a yes or no only say since when, where, or it again."""
    rest = split[1:]
    if not rest or len(split) > _MOST_WORDS:
        return False
    if not _BY_HALVES.isdisjoint(rest) and " ".join(rest) not in _TO_YES:
        return False
    if begun == "yes":
        return _DENYING.isdisjoint(rest) and _begins_so(rest, _TO_YES)
    denials = sum(word in _DENYING for word in rest)
    return denials == 1 and _begins_so(rest, _TO_NO)


def _begins_so(rest: Sequence[str], phrases: Collection[str]) -> bool:
    sizes = range(min(_LONGEST_PHRASE, len(rest)), 0, -1)
    return any(" ".join(rest[:n]) in phrases for n in sizes)


_YES = frozenset(words("oui | ouais | wi | oue | ouep"))
_NO = frozenset(words("non | nn | nan"))
_OPEN = frozenset(words("ou | si | peut | depend | quand | avant | plus | quoi | puis | sauf"))
"""What leaves it open whether it is so."""
_EVEN_IF = re.compile(r"\bmeme si\b")
_LONGEST = 25


def leaning(text: str) -> Literal["yes", "no"] | None:
    """Return the yes or no that a longer reply begins with, to ask: *oui mais rarement*."""
    first, *rest = _EVEN_IF.sub("bien que", fold(text)).split() or [""]
    if "?" in text or not 0 < len(rest) <= _LONGEST or not _OPEN.isdisjoint(rest):
        return None
    if first in _YES:
        return "yes" if _NO.isdisjoint(rest) and not takes_back(" ".join(rest)) else None
    if first not in _NO or is_no_matter(rest):
        return None
    return "no" if _YES.isdisjoint(rest) else None
