"""Files that people send on the web chat: streamed to the disk, kept until they are fetched."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request as HttpRequest

from bot.channels.base import Rejected
from bot.channels.web_http import capped
from bot.channels.web_parse import FILE_BYTES, NAME, REFERENCE, kind_of, matching
from flows.incoming import Upload

FILE_SECONDS = 300.0
KEPT_SECONDS = 24 * 3600.0
"""A file is copied to the store after the commit; what nobody fetched in this time is dropped."""
_SUFFIXES = {
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "application/pdf": ".pdf",
}


class Files:
    """The folder of what was sent and not fetched yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def receive(self, http: HttpRequest, account: str) -> Mapping[str, Any]:
        """Return the body that tells of a file, which is written to the disk and synced there.

        A sending that comes again replaces its file.
        """
        query = http.query_params
        mime = http.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = {"as": query.get("as"), "id": query.get("id")}
        sending = f"{account}\n{matching(NAME, body, 'as')}\n{matching(NAME, body, 'id')}"
        reference = hashlib.sha256(sending.encode()).hexdigest()[:32]
        size = await self._write(http, self._folder / reference)
        kind = query.get("kind") or kind_of(mime)
        name = f"web-{reference}{_SUFFIXES.get(mime, '.bin')}"
        upload = {"kind": kind, "reference": reference, "mime": mime, "size": size, "name": name}
        return {**body, "upload": upload}

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent.

        Raises:
            Rejected: it is not there, or no longer.
        """
        if not REFERENCE.fullmatch(upload.reference):
            raise Rejected("no such file")
        try:
            file = await asyncio.to_thread((self._folder / upload.reference).open, "rb")
        except OSError as error:
            raise Rejected("no such file") from error
        try:
            while chunk := await asyncio.to_thread(file.read, 65_536):
                yield chunk
        finally:
            file.close()

    async def tidy(self) -> None:
        """Make the folder; every hour drop what nobody fetched. Runs until cancelled."""
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        while True:
            await asyncio.to_thread(self._drop_old)
            await asyncio.sleep(3600)

    def _drop_old(self) -> None:
        for path in self._folder.iterdir():
            if time.time() - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)

    async def _write(self, http: HttpRequest, path: Path) -> int:
        """Stream the body to a file and return its size."""
        part = path.with_suffix(f".{secrets.token_hex(4)}")
        size = 0
        file = await asyncio.to_thread(part.open, "wb")
        try:
            with file:
                async for chunk in capped(http, FILE_BYTES, FILE_SECONDS):
                    size += len(chunk)
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_sync, file)
            if not size:
                raise ValueError("the file is empty")
            await asyncio.to_thread(part.replace, path)
        finally:
            await asyncio.to_thread(part.unlink, missing_ok=True)
        return size


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())
