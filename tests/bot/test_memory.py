"""What the inbox remembers of a conversation is what it would load: whoever else writes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import care
from flows.state import Person
from flows.world import World
from storage import conversations, newcomers
from storage.conversations import Loaded
from storage.engine import Store, Tx, open_store
from storage.errors import Busy, Transient
from storage.memory import Memory
from storage.newcomers import Sender
from storage.upgrade import upgrade
from tests.bot.test_inbox import NOW, House, running, world  # noqa: F401  (a fixture)
from tests.storage.people import person

pytestmark = pytest.mark.anyio

HANNA: Sender = ("web:default", "hanna")


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Store]:
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path / 'rafiq.db'}") as store:
        await upgrade(store)
        yield store


@pytest.fixture
async def house(file: Store, world: World) -> AsyncIterator[House]:  # noqa: F811
    async with running(file, world) as house:
        await house.take(("hanna", "1", "hi"))
        yield house


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many senders each batch asks the database for."""
    asked: list[int] = []
    load = conversations.load

    def counting(tx: Tx, arrivals: Any, **how: Any) -> Any:
        asked.append(len(arrivals))
        return load(tx, arrivals, **how)

    monkeypatch.setattr(conversations, "load", counting)
    return asked


def arrival(sender: str) -> newcomers.Arrival:
    return newcomers.Arrival(account="web:default", sender=sender, key=0, at=NOW)


async def until_full(house: House) -> int:
    """Return how many long replies were taken before there was no room."""
    for taken in range(100):
        try:
            await house.take(("hanna", f"long{taken}", f"{taken}?" * 900))
        except Transient:
            return taken
    raise AssertionError("there is always room")


def rename(tx: Tx) -> None:
    """Take the name back that was answered, as a coordinator's tool might."""
    tx.execute(text("UPDATE interview SET answers = '{}'"))


async def test_who_wrote_a_moment_ago_is_not_loaded_again(house: House, loads: list[int]) -> None:
    await house.take(("hanna", "2", "Hanna"))
    await house.take(("hanna", "3", "34"), ("ben", "4", "hi"))
    assert loads == [0, 1]
    assert await house.answers() == [("name", "Hanna"), ("age", "34")]


async def test_what_another_process_writes_is_seen(house: House, loads: list[int]) -> None:
    await house.take(("hanna", "2", "Hanna"))
    url = f"sqlite+aiosqlite:///{house.store.path}"
    async with await open_store(url) as other:
        await other.write(rename)
    await house.take(("hanna", "3", "34"))
    assert loads == [0, 1]
    await house.take(("hanna", "4", "Hannah"))  # her name is asked for again
    answers = [("name", "Hanna"), ("age", "34"), ("name", "Hannah")]
    assert await house.answers() == answers
    assert HANNA in house.inbox.memory.kept()


async def test_what_another_part_writes_is_seen(house: House, loads: list[int]) -> None:
    await house.store.write(rename)
    await house.take(("hanna", "2", "Hanna"))
    assert loads == [1]


async def test_sending_forgets_nobody(house: House, loads: list[int]) -> None:
    await house.store.write(lambda tx: None, aside=True)
    await house.store.keys(100_000)
    await house.take(("hanna", "2", "Hanna"))
    assert loads == [0]


async def test_a_minute_in_which_nothing_is_due_forgets_nobody(
    house: House, loads: list[int]
) -> None:
    await care.minute(house.store, NOW)
    await house.take(("hanna", "2", "Hanna"))
    assert loads == [0]


async def test_what_was_not_committed_is_not_remembered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = house.store.write

    async def failing(fn: Any, **how: Any) -> Any:
        def then(tx: Tx) -> None:
            fn(tx)
            raise Busy("full")

        return await write(then, **how)

    monkeypatch.setattr(house.store, "write", failing)
    with pytest.raises(Busy):
        await house.take(("hanna", "2", "Hanna"))
    assert house.inbox.memory.kept() == {}
    monkeypatch.setattr(house.store, "write", write)
    await house.take(("hanna", "2", "Hanna"))
    await house.take(("hanna", "3", "34"))
    assert await house.answers() == [("name", "Hanna"), ("age", "34")]


async def test_what_a_full_disk_refused_is_not_remembered(house: House) -> None:
    """SQLite itself says SQLITE_FULL, wherever in the batch that is."""

    def room(pages: int) -> Callable[[Tx], None]:
        return lambda tx: tx.execute(text(f"PRAGMA max_page_count={pages}")).close()

    await house.store.write(room(1), aside=True)  # not one page more than it has
    taken = await until_full(house)
    assert house.inbox.memory.kept() == {}
    assert len(await house.rows("SELECT id FROM inbound")) == 1 + taken  # with the greeting
    await house.store.write(room(1_000_000), aside=True)
    await house.take(("hanna", f"long{taken}", f"{taken}?" * 900))
    await house.take(("hanna", "name", "Hanna"), ("hanna", "age", "34"))
    kept = house.inbox.memory.kept()
    again = await house.store.read(lambda tx: conversations.load(tx, [arrival("hanna")]))
    assert kept == again


async def test_postgresql_remembers_nothing(store: Store, world: World) -> None:  # noqa: F811
    async with running(store, world) as house:
        await house.take(("hanna", "1", "hi"))
        assert len(house.inbox.memory.kept()) == (store.dialect == "sqlite")


async def test_a_person_is_kept_by_the_address_she_wrote_from(file: Store) -> None:
    memory = Memory(file)

    def run(tx: Tx) -> None:
        memory.begin(tx)
        one, two = person(tx, "7", 3), person(tx, "8", 4)
        hers = Loaded(
            address_id=two.address_id,
            version=1,
            state=one.state,
            phone=None,
            is_new=False,
        )
        memory.keep([(("a", "7"), 3, one), (("a", "8"), 3, hers)])
        assert memory.take(("a", "7")) is None
        memory.keep([(("a", "7"), 3, None)])
        assert memory.kept() == {}

    await file.write(run, aside=True)


async def test_who_was_silent_longest_is_forgotten_first(file: Store) -> None:
    memory = Memory(file, most=2)

    def run(tx: Tx) -> None:
        memory.begin(tx)
        for key in (3, 4, 5):
            loaded = person(tx, str(key), key)
            assert loaded.state.person == Person(id=key)
            memory.keep([(("a", str(key)), key, loaded)])
        assert set(memory.kept()) == {("a", "4"), ("a", "5")}

    await file.write(run, aside=True)
