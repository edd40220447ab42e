"""Whole walks on PostgreSQL as on SQLite, with the forms published there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import publishing
from bot.clock import utc_now
from storage.engine import Store
from tests.walks import test_interrupted, test_rights, test_whole
from tests.walks.conftest import take
from tests.walks.runner import Walk

WALKS = {
    name: walks[name]
    for walks, names in (
        (test_whole.WALKS, ("almontija in Arabic, with Arabic digits",)),
        (test_interrupted.WALKS, ("two messages at once", "signs that no database takes")),
        (
            test_rights.WALKS,
            (
                "registered in Persian: she writes again, sees, corrects, erases and is a stranger",
                "stop in Arabic, thanks, my data, and back",
            ),
        ),
    )
    for name in names
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    await take(walk, store, world, tmp_path)
