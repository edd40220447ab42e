"""``rafiq db``: care of the database."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import ConfigError, Settings, load
from storage.backup import backup as copy
from storage.engine import open_store
from storage.upgrade import upgrade as bring_up

app = typer.Typer(no_args_is_help=True, help="Care of the database.")


@app.command()
def upgrade() -> None:
    """Make or upgrade the tables."""
    place, changed = asyncio.run(_upgrade(load()))
    said = "upgraded" if changed else "is up to date"
    sys.stdout.write(f"{place}: {said}.\n")


async def _upgrade(settings: Settings) -> tuple[str, bool]:
    async with await open_store(settings.database_url) as store:
        return store.place, await bring_up(store)


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(metavar="F", help="The file to write.")],
) -> None:
    """Copy the database into a file, while the bot runs."""
    url = load().database_url
    if not url.startswith("sqlite"):
        raise ConfigError("A PostgreSQL database is copied by its own program: pg_dump.")
    copy(Path(url.partition(":///")[2]), out)
    sys.stdout.write(f"{out}: {out.stat().st_size} bytes.\n")
