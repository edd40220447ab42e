"""Bodies that a page sends, capped in size and time, and answers that it may not keep."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from bot.channels.web_guard import HEADERS

BODY_BYTES = 1024 * 1024
BODY_SECONDS = 30.0


async def capped(http: HttpRequest, most: int, seconds: float) -> AsyncIterator[bytes]:
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


async def read_json(http: HttpRequest) -> Mapping[str, Any]:
    """Return the object that a page sent.

    Raises:
        ValueError: It is none.
    """
    content = bytearray()
    async for chunk in capped(http, BODY_BYTES, BODY_SECONDS):
        content += chunk
    body = json.loads(content)
    if not isinstance(body, dict):
        raise ValueError("send an object")
    if "upload" in body:
        raise ValueError("send a file as the body itself")
    return body


def reason(error: Exception) -> str:
    """Return what to tell the page: never the words that json quotes."""
    return str(error) if type(error) is ValueError else "not JSON"


def answered(data: Mapping[str, Any], status: int = 200) -> Response:
    """Return data as an answer that nobody keeps."""
    return JSONResponse(data, status, headers={**HEADERS, "Cache-Control": "no-store"})
