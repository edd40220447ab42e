"""Answer events, append only: what was asked, what came, what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from flows.turn import Keep
from storage.schema import answer_event


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer or a refused reply, and the update that brought it."""

    id: int
    inbound_id: int
    keep: Keep
    at: datetime


def put(tx: Connection, rows: Sequence[AnswerRow]) -> None:
    """Append answer events."""
    if not rows:
        return
    tx.execute(
        _PUT,
        [
            {
                "id": row.id,
                "interview_id": row.keep.interview,
                "inbound_id": row.inbound_id,
                "question": row.keep.question,
                "value": row.keep.value,
                "typed": row.keep.typed,
                "how": row.keep.how,
                "refused": row.keep.refused,
                "at": row.at,
            }
            for row in rows
        ],
    )


_PUT = insert(answer_event)
