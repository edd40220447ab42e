"""Bring a database to the tables of this version. Alembic is imported only when there is work."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Connection,
    String,
    bindparam,
    column,
    func,
    inspect,
    select,
    table,
)

from storage.engine import Store

HEAD = "0002"
"""The newest revision in ``migrations/versions``; a test holds it."""


async def upgrade(store: Store) -> bool:
    """Make or upgrade every table; True when there was something to do.

    It is one transaction: a process that is killed half way leaves the tables as they were.
    """
    if await store.read(revision) == HEAD:
        return False
    await store.migrate(to)
    return True


def revision(tx: Connection) -> str | None:
    """Return the revision of the stored tables, None in an empty database."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    return tx.execute(_REVISION).scalar()


def to(tx: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, inside the transaction."""
    from alembic import command
    from alembic.config import Config

    if tx.dialect.name == "postgresql":
        tx.execute(_ALONE, {"name": "rafiq:upgrade"})
    # Whoever waited for another process's upgrade finds it done, and Alembic does nothing.
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = tx
    command.upgrade(config, revision)


_REVISION = select(column("version_num", String)).select_from(table("alembic_version"))
_ALONE = select(
    func.pg_advisory_xact_lock(
        func.hashtextextended(bindparam("name"), bindparam("seed", 0, type_=BigInteger))
    )
)
