"""What was said in one chat, both ways, for whoever shows it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, bindparam, func, literal_column, select

from storage.outbox import LANES
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A message of one chat and what became of it; with its words, for people who try the bot."""

    id: int
    lane: str
    state: str
    attempts: int
    error: str
    reason: str
    created: datetime
    due: datetime
    body: Mapping[str, Any] | None
    parts: list[str] | None
    """Ids of what went out, in order."""


def fates(tx: Connection, account: str, sender: str, most: int) -> list[Fate]:
    """Return the last messages of a chat, newest first, whatever their state."""
    values = {"of_account": account, "of_sender": sender}
    return [
        Fate(**dict(row._mapping) | {"lane": LANES[row.lane]})
        for row in tx.execute(_FATES.limit(most), values)
    ]


def updates(tx: Connection, account: str, sender: str) -> int:
    """Return how many updates of a chat were taken, each counted once."""
    values = {"of_account": account, "of_sender": sender}
    found: int = tx.execute(_UPDATES, values).scalar_one()
    return found


def latest(tx: Connection, account: str, sender: str) -> tuple[datetime | None, datetime | None]:
    """Return when somebody last wrote, and when something was last queued for her."""
    values = {"of_account": account, "of_sender": sender}
    return tx.execute(_HEARD, values).scalar(), tx.execute(_SAID, values).scalar()


def due(tx: Connection, prefix: str) -> dict[str, datetime]:
    """Return when the next message is due of each account that begins like this and has one."""
    return {row.account: row.next_due for row in tx.execute(_DUE, {"prefix": prefix})}


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
_FATES = (
    select(
        message.c.id,
        message.c.lane,
        message.c.state,
        message.c.attempts,
        message.c.error,
        message.c.reason,
        message.c.created,
        message.c.due,
        message.c.body,
        message.c.parts,
    )
    .join(address, address.c.id == message.c.address_id)
    .where(
        address.c.account == bindparam("of_account"), address.c.external == bindparam("of_sender")
    )
    .order_by(message.c.created.desc(), message.c.id.desc())
)
_UPDATES = (
    select(func.count())
    .select_from(inbound)
    .join(address, address.c.id == inbound.c.address_id)
    .where(
        address.c.account == bindparam("of_account"),
        address.c.external == bindparam("of_sender"),
        inbound.c.body.is_not(None),
    )
)
_HEARD = select(address.c.last_inbound).where(
    address.c.account == bindparam("of_account"), address.c.external == bindparam("of_sender")
)
_SAID = (
    select(func.max(message.c.created))
    .join(address, address.c.id == message.c.address_id)
    .where(
        address.c.account == bindparam("of_account"),
        address.c.external == bindparam("of_sender"),
        message.c.body.is_not(None),
    )
)
_DUE = (
    select(message.c.account, func.min(message.c.due).label("next_due"))
    .where(
        message.c.state == literal_column("'queued'"),
        message.c.account.startswith(bindparam("prefix", type_=String)),
    )
    .group_by(message.c.account)
)
