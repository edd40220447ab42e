"""``rafiq doctor``: each trouble has its line, and what to do stands in it."""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import doctor, publishing
from bot.accounts import Standings
from bot.clock import utc_now
from bot.doctor import Finding
from bot.programme import templates
from bot.settings import Settings
from storage.engine import Store, open_store
from tests.bot.cli.running import Runner
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.whatsapp import NUMBER, SECRET, VERIFY, WABA, FakeWhatsApp, Template
from tests.fakes.whatsapp import TOKEN as META_TOKEN

pytestmark = pytest.mark.anyio

WORDS = publishing.words()
HOOK = "https://rafiq.example.org/channels/telegram/default"


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


def settings(fake: FakeTelegram, folder: Path, **more: Any) -> Settings:
    given = {
        "telegram_token": TOKEN,
        "telegram_api_base": fake.api_base,
        "media": folder / "media",
        "database_url": f"sqlite+aiosqlite:///{folder / 'rafiq.db'}",
    }
    return Settings(**{**given, **more})


def webhook(**more: Any) -> dict[str, Any]:
    found = {"telegram_mode": "webhook", "telegram_secret": "s"}
    return {**found, "public_url": "https://rafiq.example.org", **more}


def lines(findings: list[Finding]) -> list[str]:
    return [f"{each.level} {each.what}" for each in findings]


async def test_polling_stands_well(fake: FakeTelegram, tmp_path: Path) -> None:
    found = await doctor.telegram(settings(fake, tmp_path))
    assert lines(found) == [
        "ok telegram default token",
        "ok telegram default secret",
        "ok telegram default webhook",
    ]
    assert "@rafiq_bot" in str(found[0])


async def test_without_a_token_nothing_is_wrong(tmp_path: Path) -> None:
    found = await doctor.telegram(settings(FakeTelegram(), tmp_path, telegram_token=None))
    assert lines(found) == ["ok telegram"]
    found = await doctor.whatsapp(settings(FakeTelegram(), tmp_path))
    assert [str(each) for each in found] == [
        "ok    whatsapp: not configured; RAFIQ_WHATSAPP_TOKEN makes it."
    ]


@pytest.mark.parametrize(
    ("stands", "more", "line", "words"),
    [
        pytest.param({"webhook": HOOK}, webhook(), "ok telegram default webhook", HOOK, id="well"),
        pytest.param(
            {}, webhook(), "warn telegram default webhook", "nowhere", id="not set yet"
        ),
        pytest.param(
            {"webhook": HOOK}, {}, "warn telegram default webhook", HOOK, id="set while it polls"
        ),
        pytest.param(
            {"webhook": HOOK, "webhook_error": "Wrong response: 502"},
            webhook(),
            "warn telegram default webhook",
            "Wrong response: 502",
            id="it cannot bring",
        ),
        pytest.param(
            {}, webhook(public_url="http://a"), "FAIL telegram default address", "https://",
            id="no https",
        ),
        pytest.param(
            {}, webhook(public_url=""), "FAIL telegram", "RAFIQ_PUBLIC_URL", id="no address"
        ),
        pytest.param(
            {"token": "1:" + "x" * 35}, {}, "FAIL telegram default token", "@BotFather",
            id="a token that is refused",
        ),
        pytest.param(
            {}, {"telegram_api_base": "http://127.0.0.1:9/bot"}, "FAIL telegram default token",
            "check the network", id="not reached",
        ),
    ],
)  # fmt: skip
async def test_telegram(
    fake: FakeTelegram,
    tmp_path: Path,
    stands: dict[str, Any],
    more: dict[str, Any],
    line: str,
    words: str,
) -> None:
    for name, value in stands.items():
        setattr(fake, name, value)
    found = await doctor.telegram(settings(fake, tmp_path, **more))
    assert line in lines(found)
    assert words in str(found[lines(found).index(line)])
    assert TOKEN not in "".join(map(str, found))


async def test_updates_that_wait(
    fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "MANY_PENDING", 0)
    fake.say(7, "salam")
    found = await doctor.telegram(settings(fake, tmp_path))
    assert lines(found)[-1] == "warn telegram default updates"


@pytest.fixture
async def meta() -> AsyncIterator[FakeWhatsApp]:
    async with FakeWhatsApp() as server:
        for text in templates.texts(lambda each: WORDS[each]):
            held = Template(len(text.examples), len(text.buttons))
            server.templates[text.name, text.code] = held
        yield server


def whatsapp(meta: FakeWhatsApp, folder: Path, **more: Any) -> Settings:
    given = {
        "whatsapp_token": META_TOKEN,
        "whatsapp_phone_number_id": NUMBER,
        "whatsapp_waba_id": WABA,
        "whatsapp_app_secret": SECRET,
        "whatsapp_verify_token": VERIFY,
        "whatsapp_api_base": meta.api_base,
    }
    return settings(FakeTelegram(), folder, **{**given, **more})


GOOD = ("token", "number", "app secret", "verify token", "webhook", "templates")


async def test_whatsapp_stands_well(meta: FakeWhatsApp, tmp_path: Path) -> None:
    found = await doctor.whatsapp(whatsapp(meta, tmp_path))
    assert lines(found) == [f"ok whatsapp default {each}" for each in GOOD]


@pytest.mark.parametrize(
    ("stands", "more", "line", "words"),
    [
        pytest.param(
            {}, {"whatsapp_token": "old"}, "FAIL whatsapp default token", "anew", id="token"
        ),
        pytest.param(
            {},
            {"whatsapp_phone_number_id": "99"},
            "FAIL whatsapp default number",
            "phone_number_id",
            id="number",
        ),
        pytest.param(
            {},
            {"whatsapp_app_secret": "another"},
            "FAIL whatsapp default app secret",
            "another app",
            id="app secret",
        ),
        pytest.param(
            {},
            {"whatsapp_verify_token": ""},
            "FAIL whatsapp default verify token",
            "missing",
            id="verify token",
        ),
        pytest.param(
            {"subscribed": False},
            {},
            "FAIL whatsapp default webhook",
            f"/{WABA}/subscribed_apps",
            id="no webhook",
        ),
        pytest.param(
            {}, {"whatsapp_waba_id": "99"}, "FAIL whatsapp default webhook", "waba_id", id="waba"
        ),
        pytest.param(
            {"templates": {}},
            {},
            "warn whatsapp default templates",
            "25 of 25",
            id="no template",
        ),
        pytest.param(
            {"tier": "TIER_10K"}, {}, "warn whatsapp default limit", "10000 people", id="limit"
        ),
        pytest.param(
            {}, {"whatsapp_daily_recipients": 0}, "warn whatsapp default limit", "250", id="none"
        ),
        pytest.param({"port": 9}, {}, "FAIL whatsapp default token", "network", id="no network"),
    ],
)
async def test_what_is_wrong_with_whatsapp(
    meta: FakeWhatsApp,
    tmp_path: Path,
    stands: dict[str, Any],
    more: dict[str, Any],
    line: str,
    words: str,
) -> None:
    listening = meta.port
    for name, value in stands.items():
        setattr(meta, name, value)
    found = await doctor.whatsapp(whatsapp(meta, tmp_path, **more))
    meta.port = listening
    told = {f"{each.level} {each.what}": each.text for each in found}
    assert words in told[line]
    assert not any(secret in str(found) for secret in (META_TOKEN, SECRET))


async def test_whatsapp_names_what_is_missing(tmp_path: Path) -> None:
    (found,) = await doctor.whatsapp(settings(FakeTelegram(), tmp_path, whatsapp_token="x"))
    assert found.level == "FAIL"
    assert "RAFIQ_WHATSAPP_APP_SECRET" in found.text


async def test_a_wrong_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "utc_now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    assert lines(await doctor.clock(Settings())) == ["FAIL clock", "ok zone data"]


@pytest.mark.parametrize(("free", "level"), [(50, "FAIL"), (500, "warn"), (5_000, "ok")])
async def test_disk(free: int, level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(free * 1_000_000))
    found = await doctor.disk(settings(FakeTelegram(), tmp_path))
    assert lines(found) == [f"{level} disk for files", f"{level} disk for the database"]


async def test_database(database_url: str, tmp_path: Path) -> None:
    def at(url: str) -> Settings:
        return settings(FakeTelegram(), tmp_path, database_url=url)

    assert lines(await doctor.database(at(database_url))) == ["ok database"]
    missing = f"sqlite+aiosqlite:///{tmp_path / 'missing.db'}"
    assert lines(await doctor.database(at(missing))) == ["ok database"]
    assert not (tmp_path / "missing.db").exists()
    bare = f"sqlite+aiosqlite:///{tmp_path / 'bare.db'}"
    async with await open_store(bare):
        pass
    assert lines(await doctor.database(at(bare))) == ["warn database"]
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database " * 400)
    assert lines(await doctor.database(at(f"sqlite+aiosqlite:///{broken}"))) == ["FAIL database"]


async def test_an_account_that_serve_found_at_fault(
    store: Store, database_url: str, fake: FakeTelegram, tmp_path: Path
) -> None:
    given = settings(fake, tmp_path, database_url=database_url)
    assert await doctor.accounts(given) == []
    standings = Standings(store=store, now=utc_now, monotonic=time.monotonic)
    standings.of("telegram:default").fault("401")
    await standings.tell()
    (found,) = await doctor.accounts(given)
    assert str(found).startswith("warn  telegram default: at fault since ")
    assert "(401)" in found.text
    standings.of("telegram:default").works()
    await standings.tell()
    assert await doctor.accounts(given) == []


async def test_an_account_bound_to_a_programme_that_there_is_not(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    own = {"default": {"programmes": ["almontja"]}}
    (found,) = await doctor.accounts(settings(fake, tmp_path, telegram=own))
    assert lines([found]) == ["FAIL programmes of accounts"]
    assert "did you mean almontija?" in found.text


async def test_words_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locales.extract.missing", lambda _: ["a.py:1  missing in fa: 'x'"])
    found = await doctor.catalogues(Settings())
    assert [each.level for each in found] == ["ok", "ok", "ok", "FAIL"]


def test_the_command(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("doctor")
    assert done.code == 0
    assert all(line.startswith(("ok ", "warn")) for line in done.out.splitlines())
    assert "form almontija.intake" in done.out
    monkeypatch.setenv("RAFIQ_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("RAFIQ_TELEGRAM_MODE", "webhook")
    done = run("doctor")
    assert done.code == 1
    assert "FAIL  telegram: RAFIQ_TELEGRAM_MODE=webhook" in done.out
