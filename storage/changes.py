"""Whose id took the place of whose, lately: what she wrote before may come after we were told.

Every process notes it here and reads it at its start and now and then; what two of them took at
once under two ids is put together within a minute (:func:`again`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from storage.moves import Move, follow
from storage.rows import AnyRow
from storage.schema import address, change


class Change(NamedTuple):
    """Somebody's new id."""

    account: str
    old: str
    new: str
    phone: str | None
    at: datetime


def note(tx: Connection, moves: Sequence[Move]) -> None:
    """Keep changes; of two of one id the later one. Those without a time are none."""
    rows = [
        {"account": each.account, "old": each.old, "new": each.new, "phone": each.phone,
         "at": each.since}
        for each in sorted(moves, key=lambda each: (each.account, each.old))
        if each.since is not None
    ]  # fmt: skip
    if rows:
        tx.execute(_NOTE, rows)


def recent(tx: Connection) -> Sequence[Change]:
    """Return the changes that are kept, of every account, the oldest first."""
    return [Change(row.account, row.old, row.new, row.phone, row.at) for row in tx.execute(_RECENT)]


def again(tx: Connection) -> int:
    """Follow changes once more whose old id was made anew by what came late; return how many."""
    return sum(follow(tx, _move(row)) for row in tx.execute(_LATE).all())


def forget(tx: Connection, before: datetime) -> int:
    """Drop changes that nothing comes late for any more; return how many."""
    return tx.execute(_FORGET, {"before": before}).rowcount


def forget_ids(tx: Connection, ids: Sequence[tuple[str, str]]) -> None:
    """Drop what is kept of these accounts and ids: their person is erased."""
    if ids:
        tx.execute(_ERASE, [{"of": account, "own": own} for account, own in ids])


def _move(row: AnyRow) -> Move:
    return Move(account=row.account, old=row.old, new=row.new, phone=row.phone, since=row.at)


_NEW = insert(change)
_NOTE = _NEW.on_conflict_do_update(
    index_elements=[change.c.account, change.c.old],
    set_={each: _NEW.excluded[each] for each in ("new", "phone", "at")},
    where=change.c.at <= _NEW.excluded.at,
)
_RECENT = select(change).order_by(change.c.at, change.c.account, change.c.old)
_LATE = (
    select(change)
    .join(
        address,
        and_(address.c.account == change.c.account, address.c.external == change.c.old),
    )
    .where(or_(address.c.heard.is_(None), address.c.heard <= change.c.at))
    .order_by(change.c.at, change.c.account, change.c.old)
)
_FORGET = delete(change).where(change.c.at < bindparam("before"))
_ERASE = delete(change).where(
    change.c.account == bindparam("of"),
    or_(change.c.old == bindparam("own"), change.c.new == bindparam("own")),
)
