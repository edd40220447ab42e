"""What a line at the terminal is: words, or a button of what is open."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.channels.terminal import as_line, parse
from bot.clock import utc_now
from flows.incoming import Tap
from flows.message import Message, Option

ASKED = Message(
    text="Do you want to take part?",
    language="en",
    choices=(Option(key="yes", label="Yes"), Option(key="2", label="No")),
    token="a",
)
LISTED = Message(
    text="Which one shall we delete?",
    language="en",
    choices=(Option(key="child[1]", label="1. Salma"), Option(key="child[2]", label="yes, mine")),
    actions=(Option(key="back", label="Back"),),
    token="b",
)
OLD = Message(text="?", language="en", choices=(Option(key="No", label="x"),), token="o")
NOTED = Message(text="Thank you.", language="en")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("yes", {"text": "yes"}, id="a button of before is only a word"),
        pytest.param("Back", {"choose": "Back"}, id="what is open says so"),
        pytest.param(" 1. Salma ", {"choose": "1. Salma"}, id="its whole label"),
        pytest.param("2", {"text": "2"}, id="a number is read by the question"),
        pytest.param("", {"text": ""}, id="nothing"),
    ],
)
def test_what_is_typed(typed: str, line: Mapping[str, str]) -> None:
    assert as_line(typed, [ASKED, LISTED, NOTED]) == line


@pytest.mark.parametrize(
    ("choice", "tap"),
    [
        pytest.param("yes", Tap(token="a", key="yes"), id="an old button is pressed"),
        pytest.param("No", Tap(token="a", key="2"), id="a newer label before an older key"),
        pytest.param("Salma", None, id="what no button says is words"),
    ],
)
def test_what_is_chosen(choice: str, tap: Tap | None) -> None:
    line = {"choose": choice}
    said = [OLD, ASKED, LISTED, NOTED]
    update = parse(line, account="terminal:x", sender="me", at=utc_now(), open_=said)
    assert update.tap == tap
    assert update.text == ("" if tap else choice)
