"""Single words that are read as a number, a day or a yes, and mean something else as well."""

import re

from flows.understanding.folding import fold
from flows.understanding.lexicon import words

_NUMBERS = (
    "dis | in | neuve | site | st | sent | vin | tania | tanya | sita | sta | usité"
    " | rabbin | olaf | tessin | elf | sfr | nos | nés | ness"
)
"""Misspelt in French, or said in Darija; *mil* and *sis* are hardly anything else."""
_DAYS = "fier | lier | flyer | favier | reda | réda | rada | rda | domain | domaine"
_AGREEING = "lalla | aslan | ouah | wwe | balle | bali | are | ari | arri | g | ge"
_GRAVEN = (
    "valide",
    "valides",
    "grave",
    "graves",
    "gravé",
    "gravée",
    "agréé",
    "agréée",
    "bâle",
    "agrée",
)
"""*Validé* agrees, *valide* is able-bodied."""

_PARTICIPLE = re.compile(r"[^\W\d_]{3,}ée?s?\W*")
_COMMANDS = ("terminé", "terminée", "annulé", "annulée", "arrêté", "arreté", "arrété", "validé")
"""Participles that ask for something all the same."""


def is_participle(text: str) -> bool:
    """Return whether a reply is one participle that commands nothing: *aidée* is not *aide*."""
    typed = text.strip().lower()
    return (
        "é" in typed[-4:]
        and bool(_PARTICIPLE.fullmatch(typed))
        and typed.rstrip("!. ") not in _COMMANDS
    )


def is_also_a_word(text: str) -> bool:
    """Return whether what is read is something else as well: *dis*, *site*, *valide*."""
    said = fold(text)
    return said in words(_NUMBERS) or said in words(_DAYS) or _agrees_to_nothing(text, said)


def _agrees_to_nothing(text: str, said: str) -> bool:
    return said in words(_AGREEING) or text.strip().lower() in _GRAVEN
