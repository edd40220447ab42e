"""``rafiq transcribe``: voice notes that wait for somebody who writes down what they say."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import publishing
from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.programme import transcripts
from bot.settings import Settings, load
from flows.world import World
from storage import notes
from storage.notes import Note

app = typer.Typer(no_args_is_help=True, help="Voice notes that are to be written down.")


@app.callback()
def group() -> None:
    """Voice notes that are to be written down."""


@app.command("list")
def list_(
    programme: Annotated[str, typer.Option(help="Only of this one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False,
) -> None:
    """Show the notes that wait, oldest first: what they answer, and which file to listen to."""
    asyncio.run(_list(load(), programme, as_json=as_json))


@app.command()
def write(
    key: Annotated[int, typer.Argument(help="As the list shows it.")],
    text: Annotated[str, typer.Argument(help="What the note says; - reads it from the input.")],
) -> None:
    """Put the words of a note in its place; the file stays."""
    words = sys.stdin.read() if text == "-" else text
    asyncio.run(_write(load(), key, words))


async def _list(settings: Settings, programme: str, *, as_json: bool) -> None:
    async with opened(settings) as store:
        world = await publishing.world(store)
        found = [
            each
            for each in await store.read(lambda tx: list(notes.list_(tx)))
            if programme in ("", each.interview.programme)
        ]
    rows = [_fields(each, world, settings.media) for each in found]
    if as_json:
        for row in rows:
            say(json.dumps(row, ensure_ascii=False))
    elif rows:
        table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    else:
        say("No voice note waits.")


def _fields(note: Note, world: World, media: Path) -> dict[str, str | int]:
    form = world.form(note.interview)
    asked = form.by_key.get(note.question) if form is not None else None
    label = asked.label.say(note.interview.language) if asked is not None else ""
    return {
        "key": note.key,
        "sent (UTC)": f"{note.sent:%Y-%m-%d %H:%M}",
        "programme": note.interview.programme,
        "interview": note.interview.id,
        "question": note.question,
        "language": note.interview.language,
        "file": str(media / note.name),
        "asked": " ".join(label.split()),
    }


async def _write(settings: Settings, key: int, text: str) -> None:
    async with opened(settings) as store:
        world = await publishing.world(store)
        note = await transcripts.write(store, world, key, text, utc_now())
    say(f"{note.question} of interview {note.interview.id} has these words as its answer now.")
