"""Telegram: one bot, by long polling or webhook (https://core.telegram.org/bots/api).

Updates are stored before the offset moves, so a crash loses none; python-telegram-bot is client and
parser only. What it parses, renders, polls, fetches and remembers stands in the modules named so,
``telegram_parse`` and on; here they are put together, and messages are sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
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
from bot.channels.telegram_chats import Chats, under
from bot.channels.telegram_errands import Errands
from bot.channels.telegram_files import Files
from bot.channels.telegram_http import (
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
    COMMANDS,
    parse,
)
from bot.channels.telegram_polling import Backoff, Polling
from bot.channels.telegram_render import Part, Shown, keyboard, page_of, pages, render
from bot.channels.telegram_webhook import Webhook, registration
from bot.channels.webhooks import clean
from flows.frozen import changed
from flows.incoming import Upload
from flows.message import Message
from locales.bidi import Switch, switched
from locales.text import Catalogue

__all__ = ["COMMANDS", "LIMITS", "Telegram", "Timeouts", "parse", "render"]

if TYPE_CHECKING:
    from starlette.routing import Route

V = TypeVar("V")
log = structlog.get_logger(__name__)

LIMITS = Limits(per_second=25, per_chat_seconds=1.0, per_chat_burst=20, at_once=16)
"""About 30 messages a second over all chats, one a second in one, short bursts tolerated
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
REFUSED = "the Telegram token is refused: check RAFIQ_TELEGRAM_TOKEN"
PUBLISHED = 8
"""Times that menu and descriptions are tried; Telegram takes few such calls a minute."""


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
        self._door = Door(timeouts=self._timeouts)
        self._files = Files(
            account=account,
            media=media,
            door=self._door,
            api=self._api,
            base=f"{file_base}{token}",
        )
        self._bot = telegram.Bot(
            token, base_url=api_base, request=self._door, get_updates_request=self._door
        )
        self._chats = Chats()
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
        shown = self._chats.newest(to, message.token)
        text = switched(message.text, self._bidi)
        said = message if text == message.text else changed(message, text=text)
        return render(to, said, shown=shown, takes_keyboard_away=self._chats.shares(to))

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
            self._chats.forget(to)
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
        if known := self._files.known(request.files):
            try:
                return await self._sent(request.method, {**request.payload, **known})
            except Rejected as error:
                if error.code != WRONG_FILE:
                    raise
        payload = dict(request.payload)
        for name, file in request.files.items():
            payload[name] = await self._files.read(file)
        if request.files:
            payload["read_timeout"] = self._timeouts.upload
        return await self._sent(request.method, payload, request.files)

    async def _sent(
        self, method: str, payload: Mapping[str, Any], files: Mapping[str, str] | None = None
    ) -> int:
        message = await self._call(method, payload)
        self._files.uploaded(files or {}, message)
        if not isinstance(message, telegram.Message):
            raise Ambiguous("unreadable answer")
        return message.message_id

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
        superseded = self._chats.sent(to, request, message_id)
        if isinstance(request, Part) and request.message is not None:
            self._give_menu(to, request.message.language)
        if superseded:
            old = {"chat_id": to, "message_id": superseded}
            self._errands.later("editMessageReplyMarkup", old)

    def _give_menu(self, to: str, language: str) -> None:
        """Let the chat's menu speak Darija once the person does; best effort, keyboards first."""
        own = language == BY_CHAT
        if self._menu is not None and self._chats.has_menu(to) != own and self._errands.idle:
            self._chats.give_menu(to, own=own)
            self._errands.later(*self._menu.for_chat(to, language))

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
                await self._polling().run(take, Backoff(*self._backoff))
            else:
                await self._register(self._webhook_url)
                await asyncio.Event().wait()

    def _polling(self) -> Polling:
        return Polling(
            account=self._account,
            door=self._door,
            api=self._api,
            timeouts=self._timeouts,
            unhook=lambda: self._call("deleteWebhook", {"drop_pending_updates": False}),
            read=self._received,
            acknowledge=self.acknowledge,
            refused=self._refused,
        )

    async def _publish(self, menu: Menu) -> None:
        """Set menu and descriptions; what is refused for the moment is tried again.

        Raises:
            ChannelError: they are refused for good: the next start tries again.
        """
        backoff = Backoff(*self._backoff)
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
        backoff = Backoff(*self._backoff)
        trouble = ""
        while True:
            try:
                await self._call("setWebhook", registration(url, self._account, self._secret or ""))
            except AccountFault as error:
                raise self._refused(error, True) from None
            except ChannelError as error:
                if error.code != trouble:
                    log.warning(
                        "telegram.webhook_not_set",
                        channel=self._account,
                        error=type(error).__name__,
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
            raise self._refused(error, False) from None

    def _refused(self, error: AccountFault, at_start: bool) -> AccountFault:
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
                sender, tap, tapped = incoming.sender, incoming.tap, under(body)
                turned = self._chats.turned(sender, tap, tapped)
                if turned is None:
                    deliveries.append(Delivery(incoming=incoming, body=body))
                else:
                    self._edit_keyboard(sender, tapped, keyboard(turned.message, turned.page))
                if tap is None:
                    self._chats.heard(sender)
                elif tapped:
                    self._chats.tapped(sender, tap, tapped)
        return deliveries

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
        message_id = under(delivery.body or {})
        if target is None or not message_id or self._recall is None:
            return False
        tap = delivery.incoming.tap
        message = await self._recall(to, str(message_id))
        if message is None or tap is None or message.token != tap.token:
            return False
        page = min(target, pages(message))
        self._chats.stands(
            to, Shown(message_id=message_id, message=message, keyboard=True, page=page)
        )
        self._edit_keyboard(to, message_id, keyboard(message, page))
        return True

    def acknowledge(self, raws: Sequence[Mapping[str, Any]]) -> None:
        """Answer the taps among the updates, in the background: their buttons stop spinning."""
        for raw in raws:
            query = raw.get("callback_query")
            if isinstance(query, Mapping) and isinstance(query.get("id"), str):
                self._errands.call("answerCallbackQuery", {"callback_query_id": query["id"]})

    def _edit_keyboard(self, to: str, message_id: int, rows: Sequence[Any]) -> None:
        markup = {"inline_keyboard": rows}
        payload = {"chat_id": to, "message_id": message_id, "reply_markup": markup}
        self._errands.call("editMessageReplyMarkup", payload)

    # ------------------------------------------------------------ files

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield the bytes of a file, at most 20 MB.

        Raises:
            Transient: try again.
            Rejected: it will never come.
        """
        return self._files.fetch(upload, seconds=self._timeouts.call)
