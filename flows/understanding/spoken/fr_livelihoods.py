"""What somebody does, told in a French sentence: *je couds des robes* is of *Couture*; asked."""

import re
from collections.abc import Iterator, Sequence

from flows.understanding.choices.derived import families
from flows.understanding.folding import fold
from flows.understanding.lexicon import words

_DEEDS = {
    "vends | vend | vendons | revends": "commerce commerçant vente vendeur",
    "couds | coud | cousons | brode": "couture couturier tailleur broderie",
    "tresse | tresses | coiffe | natte": "coiffure coiffeur tresses",
    "cultive | cultivons | laboure | sème | plante": "agriculture agriculteur cultures champ",
    "élève | élevons": "élevage éleveur",
    "pêche | pêchons": "pêche pêcheur",
    "cuisine | prépare | préparons": "cuisine cuisinier restauration pâtisserie",
    "conduis | conduit": "chauffeur transport conducteur",
    "soude | soudons": "soudure soudeur",
    "répare | dépanne": "réparation réparateur mécanique mécanicien",
    "tisse | tissons": "tissage tisserand",
    "enseigne | enseignons": "enseignement enseignant",
    "nettoie | balaie | lave": "ménage nettoyage ménagère",
    "loue | louons": "locataire location",
    "marche | marchons": "pied marche",
    "étudie | étudions": "études étudiant",
    "peins | peint": "peinture peintre",
    "tricote | crochète": "tricot crochet",
    "fabrique | sculpte": "artisanat artisan fabrication",
    "livre | livrons": "livraison livreur",
    "garde | gardons": "garde gardien gardiennage nourrice",
}
_TURNING = frozenset(
    words(
        "ne | n | pas | plus | jamais | rien | avant | si | sans | mais | voudrais | aimerais | ni"
        " | mari | femme | père | mère | frère | sœur"
    )
)
_I = re.compile(r"\b(?:je|j|on|nous)(?: (?:me|m))? (\w+)")
_LONGEST = 20


def told(text: str) -> frozenset[str]:
    """Return the stems of what a sentence says that its writer does; empty where it is turned."""
    said = fold(text.replace("'", " ").replace("’", " "))
    split = said.split()
    if "?" in text or len(split) > _LONGEST or not _TURNING.isdisjoint(split):
        return frozenset()
    return frozenset(stem for verb in _I.findall(said) for stem in _stems_of(verb))


def _stems_of(verb: str) -> Iterator[str]:
    for verbs, nouns in _DEEDS.items():
        if verb in words(verbs):
            yield from (stem for noun in nouns.split() for stem in _of(fold(noun)))


def of_deed(shown: Sequence[tuple[int, str]], stems: frozenset[str]) -> tuple[int, ...]:
    """Return the options one of whose words is of the stems."""
    found = (i for i, label in shown if any(not stems.isdisjoint(_of(w)) for w in _split(label)))
    return tuple(dict.fromkeys(found))


def _split(label: str) -> Sequence[str]:
    return fold(label.replace("'", " ").replace("’", " ")).split()


def _of(word: str) -> frozenset[str]:
    return families(word) or frozenset({word})
