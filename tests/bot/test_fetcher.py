"""Files that people send: a full disk of ours loses none of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Delivery, Transient
from bot.fetcher import ATTEMPTS, Fetcher
from flows.turn import Upload
from storage import media
from storage.engine import Store
from tests.storage.people import ACCOUNT, NOW, person

pytestmark = pytest.mark.anyio

NAME = f"media-{'0' * 24}.ogg"
CONTENT = b"a voice note" * 1000


class Channel:
    """Has one file, or fails as it is told."""

    account = ACCOUNT
    away = False

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        if self.away:
            raise Transient("502")
        yield CONTENT


class House:
    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder, self.channel = store, folder, Channel()
        self.told: list[Delivery] = []
        channels: Any = {ACCOUNT: self.channel}
        self.fetcher = Fetcher(
            store=store, channels=channels, folder=folder, now=lambda: NOW, take=self._take
        )

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
