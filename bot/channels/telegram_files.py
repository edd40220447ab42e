"""Telegram's files: sent once and then by their id, fetched from an address with the token in it.

https://core.telegram.org/bots/api#sending-files and https://core.telegram.org/bots/api#getfile
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from pathlib import Path

import structlog
import telegram

from bot.channels.base import ChannelError, Rejected, Transient, Unreachable
from bot.channels.remembered import Remembered
from bot.channels.telegram_http import Door
from bot.channels.telegram_parse import DOWNLOAD_LIMIT
from flows.incoming import Upload

log = structlog.get_logger(__name__)

_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


class Files:
    """The files of one bot, both ways."""

    def __init__(self, *, account: str, media: Path, door: Door, api: str, base: str) -> None:
        """Prepare.

        Args:
            account: Channel and account, ``telegram:default``.
            media: Folder of the stored files that messages attach.
            door: What makes the calls.
            api: The Bot API's address, the token included.
            base: The address of its files, the token included.
        """
        self._account = account
        self._media = media
        self._door = door
        self._api = api
        self._base = base
        self._ids: Remembered[str, str] = Remembered()

    def known(self, files: Mapping[str, str]) -> dict[str, str]:
        """Return the ids of the last uploads by parameter, where all of the files have one."""
        ids = {name: self._ids.get(file, "") for name, file in files.items()}
        return ids if all(ids.values()) else {}

    async def read(self, file: str) -> telegram.InputFile:
        """Return a stored file as it is uploaded.

        Raises:
            Rejected: There is none of this name.
        """
        return await asyncio.to_thread(self._read, file)

    def _read(self, file: str) -> telegram.InputFile:
        if file != Path(file).name:
            raise Rejected("media name")
        try:
            return telegram.InputFile((self._media / file).read_bytes(), filename=file)
        except OSError:
            raise Rejected("media missing") from None

    def uploaded(self, files: Mapping[str, str], message: object) -> None:
        """Remember the ids that Telegram gave the files of a message."""
        try:
            for name, file in files.items():
                attached = getattr(message, name)
                sizes = attached if isinstance(attached, tuple) else (attached,)
                self._ids[file] = str(sizes[-1].file_id)
        except (AttributeError, IndexError):
            log.info("telegram.file_id_missing", channel=self._account)

    async def fetch(self, upload: Upload, *, seconds: float) -> AsyncIterator[bytes]:
        """Yield the bytes of a file, at most 20 MB.

        Args:
            upload: What a person sent.
            seconds: How long Telegram may take to say where the file is.

        Raises:
            Transient: try again.
            Rejected: it will never come.
        """
        if upload.size > DOWNLOAD_LIMIT:
            raise Rejected("file is too big")
        try:
            file = await self._door.call(
                f"{self._api}/getFile", {"file_id": upload.reference}, seconds=seconds
            )
        except (Rejected, Unreachable) as error:
            raise Rejected(error.code) from None
        except ChannelError as error:
            raise Transient(error.code, retry_in=error.retry_in) from None
        path = file.get("file_path") if isinstance(file, dict) else None
        # The path is appended to an address with the token in it: nothing may lead elsewhere.
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            raise Rejected("file path")
        stream = self._door.stream(f"{self._base}/{path}", cap=DOWNLOAD_LIMIT)
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                yield chunk
