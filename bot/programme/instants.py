"""When a training that was planned in wall time begins, and when people are reminded of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

REMIND_AT = time(18)
"""Wall time, the day before."""


def instant(local: datetime, zone: str) -> datetime:
    """Return the moment (UTC) at which the clock of a place shows this wall time.

    A time that does not exist moves forward by as much as the clock did; of one that comes twice
    it is the first (https://peps.python.org/pep-0495/, fold=0).
    """
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def instants(local_start: str, zone: str) -> tuple[datetime, datetime]:
    """Return when a training starts and when its reminder is due, the day before (UTC)."""
    start = datetime.fromisoformat(local_start)
    eve = datetime.combine(start.date() - timedelta(days=1), REMIND_AT)
    return instant(start, zone), instant(eve, zone)
