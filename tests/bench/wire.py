"""Both ends of HTTP at the least cost: who sends webhooks, and the provider that answers at once.

Plain protocols on keep-alive connections, so that what is measured is the program between them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from time import perf_counter
from typing import cast
from urllib.parse import unquote_to_bytes

_END = b"\r\n\r\n"


def post(path: str, body: bytes, **headers: str) -> bytes:
    """Return a whole request."""
    lines = [f"POST {path} HTTP/1.1", "Host: bench", "Content-Type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def _length(head: bytes) -> int:
    """Return the length that a head declares, 0 without."""
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _whole(buffer: bytes) -> tuple[bytes, int] | None:
    """Return the head of the first message in a buffer and its size in bytes, None until whole."""
    end = buffer.find(_END)
    if end < 0:
        return None
    size = end + len(_END) + _length(buffer[:end])
    return (buffer[:end], size) if len(buffer) >= size else None


# ---------------------------------------------------------------- who sends


class _Sender(asyncio.Protocol):
    """One connection: the next request goes when the last was answered."""

    def __init__(self, requests: Iterator[bytes], times: list[float]) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._times = times
        self._buffer = b""
        self._began = 0.0
        self._transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)
        self._next()

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self.done.set_result(None)
            self._transport.close()
            return
        self._began = perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if (found := _whole(self._buffer)) is None:
            return
        head, size = found
        if head[9:12] != b"200":
            self.done.set_exception(RuntimeError(head.split(b"\r\n")[0].decode()))
            self._transport.close()
            return
        self._times.append(perf_counter() - self._began)
        self._buffer = self._buffer[size:]
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionResetError("closed in between"))


async def drive(
    port: int, requests: Iterator[bytes], connections: int
) -> tuple[float, list[float]]:
    """Return the seconds that all requests took, and the seconds of each; each is answered 200.

    Raises:
        RuntimeError: One was answered otherwise.
    """
    times: list[float] = []
    loop = asyncio.get_running_loop()
    began = perf_counter()
    opened = await asyncio.gather(
        *(
            loop.create_connection(lambda: _Sender(requests, times), "127.0.0.1", port)
            for _ in range(connections)
        )
    )
    await asyncio.gather(*(sender.done for _, sender in opened))
    return perf_counter() - began, times


# ---------------------------------------------------------------- who answers


class _Provider(asyncio.Protocol):
    """One connection of a provider that takes everything."""

    def __init__(self, answer: Callable[[bytes, bytes], bytes]) -> None:
        self._answer = answer
        self._buffer = b""
        self._transport: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (found := _whole(self._buffer)) is not None:
            head, size = found
            said = self._buffer[len(head) : size]
            body = self._answer(head[: head.find(b"\r\n")], said)
            self._buffer = self._buffer[size:]
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (len(body), body)
            )


@asynccontextmanager
async def provider(sent: Callable[[bytes], None] = lambda body: None) -> AsyncIterator[int]:
    """Yield the port of a provider of both channels; ``sent`` is told of each message's body."""
    numbers = count(1)

    def answer(line: bytes, body: bytes) -> bytes:
        if b"/messages " in line and b'"status"' not in body:
            sent(body)
            return b'{"messaging_product":"whatsapp","messages":[{"id":"wamid.%d"}]}' % next(
                numbers
            )
        if b"/sendMessage " in line:
            sent(unquote_to_bytes(body.replace(b"+", b" ")))
            return (
                b'{"ok":true,"result":{"message_id":%d,"date":1795341600,"text":"hello",'
                b'"chat":{"id":10000,"type":"private","first_name":"Amina"}}}' % next(numbers)
            )
        if b"/getMyCommands " in line:
            return b'{"ok":true,"result":[]}'
        if b"/getMy" in line:
            return b'{"ok":true,"result":{"description":"","short_description":""}}'
        return b'{"ok":true,"success":true,"result":true,"data":[]}'

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Provider(answer), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
