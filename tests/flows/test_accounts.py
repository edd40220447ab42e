"""Accounts that offer some programmes only, and a person who comes by another of her addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.message import Message
from flows.state import Position, State
from flows.turn import Say
from flows.world import World
from tests.flows.conversation import Conversation, world

ONE, TWO, ALL = "telegram:safi", "whatsapp:casa", "telegram:default"


@pytest.fixture
def bound() -> World:
    return replace(world(), bound={ONE: ("elites",), TWO: ("almontija", "femmpact")})


def offered(message: Message | None) -> list[str]:
    assert message is not None
    return [each.key for each in message.choices]


@pytest.mark.parametrize(
    ("account", "languages", "programmes"),
    [
        pytest.param(TWO, ["ary", "ar", "fr"], ["almontija", "femmpact"], id="two of three"),
        pytest.param(
            ALL,
            ["ary", "ar", "fr", "fa"],
            ["almontija", "elites", "femmpact"],
            id="an account that is not bound",
        ),
    ],
)
def test_an_account_shows_its_own_programmes(
    bound: World, account: str, languages: list[str], programmes: list[str]
) -> None:
    talk = Conversation(account=account, known=bound)
    talk.take(text="salam")
    assert sorted(offered(talk.last)) == sorted(languages)
    talk.take(text="français")
    assert sorted(offered(talk.last)) == programmes


def test_where_there_is_one_programme_nothing_is_asked(bound: World) -> None:
    talk = Conversation(account=ONE, known=bound)
    talk.take(text="hello")
    assert talk.state.position.programme == "elites"
    assert talk.state.position.stage not in ("choosing_language", "choosing_programme")
    assert talk.state.person.language == "fa"


def test_a_link_to_a_programme_of_another_account_leads_to_the_menu(bound: World) -> None:
    talk = Conversation(account=TWO, known=bound)
    talk.take(text="/start elites", start="elites-fr")
    talk.take(text="français")
    assert sorted(offered(talk.last)) == ["almontija", "femmpact"]
    talk.take(text="elites")
    assert talk.state.position.programme == ""


def test_a_person_we_know_from_another_address_keeps_her_language_and_her_interview(
    bound: World,
) -> None:
    first = Conversation(account=TWO, known=bound)
    first.take(text="/start femmpact", start="femmpact-fr")
    held = first.state
    assert held.interviews
    second = Conversation(account=ALL, known=bound)
    second.state = replace(held, position=Position())  # a linked address: the same person
    second.take(text="/start femmpact", start="femmpact")
    assert second.state.person.language == "fr"
    assert second.state.position.interview == held.position.interview
    assert second.state.position.stage == held.position.stage
    assert [each.id for each in second.state.interviews] == [each.id for each in held.interviews]
    plain = Conversation(account=ALL, known=bound)
    plain.state = replace(held, position=Position())
    plain.take(text="bonjour")
    assert plain.state.position.interview == held.position.interview
    assert plain.state.position.stage == held.position.stage


def test_somebody_we_cannot_know_begins_anew(bound: World) -> None:
    stranger = Conversation(account=ALL, known=bound)
    assert isinstance(stranger.state, State)
    turn = stranger.take(text="bonjour")
    assert stranger.state.position.stage == "choosing_language"
    assert any(isinstance(each, Say) for each in turn.effects)
