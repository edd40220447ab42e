"""Two processes hear of somebody for the first time, at once: one waits for the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from storage import conversations, preferences
from storage.engine import Store, open_store
from storage.newcomers import Arrival
from storage.postgresql import Postgresql
from storage.preferences import Preference
from tests.storage.people import NOW
from tests.waiting import until

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]
Write = Callable[[Connection], object]
ALIKE = {
    f"{each}:{a}": [f"{each}:{b}"] for each in ("telegram", "whatsapp") for a, b in ("xy", "yx")
}
WAITING = text("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


def comes(account: str, sender: str, key: int) -> Write:
    arrival = Arrival(account, sender, key, NOW)
    return lambda tx: conversations.load(tx, [arrival], siblings=ALIKE)


def wishes(tx: Connection) -> None:
    told = Preference(account="whatsapp:x", external=("MA.1",), announcements=False, at=NOW)
    preferences.put(tx, [told])


async def together(url: str, first: Write, second: Write) -> list[tuple[int, bool]]:
    """Let one transaction end once another is waiting for it; return people and what they wish."""
    async with await open_store(url) as one, await open_store(url) as other:
        database = one._database
        assert isinstance(database, Postgresql)
        async with database._engine.begin() as connection:
            await connection.run_sync(first)
            later = asyncio.create_task(other.write(second))

            async def met() -> bool:
                return later.done() or bool(await other.read(lambda tx: tx.execute(WAITING).all()))

            await until(met)
        await later
        return await _stored(one)


async def _stored(store: Store) -> list[tuple[int, bool]]:
    found = text(
        "SELECT c.person_id, p.announcements IS FALSE FROM conversation c"
        " LEFT JOIN preference p ON p.address_id = c.address_id ORDER BY 1"
    )
    return [(key, no) for key, no in await store.read(lambda tx: tx.execute(found).all())]


@pytest.mark.parametrize("sender", ["telegram 7", "whatsapp MA.1"])
async def test_at_two_accounts_it_is_one_person(postgres_url: str, sender: str) -> None:
    channel, own = sender.split()
    steps = comes(f"{channel}:x", own, 1), comes(f"{channel}:y", own, 2)
    assert await together(postgres_url, *steps) == [(1, False), (1, False)]


@pytest.mark.parametrize("wish", [0, 1], ids=["wish first", "message first"])
async def test_what_she_wishes_counts(postgres_url: str, wish: int) -> None:
    steps = [comes("whatsapp:x", "MA.1", 1), wishes]
    assert await together(postgres_url, steps[1 - wish], steps[wish]) == [(1, True)]
