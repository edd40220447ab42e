"""What every webhook's door does alike: a body cut off in size and time, read, made storable."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from starlette.types import Receive, Scope, Send

from storage.types import storable

RETRY_SECONDS = 5
"""After a 503; Telegram obeys it
(https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp)."""


class Refused(Exception):
    """The body is not taken; holds the status to answer with."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Posted:
    """One request of a provider, read as far as asked."""

    __slots__ = ("_receive", "_scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._scope, self._receive = scope, receive

    def header(self, name: bytes) -> bytes:
        """Return a header's bytes, whatever they are; none where it is missing.

        Args:
            name: In small letters.
        """
        headers: Sequence[tuple[bytes, bytes]] = self._scope["headers"]
        for each, value in headers:
            if each == name:
                return value
        return b""

    async def body(self, *, limit: int, seconds: float) -> bytes:
        """Return the raw body.

        Args:
            limit: Bytes at most, whatever length is declared.
            seconds: Until the whole of it must have come.

        Raises:
            Refused: It is too long, too slow, or was broken off.
        """
        declared = self.header(b"content-length")
        if declared.isdigit() and (len(declared) > 9 or int(declared) > limit):
            raise Refused(413)
        try:
            async with asyncio.timeout(seconds):
                return await self._whole(limit)
        except TimeoutError:
            raise Refused(408) from None

    async def _whole(self, limit: int) -> bytes:
        content: bytes = b""
        while True:
            message = await self._receive()
            if message["type"] != "http.request":
                raise Refused(400)
            content += message.get("body", b"")
            if len(content) > limit:
                raise Refused(413)
            if not message.get("more_body", False):
                return content


class Hook:
    """A webhook's door, an ASGI application: a POST comes in, a status without words goes out.

    It is a third of a durable webhook's cost to have Starlette's middlewares, Request and Response
    around it, and it needs none of them: :class:`bot.http.Server` asks it first.
    """

    def __init__(self, path: str, taken: Callable[[Posted], Awaitable[int]]) -> None:
        """Prepare the door.

        Args:
            path: The whole of it, ``/channels/telegram/default``.
            taken: Does what is to be done with a request, and returns the status to answer.
        """
        self.path = path
        self._taken = taken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        status = await self._taken(Posted(scope, receive))
        headers = _HEADERS.get(status, _EMPTY)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


_EMPTY = [(b"content-length", b"0")]
_HEADERS = {
    503: [*_EMPTY, (b"retry-after", str(RETRY_SECONDS).encode())],
    # The rest of the body is not read.
    408: [*_EMPTY, (b"connection", b"close")],
    413: [*_EMPTY, (b"connection", b"close")],
}


def load(raw: bytes) -> Any:
    """Return the JSON of a body; integers of more than 20 digits are None.

    Raises:
        Refused: It is none, or is nested too deeply to be read.
    """
    try:
        return _DECODER.decode(raw.decode(json.detect_encoding(raw), "surrogatepass"))
    except (ValueError, RecursionError):
        raise Refused(400) from None


def json_object(raw: bytes) -> Mapping[str, Any]:
    """Return the JSON object in a body.

    Raises:
        Refused: It is none, or is nested too deeply to be read.
    """
    found = load(raw)
    if not isinstance(found, dict):
        raise Refused(400)
    return found


def clean(value: Any) -> Any:
    """Return the JSON value without NUL, lone surrogates and numbers over 64 bits.

    Numbers that are none, and what is nested deeper than any provider nests, become None. A value
    that needs nothing, as nearly all, is returned itself.
    """
    return value if storable(value) else _clean(value, 0)


def _clean(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _UNSTORABLE.sub("", value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if -(1 << 63) <= value < 1 << 63 else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if depth < _DEEPEST:
        if isinstance(value, Mapping):
            return {_clean(str(name), 0): _clean(item, depth + 1) for name, item in value.items()}
        if isinstance(value, list):
            return [_clean(item, depth + 1) for item in value]
    return None


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DEEPEST = 32


def _int(digits: str) -> int | None:
    return int(digits) if len(digits) <= 20 else None


_DECODER = json.JSONDecoder(parse_int=_int)
