"""Defaults of questions that are asked: proposed, and taken unless another answer is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from bot.compiling import alone
from flows.state import Value
from tests.flows.conversation import Conversation

Asked: TypeAlias = Callable[..., Conversation]
HEAD = """
| survey |
| | type | name | label | default | constraint | relevant |
"""
REST = """
| | text | last | Anything else? | | | |
| choices |
| | list_name | name | label |
| | crops | wheat | Wheat |
| | crops | olive | Olives |
| settings |
| | form_id |
| | f |
"""


@pytest.fixture
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Makes a conversation in English at the first question of some rows."""

    def made(*rows: str) -> Conversation:
        path = tmp_path_factory.mktemp("form") / "form.md"
        survey = "".join(f"| | {row} |\n" for row in rows)
        path.write_text(HEAD + survey.rstrip("\n") + REST, encoding="utf-8")
        talk = Conversation(known=alone(path))
        talk.take(start="form-en")
        return talk

    return made


def answers(talk: Conversation) -> dict[str, Value]:
    (interview,) = talk.state.interviews
    return dict(interview.answers)


def keeps(talk: Conversation) -> bool:
    return any(each.key == "keep" for each in talk.said[-1].actions)


@pytest.mark.parametrize("reply", ["yes", "Keep this answer", "next"])
@pytest.mark.parametrize(
    ("row", "shown", "kept"),
    [
        pytest.param("text | q | Village? | Ait Ben | |", "Ait Ben", "Ait Ben", id="text"),
        pytest.param("integer | q | How many? | 3 | . < 9 |", "3", 3, id="integer"),
        pytest.param("decimal | q | How many? | 2.5 | |", "2.5", 2.5, id="decimal"),
        pytest.param(
            "date | q | When? | 2026-12-01 | |", "1 December 2026", "2026-12-01", id="date"
        ),
        pytest.param(
            "date | q | When? | today() | |", "23 November 2026", "2026-11-23", id="dynamic"
        ),
        pytest.param("select_one crops | q | What? | olive | |", "Olives", "olive", id="choice"),
    ],
)
def test_a_default_is_proposed_and_taken(
    asked: Asked, row: str, shown: str, kept: Value, reply: str
) -> None:
    talk = asked(row)
    assert "Suggested: " in talk.said[-1].text
    assert shown in talk.said[-1].text.replace("\u2068", "").replace("\u2069", "")
    assert keeps(talk)
    talk.take(text=reply)
    assert answers(talk)["q"] == kept
    assert talk.state.position.question == "last"


def test_another_answer_counts_instead(asked: Asked) -> None:
    talk = asked("integer | q | How many? | 3 | |")
    talk.take(text="5")
    assert answers(talk)["q"] == 5
    assert not keeps(talk)


def test_a_choice_of_that_name_comes_before_the_proposal(asked: Asked) -> None:
    talk = asked("text | q | Is your village called Yes? | Ait Ben | |")
    talk.take(text="Tizi")
    assert answers(talk)["q"] == "Tizi"


def test_what_was_skipped_stays_blank(asked: Asked) -> None:
    talk = asked("integer | q | How many? | 3 | |")
    talk.take(text="skip")
    assert answers(talk)["q"] is None
    talk.take(text="back")
    assert "Suggested" not in talk.said[-1].text


def test_several_are_ticked_before(asked: Asked) -> None:
    talk = asked("select_multiple crops | q | What? | wheat olive | |")
    assert [each.chosen for each in talk.said[-1].choices] == [True, True, False]
    talk.take(text="done")
    assert answers(talk)["q"] == ["wheat", "olive"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("integer | q | How many? | 12 | . < 9 |", id="against its constraint"),
        pytest.param("select_one crops | q | What? | maize | |", id="no such choice"),
        pytest.param("date | q | When? | 2026-13-01 | |", id="no such day"),
        pytest.param("integer | q | How many? | some | |", id="no number"),
        pytest.param("text | q | Where? | | |", id="none"),
        pytest.param("image | q | A picture? | field.png | |", id="a file"),
    ],
)
def test_what_could_not_be_answered_is_not_proposed(asked: Asked, row: str) -> None:
    talk = asked(row)
    assert "Suggested" not in talk.said[-1].text
    assert not keeps(talk)


def test_a_default_of_today_is_that_of_the_day_on_which_she_began(asked: Asked) -> None:
    talk = asked("text | first | Who? | | |", "date | q | When? | today() | |")
    talk.at += timedelta(days=3)
    talk.take(text="Salma")
    assert "23 November 2026" in talk.said[-1].text
    talk.take(text="yes")
    assert answers(talk)["q"] == "2026-11-23"
