"""WhatsApp: one number of the Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api).

A webhook brings what people write; it is answered 200 when all of it is committed, and Meta sends
again for seven days what was not. Parsing, rendering and HTTP stand in ``whatsapp_parse``,
``whatsapp_render`` and ``whatsapp_http``; here is what needs memory or waits.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeAlias, TypeVar

import aiohttp
import structlog
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.base import (
    Ambiguous,
    ChannelError,
    Limits,
    Rejected,
    Request,
    Take,
    Throttled,
    Transient,
    Unreachable,
)
from bot.channels.whatsapp_http import ERRORS, Door, Timeouts, checked
from bot.channels.whatsapp_parse import Moved, Parsed, Status, load, parse
from bot.channels.whatsapp_render import Bidi, render
from bot.settings import ConfigError
from flows.turn import Message, Upload
from storage.errors import StorageError

__all__ = ["ERRORS", "LIMITS", "Moved", "Status", "Timeouts", "WhatsApp", "parse", "render"]

V = TypeVar("V")
TakeStatuses: TypeAlias = Callable[[Sequence[Status]], Awaitable[None]]
"""Applies receipts; returns when they are committed, raises StorageError when not."""
TakeMoves: TypeAlias = Callable[[Sequence[Moved]], Awaitable[None]]
"""Files addresses under their new keys; as above."""

log = structlog.get_logger(__name__)

API_BASE = "https://graph.facebook.com/v23.0"
LIMITS = Limits(per_second=60, per_chat_seconds=6.0, per_chat_burst=40, at_once=64)
"""80 messages a second by default, one in 6 seconds to one person with bursts of 45
(…/whatsapp/cloud-api/overview#throughput and #pair-rate-limits)."""
PAIR_RETRY = (6.0, 3600.0)
"""Seconds after the first 131056 and at most; it grows fourfold, as Meta advises."""
BODY_LIMIT = 4 * 1024 * 1024
"""Bytes of a webhook's body; batches are at most 3 MB."""
AT_ONCE = 512
"""Webhooks in work; more are asked to come again."""
RETRY_SECONDS = 5
WINDOW = timedelta(hours=23, minutes=55)
"""How long after somebody wrote we count on the window of 24 hours."""
READ_SECONDS = 0.1
"""Between two read receipts: a few a second of the 20 that LIMITS leaves of the 80."""
REMEMBERED = 10_000
"""People, and uploaded files, that are remembered."""
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
    ".webp": "image/webp",
    ".3gp": "video/3gpp",
}
"""What may be uploaded (…/whatsapp/cloud-api/reference/media#supported-media-types)."""
_REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True, slots=True)
class _Uploaded:
    id: str
    at: float


class WhatsApp:
    """One number.

    :meth:`routes` are its door, :meth:`run` opens it, and ``async with`` closes the session.
    """

    def __init__(
        self,
        *,
        account: str,
        token: str,
        phone_number_id: str,
        app_secret: str,
        verify_token: str,
        media: Path,
        waba_id: str = "",
        api_base: str = API_BASE,
        statuses: TakeStatuses | None = None,
        moves: TakeMoves | None = None,
        accounts: Mapping[str, str] | None = None,
        limits: Limits = LIMITS,
        timeouts: Timeouts | None = None,
        bidi: Bidi = "isolates",
        reads: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            account: Channel and account, ``whatsapp:default``; its name is the last of the path.
            token: System user's token; sent to the API and Meta's media hosts, never logged.
            phone_number_id: Which number sends.
            app_secret: What webhooks are signed with.
            verify_token: What Meta's handshake must say; "" refuses every handshake.
            media: Folder of the stored files that messages attach.
            waba_id: The business account, for its templates.
            api_base: Where the Graph API is, with the version.
            statuses: Takes what became of our messages, before the webhook is answered.
            moves: Takes addresses' new keys, before the messages that came with them are taken.
            accounts: Phone number id to account, where several numbers share this webhook.
            limits: How fast this number may send.
            timeouts: In seconds.
            bidi: What becomes of isolates in texts.
            reads: Mark as read what was committed.
            now: The clock, in UTC.

        Raises:
            ConfigError: a setting without which nobody could be trusted or reached is missing.
        """
        if not app_secret:
            raise ConfigError(
                "RAFIQ_WHATSAPP_APP_SECRET is missing: without it anybody could write in "
                "somebody's name. Copy it from the app's dashboard, Settings, Basic."
            )
        if not token or not phone_number_id:
            raise ConfigError("RAFIQ_WHATSAPP_TOKEN and RAFIQ_WHATSAPP_PHONE_NUMBER_ID go together")
        self._account = account
        self._number = phone_number_id
        self._waba = waba_id
        self._secret = app_secret.encode()
        self._verify = verify_token.encode()
        self._media = media
        self._statuses, self._moves = statuses, moves
        self._accounts = dict(accounts or {})
        self._limits = limits
        self._timeouts = timeouts or Timeouts()
        self._bidi: Bidi = bidi
        self._now = now
        self._door = Door(api_base=api_base, token=token, timeouts=self._timeouts)
        self._take: Take | None = None
        self._busy = 0
        self._heard: OrderedDict[str, datetime] = OrderedDict()
        self._told: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._uploads: OrderedDict[str, _Uploaded] = OrderedDict()
        self._pairs: OrderedDict[str, int] = OrderedDict()
        self._reads: asyncio.Queue[str] | None = asyncio.Queue(maxsize=256) if reads else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the HTTP session; a later call opens another one."""
        await self._door.close()

    @property
    def account(self) -> str:
        """Channel and account, ``whatsapp:default``."""
        return self._account

    @property
    def limits(self) -> Limits:
        """How fast this number may send."""
        return self._limits

    # ------------------------------------------------------------ out

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the calls that say the message; a template goes unless the window is open."""
        heard = self._heard.get(to)
        is_open = heard is not None and self._now() - heard < WINDOW
        return render(to, message, window_open=is_open, bidi=self._bidi)

    def heard(self, sender: str, at: datetime | None) -> None:
        """Note when somebody last wrote, as storage knows it: what opens her window."""
        known = self._heard.get(sender)
        if at is not None and (known is None or at > known):
            _keep(self._heard, sender, at)

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person: she erased it."""
        self._heard.pop(sender, None)
        self._pairs.pop(sender, None)

    async def send(self, to: str, request: Request) -> str:
        """Make the call and return the message's id: accepted, which is not delivered.

        Raises:
            ChannelError: what went wrong, by the table in ``whatsapp_http``.
        """
        try:
            message_id = await self._send(request)
        except Throttled as error:
            if error.code != "131056":
                raise
            refused = self._pairs.get(to, 0)
            _keep(self._pairs, to, refused + 1)
            first, most = PAIR_RETRY
            wait = min(first * 4**refused, most)
            raise Throttled(error.code, retry_in=wait, whole_account=False) from None
        self._pairs.pop(to, None)
        return message_id

    async def mark_read(self, message_id: str, *, typing: bool = False) -> None:
        """Show a message as read, and those before it; ``typing`` for 25 s or until we answer.

        Raises:
            ChannelError: as ``send``.
        """
        payload: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
        }
        if typing:
            payload["typing_indicator"] = {"type": "text"}
        await self._door.ask("POST", f"{self._number}/messages", json=payload)

    async def templates(self) -> list[Mapping[str, Any]]:
        """Return the business account's templates: name, language, status, category, components.

        Raises:
            ChannelError: as ``send``.
        """
        if not self._waba:
            raise Rejected("no business account: set RAFIQ_WHATSAPP_WABA_ID")
        found: list[Mapping[str, Any]] = []
        query = {"fields": "name,language,status,category,components", "limit": "200"}
        for _ in range(50):
            answer = await self._door.ask("GET", f"{self._waba}/message_templates", params=query)
            match answer.get("data"):
                case [*rows]:
                    found += [row for row in rows if isinstance(row, dict)]
            match answer.get("paging"):
                case {"next": str(), "cursors": {"after": str(after)}}:
                    query = {**query, "after": after}
                case _:
                    break
        return found

    async def _send(self, request: Request) -> str:
        known = {field: self._known(file) for field, file in request.files.items()}
        if request.files and all(known.values()):
            try:
                return await self._post(_attached(request.payload, known))
            except Rejected:
                for file in request.files.values():  # the upload may be gone: once more, fresh
                    self._uploads.pop(file, None)
        fresh = {field: await self._uploaded(file) for field, file in request.files.items()}
        return await self._post(_attached(request.payload, fresh))

    async def _post(self, payload: Mapping[str, Any]) -> str:
        answer = await self._door.ask("POST", f"{self._number}/messages", json=payload)
        match answer.get("messages"):
            case [{"id": str(message_id)}, *_] if message_id:
                return message_id
        log.error("whatsapp.answer_unreadable", channel=self._account)
        raise Ambiguous("unreadable answer")

    def _known(self, file: str) -> str:
        """Return the id of a file's last upload, "" where there is none that is still kept."""
        uploaded = self._uploads.get(file)
        if uploaded is None or self._clock() - uploaded.at > UPLOAD_KEPT:
            return ""
        return uploaded.id

    async def _uploaded(self, file: str) -> str:
        if known := self._known(file):
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
        _keep(self._uploads, file, _Uploaded(str(media_id), self._clock()))
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

    # ------------------------------------------------------------ in

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

    async def run(self, take: Take) -> None:
        """Take webhooks until cancelled, and mark as read what was committed."""
        self._take = take
        try:
            while self._reads is not None:
                message_id = await self._reads.get()
                try:
                    await self.mark_read(message_id)
                except ChannelError as error:
                    log.debug(
                        "whatsapp.read_failed", channel=self._account, error=type(error).__name__
                    )
                await asyncio.sleep(READ_SECONDS)
            await asyncio.Event().wait()
        finally:
            self._take = None

    def routes(self) -> list[Route]:
        """Return the webhook's door: the handshake by GET, the bodies by POST."""
        path = f"/channels/whatsapp/{self._account.partition(':')[2]}"
        return [
            Route(path, self._handshake, methods=["GET"]),
            Route(path, self._webhook, methods=["POST"]),
        ]

    async def _handshake(self, http: HttpRequest) -> Response:
        query = http.query_params
        said = query.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
        challenge = query.get("hub.challenge", "")
        if (
            query.get("hub.mode") != "subscribe"
            or not self._verify
            or not hmac.compare_digest(said, self._verify)
        ):
            return _answer(403)
        return _answer(200, challenge)

    async def _webhook(self, http: HttpRequest) -> Response:
        take = self._take
        if take is None or self._busy >= AT_ONCE:
            return _answer(503)
        self._busy += 1
        try:
            raw = await self._body(http)
            if isinstance(raw, Response):
                return raw
            if not self._signed(raw, http.headers.get("x-hub-signature-256", "")):
                log.warning("whatsapp.signature_wrong", channel=self._account)
                return _answer(403)
            try:
                body = load(raw)
            except ValueError:
                log.warning("whatsapp.body_unreadable", channel=self._account)
                return _answer(400)
            parsed = parse(body, self._account, self._now(), accounts=self._accounts, codes=ERRORS)
            try:
                await self._commit(parsed, take)
            except StorageError:
                return _answer(503)
            return _answer(200)
        finally:
            self._busy -= 1

    async def _commit(self, parsed: Parsed, take: Take) -> None:
        """Hand everything on; a body that is not wholly committed comes again, and does no harm."""
        moves = [
            move for move in parsed.moves if move.changed or (move.old, move.new) not in self._told
        ]
        if moves and self._moves is not None:
            await self._moves(moves)
        for move in moves:
            _keep(self._told, (move.old, move.new), True)
        if parsed.deliveries:
            await take(parsed.deliveries)
        if parsed.statuses and self._statuses is not None:
            await self._statuses(parsed.statuses)
        last: dict[str, str] = {}
        for delivery in parsed.deliveries:
            self.heard(delivery.incoming.sender, delivery.incoming.at)
            last[delivery.incoming.sender] = delivery.incoming.id
        if self._reads is not None:
            for message_id in last.values():
                if self._reads.full():
                    self._reads.get_nowait()  # best effort: the newest first
                self._reads.put_nowait(message_id)

    def _signed(self, raw: bytes, header: str) -> bool:
        """Return whether the header is the body's HMAC; compared as bytes: it may hold anything."""
        expected = b"sha256=" + hmac.new(self._secret, raw, hashlib.sha256).hexdigest().encode()
        return hmac.compare_digest(header.encode("latin-1", "replace"), expected)

    async def _body(self, http: HttpRequest) -> bytes | Response:
        """Return the raw body, or what to answer where it is too long or too slow."""
        declared = http.headers.get("content-length", "")
        if declared.isdecimal() and (len(declared) > 9 or int(declared) > BODY_LIMIT):
            return _answer(413)
        content = bytearray()
        try:
            async with asyncio.timeout(self._timeouts.body):
                async for chunk in http.stream():
                    content += chunk
                    if len(content) > BODY_LIMIT:
                        return _answer(413)
        except TimeoutError:
            return _answer(408)
        except ClientDisconnect:
            return _answer(400)
        return bytes(content)


def _answer(status: int, text: str = "") -> Response:
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    if status in (408, 413):
        headers["Connection"] = "close"
    return PlainTextResponse(text, status, headers=headers)


def _attached(payload: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the payload with the ids of its uploaded files filled in."""
    return {**payload, **{field: {**payload[field], "id": file} for field, file in ids.items()}}


def _keep(kept: OrderedDict[Any, V], name: Any, value: V) -> None:
    kept[name] = value
    kept.move_to_end(name)
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
