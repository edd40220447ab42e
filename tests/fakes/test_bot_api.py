"""The tables of the Bot API: equal to what python-telegram-bot takes, and refusing all else."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import pytest
import telegram
from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
    ReplyLimit,
    WebhookLimit,
)

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


KINDS: Mapping[str, frozenset[str]] = {
    # Our names of types to the library's.
    "String": frozenset({"str"}),
    "Integer": frozenset({"int"}),
    "Boolean": frozenset({"bool"}),
    "Integer|String": frozenset({"int", "str"}),
    bot_api.MARKUP: frozenset({"ReplyMarkup"}),
    bot_api.FILE: frozenset({"FileInput"}),
    "InputFile": frozenset({"FileInput"}),
}
FURTHER = {"timedelta", "datetime", "object", "tuple"}
"""What the library takes besides, and turns into the documentation's type."""


def _kinds(annotation: object) -> frozenset[str]:
    words = re.findall(r"[A-Za-z_]+", re.sub(r"[\w.]+\.(?=\w)|<class ", "", str(annotation)))
    noise = {"None", "NoneType", "Union", "DefaultValue", "ForwardRef", "Sequence"}
    return frozenset(words) - noise - FURTHER


def _agree(ours: str, annotation: object, name: str) -> bool:
    found = _kinds(annotation)
    if ours.startswith("["):
        parts = (KINDS.get(each, frozenset({each})) for each in ours.strip("[]").split("|"))
        listed = frozenset().union(*parts)
        # A command may be a pair of words too.
        return "Sequence" in str(annotation) and listed <= found <= listed | {"str"}
    expected = KINDS.get(ours, frozenset({ours}))
    if expected == {"FileInput"} or name == "file_id":  # or the object of what was sent before
        return bool(found & {"FileInput", "str"})
    if ours == "Integer" and not found:
        return "datetime" in str(annotation)  # seconds since 1970
    return found == expected or (name == "reply_markup" and found <= {"InlineKeyboardMarkup"})


@pytest.mark.parametrize("method", bot_api.METHODS)
def test_a_parameters_type_is_the_librarys(method: str) -> None:
    name = re.sub(r"(?=[A-Z])", "_", method).lower()
    given = inspect.signature(getattr(telegram.Bot, name)).parameters
    for each in bot_api.parameters(method):
        ours = bot_api.TYPES.get(each, "String")
        assert _agree(ours, given[each].annotation, each), (each, given[each].annotation)


@pytest.mark.parametrize("kind", bot_api.OBJECTS)
def test_a_fields_type_is_the_librarys(kind: str) -> None:
    given = inspect.signature(getattr(telegram, kind).__init__).parameters
    for each, (_, ours) in bot_api.fields(kind).items():
        if each in given and ours != "Any":
            assert _agree(ours, given[each].annotation, each), (each, given[each].annotation)


GOOD: dict[str, Any] = {"chat_id": 7, "text": "salam"}


def _keyboard(count: int, in_a_row: int = 1, data: str = "x") -> dict[str, Any]:
    buttons = [{"text": "x", "callback_data": data} for _ in range(count)]
    rows = [buttons[at : at + in_a_row] for at in range(0, count, in_a_row)]
    return {**GOOD, "reply_markup": {"inline_keyboard": rows}}


def _commands(count: int = 1, name: int = 1, description: int = 1) -> dict[str, Any]:
    one = {"command": "x" * name, "description": "x" * description}
    return {"commands": [one] * count}


KEYS = InlineKeyboardMarkupLimit
LIMITS: Mapping[str, tuple[str, Callable[[int], dict[str, Any]], int]] = {
    # What is limited, to the method, the call that holds so much, and how much is the most.
    "a text": ("sendMessage", lambda n: {**GOOD, "text": "x" * n}, MessageLimit.MAX_TEXT_LENGTH),
    "callback data": (
        "sendMessage",
        lambda n: _keyboard(1, data="x" * n),
        InlineKeyboardButtonLimit.MAX_CALLBACK_DATA,
    ),
    "buttons": ("sendMessage", lambda n: _keyboard(n), KEYS.TOTAL_BUTTON_NUMBER),
    "buttons in a row": ("sendMessage", lambda n: _keyboard(n, n), KEYS.BUTTONS_PER_ROW),
    "a placeholder": (
        "sendMessage",
        lambda n: {
            **GOOD,
            "reply_markup": {"keyboard": [[{"text": "x"}]], "input_field_placeholder": "x" * n},
        },
        ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER,
    ),
    "commands": ("setMyCommands", lambda n: _commands(n), BotCommandLimit.MAX_COMMAND_NUMBER),
    "a command": ("setMyCommands", lambda n: _commands(name=n), BotCommandLimit.MAX_COMMAND),
    "a command's words": (
        "setMyCommands",
        lambda n: _commands(description=n),
        BotCommandLimit.MAX_DESCRIPTION,
    ),
    "a description": (
        "setMyDescription",
        lambda n: {"description": "x" * n},
        BotDescriptionLimit.MAX_DESCRIPTION_LENGTH,
    ),
    "a short description": (
        "setMyShortDescription",
        lambda n: {"short_description": "x" * n},
        BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
    ),
    "a webhook's secret": (
        "setWebhook",
        lambda n: {"url": "https://example.org", "secret_token": "x" * n},
        WebhookLimit.MAX_SECRET_TOKEN_LENGTH,
    ),
    "a webhook's connections": (
        "setWebhook",
        lambda n: {"url": "https://example.org", "max_connections": n},
        WebhookLimit.MAX_CONNECTIONS_LIMIT,
    ),
    "words of an answer to a tap": (
        "answerCallbackQuery",
        lambda n: {"callback_query_id": "1", "text": "x" * n},
        CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH,
    ),
}


async def _call(fake: FakeTelegram, method: str, given: dict[str, Any]) -> dict[str, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{fake.api_base}{fake.token}/{method}", json=given) as answer,
    ):
        found: dict[str, Any] = await answer.json()
        return found


@pytest.mark.parametrize("limited", LIMITS)
async def test_the_limits_are_the_librarys(limited: str) -> None:
    """What the library was told by the documentation goes; one more is refused."""
    method, of, most = LIMITS[limited]
    async with FakeTelegram(everybody=True) as fake:
        fake._queries["1"] = True
        refused = await _call(fake, method, of(most + 1))
        assert (refused["ok"], refused["error_code"]) == (False, 400)
        assert (await _call(fake, method, of(most)))["ok"] is True


async def test_a_caption_has_its_limit() -> None:
    async with FakeTelegram(everybody=True) as fake:
        kept = fake._keep(b"x", "photo")["file_id"]
        for more, ok in ((0, True), (1, False)):
            caption = "x" * (MessageLimit.CAPTION_LENGTH + more)
            given = {"chat_id": 7, "photo": kept, "caption": caption}
            assert (await _call(fake, "sendPhoto", given))["ok"] is ok


@pytest.mark.parametrize(
    ("method", "given"),
    [
        pytest.param(
            "sendMessage",
            {
                **GOOD,
                "reply_markup": {"inline_keyboard": [[{"text": "x", "pay": True, "url": "y"}]]},
            },
            id="a button of two uses",
        ),
        pytest.param(
            "sendMessage",
            {
                **GOOD,
                "reply_markup": {
                    "keyboard": [[{"text": "x", "request_contact": True, "request_location": True}]]
                },
            },
            id="a button of two requests",
        ),
        pytest.param("sendChatAction", {"chat_id": 7, "action": "sleeping"}, id="an action"),
        pytest.param("sendMessage", {**GOOD, "parse_mode": "BBCode"}, id="a way of writing"),
    ],
)
async def test_what_the_documentation_says_in_words(method: str, given: dict[str, Any]) -> None:
    async with FakeTelegram(everybody=True) as fake:
        assert (await _call(fake, method, given))["error_code"] == 400


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
