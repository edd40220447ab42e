"""Intakes that were begun and not finished, of people who may be written to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    tuple_,
)

from flows.state import Interview
from storage.interviews import from_row
from storage.schema import address, consent, conversation, interview, message, person
from storage.types import Instant

KINDS = ("1", "2", "closes")
"""The first and the second nudge, and the word before the programme closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An open interview and where its person last wrote from."""

    interview: Interview
    address_id: int
    account: str
    language: str
    place: int
    """Which of the people of her chat she is, from 1 on; 0 where nobody else answers there."""
    last_inbound: datetime | None
    sent: Mapping[str, datetime]
    """When each kind of nudge was queued, as far as they were."""


def key(interview_id: int, kind: str) -> str:
    """Return the unique key of a nudge: each kind goes once for an interview."""
    return f"nudge:{interview_id}:{kind}"


def page(
    tx: Connection, programme: str, *, silent_since: datetime, after: int = 0, limit: int = 500
) -> list[Unfinished]:
    """Return unfinished interviews in the order of their keys; their persons stay locked.

    Of people who agreed to take part, did not refuse reminders, did not stop, can be reached.

    Args:
        tx: A short transaction: one page, no more.
        programme: As ``almontija``.
        silent_since: Nothing was answered since.
        after: Key of the last interview of the page before.
        limit: At most so many.
    """
    values = {"programme": programme, "silent_since": silent_since, "after": after}
    return [
        _unfinished(row._mapping, from_row(row)) for row in tx.execute(_PAGE.limit(limit), values)
    ]


def _unfinished(row: Mapping[Any, Any], of: Interview) -> Unfinished:
    sent = {kind: row[f"nudge_{kind}"] for kind in KINDS}
    return Unfinished(
        interview=of,
        address_id=row["address_id"],
        account=row["account"],
        language=row["spoken"],
        place=row["place"],
        last_inbound=row["last_inbound"],
        sent={kind: at for kind, at in sent.items() if at is not None},
    )


def _last_word(purpose: str, *, given: bool) -> ColumnElement[bool]:
    """Return whether the latest word on a purpose was yes, or no."""
    said, later = consent.alias(), consent.alias()
    return (
        select(said.c.id)
        .where(
            said.c.person_id == interview.c.person_id,
            said.c.programme == interview.c.programme,
            said.c.purpose == purpose,
            said.c.given.is_(given),
            ~select(later.c.id)
            .where(
                later.c.person_id == said.c.person_id,
                later.c.programme == said.c.programme,
                later.c.purpose == said.c.purpose,
                tuple_(later.c.at, later.c.id) > tuple_(said.c.at, said.c.id),
            )
            .exists(),
        )
        .exists()
    )


def _queued(kind: str) -> ScalarSelect[Any]:
    """Return when a nudge of this kind was queued for the interview."""
    held = message.alias()
    wanted = literal("nudge:") + cast(interview.c.id, String) + literal(f":{kind}")
    return select(held.c.created).where(held.c.unique_key == wanted).scalar_subquery()


_other, _others = address.alias(), conversation.alias()
_NEVER = literal(datetime(1970, 1, 1, tzinfo=UTC), Instant)
_LATER_ADDRESS = (
    select(_others.c.id)
    .join(_other, _other.c.id == _others.c.address_id)
    .where(
        _others.c.person_id == person.c.id,
        _other.c.reachable.is_(True),
        tuple_(func.coalesce(_other.c.last_inbound, _NEVER), _other.c.id)
        > tuple_(func.coalesce(address.c.last_inbound, _NEVER), address.c.id),
    )
    .exists()
)
_PAGE = (
    select(
        interview,
        address.c.id.label("address_id"),
        address.c.account,
        address.c.last_inbound,
        person.c.language.label("spoken"),
        conversation.c.place,
        *(_queued(kind).label(f"nudge_{kind}") for kind in KINDS),
    )
    .select_from(interview)
    .join(person, person.c.id == interview.c.person_id)
    .join(conversation, conversation.c.person_id == person.c.id)
    .join(address, address.c.id == conversation.c.address_id)
    .where(
        interview.c.programme == bindparam("programme"),
        interview.c.status == "open",
        interview.c.erased.is_(None),
        interview.c.updated <= bindparam("silent_since"),
        interview.c.id > bindparam("after"),
        person.c.stopped.is_(False),
        person.c.erased.is_(None),
        address.c.reachable.is_(True),
        ~_LATER_ADDRESS,
        _last_word("main", given=True),
        ~_last_word("reminders", given=False),
    )
    .order_by(interview.c.id)
    .with_for_update(of=person, skip_locked=True, key_share=True)
)
