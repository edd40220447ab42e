"""WhatsApp's HTTP door: one aiohttp session, what an answer means, and where the token may go.

Answers: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Rejected,
    Throttled,
    Transient,
    Unreachable,
    WindowClosed,
)
from storage.types import dumps

_ACCOUNT = (3, 10, 190, *range(200, 300), 131005, 131031, 131037, 131042, 131045, 131048)
_TEMPLATE = (132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 131063)
ERRORS: Mapping[int, type[ChannelError]] = {
    # …/whatsapp/cloud-api/support/error-codes; most arrive later, as a failed status.
    4: Throttled,  # the app calls too often
    80007: Throttled,  # the business account does
    130429: Throttled,  # the number sends too fast
    131056: Throttled,  # this person was sent too much: she alone must wait
    133016: Throttled,
    131049: Throttled,  # Meta's own measure for marketing: a day or more
    130472: Throttled,  # the person is in one of Meta's experiments
    1: Transient,
    2: Transient,
    131000: Transient,
    131016: Transient,
    131053: Transient,  # a file could not be taken in
    131057: Transient,
    131047: WindowClosed,  # 24 h since the person last wrote: only a template may go
    131021: Unreachable,  # sender and recipient are the same
    131026: Unreachable,  # not on WhatsApp, too old a version, has not taken the terms
    131030: Unreachable,  # a test number reaches only a short list
    131050: Unreachable,  # does not want this business's marketing
    131062: Unreachable,  # this kind of message needs a phone number, not a user id
    33: Rejected,
    100: Rejected,
    131008: Rejected,
    131009: Rejected,
    131051: Rejected,
    **dict.fromkeys(_TEMPLATE, Rejected),
    0: AccountFault,
    **dict.fromkeys(_ACCOUNT, AccountFault),
    131064: AccountFault,
    130497: AccountFault,
    368: AccountFault,
}
DAY = 24 * 3600.0
RETRY: Mapping[int, float] = {
    # Seconds; how often we ask again is our choice, a day for 131049 is Meta's advice.
    4: 300.0,
    80007: 300.0,
    130429: 5.0,
    131056: 6.0,
    133016: 3600.0,
    131049: DAY,
    130472: DAY,
}
ALONE = frozenset({131056, 131049, 130472})
"""What concerns one person; the others go on."""
RETRY_AFTER = 30.0
"""Seconds to wait after a 429 that does not say how long; the design's choice."""
MEDIA_HOSTS = ("lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net", ".fbsbx.com")
"""Hosts of files; a dot in front stands for every name below."""
REDIRECTS = 3
ANSWER_LIMIT = 1024 * 1024
"""Bytes of an answer that is not a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """How long anything may take, in seconds."""

    connect: float = 10.0
    call: float = 30.0
    upload: float = 120.0
    download: float = 120.0
    body: float = 15.0
    """A webhook's body, from its first byte to its last."""


def fault(
    status: int, error: Mapping[str, Any] | None, retry_after: float | None = None
) -> ChannelError:
    """Return what an answer that is no success means; its code is WhatsApp's number.

    Args:
        status: HTTP status.
        error: The answer's ``error`` object, or None where the body was not WhatsApp's.
        retry_after: Seconds, from the header of that name.
    """
    if error is None:
        return _page(status, retry_after)
    code = error.get("code")
    if not isinstance(code, int) or isinstance(code, bool):
        return _page(status, retry_after)
    kind = ERRORS.get(code)
    if kind is None and status == 429:
        return Throttled(str(code), retry_in=retry_after or RETRY_AFTER)
    if kind is None:
        again = error.get("is_transient") is True or status >= 500
        kind = Transient if again else AccountFault if status == 401 else Rejected
    if kind is Throttled:
        return Throttled(
            str(code), retry_in=retry_after or RETRY[code], whole_account=code not in ALONE
        )
    return kind(str(code))


def _page(status: int, retry_after: float | None) -> ChannelError:
    """Return what some gateway's page means: a filter in between, or Meta's front in trouble."""
    if status == 429:
        return Throttled("429", retry_in=retry_after or RETRY_AFTER)
    if status == 401:
        return AccountFault("401")
    if status in (400, 413):
        return Rejected(str(status))
    # A gateway that gave up waiting does not know what the server behind it did.
    unsure = status >= 500 and status != 503
    return (Ambiguous if unsure else Transient)(f"{status} page")


class Door:
    """Makes every HTTP request of one account; knows whether one that failed had been written."""

    def __init__(self, *, api_base: str, token: str, timeouts: Timeouts) -> None:
        self._base = api_base.rstrip("/")
        self._origin = URL(self._base).origin()
        self._headers = {"Authorization": f"Bearer {token}", "User-Agent": "Rafiq"}
        self._timeouts = timeouts
        self._total = self._within(timeouts.call)
        self._session: aiohttp.ClientSession | None = None

    def _within(self, seconds: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=seconds, sock_connect=self._timeouts.connect)

    async def close(self) -> None:
        """Close the session; a later request opens another one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_request_headers_sent.append(_written)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=128,
                    keepalive_timeout=30,
                    resolver=_PublicResolver(trusted=self._origin.host or ""),
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                json_serialize=dumps,
                headers=self._headers,
                trace_configs=[trace],
            )
        return self._session

    async def ask(
        self, method: str, path: str, *, seconds: float | None = None, **body: Any
    ) -> Mapping[str, Any]:
        """Return the answer's object.

        Args:
            method: GET or POST.
            path: Below the base, ``106540352242922/messages``.
            seconds: For the whole call.
            body: ``json``, ``data`` or ``params``, as aiohttp takes them.

        Raises:
            Transient: nothing was written.
            Ambiguous: it was written, and no whole answer came.
            ChannelError: the answer is a refusal.
        """
        wire = SimpleNamespace(written=False)
        try:
            async with self._open().request(
                method,
                f"{self._base}/{path}",
                timeout=self._total if seconds is None else self._within(seconds),
                trace_request_ctx=wire,
                allow_redirects=False,
                **body,
            ) as answer:
                content = await answer.content.read(ANSWER_LIMIT)
                while chunk := await answer.content.read(ANSWER_LIMIT):
                    content += chunk
                    if len(content) > ANSWER_LIMIT:
                        raise Ambiguous("answer too long")
                return _result(answer, content)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            # From None: the exception's request holds the token.
            raise (Ambiguous if wire.written else Transient)(type(error).__name__) from None

    async def stream(self, address: str, *, cap: int) -> AsyncGenerator[bytes, None]:
        """Yield the bytes of a file, at most ``cap`` of them, whatever size was declared.

        Raises:
            Transient: try again.
            Rejected: it is too big, or its address leads where the token must not go.
        """
        url = self.allowed(address)
        for _ in range(REDIRECTS):
            if url is None:
                raise Rejected("media host")
            follow = ""
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
                    if answer.status in (301, 302, 303, 307, 308):
                        follow = answer.headers.get("Location", "")
                    elif answer.status != 200:
                        # Its address is good for five minutes: a new one may work.
                        raise Transient(f"file {answer.status}")
                    else:
                        left = cap
                        async for chunk in answer.content.iter_chunked(1 << 16):
                            left -= len(chunk)
                            if left < 0:
                                raise Rejected("file is too big")
                            yield chunk
                        return
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise Transient(type(error).__name__) from None
            url = self.allowed(follow)
        raise Rejected("redirects")

    def allowed(self, address: str) -> URL | None:
        """Return the address of a file if the token may be sent there: Meta's hosts, by https."""
        if not _PRINTABLE.fullmatch(address):
            return None
        try:
            url = URL(address, encoded=True)
            if url.user is not None or url.password is not None or not url.host:
                return None
            if url.origin() == self._origin:
                return url
            known = any(
                url.host.endswith(host) if host[0] == "." else url.host == host
                for host in MEDIA_HOSTS
            )
            return url if known and url.scheme == "https" and url.port == 443 else None
        except ValueError:
            return None


_PRINTABLE = re.compile(r"[!-\[\]-~]{1,4096}")  # no backslash: programs differ in reading it


def _result(answer: aiohttp.ClientResponse, content: bytes) -> Mapping[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    ok = 200 <= answer.status < 300
    if ok and isinstance(body, dict) and "error" not in body:
        return body
    error = body.get("error") if isinstance(body, dict) else None
    if ok and not isinstance(error, dict):
        raise Ambiguous("unreadable answer")
    raise fault(
        answer.status, error if isinstance(error, dict) else None, _retry_after(answer.headers)
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("Retry-After", "")
    return min(float(value), DAY) if value.isascii() and value.isdigit() else None


async def _written(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    _: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    context.trace_request_ctx.written = True


class _PublicResolver(AbstractResolver):
    """Resolves names to public addresses alone, so that no file's name leads into our network."""

    def __init__(self, *, trusted: str) -> None:
        self._trusted = trusted
        self._inner = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host != self._trusted:
            found = [each for each in found if is_public(each["host"])]
            if not found:
                raise OSError("no public address")
        return found

    async def close(self) -> None:
        await self._inner.close()


def is_public(host: str) -> bool:
    """Return whether an address is one of the public internet."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


# ---------------------------------------------------------------- what a file is

_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    # Where, what stands there, and which family that is.
    (0, b"\xff\xd8\xff", "image"),
    (0, b"\x89PNG\r\n\x1a\n", "image"),
    (0, b"GIF8", "image"),
    (8, b"WEBP", "image"),
    (4, b"ftypheic", "image"),
    (4, b"ftypheix", "image"),
    (4, b"ftypmif1", "image"),
    (4, b"ftypavif", "image"),
    (4, b"ftyp", "sound or video"),
    (0, b"\x1aE\xdf\xa3", "sound or video"),  # WebM, Matroska
    (0, b"OggS", "sound or video"),
    (0, b"ID3", "sound or video"),
    (0, b"#!AMR", "sound or video"),
    (8, b"WAVE", "sound or video"),
    (8, b"AVI ", "sound or video"),
    (0, b"fLaC", "sound or video"),
    (0, b"caff", "sound or video"),
    (0, b"\x00\x00\x01\xba", "sound or video"),
    (0, b"%PDF", "pdf"),
    (0, b"MZ", "program"),
    (0, b"\x7fELF", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\xcf\xfa\xed\xfe", "program"),
    (0, b"#!/", "program"),
)
FAMILIES: Mapping[str, str] = {
    "image": "image",
    "voice": "sound or video",
    "audio": "sound or video",
    "video": "sound or video",
}


def family(head: bytes) -> str:
    """Return what the first bytes of a file say it is: a family, or "" for what we do not know."""
    for place, sign, name in _SIGNS:
        if head.startswith(sign, place):
            return name
    # MPEG audio and AAC begin with eleven ones.
    return "sound or video" if head[:1] == b"\xff" and head[1:2] >= b"\xe0" else ""


async def checked(
    chunks: AsyncGenerator[bytes, None], *, kind: str, mime: str
) -> AsyncGenerator[bytes, None]:
    """Yield the file on, if its first bytes are of the kind that was declared.

    Raises:
        Rejected: it is empty, a program, or something else than it was said to be.
    """
    head = b""
    judged = False
    async with aclosing(chunks):
        async for chunk in chunks:
            if judged:
                yield chunk
                continue
            head += chunk
            if len(head) < 16:
                continue
            judge(head, kind, mime)
            judged = True
            yield head
    if not judged:
        judge(head, kind, mime)
        yield head


def judge(head: bytes, kind: str, mime: str) -> None:
    """Raise Rejected where the first bytes are not of the declared kind."""
    found = family(head)
    expected = FAMILIES.get(kind) or ("pdf" if mime == "application/pdf" else found)
    if not head or found == "program" or found != expected:
        raise Rejected("file type")
