"""The three intakes ask what programmes.md says, and pyxform takes them."""

import csv
import re
from collections.abc import Mapping
from typing import Any

import pycountry
import pytest
import re2
from pyxform.xls2xform import convert

from tests.flows.programmes.sources import FLOWS, FORMS, MODULES, PROGRAMMES, Row, programme

START = "lang consent_main mode helper helper_role consent_reminders consent_followup"
PERSON = """full_name gender birth_year age guardian_ok guardian_name guardian_role guardian_phone
    phone"""
ACTIVITY = "edu in_education in_training work_now seeking neet_24 neet_29 neet_34 neet"
SCHEDULE = "days slot can_travel device net"
ASKED = {
    "almontija": f"""{START} {PERSON} women_note neet_max {ACTIVITY} consent_sensitive need_support
        {SCHEDULE} douar douar_other country region province milieu stage project_kind wants_to_tell
        project_say alone_or_group tools_needed earns_now children_care reads mode_set eligible
        waiting_note""",
    "femmpact": f"""{START} {PERSON} women_note country district region town milieu neet_max
        {ACTIVITY} {SCHEDULE} stage sector pitch problem incubator incubator_other team_size
        consent_sensitive funding exchange_visit eligible""",
    "elites": f"""{START} {PERSON} country province county milieu consent_sensitive coverage
        elite_status degree field university grad_year achievements achievements_say theme
        association proposal named_proposal time_give disability disability_kind keep_current""",
}
STARRED = {
    "almontija": """lang consent_main full_name gender birth_year guardian_ok guardian_name phone
        edu in_education work_now douar stage project_kind tools_needed reads""",
    "femmpact": """lang consent_main full_name gender birth_year guardian_ok guardian_name phone
        country district region edu in_education work_now stage sector pitch incubator""",
    "elites": """lang consent_main full_name gender birth_year guardian_ok guardian_name phone
        province milieu consent_sensitive elite_status degree field university theme association
        keep_current""",
}
"""`coverage*` of P12 is not here: it is of class H, and H can always be skipped."""

SUBDIVISIONS: Any = pycountry.subdivisions  # untyped
GROUPS = ("begin_group", "end_group")


def rows(name: str) -> list[Row]:
    return [row for row in FORMS[name].survey if row["type"] not in GROUPS]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_asks_what_the_specification_says_in_its_order(name: str) -> None:
    assert [row["name"] for row in rows(name)] == ASKED[name].split()


@pytest.mark.parametrize("name", PROGRAMMES)
def test_requires_what_has_a_star(name: str) -> None:
    assert [row["name"] for row in rows(name) if "required" in row] == STARRED[name].split()


@pytest.mark.parametrize("name", PROGRAMMES)
def test_pyxform_takes_it_without_a_warning(name: str) -> None:
    form = FORMS[name]
    choices = [{k: v for k, v in row.items() if ":" not in k} for row in form.choices]
    sheets: Mapping[str, list[dict[str, str]]] = {
        "survey": [dict(row) for row in form.survey],
        "choices": choices,
        "settings": [dict(form.settings)],
    }
    compiled = convert(sheets, validate=False)
    assert compiled.warnings == []
    assert all(f"<{row['name']}/>" in compiled.xform for row in rows(name))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_rule_says_why(name: str) -> None:
    for row in rows(name):
        assert ("constraint" in row) == ("constraint_message" in row), row["name"]
        assert ("required" in row) == ("required_message" in row), row["name"]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_answer_has_a_short_label_and_an_ascii_name(name: str) -> None:
    for row in rows(name):
        silent = row["type"] in ("note", "calculate")
        assert silent or "bind::rafiq:short" in row, row["name"]
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", row["name"])


@pytest.mark.parametrize("name", PROGRAMMES)
def test_special_categories_are_asked_after_a_yes_only(name: str) -> None:
    for row in rows(name):
        if row.get("bind::rafiq:sensitive") != "H" or "bind::rafiq:role" in row:
            continue
        consent = re.search(
            r"\$\{(consent_sensitive|guardian_ok)\} = '(yes|agree)'", row["relevant"]
        )
        assert consent, row["name"]
        assert consent[1] == "guardian_ok" or "required" not in row, row["name"]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_conditions_name_questions_and_choices_that_exist(name: str) -> None:
    form = FORMS[name]
    offered: dict[str, set[str]] = {}
    for choice in form.choices:
        offered.setdefault(choice["list_name"], set()).add(choice["name"])
    lists = {row["name"]: row["type"].split()[1] for row in rows(name) if " " in row["type"]}
    seen: set[str] = set()
    for row in rows(name):
        later = row["type"] == "calculate"
        for column in ("relevant", "constraint", "calculation", "choice_filter"):
            for question in re.findall(r"\$\{(\w+)\}", row.get(column, "")):
                assert question in seen or (later and question in ASKED[name].split())
            compared = r"(?:selected\()?\$\{(\w+)\}(?: !?=|,) '(\w+)'"
            for question, choice_name in re.findall(compared, row.get(column, "")):
                if question in lists:
                    assert choice_name in offered[lists[question]], (row["name"], choice_name)
        seen.add(row["name"])


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_programme_says_what_the_conversation_needs(name: str) -> None:
    told = programme(name)
    assert told["id"] == name
    assert FORMS[name].settings["form_id"] == f"{name}.intake"
    assert set(told["languages"]) <= set(told["catalogue_languages"])
    assert told["languages"] == {
        "almontija": ["ary", "ar"], "femmpact": ["fr"], "elites": ["fa"]
    }[name]  # fmt: skip
    assert (told["reminders"], told["retention_months"]) == (True, 24)


@pytest.mark.parametrize(
    ("country", "file", "module", "list_name"),
    [
        pytest.param("CI", "ivory_coast", "place_west_africa", "districts", id="14 of CI"),
        pytest.param("SN", "senegal", "place_west_africa", "regions", id="14 of Senegal"),
        pytest.param("IR", "iran", "place_iran", "provinces", id="31 of Iran"),
    ],
)
def test_places_carry_iso_codes(country: str, file: str, module: str, list_name: str) -> None:
    found = SUBDIVISIONS.get(country_code=country) or []
    iso = {place.code: place.name for place in found}
    with (FLOWS / "places" / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        places = list(csv.DictReader(lines))
    assert {row["code"]: row["name_en"] for row in places} == iso
    assert {row["country"] for row in places} == {country}
    choices = [row for row in MODULES[module].choices if row["list_name"] == list_name]
    assert {row["name"]: row["label"] for row in choices} == iso
    assert len(choices) == len(iso) == {"CI": 14, "SN": 14, "IR": 31}[country]


def test_presets_of_al_montija_are_iso_codes_too() -> None:
    assert SUBDIVISIONS.get(code="MA-07").name == "Marrakech-Safi"
    assert SUBDIVISIONS.get(code="MA-SAF").parent_code == "MA-07"


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        pytest.param("فاطمة الزهراء", True, id="arabic"),
        pytest.param("زهرا رضایی‌نژاد", True, id="persian with ZWNJ"),
        pytest.param("Aïcha N’Guessan-Koné", True, id="french apostrophe and hyphen"),
        pytest.param("M. O'Neil", True, id="dot and typewriter apostrophe"),
        pytest.param("Ze\u0301lie", True, id="a mark of its own"),
        pytest.param("A", False, id="one letter"),
        pytest.param("A" * 81, False, id="81 letters"),
        pytest.param("0612345678", False, id="a number"),
        pytest.param("Fatima 2", False, id="a digit"),
    ],
)
def test_a_name_is_letters(name: str, fits: bool) -> None:
    row = next(row for row in rows("almontija") if row["name"] == "full_name")
    pattern = re.fullmatch(r'regex\(\., "(.+)"\)', row["constraint"])
    assert pattern
    assert bool(re2.fullmatch(pattern[1], name)) is fits
