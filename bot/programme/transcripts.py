"""Writing down what a voice note says: the words become the answer, the note stays a file."""

from __future__ import annotations

from datetime import datetime

from flows.errors import RafiqError
from flows.interview import keep
from flows.questions.text import LONGEST, clean
from flows.standing import stand
from flows.state import Value
from flows.world import World, local
from storage import audit, notes
from storage.audit import AuditRow
from storage.engine import Store, Tx
from storage.notes import Note


class TranscriptError(RafiqError):
    """A note cannot be written down; says why, never what it says."""


async def write(store: Store, world: World, key: int, text: str, now: datetime) -> Note:
    """Return the note whose words were put in its place, with a line in the audit.

    Raises:
        TranscriptError: There is no such note, it is no answer any more, no words were given, or
            they do not fit the question.
    """
    words = clean(text)
    if not words:
        raise TranscriptError("Write what the note says.")
    if len(words) > LONGEST:
        raise TranscriptError(f"It has {len(words):,} characters; at most {LONGEST:,}.")
    keys = await store.keys(2)

    def run(tx: Tx) -> Note:
        note = notes.of(tx, key)
        answers = _with(world, note, words, now) if note is not None else None
        if note is None or answers is None:
            raise TranscriptError(
                f"{key} is no voice note that waits: it was written down, answered anew or erased. "
                "rafiq transcribe list shows all."
            )
        if not notes.write(tx, note, answers=answers, text=words, key=next(keys), at=now):
            raise TranscriptError(f"{key} cannot be written down: nobody sent it.")
        row = AuditRow(
            id=next(keys),
            at=now,
            what="transcribed",
            programme=note.interview.programme,
            reference=note.interview.id,
        )
        audit.put(tx, [row])
        return note

    return await store.write(run)


def _with(world: World, note: Note, words: str, now: datetime) -> dict[str, Value] | None:
    """Return all answers with the words in the note's place, and what follows from them."""
    held, form = note.interview, world.form(note.interview)
    if form is None or note.question not in form.by_key:  # as it is: nothing can be worked out
        return {**held.answers, note.question: words}
    programme = world.programmes.get(held.programme)
    standing = stand(
        form,
        held.answers,
        now=local(now, programme.zone if programme is not None else ""),
        seed=str(note.key),
        language=held.language,
    )
    question = standing.question(note.question)
    if question is not None and not standing.fits(question, words):
        said = question.constraint_message.say("en") or "the form takes no such answer"
        raise TranscriptError(f"These words do not fit {note.question}: {said}")
    return keep(standing, {note.question: words}).stored()
