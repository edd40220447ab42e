"""A message as calls of the Cloud API (…/whatsapp/cloud-api/reference/messages).

A person may be sent one message in six seconds, so a question and its buttons are one message:
one to three short choices are reply buttons, up to ten a list, and what fits neither stands
numbered in the text and is answered by its number.

| what | where it goes |
|---|---|
| 1–3 choices of at most 20 characters | reply buttons; what room is left goes to actions |
| 4–10 choices, or longer ones | a list; the full label stands under a title that had to be cut |
| a select_multiple | numbered in the text with ✓, and a list or a « done » button under it |
| more, or labels that fit nowhere | numbered in the text |
| actions without a button | named in the last line, by a word that is understood when typed |
| a place that is asked for | WhatsApp's own « send location » |
| a template, unless the window is known to be open | a template message |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.channels.base import Request
from bot.channels.splitting import split
from flows.message import Attachment, MediaKind, Message, Option
from locales.bidi import Switch, paragraph, plain, switched

Bidi: TypeAlias = Switch

# https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#interactive-object
TEXT_LIMIT = 4096
BODY_LIMIT = 1024
"""Of an interactive message; some pages say 4096 for lists, Meta's own specification 1024."""
CAPTION_LIMIT = 1024
BUTTONS = 3
TITLE_LIMIT = 20
ROWS = 10
ROW_LIMIT = 24
DESCRIPTION_LIMIT = 72
MENU_LIMIT = 20
BUTTON_ID_LIMIT = 256
ROW_ID_LIMIT = 200
PAYLOAD_LIMIT = 128
"""Bytes of a template's quick reply; the strictest of what the documentation's versions say."""
PARAMETERS_LIMIT = 880
"""Characters of a template's parameters together: they and its own words are at most 1024."""

LANGUAGE_CODES: Mapping[str, Sequence[str]] = {
    # Which of them is approved; exactly that code must be asked for (132001 otherwise).
    "ary": ("ar_MA", "ar"),
    "ar": ("ar",),
    "fr": ("fr",),
    "fa": ("fa",),
    "en": ("en",),
}
MENU: Mapping[str, str] = {
    "ar": "اختاروا",
    "ary": "ختارو",
    "fr": "Choisir",
    "fa": "انتخاب",
    "en": "Choose",
}
ALSO: Mapping[str, str] = {
    "ar": "يمكنكم أيضًا أن تكتبوا: {words}",
    "ary": "تقدرو تكتبو حتى: {words}",
    "fr": "Vous pouvez aussi écrire : {words}",
    "fa": "می‌توانید این را هم بنویسید: {words}",
    "en": "You can also write: {words}",
}
QUOTED: Mapping[str, str] = {
    "ar": "«{word}»",
    "ary": "«{word}»",
    "fr": "«\u202f{word}\u202f»",
    "fa": "«{word}»",
    "en": "“{word}”",
}
COMMA: Mapping[str, str] = {"ar": "، ", "ary": "، ", "fa": "، "}
TYPED = frozenset({"skip", "back", "help", "person", "language", "my_data", "menu", "done"})
"""Actions whose label is understood when it is typed; the others need a button."""
RANKS: Sequence[str] = ("skip", "back", "help", "menu", "my_data", "language", "person")
"""Which actions get the buttons that are left: first those that cannot be typed, then these."""
LAST: Sequence[str] = ("help", "person", "back")
"""The order at the end of a list; back comes last of all."""
MEDIA: Mapping[MediaKind, str] = {
    "image": "image",
    "voice": "audio",
    "audio": "audio",
    "video": "video",
    "file": "document",
    "sticker": "sticker",
}
CAPTIONED = ("image", "video", "document")

_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ID = re.compile(r"[^\s\x00-\x1f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """A text, what stands under it, and what found no place there."""

    text: str
    interactive: Mapping[str, Any] | None = None
    left: Sequence[Option] = ()


def render(
    to: str, message: Message, *, window_open: bool = False, bidi: Bidi = "isolates"
) -> list[Request]:
    """Return the calls that say the message; what can be tapped is on the last of them.

    Args:
        to: Business-scoped user id, or the digits of a phone number.
        message: What to say.
        window_open: She wrote less than 24 hours ago for certain: no template is needed.
        bidi: What becomes of the isolates in texts.
    """
    if message.template and not window_open:
        return [_request(to, {"type": "template", "template": template(message)})]
    layout = _layout(message)
    text = _said(_with_words(message, layout), bidi)
    if layout.interactive is not None:
        interactive = {**layout.interactive, "body": {"text": text if text.strip() else "…"}}
        last = _request(to, {"type": "interactive", "interactive": interactive})
        return [*_media(to, message.media), last]
    texts = [part for part in split(text, TEXT_LIMIT) if part]
    if not texts and not message.media:
        texts = ["…"]
    if len(texts) == 1 and len(message.media) == 1 and _units(text) <= CAPTION_LIMIT:
        one = _media(to, message.media, caption=text)
        if "caption" in one[0].payload[one[0].payload["type"]]:
            return one
    return [*_media(to, message.media), *(_text(to, part) for part in texts)]


def reply_id(token: str, key: str, index: int, limit: int = ROW_ID_LIMIT) -> str:
    """Return the id of a button or a row, ``token:key``, or ``token:#index`` where it is too long.

    As Telegram's callback data, so that a tap means the same whatever channel it comes by.
    """
    token = token.replace("%", "%25").replace(":", "%3A")
    data = f"{token}:{key}"
    if key[:1] in ("#", "!") or not _ID.fullmatch(key) or len(data.encode()) > limit:
        return f"{token}:#{index}"
    return data


def template_request(to: str, message: Message, code: str) -> Request:
    """Return the call that sends a message as a template in an approved language."""
    return _request(to, {"type": "template", "template": template(message, code)})


def template(message: Message, code: str = "") -> dict[str, Any]:
    """Return the template object: name, language, the parameters of its body, its quick replies.

    The approved template has the message's choices as its quick replies, in the same order.

    Args:
        message: What to say.
        code: The language that is approved; "": the first of the message's.
    """
    name, *parameters = message.template
    components: list[dict[str, Any]] = []
    if parameters:
        values = [{"type": "text", "text": parameter(each)} for each in parameters]
        components.append({"type": "body", "parameters": values})
    for index, option in enumerate(message.choices[:ROWS]):
        payload = reply_id(message.token, option.key, index, PAYLOAD_LIMIT)
        components.append(
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": str(index),
                "parameters": [{"type": "payload", "payload": payload}],
            }
        )
    code = code or LANGUAGE_CODES.get(message.language, (message.language,))[0]
    language = {"policy": "deterministic", "code": code}  # exactly this one, or none
    built: dict[str, Any] = {"name": name, "language": language}
    if components:
        built["components"] = components
    return built


def parameter(text: str) -> str:
    """Return a template's parameter: one line, no runs of spaces, never empty (else 132018)."""
    return " ".join(plain(_UNSTORABLE.sub("", text)).split()) or "-"


def numbered(message: Message) -> str:
    """Return the choices as lines, ``1. label``, ticked with ✓; « done » is no answer."""
    digits = _PERSIAN if message.language == "fa" else {}
    lines = [
        _words(option)
        if option.numbered
        else f"{str(place).translate(digits)}. {'✓ ' if option.chosen else ''}{_words(option)}"
        for place, option in enumerate(_answers(message), 1)
    ]
    return paragraph("\n".join(lines), message.language)


# ---------------------------------------------------------------- what stands where


def _layout(message: Message) -> _Layout:
    """Return the first layout that holds the text and all choices."""
    if message.wants == "location" and not message.choices and _units(message.text) <= BODY_LIMIT:
        asking = {"type": "location_request_message", "action": {"name": "send_location"}}
        return _Layout(text=message.text, interactive=asking, left=message.actions)
    for layout in _layouts(message):
        if layout is not None and _units(_with_words(message, layout)) <= BODY_LIMIT:
            return layout
    left = [*_done(message), *message.actions]
    return _Layout(text=_joined(message.text, numbered(message)), left=left)


def _layouts(message: Message) -> Iterator[_Layout | None]:
    """Yield the layouts, best first; most often no second one is made."""
    if not message.many and message.choices:
        yield _buttons(message)
        yield _list(message, message.text)
    elif not message.many:
        yield _action_buttons(message, message.text)
    with_numbers = _joined(message.text, numbered(message))
    if message.many:
        yield _list(message, with_numbers)
    yield _action_buttons(message, with_numbers)


def _buttons(message: Message) -> _Layout | None:
    """Return one to three short choices as reply buttons, beside them the actions with room."""
    if not 1 <= len(message.choices) <= BUTTONS:
        return None
    shown, left = _ranked(message.actions, BUTTONS - len(message.choices))
    return _reply_buttons(message, message.text, [*message.choices, *shown], left)


def _action_buttons(message: Message, text: str) -> _Layout | None:
    """Return the first actions as reply buttons, under a text that says the choices itself."""
    done = _done(message)
    shown, left = _ranked(message.actions, BUTTONS - len(done))
    return _reply_buttons(message, text, [*done, *shown], left)


def _reply_buttons(
    message: Message, text: str, options: Sequence[Option], left: Sequence[Option]
) -> _Layout | None:
    replies = [
        {"id": _id(message, option, BUTTON_ID_LIMIT), "title": _title(option, TITLE_LIMIT)}
        for option in options
    ]
    if not replies or not all(reply["title"] for reply in replies) or not _unique(replies):
        return None
    buttons = [{"type": "reply", "reply": reply} for reply in replies]
    interactive = {"type": "button", "action": {"buttons": buttons}}
    return _Layout(text=text, interactive=interactive, left=left)


def _list(message: Message, text: str) -> _Layout | None:
    """Return the choices as rows of a list, after them the actions that find room."""
    if not 1 <= len(message.choices) <= ROWS:
        return None
    shown, left = _ranked(message.actions, ROWS - len(message.choices))
    rows = [_row(message, option) for option in (*message.choices, *shown)]
    if None in rows or not _unique([row for row in rows if row is not None]):
        return None
    menu = MENU.get(message.language, MENU["en"])
    action = {"button": menu, "sections": [{"rows": rows}]}
    return _Layout(text=text, interactive={"type": "list", "action": action}, left=left)


def _row(message: Message, option: Option) -> dict[str, str] | None:
    """Return a row; a label that is too long stands below, under its short or its beginning."""
    tick = "✓ " if option.chosen else ""
    label, room = _words(option), ROW_LIMIT - _units(tick)
    row = {"id": _id(message, option, ROW_ID_LIMIT), "title": tick + label}
    if _units(label) <= room:
        return row
    if _units(label) > DESCRIPTION_LIMIT:
        return None
    short = _one_line(option.short)
    row["title"] = tick + (short if 0 < _units(short) <= room else _head(label, room))
    return {**row, "description": label}


def _ranked(actions: Sequence[Option], room: int) -> tuple[list[Option], list[Option]]:
    """Return the actions that get a button, in the order they are shown, and the others."""

    def rank(option: Option) -> int:
        key = option.key.removeprefix("/")
        return RANKS.index(key) if key in RANKS else -1

    chosen = [id(option) for option in sorted(actions, key=rank)[: max(0, room)]]
    shown = [option for option in actions if id(option) in chosen]
    shown.sort(key=lambda each: LAST.index(_bare(each)) if _bare(each) in LAST else -1)
    return shown, [option for option in actions if id(option) not in chosen]


def _unique(options: Sequence[Mapping[str, str]]) -> bool:
    """Return whether ids and titles are each another's, as WhatsApp demands."""
    return all(
        len({option[name] for option in options}) == len(options) for name in ("id", "title")
    )


def _with_words(message: Message, layout: _Layout) -> str:
    """Return the text, and in its last line what can be typed where it has no button.

    Where help has a button, a person to talk to is not named as well: help names it.
    """
    done = _done(message)
    left = [option for option in layout.left if _bare(option) in TYPED or option in done]
    if "help" in {_bare(option) for option in message.actions}:
        left = [option for option in left if _bare(option) != "person"]
    if not left:
        return layout.text
    language = message.language if message.language in ALSO else "en"
    words = COMMA.get(language, ", ").join(
        QUOTED[language].format(word=_words(option)) for option in left
    )
    said = paragraph(ALSO[language].format(words=words), language)
    return f"{layout.text}\n\n{said}" if layout.text else said


def _units(text: str) -> int:
    """Return the length in UTF-16 units: never fewer than characters, so safe either way."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _joined(text: str, lines: str) -> str:
    return "\n\n".join(filter(None, (text, lines)))


def _answers(message: Message) -> Sequence[Option]:
    return message.choices[:-1] if message.many else message.choices


def _done(message: Message) -> Sequence[Option]:
    return message.choices[-1:] if message.many else ()


# ---------------------------------------------------------------- labels


def _bare(option: Option) -> str:
    return option.key.removeprefix("/")


def _one_line(text: str) -> str:
    """Return a label for a button: one line without direction marks, which titles may not hold."""
    return " ".join(plain(_UNSTORABLE.sub("", text)).split())


def _words(option: Option) -> str:
    return _one_line(option.label) or _one_line(option.short) or _one_line(option.key) or "…"


def _title(option: Option, limit: int) -> str:
    """Return the label, or the short one, that fits; "" where none does."""
    tick = "✓ " if option.chosen else ""
    for words in (_words(option), _one_line(option.short)):
        if words and _units(tick + words) <= limit:
            return tick + words
    return ""


def _head(label: str, limit: int) -> str:
    """Return the beginning of a label, cut at a space where one is near."""
    cut = label[: limit - 1]
    while _units(cut) > limit - 1:
        cut = cut[:-1]
    head, space, _ = cut.rpartition(" ")
    return f"{(head if space and len(head) > limit // 2 else cut).rstrip()}…"


def _id(message: Message, option: Option, limit: int) -> str:
    places = [*message.choices, *message.actions]
    index = next(place for place, each in enumerate(places) if each is option)
    return reply_id(message.token, option.key, index, limit)


# ---------------------------------------------------------------- requests


def _request(
    to: str, content: Mapping[str, Any], files: Mapping[str, str] | None = None
) -> Request:
    # A user id holds a dot, a number never does; "to" takes numbers alone.
    field = "recipient" if "." in to else "to"
    head = {"messaging_product": "whatsapp", "recipient_type": "individual", field: to}
    return Request(method="messages", payload={**head, **content}, files=files or {})


def _text(to: str, text: str) -> Request:
    return _request(to, {"type": "text", "text": {"body": text, "preview_url": False}})


def _media(to: str, media: Sequence[Attachment], caption: str = "") -> list[Request]:
    """Return a call for each file; ``send`` uploads it and fills in its id."""
    calls = []
    for item in media:
        kind = MEDIA[item.kind]
        held: dict[str, Any] = {}
        words = caption or plain(_UNSTORABLE.sub("", item.caption))
        if words.strip() and kind in CAPTIONED:
            held["caption"] = words
        calls.append(_request(to, {"type": kind, kind: held}, {kind: item.name}))
    return calls


def _said(text: str, bidi: Bidi) -> str:
    return switched(_UNSTORABLE.sub("", text), bidi)
