"""Receipts: a provider says that a message was delivered, read, or failed after all.

A receipt may come before our own note that the message went; it is kept until that is written.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.inbound import digest
from storage.schema import message, part, receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a provider said of a message."""

    key: int
    """Key of the row, where the message is not known yet."""
    account: str
    provider: str
    """The provider's id of the message."""
    state: Literal["delivered", "read", "failed"]
    error: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Which ids a provider gave to a message's parts."""

    message_id: int
    account: str
    parts: Sequence[str]


def put(tx: Connection, rows: Sequence[Receipt]) -> int:
    """Apply receipts to their messages, forward only; return how many messages were known.

    What belongs to no message yet is kept.
    """
    found = _messages(tx, [digest(row.account, row.provider) for row in rows])
    early: list[Receipt] = []
    for row in rows:
        message_id = found.get(digest(row.account, row.provider))
        if message_id is None:
            early.append(row)
        else:
            _forward(tx, message_id, row.state, row.error)
    if early:
        values = [
            {
                "id": row.key,
                "account": row.account,
                "provider": digest(row.account, row.provider),
                "state": row.state,
                "error": row.error,
                "at": row.at,
            }
            for row in early
        ]
        tx.execute(_KEEP, sorted(values, key=operator.itemgetter("provider", "state")))
    return len(rows) - len(early)


def expect(tx: Connection, rows: Sequence[Sent]) -> None:
    """Remember which message a provider's ids belong to, and apply what came early.

    To be called with ``outbox.settle``, for channels that send receipts.
    """
    values = {
        digest(row.account, provider): row.message_id for row in rows for provider in row.parts
    }
    if not values:
        return
    tx.execute(
        _EXPECT,
        [{"provider": key, "message_id": values[key]} for key in sorted(values)],
    )
    early = tx.execute(_EARLY, {"providers": list(values)}).all()
    for row in sorted(early, key=lambda row: _ORDER[row.state]):
        _forward(tx, values[bytes(row.provider)], row.state, row.error)
    if early:
        tx.execute(_DONE, {"providers": list(values)})


def forget(tx: Connection, before: datetime) -> int:
    """Drop receipts that never found a message; return how many."""
    return tx.execute(_FORGET, {"before": before}).rowcount


def _messages(tx: Connection, providers: Sequence[bytes]) -> dict[bytes, int]:
    if not providers:
        return {}
    rows = tx.execute(_KNOWN, {"providers": list(providers)})
    return {bytes(row.provider): row.message_id for row in rows}


def _forward(tx: Connection, message_id: int, state: str, error: str) -> None:
    tx.execute(_FORWARD[state], {"key": message_id, "now_error": error})


_ORDER = {"delivered": 0, "read": 1, "failed": 2}
_FORWARD = {
    state: update(message)
    .where(message.c.id == bindparam("key"), message.c.state.in_(before))
    .values(state=state, error=bindparam("now_error"))
    for state, before in {
        "delivered": ["sent", "unknown"],
        "read": ["sent", "unknown", "delivered"],
        "failed": ["sent", "unknown"],
    }.items()
}
_KNOWN = select(part.c.provider, part.c.message_id).where(
    part.c.provider.in_(bindparam("providers", expanding=True))
)
_KEEP = insert(receipt).on_conflict_do_nothing()
_EXPECT = insert(part).on_conflict_do_nothing()
_EARLY = select(receipt.c.provider, receipt.c.state, receipt.c.error).where(
    receipt.c.provider.in_(bindparam("providers", expanding=True))
)
_DONE = delete(receipt).where(receipt.c.provider.in_(bindparam("providers", expanding=True)))
_FORGET = delete(receipt).where(receipt.c.at < bindparam("before"))
