"""A programme's side without its forms: real programmes, real words, a clock that is set."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot import publishing
from bot.clock import check_zones
from bot.programme import folders
from flows.world import World
from storage.engine import Store
from tests.bot.programme.town import NOW, Town


@pytest.fixture(autouse=True)
def _own_zones() -> Iterator[None]:
    """The zone data that Rafiq brings, as its commands use it."""
    before = zoneinfo.TZPATH
    check_zones()
    yield
    zoneinfo.reset_tzpath(before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.fixture(scope="session")
def world() -> World:
    return World(
        programmes=folders.programmes(), forms={}, current={}, catalogues=publishing.words()
    )


@pytest.fixture
def town(store: Store, world: World) -> Town:
    return Town(store=store, world=world, now=NOW)


@pytest.fixture
def now() -> datetime:
    return NOW
