"""Codes by which somebody joins two of her addresses: told in one, written in the other.

Only a digest is kept. A code is good for a quarter of an hour and for one use; who writes five
wrong ones waits as long. Nothing is joined before a yes was said where the code was shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, bindparam, case, delete, null, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.incoming import Linking
from storage.schema import address, link, message, person, registration
from storage.types import Among, Instant

VALID = timedelta(minutes=15)
TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A code that is shown to a person."""

    address_id: int
    person_id: int
    code: str
    message_id: int
    """The message that shows it."""


def digest(code: str) -> bytes:
    """Return what is kept of a code."""
    return sha256(code.encode()).digest()


def offer(tx: Connection, row: Offered, now: datetime) -> None:
    """Keep a new code in place of the one before; wrong codes that were written there count on."""
    tx.execute(_BLANK, {"keys": [row.address_id]})
    tx.execute(
        _OFFER,
        {
            "address_id": row.address_id,
            "person_id": row.person_id,
            "digest": digest(row.code),
            "tries": 0,
            "expires": now + VALID,
            "message_id": row.message_id,
            "other_id": None,
            "agreed": False,
            "now": now,
        },
    )


def look(tx: Connection, address_id: int, code: str, now: datetime) -> Linking:
    """Return what a code that was written comes to, or how far two addresses are joined.

    Args:
        tx: The transaction.
        address_id: Where it was written.
        code: As :func:`flows.codes.link` gave it; "" where no code was written.
        now: The moment, UTC.
    """
    own = tx.execute(_OWN, {"key": address_id, "now": now}).first()
    if own is None:
        return Linking(kind="gone")
    if own.other_id is not None:
        other = tx.execute(_OWN, {"key": own.other_id, "now": now}).first()
        if other is None:
            return Linking(kind="gone")
        return _of(tx, other.address_id, "agreed" if other.agreed else "waiting")
    if not code:  # the yes to who wrote this address's code may be typed
        waits = asked(tx, address_id, now)
        return waits if waits.kind == "asked" else Linking(kind="open")
    if own.tries >= TRIES:
        return Linking(kind="many")
    found = tx.execute(_FIND, {"of": digest(code), "now": now}).first()
    if found is None or _simulated(tx, found.person_id) != _simulated(tx, own.person_id):
        tx.execute(_TRIED, {"key": address_id})
        return Linking(kind="many" if own.tries + 1 >= TRIES else "unknown")
    if found.person_id == own.person_id:
        return Linking(kind="same")
    tx.execute(_FOUND, {"key": address_id, "other": found.address_id})
    tx.execute(_SPENT, {"key": found.address_id})
    return _of(tx, found.address_id, "found")


def asked(tx: Connection, address_id: int, now: datetime) -> Linking:
    """Return whether somebody wrote the code of this address and waits for a yes."""
    other = tx.execute(_WAITS, {"key": address_id, "now": now}).first()
    if other is None or tx.execute(_OWN, {"key": address_id, "now": now}).first() is None:
        return Linking(kind="gone")
    return _of(tx, other.address_id, "asked")


def agree(tx: Connection, address_id: int, *, yes: bool) -> None:
    """Keep the yes of the address whose code it was; a no ends it."""
    tx.execute(_AGREE if yes else _DROP, {"key": address_id})


def drop(tx: Connection, addresses: Sequence[int]) -> None:
    """Forget the codes of addresses."""
    tx.execute(_BLANK, {"keys": sorted(addresses)})
    for key in sorted(addresses):
        tx.execute(_DROP, {"key": key})


def forget(tx: Connection, now: datetime) -> None:
    """Forget codes that are good no more, and what was said when they were shown."""
    drop(tx, list(tx.execute(_OLD, {"now": now}).scalars()))


def _of(tx: Connection, address_id: int, kind: str) -> Linking:
    row = tx.execute(_WHO, {"key": address_id}).one()
    programmes = tx.execute(_PROGRAMMES, {"who": row.person_id}).scalars()
    return Linking(
        kind=kind,  # type: ignore[arg-type]
        address=address_id,
        account=row.account,
        person=row.person_id,
        language=row.language,
        programmes=tuple(programmes),
    )


def _simulated(tx: Connection, person_id: int) -> bool:
    return bool(tx.execute(_SIMULATED, {"who": person_id}).scalar())


_NEW = insert(link)
_OFFER = _NEW.on_conflict_do_update(
    index_elements=[link.c.address_id],
    set_={
        **{
            name: _NEW.excluded[name]
            for name in ("person_id", "digest", "message_id", "other_id", "agreed")
        },
        "tries": case((link.c.expires > bindparam("now", type_=Instant), link.c.tries), else_=0),
        # Who has tried too often waits from then on.
        "expires": case(
            (
                (link.c.expires > bindparam("now", type_=Instant)) & (link.c.tries >= TRIES),
                link.c.expires,
            ),
            else_=_NEW.excluded.expires,
        ),
    },
)
_VALID = link.c.expires > bindparam("now", type_=Instant)
_OWN = select(link).where(link.c.address_id == bindparam("key"), _VALID)
_FIND = select(link.c.address_id, link.c.person_id).where(
    link.c.digest == bindparam("of"), _VALID, link.c.other_id.is_(None)
)
_WAITS = (
    select(link.c.address_id)
    .where(link.c.other_id == bindparam("key"), _VALID)
    .order_by(link.c.address_id)
)
_ONE = update(link).where(link.c.address_id == bindparam("key"))
_TRIED = _ONE.values(tries=link.c.tries + 1)
_FOUND = _ONE.values(other_id=bindparam("other"))
_SPENT = _ONE.values(digest=b"")
_AGREE = _ONE.values(agreed=True)
_DROP = delete(link).where(link.c.address_id == bindparam("key"))
_OLD = select(link.c.address_id).where(link.c.expires <= bindparam("now", type_=Instant))
_BLANK = (
    update(message)
    .where(
        message.c.id.in_(select(link.c.message_id).where(Among(link.c.address_id, "keys"))),
        message.c.state.not_in(["queued", "claimed"]),
    )
    .values(body=null())
)
_WHO = (
    select(address.c.account, link.c.person_id, person.c.language)
    .select_from(link)
    .join(address, address.c.id == link.c.address_id)
    .join(person, person.c.id == link.c.person_id)
    .where(link.c.address_id == bindparam("key"))
)
_PROGRAMMES = select(registration.c.programme).where(
    registration.c.person_id == bindparam("who"), registration.c.status == "registered"
)
_SIMULATED = select(person.c.simulated).where(person.c.id == bindparam("who"))
