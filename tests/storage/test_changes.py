"""What is kept of people's ids: for what comes late, for a week, and not beyond an erasure."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import care
from storage import changes, conversations, erasure, preferences
from storage.changes import Change
from storage.engine import Store
from storage.moves import Move
from storage.newcomers import Arrival
from storage.preferences import Preference
from storage.schema import address, preference, wish
from tests.storage.people import NOW, person

pytestmark = pytest.mark.anyio
ACCOUNT, OLD, NEW = "whatsapp:default", "212600000000", "MA.1"
WEEK = timedelta(days=8)


def move(old: str = OLD, new: str = NEW, at: datetime = NOW) -> Move:
    return Move(account=ACCOUNT, old=old, new=new, phone="+212700000000", since=at)


def heard(tx: Connection, who: str, key: int, at: datetime) -> None:
    person(tx, who, key, account=ACCOUNT)
    told = conversations.Contact(key, None, reachable=True, last_inbound=at, at=at)
    conversations.touch(tx, [told])


def externals(tx: Connection) -> list[str]:
    return sorted(tx.execute(select(address.c.external)).scalars())


def told(*ids: str, at: datetime = NOW, yes: bool = False) -> Preference:
    return Preference(account=ACCOUNT, external=ids, announcements=yes, at=at)


async def test_of_two_changes_of_an_id_the_later_is_kept(store: Store) -> None:
    early, late = move(new="MA.1"), move(new="MA.2", at=NOW + timedelta(seconds=1))

    def run(tx: Connection) -> list[Change]:
        for each in (late, early, late):
            changes.note(tx, [each])
        return list(changes.recent(tx))

    kept = Change(ACCOUNT, OLD, "MA.2", "+212700000000", NOW + timedelta(seconds=1))
    assert await store.write(run) == [kept]


async def test_an_id_that_is_learnt_is_no_change(store: Store) -> None:
    learnt = Move(account=ACCOUNT, old=OLD, new=NEW)
    await store.write(lambda tx: changes.note(tx, [learnt]))
    assert await store.read(changes.recent) == []


@pytest.mark.parametrize(
    ("at", "after"),
    [
        pytest.param(NOW - timedelta(seconds=9), [NEW], id="from before the change"),
        pytest.param(NOW + timedelta(seconds=9), [OLD, NEW], id="somebody who has the number now"),
    ],
)
async def test_what_another_process_took_late(store: Store, at: datetime, after: list[str]) -> None:
    def run(tx: Connection) -> None:
        heard(tx, NEW, 3, NOW + timedelta(seconds=1))
        changes.note(tx, [move()])
        heard(tx, OLD, 4, at)

    await store.write(run)
    for _ in range(2):
        await care.minute(store, NOW)
        assert await store.read(externals) == after


async def test_it_is_kept_for_a_week(store: Store) -> None:
    def run(tx: Connection) -> None:
        changes.note(tx, [move(), move(old="x", at=NOW - WEEK)])
        preferences.put(tx, [told("MA.7"), told("MA.8", at=NOW - WEEK)])

    await store.write(run)
    await care.night(store, NOW + timedelta(seconds=1))
    assert [each.old for each in await store.read(changes.recent)] == [OLD]
    assert len(await store.read(lambda tx: tx.execute(select(wish)).all())) == 1


@pytest.mark.parametrize("ids", [("MA.9", "x"), ("x", "MA.9")], ids=["from hers", "to hers"])
async def test_an_erasure_takes_it_too(store: Store, ids: tuple[str, str]) -> None:
    def run(tx: Connection) -> list[Change]:
        heard(tx, "MA.9", 3, NOW)
        changes.note(tx, [move(*ids), move("other", "another")])
        erasure.erase(tx, 3, NOW, key=9)
        return list(changes.recent(tx))

    assert [each.old for each in await store.write(run)] == ["other"]


async def test_the_last_wish_counts_and_a_no_before_a_yes(store: Store) -> None:
    later = NOW + timedelta(seconds=1)

    def run(tx: Connection) -> list[bool]:
        for row in (told("MA.3"), told("MA.3", yes=True), told("MA.4", at=later)):
            preferences.put(tx, [row])
        preferences.put(tx, [told("MA.4", yes=True)])
        preferences.put(tx, [told("MA.5", yes=True, at=later), told("MA.5")])
        for key, who in enumerate(("MA.3", "MA.4", "MA.5"), 3):
            arrival = Arrival(ACCOUNT, who, key, later)
            conversations.load(tx, [arrival])
        found = select(preference.c.announcements).order_by(preference.c.address_id)
        return list(tx.execute(found).scalars())

    assert await store.write(run) == [False, False, True]
    assert await store.read(lambda tx: tx.execute(select(wish)).all()) == []
