"""What every webhook's door does alike: a body cut off in size and time, read, made storable."""

from __future__ import annotations

import asyncio
import json
import math
import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response

from storage.types import storable

RETRY_SECONDS = 5
"""After a 503; Telegram obeys it
(https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp)."""


class Refused(Exception):
    """The body is not taken; holds the status to answer with."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


async def body(http: HttpRequest, *, limit: int, seconds: float) -> bytes:
    """Return the raw body.

    Args:
        http: The request.
        limit: Bytes at most, whatever length is declared.
        seconds: Until the whole of it must have come.

    Raises:
        Refused: It is too long, too slow, or was broken off.
    """
    declared = http.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > 9 or int(declared) > limit):
        raise Refused(413)
    content = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in http.stream():
                content += chunk
                if len(content) > limit:
                    raise Refused(413)
    except TimeoutError:
        raise Refused(408) from None
    except ClientDisconnect:
        raise Refused(400) from None
    return bytes(content)


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


def answer(status: int) -> Response:
    """Return an answer without words; a 503 says when to come back."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if status in (408, 413):
        headers["Connection"] = "close"  # the rest of the body is not read
    return PlainTextResponse("", status, headers=headers)
