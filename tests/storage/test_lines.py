"""What was said in one chat, and what became of it, for whoever shows it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from storage import inbound, lines, sends
from storage.engine import Store
from storage.sends import Result
from tests.storage.people import NOW, person, say

pytestmark = pytest.mark.anyio

AICHA, ZAHRA = "web:aicha", "web:zahra"
LATER = NOW + timedelta(days=21)


def two_chats(tx: Connection) -> None:
    person(tx, "aicha", 3, account=AICHA)
    person(tx, "zahra", 4, account=ZAHRA)
    person(tx, "7", 5)
    say(tx, 10, account=AICHA)
    sends.claim(tx, AICHA, limit=1, now=NOW)
    sends.settle(tx, [Result(id=10, state="sent", at=NOW, parts=("part-1",))])
    say(tx, 11, account=AICHA, due=LATER, created=LATER)
    say(tx, 12, to=4, account=ZAHRA)
    say(tx, 13, to=5)
    inbound.claim(tx, [inbound.Claim(id=20, account=AICHA, digest=b"1" * 32, received=NOW)])
    inbound.keep(tx, [inbound.Body(id=20, address_id=3, body={"id": "one", "text": "سلام"})])


async def test_a_chat_with_its_fates(store: Store) -> None:
    await store.write(two_chats)
    found = await store.read(lambda tx: lines.fates(tx, AICHA, "aicha", 10))
    assert [(each.id, each.lane, each.state, each.parts) for each in found] == [
        (11, "reply", "queued", None),
        (10, "reply", "sent", ["part-1"]),
    ]
    assert len(await store.read(lambda tx: lines.fates(tx, AICHA, "aicha", 1))) == 1
    said = await store.read(lambda tx: lines.of(tx, AICHA, "aicha", 10))
    assert [(each.id, each.ours) for each in said] == [("one", False), ("part-1", True)]


async def test_updates_are_counted_once_and_by_chat(store: Store) -> None:
    await store.write(two_chats)
    assert await store.read(lambda tx: lines.updates(tx, AICHA, "aicha")) == 1
    assert await store.read(lambda tx: lines.updates(tx, ZAHRA, "zahra")) == 0


async def test_the_last_moment_of_a_chat_on_its_own_clock(store: Store) -> None:
    await store.write(two_chats)
    assert (await store.read(lambda tx: lines.latest(tx, AICHA, "aicha")))[1] == LATER
    assert (await store.read(lambda tx: lines.latest(tx, ZAHRA, "zahra")))[1] == NOW
    assert await store.read(lambda tx: lines.latest(tx, "web:nobody", "nobody")) == (None, None)


async def test_when_the_next_message_of_each_account_is_due(store: Store) -> None:
    await store.write(two_chats)
    found = await store.read(lambda tx: lines.due(tx, "web:"))
    assert found == {AICHA: LATER, ZAHRA: NOW}
