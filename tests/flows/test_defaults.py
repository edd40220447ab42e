"""A default counts from the start, before its question is asked, as in ODK."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from flows.compile import compile_form
from flows.form import Form
from flows.interview import keep, next_question, one_more
from flows.loading import load
from flows.moving import carry
from flows.standing import Standing, stand
from flows.state import Answers, Value

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label | default | relevant | calculation |
| | integer | people | How many? | 5 | | |
| | text | why | Why so many? | | ${people} > 3 | |
| | integer | beds | How many beds? | ${people} + 1 | | |
| | calculate | both | | | | ${people} + ${beds} |
| | acknowledge | agreed | Agreed? | | | |
| | begin_repeat | member | Member | | | |
| | text | who | Who? | | | |
| | integer | age | Age? | ${people} * 2 | | |
| | text | work | Work? | | ${age} >= 12 | |
| | end_repeat | | | | | |
"""


@pytest.fixture(scope="module")
def form() -> Form:
    return load(json.loads(json.dumps(compile_form(FORM.encode(), name="f.md").document)))


def stood(form: Form, stored: Answers) -> Standing:
    """Return answers worked out, as they come back from the database."""
    kept = json.loads(json.dumps(dict(stored)))
    return stand(form, kept, now=NOW, seed="1", language="en")


def answered(standing: Standing, **changes: Value) -> Standing:
    """Return the standing after answers, stored and loaded again."""
    return stood(standing.form, keep(standing, changes).stored())


def test_it_counts_before_it_is_asked_and_is_still_asked(form: Form) -> None:
    standing = stood(form, {})
    assert (standing.values["people"], standing.values["beds"]) == (5, 6)
    assert standing.values["both"] == "11"
    assert "why" in standing.relevant
    question = next_question(standing)[1]
    assert question is not None
    assert question.key == "people"


def test_it_is_no_answer_until_it_is_given(form: Form) -> None:
    kept = stood(form, {}).stored()
    assert "people" not in kept
    assert "beds" not in kept


def test_an_answer_takes_its_place_and_a_skipped_question_is_blank(form: Form) -> None:
    standing = answered(stood(form, {}), people=2)
    assert "why" not in standing.relevant
    assert "people" not in answered(standing, people=None).values


def test_a_dynamic_one_is_worked_out_once(form: Form) -> None:
    standing = answered(stood(form, {}), people=9)
    assert standing.values["beds"] == 6
    assert standing.values["both"] == "15"


def test_that_of_an_entry_is_worked_out_when_the_entry_is_made(form: Form) -> None:
    standing = answered(stood(form, {}), people=7)
    another = next(each for each in standing.asked if each.role == "repeat")
    standing = answered(standing, **one_more(standing, another))
    assert standing.values["member[1]/age"] == 14
    assert "member[1]/work" in standing.relevant
    standing = answered(standing, people=1)
    assert standing.values["member[1]/age"] == 14
    standing = answered(standing, **one_more(standing, another))
    assert standing.values["member[2]/age"] == 2
    assert "member[2]/work" not in standing.relevant


def test_it_moves_to_a_newer_version_with_the_interview(form: Form) -> None:
    newer = load(
        compile_form(FORM.replace("beds | How", "beds | So how").encode(), name="f.md").document
    )
    standing = answered(stood(form, {}), people=9)
    moved = stood(newer, carry(form, newer, standing.stored()))
    assert moved.values["beds"] == 6
    assert "beds" not in moved.answers
