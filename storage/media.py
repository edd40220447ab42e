"""Files that people send: wanted at the commit, fetched after it, kept under a name of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.incoming import Upload
from storage.schema import media


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRow:
    """A file that is to be fetched."""

    id: int
    person_id: int | None
    """Whose it is and who erases it; None: the programme's."""
    account: str
    upload: Upload
    created: datetime
    copy: bool = False
    """It was made here for the person to take with her, and is not kept for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file that was not fetched yet."""

    id: int
    person_id: int | None
    account: str
    name: str
    kind: str
    reference: str
    mime: str
    size: int
    attempts: int


def want(tx: Connection, rows: Sequence[MediaRow]) -> None:
    """Note files to fetch; a name that is known is left as it is."""
    if not rows:
        return
    tx.execute(
        _WANT,
        [
            {
                "id": row.id,
                "person_id": row.person_id,
                "name": row.upload.name,
                "kind": "copy" if row.copy else row.upload.kind,
                "account": row.account,
                "reference": row.upload.reference,
                "state": "wanted",
                "attempts": 0,
                "mime": row.upload.mime,
                "size": row.upload.size,
                "created": row.created,
            }
            for row in rows
        ],
    )


def wanted(
    tx: Connection,
    limit: int = 20,
    *,
    account: str | None = None,
    after: int = 0,
    again: bool | None = None,
) -> list[Wanted]:
    """Return files to fetch, in the order of their keys.

    Args:
        tx: The transaction.
        limit: At most so many.
        account: Whose; None: everybody's.
        after: Only keys above this one: where the page before it ended.
        again: Only those that were tried before, or only those that never were; None: both.
    """
    chosen = _WANTED.where(media.c.id > after).limit(limit)
    if account is not None:
        chosen = chosen.where(media.c.account == account)
    if again is not None:
        chosen = chosen.where(media.c.attempts > 0 if again else media.c.attempts == 0)
    return [Wanted(**row._mapping) for row in tx.execute(chosen)]


def kept(tx: Connection, key: int, *, mime: str, size: int, digest: bytes) -> bool:
    """Note that a file is there; False when it was erased meanwhile and has to go again."""
    values = {"key": key, "now_mime": mime, "now_size": size, "now_digest": digest}
    return tx.execute(_KEPT, values).rowcount == 1


def tried(tx: Connection, key: int, *, failed: bool) -> None:
    """Count an attempt that brought nothing; ``failed`` when there will be no other."""
    tx.execute(_TRIED[failed], {"key": key})


def of_name(tx: Connection, name: str) -> str | None:
    """Return the state of a file by its name: wanted, kept, failed, erased; None: unknown."""
    found: str | None = tx.execute(_OF_NAME, {"name": name}).scalar()
    return found


_WANT = insert(media).on_conflict_do_nothing()
_WANTED = (
    select(
        media.c.id,
        media.c.person_id,
        media.c.account,
        media.c.name,
        media.c.kind,
        media.c.reference,
        media.c.mime,
        media.c.size,
        media.c.attempts,
    )
    .where(media.c.state == literal_column("'wanted'"))
    .order_by(media.c.id)
)
_OWN = update(media).where(media.c.id == bindparam("key"), media.c.state == "wanted")
_KEPT = _OWN.values(
    state="kept",
    mime=bindparam("now_mime"),
    size=bindparam("now_size"),
    digest=bindparam("now_digest"),
    reference="",
)
_TRIED = {
    False: _OWN.values(attempts=media.c.attempts + 1),
    True: _OWN.values(attempts=media.c.attempts + 1, state="failed"),
}
_OF_NAME = select(media.c.state).where(media.c.name == bindparam("name"))
