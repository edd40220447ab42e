"""One walk through a form: what is asked next, what an answer changes, what is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from flows.compile import compile_form
from flows.form import Form
from flows.interview import keep, next_question, one_more, previous_question, progress
from flows.loading import load
from flows.standing import LEFT_OUT, Standing, stand
from flows.state import Value

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label | relevant | constraint | required | calculation | choice_filter |
| | select_one country | country | Which country? | | | yes | | |
| | select_one city | city | Which city? | | | yes | | country = ${country} |
| | note | far | That is far. | ${city} = 'dakar' | | | | |
| | begin_group | home | Home | ${country} != '' | | | | |
| | integer | people | How many live there? | | . > 0 | yes | | |
| | integer | women | How many women? | ${people} > 1 | . <= ${people} | | | |
| | calculate | share | | | | | ${women} div ${people} | |
| | end_group | | | | | | | |
| | text | more | Anything more? | | | | | |
| choices |
| | list_name | name | label | country |
| | country | ci | Ivory Coast | |
| | country | sn | Senegal | |
| | city | abidjan | Abidjan | ci |
| | city | dakar | Dakar | sn |
| | city | thies | Thiès | sn |
"""


@cache
def form() -> Form:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "home.md"
        path.write_text(FORM, encoding="utf-8")
        return load(compile_form(path).document)


def standing(**answers: Value) -> Standing:
    keys = {each.name: each.key for each in form().questions}
    stored = {keys[name]: value for name, value in answers.items()}
    return stand(form(), stored, now=NOW, seed="1", language="en")


WHOLE: Mapping[str, Value] = {
    "country": "sn",
    "city": "dakar",
    "far": None,
    "people": 4,
    "women": 2,
    "more": None,
}


@pytest.mark.parametrize(
    ("answers", "notes", "question"),
    [
        pytest.param({}, [], "country", id="the first"),
        pytest.param({"country": "ci"}, [], "city", id="the next"),
        pytest.param({"country": "sn", "city": "dakar"}, ["far"], "people", id="a note before it"),
        pytest.param(
            {"country": "sn", "city": "dakar", "far": None}, [], "people", id="a note once only"
        ),
        pytest.param(
            {"country": "ci", "city": "abidjan", "people": 1}, [], "more", id="irrelevant left out"
        ),
        pytest.param(
            {"country": "ci", "city": "abidjan", "people": 2, "women": None},
            [],
            "more",
            id="skipped is answered",
        ),
        pytest.param(WHOLE, [], None, id="complete"),
    ],
)
def test_next(answers: Mapping[str, Value], notes: list[str], question: str | None) -> None:
    said, found = next_question(standing(**answers))
    assert [each.name for each in said] == notes
    assert (found.name if found else None) == question


@pytest.mark.parametrize(
    ("changes", "left", "open_"),
    [
        pytest.param({"home/people": 3}, {"home/women": 2}, None, id="what still fits stays"),
        pytest.param({"home/people": 1}, {}, None, id="irrelevant does not count"),
        pytest.param({"country": "ci"}, {"home/people": 4}, "city", id="a choice that is gone"),
        pytest.param({"city": "thies"}, {"home/people": 4}, None, id="the note goes"),
        pytest.param({"home/women": None}, {"home/people": 4}, None, id="skipped after all"),
    ],
)
def test_keep(changes: Mapping[str, Value], left: Mapping[str, Value], open_: str | None) -> None:
    after = keep(standing(**WHOLE), changes)
    for key, value in {**changes, **left}.items():
        if value is not None:
            assert after.values[key] == value
    _, question = next_question(after)
    assert (question.name if question else None) == open_


def test_a_constraint_on_another_answer_is_asked_again() -> None:
    after = keep(standing(**{**WHOLE, "people": 9, "women": 7}), {"home/people": 5})
    _, question = next_question(after)
    assert question is not None
    assert question.name == "women"


def test_an_irrelevant_answer_comes_back() -> None:
    before = standing(**WHOLE)
    alone = keep(before, {"home/people": 1})
    stored = alone.stored()
    assert stored[f"{LEFT_OUT}home/women"] == 2
    assert "home/women" not in stored
    again = stand(form(), stored, now=NOW, seed="2", language="en")
    assert keep(again, {"home/people": 3}).values["home/women"] == 2


def test_calculated_values_are_kept() -> None:
    stored = standing(**WHOLE).stored()
    assert stored["home/share"] in (0.5, "0.5")
    assert stand(form(), stored, now=NOW, seed="2", language="en").stored() == stored


@pytest.mark.parametrize(
    ("key", "before"),
    [("country", None), ("city", "country"), ("home/people", "city"), ("more", "women")],
)
def test_previous(key: str, before: str | None) -> None:
    found = previous_question(standing(**WHOLE), key)
    assert (found.name if found else None) == before


def test_progress_counts_what_is_relevant() -> None:
    assert progress(standing(), "country") == (1, 3)
    assert progress(standing(**WHOLE), "home/women") == (4, 5)
    assert progress(standing(**{**WHOLE, "people": 1}), "more") == (4, 4)
    assert progress(standing(**WHOLE), "nothing") == (0, 5)


def test_a_blank_fits_every_constraint() -> None:
    people = form().by_key["home/people"]
    blanks: tuple[Value, ...] = (None, "", [])
    assert all(standing(**WHOLE).fits(people, blank) for blank in blanks)
    assert not standing(**WHOLE).fits(people, 0)


def test_required_and_options_follow_the_answers() -> None:
    before = standing(country="sn")
    assert [each.name for each in before.options(form().by_key["city"])] == ["dakar", "thies"]
    assert before.required(form().by_key["city"])
    assert not before.required(form().by_key["more"])


def test_a_standing_is_not_changed() -> None:
    before = standing(**WHOLE)
    copy = replace(before, answers=dict(before.answers))
    keep(before, {"country": "ci"})
    assert before == copy


# ---------------------------------------------------------------- repeats

HOUSEHOLD = """
| survey |
| | type | name | label | relevant | constraint | calculation | repeat_count |
| | integer | n | How many children? | | . < 10 | | |
| | begin_repeat | child | Child | | | | {count} |
| | text | cname | Name? | | | | |
| | integer | cage | Age of ${{cname}}? | | . < 18 | | |
| | text | school | School? | ${{cage}} > 5 | | | |
| | end_repeat | | | | | | |
| | calculate | total | | | | sum(${{cage}}) | |
| | text | last | Anything else? | | | | |
"""


def stood(form: Form, answers: Mapping[str, Value]) -> Standing:
    return stand(form, answers, now=NOW, seed="", language="en")


def household(tmp_path: Path, count: str = "") -> Form:
    path = tmp_path / "household.md"
    path.write_text(HOUSEHOLD.format(count=count), encoding="utf-8")
    return load(compile_form(path).document)


def test_a_counted_repeat_asks_each_entry(tmp_path: Path) -> None:
    here = stood(household(tmp_path, "${n}"), {"n": 2})
    assert [each.key for each in here.asked] == [
        "n",
        *("child[1]/cname", "child[1]/cage", "child[2]/cname", "child[2]/cage"),
        "last",
    ]
    here = keep(here, {"child[2]/cage": 7, "child[1]/cage": 3, "child[2]/cname": "Mona"})
    assert [each.key for each in here.asked if each.name == "school"] == ["child[2]/school"]
    asked = here.question("child[2]/cage")
    assert asked is not None
    assert asked.label.say("en", here.context(asked.key)) == "Age of Mona?"
    assert not here.fits(asked, 18)
    assert here.values["total"] == "10"


def test_an_entry_that_is_not_counted_any_more_comes_back(tmp_path: Path) -> None:
    here = stood(household(tmp_path, "${n}"), {"n": 2, "child[2]/cage": 7})
    fewer = keep(here, {"n": 1})
    assert fewer.values["total"] == "0"
    assert fewer.stored()["~child[2]/cage"] == 7
    assert stood(household(tmp_path, "${n}"), fewer.stored() | {"n": 2}).values["total"] == "7"


def test_one_more_until_it_is_enough(tmp_path: Path) -> None:
    here = stood(household(tmp_path), {"n": 1})
    _, question = next_question(here)
    assert question is not None
    assert (question.key, question.role) == ("child[+]", "repeat")
    here = keep(here, one_more(here, question))
    assert here.values["child"] == [1]
    _, question = next_question(here)
    assert question is not None
    assert question.key == "child[1]/cname"
    here = keep(here, {"child[1]/cname": "Ali", "child[1]/cage": 4, "child[+]": "no"})
    _, question = next_question(here)
    assert question is not None
    assert question.key == "last"
    assert stood(household(tmp_path), here.stored()).values["child"] == [1]
