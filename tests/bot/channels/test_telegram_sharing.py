"""What Telegram's own buttons share, from the question to the answer; and what a group is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.compiling import alone
from flows.world import World
from storage.engine import Store
from tests.bot.channels.test_telegram_webhook import Door, serving, settings, update
from tests.fakes.telegram import FakeTelegram, Sent

pytestmark = pytest.mark.anyio
FORM = """\
survey,,,,,,
,type,name,label,bind::rafiq:role,bind::rafiq:as,required
,text,name,What is your name?,,,yes
,geopoint,home,Where do you live?,,,
,text,phone,What is your telephone number?,phone,phone,yes
,text,town,Which town?,,,yes
settings,,,,,,
,form_id,form_title,version,default_language,,
,small.intake,Small,1,en,,
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("form") / "small.csv"
    path.write_text(FORM, encoding="utf-8")
    return alone(path)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(per_chat_seconds=0, per_second=0, everybody=True) as server:
        yield server


class Chat:
    """One person's chat with a running installation."""

    def __init__(self, door: Door, fake: FakeTelegram) -> None:
        self.door, self.fake = door, fake
        self._number = 0

    async def hears(self, **content: Any) -> Sent:
        """Send a message and return the one that it is answered with."""
        self._number += 1
        raw = update(self._number, 7, "")
        del raw["message"]["text"]
        raw["message"] |= content
        before = len(self.fake.said(7))
        assert await self.door.bring(raw) == 200
        await self.fake.until(lambda: len(self.fake.said(7)) > before)
        await self.door.settled()
        return self.fake.said(7)[-1]

    async def kept(self, question: str) -> list[str]:
        rows = await self.door.rows(
            "SELECT question, value FROM answer_event WHERE refused = '' ORDER BY id"
        )
        found = [row.value for row in rows if row.question == question and row.value]
        return [each.strip('"') for each in found if each != "null"]


def asked(sent: Sent) -> list[str]:
    """Return what the buttons of a reply keyboard ask for, "" for those that send their words."""
    buttons = [button for row in sent.markup["keyboard"] for button in row]
    return [next((key for key in each if key.startswith("request_")), "") for each in buttons]


async def test_a_place_and_a_number_are_shared_by_telegrams_own_buttons(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    async with serving(store, world, settings(fake, tmp_path)) as door:
        chat = Chat(door, fake)
        await chat.hears(text="salam")
        place = await chat.hears(text="Amina")
        assert place.text == "Where do you live?"
        assert asked(place)[0] == "request_location"
        assert set(asked(place)[1:]) == {""}
        number = await chat.hears(location={"latitude": 33.5731, "longitude": -7.5898})
        assert (await chat.kept("home"))[0].split()[:2] == ["33.5731", "-7.5898"]
        assert asked(number)[0] == "request_contact"
        others = {"phone_number": "+212600000001", "first_name": "K", "user_id": 8}
        again = await chat.hears(contact=others)
        assert "not your own contact" in again.text
        assert await chat.kept("phone") == []
        own = {"phone_number": "212612345678", "first_name": "A", "user_id": 7}
        town = await chat.hears(contact=own)
        assert await chat.kept("phone") == ["+212612345678"]
        assert town.text == "Which town?"
        assert "keyboard" not in town.markup


async def test_where_she_will_not_share_a_place_the_words_of_a_button_do(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    async with serving(store, world, settings(fake, tmp_path)) as door:
        chat = Chat(door, fake)
        await chat.hears(text="salam")
        place = await chat.hears(text="Amina")
        words = [button["text"] for row in place.markup["keyboard"] for button in row]
        old = await chat.hears(text=words[0])  # a telephone that knows no such button
        assert "Where do you live?" in old.text
        number = await chat.hears(text=words[1])
        assert number.text == "What is your telephone number?"
        assert await chat.kept("home") == []


async def test_a_group_is_told_politely_to_write_in_private(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    async with serving(store, world, settings(fake, tmp_path)) as door:
        fake.person(-100123)
        raw = update(1, 7, "/start")
        raw["message"]["chat"] = {"id": -100123, "type": "supergroup", "title": "G"}
        assert await door.bring(raw) == 200
        await fake.until(lambda: fake.said(-100123))
        (said,) = fake.said(-100123)
        assert "private chat" in said.text
        assert said.markup == {}
        assert await door.rows("SELECT 1 FROM interview") == []
