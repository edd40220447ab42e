"""Voice notes that are answers, until somebody writes down what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.state import Interview, Value
from storage.interviews import from_row
from storage.schema import answer_event, interview, media
from storage.types import JSON

PAGE = 200
"""Files looked at in one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A voice note that stands as an answer."""

    key: int
    """Of the file: what a coordinator names it by."""
    name: str
    """Name of the stored file."""
    question: str
    """Key of the question that it answers."""
    interview: Interview
    sent: datetime


def list_(tx: Connection, *, after: int = 0) -> Iterator[Note]:
    """Yield the notes that are answers now, oldest first; what was erased is no answer.

    An answer that was changed or written down since is none of them.
    """
    while True:
        rows = list(tx.execute(_NOTES.limit(PAGE), {"after": after}))
        for row in rows:
            held = from_row(row)
            for question, value in held.answers.items():
                if value == row.file:
                    yield Note(
                        key=row.note,
                        name=row.file,
                        question=question,
                        interview=held,
                        sent=row.sent,
                    )
        if not rows:
            return
        after = rows[-1].note


def of(tx: Connection, key: int) -> Note | None:
    """Return the note of a key, its interview locked until the transaction ends; None: none."""
    tx.execute(_LOCK, {"note": key})
    return next((each for each in list_(tx, after=key - 1) if each.key == key), None)


def write(
    tx: Connection, note: Note, *, answers: dict[str, Value], text: str, key: int, at: datetime
) -> bool:
    """Put the written words where the note was; False where the note is no answer any more.

    Args:
        tx: The transaction in which the note was read with :func:`of`.
        note: The note.
        answers: All answers of its interview as they stand then.
        text: What it says.
        key: Of the answer event.
        at: When, UTC.
    """
    values = {"of_interview": note.interview.id, "of_question": note.question}
    came_by = tx.execute(_CAME_BY, values).scalar()
    if came_by is None:
        return False
    tx.execute(_ANSWERS, {"of_interview": note.interview.id, "now_answers": answers})
    tx.execute(
        _EVENT,
        {
            "id": key,
            "interview_id": note.interview.id,
            "inbound_id": came_by,
            "question": note.question,
            "value": text,
            "typed": text,
            "how": "given",
            "refused": "",
            "at": at,
        },
    )
    return True


_NOTES = (
    select(
        interview,
        media.c.id.label("note"),
        media.c.name.label("file"),
        media.c.created.label("sent"),
    )
    .select_from(media)
    .join(interview, interview.c.person_id == media.c.person_id)
    .where(
        media.c.id > bindparam("after"),
        media.c.kind.in_(["voice", "audio"]),
        media.c.state == "kept",
        interview.c.erased.is_(None),
        interview.c.status.in_(["open", "finished"]),
    )
    .order_by(media.c.id, interview.c.id)
)
_LOCK = (
    select(interview.c.id)
    .where(
        interview.c.person_id
        == select(media.c.person_id).where(media.c.id == bindparam("note")).scalar_subquery()
    )
    .order_by(interview.c.id)
    .with_for_update(key_share=True)
)
_CAME_BY = (
    select(answer_event.c.inbound_id)
    .where(
        answer_event.c.interview_id == bindparam("of_interview"),
        answer_event.c.question == bindparam("of_question"),
        answer_event.c.refused == "",
    )
    .order_by(answer_event.c.id.desc())
    .limit(1)
)
_ANSWERS = (
    update(interview)
    .where(interview.c.id == bindparam("of_interview"))
    .values(answers=bindparam("now_answers", type_=JSON))
)
_EVENT = insert(answer_event)
