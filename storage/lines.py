"""What was said in one chat, both ways, for whoever shows it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.schema import address, inbound, message


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """One line: ours with a message's body, the person's with the update's."""

    id: str
    at: datetime
    ours: bool
    body: Mapping[str, Any]


def of(tx: Connection, account: str, sender: str, most: int) -> list[StoredLine]:
    """Return the last lines of a chat, oldest first; what was erased is not there."""
    values = {"of_account": account, "of_sender": sender}
    said = [
        StoredLine(
            id=str((row.parts or [row.id])[0]),
            at=row.settled or row.created,
            ours=True,
            body=row.body,
        )
        for row in tx.execute(_OURS.limit(most), values)
    ]
    heard = [
        StoredLine(id=str(row.body.get("id", row.id)), at=row.received, ours=False, body=row.body)
        for row in tx.execute(_THEIRS.limit(most), values)
    ]
    return sorted(said + heard, key=lambda line: (line.at, line.ours))[-most:]


_OURS = (
    select(message.c.id, message.c.parts, message.c.settled, message.c.created, message.c.body)
    .join(address, address.c.id == message.c.address_id)
    .where(
        address.c.account == bindparam("of_account"),
        address.c.external == bindparam("of_sender"),
        message.c.state.in_(["sent", "delivered", "read"]),
        message.c.body.is_not(None),
    )
    .order_by(message.c.created.desc(), message.c.id.desc())
)
_THEIRS = (
    select(inbound.c.id, inbound.c.received, inbound.c.body)
    .join(address, address.c.id == inbound.c.address_id)
    .where(
        address.c.account == bindparam("of_account"),
        address.c.external == bindparam("of_sender"),
        inbound.c.body.is_not(None),
    )
    .order_by(inbound.c.received.desc(), inbound.c.id.desc())
)
