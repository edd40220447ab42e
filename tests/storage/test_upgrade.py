"""Migrations: the tables they make are those of ``schema.py``, on both engines."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import upgrade as upgrades
from storage.engine import Store, open_store
from storage.schema import metadata
from storage.upgrade import HEAD, upgrade
from tests.postgres import Server
from tests.storage.people import person

pytestmark = pytest.mark.anyio
POSTGRES = pytest.mark.postgres


def difference(tx: Connection) -> list[object]:
    options = {"compare_type": True, "target_metadata": metadata, "render_as_batch": True}
    return list(compare_metadata(MigrationContext.configure(tx, opts=options), metadata))


async def test_the_migrated_tables_are_those_of_the_schema(store: Store) -> None:
    assert await store.read(difference) == []
    assert await store.read(upgrades.revision) == HEAD
    assert await upgrade(store) is False


def test_the_head_is_the_newest_script() -> None:
    folder = Path(upgrades.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_heads() == [HEAD]


async def test_an_empty_file_is_made_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "var" / "rafiq.db"
    async with await open_store(f"sqlite+aiosqlite:///{path}") as store:
        assert await upgrade(store) is True
        assert await upgrade(store) is False
        keys = text("PRAGMA foreign_keys")
        assert await store.write(lambda tx: tx.execute(keys).scalar()) == 1
    assert not path.with_name("rafiq.db-wal").exists()


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=POSTGRES)])
async def test_what_an_earlier_version_stored_stays(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/old.db"
    if engine == "postgresql":
        server: Server = request.getfixturevalue("postgres_server")
        await server.execute("CREATE DATABASE an_old_one")
        url = server.url("an_old_one")
    async with await open_store(url) as store:
        await store.migrate(partial(upgrades.to, revision="0001"))
        assert await store.read(upgrades.revision) == "0001"
        assert await store.read(difference) != []
        await store.write(lambda tx: person(tx, "7", 3))
        assert await upgrade(store) is True
        assert await store.read(difference) == []
        kept = text("SELECT external FROM address")
        assert await store.read(lambda tx: tx.execute(kept).scalars().all()) == ["7"]


@pytest.mark.postgres
async def test_two_processes_upgrade_an_empty_database(postgres_server: Server) -> None:
    await postgres_server.execute("CREATE DATABASE two_upgrades")
    url = postgres_server.url("two_upgrades")
    async with await open_store(url) as one, await open_store(url) as other:
        await asyncio.gather(upgrade(one), upgrade(other))
        assert await one.read(difference) == []


def test_serving_an_upgraded_database_does_not_import_alembic(sqlite_template: Path) -> None:
    code = (
        "import asyncio, sys\n"
        "from storage.engine import open_store\n"
        "from storage.upgrade import upgrade\n"
        "async def main():\n"
        f"    async with await open_store('sqlite+aiosqlite:///{sqlite_template}') as store:\n"
        "        assert not await upgrade(store)\n"
        "asyncio.run(main())\n"
        "found = sorted({'alembic', 'asyncpg', 'mako'} & set(sys.modules))\n"
        "sys.exit(f'imported: {found}' if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
