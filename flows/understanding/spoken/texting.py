"""French as it is typed on a phone, in full: *jsui pa dacor*, *c tt*, *g besoin daide*."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from flows.understanding.folding import fold
from flows.understanding.outcomes import Read, Refused
from flows.understanding.spoken import ar_presented
from flows.understanding.spoken.arabizi_plain import beyond_plain
from flows.understanding.spoken.fa_asides import beyond_asides
from flows.understanding.spoken.fa_respelt import beyond_respelling

T = TypeVar("T")

_WORD = re.compile(
    r"(?<![\d’'])(?<!\d\s)\b[^\W\d_]\b(?![’']|\s+(?:est|ai|etait)\b)"
    r"|(?<![\d’'])\b[^\W\d_]{2,}\b(?![’'])"
)
"""No part of *c’est*; no lone letter after a number, where 500 g are grams."""
_EACH = re.compile(r"(?<=[^\W_])\s*/\s*(sem(?:aine)?|mois|jours?|an)\b", re.IGNORECASE)
"""2 fois/semaine."""
_GLUED = re.compile(r"\b(?:g|gé|jai|j[’']ai)(?=\d{1,2}\s?ans?\b)", re.IGNORECASE)
"""*G22ans*."""
_IS = re.compile(r"\b(on|il|elle)\s+é\b", re.IGNORECASE)
_CAN = re.compile(r"\bje\s+peu\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(fois\s+)(?:(?:à|a)\s+)?(?:la\s+|le\s+|l[’' ]\s*)"
    r"(?=(?:semaine|sem|mois|jour|an|année|annee)\b)",
    re.IGNORECASE,
)
"""*Une fois la semaine*."""
_ENOUGH = re.compile(r"\s*c\s+bon\b", re.IGNORECASE)
"""*C bon* is fine, or that will do: it stays as it is."""
_WRITTEN = (
    "c cé : c’est | j : je | g gé : j’ai | jsui jsuis chui chuis jsuit jss : je suis | sui : suis"
    " | pa : pas | dacor dakor dacc dacord daccor accor : d’accord"
    " | jve jveu jveux jvx jvs jveut : je veux | veu veus ve vx veut : veux"
    " | jpeu jpeux jpe : je peux"
    " | jprefer jprefere jpref : je préfère | prefer prefair : préfère"
    " | jconai jconnai : je connais"
    " | jpasse : je passe | jcontinue jcontinu : je continue | jarrete jarete : j’arrête"
    " | jtravaille jtravail : je travaille | jcherche : je cherche | jhabite : j’habite"
    " | jparle : je parle | jvais jvai : je vais | jfais jfai : je fais | jaime : j’aime"
    " | jchoisi jchoisis choisi : choisis | jdis jdi : je dis | jvends : je vends"
    " | bnjr bonjou bonjr bnj bjour : bonjour | bnsr bonsoi : bonsoir | walla : wallah"
    " | jcomprend jcompren jcomprends : je comprends | compren comprend : comprends"
    " | tt tou tout : tout | ts : tous | tte : toute | bcp bcoup bocou bocoup : beaucoup"
    " | mrc mci merki : merci | pr : pour | ds dan : dans | av ac avk : avec"
    " | ke : que | koi kwa : quoi | ki : qui | kel : quel | kan qd : quand"
    " | pk pq pkoi prkoi pourkoi pcq : pourquoi | tjr tjrs tjs tjours toujour : toujours"
    " | jms jamai jame : jamais | sa : ça | plu : plus | plutard plutar : plus tard"
    " | moin : moins | ver : vers | avan : avant"
    " | apre apr aps : après | kelkun qqn qqun qq1 kelk : quelqu’un | ns : nous | vs : vous"
    " | qlq qlqs kelke kelkes : quelques"
    " | sem : semaine | tlj : tous les jours"
    " | som somme : sommes | dsl : désolé"
    " | msg : message | msgs : messages"
    " | info infos : informations | donné donne donee donees : données"
    " | reponce reponces : réponses"
    " | suprime : supprime | suprimer : supprimer | suprimez : supprimez"
    " | besoi bezoin : besoin | arété : arrêtez | enfan : enfants | fam fem : femme"
    " | fame fames feme femes : femmes | vach : vaches | mouton : moutons | é : et"
    " | jai : j’ai | jen : j’en | yen : y en | ya : y a | nai : n’ai | cest : c’est"
)
"""What is typed, one or more words, and after the colon what it stands for."""


def in_full(text: str) -> str:
    """Return the text with every word of phone French written out; the rest stays as it was."""
    if _ENOUGH.match(text):
        return text
    text = _CAN.sub("je peux", _IS.sub(r"\1 est", _GLUED.sub("j’ai ", text)))
    return _WORD.sub(_as_written, _TIMES.sub(r"\1par ", _EACH.sub(r" par \1", text)))


def _as_written(match: re.Match[str]) -> str:
    if match[0].lower() == "ce":  # *ce matin*; *cé* is *c’est*
        return match[0]
    return _words().get(fold(match[0]), match[0])


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    pairs = (group.split(" : ") for group in _WRITTEN.split(" | "))
    return {fold(typed): meant for every, meant in pairs for typed in every.split()}


def beyond_texting(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read; in French, if need be, with its words written out.

    In Persian, if need be, in its usual spelling, and without words that add nothing.
    """
    if language == "fa":
        return beyond_asides(text, lambda said: beyond_respelling(said, read))
    if language in ar_presented.SPOKEN:
        return beyond_plain(text, language, lambda said: ar_presented.beyond_presented(said, read))
    outcome = read(text)
    if language != "fr" or isinstance(outcome, Read) or (full := in_full(text)) == text:
        return outcome
    again = read(full)
    return outcome if isinstance(again, Refused) else again
