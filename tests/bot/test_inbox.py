"""The inbox on both engines: each update once, in order, a batch in one commit, failures apart."""

from __future__ import annotations

import asyncio
import dataclasses
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import batch, compiling
from bot.channels.base import Delivery
from bot.inbox import Inbox
from bot.rows import Outcome
from flows import dialogue
from flows.incoming import Incoming
from flows.state import State
from flows.turn import Turn
from flows.world import World
from storage import audit, inbound, sends, sqlite
from storage.engine import Store, Tx, open_store
from storage.errors import Busy, Full, Refused, StorageError, Transient

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
FORM = """\
survey,,,,
,type,name,label,required
,text,name,What is your name?,yes
,integer,age,How old are you?,yes
,text,town,Where do you live?,yes
settings,,,,
,form_id,form_title,version,default_language
,small.intake,Small,1,en
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("form") / "small.csv"
    path.write_text(FORM, encoding="utf-8")
    return compiling.alone(path)


class House:
    """An inbox that runs, and what it left in the store."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.outcomes: list[Outcome] = []
        self.inbox = Inbox(
            store=store, world=lambda: world, now=lambda: NOW, committed=self.outcomes.append
        )

    async def take(self, *said: tuple[str, str, str]) -> None:
        """Deliver updates, each a sender, an id and a text."""
        await self.inbox.take([delivery(*each) for each in said])

    async def rows(self, sql: str) -> list[Any]:
        return await self.store.read(lambda tx: list(tx.exec_driver_sql(sql).all()))

    async def answers(self) -> list[tuple[str, str]]:
        rows = await self.rows(
            "SELECT question, typed FROM answer_event WHERE refused = '' ORDER BY id"
        )
        return [(row.question, row.typed) for row in rows]

    async def said(self) -> list[str]:
        def send(tx: Tx) -> list[str]:
            due = sends.claim(tx, "web:default", limit=1000, now=NOW)
            sends.settle(tx, [sends.Result(id=each.id, state="sent", at=NOW) for each in due])
            return [str(each.body["text"]) for each in due]

        return await self.store.write(send)


def delivery(sender: str, id_: str, text: str) -> Delivery:
    incoming = Incoming(account="web:default", sender=sender, id=id_, at=NOW, text=text)
    return Delivery(incoming=incoming, body={"id": id_, "text": text})


@asynccontextmanager
async def running(store: Store, world: World) -> AsyncIterator[House]:
    house = House(store, world)
    task = asyncio.create_task(house.inbox.run())
    try:
        yield house
    finally:
        house.inbox.close()
        await task


@pytest.fixture
async def house(store: Store, world: World) -> AsyncIterator[House]:
    async with running(store, world) as house:
        yield house


# ---------------------------------------------------------------- once, in order


async def test_a_batch_with_duplicates_is_applied_once(house: House) -> None:
    await house.take(("ana", "1", "hi"))
    again = ("ana", "2", "Ana")
    await house.take(again, again, ("ana", "1", "hi"))
    await house.take(again)
    assert await house.answers() == [("name", "Ana")]
    assert len(await house.said()) == 2
    assert [each.repeated for each in house.outcomes] == [0, 2, 1]


async def test_a_second_update_in_a_batch_sees_what_the_first_left(house: House) -> None:
    await house.take(
        ("ana", "1", "hi"), ("ben", "2", "hi"), ("ana", "3", "Ana"), ("ana", "4", "34"),
        ("ben", "5", "Ben"),
    )  # fmt: skip
    assert len(house.outcomes) == 1
    assert await house.answers() == [("name", "Ana"), ("age", "34"), ("name", "Ben")]
    (row,) = await house.rows("SELECT count(*) AS n FROM interview")
    assert row.n == 2
    versions = await house.rows("SELECT version FROM conversation ORDER BY id")
    assert [row.version for row in versions] == [1, 1]


async def test_many_at_once_become_few_commits(house: House) -> None:
    people = [f"p{number}" for number in range(300)]
    deliveries = [asyncio.create_task(house.take((each, each, "hi"))) for each in people]
    await asyncio.gather(*deliveries)
    assert sum(each.applied for each in house.outcomes) == 300
    assert len(house.outcomes) <= 4
    assert len(await house.said()) == 300


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_inboxes_on_one_database_apply_each_update_once(
    store: Store, database_url: str, world: World
) -> None:
    async with (
        await open_store(database_url) as other,
        running(store, world) as one,
        running(other, world) as two,
    ):
        people = [f"p{number}" for number in range(40)]
        for step, text in enumerate(["hi", "Ana", "34"]):
            batch_ = [(each, f"{each}-{step}", text) for each in people]
            await asyncio.gather(one.take(*batch_), two.take(*reversed(batch_)))
        applied = sum(each.applied for house in (one, two) for each in house.outcomes)
        assert applied == 120
        assert sorted(await one.answers()) == sorted([("age", "34"), ("name", "Ana")] * 40)


# ---------------------------------------------------------------- failures


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """``respond`` has a bug: it stumbles over one word."""
    respond = dialogue.respond

    def stumble(world: World, state: State, incoming: Incoming, now: datetime) -> Turn:
        if incoming.text == "stumble":
            raise ZeroDivisionError
        return respond(world, state, incoming, now)

    monkeypatch.setattr(batch, "respond", stumble)


async def test_an_update_that_fails_is_kept_and_told_while_others_go_on(
    house: House, stumbling: None
) -> None:
    await house.take(("ana", "1", "hi"), ("ben", "2", "hi"))
    await house.said()
    await house.take(("ana", "3", "Ana"), ("ben", "4", "stumble"), ("ana", "5", "34"))
    assert await house.answers() == [("name", "Ana"), ("age", "34")]
    (failed,) = await house.store.read(lambda tx: inbound.failed(tx, 10))
    assert failed.body == {"id": "4", "text": "stumble"}
    alerts = await house.store.read(lambda tx: audit.list_(tx, what="alert."))
    assert [(each.what, each.reference) for each in alerts] == [("alert.update_failed", failed.id)]
    assert any("problem" in text for text in await house.said())
    await house.take(("ben", "4", "stumble"), ("ben", "6", "Ben"))  # it does not come back
    assert ("name", "Ben") in await house.answers()
    assert len(await house.store.read(lambda tx: inbound.failed(tx, 10))) == 1


async def test_somebody_unknown_whose_first_update_fails_stops_nobody(
    house: House, stumbling: None
) -> None:
    await house.take(("new", "1", "stumble"), ("ana", "2", "hi"))
    assert len(await house.store.read(lambda tx: inbound.failed(tx, 10))) == 1
    assert len(await house.said()) == 1
    await house.take(("new", "3", "hi"))
    assert len(await house.said()) == 1


@pytest.mark.parametrize(
    "cause",
    [pytest.param(Busy("x"), id="locked"), pytest.param(Full("x"), id="full")],
)
async def test_when_the_database_is_the_cause_nothing_is_acknowledged(
    house: House, monkeypatch: pytest.MonkeyPatch, cause: Transient
) -> None:
    await house.take(("ana", "1", "hi"))
    write = house.store.write

    async def failing(fn: Any, **how: Any) -> Any:
        def then(tx: Tx) -> None:
            fn(tx)
            raise cause

        return await write(then)

    monkeypatch.setattr(house.store, "write", failing)
    with pytest.raises(type(cause)):
        await house.take(("ana", "2", "Ana"), ("ben", "3", "hi"))
    assert await house.answers() == []
    monkeypatch.setattr(house.store, "write", write)
    assert await house.store.read(lambda tx: inbound.failed(tx, 10)) == []
    await house.take(("ana", "2", "Ana"), ("ben", "3", "hi"))
    assert await house.answers() == [("name", "Ana")]


async def test_a_row_that_the_database_refuses_is_a_failed_update(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.take(("ana", "1", "hi"), ("ben", "2", "hi"))
    write = house.store.write

    async def refusing(fn: Any, **how: Any) -> Any:
        def then(tx: Tx) -> Any:
            done = fn(tx)
            query = "SELECT count(*) FROM answer_event WHERE typed = 'Ben'"
            if tx.exec_driver_sql(query).scalar():
                raise Refused("x")
            return done

        return await write(then)

    monkeypatch.setattr(house.store, "write", refusing)
    await house.take(("ana", "3", "Ana"), ("ben", "4", "Ben"))
    assert await house.answers() == [("name", "Ana")]
    assert len(await house.store.read(lambda tx: inbound.failed(tx, 10))) == 1


async def test_a_batch_that_is_cut_short_lets_nobody_overtake(
    house: House, stumbling: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.take(("ana", "1", "hi"))
    write, calls = house.store.write, 0

    async def busy_once(fn: Any, **how: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 3:  # the batch, Ben's failure, and then Ana's name
            raise Busy("x")
        return await write(fn)

    monkeypatch.setattr(house.store, "write", busy_once)
    batch_ = [("ben", "2", "stumble"), ("ana", "3", "Ana"), ("ana", "4", "34")]
    with pytest.raises(StorageError):
        await house.take(*batch_)
    assert await house.answers() == []
    await house.take(*batch_)
    assert await house.answers() == [("name", "Ana"), ("age", "34")]


async def test_a_database_locked_by_another_process_loses_nothing(
    sqlite_url: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.PATIENCE", 0.1)
    monkeypatch.setattr(
        "storage.sqlite._WRITER",
        tuple(
            "busy_timeout=100" if each.startswith("busy_timeout") else each
            for each in sqlite._WRITER
        ),
    )
    path = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
    async with await open_store(sqlite_url) as store, running(store, world) as house:
        await house.take(("ana", "1", "hi"))
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            await house.take(("ana", "2", "Ana"))
        other.execute("ROLLBACK")
        other.close()
        await house.take(("ana", "2", "Ana"))
        assert await house.answers() == [("name", "Ana")]


# ---------------------------------------------------------------- erase


async def test_erase_and_a_new_message_in_one_batch(house: House) -> None:
    await house.take(("ana", "1", "hi"), ("ana", "2", "Anastasia"))
    await house.said()
    await house.take(
        ("ana", "3", "erase my data"), ("ana", "4", "yes"), ("ana", "5", "hi"),
        ("ana", "6", "Beatrice"),
    )  # fmt: skip
    assert house.outcomes[-1].erasures == 1
    assert house.outcomes[-1].forgotten == [("web:default", "ana")]
    assert await house.answers() == [("name", ""), ("name", "Beatrice")]
    people = await house.rows("SELECT erased FROM person ORDER BY id")
    assert [row.erased is not None for row in people] == [True, False]
    everything = [
        str(row)
        for table in ("answer_event", "interview", "message", "inbound", "conversation")
        for row in await house.rows(f"SELECT * FROM {table}")  # noqa: S608
    ]
    assert not [row for row in everything if "Anastasia" in row]


async def test_a_log_that_cannot_be_emptied_does_not_undo_an_erasure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy() -> bool:
        raise Busy("x")

    monkeypatch.setattr(house.store, "truncate", busy)
    await house.take(("ana", "1", "hi"), ("ana", "2", "erase my data"), ("ana", "3", "yes"))
    assert house.outcomes[-1].erasures == 1


# ---------------------------------------------------------------- keys, ending


async def test_an_update_never_runs_out_of_keys(house: House) -> None:
    words: Sequence[str] = ("hi", "help", "my data", "person", "language", "menu", "back", "stop")
    await house.take(*[("ana", str(number), text) for number, text in enumerate(words)])
    assert house.outcomes[-1].applied == len(words)


async def test_what_was_taken_is_finished_before_the_end(store: Store, world: World) -> None:
    async with running(store, world) as house:
        taken = [asyncio.create_task(house.take((f"p{n}", f"{n}", "hi"))) for n in range(10)]
        await asyncio.sleep(0)
        house.inbox.close()
    await asyncio.gather(*taken)
    assert sum(each.applied for each in house.outcomes) == 10


def test_a_delivery_cannot_be_changed_on_its_way() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        delivery("ana", "1", "hi").body = None  # type: ignore[misc]
