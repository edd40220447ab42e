"""Trainings, who was reminded of them, and what they answered."""

from __future__ import annotations

import operator
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import (
    Connection,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from flows.turn import Attend
from storage.consents import agreed
from storage.outbox import MessageState
from storage.prepared import Prepared
from storage.registrations import REACHED, Recipient
from storage.rows import AnyRow
from storage.schema import address, attendance, message, person, registration, training
from storage.types import Among

WENT: tuple[MessageState, ...] = ("sent", "delivered", "read")
"""States of a reminder that went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training as a coordinator planned it, and the instants that follow from it."""

    id: int
    """Of a new one; a known one keeps its own."""
    own: str
    """The coordinator's id, unique in the programme."""
    programme: str
    cohort: str = ""
    """Empty: everybody."""
    title: Mapping[str, str]
    local_start: str
    """``2026-11-28T10:00:00`` in the training's zone."""
    zone: str
    place: str = ""
    minutes: int = 0
    starts: datetime
    remind: datetime
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an import did to a training."""

    id: int
    own: str
    kind: Literal["new", "moved", "renamed", "same"]
    cancelled: int
    """Reminders that were queued and will be queued anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A person who was sent a reminder."""

    id: int
    training_id: int
    person_id: int
    invited: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendRow:
    """What a person answered to a reminder."""

    person_id: int
    attend: Attend
    at: datetime


def reminder_key(training_id: int, local_start: str, person_id: int) -> str:
    """Return the outbox's unique key of a reminder: one a person and date, however often planned.

    The date is the local one: a corrected time zone reminds nobody twice.
    """
    return f"{_prefix(training_id, local_start)}{person_id}"


def put(tx: Connection, rows: Sequence[Training], now: datetime) -> list[Change]:
    """Store trainings by programme and own id; say what changed.

    Reminders of a changed training that still wait are cancelled, and their keys are free again:
    the next tick queues them with the new words or the new date.
    """
    changes = []
    for row in rows:
        found = tx.execute(_OWN, {"of_programme": row.programme, "of_own": row.own}).first()
        values = _values(row)
        if found is None:
            tx.execute(_PUT, values | {"id": row.id})
            changes.append(Change(id=row.id, own=row.own, kind="new", cancelled=0))
            continue
        kind: Literal["moved", "renamed", "same"] = "same"
        if any(getattr(found, name) != values[name] for name in _WHEN):
            kind = "moved"
        elif any(getattr(found, name) != values[name] for name in _WHAT):
            kind = "renamed"
        cancelled = 0
        if kind != "same":
            tx.execute(_CHANGE, values | {"key": found.id})
            words = {"key": found.id, "now": now, "now_reason": kind}
            cancelled = tx.execute(_CANCEL, words).rowcount
        changes.append(Change(id=found.id, own=row.own, kind=kind, cancelled=cancelled))
    return changes


def arm(tx: Connection, rows: Sequence[Training]) -> None:
    """Store the instants of trainings, made anew from their local times.

    One that was moved meanwhile keeps the instants of its new time.
    """
    if rows:
        tx.execute(
            _ARM,
            [
                {
                    "key": row.id,
                    "of_start": row.local_start,
                    "of_zone": row.zone,
                    "starts": row.starts,
                    "remind": row.remind,
                }
                for row in rows
            ],
        )


def lock(tx: Connection, training_id: int) -> Training | None:
    """Return a training as it is now; nobody moves it before this transaction ends."""
    row = tx.execute(_LOCK, {"key": training_id}).first()
    return None if row is None else _training(row)


def due(tx: Connection, now: datetime) -> list[Training]:
    """Return trainings whose reminder's time has come and that have not begun, soonest first."""
    return [_training(row) for row in tx.execute(_DUE, {"now": now})]


def coming(tx: Connection, now: datetime) -> list[Training]:
    """Return trainings that have not begun, soonest first: what is armed again every night."""
    return [_training(row) for row in tx.execute(_COMING, {"now": now})]


def invitees(
    tx: Connection,
    of: Training,
    limit: int,
    *,
    after: int = 0,
    accounts: Collection[str] | None = None,
    elsewhere: Collection[str] = (),
) -> list[Recipient]:
    """Return who is to be reminded and was not: registered, in the cohort, agreed, reachable.

    Args:
        tx: A transaction.
        of: The training.
        limit: At most so many.
        after: ``registration_id`` of the last one of the page before.
        accounts: Only who is reached on these; None: on any.
        elsewhere: Accounts that do not serve the programme: nobody is reached there.
    """
    query = _INVITEES if accounts is None else _INVITEES_OF
    values = _whom(of, elsewhere) | {"after": after}
    if accounts is not None:
        values["accounts"] = sorted(accounts)
    return [Recipient(**row._mapping) for row in tx.execute(query.limit(limit), values)]


def expected(tx: Connection, of: Training, elsewhere: Collection[str] = ()) -> int:
    """Return how many persons are still to be reminded, as things are now."""
    found: int = tx.execute(_EXPECTED, _whom(of, elsewhere) | {"after": 0}).scalar_one()
    return found


def reminded(tx: Connection, of: Training) -> dict[MessageState, int]:
    """Return how many reminders of this date are in which state."""
    values = {"training": of.id, "prefix": _prefix(of.id, of.local_start)}
    return {row.state: row.messages for row in tx.execute(_REMINDED, values)}


def sent(tx: Connection, training_id: int) -> int:
    """Return how many reminders of a training went out, whatever its date was then."""
    found: int = tx.execute(_SENT, {"training": training_id}).scalar_one()
    return found


def invite(tx: Connection, rows: Sequence[Invited]) -> None:
    """Note who was reminded; an answer to an earlier date no longer counts."""
    ordered = sorted(rows, key=operator.attrgetter("training_id", "person_id"))
    _INVITE.run(tx, [(row.id, row.training_id, row.person_id, row.invited) for row in ordered])


def answer(tx: Connection, rows: Sequence[AttendRow]) -> None:
    """Store what persons answered; the last answer counts."""
    if not rows:
        return
    tx.execute(
        _ANSWER,
        [
            {
                "of_person": row.person_id,
                "of_training": row.attend.training,
                "now_answer": row.attend.answer,
                "at": row.at,
            }
            for row in rows
        ],
    )


def tally(tx: Connection, training_id: int) -> dict[str, int]:
    """Return how many gave which answer; ``""`` are those who gave none."""
    return {row.answer: row.people for row in tx.execute(_TALLY, {"training": training_id})}


def _prefix(training_id: int, local_start: str) -> str:
    return f"reminder:{training_id}:{local_start}:"


def _whom(of: Training, elsewhere: Collection[str]) -> dict[str, object]:
    return {
        "elsewhere": sorted(elsewhere),
        "programme": of.programme,
        "cohort": of.cohort,
        "prefix": _prefix(of.id, of.local_start),
    }


def _values(row: Training) -> dict[str, object]:
    return {
        "own": row.own,
        "programme": row.programme,
        "cohort": row.cohort,
        "title": dict(row.title),
        "local_start": row.local_start,
        "zone": row.zone,
        "place": row.place,
        "minutes": row.minutes,
        "starts": row.starts,
        "remind": row.remind,
        "cancelled": row.cancelled,
    }


def _training(row: AnyRow) -> Training:
    return Training(**row._mapping)


_WHEN = ("local_start", "zone", "cancelled")
_WHAT = ("title", "place", "minutes", "cohort", "starts", "remind")

_OWN = select(training).where(
    training.c.programme == bindparam("of_programme"), training.c.own == bindparam("of_own")
)
_PUT = insert(training)
_CHANGE = (
    update(training)
    .where(training.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in (*_WHEN, *_WHAT)})
)
_ARM = (
    update(training)
    .where(
        training.c.id == bindparam("key"),
        training.c.local_start == bindparam("of_start"),
        training.c.zone == bindparam("of_zone"),
    )
    .values(starts=bindparam("starts"), remind=bindparam("remind"))
)
_LOCK = select(training).where(training.c.id == bindparam("key")).with_for_update(key_share=True)
_CANCEL = (
    update(message)
    .where(message.c.training_id == bindparam("key"), message.c.state == literal_column("'queued'"))
    .values(
        state="cancelled", reason=bindparam("now_reason"), settled=bindparam("now"), unique_key=None
    )
)
_COMING = (
    select(training)
    .where(training.c.starts > bindparam("now"), training.c.cancelled.is_(False))
    .order_by(training.c.starts, training.c.id)
)
_DUE = _COMING.where(training.c.remind <= bindparam("now"))
_INVITEES = REACHED.where(
    registration.c.id > bindparam("after"),
    agreed("reminders"),
    or_(
        bindparam("cohort", type_=String) == "",
        registration.c.cohort == bindparam("cohort", type_=String),
    ),
    ~select(message.c.id)
    .where(
        message.c.unique_key == bindparam("prefix", type_=String).concat(cast(person.c.id, String))
    )
    .exists(),
).order_by(registration.c.id)
_INVITEES_OF = _INVITEES.where(Among(address.c.account, "accounts"))
_EXPECTED = select(func.count()).select_from(_INVITEES.order_by(None).subquery())
_REMINDED = (
    select(message.c.state, func.count().label("messages"))
    .where(
        message.c.training_id == bindparam("training"),
        message.c.unique_key.startswith(bindparam("prefix", type_=String), autoescape=False),
    )
    .group_by(message.c.state)
)
_SENT = select(func.count()).where(
    message.c.training_id == bindparam("training"),
    message.c.state.in_(WENT),
)
_NEW = insert(attendance).values(answer=literal_column("''"))
_INVITE = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=[attendance.c.training_id, attendance.c.person_id],
        set_={name: _NEW.excluded[name] for name in ("invited", "answer", "answered")},
    ),
    *("id", "training_id", "person_id", "invited"),
)
_ANSWER = (
    update(attendance)
    .where(
        attendance.c.person_id == bindparam("of_person"),
        attendance.c.training_id == bindparam("of_training"),
    )
    .values(answer=bindparam("now_answer"), answered=bindparam("at"))
)
_TALLY = (
    select(attendance.c.answer, func.count().label("people"))
    .where(attendance.c.training_id == bindparam("training"))
    .group_by(attendance.c.answer)
)
