"""``rafiq serve``: runs everything that is configured."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot import app, logs, settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Run the bot; without any token: the web chat on http://127.0.0.1:8000/try and SQLite."""
    configured = settings.load()
    logs.set_up(configured.log)
    try:
        import uvloop

        runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    except ImportError:
        runner = asyncio.Runner()
    with runner:
        runner.run(app.serve(configured, host=host, port=port))
