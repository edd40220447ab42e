"""``rafiq serve``: runs everything that is configured."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import logs, roles, serving, settings

if TYPE_CHECKING:
    from bot.channels.web_tools import Walks


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="Port to listen on; 8000 where updates are taken."),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            help="Only inbox, dispatch or clock; several by commas or again. Needs PostgreSQL."
        ),
    ] = None,
) -> None:
    """Run the bot; without any token: the web chat on http://127.0.0.1:8000/try and SQLite."""
    parts = roles.roles(role or [])
    configured = settings.load()
    logs.set_up(configured.log)
    prepare(configured)
    try:
        import uvloop

        runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    except ImportError:
        runner = asyncio.Runner()
    with runner:
        runner.run(serving.serve(configured, host=host, port=port, roles=parts, rehearse=_rehearse))


def _rehearse(**parts: Any) -> Walks:
    """Return what stands behind the web chat's pages; imported only where there are pages."""
    from bot.rehearsals import Rehearsals

    return Rehearsals(**parts)


def prepare(configured: settings.Settings) -> None:
    """Import what will be served with before the event loop runs: an import stops the loop.

    Nor is anything collected before ``bot.care.settle``: nothing is thrown away while all is built.
    """
    gc.disable()
    import_module("bot.http")
    import_module("bot.metrics")
    if configured.web_chat:
        import_module("bot.channels.web")
        import_module("bot.rehearsals")
    if configured.telegrams():
        import_module("bot.channels.telegram")
    if configured.has_whatsapp:
        import_module("bot.channels.whatsapp")
