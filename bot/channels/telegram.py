"""Telegram: one bot, by long polling or webhook (https://core.telegram.org/bots/api).

Updates are stored before the offset moves, so a crash loses none; python-telegram-bot is client and
parser only. Parsing, rendering and HTTP stand in ``telegram_parse``, ``telegram_render`` and
``telegram_http``; here is what needs memory or waits: sending, polling, paging, fetching.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import structlog
import telegram
from telegram.error import TelegramError

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Delivery,
    Limits,
    Rejected,
    Request,
    Take,
    Throttled,
    Transient,
    Unreachable,
)
from bot.channels.telegram_errands import Errands
from bot.channels.telegram_http import (
    CONFLICT,
    NO_VOICE,
    NO_WORDS,
    NOT_EDITABLE,
    NOT_FOUND,
    NOT_MODIFIED,
    QUIET,
    WRONG_FILE,
    Door,
    Failure,
    Timeouts,
)
from bot.channels.telegram_menu import BY_CHAT, Menu
from bot.channels.telegram_parse import (
    ALLOWED_UPDATES,
    COMMANDS,
    DOWNLOAD_LIMIT,
    UNKNOWN_TOKEN,
    parse,
)
from bot.channels.telegram_render import Part, Shown, keyboard, page_of, pages, render
from bot.channels.telegram_webhook import Webhook, registration
from bot.channels.webhooks import clean
from flows.frozen import changed
from flows.incoming import Incoming, Tap, Upload
from flows.message import Message
from locales.bidi import Switch, switched
from locales.text import Catalogue
from storage.errors import StorageError

__all__ = ["COMMANDS", "LIMITS", "Telegram", "Timeouts", "parse", "render"]

if TYPE_CHECKING:
    from starlette.routing import Route

V = TypeVar("V")
log = structlog.get_logger(__name__)

LIMITS = Limits(per_second=25, per_chat_seconds=1.0, per_chat_burst=20, at_once=16)
"""About 30 messages a second over all chats, one a second in one, short bursts tolerated
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
REFUSED = "the Telegram token is refused: check RAFIQ_TELEGRAM_TOKEN"
REFUSALS = 3
"""Refusals of the token in a row until a poll that had worked gives up."""
QUIET_SECONDS = 6 * 24 * 3600.0
"""After a week without updates Telegram starts its ids anywhere, so the offset is dropped before
(https://core.telegram.org/bots/api#update)."""
PUBLISHED = 8
"""Times that menu and descriptions are tried; Telegram takes few such calls a minute."""
REMEMBERED = 10_000
"""Chats whose last question is remembered, and files whose file_id is."""
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")


@dataclass(slots=True)
class _Chat:
    """What this process knows of a chat; nothing depends on it but how a message looks."""

    shown: dict[str, Shown] = field(default_factory=dict)
    """The last message of each series: the intake's questions are one, each reminder is another."""
    newest: int = 0
    """Id of our last message if nothing came after it, else 0."""
    share: bool = False
    """A keyboard that asks for a phone number stands there."""
    own_menu: bool = False
    """It was given a menu of its own."""


class _Backoff:
    """Growing pauses with jitter, in seconds."""

    def __init__(self, first: float, most: float) -> None:
        self._first, self._most, self._next = first, most, first

    def reset(self) -> None:
        self._next = self._first

    async def wait(self, at_least: float = 0.0) -> None:
        pause, self._next = self._next, min(self._next * 2, self._most)
        await asyncio.sleep(max(at_least, random.uniform(pause / 2, pause)))  # noqa: S311


class Telegram:
    """One bot.

    ``async with`` it, so that its errands (answering taps, taking old keyboards away) have a home
    and its session is closed; ``run`` and ``send`` work without, and then the errands are done
    only while ``run`` runs.
    """

    def __init__(
        self,
        *,
        account: str,
        token: str,
        media: Path,
        api_base: str = "https://api.telegram.org/bot",
        file_base: str = "https://api.telegram.org/file/bot",
        hold: Callable[[], AbstractAsyncContextManager[object]] | None = None,
        secret: str | None = None,
        webhook_url: str | None = None,
        words: Mapping[str, Catalogue] | None = None,
        alarm: Callable[[str, str], None] = lambda what, code: None,
        timeouts: Timeouts | None = None,
        backoff: tuple[float, float] = (1.0, 60.0),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        recall: Callable[[str, str], Awaitable[Message | None]] | None = None,
        bidi: Switch = "isolates",
    ) -> None:
        """Prepare; nothing is opened yet.

        Args:
            account: Channel and account, ``telegram:default``.
            token: The bot's token; appended to both bases, and never logged.
            media: Folder of the stored files that messages attach.
            api_base: Where the Bot API is.
            file_base: Where its files are.
            hold: Makes the context in which this account may be polled: the one-poller lock.
            secret: What Telegram sends along with an update it brings; without it no door opens.
            webhook_url: Where this installation is found from outside; None: it polls.
            words: The bot's words by language, for the menu of commands; None: it has no menu.
            alarm: Tells a coordinator what is wrong, and the provider's code.
            timeouts: In seconds.
            backoff: First and longest pause after a failed poll, in seconds.
            now: The clock, in UTC.
            recall: Returns what stands in a message of ours, by chat and message id: for the
                pages of what another process said, or this one before it was started.
            bidi: What becomes of isolates in texts.
        """
        for name in QUIET:
            if logging.getLogger(name).level < logging.WARNING:
                logging.getLogger(name).setLevel(logging.WARNING)
        self._account = account
        self._media = media
        self._hold = hold
        self._alarm = alarm
        self._secret = secret
        self._webhook_url = webhook_url
        self._webhook = (
            Webhook(
                account=account,
                secret=secret,
                receive=self._received,
                acknowledge=self.acknowledge,
            )
            if secret
            else None
        )
        self._timeouts = timeouts or Timeouts()
        self._backoff = backoff
        self._now = now
        self._recall = recall
        self._bidi: Switch = bidi
        self._api = f"{api_base}{token}"
        self._files = f"{file_base}{token}"
        self._door = Door(timeouts=self._timeouts)
        self._bot = telegram.Bot(
            token, base_url=api_base, request=self._door, get_updates_request=self._door
        )
        self._chats: OrderedDict[str, _Chat] = OrderedDict()
        self._file_ids: OrderedDict[str, str] = OrderedDict()
        self._errands = Errands(account=account, call=self._call, most=LIMITS.at_once)
        self._menu = Menu(account=account, words=words, call=self._call) if words else None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._errands.home())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()
        await self.close()

    async def close(self) -> None:
        """Close the HTTP session; a later call opens another one."""
        await self._door.shutdown()

    @property
    def account(self) -> str:
        """Channel and account, ``telegram:default``."""
        return self._account

    @property
    def limits(self) -> Limits:
        """How fast this bot may send."""
        return LIMITS

    # ------------------------------------------------------------ out

    def render(self, to: str, message: Message) -> Sequence[Request]:
        """Return the calls that say the message, as this chat stands now."""
        chat = self._chats.get(to) or _Chat()
        shown = chat.shown.get(_series(message.token))
        if shown is not None and shown.message_id != chat.newest:
            shown = None  # something came after it: an edit up there would not be seen
        text = switched(message.text, self._bidi)
        said = message if text == message.text else changed(message, text=text)
        return render(to, said, shown=shown, takes_keyboard_away=chat.share)

    async def send(self, to: str, request: Request) -> str:
        """Make the call and return the message's id.

        Raises:
            ChannelError: what went wrong, by the table in ``telegram_http``.
        """
        try:
            message_id = await self._say(request)
        except Throttled as error:
            self._errands.rest(error.retry_in or 0.0)
            raise
        except Unreachable:
            self._chats.pop(to, None)
            raise
        self._remember(to, request, message_id)
        return str(message_id)

    async def _say(self, request: Request) -> int:
        if not request.method.startswith("edit"):
            return await self._post(request)
        try:
            await self._call(request.method, request.payload)
        except Ambiguous as error:
            raise Transient(error.code) from None  # the same edit twice does no harm
        except Rejected as error:
            if error.code in (NOT_FOUND, NOT_EDITABLE, NO_WORDS):
                anew = {k: v for k, v in request.payload.items() if k != "message_id"}
                anew["text"] = anew.pop("caption", anew.get("text"))
                return await self._post(Request(method="sendMessage", payload=anew))
            if error.code != NOT_MODIFIED:
                raise
        return int(request.payload["message_id"])

    async def _post(self, request: Request) -> int:
        """Send a new message; a file goes by the id of its last upload where there is one.

        Who lets nobody send her voices gets them as documents.
        """
        try:
            return await self._post_as_it_is(request)
        except Rejected as error:
            if error.code != NO_VOICE or "voice" not in request.files:
                raise
        files = {"document": request.files["voice"]}
        return await self._post_as_it_is(
            Request(method="sendDocument", payload=request.payload, files=files)
        )

    async def _post_as_it_is(self, request: Request) -> int:
        known = {name: self._file_ids.get(file) for name, file in request.files.items()}
        if known and all(known.values()):
            try:
                return await self._sent(request.method, {**request.payload, **known})
            except Rejected as error:
                if error.code != WRONG_FILE:
                    raise
        payload = dict(request.payload)
        for name, file in request.files.items():
            payload[name] = await asyncio.to_thread(self._read, file)
        if request.files:
            payload["read_timeout"] = self._timeouts.upload
        return await self._sent(request.method, payload, request.files)

    async def _sent(
        self, method: str, payload: Mapping[str, Any], files: Mapping[str, str] | None = None
    ) -> int:
        message = await self._call(method, payload)
        try:
            for name, file in (files or {}).items():
                attached = getattr(message, name)
                sizes = attached if isinstance(attached, tuple) else (attached,)
                _keep(self._file_ids, file, str(sizes[-1].file_id))
        except (AttributeError, IndexError):
            log.info("telegram.file_id_missing", channel=self._account)
        if not isinstance(message, telegram.Message):
            raise Ambiguous("unreadable answer")
        return message.message_id

    def _read(self, file: str) -> telegram.InputFile:
        if file != Path(file).name:
            raise Rejected("media name")
        try:
            return telegram.InputFile((self._media / file).read_bytes(), filename=file)
        except OSError:
            raise Rejected("media missing") from None

    async def _call(self, method: str, payload: Mapping[str, Any]) -> Any:
        """Make a call through the library, which checks the parameters' names."""
        try:
            return await getattr(self._bot, method)(**payload)
        except Failure as failure:
            raise failure.error from None
        except (TelegramError, KeyError, TypeError, ValueError, AttributeError) as error:
            # Written and answered with success, in a shape the library does not know.
            log.error(
                "telegram.answer_unreadable", channel=self._account, error=type(error).__name__
            )
            raise Ambiguous("unreadable answer") from None

    def _remember(self, to: str, request: Request, message_id: int) -> None:
        chat = self._chat(to)
        chat.newest = message_id
        markup = request.payload.get("reply_markup", {})
        chat.share = "keyboard" in markup or (chat.share and "remove_keyboard" not in markup)
        if not isinstance(request, Part) or request.message is None:
            return
        self._give_menu(to, chat, request.message.language)
        shown = Shown(
            message_id=message_id,
            message=request.message,
            keyboard="inline_keyboard" in markup,
            page=request.page,
            caption="caption" in request.payload,
        )
        if not (shown.keyboard or shown.message.token):
            return
        before = chat.shown.pop(_series(shown.message.token), None)
        chat.shown[_series(shown.message.token)] = shown
        if len(chat.shown) > 4:
            del chat.shown[next(iter(chat.shown))]
        if before is not None and before.keyboard and before.message_id != message_id:
            old = {"chat_id": to, "message_id": before.message_id}
            self._errands.later("editMessageReplyMarkup", old)

    def _give_menu(self, to: str, chat: _Chat, language: str) -> None:
        """Let the chat's menu speak Darija once the person does; best effort, keyboards first."""
        if self._menu is None or chat.own_menu == (language == BY_CHAT):
            return
        if self._errands.idle:
            chat.own_menu = language == BY_CHAT
            self._errands.later(*self._menu.for_chat(to, language))

    def _chat(self, to: str) -> _Chat:
        return _keep(self._chats, to, self._chats.get(to) or _Chat())

    # ------------------------------------------------------------ in

    async def run(self, take: Take) -> None:
        """Poll until cancelled, or keep the webhook's door open.

        The offset moves, and a webhook is answered, when ``take`` has returned. The door stands
        open in both ways of working, so that nothing is lost while one follows the other.

        Raises:
            AccountFault: the token is refused.
        """
        async with AsyncExitStack() as stack:
            if self._webhook is not None:
                self._webhook.take = take
                stack.callback(self._shut)
            if self._webhook_url is None and self._hold is not None:
                await stack.enter_async_context(self._hold())
            await stack.enter_async_context(self._errands.home())
            if self._menu is not None:
                self._errands.do(self._publish(self._menu))
            if self._webhook_url is None:
                await self._poll(take)
            else:
                await self._register(self._webhook_url)
                await asyncio.Event().wait()

    async def _publish(self, menu: Menu) -> None:
        """Set menu and descriptions; what is refused for the moment is tried again.

        Raises:
            ChannelError: they are refused for good: the next start tries again.
        """
        backoff = _Backoff(*self._backoff)
        for _ in range(PUBLISHED):
            try:
                return await menu.publish()
            except (Throttled, Transient, Ambiguous) as error:
                await backoff.wait(error.retry_in or 0.0)
        return await menu.publish()

    def routes(self) -> list[Route]:
        """Return the webhook's route; none without a secret."""
        return self._webhook.routes() if self._webhook is not None else []

    def _shut(self) -> None:
        if self._webhook is not None:
            self._webhook.take = None

    async def _register(self, url: str) -> None:
        """Tell Telegram where to bring updates, however long it takes.

        A refused address is no reason to stop: Telegram says so too when a name cannot be looked
        up for a moment. ``rafiq doctor`` shows what it said.

        Raises:
            AccountFault: the token is refused.
        """
        backoff = _Backoff(*self._backoff)
        trouble = ""
        while True:
            try:
                await self._call("setWebhook", registration(url, self._account, self._secret or ""))
            except AccountFault as error:
                raise self._refused(error, at_start=True) from None
            except ChannelError as error:
                if error.code != trouble:
                    log.warning(
                        "telegram.webhook_not_set", channel=self._account, error=_name(error)
                    )
                    if isinstance(error, Rejected):
                        self._alarm("webhook_refused", error.code)
                trouble = error.code
                await backoff.wait(error.retry_in or 0.0)
            else:
                log.info("telegram.webhook_set", channel=self._account)
                return

    async def probe(self) -> None:
        """Ask Telegram who this bot is: it answers only while the token is good.

        Raises:
            AccountFault: the token is refused.
            ChannelError: Telegram was not reached.
        """
        try:
            await self._door.call(f"{self._api}/getMe", {}, seconds=self._timeouts.call)
        except AccountFault as error:
            raise self._refused(error, at_start=False) from None

    def _refused(self, error: AccountFault, *, at_start: bool) -> AccountFault:
        """Return what is said where the token is refused; names the setting to look at."""
        name = self._account.partition(":")[2]
        setting = "RAFIQ_TELEGRAM_TOKEN" if name == "default" else f"token of [telegram.{name}]"
        text = REFUSED.replace("RAFIQ_TELEGRAM_TOKEN", setting)
        return AccountFault(error.code, text=text, at_start=at_start)

    def receive(self, raws: Sequence[Mapping[str, Any]]) -> list[Delivery]:
        """Return what the updates hold for the inbox.

        A tap that turns the page of a keyboard is answered here, where its message is remembered.
        """
        deliveries = []
        for raw in raws:
            body = clean(raw)
            for incoming in parse(body, self._account, self._now()):
                if not self._turns_page(incoming, body):
                    deliveries.append(Delivery(incoming=incoming, body=body))
                if incoming.tap is None and incoming.sender in self._chats:
                    self._chats[incoming.sender].newest = 0
                elif incoming.tap is not None and (under := _under(body)):
                    self._tapped(incoming.sender, incoming.tap, under)
        return deliveries

    def _tapped(self, to: str, tap: Tap, under: int) -> None:
        """Remember the message under a tap, where this process did not say it."""
        known = self._chats.get(to)
        if tap.token == UNKNOWN_TOKEN or (known and _series(tap.token) in known.shown):
            return
        said = Message(text="", language="", token=tap.token)
        self._stands(to, Shown(message_id=under, message=said, keyboard=True))

    async def _received(self, raws: Sequence[Mapping[str, Any]]) -> list[Delivery]:
        """Return what :meth:`receive` does, without the pages of messages that are looked up.

        Raises:
            StorageError: They cannot be looked up now: the updates are to come again.
        """
        deliveries = self.receive(raws)
        if self._recall is None:
            return deliveries
        return [each for each in deliveries if not await self._turns_recalled(each)]

    async def _turns_recalled(self, delivery: Delivery) -> bool:
        """Turn the page of a message that is not remembered here."""
        to, target = delivery.incoming.sender, page_of(delivery.incoming.tap)
        message_id = _under(delivery.body or {})
        if target is None or not message_id or self._recall is None:
            return False
        tap = delivery.incoming.tap
        message = await self._recall(to, str(message_id))
        if message is None or tap is None or message.token != tap.token:
            return False
        page = min(target, pages(message))
        self._stands(to, Shown(message_id=message_id, message=message, keyboard=True, page=page))
        self._edit_keyboard(to, message_id, keyboard(message, page))
        return True

    def acknowledge(self, raws: Sequence[Mapping[str, Any]]) -> None:
        """Answer the taps among the updates, in the background: their buttons stop spinning."""
        for raw in raws:
            query = raw.get("callback_query")
            if isinstance(query, Mapping) and isinstance(query.get("id"), str):
                self._errands.call("answerCallbackQuery", {"callback_query_id": query["id"]})

    async def _poll(self, take: Take) -> None:
        backoff = _Backoff(*self._backoff)
        loop = asyncio.get_running_loop()
        offset: int | None = None
        hooked, worked, refusals, trouble = True, False, 0, ""
        last = loop.time()
        while True:
            try:
                if hooked:
                    await self._call("deleteWebhook", {"drop_pending_updates": False})
                    hooked = False
                if loop.time() - last > QUIET_SECONDS:
                    offset = None
                raws = await self._updates(offset)
                deliveries = await self._received(raws)
                if deliveries:
                    await take(deliveries)
            except AccountFault as error:
                refusals += 1
                if not worked or refusals >= REFUSALS:
                    raise self._refused(error, at_start=not worked) from None
                await backoff.wait()
                continue
            except StorageError as error:
                log.warning("telegram.batch_not_stored", channel=self._account, error=_name(error))
                await backoff.wait()
                continue
            except ChannelError as error:
                if error.code != trouble:  # one line for a trouble, however long it lasts
                    log.warning(_event(error), channel=self._account, error=_name(error))
                trouble = error.code
                hooked = hooked or "webhook" in error.code
                await backoff.wait(error.retry_in or 0.0)
                continue
            worked, refusals, trouble = True, 0, ""
            self.acknowledge(raws)
            if not raws:
                backoff.reset()
                continue
            last = loop.time()
            ids = [number for raw in raws if (number := _update_id(raw)) is not None]
            if not ids or max(ids) + 1 == offset:
                await backoff.wait()  # nothing that could be confirmed: not again at once
            else:
                backoff.reset()
                offset = max(ids) + 1

    async def _updates(self, offset: int | None) -> list[Mapping[str, Any]]:
        """Return the raw updates: the library would log a whole batch that it cannot parse."""
        data = {
            "timeout": str(self._timeouts.poll),
            "limit": "100",
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        }
        if offset is not None:
            data["offset"] = str(offset)
        seconds = self._timeouts.poll + self._timeouts.call
        raws = await self._door.call(f"{self._api}/getUpdates", data, seconds=seconds)
        if not isinstance(raws, list):
            raise Transient("unreadable answer")
        return [raw for raw in raws if isinstance(raw, dict)]

    def _stands(self, to: str, shown: Shown) -> None:
        """Remember a keyboard that was tapped, so that it goes once its question is answered."""
        series, kept = _series(shown.message.token), self._chat(to).shown
        if series not in kept or kept[series].message_id <= shown.message_id:
            kept[series] = shown

    def _turns_page(self, incoming: Incoming, raw: Mapping[str, Any]) -> bool:
        tap, target = incoming.tap, page_of(incoming.tap)
        if tap is None or target is None or incoming.sender not in self._chats:
            return False
        shown = self._chats[incoming.sender].shown.get(_series(tap.token))
        if (
            shown is None
            or not shown.message.choices
            or shown.message.token != tap.token
            or shown.message_id != _under(raw)
        ):
            return False
        shown.page = min(target, pages(shown.message))
        rows = keyboard(shown.message, shown.page)
        self._edit_keyboard(incoming.sender, shown.message_id, rows)
        return True

    def _edit_keyboard(self, to: str, message_id: int, rows: Sequence[Any]) -> None:
        markup = {"inline_keyboard": rows}
        payload = {"chat_id": to, "message_id": message_id, "reply_markup": markup}
        self._errands.call("editMessageReplyMarkup", payload)

    # ------------------------------------------------------------ files

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file, at most 20 MB.

        Raises:
            Transient: try again.
            Rejected: it will never come.
        """
        if upload.size > DOWNLOAD_LIMIT:
            raise Rejected("file is too big")
        try:
            file = await self._door.call(
                f"{self._api}/getFile",
                {"file_id": upload.reference},
                seconds=self._timeouts.call,
            )
        except (Rejected, Unreachable) as error:
            raise Rejected(error.code) from None
        except ChannelError as error:
            raise Transient(error.code, retry_in=error.retry_in) from None
        path = file.get("file_path") if isinstance(file, dict) else None
        # The path is appended to an address with the token in it: nothing may lead elsewhere.
        if not isinstance(path, str) or not _PATH.fullmatch(path):
            raise Rejected("file path")
        stream = self._door.stream(f"{self._files}/{path}", cap=DOWNLOAD_LIMIT)
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                yield chunk


def _series(token: str) -> str:
    """Return what a message with this token supersedes.

    Questions are counted, with the person before the number (``1a-12``), and each takes the place
    of the one before it; any other token (a reminder's ``t5``) stands for itself.
    """
    person, _, number = token.rpartition("-")
    return f"{person}-" if number.isdecimal() else token


def _keep(kept: OrderedDict[str, V], name: str, value: V) -> V:
    kept[name] = value
    kept.move_to_end(name)
    if len(kept) > REMEMBERED:
        kept.popitem(last=False)
    return value


def _under(raw: Mapping[str, Any]) -> int:
    """Return the id of the message whose button was tapped; 0: Telegram does not say."""
    match raw:
        case {"callback_query": {"message": {"message_id": int(number)}}}:
            return number
    return 0


def _update_id(raw: Mapping[str, Any]) -> int | None:
    number = raw.get("update_id")
    return number if isinstance(number, int) and abs(number) < 1 << 63 else None


def _name(error: Exception) -> str:
    return type(error).__name__


def _event(error: ChannelError) -> str:
    other = error.code.startswith(CONFLICT)
    return "telegram.other_poller" if other else "telegram.poll_failed"
