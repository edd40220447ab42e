"""``rafiq export``."""

from __future__ import annotations

import asyncio
import csv
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection

from bot.cli import export
from bot.programme import folders
from flows.state import Value
from flows.world import Programme
from storage import audit, erasure
from storage.audit import AuditRow
from storage.engine import open_store
from tests.bot.cli.running import Runner
from tests.bot.exporting import FORM, LATER, compiled, put_form, put_interviews
from tests.storage.people import NOW

T = TypeVar("T")
Apply = Callable[[Callable[[Connection], Any]], Any]


@pytest.fixture
def apply(database_url: str) -> Apply:
    """Run a transaction on the command's database."""

    def run(fn: Callable[[Connection], T]) -> T:
        async def inside() -> T:
            async with await open_store(database_url) as store:
                return await store.write(fn)

        return asyncio.run(inside())

    return run


@pytest.fixture
def tools(apply: Apply) -> str:
    """A form with one finished interview; its version."""
    document = compiled()
    answers: dict[str, Value] = {"you/name": "=SUM(A1)", "tools": ["hoe"], "ills": ["flu"]}

    def put(tx: Connection) -> None:
        put_form(tx, document, key=50, created=NOW)
        put_interviews(tx, document["version"], answers)

    apply(put)
    return str(document["version"])


def table(path: Path, separator: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def audited(apply: Apply) -> list[AuditRow]:
    found: list[AuditRow] = apply(lambda tx: audit.list_(tx, what="exported"))
    return found


def test_names_by_default(installed: Runner, tools: str, tmp_path: Path, apply: Apply) -> None:
    ran = installed("export", "tools", "--out", "out.csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("out.csv: 1 interviews, ")
    assert "2 sensitive questions are not in it" in ran.out
    (row,) = table(tmp_path / "out.csv")
    assert row["you/name"] == "'=SUM(A1)"
    assert row["tools/hoe"] == "1"
    assert row["__version__"] == tools
    assert "ills" not in row
    assert audited(apply) == []


@pytest.mark.parametrize(
    ("options", "header"),
    [
        pytest.param(["--language", "fr"], "Vous/Votre nom", id="labels of a language"),
        pytest.param(["--labels"], "You/Your name", id="labels of the first language"),
        pytest.param(["--labels", "--no-groups"], "Your name", id="labels without groups"),
        pytest.param(["--language", "fr", "--names"], "you/name", id="names"),
    ],
)
@pytest.mark.usefixtures("tools")
def test_headers(installed: Runner, tmp_path: Path, options: list[str], header: str) -> None:
    assert installed("export", "tools", "--out", "o.csv", *options).code == 0
    assert header in table(tmp_path / "o.csv")[0]


@pytest.mark.usefixtures("tools")
def test_comma_and_joined(installed: Runner, tmp_path: Path) -> None:
    installed("export", "tools", "--out", "o.csv", "--separator", ",", "--select", "joined")
    (row,) = table(tmp_path / "o.csv", ",")
    assert row["tools"] == "hoe"
    assert "tools/hoe" not in row


@pytest.mark.usefixtures("tools")
def test_who_takes_sensitive_answers_is_written_down(
    installed: Runner, tmp_path: Path, apply: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "amina")
    assert installed("export", "tools", "--out", "o.csv", "--include-sensitive").code == 0
    assert table(tmp_path / "o.csv")[0]["ills"] == "flu"
    (line,) = audited(apply)
    assert line.detail == {
        "who": "amina",
        "form": "tools",
        "format": "csv",
        "since": "",
        "until": "",
        "sensitive": True,
    }


def test_older_versions_and_erased_people(
    installed: Runner, tools: str, tmp_path: Path, apply: Apply
) -> None:
    newer = compiled(FORM.replace(",text,name,", ",text,full,"))
    apply(lambda tx: put_form(tx, newer, key=51, created=LATER))
    installed("export", "tools", "--out", "o.csv")
    (row,) = table(tmp_path / "o.csv")
    assert (row["you/full"], row["you/name"]) == ("", "'=SUM(A1)")
    apply(lambda tx: erasure.erase(tx, 3, LATER, key=90, keep=()))
    ran = installed("export", "tools", "--out", "o.csv")
    assert table(tmp_path / "o.csv") == []
    assert "o.erased.csv" in ran.out
    (gone,) = table(tmp_path / "o.erased.csv")
    assert (gone["_id"], gone["_uuid"]) == (row["_id"], row["_uuid"])
    assert gone["_erased"].startswith(f"{LATER:%Y-%m-%d}")
    assert "SUM" not in (tmp_path / "o.erased.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--since", "2026-11-22"], 1),
        (["--since", "2026-11-23"], 0),
        (["--until", "2026-11-22"], 0),
        (["--until", "2026-11-23"], 1),
        (["--until", "0001-01-01"], 0),
        (["--since", "0001-01-01", "--until", "9999-12-31"], 1),
    ],
)
@pytest.mark.usefixtures("tools")
def test_days(installed: Runner, options: list[str], count: int) -> None:
    ran = installed("export", "tools", "--out", "o.csv", *options)
    assert ran.out.startswith(f"o.csv: {count} interviews")


def test_a_day_begins_at_the_programmes_midnight() -> None:
    programme: Programme = folders.programmes()["elites"]
    begins = export._midnight(date(2026, 11, 22), programme)
    assert begins == datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ["nope", "--out", "o.csv"],
            "The form nope is not known. Known: almontija.intake, elites.intake, femmpact.intake, "
            "tools.",
            id="an unknown form",
        ),
        pytest.param(["tools", "--out", "o", "--format", "ods"], "--format ods", id="format"),
        pytest.param(["tools", "--out", "o", "--select", "x"], "--select x", id="select"),
        pytest.param(["tools", "--out", "o", "--separator", "x"], "--separator x", id="separator"),
        pytest.param(["tools", "--out", "o", "--since", "soon"], "--since soon", id="day"),
        pytest.param(["tools", "--out", "o", "--language", "fa"], "language fa", id="language"),
        pytest.param(["tools", "--out", "no/o"], "No such file", id="no folder"),
        pytest.param(["tools", "--out", "."], "no file", id="a folder"),
    ],
)
@pytest.mark.usefixtures("tools")
def test_what_cannot_be_exported(
    installed: Runner, tmp_path: Path, arguments: list[str], said: str
) -> None:
    before = sorted(tmp_path.iterdir())
    ran = installed("export", *arguments)
    assert ran.code == 1
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert [each for each in sorted(tmp_path.iterdir()) if each not in before] == []


@pytest.mark.usefixtures("tools")
def test_the_files_name_says_the_format(installed: Runner, tmp_path: Path) -> None:
    assert installed("export", "tools", "--out", "o.XLSX").code == 0
    assert (tmp_path / "o.XLSX").read_bytes().startswith(b"PK")
    assert installed("export", "tools", "--out", "o.jsonl", "--format", "csv").code == 0
    assert table(tmp_path / "o.jsonl")[0]["_id"] == "100"
    ran = installed("export", "tools", "--out", "o.bin")
    assert (ran.code, ran.out) == (1, "")
    assert "which format?" in ran.err
    assert not (tmp_path / "o.bin").exists()


def test_the_database_is_not_overwritten(
    run: Runner, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", sqlite_url)
    ran = run("export", "femmpact.intake", "--out", "rafiq.db", "--format", "csv")
    assert ran.code == 1
    assert "is the database" in ran.err


@pytest.mark.parametrize(
    ("package", "name", "extra"),
    [
        pytest.param("pyarrow", "o.parquet", "rafiq[parquet]", id="Parquet"),
        pytest.param("pyreadstat", "o.sav", "rafiq[spss]", id="SPSS"),
    ],
)
def test_a_format_names_its_extra(
    installed: Runner,
    tools: str,
    monkeypatch: pytest.MonkeyPatch,
    package: str,
    name: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    ran = installed("export", "tools", "--out", name)
    assert ran.code == 1
    assert extra in ran.err


def test_a_form_that_nobody_used_yet_is_compiled(
    run: Runner, monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAFIQ_DATABASE_URL", sqlite_url)
    ran = run("export", "femmpact.intake", "--out", "o.csv", "--language", "fr")
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "o.csv").read_bytes().count(b"\n") == 1
