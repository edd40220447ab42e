"""The menu of commands and the descriptions, on a server that refuses what the real one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import publishing
from bot.channels.telegram import Telegram, Timeouts
from bot.channels.telegram_menu import DESCRIPTION, MENU, SHORT
from bot.channels.telegram_parse import COMMANDS
from flows.message import Message
from tests.bot.channels.test_telegram_http import Inbox
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio

WORDS = publishing.words()
SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(per_chat_seconds=0, per_second=0) as server:
        server.person(7)
        yield server


@asynccontextmanager
async def running(fake: FakeTelegram) -> AsyncIterator[Telegram]:
    channel = Telegram(
        account="telegram:default",
        token=TOKEN,
        media=Path(),
        api_base=fake.api_base,
        timeouts=Timeouts(connect=PATIENCE, call=PATIENCE, poll=1),
        backoff=(0.01, 0.05),
        words=WORDS,
    )
    async with channel:
        task = asyncio.create_task(channel.run(Inbox().take))
        yield channel
        task.cancel()


def asked(fake: FakeTelegram, *methods: str) -> int:
    return sum(len(fake.made(method)) for method in methods)


async def published(fake: FakeTelegram) -> None:
    """Wait until the start's last question was answered."""
    await fake.until(lambda: asked(fake, "getMyShortDescription") == 4)
    await asyncio.sleep(0.05)


async def test_every_language_has_its_menu(fake: FakeTelegram) -> None:
    async with running(fake):
        await published(fake)
    assert {language for _, language in fake.menus} == {"", "ar", "fr", "fa"}
    for code, language in {"": "en", "ar": "ar", "fr": "fr", "fa": "fa"}.items():
        menu = {each["command"]: each["description"] for each in fake.menus[0, code]}
        assert menu == {name: WORDS[language].text(text) for name, text in MENU.items()}
        assert fake.descriptions["description", code] == WORDS[language].text(DESCRIPTION)
        assert fake.descriptions["short_description", code] == WORDS[language].text(SHORT)
    assert fake.menus[0, "fr"][-1]["description"] == "Arrêter les messages"


async def test_what_is_set_already_is_left_alone(fake: FakeTelegram) -> None:
    async with running(fake):
        await published(fake)
    assert asked(fake, *SETTERS) == 12
    fake.calls.clear()
    fake.descriptions["description", "fa"] = "old"
    async with running(fake):
        await published(fake)
    assert [call.parameters["language_code"] for call in fake.made("setMyDescription")] == ["fa"]
    assert asked(fake, *SETTERS) == 1


async def test_a_refusal_harms_nothing(fake: FakeTelegram) -> None:
    fake.inject("setMyCommands", "status", status=429)
    async with running(fake) as channel:
        await fake.until(lambda: fake.made("setMyCommands") and fake.made("getUpdates"))
        message = Message(text="Bonjour", language="fr")
        for request in channel.render("7", message):
            await channel.send("7", request)
    assert [sent.text for sent in fake.said(7)] == ["Bonjour"]


async def test_a_refusal_for_the_moment_is_tried_again(fake: FakeTelegram) -> None:
    fake.inject("setMyCommands", "status", status=500)
    fake.inject("setMyDescription", "drop_before")
    async with running(fake):
        await fake.until(lambda: len(fake.menus) == 4 and len(fake.descriptions) == 8)


async def test_who_speaks_darija_has_a_menu_in_it(fake: FakeTelegram) -> None:
    async def say(language: str) -> None:
        for request in channel.render("7", Message(text="x", language=language)):
            await channel.send("7", request)

    async with running(fake) as channel:
        await published(fake)
        await say("ar")
        assert (7, "") not in fake.menus
        await say("ary")
        await say("ary")
        await fake.until(lambda: (7, "") in fake.menus)
        assert fake.menus[7, ""][-1]["description"] == "حبسو الميساجات"
        assert asked(fake, "setMyCommands") == 5
        await say("fr")
        await fake.until(lambda: (7, "") not in fake.menus)


def test_every_command_is_understood() -> None:
    assert set(MENU) <= set(COMMANDS)


@pytest.mark.parametrize("language", ["ar", "ary", "fr", "fa", "en"])
def test_lengths(language: str) -> None:
    words = WORDS[language]
    assert len(words.text(DESCRIPTION)) <= 512
    assert len(words.text(SHORT)) <= 120
    assert all(1 <= len(words.text(name)) <= 256 for name in MENU.values())
