"""``rafiq reminders``: who is reminded of what, and what they answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from zoneinfo import ZoneInfo

import typer

from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.settings import Settings, load
from storage import trainings
from storage.engine import Tx

app = typer.Typer(no_args_is_help=True, help="Reminders of trainings.")


@app.callback()
def group() -> None:
    """Reminders of trainings."""


@app.command("list")
def list_() -> None:
    """Show the coming trainings: when people are reminded, how many, and what they answered."""
    asyncio.run(_list(load()))


async def _list(settings: Settings) -> None:
    now = utc_now()
    async with opened(settings) as store:
        rows = await store.read(lambda tx: _rows(tx, now, settings.elsewhere))
    if not rows:
        say("No training is coming. Bring some in: rafiq trainings import FILE.csv")
        return
    header = ("training", "programme", "cohort", "starts", "reminder", "zone", "to remind")
    table((*header, "queued", "sent", "not sent", "coming", "not coming", "other date"), rows)


def _rows(
    tx: Tx, now: datetime, elsewhere: Callable[[str], Collection[str]]
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for each in trainings.coming(tx, now):
        zone = ZoneInfo(each.zone)
        states = trainings.reminded(tx, each)
        answers = trainings.tally(tx, each.id)
        queued = states.get("queued", 0) + states.get("claimed", 0)
        sent = sum(states.get(state, 0) for state in trainings.WENT)
        rows.append(
            (
                each.own,
                each.programme,
                each.cohort or "everybody",
                f"{each.starts.astimezone(zone):%Y-%m-%d %H:%M}",
                f"{each.remind.astimezone(zone):%Y-%m-%d %H:%M}",
                each.zone,
                trainings.expected(tx, each, elsewhere(each.programme)),
                queued,
                sent,
                sum(states.values()) - queued - sent,
                answers.get("coming", 0),
                answers.get("not_coming", 0),
                answers.get("other_date", 0),
            )
        )
    return rows
