"""What French adds where a reply names no one option for certain: trades, deeds, a *no* before."""

from collections.abc import Collection, Sequence

from flows.understanding.choices.bare import without_fillers
from flows.understanding.choices.labels import Labels
from flows.understanding.choices.trades import same_trade
from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask
from flows.understanding.spoken.fr_contents import stated
from flows.understanding.spoken.fr_livelihoods import of_deed, told

_NO = frozenset(words("non | nn | nan"))
_DENIALS = frozenset(words("jamais | rien | aucun | aucune | personne | pas"))
_AT_ALL = words("du tout | de tout ça | de tout cela | de spécial | de particulier")
_NAMED_AT_ALL = frozenset(words("jamais | rien | aucun | aucune | personne"))
_LONGEST_END = 3


def without_no(text: str, labels: Labels) -> str:
    """Return a reply without the *no* that its denial repeats: *non, jamais*, *rien du tout*."""
    said = fold(text).split()
    if len(said) <= 1 or " ".join(said) in labels.exact:
        return text
    begun = any(key.split()[0] in _NO for key in labels.bare if key)
    if said[0] in _NO and said[1] in _DENIALS and not begun:
        said = said[1:]
    elif said[0] not in _NAMED_AT_ALL:
        return text
    for size in range(min(_LONGEST_END, len(said) - 1), 1, -1):
        if said[0] in _NAMED_AT_ALL and " ".join(said[-size:]) in _AT_ALL:
            left = " ".join(said[:-size])
            said = left.split() if " ".join(said) not in labels.exact else said
            break
    return " ".join(said)


def settled(text: str, labels: Labels, outcome: Outcome[str]) -> Outcome[str]:
    """Return the option of a trade that a reply names otherwise; ask about what it says is done."""
    if isinstance(outcome, Ask) and len(outcome.values) == 1:
        one = labels.names.index(outcome.values[0])
        return Read(value=outcome.values[0]) if _plies(text, one, labels) else outcome
    if not isinstance(outcome, Refused) or not (stems := told(text)):
        return outcome
    found = of_deed(labels.shown, stems)
    return ask(*(labels.names[i] for i in found)) if 0 < len(found) <= MOST_ASKED else outcome


def _plies(text: str, option: int, labels: Labels) -> bool:
    """Return whether a reply of one word names the trade of the option."""
    said = without_fillers(stated(fold(text.replace("'", " ").replace("’", " "))), labels, "fr")
    if " " in said:
        return False
    shown: Collection[str] = [fold(label) for _, label in labels.shown]
    own: Sequence[str] = [fold(label) for i, label in labels.shown if i == option]
    return any(same_trade(said, label, list(shown)) for label in own)
