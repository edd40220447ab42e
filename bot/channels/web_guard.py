"""Who may come in to the web chat: this machine alone, or whoever knows the password.

A page of another site may point a name of its own at this machine (DNS rebinding), so the name in
the Host header must be one of ours: localhost, an address in digits, or the public address.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable, Collection
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest

from bot.channels.remembered import Remembered

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=(self)",
    "Referrer-Policy": "same-origin",  # with none a browser posts the login with Origin: null
    "X-Content-Type-Options": "nosniff",
}
COOKIE = "rafiq_try"
SESSION_SECONDS = 12 * 3600.0
SESSIONS = 1_000
TRIES = 5
"""Wrong passwords in a minute, of all machines together, until nobody is heard for a while."""
TRY_SECONDS = 60.0
_LOGIN_BYTES = 4096
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""What proxies add: behind one on this machine everybody seems to be on this machine."""


class Closed(Exception):
    """Other machines could come in and no password is set: nobody may."""


class LoginNeeded(Exception):
    """The password was not given yet."""


class Guard:
    """Lets in or raises; one for all pages."""

    def __init__(
        self,
        *,
        beyond: bool = False,
        password: str = "",
        names: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep what it is given.

        Args:
            beyond: The server listens to other machines too.
            password: What they say first; "" where nothing is asked.
            names: Names of this server beside localhost.
            clock: Seconds, for how long a login lasts.
        """
        self._beyond = beyond
        self._password = password.encode()
        self._names = _LOOPBACK_NAMES | {name.lower() for name in names if name}
        self._clock = clock
        self._sessions: Remembered[bytes, float] = Remembered(SESSIONS)
        self._wrong: list[float] = []

    def check(self, http: HttpRequest, *, page: bool = False, login: bool = False) -> None:
        """Refuse other machines, other names for this one, other sites, and strangers.

        Args:
            http: The request.
            page: A link from anywhere may lead here.
            login: The way in itself: no login is needed yet.

        Raises:
            Closed: No password is set, and other machines could come in.
            LoginNeeded: The password comes first.
            HTTPException: 403, for everything else.
        """
        if self._beyond and not self._password:
            raise Closed
        host = http.headers.get("host", "")
        if not self._password and not _is_near(http):
            raise _forbidden("this page is for its own machine")
        if not self._is_ours(_host_name(host)):
            raise _forbidden("open it as http://127.0.0.1, or set RAFIQ_PUBLIC_URL")
        if not page:
            _same_site(http, host)
        if self._password and not login and not self._knows(http):
            raise LoginNeeded

    @property
    def asks(self) -> bool:
        """Return whether there is a login."""
        return bool(self._password)

    def near(self, http: HttpRequest) -> bool:
        """Return whether only whoever sits at this machine can have asked."""
        return not self._beyond and _is_near(http)

    async def login(self, http: HttpRequest) -> str | None:
        """Return a session for the right password, None for a wrong one.

        Raises:
            HTTPException: 429 after too many wrong ones, 413 for a body that is no login.
        """
        now = self._clock()
        self._wrong = [at for at in self._wrong if now - at < TRY_SECONDS]
        if len(self._wrong) >= TRIES:
            wait = {"Retry-After": str(int(TRY_SECONDS))}
            raise HTTPException(429, "too many wrong passwords", headers={**HEADERS, **wait})
        if not hmac.compare_digest(await _password(http), self._password):
            self._wrong.append(now)
            return None
        session = secrets.token_urlsafe(32)
        self._sessions[_digest(session)] = now + SESSION_SECONDS
        return session

    def _knows(self, http: HttpRequest) -> bool:
        until = self._sessions.get(_digest(http.cookies.get(COOKIE, "")), 0.0)
        return self._clock() < until

    def _is_ours(self, name: str) -> bool:
        if name.lower() in self._names:
            return True
        return bool(self._password) and _is_address(name)  # digits cannot be rebound


def is_loopback(host: str) -> bool:
    """Return whether an address, or localhost, is this machine's own."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def _is_near(http: HttpRequest) -> bool:
    if any(name in http.headers for name in _FORWARDED):
        return False
    return is_loopback(http.client.host if http.client else "")


def _same_site(http: HttpRequest, host: str) -> None:
    origin = http.headers.get("origin")
    if origin is not None and _netloc(origin) != host:
        raise _forbidden("sent from another site")
    if http.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        raise _forbidden("sent from another site")


def _forbidden(why: str) -> HTTPException:
    return HTTPException(403, why, headers=HEADERS)


async def _password(http: HttpRequest) -> bytes:
    content = bytearray()
    async with asyncio.timeout(15):
        async for chunk in http.stream():
            content += chunk
            if len(content) > _LOGIN_BYTES:
                raise HTTPException(413, headers=HEADERS)
    fields = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True)
    return fields.get("password", [""])[0].encode("utf-8", "replace")


def _digest(session: str) -> bytes:
    return hashlib.sha256(session.encode("utf-8", "replace")).digest()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
