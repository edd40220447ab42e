"""A French word that is written as a word of a label is, and is another: *je marche*, *eau*."""

from collections.abc import Sequence

from flows.understanding.folding import fold
from flows.understanding.lexicon import words

_SUBJECTS = frozenset(words("je | j | tu | il | elle | on"))
_VERBS = frozenset(words("bois | porte | ferme | montre | livre | vole | compte | charge | cours"))
"""*Je bois* is no wood."""
_INFINITIVE = ("er", "ir", "re", "oir")
_ARTICLES = frozenset(words("à | au | le | du | un | aux | les | des"))
_HEADS = frozenset(
    words(
        "accès | droit | aide | retour | difficulté | difficultés | travail | formation | cours"
        " | vente | école | soutien | appui | besoin | apprendre | formations | appel | étude"
        " | études | emploi | visite | visites | soins | service | services | manque | frein"
    )
)
"""What they are given to is what is meant: *internet* of *Accès à internet*."""
_IF = "si"
_AGREEING = frozenset(words("si | oui"))
_LEVEL = "niveau"
_DIPLOMAS = frozenset(
    words(
        "bac | baccalauréat | licence | master | bts | dut | bepc | cep | cepe | cap | bep | brevet"
        " | doctorat | maîtrise | deug | bfem | cfee"
    )
)
_ALONE = frozenset(words("poison | poisons"))
"""With nothing beside it, it may be what it is: *poison fumé* can only be a fish."""
_PAIR = 2
_FEWEST_JOINED = 3


def is_misheard(text: str, shown: Sequence[str], listed: Sequence[str]) -> bool:
    """Return whether a reply is another word than that of every label it was read as.

    ``listed`` are the labels of the whole list: among diplomas a level is none.
    """
    typed = text.lower().replace("’", "'").replace("'", " ").split()
    said = [folded for word in typed for folded in fold(word).split()]
    if len(said) > 1 and said[0] == _IF and said[1] not in _AGREEING:
        return all(not fold(label).startswith(_IF) for label in shown)
    if len(said) == _PAIR and said[0] == _LEVEL and said[1] in _DIPLOMAS:
        return any("diplom" in fold(label) for label in listed)
    return all(_is_another(typed, said, label) for label in shown)


def _is_another(typed: Sequence[str], said: Sequence[str], label: str) -> bool:
    raw = label.replace("’", "'").replace("'", " ").replace("-", " ").split()
    folded = fold(label.replace("'", " ").replace("’", " ")).split()
    if not said or said == folded:
        return False
    if len(said) == 1 and said[0] in _ALONE:
        return said[0] not in folded
    if len(said) == 1 and said[0].endswith(("er", "ez")) and not _ARTICLES.isdisjoint(folded):
        return any(each.endswith("é") and fold(each) == said[0][:-1] for each in raw)
    if len(said) == _PAIR and said[0] in _SUBJECTS:
        return _is_verb(typed[-1], said[1], raw, folded)
    if len(said) == _PAIR and said[0] in _ARTICLES and _is_infinitive(folded):
        is_noun = typed[-1].endswith("é") and f"{said[1]}r" == folded[0]
        return is_noun or (said[0] == "a" and said[1] == folded[0])
    return _only_serves(said, raw, folded)


def _is_verb(typed: str, word: str, raw: Sequence[str], folded: Sequence[str]) -> bool:
    """Return whether what follows *je* is another word than the label's: *marche*, *marché*."""
    if not _SUBJECTS.isdisjoint(folded) or word not in folded:
        return False
    accented = any(fold(each) == word and each.lower() != typed.rstrip(".,!") for each in raw)
    return word in _VERBS or (accented and not typed.endswith("é") and word.endswith("e"))


def _is_infinitive(folded: Sequence[str]) -> bool:
    return len(folded) == 1 and folded[0].endswith(_INFINITIVE)


def _only_serves(said: Sequence[str], raw: Sequence[str], folded: Sequence[str]) -> bool:
    """Return whether a reply names but what a thing is for: *eau* of *Pompe à eau*."""
    if len(folded) != _FEWEST_JOINED or len(raw) != _FEWEST_JOINED or raw[1] != "à":
        return False
    if not raw[2].islower() or folded[0] in _HEADS or folded[0].endswith(_INFINITIVE):
        return False
    return said[-1] == folded[-1] and folded[0] not in said and "a" not in said
