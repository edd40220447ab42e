"""``rafiq serve``: everything that is configured, until it is asked to stop."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot import publishing
from bot.accounts import Standings
from bot.app import App
from bot.clock import utc_now
from bot.configured import configured
from bot.database import alone_on_sqlite, opened
from bot.health import Health
from bot.renewing import Renewal
from bot.roles import ALL, Roles
from bot.settings import Settings
from flows.world import World

if TYPE_CHECKING:
    from bot.channels.web_tools import Walks


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
        await alone_on_sqlite(store, roles)
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
        health = Health(store=store)
        app.beside.append(health.run)
        from bot.http import Server, announce, health_route, metrics_route

        metrics = metrics_route(app.metrics.page, public=settings.metrics_public)
        if port is None and "inbox" not in roles:
            await app.run(stop, ready=lambda: announce(", ".join(sorted(roles))))
            return
        watched = [metrics, health_route(health.holds)]
        routes = [*http, *watched] if "inbox" in roles else watched
        server = Server(routes=routes, host=host, port=8000 if port is None else port)
        async with server:
            web = settings.web_chat and "inbox" in roles
            await app.run(stop, ready=lambda: server.announce(web=web))
