"""Repeats in exports: a table for each, whose rows name the row that they belong to."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from bot.clock import check_zones
from bot.programme.columns import Options
from bot.programme.layout import Layout, Rows
from bot.programme.tables import replacing, writer
from flows.form import Form
from flows.state import Value
from storage.interviews import Finished
from tests.bot.exporting import done, form


@pytest.fixture(autouse=True, scope="module")
def _zones() -> None:
    check_zones()


def layout(*forms: Form) -> Layout:
    return Layout(forms, zone="Africa/Casablanca", options=Options())


def write(format_: str, table: Layout, path: Path, rows: Sequence[Finished]) -> None:
    with replacing(path) as new:
        file = writer(format_, new, table)
        file.write(rows)
        file.close()


HOME = form(
    """
    | survey | | | | |
    | | type | name | label | bind::rafiq:sensitive |
    | | text | who | Who | |
    | | begin_group | home | Home | |
    | | begin_repeat | member | Member | |
    | | text | name | Name | |
    | | select_multiple l | does | Does | |
    | | text | ill | Ill | H |
    | | begin_repeat | child | Child | |
    | | integer | age | Age | |
    | | end_repeat | | | |
    | | end_repeat | | | |
    | | end_group | | | |
    | | begin_repeat | plot | Plot | |
    | | decimal | size | Size | |
    | | end_repeat | | | |
    | choices | | | | |
    | | list_name | name | label | |
    | | l | farm | Farm | |
    | settings | | | | |
    | | form_id | namespaces | | |
    | | tools | rafiq="https://rafiq.example/xforms" | | |
"""
)
LIVED: dict[str, Value] = {
    "who": "Awa",
    "home/member": [1, 3],
    "home/member[1]/name": "Sara",
    "home/member[1]/does": ["farm"],
    "home/member[1]/child": [1],
    "home/member[1]/child[1]/age": 4,
    "home/member[3]/name": "=Ali",
    "home/member[3]/child": [2, 3],
    "home/member[3]/child[2]/age": 7,
    "~home/member[3]/child[3]/age": 9,
    "plot": [],
}
SUBMITTED = ["_submission__id", "_submission__uuid", "_submission__submission_time"]


def lived(key: int) -> Finished:
    return done(HOME.version, key, answers=LIVED)


def told(rows: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    """Return the rows of a table by their headers, without what they tell of the interview."""
    header, *others = rows
    assert list(header[-3:]) == SUBMITTED or header[-1] == "_index"
    return [
        {
            str(k): v
            for k, v in zip(header, row, strict=True)
            if not str(k).startswith("_submission_")
        }
        for row in others
    ]


def test_a_repeat_has_a_table(tmp_path: Path) -> None:
    table = layout(HOME)
    assert [(each.name, each.parent) for each in table.entries] == [
        ("member", ""),
        ("child", "member"),
        ("plot", ""),
    ]
    assert table.columns[-1].header == "_index"
    assert table.left_out == 1
    rows = Rows(table)
    found = [*rows.of(lived(7)), *rows.of(lived(8))]
    assert [place for place, _ in found] == [0, 1, 2, 1, 2, 2] * 2
    members = [row for place, row in found if place == 1]
    heads = [column.header for column in table.entries[0].columns]
    assert heads == [
        *("home/member/name", "home/member/does", "home/member/does/farm"),
        *("_index", "_parent_table_name", "_parent_index", *SUBMITTED),
    ]
    assert [row[:7] for row in members] == [
        ["Sara", "farm", 1, 1, "data", 1, 7],
        ["=Ali", None, None, 2, "data", 1, 7],
        ["Sara", "farm", 1, 3, "data", 2, 8],
        ["=Ali", None, None, 4, "data", 2, 8],
    ]
    children = [row for place, row in found if place == 2]
    assert [row[:4] for row in children] == [
        [4, 1, "member", 1],
        [7, 2, "member", 2],
        [None, 3, "member", 2],  # what is left out is not told
        [4, 4, "member", 3],
        [7, 5, "member", 4],
        [None, 6, "member", 4],
    ]


def test_csv_puts_each_repeat_beside(tmp_path: Path) -> None:
    write("csv", layout(HOME), tmp_path / "out.csv", [lived(7)])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.child.csv", "out.csv", "out.member.csv", "out.plot.csv",
    ]  # fmt: skip
    text = (tmp_path / "out.member.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert told(rows)[1]["home/member/name"] == "'=Ali"
    assert (tmp_path / "out.plot.csv").read_text("utf-8-sig").count("\n") == 1


def test_xlsx_has_a_sheet_for_each_repeat(tmp_path: Path) -> None:
    write("xlsx", layout(HOME), tmp_path / "out.xlsx", [lived(7), lived(8)])
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["data", "member", "child", "plot", "codebook"]
    children = told([[cell.value for cell in row] for row in book["child"].iter_rows()])
    assert children[1] == {
        "home/member/child/age": 7,
        "_index": 2,
        "_parent_table_name": "member",
        "_parent_index": 2,
    }


def test_json_lines_nest_repeats(tmp_path: Path) -> None:
    write("jsonl", layout(HOME), tmp_path / "out.jsonl", [lived(7)])
    record = json.loads((tmp_path / "out.jsonl").read_text())
    assert [each["home/member/name"] for each in record["home/member"]] == ["Sara", "=Ali"]
    inner = [each["home/member/child"] for each in record["home/member"]]
    age = "home/member/child/age"
    assert inner == [[{age: 4}], [{age: 7}, {age: None}]]
    assert record["plot"] == []


def test_parquet_puts_each_repeat_beside(tmp_path: Path) -> None:
    write("parquet", layout(HOME), tmp_path / "out.parquet", [lived(7)])
    table = parquet.read_table(tmp_path / "out.member.parquet")
    assert table["home/member/name"].to_pylist() == ["Sara", "=Ali"]
    assert table["_parent_index"].to_pylist() == [1, 1]


def test_a_repeat_of_an_older_version(tmp_path: Path) -> None:
    newer = form(
        "| survey |\n| | type | name | label |\n| | text | who | Who |\n"
        "| | begin_repeat | member | Member |\n| | text | name | Name |\n| | end_repeat | | |\n"
        "| settings |\n| | form_id |\n| | tools |"
    )
    table = layout(newer, HOME)
    rows = Rows(table)
    assert [row[0] for place, row in rows.of(lived(7)) if place == 1] == ["Sara", "=Ali"]
    kept = done(newer.version, 9, answers={"member": [2], "member[2]/name": "Noor"})
    assert [row[:2] for place, row in rows.of(kept) if place == 1] == [["Noor", None]]
