"""``rafiq serve`` in a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests import ports
from tests.waiting import PATIENCE


class Serving:
    """One installation: its settings, its log, and the process that runs now."""

    def __init__(self, *, folder: Path, settings: Mapping[str, str], role: str = "") -> None:
        """Keep what it is given; the settings are read at each start.

        Args:
            folder: Where it runs, and writes its log and files.
            settings: ``RAFIQ_…``.
            role: What it does, by ``--role``; "": everything. It listens where it takes updates.
        """
        folder.mkdir(exist_ok=True)
        self.log = folder / "serve.log"
        self._folder = folder
        self._settings = {"RAFIQ_MEDIA": str(folder / "media"), **settings}
        self._ending = ExitStack()
        self._port = self._ending.enter_context(ports.held())
        takes = not role or "inbox" in role
        self._arguments = [
            *(("--role", role) if role else ()),
            *(("--port", str(self._port)) if takes else ()),
        ]
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        with self._ending:
            if self._process is not None and self._process.returncode is None:
                await self.kill()

    async def start(self, *, ready: bool = True) -> None:
        """Start; return when it says that it is ready, or at once."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("RAFIQ_")}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "serve", *self._arguments),
                cwd=self._folder,
                env={**kept, **self._settings},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        if ready:
            assert self._process.stdout is not None
            async with asyncio.timeout(PATIENCE):
                line = await self._process.stdout.readline()
            assert line.startswith(b"Rafiq is ready"), self.log.read_text()

    async def kill(self) -> None:
        """``kill -9``."""
        assert self._process is not None
        assert self._process.returncode is None, self.log.read_text()
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE):
            return await self._process.wait()
