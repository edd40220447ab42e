"""The clock and the dispatcher in processes of their own: what one queues, the other sends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import dispatcher
from bot.app import App
from bot.roles import ALL, Role, roles
from bot.settings import ConfigError, Settings
from flows.world import World
from storage.engine import open_store
from tests.bot.programme.town import Town, row
from tests.waiting import until

pytestmark = pytest.mark.anyio

EVENING = datetime(2026, 11, 27, 18, 1, tzinfo=UTC)


@pytest.mark.postgres
async def test_what_the_clock_queues_another_process_sends(
    anyio_backend: str,
    postgres_url: str,
    world: World,
    now: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatcher, "LOOK_AGAIN", 600.0)  # it is told, or it sleeps
    settings = Settings(media=tmp_path, web=False)
    async with await open_store(postgres_url) as here, await open_store(postgres_url) as there:
        town = Town(store=here, world=world, now=now)
        await town.settle(3, 4)
        await town.plan(tmp_path, row())

        def app(role: Role) -> App:
            return App(
                settings=settings,
                store=here if role == "clock" else there,
                world=world,
                channels=[] if role == "clock" else [town.post],
                now=lambda: town.now,
                roles=frozenset({role}),
            )

        clock, sender = app("clock"), app("dispatch")
        stop, ready = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(sender.run(stop, ready=ready.set))
            group.create_task(clock.run(stop))
            await ready.wait()
            await asyncio.sleep(0.3)
            assert town.post.said == []
            town.now = EVENING
            await clock.tick()
            await until(lambda: len(town.post.said) == 2)
            stop.set()
    assert sorted(to for to, _ in town.post.said) == ["3", "4"]
    assert clock.dispatchers == {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([], ALL, id="everything"),
        pytest.param(["inbox"], {"inbox"}, id="one"),
        pytest.param(["inbox,clock"], {"inbox", "clock"}, id="by commas"),
        pytest.param(["inbox", " Dispatch "], {"inbox", "dispatch"}, id="again"),
        pytest.param(["inbox,dispatch", "clock"], ALL, id="all by name"),
    ],
)
def test_roles(given: list[str], expected: set[str]) -> None:
    assert roles(given) == expected


def test_an_unknown_role_is_named() -> None:
    with pytest.raises(ConfigError, match="--role sender: it is inbox, dispatch or clock"):
        roles(["inbox,sender"])
