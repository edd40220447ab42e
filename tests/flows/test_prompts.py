"""Which recording belongs to which words."""

from __future__ import annotations

import pytest

from flows.form import Text
from flows.incoming import Incoming
from flows.prompts import Prompt, Prompts, digest
from flows.readings import fixed, plain_key
from flows.recordings import asks, code
from flows.state import Position
from tests.walks.house import MONDAY

WORDS = "Quel âge avez-vous ?"


def prompt(text: str = WORDS, question: str = "age", **changes: object) -> Prompt:
    fields = {
        "form": "x.intake",
        "question": question,
        "language": "fr",
        "digest": digest(text, "fr"),
        "name": f"media-{question}.ogg",
    }
    return Prompt(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "text", "language", "heard"),
    [
        pytest.param([prompt()], WORDS, "fr", "media-age.ogg", id="its own"),
        pytest.param([prompt()], f"{WORDS} ", "fr", "media-age.ogg", id="another space"),
        pytest.param([prompt()], f"\u200f{WORDS}", "fr", "media-age.ogg", id="a mark"),
        pytest.param([prompt()], "Quel est votre âge ?", "fr", "", id="other words"),
        pytest.param([prompt()], WORDS, "ar", "", id="another language"),
        pytest.param([prompt(ready=False)], WORDS, "fr", "", id="not fetched yet"),
        pytest.param(
            [prompt(question="other")], WORDS, "fr", "media-other.ogg", id="of the same words"
        ),
        pytest.param(
            [prompt(), prompt(question="other")], WORDS, "fr", "media-age.ogg", id="its own first"
        ),
        pytest.param(
            [prompt("Autre"), prompt(question="other")],
            WORDS,
            "fr",
            "media-other.ogg",
            id="its own is of other words",
        ),
        pytest.param([], WORDS, "fr", "", id="none"),
    ],
)
def test_which_is_heard(found: list[Prompt], text: str, language: str, heard: str) -> None:
    prompts = Prompts.of(found)
    assert prompts.heard("x.intake", "age", language, digest(text, language)) == heard


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Bonjour"), ("ary", "سلام"), ("ar", "سلام"), ("fa", "Hello")],
)
def test_words_fall_back_as_everywhere(language: str, said: str) -> None:
    text = Text({"fr": ("Bonjour",), "ar": ("سلام",), "en": ("Hello",)})
    assert fixed(text, language) == said


@pytest.mark.parametrize(
    ("key", "plain"),
    [
        ("home/age", "home/age"),
        ("home/member[3]/age", "home/member/age"),
        ("a[1]/b[22]/c", "a/b/c"),
    ],
)
def test_entries_sound_the_same(key: str, plain: str) -> None:
    assert plain_key(key) == plain


CODE = "team-abcdefghijklmnop"


@pytest.mark.parametrize(
    ("what", "found"),
    [
        pytest.param({"start": CODE}, CODE, id="a start link"),
        pytest.param({"text": CODE}, CODE, id="typed"),
        pytest.param({"text": f" /start {CODE.upper()} "}, CODE, id="a command, in capitals"),
        pytest.param({"text": f"{CODE}x"}, "", id="too long"),
        pytest.param({"text": f"my code is {CODE}"}, "", id="among words"),
        pytest.param({"start": "almontija-ary"}, "", id="a programme"),
    ],
)
def test_a_code(what: dict[str, str], found: str) -> None:
    assert code(Incoming(account="a", sender="s", id="1", at=MONDAY, **what)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "pending", "expected"),
    [
        pytest.param({"text": "/record"}, (), True, id="the command"),
        pytest.param({"text": "/RECORD almontija"}, (), True, id="with a programme"),
        pytest.param({"text": "/recorder"}, (), False, id="another command"),
        pytest.param({"text": "12"}, (), False, id="an answer"),
        pytest.param({"text": "12"}, ("record", "x", "fr", "age"), True, id="while recording"),
        pytest.param({"text": "12"}, ("erase",), False, id="something else is pending"),
        pytest.param({"text": "/record", "event": "edited"}, (), False, id="an edit"),
        pytest.param({"text": "/record", "unsupported": "group"}, (), False, id="in a group"),
    ],
)
def test_when_it_matters_whose_chat_it_is(
    what: dict[str, str], pending: tuple[str, ...], expected: bool
) -> None:
    incoming = Incoming(account="a", sender="s", id="1", at=MONDAY, **what)  # type: ignore[arg-type]
    assert asks(incoming, Position(pending=pending)) is expected
