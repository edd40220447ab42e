"""The Bot API's methods that are called here, as its documentation has them: names and types.

As of Bot API 10.0 (https://core.telegram.org/bots/api, 8 May 2026); a test holds the tables to what
python-telegram-bot, generated from the same pages, takes. ``read`` refuses what the pages do not
name, although the real server ignores it: a call that is wrong should fail here, not in the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SEND = """business_connection_id message_thread_id direct_messages_topic_id disable_notification
protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters
reply_markup"""
CAPTION = "caption parse_mode caption_entities"

METHODS: Mapping[str, str] = {
    # Parameters by method; ! marks what must be there.
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": """url! certificate ip_address max_connections allowed_updates
        drop_pending_updates secret_token""",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": f"chat_id! text! parse_mode entities link_preview_options {SEND}",
    "sendPhoto": f"chat_id! photo! {CAPTION} show_caption_above_media has_spoiler {SEND}",
    "sendVoice": f"chat_id! voice! {CAPTION} duration {SEND}",
    "sendAudio": f"chat_id! audio! {CAPTION} duration performer title thumbnail {SEND}",
    "sendVideo": f"""chat_id! video! {CAPTION} duration width height thumbnail cover
        start_timestamp show_caption_above_media has_spoiler supports_streaming {SEND}""",
    "sendDocument": f"""chat_id! document! {CAPTION} thumbnail disable_content_type_detection
        {SEND}""",
    "sendSticker": f"chat_id! sticker! emoji {SEND}",
    "sendChatAction": "chat_id! action! business_connection_id message_thread_id",
    "editMessageText": """text! business_connection_id chat_id message_id inline_message_id
        parse_mode entities link_preview_options reply_markup""",
    "editMessageCaption": f"""business_connection_id chat_id message_id inline_message_id
        {CAPTION} show_caption_above_media reply_markup""",
    "editMessageReplyMarkup": """business_connection_id chat_id message_id inline_message_id
        reply_markup""",
    "answerCallbackQuery": "callback_query_id! text show_alert url cache_time",
    "getFile": "file_id!",
    "setMyCommands": "commands! scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "getMyDescription": "language_code",
    "getMyShortDescription": "language_code",
    "setMyDescription": "description language_code",
    "setMyShortDescription": "short_description language_code",
}
FILE = "InputFile|String"
MARKUP = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
_BY_TYPE: Mapping[str, str] = {
    # The same name has the same type in every method; what is not here is a String.
    FILE: "photo voice audio video document sticker thumbnail cover",
    "InputFile": "certificate",
    "Integer|String": "chat_id",
    "Integer": """offset limit timeout max_connections message_thread_id message_id cache_time
        direct_messages_topic_id duration width height start_timestamp""",
    "Boolean": """drop_pending_updates disable_notification protect_content show_alert has_spoiler
        allow_paid_broadcast show_caption_above_media supports_streaming
        disable_content_type_detection""",
    "[String]": "allowed_updates",
    "[MessageEntity]": "entities caption_entities",
    "[BotCommand]": "commands",
    "BotCommandScope": "scope",
    "LinkPreviewOptions": "link_preview_options",
    "ReplyParameters": "reply_parameters",
    "SuggestedPostParameters": "suggested_post_parameters",
    MARKUP: "reply_markup",
}
TYPES = {name: kind for kind, names in _BY_TYPE.items() for name in names.split()}
EDITS: Mapping[str, str] = {"reply_markup": "InlineKeyboardMarkup"}
"""An edited message takes no other keyboard."""

OBJECTS: Mapping[str, str] = {
    # Fields by object; ! marks what must be there, and the type follows the colon.
    "InlineKeyboardMarkup": "inline_keyboard!:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": """text! icon_custom_emoji_id style url callback_data web_app:Any
        login_url:Any switch_inline_query switch_inline_query_current_chat
        switch_inline_query_chosen_chat:Any copy_text:Any callback_game:Any pay:Boolean""",
    "ReplyKeyboardMarkup": """keyboard!:[[KeyboardButton|String]] is_persistent:Boolean
        resize_keyboard:Boolean one_time_keyboard:Boolean input_field_placeholder
        selective:Boolean""",
    "KeyboardButton": """text! icon_custom_emoji_id style request_users:Any request_chat:Any
        request_managed_bot:Any request_contact:Boolean request_location:Boolean request_poll:Any
        web_app:Any""",
    "ReplyKeyboardRemove": "remove_keyboard!:Boolean selective:Boolean",
    "ForceReply": "force_reply!:Boolean input_field_placeholder selective:Boolean",
    "LinkPreviewOptions": """is_disabled:Boolean url prefer_small_media:Boolean
        prefer_large_media:Boolean show_above_text:Boolean""",
    "BotCommand": "command! description!",
    "BotCommandScope": "type! chat_id:Integer|String user_id:Integer",
    "ReplyParameters": """message_id!:Integer chat_id:Integer|String
        allow_sending_without_reply:Boolean quote quote_parse_mode quote_entities:[MessageEntity]
        quote_position:Integer checklist_task_id:Integer poll_option_id""",
    "MessageEntity": """type! offset!:Integer length!:Integer url user:Any language
        custom_emoji_id unix_time:Integer date_time_format""",
    "SuggestedPostParameters": "price:Any send_date:Integer",
}


class Wrong(Exception):
    """The call is not as the documentation has it; says where."""


def parameters(method: str) -> dict[str, bool]:
    """Return the method's parameters, and whether each must be there."""
    return {name.rstrip("!"): name.endswith("!") for name in METHODS[method].split()}


def fields(kind: str) -> dict[str, tuple[bool, str]]:
    """Return an object's fields: whether each must be there, and its type."""
    found = {}
    for each in OBJECTS[kind].split():
        name, _, of = each.partition(":")
        found[name.rstrip("!")] = (name.endswith("!"), of or "String")
    return found


def read(method: str, given: Mapping[str, Any], files: Sequence[str]) -> dict[str, Any]:
    """Return a call's parameters as values; a form's fields are text, and hold JSON.

    Args:
        method: As it is written in the documentation.
        given: Form fields as text, or the values of a JSON body.
        files: Names of the fields that are files.

    Raises:
        Wrong: A parameter is unknown, missing, or of another type.
    """
    known = parameters(method)
    if unknown := sorted({*given, *files} - {*known}):
        raise Wrong(f"{method}: unknown {unknown[0]}")
    for name, needed in known.items():
        if needed and name not in given and name not in files:
            raise Wrong(f"{method}: {name} is missing")
    for name in files:
        if "InputFile" not in TYPES.get(name, ""):
            raise Wrong(f"{method}: {name} is a file")
    found = {}
    for name, value in given.items():
        kind = TYPES.get(name, "String")
        if method.startswith("edit"):
            kind = EDITS.get(name, kind)
        found[name] = _value(value, kind, f"{method}: {name}")
    return found


def _value(value: Any, kind: str, where: str) -> Any:
    if isinstance(value, str) and "String" not in kind.split("|"):
        try:  # a form's field
            value = json.loads(value)
        except ValueError:
            raise Wrong(f"{where} is no {kind}") from None
    elif kind == "Integer|String" and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        value = int(value)
    if faults := list(_faults(value, kind, where)):
        raise Wrong(faults[0])
    return value


_PLAIN: Mapping[str, type] = {"String": str, "Integer": int, "Boolean": bool}


def _faults(value: Any, kind: str, where: str) -> Iterator[str]:
    if kind.startswith("["):
        if not isinstance(value, list):
            yield f"{where} is no list"
            return
        for place, each in enumerate(value):
            yield from _faults(each, kind[1:-1], f"{where}[{place}]")
    elif "|" in kind:
        found = [list(_faults(value, one, where)) for one in kind.split("|")]
        if all(found):
            yield min(found, key=len)[0]
    elif kind in OBJECTS:
        yield from _object(value, kind, where)
    elif kind in _PLAIN:
        if type(value) is not _PLAIN[kind]:
            yield f"{where} is no {kind}"
    elif kind != "Any":
        yield f"{where} cannot be {kind} here"


def _object(value: Any, kind: str, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where} is no {kind}"
        return
    known = fields(kind)
    for name in value.keys() - known.keys():
        yield f"{where}: {kind} has no {name}"
    for name, (needed, of) in known.items():
        if name in value:
            yield from _faults(value[name], of, f"{where}.{name}")
        elif needed:
            yield f"{where}: {kind} needs {name}"
