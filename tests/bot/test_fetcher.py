"""Files that people send: a full disk of ours loses none of them."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Delivery, Transient
from bot.fetcher import ATTEMPTS, Fetcher
from flows.incoming import Upload
from storage import media
from storage.engine import Store
from tests.storage.people import ACCOUNT, NOW, person
from tests.waiting import until

pytestmark = pytest.mark.anyio

NAME = f"media-{'0' * 24}.ogg"
CONTENT = b"a voice note" * 1000


class Channel:
    """Has one file, or fails as it is told."""

    account = ACCOUNT
    away = False

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken: set[str] = set()
        self.stuck: dict[str, asyncio.Event] = {}

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        self.asked.append(upload.reference)
        if self.away or upload.reference in self.broken:
            raise Transient("502")
        if upload.reference in self.stuck:
            await self.stuck[upload.reference].wait()
        yield CONTENT


class House:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.channel = store, folder, Channel()
        self.told: list[Delivery] = []
        channels: Any = {ACCOUNT: self.channel}
        self.fetcher = Fetcher(
            store=store, channels=channels, folder=folder, now=lambda: NOW, take=self._take
        )

    async def want(self, *keys: int, account: str = ACCOUNT) -> None:
        rows = [
            media.MediaRow(
                id=key,
                person_id=3,
                account=account,
                upload=Upload(kind="voice", reference=f"r{key}", size=9, name=f"m{key}.ogg"),
                created=NOW,
            )
            for key in keys
        ]
        await self.store.write(lambda tx: media.want(tx, rows))

    async def comes(self, key: int) -> None:
        await until(lambda: (self.folder / f"m{key}.ogg").exists())

    @asynccontextmanager
    async def fetching(self) -> AsyncIterator[None]:
        """Run the fetcher meanwhile."""
        running = asyncio.create_task(self.fetcher.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def _take(self, deliveries: Sequence[Delivery]) -> None:
        self.told += deliveries

    async def wanted(self) -> list[tuple[str, int]]:
        rows = await self.store.read(media.wanted)
        return [(row.name, row.attempts) for row in rows]


@pytest.fixture
async def house(store: Store, tmp_path: Path) -> House:
    upload = Upload(kind="voice", reference="r1", mime="audio/ogg", size=len(CONTENT), name=NAME)
    row = media.MediaRow(id=50, person_id=3, account=ACCOUNT, upload=upload, created=NOW)
    await store.write(person)
    await store.write(lambda tx: media.want(tx, [row]))
    return House(store, tmp_path / "media")


async def test_a_full_disk_loses_no_file(house: House) -> None:
    house.folder.mkdir()
    part = house.folder / f"{NAME}.part"
    part.symlink_to("/dev/full")  # the kernel says ENOSPC to whoever writes there
    for _ in range(ATTEMPTS + 1):
        await house.fetcher.drain()
        assert await house.wanted() == [(NAME, 0)]  # no attempt is spent: it is our fault
        assert not part.is_symlink()  # half a file takes room
        part.symlink_to("/dev/full")
    assert house.told == []
    part.unlink()
    await house.fetcher.drain()
    assert (house.folder / NAME).read_bytes() == CONTENT
    assert await house.wanted() == []


async def test_a_file_that_never_comes_is_asked_for_once(house: House) -> None:
    house.channel.away = True
    for number in range(ATTEMPTS + 2):
        assert len(house.told) == (number >= ATTEMPTS)
        await house.fetcher.drain()
    assert [each.incoming.event for each in house.told] == ["fetch_failed"]
    assert list(house.folder.iterdir()) == []


async def test_other_accounts_files_hold_up_none_of_ours(house: House) -> None:
    """Another process has those accounts, or nobody any more."""
    await house.want(*range(100, 350), account="telegram:gone")
    await house.want(400)
    await house.fetcher.drain()
    assert sorted(house.channel.asked) == ["r1", "r400"]


async def test_files_that_always_fail_hold_up_no_new_one(house: House) -> None:
    house.channel.broken = {f"r{key}" for key in range(100, 350)}
    await house.want(*range(100, 350))
    await house.fetcher.drain()
    house.channel.stuck = {f"r{key}": asyncio.Event() for key in range(100, 350)}
    house.channel.broken = set()  # from now on they never answer
    house.channel.asked.clear()
    async with house.fetching():
        await until(lambda: house.channel.asked)
        await house.want(400)
        house.fetcher.wake()
        await house.comes(400)
    assert {"r400"} < {*house.channel.asked}


async def test_a_slow_file_holds_up_no_other(house: House) -> None:
    house.channel.stuck = {"r101": asyncio.Event()}
    await house.want(101)
    async with house.fetching():
        await house.want(102)
        house.fetcher.wake()
        await house.comes(102)
        assert not (house.folder / "m101.ogg").exists()
        house.channel.stuck["r101"].set()
        await house.comes(101)
    assert sorted(house.channel.asked) == ["r1", "r101", "r102"]


async def test_a_page_read_before_a_file_came_fetches_it_no_second_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database is slow, a file may come while the next look at the table is taken."""
    look, read, late = house.fetcher._page, asyncio.Event(), asyncio.Event()

    async def slow(*args: Any, **kwargs: Any) -> list[media.Wanted]:
        page = await look(*args, **kwargs)
        if "r102" in [each.reference for each in page]:
            read.set()
            await late.wait()
        return page

    monkeypatch.setattr(house.fetcher, "_page", slow)
    house.channel.stuck = {"r1": asyncio.Event()}

    async def first_is_kept() -> bool:
        return [name for name, _ in await house.wanted()] == ["m102.ogg"]

    async with house.fetching():
        await until(lambda: house.channel.asked)
        await house.want(102)
        house.fetcher.wake()
        await read.wait()
        house.channel.stuck["r1"].set()
        await until(first_is_kept)
        late.set()
        await house.comes(102)
    assert sorted(house.channel.asked) == ["r1", "r102"]


async def test_what_another_process_fetches_is_left_to_it(house: House) -> None:
    house.folder.mkdir()
    with (house.folder / f"{NAME}.part").open("wb") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        await house.fetcher.drain()
        assert await house.wanted() == [(NAME, 0)]
    await house.fetcher.drain()  # it died
    assert (house.folder / NAME).read_bytes() == CONTENT


async def test_what_another_process_kept_stays(house: House) -> None:
    house.channel.stuck = {"r1": asyncio.Event()}
    fetching = asyncio.create_task(house.fetcher.drain())
    await until(lambda: house.channel.asked)
    await house.store.write(
        lambda tx: media.kept(tx, 50, mime="audio/ogg", size=9, digest=b"\0" * 32)
    )
    house.channel.stuck["r1"].set()
    await fetching
    assert (house.folder / NAME).read_bytes() == CONTENT
