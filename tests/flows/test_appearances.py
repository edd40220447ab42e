"""Appearances that change a conversation: calendars are echoed, lists are searched by typing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.compiling import alone
from flows.state import Value
from tests.flows.conversation import Conversation

FORM = """
| survey |
| | type | name | label::French (fr) | appearance |
| | {type} | q | Quoi ? | {appearance} |
| | text | last | Autre chose ? | |
| settings |
| | form_id |
| | f |
"""


def asked(folder: Path, type_: str, appearance: str, rest: str = "") -> Conversation:
    path = folder / "form.md"
    path.write_text(FORM.format(type=type_, appearance=appearance) + rest, encoding="utf-8")
    talk = Conversation(known=alone(path))
    talk.take(start="form-fr")
    return talk


def answer(talk: Conversation) -> Value:
    (interview,) = talk.state.interviews
    return interview.answers.get("q")


@pytest.mark.parametrize(
    ("appearance", "typed", "echo", "stored"),
    [
        pytest.param(
            "islamic", "1/9/1447", "1 ramadan 1447 (mercredi 18 février 2026)", "2026-02-18",
            id="Islamic",
        ),
        pytest.param(
            "persian", "7/9/1405", "7 azar 1405 (samedi 28 novembre 2026)", "2026-11-28",
            id="Iranian",
        ),
    ],
)  # fmt: skip
def test_a_day_of_another_calendar_is_asked_back_in_both(
    tmp_path: Path, appearance: str, typed: str, echo: str, stored: str
) -> None:
    talk = asked(tmp_path, "date", appearance)
    talk.take(text=typed)
    assert echo in talk.said[-1].text
    assert answer(talk) is None
    talk.take(text="oui")
    assert answer(talk) == stored


def test_an_example_is_in_the_calendar_that_is_asked_for(tmp_path: Path) -> None:
    talk = asked(tmp_path, "date", "islamic")
    talk.take(text="bientôt")
    assert "17 joumada ath-thania 1448" in talk.said[-1].text


def test_figures_are_kept_as_they_are(tmp_path: Path) -> None:
    talk = asked(tmp_path, "text", "numbers")
    talk.take(text="٠٠٤٢")
    assert answer(talk) == "0042"


def test_several_lines_are_one_answer(tmp_path: Path) -> None:
    talk = asked(tmp_path, "text", "multiline")
    talk.take(text="Un.\nDeux.")
    assert answer(talk) == "Un.\nDeux."


WORDS = (
    "alpha",
    "bravo",
    "charlie",
    "delta",
    "echo",
    "fox",
    "golf",
    "hotel",
    "india",
    "julie",
    "kilo",
)
CHOICES = "| choices |\n| | list_name | name | label |\n" + "".join(
    f"| | c | town{n} | Ville {word} |\n" for n, word in enumerate(WORDS)
)


@pytest.mark.parametrize(
    ("type_", "appearance", "shown"),
    [
        pytest.param("select_one c", "", 11, id="all of them"),
        pytest.param("select_one c", "minimal", 10, id="minimal"),
        pytest.param("select_one c", "w3 autocomplete", 10, id="autocomplete"),
        pytest.param("select_one c", "likert", 11, id="likert"),
        pytest.param("select_multiple c", "autocomplete", 10, id="several, with done"),
    ],
)
def test_typing_is_preferred_to_a_long_list(
    tmp_path: Path, type_: str, appearance: str, shown: int
) -> None:
    talk = asked(tmp_path, type_, appearance, CHOICES)
    assert len(talk.said[-1].choices) == shown
    assert "11" in talk.said[-1].text
    talk.take(text="kilo")
    picked = talk.state.position.picked
    assert (answer(talk) or list(picked)) in ("town10", ["town10"])


GUIDED = """
| survey |
| | type | name | label::French (fr) | guidance_hint::French (fr) |
| | integer | hectares | Combien ? | |
| | text | crop | Quoi ? | Pour vos ${hectares} hectares. |
| settings |
| | form_id |
| | f |
"""


def test_guidance_is_given_on_help_with_what_was_answered(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(GUIDED, encoding="utf-8")
    talk = Conversation(known=alone(tmp_path / "form.md"))
    talk.take(start="form-fr")
    talk.take(text="3")
    assert "hectares" not in talk.said[-1].text
    talk.take(text="aide")
    assert "Pour vos 3 hectares." in talk.said[-1].text
