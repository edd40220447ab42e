"""``rafiq trainings``: what a coordinator planned, from a table."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.tables import say, table
from bot.clock import check_zones, utc_now
from bot.database import opened
from bot.programme import folders
from bot.programme import trainings as planning
from bot.settings import Settings, load
from storage import trainings
from storage.trainings import Change, Training

app = typer.Typer(no_args_is_help=True, help="Trainings, planned in a table.")


@app.callback()
def group() -> None:
    """Trainings, planned in a table."""


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV or xlsx: id, programme, cohort, title::ary, …, date, time, zone, place, "
            "minutes; an empty cohort is everybody."
        ),
    ],
) -> None:
    """Bring in trainings; a known id moves or renames its training."""
    asyncio.run(_import(load(), file))


async def _import(settings: Settings, file: Path) -> None:
    check_zones()
    now = utc_now()
    planned = planning.read(file, folders.programmes(), now)
    for note in planned.notes:
        typer.echo(f"{file.name}: {note}", err=True)
    async with opened(settings) as store:
        changes = await planning.put(store, planned.trainings, now)
        told = {
            change.id: await store.read(lambda tx, key=change.id: trainings.sent(tx, key))  # type: ignore[misc]
            for change in changes
            if change.kind == "moved"
        }
    _show(planned.trainings, changes)
    for change in changes:
        if told.get(change.id):
            say(
                f"{change.own}: {told[change.id]} people were reminded of the old date and get a "
                "reminder of the new one. To tell them now: rafiq broadcast."
            )


def _show(rows: Sequence[Training], changes: Sequence[Change]) -> None:
    table(
        ("training", "programme", "what", "starts", "zone", "reminder", "made anew"),
        [
            (
                row.own,
                row.programme,
                change.kind,
                row.local_start.replace("T", " ")[:16],
                row.zone,
                f"{row.remind.astimezone(ZoneInfo(row.zone)):%Y-%m-%d %H:%M}",
                change.cancelled,
            )
            for row, change in zip(rows, changes, strict=True)
        ],
    )
    counted = Counter(str(change.kind) for change in changes)
    kinds = ("new", "moved", "renamed", "same")
    say(", ".join(f"{counted[kind]} {kind}" for kind in kinds) + ".")
