"""``rafiq outbox``: what waits, what went, what failed; never a person's words."""

from __future__ import annotations

import asyncio
from typing import Annotated, get_args

import typer

from bot.app import opened
from bot.cli.tables import say, table
from bot.programme.broadcasts import reason_of
from bot.settings import ConfigError, Settings, load
from storage import outbox
from storage.outbox import MessageState

app = typer.Typer(no_args_is_help=True, help="Messages to people, and what became of them.")


@app.callback()
def group() -> None:
    """Messages to people, and what became of them."""


@app.command("list")
def list_(
    state: Annotated[str, typer.Option(help="Only these: queued, sent, failed, …")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 100,
) -> None:
    """Show the latest messages, newest first, without their words."""
    states = get_args(MessageState)
    if state and state not in states:
        raise ConfigError(f"The state {state} is not known. Known: {', '.join(states)}.")
    asyncio.run(_list(load(), state or None, limit))


async def _list(settings: Settings, state: str | None, limit: int) -> None:
    async with opened(settings) as store:
        rows = await store.read(
            lambda tx: outbox.list_(tx, state=state, limit=limit)  # type: ignore[arg-type]
        )
    if not rows:
        say("There is no such message." if state else "There is no message.")
        return
    table(
        ("message", "account", "lane", "state", "attempts", "error", "due (UTC)", "reason"),
        [
            (
                each.id,
                each.account,
                each.lane,
                each.state,
                each.attempts,
                each.error,
                f"{each.due:%Y-%m-%d %H:%M:%S}",
                reason_of(each.state, each.reason),
            )
            for each in rows
        ],
    )
