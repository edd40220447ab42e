"""Builds every object once and runs them in one TaskGroup."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from bot import care
from bot.accounts import Standings
from bot.channels.base import Channel
from bot.channels.terminal import Terminal
from bot.clock import bells, utc_now
from bot.dispatcher import Dispatcher
from bot.feeds import Feeds
from bot.fetcher import Fetcher
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.programme.nudges import Nudges
from bot.programme.prompts import Kept
from bot.programme.reminders import Reminders
from bot.roles import ALL, Roles
from bot.rows import Outcome
from bot.settings import Settings
from bot.waking import Waking
from flows.prompts import Prompts
from flows.world import World
from storage.engine import Store
from storage.newcomers import Siblings

PAGES = "web:"
"""Accounts whose messages are shown by the process that serves their pages."""

log = structlog.get_logger()


class App:
    """The parts of one process, wired together."""

    def __init__(
        self,
        *,
        settings: Settings,
        store: Store,
        world: World,
        channels: Sequence[Channel],
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        accounts: Collection[str] | None = None,
        standings: Standings | None = None,
        roles: Roles = ALL,
    ) -> None:
        """Build the parts.

        Args:
            settings: Of the installation.
            store: Open and up to date.
            world: Forms, programmes and words.
            channels: Whose messages come and go here.
            now: The time of day, UTC.
            monotonic: Seconds, for waiting.
            accounts: Whose reminders are planned here; None: everybody's.
            standings: How the accounts stand, where the channels were given them already.
            roles: What is done here; all but the clock's needs channels.
        """
        self.settings = settings
        self.store = store
        self.world = world
        self.beside: list[Callable[[], Coroutine[Any, Any, None]]] = []
        """What else runs as long as this does."""
        self.now = now
        self.roles = roles
        self.channels: Mapping[str, Channel] = {each.account: each for each in channels}
        self.inbox = Inbox(
            store=store,
            world=lambda: self.world,
            now=now,
            committed=self._committed,
            siblings=siblings(self.channels),
        )
        self.standings = standings or Standings(store=store, now=now, monotonic=monotonic)
        self.metrics = Metrics(
            store=store, accounts=self.channels, now=now, standings=self.standings
        )
        self.dispatchers = {
            account: Dispatcher(
                channel=channel,
                store=store,
                now=now,
                monotonic=monotonic,
                tried=self.metrics.tried,
                standings=self.standings,
            )
            for account, channel in self.channels.items()
            # A page shows what its own process says.
            if "dispatch" in roles or account.startswith(PAGES)
        }
        self.waking = Waking(store=store, dispatchers=self.dispatchers)
        self.feeds = Feeds(
            channels=self.channels.values(),
            take=self.inbox.take,
            standings=self.standings,
            works=self.waking.wake,
        )
        self.fetcher = Fetcher(
            store=store,
            channels=self.channels,
            folder=settings.media,
            now=now,
            take=self.inbox.take,
        )
        self.nudges = Nudges(
            store=store,
            world=lambda: self.world,
            now=now,
            queued=self.waking.wake,
            accounts=accounts,
        )
        self.recordings = Kept(store=store, media=settings.media, use=self._speak)
        self.reminders = Reminders(
            store=store,
            world=lambda: self.world,
            now=now,
            queued=self.waking.wake,
            accounts=accounts,
        )

    def _speak(self, prompts: Prompts) -> None:
        self.world = replace(self.world, prompts=prompts)

    def _committed(self, outcome: Outcome) -> None:
        self.metrics.committed(outcome)
        for account in outcome.accounts:
            self.waking.wake(account)
        if outcome.media:
            self.fetcher.wake()
        if outcome.recorded:
            self.recordings.wake()
        for name in outcome.erased:
            with contextlib.suppress(OSError):
                (self.settings.media / name).unlink(missing_ok=True)
        for account, sender in outcome.forgotten:
            forget = getattr(self.channels.get(account), "forget", None)
            if forget is not None:
                forget(sender)

    async def tick(self) -> None:
        """Do what is due: expire, remind, finish broadcasts; a second tick does nothing."""
        await self.reminders.tick()
        await self.nudges.tick()
        await self.recordings.look()
        await care.minute(self.store, self.now())

    async def nightly(self) -> None:
        """Arm the trainings anew and drop what was kept long enough."""
        await self.reminders.arm()
        for name in await care.night(self.store, self.now(), self.world.programmes):
            with contextlib.suppress(OSError):
                (self.settings.media / name).unlink(missing_ok=True)

    async def run(self, stop: asyncio.Event, *, ready: Callable[[], None] = lambda: None) -> None:
        """Run until ``stop``: take no more updates, finish the batch and the sends in flight."""
        async with contextlib.AsyncExitStack() as stack:
            for channel in self.channels.values():
                if isinstance(channel, AbstractAsyncContextManager):
                    await stack.enter_async_context(channel)
            async with asyncio.TaskGroup() as group:
                inbox = group.create_task(self.inbox.run())
                sending = [group.create_task(each.run()) for each in self.dispatchers.values()]
                feeds = [group.create_task(work) for work in self._feeds()]
                others = [group.create_task(work) for work in self._others()]
                async with self._bells():
                    self.waking.wake()
                    care.settle()
                    ready()
                    await stop.wait()
                log.info("serve.stopping")
                for feed in feeds:
                    feed.cancel()
                self.inbox.close()
                await inbox
                for dispatcher in self.dispatchers.values():
                    dispatcher.close()
                await asyncio.gather(*sending)
                for other in others:
                    other.cancel()
            await self.standings.tell()

    def _feeds(self) -> list[Coroutine[Any, Any, None]]:
        """Return what brings updates in, where that is done here, and asks who the accounts are."""
        feeds = [self.feeds.check(channel) for channel in self.channels.values()]
        if "inbox" in self.roles:
            feeds += [self.feeds.run(channel) for channel in self.channels.values()]
        return feeds

    def _others(self) -> list[Coroutine[Any, Any, None]]:
        others = [self.standings.run(), self.metrics.run(), self.waking.run()]
        others += [each() for each in self.beside]
        if "inbox" not in self.roles:
            return others
        return [*others, self.fetcher.run(), self.recordings.run()]

    @asynccontextmanager
    async def _bells(self) -> AsyncIterator[None]:
        """Ring while inside, where this process is the clock."""
        if "clock" not in self.roles:
            yield
            return
        await self.reminders.arm()
        async with bells({"minute": self.tick, "nightly": self.nightly}):
            yield


def siblings(accounts: Collection[str]) -> Siblings:
    """Return the other accounts of the same channel, by account; none where each is alone."""
    found = {
        each: [other for other in accounts if other != each and _channel(other) == _channel(each)]
        for each in accounts
    }
    return {account: others for account, others in found.items() if others}


def _channel(account: str) -> str:
    return account.partition(":")[0]


def terminal_app(
    settings: Settings,
    store: Store,
    world: World,
    terminal: Terminal,
    now: Callable[[], datetime],
) -> App:
    """Return the parts for one person at a terminal: no other account is sent to."""
    return App(
        settings=settings,
        store=store,
        world=world,
        channels=[terminal],
        now=now,
        accounts=[terminal.account],
    )
