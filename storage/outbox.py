"""The outbox: what is to be said; put there, called off, let go when the person writes.

What a dispatcher does with it is in :mod:`storage.sends`, what became of it in :mod:`.outcomes`.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from flows.message import Lane
from storage.prepared import Prepared
from storage.schema import conversation, message, person
from storage.types import Among

MessageState: TypeAlias = Literal[
    "queued",
    "claimed",
    "sent",
    "delivered",
    "read",
    "failed",
    "expired",
    "cancelled",
    "unknown",
]
LANES: tuple[Lane, ...] = ("reply", "reminder", "broadcast")
"""Most urgent first; the column holds the place in this list."""
PARKED = ("window_closed", "no_template", "too_long")
"""Reasons of queued messages that wait until the person writes: nobody else can hurry them."""


class OutboxRow(NamedTuple):
    """A message to be sent."""

    id: int
    address_id: int
    account: str
    lane: Lane
    body: Mapping[str, Any]
    """``Message.to_json()``."""
    due: datetime
    created: datetime
    """Messages of an address leave in the order of this time, then of their keys."""
    expires: datetime | None = None
    unique_key: str | None = None
    """Only one message with this key is ever queued."""
    broadcast_id: int | None = None
    training_id: int | None = None


def put(tx: Connection, rows: Sequence[OutboxRow]) -> int:
    """Queue messages; return how many are new: one whose unique key is known is left out."""
    plain = [_plain(row) for row in rows if not row.unique_key]
    keyed = [(*_plain(row), row.unique_key) for row in rows if row.unique_key]
    _PUT.run(tx, plain)
    if not keyed:
        return len(plain)
    keyed.sort(key=operator.itemgetter(-1))
    _PUT_ONCE.run(tx, keyed)
    ((new,),) = _NEW_ONES.find(tx, [row[0] for row in keyed])
    return len(plain) + int(new)


def release(tx: Connection, addresses: Collection[int], now: datetime) -> None:
    """Let what is parked for these addresses go: their people wrote."""
    if addresses:
        _RELEASE.run(tx, [(now, sorted(addresses))])


def release_all(tx: Connection, account: str, now: datetime) -> int:
    """Let everything that is parked be tried again: a template was approved; return how many."""
    return tx.execute(_RELEASE_ALL, {"of_account": account, "now": now}).rowcount


def expire(tx: Connection, now: datetime, accounts: Collection[str] | None = None) -> int:
    """End what was not sent in time, of all accounts or of some; return how many."""
    if accounts is None:
        return tx.execute(_EXPIRE, {"now": now}).rowcount
    return tx.execute(_EXPIRE_OF, {"now": now, "accounts": sorted(accounts)}).rowcount


def cancel(
    tx: Connection,
    people: Collection[int],
    *,
    now: datetime,
    lanes: Sequence[Lane] = ("reminder", "broadcast"),
    reason: str = "stopped",
) -> int:
    """Cancel what is queued for persons, on all their addresses; return how many."""
    values = {
        "people": list(people),
        "lanes": [LANES.index(lane) for lane in lanes],
        "now": now,
        "now_reason": reason,
    }
    return tx.execute(_CANCEL, values).rowcount


def cancel_stopped(
    tx: Connection, now: datetime, *, broadcast_id: int = 0, training_id: int = 0
) -> int:
    """Cancel what waits of a broadcast or a training for persons who said stop; return how many.

    On PostgreSQL somebody may say stop while thousands of recipients are being planned.
    """
    values = {"broadcast": broadcast_id, "training": training_id, "now": now}
    return tx.execute(_CANCEL_STOPPED, values).rowcount


def _plain(row: OutboxRow) -> tuple[Any, ...]:
    return (
        *(row.id, row.address_id, row.account, LANES.index(row.lane), row.body, row.due),
        *(row.expires, row.broadcast_id, row.training_id, row.created),
    )


# The states stand in the statements as they are: SQLite uses a partial index only for the words
# it was made with (https://www.sqlite.org/partialindex.html).
QUEUED: ColumnElement[str] = literal_column("'queued'", String)
_EMPTY: ColumnElement[str] = literal_column("''", String)
CLAIMED: ColumnElement[str] = literal_column("'claimed'", String)
# What is the same in every new row stands in the statement: each parameter costs.
_COLUMNS = (
    *("id", "address_id", "account", "lane", "body", "due"),
    *("expires", "broadcast_id", "training_id", "created"),
)
_NEW = insert(message).values(
    state=QUEUED, attempts=literal_column("0"), error=_EMPTY, reason=_EMPTY
)
_PUT = Prepared(_NEW, *_COLUMNS)
_PUT_ONCE = Prepared(_NEW.on_conflict_do_nothing(), *_COLUMNS, "unique_key")
# Which of many are new is read back by their fresh keys: cheaper than RETURNING for each.
_NEW_ONES = Prepared(
    select(func.count()).select_from(message).where(Among(message.c.id, "keys")), "keys"
)
_EXPIRE = (
    update(message)
    .where(message.c.state == QUEUED, message.c.expires <= bindparam("now"))
    .values(state="expired", reason="too late", settled=bindparam("now"))
)
_IS_PARKED = message.c.reason.in_([literal_column(f"'{each}'", String) for each in PARKED])
_RELEASED = update(message).where(message.c.state == QUEUED, _IS_PARKED)
_RELEASE = Prepared(
    _RELEASED.where(Among(message.c.address_id, "addresses")).values(
        due=bindparam("now"), error=_EMPTY, reason=_EMPTY
    ),
    *("now", "addresses"),
)
_RELEASE_ALL = _RELEASED.where(message.c.account == bindparam("of_account")).values(
    due=bindparam("now")
)
_EXPIRE_OF = _EXPIRE.where(Among(message.c.account, "accounts"))
_CANCEL_STOPPED = (
    update(message)
    .where(
        or_(
            message.c.broadcast_id == bindparam("broadcast"),
            message.c.training_id == bindparam("training"),
        ),
        message.c.state == QUEUED,
        select(literal_column("1"))
        .select_from(conversation)
        .join(person, person.c.id == conversation.c.person_id)
        .where(conversation.c.address_id == message.c.address_id, person.c.stopped.is_(True))
        .exists(),
    )
    .values(state="cancelled", reason="stopped", settled=bindparam("now"))
)
_CANCEL = (
    update(message)
    .where(
        message.c.address_id.in_(
            select(conversation.c.address_id).where(Among(conversation.c.person_id, "people"))
        ),
        message.c.state == QUEUED,
        Among(message.c.lane, "lanes"),
    )
    .values(state="cancelled", reason=bindparam("now_reason"), settled=bindparam("now"))
)
