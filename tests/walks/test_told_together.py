"""An announcement reaches a telephone that several people share once, and each of them counts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot import publishing
from bot.clock import utc_now
from bot.programme import broadcasts as telling
from bot.programme import ledgers
from storage import outcomes, people
from storage.broadcasts import Broadcast
from storage.engine import Store
from tests.walks.house import House
from tests.walks.people import AWA
from tests.walks.runner import Walk, Walker, fill, tap

pytestmark = pytest.mark.anyio

COUSIN = {**AWA, "full_name": "Nadia Traoré", "phone": "07 22 33 44 55"}
SAID = {"fr": "Rendez-vous samedi.", "fa": "قرار ما شنبه است."}


@pytest.fixture
async def two(store: Store, tmp_path: Path) -> AsyncIterator[House]:
    """Two cousins, both registered, at one telephone; Nadia has the turn."""
    world = await publishing.publish(store, now=utc_now)
    house = House(store, world, tmp_path, "telegram:default")
    walker = Walker(house, Walk(says=[]))
    async with house.open():
        await house.take(house.incoming(start="femmpact"))
        for sheet in (AWA, COUSIN):
            await walker._fill(fill(sheet))
            await walker._do(tap("confirm"))
            if sheet is AWA:
                await house.take(house.incoming(text="je réponds pour quelqu’un d’autre"))
        yield house


async def tell(house: House, said: Mapping[str, str]) -> tuple[list[str], ledgers.Ledger]:
    """Return what was heard of an announcement, and what became of it for each."""
    planned = await plan(house, said)
    return await hear(house), await ledger(house, planned)


async def plan(house: House, said: Mapping[str, str]) -> Broadcast:
    return await telling.plan(house.store, "femmpact", said, now=house.at)


async def hear(house: House) -> list[str]:
    before = len(house.channel.said)
    await house.app.dispatchers["telegram:default"].drain()
    return [each.text for each in house.channel.said[before:]]


async def ledger(house: House, planned: Broadcast) -> ledgers.Ledger:
    return await house.store.read(lambda tx: outcomes.ledger(tx, planned.id))


async def test_the_same_words_go_once(two: House) -> None:
    heard, counted = await tell(two, SAID)
    assert heard == ["Rendez-vous samedi."]
    assert counted == {("sent", ""): 1, ("cancelled", "together"): 1}
    assert ledgers.lines(counted)[-1] == (
        "cancelled",
        1,
        "it goes once to the chat that the person shares with others",
    )


async def test_each_language_has_its_copy(two: House) -> None:
    nadia = replace((await two.state()).person, language="fa")
    await two.store.write(lambda tx: people.save(tx, [nadia]))
    heard, counted = await tell(two, SAID)
    assert sorted(heard) == sorted(SAID.values())
    assert counted == {("sent", ""): 2}
    heard, counted = await tell(two, {"en": "See you on Saturday."})
    assert (len(heard), counted) == (1, {("sent", ""): 1, ("cancelled", "together"): 1})


@pytest.mark.parametrize("erased", ["Awa", "Nadia"])
async def test_who_stays_still_gets_it(two: House, erased: str) -> None:
    if erased == "Awa":
        await two.take(two.incoming(text="changer de personne"))
        await two.take(two.incoming(text="1"))
    await two.take(two.incoming(text="supprimer mes données"))
    planned = await plan(two, SAID)
    await two.take(two.incoming(text="1"))
    said = [each.text for each in two.channel.said]
    assert said.count("Rendez-vous samedi.") == 1
    assert ("sent", "") in await ledger(two, planned)
