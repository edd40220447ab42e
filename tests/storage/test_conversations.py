"""Conversations: loaded, locked and saved, whoever else does the same."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from flows.state import Position
from storage import conversations, inbound
from storage.conversations import ConversationRow
from storage.engine import Store, open_store
from storage.newcomers import Arrival

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def arrival(sender: str, key: int, *, at: datetime = NOW) -> Arrival:
    return Arrival(account="telegram:default", sender=sender, key=key, phone=None, at=at)


async def test_a_new_sender_has_a_person(store: Store) -> None:
    first = await store.write(lambda tx: conversations.load(tx, [arrival("7", 3)]))
    again = await store.write(lambda tx: conversations.load(tx, [arrival("7", 4)]))
    loaded, known = first["telegram:default", "7"], again["telegram:default", "7"]
    assert loaded.is_new
    assert not loaded.state.known
    assert loaded.address_id == loaded.state.person.id == 3
    assert known.state.person.id == 3
    assert known.state.known
    assert not known.is_new


async def test_a_position_comes_back_as_it_was_saved(store: Store) -> None:
    position = Position(stage="asking", question="home/member[3]/age", picked=("أ", "ب"), token=9)

    def save(tx: Connection) -> None:
        loaded = conversations.load(tx, [arrival("7", 3)])["telegram:default", "7"]
        conversations.save(
            tx,
            [
                ConversationRow(
                    address_id=loaded.address_id,
                    position=position,
                    version=loaded.version,
                )
            ],
        )

    await store.write(save)
    loaded = await store.write(lambda tx: conversations.load(tx, [arrival("7", 4)]))
    assert loaded["telegram:default", "7"].state.position == position
    assert loaded["telegram:default", "7"].version == 1


async def test_four_writers_lose_no_update(store: Store, database_url: str) -> None:
    """With the driver's own BEGIN four writers lost 151 of 200 updates without an error."""

    def count(tx: Connection) -> None:
        loaded = conversations.load(tx, [arrival("7", 3)])["telegram:default", "7"]
        conversations.save(
            tx,
            [
                ConversationRow(
                    address_id=loaded.address_id,
                    position=Position(token=loaded.state.position.token + 1),
                    version=loaded.version,
                )
            ],
        )

    async def write(writer: Store) -> None:
        for _ in range(50):
            await writer.write(count)

    stores = [store, *[await open_store(database_url) for _ in range(3)]]
    try:
        await asyncio.gather(*[write(one) for one in stores])
    finally:
        for one in stores[1:]:
            await one.close()
    loaded = await store.write(lambda tx: conversations.load(tx, [arrival("7", 4)]))
    assert loaded["telegram:default", "7"].version == 200
    assert loaded["telegram:default", "7"].state.position.token == 200


async def test_eight_batches_of_shuffled_senders_do_not_deadlock(store: Store) -> None:
    dice = random.Random(7)  # noqa: S311

    async def batch(number: int) -> None:
        senders = [str(sender) for sender in range(96)]
        for turn in range(4):
            dice.shuffle(senders)
            arrivals = [
                arrival(sender, 100_000 * number + 1_000 * turn + place, at=NOW + timedelta(turn))
                for place, sender in enumerate(senders[:64])
            ]

            def apply(tx: Connection, arrivals: list[Arrival] = arrivals) -> None:
                inbound.claim(
                    tx,
                    [
                        inbound.Claim(
                            id=one.key,
                            account=one.account,
                            digest=inbound.digest(one.account, f"{one.sender} {one.at}"),
                            received=NOW,
                        )
                        for one in arrivals
                    ],
                )
                loaded = conversations.load(tx, arrivals)
                conversations.save(
                    tx,
                    [
                        ConversationRow(
                            address_id=one.address_id,
                            position=one.state.position,
                            version=one.version,
                        )
                        for one in loaded.values()
                    ],
                )

            await store.write(apply)

    await asyncio.gather(*[batch(number) for number in range(1, 9)])
    senders = [arrival(str(sender), 9_000_000 + sender) for sender in range(96)]
    loaded = await store.write(lambda tx: conversations.load(tx, senders))
    assert sum(one.version for one in loaded.values()) == 8 * 4 * 64
