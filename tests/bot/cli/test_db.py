"""``rafiq db``: upgrade and backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import backup
from storage.errors import StorageError
from tests.bot.cli.running import Runner


def test_upgrade(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", "sqlite+aiosqlite:///new.db")
    assert run("db", "upgrade").out == "new.db: upgraded.\n"
    assert run("db", "upgrade").out == "new.db: is up to date.\n"


def test_backup_while_somebody_writes(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", "sqlite+aiosqlite:///new.db")
    run("db", "upgrade")
    with closing(sqlite3.connect("new.db")) as writer:
        writer.execute("CREATE TABLE extra (n)")
        writer.execute("INSERT INTO extra VALUES (1)")
        writer.commit()
        writer.execute("INSERT INTO extra VALUES (2)")
        ran = run("db", "backup", "copy.db")
    assert ran.code == 0
    with closing(sqlite3.connect("copy.db")) as copy:
        assert copy.execute("SELECT n FROM extra").fetchall() == [(1,)]
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


def test_backup_of_postgresql(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", "postgresql+asyncpg://nobody@localhost/none")
    ran = run("db", "backup", "copy.db")
    assert ran.code == 1
    assert "pg_dump" in ran.err


def test_what_cannot_be_copied(tmp_path: Path) -> None:
    none, some, broken = tmp_path / "none.db", tmp_path / "some.db", tmp_path / "broken.db"
    with closing(sqlite3.connect(some)) as made:
        made.execute("CREATE TABLE t (n)")
    broken.write_bytes(b"no database" * 1000)
    for source, to, said in [
        (none, tmp_path / "copy.db", "no database yet"),
        (some, some, "name another file"),
        (some, tmp_path, "name another file"),
        (some, tmp_path / "no" / "copy.db", "cannot be written"),
        (broken, tmp_path / "copy.db", "is not a database"),
    ]:
        with pytest.raises(StorageError, match=said):
            backup(source, to)
    assert not (tmp_path / "copy.db").exists()
