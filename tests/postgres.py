"""A real PostgreSQL for the tests, from its own binaries, and a store on either engine.

The forms of the programmes are published in every database already, as in an installation that was
started before: to compile them takes a second or two.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from bot import publishing
from bot.clock import utc_now
from storage.engine import Store, open_store
from storage.schema import metadata
from storage.upgrade import upgrade
from tests import ports

OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
PUBLISHED = ("form_version", "key_block")
"""What publishing the forms writes."""
KEPT = "kept"
"""The schema in which it is kept as it was."""
INSTALL = "PostgreSQL's binaries are missing: apt-get install postgresql"


class Server:
    """A server of our own on a socket in a temporary folder."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self.folder = folder
        self._numbers = count(1)
        self._free: list[str] = []
        self._ending = ExitStack()
        self.port = self._ending.enter_context(ports.held())

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs; as root, which it refuses, as ``postgres``."""
        command = [str(self.binaries / program), *arguments]
        if os.geteuid() == 0:
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-U", "rafiq", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.up()

    def up(self) -> None:
        """Start it on what it holds, anew where it was stopped."""
        data = str(self.folder / "data")
        options = (
            f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories={self.folder}"
            " -c max_connections=200 -c log_min_messages=fatal"
            # Statistics taken while a test has thousands of rows uncommitted say that its tables
            # are empty, and every plan is of that: they are never taken.
            " -c autovacuum=off"
            # The server is not killed, and its files are thrown away.
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", log)

    def stop(self) -> None:
        with self._ending:
            self.down()

    def down(self) -> None:
        """Stop it, with every connection there is."""
        self.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(self.folder / "data"))

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://rafiq@127.0.0.1:{self.port}/{database}"

    async def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements outside any transaction."""
        import asyncpg

        connection = await asyncpg.connect(self.url(database).replace("+asyncpg", ""))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def take(self) -> str:
        """Return an upgraded database with forms alone: one that was given back, or a new copy."""
        if self._free:
            return self._free.pop()
        name = f"test_{next(self._numbers)}"
        asyncio.run(self.execute(f"CREATE DATABASE {name} TEMPLATE rafiq_template"))
        return name

    def give_back(self, name: str) -> None:
        """Empty a database for the next test: ten times faster than a new one."""
        tables = [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]  # noqa: S608
        forms = [f"INSERT INTO {each} TABLE {KEPT}.{each}" for each in PUBLISHED]
        asyncio.run(self.execute(OTHERS_OUT, "; ".join([*tables, *forms]), database=name))
        self._free.append(name)


def binaries() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, the newest version's, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(folders, key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """PostgreSQL with an upgraded database ``rafiq_template`` to copy."""
    found = binaries()
    if found is None:
        (pytest.fail if os.environ.get("RAFIQ_CI") else pytest.skip)(INSTALL)
    with tempfile.TemporaryDirectory(prefix="rafiq-pg-") as folder:
        server = Server(found, Path(folder))
        server.start()
        try:
            asyncio.run(_template(server))
            yield server
        finally:
            server.stop()


async def _template(server: Server) -> None:
    await server.execute("CREATE DATABASE rafiq_template")
    await _published(server.url("rafiq_template"), server.folder / "media")
    copies = [f"CREATE TABLE {KEPT}.{each} AS TABLE {each}" for each in PUBLISHED]
    await server.execute(f"CREATE SCHEMA {KEPT}", *copies, database="rafiq_template")


async def _published(url: str, media: Path) -> None:
    """Bring in the tables and the forms."""
    async with await open_store(url) as store:
        await upgrade(store)
        await publishing.publish(store, now=utc_now, media=media)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded SQLite file with forms, to copy."""
    folder = tmp_path_factory.mktemp("template")
    asyncio.run(_published(f"sqlite+aiosqlite:///{folder}/rafiq.db", folder / "media"))
    return folder / "rafiq.db"


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """URL of an upgraded database with forms alone on PostgreSQL, this test's alone."""
    name = postgres_server.take()
    yield postgres_server.url(name)
    postgres_server.give_back(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """URL of an upgraded SQLite file with forms alone, this test's alone."""
    path = tmp_path / "rafiq.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of an upgraded database with forms alone on either engine."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
async def store(anyio_backend: str, database_url: str) -> AsyncIterator[Store]:
    """An open store on either engine."""
    async with await open_store(database_url) as opened:
        yield opened
