"""Interviews: one person's walks through forms, with the answers as they stand now."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.state import Interview
from storage.prepared import Prepared
from storage.rows import AnyRow
from storage.schema import interview, person, registration
from storage.types import Among, loads, moment


class InterviewRow(NamedTuple):
    """An interview and whose it is."""

    person_id: int
    interview: Interview
    further: bool = False
    """It is stored already, and only its answers, their time and language changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A finished interview as an export needs it."""

    interview: Interview
    person_id: int
    simulated: bool
    cohort: str
    """Of the registration it led to, "" where there is none."""
    registered: datetime | None
    mode: str = ""
    """text, voice or both: how questions are put to the person."""


def put(tx: Connection, rows: Sequence[InterviewRow]) -> None:
    """Store interviews that are new or changed; what was erased stays erased."""
    ordered = sorted(rows, key=operator.attrgetter("interview.id"))
    _PUT.run(tx, [_values(row) for row in ordered if not row.further])
    # Most are an answer further, and no index is written for what stays as it is.
    further = [row.interview for row in ordered if row.further]
    _FURTHER.run(tx, [(own.answers, own.language, own.updated, own.id) for own in further])


def _values(row: InterviewRow) -> tuple[Any, ...]:
    own = row.interview
    return (
        *(own.id, row.person_id, own.programme, own.form, own.version, own.status, own.answers),
        *(own.language, own.channel, own.started, own.updated, own.finished, own.code),
    )


def page(
    tx: Connection,
    form: str,
    *,
    after: int = 0,
    limit: int = 500,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Finished]:
    """Return finished interviews of a form in the order of their keys.

    Args:
        tx: A short transaction: one page, no more.
        form: As ``almontija.intake``.
        after: Key of the last interview of the page before.
        limit: At most so many.
        since: Finished at this time or later.
        until: Finished before this time.
    """
    query = _between(_PAGE.limit(limit), since, until)
    return [
        Finished(
            interview=from_row(row),
            person_id=row.person_id,
            simulated=row.simulated,
            cohort=row.cohort or "",
            registered=row.registered,
            mode=row.mode,
        )
        for row in tx.execute(query, {"form": form, "after": after})
    ]


def count(
    tx: Connection, form: str, *, since: datetime | None = None, until: datetime | None = None
) -> int:
    """Return how many finished interviews ``page`` gives in all."""
    total: int = tx.execute(_between(_COUNT, since, until), {"form": form}).scalar_one()
    return total


def erased(
    tx: Connection, form: str, *, after: int = 0, limit: int = 500
) -> list[tuple[int, datetime, datetime]]:
    """Return key, start and time of erasing of finished interviews that are erased, by key."""
    rows = tx.execute(_ERASED.limit(limit), {"form": form, "after": after})
    return [(row.id, row.started, row.erased) for row in rows]


def _between(query: Select[Any], since: datetime | None, until: datetime | None) -> Select[Any]:
    if since is not None:
        query = query.where(interview.c.finished >= since)
    if until is not None:
        query = query.where(interview.c.finished < until)
    return query


def of_person(tx: Connection, person_id: int) -> list[Interview]:
    """Return the interviews of a person that are not erased, oldest first."""
    return [from_row(row) for row in tx.execute(_OF_PERSON, {"person": person_id})]


def of_people(tx: Connection, people: Sequence[int]) -> Iterator[tuple[int, Interview]]:
    """Yield person and interview for these people, not erased, locked in the order of their keys.

    Nobody needs more than NO KEY UPDATE: keys never change.
    """
    for row in _OF_PEOPLE.find(tx, people):
        own, person_id, *head, answers, language, channel, started, updated, finished, code = row
        programme, form, version, status = head
        yield (
            person_id,
            Interview(
                id=own,
                programme=programme,
                form=form,
                version=version,
                status=status,
                answers=loads(answers),
                language=language,
                channel=channel,
                started=moment(started) or _NEVER,
                updated=moment(updated) or _NEVER,
                finished=moment(finished),
                code=code,
            ),
        )


def from_row(row: AnyRow) -> Interview:
    """Return the interview of a row that begins with all columns of the table."""
    # Taken apart at once: a row's attributes are dear.
    key, _, programme, form, version, status, answers, language, channel, *rest = row
    started, updated, finished, code = rest[:4]
    return Interview(
        id=key,
        programme=programme,
        form=form,
        version=version,
        status=status,
        answers=answers,
        language=language,
        channel=channel,
        started=started,
        updated=updated,
        finished=finished,
        code=code,
    )


_NEW = insert(interview)
_PUT = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=[interview.c.id],
        set_={
            name: _NEW.excluded[name]
            for name in ("status", "version", "answers", "language", "updated", "finished", "code")
        },
        where=interview.c.erased.is_(None),
    ),
    *("id", "person_id", "programme", "form", "version", "status", "answers"),
    *("language", "channel", "started", "updated", "finished", "code"),
)
_FURTHER = Prepared(
    update(interview)
    .where(interview.c.id == bindparam("key"), interview.c.erased.is_(None))
    .values(
        answers=bindparam("answers"), language=bindparam("language"), updated=bindparam("updated")
    ),
    *("answers", "language", "updated", "key"),
)
_NEVER = datetime.min.replace(tzinfo=UTC)
_OF_PEOPLE = Prepared(
    select(*(column for column in interview.c if column.name != "erased"))
    .where(Among(interview.c.person_id, "people"), interview.c.erased.is_(None))
    .order_by(interview.c.id)
    .with_for_update(key_share=True),
    "people",
)
_PAGE = (
    select(
        interview,
        person.c.simulated,
        person.c.mode,
        registration.c.cohort,
        registration.c.created.label("registered"),
    )
    .select_from(interview)
    .join(person, person.c.id == interview.c.person_id)
    .outerjoin(
        registration,
        (registration.c.person_id == interview.c.person_id)
        & (registration.c.programme == interview.c.programme),
    )
    .where(
        interview.c.form == bindparam("form"),
        interview.c.id > bindparam("after"),
        interview.c.status == "finished",
        interview.c.erased.is_(None),
    )
    .order_by(interview.c.id)
)
_ERASED = (
    select(interview.c.id, interview.c.started, interview.c.erased)
    .where(
        interview.c.form == bindparam("form"),
        interview.c.id > bindparam("after"),
        interview.c.finished.is_not(None),
        interview.c.erased.is_not(None),
    )
    .order_by(interview.c.id)
)
_COUNT = (
    select(func.count())
    .select_from(interview)
    .where(
        interview.c.form == bindparam("form"),
        interview.c.status == "finished",
        interview.c.erased.is_(None),
    )
)
_OF_PERSON = (
    select(interview)
    .where(interview.c.person_id == bindparam("person"), interview.c.erased.is_(None))
    .order_by(interview.c.started, interview.c.id)
)
