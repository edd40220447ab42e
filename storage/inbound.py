"""Which updates were applied: the first thing that a batch writes, and what drops a duplicate.

Of an update the digest of its id stays for ever, and the body it came in for 90 days.
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, literal_column, null, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.prepared import Prepared
from storage.schema import address, inbound
from storage.types import Among


class Claim(NamedTuple):
    """An update that is about to be applied."""

    id: int
    account: str
    digest: bytes
    received: datetime
    address_id: int | None = None
    body: Mapping[str, Any] | None = None
    """What it came in, where it is known already whose it is; else :func:`keep` adds both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An update that could not be applied, as it came."""

    id: int
    account: str
    sender: str
    digest: bytes
    body: Mapping[str, Any]
    received: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A failed update as a coordinator may see it; the body holds a person's words."""

    id: int
    account: str
    body: Mapping[str, Any] | None
    received: datetime


def digest(account: str, external_id: str) -> bytes:
    """Return what stays of an update's id (32 bytes): WhatsApp's ids hold the phone number."""
    return hashlib.sha256(f"{account}\0{external_id}".encode()).digest()


def claim(tx: Connection, rows: Sequence[Claim]) -> set[bytes]:
    """Return the digests that nobody claimed before; they are this transaction's now.

    On PostgreSQL another transaction's open claim of the same update is waited for. Everyone
    claims in the order of the digests, so that two batches never wait for each other.
    """
    if not rows:
        return set()
    if len(rows) == 1:
        return {bytes(row[0]) for row in _CLAIM_ONE.find(tx, *rows[0])}
    # Which of many are new is read back by their fresh keys: in one statement of 256 rows,
    # putting its 1,000 parameters together takes longer than both.
    if _CLAIM.run(tx, sorted(rows, key=_digest)) == len(rows):
        return {row.digest for row in rows}  # all are new: so it is with nearly every batch
    return {bytes(row[0]) for row in _CLAIMED.find(tx, [row.id for row in rows])}


class Body(NamedTuple):
    """What an applied update came in, and where it came from."""

    id: int
    address_id: int
    body: Mapping[str, Any]


def keep(tx: Connection, rows: Sequence[Body]) -> None:
    """Keep the bodies of updates that were claimed in this transaction."""
    _KEEP.run(tx, sorted(rows, key=_key))


def fail(tx: Connection, rows: Sequence[Failure]) -> None:
    """Keep updates that could not be applied; they count as seen."""
    if not rows:
        return
    ordered = sorted(rows, key=lambda row: row.digest)
    tx.execute(
        _FAIL,
        [
            {
                "id": row.id,
                "account": row.account,
                "digest": row.digest,
                "state": "failed",
                "body": row.body,
                "received": row.received,
            }
            for row in ordered
        ],
    )
    tx.execute(
        _PLACE,
        [{"at_digest": row.digest, "of": row.account, "by": row.sender} for row in ordered],
    )


def failed(tx: Connection, limit: int) -> list[Failed]:
    """Return what failed, newest first."""
    return [
        Failed(id=row.id, account=row.account, body=row.body, received=row.received)
        for row in tx.execute(_FAILED.limit(limit))
    ]


def forget(tx: Connection, before: datetime) -> int:
    """Drop the bodies of what came before a time (90 days are kept); return how many."""
    return tx.execute(_FORGET, {"before": before}).rowcount


def blank(tx: Connection, addresses: Collection[tuple[int, str, str]]) -> None:
    """Drop every body that came from addresses, given as key, account and external id."""
    tx.execute(_BLANK_KEPT, {"addresses": sorted(key for key, _, _ in addresses)})
    for row in tx.execute(_BODIES).all():
        for key, account, external in addresses:
            own = row.address_id == key
            unplaced = row.address_id is None and row.account == account
            if own or (unplaced and (row.body or {}).get("sender") == external):
                tx.execute(_BLANK, {"key": row.id})


_key, _digest = operator.attrgetter("id"), operator.attrgetter("digest")
_IS_FAILED = inbound.c.state == literal_column("'failed'")

_NEW = insert(inbound).values(state=literal_column("'done'")).on_conflict_do_nothing()
_COLUMNS = ("id", "account", "digest", "received", "address_id", "body")
_CLAIM = Prepared(_NEW, *_COLUMNS)
_CLAIM_ONE = Prepared(_NEW.returning(inbound.c.digest), *_COLUMNS)
_CLAIMED = Prepared(select(inbound.c.digest).where(Among(inbound.c.id, "keys")), "keys")
_KEEP = Prepared(
    update(inbound)
    .where(inbound.c.id == bindparam("key"))
    .values(address_id=bindparam("at_address"), body=bindparam("now_body")),
    *("key", "at_address", "now_body"),
)
_FAIL = insert(inbound).on_conflict_do_nothing()
_PLACE = (
    update(inbound)
    .where(inbound.c.digest == bindparam("at_digest"))
    .values(
        address_id=select(address.c.id)
        .where(address.c.account == bindparam("of"), address.c.external == bindparam("by"))
        .scalar_subquery()
    )
)
_FAILED = (
    select(inbound.c.id, inbound.c.account, inbound.c.body, inbound.c.received)
    .where(_IS_FAILED)
    .order_by(inbound.c.id.desc())
)
_FORGET = (
    update(inbound)
    .where(inbound.c.received < bindparam("before"), inbound.c.body.is_not(None))
    .values(body=null())
)
_BODIES = select(inbound.c.id, inbound.c.account, inbound.c.address_id, inbound.c.body).where(
    _IS_FAILED, inbound.c.body.is_not(None)
)
_BLANK_KEPT = (
    update(inbound)
    .where(Among(inbound.c.address_id, "addresses"), inbound.c.body.is_not(None))
    .values(body=null())
)
_BLANK = update(inbound).where(inbound.c.id == bindparam("key")).values(body=None)
