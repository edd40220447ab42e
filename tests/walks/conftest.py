"""A house with the three programmes in it, published once a run."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from bot import publishing
from bot.clock import utc_now
from bot.logs import set_up
from flows.world import World
from storage.engine import Store, open_store
from tests.walks.house import House
from tests.walks.runner import Walk, Walker, listening

Taken: TypeAlias = Callable[[Walk], Awaitable[None]]


@pytest.fixture(scope="session")
def published(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, World]:
    """An SQLite file that the programmes are published in, and their world."""
    path = tmp_path_factory.mktemp("published") / "rafiq.db"
    shutil.copy(sqlite_template, path)

    async def publish() -> World:
        async with await open_store(f"sqlite+aiosqlite:///{path}") as store:
            return await publishing.publish(store, now=utc_now)

    return path, asyncio.run(publish())


@pytest.fixture
async def walked(
    published: tuple[Path, World], tmp_path: Path, anyio_backend: str
) -> AsyncIterator[Taken]:
    """Takes a walk through a new house on SQLite."""
    template, world = published
    path = tmp_path / "rafiq.db"
    shutil.copy(template, path)
    async with await open_store(f"sqlite+aiosqlite:///{path}") as store:
        yield lambda walk: take(walk, store, world, tmp_path)


async def take(walk: Walk, store: Store, world: World, folder: Path) -> None:
    """Take a walk, with the log written as at ``RAFIQ_LOG=debug``."""
    stream, handler = listening()
    with contextlib.redirect_stderr(stream):
        set_up("debug")
        try:
            await Walker(House(store, world, folder, walk.account), walk).run(stream)
        finally:
            logging.getLogger().removeHandler(handler)
            set_up("warning")
