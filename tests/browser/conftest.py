"""Chromium for tests that use the page as a person would, and a server for it in a thread."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette

from bot.channels.base import Take
from bot.channels.web import Web
from tests import ports
from tests.waiting import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (  # without them it looks for Google's hosts at every start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


class Screen(Protocol):
    """Opens a page in a browser of its own, with nothing remembered."""

    def __call__(
        self, width: int = 360, height: int = 740, *, language: str = "fr-FR", dark: bool = False
    ) -> Page: ...


@pytest.fixture(scope="package")  # Playwright's loop runs meanwhile: no async test may follow
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("RAFIQ_CI") == "1":
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("needs Chromium: apt-get install chromium")
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=found, args=[*ARGUMENTS, *root], timeout=60_000
        )
        expect.set_options(timeout=1_000 * PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture
def screen(browser: Browser) -> Iterator[Screen]:
    """Return a factory of pages; a page that logs an error fails the test."""
    errors: list[str] = []
    with ExitStack() as stack:

        def opened(
            width: int = 360, height: int = 740, *, language: str = "fr-FR", dark: bool = False
        ) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                locale=language,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(1_000 * PATIENCE)
            page.on("pageerror", lambda error: errors.append(str(error)))
            return page

        yield opened
    assert errors == []


@pytest.fixture
def port() -> Iterator[int]:
    """Give a free port, so that a server can come back on the same one."""
    with ports.held() as free:
        yield free


@contextmanager
def serving(web: Web, take: Take, port: int) -> Iterator[str]:
    """Run the web chat alone on loopback; give its address."""
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=web.routes()), port=port, log_config=None, ws="none")
    )
    ready, stop = threading.Event(), threading.Event()

    async def run() -> None:
        door = asyncio.create_task(web.run(take))
        serve = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 (it has no event)
            await asyncio.sleep(0.01)
        ready.set()
        await asyncio.to_thread(stop.wait)
        door.cancel()  # first, or the server waits for open event streams
        await asyncio.gather(door, return_exceptions=True)
        server.should_exit = True
        await serve

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    try:
        assert ready.wait(PATIENCE)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


class Served:
    """A real ``rafiq serve`` that can be killed and started again on the same file."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RAFIQ_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(self.port)],
            cwd=self.folder,
            env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1).close()
            except OSError:
                assert self.process.poll() is None, "rafiq serve ended"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("rafiq serve did not start")

    def stop(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with ports.held() as port:
        server = Served(tmp_path_factory.mktemp("served"), port)
        server.start()
        yield server
        server.stop(signal.SIGTERM)
