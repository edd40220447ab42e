"""What every webhook's door does alike: a body that is cut off in size and time, plain answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response

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


def json_object(raw: bytes) -> Mapping[str, Any]:
    """Return the JSON object in a body.

    Raises:
        Refused: It is none, or is nested too deeply to be read.
    """
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(400) from None
    if not isinstance(found, dict):
        raise Refused(400)
    return found


def answer(status: int) -> Response:
    """Return an answer without words; a 503 says when to come back."""
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if status in (408, 413):
        headers["Connection"] = "close"  # the rest of the body is not read
    return PlainTextResponse("", status, headers=headers)
