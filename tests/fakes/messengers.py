"""What both messengers would say to a message of ours: each call as their documentation has it."""

from __future__ import annotations

import json

from bot.channels import telegram_render, whatsapp_render
from flows.message import Message
from tests.fakes import bot_api, telegram, whatsapp

CHAT, PERSON = "7", "MA.13491208655302741918"


def take(message: Message) -> None:
    """Make the calls that say a message on Telegram and on WhatsApp, and check each.

    Raises:
        Wrong: Telegram's documentation does not have such a call.
        Refused: One of the two would not take it.
    """
    for part in telegram_render.render(CHAT, message):
        form = {name: json.dumps(value) if isinstance(value, dict | list | bool) else value
                for name, value in part.payload.items()}  # fmt: skip
        telegram.said(part.method, bot_api.read(part.method, form, list(part.files)))
    for page in range(2, telegram_render.pages(message) + 1):
        rows = telegram_render.keyboard(message, page)
        turned = {"chat_id": 7, "message_id": 1, "reply_markup": {"inline_keyboard": rows}}
        telegram.said("editMessageReplyMarkup", bot_api.read("editMessageReplyMarkup", turned, []))
    for request in whatsapp_render.render(PERSON, message, window_open=True):
        files = {name: {**request.payload[name], "id": "1"} for name in request.files}
        whatsapp.check({**request.payload, **files})
    if message.template:
        whatsapp.check(whatsapp_render.template_request(PERSON, message, "fr").payload)
