"""A Graph API server for tests, over real HTTP, that refuses what WhatsApp refuses.

In a test: ``async with FakeWhatsApp() as fake`` and ``api_base=fake.api_base``; what people do is
posted to a webhook of ours with ``await fake.post(url, fake.body([fake.text("MA.1", "salam")]))``.
By hand: ``python -m tests.fakes.whatsapp --port 8082 --webhook URL`` and ``/__control__``: ``GET``
gives calls and messages as JSON, ``POST {"do": "text", "of": "MA.1", "text": "salam"}`` writes.

Limits as in https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages, codes as in
…/support/error-codes.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import io
import json
import random
import re
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

import aiohttp
from aiohttp import web

from tests.waiting import PATIENCE, until

TOKEN = "EAAFakeToken000"  # noqa: S105
SECRET = "app-secret-of-the-fake"  # noqa: S105
VERIFY = "verify-token-of-the-fake"
NUMBER = "106540352242922"
WABA = "102290129340398"
VERSION = "v23.0"
Kind = Literal["drop_before", "drop_after", "status", "html", "garbage", "slow", "slow_after"]
Mode = Literal["single", "doubled", "shuffled", "batched"]
DAY = 24 * 3600.0
SIZES = {"image": 5, "audio": 16, "video": 16, "document": 100, "sticker": 0.5}
"""Megabytes that may be uploaded."""
TYPES = {
    "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "image/jpeg", "image/png",
    "image/webp", "video/mp4", "video/3gpp", "application/pdf", "text/plain",
    "application/msword", "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


class Refused(Exception):
    """The server says no."""

    def __init__(self, code: int, details: str, status: int = 400) -> None:
        super().__init__(details)
        self.code, self.details, self.status = code, details, status


@dataclass(slots=True)
class Call:
    """A request that arrived, and what became of it."""

    path: str
    payload: dict[str, Any]
    at: float
    status: int = 0
    """0: no answer was given."""
    code: int = 0
    """WhatsApp's error code; 0: none."""
    details: str = ""
    done: bool = False
    """It had its effect."""


@dataclass(slots=True)
class Fault:
    """Trouble for the next calls of a path that ends so."""

    path: str
    kind: Kind
    times: int = 1
    status: int = 500
    code: int = 0
    seconds: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """Somebody on WhatsApp."""

    number: str
    user_id: str = ""
    wrote: float = 0.0
    """When she last wrote to us, by the fake's clock; 0: never."""
    tokens: float = 0.0
    filled: float = 0.0


@dataclass(slots=True)
class Sent:
    """A message that was accepted."""

    id: str
    to: str
    payload: dict[str, Any]

    @property
    def text(self) -> str:
        """Return its text, wherever it stands."""
        held = self.payload[self.payload["type"]]
        if self.payload["type"] == "interactive":
            return str(held["body"]["text"])
        return str(held.get("body", held.get("caption", "")))

    @property
    def options(self) -> dict[str, str]:
        """Return title to id of its buttons or rows."""
        action = self.payload.get("interactive", {}).get("action", {})
        found = [button["reply"] for button in action.get("buttons", [])]
        found += [row for section in action.get("sections", []) for row in section["rows"]]
        return {each["title"]: each["id"] for each in found}


@dataclass(slots=True)
class Template:
    """An approved template in one language."""

    parameters: int = 0
    buttons: int = 0
    status: str = "APPROVED"
    category: str = "UTILITY"

    def components(self) -> list[dict[str, Any]]:
        """Return its components as the list of templates has them."""
        text = " ".join(["A", *(f"{{{{{n + 1}}}}}" for n in range(self.parameters)), "z"])
        found: list[dict[str, Any]] = [{"type": "BODY", "text": text}]
        if self.buttons:
            replies = [{"type": "QUICK_REPLY", "text": f"B{n}"} for n in range(self.buttons)]
            found.append({"type": "BUTTONS", "buttons": replies})
        return found


class FakeWhatsApp:
    """The server, and the people who talk to it."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        per_second: int = 80,
        pair_burst: int = 45,
        pair_seconds: float = 6.0,
        everybody: bool = False,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Prepare a server.

        Args:
            token: The only token it takes.
            per_second: Messages in any second; 0: no limit.
            pair_burst: Messages one person takes at once.
            pair_seconds: Seconds in which a person earns one message; 0: no limit.
            everybody: Every recipient is on WhatsApp and wrote just now.
            now: The clock, in seconds.
        """
        self.token = token
        self.per_second = per_second
        self.pair_burst = pair_burst
        self.pair_seconds = pair_seconds
        self.everybody = everybody
        self.now = now
        self.calls: list[Call] = []
        self.people: dict[str, Person] = {}
        self.sent: list[Sent] = []
        self.read: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.templates: dict[tuple[str, str], Template] = {}
        self.subscribed = True
        """The app gets the business account's webhooks."""
        self.tier = "TIER_250"
        """How many people may be sent templates in 24 hours."""
        self.files: dict[str, tuple[str, bytes]] = {}
        self.addresses: dict[str, str] = {}
        """Media id to the address that is given out in place of the true one."""
        self.redirects: dict[str, str] = {}
        """Media id to where its bytes are said to be."""
        self.fetched: list[Mapping[str, str]] = []
        """Headers of the requests for bytes."""
        self.port = 0
        self._count = 0
        self._recent: deque[float] = deque()
        self._runner: web.AppRunner | None = None
        self._client: aiohttp.ClientSession | None = None
        self._webhook = ""

    # ------------------------------------------------------------ life

    @property
    def api_base(self) -> str:
        """Return the base, with the version."""
        return f"http://127.0.0.1:{self.port}/{VERSION}"

    async def start(self, port: int = 0) -> None:
        """Listen on the loopback interface."""
        app = web.Application(client_max_size=110 * 1000 * 1000)
        app.router.add_post(f"/{VERSION}/{{number}}/messages", self._messages)
        app.router.add_post(f"/{VERSION}/{{number}}/media", self._upload)
        app.router.add_get(f"/{VERSION}/{{waba}}/message_templates", self._list_templates)
        app.router.add_post(f"/{VERSION}/{{waba}}/message_templates", self._new_template)
        app.router.add_get(f"/{VERSION}/{{waba}}/subscribed_apps", self._list_apps)
        app.router.add_get(f"/{VERSION}/{{media}}", self._media)
        app.router.add_get("/bytes/{media}", self._bytes)
        app.router.add_get("/__control__", self._look)
        app.router.add_post("/__control__", self._control)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port or self.port).start()
        self.port = self._runner.addresses[0][1]
        self._client = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Stop listening; ``start`` goes on from here, on the same port."""
        runner, self._runner = self._runner, None
        client, self._client = self._client, None
        if client is not None:
            await client.close()
        if runner is not None:
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # ------------------------------------------------------------ people

    def person(self, number: str, user_id: str = "", *, wrote: float | None = None) -> Person:
        """Let somebody be on WhatsApp; by default her window is open."""
        person = Person(number, user_id, self.now() if wrote is None else wrote)
        person.tokens, person.filled = float(self.pair_burst), self.now()
        for key in filter(None, (number, user_id)):
            self.people[key] = person
        return person

    def said(self, to: str) -> list[Sent]:
        """Return what was accepted for one person."""
        return [each for each in self.sent if each.to == to]

    def inject(self, kind: Kind, path: str = "messages", **more: Any) -> None:
        """Make the next call (``times``: calls) of a path that ends so fail."""
        self.faults.append(Fault(path=path, kind=kind, **more))

    def made(self, path: str) -> list[Call]:
        """Return the calls of paths that end so, oldest first."""
        return [call for call in self.calls if call.path.endswith(path)]

    async def until(self, ready: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait until something holds; TimeoutError when it never does."""
        await until(ready, seconds)

    # ------------------------------------------------------------ what they send

    def message(self, of: str, kind: str, content: object = None, **more: Any) -> dict[str, Any]:
        """Return a message as webhooks carry it; opens the window of whoever sends it."""
        person = self.people.get(of) or self.person(
            "" if "." in of else of, of if "." in of else ""
        )
        person.wrote = self.now()
        self._count += 1
        message: dict[str, Any] = {
            "id": f"wamid.HBgM{self._count:024d}",
            "timestamp": str(int(self.now())),
            "type": kind,
        }
        if person.number:
            message["from"] = person.number
        if person.user_id:
            message["from_user_id"] = person.user_id
        if content is not None:
            message[kind] = content
        return {**message, **more}

    def text(self, of: str, text: str, **more: Any) -> dict[str, Any]:
        """Return a typed message."""
        return self.message(of, "text", {"body": text}, **more)

    def tap(self, of: str, sent: Sent, title: str) -> dict[str, Any]:
        """Return the tap of a button or a row of a message that was sent."""
        reply = {"id": sent.options[title], "title": title}
        row = sent.payload["interactive"]["type"] == "list"
        kind = "list_reply" if row else "button_reply"
        context = {"from": "15550783881", "id": sent.id}
        return self.message(of, "interactive", {"type": kind, kind: reply}, context=context)

    def file(self, of: str, kind: str, mime: str, content: bytes, **more: Any) -> dict[str, Any]:
        """Return a message with a file that can be fetched."""
        media = str(7_000_000_000_000_000 + len(self.files))
        self.files[media] = (mime, content)
        digest = hashlib.sha256(content).hexdigest()
        return self.message(of, kind, {"id": media, "mime_type": mime, "sha256": digest, **more})

    def status(self, sent: Sent | str, state: str, code: int = 0, **more: Any) -> dict[str, Any]:
        """Return what becomes of a message that was sent."""
        message_id = sent if isinstance(sent, str) else sent.id
        status = {"id": message_id, "status": state, "timestamp": str(int(self.now())), **more}
        if not isinstance(sent, str):
            status["recipient_id"] = sent.to
            own = sent.payload.get("biz_opaque_callback_data")
            status |= {"biz_opaque_callback_data": own} if own else {}
        if code:
            status["errors"] = [{"code": code, "title": "…", "error_data": {"details": "…"}}]
        return status

    def value(
        self, messages: Sequence[Mapping[str, Any]] = (), statuses: Sequence[object] = ()
    ) -> dict[str, Any]:
        """Return a change's value, with a contact for each sender."""
        metadata = {"display_phone_number": "15550783881", "phone_number_id": NUMBER}
        value: dict[str, Any] = {"messaging_product": "whatsapp", "metadata": metadata}
        keys = [str(each.get("from_user_id") or each.get("from")) for each in messages]
        people = [self.people[key] for key in dict.fromkeys(keys) if key in self.people]
        if messages:
            value["contacts"] = [_contact(person) for person in people]
            value["messages"] = list(messages)
        if statuses:
            value["statuses"] = list(statuses)
        return value

    def body(
        self, messages: Sequence[Mapping[str, Any]] = (), statuses: Sequence[object] = ()
    ) -> dict[str, Any]:
        """Return a webhook's body with one entry and one change."""
        return envelope([[self.value(messages, statuses)]])

    # ------------------------------------------------------------ the webhook

    async def post(
        self,
        url: str,
        body: object,
        *,
        secret: str = SECRET,
        header: str | None = None,
    ) -> int:
        """Post a signed body, or raw bytes, and return the status it was answered with."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        signature = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Hub-Signature-256": f"sha256={signature}" if header is None else header,
        }
        if self._client is None:
            raise RuntimeError("not started")
        async with self._client.post(url, data=io.BytesIO(raw), headers=headers) as answer:
            return answer.status

    async def deliver(
        self, url: str, values: Sequence[Mapping[str, Any]], mode: Mode = "single", seed: int = 0
    ) -> list[int]:
        """Post changes as Meta may: each alone, twice, in any order at once, or in one body."""
        bodies = [envelope([[value]]) for value in values]
        if mode == "doubled":
            bodies = [body for body in bodies for _ in range(2)]
        if mode == "batched":
            half = len(values) // 2
            bodies = [envelope([list(values[:half]), list(values[half:])])]
        if mode == "shuffled":
            bodies = bodies * 2
            random.Random(seed).shuffle(bodies)  # noqa: S311
            return list(await asyncio.gather(*(self.post(url, body) for body in bodies)))
        return [await self.post(url, body) for body in bodies]

    # ------------------------------------------------------------ HTTP

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._send)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._take_file)

    async def _media(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._address)

    async def _list_templates(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._templates)

    async def _answer(
        self, request: web.Request, do: Callable[[web.Request, dict[str, Any]], dict[str, Any]]
    ) -> web.StreamResponse:
        payload = await _payload(request)
        call = Call(path=request.path, payload=payload, at=time.monotonic())
        self.calls.append(call)
        fault = self._fault(request.path)
        if fault is not None and fault.kind not in ("drop_after", "slow_after"):
            await asyncio.sleep(fault.seconds)
            if fault.kind == "drop_before":
                return _drop(request)
            if fault.kind == "html":
                return _note(call, fault.status, "<html>502</html>", "text/html")
            if fault.kind == "garbage":
                return _note(call, 200, '{"messages": [{"i')
            if fault.kind == "status":
                refusal = Refused(fault.code, "injected", fault.status)
                return _refuse(call, refusal, fault.headers)
        try:
            if request.headers.get("Authorization") != f"Bearer {self.token}":
                raise Refused(190, "Invalid OAuth access token", 401)
            result = do(request, payload)
        except Refused as refusal:
            return _refuse(call, refusal)
        call.done = True
        if fault is not None:
            await asyncio.sleep(fault.seconds)
            if fault.kind == "drop_after":
                return _drop(request)
        return _note(call, 200, json.dumps(result))

    def _fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if path.endswith(fault.path) and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    def _send(self, request: web.Request, payload: dict[str, Any]) -> dict[str, Any]:
        if request.match_info["number"] != NUMBER:
            raise Refused(33, "Unsupported post request. Object does not exist")
        if payload.get("messaging_product") != "whatsapp":
            raise Refused(100, "The parameter messaging_product is required.")
        if payload.get("status") == "read":
            _only(payload, {"messaging_product", "status", "message_id", "typing_indicator"})
            if payload.get("typing_indicator", {"type": "text"}) != {"type": "text"}:
                raise Refused(100, "typing_indicator")
            if not str(payload.get("message_id", "")).startswith("wamid."):
                raise Refused(131009, "Invalid message_id")
            self.read.append(payload)
            return {"success": True}
        check(payload)
        self._pace()
        to = str(payload.get("to") or payload.get("recipient") or "")
        person = self._person(to)
        self._window(person, payload)
        self._pair(person)
        self._files_known(payload)
        self._count += 1
        message_id = f"wamid.HBgMSENT{self._count:020d}"
        self.sent.append(Sent(message_id, to, payload))
        contact = {"input": to, **({"wa_id": person.number} if person.number else {})}
        contact |= {"user_id": person.user_id} if person.user_id else {}
        return {
            "messaging_product": "whatsapp",
            "contacts": [contact],
            "messages": [{"id": message_id}],
        }

    def _person(self, to: str) -> Person:
        if to not in self.people:
            if not self.everybody:
                raise Refused(131026, "Message undeliverable")
            self._new(to)
        return self.people[to]

    def _new(self, key: str) -> Person:
        return self.person("", key) if "." in key else self.person(key)

    def _pace(self) -> None:
        now = self.now()
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if self.per_second and len(self._recent) >= self.per_second:
            raise Refused(130429, "Rate limit hit", 429)
        self._recent.append(now)

    def _window(self, person: Person, payload: Mapping[str, Any]) -> None:
        if payload["type"] == "template":
            held = payload["template"]
            found = self.templates.get((held["name"], held["language"]["code"]))
            if found is not None and found.status == "PAUSED":
                raise Refused(132015, "Template is paused")
            if found is not None and found.status == "DISABLED":
                raise Refused(132016, "Template is disabled")
            if found is None or found.status != "APPROVED":
                raise Refused(132001, "Template name does not exist in the translation", 404)
            components = held.get("components", [])
            body = [each for each in components if each["type"] == "body"]
            count = len(body[0]["parameters"]) if body else 0
            if count != found.parameters:
                raise Refused(132000, "Number of parameters does not match")
            buttons = [each for each in components if each["type"] == "button"]
            if any(int(each["index"]) >= found.buttons for each in buttons):
                raise Refused(132018, "There is no button at that index")
        elif self.now() - person.wrote > DAY:
            raise Refused(131047, "Re-engagement message")

    def _pair(self, person: Person) -> None:
        if not self.pair_seconds:
            return
        now = self.now()
        earned = (now - person.filled) / self.pair_seconds
        person.tokens = min(float(self.pair_burst), person.tokens + earned)
        person.filled = now
        if person.tokens < 1:
            raise Refused(131056, "(Business Account, Consumer Account) pair rate limit hit")
        person.tokens -= 1

    def _files_known(self, payload: Mapping[str, Any]) -> None:
        kind = payload["type"]
        if kind in SIZES and payload[kind].get("id") not in self.files:
            raise Refused(131009, "Media id is not valid")

    def _take_file(self, request: web.Request, payload: dict[str, Any]) -> dict[str, Any]:
        mime, content = str(payload.get("type")), payload.get("file")
        if payload.get("messaging_product") != "whatsapp" or not isinstance(content, bytes):
            raise Refused(100, "messaging_product and file are required")
        if mime not in TYPES:
            raise Refused(100, f"Param file must be a file of a known type, not {mime}")
        family = mime.partition("/")[0]
        limit = SIZES.get(family, SIZES["document"]) * 1024 * 1024
        if len(content) > limit:
            raise Refused(131053, "Media file size too big")
        media = str(8_000_000_000_000_000 + len(self.files))
        self.files[media] = (mime, content)
        return {"id": media}

    def _address(self, request: web.Request, _: dict[str, Any]) -> dict[str, Any]:
        media = request.match_info["media"]
        if media == NUMBER:
            _only(request.query, {"fields", "appsecret_proof"})
            proof = hmac.new(SECRET.encode(), self.token.encode(), hashlib.sha256).hexdigest()
            if request.query.get("appsecret_proof", proof) != proof:
                raise Refused(100, "Invalid appsecret_proof provided in the API argument")
            number = {"id": NUMBER, "display_phone_number": "+1 555-078-3881"}
            return number | {"quality_rating": "GREEN", "messaging_limit_tier": self.tier}
        if media not in self.files:
            raise Refused(100, "Unsupported get request. Object does not exist")
        mime, content = self.files[media]
        true = f"http://127.0.0.1:{self.port}/bytes/{media}?ext=1&hash=ATs-x_y"
        return {
            "url": self.addresses.get(media, true),
            "mime_type": mime,
            "sha256": hashlib.sha256(content).hexdigest(),
            "file_size": str(len(content)),
            "id": media,
            "messaging_product": "whatsapp",
        }

    async def _bytes(self, request: web.Request) -> web.StreamResponse:
        media = request.match_info["media"]
        self.fetched.append(dict(request.headers))
        fault = self._fault("bytes")
        if fault is not None:
            await asyncio.sleep(fault.seconds)
            if fault.kind == "status":
                return web.Response(status=fault.status)
            return _drop(request)
        if media in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects.pop(media)})
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(status=401)
        mime, content = self.files[media]
        return web.Response(body=content, content_type=mime.partition(";")[0])

    def _templates(self, request: web.Request, _: dict[str, Any]) -> dict[str, Any]:
        if request.match_info["waba"] != WABA:
            raise Refused(100, "Unsupported get request. Object does not exist")
        _only(request.query, {"fields", "limit", "after"})
        rows = [
            {
                "name": name,
                "language": language,
                "status": each.status,
                "category": each.category,
                "components": each.components(),
            }
            for (name, language), each in self.templates.items()
        ]
        start = int(request.query.get("after", "0"))
        paging: dict[str, Any] = {"cursors": {"after": str(start + 2)}}
        if start + 2 < len(rows):
            paging["next"] = "https://graph.facebook.com/…"
        return {"data": rows[start : start + 2], "paging": paging}

    async def _new_template(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._submit)

    async def _list_apps(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, self._apps)

    def _submit(self, request: web.Request, payload: dict[str, Any]) -> dict[str, Any]:
        if request.match_info["waba"] != WABA:
            raise Refused(100, "Unsupported post request. Object does not exist")
        held = submitted(payload)
        held.status = "PENDING"
        self.templates[payload["name"], payload["language"]] = held
        return {"id": str(len(self.templates)), "status": held.status, "category": held.category}

    def _apps(self, request: web.Request, _: dict[str, Any]) -> dict[str, Any]:
        if request.match_info["waba"] != WABA:
            raise Refused(100, "Unsupported get request. Object does not exist")
        app = {"whatsapp_business_api_data": {"id": "67084", "name": "Rafiq", "link": "https://…"}}
        return {"data": [app] if self.subscribed else []}

    # ------------------------------------------------------------ by hand

    async def _look(self, _: web.Request) -> web.Response:
        return web.json_response(
            {"calls": [asdict(each) for each in self.calls], "sent": [asdict(s) for s in self.sent]}
        )

    async def _control(self, request: web.Request) -> web.Response:
        said = await request.json()
        match said.pop("do"):
            case "text":
                body = self.body([self.text(said["of"], said["text"])])
            case "tap":
                last = self.said(said["of"])[-1]
                body = self.body([self.tap(said["of"], last, said["title"])])
            case "status":
                sent = next(each for each in self.sent if each.id == said["id"])
                body = self.body((), [self.status(sent, said["status"], said.get("code", 0))])
            case "post":
                body = said["body"]
            case "person":
                self.person(said["number"], said.get("user_id", ""), wrote=said.get("wrote"))
                return web.json_response({})
            case "template":
                held = Template(said.get("parameters", 0), said.get("buttons", 0))
                self.templates[said["name"], said["language"]] = held
                return web.json_response({})
            case other:
                return web.json_response({"unknown": other}, status=400)
        return web.json_response({"status": await self.post(self._webhook, body)})

    def aim(self, webhook: str) -> None:
        """Post what is done by hand to this address."""
        self._webhook = webhook


def envelope(entries: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Return a body: for each entry its changes' values."""
    return {
        "object": "whatsapp_business_account",
        "entry": [
            {"id": WABA, "changes": [{"value": value, "field": "messages"} for value in values]}
            for values in entries
        ],
    }


# ---------------------------------------------------------------- what the server checks

_HEAD = {"messaging_product", "recipient_type", "to", "recipient", "type", "context"}
_HEAD |= {"biz_opaque_callback_data"}


def check(payload: Mapping[str, Any]) -> None:
    """Refuse a message that the documentation does not allow."""
    if payload.get("messaging_product") != "whatsapp":
        raise Refused(100, "The parameter messaging_product is required.")
    kind = str(payload.get("type"))
    checks: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
        "text": _text,
        "interactive": _interactive,
        "template": _template,
        "image": lambda held: _file(held, {"caption"}),
        "video": lambda held: _file(held, {"caption"}),
        "document": lambda held: _file(held, {"caption", "filename"}),
        "audio": lambda held: _file(held, set()),
        "sticker": lambda held: _file(held, set()),
    }
    if kind not in checks:
        raise Refused(131051, "Message type is not currently supported")
    _only(payload, {*_HEAD, kind})
    if payload.get("recipient_type") != "individual":
        raise Refused(131009, "recipient_type")
    if "to" in payload and not re.fullmatch(r"\+?\d{5,20}", str(payload["to"])):
        raise Refused(131009, "to is not a phone number")
    if "recipient" in payload and not re.fullmatch(
        r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}", str(payload["recipient"])
    ):
        raise Refused(131009, "recipient is not a user id")
    if not payload.keys() & {"to", "recipient"}:
        raise Refused(131008, "to or recipient is required")
    if len(str(payload.get("biz_opaque_callback_data", ""))) > 512:
        raise Refused(131009, "biz_opaque_callback_data")
    if not isinstance(payload.get(kind), dict):
        raise Refused(131008, f"{kind} is required")
    checks[kind](payload[kind])


def _only(held: Mapping[str, Any], names: set[str]) -> None:
    if unknown := held.keys() - names:
        raise Refused(100, f"Unexpected key {sorted(unknown)}")


def _string(held: Mapping[str, Any], name: str, longest: int, *, plain: bool = False) -> str:
    value = held.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refused(131008, f"{name} is required")
    if len(value) > longest:
        raise Refused(131009, f"{name} length invalid. Min length: 1, Max length: {longest}")
    if plain and re.search(r"[\n\t\u2066-\u2069\u200e\u200f]", value):
        raise Refused(131009, f"{name} holds what a title may not")
    return value


def _text(held: Mapping[str, Any]) -> None:
    _only(held, {"body", "preview_url"})
    _string(held, "body", 4096)
    if not isinstance(held.get("preview_url", False), bool):
        raise Refused(100, "preview_url")


def _interactive(held: Mapping[str, Any]) -> None:
    _only(held, {"type", "body", "action", "header", "footer"})
    _only(held.get("body", {}), {"text"})
    _string(held.get("body", {}), "text", 1024)
    action = held.get("action", {})
    match held.get("type"):
        case "button":
            _only(action, {"buttons"})
            buttons = action.get("buttons", [])
            if not 1 <= len(buttons) <= 3:
                raise Refused(131009, "Invalid buttons count. Min allowed buttons: 1, Max: 3")
            for button in buttons:
                _only(button, {"type", "reply"})
                if button.get("type") != "reply" or not isinstance(button.get("reply"), dict):
                    raise Refused(131009, "button type")
                _only(button["reply"], {"id", "title"})
                _string(button["reply"], "title", 20, plain=True)
                _string(button["reply"], "id", 256)
            _unique([button["reply"] for button in buttons])
        case "list":
            _only(action, {"button", "sections"})
            _string(action, "button", 20, plain=True)
            sections = action.get("sections", [])
            rows = [row for section in sections for row in section.get("rows", [])]
            if not 1 <= len(rows) <= 10:
                raise Refused(131009, "Total row count exceed max allowed count: 10")
            for section in sections:
                _only(section, {"title", "rows"})
                if len(sections) > 1:
                    _string(section, "title", 24, plain=True)
            for row in rows:
                _only(row, {"id", "title", "description"})
                _string(row, "title", 24, plain=True)
                _string(row, "id", 200)
                if "description" in row:
                    _string(row, "description", 72, plain=True)
            _unique(rows)
        case "location_request_message":
            if action != {"name": "send_location"}:
                raise Refused(131009, "action")
        case _:
            raise Refused(131009, "interactive type")


def _unique(options: Sequence[Mapping[str, Any]]) -> None:
    for name in ("id", "title"):
        values = [each[name] for each in options]
        if len(set(values)) < len(values):
            raise Refused(131009, f"Duplicated {name}")
    if any(each["id"] != each["id"].strip() for each in options):
        raise Refused(131009, "id begins or ends with a space")


def _template(held: Mapping[str, Any]) -> None:
    _only(held, {"name", "language", "components"})
    if not re.fullmatch(r"[a-z0-9_]{1,512}", str(held.get("name"))):
        raise Refused(131009, "template name")
    _only(held.get("language", {}), {"code", "policy"})
    if held.get("language", {}).get("policy") != "deterministic":
        raise Refused(131009, "language policy")
    _string(held.get("language", {}), "code", 10)
    for component in held.get("components", []):
        if component.get("type") == "body":
            _only(component, {"type", "parameters"})
            total = 0
            for parameter in component.get("parameters", []):
                _only(parameter, {"type", "text"})
                if parameter.get("type") != "text":
                    raise Refused(100, "parameter type")
                text = _string(parameter, "text", 1024)
                total += len(text)
                if re.search(r"[\n\t]| {4}", text):
                    raise Refused(132018, "Param text cannot have new-line/tab characters")
            if total > 1024:
                raise Refused(132005, "Translated text too long")
        elif component.get("type") == "button":
            _only(component, {"type", "sub_type", "index", "parameters"})
            if component.get("sub_type") != "quick_reply":
                raise Refused(100, "sub_type")
            if not re.fullmatch("[0-9]", str(component.get("index"))):
                raise Refused(100, "index")
            if len(component.get("parameters", [])) != 1:
                raise Refused(100, "a quick reply has one parameter")
            for parameter in component["parameters"]:
                _only(parameter, {"type", "payload"})
                if parameter.get("type") != "payload":
                    raise Refused(100, "parameter type")
                _string(parameter, "payload", 128)
        else:
            raise Refused(100, "component type")


def _file(held: Mapping[str, Any], more: set[str]) -> None:
    _only(held, {"id", "link"} | more)
    if not held.keys() & {"id", "link"}:
        raise Refused(131008, "id or link is required")
    if "caption" in held:
        _string(held, "caption", 1024)


def submitted(payload: Mapping[str, Any]) -> Template:
    """Return the template that is handed in for review; refuse what Meta's form would refuse."""
    _only(payload, {"name", "language", "category", "components"})
    if not re.fullmatch(r"[a-z0-9_]{1,512}", str(payload.get("name"))):
        raise Refused(100, "template name")
    if payload.get("language") not in {"ar", "ar_MA", "fa", "fr", "en"}:
        raise Refused(100, "language")
    if payload.get("category") not in {"UTILITY", "MARKETING"}:
        raise Refused(100, "category")
    found = Template(category=payload["category"])
    for component in payload["components"]:
        if component.get("type") == "BODY":
            _only(component, {"type", "text", "example"})
            found.parameters = _body_text(component)
        elif component.get("type") == "BUTTONS":
            _only(component, {"type", "buttons"})
            found.buttons = len(component["buttons"])
            if not 1 <= found.buttons <= 10:
                raise Refused(100, "buttons")
            for button in component["buttons"]:
                _only(button, {"type", "text"})
                if button.get("type") != "QUICK_REPLY":
                    raise Refused(100, "button type")
                _string(button, "text", 25, plain=True)
        else:
            raise Refused(100, "component type")
    return found


def _body_text(component: Mapping[str, Any]) -> int:
    text = _string(component, "text", 1024)
    places = [int(n) for n in re.findall(r"\{\{(\d+)\}\}", text)]
    if places != list(range(1, len(places) + 1)):
        raise Refused(100, "Variables must be numbered in order")
    if text.startswith("{{") or text.rstrip().endswith("}}"):
        raise Refused(100, "Variables cannot be at the start or end of the template")
    if re.search(r"\n{3}|\}\}\s*\{\{", text) or len(text.split()) < 2 * len(places) + 1:
        raise Refused(100, "too many variables for its length")
    examples = component.get("example", {}).get("body_text", [[]])
    if [len(each) for each in examples] != [len(places)] or not all(map(str.strip, examples[0])):
        raise Refused(100, "examples")
    return len(places)


# ---------------------------------------------------------------- small parts


def _contact(person: Person) -> dict[str, Any]:
    contact: dict[str, Any] = {"profile": {"name": "P"}}
    if person.number:
        contact["wa_id"] = person.number
    if person.user_id:
        contact["user_id"] = person.user_id
    return contact


async def _payload(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}
    if request.content_type != "multipart/form-data":
        return dict(request.query)
    found: dict[str, Any] = {}
    for name, value in (await request.post()).items():
        found[name] = value.file.read() if isinstance(value, web.FileField) else value
    return found


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _note(
    call: Call,
    status: int,
    body: str,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    call.status = status
    return web.Response(status=status, text=body, content_type=content_type, headers=headers)


def _refuse(
    call: Call, refusal: Refused, headers: Mapping[str, str] | None = None
) -> web.StreamResponse:
    call.code, call.details = refusal.code, refusal.details
    error: dict[str, Any] = {
        "message": f"(#{refusal.code}) …",
        "type": "OAuthException",
        "code": refusal.code,
        "error_data": {"messaging_product": "whatsapp", "details": refusal.details},
        "fbtrace_id": "AyUmjG0DS0cEXZZwn8esb2q",
    }
    return _note(call, refusal.status, json.dumps({"error": error}), headers=headers)


async def _main() -> None:
    reader = argparse.ArgumentParser(description="A fake Cloud API on the loopback interface")
    reader.add_argument("--port", type=int, default=8082)
    reader.add_argument("--webhook", default="http://127.0.0.1:8000/channels/whatsapp/default")
    reader.add_argument("--everybody", action="store_true", help="everybody is on WhatsApp")
    reader.add_argument("--per-second", type=int, default=80)
    reader.add_argument("--pair-burst", type=int, default=45)
    reader.add_argument("--pair-seconds", type=float, default=6.0)
    given = vars(reader.parse_args())
    port, webhook = given.pop("port"), given.pop("webhook")
    fake = FakeWhatsApp(**given)
    fake.aim(webhook)
    await fake.start(port)
    settings = {
        "TOKEN": TOKEN,
        "PHONE_NUMBER_ID": NUMBER,
        "WABA_ID": WABA,
        "APP_SECRET": SECRET,
        "VERIFY_TOKEN": VERIFY,
        "API_BASE": fake.api_base,
    }
    line = " ".join(f"RAFIQ_WHATSAPP_{name}={value}" for name, value in settings.items())
    print(line, flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
