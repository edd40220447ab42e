"""Clocks: the time of day, and the bells that APScheduler rings."""

from __future__ import annotations

import zoneinfo
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.settings import ConfigError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def utc_now() -> datetime:
    """Return the moment, UTC."""
    return datetime.now(UTC)


def check_zones() -> None:
    """Use the zone data that is installed with Rafiq, before the system's, and try it.

    Morocco moved its clock to UTC+0 in September 2026: data that is older is an hour wrong.

    Raises:
        ConfigError: The zone data is too old or missing.
    """
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        noon = datetime(2026, 11, 28, 12, tzinfo=zoneinfo.ZoneInfo("Africa/Casablanca"))
    except zoneinfo.ZoneInfoNotFoundError as error:
        raise ConfigError("The zone data (tzdata) is missing: run make setup.") from error
    if noon.utcoffset() != timedelta(0):
        raise ConfigError("The zone data (tzdata) is older than September 2026: run make setup.")


@asynccontextmanager
async def bells(rings: dict[str, Callable[[], Awaitable[None]]]) -> AsyncIterator[None]:
    """Ring each bell every minute; ``nightly`` every night at 02:10 UTC as well.

    What is due stands in tables: a missed ring is caught up by the next, a second finds nothing.
    """
    from apscheduler.schedulers.asyncio import AsyncIOScheduler
    from apscheduler.triggers.cron import CronTrigger

    scheduler = AsyncIOScheduler(timezone=UTC)
    for name, ring in rings.items():
        when = (
            CronTrigger(hour=2, minute=10, timezone=UTC)
            if name == "nightly"
            else CronTrigger(minute="*", timezone=UTC)
        )
        scheduler.add_job(
            ring, when, id=name, coalesce=True, max_instances=1, misfire_grace_time=None
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
