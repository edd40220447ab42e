"""Dead letters that are put back into the queue: what failed, and what nobody knows the fate of.

Never one that went out, was erased, came too late, or is for somebody who said stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Boolean, Connection, bindparam, case, literal_column, or_, select, update

from storage.rows import AnyRow
from storage.schema import broadcast, conversation, message, person
from storage.types import Among

Verdict: TypeAlias = Literal[
    "queued", "no_message", "not_dead", "unknown", "erased", "too_late", "stopped", "cancelled"
]
"""What became of the wish; ``unknown`` may have arrived, and was not asked for."""
LATE = ("", "provider_limit", "window_closed")
"""Reasons of what the provider took first and failed later: it is said from its beginning."""


def dead(
    tx: Connection, state: Literal["failed", "unknown"], broadcast_id: int, *, limit: int = 100_000
) -> list[int]:
    """Return the keys of a broadcast's messages in a state, oldest first."""
    values = {"state": state, "broadcast": broadcast_id}
    return list(tx.execute(_DEAD.limit(limit), values).scalars())


def resend(
    tx: Connection, keys: Sequence[int], *, now: datetime, unknown: bool = False
) -> dict[int, Verdict]:
    """Put messages back into the queue; return what became of each wish, by key.

    Args:
        tx: A transaction.
        keys: Of the messages.
        now: When they are due, UTC.
        unknown: Also what may have arrived, and then arrives twice.
    """
    rows = {row.id: row for row in tx.execute(_HELD, {"keys": sorted(set(keys))})}
    verdicts = {key: _verdict(rows.get(key), now, unknown) for key in keys}
    back = [rows[key] for key in sorted(rows) if verdicts[key] == "queued"]
    if back:
        tx.execute(
            _BACK,
            [
                {
                    "key": row.id,
                    "now": now,
                    "again": row.state == "failed" and row.reason in LATE,
                }
                for row in back
            ],
        )
    return verdicts


def _verdict(row: AnyRow | None, now: datetime, unknown: bool) -> Verdict:
    if row is None:
        return "no_message"
    if row.state not in ("failed", "unknown"):
        return "not_dead"
    if row.state == "unknown" and not unknown:
        return "unknown"
    if row.body is None:
        return "erased"
    if row.expires is not None and row.expires <= now:
        return "too_late"
    if row.stopped and row.lane:
        return "stopped"
    return "cancelled" if row.broadcast_state == "cancelled" else "queued"


_DEAD = (
    select(message.c.id)
    .where(
        message.c.broadcast_id == bindparam("broadcast"),
        message.c.state == bindparam("state"),
    )
    .order_by(message.c.id)
)
_STOPPED = (
    select(literal_column("1"))
    .select_from(conversation)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        conversation.c.address_id == message.c.address_id,
        or_(person.c.stopped.is_(True), person.c.erased.is_not(None)),
    )
    .exists()
)
_HELD = (
    select(
        message.c.id,
        message.c.state,
        message.c.lane,
        message.c.reason,
        message.c.body,
        message.c.expires,
        _STOPPED.label("stopped"),
        select(broadcast.c.state)
        .where(broadcast.c.id == message.c.broadcast_id)
        .scalar_subquery()
        .label("broadcast_state"),
    )
    .where(Among(message.c.id, "keys"))
    .order_by(message.c.id)
    .with_for_update(of=message)
)
_BACK = (
    update(message)
    .where(
        message.c.id == bindparam("key"),
        or_(message.c.state == "failed", message.c.state == "unknown"),
    )
    .values(
        state="queued",
        parts=case((bindparam("again", type_=Boolean), None), else_=message.c.parts),
        attempts=0,
        error="",
        reason="",
        due=bindparam("now"),
        claimed=None,
        settled=None,
    )
)
