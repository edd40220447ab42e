"""What a dispatcher does with the outbox: claim what is due, say what became of it, recover.

A message is claimed and the claim committed before it is sent; what is found claimed without a
result after a crash may have gone or not, and nothing else may.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

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

from flows.message import Lane
from storage.outbox import CLAIMED, LANES, PARKED, QUEUED
from storage.prepared import Prepared, Row
from storage.schema import address, message
from storage.types import Among, Instant, loads, moment


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


def recent(
    tx: Connection, addresses: Collection[int], since: datetime
) -> dict[int, list[datetime]]:
    """Return when each call to these addresses went out, or may have, at the latest (UTC)."""
    found: dict[int, list[datetime]] = defaultdict(list)
    for row in tx.execute(_RECENT, {"addresses": sorted(addresses), "since": since}):
        found[row.address_id] += [row.at] * max(1, len(row.parts or ()))
    return dict(found)


def next_due(tx: Connection, account: str) -> datetime | None:
    """Return when the account's next message is due, None when nothing waits."""
    found: datetime | None = tx.execute(_NEXT, {"account": account}).scalar()
    return found


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
            earlier.c.state.in_([QUEUED, CLAIMED]),
            earlier.c.lane <= message.c.lane,
            tuple_(earlier.c.created, earlier.c.id) < tuple_(message.c.created, message.c.id),
            or_(earlier.c.state == CLAIMED, and_(alive, waits)),
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
        message.c.state == QUEUED,
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
        state=CLAIMED,
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
            (bindparam("now_state", type_=String) == QUEUED, None), else_=message.c.claimed
        ),
    ),
    *("key", "now_state", "now_parts", "now_error", "now_reason", "now_due", "given_back"),
    *("of_attempt", "now_settled"),
)
_CLAIMED = (
    select(message.c.id, message.c.lane, message.c.body.is_not(None).label("body"))
    .where(message.c.account == bindparam("account"), message.c.state == CLAIMED)
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
    message.c.state != CLAIMED,
)
_NEXT = select(func.min(message.c.due)).where(
    message.c.account == bindparam("account"), message.c.state == QUEUED
)
