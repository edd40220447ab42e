"""Broadcasts: what a coordinator tells everybody; who got it stands in the outbox."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Connection, bindparam, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.schema import broadcast, message
from storage.types import Among

BroadcastState: TypeAlias = Literal["sending", "done", "cancelled"]
TOGETHER = "together"
"""Reason of a message whose words go to the same chat for another of its people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """A text in each language, and how many were to get it."""

    id: int
    programme: str
    texts: Mapping[str, str]
    state: BroadcastState = "sending"
    created: datetime
    recipients: int


def recipient_key(broadcast_id: int, person_id: int) -> str:
    """Return the outbox's unique key: a broadcast reaches a person once."""
    return f"broadcast:{broadcast_id}:{person_id}"


def put(tx: Connection, row: Broadcast) -> None:
    """Store a new broadcast, before its messages."""
    tx.execute(
        _PUT,
        {
            "id": row.id,
            "programme": row.programme,
            "texts": dict(row.texts),
            "state": row.state,
            "created": row.created,
            "recipients": row.recipients,
        },
    )


def planned(tx: Connection, broadcast_id: int, recipients: int) -> None:
    """Store how many messages a broadcast came to."""
    tx.execute(_PLANNED, {"key": broadcast_id, "now_recipients": recipients})


def settle_together(tx: Connection, keys: Collection[int], now: datetime) -> None:
    """End queued messages whose words go to the same chat already, for another of its people."""
    if keys:
        tx.execute(_TOGETHER, {"keys": sorted(keys), "now": now, "why": TOGETHER})


def get(tx: Connection, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast, None where there is none."""
    row = tx.execute(_GET, {"key": broadcast_id}).first()
    return None if row is None else Broadcast(**row._mapping)


def list_(tx: Connection, limit: int = 100) -> list[Broadcast]:
    """Return the latest broadcasts, newest first."""
    return [Broadcast(**row._mapping) for row in tx.execute(_LIST.limit(limit))]


def same(
    tx: Connection, programme: str, texts: Mapping[str, str], *, since: datetime
) -> Broadcast | None:
    """Return the latest broadcast with these words that was planned since, cancelled ones aside."""
    rows = tx.execute(_SINCE, {"of_programme": programme, "since": since})
    found = (Broadcast(**row._mapping) for row in rows)
    return next((each for each in found if each.texts == dict(texts)), None)


def cancel(tx: Connection, broadcast_id: int, now: datetime) -> int:
    """Stop a broadcast; return how many messages no longer go."""
    tx.execute(_STATE, {"key": broadcast_id, "now_state": "cancelled"})
    return tx.execute(_CANCEL, {"key": broadcast_id, "now": now}).rowcount


def finish(tx: Connection) -> list[int]:
    """Mark broadcasts as done of which no message waits or is on its way; return their keys."""
    return list(tx.execute(_FINISH).scalars())


_PUT = insert(broadcast)
_GET = select(broadcast).where(broadcast.c.id == bindparam("key"))
_LIST = select(broadcast).order_by(broadcast.c.created.desc(), broadcast.c.id.desc())
_SINCE = _LIST.where(
    broadcast.c.programme == bindparam("of_programme"),
    broadcast.c.created >= bindparam("since"),
    broadcast.c.state != "cancelled",
)
_STATE = (
    update(broadcast).where(broadcast.c.id == bindparam("key")).values(state=bindparam("now_state"))
)
_PLANNED = (
    update(broadcast)
    .where(broadcast.c.id == bindparam("key"))
    .values(recipients=bindparam("now_recipients"))
)
_TOGETHER = (
    update(message)
    .where(Among(message.c.id, "keys"))
    .values(state="cancelled", reason=bindparam("why"), settled=bindparam("now"))
)
_CANCEL = (
    update(message)
    .where(
        message.c.broadcast_id == bindparam("key"), message.c.state == literal_column("'queued'")
    )
    .values(state="cancelled", reason="broadcast cancelled", settled=bindparam("now"))
)
_FINISH = (
    update(broadcast)
    .where(
        broadcast.c.state == "sending",
        ~select(message.c.id)
        .where(
            message.c.broadcast_id == broadcast.c.id,
            message.c.state.in_(["queued", "claimed"]),
        )
        .exists(),
    )
    .values(state="done")
    .returning(broadcast.c.id)
)
