"""The web server: every channel's routes on one address."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.channels.webhooks import Hook
from bot.metrics import CONTENT_TYPE
from bot.settings import ConfigError

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What proxies add: behind one on this machine everybody seems to be on this machine."""
NOT_WELL = "not ok: the database cannot be written to now\n"
_AS_OF_NOW = {"cache-control": "no-store"}


def health_route(holds: Callable[[], Awaitable[bool]]) -> Route:
    """Return ``/healthz``: 200 where the process can do its work, else 503; one line for anybody.

    Args:
        holds: ``bot.health.Health.holds``.
    """

    async def answer(_: Request) -> Response:
        if await holds():
            return PlainTextResponse("ok\n", headers=_AS_OF_NOW)
        return PlainTextResponse(NOT_WELL, 503, headers=_AS_OF_NOW)

    return Route("/healthz", answer)


async def _home(_: Request) -> Response:
    return RedirectResponse("/try")


def metrics_route(page: Callable[[], Awaitable[bytes]], *, public: bool) -> Route:
    """Return ``/metrics``; whoever may not see it does not find it.

    Args:
        page: Makes it, in Prometheus's text format.
        public: For everybody; else only for this machine, and not through a proxy on it.
    """

    async def answer(http: Request) -> Response:
        if not (public or _near(http)):
            return PlainTextResponse("Not Found", 404)
        return Response(await page(), media_type=CONTENT_TYPE)

    return Route("/metrics", answer)


def _near(http: Request) -> bool:
    if any(name in http.headers for name in _FORWARDED) or http.client is None:
        return False
    try:
        return ip_address(http.client.host).is_loopback
    except ValueError:
        return False


class Server:
    """uvicorn inside our own event loop; stopping it is ours too."""

    def __init__(self, *, routes: Sequence[BaseRoute], host: str, port: int) -> None:
        self._host, self._port = host, port
        web = any(getattr(each, "path", "") == "/try" for each in routes)
        app: Any = Starlette(routes=[*routes, *([Route("/", _home)] if web else [])])
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,  # a query may hold an address
            server_header=False,
            proxy_headers=False,  # read below, by those for whom they matter
            lifespan="off",
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=16_384,
        )
        config.app = _HooksFirst(routes, ProxyHeadersMiddleware(app, config.forwarded_allow_ips))
        self._server = _Quiet(config)
        self._task: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> Server:
        task = asyncio.create_task(self._server.serve(sockets=[self._bound()]))
        self._task = task
        while not self._server.started:
            if task.done():
                with contextlib.suppress(SystemExit):
                    task.result()
                raise ConfigError(
                    f"{self._host}:{self._port} cannot be used. Is another program on it? "
                    "Choose another with --port."
                )
            await asyncio.sleep(0.01)
        return self

    def _bound(self) -> socket.socket:
        """Return a socket on the address; bound by us, since uvicorn would end the process."""
        try:
            family, _, _, _, address = socket.getaddrinfo(
                self._host, self._port, type=socket.SOCK_STREAM
            )[0]
            return socket.create_server(address[:2], family=family, backlog=2_048)
        except (OSError, OverflowError) as error:
            raise ConfigError(
                f"{self._host}:{self._port} cannot be used. Is another program on it? "
                "Choose another with --port."
            ) from error

    async def __aexit__(self, *_: object) -> None:
        self._server.end()
        if self._task is not None:
            await self._task

    def announce(self, *, web: bool) -> None:
        """Say where the server is, once everything runs."""
        page = "/try" if web else "/healthz"
        announce(f"http://{self._host}:{self._port}{page}")


def announce(what: str) -> None:
    """Say that everything runs, in the one line that goes to standard output."""
    sys.stdout.write(f"Rafiq is ready: {what}\n")
    sys.stdout.flush()


class _HooksFirst:
    """Webhooks straight at their doors; whatever else there is by another application."""

    def __init__(self, routes: Sequence[BaseRoute], others: Any) -> None:
        found = (each.endpoint for each in routes if isinstance(each, Route))
        self._hooks = {each.path: each for each in found if isinstance(each, Hook)}
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        posted = scope["type"] == "http" and scope["method"] == "POST"
        hook = self._hooks.get(scope["path"]) if posted else None
        await (hook or self._others)(scope, receive, send)


class _Quiet(uvicorn.Server):
    """Leaves signals to the application, and ends as soon as nobody is being answered."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._end = asyncio.Event()

    def end(self) -> None:
        """Take no more connections, and finish."""
        self.should_exit = True
        self._end.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        """Do nothing: ``bot.serving`` listens to SIGINT and SIGTERM."""
        yield

    async def main_loop(self) -> None:
        """Set the answers' date anew each second, until the end."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what is idle, and let the answers that are on their way be finished."""
        for each in (*self.servers, *(sockets or ())):
            each.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                # uvicorn's sets tell nobody when they are empty.
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()
