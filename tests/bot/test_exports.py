"""Exports: what stands in a table, and that a file is whole or not there."""

from __future__ import annotations

import csv
import errno
import io
import json
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.clock import check_zones
from bot.programme import spreadsheets, tables
from bot.programme.columns import Options
from bot.programme.exports import export
from bot.programme.layout import Layout
from bot.programme.spreadsheets import Xlsx
from bot.programme.tables import Csv, ExportError, JsonLines, disarm, rearm
from flows.form import Form
from flows.standing import LEFT_OUT
from flows.state import Value
from storage.engine import Store
from storage.interviews import Finished
from tests.bot.exporting import FORM, done, form, put_interviews
from tests.storage.people import NOW

ANSWERS: dict[str, Value] = {
    "you/name": "فاطمة ‏الزهراء",
    "you/phone": "+212612345678",
    "you/age": 34,
    "you/born": "1992-03-08",
    "reads": "yes",
    "tools": ["pump", "hoe"],
    "ills": ["flu"],
    "income": -2.5,
    "double": 68.0,
}
BEFORE = ["start", "end"]
AFTER = [
    *("_id", "_uuid", "_submission_time", "_language", "_channel", "_mode"),
    *("_registration_code", "_cohort", "__version__"),
]


@pytest.fixture(autouse=True, scope="module")
def _zones() -> None:
    check_zones()


@pytest.fixture(scope="module")
def tools() -> Form:
    return form()


def layout(*forms: Form, zone: str = "Africa/Casablanca", **options: Any) -> Layout:
    return Layout(forms, zone=zone, options=Options(**options))


def cells(table: Layout, finished: Finished) -> dict[str, object]:
    headers = [column.header for column in table.columns]
    assert len(set(headers)) == len(headers)
    return dict(zip(headers, table.row(finished), strict=True))


# ---------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(
            {},
            [
                *("you/name", "you/phone", "you/age", "you/born", "reads"),
                *("tools", "tools/hoe", "tools/pump", "tools/cart", "double"),
            ],
            id="names, groups, joined and split",
        ),
        pytest.param(
            {"select": "joined", "groups": False},
            ["name", "phone", "age", "born", "reads", "tools", "double"],
            id="no groups, joined",
        ),
        pytest.param(
            {"select": "split", "language": "fr"},
            [
                *("Vous/Votre nom", "Vous/Votre téléphone", "Vous/Votre âge"),
                *("Vous/Date de naissance", "Lisez-vous ?"),
                *("Outils/Houe", "Outils/Pompe", "Outils/Charrette", "double"),
            ],
            id="French labels, split",
        ),
        pytest.param(
            {"select": "joined", "sensitive": True},
            [
                *("you/name", "you/phone", "you/age", "you/born", "reads"),
                *("tools", "ills", "income", "double"),
            ],
            id="with what is sensitive",
        ),
    ],
)
def test_columns(tools: Form, options: dict[str, Any], expected: list[str]) -> None:
    table = layout(tools, **options)
    assert [column.header for column in table.columns] == [*BEFORE, *expected, *AFTER]
    assert table.left_out == (0 if options.get("sensitive") else 2)


@pytest.mark.parametrize(
    ("options", "answers", "expected"),
    [
        pytest.param(
            {}, {"you/name": "فاطمة \u200fالزهراء"}, {"you/name": "فاطمة الزهراء"}, id="no marks"
        ),
        pytest.param(
            {},
            {"you/name": "نيم\u200cفاصله"},
            {"you/name": "نيم\u200cفاصله"},
            id="ZWNJ is spelling",
        ),
        pytest.param({}, {"you/name": "زنقة ٣ رقم ۱۲"}, {"you/name": "زنقة 3 رقم 12"}, id="digits"),
        pytest.param({}, {"you/name": "a\x00b\x1bc\nd"}, {"you/name": "abc\nd"}, id="controls"),
        pytest.param({}, {"you/age": 34}, {"you/age": 34}, id="a number"),
        pytest.param({}, {"double": 68.0}, {"double": "68"}, id="a calculated text"),
        pytest.param({}, {"you/born": "1992-03-08"}, {"you/born": "1992-03-08"}, id="a day"),
        pytest.param({}, {"reads": "yes"}, {"reads": "yes"}, id="a choice"),
        pytest.param({"language": "fr"}, {"reads": "yes"}, {"Lisez-vous ?": "Oui"}, id="its label"),
        pytest.param({"language": "fr"}, {"reads": "old"}, {"Lisez-vous ?": "old"}, id="no label"),
        pytest.param(
            {},
            {"tools": ["pump", "hoe"]},
            {"tools": "pump hoe", "tools/hoe": 1, "tools/pump": 1, "tools/cart": 0},
            id="several",
        ),
        pytest.param(
            {"language": "fr"},
            {"tools": ["pump", "hoe"]},
            {"Outils": "Pompe, Houe", "Outils/Houe": 1, "Outils/Pompe": 1, "Outils/Charrette": 0},
            id="labels of several",
        ),
        pytest.param(
            {},
            {"tools": None},
            {"tools": None, "tools/hoe": None, "tools/pump": None, "tools/cart": None},
            id="skipped is blank, not 0",
        ),
        pytest.param(
            {},
            {LEFT_OUT + "tools": ["hoe"], LEFT_OUT + "you/age": 3},
            {"tools": None, "tools/hoe": None, "you/age": None},
            id="what does not matter any more",
        ),
        pytest.param({"sensitive": True}, {"income": -2.5}, {"income": -2.5}, id="sensitive"),
    ],
)
def test_cells(
    tools: Form, options: dict[str, Any], answers: dict[str, Value], expected: dict[str, object]
) -> None:
    row = cells(layout(tools, **options), done(tools.version, answers=answers))
    assert {header: row[header] for header in expected} == expected


def test_metadata(tools: Form) -> None:
    table = layout(tools, zone="Asia/Tehran")
    row = cells(table, done(tools.version))
    assert {name: row[name] for name in (*BEFORE, *AFTER) if name != "_uuid"} == {
        "start": "2026-11-22T13:30:00+03:30",
        "end": "2026-11-22T14:30:00+03:30",
        "_id": 7,
        "_submission_time": "2026-11-22T11:00:00",
        "_language": "fr",
        "_channel": "web",
        "_mode": "voice",
        "_registration_code": "T-7",
        "_cohort": "safi",
        "__version__": tools.version,
    }
    again, other = done(tools.version), done(tools.version, key=8)
    assert row["_uuid"] == cells(table, again)["_uuid"] != cells(table, other)["_uuid"]


def test_a_point_has_its_parts() -> None:
    here = form("| survey |\n| | type | name | label |\n| | geopoint | here | Here |")
    row = cells(layout(here), done(here.version, answers={"here": "33.5 -7.6 0 0"}))
    names = ("here", "_here_latitude", "_here_longitude", "_here_altitude", "_here_precision")
    assert [row[name] for name in names] == ["33.5 -7.6 0 0", 33.5, -7.6, 0, 0]
    blank = cells(layout(here), done(here.version))
    assert [blank[name] for name in names] == [None] * 5


def test_versions_are_merged_by_name() -> None:
    new = form()
    old = form(
        FORM.replace(",text,name,", ",text,nick,")
        .replace(",integer,age", ",text,age")
        .replace(",tools,cart,Cart,Charrette", ",tools,yoke,Yoke,Joug")
    )
    table = layout(new, old)
    headers = [column.header for column in table.columns]
    assert headers[2:-9] == [
        *("you/name", "you/phone", "you/age", "you/born", "reads"),
        *("tools", "tools/hoe", "tools/pump", "tools/cart", "tools/yoke", "double", "you/nick"),
    ]
    row = cells(table, done(old.version, answers={"you/nick": "Zaz", "tools": ["yoke"]}))
    assert (row["you/nick"], row["you/name"], row["tools/yoke"]) == ("Zaz", None, 1)
    kinds = {column.header: column.kind for column in table.columns}
    assert kinds["you/age"] == "text"


def test_a_question_that_moved_to_another_group_is_the_same() -> None:
    new = form("| survey |\n| | type | name | label |\n| | text | town | Town |")
    old = form(
        "| survey |\n| | type | name | label |\n| | begin_group | at | At |\n"
        "| | text | town | Town |\n| | end_group | | |"
    )
    row = cells(layout(new, old), done(old.version, answers={"at/town": "Safi"}))
    assert row["town"] == "Safi"


def test_what_one_version_calls_sensitive_is_sensitive() -> None:
    new = form(FORM.replace(",H", ",L"))
    assert layout(new).left_out == 0
    assert layout(new, form()).left_out == 2


def test_headers_never_repeat() -> None:
    twice = form(
        "| survey |\n| | type | name | label |\n| | text | start | Same |\n"
        "| | text | b | Same |\n| | text | _id | Same |"
    )
    for options in ({}, {"language": "en"}):
        row = cells(layout(twice, **options), done(twice.version, answers={"b": "x"}))
        assert "x" in row.values()
        assert row["_id"] == 7


# ---------------------------------------------------------------- CSV


def written(tmp_path: Path, table: Layout, *interviews: Finished, **options: Any) -> bytes:
    path = tmp_path / "out.csv"
    writer = Csv(path, table, **options)
    writer.write(interviews)
    writer.close()
    return path.read_bytes()


def test_csv_is_kobos(tools: Form, tmp_path: Path) -> None:
    table = layout(tools, sensitive=True)
    content = written(tmp_path, table, done(tools.version, answers=ANSWERS), done(tools.version))
    assert content.startswith(b'\xef\xbb\xbf"start";"end";"you/name"')
    header, row, blank = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert len(header) == len(row) == len(blank)
    found = dict(zip(header, row, strict=True))
    assert found["you/phone"] == "'+212612345678"
    assert found["income"] == "-2.5"
    assert found["you/age"] == "34"
    assert found["tools/cart"] == "0"
    assert dict(zip(header, blank, strict=True))["tools/cart"] == ""
    assert all(part.startswith(b'"') for part in content.splitlines()[1].split(b";"))


def test_csv_with_another_separator(tools: Form, tmp_path: Path) -> None:
    assert b'"start","end"' in written(tmp_path, layout(tools), separator=",")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+212612345678", "'+212612345678", id="a phone"),
        pytest.param("-2+3", "'-2+3", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="return"),
        pytest.param("  =1", "'  =1", id="blanks before"),
        pytest.param("＝1", "'＝1", id="full width"),
        pytest.param("'=1", "''=1", id="an apostrophe of one's own"),
        pytest.param("-12.5", "-12.5", id="a number"),
        pytest.param("12", "12", id="digits"),
        pytest.param("d'accord", "d'accord", id="an apostrophe within"),
        pytest.param("لا - نعم", "لا - نعم", id="minus within"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_formulas_are_disarmed(text: str, cell: str) -> None:
    assert disarm(text) == cell
    assert rearm(cell) == text


def a_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.startswith("-")


FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@given(st.text() | st.text(st.sampled_from("=+-@\t\r\n' 1a;\"\u200f٣")))
@example("\u200f=1+1")
@example("-٣")
def test_no_cell_begins_a_formula(tmp_path_factory: pytest.TempPathFactory, typed: str) -> None:
    assert rearm(disarm(typed)) == typed
    folder = tmp_path_factory.mktemp("csv")
    answers: dict[str, Value] = {"you/name": typed, "you/phone": typed, "reads": typed}
    table = layout(_TOOLS, select="joined")
    content = written(folder, table, done(_TOOLS.version, answers=answers, code=""))
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 2
    for cell in rows[1]:
        assert not cell.startswith(FORMULAS) or a_number(cell)
        assert not cell.strip().startswith(FORMULAS) or a_number(cell)


_TOOLS = form()


# ---------------------------------------------------------------- XLSX, JSON lines, Parquet


def test_xlsx_keeps_types_and_text(tools: Form, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    writer = Xlsx(path, layout(tools, sensitive=True))
    odd = {**ANSWERS, "you/name": "=1+1", "you/born": "1890-01-01"}
    writer.write([done(tools.version, answers=ANSWERS), done(tools.version, answers=odd)])
    writer.close()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["data", "codebook"]
    header, row, other = (list(each) for each in book["data"].iter_rows())
    found = {head.value: cell for head, cell in zip(header, row, strict=True)}
    assert (found["you/phone"].value, found["you/phone"].data_type) == ("+212612345678", "s")
    assert found["you/age"].value == 34
    assert found["income"].value == -2.5
    assert found["you/born"].value == datetime(1992, 3, 8)  # noqa: DTZ001
    assert found["start"].value == datetime(2026, 11, 22, 10)  # noqa: DTZ001
    assert found["_registration_code"].data_type == "s"
    found = {head.value: cell for head, cell in zip(header, other, strict=True)}
    assert (found["you/name"].value, found["you/name"].data_type) == ("=1+1", "s")
    assert found["you/born"].value == "1890-01-01"
    rows = list(book["codebook"].iter_rows(values_only=True))
    columns = ("column", "type", "sensitive", "relevant", "choice", "label::en", "label::fr")
    assert rows[0] == columns
    assert ("ills", None, None, None, "flu", "Flu", "Grippe") in rows


def test_xlsx_leaves_sensitive_questions_out_of_its_codebook(tools: Form, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    Xlsx(path, layout(tools)).close()
    rows = openpyxl.load_workbook(path)["codebook"].iter_rows(values_only=True)
    assert "ills" not in [row[0] for row in rows]


def test_xlsx_goes_on_with_another_sheet(
    tools: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "_ROWS", 3)
    path = tmp_path / "out.xlsx"
    writer = Xlsx(path, layout(tools))
    writer.write([done(tools.version, key) for key in range(5)])
    writer.close()
    book = openpyxl.load_workbook(path)
    assert [book[name].max_row for name in book.sheetnames[:3]] == [3, 3, 2]


def test_json_lines_keep_values_as_they_are(tools: Form, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    writer = JsonLines(path, layout(tools, language="fr"))
    writer.write([done(tools.version, answers=ANSWERS)])
    writer.close()
    (line,) = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert record["tools"] == ["pump", "hoe"]
    assert record["you/phone"] == "+212612345678"
    assert record["you/age"] == 34
    assert "ills" not in record
    assert (record["_id"], record["_channel"]) == (7, "web")


def test_parquet_has_typed_columns(tools: Form, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "out.parquet"
    writer = tables.Parquet(path, layout(tools))
    writer.write([done(tools.version, answers=ANSWERS), done(tools.version)])
    writer.close()
    found = parquet.read_table(path).to_pylist()
    assert found[0]["you/age"] == 34
    assert found[0]["you/born"].isoformat() == "1992-03-08"
    assert found[1]["you/age"] is None


# ---------------------------------------------------------------- the whole run


@pytest.mark.anyio
async def test_an_export_streams(store: Store, tools: Form, tmp_path: Path) -> None:
    count = 20_000
    answers = {**ANSWERS, "you/name": "فاطمة الزهراء بنت محمد" * 5}
    await store.write(lambda tx: put_interviews(tx, tools.version, *[answers] * count))
    await export(store, layout(tools), format_="csv", out=tmp_path / "warm", until=NOW)
    steps: list[int] = []
    tracemalloc.start()
    try:
        out = tmp_path / "out.csv"
        found = await export(store, layout(tools), format_="csv", out=out, written=steps.append)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == sum(steps) == count
    assert out.read_bytes().count(b"\n") == count + 1
    assert peak < 20_000_000


@pytest.mark.anyio
async def test_a_workbook_streams(sqlite_url: str, tools: Form, tmp_path: Path) -> None:
    from storage.engine import open_store

    async with await open_store(sqlite_url) as store:
        await store.write(lambda tx: put_interviews(tx, tools.version, *[ANSWERS] * 5_000))
        await export(store, layout(tools), format_="xlsx", out=tmp_path / "warm.xlsx", until=NOW)
        tracemalloc.start()
        try:
            await export(store, layout(tools), format_="xlsx", out=tmp_path / "out.xlsx")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.anyio
async def test_an_export_between_two_times(store: Store, tools: Form, tmp_path: Path) -> None:
    await store.write(lambda tx: put_interviews(tx, tools.version, *[{}] * 3))
    out = tmp_path / "out.csv"
    hour = timedelta(hours=1)
    for since, until, expected in [
        (None, None, 3),
        (NOW + hour, NOW + 2 * hour, 3),
        (None, NOW + hour, 0),
        (NOW + 2 * hour, None, 0),
    ]:
        found = await export(store, layout(tools), format_="csv", out=out, since=since, until=until)
        assert found == expected


@pytest.mark.anyio
@pytest.mark.parametrize("format_", ["csv", "xlsx", "jsonl"])
async def test_a_full_disk_leaves_no_half_file(
    store: Store, tools: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    await store.write(lambda tx: put_interviews(tx, tools.version, ANSWERS))
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "out.csv"
    out.write_text("before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportError, match="the disk is full"):
        await export(store, layout(tools), format_=format_, out=out)
    monkeypatch.setattr(Layout, "row", full)
    monkeypatch.setattr(Layout, "record", full)
    with pytest.raises(ExportError, match="the disk is full"):
        await export(store, layout(tools), format_=format_, out=out)
    assert [path.name for path in folder.iterdir()] == ["out.csv"]
    assert out.read_text() == "before"


@pytest.mark.anyio
@pytest.mark.parametrize("place", ["missing/out.csv", "."])
async def test_a_place_that_takes_no_file(
    sqlite_url: str, tools: Form, tmp_path: Path, place: str
) -> None:
    from storage.engine import open_store

    async with await open_store(sqlite_url) as store:
        with pytest.raises(ExportError, match="--out"):
            await export(store, layout(tools), format_="csv", out=tmp_path / place)
