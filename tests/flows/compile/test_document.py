"""What a form that is right becomes."""

import json
from collections.abc import Mapping
from typing import Any

from flows.compile import compile_form
from flows.loading import load

HOUSEHOLD = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | hint::English (en) | relevant | constraint | constraint_message::English (en) | required | choice_filter | default | calculation | repeat_count | appearance | parameters | bind::rafiq:sensitive | bind::rafiq:short |
| | start | begun | | | | | | | | | | | | | | | |
| | begin_group | person | You | Vous | | | | | | | | | | field-list | | | |
| | text | full_name | What is your name? | Comment vous appelez-vous ? | First and last | | string-length(.) > 1 | Too short. | yes | | | | | | | M | Name |
| | integer | age | ${full_name}, how old are you? | ${full_name}, quel âge avez-vous ? | | | . < 120 | | | | 30 | | | | | | |
| | end_group | | | | | | | | | | | | | | | | |
| | select_one country | country | Where? | Où ? | | ${age} > 17 | | | | | | | | minimal | | | |
| | select_one town | town | Which town? | Quelle ville ? | | | | | | country = ${country} | | | | | | | |
| | calculate | doubled | | | | | | | | | | ${age} * 2 | | | | | |
| | integer | n | How many children? | Combien d’enfants ? | | | | | | | | | | | | | |
| | begin_repeat | child | Child | Enfant | | ${n} > 0 | | | | | | | ${n} | | | | |
| | text | child_name | Name? | Prénom ? | | | | | | | | | | | | | |
| | date | born | When was ${child_name} born? | Né·e quand, ${child_name} ? | | ${child_name} != '' | . <= today() | | | | today() | | | | | | |
| | end_repeat | | | | | | | | | | | | | | | | |
| | select_multiple yn or_other | helps | Help? | Aide ? | | | | | | | | | | | | | |
| | range | mood | Mood | Humeur | | | | | | | | | | | start=1 end=5 step=1 | | |
| | note | bye | Thank you. | Merci. | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) | country | rafiq:short |
| | country | ma | Morocco | Maroc | | |
| | country | sn | Senegal | Sénégal | | |
| | town | safi | Safi | Safi | ma | Safi |
| | town | dakar | Dakar | Dakar | sn | |
| | yn | yes | Yes | Oui | | |
| settings |
| | form_id | form_title | default_language |
| | household | Household | French (fr) |
"""  # noqa: E501

BLANK: dict[str, Any] = {
    "label": None,
    "hint": None,
    "guidance": None,
    "required": None,
    "required_message": None,
    "relevant": None,
    "constraint": None,
    "constraint_message": None,
    "calculate": None,
    "default": None,
    "dynamic_default": False,
    "trigger": None,
    "readonly": False,
    "appearance": "",
    "parameters": {},
    "list": None,
    "choice_filter": None,
    "media": {},
    "hints": {},
    "sheet": "survey",
    "source": "household",
}
NAME, CHILD = {"value": "/data/person/full_name"}, {"value": "/data/child/child_name"}
QUESTIONS: list[dict[str, Any]] = [
    {"key": "begun", "type": "start", "row": 2},
    {
        "key": "person/full_name",
        "type": "text",
        "row": 4,
        "label": {"en": "What is your name?", "fr": "Comment vous appelez-vous ?"},
        "hint": {"en": "First and last"},
        "required": "true()",
        "constraint": "string-length(.) > 1",
        "constraint_message": {"en": "Too short."},
        "hints": {"sensitive": "M", "short": {"fr": "Name"}},
    },
    {
        "key": "person/age",
        "type": "integer",
        "row": 5,
        "label": {"en": [NAME, ", how old are you?"], "fr": [NAME, ", quel âge avez-vous ?"]},
        "constraint": ". < 120",
        "default": "30",
    },
    {
        "key": "country",
        "type": "select_one",
        "row": 7,
        "label": {"en": "Where?", "fr": "Où ?"},
        "relevant": "/data/person/age > 17",
        "list": "country",
        "appearance": "minimal",
    },
    {
        "key": "town",
        "type": "select_one",
        "row": 8,
        "label": {"en": "Which town?", "fr": "Quelle ville ?"},
        "list": "town",
        "choice_filter": "country = /data/country",
    },
    {"key": "doubled", "type": "calculate", "row": 9, "calculate": "/data/person/age * 2"},
    {
        "key": "n",
        "type": "integer",
        "row": 10,
        "label": {"en": "How many children?", "fr": "Combien d’enfants ?"},
    },
    {
        "key": "child/child_name",
        "type": "text",
        "row": 12,
        "label": {"en": "Name?", "fr": "Prénom ?"},
    },
    {
        "key": "child/born",
        "type": "date",
        "row": 13,
        "label": {"en": ["When was ", CHILD, " born?"], "fr": ["Né·e quand, ", CHILD, " ?"]},
        "relevant": "../child_name != ''",
        "constraint": ". <= today()",
        "default": "today()",
        "dynamic_default": True,
    },
    {
        "key": "helps",
        "type": "select_multiple",
        "row": 15,
        "label": {"en": "Help?", "fr": "Aide ?"},
        "list": "yn",
    },
    {
        "key": "helps_other",
        "type": "text",
        "row": 15,
        "label": {
            "en": "Please write which one.",
            "ary": "شنو هي بالضبط؟",
            "ar": "ما هو بالتحديد؟",
            "fr": "Précisez, s’il vous plaît.",
            "fa": "لطفاً بنویسید کدام.",
        },
        "relevant": "selected(../helps, 'other')",
    },
    {
        "key": "mood",
        "type": "range",
        "row": 16,
        "label": {"en": "Mood", "fr": "Humeur"},
        "parameters": {"start": "1", "end": "5", "step": "1"},
    },
    {
        "key": "bye",
        "type": "note",
        "row": 17,
        "label": {"en": "Thank you.", "fr": "Merci."},
        "readonly": True,
    },
]


def compiled(form: str) -> Mapping[str, Any]:
    return compile_form(form.encode(), name="household.md").document


def test_every_question() -> None:
    expected = [BLANK | {"name": q["key"].rpartition("/")[2]} | q for q in QUESTIONS]
    assert compiled(HOUSEHOLD)["questions"] == expected


def test_the_form_itself() -> None:
    found = compiled(HOUSEHOLD)
    assert {name: found[name] for name in ("id", "title", "default_language", "languages")} == {
        "id": "household",
        "title": {"fr": "Household"},
        "default_language": "fr",
        "languages": ["en", "fr"],
    }
    assert found["root"] == "data"
    assert found["settings"]["form_id"] == "household"


def test_its_groups() -> None:
    assert compiled(HOUSEHOLD)["groups"] == {
        "person": {
            "label": {"en": "You", "fr": "Vous"},
            "relevant": None,
            "repeat": False,
            "count": None,
            "appearance": "field-list",
        },
        "child": {
            "label": {"en": "Child", "fr": "Enfant"},
            "relevant": "/data/n > 0",
            "repeat": True,
            "count": "/data/n",
            "appearance": "",
        },
    }


def test_its_nodes() -> None:
    nodes = {it["path"]: (it["kind"], it["type"]) for it in compiled(HOUSEHOLD)["nodes"]}
    assert nodes["person"] == ("group", "")
    assert nodes["person/age"] == ("value", "int")
    assert nodes["child"] == ("repeat", "")
    assert nodes["child/born"] == ("value", "date")
    assert nodes["helps"] == ("value", "select_multiple")
    assert nodes["helps_other"] == ("value", "string")
    assert list(nodes)[:4] == ["begun", "person", "person/full_name", "person/age"]


def test_its_lists() -> None:
    lists = compiled(HOUSEHOLD)["lists"]
    assert lists["town"] == [
        {
            "name": "safi",
            "label": {"en": "Safi", "fr": "Safi"},
            "short": {"fr": "Safi"},
            "extra": {"country": "ma"},
            "media": {},
        },
        {
            "name": "dakar",
            "label": {"en": "Dakar", "fr": "Dakar"},
            "short": None,
            "extra": {"country": "sn"},
            "media": {},
        },
    ]
    assert [choice["name"] for choice in lists["yn"]] == ["yes", "other"]


def test_it_is_plain_json_and_loads() -> None:
    found = compiled(HOUSEHOLD)
    assert json.loads(json.dumps(found)) == found
    assert [question.key for question in load(found).questions] == [it["key"] for it in QUESTIONS]


def test_the_xform_comes_along() -> None:
    xml = compile_form(HOUSEHOLD.encode()).xform
    assert '<translation lang="Français (fr)"' in xml
    assert "rafiq" not in xml


# ---------------------------------------------------------------- versions


def test_another_wording_is_the_same_version() -> None:
    one, other = compiled(HOUSEHOLD), compiled(HOUSEHOLD.replace("Which town?", "What town?"))
    assert (one["version"], len(one["version"])) == (other["version"], 16)
    assert one["wording"] != other["wording"]


def test_a_row_moved_down_is_the_same_version() -> None:
    other = HOUSEHOLD.replace("| settings |", "| | yn | no | No | Non | | |\n| settings |")
    assert compiled(HOUSEHOLD)["version"] != compiled(other)["version"]
    commented = HOUSEHOLD.replace("| | begin_group", "| | | | | | a remark |\n| | begin_group", 1)
    assert compiled(HOUSEHOLD)["version"] == compiled(commented)["version"]


def test_another_rule_is_another_version() -> None:
    for old, new in (
        (". < 120", ". < 110"),
        ("Too short. | yes", "Too short. |"),
        ("end=5", "end=6"),
    ):
        other = compiled(HOUSEHOLD.replace(old, new))
        assert other["version"] != compiled(HOUSEHOLD)["version"]


# ---------------------------------------------------------------- one thing each


def question(row: str, header: str, rest: str = "") -> Any:
    form = f"| survey |\n| | type | name | {header} |\n| | {row} |\n{rest}"
    return compiled(form)["questions"][0]


def test_a_trigger_sets_the_calculation() -> None:
    header = "| survey |\n| | type | name | label | trigger | calculation |\n"
    rows = "| | text | a | A | | |\n| | text | b | B | ${a} | ${a} |\n"
    found = compiled(header + rows)["questions"][1]
    assert (found["trigger"], found["calculate"]) == ("a", "/data/a")


def test_several_triggers_are_parted_by_spaces() -> None:
    header = "| survey |\n| | type | name | label | trigger | calculation |\n"
    rows = (
        "| | text | a | A | | |\n| | text | b | B | | |\n| | text | c | C | ${a}, ${b} | now() |\n"
    )
    assert compiled(header + rows)["questions"][2]["trigger"] == "a b"


def test_a_list_in_a_file() -> None:
    found = question("select_one_from_file towns.csv | a | A | value=code", "label | parameters")
    assert (found["type"], found["list"]) == ("text", None)  # it is not there: people type
    assert found["parameters"] == {"value": "code", "file": "towns.csv"}


def test_choices_from_a_repeat() -> None:
    rows = "begin_repeat | r | R |\n| | text | b | B |\n| | end_repeat | | |\n"
    form = f"| survey |\n| | type | name | label |\n| | {rows}| | select_one ${{b}} | c | C |\n"
    found = compiled(form)["questions"][1]
    assert found["parameters"] == {"itemset": "/data/r[./b != '']", "value": "b", "label": "b"}


def test_the_old_names_of_types() -> None:
    assert question("add text prompt | a | A", "label")["type"] == "text"
    assert question("photo | a | A", "label")["type"] == "image"
    assert question("begin group | g | G |\n| | q int | a | A |\n| | end group | | ", "label")[
        "type"
    ] == ("integer")


def test_pictures_and_sounds() -> None:
    found = question(
        "text | a | A | a.png | fr.mp3", "label | media::image | media::audio::French (fr)"
    )
    assert found["media"] == {"image": {"und": "a.png"}, "audio": {"fr": "fr.mp3"}}


def test_languages_by_name_code_or_neither() -> None:
    found = question(
        "text | a | A | B | C | D",
        "label::English | label::fr | label::Darija (ary) | label::Tamaziɣt n Waṭlas",
    )
    assert list(found["label"]) == ["en", "fr", "ary", "tamazit-n-watlas"]


def test_a_column_without_language_beside_others() -> None:
    found = question("text | a | A | B", "label | label::French (fr)")
    assert found["label"] == {"und": "A", "fr": "B"}


def test_the_default_language_of_the_settings() -> None:
    settings = "| settings |\n| | default_language |\n| | Français (fr) |\n"
    found = question("text | a | A | B", "label | hint::Français (fr)", settings)
    assert (found["label"], found["hint"]) == ({"fr": "A"}, {"fr": "B"})


def test_an_apostrophe_stays_as_it_was_typed() -> None:
    assert question("text | a | J’accepte", "label")["label"] == {"und": "J’accepte"}


def test_the_last_saved_answer_in_a_label() -> None:
    found = question("text | a | It was ${last-saved#a}.", "label")["label"]["und"]
    assert found == ["It was ", {"value": "instance('__last-saved')/data/a"}, "."]


def test_a_note_without_a_name() -> None:
    assert question("note | | Hello", "label")["name"] == "generated_note_name_2"


def test_the_name_of_an_instance() -> None:
    settings = "| settings |\n| | instance_name |\n| | concat(${a}, '!') |\n"
    form = f"| survey |\n| | type | name | label |\n| | text | a | A |\n{settings}"
    last = compiled(form)["questions"][-1]
    assert (last["key"], last["calculate"]) == ("meta/instanceName", "concat( /data/a , '!')")


def test_the_last_saved_form_is_a_list_that_is_empty() -> None:
    form = "| survey |\n| | type | name | label | default |\n| | text | a | A | ${last-saved#a} |\n"
    found = compiled(form)
    assert found["lists"] == {"__last-saved": []}
    assert load(found).by_key["a"].name == "a"


def test_one_question_for_each_choice_of_a_loop() -> None:
    rows = "| | begin_loop over l | p | P |\n| | integer | n | Count |\n| | end_loop | | |\n"
    choices = "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | y | Y |\n"
    found = compiled(f"| survey |\n| | type | name | label |\n{rows}{choices}")["questions"]
    assert [(q["key"], q["type"], q["label"]) for q in found] == [
        ("p/x/n", "integer", {"und": "Count"}),
        ("p/y/n", "integer", {"und": "Count"}),
    ]
