"""WhatsApp: one number of the Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api).

A webhook brings what people write; it is answered 200 when all of it is committed, and Meta sends
again for seven days what was not. Parsing, rendering and HTTP stand in ``whatsapp_parse``,
``whatsapp_render`` and ``whatsapp_http``; here is what needs memory or waits.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeAlias, TypeVar

import structlog
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels import webhooks
from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Delivery,
    Limits,
    Rejected,
    Request,
    Sending,
    Take,
    Throttled,
    Transient,
    WindowClosed,
)
from bot.channels.whatsapp_changes import Changes
from bot.channels.whatsapp_files import Files
from bot.channels.whatsapp_http import ERRORS, Door, Timeouts
from bot.channels.whatsapp_parse import (
    Moved,
    Parsed,
    Status,
    TemplateNews,
    Wish,
    parse,
)
from bot.channels.whatsapp_render import Bidi, render, template_request
from bot.channels.whatsapp_templates import Approved, Book, Budget, choose
from bot.settings import ConfigError
from flows.incoming import Upload
from flows.message import Message
from storage.errors import StorageError

__all__ = ["ERRORS", "LIMITS", "Moved", "Status", "Timeouts", "WhatsApp", "parse", "render"]

V = TypeVar("V")
TakeStatuses: TypeAlias = Callable[[Sequence[Status]], Awaitable[None]]
"""Applies receipts; returns when they are committed, raises StorageError when not."""
TakeMoves: TypeAlias = Callable[[Sequence[Moved]], Awaitable[None]]
"""Files addresses under their new keys; as above."""
Changed: TypeAlias = Callable[[], Awaitable[Sequence[Moved]]]
"""Returns who changed her number or user id lately, as storage knows it."""
Known: TypeAlias = Callable[[str, Collection[str]], Awaitable[Mapping[str, str]]]
"""Returns the user ids of who has these numbers on an account."""
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
READS_AT_ONCE = 4
READ_SECONDS = 0.2
"""From one read receipt to the next of each: at most the 20 a second that LIMITS leaves of 80."""
RELOAD_SECONDS = 60.0
"""Between two looks at what is approved: another process may have been told."""
ASK_SECONDS = 6 * 3600.0
"""Between two questions to WhatsApp about our templates, beside the webhook that tells of them."""
REMEMBERED = 10_000
"""People who are remembered."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A message that was committed, and is to be marked as read."""

    sender: str
    message_id: str
    at: datetime


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
        self._waba = waba_id
        self._secret = app_secret.encode()
        self._verify = verify_token.encode()
        self._statuses, self._moves, self._wishes = statuses, moves, wishes
        self._known_ids = known
        self._same: OrderedDict[str, str] = OrderedDict()
        """Number to the user id of its person."""
        self._changed = changed
        self._changes = Changes()
        self._taking: dict[str, tuple[asyncio.Lock, int]] = {}
        """Numbers whose person is being found or moved, and how many bodies wait to do so."""
        self._book = book
        self._approved: Approved = frozenset()
        self._news = 0
        """Bodies that told of templates: a list asked for before one of them is out of date."""
        self._telling = asyncio.Lock()
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
        self._take: Take | None = None
        self._busy = 0
        self._heard: OrderedDict[str, datetime] = OrderedDict()
        self._told: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._pairs: OrderedDict[str, int] = OrderedDict()
        self._answered: OrderedDict[str, datetime] = OrderedDict()
        self._reads: asyncio.Queue[_Read] | None = asyncio.Queue(maxsize=256) if reads else None

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
                chosen = choose(message, self._approved)
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
            _keep(self._heard, sender, at)

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person: she erased it."""
        self._heard.pop(sender, None)
        self._pairs.pop(sender, None)
        self._answered.pop(sender, None)
        for number in [each for each, own in self._same.items() if own == sender]:
            del self._same[number]

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
            _keep(self._pairs, to, refused + 1)
            first, most = PAIR_RETRY
            wait = min(first * 4**refused, most)
            raise Throttled(error.code, retry_in=wait, whole_account=False) from None
        self._pairs.pop(to, None)
        _keep(self._answered, to, self._now())
        return message_id

    async def _no_longer(self, request: Request, error: ChannelError) -> None:
        """Forget a template that WhatsApp does not have (any more): the message waits for it.

        Raises:
            WindowClosed: so it is.
        """
        if error.code in NO_TEMPLATE:
            held = request.payload["template"]
            name, code = held["name"], held["language"]["code"]
            self._approved -= {(name, code)}
            log.warning("whatsapp.template_gone", channel=self._account, code=error.code)
            if self._book is not None:
                status = NO_TEMPLATE[error.code]
                gone = TemplateNews(name=name, language=code, status=status, at=self._now())
                with suppress(StorageError):
                    await self._book.told([gone])
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
                if self._reads is not None:
                    for _ in range(READS_AT_ONCE):
                        group.create_task(self._mark(self._reads))
                group.create_task(self._watch())
        finally:
            self._take = None

    async def _mark(self, reads: asyncio.Queue[_Read]) -> None:
        """Mark one after the other as read; that one cannot be marked harms nobody."""
        while True:
            read = await reads.get()
            answered = self._answered.get(read.sender)
            # Typing would show for 25 seconds after our answer came.
            typing = answered is None or answered < read.at
            try:
                await self.mark_read(read.message_id, typing=typing)
            except ChannelError as error:
                log.debug("whatsapp.read_failed", channel=self._account, error=type(error).__name__)
            await asyncio.sleep(READ_SECONDS)

    async def _watch(self) -> None:
        """Keep what is known of our templates, and of who changed her number, up to date."""
        asked = -ASK_SECONDS
        while True:
            if (
                self._waba
                and self._book is not None
                and asyncio.get_running_loop().time() - asked >= ASK_SECONDS
            ):
                asked, news = asyncio.get_running_loop().time(), self._news
                try:
                    found = await self.templates()
                    async with self._telling:
                        if self._news == news:
                            await self._book.listed(found)
                        else:
                            asked = -ASK_SECONDS  # once more, at the next look
                except (ChannelError, StorageError) as error:
                    log.info(
                        "whatsapp.templates_unknown",
                        channel=self._account,
                        error=type(error).__name__,
                    )
            await self._reload()
            await asyncio.sleep(RELOAD_SECONDS)

    async def _reload(self) -> None:
        """Learn what is stored: another process may have been told, or this one before it ended."""
        if self._changed is not None:
            try:
                for each in await self._changed():
                    self._changes.note(each)
            except StorageError:
                log.info("whatsapp.changes_unknown", channel=self._account)
        if self._book is not None:
            try:
                self._approved = await self._book.approved()
            except StorageError:
                log.info("whatsapp.templates_unknown", channel=self._account)

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
        moves = [
            move
            for move in parsed.moves
            if move.changed
            or ((move.old, move.new) not in self._told and not self._changes.is_late(move))
        ]
        await self._take_all(parsed, moves, take)
        await self._take_rest(parsed)
        last: dict[str, str] = {}
        for delivery in parsed.deliveries:
            self.heard(delivery.incoming.sender, delivery.incoming.at)
            last[delivery.incoming.sender] = delivery.incoming.id
        if self._reads is not None:
            for sender, message_id in last.items():
                if self._reads.full():
                    self._reads.get_nowait()  # best effort: the newest first
                self._reads.put_nowait(_Read(sender, message_id, began))

    async def _take_all(self, parsed: Parsed, moves: Sequence[Moved], take: Take) -> None:
        """Hand on what people wrote, each under the id that she has by now."""
        parsed.deliveries = self._changes.under_new_ids(parsed.deliveries)
        bare = _bare(parsed.deliveries)
        if moves or bare:
            async with self._alone({*(move.old for move in moves), *bare}):
                await self._follow(moves)
                parsed.deliveries = self._changes.under_new_ids(parsed.deliveries)
                await self._name(parsed, _bare(parsed.deliveries))
                await take(parsed.deliveries)
        elif parsed.deliveries:
            await take(parsed.deliveries)
        if self._moves is not None and (late := self._changes.since(parsed.deliveries)):
            await self._moves(late)  # we were told of it while these were taken

    async def _take_rest(self, parsed: Parsed) -> None:
        """Hand on what became of our messages, who wants what, and how templates stand."""
        if parsed.statuses and self._statuses is not None:
            await self._statuses(parsed.statuses)
        if parsed.wishes and self._wishes is not None:
            await self._wishes(parsed.wishes)
        if parsed.templates and self._book is not None:
            self._news += 1
            async with self._telling:
                await self._book.told(parsed.templates)
            await self._reload()

    async def _follow(self, moves: Sequence[Moved]) -> None:
        """Let addresses follow their people."""
        moves = await self._by_user_id(moves)
        if moves and self._moves is not None:
            await self._moves(moves)
        for move in moves:
            _keep(self._told, (move.old, move.new), True)
            if move.changed:  # the number may be somebody else's by now
                self._same.pop(move.old, None)
                self._changes.note(move)
            else:
                _keep(self._same, move.old, move.new)

    async def _by_user_id(self, moves: Sequence[Moved]) -> Sequence[Moved]:
        """Return the moves, to a new number's user id where she wrote from there already."""
        bare = {move.new for move in moves if move.changed and "." not in move.new}
        if not bare or self._known_ids is None:
            return moves
        ids = await self._known_ids(self._account, bare)
        own = [replace(move, new=ids.get(move.new, move.new)) for move in moves]
        return [move for move in own if move.old != move.new]

    @asynccontextmanager
    async def _alone(self, ids: Collection[str]) -> AsyncIterator[None]:
        """Let no other body with these ids be taken meanwhile."""
        for each in ids:
            lock, bodies = self._taking.get(each, (asyncio.Lock(), 0))
            self._taking[each] = (lock, bodies + 1)
        try:
            async with AsyncExitStack() as held:
                for each in sorted(ids):  # everybody in this order: nobody waits in a circle
                    await held.enter_async_context(self._taking[each][0])
                yield
        finally:
            for each in ids:
                lock, bodies = self._taking.pop(each)
                if bodies > 1:
                    self._taking[each] = (lock, bodies - 1)

    async def _name(self, parsed: Parsed, bare: Collection[str]) -> None:
        """File what came from a bare number under the user id that we know for it."""
        unknown = [each for each in bare if each not in self._same]
        if unknown and self._known_ids is not None:
            for number, own in (await self._known_ids(self._account, unknown)).items():
                _keep(self._same, number, own)
        parsed.deliveries = [
            replace(each, incoming=replace(each.incoming, sender=self._same[each.incoming.sender]))
            if each.incoming.sender in self._same
            else each
            for each in parsed.deliveries
        ]

    def _signed(self, raw: bytes, header: bytes) -> bool:
        """Return whether the header is the body's HMAC; compared as bytes: it may hold anything."""
        expected = b"sha256=" + hmac.digest(self._secret, raw, "sha256").hex().encode()
        return hmac.compare_digest(header, expected)


def _bare(deliveries: Sequence[Delivery]) -> set[str]:
    """Return the senders of whom only a number is told."""
    return {each.incoming.sender for each in deliveries if "." not in each.incoming.sender}


def _marked(request: Request, own: str) -> Request:
    """Return the call with our own key in it, which comes back with every status."""
    return replace(request, payload={**request.payload, "biz_opaque_callback_data": own})


def _attached(payload: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the payload with the ids of its uploaded files filled in."""
    return {**payload, **{field: {**payload[field], "id": file} for field, file in ids.items()}}


def _keep(kept: OrderedDict[Any, V], name: Any, value: V) -> None:
    kept[name] = value
    kept.move_to_end(name)
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
