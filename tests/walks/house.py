"""The whole house around one person: real store, inbox, dispatcher; our clock and channel."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.app import App
from bot.channels.base import Delivery, Limits, Rejected, Request, Take
from bot.settings import Settings
from flows.incoming import Incoming, Upload
from flows.message import Message
from flows.state import Answers, Interview, State
from flows.world import World
from storage import conversations, newcomers
from storage.engine import Store, Tx
from storage.schema import metadata
from tests.fakes import messengers

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""When every walk begins."""


class Recorder:
    """A channel that keeps what is said, and knows the files that a walk sends."""

    limits = Limits(per_second=1_000_000.0, at_once=1)

    def __init__(self, account: str) -> None:
        self.account = account
        self.said: list[Message] = []
        self.files: dict[str, bytes] = {}

    def render(self, to: str, message: Message) -> Sequence[Request]:
        return [Request(method="say", payload=message.to_json())]

    async def send(self, to: str, request: Request) -> str:
        self.said.append(Message.from_json(request.payload))
        return str(len(self.said))

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        if upload.reference not in self.files:
            raise Rejected("gone")
        yield self.files[upload.reference]

    async def run(self, take: Take) -> None:
        return


class House:
    """One installation with one person in it."""

    def __init__(self, store: Store, world: World, folder: Path, account: str) -> None:
        self.store = store
        self.world = world
        self.at = MONDAY
        self.channel = Recorder(account)
        self.sender = "4917"
        self._updates = count(1)
        self.app = App(
            settings=Settings(media=folder / "media", web=False),
            store=store,
            world=world,
            channels=[self.channel],
            now=lambda: self.at,
        )

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[House]:
        """Let the inbox run meanwhile."""
        inbox = asyncio.create_task(self.app.inbox.run())
        try:
            yield self
        finally:
            self.app.inbox.close()
            await inbox

    def incoming(self, **what: Any) -> Incoming:
        """Return an update of the person, with the next id, some seconds later."""
        self.at += timedelta(seconds=20)
        own = str(next(self._updates))
        what.setdefault("message", f"m{own}")
        return Incoming(
            account=self.channel.account, sender=self.sender, id=own, at=self.at, **what
        )

    async def take(self, *updates: Incoming) -> list[Message]:
        """Return what is said to these updates, which arrive together."""
        before = len(self.channel.said)
        await self.app.inbox.take([Delivery(incoming=each) for each in updates])
        await self._remembered()
        await self.app.fetcher.drain()
        await self.app.dispatchers[self.channel.account].drain()
        return self._said(before)

    async def advance(self, time: timedelta) -> list[Message]:
        """Return what falls due when time goes by."""
        before = len(self.channel.said)
        self.at += time
        await self.app.tick()
        await self.app.dispatchers[self.channel.account].drain()
        return self._said(before)

    def _said(self, before: int) -> list[Message]:
        """Return what was said since; both messengers would take all of it."""
        for message in self.channel.said[before:]:
            messengers.take(message)
        return self.channel.said[before:]

    async def state(self) -> State:
        """Return what is stored of the person."""
        arrival = newcomers.Arrival(
            account=self.channel.account, sender=self.sender, key=0, at=self.at
        )
        loaded = await self.store.write(lambda tx: conversations.load(tx, [arrival]), aside=True)
        return next(iter(loaded.values())).state

    async def _remembered(self) -> None:
        """Hold what the inbox remembers to what is stored."""
        for (account, sender), kept in self.app.inbox.memory.kept().items():
            arrival = newcomers.Arrival(account=account, sender=sender, key=0, at=self.at)
            load = partial(conversations.load, arrivals=[arrival])
            loaded = await self.store.write(load, aside=True)
            assert loaded[account, sender] == kept

    async def interview(self) -> Interview | None:
        """Return the person's newest interview."""
        found = (await self.state()).interviews
        return found[-1] if found else None

    async def answers(self) -> Answers:
        """Return the newest interview's answers by the names of their questions."""
        interview = await self.interview()
        held = interview.answers if interview else {}
        return {key.rpartition("/")[2]: value for key, value in held.items()}

    async def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table, forms left out."""
        return await self.store.read(_rows)


def _rows(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.name: [
            tuple(row) for row in tx.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in metadata.sorted_tables
        if table.name not in ("form_version",)
    }
