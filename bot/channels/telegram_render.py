"""A message as calls of the Bot API (https://core.telegram.org/bots/api#sendmessage)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from bot.channels.base import Request
from bot.channels.splitting import split, units
from flows.incoming import Tap
from flows.message import Attachment, MediaKind, Message, Option

TEXT_LIMIT = 4096
"""Characters after entity parsing (https://core.telegram.org/bots/api#sendmessage), counted here in
UTF-16 units, Telegram's own measure of text: never fewer than characters, so safe either way."""
CAPTION_LIMIT = 1024
"""The same of the words under a file (https://core.telegram.org/bots/api#sendphoto)."""
CALLBACK_LIMIT = 64
"""Bytes of callback data (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""
BUTTONS_LIMIT = 100
"""Buttons in one inline keyboard (``telegram.constants.InlineKeyboardMarkupLimit``)."""
PAGE = 8
"""Choices on one page of a keyboard."""
LABEL = 40
"""Characters a phone shows of a button that has a row to itself; longer ones use their short."""
HALF_LABEL = 16
"""Characters a phone shows of a button that shares its row."""

PAGE_KEY = "!page:"
"""Begins the key of a tap that turns the page of a keyboard: the channel's own business."""
BACK = frozenset({"back", "/back"})
"""Keys of the action that comes last; the slash tells an action from a choice of that name."""
RTL = frozenset({"ar", "ary", "fa"})
MEDIA: Mapping[MediaKind, tuple[str, str]] = {
    "image": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "file": ("sendDocument", "document"),
    "sticker": ("sendSticker", "sticker"),
}
SHARE: Mapping[str, tuple[str, str]] = {
    # What a message wants, to the action that says so and the button's field.
    "phone": ("share_phone", "request_contact"),
    "location": ("share_location", "request_location"),
}
Rows: TypeAlias = list[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Request):
    """A call, and the message whose keyboard it carries."""

    message: Message | None = field(default=None, compare=False)
    page: int = field(default=1, compare=False)


@dataclass(slots=True, kw_only=True)
class Shown:
    """The last message that put a question in a chat, as it stands there."""

    message_id: int
    message: Message
    keyboard: bool
    page: int = 1
    caption: bool = False
    """Its words stand under a file."""


def render(
    to: str,
    message: Message,
    *,
    shown: Shown | None = None,
    takes_keyboard_away: bool = False,
) -> list[Part]:
    """Return the calls that say the message; the keyboard is on the last of them.

    Args:
        to: Chat id.
        message: What to say.
        shown: The message that may be edited in place, where it is the newest in the chat.
        takes_keyboard_away: A keyboard that asked for a phone number still stands there.
    """
    texts = [part for part in split(message.text, TEXT_LIMIT) if _storable(part)]
    if not texts and not message.media:
        texts = ["…"]
    markup = _markup(message)
    if (
        shown is not None
        and message.replaces
        and shown.message.token == message.token
        and len(texts) == 1
        and "keyboard" not in markup
        and (not shown.caption or units(texts[0]) <= CAPTION_LIMIT)
    ):
        page = _page_of_change(shown.message, message) or shown.page
        payload = (_caption if shown.caption else _text)(to, texts[0])
        payload |= {"message_id": shown.message_id}
        if rows := keyboard(message, page):
            payload["reply_markup"] = {"inline_keyboard": rows}
        method = "editMessageCaption" if shown.caption else "editMessageText"
        return [Part(method=method, payload=payload, message=message, page=page)]
    parts = [_media(to, item) for item in message.media]
    if _under_file(message, texts):
        words = {**parts[0].payload, **_caption(to, texts[0])}
        parts = [Part(method=parts[0].method, payload=words, files=parts[0].files)]
    else:
        parts += [Part(method="sendMessage", payload=_text(to, text)) for text in texts]
    if takes_keyboard_away and (len(parts) > 1 or not markup):
        # One message has room for one of both: an inline keyboard, or taking the other away.
        parts[0] = _with(parts[0], {"remove_keyboard": True})
    last = _with(parts[-1], markup) if markup else parts[-1]
    parts[-1] = Part(method=last.method, payload=last.payload, files=last.files, message=message)
    return parts


def callback(token: str, key: str, index: int) -> str:
    """Return callback data, ``token:key``, or ``token:#index`` where the key does not fit.

    A key that looks like one of ours (``#3``, ``!page:2``) goes by its index too.
    """
    token = token.replace("%", "%25").replace(":", "%3A")
    data = f"{token}:{key}"
    if key[:1] in ("#", "!") or len(data.encode()) > CALLBACK_LIMIT:
        return f"{token}:#{index}"
    return data


def page_of(tap: Tap | None) -> int | None:
    """Return the page that a tap turns to, from 1 on; None for every other tap."""
    if tap is None or not tap.key.startswith(PAGE_KEY):
        return None
    page = tap.key.removeprefix(PAGE_KEY)
    return max(int(page), 1) if page.isascii() and page.isdecimal() and len(page) < 4 else None


def pages(message: Message) -> int:
    """Return how many pages the choices need."""
    return max(1, -(-len(_turned(message)) // PAGE))


def _page_of_change(before: Message, message: Message) -> int | None:
    """Return the page of the choice that was ticked: the person is there, whoever turned it."""
    was = {each.key for each in before.choices if each.chosen}
    for place, each in enumerate(_turned(message)):
        if each.chosen != (each.key in was):
            return place // PAGE + 1
    return None


def keyboard(message: Message, page: int = 1) -> Rows:
    """Return the rows of the inline keyboard, with ``page`` of the choices.

    A choice has a row to itself, since Telegram does not mirror rows; the last choice of a
    select_multiple means done and stands on every page; back comes last of all.
    """
    count = pages(message)
    page = min(max(page, 1), count)
    where = {id(option): place for place, option in enumerate(message.choices + message.actions)}

    def button(option: Option) -> dict[str, Any]:
        return {
            "text": label(option),
            "callback_data": callback(message.token, option.key, where[id(option)]),
        }

    turned = _turned(message)
    start = (page - 1) * PAGE if count > 1 else 0
    rows: Rows = [[button(option)] for option in turned[start : start + PAGE]]
    if count > 1:
        rows.append(_arrows(message, page, count))
    rows += [[button(option)] for option in message.choices[len(turned) :]]
    left = BUTTONS_LIMIT - sum(map(len, rows))
    rows += [list(map(button, row)) for row in _action_rows(message.actions[:left])]
    return rows


def label(option: Option) -> str:
    """Return what stands on the button."""
    words = option.label if len(option.label) <= LABEL else option.short or option.label
    words = next(filter(None, map(_storable, (words, option.label, option.key))), "…")
    return f"✅ {words}" if option.chosen else words


# ---------------------------------------------------------------- parts of a message


def _storable(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "", text).strip()


def _text(to: str, text: str) -> dict[str, Any]:
    words = escape(re.sub("[\x00\ud800-\udfff]", "", text), quote=False)
    return {
        "chat_id": to,
        "text": words,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


def _caption(to: str, text: str) -> dict[str, Any]:
    said = _text(to, text)
    return {"chat_id": to, "caption": said["text"], "parse_mode": said["parse_mode"]}


def _under_file(message: Message, texts: Sequence[str]) -> bool:
    """Return whether words, one file and keyboard are one message: nothing comes between them."""
    if len(message.media) != 1 or message.media[0].kind == "sticker" or len(texts) != 1:
        return False
    return units(texts[0]) <= CAPTION_LIMIT


def _media(to: str, item: Attachment) -> Part:
    method, field_name = MEDIA[item.kind]
    captioned = item.caption and item.kind != "sticker"
    payload = _caption(to, item.caption) if captioned else {"chat_id": to}
    return Part(method=method, payload=payload, files={field_name: item.name})


def _with(part: Part, markup: Mapping[str, Any]) -> Part:
    payload = {**part.payload, "reply_markup": markup}
    return Part(method=part.method, payload=payload, files=part.files)


def _markup(message: Message) -> dict[str, Any]:
    options = message.choices + message.actions
    key, request = SHARE.get(message.wants, ("", ""))
    if key and any(option.key == key for option in options):
        # Only a reply keyboard can ask for a number; its other buttons send their words as text.
        asking = [[{"text": label(o), request: True}] for o in options if o.key == key]
        others = [[{"text": label(o)}] for o in options if o.key != key]
        rows = asking + others[: BUTTONS_LIMIT - len(asking)]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    rows = keyboard(message)
    return {"inline_keyboard": rows} if rows else {}


def _turned(message: Message) -> Sequence[Option]:
    """Return the choices that are spread over pages: all, but for the one that means done."""
    return message.choices[:-1] if message.many else message.choices


def _arrows(message: Message, page: int, count: int) -> list[dict[str, Any]]:
    back, on = ("▶", "◀") if message.language in RTL else ("◀", "▶")
    arrows = []
    if page > 1:
        arrows.append((back, page - 1))
    if page < count:
        arrows.append((on, page + 1))
    if message.language in RTL:
        arrows.reverse()
    token = callback(message.token, "", 0)
    return [
        {"text": sign, "callback_data": f"{token}{PAGE_KEY}{target}"} for sign, target in arrows
    ]


def _action_rows(actions: Sequence[Option]) -> list[list[Option]]:
    rows: list[list[Option]] = []
    for option in actions:
        if option.key in BACK:
            continue
        room = rows and len(rows[-1]) == 1 and len(label(rows[-1][0])) <= HALF_LABEL
        if room and len(label(option)) <= HALF_LABEL:
            rows[-1].append(option)
        else:
            rows.append([option])
    return rows + [[option] for option in actions if option.key in BACK]
