"""Whether the database takes anything: one row, written over each time."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from storage.schema import key_block


def beat(tx: Connection) -> None:
    """Write the row: to begin a transaction alone says nothing of a full or read-only disk."""
    tx.execute(_BEAT)


_PUT = insert(key_block).values(name="pulse", next=0)
_BEAT = _PUT.on_conflict_do_update(
    index_elements=[key_block.c.name], set_={"next": key_block.c.next + 1}
)
