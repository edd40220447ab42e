"""Everything that is stored, without our own keys and clocks: equal where the same happened."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from storage.schema import address, conversation, inbound, interview, message, metadata
from storage.types import Instant

LEFT_OUT = frozenset({"key_block", "form_version", "consent_text", "template"})
"""What a start makes, and what is asked of the provider."""
KEYED = frozenset({"token", "interview", "person", "inbound"})
"""Fields of stored JSON that hold a key of ours or a time."""
LED = frozenset({"recent"})
"""Fields of stored JSON whose lists begin with a key of ours."""

GIVEN = frozenset({"parts", "reference", "code"})
"""Columns that hold what a provider or chance gave."""


def contents(tx: Connection) -> Mapping[str, Sequence[str]]:
    """Return every row of every table as text, sorted; keys are what they point to."""
    names = _Names(tx)
    return {
        table.name: sorted(
            str([names.plain(table.name, column, row[column.name]) for column in table.columns])
            for row in tx.execute(select(table)).mappings()
        )
        for table in metadata.sorted_tables
        if table.name not in LEFT_OUT
    }


class _Names:
    """What our keys stand for: account and sender, and the place of a message in a chat."""

    def __init__(self, tx: Connection) -> None:
        rows = tx.execute(select(address.c.id, address.c.account, address.c.external)).all()
        self._addresses = {key: f"{account} {external}" for key, account, external in rows}
        held = tx.execute(select(conversation.c.person_id, conversation.c.address_id)).all()
        people = {person: self._addresses[key] for person, key in held}
        updates = {key: bytes(own).hex() for key, own in tx.execute(
            select(inbound.c.id, inbound.c.digest))}  # fmt: skip
        places: dict[int, str] = {}
        counts: dict[int, int] = {}
        for key, of in tx.execute(
            select(message.c.id, message.c.address_id).order_by(message.c.id)
        ):
            counts[of] = counts.get(of, 0) + 1
            places[key] = f"{self._addresses[of]} {counts[of]}"
        own = tx.execute(select(interview.c.id, interview.c.person_id)).all()
        self._by_column = {
            "interview_id": {key: people.get(person, "") for key, person in own},
            "address_id": self._addresses,
            "person_id": people,
            "inbound_id": updates,
            "message_id": places,
        }

    def plain(self, table: str, column: Any, value: Any) -> object:
        if value is None or isinstance(column.type, Instant):
            return value is not None
        if column.name == "id":
            return self._by_column["message_id"][value] if table == "message" else ""
        if column.name in self._by_column:
            return self._by_column[column.name].get(value, "")
        if column.name in ("parts", "reference", "code") or (table, column.name) == (
            "part",
            "provider",
        ):
            return len(value) if isinstance(value, list) else ""
        if isinstance(value, bytes | memoryview):
            return bytes(value).hex()
        return json.dumps(_bare(value), sort_keys=True, ensure_ascii=False, default=str)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        led = {key: each[1:] for key, each in value.items() if key in LED}
        return {key: "" if key in KEYED else _bare(each) for key, each in {**value, **led}.items()}
    return [_bare(each) for each in value] if isinstance(value, list) else value
