"""What taking an entry out changes, also what leans on it and what is open elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.compiling import alone
from flows import entries
from flows.compile import compile_form
from flows.form import Form
from flows.incoming import Tap
from flows.interview import keep, one_more
from flows.loading import load
from flows.moving import carry
from flows.standing import Standing, stand
from flows.state import Answers
from tests.flows.conversation import Conversation

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FORM = """
| survey |
| | type | name | label | relevant | calculation | repeat_count | constraint |
| | begin_repeat | child | Child | | | | |
| | text | who | Who? | | | | |
| | calculate | place | | | position(..) | | |
| | begin_repeat | toy | Toy | | | | |
| | text | toy_name | Which? | | | | |
| | end_repeat | | | | | | |
| | end_repeat | | | | | | |
| | select_one ${who} | head | Who leads? | count(${child}) > 0 | | | |
| | text | names | Names? | count(${child}) > 2 | | | |
| | integer | fields | Fields? | | | | . > 0 |
| | begin_repeat | field | Field | | | ${fields} | |
| | text | crop | Crop? | | | | |
| | calculate | row | | | position(..) | | |
| | end_repeat | | | | | | |
| | begin_repeat | well | Well | | | ${fields} + 1 | |
| | text | water | Water? | | | | |
| | end_repeat | | | | | | |
"""
STORED: Answers = {
    "child": [1, 2, 4],
    "child[1]/who": "Salma",
    "child[2]/who": "Yassine",
    "child[2]/toy": [1, 2],
    "child[2]/toy[1]/toy_name": "ball",
    "child[2]/toy[2]/toy_name": "doll",
    "child[4]/who": "Adam",
    "head": "Yassine",
    "names": "all",
    "fields": 2,
    "field[1]/crop": "wheat",
    "field[2]/crop": "barley",
}


@pytest.fixture(scope="module")
def form() -> Form:
    return load(json.loads(json.dumps(compile_form(FORM.encode(), name="f.md").document)))


def stood(form: Form, stored: Answers) -> Standing:
    """Return answers worked out, as they come back from the database."""
    kept = json.loads(json.dumps(dict(stored)))
    return stand(form, kept, now=NOW, seed="1", language="en")


def without(form: Form, entry: str, stored: Answers = STORED) -> Standing:
    """Return the interview without an entry, stored and loaded again."""
    after = entries.removal(stood(form, stored), entry).after
    assert after is not None
    return stood(form, after.stored())


def test_the_next_entries_move_up(form: Form) -> None:
    after = without(form, "child[2]")
    assert entries.of(after, "child") == ["child[1]", "child[4]"]
    assert entries.place(after, "child[4]") == 2
    assert after.values["child[4]/place"] == "2"


def test_all_that_stands_in_it_goes(form: Form) -> None:
    after = without(form, "child[2]")
    assert not [key for key in after.stored() if key.lstrip("~=").startswith("child[2]/")]


def test_what_leans_on_it_is_asked_again_or_left_out(form: Form) -> None:
    after = without(form, "child[2]")
    assert "head" not in after.answers  # she was chosen
    assert without(form, "child[1]").answers["head"] == "Yassine"
    assert "names" not in after.relevant
    assert after.answers["names"] == "all"  # kept, left out


def test_an_inner_one_goes_alone(form: Form) -> None:
    after = without(form, "child[2]/toy[1]")
    assert entries.of(after, "child[2]/toy") == ["child[2]/toy[2]"]
    assert after.answers["child[2]/toy[2]/toy_name"] == "doll"


def test_a_number_is_never_used_again(form: Form) -> None:
    after = without(form, "child[4]")
    another = next(each for each in after.asked if each.key == "child[+]")
    assert one_more(after, another) == {"child": [1, 2, 5]}


def test_a_counted_one_goes_with_its_number(form: Form) -> None:
    stored = {key: value for key, value in STORED.items() if not key.startswith("well")}
    removal = entries.removal(stood(form, stored), "field[1]")
    assert removal.after is None  # the wells would lose one too
    assert removal.count is not None
    assert removal.count.key == "fields"


ALONE = FORM.replace("| ${fields} + 1 |", "| 2 |")


@pytest.fixture(scope="module")
def plain() -> Form:
    return load(json.loads(json.dumps(compile_form(ALONE.encode(), name="f.md").document)))


def test_a_counted_one_goes_and_its_number_is_one_less(plain: Form) -> None:
    after = without(plain, "field[1]")
    assert after.answers["fields"] == 1
    assert entries.of(after, "field") == ["field[2]"]
    assert after.values["field[2]/row"] == "1"
    assert after.answers["field[2]/crop"] == "barley"
    more = stood(plain, keep(after, {"fields": 2}).stored())
    assert entries.of(more, "field") == ["field[2]", "field[3]"]
    fewer = stood(plain, keep(more, {"fields": 1}).stored())
    assert entries.of(fewer, "field") == ["field[2]"]


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        pytest.param("field[1]", "fields", id="one is the least that is allowed"),
        pytest.param("well[1]", "", id="the number is fixed"),
    ],
)
def test_what_cannot_go(plain: Form, entry: str, count: str) -> None:
    standing = stood(plain, {"fields": 1, "field[1]/crop": "wheat", "well[1]/water": "deep"})
    removal = entries.removal(standing, entry)
    assert removal.after is None
    assert (removal.count.key if removal.count else "") == count


def test_what_has_gone_stays_gone_in_a_newer_version(plain: Form) -> None:
    newer = load(compile_form(ALONE.replace("Crop?", "Which?").encode(), name="f.md").document)
    moved = stood(newer, carry(plain, newer, without(plain, "field[1]").stored()))
    assert entries.of(moved, "field") == ["field[2]"]
    assert entries.of(stood(newer, keep(moved, {"fields": 2}).stored()), "field")[1:] == [
        "field[3]"
    ]


# ---------------------------------------------------------------- open on two of her channels

TWO = """
| survey |
| | type | name | label::fr |
| | begin_repeat | child | Enfants |
| | text | who | Prénom ? |
| | end_repeat | | |
| settings |
| | form_id |
| | two |
"""


@pytest.fixture
def listed(tmp_path: Path) -> Conversation:
    """A conversation in which the list of three is open."""
    path = tmp_path / "two.md"
    path.write_text(TWO, encoding="utf-8")
    talk = Conversation(known=alone(path))
    talk.take(start="form-fr")
    for text in ("oui", "Salma", "oui", "Yassine", "oui", "Adam", "liste"):
        talk.take(text=text)
    return talk


def take_out_elsewhere(talk: Conversation, place: int) -> None:
    """Take an entry out on another channel: here the position stays what it is."""
    position, last = talk.state.position, talk.last
    for text in (f"supprimer {place}", "oui"):
        talk.take(text=text)
    talk.state, talk.last = replace(talk.state, position=position), last


def test_a_button_of_what_went_meanwhile_changes_nothing(listed: Conversation) -> None:
    token = listed.last.token if listed.last else ""
    take_out_elsewhere(listed, 2)
    before = listed.state.interviews[-1].answers
    listed.take(tap=Tap(token=token, key="child[2]"))
    assert listed.last is not None
    assert "n’est plus dans la liste" in listed.last.text
    assert [each.label for each in listed.last.choices] == ["1. Salma", "2. Adam"]
    assert listed.state.interviews[-1].answers == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("3", "2. Adam", id="the third of the list as it was shown"),
        pytest.param("2", "n’est plus dans la liste", id="the number of what went"),
        pytest.param("Yassine", "Choisissez dans la liste", id="the name of what went"),
        pytest.param("le troisième", "2. Adam", id="the third in words"),
    ],
)
def test_a_number_is_that_of_the_list_as_it_was_shown(
    listed: Conversation, typed: str, said: str
) -> None:
    take_out_elsewhere(listed, 2)
    listed.take(text=typed)
    assert listed.last is not None
    assert said in listed.last.text


@pytest.mark.parametrize("doing", ["menu", "supprimer", "oui"])
def test_what_went_while_it_was_to_be_confirmed(listed: Conversation, doing: str) -> None:
    listed.take(text="supprimer 2")
    take_out_elsewhere(listed, 2)
    before = listed.state.interviews[-1].answers
    listed.take(text="oui")
    assert listed.last is not None
    assert "n’est plus dans la liste" in listed.last.text
    assert listed.state.interviews[-1].answers == before


CLOSED = """
| survey |
| | type | name | label | choice_filter |
| | text | town | Which town? | |
| | select_one shop | shop | Which shop? | town = ${town} |
| choices |
| | list_name | name | label | town |
| | shop | mill | The mill | Anza |
| settings |
| | form_id |
| | shops |
"""


@pytest.mark.parametrize("said", ["change 2", "change which shop", "change"])
def test_a_question_without_any_choice_is_not_opened(tmp_path: Path, said: str) -> None:
    path = tmp_path / "shops.md"
    path.write_text(CLOSED, encoding="utf-8")
    talk = Conversation(known=alone(path))
    talk.take(start="form-en")
    for text in ("Tata", said):
        talk.take(text=text)
    assert talk.state.position.question != "shop"
    assert talk.last is not None
    assert "Which shop" not in [each.label for each in talk.last.choices]
