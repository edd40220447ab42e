"""Questions that coordinators read aloud: one recording a question and language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from flows.prompts import Prompt
from storage.schema import media, prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRow:
    """A recording that was made."""

    id: int
    prompt: Prompt
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A recording's file that is there already."""

    id: int
    name: str
    mime: str
    size: int
    """Bytes."""
    digest: bytes
    created: datetime


def put(tx: Connection, rows: Sequence[PromptRow]) -> None:
    """Store recordings; a new one takes the place of the one before."""
    for row in rows:
        own = row.prompt
        tx.execute(
            _PUT,
            {
                "id": row.id,
                "form": own.form,
                "question": own.question,
                "language": own.language,
                "digest": own.digest,
                "name": own.name,
                "created": row.created,
            },
        )


def keep(tx: Connection, rows: Sequence[File]) -> None:
    """Note files that were brought in; one that is known stays as it is."""
    for row in rows:
        tx.execute(
            _KEEP,
            {
                "id": row.id,
                "person_id": None,
                "name": row.name,
                "kind": "voice",
                "account": "",
                "reference": "",
                "state": "kept",
                "attempts": 0,
                "mime": row.mime,
                "size": row.size,
                "digest": row.digest,
                "created": row.created,
            },
        )


def list_(tx: Connection) -> list[Prompt]:
    """Return every recording, oldest first; those whose file could not be fetched are left out."""
    return [
        Prompt(
            form=row.form,
            question=row.question,
            language=row.language,
            digest=row.digest,
            name=row.name,
            ready=row.state == "kept",
        )
        for row in tx.execute(_LIST)
    ]


_NEW = insert(prompt)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[prompt.c.form, prompt.c.question, prompt.c.language],
    set_={name: _NEW.excluded[name] for name in ("digest", "name", "created")},
)
_KEEP = insert(media).on_conflict_do_nothing()
_LIST = (
    select(prompt, media.c.state)
    .join(media, media.c.name == prompt.c.name)
    .where(media.c.state.in_(["kept", "wanted"]))
    .order_by(prompt.c.created, prompt.c.id)
)
