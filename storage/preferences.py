"""Preferences: who told the provider itself that she wants no announcements, or wants them again.

Replies and reminders are not concerned: stopping those is said to us (``person.stopped``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from storage.inbound import digest
from storage.meeting import alone
from storage.prepared import Prepared
from storage.schema import address, message, part, preference, wish
from storage.types import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What somebody wants, and when she said so."""

    account: str
    external: tuple[str, ...]
    """The ids she may be filed under."""
    announcements: bool
    at: datetime


def put(tx: Connection, rows: Sequence[Preference]) -> int:
    """Store preferences, the latest wins, a no before a yes; return how many messages it cancels.

    Somebody who never wrote has no address: what she wants is kept until she does.
    """
    known: dict[int, Preference] = {}
    early: dict[bytes, Preference] = {}
    alone(tx, [each for row in rows for each in row.external])
    for row in sorted(rows, key=lambda each: (each.at, not each.announcements)):
        found = tx.execute(_FIND, _ids(row)).scalars().all()
        known |= dict.fromkeys(found, row)
        if not found:
            early |= dict.fromkeys((digest(row.account, each) for each in row.external), row)
    if early:
        tx.execute(_KEEP, [_wish(key, early[key]) for key in sorted(early)])
    return sum(_store(tx, key, known[key]) for key in sorted(known))


def catch_up(tx: Connection, newcomers: Sequence[tuple[int, str, Collection[str]]]) -> None:
    """Let people have what they told before they wrote; their addresses are there by now.

    Args:
        tx: The transaction.
        newcomers: Key of the address, account, and the ids that are known of her.
    """
    if not newcomers or not _ANY.find(tx, b""):
        return
    keys = {digest(account, each): key for key, account, ids in newcomers for each in ids}
    told = tx.execute(_WAITING, {"digests": sorted(keys)}).all()
    for row in told:
        who = keys[bytes(row.digest)]
        said = Preference(account="", external=(), announcements=row.announcements, at=row.at)
        _store(tx, who, said)
    if told:
        tx.execute(_HEARD, {"digests": sorted(keys)})


def catch_up_by_id(tx: Connection, account: str, ids: Collection[str]) -> None:
    """Let whoever has one of these ids have what she told under any of them."""
    if not _ANY.find(tx, b""):
        return
    told = tx.execute(_WAITING, {"digests": sorted(digest(account, each) for each in ids)}).all()
    if told:
        row = Preference(account=account, external=(*ids,), announcements=True, at=told[0].at)
        found = tx.execute(_FIND, _ids(row)).scalars().all()
        catch_up(tx, [(key, account, ids) for key in found])


def forget(tx: Connection, before: datetime) -> int:
    """Drop what was told by people who did not write since; return how many."""
    return tx.execute(_FORGET, {"before": before}).rowcount


def put_by_part(tx: Connection, part: bytes, at: datetime) -> int:
    """Store that who got a message's part wants no announcements; return how many that cancels.

    The part is the digest of the account and the provider's id.
    """
    key = tx.execute(_BY_PART, {"of": part}).scalar()
    if key is None:
        return 0
    return _store(tx, key, Preference(account="", external=(), announcements=False, at=at))


def refuses(address_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an address wants no announcements."""
    return (
        select(literal_column("1"))
        .select_from(preference)
        .where(preference.c.address_id == address_id, preference.c.announcements.is_(False))
        .exists()
    )


def _wish(key: bytes, row: Preference) -> dict[str, object]:
    return {"digest": key, "announcements": row.announcements, "at": row.at}


def _ids(row: Preference) -> dict[str, object]:
    return {
        "of": row.account,
        "by": list(row.external),
        "phones": [f"+{each}" for each in row.external if each.isdecimal()],
    }


def _store(tx: Connection, key: int, row: Preference) -> int:
    values = {"address_id": key, "announcements": row.announcements, "at": row.at}
    stored = tx.execute(_PUT, values).first()
    if stored is None or row.announcements:
        return 0
    return tx.execute(_CANCEL, {"key": key, "now": row.at}).rowcount


_FIND = (
    select(address.c.id)
    .where(
        address.c.account == bindparam("of"),
        or_(Among(address.c.external, "by"), Among(address.c.phone, "phones")),
    )
    .order_by(address.c.id)
)
_BY_PART = (
    select(message.c.address_id)
    .join(part, part.c.message_id == message.c.id)
    .where(part.c.provider == bindparam("of"))
)
_NEW = insert(preference)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[preference.c.address_id],
    set_={"announcements": _NEW.excluded.announcements, "at": _NEW.excluded.at},
    where=(preference.c.at < _NEW.excluded.at)
    | ((preference.c.at == _NEW.excluded.at) & _NEW.excluded.announcements.is_(False)),
).returning(preference.c.address_id)
_EARLIER = insert(wish)
_KEEP = _EARLIER.on_conflict_do_update(
    index_elements=[wish.c.digest],
    set_={"announcements": _EARLIER.excluded.announcements, "at": _EARLIER.excluded.at},
    where=(wish.c.at < _EARLIER.excluded.at)
    | ((wish.c.at == _EARLIER.excluded.at) & _EARLIER.excluded.announcements.is_(False)),
)
_ANY = Prepared(select(wish.c.at).where(wish.c.digest >= bindparam("least")).limit(1), "least")
"""Nearly always there is none, and nothing more to be asked."""
_WAITING = select(wish.c.digest, wish.c.announcements, wish.c.at).where(
    wish.c.digest.in_(bindparam("digests", expanding=True))
)
_HEARD = delete(wish).where(wish.c.digest.in_(bindparam("digests", expanding=True)))
_FORGET = delete(wish).where(wish.c.at < bindparam("before"))
_CANCEL = (
    update(message)
    .where(
        message.c.address_id == bindparam("key"),
        message.c.state == literal_column("'queued'"),
        message.c.lane == 2,
    )
    .values(state="cancelled", reason="opted_out", settled=bindparam("now"))
)
