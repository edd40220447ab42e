"""Choices that an appearance searches for in a CSV file beside the form."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.compile import beside_form, compile_form
from flows.compiling.searching import read
from flows.interview import keep
from flows.loading import load
from flows.standing import stand

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CSV = """\
code,nom,english,region,size
12,Fès,Fez,north,big
13,Taza,Taza,north,small
14,Safi,Safi,south,big
"""
FORM = """
| survey |
| | type | name | label | appearance |
| | text | region | Region | |
| | select_one towns | town | Town | {appearance} |
| choices |
| | list_name | name | label::French (fr) | label::English (en) |
| | towns | code | nom | english, region |
| | towns | 99 | Aucune | None |
"""


def towns(folder: Path, appearance: str, **answers: str) -> list[tuple[str, str]]:
    """Return name and French label of the choices that are open."""
    path = folder / "form.md"
    path.write_text(FORM.format(appearance=appearance), encoding="utf-8")
    made = compile_form(path)
    assert [each.code for each in made.faults if each.code.startswith(("file", "app"))] == []
    here = keep(stand(load(made.document), {}, now=NOW, seed="x", language="fr"), answers)
    question = here.question("town")
    assert question is not None
    assert question.type == "select_one"
    return [(each.name, each.label.say("fr")) for each in here.options(question)]


NONE = ("99", "Aucune")
FES, TAZA, SAFI = ("12", "Fès"), ("13", "Taza"), ("14", "Safi")


@pytest.mark.parametrize(
    ("appearance", "expected"),
    [
        pytest.param("search('towns')", [FES, TAZA, SAFI, NONE], id="all"),
        pytest.param('minimal search("towns")', [FES, TAZA, SAFI, NONE], id="beside another"),
        pytest.param(
            "search('towns', 'matches', 'region', ${region})", [FES, TAZA, NONE], id="matches"
        ),
        pytest.param(
            "search('towns', 'contains', 'english', 'A')", [TAZA, SAFI, NONE], id="contains"
        ),
        pytest.param(
            "search('towns', 'startswith', 'nom,english', 'f')",
            [FES, NONE],
            id="begins, two columns",
        ),
        pytest.param("search('towns', 'endswith', 'nom', 'I')", [SAFI, NONE], id="ends"),
        pytest.param(
            "search('towns', 'contains', 'english', 'a', 'region', ${region})",
            [TAZA, NONE],
            id="and a filter",
        ),
    ],
)
def test_what_is_found(tmp_path: Path, appearance: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    assert towns(tmp_path, appearance, region="north") == expected


def test_labels_of_several_columns(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV, encoding="utf-8")
    path = tmp_path / "form.md"
    path.write_text(FORM.format(appearance="search('towns')"), encoding="utf-8")
    rows = compile_form(path).document["lists"]["search:towns:towns"]
    assert rows[0]["label"] == {"fr": "Fès", "en": "Fez, north"}
    assert beside_form(path) == (tmp_path / "towns.csv",)


def test_without_its_file_people_type(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text(FORM.format(appearance="search('towns')"), encoding="utf-8")
    made = compile_form(path)
    assert [each.code for each in made.faults if each.column == "appearance"] == [
        "file.choices_absent"
    ]
    assert load(made.document).by_key["town"].type == "text"


@pytest.mark.parametrize(
    "appearance",
    [
        pytest.param("search(towns)", id="no quotes"),
        pytest.param("search('towns', 'matches')", id="half"),
        pytest.param("search('towns', 'like', 'a', 'b')", id="another way"),
        pytest.param("search('towns', 'matches', 'a b', 'c')", id="no column"),
        pytest.param("minimal", id="none"),
    ],
)
def test_what_cannot_be_followed(appearance: str) -> None:
    assert read(appearance) is None
