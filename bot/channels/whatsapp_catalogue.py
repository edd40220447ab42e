"""Which of the business account's templates are approved by now, as far as we know."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog

from bot.channels.base import ChannelError, Rejected
from bot.channels.whatsapp_http import Door
from bot.channels.whatsapp_parse import TemplateNews
from bot.channels.whatsapp_templates import Approved, Book
from storage.errors import StorageError

log = structlog.get_logger(__name__)

ASK_SECONDS = 6 * 3600.0
"""Between two questions to WhatsApp about our templates, beside the webhook that tells of them."""
PAGES = 50
"""Pages of the list at most, of 200 templates each."""


class Catalogue:
    """The templates that may be sent on one number."""

    approved: Approved

    def __init__(self, *, door: Door, account: str, waba: str, book: Book | None) -> None:
        """Prepare; nothing is read yet.

        Args:
            door: Where the API is.
            account: Channel and account, for the log.
            waba: The business account; "": its templates are not asked for.
            book: Where it is written down what is approved; None: nothing is.
        """
        self.approved = frozenset()
        self._door = door
        self._account = account
        self._waba = waba
        self._book = book
        self._news = 0
        """Bodies that told of templates: a list asked for before one of them is out of date."""
        self._telling = asyncio.Lock()
        self._asked = -ASK_SECONDS
        """When the list was last asked for, in seconds of the loop's clock."""

    async def reload(self) -> None:
        """Learn what is written down: another process may have been told."""
        if self._book is None:
            return
        try:
            self.approved = await self._book.approved()
        except StorageError:
            log.info("whatsapp.templates_unknown", channel=self._account)

    async def told(self, news: Sequence[TemplateNews]) -> None:
        """Write down how some templates stand.

        Raises:
            StorageError: it is not written down.
        """
        if not news or self._book is None:
            return
        self._news += 1
        async with self._telling:
            await self._book.told(news)
        await self.reload()

    async def gone(self, name: str, code: str, *, status: str, at: datetime) -> None:
        """Forget a template that WhatsApp does not have, or not in this language, any more."""
        self.approved -= {(name, code)}
        if self._book is not None:
            news = TemplateNews(name=name, language=code, status=status, at=at)
            with suppress(StorageError):
                await self._book.told([news])

    async def refresh(self) -> None:
        """Ask WhatsApp how all templates stand, where that was not asked for hours."""
        now, news = asyncio.get_running_loop().time(), self._news
        if not self._waba or self._book is None or now - self._asked < ASK_SECONDS:
            return
        self._asked = now
        try:
            found = await self.listed()
            async with self._telling:
                if self._news == news:
                    await self._book.listed(found)
                else:
                    self._asked = -ASK_SECONDS  # once more, at the next look
        except (ChannelError, StorageError) as error:
            log.info(
                "whatsapp.templates_unknown", channel=self._account, error=type(error).__name__
            )

    async def listed(self) -> list[Mapping[str, Any]]:
        """Return the business account's templates: name, language, status, category, components.

        Raises:
            Rejected: no business account is set.
            ChannelError: what went wrong, by the table in ``whatsapp_http``.
        """
        if not self._waba:
            raise Rejected("no business account: set RAFIQ_WHATSAPP_WABA_ID")
        found: list[Mapping[str, Any]] = []
        query = {"fields": "name,language,status,category,components", "limit": "200"}
        for _ in range(PAGES):
            answer = await self._door.ask("GET", f"{self._waba}/message_templates", params=query)
            match answer.get("data"):
                case [*rows]:
                    found += [row for row in rows if isinstance(row, dict)]
            match answer.get("paging"):
                case {"next": str(), "cursors": {"after": str(after)}}:
                    query = {**query, "after": after}
                case _:
                    break
        return found
