"""What Telegram or WhatsApp would show of a conversation, drawn from the very requests.

Each message goes through that channel's own ``render``; the page draws what the request holds
(texts, keyboards, lists, pages) and shows the request itself. Nothing here knows a limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any, Literal, TypeAlias, get_args

from bot.channels import telegram_render, whatsapp_render
from bot.channels.base import Request
from bot.channels.web_lines import Shown
from flows.message import Message

Skin: TypeAlias = Literal["plain", "telegram", "whatsapp"]
SKINS: tuple[Skin, ...] = get_args(Skin)
WINDOW = timedelta(hours=24)
"""After the person's last message, for free words on WhatsApp
(https://developers.facebook.com/docs/whatsapp/pricing)."""
CHAT = "1000001"
"""A chat id of Telegram that is nobody's."""
PHONE = "212600000001"
"""A WhatsApp number that is nobody's."""


@dataclass(slots=True)
class _Chat:
    """What the messenger knows of the chat when the next message comes."""

    skin: Skin
    heard: datetime | None = None
    """When the person last wrote."""
    number: int = 0
    """Messages so far: what Telegram numbers."""
    shown: telegram_render.Shown | None = None
    share: bool = False
    """A keyboard that asks for the phone number stands there."""


def dress(lines: Sequence[Shown], skin: Skin) -> Sequence[Shown]:
    """Return the lines with ``drawn``: the parts that the messenger shows, and the requests."""
    chat = _Chat(skin=skin)
    return [_dressed(chat, line) for line in lines]


def payloads(
    message: Message, skin: Skin, *, heard: datetime | None, at: datetime
) -> list[dict[str, Any]]:
    """Return the requests that one message alone would be in a skin.

    Args:
        message: What is said.
        skin: Whose requests.
        heard: When the person last wrote: what WhatsApp's window depends on.
        at: When it is sent.
    """
    return _RENDER[skin](_Chat(skin=skin, heard=heard), message, at)


def message_of(said: Mapping[str, Any]) -> Message:
    """Return the message that a line of ours was made from."""
    return Message.from_json({key: value for key, value in said.items() if key != "direction"})


def is_open(heard: datetime | None, now: datetime) -> bool:
    """Return whether WhatsApp takes free words."""
    return heard is not None and now - heard < WINDOW


def _dressed(chat: _Chat, line: Shown) -> Shown:
    at = datetime.fromisoformat(line["at"])
    if line["who"] == "person":
        chat.heard = at
        if "tap" not in line["said"]:
            chat.number += 1  # her own message: what stood above it is no longer the newest
            chat.shown = None
        return line
    message = message_of(line["said"])
    requests = _RENDER[chat.skin](chat, message, at)
    return {**line, "drawn": {"parts": _parts(chat, message, requests), "requests": requests}}


# ---------------------------------------------------------------- requests


def _plain(chat: _Chat, message: Message, at: datetime) -> list[dict[str, Any]]:
    return [{"method": "line", "payload": message.to_json()}]


def _telegram(chat: _Chat, message: Message, at: datetime) -> list[dict[str, Any]]:
    parts = telegram_render.render(CHAT, message, shown=chat.shown, takes_keyboard_away=chat.share)
    for part in parts:
        markup = part.payload.get("reply_markup", {})
        chat.share = "keyboard" in markup or (chat.share and "remove_keyboard" not in markup)
        if not part.method.startswith("edit"):
            chat.number += 1
        if message.token:
            chat.shown = telegram_render.Shown(
                message_id=chat.number,
                message=message,
                keyboard="inline_keyboard" in markup,
                caption="caption" in part.payload,
            )
    return [_shown(part) for part in parts]


def _whatsapp(chat: _Chat, message: Message, at: datetime) -> list[dict[str, Any]]:
    window = is_open(chat.heard, at)
    found = whatsapp_render.render(PHONE, message, window_open=window)
    return [_shown(request) for request in found]


def _shown(request: Request) -> dict[str, Any]:
    said: dict[str, Any] = {"method": request.method, "payload": request.payload}
    return {**said, "files": dict(request.files)} if request.files else said


_RENDER: Mapping[Skin, Callable[[_Chat, Message, datetime], list[dict[str, Any]]]] = {
    "plain": _plain,
    "telegram": _telegram,
    "whatsapp": _whatsapp,
}


# ---------------------------------------------------------------- what is drawn of them


def _parts(
    chat: _Chat, message: Message, requests: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    if chat.skin == "telegram":
        return [_telegram_part(message, each) for each in requests]
    if chat.skin == "whatsapp":
        return [_whatsapp_part(each) for each in requests]
    return []


def _telegram_part(message: Message, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a bubble of Telegram: words, a file, an inline keyboard of pages, or another one."""
    payload = request["payload"]
    markup = payload.get("reply_markup", {})
    part: dict[str, Any] = {
        "text": unescape(payload.get("text", payload.get("caption", ""))),
        "edits": request["method"].startswith("edit"),
        "media": list(_files(message, request.get("files", {}))),
    }
    if "inline_keyboard" in markup:
        pages = range(1, telegram_render.pages(message) + 1)
        part["pages"] = [_rows(telegram_render.keyboard(message, page)) for page in pages]
    if "keyboard" in markup:
        part["keyboard"] = _rows(markup["keyboard"])
    return part


def _rows(rows: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[dict[str, Any]]]:
    return [[_key(key) for key in row] for row in rows]


def _key(key: Mapping[str, Any]) -> dict[str, Any]:
    data = key.get("callback_data", "")
    found: dict[str, Any] = {"title": key["text"]}
    turn = data.partition(telegram_render.PAGE_KEY)[2]
    if turn:
        found["page"] = int(turn)
    elif data:
        found["data"] = data
    for name in ("request_contact", "request_location"):
        if key.get(name):
            found["asks"] = name.removeprefix("request_")
    return found


def _whatsapp_part(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a bubble of WhatsApp: words or a file, reply buttons, a list, or a template."""
    payload = request["payload"]
    kind = payload["type"]
    held = payload.get(kind, {})
    part: dict[str, Any] = {"text": "", "edits": False, "media": []}
    if kind == "text":
        part["text"] = held["body"]
    elif kind == "template":
        part["template"] = _template(held)
    elif kind == "interactive":
        part["text"] = held["body"]["text"]
        part |= _interactive(held)
    else:
        part["text"] = held.get("caption", "")
        names = request.get("files", {}).values()
        part["media"] = [{"kind": kind, "name": name} for name in names]
    return part


def _interactive(held: Mapping[str, Any]) -> dict[str, Any]:
    action = held["action"]
    if held["type"] == "button":
        replies = [each["reply"] for each in action["buttons"]]
        return {"buttons": [{"title": each["title"], "data": each["id"]} for each in replies]}
    if held["type"] == "list":
        rows = [
            {"title": row["title"], "data": row["id"], "description": row.get("description", "")}
            for section in action["sections"]
            for row in section["rows"]
        ]
        return {"list": {"title": action["button"], "rows": rows}}
    return {"buttons": [{"title": "📍", "asks": "location"}]}


def _template(held: Mapping[str, Any]) -> dict[str, Any]:
    components = held.get("components", [])
    values = [
        value["text"]
        for each in components
        if each["type"] == "body"
        for value in each["parameters"]
    ]
    return {"name": held["name"], "language": held["language"]["code"], "parameters": values}


def _files(message: Message, files: Mapping[str, str]) -> Iterator[dict[str, str]]:
    kinds = {item.name: item.kind for item in message.media}
    for name in files.values():
        yield {"kind": kinds.get(name, "file"), "name": name}


# ---------------------------------------------------------------- what a bubble has room for


def lengths(text: str, labels: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return each label of a question with its length and what each channel has room for.

    Args:
        text: What the question says.
        labels: Name, and what stands on the button.
    """
    rows = [
        _length("", text, ("telegram", telegram_render.TEXT_LIMIT)),
    ]
    rows[0]["limits"] |= {"whatsapp": whatsapp_render.BODY_LIMIT}
    for name, label in labels:
        row = _length(name, label, ("telegram", telegram_render.LABEL))
        row["limits"] |= {
            "whatsapp_button": whatsapp_render.TITLE_LIMIT,
            "whatsapp_row": whatsapp_render.ROW_LIMIT,
            "whatsapp_description": whatsapp_render.DESCRIPTION_LIMIT,
        }
        rows.append(row)
    return rows


def _length(name: str, text: str, limit: tuple[str, int]) -> dict[str, Any]:
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return {"name": name, "text": text, "length": units, "limits": {limit[0]: limit[1]}}


def as_skin(name: object) -> Skin:
    """Return the skin of this name.

    Raises:
        ValueError: There is none.
    """
    if name not in SKINS:
        raise ValueError(f"the skins are {', '.join(SKINS)}")
    return name
