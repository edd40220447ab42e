"""How a French word sounds, so that *menuizerie*, *licance* and *robiné* are what they name.

Rules of French spelling, none of them a list of mistakes: https://fr.wikipedia.org/wiki/Orthographe.
"""

import re
import unicodedata
from functools import lru_cache

from flows.understanding.lexicon import words

_OPEN = str.maketrans("éèêëàâäîïôöûùüÿœ", "ÉÉÉÉaaaiioouuuie")
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"s?ch|sh", "C"),
        (r"h", ""),
        (r"ç|sc(?=[eiyÉ])|ss", "ß"),
        (r"cc(?=[eiyÉ])", "kß"),
        (r"c(?=[eiyÉ])", "ß"),
        (r"qu|q|ck|c", "k"),
        (r"ge(?=[ao])|g(?=[eiyÉ])", "j"),
        (r"gu(?=[eiyÉ])", "g"),
        (r"dj|di(?=[aeou])", "J"),
        (r"gn|ni(?=[aeouÉ])", "N"),
        (r"(?:ées|ée|és|er|ez|ets?|É|Ées|Ée|És)$(?<!eur)", "É"),
        (r"oeu|eu", "e"),
        (r"x(?=ion)", "kß"),
        (r"ti(?=on)", "ßi"),
        (r"ou", "U"),
        (r"aill?e?s?$|aill(?=\w)", "aY"),
        (r"eill?e?s?$|eill(?=\w)", "EY"),
        (r"ill?e?s?$(?<=ille)|ill(?=[aeoÉ])", "iY"),
        (r"eau|au", "o"),
        (r"oi|wa", "W"),
        (r"(?:ai|ei|i|y)[nm](?![aeiouyÉnm])|un$", "I"),
        (r"(?:ien)(?![aeiouyÉnm])", "iI"),
        (r"[ae][nm](?![aeiouyÉnm])", "A"),
        (r"[o][nm](?![aeiouyÉnm])", "O"),
        (r"(?:ais|ait|aie|ai|ei)", "É"),
        (r"y", "i"),
        (r"(?<=.)es?$|(?<=..)[stdpxz]+$", ""),
        (r"[sz]", "ß"),
        (r"É", "e"),
        (r"([^\W\d_])\1+", r"\1"),
    )
)


HOMOPHONES = frozenset(
    words(
        "marie | maries | marier | mariez | cour | cours | court | courts | maire | mère | mer"
        " | père | paire | pair | voie | voies | voix | foi | foie | fois | selle | celle | sel"
        " | conte | compte | comte | champ | chant | champs | chants | pain | pin | port | porc"
        " | lait | laid | laide | balai | ballet | mètre | maître | mettre | pois | poids | poil"
        " | poêle | sale | salle | sol | saule | taire | terre | vert | verre"
        " | vers | ver | vin | vingt | fil | file | fille | filles | cent | sang | sans | saint"
        " | sein | cinq | eau | haut | os | moi | mois | toit | toi | peau | pot | pouce | pousse"
        " | pêche | pèche | tache | tâche | cote | côte | coût | coup | cou | coût | hôtel | autel"
        " | chaîne | chêne | date | datte | dattes | fond | fonds | font | gai | gué | tante"
        " | tente | plaine | pleine | plainte | plinthe | seau | sot | saut | thon | ton | vaine"
        " | veine | mangue | manque | lasse | lace | boue | bout | boues | canne | cane | colle"
        " | col | cire | sire | forêt | foret | lutte | luth | mure | mûre | mur | mal | mâle"
        " | malle | patte | pâte | pâtes | pattes | repaire | repère | rosse | sceau | serre"
        " | fils | temps | pays | bras | corps | bois | tapis | riz | noix | choix | prix"
        " | cerf | tribu | tribut | vente | vante | van | vent | vende | ferai | ferrer"
    )
)
"""Words of their own that sound as others do: they are no mishearing."""


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """Return how a word in lower case sounds, accents kept, as a key that its mishearings share."""
    said = unicodedata.normalize("NFC", word).translate(_OPEN)
    for pattern, sound in _RULES:
        said = pattern.sub(sound, said)
    return said
