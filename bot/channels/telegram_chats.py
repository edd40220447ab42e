"""What this process knows of its chats: which keyboards stand there, and on which page.

Nothing depends on it but how a message looks; what is forgotten is a keyboard that stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.base import Request
from bot.channels.remembered import Remembered
from bot.channels.telegram_parse import UNKNOWN_TOKEN
from bot.channels.telegram_render import Part, Shown, page_of, pages
from flows.incoming import Tap
from flows.message import Message

SERIES = 4
"""Series of messages that are remembered of a chat."""


@dataclass(slots=True)
class _Chat:
    shown: dict[str, Shown] = field(default_factory=dict)
    """The last message of each series: the intake's questions are one, each reminder is another."""
    newest: int = 0
    """Id of our last message if nothing came after it, else 0."""
    share: bool = False
    """A keyboard that asks for a phone number stands there."""
    own_menu: bool = False
    """It was given a menu of its own."""


class Chats:
    """The chats that were sent to or heard from last."""

    def __init__(self) -> None:
        self._chats: Remembered[str, _Chat] = Remembered()

    def newest(self, to: str, token: str) -> Shown | None:
        """Return the message of this series, where it can be edited in sight: none came after."""
        chat = self._chats.get(to)
        shown = chat.shown.get(_series(token)) if chat else None
        return shown if shown and chat and shown.message_id == chat.newest else None

    def shares(self, to: str) -> bool:
        """Return whether a keyboard that asks for a phone number stands there."""
        return to in self._chats and self._chats[to].share

    def sent(self, to: str, request: Request, message_id: int) -> int:
        """Remember what was sent; return the message whose keyboard it supersedes, or 0."""
        chat = self._chat(to)
        chat.newest = message_id
        markup = request.payload.get("reply_markup", {})
        chat.share = "keyboard" in markup or (chat.share and "remove_keyboard" not in markup)
        if not isinstance(request, Part) or request.message is None:
            return 0
        shown = Shown(
            message_id=message_id,
            message=request.message,
            keyboard="inline_keyboard" in markup,
            page=request.page,
            caption="caption" in request.payload,
        )
        if not (shown.keyboard or shown.message.token):
            return 0
        series = _series(shown.message.token)
        before = chat.shown.pop(series, None)
        chat.shown[series] = shown
        if len(chat.shown) > SERIES:
            del chat.shown[next(iter(chat.shown))]
        if before is None or not before.keyboard or before.message_id == message_id:
            return 0
        return before.message_id

    def has_menu(self, to: str) -> bool:
        """Return whether the chat was given a menu of its own."""
        return to in self._chats and self._chats[to].own_menu

    def give_menu(self, to: str, *, own: bool) -> None:
        """Remember whether the chat has a menu of its own."""
        self._chat(to).own_menu = own

    def heard(self, to: str) -> None:
        """Remember that something was written there: our last message is the newest no more."""
        if to in self._chats:
            self._chats[to].newest = 0

    def tapped(self, to: str, tap: Tap, under: int) -> None:
        """Remember the message under a tap, where this process did not say it."""
        known = self._chats.get(to)
        if tap.token == UNKNOWN_TOKEN or (known and _series(tap.token) in known.shown):
            return
        said = Message(text="", language="", token=tap.token)
        self.stands(to, Shown(message_id=under, message=said, keyboard=True))

    def stands(self, to: str, shown: Shown) -> None:
        """Remember a keyboard that was tapped, so that it goes once its question is answered."""
        series, kept = _series(shown.message.token), self._chat(to).shown
        if series not in kept or kept[series].message_id <= shown.message_id:
            kept[series] = shown

    def turned(self, to: str, tap: Tap | None, under: int) -> Shown | None:
        """Return the message whose keyboard a tap turns to another page; None: it turns none."""
        target = page_of(tap)
        if tap is None or target is None or to not in self._chats:
            return None
        shown = self._chats[to].shown.get(_series(tap.token))
        if (
            shown is None
            or not shown.message.choices
            or shown.message.token != tap.token
            or shown.message_id != under
        ):
            return None
        shown.page = min(target, pages(shown.message))
        return shown

    def forget(self, to: str) -> None:
        """Forget a chat that cannot be reached any more."""
        self._chats.pop(to, None)

    def _chat(self, to: str) -> _Chat:
        self._chats[to] = chat = self._chats.get(to) or _Chat()
        return chat


def under(raw: Mapping[str, Any]) -> int:
    """Return the id of the message whose button was tapped; 0: Telegram does not say."""
    match raw:
        case {"callback_query": {"message": {"message_id": int(number)}}}:
            return number
    return 0


def _series(token: str) -> str:
    """Return what a message with this token supersedes.

    Questions are counted, with the person before the number (``1a-12``), and each takes the place
    of the one before it; any other token (a reminder's ``t5``) stands for itself.
    """
    person, _, number = token.rpartition("-")
    return f"{person}-" if number.isdecimal() else token
