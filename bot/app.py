"""Builds every object once and runs them in one TaskGroup."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

from bot import care, publishing
from bot.accounts import Standings
from bot.channels.base import Channel
from bot.channels.terminal import Terminal
from bot.clock import bells, check_zones, utc_now
from bot.dispatcher import Dispatcher
from bot.feeds import Feeds, alone
from bot.fetcher import Fetcher
from bot.inbox import Inbox
from bot.metrics import Metrics
from bot.programme.nudges import Nudges
from bot.programme.prompts import Kept
from bot.programme.reminders import Reminders
from bot.renewing import Renewal
from bot.roles import ALL, Roles
from bot.rows import Outcome
from bot.settings import ConfigError, Settings, TelegramAccount, WhatsAppAccount
from bot.waking import Waking
from flows.prompts import Prompts
from flows.world import World
from storage.engine import Store, open_store
from storage.upgrade import upgrade

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram
    from bot.channels.web import Web
    from bot.channels.web_tools import Walks
    from bot.channels.whatsapp import WhatsApp

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
            store=store, world=lambda: self.world, now=now, committed=self._committed
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


async def serve(
    settings: Settings,
    *,
    host: str,
    port: int | None = None,
    roles: Roles = ALL,
    rehearse: Callable[..., Walks] | None = None,
) -> None:
    """Run what is configured until SIGINT or SIGTERM.

    Args:
        settings: Of the installation.
        host: What is listened on.
        port: And where; None: on 8000 where updates are taken, else nowhere.
        roles: What is done here.
        rehearse: ``bot.rehearsals.Rehearsals``: what stands behind the web chat's pages.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    async with opened(settings) as store:
        await _alone_on_sqlite(store, roles)
        world = await publishing.publish(store, now=utc_now)
        settings.check_programmes(world.programmes)
        world = replace(world, bound=settings.offers())
        standings = Standings(store=store, now=utc_now, monotonic=time.monotonic)
        channels, http = configured(
            settings,
            store,
            pages="inbox" in roles,
            standings=standings,
            host=host,
            walks=partial(rehearse, settings=settings, store=store, world=lambda: world)
            if rehearse is not None
            else None,
        )
        app = App(
            settings=settings,
            store=store,
            world=world,
            channels=channels if roles != {"clock"} else [],
            standings=standings,
            roles=roles,
        )

        def renewed(new: World) -> None:
            nonlocal world
            world = replace(new, bound=world.bound, prompts=app.world.prompts)
            app.world = world

        renewal = Renewal(store=store, renewed=renewed, now=utc_now, media=settings.media)
        loop.add_signal_handler(signal.SIGHUP, renewal.wake)
        app.beside.append(renewal.run)
        from bot.http import Server, announce, metrics_route

        metrics = metrics_route(app.metrics.page, public=settings.metrics_public)
        if port is None and "inbox" not in roles:
            await app.run(stop, ready=lambda: announce(", ".join(sorted(roles))))
            return
        routes = [*http, metrics] if "inbox" in roles else [metrics]
        server = Server(routes=routes, host=host, port=8000 if port is None else port)
        async with server:
            web = settings.web_chat and "inbox" in roles
            await app.run(stop, ready=lambda: server.announce(web=web))


async def _alone_on_sqlite(store: Store, roles: Roles) -> None:
    """Let one process at a time serve from a SQLite file.

    Raises:
        ConfigError: Another one does.
    """
    if store.dialect != "sqlite":
        return
    if await store.try_hold("serve") is None:
        raise ConfigError(
            f"Another rafiq serve uses {store.path}. Stop it first, or set "
            "RAFIQ_DATABASE_URL to another file; several processes (--role) need PostgreSQL."
        )
    if missing := ALL - roles:
        log.warning("serve.alone_on_sqlite", nobody_does=sorted(missing))


def configured(
    settings: Settings,
    store: Store,
    *,
    pages: bool = True,
    standings: Standings | None = None,
    host: str = "127.0.0.1",
    walks: Callable[..., Walks] | None = None,
) -> tuple[list[Channel], list[Any]]:
    """Return the channels that are configured and their routes.

    The web chat is one of them only where pages are served.

    Args:
        settings: Of the installation.
        store: Open.
        pages: A server serves the routes.
        standings: How the accounts stand.
        host: What is listened on: where other machines can come in, the web chat has a login.
        walks: Makes what stands behind the web chat's pages; None: it has no tools.
    """
    channels: list[Channel] = []
    routes: list[Any] = []
    known = standings or Standings(store=store, now=utc_now, monotonic=time.monotonic)
    for name, account in settings.telegrams().items():
        telegram = _telegram(settings, store, name, account, known)
        channels.append(telegram)
        routes += telegram.routes()
    for name, number in settings.whatsapps().items():
        whatsapp = _whatsapp(settings, store, name, number, known)
        channels.append(whatsapp)
        routes += whatsapp.routes()
    if pages and settings.web_chat:
        web = _web(settings, store, host, walks)
        channels.append(web)
        routes += web.routes()
    return channels, routes


def _web(settings: Settings, store: Store, host: str, walks: Callable[..., Walks] | None) -> Web:
    from bot.channels.web import Web
    from bot.channels.web_guard import Guard, is_loopback
    from bot.history import lines

    password = settings.try_password
    return Web(
        uploads=settings.media.parent / "uploads",
        media=settings.media,
        now=utc_now,
        history=lambda sender: lines(store, "web:default", sender),
        guard=Guard(
            beyond=not is_loopback(host),
            password=password.get_secret_value() if password is not None else "",
            names=[urlsplit(settings.public_url).hostname or ""],
        ),
        walks=walks,
    )


def _whatsapp(
    settings: Settings, store: Store, name: str, own: WhatsAppAccount, standings: Standings
) -> WhatsApp:
    from bot.channels.whatsapp import WhatsApp
    from bot.programme.templates import Ledger
    from bot.statuses import Statuses

    def fault(account: str, code: str) -> None:
        standings.of(account).fault(code)

    statuses = Statuses(store=store, now=utc_now, fault=fault)
    return WhatsApp(
        account=f"whatsapp:{name}",
        token=own.token.get_secret_value(),
        phone_number_id=own.phone_number_id,
        waba_id=own.waba_id,
        app_secret=own.app_secret.get_secret_value(),
        verify_token=own.verify_token.get_secret_value(),
        api_base=own.api_base,
        media=settings.media,
        statuses=statuses.take,
        moves=statuses.moved,
        wishes=statuses.wished,
        known=statuses.known,
        book=Ledger(
            store=store,
            account=f"whatsapp:{name}",
            now=utc_now,
            # Numbers of one business account have the same templates.
            shared=[
                f"whatsapp:{other}"
                for other, each in settings.whatsapps().items()
                if own.waba_id and each.waba_id == own.waba_id
            ],
        ),
        daily=own.daily_recipients,
        bidi=own.bidi,
        accounts={
            each.phone_number_id: f"whatsapp:{other}"
            for other, each in settings.whatsapps().items()
        },
        now=utc_now,
    )


def _telegram(
    settings: Settings, store: Store, name: str, own: TelegramAccount, standings: Standings
) -> Telegram:
    from bot.channels.telegram import Telegram
    from bot.history import shown

    account = f"telegram:{name}"
    return Telegram(
        account=account,
        token=own.token.get_secret_value(),
        media=settings.media,
        api_base=own.api_base,
        file_base=own.file_base,
        hold=lambda: alone(store, f"poll:{account}"),
        secret=own.secret.get_secret_value() if own.secret is not None else None,
        webhook_url=settings.public_url if own.mode == "webhook" else None,
        words=publishing.words(),
        alarm=standings.of(account).alarm,
        bidi=own.bidi,
        recall=partial(shown, store, account),
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
