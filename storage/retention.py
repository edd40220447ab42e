"""What was kept for as long as its programme says: overwritten as an erasure would, and counted.

An interview goes with its answers, files, registration and agreements; a person of whom nothing is
left goes as a whole. In the audit stand keys, never words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    null,
    select,
    update,
)

from flows.incoming import is_file
from storage import audit
from storage.audit import AuditRow
from storage.schema import (
    address,
    answer_event,
    attendance,
    consent,
    conversation,
    inbound,
    interview,
    media,
    message,
    person,
    registration,
    training,
)
from storage.types import Among, Instant

PAGE = 2_000
"""Rows looked at in one read: nothing is held long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An interview whose words are kept still."""

    id: int
    person_id: int
    programme: str
    updated: datetime
    """When it was last answered or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """A person, and what is known of her beside answers."""

    id: int
    created: datetime
    last_inbound: datetime | None
    """When she last wrote, at any of her addresses."""
    empty: bool
    """No interview of hers is kept."""


def interviews(tx: Connection, after: int = 0) -> Sequence[Kept]:
    """Return a page of the interviews that are not erased, in the order of their keys."""
    return [Kept(**row._mapping) for row in tx.execute(_INTERVIEWS, {"after": after})]


def people(tx: Connection, after: int = 0) -> Sequence[Idle]:
    """Return a page of the people who are not erased, in the order of their keys."""
    return [Idle(**row._mapping) for row in tx.execute(_PEOPLE, {"after": after})]


def still(tx: Connection, people: Sequence[int]) -> Sequence[Idle]:
    """Return these people as they are now, those who were not erased meanwhile."""
    return [Idle(**row._mapping) for row in tx.execute(_STILL, {"people": list(people)})]


def drop(tx: Connection, rows: Sequence[tuple[Kept, int]], now: datetime) -> list[str]:
    """Overwrite interviews; return the names of files to delete.

    Args:
        tx: The transaction.
        rows: Each with the key of its line in the audit.
        now: When, UTC.
    """
    files = [name for each, _ in rows for name in _drop(tx, each, now)]
    audit.put(
        tx,
        [
            AuditRow(id=key, at=now, what="expired", programme=each.programme, reference=each.id)
            for each, key in rows
        ],
    )
    return files


def copies(tx: Connection, before: datetime) -> list[str]:
    """Forget the files that were made for people to take with them; return their names."""
    names = list(tx.execute(_COPIES, {"before": before}).scalars())
    if names:
        tx.execute(_UNKEEP, {"names": names})
    return names


def _drop(tx: Connection, each: Kept, now: datetime) -> list[str]:
    """Overwrite one interview, unless it was answered meanwhile."""
    held = {"of": each.id, "who": each.person_id, "in_programme": each.programme}
    answers = tx.execute(_LOCK, held | {"as_of": each.updated}).scalar()
    if answers is None:
        return []
    files = sorted({*_files(answers.values()), *_events(tx, each.id)})
    values = held | {"now": now, "as_of": each.updated, "names": files}
    for statement in _DROP:
        tx.execute(statement, values)
    for key, state in tx.execute(_STANDS, held).all():
        if state.get("interview") == each.id:
            tx.execute(_RESET, {"key": key})
    if tx.execute(_OTHER, held).first() is None:
        for of_programme in _DROP_PROGRAMME:
            tx.execute(of_programme, values)
    return files


def _files(values: Collection[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and is_file(value):
            yield value


def _events(tx: Connection, interview_id: int) -> Iterator[str]:
    """Yield the files among the answers that were given, also those that were changed since."""
    return _files(list(tx.execute(_VALUES, {"of": interview_id}).scalars()))


_INTERVIEWS = (
    select(interview.c.id, interview.c.person_id, interview.c.programme, interview.c.updated)
    .where(interview.c.id > bindparam("after"), interview.c.erased.is_(None))
    .order_by(interview.c.id)
    .limit(PAGE)
)
_ADDRESSES_OF = (
    select(func.max(address.c.last_inbound))
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(conversation.c.person_id == person.c.id)
    .scalar_subquery()
)
_idle = (
    select(
        person.c.id,
        person.c.created,
        _ADDRESSES_OF.label("last_inbound"),
        (~exists().where(interview.c.person_id == person.c.id, interview.c.erased.is_(None))).label(
            "empty"
        ),
    )
    .where(person.c.erased.is_(None))
    .order_by(person.c.id)
)
_PEOPLE = _idle.where(person.c.id > bindparam("after")).limit(PAGE)
_STILL = _idle.where(Among(person.c.id, "people"))
_LOCK = (
    select(interview.c.answers)
    .where(
        interview.c.id == bindparam("of"),
        interview.c.erased.is_(None),
        interview.c.updated == bindparam("as_of", type_=Instant),
    )
    .with_for_update(key_share=True)
)
_VALUES = select(answer_event.c.value).where(
    answer_event.c.interview_id == bindparam("of"), answer_event.c.value.is_not(None)
)
_OTHER = select(interview.c.id).where(
    interview.c.person_id == bindparam("who"),
    interview.c.programme == bindparam("in_programme"),
    interview.c.id != bindparam("of"),
    interview.c.erased.is_(None),
)
_NOW = bindparam("now", type_=Instant)
_HER_ADDRESSES = select(conversation.c.address_id).where(
    conversation.c.person_id == bindparam("who")
)
_DROP = (
    update(answer_event)
    .where(answer_event.c.interview_id == bindparam("of"))
    .values(value=null(), typed=""),
    update(registration)
    .where(
        registration.c.person_id == bindparam("who"),
        registration.c.programme == bindparam("in_programme"),
        registration.c.interview_id == bindparam("of"),
    )
    .values(interview_id=None),
    update(interview)
    .where(interview.c.id == bindparam("of"))
    .values(answers={}, code="", erased=_NOW),
    update(media)
    .where(Among(media.c.name, "names"))
    .values(state="erased", reference="", mime="", digest=null()),
    # What was said while it was answered: questions, and answers read back.
    update(message)
    .where(
        message.c.address_id.in_(_HER_ADDRESSES),
        message.c.created <= bindparam("as_of", type_=Instant),
        message.c.state.not_in(["queued", "claimed"]),
    )
    .values(body=null()),
    update(inbound)
    .where(
        inbound.c.address_id.in_(_HER_ADDRESSES),
        inbound.c.body.is_not(None),
        inbound.c.received <= bindparam("as_of", type_=Instant),
    )
    .values(body=null()),
)
_STANDS = select(conversation.c.id, conversation.c.state).where(
    conversation.c.person_id == bindparam("who")
)
_RESET = update(conversation).where(conversation.c.id == bindparam("key")).values(state={})
_DROP_PROGRAMME = (
    delete(registration).where(
        registration.c.person_id == bindparam("who"),
        registration.c.programme == bindparam("in_programme"),
    ),
    update(consent)
    .where(
        consent.c.person_id == bindparam("who"),
        consent.c.programme == bindparam("in_programme"),
        consent.c.withdrawn.is_(None),
    )
    .values(withdrawn=_NOW),
    update(consent)
    .where(
        consent.c.person_id == bindparam("who"), consent.c.programme == bindparam("in_programme")
    )
    .values(text_version="", language=""),
    delete(attendance).where(
        attendance.c.person_id == bindparam("who"),
        attendance.c.training_id.in_(
            select(training.c.id).where(training.c.programme == bindparam("in_programme"))
        ),
    ),
)
_COPIES = select(media.c.name).where(
    media.c.kind == literal_column("'copy'"),
    media.c.created < bindparam("before", type_=Instant),
    media.c.state != "erased",
)
_UNKEEP = (
    update(media)
    .where(Among(media.c.name, "names"))
    .values(state="erased", reference="", mime="", digest=null())
)
