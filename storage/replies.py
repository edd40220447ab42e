"""Which message of ours a reply points at, and which question it put."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.schema import address, message

LATEST = 200
"""Messages of a chat that are looked through, newest first."""


def about(tx: Connection, address_id: int, provider: str, person_id: int) -> str:
    """Return the key of the question that the message with a provider's id put, or "".

    Also where it was put to another person of the chat than ``person_id``.
    """
    for parts, body in tx.execute(_LATEST, {"address": address_id}):
        if provider in map(str, parts):
            token = str(body.get("token", ""))
            own = not token or token.partition("-")[0] == f"{person_id:x}"
            return str(body.get("about", "")) if own else ""
    return ""


def shown(tx: Connection, account: str, sender: str, provider: str) -> Mapping[str, Any] | None:
    """Return what stands in a message with a keyboard, as it was said last; None: not known.

    Args:
        tx: The transaction.
        account: As ``telegram:default``.
        sender: The channel's id of the chat.
        provider: The provider's id of the message; the keyboard is on the last part of one.
    """
    at = tx.execute(_ADDRESS, {"of": account, "by": sender}).scalar()
    for parts, body in tx.execute(_LATEST, {"address": at}) if at is not None else ():
        if parts and str(parts[-1]) == provider:
            found: Mapping[str, Any] = body
            return found
    return None


_ADDRESS = select(address.c.id).where(
    address.c.account == bindparam("of"), address.c.external == bindparam("by")
)
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
