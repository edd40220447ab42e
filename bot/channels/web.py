"""The web chat on ``/try``: a channel whose provider is this process and whose app is one page.

Answers go in by ``POST /try/send`` and are acknowledged once they are committed; messages come out
as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Nobody logs
in, so it is for this machine alone unless it is built with ``public=True``.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import json
import os
import re
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast, get_args
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.base import Delivery, Limits, Rejected, Request, Take
from flows.turn import Incoming, MediaKind, Message, Tap, Upload
from locales.text import direction
from storage.errors import StorageError

LIMITS = Limits(per_second=1000, at_once=64)
"""Ours: sending is a line in this process's memory."""

TEXT_CHARACTERS = 4096
"""As Telegram (https://core.telegram.org/method/messages.sendMessage) and WhatsApp allow."""
BODY_BYTES = 1024 * 1024
FILE_BYTES = 16 * 1024 * 1024
"""As WhatsApp's audio: …/whatsapp/cloud-api/reference/media#supported-media-types."""
BODY_SECONDS = 30.0
FILE_SECONDS = 300.0
FILE_KEPT_SECONDS = 24 * 3600.0
"""A file is copied to the store after the commit; what nobody fetched in this time is dropped."""
HEARTBEAT_SECONDS = 15.0
RETRY_SECONDS = 2
LINES_KEPT = 200
PEOPLE_KEPT = 10_000
STREAMS = 1_000

PAGES = {
    "try.html": "text/html; charset=utf-8",
    "try.css": "text/css; charset=utf-8",
    "try.js": "text/javascript; charset=utf-8",
    "try.svg": "image/svg+xml",
    "words.json": "application/json",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1"}
_NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)
_SECRET_NAME = re.compile(r"[\w.-]{22,64}", re.ASCII)  # too long to be guessed: 128 bits
_START = re.compile(
    r"[\w-]{0,64}", re.ASCII
)  # as https://core.telegram.org/bots/features#deep-linking
_LOCALE = re.compile(r"[A-Za-z0-9-]{1,35}")
_REFERENCE = re.compile(r"[0-9a-f]{32}")
_MEDIA_NAME = re.compile(r"[\w-][\w.-]{0,127}", re.ASCII)
_SUFFIXES = {
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation, as it is shown again after a reload or a restart."""

    id: str
    """The id that ``send`` returned, or the one that the person's page gave its sending."""
    at: datetime
    said: Message | Mapping[str, Any]
    """Our message, or the body that the person's update came in (``Delivery.body``)."""


History: TypeAlias = Callable[[str], Awaitable[Sequence[Line]]]
"""Gives the stored lines of a person, oldest first: what she said, and what was sent to her."""


async def no_history(sender: str) -> Sequence[Line]:
    """Return nothing: for a web chat that keeps its lines in memory alone."""
    return ()


def parse(body: Mapping[str, Any], *, account: str, at: datetime) -> Incoming:
    """Return the update that the page sent; ``at`` is our clock, UTC.

    ``{"as", "id"}`` and one of ``text``, ``tap`` (``token``, ``key``), ``upload``, ``location``
    (latitude, longitude), or a start link's ``start``, ``programme``, ``language``.

    Raises:
        ValueError: it is not what the page sends; the message names the field.
    """
    said = [name for name in ("text", "tap", "upload", "location") if name in body]
    link = any(name in body for name in ("start", "programme", "language"))
    if len(said) + link != 1:
        raise ValueError("send one of text, tap, upload, location, start")
    tap = _mapping(body, "tap")
    return Incoming(
        account=account,
        sender=_matching(_NAME, body, "as"),
        id=_matching(_NAME, body, "id"),
        at=at,
        text=_words(body, "text", TEXT_CHARACTERS),
        tap=Tap(token=_words(tap, "token", 128), key=_words(tap, "key", 256)) if tap else None,
        upload=_upload(_mapping(body, "upload")),
        location=_location(body),
        start=_start_link(body) if link else None,
        locale=_matching(_LOCALE, body, "locale") if "locale" in body else None,
    )


def storable(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a body is worth keeping: the fields that ``parse`` reads, as it read them."""
    kept: dict[str, Any] = {"as": body["as"], "id": body["id"]}
    for name in ("text", "start", "programme", "language", "locale"):
        if name in body:
            kept[name] = _words(body, name, TEXT_CHARACTERS)
    if tap := _mapping(body, "tap"):
        kept["tap"] = {name: _words(tap, name, 256) for name in ("token", "key", "label")}
        kept["tap"]["many"] = tap.get("many") is True
    if location := _location(body):
        kept["location"] = list(location)
    if upload := _upload(_mapping(body, "upload")):
        kept["upload"] = {
            name: getattr(upload, name) for name in ("kind", "reference", "mime", "size", "name")
        }
    return kept


def render(to: str, message: Message) -> Sequence[Request]:
    """Return the one line that the page draws: the message, and the direction it is written in."""
    payload = message.to_json()
    payload["direction"] = direction(message.language)
    payload.pop("template", None)
    return (Request(method="line", payload=payload),)


class Web:
    """The web chat's account; :meth:`routes` are its pages, and :meth:`run` opens its door."""

    def __init__(
        self,
        *,
        uploads: Path,
        media: Path,
        now: Callable[[], datetime],
        history: History = no_history,
        public: bool = False,
        account: str = "web:default",
    ) -> None:
        """Keep what it is given.

        Args:
            uploads: Folder for what people send, until it is fetched; made if it is missing.
            media: Folder of the stored files that messages may carry.
            now: The clock, UTC.
            history: What is stored of a person's conversation.
            public: Serve other machines too: only behind a login.
            account: What addresses are filed under.
        """
        self._uploads = uploads
        self._media = media
        self._now = now
        self._history = history
        self._public = public
        self._account = account
        self._logs: OrderedDict[str, _Log] = OrderedDict()
        self._run = secrets.token_hex(4)
        self._count = 0
        self._streams = 0
        self._take: Take | None = None
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
        self._add(to, line_id, "bot", self._now(), request.payload)
        return line_id

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent.

        Raises:
            Rejected: it is not there, or no longer.
        """
        if not _REFERENCE.fullmatch(upload.reference):
            raise Rejected("no such file")
        try:
            file = await asyncio.to_thread((self._uploads / upload.reference).open, "rb")
        except OSError as error:
            raise Rejected("no such file") from error
        try:
            while chunk := await asyncio.to_thread(file.read, 65_536):
                yield chunk
        finally:
            file.close()

    async def run(self, take: Take) -> None:
        """Take updates until cancelled; then the door answers 503 and open pages are let go.

        Uvicorn waits for open connections when it stops: cancel this first.
        """
        await asyncio.to_thread(self._uploads.mkdir, parents=True, exist_ok=True)
        self._take = take
        try:
            while True:
                await asyncio.to_thread(self._drop_old_files)
                await asyncio.sleep(3600)
        finally:
            self._take = None
            for log in self._logs.values():
                log.wake()

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person's conversation: she erased it."""
        if sender in self._logs:
            log = self._logs[sender]
            log.lines.clear()
            log.begins = self._count = self._count + 1
            log.wake()

    def routes(self) -> list[Route]:
        """Return the pages and the door."""
        return [
            Route("/try", self._page),
            Route("/try/static/{name}", self._static),
            Route("/try/send", self._send, methods=["POST"]),
            Route("/try/events", self._events),
            Route("/try/history", self._lines_page),
            Route("/try/media/{name}", self._media_file),
        ]

    # ------------------------------------------------------------ pages

    async def _page(self, http: HttpRequest) -> Response:
        self._guard(http, page=True)
        return self._asset(http, "try.html")

    async def _static(self, http: HttpRequest) -> Response:
        self._guard(http)
        name = http.path_params["name"]
        if name not in self._pages or name == "try.html":
            raise HTTPException(404, headers=HEADERS)
        return self._asset(http, name)

    def _asset(self, http: HttpRequest, name: str) -> Response:
        content = self._pages[name]
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {**HEADERS, "Cache-Control": "no-cache", "ETag": tag}
        if http.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=PAGES[name], headers=headers)

    async def _media_file(self, http: HttpRequest) -> Response:
        """Return a file that a message to this very person carries."""
        self._guard(http)
        name = http.path_params["name"]
        lines = await self._lines(self._person(http))
        sent = {
            item["name"]
            for line in lines
            if line["who"] == "bot"
            for item in line["said"].get("media", ())
        }
        path = self._media / name
        known = name in sent and _MEDIA_NAME.fullmatch(name) is not None
        if not known or not await asyncio.to_thread(path.is_file):
            raise HTTPException(404, headers=HEADERS)
        return FileResponse(path, headers={**HEADERS, "Cache-Control": "private, no-cache"})

    async def _lines_page(self, http: HttpRequest) -> Response:
        self._guard(http)
        after = self._count
        return self._json(
            {"lines": await self._lines(self._person(http)), "after": self._id(after)}
        )

    async def _events(self, http: HttpRequest) -> Response:
        self._guard(http)
        person = self._person(http)
        if self._streams >= STREAMS:
            raise HTTPException(503, headers={**HEADERS, "Retry-After": "30"})
        seen = http.headers.get("last-event-id") or http.query_params.get("after", "")
        headers = {**HEADERS, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self._stream(person, self._number(seen))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, person: str, after: int) -> AsyncIterator[str]:
        """Yield events from ``after`` on; where memory does not reach back, the whole history."""
        log = self._log(person)
        wake = asyncio.Event()
        log.waiting.add(wake)
        self._streams += 1
        try:
            yield f"retry: {RETRY_SECONDS * 1000}\n\n"
            while self._take is not None:
                wake.clear()
                if after < log.begins:
                    after = self._count
                    yield _event("history", self._id(after), await self._lines(person))
                for number, line in [item for item in log.lines if item[0] > after]:
                    after = number
                    yield _event("line", self._id(number), line)
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await wake.wait()
                except TimeoutError:
                    yield ": still here\n\n"
        except HTTPException:
            return  # the store is busy: the page comes back by itself
        finally:
            self._streams -= 1
            log.waiting.discard(wake)

    # ------------------------------------------------------------ the door

    async def _send(self, http: HttpRequest) -> Response:
        self._guard(http)
        if self._take is None:
            raise self._busy()
        is_json = http.headers.get("content-type", "").partition(";")[0] == "application/json"
        at = self._now()
        try:
            body = await (self._read_json(http) if is_json else self._read_file(http))
            self._known_as(body.get("as"))
            incoming = parse(body, account=self._account, at=at)
            kept = storable(body)
        except (ValueError, RecursionError) as error:
            reason = str(error) if type(error) is ValueError else "not JSON"
            return self._json({"error": reason}, 400)
        try:
            await self._take((Delivery(incoming=incoming, body=kept),))
        except StorageError as error:  # the database is busy, full or gone: nothing was kept
            raise self._busy() from error
        self._add(incoming.sender, incoming.id, "person", at, _shown(kept))
        return self._json({"id": incoming.id})

    async def _read_json(self, http: HttpRequest) -> Mapping[str, Any]:
        content = bytearray()
        async for chunk in _capped(http, BODY_BYTES, BODY_SECONDS):
            content += chunk
        body = json.loads(content)
        if not isinstance(body, dict):
            raise ValueError("send an object")
        if "upload" in body:
            raise ValueError("send a file as the body itself")
        return body

    async def _read_file(self, http: HttpRequest) -> Mapping[str, Any]:
        """Return the body that tells of a file, which is written to the disk and synced there."""
        query = http.query_params
        mime = http.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = {"as": query.get("as"), "id": query.get("id")}
        sending = f"{self._account}\n{_matching(_NAME, body, 'as')}\n{_matching(_NAME, body, 'id')}"
        reference = hashlib.sha256(sending.encode()).hexdigest()[:32]
        size = await self._write(http, self._uploads / reference)
        kind = query.get("kind") or _kind(mime)
        name = f"web-{reference}{_SUFFIXES.get(mime, '.bin')}"
        upload = {"kind": kind, "reference": reference, "mime": mime, "size": size, "name": name}
        return {**body, "upload": upload}

    async def _write(self, http: HttpRequest, path: Path) -> int:
        """Stream the body to a file and return its size; a sending that comes again replaces it."""
        part = path.with_suffix(f".{secrets.token_hex(4)}")
        size = 0
        file = await asyncio.to_thread(part.open, "wb")
        try:
            with file:
                async for chunk in _capped(http, FILE_BYTES, FILE_SECONDS):
                    size += len(chunk)
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_sync, file)
            if not size:
                raise ValueError("the file is empty")
            await asyncio.to_thread(part.replace, path)
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)
        return size

    def _drop_old_files(self) -> None:
        for path in self._uploads.iterdir():
            if time.time() - path.stat().st_mtime > FILE_KEPT_SECONDS:
                path.unlink(missing_ok=True)

    # ------------------------------------------------------------ lines

    def _log(self, person: str) -> _Log:
        log = self._logs.get(person)
        if log is None:
            log = self._logs[person] = _Log(begins=self._count)
            if len(self._logs) > PEOPLE_KEPT:
                del self._logs[next(name for name, one in self._logs.items() if not one.waiting)]
                self._logs[person] = log
        self._logs.move_to_end(person)
        return log

    def _add(
        self,
        person: str,
        line_id: str,
        who: Literal["person", "bot"],
        at: datetime,
        said: Mapping[str, Any],
    ) -> None:
        log = self._log(person)
        if any(line["id"] == line_id for _, line in log.lines):
            return
        self._count += 1
        log.add(self._count, _line(line_id, who, at, said))

    async def _lines(self, person: str) -> list[Mapping[str, Any]]:
        """Return what storage and memory hold of a conversation, each line once, oldest first."""
        try:
            stored = await self._history(person)
        except StorageError as error:
            raise self._busy() from error
        lines: dict[str, Mapping[str, Any]] = {}
        for line in stored:
            if isinstance(line.said, Message):
                payload = render(person, line.said)[0].payload
                lines[line.id] = _line(line.id, "bot", line.at, payload)
            else:
                lines[line.id] = _line(line.id, "person", line.at, _shown(line.said))
        if person in self._logs:
            lines.update((line["id"], line) for _, line in self._logs[person].lines)
        return sorted(lines.values(), key=lambda line: cast("str", line["at"]))

    def _id(self, number: int) -> str:
        return f"{self._run}.{number}"

    def _number(self, event_id: str) -> int:
        """Return the number of an event of this process, -1 of any other."""
        run, _, number = event_id.partition(".")
        known = run == self._run and re.fullmatch(r"[0-9]{1,15}", number)
        return int(number) if known else -1

    # ------------------------------------------------------------ who may come in

    def _person(self, http: HttpRequest) -> str:
        try:
            return self._known_as(http.query_params.get("as"))
        except ValueError as error:
            raise HTTPException(400, str(error), headers=HEADERS) from error

    def _known_as(self, name: object) -> str:
        """Return a person's id; among strangers it must be one that cannot be guessed."""
        pattern = _SECRET_NAME if self._public else _NAME
        return _matching(pattern, {"as": name}, "as")

    def _guard(self, http: HttpRequest, *, page: bool = False) -> None:
        """Refuse other machines, other names for this one (DNS rebinding), and other sites."""
        host = http.headers.get("host", "")
        if not self._public:
            if not _is_loopback(http.client.host if http.client else ""):
                raise HTTPException(403, "this page is for its own machine", headers=HEADERS)
            if _host_name(host) not in _LOOPBACK_NAMES:
                raise HTTPException(403, "open it as http://127.0.0.1", headers=HEADERS)
        if page:
            return  # a link from anywhere may lead here
        origin = http.headers.get("origin")
        if origin is not None and _netloc(origin) != host:
            raise HTTPException(403, "sent from another site", headers=HEADERS)
        if http.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            raise HTTPException(403, "sent from another site", headers=HEADERS)

    def _busy(self) -> HTTPException:
        return HTTPException(503, headers={**HEADERS, "Retry-After": str(RETRY_SECONDS)})

    def _json(self, data: Mapping[str, Any], status: int = 200) -> Response:
        return JSONResponse(data, status, headers={**HEADERS, "Cache-Control": "no-store"})


class _Log:
    """The last lines of one person, and who waits for the next."""

    __slots__ = ("begins", "lines", "waiting")

    def __init__(self, *, begins: int) -> None:
        self.lines: deque[tuple[int, Mapping[str, Any]]] = deque()
        self.begins = begins
        """Number after which every line is here."""
        self.waiting: set[asyncio.Event] = set()

    def add(self, number: int, line: Mapping[str, Any]) -> None:
        self.lines.append((number, line))
        if len(self.lines) > LINES_KEPT:
            self.begins, _ = self.lines.popleft()
        self.wake()

    def wake(self) -> None:
        for event in self.waiting:
            event.set()


# ---------------------------------------------------------------- reading a body


def _mapping(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name, {})
    if not isinstance(value, Mapping) or (name in body and not value):
        raise ValueError(f"{name} is not an object")
    return value


def _words(body: Mapping[str, Any], name: str, longest: int) -> str:
    """Return a text without what no database takes: NUL and lone surrogates."""
    value = body.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    if len(value) > longest:
        raise ValueError(f"{name} is longer than {longest} characters")
    return value.replace("\0", "").encode("utf-8", "ignore").decode()


def _matching(pattern: re.Pattern[str], body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{name} is missing or not of its form")
    return value


def _location(body: Mapping[str, Any]) -> tuple[float, float] | None:
    if "location" not in body:
        return None
    match body["location"]:
        case [int() | float() as latitude, int() | float() as longitude] if (
            -90 <= latitude <= 90 and -180 <= longitude <= 180
        ):
            return float(latitude), float(longitude)
    raise ValueError("location is not a latitude and a longitude")


def _start_link(body: Mapping[str, Any]) -> str:
    """Return a start link's payload: ``programme``, ``programme-language``, or ``-language``."""
    if body.get("start"):
        return _matching(_START, body, "start")
    parts = {name: body.get(name) or "" for name in ("programme", "language")}
    programme, language = (_matching(_START, parts, name) for name in parts)
    return f"{programme}-{language}" if language else programme


def _upload(said: Mapping[str, Any]) -> Upload | None:
    if not said:
        return None
    kind, size = said.get("kind"), said.get("size")
    if kind not in get_args(MediaKind) or kind == "sticker":
        raise ValueError("kind is unknown")
    if type(size) is not int or not 0 < size <= FILE_BYTES:
        raise ValueError("size is not a number of bytes")
    return Upload(
        kind=cast("MediaKind", kind),
        reference=_matching(_REFERENCE, said, "reference"),
        mime=_words(said, "mime", 128),
        size=size,
        name=_matching(_MEDIA_NAME, said, "name"),
    )


def _kind(mime: str) -> MediaKind:
    family = mime.partition("/")[0]
    return cast("MediaKind", family) if family in {"image", "audio", "video"} else "file"


def _shown(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the page draws of a sending: all but whose it is and where its file lies."""
    shown = {name: value for name, value in body.items() if name not in {"as", "id", "locale"}}
    if "upload" in shown:
        shown["upload"] = {"kind": shown["upload"]["kind"]}
    return shown


def _line(
    line_id: str, who: Literal["person", "bot"], at: datetime, said: Mapping[str, Any]
) -> Mapping[str, Any]:
    return {"id": line_id, "who": who, "at": at.isoformat(timespec="milliseconds"), "said": said}


def _event(kind: str, event_id: str, data: object) -> str:
    return f"event: {kind}\nid: {event_id}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


# ---------------------------------------------------------------- HTTP


async def _capped(http: HttpRequest, most: int, seconds: float) -> AsyncIterator[bytes]:
    """Yield a request's body, no more than ``most`` bytes of it and no longer than ``seconds``."""
    declared = http.headers.get("content-length", "0")
    too_large = HTTPException(413, f"at most {most} bytes", headers=HEADERS)
    if declared.isdecimal() and int(declared) > most:
        raise too_large
    chunks = http.stream()
    deadline = asyncio.get_running_loop().time() + seconds
    try:
        while True:
            async with asyncio.timeout_at(deadline):  # never across a yield
                chunk = await anext(chunks, None)
            if chunk is None:
                return
            most -= len(chunk)
            if most < 0:
                raise too_large
            yield chunk
    except TimeoutError as error:
        raise HTTPException(408, headers=HEADERS) from error
    except ClientDisconnect as error:
        raise HTTPException(400, headers=HEADERS) from error


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
