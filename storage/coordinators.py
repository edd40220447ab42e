"""The people who run a programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.schema import coordinator
from storage.types import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    """Somebody who may do something for some programmes."""

    id: int
    name: str
    role: str
    programmes: Sequence[str]
    created: datetime
    address_id: int | None = None
    """The chat in which she is known, where she joined one."""


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


def offer(tx: Connection, key: int, code: bytes, expires: datetime) -> bool:
    """Give somebody a code (its digest) that makes a chat hers, in place of an older one.

    False where there is no such coordinator.
    """
    values = {"key": key, "now_code": code, "until": expires}
    return tx.execute(_OFFER, values).rowcount == 1


def join(tx: Connection, address_id: int, code: bytes, now: datetime) -> bool:
    """Make a chat the coordinator's whose code (its digest) was written there; once, and in time.

    She is known by one chat: the one that she joined last.
    """
    values = {"address": address_id, "of_code": code, "now": now}
    return tx.execute(_JOIN, values).rowcount == 1


def remove(tx: Connection, key: int) -> bool:
    """Forget a coordinator; False where there is none."""
    return tx.execute(_REMOVE, {"key": key}).rowcount == 1


def office(tx: Connection, address_id: int) -> tuple[str, ...]:
    """Return the programmes of who coordinates from this chat, none for everybody else."""
    rows = tx.execute(_OFFICE, {"address": address_id})
    return tuple(sorted({each for row in rows for each in row.programmes}))


_NEW = insert(coordinator)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[coordinator.c.id],
    set_={name: _NEW.excluded[name] for name in ("name", "role", "programmes")},
)
_FIELDS = ("id", "name", "role", "programmes", "created", "address_id")
_LIST = select(*(coordinator.c[name] for name in _FIELDS)).order_by(
    coordinator.c.name, coordinator.c.id
)
_OFFER = (
    update(coordinator)
    .where(coordinator.c.id == bindparam("key"))
    .values(code=bindparam("now_code"), code_expires=bindparam("until"))
)
_JOIN = (
    update(coordinator)
    .where(
        coordinator.c.code == bindparam("of_code"),
        coordinator.c.code_expires > bindparam("now", type_=Instant),
    )
    .values(address_id=bindparam("address"), code=None, code_expires=None)
)
_REMOVE = delete(coordinator).where(coordinator.c.id == bindparam("key"))
_OFFICE = select(coordinator.c.programmes).where(coordinator.c.address_id == bindparam("address"))
