"""The web chat's sendings, lines and door; the page itself is in ``tests/browser``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from bot.channels import web_files, web_lines
from bot.channels.base import Channel, Delivery, Rejected
from bot.channels.web import Line, Web, parse, render, storable
from bot.channels.web_guard import SESSION_SECONDS, Guard
from bot.channels.web_parse import FILE_BYTES
from flows.incoming import Incoming, Tap, Upload
from flows.message import Attachment, Message, Option
from storage.errors import Busy
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
ACCOUNT = "web:default"
SENDING = {"as": "aicha", "id": "one"}
REFERENCE = "0123456789abcdef0123456789abcdef"
VOICE = {"kind": "voice", "mime": "audio/ogg", "size": 3, "name": "web-1.ogg"}


def incoming(**fields: Any) -> Incoming:
    return Incoming(account=ACCOUNT, sender="aicha", id="one", at=NOW, **fields)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param({"text": "٣٤"}, incoming(text="٣٤"), id="words"),
        pytest.param({"text": "a\0b\ud83d"}, incoming(text="ab"), id="what no database takes"),
        pytest.param({"text": ""}, incoming(), id="nothing but a message"),
        pytest.param(
            {"tap": {"token": "7", "key": "yes", "label": "Oui"}},
            incoming(tap=Tap(token="7", key="yes")),
            id="a tap",
        ),
        pytest.param(
            {"tap": {"key": "yes"}}, incoming(tap=Tap(token="", key="yes")), id="a bare tap"
        ),
        pytest.param(
            {"tap": {"data": "7%3A1:a:b", "label": "Oui"}},
            incoming(tap=Tap(token="7:1", key="a:b")),
            id="a button of a skin",
        ),
        pytest.param({"location": [33.5, -7]}, incoming(location=(33.5, -7.0)), id="a place"),
        pytest.param(
            {"contact": "+212612345678"}, incoming(contact="+212612345678"), id="her own number"
        ),
        pytest.param({"start": ""}, incoming(start=""), id="a bare start"),
        pytest.param({"start": "abc_1"}, incoming(start="abc_1"), id="any payload"),
        pytest.param({"programme": "femmpact"}, incoming(start="femmpact"), id="a programme"),
        pytest.param(
            {"programme": "femmpact", "language": "fr", "locale": "ar-MA"},
            incoming(start="femmpact-fr", locale="ar-MA"),
            id="a programme in a language",
        ),
        pytest.param({"language": "fr"}, incoming(start="-fr"), id="a language alone"),
        pytest.param(
            {"upload": {**VOICE, "reference": REFERENCE}},
            incoming(
                upload=Upload(
                    kind="voice", reference=REFERENCE, mime="audio/ogg", size=3, name="web-1.ogg"
                )
            ),
            id="a voice note",
        ),
    ],
)
async def test_what_the_page_sends_is_read(body: Mapping[str, Any], expected: Incoming) -> None:
    sent = {**SENDING, **body}
    assert parse(sent, account=ACCOUNT, at=NOW) == expected
    kept = storable(sent)
    assert parse(kept, account=ACCOUNT, at=NOW) == expected  # what is kept says it all
    assert json.dumps(kept, allow_nan=False, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"text": "a", "start": ""}, id="two things"),
        pytest.param({"text": 34}, id="a number for words"),
        pytest.param({"text": "a" * 4097}, id="too many words"),
        pytest.param({"text": "a", "as": "../etc"}, id="a person who is a path"),
        pytest.param({"text": "a", "as": None}, id="nobody"),
        pytest.param({"text": "a", "id": ""}, id="no id"),
        pytest.param({"text": "a", "id": "i" * 65}, id="a long id"),
        pytest.param({"text": "a", "locale": "fr\n"}, id="an odd locale"),
        pytest.param({"tap": "yes"}, id="a tap that is a word"),
        pytest.param({"tap": {}}, id="an empty tap"),
        pytest.param({"tap": {"data": "yes"}}, id="a button that is not ours"),
        pytest.param({"contact": "0612"}, id="a number that is not international"),
        pytest.param({"event": "blocked"}, id="what the tools alone bring"),
        pytest.param({"location": [91, 0]}, id="beyond the pole"),
        pytest.param({"location": [float("nan"), 0]}, id="nowhere"),
        pytest.param({"location": [10**400, 0]}, id="a number that no float holds"),
        pytest.param({"location": "33,-7"}, id="a place in words"),
        pytest.param({"start": "a b"}, id="a payload with a space"),
        pytest.param({"programme": ["femmpact"]}, id="a list of programmes"),
        pytest.param({"upload": {**VOICE, "reference": "../../etc/passwd"}}, id="a path"),
        pytest.param({"upload": {**VOICE, "reference": REFERENCE, "size": 0}}, id="no bytes"),
        pytest.param({"upload": {**VOICE, "reference": REFERENCE, "kind": "x"}}, id="no kind"),
    ],
)
async def test_what_the_page_never_sends_is_refused(body: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse({**SENDING, **body}, account=ACCOUNT, at=NOW)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        pytest.param(
            Message(text="Salut", language="fr"),
            {"text": "Salut", "language": "fr", "direction": "ltr"},
            id="words",
        ),
        pytest.param(
            Message(
                text="شنو كتصنعو؟",
                language="ary",
                choices=(Option(key="wool", label="الصوف", short="صوف", chosen=True),),
                actions=(Option(key="back", label="رجوع"),),
                many=True,
                replaces=True,
                search=True,
                wants="voice",
                media=(Attachment(kind="voice", name="prompt.ogg"),),
                template=("ask", "x"),
            ),
            {
                "text": "شنو كتصنعو؟",
                "language": "ary",
                "direction": "rtl",
                "choices": [{"key": "wool", "label": "الصوف", "short": "صوف", "chosen": True}],
                "actions": [{"key": "back", "label": "رجوع"}],
                "many": True,
                "replaces": True,
                "search": True,
                "wants": "voice",
                "media": [{"kind": "voice", "name": "prompt.ogg"}],
                "template": ["ask", "x"],
            },
            id="everything",
        ),
    ],
)
async def test_a_message_is_drawn_from_one_line(
    message: Message, expected: Mapping[str, Any]
) -> None:
    (request,) = render("aicha", message)
    assert request.payload == expected


# ---------------------------------------------------------------- the door


class Office:
    """Stands for inbox and store: keeps what it is handed, or says that it is busy."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.taken: list[Delivery] = []
        self.busy = False
        self.stored: list[Line] = []
        self.web = Web(
            uploads=folder / "in",
            media=folder,
            now=lambda: NOW,
            history=self.history,
            **options,
        )

    async def history(self, sender: str) -> Sequence[Line]:
        if self.busy:
            raise Busy("the database is busy")
        return self.stored

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        if self.busy:
            raise Busy("the database is busy")
        self.taken += deliveries

    @asynccontextmanager
    async def open(self, machine: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
        """Open the door for a client on some machine."""
        async with asyncio.TaskGroup() as tasks:
            door = tasks.create_task(self.web.run(self.take))
            await until(lambda: self.web._take)
            transport = httpx.ASGITransport(
                Starlette(routes=self.web.routes()), client=(machine, 9)
            )
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1"
            ) as client:
                yield client
            door.cancel()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
async def client(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    async with office.open() as client:
        yield client


async def lines(client: httpx.AsyncClient, person: str = "aicha") -> list[dict[str, Any]]:
    answer = await client.get("/try/history", params={"as": person})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["lines"]
    return found


async def test_it_is_a_channel(office: Office) -> None:
    channel: Channel = office.web
    assert channel.account == ACCOUNT
    assert channel.limits.per_second >= 1000


async def test_what_is_sent_twice_is_one_line(office: Office, client: httpx.AsyncClient) -> None:
    for _ in range(2):
        answer = await client.post("/try/send", json={**SENDING, "text": "سلام"})
        assert answer.status_code == 200
    assert [one.incoming.id for one in office.taken] == ["one", "one"]  # the inbox claims one
    assert [line["said"] for line in await lines(client)] == [{"text": "سلام"}]


async def test_a_busy_store_is_503_and_nothing_shows(
    office: Office, client: httpx.AsyncClient
) -> None:
    office.busy = True
    answer = await client.post("/try/send", json={**SENDING, "text": "سلام"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert (await client.get("/try/history?as=aicha")).status_code == 503
    office.busy = False
    assert await lines(client) == []
    answer = await client.post("/try/send", json={**SENDING, "text": "سلام"})
    assert answer.status_code == 200
    assert len(await lines(client)) == 1


async def test_before_it_runs_the_door_is_closed(office: Office) -> None:
    transport = httpx.ASGITransport(Starlette(routes=office.web.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        answer = await client.post("/try/send", json={**SENDING, "text": "سلام"})
        assert answer.status_code == 503
        assert (await client.get("/try")).status_code == 200


async def test_nobody_sees_the_lines_of_another(office: Office, client: httpx.AsyncClient) -> None:
    await client.post("/try/send", json={**SENDING, "text": "سلام"})
    await office.web.send("aicha", render("aicha", Message(text="A", language="fr"))[0])
    assert len(await lines(client)) == 2
    assert await lines(client, "zahra") == []
    assert (await client.get("/try/history")).status_code == 400
    assert (await client.get("/try/history?as=../aicha")).status_code == 400


async def test_stored_lines_and_lines_in_memory_come_once_in_order(
    office: Office, client: httpx.AsyncClient
) -> None:
    sent = await office.web.send("aicha", render("", Message(text="B", language="fr"))[0])
    before = datetime(2026, 11, 1, tzinfo=UTC)
    office.stored = [
        Line(id="one", at=before, said={**SENDING, "text": "A"}),
        Line(id=sent, at=NOW, said=Message(text="B", language="fr")),
    ]
    found = await lines(client)
    assert [(line["who"], line["said"]["text"]) for line in found] == [
        ("person", "A"),
        ("bot", "B"),
    ]
    office.stored = []
    office.web.forget("aicha")
    assert await lines(client) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser"),
        pytest.param({"host": "localhost:8000", "origin": "http://localhost:8000"}, 200, id="page"),
        pytest.param({"host": "[::1]:8000"}, 200, id="IPv6"),
        pytest.param({"host": "evil.example"}, 403, id="a name that was rebound"),
        pytest.param({"host": "127.0.0.1.evil.example"}, 403, id="a name like ours"),
        pytest.param({"host": "[::1"}, 403, id="a broken name"),
        pytest.param({"origin": "http://evil.example"}, 403, id="another site"),
        pytest.param({"origin": "http://127.0.0.1:9999"}, 403, id="another port"),
        pytest.param({"origin": "null"}, 403, id="a sandboxed frame"),
        pytest.param({"origin": "http://["}, 403, id="a broken origin"),
        pytest.param({"sec-fetch-site": "same-site"}, 403, id="a neighbour"),
        pytest.param({"sec-fetch-site": "same-origin"}, 200, id="the page says so"),
    ],
)
async def test_only_the_page_itself_may_post(
    office: Office, client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    answer = await client.post("/try/send", json={**SENDING, "text": "a"}, headers=headers)
    assert answer.status_code == status
    assert len(office.taken) == (status == 200)


@pytest.mark.parametrize(
    ("machine", "status"),
    [
        pytest.param("127.0.0.1", 200, id="this one"),
        pytest.param("::1", 200, id="this one, IPv6"),
        pytest.param("::ffff:127.0.0.1", 200, id="this one, mapped"),
        pytest.param("192.168.1.7", 403, id="one in the house"),
        pytest.param("", 403, id="unknown"),
    ],
)
async def test_other_machines_are_refused(office: Office, machine: str, status: int) -> None:
    async with office.open(machine) as client:
        for path in ("/try", "/try/static/try.js", "/try/history?as=aicha"):
            assert (await client.get(path)).status_code == status


PASSWORD = "une phrase صعبة"  # noqa: S105


@pytest.mark.parametrize(
    ("machine", "headers", "status"),
    [
        pytest.param("192.168.1.7", {}, 303, id="another machine logs in"),
        pytest.param("127.0.0.1", {}, 303, id="so does this one"),
        pytest.param("127.0.0.1", {"host": "chat.example"}, 303, id="by the public name"),
        pytest.param("127.0.0.1", {"host": "192.168.1.5:8000"}, 303, id="by an address in digits"),
        pytest.param("127.0.0.1", {"host": "evil.example"}, 403, id="a name that was rebound"),
    ],
)
async def test_behind_a_password_the_page_leads_to_the_login(
    tmp_path: Path, machine: str, headers: dict[str, str], status: int
) -> None:
    guard = Guard(beyond=True, password=PASSWORD, names=["chat.example"])
    async with Office(tmp_path, guard=guard).open(machine) as client:
        answer = await client.get("/try", headers=headers)
        assert answer.status_code == status
        if status == 303:
            assert answer.headers["location"] == "/try/login"
            assert (await client.get("/try/login", headers=headers)).status_code == 200
            for path in ("/try/history?as=aicha", "/try/events?as=aicha", "/try/media/a.png?as=b"):
                assert (await client.get(path, headers=headers)).status_code == 401
            sent = await client.post("/try/send", json={**SENDING, "text": "a"}, headers=headers)
            assert sent.status_code == 401


async def test_the_right_password_opens_for_half_a_day(tmp_path: Path) -> None:
    seconds = 0.0
    guard = Guard(beyond=True, password=PASSWORD, clock=lambda: seconds)
    async with Office(tmp_path, guard=guard).open("192.0.2.1") as client:
        wrong = await client.post("/try/login", data={"password": "une phrase"})
        assert (wrong.status_code, wrong.headers["location"]) == (303, "/try/login?wrong")
        assert "set-cookie" not in wrong.headers
        right = await client.post("/try/login", data={"password": PASSWORD})
        assert (right.status_code, right.headers["location"]) == (303, "/try")
        cookie = right.headers["set-cookie"].lower()
        assert {"httponly", "path=/try", "samesite=lax"} <= set(cookie.split("; "))
        assert PASSWORD.encode().hex() not in cookie.encode().hex()
        assert (await client.get("/try")).status_code == 200
        sent = await client.post("/try/send", json={**SENDING, "text": "a"})
        assert sent.status_code == 200
        elsewhere = {"origin": "https://evil.example"}
        sent = await client.post("/try/send", json={**SENDING, "text": "a"}, headers=elsewhere)
        assert sent.status_code == 403
        seconds = SESSION_SECONDS + 1
        assert (await client.get("/try")).status_code == 303


async def test_a_start_link_goes_through_the_login(tmp_path: Path) -> None:
    guard = Guard(beyond=True, password=PASSWORD)
    async with Office(tmp_path, guard=guard).open("192.0.2.1") as client:
        page = await client.get("/try?programme=femmpact&language=fr")
        login = page.headers["location"]
        assert login == "/try/login?programme=femmpact&language=fr"
        assert 'hidden id="wrong"' in (await client.get(login)).text
        wrong = await client.post(login, data={"password": "x"})
        assert wrong.headers["location"] == f"{login}&wrong"
        assert 'hidden id="wrong"' not in (await client.get(wrong.headers["location"])).text
        right = await client.post(wrong.headers["location"], data={"password": PASSWORD})
        assert right.headers["location"] == "/try?programme=femmpact&language=fr"


async def test_a_password_cannot_be_guessed_by_trying(tmp_path: Path) -> None:
    seconds = 0.0
    guard = Guard(beyond=True, password=PASSWORD, clock=lambda: seconds)
    async with Office(tmp_path, guard=guard).open("192.0.2.1") as client:
        for _ in range(5):
            answer = await client.post("/try/login", data={"password": "x"})
            assert answer.status_code == 303
        answer = await client.post("/try/login", data={"password": PASSWORD})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
        seconds = 61.0
        answer = await client.post("/try/login", data={"password": PASSWORD})
        assert answer.headers["location"] == "/try"
        assert (await client.post("/try/login", content=b"x" * 5000)).status_code == 413
        elsewhere = {"origin": "https://evil.example"}
        answer = await client.post("/try/login", data={"password": PASSWORD}, headers=elsewhere)
        assert answer.status_code == 403


async def test_where_other_machines_come_in_nothing_opens_without_a_password(
    tmp_path: Path,
) -> None:
    async with Office(tmp_path, guard=Guard(beyond=True)).open("127.0.0.1") as client:
        answer = await client.get("/try")
        assert answer.status_code == 403
        assert "RAFIQ_TRY_PASSWORD" in answer.text
        for path in ("/try/history?as=aicha", "/try/login"):
            assert (await client.get(path)).status_code == 403
        assert (await client.get("/try/static/try.css")).status_code == 200
        assert (await client.post("/try/login", data={"password": ""})).status_code == 403
        assert (await client.post("/try/send", json={**SENDING, "text": "a"})).status_code == 403


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via", "x-real-ip"])
async def test_whoever_comes_through_a_proxy_is_not_at_this_machine(
    client: httpx.AsyncClient, header: str
) -> None:
    assert (await client.get("/try", headers={header: "192.0.2.1"})).status_code == 403


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b"{", 400, id="half an object"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b"\xff\xfe", 400, id="not UTF-8"),
        pytest.param(b"[" * 200_000, 400, id="a deep hole"),
        pytest.param(b'{"as":"a","id":"1","text":"' + b"a" * 5000 + b'"}', 400, id="a long text"),
        pytest.param(b'{"text":"' + b"a" * 1024 * 1024 + b'"}', 413, id="over a mebibyte"),
        pytest.param(
            json.dumps({**SENDING, "upload": {**VOICE, "reference": REFERENCE}}).encode(),
            400,
            id="a file that was not sent",
        ),
    ],
)
async def test_bad_bodies(
    office: Office, client: httpx.AsyncClient, content: bytes, status: int
) -> None:
    kind = {"content-type": "application/json"}
    answer = await client.post("/try/send", content=content, headers=kind)
    assert answer.status_code == status
    assert "aaaa" not in answer.text
    assert office.taken == []


async def test_a_file_is_on_the_disk_before_it_is_acknowledged(
    office: Office, client: httpx.AsyncClient
) -> None:
    for _ in range(2):
        answer = await client.post(
            "/try/send?as=aicha&id=one&kind=voice",
            content=b"OggS",
            headers={"content-type": "audio/ogg; codecs=opus"},
        )
        assert answer.status_code == 200
    first, again = (one.incoming.upload for one in office.taken)
    assert first is not None
    assert first == again
    assert (first.kind, first.mime, first.size) == ("voice", "audio/ogg", 4)
    assert first.name == f"web-{first.reference}.ogg"
    assert b"".join([chunk async for chunk in office.web.fetch(first)]) == b"OggS"
    assert [line["said"] for line in await lines(client)] == [{"upload": {"kind": "voice"}}]


async def test_a_file_that_is_too_large_leaves_nothing(
    office: Office, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(FILE_BYTES // 65_536 + 1):
            yield bytes(65_536)

    url, kind = "/try/send?as=aicha&id=one", {"content-type": "image/png"}
    for content in (endless(), bytes(FILE_BYTES + 1)):
        answer = await client.post(url, content=content, headers=kind)
        assert answer.status_code == 413
    assert (await client.post(url, content=b"", headers=kind)).status_code == 400
    assert office.taken == []
    assert list((tmp_path / "in").iterdir()) == []


@pytest.mark.parametrize("reference", ["../secret", "f" * 32, ""])
async def test_a_file_that_is_not_there_is_rejected(office: Office, reference: str) -> None:
    with pytest.raises(Rejected):
        _ = [chunk async for chunk in office.web.fetch(Upload(kind="file", reference=reference))]


async def test_files_go_only_to_whom_they_were_sent(
    office: Office, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    (tmp_path / "prompt.ogg").write_bytes(b"OggS")
    (tmp_path / "card.png").write_bytes(b"PNG")
    media = (Attachment(kind="voice", name="prompt.ogg"),)
    message = Message(text="Écoutez", language="fr", media=media)
    await office.web.send("aicha", render("aicha", message)[0])
    assert (await client.get("/try/media/prompt.ogg?as=aicha")).content == b"OggS"
    for path in ("prompt.ogg?as=zahra", "card.png?as=aicha", "%2e%2e?as=aicha", "x?as=aicha"):
        assert (await client.get(f"/try/media/{path}")).status_code == 404


async def test_the_page_allows_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/try?programme=femmpact", headers={"sec-fetch-site": "cross-site"})
    assert page.status_code == 200  # a link may come from anywhere
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<style" not in page.text
    assert " style=" not in page.text
    assert page.text.count("<script") == page.text.count("<script src=")
    again = await client.get("/try", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    assert (await client.get("/try/static/web.py")).status_code == 404
    assert (await client.get("/try/static/%2e%2e%2fweb.py")).status_code == 404


async def test_the_page_knows_its_words_in_every_language(client: httpx.AsyncClient) -> None:
    words = (await client.get("/try/static/words.json")).json()
    assert set(words) == {"ar", "ary", "fr", "fa", "en"}
    assert len({frozenset(table) for table in words.values()}) == 1
    assert all(text.strip() for table in words.values() for text in table.values())


# ---------------------------------------------------------------- events


@asynccontextmanager
async def served(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    """Serve over real HTTP: the test transport of httpx waits for the end of a stream."""
    app = Starlette(routes=office.web.routes())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, ws="none"))
    door = asyncio.create_task(office.web.run(office.take))
    serve = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (it has no event)
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
        try:
            yield client
        finally:
            door.cancel()
            server.should_exit = True
            await asyncio.gather(door, serve, return_exceptions=True)


Event: TypeAlias = tuple[str, str, Any]
"""Kind, id, data."""


async def events(
    client: httpx.AsyncClient, count: int, found: list[Event] | None = None, **headers: str
) -> list[Event]:
    """Read so many events, into ``found`` as they come."""
    found = [] if found is None else found
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.stream("GET", "/try/events?as=aicha", headers=sent) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async for line in answer.aiter_lines():
            name, _, value = line.partition(": ")
            if line:
                fields[name] = value
            elif "data" in fields:
                found.append((fields["event"], fields["id"], json.loads(fields["data"])))
                fields = {}
            if len(found) == count:
                break
    return found


def said(text: str) -> Message:
    return Message(text=text, language="fr")


async def test_events_go_on_where_they_stopped(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_lines, "HEARTBEAT_SECONDS", 0.05)
    async with served(office) as client:
        seen: list[Event] = []
        reading = asyncio.create_task(events(client, 2, seen))
        await until(lambda: seen)
        await asyncio.sleep(0.3)  # a few heartbeats
        first_id = await office.web.send("aicha", render("", said("A"))[0])
        (kind, _, history), (one, last, line) = await reading
        assert (kind, history) == ("history", [])
        assert (one, line["id"], line["said"]["text"]) == ("line", first_id, "A")

        await office.web.send("aicha", render("", said("B"))[0])
        await office.web.send("zahra", render("", said("not hers"))[0])
        ((kind, _, line),) = await events(client, 1, last_event_id=last)
        assert (kind, line["said"]["text"]) == ("line", "B")

        for strange in ("other.1", "1", f"{last.partition('.')[0]}.x", "é"):
            ((kind, _, history),) = await events(client, 1, last_event_id=strange.encode().hex())
            assert kind == "history"
            assert [line["said"]["text"] for line in history] == ["A", "B"]


async def test_a_gap_that_memory_does_not_cover_brings_the_whole_history(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_lines, "LINES_KEPT", 2)
    monkeypatch.setattr(web_lines, "PEOPLE_KEPT", 2)
    monkeypatch.setattr(web_lines, "HEARTBEAT_SECONDS", 0.05)
    async with served(office) as client:
        ((_, seen, _),) = await events(client, 1)
        for text in "ABC":
            await office.web.send("aicha", render("", said(text))[0])
        ((kind, seen, history),) = await events(client, 1, last_event_id=seen)
        assert kind == "history"
        assert [line["said"]["text"] for line in history] == ["B", "C"]
        await until(lambda: not office.web._lines._log("aicha").waiting)  # the pages are closed
        for person in ("zahra", "fatima"):  # she is the one not heard of for longest
            await office.web.send(person, render("", said("D"))[0])
        ((kind, _, history),) = await events(client, 1, last_event_id=seen)
        assert (kind, history) == ("history", [])


async def test_a_stop_lets_open_pages_go(office: Office) -> None:
    async with served(office) as client:
        found: list[Event] = []
        reading = asyncio.create_task(events(client, 2, found))
        await until(lambda: found)
        assert not reading.done()
    assert len(await asyncio.wait_for(reading, PATIENCE)) == 1


async def test_old_files_are_dropped(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / REFERENCE).write_bytes(b"OggS")
    async with office.open():
        assert (tmp_path / "in" / REFERENCE).exists()
    monkeypatch.setattr(web_files, "KEPT_SECONDS", -1)
    async with office.open():
        await until(lambda: not (tmp_path / "in" / REFERENCE).exists())
