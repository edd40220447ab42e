"""What people were sent without having asked, whatever programme it was for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select

from storage.schema import address, conversation, message
from storage.types import Among, Instant


def told(
    tx: Connection, addresses: Collection[int], since: datetime
) -> Mapping[int, Sequence[datetime]]:
    """Return when each person was written to without asking, oldest first, by her address.

    What waits counts as what went; what failed, expired or was cancelled does not. Messages to a
    person's other addresses count too.

    Args:
        tx: A transaction.
        addresses: Keys of addresses.
        since: Not what is older (UTC).
    """
    found: dict[int, list[datetime]] = defaultdict(list)
    if addresses:
        values = {"addresses": sorted(addresses), "since": since}
        for row in tx.execute(_TOLD, values):
            found[row.address_id].append(row.at)
    return found


def waits_until(tx: Connection, broadcast_id: int, now: datetime) -> datetime | None:
    """Return when the first message of a broadcast may go, where all that wait are for later.

    None where one may go now, was tried before, or none waits.
    """
    values = {"broadcast": broadcast_id, "now": now}
    row = tx.execute(_WAITS, values).one()
    found: datetime | None = row.first_
    return found if row.waiting == row.later else None


_AT = func.coalesce(message.c.claimed, message.c.due, type_=Instant)
"""When it was sent last, or will be."""
_other, _own = conversation.alias("other"), conversation.alias("own")
_TOLD = (
    select(_own.c.address_id, message.c.id, _AT.label("at"))
    .distinct()
    .select_from(_own)
    .join(_other, _other.c.person_id == _own.c.person_id)
    .join(address, address.c.id == _other.c.address_id)
    .join(message, message.c.address_id == address.c.id)
    .where(
        Among(_own.c.address_id, "addresses"),
        message.c.lane > 0,
        bindparam("since", type_=Instant) < _AT,
        message.c.state.in_(["queued", "claimed", "sent", "delivered", "read", "unknown"]),
    )
    .order_by(_own.c.address_id, _AT, message.c.id)
)
_WAITS = select(
    func.min(message.c.due, type_=Instant).label("first_"),
    func.count().label("waiting"),
    func.count()
    .filter(and_(message.c.attempts == 0, message.c.due > bindparam("now", type_=Instant)))
    .label("later"),
).where(
    message.c.broadcast_id == bindparam("broadcast"),
    message.c.state.in_(["queued", "claimed"]),
)
