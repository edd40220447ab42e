"""What was done, append only, and what a coordinator must see; never a person's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from storage.schema import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One thing that happened."""

    id: int
    at: datetime
    what: str
    """As ``erased``, ``exported``, ``alert.person_wanted``."""
    programme: str = ""
    reference: int | None = None
    detail: Mapping[str, Any] | None = None


def put(tx: Connection, rows: Sequence[AuditRow]) -> None:
    """Append lines."""
    if not rows:
        return
    tx.execute(
        _PUT,
        [
            {
                "id": row.id,
                "at": row.at,
                "what": row.what,
                "programme": row.programme,
                "reference": row.reference,
                "detail": row.detail,
            }
            for row in rows
        ],
    )


def list_(tx: Connection, *, what: str | None = None, limit: int = 100) -> list[AuditRow]:
    """Return the latest lines, newest first; ``what`` is the beginning of their name."""
    query = _LIST.limit(limit)
    if what is not None:
        query = query.where(audit.c.what.startswith(what, autoescape=True))
    return [AuditRow(**row._mapping) for row in tx.execute(query)]


_PUT = insert(audit)
_LIST = select(audit).order_by(audit.c.at.desc(), audit.c.id.desc())
