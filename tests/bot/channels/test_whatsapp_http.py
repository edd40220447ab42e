"""WhatsApp over real HTTP: a server that refuses what the real one does, a webhook it posts to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    Channel,
    ChannelError,
    Delivery,
    Rejected,
    Request,
    Throttled,
    Transient,
    Unreachable,
    WindowClosed,
)
from bot.channels.whatsapp import BODY_LIMIT, ERRORS, Moved, Status, Timeouts, WhatsApp
from bot.channels.whatsapp_http import DAY, RETRY, Door, family, fault, is_public, judge
from bot.http import Server
from bot.settings import ConfigError
from flows.errors import RafiqError
from flows.incoming import Tap, Upload
from flows.message import Attachment, Message, Option
from storage.errors import StorageError
from tests.fakes.whatsapp import (
    NUMBER,
    SECRET,
    TOKEN,
    VERIFY,
    WABA,
    FakeWhatsApp,
    Mode,
    Sent,
    Template,
    envelope,
)
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio

ME, PHONE = "MA.13491208655302741918", "212612345678"
NAME = "Zoulikha"
NEVER = 10 * PATIENCE
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100
OGG = b"OggS" + b"x" * 100
CHOICES = tuple(Option(key=f"k{n}", label=f"Choix {n}") for n in range(1, 20))


def stands() -> float:
    """Return the time of a clock that stands still: nobody earns anything."""
    return datetime(2026, 11, 22, 10, tzinfo=UTC).timestamp()


class Inbox:
    """Takes what comes, in its order; fails as often as it is told to."""

    def __init__(self) -> None:
        self.taken: list[Delivery] = []
        self.statuses: list[Status] = []
        self.moves: list[Moved] = []
        self.fail = 0

    def _now_or_never(self) -> None:
        if self.fail:
            self.fail -= 1
            raise StorageError("full")

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        self._now_or_never()
        self.taken += deliveries

    async def settle(self, statuses: Sequence[Status]) -> None:
        self._now_or_never()
        self.statuses += statuses

    async def move(self, moves: Sequence[Moved]) -> None:
        self._now_or_never()
        self.moves += moves

    @property
    def texts(self) -> list[str]:
        return [each.incoming.text for each in self.taken]


@pytest.fixture
async def fake() -> AsyncIterator[FakeWhatsApp]:
    async with FakeWhatsApp(per_second=0, pair_seconds=0) as server:
        server.person(PHONE, ME)
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def made(fake: FakeWhatsApp, inbox: Inbox | None = None, **settings: Any) -> WhatsApp:
    box = inbox or Inbox()
    return WhatsApp(
        **{
            "account": "whatsapp:default",
            "token": TOKEN,
            "phone_number_id": NUMBER,
            "waba_id": WABA,
            "app_secret": SECRET,
            "verify_token": VERIFY,
            "api_base": fake.api_base,
            "media": Path(),
            "statuses": box.settle,
            "moves": box.move,
            "reads": False,
            "timeouts": Timeouts(connect=PATIENCE, call=PATIENCE, body=PATIENCE),
            **settings,
        }
    )


@pytest.fixture
async def channel(fake: FakeWhatsApp, tmp_path: Path) -> AsyncIterator[WhatsApp]:
    async with made(fake, media=tmp_path) as opened:
        yield opened


@pytest.fixture
async def impatient(fake: FakeWhatsApp, tmp_path: Path) -> AsyncIterator[WhatsApp]:
    """A channel that waits a second for an answer."""
    timeouts = Timeouts(connect=PATIENCE, call=1, download=1)
    async with made(fake, media=tmp_path, timeouts=timeouts) as opened:
        yield opened


@asynccontextmanager
async def door(channel: WhatsApp, inbox: Inbox) -> AsyncIterator[str]:
    """Serve the channel's routes and run it; yield the webhook's address."""
    async with Server(routes=channel.routes(), host="127.0.0.1", port=0) as server:
        (listening,) = server._server.servers
        port = listening.sockets[0].getsockname()[1]
        task = asyncio.create_task(channel.run(inbox.take))
        await asyncio.sleep(0)
        try:
            yield f"http://127.0.0.1:{port}/channels/whatsapp/default"
        finally:
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task


@pytest.fixture
async def url(fake: FakeWhatsApp, inbox: Inbox) -> AsyncIterator[str]:
    async with made(fake, inbox) as channel, door(channel, inbox) as address:
        yield address


def ask(text: str = "Question ?", **fields: Any) -> Message:
    return Message(**{"text": text, "language": "fr", "token": "1a-1", **fields})


async def say(channel: WhatsApp, message: Message, to: str = ME) -> list[str]:
    return [await channel.send(to, request) for request in channel.render(to, message)]


async def refused(channel: WhatsApp, to: str = ME, message: Message | None = None) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await say(channel, message or ask(), to)
    return caught.value


# ---------------------------------------------------------------- starting


def test_it_is_a_channel() -> None:
    channel: Channel = made(FakeWhatsApp())
    assert channel.account == "whatsapp:default"
    assert (channel.limits.per_second, channel.limits.per_chat_burst) == (60, 40)


@pytest.mark.parametrize("name", ["app_secret", "token", "phone_number_id"])
def test_without_its_secrets_it_does_not_start(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        made(FakeWhatsApp(), None, **{name: ""})
    assert isinstance(caught.value, RafiqError)
    assert SECRET not in str(caught.value)


# ---------------------------------------------------------------- the handshake


@pytest.mark.parametrize(
    ("mode", "token", "status", "said"),
    [
        pytest.param("subscribe", VERIFY, 200, "1158201444", id="right"),
        pytest.param("subscribe", "wrong", 403, "", id="wrong token"),
        pytest.param("subscribe", "é", 403, "", id="beyond ascii"),
        pytest.param("unsubscribe", VERIFY, 403, "", id="another mode"),
        pytest.param("", "", 403, "", id="nothing"),
    ],
)
async def test_the_handshake(url: str, mode: str, token: str, status: int, said: str) -> None:
    query = {"hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444"}
    async with aiohttp.ClientSession() as web, web.get(url, params=query) as answer:
        assert (answer.status, await answer.text()) == (status, said)
        assert answer.content_type == "text/plain"


async def test_an_empty_verify_token_refuses_everybody(fake: FakeWhatsApp, inbox: Inbox) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1"}
    async with (
        door(made(fake, verify_token=""), inbox) as address,
        aiohttp.ClientSession() as web,
        web.get(address, params=query) as answer,
    ):
        assert answer.status == 403


# ---------------------------------------------------------------- the webhook


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        "sha1=" + "0" * 40,
        "sha256=é\xff",
        "é" * 71,
    ],
)
async def test_a_wrong_signature(fake: FakeWhatsApp, inbox: Inbox, url: str, header: str) -> None:
    body = fake.body([fake.text(ME, "salam")])
    assert await fake.post(url, body, header=header) == 403
    assert await fake.post(url, body, secret="another") == 403
    assert not inbox.taken


async def test_the_signature_is_of_the_raw_bytes(
    fake: FakeWhatsApp, inbox: Inbox, url: str
) -> None:
    body = fake.body([fake.text(ME, "سلام 👋")])
    raw = json.dumps(body, indent=3, ensure_ascii=False).encode()
    assert await fake.post(url, raw) == 200
    assert inbox.texts == ["سلام 👋"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"entry":' * 100_000,
        b'{"entry": [' + b"[" * 900 + b"]" * 900 + b"]}",
        b'{"entry": ' + b"9" * 100_000 + b"}",
    ],
)
async def test_what_cannot_be_read_is_no_fault_of_ours(
    fake: FakeWhatsApp, inbox: Inbox, url: str, raw: bytes
) -> None:
    assert await fake.post(url, raw) in (200, 400)
    assert not inbox.taken


async def test_a_body_has_a_size(fake: FakeWhatsApp, inbox: Inbox, url: str) -> None:
    largest = b'{"entry": []}' + b" " * (BODY_LIMIT - 13)
    assert await fake.post(url, largest) == 200
    assert await fake.post(url, largest + b" ") == 413

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(2 * BODY_LIMIT // 65_536):
            yield b" " * 65_536

    async with aiohttp.ClientSession() as web:
        try:
            async with web.post(url, data=endless()) as answer:
                assert answer.status == 413
        except aiohttp.ClientError:
            pass  # it was cut off before it was all written


async def test_a_body_has_a_time(fake: FakeWhatsApp, inbox: Inbox) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    channel = made(fake, inbox, timeouts=Timeouts(body=0.1))
    async with channel, door(channel, inbox) as url, aiohttp.ClientSession() as web:
        try:
            async with web.post(url, data=endless()) as answer:
                assert answer.status == 408
        except aiohttp.ClientError:
            pass


async def test_what_is_not_committed_comes_again(
    fake: FakeWhatsApp, inbox: Inbox, url: str
) -> None:
    body = fake.body([fake.text(ME, "salam")], [fake.status("wamid.S", "read")])
    for _ in range(2):
        inbox.fail = 1
        assert await fake.post(url, body) == 503
        assert not inbox.taken
    assert await fake.post(url, body) == 200
    assert inbox.texts == ["salam"]
    assert [each.state for each in inbox.statuses] == ["read"]


async def test_a_door_that_nobody_runs_is_shut(fake: FakeWhatsApp, inbox: Inbox) -> None:
    channel = made(fake, inbox)
    async with Server(routes=channel.routes(), host="127.0.0.1", port=0) as server:
        (listening,) = server._server.servers
        port = listening.sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}/channels/whatsapp/default"
        async with aiohttp.ClientSession() as web, web.post(address, data=b"{}") as answer:
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
        async with aiohttp.ClientSession() as web, web.post(f"{address}2") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("mode", ["single", "doubled", "shuffled", "batched"])
async def test_however_it_is_delivered_the_same_comes_in(
    fake: FakeWhatsApp, inbox: Inbox, url: str, mode: Mode
) -> None:
    people = [fake.person(f"2126000000{n:02d}", f"MA.{n}") for n in range(6)]
    values = [
        fake.value(
            [fake.text(each.user_id, f"{each.user_id} {word}") for word in ("un", "deux")],
            [fake.status(f"wamid.{each.user_id}", state) for state in ("read", "sent")],
        )
        for each in people
    ]
    assert set(await fake.deliver(url, values, mode)) == {200}
    assert set(inbox.texts) == {
        f"{each.user_id} {word}" for each in people for word in ("un", "deux")
    }
    assert {each.incoming.id for each in inbox.taken} == {
        message["id"] for value in values for message in value["messages"]
    }
    assert {(each.provider, each.state) for each in inbox.statuses} == {
        (f"wamid.{each.user_id}", state) for each in people for state in ("read", "sent")
    }


async def test_moves_come_first_and_once(fake: FakeWhatsApp, inbox: Inbox, url: str) -> None:
    await fake.post(url, fake.body([fake.text(ME, "un")]))
    await fake.post(url, fake.body([fake.text(ME, "deux")]))
    assert [(each.old, each.new, each.phone) for each in inbox.moves] == [(PHONE, ME, f"+{PHONE}")]


async def test_nothing_said_is_logged(fake: FakeWhatsApp, inbox: Inbox, url: str) -> None:
    bad = {"id": 5, "from": PHONE, "type": "text", "text": {"body": NAME}}
    worse = {"id": "wamid.5", "from": PHONE, "type": "location", "location": {"name": NAME}}
    value = {"messages": [bad, worse], "errors": [{"code": 131000, "title": NAME}]}
    with structlog.testing.capture_logs() as logs:
        await fake.post(url, envelope([[value]]))
        await fake.post(url, NAME.encode())
        await fake.post(url, b"{}", secret=NAME)
    assert len(logs) == 5
    assert not any(word in str(logs) for word in (NAME, PHONE, "wamid", TOKEN, SECRET))


async def test_what_was_committed_is_marked_read(fake: FakeWhatsApp, inbox: Inbox) -> None:
    async with made(fake, inbox, reads=True) as channel, door(channel, inbox) as address:
        inbox.fail = 1
        body = fake.body([fake.text(ME, "un"), fake.text(ME, "deux")])
        assert await fake.post(address, body) == 503
        assert await fake.post(address, body) == 200
        await fake.until(lambda: fake.read)
    (read,) = fake.read
    assert read["message_id"] == inbox.taken[1].incoming.id
    assert read["typing_indicator"] == {"type": "text"}


async def test_no_typing_where_the_answer_went_first(fake: FakeWhatsApp, inbox: Inbox) -> None:
    async with made(fake, inbox, reads=True) as channel, door(channel, inbox) as address:
        fake.inject("slow", "messages", seconds=0.3, times=4)  # whoever marks is held up
        bodies = [fake.body([fake.text(f"MA.{n}", "un")]) for n in range(5)]
        for body in bodies:
            assert await fake.post(address, body) == 200
        await fake.until(lambda: len(fake.made("messages")) == 4)
        channel.heard("MA.4", datetime.now(UTC))
        await say(channel, ask(), to="MA.4")
        await fake.until(lambda: len(fake.read) == 5)
    typing = {each["message_id"]: "typing_indicator" in each for each in fake.read}
    ids = [each.incoming.id for each in inbox.taken]
    assert [typing[each] for each in ids] == [True, True, True, True, False]


async def test_typing(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    await channel.mark_read("wamid.1", typing=True)
    assert fake.read[0]["typing_indicator"] == {"type": "text"}
    with pytest.raises(Rejected):
        await channel.mark_read("nonsense")


# ---------------------------------------------------------------- sending


async def test_a_question_is_sent_and_tapped(
    fake: FakeWhatsApp, inbox: Inbox, channel: WhatsApp, url: str
) -> None:
    (message_id,) = await say(channel, ask(choices=CHOICES[:3]))
    (sent,) = fake.said(ME)
    assert sent.id == message_id
    assert await fake.post(url, fake.body([fake.tap(ME, sent, "Choix 2")])) == 200
    assert inbox.taken[0].incoming.tap == Tap(token="1a-1", key="k2")
    assert inbox.taken[0].incoming.answers_message == message_id


async def test_by_number_and_by_user_id(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    await say(channel, ask(), to=PHONE)
    assert fake.said(PHONE)[0].payload["to"] == PHONE
    await say(channel, ask(), to=ME)
    assert fake.said(ME)[0].payload["recipient"] == ME


async def test_our_own_key_comes_back_with_the_status(
    fake: FakeWhatsApp, inbox: Inbox, channel: WhatsApp, url: str
) -> None:
    (request,) = channel.render(ME, ask())
    payload = {**request.payload, "biz_opaque_callback_data": "17"}
    await channel.send(ME, Request(method=request.method, payload=payload))
    await fake.post(url, fake.body((), [fake.status(fake.sent[0], "failed", 131026)]))
    assert (inbox.statuses[0].own, inbox.statuses[0].means) == ("17", Unreachable)


@pytest.mark.parametrize(
    ("code", "kind", "status"),
    [(code, kind, 429 if kind is Throttled else 400) for code, kind in ERRORS.items()],
)
async def test_every_code_has_its_error(
    fake: FakeWhatsApp, channel: WhatsApp, code: int, kind: type[ChannelError], status: int
) -> None:
    fake.inject("status", code=code, status=status)
    error = await refused(channel)
    assert (type(error), error.code) == (kind, str(code))
    if isinstance(error, Throttled):
        assert error.retry_in == RETRY[code]
        assert error.whole_account is (code not in (131056, 131049, 130472))


def test_the_table_is_the_one_in_the_design() -> None:
    kinds = {
        kind: {code for code, each in ERRORS.items() if each is kind} for kind in ERRORS.values()
    }
    assert kinds[Throttled] == {4, 80007, 130429, 131056, 133016, 131049, 130472} == set(RETRY)
    assert kinds[WindowClosed] == {131047}
    assert kinds[Unreachable] == {131026, 131021, 131030, 131050, 131062}
    assert {0, 3, 10, 190, 200, 299, 368, 131031, 130497} <= kinds[AccountFault]
    assert RETRY[131049] == DAY


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        pytest.param(400, {"code": 999_999}, Rejected, id="unknown"),
        pytest.param(400, {"code": 999_999, "is_transient": True}, Transient, id="says so itself"),
        pytest.param(500, {"code": 999_999}, Transient, id="unknown, their fault"),
        pytest.param(401, {"code": 999_999}, AccountFault, id="unknown, unauthorized"),
        pytest.param(429, {"code": 999_999}, Throttled, id="unknown, too fast"),
        pytest.param(400, {"code": "100"}, Rejected, id="no number"),
        pytest.param(400, {"code": True}, Rejected, id="a truth"),
        pytest.param(429, None, Throttled, id="page, too fast"),
        pytest.param(401, None, AccountFault, id="page, unauthorized"),
        pytest.param(403, None, Transient, id="page of a filter"),
        pytest.param(413, None, Rejected, id="page, too large"),
        pytest.param(502, None, Ambiguous, id="page of a gateway"),
        pytest.param(503, None, Transient, id="page, not now"),
        pytest.param(504, None, Ambiguous, id="page, gave up waiting"),
    ],
)
def test_other_answers(status: int, error: dict[str, Any] | None, kind: type[ChannelError]) -> None:
    assert type(fault(status, error)) is kind


async def test_a_header_may_say_how_long(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    fake.inject("status", code=130429, status=429, headers={"Retry-After": "77"})
    assert (await refused(channel)).retry_in == 77


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("drop_before", Ambiguous),
        ("drop_after", Ambiguous),
        ("garbage", Ambiguous),
        ("slow", Ambiguous),
        ("slow_after", Ambiguous),
        ("html", Ambiguous),
    ],
)
async def test_what_was_written_without_an_answer_is_ambiguous(
    fake: FakeWhatsApp, impatient: WhatsApp, kind: Any, error: type[ChannelError]
) -> None:
    fake.inject(kind, seconds=NEVER if "slow" in kind else 0.0, status=502)
    assert type(await refused(impatient)) is error
    assert len(fake.said(ME)) == (1 if "after" in kind else 0)


async def test_what_was_never_written_is_transient(fake: FakeWhatsApp) -> None:
    await fake.stop()
    async with made(fake) as channel:
        assert type(await refused(channel)) is Transient


async def test_the_token_is_in_no_error(fake: FakeWhatsApp) -> None:
    async with made(fake, token="secret-token") as channel:
        error = await refused(channel)
        assert (type(error), error.code) == (AccountFault, "190")
        assert "secret-token" not in repr(error)
        assert error.__context__ is None or error.__suppress_context__


async def test_the_window(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    fake.people[ME].wrote -= 25 * 3600
    assert type(await refused(channel)) is WindowClosed
    template = ask(template=("reminder", "Safi"))
    assert (await refused(channel, message=template)).code == "no_template"
    fake.templates["reminder", "fr"] = Template(parameters=2)
    assert (await refused(channel, message=template)).code == "no_template"
    fake.templates["reminder", "fr"] = Template(parameters=1)
    assert len(await say(channel, template)) == 1


async def test_no_template_where_she_wrote_lately(fake: FakeWhatsApp, inbox: Inbox) -> None:
    times = [datetime(2026, 11, 22, 10, tzinfo=UTC)]
    channel = made(fake, inbox, now=lambda: times[-1])
    message = ask(template=("reminder",))

    def shape() -> str:
        return str(channel.render(ME, message)[0].payload["type"])

    assert shape() == "template"
    channel.heard(ME, times[0])
    channel.heard(ME, times[0] - timedelta(hours=30))
    channel.heard(ME, None)
    assert shape() == "text"
    times.append(times[0] + timedelta(hours=24))
    assert shape() == "template"
    times.append(times[0])
    channel.forget(ME)
    assert shape() == "template"


async def test_a_webhook_opens_the_window(fake: FakeWhatsApp, inbox: Inbox) -> None:
    async with made(fake, inbox) as channel, door(channel, inbox) as address:
        await fake.post(address, fake.body([fake.text(ME, "salam")]))
        (request,) = channel.render(ME, ask(template=("reminder",)))
    assert request.payload["type"] == "text"


async def test_unknown_people(channel: WhatsApp) -> None:
    error = await refused(channel, to="212600000000")
    assert (type(error), error.code) == (Unreachable, "131026")


async def test_the_pair_rate_concerns_her_alone_and_grows() -> None:
    rates = FakeWhatsApp(pair_burst=2, everybody=True, now=stands)
    async with rates as strict, made(strict) as sender:
        await say(sender, ask())
        await say(sender, ask())
        waits = [await refused(sender) for _ in range(3)]
        assert [each.retry_in for each in waits] == [6.0, 24.0, 96.0]
        assert not any(each.whole_account for each in waits if isinstance(each, Throttled))
        await say(sender, ask(), to=PHONE)
        strict.people[ME].tokens = 1.5
        await say(sender, ask())
        assert (await refused(sender)).retry_in == 6.0


async def test_the_number_s_rate_concerns_all() -> None:
    rates = FakeWhatsApp(per_second=2, everybody=True, now=stands)
    async with rates as strict, made(strict) as sender:
        await say(sender, ask())
        await say(sender, ask())
        error = await refused(sender)
        assert isinstance(error, Throttled)
        assert error.whole_account


# ---------------------------------------------------------------- files out


async def test_a_file_is_uploaded_once(
    fake: FakeWhatsApp, channel: WhatsApp, tmp_path: Path
) -> None:
    large = PNG + b"x" * 2_000_000
    (tmp_path / "a.png").write_bytes(large)
    message = ask(media=(Attachment(kind="image", name="a.png"),))
    await say(channel, message)
    await say(channel, message)
    assert len(fake.made("media")) == 1
    media = fake.sent[1].payload["image"]
    assert media["caption"] == "Question ?"
    assert fake.files[media["id"]] == ("image/png", large)


async def test_an_upload_that_is_gone_is_done_again(
    fake: FakeWhatsApp, channel: WhatsApp, tmp_path: Path
) -> None:
    (tmp_path / "a.ogg").write_bytes(OGG)
    message = ask("", media=(Attachment(kind="voice", name="a.ogg"),))
    await say(channel, message)
    fake.files.clear()
    await say(channel, message)
    assert len(fake.made("media")) == 2
    assert len(fake.sent) == 2


async def test_an_upload_without_an_answer_is_transient(
    fake: FakeWhatsApp, channel: WhatsApp, tmp_path: Path
) -> None:
    (tmp_path / "a.ogg").write_bytes(OGG)
    fake.inject("drop_after", "media")
    message = ask("", media=(Attachment(kind="voice", name="a.ogg"),))
    assert type(await refused(channel, message=message)) is Transient


@pytest.mark.parametrize("name", ["missing.png", "../x.png", "/etc/hosts"])
async def test_files_that_may_not_be_sent(channel: WhatsApp, name: str) -> None:
    message = ask(media=(Attachment(kind="image", name=name),))
    assert type(await refused(channel, message=message)) is Rejected


# ---------------------------------------------------------------- files in


async def fetched(channel: WhatsApp, upload: Upload) -> bytes:
    return b"".join([piece async for piece in channel.fetch(upload)])


def sent_file(fake: FakeWhatsApp, kind: str, mime: str, content: bytes) -> Upload:
    message = fake.file(ME, kind, mime, content)
    declared: Any = {"audio": "voice", "document": "file"}.get(kind, kind)
    return Upload(kind=declared, reference=message[kind]["id"], mime=mime)


@pytest.mark.parametrize(
    ("kind", "mime", "content"),
    [
        ("image", "image/png", PNG),
        ("image", "image/jpeg", b"\xff\xd8\xff\xe0" + b"x" * 200_000),
        ("audio", "audio/ogg", OGG),
        ("video", "video/mp4", b"\0\0\0\x18ftypmp42" + b"x" * 40),
        ("document", "application/pdf", b"%PDF-1.7 x"),
        ("document", "text/plain", b"a"),
    ],
)
async def test_a_file_is_fetched(
    fake: FakeWhatsApp, channel: WhatsApp, kind: str, mime: str, content: bytes
) -> None:
    assert await fetched(channel, sent_file(fake, kind, mime, content)) == content


@pytest.mark.parametrize(
    ("kind", "mime", "content"),
    [
        ("image", "image/png", b"<html>" + b"x" * 100),
        ("image", "image/png", OGG),
        ("audio", "audio/ogg", PNG),
        ("document", "application/pdf", b"MZ" + b"x" * 100),
        ("document", "text/plain", b"\x7fELF" + b"x" * 100),
        ("image", "image/png", b""),
    ],
)
async def test_a_file_of_another_type_is_refused(
    fake: FakeWhatsApp, channel: WhatsApp, kind: str, mime: str, content: bytes
) -> None:
    with pytest.raises(Rejected, match="file type"):
        await fetched(channel, sent_file(fake, kind, mime, content))


async def test_a_file_has_a_size(
    fake: FakeWhatsApp, channel: WhatsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.whatsapp_files.DOWNLOAD_LIMIT", 50)
    with pytest.raises(Rejected, match="too big"):
        await fetched(channel, sent_file(fake, "image", "image/png", PNG))


@pytest.mark.parametrize(
    "address",
    [
        "http://lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com.evil.example/x",
        "https://evil.example/x",
        "https://evilfbcdn.net/x",
        "https://user:pass@lookaside.fbsbx.com/x",
        "https://lookaside.fbsbx.com:8443/x",
        "https://169.254.169.254/latest",
        "http://127.0.0.1:1/x",
        "http://localhost/x",
        "https://lookaside.fbsbx.com\\@evil.example/x",
        "file:///etc/passwd",
        "//lookaside.fbsbx.com/x",
        "",
        "https://lookaside.fbsbx.com/\r\nX: y",
    ],
)
async def test_the_token_goes_nowhere_else(
    fake: FakeWhatsApp, channel: WhatsApp, address: str
) -> None:
    upload = sent_file(fake, "image", "image/png", PNG)
    fake.addresses[upload.reference] = address
    with pytest.raises(Rejected, match="media host"):
        await fetched(channel, upload)
    if not address.isprintable():
        return  # no server of today writes such a header
    fake.addresses.clear()
    fake.redirects[upload.reference] = address
    with pytest.raises(Rejected, match="media host"):
        await fetched(channel, upload)
    assert len(fake.fetched) == 1


def test_meta_s_hosts_are_allowed() -> None:
    home = Door(api_base="https://graph.facebook.com/v23.0", token=TOKEN, timeouts=Timeouts())
    for address in (
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=ATs-_x",
        "https://scontent.xx.fbcdn.net/v/t45",
        "https://mmg.whatsapp.net/d/f",
        "https://graph.facebook.com/v23.0/1",
    ):
        assert str(home.allowed(address)) == address


async def test_a_redirect_within_is_followed(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    upload = sent_file(fake, "image", "image/png", PNG)
    true = f"http://127.0.0.1:{fake.port}/bytes/{upload.reference}"
    fake.redirects[upload.reference] = true
    assert await fetched(channel, upload) == PNG


async def test_a_name_that_leads_into_our_network_is_refused(
    fake: FakeWhatsApp, channel: WhatsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def inside(*_: object, **__: object) -> list[dict[str, object]]:
        return [
            {"hostname": "x", "host": "10.0.0.1", "port": 443, "family": 2, "proto": 0, "flags": 0}
        ]

    monkeypatch.setattr(aiohttp.ThreadedResolver, "resolve", inside)
    upload = sent_file(fake, "image", "image/png", PNG)
    fake.addresses[upload.reference] = "https://lookaside.fbsbx.com/x"
    with pytest.raises(Transient):
        await fetched(channel, upload)


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("157.240.1.1", True),
        ("2a03:2880::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("::ffff:192.168.0.1", False),
        ("fe80::1%eth0", False),
        ("224.0.0.1", False),
        ("x", False),
    ],
)
def test_public_addresses(host: str, public: bool) -> None:
    assert is_public(host) is public


@pytest.mark.parametrize(
    ("kind", "more", "error"),
    [
        ("status", {"status": 401, "code": 190}, Transient),
        ("status", {"status": 429, "code": 4}, Transient),
        ("status", {"status": 400, "code": 100}, Rejected),
        ("drop_before", {"times": 2}, Transient),  # aiohttp asks a second time by itself
        ("slow", {"seconds": NEVER}, Transient),
    ],
)
async def test_an_address_that_does_not_come(
    fake: FakeWhatsApp, impatient: WhatsApp, kind: Any, more: dict[str, Any], error: type[Exception]
) -> None:
    upload = sent_file(fake, "image", "image/png", PNG)
    fake.inject(kind, upload.reference, **more)
    with pytest.raises(error):
        await fetched(impatient, upload)


@pytest.mark.parametrize(
    "more", [{"kind": "status", "status": 404}, {"kind": "drop_before", "times": 2}]
)
async def test_bytes_that_do_not_come(
    fake: FakeWhatsApp, channel: WhatsApp, more: dict[str, Any]
) -> None:
    upload = sent_file(fake, "image", "image/png", PNG)
    fake.inject(path="bytes", **more)
    with pytest.raises(Transient):
        await fetched(channel, upload)
    assert await fetched(channel, upload) == PNG


@pytest.mark.parametrize("reference", ["", "../x", "1/../2", "1?x=y", "é"])
async def test_references_that_are_none(
    fake: FakeWhatsApp, channel: WhatsApp, reference: str
) -> None:
    with pytest.raises(Rejected):
        await fetched(channel, Upload(kind="image", reference=reference))
    assert not fake.calls


def test_what_first_bytes_say() -> None:
    assert family(b"\xff\xfb\x90\x00") == "sound or video"
    assert family(b"RIFF0000WEBP") == "image"
    assert family(b"PK\x03\x04") == ""
    judge(b"PK\x03\x04", "file", "application/zip")


# ---------------------------------------------------------------- templates


async def test_templates_are_listed_over_pages(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    for language in ("ar", "ar_MA", "fr", "fa", "en"):
        fake.templates["reminder", language] = Template()
    rows = await channel.templates()
    assert [row["language"] for row in rows] == ["ar", "ar_MA", "fr", "fa", "en"]


# ---------------------------------------------------------------- the fake itself


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        pytest.param({"text": {"body": "x" * 4097}}, 131009, id="a text too long"),
        pytest.param({"text": {"body": ""}}, 131008, id="an empty text"),
        pytest.param({"text": {"body": "x", "font": "y"}}, 100, id="an unknown field"),
        pytest.param({"type": "hologram"}, 131051, id="an unknown kind"),
        pytest.param({"to": "x"}, 131009, id="no number"),
    ],
)
async def test_the_fake_refuses(
    fake: FakeWhatsApp, channel: WhatsApp, payload: dict[str, Any], code: int
) -> None:
    base = dict(channel.render(ME, ask())[0].payload)
    with pytest.raises(Rejected) as caught:
        await channel.send(ME, Request(method="messages", payload={**base, **payload}))
    assert caught.value.code == str(code)
    assert fake.sent == []


async def test_a_list_is_tapped(fake: FakeWhatsApp, channel: WhatsApp) -> None:
    await say(channel, ask(choices=CHOICES[:5]))
    sent: Sent = fake.sent[0]
    tapped = fake.tap(ME, sent, "Choix 4")
    assert tapped["interactive"]["list_reply"]["id"] == "1a-1:k4"
