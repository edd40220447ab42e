"""How long a provider told an account to wait: read off the message that it was told about.

The pause itself is the dispatcher's, in memory; whoever takes over from one that died keeps to it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, select

from storage.schema import message
from storage.types import Instant

PAUSED = "account_limit"
"""Why a message waits, and all of its account with it."""


def until(tx: Connection, account: str, now: datetime) -> datetime | None:
    """Return when an account may send again, None where nothing keeps it waiting."""
    found: datetime | None = tx.execute(_UNTIL, {"of": account, "now": now}).scalar()
    return found


_UNTIL = select(func.max(message.c.due, type_=Instant)).where(
    message.c.account == bindparam("of"),
    message.c.state == literal_column("'queued'"),
    message.c.reason == PAUSED,
    message.c.due > bindparam("now", type_=Instant),
)
