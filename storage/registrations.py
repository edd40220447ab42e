"""Who is registered with a programme, and who of them may be written to."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from storage.preferences import refuses
from storage.schema import address, conversation, person, registration
from storage.types import Among, Instant

PAGE = 2_000
"""Recipients read at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRow:
    """A person in a programme."""

    id: int
    person_id: int
    programme: str
    interview_id: int | None = None
    cohort: str = ""
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person who may be written to, and the address she last wrote from."""

    registration_id: int
    person_id: int
    address_id: int
    account: str
    language: str
    zone: str
    registered: datetime
    place: int = 0
    """Which of the people of her chat she is, from 1 on; 0 where nobody else answers there."""


def put(tx: Connection, rows: Sequence[RegistrationRow]) -> None:
    """Register persons; who registers again keeps the row and gets the new interview."""
    if not rows:
        return
    tx.execute(
        _PUT,
        [
            {
                "id": row.id,
                "person_id": row.person_id,
                "interview_id": row.interview_id,
                "programme": row.programme,
                "cohort": row.cohort,
                "status": "registered",
                "created": row.created,
            }
            for row in sorted(rows, key=operator.attrgetter("person_id", "programme"))
        ],
    )


def withdraw(tx: Connection, person_id: int, programme: str) -> None:
    """Mark a person as withdrawn from a programme."""
    tx.execute(_WITHDRAW, {"person": person_id, "of_programme": programme})


def count(tx: Connection, programme: str) -> int:
    """Return how many are registered, made-up people left out."""
    found: int = tx.execute(_COUNT, {"programme": programme}).scalar_one()
    return found


def audience(
    tx: Connection,
    programme: str,
    *,
    after: int = 0,
    limit: int = PAGE,
    elsewhere: Collection[str] = (),
) -> list[Recipient]:
    """Return who may be written to, by key of the registration.

    Registered, not stopped, not erased, reachable, not opted out of announcements; each once, at
    the address last written from.

    Args:
        tx: A transaction.
        programme: As ``almontija``.
        after: ``registration_id`` of the last recipient of the page before.
        limit: At most so many.
        elsewhere: Accounts that do not serve the programme: nobody is written to from there.
    """
    values = _whom(programme, elsewhere) | {"after": after}
    return [Recipient(**row._mapping) for row in tx.execute(_AUDIENCE.limit(limit), values)]


def whole_audience(
    tx: Connection, programme: str, elsewhere: Collection[str] = ()
) -> Iterator[Recipient]:
    """Yield everybody who may be written to, read page by page inside one transaction."""
    after = 0
    while page := audience(tx, programme, after=after, elsewhere=elsewhere):
        yield from page
        after = page[-1].registration_id


def languages(tx: Connection, programme: str, elsewhere: Collection[str] = ()) -> dict[str, int]:
    """Return how many of the audience read which language."""
    rows = tx.execute(_LANGUAGES, _whom(programme, elsewhere))
    return {row.language: row.people for row in rows}


def left_out(tx: Connection, programme: str, elsewhere: Collection[str] = ()) -> dict[str, int]:
    """Return how many registered persons may not be written to, by reason.

    ``stopped`` said so; ``opted_out`` told the channel that they want no announcements;
    ``elsewhere`` write only to accounts that do not serve the programme; ``unreachable`` blocked
    the bot or have no address any more.
    """
    values = _whom(programme, elsewhere)
    registered: int = tx.execute(_REGISTERED, values).scalar_one()
    stopped: int = tx.execute(_STOPPED, values).scalar_one()
    opted_out: int = tx.execute(_OPTED_OUT, values).scalar_one()
    told = sum(languages(tx, programme, elsewhere).values()) + opted_out
    anywhere: int = tx.execute(_ANYWHERE, _whom(programme, ())).scalar_one()
    found = {
        "stopped": stopped,
        "opted_out": opted_out,
        "elsewhere": anywhere - told,
        "unreachable": registered - stopped - anywhere,
    }
    return {reason: people for reason, people in found.items() if people > 0}


def _whom(programme: str, elsewhere: Collection[str]) -> dict[str, object]:
    return {"programme": programme, "elsewhere": sorted(elsewhere)}


_NEW = insert(registration)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[registration.c.person_id, registration.c.programme],
    set_={name: _NEW.excluded[name] for name in ("interview_id", "cohort", "status")},
)
_WITHDRAW = (
    update(registration)
    .where(
        registration.c.person_id == bindparam("person"),
        registration.c.programme == bindparam("of_programme"),
    )
    .values(status="withdrawn")
)
_COUNT = (
    select(func.count())
    .select_from(registration)
    .join(person, person.c.id == registration.c.person_id)
    .where(
        registration.c.programme == bindparam("programme"),
        registration.c.status == "registered",
        person.c.simulated.is_(False),
    )
)
_REGISTERED = (
    select(func.count())
    .select_from(registration)
    .join(person, person.c.id == registration.c.person_id)
    .where(
        registration.c.programme == bindparam("programme"),
        registration.c.status == "registered",
        person.c.erased.is_(None),
    )
)
_STOPPED = _REGISTERED.where(person.c.stopped.is_(True))
_other = address.alias("other")
_others = conversation.alias("others")
_NEVER = literal(datetime(1970, 1, 1, tzinfo=UTC), Instant)
_LATER_ADDRESS = (
    select(_others.c.id)
    .join(_other, _other.c.id == _others.c.address_id)
    .where(
        _others.c.person_id == person.c.id,
        _other.c.reachable.is_(True),
        ~Among(_other.c.account, "elsewhere"),
        tuple_(func.coalesce(_other.c.last_inbound, _NEVER), _other.c.id)
        > tuple_(func.coalesce(address.c.last_inbound, _NEVER), address.c.id),
    )
    .exists()
)
REACHED = (
    select(
        registration.c.id.label("registration_id"),
        registration.c.person_id,
        address.c.id.label("address_id"),
        address.c.account,
        person.c.language,
        person.c.zone,
        registration.c.created.label("registered"),
        conversation.c.place,
    )
    .select_from(registration)
    .join(person, person.c.id == registration.c.person_id)
    .join(conversation, conversation.c.person_id == person.c.id)
    .join(address, address.c.id == conversation.c.address_id)
    .where(
        registration.c.programme == bindparam("programme"),
        registration.c.status == "registered",
        person.c.stopped.is_(False),
        person.c.erased.is_(None),
        address.c.reachable.is_(True),
        ~Among(address.c.account, "elsewhere"),
        ~_LATER_ADDRESS,
    )
)
"""Everybody of a programme who may be written to, at one address that serves it."""
_TOLD = REACHED.where(~refuses(address.c.id))
_AUDIENCE = _TOLD.where(registration.c.id > bindparam("after")).order_by(registration.c.id)
_EACH = _TOLD.subquery()
_LANGUAGES = select(_EACH.c.language, func.count().label("people")).group_by(_EACH.c.language)
_OPTED_OUT = select(func.count()).select_from(REACHED.where(refuses(address.c.id)).subquery())
_ANYWHERE = select(func.count()).select_from(REACHED.subquery())
