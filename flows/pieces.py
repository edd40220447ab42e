"""What came before an answer: half a phone number, a message that was edited, older answers.

« 0612 », then « 345678 »; « 07 », edited to a whole number before anything else was said.
"""

from __future__ import annotations

from dataclasses import replace

from flows import asking, reading
from flows.form import Question
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Outcome, Read

HALVES = ("phone", "date")
"""Kinds of question whose answer may come in two messages, neither of which is one."""
ASKED_BACK = ("meant", "command", "words", "earlier")
"""What is pending where a reply was asked back."""


def note(talk: Talk) -> None:
    """Remember a text that was no answer: it may be half of one, or be edited."""
    incoming, position = talk.incoming, talk.position
    if not incoming.text or incoming.event != "message":
        return
    before = talk.state.position
    if incoming.message and position.last[1:] == (incoming.message,):
        if position.unheard:
            talk.move(unheard=())
        return
    refused = position.refusals > before.refusals and position.question == before.question
    half = incoming.text if refused and any(c.isdecimal() for c in incoming.text) else ""
    heard = (incoming.message, half)  # a channel without ids edits nothing, but sends halves too
    talk.move(unheard=heard if any(heard) else ())


def question_of(talk: Talk) -> Question | None:
    """Return the question that a message that was edited had answered, if it is remembered."""
    held = talk.position.recent
    if talk.form is None or not talk.incoming.message:
        return None
    if held[:1] != (str(talk.position.interview),):
        return None
    keys = dict(zip(held[1::2], held[2::2], strict=False))
    key = keys.get(talk.incoming.message, "")
    return talk.standing().question(key) if key else None


def corrected(talk: Talk) -> bool:
    """Return whether a text that was no answer was edited; it is heard as if it came now."""
    incoming, position = talk.incoming, talk.position
    if not incoming.text or position.unheard[:1] != (incoming.message or None,):
        return False
    if position.stage == "confirming":
        if position.pending[:1] not in {(each,) for each in ASKED_BACK}:
            return False
        talk.move(stage=position.before or "asking", pending=(), before="")
    if talk.position.stage not in ("asking", "consent", "choosing_programme"):
        return False
    talk.incoming = replace(incoming, event="message")
    return True


def joined(talk: Talk, question: Question) -> Outcome[Value] | None:
    """Return what a reply is with the half of it that came before, to be asked back; None: nothing.

    Args:
        talk: The turn.
        question: What is open, and what the reply alone does not answer.
    """
    text, half = talk.incoming.text, talk.position.unheard[1:2]
    if not half or not half[0] or not any(c.isdecimal() for c in text):
        return None
    if question.kind not in HALVES and not question.kind.startswith("date"):
        return None
    outcome = reading.read_words(talk, question, f"{half[0]} {text}")
    if not isinstance(outcome, Read) or not asking.fits(talk, question, outcome.value):
        return None
    return Ask(values=(outcome.value,))
