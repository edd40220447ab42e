"""One of two days or times, which only who wrote it can tell: ``tnin wla tlat``, *10h ou 11h*."""

import re
from collections.abc import Callable

from flows.understanding.folding import fold
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, ask

_OR = re.compile(r"\s+(ou(?:\s+bien)?|wl+a|wel+a|wol+a|aw|or|ولا|وللا|أو|او)\s+", re.IGNORECASE)
_OR_PERSIAN = re.compile(r"\s+(یا|يا|ya)\s+", re.IGNORECASE)
_OR_AND = "ou"
"""*Or* in French, *and* in Darija."""
_PARTED = 3
_NEITHER = ("la ", "lla ", "ni ", "ne ", "pas ", "لا ", "لیس ", "ماشی ", "نه ", "na ", "machi ")


def either(text: str, language: str, read: Callable[[str], Outcome[str]]) -> Outcome[str]:
    """Return how a reply is read; of two answers with *or* between them, which is asked."""
    outcome = read(text)
    if isinstance(outcome, Read) or fold(text).startswith(_NEITHER):
        return outcome
    found = (_OR_PERSIAN if language == "fa" else _OR).split(text.strip())
    if len(found) != _PARTED or (isinstance(outcome, Ask) and found[1].lower() == _OR_AND):
        return outcome
    first, _, last = found
    if last.strip().isdecimal() and not first.strip().isdecimal():
        return outcome  # « 9 du soir ou 10 »: ten of which half of the day?
    both = (_values(read(first)), _values(read(last)))
    values = dict.fromkeys((*both[0], *both[1]))
    return ask(*values) if all(both) and len(values) <= MOST_ASKED else outcome


def _values(found: Outcome[str]) -> tuple[str, ...]:
    if isinstance(found, Read):
        return (found.value,)
    return found.values if isinstance(found, Ask) else ()
