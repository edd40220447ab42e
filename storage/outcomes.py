"""What became of messages, for those who look: lists, counts, a broadcast's ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from flows.message import Lane
from storage.outbox import CLAIMED, LANES, PARKED, QUEUED, MessageState
from storage.rows import AnyRow
from storage.schema import message


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A message as a coordinator may list it: without its words."""

    id: int
    account: str
    lane: Lane
    state: MessageState
    attempts: int
    error: str
    reason: str
    created: datetime
    due: datetime
    broadcast_id: int | None = None


def waiting(tx: Connection, broadcast_id: int) -> dict[str, int]:
    """Return how many messages of a broadcast wait or are on their way, by account.

    What is parked until the person writes is left out: nobody can wait for that.
    """
    return {row.account: row.count_ for row in tx.execute(_WAITING, {"broadcast": broadcast_id})}


def of_broadcast(
    tx: Connection, broadcast_id: int, *, after: int = 0, limit: int = 1_000
) -> list[Listed]:
    """Return a page of the messages of a broadcast, by key."""
    values = {"broadcast": broadcast_id, "after": after}
    return [Listed(**_listed(row)) for row in tx.execute(_OF_BROADCAST.limit(limit), values)]


def depth(tx: Connection) -> dict[tuple[str, Lane], int]:
    """Return how many messages wait, by account and lane."""
    return {(row.account, LANES[row.lane]): row.count_ for row in tx.execute(_DEPTH)}


def ledger(tx: Connection, broadcast_id: int) -> dict[tuple[MessageState, str], int]:
    """Return how many recipients of a broadcast ended how, by state and reason."""
    return {
        (row.state, row.reason): row.count_
        for row in tx.execute(_LEDGER, {"broadcast": broadcast_id})
    }


def list_(
    tx: Connection,
    *,
    state: MessageState | None = None,
    account: str | None = None,
    limit: int = 100,
) -> list[Listed]:
    """Return the latest messages, of one state or of all, of one account or of all."""
    query = _LIST.limit(limit)
    if state is not None:
        query = query.where(message.c.state == literal_column(f"'{state}'"))
    if account is not None:
        query = query.where(message.c.account == account)
    return [Listed(**_listed(row)) for row in tx.execute(query)]


def _listed(row: AnyRow) -> dict[str, Any]:
    return dict(row._mapping) | {"lane": LANES[row.lane]}


_WAITING = (
    select(message.c.account, func.count().label("count_"))
    .where(
        message.c.broadcast_id == bindparam("broadcast"),
        message.c.state.in_([QUEUED, CLAIMED]),
        ~and_(message.c.state == QUEUED, message.c.reason.in_(PARKED)),
    )
    .group_by(message.c.account)
)
_DEPTH = (
    select(message.c.account, message.c.lane, func.count().label("count_"))
    .where(message.c.state == QUEUED)
    .group_by(message.c.account, message.c.lane)
)
_LEDGER = (
    select(message.c.state, message.c.reason, func.count().label("count_"))
    .where(message.c.broadcast_id == bindparam("broadcast"))
    .group_by(message.c.state, message.c.reason)
)
_LISTED = select(
    message.c.id,
    message.c.account,
    message.c.lane,
    message.c.state,
    message.c.attempts,
    message.c.error,
    message.c.reason,
    message.c.created,
    message.c.due,
    message.c.broadcast_id,
)
_LIST = _LISTED.order_by(message.c.id.desc())
_OF_BROADCAST = _LISTED.where(
    message.c.broadcast_id == bindparam("broadcast"), message.c.id > bindparam("after")
).order_by(message.c.id)
