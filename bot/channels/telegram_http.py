"""Telegram's HTTP door: one aiohttp session under python-telegram-bot, and what an answer means.

The door is ours because the library's own writes whole bodies and addresses (with the token in
them) to the log, and cannot say whether a request that failed had been written.
Answers: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Rejected,
    Throttled,
    Transient,
    Unreachable,
)

QUIET: Sequence[str] = ("telegram", "httpx", "httpcore")
"""Loggers that must stay at WARNING: below it they write messages and the token."""

NOT_MODIFIED = "message is not modified"
NOT_FOUND = "message to edit not found"
NOT_EDITABLE = "message can't be edited"
NO_WORDS = "in the message to edit"
NO_VOICE = "voice_messages_forbidden"
WRONG_FILE = "wrong file identifier"
CONFLICT = "409"

ERRORS: Sequence[tuple[int, str, type[ChannelError]]] = (
    # What the description holds, as written in the server's source:
    # https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp
    (400, NOT_MODIFIED, Rejected),  # an edit to what already stands there: send() takes it as done
    (400, NOT_FOUND, Rejected),  # the person deleted it: send() says it anew
    (400, NOT_EDITABLE, Rejected),
    (400, NO_WORDS, Rejected),  # there is no text, or no caption: send() says it anew too
    (400, WRONG_FILE, Rejected),  # a remembered file_id is too old: send() uploads again
    (400, "chat not found", Unreachable),  # never started the bot, or the account is gone
    (400, "user not found", Unreachable),
    (400, "peer_id_invalid", Unreachable),
    (400, "have no rights to send", Unreachable),
    (400, "group chat was upgraded", Unreachable),
    (400, "text is empty", Rejected),
    (400, "message is too long", Rejected),
    (400, "can't parse entities", Rejected),
    (400, "button_data_invalid", Rejected),
    (400, "reply markup is too long", Rejected),
    (400, NO_VOICE, Rejected),  # send() sends it as a document
    (400, "file is too big", Rejected),
    (400, "query is too old", Rejected),
    (403, "blocked by the user", Unreachable),
    (403, "user is deactivated", Unreachable),
    (403, "can't initiate conversation", Unreachable),
    (409, "terminated by other getupdates", Transient),
    (409, "webhook is active", Transient),
)
STATUSES: Mapping[int, type[ChannelError]] = {
    400: Rejected,
    401: AccountFault,  # a well-formed token that is not valid (any more)
    403: Unreachable,
    404: AccountFault,  # a malformed token: no such path
    409: Transient,  # another poller, or a webhook
    413: Rejected,
    500: Transient,  # the server's own words: it did nothing
    502: Ambiguous,  # the gateway's words: nobody knows what the server behind it did
    503: Transient,
    504: Ambiguous,
}
RETRY_AFTER = 5.0
"""Seconds to wait after a 429 that does not say how long; the design's choice."""


def fault(status: int, description: str | None, retry_after: float | None = None) -> ChannelError:
    """Return what an answer other than 200 means; its code holds only words of this file.

    Args:
        status: HTTP status.
        description: Telegram's words, or None when the body was not Telegram's (a gateway's page).
        retry_after: Seconds, as Telegram gave them.
    """
    if status == 429:
        return Throttled("429", retry_in=retry_after or RETRY_AFTER)
    if description is None and status not in (400, 413):
        # Some gateway's page: a filter in between, or Telegram's front end in trouble.
        unsure = status >= 500 and status != 503
        return (Ambiguous if unsure else Transient)(f"{status} page")
    words = (description or "").lower()
    for row_status, fragment, error in ERRORS:
        if status == row_status and fragment in words:
            return error(f"{CONFLICT} {fragment}" if status == 409 else fragment)
    return STATUSES.get(status, Transient if status >= 500 else Rejected)(str(status))


def result(status: int, body: bytes) -> Any:
    """Return what the answer holds.

    Raises:
        ChannelError: when it is a refusal, or cannot be read.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or "ok" not in answer:
        if 200 <= status < 300:
            raise Ambiguous("unreadable answer") from None
        raise fault(status, None)
    if answer["ok"] is True and "result" in answer:
        return answer["result"]
    parameters = answer.get("parameters")
    after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    code = answer.get("error_code")
    raise fault(
        code if isinstance(code, int) else status,
        str(answer.get("description") or ""),
        float(after) if isinstance(after, int | float) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long anything may take, in seconds."""

    connect: float = 10.0
    call: float = 30.0
    upload: float = 120.0
    download: float = 120.0
    poll: int = 25
    """How long the server holds a getUpdates that has nothing to say."""


class Failure(TelegramError):
    """Carries our own error through python-telegram-bot, which passes its own errors on as is."""

    def __init__(self, error: ChannelError) -> None:
        super().__init__(type(error).__name__)
        self.error = error


class Door(BaseRequest):
    """Makes every HTTP request of one bot; knows whether one that failed had been written."""

    def __init__(self, *, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take where nothing else is said."""
        return self._timeouts.call

    async def initialize(self) -> None:
        """Do nothing: the session opens with the first request."""

    async def shutdown(self) -> None:
        """Close the session; a later request opens another one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_written)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[trace],
            )
        return self._session

    async def ask(self, url: str, data: Any, *, seconds: float) -> tuple[int, bytes]:
        """Return the status and the body of one POST.

        Raises:
            Transient: nothing was written.
            Ambiguous: it was written, and no whole answer came.
        """
        wire = SimpleNamespace(written=False)
        try:
            async with self._open().post(
                url,
                data=data,
                timeout=aiohttp.ClientTimeout(total=seconds, sock_connect=self._timeouts.connect),
                trace_request_ctx=wire,
                allow_redirects=False,
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # From None: the exception's text, and its request, hold the address and the token.
            raise (Ambiguous if wire.written else Transient)(type(error).__name__) from None

    async def call(self, url: str, data: Mapping[str, str], *, seconds: float) -> Any:
        """Return the raw result of a call, where the library's own parsing is not wanted."""
        return result(*await self.ask(url, data, seconds=seconds))

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Make a call for the library; a refusal leaves as :class:`Failure`."""
        data: Any = dict(request_data.json_parameters) if request_data else {}
        if request_data is not None and request_data.contains_files:
            form = aiohttp.FormData(data)
            for name, (filename, content, mime) in request_data.multipart_data.items():
                form.add_field(name, content, filename=filename, content_type=mime)
            data = form
        seconds = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout
        try:
            status, body = await self.ask(url, data, seconds=seconds)
            result(status, body)
        except ChannelError as error:
            raise Failure(error) from None
        return 200, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; it was read once already, and what is wrong is not logged."""
        answer: dict[str, Any] = json.loads(payload)
        return answer

    async def stream(self, url: str, *, cap: int) -> AsyncGenerator[bytes, None]:
        """Yield the bytes of a file, at most ``cap`` of them, whatever size was declared.

        Raises:
            Transient: try again.
            Rejected: it is too big, or not there any more.
        """
        try:
            async with self._open().get(
                url,
                timeout=aiohttp.ClientTimeout(
                    total=self._timeouts.download,
                    sock_connect=self._timeouts.connect,
                    sock_read=self._timeouts.call,
                ),
                trace_request_ctx=SimpleNamespace(written=False),
                allow_redirects=False,
            ) as answer:
                if answer.status != 200:
                    gone = answer.status in (400, 404, 410)
                    raise (Rejected if gone else Transient)(f"file {answer.status}")
                left = cap
                async for chunk in answer.content.iter_chunked(1 << 16):
                    left -= len(chunk)
                    if left < 0:
                        raise Rejected("file is too big")
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Transient(type(error).__name__) from None


async def _written(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    _: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    context.trace_request_ctx.written = True
