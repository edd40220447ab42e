"""Exports for SPSS, read back by the library that SPSS users have in Python and R (ReadStat)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from bot.programme.columns import Options
from bot.programme.layout import Layout
from bot.programme.spss import NAME, Sav, variables
from flows.form import Form
from flows.state import Value
from tests.bot.exporting import done, form

TOOLS = form()
CODED = form(
    """
| survey |
| | type | name | label::English (en) | label::Arabic (ar) |
| | select_one sex | sex | Sex | الجنس |
| | select_one crop | {long} | Crop | المحصول |
| | text | with | With whom? | مع من؟ |
| | text | _id | A number | رقم |
| | geopoint | place | Place | المكان |
| | begin_repeat | member | Member | فرد |
| | date | born | Born | الولادة |
| | end_repeat | | | |
| choices |
| | list_name | name | label::English (en) | label::Arabic (ar) |
| | sex | 1 | Female | أنثى |
| | sex | 2 | Male | ذكر |
| | crop | wheat | Wheat | قمح |
| | crop | prickly_pear | Prickly pear | الصبار |
| settings |
| | form_id | default_language |
| | tools | English (en) |
""".replace("{long}", "x" * 70)
)
LONG = "x" * 64


def written(
    layout: Form, folder: Path, *answers: dict[str, Value], options: Options | None = None
) -> tuple[dict[str, list[Any]], Any]:
    """Return the columns of the file, and what it says of them."""
    path = folder / "out.sav"
    sav = Sav(path, Layout([layout], zone="UTC", options=options or Options()))
    sav.write([done(layout.version, key, answers=each) for key, each in enumerate(answers, 1)])
    sav.close()
    return read(path)


def read(path: Path) -> tuple[dict[str, list[Any]], Any]:
    return pyreadstat.read_sav(str(path), output_format="dict")


def test_each_column_has_its_type(tmp_path: Path) -> None:
    held, said = written(
        TOOLS,
        tmp_path,
        {"you/name": "Fatima", "you/age": 34, "you/born": "1992-05-01", "tools": ["hoe", "cart"]},
        {"you/name": "أمينة", "reads": "yes"},
    )
    assert held["name"] == ["Fatima", "أمينة"]
    assert held["age"] == [34, None]
    assert held["born"] == [date(1992, 5, 1), None]
    assert held["reads"] == ["", "yes"]
    assert held["tools"] == ["hoe cart", ""]
    assert (held["tools_hoe"], held["tools_pump"]) == ([1, None], [0, None])
    assert held["id"] == [1, 2]
    assert said.original_variable_types["born"] == "DATE11"
    assert said.original_variable_types["submission_time"] == "DATETIME20"


@pytest.mark.parametrize(
    ("captions", "label", "tools", "reads"),
    [
        pytest.param("", "Your age", "Tools: Hoe", {"yes": "Yes", "no": "No"}, id="the first"),
        pytest.param("fr", "Votre âge", "Outils: Houe", {"yes": "Oui", "no": "Non"}, id="French"),
    ],
)
def test_labels_are_in_a_language(
    tmp_path: Path, captions: str, label: str, tools: str, reads: dict[str, str]
) -> None:
    _, said = written(TOOLS, tmp_path, {"reads": "yes"}, options=Options(captions=captions))
    assert said.column_names_to_labels["age"] == label
    assert said.column_names_to_labels["tools_hoe"] == tools
    assert said.variable_value_labels["reads"] == reads


def test_choices_that_are_numbers_are_numbers(tmp_path: Path) -> None:
    held, said = written(
        CODED, tmp_path, {"sex": "2", "x" * 70: "prickly_pear"}, options=Options(captions="ar")
    )
    assert held["sex"] == [2]
    assert said.variable_value_labels["sex"] == {1: "أنثى", 2: "ذكر"}
    assert held[LONG] == ["prickly_pear"]
    assert said.variable_value_labels[LONG]["prickly_pear"] == "الصبار"


def test_names_are_such_as_spss_takes(tmp_path: Path) -> None:
    held, _ = written(CODED, tmp_path, {"with": "Ali", "_id": "A", "place": "33.5 -7.6 0 0"})
    assert held["v_with"] == ["Ali"]
    assert held["id"] == ["A"]
    assert held["id_2"] == [1], "ours, which comes after"
    assert held["place_latitude"] == [33.5]
    assert all(len(each.encode()) <= NAME for each in held)


def test_a_label_is_cut_between_letters() -> None:
    asked = form("| survey |\n| | type | name | label |\n| | text | q | " + "ش" * 200 + " |\n")
    layout = Layout([asked], zone="UTC", options=Options())
    (own,) = [
        each
        for each in variables(layout.columns, {"q": layout.fields[0]}, "en")
        if each.name == "q"
    ]
    assert own.label == "ش" * 127


def test_a_repeat_is_a_file_of_its_own(tmp_path: Path) -> None:
    written(CODED, tmp_path, {"member": [1, 2], "member[2]/born": "2001-02-03"}, {"member": []})
    held, _ = read(tmp_path / "out.member.sav")
    assert held["born"] == [None, date(2001, 2, 3)]
    assert held["parent_index"] == [1, 1]


def test_nobody_answered_yet(tmp_path: Path) -> None:
    held, said = written(CODED, tmp_path)
    assert held["sex"] == []
    assert said.variable_value_labels["sex"] == {1: "Female", 2: "Male"}


def test_a_day_that_nobody_named_is_still_a_day(tmp_path: Path) -> None:
    held, said = written(TOOLS, tmp_path, {"you/name": "Fatima"})
    assert held["born"] == [None]
    assert said.original_variable_types["born"] == "DATE11"
