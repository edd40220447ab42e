"""Fetches the files that people sent, after the commit that kept their names."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from errno import errorcode
from pathlib import Path
from typing import Literal

import structlog

from bot.channels.base import Channel, ChannelError, Delivery, Rejected, Take
from flows.copies import MADE
from flows.turn import Incoming, Upload
from storage import addresses, media
from storage.engine import Store
from storage.errors import StorageError

ATTEMPTS = 5
LARGEST = 25 * 1024 * 1024
"""Bytes kept of one file, whatever was declared."""

log = structlog.get_logger()


class Fetcher:
    """Works through the files that are wanted; the table is the queue."""

    def __init__(
        self,
        *,
        store: Store,
        channels: Mapping[str, Channel],
        folder: Path,
        now: Callable[[], datetime],
        take: Take,
    ) -> None:
        self._store = store
        self._channels = channels
        self._folder = folder
        self._now = now
        self._take = take
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look at the table now."""
        self._woken.set()

    async def run(self) -> None:
        """Fetch until cancelled; look again every minute for what failed."""
        while True:
            try:
                await self.drain()
            except StorageError as error:
                log.warning("media.unavailable", cause=type(error).__name__)
            try:
                async with asyncio.timeout(60):
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._woken.clear()

    async def drain(self) -> None:
        """Try every wanted file of our channels once."""
        seen: set[int] = set()
        while True:
            wanted = await self._store.read(lambda tx: media.wanted(tx, 100))
            todo = [
                each for each in wanted if each.id not in seen and each.account in self._channels
            ]
            if not todo:
                return
            for each in todo:
                seen.add(each.id)
                await self._one(each)

    async def _one(self, wanted: media.Wanted) -> None:
        channel = self._channels[wanted.account]
        upload = Upload(
            kind=wanted.kind,  # type: ignore[arg-type]
            reference=wanted.reference,
            mime=wanted.mime,
            size=wanted.size,
            name=wanted.name,
        )
        try:
            size, digest = await self._copy(channel, upload)
        except OSError as error:
            if not isinstance(error, TimeoutError):
                # Ours, not the person's: the provider keeps the file for days, until there is room.
                log.error("media.disk", cause=errorcode.get(error.errno or 0, "OSError"))
                return
            await self._failed(wanted, error)
            return
        except ChannelError as error:
            await self._failed(wanted, error)
            return
        if wanted.reference.startswith(MADE):  # before it is done with: a crash says it again
            await self._tell(wanted, "fetched")
        kept = await self._store.write(
            lambda tx: media.kept(tx, wanted.id, mime=wanted.mime, size=size, digest=digest)
        )
        if not kept:  # erased meanwhile
            await asyncio.to_thread((self._folder / wanted.name).unlink, missing_ok=True)

    async def _failed(self, wanted: media.Wanted, error: Exception) -> None:
        """Note a failed attempt; after the last one the person is asked to send it again."""
        final = isinstance(error, Rejected) or wanted.attempts + 1 >= ATTEMPTS
        log.warning("media.failed", cause=type(error).__name__, final=final)
        await self._store.write(lambda tx: media.tried(tx, wanted.id, failed=final))
        if final:
            await self._tell(wanted, "fetch_failed")

    async def _copy(self, channel: Channel, upload: Upload) -> tuple[int, bytes]:
        """Write the file under its name, whole or not at all; return its size and digest."""
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        part = self._folder / f"{upload.name}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with await asyncio.to_thread(part.open, "wb") as out:
                async with asyncio.timeout(300):
                    async for piece in _pieces(channel, upload):
                        size += len(piece)
                        if size > LARGEST:
                            raise Rejected("too_large")
                        digest.update(piece)
                        await asyncio.to_thread(out.write, piece)
                await asyncio.to_thread(out.flush)
        except Exception:  # half a file takes room and is of no use
            await asyncio.to_thread(part.unlink, missing_ok=True)
            raise
        await asyncio.to_thread(part.replace, self._folder / upload.name)
        return size, digest.digest()

    async def _tell(self, wanted: media.Wanted, event: Literal["fetched", "fetch_failed"]) -> None:
        """Tell the conversation that a file never came, or that one was made for the person."""
        if wanted.person_id is None:
            return
        person = wanted.person_id
        senders = await self._store.read(lambda tx: addresses.of_person(tx, person))
        for account, sender in senders:
            if account == wanted.account:
                incoming = Incoming(
                    account=account,
                    sender=sender,
                    id=f"{event}:{wanted.id}",
                    at=self._now(),
                    event=event,
                    text=wanted.name,
                )
                await self._take([Delivery(incoming=incoming)])
                return


async def _pieces(channel: Channel, upload: Upload) -> AsyncIterator[bytes]:
    """Yield a file from its channel, or what was made here for the person."""
    if upload.reference.startswith(MADE):
        yield upload.reference.removeprefix(MADE).encode()
        return
    async for piece in channel.fetch(upload):
        yield piece
