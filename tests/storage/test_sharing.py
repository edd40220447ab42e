"""Several people at one address: whose turn it is, and whose words go."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select

from flows.state import Person, Position
from storage import conversations, erasure, interviews, people, registrations, sends, turnovers
from storage.conversations import ConversationRow, Loaded
from storage.engine import Store
from storage.interviews import InterviewRow
from storage.nudges import key as nudge
from storage.registrations import RegistrationRow
from storage.schema import address, conversation, message
from storage.turnovers import Turnover
from tests.storage.people import ACCOUNT, NOW, interview, say
from tests.storage.people import person as arrive

pytestmark = pytest.mark.anyio

LEFT = Position(stage="asking", question="person/gender", interview=40)


def comes(tx: Connection, person_id: int, leaves: int, left: Position = LEFT) -> Loaded:
    """Let a person have the turn at address 3."""
    turnovers.hand_over(
        tx,
        Turnover(
            address_id=3,
            leaves=leaves,
            left=left,
            comes=Person(id=person_id, language="fr"),
            key=person_id,
            at=NOW,
        ),
    )
    return arrive(tx, "7", 99)


async def test_each_has_a_place_and_goes_on_where_she_was(store: Store) -> None:
    def run(tx: Connection) -> None:
        arrive(tx, "7", 3)
        people.save(tx, [Person(id=3, language="ary")])
        interviews.put(tx, [InterviewRow(person_id=3, interview=interview(40))])
        second = comes(tx, 5, leaves=3)
        assert (second.state.person.id, second.state.place) == (5, 2)
        assert second.state.position == Position()
        assert [(each.person.id, each.place) for each in second.state.others] == [(3, 1)]
        assert second.state.others[0].position == LEFT
        assert [each.id for each in second.state.others[0].interviews] == [40]
        here = Position(stage="summary")
        conversations.save(tx, [ConversationRow(address_id=3, position=here, version=0)])
        comes(tx, 6, leaves=5, left=here)
        first = comes(tx, 3, leaves=6, left=Position())
        assert (first.state.person.id, first.state.place) == (3, 1)
        assert first.state.position == LEFT
        assert first.state.person.language == "ary"
        others = [(each.person.id, each.place) for each in first.state.others]
        assert others == [(5, 2), (6, 3)]

    await store.write(run)


async def test_one_person_alone_has_no_place(store: Store) -> None:
    def run(tx: Connection) -> None:
        loaded = arrive(tx, "7", 3)
        assert (loaded.state.place, loaded.state.others) == (0, ())

    await store.write(run)


async def test_who_has_not_the_turn_is_written_to_as_well(store: Store) -> None:
    def run(tx: Connection) -> None:
        arrive(tx, "7", 3)
        people.save(tx, [Person(id=3, language="ary")])
        comes(tx, 5, leaves=3)
        registrations.put(
            tx,
            [
                RegistrationRow(id=key + 100, person_id=key, programme="p", created=NOW)
                for key in (3, 5)
            ],
        )
        found = registrations.audience(tx, "p")
        assert [(each.person_id, each.place, each.address_id) for each in found] == [
            (3, 1, 3),
            (5, 2, 3),
        ]

    await store.write(run)


async def test_erasing_one_leaves_the_others_and_what_waits_for_them(store: Store) -> None:
    def states(tx: Connection) -> dict[int, str]:
        return {row.id: row.state for row in tx.execute(select(message))}

    def run(tx: Connection) -> None:
        arrive(tx, "7", 3)
        interviews.put(tx, [InterviewRow(person_id=3, interview=interview(40))])
        comes(tx, 5, leaves=3)
        interviews.put(
            tx, [InterviewRow(person_id=5, interview=interview(50, answers={"name": "Zohra"}))]
        )
        keys = ("training:1:x:3", "training:1:x:5", nudge(40, "1"), nudge(50, "1"))
        say(tx, *range(70, 74), lane="reminder", unique=keys)
        say(tx, 80, 81)
        assert erasure.erase(tx, 5, NOW, key=90, keep=[81]) == []
        assert states(tx) == {
            70: "queued",
            71: "cancelled",
            72: "queued",
            73: "cancelled",
            80: "cancelled",
            81: "queued",
        }
        assert len(sends.claim(tx, ACCOUNT, limit=9, now=NOW)) == 3
        assert erasure.sweep(tx) == 0
        assert [row.external for row in tx.execute(select(address))] == ["7"]
        (held,) = tx.execute(select(conversation)).all()
        assert (held.person_id, held.current, held.place) == (3, True, 0)
        loaded = arrive(tx, "7", 99)
        assert not loaded.is_new
        assert loaded.state.position == LEFT
        assert loaded.state.others == ()

    await store.write(run)


async def test_when_the_last_one_is_erased_the_address_goes(store: Store) -> None:
    def run(tx: Connection) -> None:
        arrive(tx, "7", 3)
        comes(tx, 5, leaves=3)
        erasure.erase(tx, 3, NOW, key=90)
        erasure.erase(tx, 5, NOW, key=91)
        assert erasure.sweep(tx) == 1
        assert [row.external for row in tx.execute(select(address))] == ["erased:3"]

    await store.write(run)
