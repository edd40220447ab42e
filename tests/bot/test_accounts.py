"""Several accounts in one process: what becomes of the others when one is at fault."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import SecretStr

from bot import accounts, compiling, feeds
from bot.accounts import Standings
from bot.app import App
from bot.channels.base import AccountFault, Channel
from bot.clock import utc_now
from bot.configured import configured
from bot.feeds import alone
from bot.settings import Settings
from flows.world import World
from storage import audit
from storage.engine import Store, open_store
from storage.errors import Gone
from tests.bot.test_dispatcher import NO_LOCKS
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.whatsapp import NUMBER, SECRET, FakeWhatsApp
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.anyio

SECOND = "654321:FAKE-token_of-the_second-server-000000"
WRONG = "EAAwrong"
REVOKED = "654321:FAKE-token_that-came-after-it-00000000"
FORM = """\
survey,,,,
,type,name,label,required
,text,name,What is your name?,yes
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
async def one() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(per_chat_seconds=0, per_second=0, everybody=True) as server:
        yield server


@pytest.fixture
async def two() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(
        token=SECOND, per_chat_seconds=0, per_second=0, everybody=True
    ) as server:
        yield server


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses of minutes last tenths of a second."""
    monkeypatch.setattr(accounts, "PAUSES", (0.2, 0.4))
    monkeypatch.setattr(feeds, "LOOK", 0.05)


def telegrams(folder: Path, one: FakeTelegram, two: FakeTelegram, **more: Any) -> Settings:
    given = {
        "telegram_token": TOKEN,
        "telegram_api_base": one.api_base,
        "telegram_file_base": one.file_base,
        "telegram": {
            "second": {"token": SECOND, "api_base": two.api_base, "file_base": two.file_base}
        },
        "media": folder,
        "web": False,
    }
    return Settings(**{**given, **more})


def installed(settings: Settings, store: Store, world: World) -> App:
    standings = Standings(store=store, now=utc_now, monotonic=time.monotonic)
    channels, _ = configured(settings, store, standings=standings)
    for each in channels:
        if hasattr(each, "_backoff"):
            each._backoff = (0.05, 0.1)
    return App(settings=settings, store=store, world=world, channels=channels, standings=standings)


@asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(app.run(stop, ready=ready.set))
    try:
        await ready.wait()
        yield
    finally:
        stop.set()
        await task


async def alerts(store: Store) -> list[tuple[str, str, str]]:
    rows = await store.read(lambda tx: audit.list_(tx, what="alert."))
    detail = [(row.what, row.detail or {}) for row in reversed(rows)]
    return [(what, each["account"], each["code"]) for what, each in detail]


async def told(store: Store, count: int) -> list[tuple[str, str, str]]:
    async def enough() -> bool:
        return len(await alerts(store)) >= count

    await until(enough)
    return await alerts(store)


async def up(app: App) -> dict[str, float]:
    page = (await app.metrics.page()).decode().splitlines()
    rows = [line.split() for line in page if line.startswith("rafiq_account_up{")]
    return {name.split('"')[1]: float(value) for name, value in rows}


async def test_a_token_revoked_mid_run_pauses_its_account_alone_until_it_works_again(
    store: Store, world: World, one: FakeTelegram, two: FakeTelegram, tmp_path: Path
) -> None:
    app = installed(telegrams(tmp_path, one, two), store, world)
    with structlog.testing.capture_logs() as logs:
        async with running(app):
            one.say(7, "salam")
            two.say(7, "salam")
            await one.until(lambda: one.said(7) and two.said(7))
            assert await up(app) == {"telegram:default": 1, "telegram:second": 1}
            two.token = REVOKED
            two.say(7, "Amina")  # still brought by the poll that hangs; its reply is refused
            await two.until(lambda: app.standings.of("telegram:second").at_fault)
            assert await told(store, 1) == [("alert.account_fault", "telegram:second", "401")]
            assert await up(app) == {"telegram:default": 1, "telegram:second": 0}
            one.say(7, "Amina")
            await one.until(lambda: len(one.said(7)) == 2)
            assert len(two.said(7)) == 1
            two.token = SECOND
            await two.until(lambda: len(two.said(7)) == 2)
            assert (await told(store, 2))[1] == ("alert.account_works", "telegram:second", "")
            assert await up(app) == {"telegram:default": 1, "telegram:second": 1}
    errors = {each["event"] for each in logs if each["log_level"] == "error"}
    assert errors == {"account.fault"}
    assert SECOND not in str(logs)


async def test_a_wrong_token_at_start_pauses_its_account_and_the_rest_serve(
    store: Store, world: World, one: FakeTelegram, two: FakeTelegram, tmp_path: Path
) -> None:
    two.token = REVOKED
    app = installed(telegrams(tmp_path, one, two), store, world)
    with structlog.testing.capture_logs() as logs:
        async with running(app):
            one.say(7, "salam")
            await one.until(lambda: one.said(7))
            await told(store, 1)
    refused = [each["what"] for each in logs if each["event"] == "account.refused"]
    assert set(refused) == {"the Telegram token is refused: check token of [telegram.second]"}


async def test_where_every_token_is_wrong_at_start_it_ends_with_one_clear_line(
    store: Store, world: World, one: FakeTelegram, two: FakeTelegram, tmp_path: Path
) -> None:
    one.token = two.token = REVOKED
    app = installed(telegrams(tmp_path, one, two), store, world)
    with pytest.raises(ExceptionGroup) as caught:
        await app.run(asyncio.Event())
    (fault,) = _leaves(caught.value)
    assert isinstance(fault, AccountFault)
    assert str(fault).startswith("the Telegram token is refused: check ")


async def test_a_refused_webhook_alerts_and_stops_nothing_else(
    store: Store, world: World, one: FakeTelegram, two: FakeTelegram, tmp_path: Path
) -> None:
    settings = telegrams(
        tmp_path,
        one,
        two,
        telegram_mode="webhook",
        telegram_secret="s3cret",
        public_url="https://rafiq.example.org",
    )
    one.inject("setWebhook", "status", status=400, description="Bad Request: bad webhook", times=2)
    app = installed(settings, store, world)
    async with running(app):
        await one.until(lambda: one.webhook and two.webhook)
        found = await told(store, 1)
        assert [each[:2] for each in found] == [("alert.webhook_refused", "telegram:default")]
        assert await up(app) == {"telegram:default": 1, "telegram:second": 1}


async def test_a_wrong_whatsapp_token_is_found_at_start(
    store: Store, world: World, tmp_path: Path
) -> None:
    async with FakeWhatsApp() as fake:
        settings = Settings(
            media=tmp_path,
            web=False,
            whatsapp_token=SecretStr(WRONG),
            whatsapp_phone_number_id=NUMBER,
            whatsapp_app_secret=SecretStr(SECRET),
            whatsapp_api_base=fake.api_base,
        )
        app = installed(settings, store, world)
        with pytest.raises(ExceptionGroup) as caught:
            await app.run(asyncio.Event())
    (fault,) = _leaves(caught.value)
    assert str(fault) == "the WhatsApp token is refused: check RAFIQ_WHATSAPP_TOKEN"


async def test_a_whatsapp_account_that_is_paused_at_start_recovers_by_itself(
    store: Store, world: World, one: FakeTelegram, two: FakeTelegram, tmp_path: Path
) -> None:
    async with FakeWhatsApp() as fake:
        settings = telegrams(
            tmp_path,
            one,
            two,
            whatsapp_token=SecretStr(WRONG),
            whatsapp_phone_number_id=NUMBER,
            whatsapp_app_secret=SecretStr(SECRET),
            whatsapp_api_base=fake.api_base,
        )
        app = installed(settings, store, world)
        async with running(app):
            assert await told(store, 1) == [("alert.account_fault", "whatsapp:default", "190")]
            fake.token = WRONG  # Meta takes it now
            found = await told(store, 2)
            assert found[1] == ("alert.account_works", "whatsapp:default", "")


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for each in group.exceptions:
        found += _leaves(each) if isinstance(each, BaseExceptionGroup) else [each]
    return found


# ---------------------------------------------------------------- what stays after a restart


async def test_a_restart_finds_what_was_at_fault_and_tells_when_it_is_over(store: Store) -> None:
    def standings() -> Standings:
        return Standings(store=store, now=utc_now, monotonic=time.monotonic)

    before = standings()
    before.of("telegram:second").fault("401")
    before.of("telegram:default").works()
    await before.tell()
    assert list(await store.read(accounts.at_fault)) == ["telegram:second"]
    after = standings()
    for _ in range(3):
        after.of("telegram:second").works()
        after.of("telegram:default").works()
        await after.tell()
    assert await store.read(accounts.at_fault) == {}
    assert [what for what, _, _ in await alerts(store)] == [
        "alert.account_fault",
        "alert.account_works",
    ]


# ---------------------------------------------------------------- one poller


@pytest.mark.postgres
async def test_a_second_poller_waits_and_takes_over_when_the_first_loses_its_lock(
    postgres_url: str,
) -> None:
    polling: list[str] = []

    async def poll(store: Store, name: str) -> None:
        async with alone(store, "poll:telegram:default"):
            polling.append(name)
            await asyncio.Event().wait()

    async with await open_store(postgres_url) as store, await open_store(postgres_url) as other:
        first = asyncio.create_task(poll(store, "first"))
        await until(lambda: polling == ["first"])
        second = asyncio.create_task(poll(other, "second"))
        await asyncio.sleep(0.5)
        assert polling == ["first"]
        await other.write(lambda tx: tx.exec_driver_sql(NO_LOCKS))
        with pytest.raises(Gone):
            await first
        await until(lambda: polling == ["first", "second"])
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second


async def test_what_fails_while_a_lock_is_held_leaves_as_itself(store: Store) -> None:
    with pytest.raises(AccountFault):
        async with alone(store, "poll:telegram:default"):
            raise AccountFault("401")
    async with asyncio.timeout(PATIENCE), alone(store, "poll:telegram:default"):
        pass


async def test_a_feed_outlives_an_outage_of_the_database(store: Store) -> None:
    class Poller:
        account = "telegram:default"
        runs = 0

        async def run(self, take: object) -> None:
            self.runs += 1
            if self.runs < 3:
                raise Gone("the lock was lost")

    poller: Any = Poller()
    channels: list[Channel] = [poller]
    standings = Standings(store=store, now=utc_now, monotonic=time.monotonic)

    async def take(_: object) -> None:
        raise NotImplementedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feeds, "AGAIN", 0.01)
        await feeds.Feeds(channels=channels, take=take, standings=standings).run(poller)
    assert poller.runs == 3
