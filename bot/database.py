"""The installation's database: opened for whoever needs it, up to date, served by one process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.clock import check_zones
from bot.roles import ALL, Roles
from bot.settings import ConfigError, Settings
from storage.engine import Store, open_store
from storage.upgrade import upgrade

log = structlog.get_logger()


@asynccontextmanager
async def opened(settings: Settings, *, check: bool = True) -> AsyncIterator[Store]:
    """Yield the store of an installation, its tables up to date."""
    if check:
        check_zones()
    store = await open_store(settings.database_url)
    try:
        await upgrade(store)
        yield store
    finally:
        await store.close()


async def alone_on_sqlite(store: Store, roles: Roles) -> None:
    """Let one process at a time serve from a SQLite file.

    Raises:
        ConfigError: Another one does.
    """
    if store.dialect != "sqlite":
        return
    if await store.try_hold("serve") is None:
        raise ConfigError(
            f"Another rafiq serve uses {store.path}. Stop it first, or set "
            "RAFIQ_DATABASE_URL to another file; several processes (--role) need PostgreSQL."
        )
    if missing := ALL - roles:
        log.warning("serve.alone_on_sqlite", nobody_does=sorted(missing))
