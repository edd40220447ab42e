"""Rows that the storage tests begin with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from flows.message import Lane
from flows.state import Interview
from storage import conversations, outbox
from storage.conversations import Loaded
from storage.newcomers import Arrival
from storage.outbox import OutboxRow

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ACCOUNT = "telegram:default"


def arrival(sender: str, key: int, *, at: datetime = NOW, account: str = ACCOUNT) -> Arrival:
    return Arrival(account=account, sender=sender, key=key, phone=None, at=at)


def person(tx: Connection, sender: str = "7", key: int = 3, *, account: str = ACCOUNT) -> Loaded:
    """Return the conversation of a sender, made with this key when there was none."""
    return conversations.load(tx, [arrival(sender, key, account=account)])[account, sender]


def say(
    tx: Connection,
    *keys: int,
    to: int = 3,
    lane: Lane = "reply",
    due: datetime = NOW,
    created: datetime = NOW,
    expires: datetime | None = None,
    unique: Sequence[str] | None = None,
    broadcast: int | None = None,
    training: int | None = None,
    account: str = ACCOUNT,
) -> int:
    """Queue messages with these keys; return how many were new."""
    rows = [
        OutboxRow(
            id=key,
            address_id=to,
            account=account,
            lane=lane,
            body={"text": f"message {key}", "language": "fr"},
            due=due,
            created=created,
            expires=expires,
            unique_key=unique[place] if unique else None,
            broadcast_id=broadcast,
            training_id=training,
        )
        for place, key in enumerate(keys)
    ]
    return outbox.put(tx, rows)


def interview(key: int, **values: object) -> Interview:
    fields: dict[str, object] = {
        "id": key,
        "programme": "almontija",
        "form": "almontija.intake",
        "version": "v1",
        "started": NOW,
        "updated": NOW,
    }
    return Interview(**(fields | values))  # type: ignore[arg-type]
