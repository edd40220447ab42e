"""A Bot API server for tests, over real HTTP, that refuses what the real one refuses.

In a test: ``async with FakeTelegram() as fake`` and ``api_base=fake.api_base``. By hand, or from
another process: ``python -m tests.fakes.telegram --port 8081`` and ``/__control__``:
``GET`` gives calls, messages and waiting updates as JSON; ``POST`` does what the helpers do,
``{"do": "say", "chat": 5, "text": "salam"}``, and returns what they return.

Refusals are worded as in https://github.com/tdlib/telegram-bot-api and
https://github.com/tdlib/td (``MessageEntity.cpp`` for the HTML).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import unescape
from typing import Any, Literal, Self

from aiohttp import web

from tests.fakes import bot_api
from tests.waiting import PATIENCE, until

TOKEN = "123456:FAKE-token_of-the_fake-server-0000000"  # noqa: S105
Kind = Literal["drop_before", "drop_after", "status", "html", "garbage", "slow", "slow_after"]

UPDATE_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


class Refused(Exception):
    """The server says no."""

    def __init__(self, status: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass(slots=True)
class Call:
    """A request that arrived, and what became of it."""

    method: str
    parameters: dict[str, Any]
    at: float
    """``time.monotonic()``, one clock for all processes of the machine."""
    status: int = 0
    """0: no answer was given (the connection was dropped, or it still waits)."""
    description: str = ""
    done: bool = False
    """It had its effect."""
    message_id: int = 0


@dataclass(slots=True)
class Fault:
    """Trouble for the next calls of a method."""

    method: str
    kind: Kind
    times: int = 1
    status: int = 500
    seconds: float = 0.0
    description: str = ""


@dataclass(slots=True)
class Chat:
    """A person's chat with the bot."""

    id: int
    language: str | None = "fr"
    blocked: bool = False
    deactivated: bool = False
    no_voice: bool = False
    """Nobody may send voices there."""
    tokens: float = 0.0
    filled: float = 0.0


@dataclass(slots=True)
class Sent:
    """A message of the bot, as it stands in the chat now."""

    chat: int
    message_id: int
    text: str
    """After entity parsing."""
    markup: dict[str, Any] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    """Field to file_id."""
    edits: int = 0

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Return the buttons of its inline keyboard, row after row."""
        return [button for row in self.markup.get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        """Return what stands on them."""
        return [str(button["text"]) for button in self.buttons]


class FakeTelegram:
    """The server, and the people who talk to it."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        per_second: int = 30,
        per_chat_burst: int = 20,
        per_chat_seconds: float = 1.0,
        retry_after: int = 1,
        everybody: bool = False,
    ) -> None:
        """Prepare a server.

        Args:
            token: The only token it takes.
            per_second: Messages over all chats in any second; 0: no limit.
            per_chat_burst: Messages a chat takes at once.
            per_chat_seconds: Seconds in which a chat earns one message; 0: no limit.
            retry_after: Seconds a 429 asks for, and insists on.
            everybody: Every positive chat id has started the bot.
        """
        self.token = token
        self.per_second = per_second
        self.per_chat_burst = per_chat_burst
        self.per_chat_seconds = per_chat_seconds
        self.retry_after = retry_after
        self.everybody = everybody
        self.calls: list[Call] = []
        self.chats: dict[int, Chat] = {}
        self.sent: dict[tuple[int, int], Sent] = {}
        self.updates: deque[dict[str, Any]] = deque()
        self.faults: list[Fault] = []
        self.files: dict[str, bytes] = {}
        self.answered: set[str] = set()
        self.violations: list[str] = []
        """Calls that are not as the documentation has them: ``async with`` fails on them."""
        self.menus: dict[tuple[int, str], list[dict[str, str]]] = {}
        """Commands by chat (0: every chat) and language_code ("": every other)."""
        self.descriptions: dict[tuple[str, str], str] = {}
        """``description`` and ``short_description``, by language_code."""
        self.webhook = ""
        self.webhook_error = ""
        """What getWebhookInfo says of the last update that could not be brought."""
        self.port = 0
        self._secret = ""
        self._queries: dict[str, bool] = {}
        self._allowed: Sequence[str] = UPDATE_KINDS
        self._next = {"update": 900_000_001, "message": 1, "query": 1, "file": 1}
        self._recent: deque[float] = deque()
        self._paused_until = 0.0
        self._poller: asyncio.Event | None = None
        self._news = asyncio.Event()
        self._runner: web.AppRunner | None = None

    # ------------------------------------------------------------ life

    @property
    def api_base(self) -> str:
        """Return the base to which a token is appended."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def file_base(self) -> str:
        """Return the base of files."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    async def start(self, port: int = 0) -> None:
        """Listen on the loopback interface."""
        app = web.Application(client_max_size=60 * 1000 * 1000)
        app.router.add_route("*", "/bot{token}/{method}", self._api)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        app.router.add_get("/__control__", self._look)
        app.router.add_post("/__control__", self._control)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; ``start`` goes on from here, on the same port."""
        runner, self._runner = self._runner, None
        if self._poller is not None:
            self._poller.set()
        if runner is not None:
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, failure: object, *_: object) -> None:
        await self.stop()
        if failure is None:
            assert not self.violations, self.violations

    # ------------------------------------------------------------ people

    def person(self, chat: int, language: str | None = "fr") -> Chat:
        """Let somebody start the bot; says nothing."""
        return self.chats.setdefault(chat, Chat(id=chat, language=language))

    def say(self, chat: int, text: str, **more: Any) -> int:
        """Type a text; return the update's id."""
        return self.message(chat, text=text, **more)

    def message(self, chat: int, **fields: Any) -> int:
        """Send a message of any kind; return the update's id."""
        return self.update("message", {**self._head(chat), **fields})

    def edit(self, chat: int, message_id: int, text: str) -> int:
        """Correct a message that was typed."""
        head = {**self._head(chat), "message_id": message_id, "edit_date": int(time.time())}
        return self.update("edited_message", {**head, "text": text})

    def tap(self, chat: int, message_id: int, button: int | str) -> int:
        """Press a button, by its place or its label; return the update's id."""
        message = self.sent[chat, message_id]
        place = button if isinstance(button, int) else message.labels.index(button)
        return self.press(chat, message_id, message.buttons[place]["callback_data"])

    def press(self, chat: int, message_id: int, data: str) -> int:
        """Press a button that may not stand there any more."""
        query = str(self._take("query"))
        self._queries[query] = True
        message = self.sent.get((chat, message_id))
        shown: dict[str, Any] = {
            "message_id": message_id,
            "date": int(time.time()) if message else 0,
            "chat": {"id": chat, "type": "private", "first_name": "P"},
        }
        if message is not None:
            shown |= {"from": _ME, "text": message.text, "reply_markup": message.markup}
        return self.update(
            "callback_query",
            {
                "id": query,
                "from": self._user(chat),
                "chat_instance": "1",
                "data": data,
                "message": shown,
            },
        )

    def share(self, chat: int, phone: str, owner: int | None = None) -> int:
        """Share a contact: one's own, unless ``owner`` says whose."""
        contact = {"phone_number": phone, "first_name": "P", "user_id": owner or chat}
        return self.message(chat, contact=contact)

    def upload(self, chat: int, kind: str, content: bytes, **fields: Any) -> int:
        """Send a file (``voice``, ``document``, …); return the update's id."""
        file = {**self._keep(content, kind), **fields}
        return self.message(chat, **{kind: [file] if kind == "photo" else file})

    def block(self, chat: int) -> int:
        """Block the bot."""
        self.person(chat).blocked = True
        return self._member(chat, "member", "kicked")

    def unblock(self, chat: int) -> int:
        """Let the bot write again."""
        self.person(chat).blocked = False
        return self._member(chat, "kicked", "member")

    def update(self, kind: str, body: Mapping[str, Any]) -> int:
        """Queue an update of any kind; return its id."""
        number = self._take("update")
        if kind in self._allowed or kind not in UPDATE_KINDS:
            self.raw({"update_id": number, kind: dict(body)})
        return number

    def raw(self, update: dict[str, Any]) -> None:
        """Queue an update as it is."""
        self.updates.append(update)
        self._news.set()

    def inject(self, method: str, kind: Kind, **more: Any) -> None:
        """Make the next call (``times``: calls) of the method fail."""
        self.faults.append(Fault(method=method, kind=kind, **more))

    def made(self, method: str) -> list[Call]:
        """Return the calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]

    def said(self, chat: int) -> list[Sent]:
        """Return the bot's messages in one chat, as they stand now."""
        return [message for message in self.sent.values() if message.chat == chat]

    async def until(self, ready: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until something holds; TimeoutError when it never does."""
        await until(ready, seconds)

    # ------------------------------------------------------------ HTTP

    async def _api(self, request: web.Request) -> web.StreamResponse:
        given, files = await _given(request)
        name = request.match_info["method"]
        method = next((known for known in bot_api.METHODS if known.lower() == name.lower()), name)
        call = Call(method=method, parameters=given, at=time.monotonic())
        self.calls.append(call)
        fault = self._fault(method)
        if fault is not None and fault.kind not in ("drop_after", "slow_after"):
            await asyncio.sleep(fault.seconds)
            if fault.kind == "drop_before":
                return _drop(request)
            if fault.kind == "html":
                page = "<html><head><title>502 Bad Gateway</title></head></html>"
                return _note(call, fault.status, page, "text/html")
            if fault.kind == "garbage":
                return _note(call, 200, '{"ok": true, "resu', "application/json")
            if fault.kind == "status":
                refusal = Refused(fault.status, fault.description or f"Error {fault.status}")
                return self._refuse(call, refusal)
        try:
            if request.match_info["token"] != self.token:
                wellformed = re.fullmatch(r"\d+:[\w-]{30,}", request.match_info["token"])
                raise Refused(401, "Unauthorized") if wellformed else Refused(404, "Not Found")
            call.parameters = self._read(method, given, files)
            result = await self._do(call, call.parameters, files)
        except Refused as refusal:
            return self._refuse(call, refusal)
        call.done = True
        if fault is not None:
            await asyncio.sleep(fault.seconds)
            if fault.kind == "drop_after":
                return _drop(request)
        return _note(call, 200, json.dumps({"ok": True, "result": result}), "application/json")

    def _read(
        self, method: str, given: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> dict[str, Any]:
        if method not in bot_api.METHODS:
            raise Refused(404, "Not Found")
        try:
            return bot_api.read(method, given, list(files))
        except bot_api.Wrong as wrong:
            self.violations.append(str(wrong))
            raise Refused(400, f"Bad Request: {wrong}") from None

    def _refuse(self, call: Call, refusal: Refused) -> web.Response:
        call.description = refusal.description
        answer: dict[str, Any] = {"ok": False, "error_code": refusal.status}
        answer["description"] = refusal.description
        if refusal.parameters:
            answer["parameters"] = refusal.parameters
        return _note(call, refusal.status, json.dumps(answer), "application/json")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        call = Call(method="file", parameters=dict(request.match_info), at=time.monotonic())
        self.calls.append(call)
        fault = self._fault("file")
        file = self.files.get(request.match_info["path"].rpartition("/")[2])
        if request.match_info["token"] != self.token or file is None:
            return self._refuse(call, Refused(404, "Not Found"))
        if fault is not None and fault.kind == "status":
            return self._refuse(call, Refused(fault.status, "Error"))
        if fault is not None and fault.kind == "drop_after":
            answer = web.StreamResponse(headers={"Content-Length": str(len(file))})
            await answer.prepare(request)
            await answer.write(file[: len(file) // 2])
            return _drop(request)
        call.status, call.done = 200, True
        return web.Response(body=file)

    async def _look(self, _: web.Request) -> web.Response:
        answer = {
            "calls": [asdict(call) for call in self.calls],
            "messages": [asdict(message) for message in self.sent.values()],
            "waiting": [update.get("update_id") for update in self.updates],
        }
        return web.json_response(answer)

    async def _control(self, request: web.Request) -> web.Response:
        order = await request.json()
        deed = order.pop("do")
        if deed not in _DEEDS:
            return web.json_response({"error": "unknown"}, status=400)
        if deed == "set":
            for name, value in order.items():
                setattr(self, name, value)
            return web.json_response({"result": None})
        found = getattr(self, deed)(**order)
        return web.json_response({"result": asdict(found) if isinstance(found, Chat) else found})

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in (method, "*"):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    # ------------------------------------------------------------ methods

    async def _do(
        self, call: Call, parameters: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> object:
        method = call.method
        if method == "getUpdates":
            return await self._get_updates(parameters)
        if method.startswith(("send", "edit")):
            return self._put(call, parameters, files)
        if method == "answerCallbackQuery":
            query = str(parameters["callback_query_id"])
            if not self._queries.get(query) or query in self.answered:
                raise Refused(
                    400,
                    "Bad Request: query is too old and response timeout expired or "
                    "query ID is invalid",
                )
            if len(str(parameters.get("text", ""))) > 200:
                raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
            self.answered.add(query)
        if "My" in method:
            return self._my(method, parameters)
        if method == "getFile":
            return self._get_file(str(parameters["file_id"]))
        if method in ("setWebhook", "deleteWebhook"):
            self.webhook = str(parameters.get("url", ""))
            self._secret = _secret(parameters)
            if "allowed_updates" in parameters:
                self._allowed = parameters["allowed_updates"] or UPDATE_KINDS
            if parameters.get("drop_pending_updates") is True:
                self.updates.clear()
        if method == "getWebhookInfo":
            return {
                "url": self.webhook,
                "has_custom_certificate": False,
                "pending_update_count": len(self.updates),
                **(
                    {"last_error_date": int(time.time()), "last_error_message": self.webhook_error}
                    if self.webhook_error
                    else {}
                ),
            }
        return _ME if method == "getMe" else True

    async def _get_updates(self, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if "allowed_updates" in parameters:
            self._allowed = parameters["allowed_updates"] or UPDATE_KINDS
        if self._poller is not None:
            self._poller.set()  # as the real one: the newer request wins, the older gets the 409
        gone = self._poller = asyncio.Event()
        offset = int(parameters.get("offset", 0))
        if offset < 0:
            while len(self.updates) > -offset:
                self.updates.popleft()
        else:
            self.updates = deque(u for u in self.updates if u.get("update_id", 0) >= offset)
        limit = min(max(int(parameters.get("limit", 100)), 1), 100)
        try:
            async with asyncio.timeout(int(parameters.get("timeout", 0))):
                while not self.updates and not gone.is_set():
                    self._news.clear()
                    await _either(self._news, gone)
        except TimeoutError:
            pass
        finally:
            if self._poller is gone:
                self._poller = None
        if gone.is_set():
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; make sure that "
                "only one bot instance is running",
            )
        return list(self.updates)[:limit]

    def _put(self, call: Call, parameters: Mapping[str, Any], files: Mapping[str, bytes]) -> object:
        chat = self._reachable(parameters["chat_id"])
        if call.method == "sendChatAction":
            if parameters["action"] not in _ACTIONS:
                raise Refused(400, "Bad Request: wrong parameter action in request")
            return True
        editing = call.method.startswith("edit")
        sent = None
        if editing:
            sent = self.sent.get((chat.id, int(parameters["message_id"])))
            if sent is None:
                raise Refused(400, "Bad Request: message to edit not found")
            if sent.markup and "inline_keyboard" not in sent.markup:
                raise Refused(400, "Bad Request: message can't be edited")
        text, markup = said(call.method, parameters)
        if call.method == "editMessageText" and sent is not None and sent.media:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if call.method == "editMessageCaption" and sent is not None and not sent.media:
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        if call.method == "editMessageReplyMarkup" and sent is not None:
            text = sent.text
        if call.method == "sendVoice" and chat.no_voice:
            raise Refused(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN")
        media = self._media(call.method, parameters, files)
        if call.method != "editMessageReplyMarkup":
            self._pace(chat)
        if sent is not None:
            if (sent.text, sent.markup) == (text, markup):
                raise Refused(
                    400,
                    "Bad Request: message is not modified: specified new message "
                    "content and reply markup are exactly the same as a current content "
                    "and reply markup of the message",
                )
            sent.text, sent.markup, sent.edits = text, markup, sent.edits + 1
        else:
            sent = Sent(chat.id, self._take("message"), text, markup, media)
            self.sent[chat.id, sent.message_id] = sent
        call.message_id = sent.message_id
        return self._as_message(sent)

    def _media(
        self, method: str, parameters: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> dict[str, str]:
        name = method.removeprefix("send").lower()
        if not method.startswith("send") or name == "message":
            return {}
        if name in files:
            limit = 10_000_000 if name == "photo" else 50_000_000
            if not files[name]:
                raise Refused(400, "Bad Request: file must be non-empty")
            if len(files[name]) > limit:
                raise Refused(413, "Request Entity Too Large")
            return {name: str(self._keep(files[name], name)["file_id"])}
        if parameters.get(name) not in self.files:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return {name: str(parameters[name])}

    def _my(self, method: str, parameters: Mapping[str, Any]) -> object:
        """Menus and descriptions: https://core.telegram.org/bots/api#setmycommands."""
        language = str(parameters.get("language_code", ""))
        if not re.fullmatch(r"([a-z]{2})?", language):
            raise Refused(400, "Bad Request: invalid language code specified")
        if not method.endswith("Commands"):
            name = "short_description" if "Short" in method else "description"
            if method.startswith("get"):
                return {name: self.descriptions.get((name, language), "")}
            text = str(parameters.get(name, ""))
            if len(text) > (120 if "Short" in method else 512):
                raise Refused(400, f"Bad Request: {name} is too long")
            self.descriptions[name, language] = text
            return True
        scope = parameters.get("scope", {"type": "default"})
        if scope["type"] not in ("default", "chat"):
            raise Refused(400, "Bad Request: unsupported type specified")
        where = (self._reachable(scope["chat_id"]).id if scope["type"] == "chat" else 0, language)
        if method == "getMyCommands":
            return self.menus.get(where, [])
        if method == "deleteMyCommands":
            self.menus.pop(where, None)
            return True
        if len(parameters["commands"]) > 100:
            raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        for each in parameters["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(each["description"]) <= 256:
                raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.menus[where] = parameters["commands"]
        return True

    def _get_file(self, file: str) -> dict[str, Any]:
        if file not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        if len(self.files[file]) > 20_000_000:
            raise Refused(400, "Bad Request: file is too big")
        path = f"{file.partition('-')[0]}/{file}"
        return {"file_id": file, "file_unique_id": "u", "file_path": path}

    def _reachable(self, chat_id: object) -> Chat:
        if not re.fullmatch(r"-?\d+", str(chat_id)):
            raise Refused(400, "Bad Request: chat not found")
        number = int(str(chat_id))
        if self.everybody and number > 0:
            self.person(number)
        chat = self.chats.get(number)
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.deactivated:
            raise Refused(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat

    def _pace(self, chat: Chat) -> None:
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - 1.0:
            self._recent.popleft()
        if self.per_chat_seconds:
            if not chat.filled:
                chat.tokens, chat.filled = float(self.per_chat_burst), now
            earned = (now - chat.filled) / self.per_chat_seconds
            chat.tokens = min(float(self.per_chat_burst), chat.tokens + earned)
            chat.filled = now
        crowded = bool(self.per_second) and len(self._recent) >= self.per_second
        flooded = bool(self.per_chat_seconds) and chat.tokens < 1.0
        if crowded or flooded:
            self._paused_until = max(self._paused_until, now + self.retry_after)
        if now < self._paused_until:
            wait = max(1, round(self._paused_until - now + 0.499))
            raise Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        self._recent.append(now)
        chat.tokens -= 1.0

    # ------------------------------------------------------------ shapes

    def _take(self, kind: str) -> int:
        self._next[kind] += 1
        return self._next[kind] - 1

    def _user(self, chat: int) -> dict[str, Any]:
        user: dict[str, Any] = {"id": chat, "is_bot": False, "first_name": "P"}
        if (language := self.person(chat).language) is not None:
            user["language_code"] = language
        return user

    def _head(self, chat: int) -> dict[str, Any]:
        return {
            "message_id": self._take("message"),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "P"},
            "from": self._user(chat),
        }

    def _member(self, chat: int, before: str, after: str) -> int:
        def state(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": _ME, "status": status, **until}

        head = self._head(chat)
        head.pop("message_id")
        change = {"old_chat_member": state(before), "new_chat_member": state(after)}
        return self.update("my_chat_member", {**head, **change})

    def _keep(self, content: bytes, kind: str) -> dict[str, Any]:
        file = f"{kind}-{self._take('file')}"
        self.files[file] = content
        shape: dict[str, Any] = {"file_id": file, "file_unique_id": file}
        shape["file_size"] = len(content)
        if kind in ("voice", "audio", "video"):
            shape["duration"] = 1
        if kind in ("photo", "video", "sticker"):
            shape |= {"width": 90, "height": 90}
        if kind == "sticker":
            shape |= {"type": "regular", "is_animated": False, "is_video": False}
        return shape

    def _as_message(self, sent: Sent) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": sent.message_id,
            "from": _ME,
            "date": int(time.time()),
            "chat": {"id": sent.chat, "type": "private", "first_name": "P"},
        }
        if "inline_keyboard" in sent.markup:
            message["reply_markup"] = sent.markup
        for kind, file in sent.media.items():
            shape = {**self._keep(b"", kind), "file_id": file}
            message[kind] = [shape] if kind == "photo" else shape
        return message | ({"caption" if sent.media else "text": sent.text} if sent.text else {})


_ME = {"id": 123456, "is_bot": True, "first_name": "Rafiq", "username": "rafiq_bot"}
_DEEDS = {
    "person", "say", "message", "edit", "tap", "press", "share", "block", "unblock", "update",
    "raw", "inject", "set",
}  # fmt: skip


async def _either(one: asyncio.Event, other: asyncio.Event) -> None:
    waits = [asyncio.ensure_future(event.wait()) for event in (one, other)]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def _given(request: web.Request) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return parameters as they are on the wire, and files."""
    found: dict[str, Any] = dict(request.query)
    files: dict[str, bytes] = {}
    if request.content_type == "application/json":
        return found | await request.json(), files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            found[name] = value if isinstance(value, str) else bytes(value).decode()
    return found, files


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _note(call: Call, status: int, body: str, content_type: str) -> web.Response:
    call.status = status
    return web.Response(status=status, text=body, content_type=content_type)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# ---------------------------------------------------------------- what the server checks


def _secret(parameters: Mapping[str, Any]) -> str:
    secret = str(parameters.get("secret_token", ""))
    if len(secret) > 256:
        raise Refused(400, "Bad Request: secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused(400, "Bad Request: secret token contains unallowed characters")
    connections = parameters.get("max_connections", 40)
    if not 1 <= int(connections) <= 100:
        raise Refused(400, "Bad Request: max_connections is out of range")
    return secret


_ACTIONS = {  # https://core.telegram.org/bots/api#sendchataction
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
_USES = {  # https://core.telegram.org/bots/api#inlinekeyboardbutton: exactly one of them
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
}  # fmt: skip
_TAGS = {
    "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "tg-emoji", "a",
    "code", "pre", "span", "blockquote",
}  # fmt: skip


def said(method: str, parameters: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the words and the keyboard of a message or an edit; refuse what may not be said."""
    editing, mode = method.startswith("edit"), parameters.get("parse_mode")
    text = ""
    if method in ("sendMessage", "editMessageText"):
        text = _formatted(str(parameters.get("text", "")), mode)
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if _units(text) > 4096:
            raise Refused(400, "Bad Request: message is too long")
    elif method != "editMessageReplyMarkup":
        text = _formatted(str(parameters.get("caption", "")), mode)
        if _units(text) > 1024:
            raise Refused(400, "Bad Request: message caption is too long")
    return text, _markup(parameters.get("reply_markup"), editing=editing)


def _formatted(text: str, mode: object) -> str:
    if mode is None:
        return text
    if str(mode).lower() != "html":
        raise Refused(400, "Bad Request: unsupported parse_mode")
    return parse_html(text)


def parse_html(text: str) -> str:
    """Return the text after entity parsing; refuse what the real parser refuses."""

    def refuse(words: str) -> Refused:
        return Refused(400, f"Bad Request: can't parse entities: {words}")

    plain: list[str] = []
    open_tags: list[tuple[str, int]] = []
    place = 0
    while place < len(text):
        offset = len(text[:place].encode())
        if text[place] == "&":
            entity = re.match(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);", text[place:])
            plain.append(unescape(entity[0]) if entity else "&")
            place += len(entity[0]) if entity else 1
        elif text[place] != "<":
            plain.append(text[place])
            place += 1
        elif text[place + 1 : place + 2] == "/":
            end = text.find(">", place)
            if end < 0:
                raise refuse(f"Unclosed end tag at byte offset {offset}")
            name = text[place + 2 : end].strip().lower()
            if not open_tags:
                raise refuse(f"Unexpected end tag at byte offset {offset}")
            expected, _ = open_tags.pop()
            if name not in ("", expected):
                raise refuse(
                    f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", '
                    f'found "</{name}>"'
                )
            place = end + 1
        else:
            end = text.find(">", place)
            tag = re.match(r"<([^\s>]*)", text[place:])
            name = tag[1].lower() if tag else ""
            if end < 0:
                raise refuse(f"Unclosed start tag at byte offset {offset}")
            if name not in _TAGS:
                raise refuse(f'Unsupported start tag "{name}" at byte offset {offset}')
            open_tags.append((name, offset))
            place = end + 1
    if open_tags:
        name, offset = open_tags[-1]
        raise refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
    return "".join(plain)


def _markup(markup: object, *, editing: bool) -> dict[str, Any]:
    if markup is None or markup == "":
        return {}
    if not isinstance(markup, dict):
        raise Refused(400, "Bad Request: can't parse reply keyboard markup JSON object")
    if markup.get("remove_keyboard") is True:
        if editing:
            raise Refused(400, "Bad Request: inline keyboard expected")
        return {"remove_keyboard": True}
    rows = markup.get("inline_keyboard", markup.get("keyboard"))
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(400, "Bad Request: object expected as reply markup")
    if "keyboard" in markup:
        if editing:
            raise Refused(400, "Bad Request: inline keyboard expected")
        for button in (button for row in rows for button in row):
            _labelled(button, "keyboard")
            if sum(name.startswith("request_") or name == "web_app" for name in button) > 1:
                raise Refused(400, "Bad Request: at most one request in a keyboard button")
        if not 1 <= len(str(markup.get("input_field_placeholder", "x"))) <= 64:
            raise Refused(400, "Bad Request: input field placeholder is too long")
        return markup
    for button in (button for row in rows for button in row):
        _labelled(button, "inline keyboard")
        if len(button.keys() & _USES) != 1:
            raise Refused(
                400,
                "Bad Request: can't parse inline keyboard button: Text buttons are "
                "unallowed in the inline keyboard",
            )
        data = button.get("callback_data", "-")
        if not 1 <= len(str(data).encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else {}


def _labelled(button: object, where: str) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise Refused(400, f"Bad Request: can't parse {where} button: Can't find field \"text\"")


async def _main() -> None:
    reader = argparse.ArgumentParser(description="A fake Bot API server on the loopback interface")
    reader.add_argument("--port", type=int, default=8081)
    reader.add_argument("--token", default=TOKEN)
    reader.add_argument("--everybody", action="store_true", help="every chat has started the bot")
    reader.add_argument("--per-second", type=int, default=30)
    reader.add_argument("--per-chat-burst", type=int, default=20)
    reader.add_argument("--per-chat-seconds", type=float, default=1.0)
    reader.add_argument("--retry-after", type=int, default=1)
    given = vars(reader.parse_args())
    port = given.pop("port")
    fake = FakeTelegram(**given)
    await fake.start(port)
    line = f"RAFIQ_TELEGRAM_TOKEN={fake.token} RAFIQ_TELEGRAM_API_BASE={fake.api_base}"
    print(line, f"RAFIQ_TELEGRAM_FILE_BASE={fake.file_base}", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
