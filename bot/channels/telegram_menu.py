"""The menu of commands and the bot's description, per language.

Telegram knows languages of two letters only: Arabic, French and Persian are told by the telephone's
language, everybody else reads English. Darija has no such code; it goes to the chats of those who
chose it (https://core.telegram.org/bots/api#botcommandscope).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from locales.text import Catalogue, mark

log = structlog.get_logger(__name__)

Call = Callable[[str, Mapping[str, Any]], Awaitable[Any]]

LANGUAGES: Mapping[str, str] = {"": "en", "ar": "ar", "fr": "fr", "fa": "fa"}
"""Telegram's language_code ("": all others) and ours."""
BY_CHAT = "ary"
"""The language that only a chat's own menu can speak."""
MENU: Mapping[str, str] = {
    # Command, as in telegram_parse.COMMANDS, and what it is called.
    "menu": mark("Menu"),
    "language": mark("Language"),
    "help": mark("Help"),
    "person": mark("A person"),
    "mydata": mark("My data"),
    "stop": mark("Stop the messages"),
}
DESCRIPTION = mark(
    "This is an automatic message service. It registers you for a programme with short questions, "
    "one at a time, and reminds you of the workshops. Taking part is voluntary. Press the button "
    "below to begin."
)
"""What an empty chat shows, at most 512 characters
(https://core.telegram.org/bots/api#setmydescription)."""
SHORT = mark("Registration for programmes and reminders of workshops.")
"""What the bot's page and a shared link show, at most 120 characters
(https://core.telegram.org/bots/api#setmyshortdescription)."""


class Menu:
    """What one bot shows outside its messages."""

    def __init__(self, *, account: str, words: Mapping[str, Catalogue], call: Call) -> None:
        """Prepare.

        Args:
            account: Channel and account, ``telegram:default``.
            words: The bot's words by language, English too.
            call: Makes a call of the Bot API.
        """
        self._account = account
        self._words = words
        self._call = call

    async def publish(self) -> None:
        """Set what is not set already; Telegram takes such calls only rarely.

        Raises:
            ChannelError: a call failed; what was set before it is not set again.
        """
        changed = 0
        for code, language in LANGUAGES.items():
            words = self._words[language]
            where = {"language_code": code} if code else {}
            commands = self._commands(words)
            found = await self._call("getMyCommands", where)
            if [(each.command, each.description) for each in found] != commands:
                await self._call("setMyCommands", {**where, "commands": commands})
                changed += 1
            for what, name, text in (
                ("Description", "description", words.text(DESCRIPTION)),
                ("ShortDescription", "short_description", words.text(SHORT)),
            ):
                shown = await self._call(f"getMy{what}", where)
                if getattr(shown, name) != text:
                    await self._call(f"setMy{what}", {**where, name: text})
                    changed += 1
        if changed:
            log.info("telegram.menu_set", channel=self._account, changed=changed)

    def _commands(self, words: Catalogue) -> list[tuple[str, str]]:
        return [(command, words.text(name)) for command, name in MENU.items()]

    def for_chat(self, chat: str, language: str) -> tuple[str, Mapping[str, Any]]:
        """Return the call that gives a chat the menu of its language, or takes its own away."""
        scope = {"type": "chat", "chat_id": int(chat)}
        if language == BY_CHAT:
            commands = self._commands(self._words[BY_CHAT])
            return "setMyCommands", {"commands": commands, "scope": scope}
        return "deleteMyCommands", {"scope": scope}
