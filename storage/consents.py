"""Consents, append only: who said yes or no to what, in which wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from flows.state import Consent
from storage.schema import consent, consent_text, person


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """A yes or a no of a person."""

    id: int
    person_id: int
    consent: Consent
    at: datetime


def put(tx: Connection, rows: Sequence[ConsentRow]) -> None:
    """Append consents; a no also marks what it takes back. Of each wording one copy is kept."""
    if not rows:
        return
    said = {row.consent.text: row.consent for row in rows if row.consent.wording}
    if said:
        tx.execute(
            _KEEP_WORDS,
            [
                {"version": version, "language": each.language, "words": each.wording}
                for version, each in sorted(said.items())
            ],
        )
    taken_back = [
        {
            "of_person": row.person_id,
            "of_programme": row.consent.programme,
            "of_purpose": row.consent.purpose,
            "now": row.at,
        }
        for row in rows
        if not row.consent.given
    ]
    if taken_back:
        tx.execute(_TAKE_BACK, taken_back)
    tx.execute(
        _PUT,
        [
            {
                "id": row.id,
                "person_id": row.person_id,
                "programme": row.consent.programme,
                "purpose": row.consent.purpose,
                "text_version": row.consent.text,
                "language": row.consent.language,
                "given": row.consent.given,
                "at": row.at,
            }
            for row in rows
        ],
    )


def agreed(purpose: str) -> ColumnElement[bool]:
    """Return, for a query over ``person``, that the latest word on a purpose was yes.

    The programme is the query's parameter ``programme``.
    """
    later = consent.alias("later")
    return (
        select(consent.c.id)
        .where(
            consent.c.person_id == person.c.id,
            consent.c.programme == bindparam("programme"),
            consent.c.purpose == purpose,
            consent.c.given.is_(True),
            consent.c.withdrawn.is_(None),
            ~select(later.c.id)
            .where(
                later.c.person_id == consent.c.person_id,
                later.c.programme == consent.c.programme,
                later.c.purpose == consent.c.purpose,
                tuple_(later.c.at, later.c.id) > tuple_(consent.c.at, consent.c.id),
            )
            .exists(),
        )
        .exists()
    )


def words(tx: Connection, version: str) -> str | None:
    """Return the wording of a version, as it was read when somebody agreed; None: unknown."""
    found: str | None = tx.execute(_WORDS, {"version": version}).scalar()
    return found


_PUT = insert(consent)
_KEEP_WORDS = insert(consent_text).on_conflict_do_nothing()
_WORDS = select(consent_text.c.words).where(consent_text.c.version == bindparam("version"))
_TAKE_BACK = (
    update(consent)
    .where(
        consent.c.person_id == bindparam("of_person"),
        consent.c.programme == bindparam("of_programme"),
        consent.c.purpose == bindparam("of_purpose"),
        consent.c.given.is_(True),
        consent.c.withdrawn.is_(None),
    )
    .values(withdrawn=bindparam("now"))
)
