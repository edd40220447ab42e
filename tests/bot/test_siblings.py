"""One person at several accounts of a channel: language and consent go with her."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot import publishing
from bot.app import siblings
from storage import conversations
from storage.engine import Store
from storage.newcomers import Arrival
from storage.schema import address, conversation
from tests.bot.channels.test_telegram_webhook import serving, settings, update
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ACCOUNTS = (
    "telegram:main", "telegram:safi", "telegram:fes", "whatsapp:casa", "whatsapp:rabat", "web:try",
)  # fmt: skip
SECOND = "654321:FAKE-token_of-the_second-server-000000"
NAMES = {each.partition(":")[2]: each for each in ACCOUNTS}


def test_siblings_are_of_one_channel() -> None:
    found = siblings(ACCOUNTS)
    assert found["telegram:main"] == ["telegram:safi", "telegram:fes"]
    assert found["whatsapp:rabat"] == ["whatsapp:casa"]
    assert "web:try" not in found
    assert siblings(("telegram:default", "whatsapp:default")) == {}


def people(tx: Connection) -> Mapping[str, int]:
    """Return the person of each address, ``main 7``."""
    rows = tx.execute(
        select(address.c.account, address.c.external, conversation.c.person_id).join_from(
            address, conversation
        )
    )
    return {f"{account.partition(':')[2]} {sender}": who for account, sender, who in rows}


@pytest.mark.parametrize(
    ("batches", "same"),
    [
        pytest.param(["main 7", "safi 7"], True, id="a Telegram user at another bot"),
        pytest.param(["main 7, safi 7"], True, id="at both at once"),
        pytest.param(["main 7, safi 7, fes 7"], True, id="at three at once"),
        pytest.param(["main 7", "safi 7, fes 7"], True, id="at two more"),
        pytest.param(["main 7, safi 8"], False, id="two users"),
        pytest.param(["main -7", "safi -7"], False, id="a group"),
        pytest.param(["casa MA.1", "rabat MA.1"], True, id="a WhatsApp user at another number"),
        pytest.param(["casa 2126", "rabat 2126"], False, id="a telephone number is nobody"),
        pytest.param(["main 7", "try 7"], False, id="another channel"),
    ],
)
async def test_who_is_the_same(store: Store, batches: Sequence[str], same: bool) -> None:
    keys = iter(range(1, 100))

    def run(tx: Connection) -> Mapping[str, int]:
        for batch in batches:
            arrivals = [
                Arrival(NAMES[each.split()[0]], each.split()[1], next(keys), NOW)
                for each in batch.split(", ")
            ]
            found = conversations.load(tx, arrivals, siblings=siblings(ACCOUNTS))
            again = conversations.load(tx, arrivals, siblings=siblings(ACCOUNTS))
            assert {each.state.person.id for each in found.values()} == {
                each.state.person.id for each in again.values()
            }
        return people(tx)

    found = await store.write(run)
    assert len(set(found.values())) == (1 if same else len(found))


@pytest.mark.parametrize("what", ["a shared chat", "somebody who was erased"])
async def test_of_whom_nobody_knows_is_not_taken_for_her(store: Store, what: str) -> None:
    def run(tx: Connection) -> Mapping[str, int]:
        conversations.load(tx, [Arrival("telegram:main", "7", 1, NOW)])
        if what == "a shared chat":
            tx.execute(conversation.update().values(place=1))
        else:
            tx.exec_driver_sql("UPDATE person SET erased = '2026-11-22 10:00:00+00:00'")
        conversations.load(tx, [Arrival("telegram:safi", "7", 2, NOW)], siblings=siblings(ACCOUNTS))
        return people(tx)

    assert await store.write(run) == {"main 7": 1, "safi 7": 2}


async def test_her_language_and_her_yes_go_with_her(store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=lambda: datetime.now(UTC))
    async with (
        FakeTelegram(per_chat_seconds=0, per_second=0, everybody=True) as one,
        FakeTelegram(token=SECOND, per_chat_seconds=0, per_second=0, everybody=True) as two,
    ):
        second = {"token": SECOND, "api_base": two.api_base, "file_base": two.file_base}
        installation = settings(one, tmp_path, telegram={"safi": second})
        async with serving(store, world, installation) as door:
            numbers = iter(range(1, 100))

            async def hears(bot: FakeTelegram, text: str) -> str:
                before = len(bot.said(7))
                path = "/channels/telegram/" + ("default" if bot is one else "safi")
                assert (await door.post(update(next(numbers), 7, text), path=path))[0] == 200
                await bot.until(lambda: len(bot.said(7)) > before)
                return bot.said(7)[-1].text

            for text in ("/start femmpact-fr", "J’accepte", "texte", "non", "oui", "oui"):
                asked = await hears(one, text)
            assert "nom" in asked
            assert asked in await hears(two, "salut")  # in French, and where she was
            await hears(two, "Awa Exemple")
            answers = await door.rows("SELECT DISTINCT interview_id FROM answer_event")
            assert len(answers) == 1
            assert len(await door.rows("SELECT 1 FROM person")) == 1
            assert len(await door.rows("SELECT 1 FROM address")) == 2
            assert "femmpact" not in await hears(two, "/start almontija-ary")
            given = await door.rows("SELECT DISTINCT programme FROM consent")
            assert [row.programme for row in given] == ["femmpact"]  # hers alone is asked for
