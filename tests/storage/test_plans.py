"""How SQLite finds rows: by an index, not by reading a table from end to end.

``= 1`` behind a condition or the wrong type of a list is enough to lose an index, and no other test
would notice.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Select, Update
from sqlalchemy.dialects.sqlite import dialect

import storage
from storage.engine import open_store

pytestmark = pytest.mark.anyio

GROWS = {"person", "address", "conversation", "inbound", "interview", "answer_event"} | {
    *("registration", "consent", "attendance", "message", "part", "media"),
}
"""Tables that grow with the people."""
READ_WHOLE = {
    "outcomes._LIST": "the latest by key, and no more than asked for",
    "outcomes._LISTED": "the latest by key, and no more than asked for",
}


def statements() -> Iterator[tuple[str, Select[tuple[object, ...]] | Update]]:
    for module in pkgutil.iter_modules(storage.__path__):
        if module.ispkg:
            continue
        for name, value in vars(importlib.import_module(f"storage.{module.name}")).items():
            several = value.values() if isinstance(value, dict) else value
            for one in several if isinstance(several, tuple) else [value]:
                if isinstance(one, Select | Update) and name.isupper():
                    yield f"{module.name}.{name}", one


async def test_no_statement_reads_a_whole_table(sqlite_url: str) -> None:
    asked: dict[str, list[str]] = {}

    def explain(tx: Connection) -> None:
        for name, statement in statements():
            compiled = str(statement.compile(dialect=dialect(paramstyle="qmark")))
            if "pg_" not in compiled and "set_config" not in compiled:  # PostgreSQL's own
                # A list of any length is one value here.
                text = re.sub(r"__\[POSTCOMPILE_\w+\]", "?", compiled)
                values = ("[]",) * text.count("?")
                rows = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
                asked[name] = [row[3] for row in rows]

    async with await open_store(sqlite_url) as store:
        await store.read(explain)
    assert len(asked) > 50
    scans = {
        f"{name}: {step}"
        for name, steps in asked.items()
        for step in steps
        if step.startswith("SCAN ")
        and step.split()[1] in GROWS
        and "ix_" not in step  # a partial index holds only the few
        and name not in READ_WHOLE
    }
    assert scans == set()
