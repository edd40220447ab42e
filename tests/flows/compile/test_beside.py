"""Choices and data in files that stand beside a form."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.compile import compile_form
from flows.form import Choice
from flows.interview import keep
from flows.loading import load
from flows.standing import Standing, stand

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label | choice_filter | parameters | calculation | constraint |
| | text | region | Region | | | | |
| | {type} | town | Town | {filter} | {parameters} | | |
| | calculate | price | | | | pulldata('prices', 'price', 'code', ${{region}}) | |
| | integer | paid | Paid | | | | . <= pulldata('prices', 'price', 'code', ${{region}}) |
"""
CSV = "name,label,region\nsafi,Safi,south\ntaza,Taza,north\nfes,Fès,north\n"
POINT = {"type": "Point", "coordinates": [-4.01, 34.21]}
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {"id": "taza", "properties": {"title": "Taza", "region": "north"}, "geometry": POINT},
        {"id": "safi", "properties": {"title": "Safi", "region": "south"}, "geometry": None},
        "no feature",
    ],
}
XML = "<root><item><name>taza</name><label>Taza</label><region>north</region></item></root>"
FILES: dict[str, tuple[str, bytes]] = {
    "utf-8": ("towns.csv", CSV.encode()),
    "with a byte order mark": ("towns.csv", b"\xef\xbb\xbf" + CSV.encode()),
    "semicolons": ("towns.csv", CSV.replace(",", ";").encode()),
    "tabs, of Excel": ("towns.csv", CSV.replace(",", "\t").encode("utf-16")),
    "Windows": ("towns.csv", CSV.encode("cp1252")),
    "geojson": ("towns.geojson", json.dumps(GEOJSON).encode()),
    "xml": ("towns.xml", XML.encode()),
}


def document(
    folder: Path, kind: str, filter: str = "region = ${region}", parameters: str = ""
) -> Mapping[str, Any]:
    path = folder / "form.md"
    path.write_text(FORM.format(type=kind, filter=filter, parameters=parameters))
    return compile_form(path).document


def standing(made: Mapping[str, Any], **answers: str) -> Standing:
    fresh = stand(load(made), {}, now=NOW, seed="x", language="en")
    return keep(fresh, answers)


def town(made: Mapping[str, Any], region: str) -> list[Choice]:
    here = standing(made, region=region)
    question = here.question("town")
    assert question is not None
    return list(here.options(question))


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_choices_of_a_file(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    made = document(tmp_path, f"select_one_from_file {name}")
    taza = town(made, "north")[0]
    assert (taza.name, taza.label.say("fr")) == ("taza", "Taza")
    assert "taza" not in [each.name for each in town(made, "south")]


def test_the_place_of_a_feature(tmp_path: Path) -> None:
    (tmp_path / "towns.geojson").write_text(json.dumps(GEOJSON))
    rows = document(tmp_path, "select_one_from_file towns.geojson")["lists"]["towns"]
    assert [row["extra"]["geometry"] for row in rows] == ["34.21 -4.01 0 0", ""]


def test_columns_that_the_form_names(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("code,nom\n12,Fès\n")
    made = document(tmp_path, "select_one_from_file towns.csv", "", "value=code label=nom")
    (only,) = town(made, "")
    assert (only.name, only.label.say("ar")) == ("12", "Fès")


def test_a_folder_of_media(tmp_path: Path) -> None:
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "towns.csv").write_text(CSV)
    assert len(town(document(tmp_path, "select_one_from_file towns.csv"), "north")) == 2


def test_data_are_pulled(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text("code,price\nnorth,30\n")
    made = document(tmp_path, "text", "")
    here = standing(made, region="north")
    paid = here.question("paid")
    assert here.values["price"] == "30"
    assert paid is not None
    assert [here.fits(paid, value) for value in (30, 31)] == [True, False]


def test_data_that_are_not_there_are_blank(tmp_path: Path) -> None:
    here = standing(document(tmp_path, "text", ""), region="north")
    paid = here.question("paid")
    assert "price" not in here.values
    assert paid is not None
    assert here.fits(paid, 31)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("towns.csv", b"\0\1\2", id="bytes"),
        pytest.param("towns.csv", b"", id="nothing"),
        pytest.param("towns.geojson", b"{", id="half of a JSON"),
        pytest.param("towns.geojson", b"[1]", id="no features"),
        pytest.param("towns.xml", b"<root><item>", id="half of an XML"),
        pytest.param("towns.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', id="entities"),
    ],
)
def test_a_broken_file_is_as_if_it_were_not_there(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    made = document(tmp_path, f"select_multiple_from_file {name}")
    found = next(each for each in made["questions"] if each["key"] == "town")
    assert (found["type"], found["list"]) == ("text", None)


def test_no_file_of_another_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(CSV)
    (tmp_path / "below").mkdir()
    made = document(tmp_path / "below", "select_one_from_file ../towns.csv")
    assert "Safi" not in json.dumps(made)
