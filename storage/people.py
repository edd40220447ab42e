"""Who somebody is to us: language, zone, how questions are put, and whether we may write."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, update

from flows.state import Person
from storage.schema import person


def save(tx: Connection, rows: Sequence[Person]) -> None:
    """Store persons as they are now."""
    if not rows:
        return
    tx.execute(
        _SAVE,
        [
            {
                "key": row.id,
                "language": row.language,
                "zone": row.zone,
                "mode": row.mode,
                "stopped": row.stopped,
            }
            for row in sorted(rows, key=operator.attrgetter("id"))
        ],
    )


_SAVE = (
    update(person)
    .where(person.c.id == bindparam("key"), person.c.erased.is_(None))
    .values(
        language=bindparam("language"),
        zone=bindparam("zone"),
        mode=bindparam("mode"),
        stopped=bindparam("stopped"),
    )
)
