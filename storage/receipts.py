"""Receipts: a provider says that a message was sent, delivered, read, or failed after all.

A receipt may come before our own note that the message went; it is kept until that is written. It
may also be the only sign that a message went at all, where the answer to our request was lost: then
it is known by our own key, which the provider gives back.

They come in any order, and what a message ends as must not depend on it: sent, delivered, read, and
failed above all (of several parts one that failed makes the message fail, whichever is told first).

Three kinds of failure are not the end of a message: nothing went out, and something else may
(:data:`AGAIN`). There it is the other way round: what was delivered after all is not sent again.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from storage.inbound import digest
from storage.prepared import Prepared, Row
from storage.rows import AnyRow
from storage.schema import message, part, receipt
from storage.types import Among

AGAIN_AT_ONCE = frozenset({"131047"})
"""Codes of a closed window: it goes as a template, or waits until the person writes."""
AGAIN_LATER = frozenset({"131049", "130472"})
"""Codes of a provider's own measure: this message once more after :data:`LATER`."""
AGAIN = AGAIN_AT_ONCE | AGAIN_LATER
LATER = timedelta(hours=24)
"""https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a provider said of a message."""

    key: int
    """Key of the row, where the message is not known yet."""
    account: str
    provider: str
    """The provider's id of the message."""
    state: Literal["sent", "delivered", "read", "failed"]
    error: str = ""
    at: datetime
    message_id: int | None = None
    """Our own key, where the provider gave it back."""
    place: int = 0
    """Which part of that message it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Which ids a provider gave to a message's parts."""

    message_id: int
    account: str
    parts: Sequence[str]


class Failed(NamedTuple):
    """A failure that was told before we knew whose message it was."""

    part: bytes
    """What ``part.provider`` holds."""
    error: str
    at: datetime


def put(tx: Connection, rows: Sequence[Receipt], *, now: datetime | None = None) -> int:
    """Apply receipts to their messages, forward only; return how many messages were known.

    What belongs to no message yet is kept; that something was sent, only where it names our key.
    """
    keys = {(row.account, row.provider): digest(row.account, row.provider) for row in rows}
    found = _messages(tx, list(keys.values()))
    early: list[Receipt] = []
    plain: list[Row] = []
    """What only moves a message forward: many in one call, in the order of the messages."""
    for row in sorted(rows, key=lambda row: _order(found, keys, row)):
        key = keys[row.account, row.provider]
        message_id = found.get(key)
        if message_id is not None and row.state in ("delivered", "read"):
            plain.append((row.state, row.error, message_id, _BEFORE[row.state]))
            continue
        _FORWARD.run(tx, plain)
        plain.clear()
        if message_id is None and row.message_id is not None and _claim(tx, row):
            message_id = found[key] = row.message_id
        if message_id is not None:
            names = (row.provider, key.hex())
            _forward(tx, message_id, names, row.state, row.error, now or row.at)
        elif row.state != "sent" or row.message_id is not None:
            early.append(row)
    _FORWARD.run(tx, plain)
    if early:
        tx.execute(_KEEP, sorted(map(_values, early), key=operator.itemgetter("provider", "state")))
    return len(rows) - len(early)


def expect(
    tx: Connection, rows: Sequence[Sent], *, now: datetime | None = None
) -> Sequence[Failed]:
    """Remember which message a provider's ids belong to, and apply what came early.

    Returns what of that were failures: they may say something of the person too. To be called with
    ``outbox.settle``, for channels that send receipts.
    """
    ids = {digest(row.account, provider): provider for row in rows for provider in row.parts}
    values = {
        digest(row.account, provider): row.message_id for row in rows for provider in row.parts
    }
    if not values:
        return ()
    _EXPECT.run(tx, sorted(values.items()))
    early = tx.execute(_EARLY, {"providers": list(values)}).all()
    for row in sorted(early, key=lambda row: _ORDER[row.state]):
        key = bytes(row.provider)
        _forward(tx, values[key], (ids[key],), row.state, row.error, now or row.at)
    if early:
        tx.execute(_DONE, {"providers": list(values)})
    return _failed(early)


def in_doubt(tx: Connection, messages: Collection[int]) -> Sequence[Failed]:
    """Apply what came early for messages whose answer was lost; return the failures among it.

    The provider's id is not known there, so that our own key is what they are found by. The id
    itself was never stored (it holds the phone number): such a part counts as gone without it.
    """
    if not messages:
        return ()
    early = tx.execute(_OURS, {"messages": sorted(messages)}).all()
    for row in early:
        name = bytes(row.provider).hex()
        _gone(tx, row.message_id, row.place, name)
        _EXPECT.run(tx, [(bytes(row.provider), row.message_id)])
        _forward(tx, row.message_id, (name,), row.state, row.error, row.at)
        tx.execute(_DONE, {"providers": [row.provider]})
    return _failed(early)


def forget(tx: Connection, before: datetime) -> int:
    """Drop receipts that never found a message; return how many."""
    return tx.execute(_FORGET, {"before": before}).rowcount


def _failed(early: Sequence[AnyRow]) -> Sequence[Failed]:
    return [
        Failed(part=bytes(row.provider), error=row.error, at=row.at)
        for row in early
        if row.state == "failed"
    ]


def _values(row: Receipt) -> dict[str, object]:
    return {
        "id": row.key,
        "account": row.account,
        "provider": digest(row.account, row.provider),
        "state": row.state,
        "error": row.error,
        "at": row.at,
        "message_id": row.message_id,
        "place": row.place,
    }


def _messages(tx: Connection, providers: Sequence[bytes]) -> dict[bytes, int]:
    if not providers:
        return {}
    rows = tx.execute(_KNOWN, {"providers": list(providers)})
    return {bytes(row.provider): row.message_id for row in rows}


def _claim(tx: Connection, row: Receipt) -> bool:
    """Let a provider's id belong to the message that it names; False where it has to wait."""
    held = tx.execute(_HELD, {"key": row.message_id, "of": row.account}).first()
    if held is None or held.state == "claimed":
        return False  # being sent: what became of it is written in a moment
    _gone(tx, held.id, row.place, row.provider)
    _EXPECT.run(tx, [(digest(row.account, row.provider), held.id)])
    return True


def _gone(tx: Connection, message_id: int, place: int, provider: str) -> None:
    """Note that a part went out whose answer was lost, where that is news."""
    held = tx.execute(_BY_KEY, {"key": message_id}).first()
    if held is None or held.state not in ("unknown", "queued") or len(_parts(held)) != place:
        return
    if held.state == "queued" and held.attempts == 0:
        return  # it was put off, not lost
    state = "sent" if held.state == "unknown" else "queued"
    parts = [*_parts(held), provider]
    tx.execute(_PART, {"key": message_id, "now_parts": parts, "now_state": state})


def _order(
    found: Mapping[bytes, int], keys: Mapping[tuple[str, str], bytes], row: Receipt
) -> tuple[int, int]:
    """Return the message first: everybody locks messages in the order of their keys."""
    known = found.get(keys[row.account, row.provider], row.message_id)
    return known or 0, _ORDER[row.state]


def _parts(row: AnyRow) -> list[str]:
    return list(row.parts or ())


def _forward(
    tx: Connection,
    message_id: int,
    names: Sequence[str],
    state: str,
    error: str,
    now: datetime,
) -> None:
    """Apply what was said of the part that is known by one of these names."""
    if state == "sent":
        return
    if state == "failed" and error in AGAIN:
        _put_back(tx, message_id, names, error, now)
    else:
        _FORWARD.run(tx, [(state, error, message_id, _BEFORE[state])])


def _put_back(
    tx: Connection, message_id: int, names: Sequence[str], error: str, now: datetime
) -> None:
    """Queue once more what did not go out; a message of several parts, or a second time, fails."""
    held = tx.execute(_BY_KEY, {"key": message_id}).first()
    if held is None or held.state not in _BEFORE["failed"] or held.body is None:
        return
    if not {*names} & {*_parts(held)}:
        return  # of an earlier attempt, which was put back already
    later = LATER if error in AGAIN_LATER else timedelta(0)
    reason = "provider_limit" if later else "window_closed"
    values = {"key": message_id, "now_error": error, "now_reason": reason}
    if len(_parts(held)) > 1 or held.error == error:
        tx.execute(_FAILED, values)
    elif held.state in _BEFORE["delivered"]:
        tx.execute(_AGAIN, values | {"now_due": now + later})


_ORDER = {"sent": 0, "delivered": 1, "read": 2, "failed": 3}
_BEFORE = {
    "delivered": ["sent", "unknown"],
    "read": ["sent", "unknown", "delivered"],
    "failed": ["sent", "unknown", "delivered", "read"],
}
_PUT_BACK = and_(  # what a receipt put into the queue, and nobody took out since
    message.c.state == literal_column("'queued'"),
    message.c.attempts == literal_column("0"),
    message.c.error.in_([literal_column(f"'{each}'") for each in sorted(AGAIN)]),
)
_FORWARD = Prepared(
    update(message)
    .where(message.c.id == bindparam("key"), or_(Among(message.c.state, "before"), _PUT_BACK))
    .values(
        state=bindparam("now_state"), error=bindparam("now_error"), reason=literal_column("''")
    ),
    *("now_state", "now_error", "key", "before"),
)
_FAILED = (
    update(message)
    .where(message.c.id == bindparam("key"), message.c.state.in_(_BEFORE["failed"]))
    .values(state="failed", error=bindparam("now_error"), reason=bindparam("now_reason"))
)
_KNOWN = select(part.c.provider, part.c.message_id).where(
    part.c.provider.in_(bindparam("providers", expanding=True))
)
_BY_KEY = (
    select(
        message.c.id,
        message.c.state,
        message.c.parts,
        message.c.attempts,
        message.c.error,
        message.c.body,
    )
    .where(message.c.id == bindparam("key"))
    .with_for_update(key_share=True)
)
_HELD = _BY_KEY.where(message.c.account == bindparam("of"))
_PART = (
    update(message)
    .where(message.c.id == bindparam("key"))
    .values(parts=bindparam("now_parts"), state=bindparam("now_state"), error="", reason="")
)
_AGAIN = (
    update(message)
    .where(message.c.id == bindparam("key"))
    .values(
        state="queued",
        due=bindparam("now_due"),
        error=bindparam("now_error"),
        reason=bindparam("now_reason"),
        parts=None,
        attempts=0,  # it holds up nothing that comes after it
        claimed=None,
        settled=None,
    )
)
_KEEP = insert(receipt).on_conflict_do_nothing()
_EXPECT = Prepared(insert(part).on_conflict_do_nothing(), "provider", "message_id")
_EARLY = select(receipt.c.provider, receipt.c.state, receipt.c.error, receipt.c.at).where(
    receipt.c.provider.in_(bindparam("providers", expanding=True))
)
_OURS = (
    select(
        receipt.c.provider,
        receipt.c.state,
        receipt.c.error,
        receipt.c.at,
        receipt.c.message_id,
        receipt.c.place,
    )
    .where(Among(receipt.c.message_id, "messages"))
    .order_by(receipt.c.message_id, receipt.c.place)
)
_DONE = delete(receipt).where(receipt.c.provider.in_(bindparam("providers", expanding=True)))
_FORGET = delete(receipt).where(receipt.c.at < bindparam("before"))
