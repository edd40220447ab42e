"""Telegram's webhook on a running server: who may knock, when it says 200, and what is stored."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
import random
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from bot import compiling, inbox
from bot.app import App
from bot.configured import configured
from bot.http import Server
from bot.settings import ConfigError, Settings
from flows.world import World
from storage.engine import Store, Tx
from storage.errors import Full
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.waiting import until

pytestmark = pytest.mark.anyio

SECRET = "a-secret_of-the_tests"  # noqa: S105
PATH = "/channels/telegram/default"
DATA = Path(__file__).parents[2] / "data/telegram"
SHAPES: Mapping[str, Any] = json.loads((DATA / "updates.json").read_text("utf-8")) | {
    name: each["update"]
    for name, each in json.loads((DATA / "collected.json").read_text("utf-8")).items()
}
FORM = """\
survey,,,,
,type,name,label,required
,text,name,What is your name?,yes
,integer,age,How old are you?,yes
,text,town,Where do you live?,yes
settings,,,,
,form_id,form_title,version,default_language
,small.intake,Small,1,en
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    path = tmp_path_factory.mktemp("form") / "small.csv"
    path.write_text(FORM, encoding="utf-8")
    return compiling.alone(path)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(per_chat_seconds=0, per_second=0, everybody=True) as server:
        yield server


@dataclass
class Door:
    """A running installation and a client at its webhook."""

    app: App
    store: Store
    url: str
    session: aiohttp.ClientSession
    stop: asyncio.Event

    async def post(
        self, body: object, *, secret: str | None = SECRET, path: str = PATH
    ) -> tuple[int, Mapping[str, str]]:
        """Bring an update (or bytes as they are); return the status and the headers."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self.session.post(
            self.url + path, data=io.BytesIO(data), headers=headers
        ) as answer:
            assert await answer.read() == b"" or answer.status == 404
            return answer.status, answer.headers

    async def bring(self, body: object) -> int:
        return (await self.post(body))[0]

    async def settled(self) -> None:
        """Wait until it is stored how what was sent went."""

        async def sent() -> bool:
            return not await self.rows("SELECT 1 FROM message WHERE state <> 'sent'")

        await until(sent)

    async def rows(self, sql: str) -> list[Any]:
        return await self.store.read(lambda tx: list(tx.exec_driver_sql(sql).all()))


def settings(fake: FakeTelegram, folder: Path, **more: Any) -> Settings:
    given = {
        "telegram_token": TOKEN,
        "telegram_mode": "webhook",
        "telegram_secret": SECRET,
        "telegram_api_base": fake.api_base,
        "telegram_file_base": fake.file_base,
        "public_url": "https://rafiq.example.org/",
        "media": folder / "media",
        "web": False,
    }
    return Settings(**{**given, **more})


@asynccontextmanager
async def serving(store: Store, world: World, installation: Settings) -> AsyncIterator[Door]:
    channels, routes = configured(installation, store)
    app = App(settings=installation, store=store, world=world, channels=channels)
    stop, ready = asyncio.Event(), asyncio.Event()
    async with (
        Server(routes=routes, host="127.0.0.1", port=0) as server,
        aiohttp.ClientSession() as session,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(app.run(stop, ready=ready.set))
        await ready.wait()
        (listening,) = server._server.servers
        port = listening.sockets[0].getsockname()[1]
        try:
            yield Door(app, store, f"http://127.0.0.1:{port}", session, stop)
        finally:
            stop.set()


@pytest.fixture
async def door(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> AsyncIterator[Door]:
    async with serving(store, world, settings(fake, tmp_path)) as opened:
        yield opened


def update(number: int, sender: int, text: str) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_795_000_000,
            "chat": {"id": sender, "type": "private"},
            "from": {"id": sender, "is_bot": False, "first_name": "P", "language_code": "fr"},
            "text": text,
        },
    }


# ---------------------------------------------------------------- who may knock


@pytest.mark.parametrize(
    ("secret", "status"),
    [
        pytest.param(SECRET, 200, id="the secret"),
        pytest.param(None, 403, id="none"),
        pytest.param("", 403, id="empty"),
        pytest.param(SECRET[:-1], 403, id="a letter short"),
        pytest.param("sécrèt", 403, id="not ASCII"),
        pytest.param("سر", 403, id="Arabic"),
    ],
)
async def test_the_secret_opens(door: Door, secret: str | None, status: int) -> None:
    assert (await door.post(update(1, 7, "salam"), secret=secret))[0] == status
    assert len(await door.rows("SELECT 1 FROM inbound")) == (status == 200)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="half"),
        pytest.param(b"[" * 100_000, 400, id="nested brackets"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 400, id="nested objects"),
        pytest.param(b"\xff\xfe\x00", 400, id="bytes"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b"null", 400, id="null"),
        pytest.param(b'{"update_id":1,"x":"' + b"x" * (1 << 20) + b'"}', 413, id="too long"),
        pytest.param(b"{}", 200, id="an empty update"),
        pytest.param(b'{"update_id":"1","message":7}', 200, id="wrong types"),
        pytest.param(b'{"update_id":1,"poll_of_2030":{}}', 200, id="a kind of 2030"),
    ],
)
async def test_a_body_that_is_no_update(door: Door, body: bytes, status: int) -> None:
    assert await door.bring(body) == status
    assert await door.rows("SELECT 1 FROM inbound") == []


async def test_a_length_that_is_not_declared_is_capped_too(door: Door) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 65_536

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    try:
        async with door.session.post(door.url + PATH, data=endless(), headers=headers) as answer:
            assert answer.status == 413
    except aiohttp.ClientError:
        pass  # it hung up on us while we wrote
    assert await door.bring(update(1, 7, "salam")) == 200


async def test_a_body_that_never_ends_is_let_go(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    (channel,) = door.app.channels.values()
    monkeypatch.setattr(channel._webhook, "_seconds", 0.1)  # type: ignore[attr-defined]

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with door.session.post(door.url + PATH, data=slow(), headers=headers) as answer:
        assert answer.status == 408


async def test_an_unknown_account_is_not_found(door: Door) -> None:
    assert (await door.post(update(1, 7, "x"), path="/channels/telegram/other"))[0] == 404
    async with door.session.get(door.url + PATH) as answer:
        assert answer.status == 405


# ---------------------------------------------------------------- when it says 200


async def test_without_the_database_it_asks_to_come_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object, **how: object) -> None:
        raise Full("x")

    with monkeypatch.context() as patched:
        patched.setattr(door.store, "write", full)
        status, headers = await door.post(update(1, 7, "salam"))
        assert (status, headers["Retry-After"]) == (503, "5")
    assert await door.bring(update(1, 7, "salam")) == 200


async def test_overloaded_it_asks_to_come_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "FULL", 0)
    status, headers = await door.post(update(1, 7, "salam"))
    assert (status, headers["Retry-After"]) == (503, "5")
    assert await door.rows("SELECT 1 FROM inbound") == []


async def test_a_tap_is_answered_after_the_commit(door: Door, fake: FakeTelegram) -> None:
    fake.press(7, 99, "5:yes")
    assert await door.bring(fake.updates.popleft()) == 200
    await fake.until(lambda: fake.answered)
    assert len(await door.rows("SELECT 1 FROM inbound WHERE state = 'done'")) == 1


async def test_a_reply_comes_back(door: Door, fake: FakeTelegram) -> None:
    assert await door.bring(update(1, 7, "salam")) == 200
    await fake.until(lambda: fake.said(7))


async def test_what_comes_while_it_stops_comes_again(door: Door) -> None:
    (channel,) = door.app.channels.values()
    door.stop.set()
    await until(lambda: channel._webhook.take is None)  # type: ignore[attr-defined]
    assert await door.bring(update(1, 7, "salam")) == 503


async def test_a_long_list_turns_its_pages_after_a_restart(
    store: Store, fake: FakeTelegram, tmp_path: Path
) -> None:
    towns = "".join(f",town,t{n},Town {n}\n" for n in range(1, 21))
    form = (
        "survey,,,\n,type,name,label\n,select_one town,town,Which town?\nchoices,,,\n"
        f",list_name,name,label\n{towns}settings,,,\n,form_id,form_title,version\n,a.intake,A,1\n"
    )
    (tmp_path / "form.csv").write_text(form, encoding="utf-8")
    world = compiling.alone(tmp_path / "form.csv")
    async with serving(store, world, settings(fake, tmp_path)) as door:
        assert await door.bring(update(1, 7, "salam")) == 200
        await fake.until(lambda: fake.said(7))
        question = fake.said(7)[-1]
        await door.settled()
    assert question.labels[0] == "Town 1"
    async with serving(store, world, settings(fake, tmp_path)) as door:
        fake.tap(7, question.message_id, "▶")
        assert await door.bring(fake.updates.popleft()) == 200
        await fake.until(lambda: question.labels[0] == "Town 9")
        fake.tap(7, question.message_id, "Town 10")
        assert await door.bring(fake.updates.popleft()) == 200
        await fake.until(lambda: not question.labels)  # answered: its keyboard goes
        assert len(await door.rows("SELECT 1 FROM inbound")) == 2
        (kept,) = await door.rows("SELECT value FROM answer_event WHERE refused = ''")
        assert "t10" in str(kept.value)


# ---------------------------------------------------------------- identical stored state


def crowd(people: int) -> list[list[dict[str, Any]]]:
    """Return what each of them sends, in order: with a wrong reply, and a tap of nobody's."""
    numbers = iter(range(1, 10_000))
    said = ("salam", "Amina", "xyz", "34", "Safi")
    return [[update(next(numbers), 100 + who, text) for text in said] for who in range(people)]


def shapes(fake: FakeTelegram) -> list[dict[str, Any]]:
    """Return every shape we have seen, each from another chat, with ids of their own."""
    found = []
    for number, raw in enumerate(SHAPES.values(), 50_000):
        if isinstance(raw, dict) and isinstance(raw.get("update_id"), int):
            text = re.sub(
                r'"id": (-?)(7|9|100123|5551|5552|5000000007)\b',
                rf'"id": \g<1>{number}',
                json.dumps(raw),
            )
            found.append({**json.loads(text), "update_id": number})
            fake.person(-number)
    return found


async def kept(store: Store) -> dict[str, list[Any]]:
    """Return what is stored, without our own keys and without times."""

    def read(tx: Tx) -> dict[str, list[Any]]:
        queries = {
            "inbound": "SELECT i.digest, i.state, i.body, a.external FROM inbound i "
            "LEFT JOIN address a ON a.id = i.address_id",
            "people": "SELECT a.external, a.phone, a.reachable, p.language, p.mode, p.stopped "
            "FROM address a JOIN conversation c ON c.address_id = a.id "
            "JOIN person p ON p.id = c.person_id",
            "answers": "SELECT a.external, e.question, e.typed, e.refused, i.status "
            "FROM answer_event e JOIN interview i ON i.id = e.interview_id "
            "JOIN conversation c ON c.person_id = i.person_id "
            "JOIN address a ON a.id = c.address_id ORDER BY e.id",
            "messages": "SELECT a.external, m.lane, m.body FROM message m "
            "JOIN address a ON a.id = m.address_id ORDER BY m.id",
        }
        found: dict[str, list[Any]] = {}
        for name, sql in queries.items():
            lines = defaultdict(list)
            for row in tx.exec_driver_sql(sql):
                values = [_plain(value) for value in row]
                lines[str(values[0])].append(values[1:])
            found[name] = sorted((key, *map(str, rows)) for key, rows in lines.items())
        return found

    return await store.read(read)


def _plain(value: object) -> object:
    if isinstance(value, memoryview):
        value = bytes(value)
    if isinstance(value, str) and value.startswith("{"):
        value = json.loads(value)
    if isinstance(value, dict):
        value = json.dumps({k: v for k, v in value.items() if k != "token"}, sort_keys=True)
    return int(value) if isinstance(value, bool) else value


async def one_by_one(door: Door, people: Sequence[Sequence[object]]) -> None:
    for updates in people:
        for each in updates:
            assert await door.bring(each) == 200


async def doubled(door: Door, people: Sequence[Sequence[object]]) -> None:
    for updates in people:
        for each in updates:
            assert {*await asyncio.gather(door.bring(each), door.bring(each))} == {200}


async def shuffled(door: Door, people: Sequence[Sequence[object]]) -> None:
    """Mix the people; one person's updates come in order, as Telegram brings them."""
    chance = random.Random(7)  # noqa: S311
    turns = [who for who, updates in enumerate(people) for _ in updates]
    chance.shuffle(turns)
    following = [iter(updates) for updates in people]
    sent: list[object] = []
    for who in turns:
        each = next(following[who])
        assert await door.bring(each) == 200
        sent.append(each)
        assert await door.bring(chance.choice(sent)) == 200  # an old one comes again


async def in_parallel(door: Door, people: Sequence[Sequence[object]]) -> None:
    async def person(updates: Sequence[object]) -> None:
        for each in updates:
            assert set(await asyncio.gather(*(door.bring(each) for _ in range(3)))) == {200}

    mixed = list(people)
    random.Random(11).shuffle(mixed)  # noqa: S311
    await asyncio.gather(*map(person, mixed))


def member(number: int, sender: int, at: int, before: str, after: str) -> dict[str, Any]:
    me = {"id": 123456, "is_bot": True, "first_name": "R"}
    return {
        "update_id": number,
        "my_chat_member": {
            "chat": {"id": sender, "type": "private"},
            "from": {"id": sender, "is_bot": False, "first_name": "P"},
            "date": at,
            "old_chat_member": {"user": me, "status": before},
            "new_chat_member": {"user": me, "status": after},
        },
    }


SAID = update(1, 7, "salam")
BLOCKED = member(2, 7, 1_795_000_010, "member", "kicked")
RETURNED = member(3, 7, 1_795_000_020, "kicked", "member")


@pytest.mark.parametrize(
    ("facts", "reachable"),
    [
        pytest.param([SAID, BLOCKED], False, id="she wrote, then blocked the bot"),
        pytest.param([SAID, BLOCKED, RETURNED], True, id="and came back"),
    ],
)
async def test_an_older_update_does_not_undo_a_newer_one(
    door: Door, facts: Sequence[dict[str, Any]], reachable: bool
) -> None:
    for number, order in enumerate(itertools.permutations(facts), 1):
        chat = 7 * number
        for each in order:
            told = json.loads(json.dumps(each).replace('"id": 7,', f'"id": {chat},'))
            told["update_id"] += 100 * number
            assert await door.bring(told) == 200
            assert await door.bring(told) == 200
    found = await door.rows("SELECT reachable FROM address")
    assert [bool(row.reachable) for row in found] == [reachable] * number


@pytest.mark.parametrize("way", [doubled, shuffled, in_parallel])
async def test_however_it_comes_the_same_is_stored(
    way: Any, store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    people = [*crowd(12), *([each] for each in shapes(fake))]
    async with serving(store, world, settings(fake, tmp_path)) as door:
        await way(door, people)
    found = await kept(store)
    async with serving(store, world, settings(fake, tmp_path)) as door:
        await one_by_one(door, people)  # all of it again, after a restart
    assert await kept(store) == found
    assert found == await _reference(world, fake, tmp_path, people)
    assert len(found["answers"]) == 12


async def _reference(
    world: World, fake: FakeTelegram, folder: Path, people: Sequence[Sequence[object]]
) -> dict[str, list[Any]]:
    """Return what is stored where each comes once, one after the other."""
    from storage.engine import open_store
    from storage.upgrade import upgrade

    async with await open_store(f"sqlite+aiosqlite:///{folder / 'once.db'}") as store:
        await upgrade(store)
        async with serving(store, world, settings(fake, folder)) as door:
            await one_by_one(door, people)
        return await kept(store)


# ---------------------------------------------------------------- at the start


async def test_the_webhook_is_set_at_the_start(door: Door, fake: FakeTelegram) -> None:
    await fake.until(lambda: fake.made("setWebhook"))
    (call,) = fake.made("setWebhook")
    assert call.parameters == {
        "url": "https://rafiq.example.org/channels/telegram/default",
        "secret_token": SECRET,
        "max_connections": 40,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }
    assert fake.made("getUpdates") == []


async def test_setting_the_webhook_is_tried_until_it_works(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    fake.inject("setWebhook", "status", status=400, description="Bad Request: bad webhook")
    with structlog.testing.capture_logs() as logs:
        async with serving(store, world, settings(fake, tmp_path)) as door:
            assert await door.bring(update(1, 7, "salam")) == 200
            await fake.until(lambda: len(fake.made("setWebhook")) == 2)
            await fake.until(lambda: fake.webhook)
    assert [each["event"] for each in logs].count("telegram.webhook_not_set") == 1


async def test_polling_with_a_secret_keeps_the_door_open(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    polled = settings(fake, tmp_path, telegram_mode="poll", public_url="")
    async with serving(store, world, polled) as door:
        await fake.until(lambda: fake.made("getUpdates"))
        first = update(1, 7, "salam")
        assert await door.bring(first) == 200
        fake.raw(first)  # Telegram brings it the other way too
        await fake.until(lambda: not fake.updates)
        assert len(await door.rows("SELECT 1 FROM inbound")) == 1


async def test_polling_without_a_secret_has_no_door(
    store: Store, world: World, fake: FakeTelegram, tmp_path: Path
) -> None:
    polled = settings(fake, tmp_path, telegram_mode="poll", telegram_secret=None)
    async with serving(store, world, polled) as door:
        assert await door.bring(update(1, 7, "salam")) == 404


async def test_no_log_holds_the_secret_or_the_words(door: Door) -> None:
    with structlog.testing.capture_logs() as logs:
        await door.post(update(1, 7, "Zoulikha"))
        await door.post(update(2, 7, "Zoulikha"), secret="Zoulikha")
        await door.bring(b'{"Zoulikha')
    assert logs
    assert "Zoulikha" not in str(logs)
    assert SECRET not in str(logs)


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("more", "named"),
    [
        pytest.param({"public_url": ""}, ["RAFIQ_PUBLIC_URL"], id="no address"),
        pytest.param({"telegram_secret": None}, ["RAFIQ_TELEGRAM_SECRET"], id="no secret"),
        pytest.param(
            {"public_url": "", "telegram_secret": ""},
            ["RAFIQ_PUBLIC_URL", "RAFIQ_TELEGRAM_SECRET"],
            id="neither",
        ),
        pytest.param({"telegram_secret": "سر"}, ["RAFIQ_TELEGRAM_SECRET"], id="a wrong secret"),
        pytest.param({"telegram": {"b": {}}}, ["telegram.b", "token"], id="account: no token"),
        pytest.param(
            {"telegram": {"b c": {"token": "1:x"}}}, ["telegram.b c"], id="account: a wrong name"
        ),
        pytest.param(
            {"telegram": {"b": {"token": TOKEN}}}, ["same token"], id="account: the same bot"
        ),
        pytest.param(
            {"telegram": {"b": {"token": "1:x", "tokn": 1}}}, ["tokn"], id="account: a typing error"
        ),
    ],
)
def test_what_is_missing_is_named(more: dict[str, Any], named: list[str], tmp_path: Path) -> None:
    fake = FakeTelegram()
    with pytest.raises(ConfigError) as found:
        settings(fake, tmp_path, **more).telegrams()
    assert all(name in str(found.value) for name in named)
    assert TOKEN not in str(found.value)


def test_accounts_take_what_is_not_given_from_the_default(tmp_path: Path) -> None:
    own = {"token": "2:b", "mode": "poll"}
    found = settings(FakeTelegram(), tmp_path, telegram={"b": own}).telegrams()
    assert {name: each.mode for name, each in found.items()} == {"b": "poll", "default": "webhook"}
    assert found["b"].secret == found["default"].secret
