"""WhatsApp: one number of the Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api).

A webhook brings what people write; it is answered 200 when all of it is committed, and Meta sends
again for seven days what was not. Parsing, rendering and HTTP stand in ``whatsapp_parse``,
``whatsapp_render`` and ``whatsapp_http``; here is what needs memory or waits.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeAlias

import structlog
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels import webhooks
from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Limits,
    Rejected,
    Request,
    Sending,
    Take,
    Throttled,
    Transient,
    WindowClosed,
)
from bot.channels.remembered import Remembered
from bot.channels.whatsapp_catalogue import Catalogue
from bot.channels.whatsapp_files import Files
from bot.channels.whatsapp_http import ERRORS, Door, Timeouts
from bot.channels.whatsapp_identities import Changed, Identities, Known, TakeMoves
from bot.channels.whatsapp_parse import (
    Moved,
    Parsed,
    Status,
    Wish,
    parse,
)
from bot.channels.whatsapp_reads import Reads
from bot.channels.whatsapp_render import Bidi, render, template_request
from bot.channels.whatsapp_templates import Book, Budget, choose
from bot.settings import ConfigError
from flows.incoming import Upload
from flows.message import Message
from storage.errors import StorageError

__all__ = ["ERRORS", "LIMITS", "Moved", "Status", "Timeouts", "WhatsApp", "parse", "render"]

TakeStatuses: TypeAlias = Callable[[Sequence[Status]], Awaitable[None]]
"""Applies receipts; returns when they are committed, raises StorageError when not."""
TakeWishes: TypeAlias = Callable[[Sequence[Wish]], Awaitable[None]]
"""Keeps who wants announcements; as above."""

log = structlog.get_logger(__name__)

API_BASE = "https://graph.facebook.com/v23.0"
LIMITS = Limits(per_second=60, per_chat_seconds=6.0, per_chat_burst=40, at_once=64)
"""80 messages a second by default, one in 6 seconds to one person with bursts of 45
(…/whatsapp/cloud-api/overview#throughput and #pair-rate-limits)."""
NO_TEMPLATE: Mapping[str, str] = {
    # Codes that concern the template, not this message's words (…/support/error-codes): no other
    # message would go either, so that all of them wait until it stands otherwise.
    "132000": "MISMATCH",  # it has another number of parameters
    "132001": "MISSING",  # it does not exist in this language
    "132007": "REJECTED",  # its words are against the rules
    "132012": "MISMATCH",
    "132015": "PAUSED",
    "132016": "DISABLED",
}
TOKEN_REFUSED = ("0", "190", "401")
"""Codes of a token that is wrong or was taken back; the other faults may lie in what it may do
(…/whatsapp/cloud-api/support/error-codes#authorization-errors)."""
PAIR_RETRY = (6.0, 3600.0)
"""Seconds after the first 131056 and at most; it grows fourfold, as Meta advises."""
BODY_LIMIT = 4 * 1024 * 1024
"""Bytes of a webhook's body; batches are at most 3 MB."""
AT_ONCE = 512
"""Webhooks in work; more are asked to come again."""
WINDOW = timedelta(hours=24)
SURE = timedelta(hours=23, minutes=55)
"""How long after somebody wrote we count on the window: what has a template then goes as one."""
CLOSED = "131047"
"""WhatsApp's code: the window is closed, whatever our clock says."""
RELOAD_SECONDS = 60.0
"""Between two looks at what is approved: another process may have been told."""


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
        wishes: TakeWishes | None = None,
        changed: Changed | None = None,
        known: Known | None = None,
        book: Book | None = None,
        daily: int = 0,
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
            wishes: Takes who wants announcements and who does not, as WhatsApp was told.
            changed: Knows who changed her number lately, for what she wrote before.
            known: Knows whose user id belongs to a number, for bodies that carry none.
            book: Knows which templates are approved, and who was sent one lately.
            daily: People that may be sent templates in any 24 hours; 0: no limit.
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
        self._secret = app_secret.encode()
        self._verify = verify_token.encode()
        self._statuses, self._wishes = statuses, wishes
        self._book = book
        self._budget = Budget(people=daily if book else 0, load=self._openings, now=now)
        self._accounts = dict(accounts or {})
        self._limits = limits
        self._timeouts = timeouts or Timeouts()
        self._bidi: Bidi = bidi
        self._now = now
        self._door = Door(api_base=api_base, token=token, timeouts=self._timeouts)
        self._files = Files(
            door=self._door, number=phone_number_id, media=media, timeouts=self._timeouts
        )
        self._catalogue = Catalogue(door=self._door, account=account, waba=waba_id, book=book)
        self._identities = Identities(account=account, moves=moves, changed=changed, known=known)
        self._reads = Reads(door=self._door, account=account, number=phone_number_id)
        self._marks = reads
        self._take: Take | None = None
        self._busy = 0
        self._heard: Remembered[str, datetime] = Remembered()
        self._pairs: Remembered[str, int] = Remembered()

    async def __aenter__(self) -> Self:
        await self._reload()
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
        return render(to, message, window_open=self._age(to) < SURE, bidi=self._bidi)

    def prepare(self, to: str, message: Message, sending: Sending) -> Sequence[Request]:
        """Return the calls that say the message as things are now, our key in each.

        Raises:
            WindowClosed: only a template may go, and there is none.
        """
        age = self._age(to)
        shut = age >= WINDOW or sending.refused == CLOSED
        requests: Sequence[Request] = ()
        if shut or (message.template and age >= SURE):
            try:
                chosen = choose(message, self._catalogue.approved)
                requests = [template_request(to, message, chosen.code)]
            except WindowClosed:
                if shut:
                    raise
        requests = requests or render(to, message, window_open=True, bidi=self._bidi)
        return [_marked(each, f"{sending.key}:{place}") for place, each in enumerate(requests)]

    def means(self, code: str) -> type[ChannelError] | None:
        """Return what a code means in a receipt, by the table in ``whatsapp_http``."""
        return ERRORS.get(int(code)) if code.isascii() and code.isdigit() else None

    def _age(self, to: str) -> timedelta:
        """Return how long ago somebody last wrote, as far as we know."""
        heard = self._heard.get(to)
        return timedelta.max if heard is None else self._now() - heard

    def heard(self, sender: str, at: datetime | None) -> None:
        """Note when somebody last wrote, as storage knows it: what opens her window."""
        known = self._heard.get(sender)
        if at is not None and (known is None or at > known):
            self._heard[sender] = at

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person: she erased it."""
        self._heard.pop(sender, None)
        self._pairs.pop(sender, None)
        self._reads.forget(sender)
        self._identities.forget(sender)

    async def send(self, to: str, request: Request) -> str:
        """Make the call and return the message's id: accepted, which is not delivered.

        Raises:
            ChannelError: what went wrong, by the table in ``whatsapp_http``.
        """
        by_template = request.payload.get("type") == "template"
        if by_template:
            try:
                await self._budget.admit(to)
            except StorageError:
                raise Transient("storage") from None  # nothing was sent
        try:
            message_id = await self._send(request)
        except Ambiguous:
            raise
        except ChannelError as error:
            if by_template:
                self._budget.give_back(to)
                await self._no_longer(request, error)
            if error.code != "131056":
                raise
            refused = self._pairs.get(to, 0)
            self._pairs[to] = refused + 1
            first, most = PAIR_RETRY
            wait = min(first * 4**refused, most)
            raise Throttled(error.code, retry_in=wait, whole_account=False) from None
        self._pairs.pop(to, None)
        self._reads.answered(to, self._now())
        return message_id

    async def _no_longer(self, request: Request, error: ChannelError) -> None:
        """Forget a template that WhatsApp does not have (any more): the message waits for it.

        Raises:
            WindowClosed: so it is.
        """
        if error.code in NO_TEMPLATE:
            held = request.payload["template"]
            name, code = held["name"], held["language"]["code"]
            log.warning("whatsapp.template_gone", channel=self._account, code=error.code)
            status = NO_TEMPLATE[error.code]
            await self._catalogue.gone(name, code, status=status, at=self._now())
            raise WindowClosed("no_template") from None

    async def probe(self) -> None:
        """Ask the API for this number: it answers only while the token is good.

        Raises:
            AccountFault: the token is refused.
            ChannelError: the API was not reached.
        """
        try:
            await self._door.ask("GET", self._number, params={"fields": "id"})
        except AccountFault as error:
            if error.code not in TOKEN_REFUSED:
                raise Rejected(error.code) from None  # it may send, and not look at itself
            name = self._account.partition(":")[2]
            own = "RAFIQ_WHATSAPP_TOKEN" if name == "default" else f"token of [whatsapp.{name}]"
            text = f"the WhatsApp token is refused: check {own}"
            raise AccountFault(error.code, text=text) from None

    async def mark_read(self, message_id: str, *, typing: bool = False) -> None:
        """Show a message as read, and those before it; ``typing`` for 25 s or until we answer.

        Raises:
            ChannelError: as ``send``.
        """
        await self._reads.mark(message_id, typing=typing)

    async def templates(self) -> list[Mapping[str, Any]]:
        """Return the business account's templates: name, language, status, category, components.

        Raises:
            ChannelError: as ``send``.
        """
        return await self._catalogue.listed()

    async def _send(self, request: Request) -> str:
        known = {field: self._files.known(file) for field, file in request.files.items()}
        if request.files and all(known.values()):
            try:
                return await self._post(_attached(request.payload, known))
            except Rejected:
                for file in request.files.values():  # the upload may be gone: once more, fresh
                    self._files.forget(file)
        fresh = {field: await self._files.uploaded(file) for field, file in request.files.items()}
        return await self._post(_attached(request.payload, fresh))

    async def _post(self, payload: Mapping[str, Any]) -> str:
        answer = await self._door.ask("POST", f"{self._number}/messages", json=payload)
        match answer.get("messages"):
            case [{"id": str(message_id)}, *_] if message_id:
                return message_id
        log.error("whatsapp.answer_unreadable", channel=self._account)
        raise Ambiguous("unreadable answer")

    # ------------------------------------------------------------ in

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file that somebody sent, of the type that was declared.

        Raises:
            Transient: try again, at most twenty times an hour in all: Meta shuts the door then.
            Rejected: it is gone, too big, of another type, or lies where the token must not go.
        """
        return self._files.fetch(upload)

    async def run(self, take: Take) -> None:
        """Take webhooks until cancelled, and mark as read what was committed."""
        self._take = take
        try:
            async with asyncio.TaskGroup() as group:
                if self._marks:
                    group.create_task(self._reads.run())
                group.create_task(self._watch())
        finally:
            self._take = None

    async def _watch(self) -> None:
        """Keep what is known of our templates, and of who changed her number, up to date."""
        while True:
            await self._catalogue.refresh()
            await self._reload()
            await asyncio.sleep(RELOAD_SECONDS)

    async def _reload(self) -> None:
        """Learn what is stored: another process may have been told, or this one before it ended."""
        await self._identities.reload()
        await self._catalogue.reload()

    async def _openings(self, since: datetime) -> Sequence[tuple[str, datetime]]:
        return await self._book.openings(since) if self._book is not None else ()

    def routes(self) -> list[Route]:
        """Return the webhook's door: the handshake by GET, the bodies by POST."""
        hook = webhooks.Hook(f"/channels/whatsapp/{self._account.partition(':')[2]}", self._webhook)
        return [
            Route(hook.path, hook, methods=["POST"]),
            Route(hook.path, self._handshake, methods=["GET"]),
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
            return PlainTextResponse(status_code=403)
        return PlainTextResponse(challenge, headers={"X-Content-Type-Options": "nosniff"})

    async def _webhook(self, post: webhooks.Posted) -> int:
        take = self._take
        if take is None or self._busy >= AT_ONCE:
            return 503
        self._busy += 1
        try:
            raw = await post.body(limit=BODY_LIMIT, seconds=self._timeouts.body)
            if not self._signed(raw, post.header(b"x-hub-signature-256")):
                log.warning("whatsapp.signature_wrong", channel=self._account)
                return 403
            body = webhooks.load(raw)
            parsed = parse(body, self._account, self._now(), accounts=self._accounts, codes=ERRORS)
            await self._commit(parsed, take)
        except webhooks.Refused as refused:
            log.warning("whatsapp.body_refused", channel=self._account, status=refused.status)
            return refused.status
        except StorageError:
            return 503
        finally:
            self._busy -= 1
        return 200

    async def _commit(self, parsed: Parsed, take: Take) -> None:
        """Hand everything on; a body that is not wholly committed comes again, and does no harm."""
        began = self._now()
        await self._identities.take(parsed, take)
        await self._take_rest(parsed)
        last: dict[str, str] = {}
        for delivery in parsed.deliveries:
            self.heard(delivery.incoming.sender, delivery.incoming.at)
            last[delivery.incoming.sender] = delivery.incoming.id
        if self._marks:
            self._reads.put(last, began)

    async def _take_rest(self, parsed: Parsed) -> None:
        """Hand on what became of our messages, who wants what, and how templates stand."""
        if parsed.statuses and self._statuses is not None:
            await self._statuses(parsed.statuses)
        if parsed.wishes and self._wishes is not None:
            await self._wishes(parsed.wishes)
        await self._catalogue.told(parsed.templates)

    def _signed(self, raw: bytes, header: bytes) -> bool:
        """Return whether the header is the body's HMAC; compared as bytes: it may hold anything."""
        expected = b"sha256=" + hmac.digest(self._secret, raw, "sha256").hex().encode()
        return hmac.compare_digest(header, expected)


def _marked(request: Request, own: str) -> Request:
    """Return the call with our own key in it, which comes back with every status."""
    return replace(request, payload={**request.payload, "biz_opaque_callback_data": own})


def _attached(payload: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the payload with the ids of its uploaded files filled in."""
    return {**payload, **{field: {**payload[field], "id": file} for field, file in ids.items()}}
