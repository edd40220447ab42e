"""``rafiq prompts``: the questions' voices."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bot import publishing
from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.programme import prompts as voices
from bot.settings import Settings, load

app = typer.Typer(no_args_is_help=True, help="Questions that are read aloud.")
EXCERPT = 50
"""Characters of a question that the list shows."""


@app.callback()
def group() -> None:
    """Questions that are read aloud."""


@app.command("list")
def list_(
    programme: Annotated[str, typer.Option(help="Only of this one.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Also those that have a voice.")] = False,
) -> None:
    """Show which questions have no voice, or one that reads other words than they have now."""
    asyncio.run(_list(load(), programme, every=every))


@app.command("import")
def import_(
    folder: Annotated[
        Path, typer.Argument(help="Sounds named form.question.language.ogg, as x.intake.age.fr.ogg")
    ],
) -> None:
    """Bring in recordings from files; each takes the place of the one before."""
    asyncio.run(_import(load(), folder))


async def _list(settings: Settings, programme: str, *, every: bool) -> None:
    async with opened(settings) as store:
        world = await publishing.publish(store, now=utc_now)
    found = [
        each
        for each in voices.listed(world, world.prompts, utc_now())
        if not programme or each.reading.form == f"{programme}.intake"
    ]
    rows = [
        (
            each.reading.form,
            each.reading.question,
            each.reading.language,
            each.state,
            _excerpt(each.reading.text),
        )
        for each in found
        if every or each.state != "recorded"
    ]
    if rows:
        table(("form", "question", "language", "voice", "words"), rows)
    counted = Counter(each.state for each in found)
    say(", ".join(f"{counted[state]} {state}" for state in ("recorded", "stale", "missing")) + ".")


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"


async def _import(settings: Settings, folder: Path) -> None:
    now = utc_now()
    async with opened(settings) as store:
        world = await publishing.publish(store, now=utc_now)
        sounds = await asyncio.to_thread(voices.read, folder, world, now)
        await voices.bring(store, sounds, settings.media, now)
    say(f"{len(sounds):,} recordings are there. A rafiq serve that runs uses them in a minute.")
