"""Fetches the files that people sent, after the commit that kept their names."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from errno import errorcode
from io import BufferedWriter
from pathlib import Path
from typing import Literal

import structlog

from bot.channels.base import Channel, ChannelError, Delivery, Rejected, Take
from flows.copies import MADE
from flows.incoming import Incoming, Upload
from storage import addresses, media
from storage.engine import Store
from storage.errors import StorageError

ATTEMPTS = 5
AGAIN = 60.0
"""Seconds between two looks at what failed, and at what another process wants."""
AT_ONCE = 4
"""Files fetched at the same time, for each account: of the new, and as many of the others."""
PAGE = 100
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
        self._woken = {account: asyncio.Event() for account in channels}
        self._busy: set[int] = set()
        """Keys of files that are being fetched, or wait for room."""
        self._room = {
            (account, again): asyncio.Semaphore(AT_ONCE)
            for account in channels
            for again in (False, True)
        }

    def wake(self) -> None:
        """Look at the table now."""
        for woken in self._woken.values():
            woken.set()

    async def run(self) -> None:
        """Fetch until cancelled: what is new at once, what failed once a minute.

        Both go on side by side, and each account beside the others: what fails, or comes slowly,
        holds up nobody's new file.
        """
        async with asyncio.TaskGroup() as group:
            for account in self._channels:
                group.create_task(self._new(group, account))
                group.create_task(self._failed_before(group, account))

    async def _new(self, group: asyncio.TaskGroup, account: str) -> None:
        woken = self._woken[account]
        while True:
            await self._walk(group, account, again=False)
            try:
                async with asyncio.timeout(AGAIN):
                    await woken.wait()
            except TimeoutError:
                pass
            woken.clear()

    async def _failed_before(self, group: asyncio.TaskGroup, account: str) -> None:
        while True:
            await self._walk(group, account, again=True)
            await asyncio.sleep(AGAIN)

    async def drain(self) -> None:
        """Try every wanted file of our channels once."""
        for again in (True, False):  # so that none is tried in both
            async with asyncio.TaskGroup() as group:
                for account in self._channels:
                    group.create_task(self._walk(group, account, again=again))

    async def _walk(self, group: asyncio.TaskGroup, account: str, *, again: bool) -> None:
        """Begin to fetch every file of the account that waits, as there is room."""
        room, after = self._room[account, again], 0
        try:
            while True:
                before = frozenset(self._busy)  # may be done with by the time the page is here
                page = await self._page(account, after, again=again)
                if not page:
                    break
                after = page[-1].id
                for each in page:
                    if each.id not in self._busy and each.id not in before:
                        self._busy.add(each.id)
                        await room.acquire()
                        group.create_task(self._fetch(each, room))
        except StorageError as error:
            log.warning("media.unavailable", cause=type(error).__name__)

    async def _page(self, account: str, after: int, *, again: bool) -> list[media.Wanted]:
        return await self._store.read(
            lambda tx: media.wanted(tx, PAGE, account=account, after=after, again=again)
        )

    async def _fetch(self, wanted: media.Wanted, room: asyncio.Semaphore) -> None:
        try:
            await self._one(wanted)
        except StorageError as error:
            log.warning("media.unavailable", cause=type(error).__name__)
        finally:
            self._busy.discard(wanted.id)
            room.release()

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
        except BlockingIOError:
            return  # another process fetches it
        except TimeoutError as error:
            await self._failed(wanted, error)
            return
        except OSError as error:
            # Ours, not the person's: the provider keeps the file for days, until there is room.
            log.error("media.disk", cause=errorcode.get(error.errno or 0, "OSError"))
            return
        except ChannelError as error:
            await self._failed(wanted, error)
            return
        if wanted.reference.startswith(MADE):  # before it is done with: a crash says it again
            await self._tell(wanted, "fetched")
        kept = await self._store.write(
            lambda tx: media.kept(tx, wanted.id, mime=wanted.mime, size=size, digest=digest),
            aside=True,
        )
        if not kept:
            await self._undo(wanted.name)

    async def _undo(self, name: str) -> None:
        """Delete what was erased while it came; what another process has kept meanwhile stays."""
        if await self._store.read(lambda tx: media.of_name(tx, name)) != "kept":
            await asyncio.to_thread((self._folder / name).unlink, missing_ok=True)

    async def _failed(self, wanted: media.Wanted, error: Exception) -> None:
        """Note a failed attempt; after the last one the person is asked to send it again."""
        final = isinstance(error, Rejected) or wanted.attempts + 1 >= ATTEMPTS
        log.warning("media.failed", cause=type(error).__name__, final=final)
        await self._store.write(lambda tx: media.tried(tx, wanted.id, failed=final), aside=True)
        if final:
            await self._tell(wanted, "fetch_failed")

    async def _copy(self, channel: Channel, upload: Upload) -> tuple[int, bytes]:
        """Write the file under its name, whole or not at all; return its size and digest.

        Raises:
            BlockingIOError: Another process is at it.
        """
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        part = self._folder / f"{upload.name}.part"
        digest, size = hashlib.sha256(), 0
        with await asyncio.to_thread(_own, part) as out:
            try:
                async with asyncio.timeout(300):
                    async for piece in _pieces(channel, upload):
                        size += len(piece)
                        if size > LARGEST:
                            raise Rejected("too_large")
                        digest.update(piece)
                        await asyncio.to_thread(out.write, piece)
                await asyncio.to_thread(out.flush)
                await asyncio.to_thread(part.replace, self._folder / upload.name)
            except BaseException:  # half a file takes room and is of no use
                part.unlink(missing_ok=True)
                raise
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


def _own(part: Path) -> BufferedWriter:
    """Return the file, empty and locked; the kernel drops the lock with the process.

    Raises:
        BlockingIOError: Another process has it, or had it until a moment ago.
    """
    out = part.open("ab")
    try:
        fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not part.exists() or not os.path.samestat(os.fstat(out.fileno()), part.stat()):
            raise BlockingIOError  # it has its own name by now
        if os.fstat(out.fileno()).st_size:
            out.truncate(0)
    except BaseException:
        out.close()
        raise
    return out


async def _pieces(channel: Channel, upload: Upload) -> AsyncIterator[bytes]:
    """Yield a file from its channel, or what was made here for the person."""
    if upload.reference.startswith(MADE):
        yield upload.reference.removeprefix(MADE).encode()
        return
    async for piece in channel.fetch(upload):
        yield piece
