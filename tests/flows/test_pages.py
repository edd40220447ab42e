"""Constraints that look at later questions of one screen, or at what their own answer makes."""

import pytest

from bot import compiling
from flows.compile import compile_form
from flows.form import Form
from flows.interview import keep
from flows.loading import load
from flows.message import Message
from flows.standing import stand
from flows.state import Value
from tests.flows.conversation import MONDAY, Conversation

PARTS = """
| survey |
| | type | name | label | appearance | constraint | constraint_message | calculation | relevant |
| | {opens} | house | House | {look} | | | | |
| | integer | women | Women | | ${{women}} + ${{men}} = 5 | Five in all. | | |
| | calculate | sum | | | | | ${{women}} + ${{men}} | |
| | integer | men | Men | | ${{sum}} < 9 | Fewer. | | {relevant} |
| | {closes} | | | | | | | |
"""


def form(look: str = "field-list", relevant: str = "", kind: str = "group") -> Form:
    cells = {"opens": f"begin_{kind}", "closes": f"end_{kind}", "look": look, "relevant": relevant}
    return load(compile_form(PARTS.format(**cells).encode()).document)


def fits(made: Form, name: str, value: Value, **answers: Value) -> bool:
    held = {f"house/{key}": each for key, each in answers.items()}
    here = stand(made, held, now=MONDAY, seed="1", language="en")
    question = here.question(f"house/{name}")
    assert question is not None
    return here.fits(question, value)


@pytest.mark.parametrize(
    ("look", "relevant", "value", "answers", "expected"),
    [
        pytest.param("field-list", "", 9, {}, True, id="the later one is open: it waits"),
        pytest.param("field-list", "", 9, {"men": 2}, False, id="both are there, and do not fit"),
        pytest.param("field-list", "", 3, {"men": 2}, True, id="both are there, and fit"),
        pytest.param("field-list", "", 9, {"men": None}, False, id="the later one was skipped"),
        pytest.param("", "", 9, {}, False, id="another screen in ODK: it does not wait"),
        pytest.param("w1 field-list", "false()", 9, {}, False, id="the later one is irrelevant"),
    ],
)
def test_a_constraint_waits_for_what_is_on_its_screen(
    look: str, relevant: str, value: Value, answers: dict[str, Value], expected: bool
) -> None:
    assert fits(form(look, relevant), "women", value, **answers) is expected


def test_a_constraint_sees_what_is_worked_out_from_the_answer() -> None:
    assert fits(form(), "men", 2, women=3)
    assert not fits(form(), "men", 7, women=3)


def test_what_waited_and_does_not_fit_is_asked_again() -> None:
    made = form()
    here = stand(made, {}, now=MONDAY, seed="1", language="en")
    here = keep(here, {"house/women": 5})
    assert "house/women" in here.answers
    here = keep(here, {"house/men": 2})
    assert "house/women" not in here.answers
    here = keep(here, {"house/women": 3})
    assert (here.values["house/women"], here.values["house/men"]) == (3, 2)


def test_entries_wait_for_themselves() -> None:
    made = form(kind="repeat")
    stored: dict[str, Value] = {"house": [1, 2], "house[1]/women": 3, "house[1]/men": 2}
    here = stand(made, stored, now=MONDAY, seed="1", language="en")
    second = here.question("house[2]/women")
    assert second is not None
    assert here.fits(second, 9)


def test_who_is_asked_again_hears_why(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("form") / "form.md"
    cells = {"opens": "begin_group", "closes": "end_group", "look": "field-list", "relevant": ""}
    path.write_text(PARTS.format(**cells))
    talk = Conversation(known=compiling.alone(path))
    talk.take(start="form")
    heard: list[Message] = []
    for said in ("5", "2", "3"):
        talk.take(text=said)
        heard.append(talk.said[-1])
    assert heard[0].text == "Men"
    assert heard[1].text == "Five in all.\n\nWomen"
    assert heard[2].choices[0].key == "confirm"
