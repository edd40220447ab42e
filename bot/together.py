"""What many ask for at once, done in one transaction: who comes while one runs shares the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from storage.errors import Transient

T = TypeVar("T")
LARGEST = 256
"""Calls that share a transaction at most."""


class Together(Generic[T]):
    """Group commit: a hundred calls at once take about as long as one."""

    def __init__(self, apply: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        """Prepare; ``apply`` stores the items of several calls, and is harmless twice."""
        self._apply = apply
        self._waiting: list[tuple[Sequence[T], asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def take(self, items: Sequence[T]) -> None:
        """Return when these are stored.

        Raises:
            StorageError: They are not; nor is what shared their transaction.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, done))
        if self._working is None:
            # In a task of its own: that one caller gives up must not leave the others waiting.
            self._working = asyncio.create_task(self._work())
        await done

    async def _work(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting[:LARGEST], self._waiting[LARGEST:]
                await self._store(group)
        finally:
            self._working = None

    async def _store(self, group: Sequence[tuple[Sequence[T], asyncio.Future[None]]]) -> None:
        try:
            await self._apply([*chain.from_iterable(items for items, _ in group)])
        except Exception as error:
            if len(group) > 1 and not isinstance(error, Transient):
                for each in group:  # one is at fault, and the others must not suffer for it
                    await self._store([each])
                return
            for _, done in group:
                if not done.done():
                    done.set_exception(error)
            return
        for _, done in group:
            if not done.done():  # done already: whoever waited was cancelled
                done.set_result(None)
