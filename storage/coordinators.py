"""The people who run a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from storage.schema import coordinator


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    """Somebody who may do something for some programmes."""

    id: int
    name: str
    role: str
    programmes: Sequence[str]
    created: datetime


def put(tx: Connection, row: Coordinator) -> None:
    """Store a coordinator, new or changed."""
    tx.execute(
        _PUT,
        {
            "id": row.id,
            "name": row.name,
            "role": row.role,
            "programmes": list(row.programmes),
            "created": row.created,
        },
    )


def list_(tx: Connection) -> list[Coordinator]:
    """Return everybody, by name."""
    return [Coordinator(**row._mapping) for row in tx.execute(_LIST)]


_NEW = insert(coordinator)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[coordinator.c.id],
    set_={name: _NEW.excluded[name] for name in ("name", "role", "programmes")},
)
_LIST = select(coordinator).order_by(coordinator.c.name, coordinator.c.id)
