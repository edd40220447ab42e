"""What a channel is: parse what comes, render what goes, send it, and say what went wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeAlias, runtime_checkable

from flows.errors import RafiqError
from flows.frozen import quick
from flows.incoming import Incoming, Upload
from flows.message import Message


class ChannelError(RafiqError):
    """A message could not be sent; the class says what to do, ``code`` what the provider said."""

    def __init__(self, code: str = "", *, retry_in: float | None = None) -> None:
        super().__init__(code or type(self).__name__)
        self.code = code
        self.retry_in = retry_in
        """Seconds until it may be tried again, where the provider says so."""


class Throttled(ChannelError):
    """Too fast: nothing went out; keep the message, and pause what the limit concerns."""

    def __init__(
        self,
        code: str = "",
        *,
        retry_in: float,
        whole_account: bool = True,
        message_only: bool = False,
    ) -> None:
        super().__init__(code, retry_in=retry_in)
        self.whole_account = whole_account and not message_only
        """False: only this person must wait."""
        self.message_only = message_only
        """Only this message must wait, and whatever else the person is told need not."""


class Transient(ChannelError):
    """Nothing went out, and trying again may help."""


class Ambiguous(ChannelError):
    """The request was written and no answer came: it may or may not have gone out."""


class WindowClosed(ChannelError):
    """More than 24 hours since the person last wrote: only a template may go."""


class Unreachable(ChannelError):
    """The person cannot be reached: blocked the bot, left, never started it."""


class Rejected(ChannelError):
    """The provider will never take this message."""


class AccountFault(ChannelError):
    """The account itself is the trouble (token, payment, ban): pause it and tell a coordinator."""

    def __init__(self, code: str = "", *, text: str = "", at_start: bool = False) -> None:
        super().__init__(code)
        self.args = (text or str(self),)
        self.at_start = at_start
        """It never worked since this process began: most likely a setting is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How fast an account may send."""

    per_second: float
    """Messages a second over all people, without an initial burst."""
    per_chat_seconds: float = 0.0
    """Seconds a person's bucket needs to earn one message."""
    per_chat_burst: int = 1
    """Messages a person's bucket holds when full."""
    at_once: int = 16
    """Requests in flight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call to the provider, as data: what is checked against its documentation in tests."""

    method: str
    """The provider's name of the call (``sendMessage``), or the HTTP path."""
    payload: Mapping[str, Any]
    files: Mapping[str, str] = field(default_factory=dict)
    """Field name to the name of a stored file."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A parsed update and the body it came in."""

    incoming: Incoming
    body: Mapping[str, Any] | None = None
    """Raw body, kept 90 days; None where there is none worth keeping."""


Take: TypeAlias = Callable[[Sequence[Delivery]], Awaitable[None]]
"""Hands deliveries to the inbox; returns when they are committed, raises StorageError when not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What a channel with a window must know of a message beside its words."""

    key: int
    """Ours: goes along, and comes back with what becomes of the message."""
    refused: str = ""
    """What the last attempt was refused with."""


@runtime_checkable
class Windowed(Protocol):
    """A channel that sends receipts, and takes free words only while a window is open."""

    def heard(self, sender: str, at: datetime | None) -> None:
        """Note when somebody last wrote, as storage knows it (UTC)."""
        ...

    def prepare(self, to: str, message: Message, sending: Sending) -> Sequence[Request]:
        """Return the calls that say this message as things are now.

        Raises:
            WindowClosed: Only a template may go, and there is none; its code says why.
        """
        ...

    def means(self, code: str) -> type[ChannelError] | None:
        """Return what a provider's code means in a receipt, None for one that nobody knows."""
        ...


@runtime_checkable
class Probed(Protocol):
    """A channel that can be asked whether its account works."""

    async def probe(self) -> None:
        """Ask the provider about the account, and change nothing.

        Raises:
            ChannelError: AccountFault where it does not work; else the provider was not reached.
        """
        ...


class Channel(Protocol):
    """One account of one channel."""

    @property
    def account(self) -> str:
        """Channel and account, ``telegram:default``: what addresses are filed under."""
        ...

    @property
    def limits(self) -> Limits:
        """The account's rates, with their source in the channel's file."""
        ...

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the calls that say this message, one for each part that gets an id of its own."""
        ...

    async def send(self, to: str, request: Request) -> str:
        """Make the call and return the provider's message id.

        Raises:
            ChannelError: one of the closed set above, never anything else.
        """
        ...

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent; capped in size and time.

        Raises:
            ChannelError: Transient to try again, Rejected when it will never come.
        """
        ...

    async def run(self, take: Take) -> None:
        """Bring in updates until cancelled; returns at once where a webhook brings them."""
        ...
