"""Which question a message of ours put, for a reply that points at the message."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from storage.schema import message

LATEST = 200
"""Messages of a chat that are looked through, newest first."""


def about(tx: Connection, address_id: int, provider: str) -> str:
    """Return the key of the question that the message with a provider's id put, or ""."""
    for parts, body in tx.execute(_LATEST, {"address": address_id}):
        if provider in map(str, parts):
            return str(body.get("about", ""))
    return ""


_LATEST = (
    select(message.c.parts, message.c.body)
    .where(
        message.c.address_id == bindparam("address"),
        message.c.parts.is_not(None),
        message.c.body.is_not(None),
    )
    .order_by(message.c.created.desc(), message.c.id.desc())
    .limit(LATEST)
)
