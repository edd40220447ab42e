"""French labels by the words that carry meaning: *robinet de la cour*, *je vends l’attiéké*."""

from collections.abc import Iterable, Sequence

from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.spoken.fr_sounds import HOMOPHONES

_LINKS = frozenset(
    words("le | la | les | l | des | du | de | d | à | au | aux | en | dans | par | pour | sur")
)
"""What stands between the words of a label; *sans*, *hors* and *avec* are of its meaning."""
_NAMING = ("a", "d", "l")
"""At the end they are a letter of a list."""
_WHOSE = frozenset(words("un | une | mon | ma | mes | notre | nos"))
"""*Créer une entreprise* is *Créer mon entreprise*; *mon mari* alone is no *mari* of others."""
_IN_FULL = {
    "tel": "telephone",
    "phone": "telephone",
    "ordi": "ordinateur",
    "pc": "ordinateur",
    "fac": "universite",
    "univ": "universite",
    "resto": "restaurant",
    "appart": "appartement",
    "prof": "professeur",
    "dev": "developpement",
    "prod": "production",
    "redac": "redaction",
    "asso": "association",
    "coop": "cooperative",
    "info": "informatique",
    "pub": "publicite",
}
_ALONE = frozenset({"personne"})
"""Nobody, or in person."""
_STATING = words(
    "[je/j/on/nous] [vends/vend/vendons/fais/fait/faisons] | [la /]vente | je suis dans la vente"
    " | je fais la vente | [j’ai/on a/nous avons/] besoin | j’ai fait | on a fait | cours"
    " | un cours | des cours | je fais des cours | j’utilise | je prends | je vais | je pars"
    " | je suis [sa/son/leur/la/le/une/un] | nous sommes | [nous habitons/nous vivons/j’habite"
    "/je vis] [à/au/en/dans] | nous [avons/faisons/élevons/cultivons/utilisons/prenons/vendons]"
    " | [j’élève/je cultive/j’ai] | le douar | au douar"
    " | [je n’ai/nous n’avons/on n’a/on a/il n’y a"
    "/y a/il y a/je n’y ai/je ne suis/nous ne sommes/je suis/on est] | [j’ai/nous avons] [des/une"
    "/de la/beaucoup de] [difficultés/difficulté/problèmes] [à/pour/de] | je me déplace"
    " | je me débrouille | je travaille | je bosse | je suis"
)
_LONGEST = 5
_SHORTEST_WORD = 3


def contents(folded: str) -> str:
    """Return the words without articles and prepositions, in their order; "" of a mere number."""
    *before, last = folded.split() or [""]
    left = [_written_out(word) for word in before if word not in _LINKS]
    if last not in _LINKS or last in _NAMING:
        left.append(_written_out(last))
    if len(told := [word for word in left if word not in _WHOSE]) > 1 and not _counts(told):
        left = told
    alone = len(left) == 1 and (len(last) < _SHORTEST_WORD or cardinal(left, "fr") is not None)
    return "" if alone or _ALONE.issuperset(left) else " ".join(left)


def _written_out(word: str) -> str:
    """Return a word in full and without its plural: *tel*, *ordis*."""
    one = word.rstrip("sx") if len(word) > _SHORTEST_WORD and word not in HOMOPHONES else word
    return _IN_FULL.get(one, one)


def _counts(said: Sequence[str]) -> bool:
    return any(cardinal([word], "fr") is not None for word in said)


def stated(folded: str) -> str:
    """Return the words without the verb that says what they are to somebody: *je vends*."""
    split = folded.split()
    sizes = range(min(_LONGEST, len(split) - 1), 0, -1)
    size = next((n for n in sizes if " ".join(split[:n]) in _STATING), 0)
    return " ".join(split[size:])


def telling(folded: str) -> Sequence[str]:
    """Return the words that are long enough to tell one label from the others."""
    every: Iterable[str] = contents(folded).split()
    return [word for word in every if len(word) >= _SHORTEST_WORD and not word.isdecimal()]
