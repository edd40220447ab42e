"""Who is heard of for the first time, in two transactions at once: one of them waits.

Each would find nobody of that id, neither seeing what the other one makes. SQLite has one writer.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, text


def alone(tx: Connection, ids: Collection[str]) -> None:
    """Keep everybody else from making somebody of these ids, until the transaction ends.

    It is taken before any row, and in one order: nobody waits in a circle.
    """
    if ids and tx.dialect.name == "postgresql":
        tx.execute(_ALONE, {"ids": sorted({f"rafiq:new:{each}" for each in ids})})


_ALONE = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(id, 0))"
    " FROM (SELECT DISTINCT id FROM unnest(CAST(:ids AS text[])) AS id ORDER BY 1) AS ordered"
)
