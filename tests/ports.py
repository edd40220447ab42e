"""A port that nobody else is given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[int]:
    """Yield a free port of 127.0.0.1 that stays ours until the end.

    A server may listen on it, again and again: it sets SO_REUSEADDR as every server does, and this
    socket never listens. Whoever asks the kernel for any free port meanwhile gets another one.
    """
    with socket.socket() as holding:
        holding.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holding.bind(("127.0.0.1", 0))
        yield holding.getsockname()[1]
