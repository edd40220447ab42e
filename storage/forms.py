"""Compiled forms in every version somebody is still on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.schema import form_version, interview


@dataclass(frozen=True, slots=True, kw_only=True)
class FormVersion:
    """A compiled form, with all its words."""

    id: int
    form: str
    version: str
    """Digest of all but the wording."""
    wording: str
    source: str
    """Digest of the files it was compiled from: equal means nothing to compile."""
    document: Mapping[str, Any]
    xform: str
    current: bool = True
    created: datetime


def put(tx: Connection, row: FormVersion) -> None:
    """Store a form's current version; the same version with other words gets the new words."""
    tx.execute(_RETIRE, {"of_form": row.form, "but": row.version})
    tx.execute(
        _PUT,
        {
            "id": row.id,
            "form": row.form,
            "version": row.version,
            "wording": row.wording,
            "source": row.source,
            "document": dict(row.document),
            "xform": row.xform,
            "current": True,
            "created": row.created,
        },
    )


def get(tx: Connection, form: str, version: str) -> FormVersion | None:
    """Return a version of a form, None where it is not known."""
    row = tx.execute(_GET, {"form": form, "version": version}).first()
    return None if row is None else FormVersion(**row._mapping)


def sources(tx: Connection) -> dict[str, str]:
    """Return the source digest of each form's current version, by form."""
    return {row.form: row.source for row in tx.execute(_SOURCES)}


def in_use(tx: Connection) -> list[FormVersion]:
    """Return the current version of each form, and those with open interviews."""
    return [FormVersion(**row._mapping) for row in tx.execute(_IN_USE)]


def told(tx: Connection, form: str) -> list[FormVersion]:
    """Return the current version of a form, then those it has finished interviews on, newest first.

    A form that nobody knows has none.
    """
    return [FormVersion(**row._mapping) for row in tx.execute(_TOLD, {"form": form})]


_NEW = insert(form_version)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[form_version.c.form, form_version.c.version],
    set_={
        name: _NEW.excluded[name] for name in ("wording", "source", "document", "xform", "current")
    },
)
_RETIRE = (
    update(form_version)
    .where(
        form_version.c.form == bindparam("of_form"),
        form_version.c.version != bindparam("but"),
        form_version.c.current.is_(True),
    )
    .values(current=False)
)
_GET = select(form_version).where(
    form_version.c.form == bindparam("form"), form_version.c.version == bindparam("version")
)
_SOURCES = select(form_version.c.form, form_version.c.source).where(
    form_version.c.current.is_(True)
)
_IN_USE = (
    select(form_version)
    .where(
        or_(
            form_version.c.current.is_(True),
            select(interview.c.id)
            .where(
                interview.c.form == form_version.c.form,
                interview.c.version == form_version.c.version,
                interview.c.status == literal_column("'open'"),
            )
            .exists(),
        )
    )
    .order_by(form_version.c.form, form_version.c.created, form_version.c.id)
)
_TOLD = (
    select(form_version)
    .where(
        form_version.c.form == bindparam("form"),
        or_(
            form_version.c.current.is_(True),
            select(interview.c.id)
            .where(
                interview.c.form == form_version.c.form,
                interview.c.version == form_version.c.version,
                interview.c.status == "finished",
                interview.c.erased.is_(None),
            )
            .exists(),
        ),
    )
    .order_by(
        form_version.c.current.desc(), form_version.c.created.desc(), form_version.c.id.desc()
    )
)
