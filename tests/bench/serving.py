"""What answers webhooks, alone on the first core.

``python -m tests.bench.serving NAME FOLDER PORT PROVIDER``.

Ours: the whole program with the bench's form, its 200 after the commit of the whole step. Bare:
starlette and uvicorn, the signature checked, the raw body in a row, 200 after a group commit.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import queue
import socket
import sqlite3
import sys
import threading
from pathlib import Path

import uvicorn
import uvloop
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import logs
from bot.app import App
from bot.clock import check_zones
from bot.configured import configured
from bot.http import Server
from bot.settings import Settings
from storage.engine import open_store
from tests.bench import workload

SECRET = "app-secret-of-the-bench"
NUMBER = "106540352242922"
PATHS = {
    "whatsapp": "/channels/whatsapp/default",
    "statuses": "/channels/whatsapp/default",
    "mixed": "/channels/whatsapp/default",
    "telegram": "/channels/telegram/default",
    "bare": "/",
}


def settings(name: str, folder: Path, database: Path, provider: int) -> Settings:
    """Return the settings of an installation with one account, its provider on a local port."""
    url = f"http://127.0.0.1:{provider}"
    place = f"sqlite+aiosqlite:///{database}"
    if name == "telegram":
        return Settings(
            database_url=place,
            media=folder / "media",
            telegram_token=SecretStr("1:bench"),
            telegram_mode="webhook",
            telegram_secret=SecretStr(SECRET),
            telegram_api_base=f"{url}/bot",
            public_url="https://rafiq.example.org",
        )
    return Settings(
        database_url=place,
        media=folder / "media",
        whatsapp_token=SecretStr("bench"),
        whatsapp_phone_number_id=NUMBER,
        whatsapp_app_secret=SecretStr(SECRET),
        whatsapp_verify_token=SecretStr(SECRET),
        whatsapp_api_base=f"{url}/v23.0",
    )


async def ours(name: str, folder: Path, port: int, provider: int) -> None:
    """Serve until ended, as ``rafiq serve`` does."""
    own = settings(name, folder, folder / f"{name}.db", provider)
    async with await open_store(own.database_url) as store:
        channels, routes = configured(own, store, pages=False)
        world = workload.world(json.loads((folder / "form.json").read_text(encoding="utf-8")))
        app = App(settings=own, store=store, world=world, channels=channels)
        async with Server(routes=routes, host="127.0.0.1", port=port):
            await app.run(asyncio.Event(), ready=_ready)


def _ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


# ---------------------------------------------------------------- bare


class Raw:
    """Rows of raw bodies, written by a thread of its own in groups."""

    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        self._path = path
        self._loop = loop
        self._queue: queue.SimpleQueue[tuple[bytes, asyncio.Future[None]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, daemon=True).start()

    async def put(self, body: bytes) -> None:
        """Return when the body is committed."""
        done: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((body, done))
        await done

    def _run(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        while True:
            batch = [self._queue.get()]
            while len(batch) < 256:
                try:
                    batch.append(self._queue.get_nowait())
                except queue.Empty:
                    break
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO raw (body) VALUES (?)", [(b,) for b, _ in batch])
            connection.execute("COMMIT")
            self._loop.call_soon_threadsafe(_wake, [done for _, done in batch])


def _wake(waiting: list[asyncio.Future[None]]) -> None:
    for each in waiting:
        each.set_result(None)


async def bare(folder: Path, port: int) -> None:
    """Serve until ended."""
    raw = Raw(folder / "bare.db", asyncio.get_running_loop())
    secret = SECRET.encode()

    async def hook(http: Request) -> Response:
        body = await http.body()
        said = http.headers.get("x-hub-signature-256", "")
        signed = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(said, signed):
            return Response(status_code=403)
        await raw.put(body)
        return Response()

    config = uvicorn.Config(
        Starlette(routes=[Route("/", hook, methods=["POST"])]),
        host="127.0.0.1",
        port=port,
        lifespan="off",
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
    )
    await _Announced(config).serve()


class _Announced(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _ready()


def main() -> None:
    """Serve on the port given, the provider's behind it."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    port, provider = int(sys.argv[3]), int(sys.argv[4])
    os.sched_setaffinity(0, {0})
    check_zones()
    logs.set_up("warning")
    work = bare(folder, port) if name == "bare" else ours(name, folder, port, provider)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


if __name__ == "__main__":
    main()
