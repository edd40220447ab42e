"""What French says around an answer: *en fait c’est 12*, *je confirme : 12*, *ma sœur a dit 12*."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import TypeVar, cast

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Read, Refused, ask
from flows.understanding.spoken.fr_homonyms import is_also_a_word
from flows.understanding.spoken.fr_reasons import before_reason, instead
from flows.understanding.spoken.greetings import without_greeting
from flows.understanding.spoken.texting import beyond_texting

T = TypeVar("T")

_BEFORE = (
    "alors | bon | bon ben | bon alors | ben | bah | eh bien | et bien | hé bien | euh | heu"
    " | hmm | mmm | voilà | donc | en fait | en vérité | à vrai dire | pour être honnête"
    " | pour tout dire | excusez-moi | excuse-moi | excusez | désolé | désolée | pardon"
    " | [je/je vous/je te] réponds | je mets | [mettez/mets/notez/note/écrivez/écris/marquez"
    "/inscrivez][/ moi] | je confirme | je vous confirme | [ma/la] réponse | ma réponse est"
    " | la réponse est | [ma/la] réponse c’est | réponse | je dis | je vous dis"
    " | comme [je l’ai/je vous l’ai/je vous ai/j’ai/je l’avais] dit | comme dit | c’est bien"
    " | chère madame | cher monsieur | madame monsieur | moi | pour ma part | de mon côté"
    " | en ce qui me concerne | quant à moi | personnellement | perso | pour répondre"
    " | pour répondre à [votre/la] question | exactement | il s’agit de"
    " | ok | okay | d’accord | d’acc | bon d’accord | ok d’accord"
)
_AFTER = (
    "voilà | c’est tout | et c’est tout | tout simplement | simplement | tout court | hein"
    " | exactement | bien sûr | bien entendu | sans hésiter | sans hésitation"
    " | sans problème | cordialement | bien cordialement | respectueusement | bien à vous"
    " | comme [je l’ai/je vous l’ai/je vous ai/j’ai/je l’avais] dit | comme dit | je confirme"
    " | je vous confirme | en fait | point final | bonne continuation | bon courage"
    " | comme d’habitude | merci de votre compréhension | que Dieu vous bénisse"
)
_AFFIRMING = words(
    "exactement | bien sûr | bien entendu | sans problème | je confirme | je vous confirme"
    " | c’est bien | sans hésiter | sans hésitation | ok | okay | d’accord | d’acc | bon d’accord"
    " | ok d’accord"
)
"""Words that say yes by themselves: with a denial they contradict it."""
_DENYING = frozenset(
    words("non | nn | nan | no | pas | jamais | aucun | aucune | rien | ni | ne | refuse")
)
_LONGEST_PHRASE = 6
_MOST_FRAMES = 3
_KIN = (
    r"(?:grande?[- ]|petite?[- ]|beau[- ]|belle[- ])?(?:fr[eè]re|s(?:œ|oe)ur|m[eè]re|p[eè]re|mari"
    r"|femme|fils|fille|cousine?|tante|oncle|ami|amie|voisine?|copain|copine|coll[eè]gue|neveu"
    r"|ni[eè]ce|[eé]poux|[eé]pouse|maman|papa|fianc[eé]e?|conjointe?|parents)"
)
_OF_KIN = re.compile(
    rf"^(?:mon|ma|sa|son)\s+{_KIN}(?:\s+(?!merci\b)\w|['’])|^(?:maman|papa|mari)\s+\w"
    rf"|\b(?:de|c['’]?\s?est|comme|selon|d['’]apr[eè]s|pour)\s+(?:mon|ma|sa|son|mes|ses)\s+{_KIN}\b"
)
"""*Ma sœur 12*, *12 c’est mon mari*; a comma or what stands last calls somebody: *12 ma sœur*."""
_WHOSE = re.compile(r"^(?:de|c['’]?\s?est|comme|pour)\s+")
_ASKING = re.compile(
    r"\bc['’]?\s?(?:est\s)?quoi\s\w|\bqu['’]est[- ]ce\b|\b[çs]a veut dire\b|\bque veut dire\b"
)
_SUPPOSED = re.compile(
    r"^[àa]\s+(?:apr[eè]s[- ])?(?:demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\W*$|"
    r"^je\s+(?:vous\s+)?r[ée]pond\w*\s+(?:demain|apr[eè]s|ce\s|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|dans\s)|"
    r"\bfois\s+(?:merci|pardon)\b|^si\s+(?:oui|ouais|ok|non|c['’]est|d['’]accord|exact)\b"
    r"|^si\s+j['’]|\boui\s+si$|^min(?:imum)?\.?\s"
    r"|^(?:il|elle)\s+a\s+\d|^(?:o[uù]|quoi)\s"
    r"|\so[uù]$|\b(?:je (?:pense|crois)|il me semble|me semble[- ]t[- ]il)\b"
    r"|\b(?:non|nn|nan|jamais)\s+je\s+(?:ne\s+)?sais\s+pas\W*$"
    r"|\b(?:il\s+)?y\s?a\s+(?:bien\s+|tr[eè]s\s+)?longtemps\b"
    r"|^(?:oui|ouais|ok)\b.*\by\s?a\s+(?:\w+\s)?(?:ans?|mois|ann[eé]es?|semaines?|jours?)\b"
    r"|\bou\s+quoi\b"
)
"""*Si oui*, *min 12*, *ou 12*, *12 je pense*, *oui il y a longtemps*: none is said for certain."""


def beyond_frames(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read; in French without what only presents the answer.

    ``read`` returns an `Outcome`. What is another's, supposed or a question is asked back.
    """
    outcome = beyond_framing(text, language, read)
    if language != "fr" or not isinstance(outcome, Read):
        return outcome
    doubted = is_doubtful(text, ()) or (" " not in text.strip() and is_also_a_word(text))
    return cast(T, ask(outcome.value)) if doubted else outcome


def beyond_framing(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read, or what is left of it without what presents the answer."""
    outcome = beyond_texting(text, language, read)
    if language != "fr" or isinstance(outcome, Read):
        return outcome
    if isinstance(outcome, Refused) and (found := _in_clauses(text, read)) is not None:
        return found
    answer = without_greeting(text)
    rest, affirms = _bare(answer)
    if rest == answer:
        return outcome
    again = beyond_texting(rest, language, read)
    if isinstance(again, Refused):
        return outcome
    if not (isinstance(again, Read) and affirms):
        return again
    denied = again.value == "no" or not _DENYING.isdisjoint(fold(rest).split())
    return cast(T, ask(again.value)) if denied else again


def _in_clauses(text: str, read: Callable[[str], T]) -> T | None:
    """Return the question back about what a reply gives a reason for, or sets against another."""
    if (set_against := instead(text)) is not None and not isinstance(read(set_against[0]), Refused):
        answer = set_against[1]
    elif not (answer := before_reason(text)):
        return None
    again = beyond_framing(answer, "fr", read)
    return cast(T, ask(again.value)) if isinstance(again, Read) else again


def is_doubtful(text: str, labels: Collection[str]) -> bool:
    """Return whether a reply gives its answer to another, supposes it, or asks what it is.

    A label may say so itself: *Ma mère*.
    """
    typed = text.strip().lower()
    if " " not in typed and typed[:1] not in "~≈<>±" and typed[-1:] != "+":
        return False
    if not labels and typed[-1:] == "+":
        return True
    if typed[:1] in tuple("~≈<>±"):
        return not any(label.startswith(typed[:1]) for label in labels)
    found = _OF_KIN.search(typed) or _ASKING.search(typed) or _SUPPOSED.search(typed)
    if found is None:
        return False
    whose = _WHOSE.sub("", found[0])
    return not any(fold(found[0]) in fold(label) or fold(whose) in fold(label) for label in labels)


def without_frame(text: str) -> str:
    """Return what is left of a reply without what only presents it; *ok* says something itself."""
    rest, affirms = _bare(text)
    return text if affirms else rest


def _bare(text: str) -> tuple[str, bool]:
    """Return the reply without its frames, and whether one of them says yes."""
    split, affirms = text.split(), False
    for _ in range(_MOST_FRAMES):
        before, after = _size(split, _frames()[0], at_end=False), 0
        if not before:
            after = _size(split, _frames()[1], at_end=True)
        if not before and not after:
            break
        frame = split[:before] if before else split[-after:]
        affirms = affirms or fold(" ".join(frame)) in _AFFIRMING
        split = split[before:] if before else split[:-after]
        while split and not fold(split[0]) and not split[0].isalnum():
            split = split[1:]  # the colon of *je confirme : 12*
    bare = " ".join(split)
    return (text, False) if len(split) == len(text.split()) else (bare, affirms)


def _size(split: list[str], phrases: Collection[str], *, at_end: bool) -> int:
    """Return how many words the longest phrase has that begins or ends the reply, not all of it."""
    edge = fold(split[-1 if at_end else 0]).split() if split else []
    if not edge or edge[-1 if at_end else 0] not in _edges()[at_end]:
        return 0
    sizes = range(min(_LONGEST_PHRASE, len(split) - 1), 0, -1)
    parts = ((n, split[-n:] if at_end else split[:n]) for n in sizes)
    return next((n for n, part in parts if fold(" ".join(part)) in phrases), 0)


@lru_cache(maxsize=1)
def _frames() -> tuple[Collection[str], Collection[str]]:
    return words(_BEFORE), words(_AFTER)


@lru_cache(maxsize=1)
def _edges() -> tuple[Collection[str], Collection[str]]:
    """Return the words that begin what stands before, and end what stands after."""
    before, after = _frames()
    return frozenset(p.split()[0] for p in before), frozenset(p.split()[-1] for p in after)
