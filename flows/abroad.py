"""A phone number of another country that the form knows, before it is asked which one is hers."""

from __future__ import annotations

from flows import asking, reading
from flows.form import Question
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Outcome, Read


def number(talk: Talk, question: Question) -> Outcome[Value] | None:
    """Return numbers of the countries that may still be chosen, to be asked back; None: none."""
    standing = talk.standing()
    chosen = standing.form.role("country")
    if question.kind != "phone" or chosen is None or standing.values.get(chosen.key):
        return None
    found = []
    for each in standing.options(chosen):
        outcome = reading.read_words(talk, question, talk.incoming.text, country=each.name)
        if isinstance(outcome, Read) and asking.fits(talk, question, outcome.value):
            found.append(outcome.value)
    return Ask(values=tuple(found)) if found else None
