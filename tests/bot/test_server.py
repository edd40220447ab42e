"""The web server's end: answers that are on their way are finished, nobody else holds it up."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.http import Server
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.anyio


class Slow:
    """A page that answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.free = asyncio.Event(), asyncio.Event()
        self.cancelled = False

    async def answer(self, _: Request) -> Response:
        self.asked.set()
        try:
            await self.free.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return PlainTextResponse("at last")

    @property
    def routes(self) -> list[Route]:
        return [Route("/slow", self.answer), Route("/quick", _quick)]


async def _quick(_: Request) -> Response:
    return PlainTextResponse("soon")


def port_of(server: Server) -> int:
    (listening,) = server._server.servers
    port: int = listening.sockets[0].getsockname()[1]
    return port


async def get(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        return await answer.text()


async def test_an_answer_on_its_way_is_finished() -> None:
    page = Slow()
    async with aiohttp.ClientSession() as session, AsyncExitStack() as stack:
        server = await stack.enter_async_context(
            Server(routes=page.routes, host="127.0.0.1", port=0)
        )
        url = f"http://127.0.0.1:{port_of(server)}"
        assert await get(session, f"{url}/quick") == "soon"  # a connection that stays open, idle
        waiting = asyncio.create_task(get(session, f"{url}/slow"))
        await page.asked.wait()
        ending = asyncio.create_task(stack.aclose())
        await until(lambda: not server._server.servers[0].is_serving())
        with pytest.raises(aiohttp.ClientConnectorError):
            await get(session, f"{url}/quick")
        assert not ending.done()
        page.free.set()
        assert await waiting == "at last"
        await asyncio.wait_for(ending, PATIENCE)


async def test_an_answer_that_never_comes_is_given_up() -> None:
    page = Slow()
    async with aiohttp.ClientSession() as session:
        async with Server(routes=page.routes, host="127.0.0.1", port=0) as server:
            server._server.config.timeout_graceful_shutdown = 0
            url = f"http://127.0.0.1:{port_of(server)}"
            waiting = asyncio.create_task(get(session, f"{url}/slow"))
            await page.asked.wait()
        assert await waiting == "Internal Server Error"
    assert page.cancelled
