"""Waiting for what must happen: for as long as it takes, on however slow a machine."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable

PATIENCE = 60.0
"""Seconds after which what was waited for is said never to happen: it bounds a failing test alone,
for a passing one waits no longer than it must. Nothing is proved by how long something takes."""


async def until(ready: Callable[[], object | Awaitable[object]], seconds: float = PATIENCE) -> None:
    """Return once ``ready`` holds (it may be a coroutine function); else TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            found = ready()
            if await found if inspect.isawaitable(found) else found:
                return
            await asyncio.sleep(0.005)
