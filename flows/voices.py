"""The voice of a question: what a coordinator read aloud, for who would rather listen."""

from __future__ import annotations

from pathlib import PurePosixPath

from flows import readings
from flows.form import Question
from flows.message import Attachment
from flows.talk import Talk

_VOICE = frozenset({".ogg", ".opus"})
"""Endings that Telegram plays as a voice message (https://core.telegram.org/bots/api#sendvoice)."""


def listens(talk: Talk) -> bool:
    """Return whether questions are put by voice too: as she said, else as the programme is.

    Where a form never asks that, what there is to hear is sent.
    """
    form = talk.form
    rows = form.roles.get("mode", ()) if form is not None else ()
    if talk.person.mode != "text" or not rows:
        return True
    answers = talk.standing().answers
    asked = any(answers.get(row.key) is not None for row in rows)
    return not asked and talk.programme is not None and talk.programme.voice_first


def recorded(talk: Talk, question: Question) -> tuple[Attachment, ...]:
    """Return the recording of exactly the words that the question has now, or nothing."""
    form, programme, language = talk.form, talk.programme, talk.person.language
    prompts = talk.world.prompts
    if form is None or programme is None or not prompts.by_words:
        return ()
    if question.role == "phone" and talk.incoming.phone:
        return ()  # another question is put: whether the chat's own number is hers
    found = readings.reading(talk.world, programme, form, question, language, talk.local_now)
    if found is None:
        return ()
    name = prompts.heard(form.id, found.question, language, found.digest)
    return (attachment(name),) if name else ()


def attachment(name: str) -> Attachment:
    """Return a recording as it is sent."""
    voice = PurePosixPath(name).suffix in _VOICE
    return Attachment(kind="voice" if voice else "audio", name=name)
