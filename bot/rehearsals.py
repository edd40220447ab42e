"""Everybody's walks behind the web chat: begun when a page asks, let go when it is idle."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from bot.channels.web_files import Files
from bot.channels.web_lines import Lines
from bot.channels.web_tools import FormRefused
from bot.clock import utc_now
from bot.previewing import own, previewed
from bot.rehearsal import Rehearsal
from bot.settings import ConfigError, Settings
from flows.world import World
from storage import lines as stored
from storage.engine import Store
from storage.errors import Busy, StorageError

PREFIX = "web:"
LOOK_AGAIN = 2.0
"""Seconds after which the outbox is looked at: others queue reminders and broadcasts."""
IDLE_SECONDS = 900.0
"""A walk that nobody used for so long is let go; what is stored begins it anew."""
PREVIEW_SECONDS = 3600.0
PREVIEWS = 20
"""Forms that may be tried at once; each has a database of its own."""

log = structlog.get_logger()


@dataclass(slots=True)
class _Running:
    walk: Rehearsal
    task: asyncio.Task[None]
    kept: AsyncExitStack = field(default_factory=AsyncExitStack)
    """A preview's store, closed with it."""
    preview: str = ""


class Rehearsals:
    """The walks of this process."""

    def __init__(
        self,
        *,
        settings: Settings,
        store: Store,
        world: Callable[[], World],
        lines: Lines,
        files: Files,
    ) -> None:
        self._settings = settings
        self._store = store
        self._world = world
        self._lines = lines
        self._files = files
        self._running: dict[str, _Running] = {}
        self._beginning = asyncio.Lock()
        self._open = False

    async def of(self, name: str) -> Rehearsal:
        """Return the walk of a person, begun where there is none.

        Raises:
            StorageError: The door is closed, or the database is busy.
        """
        found = self._alive(name)
        if found is None:
            async with self._beginning:
                found = self._alive(name) or await self._begin(name)
        found.walk.used = time.monotonic()
        if not found.preview:
            found.walk.app.world = self._world()
        return found.walk

    def _alive(self, name: str) -> _Running | None:
        found = self._running.get(name)
        return None if found is None or found.task.done() else found

    async def preview(self, name: str, form: str, *, paths: bool) -> str:
        """Begin a walk through one form that stores nothing durable; return its start link.

        Raises:
            FormRefused: There is no such form, or it cannot be used.
        """
        if sum(bool(each.preview) for each in self._running.values()) >= PREVIEWS:
            raise FormRefused("Too many forms are tried at once. Close one, or try again later.")
        if name in self._running and not self._running[name].preview:
            raise FormRefused("This person talks to the bot already. Begin as a new person.")
        kept = AsyncExitStack()
        try:
            tried = await kept.enter_async_context(
                previewed(self._settings, self._wanted(form, paths=paths), self._world())
            )
        except ConfigError as error:
            raise FormRefused(str(error)) from None
        async with self._beginning:
            if name in self._running:
                await self._end(name)
            walk = Rehearsal(
                name=name,
                settings=tried.settings,
                store=tried.store,
                world=tried.world,
                lines=self._lines,
                files=self._files,
            )
            self._running[name] = _Running(walk, asyncio.create_task(walk.run()), kept, form)
        self._lines.forget(name)
        return tried.programme

    def _wanted(self, form: str, *, paths: bool) -> str | Path:
        """Return an id, or the path of a file that may be read."""
        programme = own(form)
        if programme:
            return f"{programme}.intake"
        if any(each.form == form for each in self._world().programmes.values()):
            return form
        if not paths:
            raise FormRefused("Give the id of a form: files are read on their own machine only.")
        path = Path(form)
        if not path.is_file():
            known = ", ".join(each.form for each in self._world().programmes.values())
            raise FormRefused(f"There is no file {form}, nor a form of that id. Known: {known}.")
        return path

    def offers(self, name: str) -> Mapping[str, Any]:
        """Return the programmes and languages that somebody's start links may name."""
        found = self._running.get(name)
        world = found.walk.app.world if found is not None else self._world()
        return {
            "preview": found.preview if found is not None else "",
            "languages": world.languages(),
            "programmes": [
                {"id": each.id, "name": each.name, "languages": each.languages}
                for each in world.programmes.values()
            ],
        }

    async def run(self) -> None:
        """Keep the walks going until cancelled, then let each finish what it has."""
        self._open = True
        try:
            while True:
                await asyncio.sleep(LOOK_AGAIN)
                try:
                    await self._look()
                except StorageError as error:
                    log.warning("outbox.unavailable", cause=type(error).__name__)
        finally:
            self._open = False
            async with self._beginning:
                for name in list(self._running):
                    await self._end(name)

    async def _look(self) -> None:
        """Wake who has something to hear, and let go who has been idle."""
        due = await self._store.read(lambda tx: stored.due(tx, PREFIX))
        for account, at in due.items():
            name = account.removeprefix(PREFIX)
            found = self._running.get(name)
            if found is None and at <= utc_now():
                (await self.of(name)).wake()
            elif found is not None and not found.preview and at <= found.walk.now():
                found.walk.wake()
        now = time.monotonic()
        for name, each in list(self._running.items()):
            if now - each.walk.used > (PREVIEW_SECONDS if each.preview else IDLE_SECONDS):
                async with self._beginning:
                    await self._end(name)

    async def _begin(self, name: str) -> _Running:
        if not self._open:
            raise Busy("the web chat is closed; send it again")
        walk = Rehearsal(
            name=name,
            settings=self._settings,
            store=self._store,
            world=self._world(),
            lines=self._lines,
            files=self._files,
        )
        await walk.begin()
        if name in self._running:
            await self._end(name)
        self._running[name] = _Running(walk, asyncio.create_task(walk.run()))
        return self._running[name]

    async def _end(self, name: str) -> None:
        """Let a walk finish what it has; one that broke is told of, and concerns nobody else."""
        ended = self._running.pop(name)
        ended.walk.close()
        (broken,) = await asyncio.gather(ended.task, return_exceptions=True)
        if broken is not None:
            log.error("rehearsal.broken", cause=type(broken).__name__)
        await ended.kept.aclose()
