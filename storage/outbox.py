"""The outbox: what is to be said, what became of it, and in which order it goes.

A message is claimed and the claim committed before it is sent; what is found claimed without a
result after a crash may have gone or not, and nothing else may.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from flows.message import Lane
from storage.prepared import Prepared, Row
from storage.rows import AnyRow
from storage.schema import address, conversation, message, person
from storage.types import Among, Instant, loads, moment

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A claimed message: everything that sending it takes."""

    id: int
    address_id: int
    external: str
    account: str
    lane: Lane
    body: Mapping[str, Any]
    attempts: int
    """This one included."""
    created: datetime
    expires: datetime | None
    parts: tuple[str, ...]
    """Provider ids of the parts that went out in earlier attempts."""
    broadcast_id: int | None
    training_id: int | None
    last_inbound: datetime | None
    """When the person last wrote: WhatsApp's window is open for 24 hours from then."""
    error: str = ""
    """What the last attempt was refused with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a claimed message."""

    id: int
    state: Literal["sent", "failed", "unknown", "expired", "cancelled", "queued"]
    at: datetime
    parts: tuple[str, ...] = ()
    """Provider ids of all parts that went out, in order."""
    error: str = ""
    reason: str = ""
    due: datetime | None = None
    """When to try again, where the state is ``queued``."""
    opened: bool = False
    """It went as a template: the person counts for the day's limit."""
    attempted: bool = True
    """False gives the attempt back: nothing was sent (a limit, an account at rest)."""
    attempt: int = 0
    """Which one this was, so that nothing is stored over a later claim; 0 where nobody else can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A message that was claimed when its dispatcher died, and what it is now."""

    id: int
    lane: Lane
    state: Literal["queued", "unknown", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A message as a coordinator may list it: without its words."""

    id: int
    account: str
    lane: Lane
    state: MessageState
    attempts: int
    error: str
    reason: str
    created: datetime
    due: datetime
    broadcast_id: int | None = None


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


def claim(
    tx: Connection,
    account: str,
    *,
    limit: int,
    now: datetime,
    lanes: Sequence[Lane] = LANES,
    resting: Collection[int] = (),
) -> list[Due]:
    """Return due messages and mark them claimed, lane by lane, oldest first.

    A message waits for every earlier one of its address in its lane or a more urgent one that is
    on its way, is due, or is being retried; only in the same lane may both come in one claim, in
    order.

    Args:
        tx: To be committed before anything is sent.
        account: As ``telegram:default``; one dispatcher an account.
        limit: At most so many in all.
        now: What is due by now, and not expired.
        lanes: Which lanes, most urgent first.
        resting: Keys of addresses that have to wait (a chat's own limit).
    """
    found: list[Due] = []
    held = list(resting)
    for lane in lanes:
        if len(found) >= limit:
            break
        rows = _DUE.find(tx, account, now, held, LANES.index(lane), limit - len(found))
        found += [_due(row, account, lane) for row in rows]
    if found:
        _CLAIM.run(tx, [(now, [due.id for due in found])])
    return found


def _due(row: Row, account: str, lane: Lane) -> Due:
    (id_, address_id, body, attempts, created, expires, parts, broadcast_id, training_id,
     error, external, last_inbound) = row  # fmt: skip
    return Due(
        id=id_,
        address_id=address_id,
        external=external,
        account=account,
        lane=lane,
        body=loads(body),
        attempts=attempts + 1,
        created=cast(datetime, moment(created)),
        expires=moment(expires),
        parts=tuple(loads(parts) or ()),
        broadcast_id=broadcast_id,
        training_id=training_id,
        last_inbound=moment(last_inbound),
        error=error,
    )


def settle(tx: Connection, results: Sequence[Result]) -> None:
    """Store what became of claimed messages; a retry goes back into the queue."""
    _SETTLE.run(
        tx,
        [
            (
                *(each.id, each.state, list(each.parts) or None, each.error, each.reason),
                *(each.due, 0 if each.attempted else 1, each.attempt),
                None if each.state == "queued" else each.at,
            )
            for each in sorted(results, key=operator.attrgetter("id"))
        ],
    )


def recover(tx: Connection, account: str, now: datetime) -> list[Recovered]:
    """Decide on what was claimed when the account's last dispatcher died.

    A reply is sent again: a question asked twice does less harm than one never asked. A reminder
    or a broadcast becomes ``unknown`` and is never repeated by itself.
    """
    found = [
        Recovered(
            id=row.id,
            lane=LANES[row.lane],
            state="unknown" if row.lane else "queued" if row.body else "cancelled",
        )
        for row in tx.execute(_CLAIMED, {"account": account}).all()
    ]
    if found:
        tx.execute(
            _RECOVER,
            [
                {
                    "key": one.id,
                    "now_state": one.state,
                    "now_reason": "" if one.state == "queued" else "crash",
                    "now_settled": None if one.state == "queued" else now,
                }
                for one in found
            ],
        )
    return found


def release(tx: Connection, addresses: Collection[int], now: datetime) -> int:
    """Let what is parked for these addresses go: their people wrote; return how many."""
    if not addresses:
        return 0
    return tx.execute(_RELEASE, {"addresses": sorted(addresses), "now": now}).rowcount


def release_all(tx: Connection, account: str, now: datetime) -> int:
    """Let everything that is parked be tried again: a template was approved; return how many."""
    return tx.execute(_RELEASE_ALL, {"of_account": account, "now": now}).rowcount


def recent(
    tx: Connection, addresses: Collection[int], since: datetime
) -> dict[int, list[datetime]]:
    """Return when each call to these addresses went out, or may have, at the latest (UTC)."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for row in tx.execute(_RECENT, {"addresses": sorted(addresses), "since": since}):
        found[row.address_id] += [row.at] * max(1, len(row.parts or ()))
    return dict(found)


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


def waiting(tx: Connection, broadcast_id: int) -> dict[str, int]:
    """Return how many messages of a broadcast wait or are on their way, by account.

    What is parked until the person writes is left out: nobody can wait for that.
    """
    return {row.account: row.count_ for row in tx.execute(_WAITING, {"broadcast": broadcast_id})}


def of_broadcast(
    tx: Connection, broadcast_id: int, *, after: int = 0, limit: int = 1_000
) -> list[Listed]:
    """Return a page of the messages of a broadcast, by key."""
    values = {"broadcast": broadcast_id, "after": after}
    return [Listed(**_listed(row)) for row in tx.execute(_OF_BROADCAST.limit(limit), values)]


def depth(tx: Connection) -> dict[tuple[str, Lane], int]:
    """Return how many messages wait, by account and lane."""
    return {(row.account, LANES[row.lane]): row.count_ for row in tx.execute(_DEPTH)}


def next_due(tx: Connection, account: str) -> datetime | None:
    """Return when the account's next message is due, None when nothing waits."""
    found: datetime | None = tx.execute(_NEXT, {"account": account}).scalar()
    return found


def ledger(tx: Connection, broadcast_id: int) -> dict[tuple[MessageState, str], int]:
    """Return how many recipients of a broadcast ended how, by state and reason."""
    return {
        (row.state, row.reason): row.count_
        for row in tx.execute(_LEDGER, {"broadcast": broadcast_id})
    }


def list_(
    tx: Connection,
    *,
    state: MessageState | None = None,
    account: str | None = None,
    limit: int = 100,
) -> list[Listed]:
    """Return the latest messages, of one state or of all, of one account or of all."""
    query = _LIST.limit(limit)
    if state is not None:
        query = query.where(message.c.state == literal_column(f"'{state}'"))
    if account is not None:
        query = query.where(message.c.account == account)
    return [Listed(**_listed(row)) for row in tx.execute(query)]


def _listed(row: AnyRow) -> dict[str, Any]:
    return dict(row._mapping) | {"lane": LANES[row.lane]}


def _plain(row: OutboxRow) -> tuple[Any, ...]:
    return (
        *(row.id, row.address_id, row.account, LANES.index(row.lane), row.body, row.due),
        *(row.expires, row.broadcast_id, row.training_id, row.created),
    )


# The states stand in the statements as they are: SQLite uses a partial index only for the words
# it was made with (https://www.sqlite.org/partialindex.html).
_QUEUED: ColumnElement[str] = literal_column("'queued'", String)
_EMPTY: ColumnElement[str] = literal_column("''", String)
_CLAIMED_STATE: ColumnElement[str] = literal_column("'claimed'", String)

# What is the same in every new row stands in the statement: each parameter costs.
_COLUMNS = (
    *("id", "address_id", "account", "lane", "body", "due"),
    *("expires", "broadcast_id", "training_id", "created"),
)
_NEW = insert(message).values(
    state=_QUEUED, attempts=literal_column("0"), error=_EMPTY, reason=_EMPTY
)
_PUT = Prepared(_NEW, *_COLUMNS)
_PUT_ONCE = Prepared(_NEW.on_conflict_do_nothing(), *_COLUMNS, "unique_key")
# Which of many are new is read back by their fresh keys: cheaper than RETURNING for each.
_NEW_ONES = Prepared(
    select(func.count()).select_from(message).where(Among(message.c.id, "keys")), "keys"
)


def _unblocked() -> ColumnElement[bool]:
    """Return that no earlier message of the address has to go first."""
    earlier = message.alias("earlier")
    same = earlier.c.lane == message.c.lane
    is_due = earlier.c.due <= bindparam("now")
    waits = or_(
        # Of its own lane what is due comes in the same claim, before it; of another in its own.
        and_(~same, is_due),
        # A reply that is not due is being retried: what was said after it waits for it; but not
        # for what is parked until the person writes.
        and_(
            ~is_due,
            earlier.c.reason.not_in([literal_column(f"'{each}'", String) for each in PARKED]),
            or_(earlier.c.lane == 0, earlier.c.attempts > 0),
        ),
    )
    alive = or_(earlier.c.expires.is_(None), earlier.c.expires > bindparam("now"))
    return ~(
        select(literal_column("1"))
        .select_from(earlier)
        .where(
            earlier.c.address_id == message.c.address_id,
            earlier.c.state.in_([_QUEUED, _CLAIMED_STATE]),
            earlier.c.lane <= message.c.lane,
            tuple_(earlier.c.created, earlier.c.id) < tuple_(message.c.created, message.c.id),
            or_(earlier.c.state == _CLAIMED_STATE, and_(alive, waits)),
        )
        .exists()
    )


_DUE = Prepared(
    select(
        message.c.id,
        message.c.address_id,
        message.c.body,
        message.c.attempts,
        message.c.created,
        message.c.expires,
        message.c.parts,
        message.c.broadcast_id,
        message.c.training_id,
        message.c.error,
        address.c.external,
        address.c.last_inbound,
    )
    .join(address, address.c.id == message.c.address_id)
    .where(
        message.c.account == bindparam("account"),
        message.c.lane == bindparam("lane"),
        message.c.state == _QUEUED,
        message.c.due <= bindparam("now"),
        or_(message.c.expires.is_(None), message.c.expires > bindparam("now")),
        message.c.body.is_not(None),
        ~Among(message.c.address_id, "resting"),
        _unblocked(),
    )
    .order_by(message.c.created, message.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, key_share=True, of=message),
    *("account", "now", "resting", "lane", "most"),
)
_CLAIM = Prepared(
    update(message)
    .where(Among(message.c.id, "keys"))
    .values(
        state=_CLAIMED_STATE,
        claimed=bindparam("at"),
        attempts=message.c.attempts + literal_column("1"),
    ),
    *("at", "keys"),
)
_SETTLE = Prepared(
    update(message)
    .where(
        message.c.id == bindparam("key"),
        or_(
            message.c.state == "claimed",
            # Another dispatcher took over while this one was sending: now we know.
            and_(message.c.state == "unknown", message.c.reason == "crash"),
        ),
        or_(
            bindparam("of_attempt", type_=Integer) == 0,
            message.c.attempts == bindparam("of_attempt", type_=Integer),
        ),
    )
    .values(
        state=bindparam("now_state"),
        parts=bindparam("now_parts"),
        error=bindparam("now_error"),
        reason=bindparam("now_reason"),
        due=func.coalesce(bindparam("now_due", type_=Instant), message.c.due),
        attempts=message.c.attempts - bindparam("given_back"),
        settled=bindparam("now_settled"),
        claimed=case(
            (bindparam("now_state", type_=String) == _QUEUED, None), else_=message.c.claimed
        ),
    ),
    *("key", "now_state", "now_parts", "now_error", "now_reason", "now_due", "given_back"),
    *("of_attempt", "now_settled"),
)
_CLAIMED = (
    select(message.c.id, message.c.lane, message.c.body.is_not(None).label("body"))
    .where(message.c.account == bindparam("account"), message.c.state == _CLAIMED_STATE)
    .order_by(message.c.id)
    .with_for_update(key_share=True)
)
_RECOVER = (
    update(message)
    .where(message.c.id == bindparam("key"))
    .values(
        state=bindparam("now_state"),
        reason=bindparam("now_reason"),
        settled=bindparam("now_settled"),
    )
)
_went_at = func.coalesce(message.c.settled, message.c.claimed)
_RECENT = select(message.c.address_id, message.c.parts, _went_at.label("at")).where(
    Among(message.c.address_id, "addresses"),
    message.c.claimed.is_not(None),
    _went_at >= bindparam("since", type_=Instant),
    message.c.state != _CLAIMED_STATE,
)
_EXPIRE = (
    update(message)
    .where(message.c.state == _QUEUED, message.c.expires <= bindparam("now"))
    .values(state="expired", reason="too late", settled=bindparam("now"))
)
_RELEASED = update(message).where(message.c.state == _QUEUED, message.c.reason.in_(PARKED))
_RELEASE = _RELEASED.where(Among(message.c.address_id, "addresses")).values(
    due=bindparam("now"), error="", reason=""
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
        message.c.state == _QUEUED,
        select(literal_column("1"))
        .select_from(conversation)
        .join(person, person.c.id == conversation.c.person_id)
        .where(conversation.c.address_id == message.c.address_id, person.c.stopped.is_(True))
        .exists(),
    )
    .values(state="cancelled", reason="stopped", settled=bindparam("now"))
)
_WAITING = (
    select(message.c.account, func.count().label("count_"))
    .where(
        message.c.broadcast_id == bindparam("broadcast"),
        message.c.state.in_([_QUEUED, _CLAIMED_STATE]),
        ~and_(message.c.state == _QUEUED, message.c.reason.in_(PARKED)),
    )
    .group_by(message.c.account)
)
_CANCEL = (
    update(message)
    .where(
        message.c.address_id.in_(
            select(conversation.c.address_id).where(Among(conversation.c.person_id, "people"))
        ),
        message.c.state == _QUEUED,
        Among(message.c.lane, "lanes"),
    )
    .values(state="cancelled", reason=bindparam("now_reason"), settled=bindparam("now"))
)
_DEPTH = (
    select(message.c.account, message.c.lane, func.count().label("count_"))
    .where(message.c.state == _QUEUED)
    .group_by(message.c.account, message.c.lane)
)
_NEXT = select(func.min(message.c.due)).where(
    message.c.account == bindparam("account"), message.c.state == _QUEUED
)
_LEDGER = (
    select(message.c.state, message.c.reason, func.count().label("count_"))
    .where(message.c.broadcast_id == bindparam("broadcast"))
    .group_by(message.c.state, message.c.reason)
)
_LISTED = select(
    message.c.id,
    message.c.account,
    message.c.lane,
    message.c.state,
    message.c.attempts,
    message.c.error,
    message.c.reason,
    message.c.created,
    message.c.due,
    message.c.broadcast_id,
)
_LIST = _LISTED.order_by(message.c.id.desc())
_OF_BROADCAST = _LISTED.where(
    message.c.broadcast_id == bindparam("broadcast"), message.c.id > bindparam("after")
).order_by(message.c.id)
