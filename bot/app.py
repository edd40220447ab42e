"""Builds every object once and runs them in one TaskGroup."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot import care, publishing
from bot.batch import Outcome
from bot.channels.base import Channel
from bot.channels.terminal import Terminal
from bot.clock import bells, check_zones, utc_now
from bot.dispatcher import Dispatcher
from bot.fetcher import Fetcher
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.programme.reminders import Reminders
from bot.settings import ConfigError, Settings, TelegramAccount
from flows.world import World
from storage.engine import Store, open_store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.channels.telegram import Telegram
    from bot.channels.whatsapp import WhatsApp

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
        """
        self.settings = settings
        self.store = store
        self.world = world
        self.now = now
        self.channels: Mapping[str, Channel] = {each.account: each for each in channels}
        self.inbox = Inbox(
            store=store, world=lambda: self.world, now=now, committed=self._committed
        )
        self.metrics = Metrics(store=store, accounts=self.channels, now=now)
        self.dispatchers = {
            account: Dispatcher(
                channel=channel,
                store=store,
                now=now,
                monotonic=monotonic,
                tried=self.metrics.tried,
            )
            for account, channel in self.channels.items()
        }
        self.fetcher = Fetcher(
            store=store,
            channels=self.channels,
            folder=settings.media,
            now=now,
            take=self.inbox.take,
        )
        self.reminders = Reminders(
            store=store,
            world=lambda: self.world,
            now=now,
            queued=self._wake_all,
            accounts=accounts,
        )

    def _committed(self, outcome: Outcome) -> None:
        self.metrics.committed(outcome)
        for account in outcome.accounts:
            if account in self.dispatchers:
                self.dispatchers[account].wake()
        if outcome.media:
            self.fetcher.wake()
        for name in outcome.erased:
            with contextlib.suppress(OSError):
                (self.settings.media / name).unlink(missing_ok=True)
        for account, sender in outcome.forgotten:
            forget = getattr(self.channels.get(account), "forget", None)
            if forget is not None:
                forget(sender)

    def _wake_all(self) -> None:
        for dispatcher in self.dispatchers.values():
            dispatcher.wake()

    async def tick(self) -> None:
        """Do what is due: expire, remind, finish broadcasts; a second tick does nothing."""
        await self.reminders.tick()
        await care.minute(self.store)

    async def nightly(self) -> None:
        """Arm the trainings anew and drop what was kept long enough."""
        await self.reminders.arm()
        await care.night(self.store, self.now())

    async def run(self, stop: asyncio.Event, *, ready: Callable[[], None] = lambda: None) -> None:
        """Run until ``stop``: take no more updates, finish the batch and the sends in flight."""
        async with contextlib.AsyncExitStack() as stack:
            for channel in self.channels.values():
                if isinstance(channel, AbstractAsyncContextManager):
                    await stack.enter_async_context(channel)
            async with asyncio.TaskGroup() as group:
                inbox = group.create_task(self.inbox.run())
                sending = [group.create_task(each.run()) for each in self.dispatchers.values()]
                feeds = [
                    group.create_task(channel.run(self.inbox.take))
                    for channel in self.channels.values()
                ]
                fetching = group.create_task(self.fetcher.run())
                measuring = group.create_task(self.metrics.run())
                await self.reminders.arm()
                async with bells({"minute": self.tick, "nightly": self.nightly}):
                    self._wake_all()
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
                fetching.cancel()
                measuring.cancel()


@asynccontextmanager
async def opened(settings: Settings, *, check: bool = True) -> AsyncIterator[Store]:
    """Yield the store of an installation, its tables up to date."""
    if check:
        check_zones()
    store = await open_store(settings.database_url)
    try:
        await upgrade(store)
        yield store
    finally:
        await store.close()


async def serve(settings: Settings, *, host: str, port: int) -> None:
    """Run everything that is configured until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with opened(settings) as store:
        if store.dialect == "sqlite":
            lock = await store.try_hold("serve")
            if lock is None:
                raise ConfigError(
                    f"Another rafiq serve uses {store.path}. Stop it first, or set "
                    "RAFIQ_DATABASE_URL to another file."
                )
        world = await publishing.publish(store, now=utc_now)
        channels, http = configured(settings, store)
        app = App(settings=settings, store=store, world=world, channels=channels)
        from bot.http import Server, metrics_route

        http.append(metrics_route(app.metrics.page, public=settings.metrics_public))
        server = Server(routes=http, host=host, port=port)
        async with server:
            await app.run(stop, ready=lambda: server.announce(web=settings.web_chat))


def configured(
    settings: Settings, store: Store, *, pages: bool = True
) -> tuple[list[Channel], list[Any]]:
    """Return the channels that are configured and their routes.

    The web chat is one of them only where pages are served.
    """
    channels: list[Channel] = []
    routes: list[Any] = []
    for name, account in settings.telegrams().items():
        telegram = _telegram(settings, store, name, account)
        channels.append(telegram)
        routes += telegram.routes()
    if settings.whatsapp_token is not None:
        whatsapp = _whatsapp(settings, store)
        channels.append(whatsapp)
        routes += whatsapp.routes()
    if pages and settings.web_chat:
        from bot.channels.web import Web
        from bot.history import lines

        web = Web(
            uploads=settings.media.parent / "uploads",
            media=settings.media,
            now=utc_now,
            history=lambda sender: lines(store, "web:default", sender),
        )
        channels.append(web)
        routes += web.routes()
    return channels, routes


def _whatsapp(settings: Settings, store: Store) -> WhatsApp:
    from bot.channels.whatsapp import WhatsApp
    from bot.statuses import Statuses

    def secret(value: SecretStr | None) -> str:
        return value.get_secret_value() if value is not None else ""

    statuses = Statuses(store=store, now=utc_now)
    return WhatsApp(
        account="whatsapp:default",
        token=secret(settings.whatsapp_token),
        phone_number_id=settings.whatsapp_phone_number_id,
        waba_id=settings.whatsapp_waba_id,
        app_secret=secret(settings.whatsapp_app_secret),
        verify_token=secret(settings.whatsapp_verify_token),
        api_base=settings.whatsapp_api_base,
        media=settings.media,
        statuses=statuses.take,
        moves=statuses.moved,
        now=utc_now,
    )


def _telegram(settings: Settings, store: Store, name: str, own: TelegramAccount) -> Telegram:
    from bot.channels.telegram import Telegram

    account = f"telegram:{name}"
    return Telegram(
        account=account,
        token=own.token.get_secret_value(),
        media=settings.media,
        api_base=own.api_base,
        file_base=own.file_base,
        hold=lambda: store.hold(f"poll:{account}"),
        secret=own.secret.get_secret_value() if own.secret is not None else None,
        webhook_url=settings.public_url if own.mode == "webhook" else None,
        words=publishing.words(),
    )


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
