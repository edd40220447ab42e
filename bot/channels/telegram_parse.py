"""What Telegram sends, as :class:`Incoming` values (https://core.telegram.org/bots/api#update).

The library parses only what is read here: a message is cut down to the known fields first, so
that a new shape in a corner nobody looks at cannot lose what a person wrote.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import structlog
import telegram
from telegram.constants import ChatType

from bot.channels.webhooks import clean
from flows.incoming import Incoming, Tap, Upload
from flows.message import MediaKind

log = structlog.get_logger(__name__)

DOWNLOAD_LIMIT = 20 * 1000 * 1000
"""Bytes a bot may fetch (https://core.telegram.org/bots/api#getfile)."""

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""By name: my_chat_member says who blocked the bot, and what is left out sticks from before."""

COMMANDS: Mapping[str, str] = {
    # The words are those of the intents (languages.md, section 4) that every language takes.
    "help": "help",
    "language": "langue",
    "stop": "stop",
    "menu": "menu",
    "back": "retour",
    "skip": "passer",
    "repeat": "répéter",
    "restart": "recommencer",
    "cancel": "annuler",
    "person": "une personne",
    "mydata": "mes données",
    "my_data": "mes données",
    "erase": "supprimer mes données",
}
UNKNOWN_TOKEN = "-"  # noqa: S105
"""Token of a tap on a button that is not of our making."""

EXTENSIONS: Mapping[str, str] = {
    "audio/ogg": "ogg",
    "audio/opus": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/heic": "heic",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/3gpp": "3gp",
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/plain": "txt",
    "text/csv": "csv",
}
UNSUPPORTED = (
    "animation",  # before document: Telegram sends both
    "sticker",
    "poll",
    "dice",
    "game",
    "story",
    "checklist",
    "paid_media",
    "invoice",
    "giveaway",
    "passport_data",
)

_MESSAGE = ("message_id", "date", "edit_date", "text", "caption", "location", "media_group_id")
_MEDIA: Mapping[str, Mapping[str, object]] = {
    # Kind to what the library insists on and nobody here reads.
    "photo": {"file_unique_id": "-", "width": 0, "height": 0},
    "voice": {"file_unique_id": "-", "duration": 0},
    "audio": {"file_unique_id": "-", "duration": 0},
    "video": {"file_unique_id": "-", "width": 0, "height": 0, "duration": 0},
    "video_note": {"file_unique_id": "-", "length": 0, "duration": 0},
    "document": {"file_unique_id": "-"},
}
_FILE = ("file_id", "mime_type", "file_size", "width", "height")
_KNOWN = {*inspect.signature(telegram.Message).parameters, "from", "text", "caption"}
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(
    r"[A-Za-z0-9_-]{1,64}"
)  # https://core.telegram.org/bots/features#deep-linking
_MIME = re.compile(r"[a-z0-9.+-]{1,63}/[a-z0-9.+-]{1,127}")


def parse(raw: Mapping[str, Any], account: str, now: datetime) -> list[Incoming]:
    """Return what the update holds for us: one value, or none.

    Args:
        raw: The update as JSON; what cannot be read is skipped, and logged without its words.
        account: Channel and account, ``telegram:default``.
        now: Taken where Telegram does not say when (a tap has no time).
    """
    try:
        plain = _plain(raw, account)
    except Exception:  # whatever it holds, the library's parser has the last word
        plain = None
    return [plain] if plain is not None else parse_any(raw, account, now)


def parse_any(raw: Mapping[str, Any], account: str, now: datetime) -> list[Incoming]:
    """Return what the update holds for us, by python-telegram-bot's parser."""
    try:
        update = telegram.Update.de_json(_cut(clean(raw)), None)
        if isinstance(update.update_id, bool) or not isinstance(update.update_id, int):
            raise TypeError("update_id")
        one = _incoming(update, raw, account, now)
    except Exception as error:
        log.warning("telegram.update_unreadable", channel=account, error=type(error).__name__)
        return []
    return [] if one is None else [one]


def _plain(raw: Mapping[str, Any], account: str) -> Incoming | None:
    """Return what words in a private chat say, read straight from their fields; None for the rest.

    It is what nearly every update is, and python-telegram-bot takes 80 µs to build its objects
    where this takes 4. A test holds both to the same answers; whatever has one field more than
    these goes to the library.
    """
    if raw.keys() != _PLAIN_UPDATE or not isinstance(message := raw["message"], dict):
        return None
    if not message.keys() <= _PLAIN_MESSAGE or not message.keys() >= _PLAIN_NEEDED:
        return None
    person, chat, text = message["from"], message["chat"], message["text"]
    if not isinstance(person, dict) or not isinstance(chat, dict) or not isinstance(text, str):
        return None
    numbers = (raw["update_id"], message["date"], person.get("id"), chat.get("id"))
    for each in numbers:
        if type(each) is not int or not 0 < each < 1 << 52:
            return None
    if chat.get("type") != "private" or person.get("is_bot") is not False or "/" in text:
        return None
    locale = person.get("language_code")
    if not isinstance(locale, str | None) or numbers[1] >= _LATEST:
        return None
    words = text if text.isascii() and "\0" not in text else clean(text)
    if not words:
        return None
    return Incoming(
        account=account,
        id=str(numbers[0]),
        sender=str(numbers[3]),
        at=datetime.fromtimestamp(numbers[1], UTC),
        locale=locale[:35] if locale is not None else None,
        text=words,
        message=str(message["message_id"])[:20],
    )


_PLAIN_UPDATE = {"update_id", "message"}
_PLAIN_NEEDED = {"message_id", "from", "chat", "date", "text"}
_PLAIN_MESSAGE = {*_PLAIN_NEEDED, "entities"}
_LATEST = 253_402_300_800
"""The year 10000, in seconds since 1970: no datetime goes so far."""


def tap(data: str | None) -> Tap:
    """Return what a button's callback data mean; the inverse of ``telegram_render.callback``."""
    token, colon, key = (data or "").partition(":")
    if not colon:
        return Tap(token=UNKNOWN_TOKEN, key=token)
    return Tap(token=token.replace("%3A", ":").replace("%25", "%"), key=key)


# ---------------------------------------------------------------- cut down to what is read


def _cut(raw: Mapping[str, Any]) -> dict[str, Any]:
    update: dict[str, Any] = {"update_id": raw["update_id"]}
    for name in ("message", "edited_message"):
        if isinstance(message := raw.get(name), Mapping):
            update[name] = _cut_message(message)
    if isinstance(query := raw.get("callback_query"), Mapping):
        cut = {"id": query.get("id") or "-", "from": _cut_user(query["from"])}
        cut |= {"chat_instance": "-", "data": query.get("data")}
        if isinstance(message := query.get("message"), Mapping):
            cut["message"] = _cut_message({**message, "from": None})
        update["callback_query"] = cut
    if isinstance(change := raw.get("my_chat_member"), Mapping):
        update["my_chat_member"] = {
            "date": change["date"],
            "chat": _cut_chat(change["chat"]),
            "from": _cut_user(change["from"]),
            "old_chat_member": _cut_member(change["old_chat_member"]),
            "new_chat_member": _cut_member(change["new_chat_member"]),
        }
    return update


def _cut_message(raw: Mapping[str, Any]) -> dict[str, Any]:
    message = {name: raw[name] for name in _MESSAGE if raw.get(name) is not None}
    message["chat"] = _cut_chat(raw["chat"])
    message["date"] = raw.get("date") or 0
    if raw.get("from") is not None:
        message["from"] = _cut_user(raw["from"])
    if isinstance(contact := raw.get("contact"), Mapping):
        known = {"phone_number": contact["phone_number"], "user_id": contact.get("user_id")}
        message["contact"] = {**known, "first_name": ""}
    for kind, needed in _MEDIA.items():
        if sizes := raw.get(kind):
            many = isinstance(sizes, list)
            filled = [
                {**needed, **{name: size[name] for name in _FILE if name in size}}
                for size in (sizes if many else [sizes])
            ]
            message[kind] = filled if many else filled[0]
    if isinstance(answered := raw.get("reply_to_message"), Mapping) and "chat" in answered:
        message["reply_to_message"] = {
            "message_id": answered["message_id"],
            "date": 0,
            "chat": _cut_chat(answered["chat"]),
        }
    return message


def _cut_chat(raw: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(raw["id"], bool) or not isinstance(raw["id"], int):
        raise TypeError("chat")
    # People's ids are positive, and their chat has the same; the first years said no type.
    kind = raw.get("type") or ("private" if raw["id"] > 0 else "group")
    return {"id": raw["id"], "type": kind}


def _cut_user(raw: Mapping[str, Any]) -> dict[str, Any]:
    locale = raw.get("language_code")
    return {
        "id": raw["id"],
        "is_bot": raw.get("is_bot") is True,
        "first_name": "",
        "language_code": locale[:35] if isinstance(locale, str) else None,
    }


def _cut_member(raw: Mapping[str, Any]) -> dict[str, Any]:
    # An administrator's many rights are of no interest: here or not here, blocked or not.
    status = raw["status"] if raw["status"] in ("kicked", "left") else "member"
    nobody = {"id": 0, "is_bot": True, "first_name": ""}
    return {"status": status, "user": nobody} | ({"until_date": 0} if status == "kicked" else {})


# ---------------------------------------------------------------- what each kind means


def _incoming(
    update: telegram.Update, raw: Mapping[str, Any], account: str, now: datetime
) -> Incoming | None:
    person = update.effective_user
    if person is None or person.is_bot:
        return None
    common: dict[str, Any] = {
        "account": account,
        "id": str(update.update_id),
        "locale": person.language_code,
    }
    query = update.callback_query
    if query is not None:
        chat = query.message.chat if query.message is not None else None
        common |= {"sender": str(chat.id if chat is not None else person.id), "at": now}
        if chat is not None and chat.type != ChatType.PRIVATE:
            return Incoming(**common, unsupported="group")
        return Incoming(**common, tap=tap(query.data))
    if (change := update.my_chat_member) is not None:
        common |= {"sender": str(change.chat.id), "at": change.date}
        return _member(change, common)
    edited = update.edited_message is not None
    message = update.edited_message or update.message
    if message is None:
        return None
    common |= {"message": str(message.message_id), "album": str(message.media_group_id or "")[:40]}
    common |= {"sender": str(message.chat.id), "at": message.edit_date or message.date}
    if common["at"].timestamp() <= 0:
        common["at"] = now
    if message.chat.type != ChatType.PRIVATE:
        said = not edited and _said(message, raw["message"])
        return Incoming(**common, unsupported="group") if said else None
    if edited:
        if message.location is not None:
            return None  # a live location moves every few seconds
        common["event"] = "edited"
    if message.reply_to_message is not None:
        common["answers_message"] = str(message.reply_to_message.message_id)
    return _message(message, raw["edited_message" if edited else "message"], person.id, common)


def _said(message: telegram.Message, raw: Mapping[str, Any]) -> bool:
    """Return whether somebody said something in a group: who comes and goes is no word to us."""
    if raw.get("is_automatic_forward"):
        return False
    return bool(message.text or message.caption or any(raw.get(kind) for kind in _MEDIA))


def _member(change: telegram.ChatMemberUpdated, common: Mapping[str, Any]) -> Incoming | None:
    before, after = change.old_chat_member.status, change.new_chat_member.status
    if change.chat.type == ChatType.CHANNEL:
        return None  # whatever is said there is said to everybody
    if change.chat.type != ChatType.PRIVATE:
        joined = after == "member" != before
        return Incoming(**common, unsupported="group") if joined else None
    if after == "kicked":
        return Incoming(**common, event="blocked")
    return Incoming(**common, event="returned") if before == "kicked" else None


def _message(
    message: telegram.Message, raw: Mapping[str, Any], sender: int, common: Mapping[str, Any]
) -> Incoming | None:
    text = message.text or message.caption or ""
    if not isinstance(text, str):
        raise TypeError("text")
    for kind in UNSUPPORTED:
        if raw.get(kind) is not None:
            return Incoming(**common, text=text, unsupported=kind)
    if message.contact is not None:
        digits = re.sub(r"\D", "", message.contact.phone_number)
        # Only a number shared by its owner proves anything (channels.md, section 7).
        if message.contact.user_id != sender or not digits:
            return Incoming(**common, unsupported="foreign_contact")
        return Incoming(**common, contact=f"+{digits}")
    if message.location is not None:
        place = (float(message.location.latitude), float(message.location.longitude))
        if not (-90 <= place[0] <= 90 and -180 <= place[1] <= 180):
            return None
        return Incoming(**common, location=place)
    if (upload := _upload(message, f"{common['account']} {common['id']}")) is not None:
        return Incoming(**common, text=text, upload=upload)
    if text:
        return _text(text, common)
    # Neither words nor a file: a service message (a pin, a new title) if the library knows it.
    return Incoming(**common, unsupported="unknown") if raw.keys() - _KNOWN else None


def _text(text: str, common: Mapping[str, Any]) -> Incoming:
    if (match := _COMMAND.fullmatch(text.strip())) is not None:
        command, rest = match[1].lower(), (match[2] or "").strip()
        if command == "start":
            return Incoming(**common, start=rest if _PAYLOAD.fullmatch(rest) else "")
        if command in COMMANDS:
            return Incoming(**common, text=COMMANDS[command])
    return Incoming(**common, text=text)


def _upload(message: telegram.Message, seed: str) -> Upload | None:
    kind: MediaKind
    file: Any
    if message.voice is not None:
        kind, file, mime = "voice", message.voice, message.voice.mime_type or "audio/ogg"
    elif message.audio is not None:
        kind, file, mime = "audio", message.audio, message.audio.mime_type or "audio/mpeg"
    elif message.photo:
        fitting = [size for size in message.photo if (size.file_size or 0) <= DOWNLOAD_LIMIT]
        file = max(fitting or message.photo, key=lambda size: size.width * size.height)
        kind, mime = "image", "image/jpeg"
    elif message.video is not None:
        kind, file, mime = "video", message.video, message.video.mime_type or "video/mp4"
    elif message.video_note is not None:
        kind, file, mime = "video", message.video_note, "video/mp4"
    elif message.document is not None:
        file, mime = message.document, message.document.mime_type or ""
        families: Mapping[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
        kind = families.get(mime.partition("/")[0].lower(), "file")
    else:
        return None
    mime = mime.partition(";")[0].strip().lower()
    mime = mime if _MIME.fullmatch(mime) else ""
    size = file.file_size
    return Upload(
        kind=kind,
        reference=str(file.file_id),
        mime=mime,
        size=size if isinstance(size, int) and size > 0 else 0,
        name=f"{sha256(seed.encode()).hexdigest()[:32]}.{EXTENSIONS.get(mime, 'bin')}",
    )
