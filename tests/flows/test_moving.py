"""A form changes while somebody is in the middle of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.publishing import build
from flows.compile import compile_form
from flows.form import Form
from flows.loading import load
from flows.moving import AWAY, carry
from flows.state import Answers, Value
from flows.world import Programme, World
from tests.flows.conversation import Conversation

HEAD = "survey\n,type,name,label,relevant,constraint\n"
TAIL = """choices
,list_name,name,label
,yn,yes,Yes
,yn,no,No
,crop,olives,Olives
,crop,wheat,Wheat
settings
,form_id,rafiq:migrate
,farm.intake,{migrate}
"""
FIRST = """,text,who,Your name?,,
,integer,age,Your age?,,
,select_one crop,grows,What do you grow?,,
,text,town,Which town?,,
"""


def form(rows: str, *, migrate: str = "move", lists: str = TAIL) -> Form:
    source = HEAD + rows + lists.format(migrate=migrate)
    return load(compile_form(source.encode(), name="farm.csv").document)


def world(*versions: Form) -> World:
    """Return a world whose newest version is the last one."""
    programme = Programme(
        id="farm",
        form="farm.intake",
        name={"en": "Farm"},
        organisation={},
        next_step={},
        languages=("fr",),
        country="MA",
        zone="UTC",
        retention_months=1,
    )
    return build({"farm": programme}, list(versions), {"farm.intake": versions[-1].version})


def begun(before: Form, *says: str) -> Conversation:
    """Return a conversation in the middle of a version."""
    talk = Conversation(known=world(before))
    talk.take(start="farm-fr")
    for text in says:
        talk.take(text=text)
    return talk


def answers(talk: Conversation) -> Answers:
    return talk.state.interviews[-1].answers


def said(talk: Conversation) -> str:
    return "\n".join(message.text for message in talk.said)


def test_who_began_finishes_her_version() -> None:
    before = form(FIRST, migrate="finish")
    after = form(FIRST + ",text,more,Anything more?,,\n", migrate="finish")
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Olives")
    assert "Which town?" in said(talk)
    talk.take(text="Safi")
    assert talk.state.position.stage == "summary"
    assert talk.state.interviews[-1].version == before.version


def test_she_moves_and_her_reply_counts() -> None:
    before, after = form(FIRST), form(FIRST + ",text,more,Anything more?,,\n")
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Olives")
    assert "un peu changé" in said(talk)
    assert "Which town?" in said(talk)
    assert talk.state.interviews[-1].version == after.version
    assert answers(talk) == {"who": "Awa", "age": 34, "grows": "olives"}
    talk.take(text="Safi")
    assert "un peu changé" not in said(talk)
    assert "Anything more?" in said(talk)


def test_the_open_question_is_gone() -> None:
    before, after = form(FIRST), form(FIRST.replace("grows,What", "raises,What"))
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Olives")
    assert "What do you grow?" in said(talk)
    assert talk.state.position.question == "raises"
    assert "raises" not in answers(talk)


def test_stop_is_heard_though_the_question_is_gone() -> None:
    before, after = form(FIRST), form(FIRST.replace("grows,What", "raises,What"))
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="stop")
    assert talk.state.position.question != "raises"


def test_from_the_summary_to_what_is_new() -> None:
    before, after = form(FIRST), form(FIRST + ",text,more,Anything more?,,\n")
    talk = begun(before, "Awa", "34", "Olives", "Safi")
    assert talk.state.position.stage == "summary"
    talk.world = world(before, after)
    talk.take(text="oui")
    assert "Anything more?" in said(talk)
    assert talk.state.interviews[-1].status == "open"


def test_what_was_set_aside_never_comes_back() -> None:
    """Retyped twice: neither the second version nor the third takes the first one's answer."""
    before = form(FIRST)
    after = form(FIRST.replace("integer,age", "date,age"))
    last = form(FIRST)
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Olives")
    assert "Your age?" in said(talk)
    assert answers(talk)[f"~{AWAY}age"] == 34
    talk.take(text="1992-01-05")
    assert answers(talk)["age"] == "1992-01-05"
    newest = replace(last, version="third")
    talk.world = world(before, after, newest)
    talk.take(text="Safi")
    assert answers(talk)[f"~{AWAY}age"] == "1992-01-05"
    assert "age" not in answers(talk)
    assert "Your age?" in said(talk)


def test_a_new_constraint_asks_again() -> None:
    before, after = form(FIRST), form(FIRST.replace("Your age?,,", "Your age?,,. < 30"))
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Olives")
    assert "Your age?" in said(talk)
    assert answers(talk)[f"~{AWAY}age"] == 34


FARM = "begin_group,farm,Farm,,\n"
REPEAT = ",begin_repeat,plot,Plot,,\n,decimal,size,Size?,,\n,end_repeat,,,,\n"
CARRIED: dict[str, tuple[str, str, dict[str, Value], dict[str, Value]]] = {
    "as it was": (FIRST, FIRST, {"who": "Awa"}, {"who": "Awa"}),
    "skipped": (FIRST, FIRST, {"who": None}, {"who": None}),
    "irrelevant, and again": (FIRST, FIRST, {"~who": "Awa"}, {"who": "Awa"}),
    "in a group now": (
        ",text,who,Who?,,\n",
        f",{FARM},text,who,Who?,,\n,end_group,,,,\n",
        {"who": "Awa"},
        {"farm/who": "Awa"},
    ),
    "a whole number is a decimal one": (
        ",integer,age,Age?,,\n", ",decimal,age,Age?,,\n", {"age": 3}, {"age": 3},
    ),
    "a fraction is no whole number": (
        ",decimal,age,Age?,,\n", ",integer,age,Age?,,\n", {"age": 3.5}, {"~^age": 3.5},
    ),
    "one choice of many": (
        ",select_one crop,c,C?,,\n",
        ",select_multiple crop,c,C?,,\n",
        {"c": "olives"},
        {"c": ["olives"]},
    ),
    "many choices are not one": (
        ",select_multiple crop,c,C?,,\n",
        ",select_one crop,c,C?,,\n",
        {"c": ["olives", "wheat"]},
        {"~^c": ["olives", "wheat"]},
    ),
    "a choice that is gone": (
        ",select_one crop,c,C?,,\n", ",select_one yn,c,C?,,\n", {"c": "olives"}, {"~^c": "olives"},
    ),
    "words are no number": (
        ",text,age,Age?,,\n", ",integer,age,Age?,,\n", {"age": "old"}, {"~^age": "old"},
    ),
    "a question that is gone": (
        ",text,a,A,,\n,text,b,B,,\n", ",text,b,B,,\n", {"a": "x", "b": "y"}, {"~^a": "x", "b": "y"},
    ),
    "entries of a repeat": (
        REPEAT,
        REPEAT.replace("decimal,size", "text,size"),
        {"plot": [1, 3], "plot[1]/size": 2.5, "plot[3]/size": None},
        {"plot": [1, 3], "~^plot[1]/size": 2.5, "~^plot[3]/size": None},
    ),
    "a repeat that stays": (
        REPEAT,
        REPEAT + ",text,more,More?,,\n",
        {"plot": [1], "plot[1]/size": 2.5, "plot[+]": "no"},
        {"plot": [1], "plot[1]/size": 2.5, "plot[+]": "no"},
    ),
    "a repeat that became a group": (
        REPEAT,
        REPEAT.replace("_repeat", "_group"),
        {"plot": [1], "plot[1]/size": 2.5},
        {"~^plot": [1], "~^plot[1]/size": 2.5},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "held", "expected"), CARRIED.values(), ids=CARRIED)
def test_what_goes_along(
    old: str, new: str, held: dict[str, Value], expected: dict[str, Value]
) -> None:
    assert carry(form(old), form(new), held) == expected


def test_a_button_of_the_old_version_still_answers() -> None:
    before, after = form(FIRST), form(FIRST + ",text,more,Anything more?,,\n")
    talk = begun(before, "Awa", "34")
    tap = next(each for each in talk.tapped if each.key == "wheat")
    talk.world = world(before, after)
    talk.take(tap=tap)
    assert answers(talk)["grows"] == "wheat"


def test_a_changed_list_is_asked_again() -> None:
    before = form(FIRST)
    after = form(FIRST, lists=TAIL.replace(",crop,wheat,Wheat\n", ",crop,barley,Barley\n"))
    talk = begun(before, "Awa", "34")
    talk.world = world(before, after)
    talk.take(text="Wheat")
    assert "grows" not in answers(talk)
    assert "What do you grow?" in said(talk)
