"""``rafiq doctor``: what stands well, what does not, and what to do."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.tables import say
from bot.doctor import examine
from bot.settings import load


def doctor() -> None:
    """Look at the whole installation; exit code 1 when something must be done."""
    if asyncio.run(_examine()):
        raise typer.Exit(1)


async def _examine() -> bool:
    failed = False
    async for finding in examine(load()):
        say(str(finding))
        failed = failed or finding.level == "FAIL"
    return failed
