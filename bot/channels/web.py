"""The web chat on ``/try``: a channel whose provider is this process and whose app is one page.

Answers go in by ``POST /try/send`` and are acknowledged once they are committed; messages come out
as server-sent events. It is for this machine alone, or for those who know the password
(``web_guard``). Behind the page each person has a walk of her own, with her own clock and her own
troubles (``bot.rehearsal``); without walks it is a plain channel, without tools.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import (
    FileResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from bot.channels.base import Delivery, Limits, Request, Take
from bot.channels.web_files import Files
from bot.channels.web_guard import COOKIE, HEADERS, SESSION_SECONDS, Closed, Guard, LoginNeeded
from bot.channels.web_http import answered, read_json, reason
from bot.channels.web_lines import RETRY_SECONDS, History, Line, Lines, Shown, no_history
from bot.channels.web_parse import MEDIA_NAME, parse, person, shown, storable
from bot.channels.web_person import LIMITS, render
from bot.channels.web_skins import Skin, as_skin, dress
from bot.channels.web_tools import Tools, Walk, Walks
from flows.incoming import Upload
from flows.message import Message
from storage.errors import StorageError

__all__ = ["History", "Line", "Web", "no_history", "parse", "render", "storable"]

STREAMS = 1_000
SKINS_KEPT = 10_000

PAGES = {
    "try.html": "text/html; charset=utf-8",
    "login.html": "text/html; charset=utf-8",
    "closed.html": "text/html; charset=utf-8",
    "try.css": "text/css; charset=utf-8",
    "tools.css": "text/css; charset=utf-8",
    "try.js": "text/javascript; charset=utf-8",
    "skins.js": "text/javascript; charset=utf-8",
    "tools.js": "text/javascript; charset=utf-8",
    "try.svg": "image/svg+xml",
    "words.json": "application/json",
}


class MakeWalks(Protocol):
    """Makes what stands behind the pages."""

    def __call__(self, *, lines: Lines, files: Files) -> Walks:
        """Return the walks, which show what is said in ``lines``."""
        ...


Answer: TypeAlias = Callable[[HttpRequest], Awaitable[Response]]


class Web:
    """The web chat's account; :meth:`routes` are its pages, and :meth:`run` opens its door."""

    def __init__(
        self,
        *,
        uploads: Path,
        media: Path,
        now: Callable[[], datetime],
        history: History = no_history,
        guard: Guard | None = None,
        walks: MakeWalks | None = None,
        account: str = "web:default",
    ) -> None:
        """Keep what it is given.

        Args:
            uploads: Folder for what people send, until it is fetched; made if it is missing.
            media: Folder of the stored files that messages may carry.
            now: The clock, UTC.
            history: What is stored of a person's conversation; not asked where there are walks.
            guard: Who may come in; None: this machine alone.
            walks: Makes what stands behind each person's page; None: the inbox alone.
            account: What addresses are filed under where there are no walks.
        """
        self._media = media
        self._now = now
        self._guard = guard or Guard()
        self._account = account
        self._files = Files(uploads)
        self._skins: dict[str, Skin] = {}
        self._walks: Walks | None = None
        self._lines = Lines(history=partial(self._stored, history), dress=self._dress)
        self._streams = 0
        self._take: Take | None = None
        if walks is not None:
            self._walks = walks(lines=self._lines, files=self._files)
        pages = files("bot.channels") / "pages"
        self._pages = {name: (pages / name).read_bytes() for name in PAGES}

    @property
    def account(self) -> str:
        """``web:default``."""
        return self._account

    @property
    def limits(self) -> Limits:
        """None worth naming."""
        return LIMITS

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the line that the page draws."""
        return render(to, message)

    async def send(self, to: str, request: Request) -> str:
        """Put the line where the person's open pages and the next reload find it; never fails."""
        line_id = secrets.token_hex(12)
        self._lines.add(to, line_id, "bot", self._now(), request.payload)
        return line_id

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent."""
        return self._files.fetch(upload)

    async def run(self, take: Take) -> None:
        """Take updates until cancelled; then the door answers 503 and open pages are let go.

        Uvicorn waits for open connections when it stops: cancel this first.
        """
        self._take = take
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._files.tidy())
                if self._walks is not None:
                    group.create_task(self._walks.run())
        finally:
            self._take = None
            self._lines.wake()

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person's conversation: she erased it."""
        self._lines.forget(sender)

    def routes(self) -> list[Route]:
        """Return the pages and the door."""
        found = [
            Route("/try", self._guarded(self._page, page=True)),
            Route("/try/login", self._guarded(self._login_page, page=True, login=True)),
            Route("/try/login", self._guarded(self._login, login=True), methods=["POST"]),
            Route("/try/static/{name}", self._guarded(self._static, login=True, look=True)),
            Route("/try/send", self._guarded(self._send), methods=["POST"]),
            Route("/try/events", self._guarded(self._events)),
            Route("/try/history", self._guarded(self._lines_page)),
            Route("/try/media/{name}", self._guarded(self._media_file)),
        ]
        if self._walks is not None:
            tools = Tools(
                walks=self._walks,
                of=partial(self._walk, self._walks),
                say=self._say,
                dress_in=self._dress_in,
                near=self._guard.near,
            )
            found += [
                Route(path, self._guarded(answer), methods=[method])
                for path, method, answer in tools.routes()
            ]
        return found

    # ------------------------------------------------------------ who may come in

    def _guarded(
        self, answer: Answer, *, page: bool = False, login: bool = False, look: bool = False
    ) -> Answer:
        """Return the answer for those who may come in, and the way in for the others."""

        async def guarded(http: HttpRequest) -> Response:
            try:
                self._guard.check(http, page=page, login=login)
                return await answer(http)
            except Closed:
                if look:  # what the page that says so looks like
                    return await answer(http)
                return self._asset(http, "closed.html", status=403)
            except LoginNeeded:
                if page:
                    return _to("/try/login", http)
                raise HTTPException(401, "log in at /try/login", headers=HEADERS) from None
            except StorageError as error:  # the database is busy, full or gone: nothing was kept
                raise self._busy() from error

        return guarded

    async def _login_page(self, http: HttpRequest) -> Response:
        if not self._guard.asks:
            return RedirectResponse("/try", 303, headers=HEADERS)
        page = self._pages["login.html"]
        if "wrong" in http.query_params:
            page = page.replace(b'hidden id="wrong"', b'id="wrong"')
        headers = {**HEADERS, "Cache-Control": "no-store"}
        return Response(page, media_type=PAGES["login.html"], headers=headers)

    async def _login(self, http: HttpRequest) -> Response:
        session = await self._guard.login(http)
        if session is None:
            return _to("/try/login", http, wrong=True)
        answer = _to("/try", http)
        secure = "https" in (http.url.scheme, http.headers.get("x-forwarded-proto", ""))
        answer.set_cookie(
            COOKIE,
            session,
            max_age=int(SESSION_SECONDS),
            path="/try",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
        return answer

    # ------------------------------------------------------------ pages

    async def _page(self, http: HttpRequest) -> Response:
        return self._asset(http, "try.html")

    async def _static(self, http: HttpRequest) -> Response:
        name = http.path_params["name"]
        if name not in self._pages or name.endswith(".html"):
            raise HTTPException(404, headers=HEADERS)
        return self._asset(http, name)

    def _asset(self, http: HttpRequest, name: str, *, status: int = 200) -> Response:
        content = self._pages[name]
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {**HEADERS, "Cache-Control": "no-cache", "ETag": tag}
        if http.headers.get("if-none-match") == tag and status == 200:
            return Response(status_code=304, headers=headers)
        return Response(content, status, media_type=PAGES[name], headers=headers)

    async def _media_file(self, http: HttpRequest) -> Response:
        """Return a file that a message to this very person carries."""
        name = http.path_params["name"]
        lines = await self._lines.plain(self._person(http))
        sent = {
            item["name"]
            for line in lines
            if line["who"] == "bot"
            for item in line["said"].get("media", ())
        }
        path = self._media / name
        known = name in sent and MEDIA_NAME.fullmatch(name) is not None
        if not known or not await asyncio.to_thread(path.is_file):
            raise HTTPException(404, headers=HEADERS)
        return FileResponse(path, headers={**HEADERS, "Cache-Control": "private, no-cache"})

    async def _lines_page(self, http: HttpRequest) -> Response:
        after = self._lines.now()
        return answered({"lines": await self._lines.of(self._person(http)), "after": after})

    async def _events(self, http: HttpRequest) -> Response:
        name = self._person(http)
        if self._streams >= STREAMS:
            raise HTTPException(503, headers={**HEADERS, "Retry-After": "30"})
        if "skin" in http.query_params:
            await self._look(name, http.query_params["skin"])
        seen = http.headers.get("last-event-id") or http.query_params.get("after", "")
        headers = {**HEADERS, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self._stream(name, seen)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, name: str, seen: str) -> AsyncIterator[str]:
        self._streams += 1
        events = self._lines.stream(name, seen, lambda: self._take is not None)
        try:
            async with aclosing(events):
                async for event in events:
                    yield event
        finally:
            self._streams -= 1

    # ------------------------------------------------------------ the door

    async def _send(self, http: HttpRequest) -> Response:
        if self._take is None:
            raise self._busy()
        is_json = http.headers.get("content-type", "").partition(";")[0] == "application/json"
        try:
            body = await (read_json(http) if is_json else self._receive(http))
            ids = await self._say([body])
        except (ValueError, RecursionError) as error:
            return answered({"error": reason(error)}, 400)
        return answered({"id": ids[0]})

    async def _receive(self, http: HttpRequest) -> Mapping[str, Any]:
        return await self._files.receive(http, self._account)

    async def _say(self, bodies: Sequence[Mapping[str, Any]]) -> list[str]:
        """Hand on what a page sends, together if it is several; return their ids.

        Raises:
            ValueError: It is not what the page sends.
            StorageError: The database is busy; nothing was kept.
        """
        if self._take is None:
            raise self._busy()
        name, account, take, at = person(bodies[0]), self._account, self._take, self._now()
        if self._walks is not None:
            walk = await self._walk(self._walks, name)
            account, take, at = walk.account, walk.take, walk.now()
        found = []
        for body in bodies:
            incoming = parse(body, account=account, at=at)
            if incoming.sender != name:
                raise ValueError("one person sends")
            found.append(Delivery(incoming=incoming, body=storable(body)))
        await take(found)
        for each in found:
            self._lines.add(name, each.incoming.id, "person", at, shown(each.body or {}))
        return [each.incoming.id for each in found]

    # ------------------------------------------------------------ how it looks

    def _dress(self, name: str, lines: Sequence[Shown]) -> Sequence[Shown]:
        skin = self._skins.get(name, "plain")
        return dress(lines, skin) if skin != "plain" else lines

    async def _dress_in(self, name: str, skin: Skin) -> None:
        if len(self._skins) > SKINS_KEPT:
            del self._skins[next(iter(self._skins))]
        changed = self._skins.get(name, "plain") != skin
        self._skins[name] = skin
        if self._walks is not None:
            await self._walk(self._walks, name)
        if changed:
            self._lines.again(name)

    async def _look(self, name: str, skin: str) -> None:
        try:
            await self._dress_in(name, as_skin(skin))
        except ValueError as error:
            raise HTTPException(400, str(error), headers=HEADERS) from error

    async def _walk(self, walks: Walks, name: str) -> Walk:
        """Return a person's walk in the skin of her page; one that was idle begins anew."""
        walk = await walks.of(name)
        walk.wear(self._skins.get(name, "plain"))
        return walk

    async def _stored(self, history: History, name: str) -> Sequence[Line]:
        if self._walks is not None:
            return await (await self._walk(self._walks, name)).history()
        return await history(name)

    # ------------------------------------------------------------ answers

    def _person(self, http: HttpRequest) -> str:
        try:
            return person(http.query_params)
        except ValueError as error:
            raise HTTPException(400, str(error), headers=HEADERS) from error

    @staticmethod
    def _busy() -> HTTPException:
        return HTTPException(503, headers={**HEADERS, "Retry-After": str(RETRY_SECONDS)})


def _to(path: str, http: HttpRequest, *, wrong: bool = False) -> Response:
    """Lead to another of our pages; what a start link asks for goes along."""
    parts = [part for part in http.url.query.split("&") if part and part != "wrong"]
    query = "&".join([*parts, *(["wrong"] if wrong else [])])
    return RedirectResponse(f"{path}?{query}" if query else path, 303, headers=HEADERS)
