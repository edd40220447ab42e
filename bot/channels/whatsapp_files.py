"""WhatsApp's files: uploaded once and then named by their id, fetched only from the API's hosts.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.channels.base import Ambiguous, ChannelError, Rejected, Transient, Unreachable
from bot.channels.remembered import Remembered
from bot.channels.whatsapp_http import Door, Timeouts, checked
from flows.incoming import Upload

UPLOAD_KEPT = 29 * 24 * 3600.0
"""Seconds; an uploaded file is kept 30 days (…/whatsapp/cloud-api/reference/media)."""
DOWNLOAD_LIMIT = 16 * 1024 * 1024
DOCUMENT_LIMIT = 100 * 1024 * 1024
"""Bytes (…/whatsapp/cloud-api/reference/media#supported-media-types)."""
MIMES: Mapping[str, str] = {
    ".aac": "audio/aac",
    ".amr": "audio/amr",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".3gp": "video/3gpp",
}
"""What may be uploaded (…/whatsapp/cloud-api/reference/media#supported-media-types)."""
_REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True, slots=True)
class _Uploaded:
    id: str
    at: float


class Files:
    """The files of one number, both ways."""

    def __init__(self, *, door: Door, number: str, media: Path, timeouts: Timeouts) -> None:
        """Prepare.

        Args:
            door: What makes the calls.
            number: The phone number's id.
            media: Folder of the stored files that messages attach.
            timeouts: In seconds.
        """
        self._door = door
        self._number = number
        self._media = media
        self._timeouts = timeouts
        self._uploads: Remembered[str, _Uploaded] = Remembered()

    def known(self, file: str) -> str:
        """Return the id of a file's last upload, "" where there is none that is still kept."""
        uploaded = self._uploads.get(file)
        if uploaded is None or self._clock() - uploaded.at > UPLOAD_KEPT:
            return ""
        return uploaded.id

    def forget(self, file: str) -> None:
        """Forget an upload that may be gone."""
        self._uploads.pop(file, None)

    async def uploaded(self, file: str) -> str:
        """Return the id of a stored file, uploaded where it has none.

        Raises:
            Rejected: There is no such file.
            ChannelError: It could not be uploaded.
        """
        if known := self.known(file):
            return known
        mime = MIMES.get(Path(file).suffix.lower(), "application/octet-stream")
        content = await asyncio.to_thread(self._read, file)
        form = aiohttp.FormData({"messaging_product": "whatsapp", "type": mime})
        form.add_field("file", io.BytesIO(content), filename=file, content_type=mime)
        try:
            answer = await self._door.ask(
                "POST", f"{self._number}/media", data=form, seconds=self._timeouts.upload
            )
        except Ambiguous as error:
            raise Transient(error.code) from None  # nobody sees a file uploaded twice
        media_id = answer.get("id")
        if not isinstance(media_id, str | int):
            raise Transient("unreadable answer")
        self._uploads[file] = _Uploaded(str(media_id), self._clock())
        return str(media_id)

    def _read(self, file: str) -> bytes:
        if file != Path(file).name:
            raise Rejected("media name")
        try:
            return (self._media / file).read_bytes()
        except OSError:
            raise Rejected("media missing") from None

    @staticmethod
    def _clock() -> float:
        return asyncio.get_running_loop().time()

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent, of the type that was declared.

        Raises:
            Transient: try again, at most twenty times an hour in all: Meta shuts the door then.
            Rejected: it is gone, too big, of another type, or lies where the token must not go.
        """
        if not _REFERENCE.fullmatch(upload.reference):
            raise Rejected("no such file")
        try:
            answer = await self._door.ask(
                "GET", upload.reference, params={"phone_number_id": self._number}
            )
        except (Rejected, Unreachable) as error:
            raise Rejected(error.code) from None
        except ChannelError as error:
            raise Transient(error.code, retry_in=error.retry_in) from None
        address = answer.get("url")
        if not isinstance(address, str):
            raise Rejected("media address")
        cap = DOCUMENT_LIMIT if upload.kind == "file" else DOWNLOAD_LIMIT
        chunks = self._door.stream(address, cap=cap)
        async with aclosing(checked(chunks, kind=upload.kind, mime=upload.mime)) as pieces:
            async for piece in pieces:
                yield piece
