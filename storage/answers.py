"""Answer events, append only: what was asked, what came, what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from flows.turn import Keep
from storage.prepared import Prepared
from storage.schema import answer_event


class AnswerRow(NamedTuple):
    """An answer or a refused reply, and the update that brought it."""

    id: int
    inbound_id: int
    keep: Keep
    at: datetime


def put(tx: Connection, rows: Sequence[AnswerRow]) -> None:
    """Append answer events."""
    _PUT.run(
        tx,
        [
            (
                *(row.id, keep.interview, row.inbound_id, keep.question),
                *(keep.value, keep.typed, keep.how, keep.refused, row.at),
            )
            for row in rows
            for keep in (row.keep,)
        ],
    )


_PUT = Prepared(
    insert(answer_event),
    *("id", "interview_id", "inbound_id", "question"),
    *("value", "typed", "how", "refused", "at"),
)
