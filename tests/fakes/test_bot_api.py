"""The tables of the Bot API: equal to what python-telegram-bot takes, and refusing all else."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import aiohttp
import pytest
import telegram

from tests.fakes import bot_api
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.anyio

OLD = {"disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply"}
"""What the library takes for the sake of old programs, and sends in another way."""
OWN = {"filename", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs"}
"""What the library takes for itself."""


@pytest.mark.parametrize("method", bot_api.METHODS)
def test_a_methods_parameters_are_the_librarys(method: str) -> None:
    name = re.sub(r"(?=[A-Z])", "_", method).lower()
    given = inspect.signature(getattr(telegram.Bot, name)).parameters
    takes = {
        each.name: each.default is each.empty
        for each in given.values()
        if each.name not in {"self", *OLD, *OWN}
    }
    assert bot_api.parameters(method) == takes


@pytest.mark.parametrize("kind", bot_api.OBJECTS)
def test_an_objects_fields_are_the_librarys(kind: str) -> None:
    given = inspect.signature(getattr(telegram, kind).__init__).parameters
    takes = {
        each.name: each.default is each.empty
        for each in given.values()
        if each.name not in {"self", "api_kwargs"}
    }
    ours = {name: needed for name, (needed, _) in bot_api.fields(kind).items()}
    fixed = {"remove_keyboard": True, "force_reply": True}  # not chosen, so not asked for
    scopes = {"chat_id": False, "user_id": False} if kind == "BotCommandScope" else {}
    assert ours == takes | {k: v for k, v in fixed.items() if k in ours} | scopes


GOOD: dict[str, Any] = {"chat_id": 7, "text": "salam"}


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        pytest.param("sendMessage", {**GOOD, "txt": "x"}, "unknown txt", id="unknown"),
        pytest.param("sendMessage", {"chat_id": 7}, "text is missing", id="missing"),
        pytest.param(
            "sendMessage",
            {**GOOD, "disable_notification": "yes"},
            "disable_notification is no Boolean",
            id="no truth value",
        ),
        pytest.param(
            "sendMessage",
            {**GOOD, "reply_markup": {"inline_keyboard": [[{"txt": "x"}]]}},
            "reply_markup.inline_keyboard[0][0]: InlineKeyboardButton has no txt",
            id="an unknown field of a button",
        ),
        pytest.param(
            "sendMessage",
            {**GOOD, "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
            "reply_markup.inline_keyboard[0] is no list",
            id="buttons without a row",
        ),
        pytest.param(
            "editMessageText",
            {**GOOD, "message_id": 1, "reply_markup": {"remove_keyboard": True}},
            "InlineKeyboardMarkup has no remove_keyboard",
            id="an edit with another keyboard",
        ),
        pytest.param(
            "editMessageReplyMarkup", {"chat_id": 7, "message_id": "x"}, "no Integer", id="an id"
        ),
        pytest.param("setMyCommands", {"commands": ["help"]}, "no BotCommand", id="a command"),
        pytest.param("sendVoice", {"chat_id": 7, "photo": "f"}, "unknown photo", id="another file"),
    ],
)
@pytest.mark.parametrize("form", [True, False], ids=["form", "json"])
async def test_what_the_documentation_does_not_have_is_refused(
    form: bool, method: str, given: dict[str, Any], said: str
) -> None:
    if form:
        given = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
    fake = FakeTelegram(everybody=True)
    await fake.start()
    try:
        async with aiohttp.ClientSession() as session:
            body: dict[str, Any] = {"data" if form else "json": given}
            async with session.post(f"{fake.api_base}{fake.token}/{method}", **body) as answer:
                found = await answer.json()
    finally:
        await fake.stop()
    assert (found["ok"], found["error_code"]) == (False, 400)
    assert said in found["description"]
    assert len(fake.violations) == 1


async def test_a_wrong_call_fails_the_test_that_made_it(anyio_backend: str) -> None:
    with pytest.raises(AssertionError, match="unknown txt"):
        async with FakeTelegram() as fake, aiohttp.ClientSession() as session:
            await session.post(f"{fake.api_base}{fake.token}/sendMessage", data={"txt": "x"})


def test_a_number_is_no_text() -> None:
    with pytest.raises(bot_api.Wrong, match="text is no String"):
        bot_api.read("sendMessage", {"chat_id": 7, "text": 7}, [])
