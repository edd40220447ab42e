"""``rafiq whatsapp templates``: what to submit, and how it stands with Meta."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.bot.cli.running import Runner
from tests.fakes.whatsapp import (
    NUMBER,
    SECRET,
    TOKEN,
    WABA,
    FakeWhatsApp,
    Template,
    submitted,
)


@pytest.fixture
def meta() -> Iterator[FakeWhatsApp]:
    """Meta's server, in a thread: a command has a loop of its own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    fake = FakeWhatsApp()
    asyncio.run_coroutine_threadsafe(fake.start(), loop).result(10)
    yield fake
    asyncio.run_coroutine_threadsafe(fake.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def installation(installed: Runner, meta: FakeWhatsApp, monkeypatch: pytest.MonkeyPatch) -> Runner:
    settings = {
        "TOKEN": TOKEN,
        "PHONE_NUMBER_ID": NUMBER,
        "WABA_ID": WABA,
        "APP_SECRET": SECRET,
        "API_BASE": meta.api_base,
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"RAFIQ_WHATSAPP_{name}", value)
    return installed


def statuses(out: str) -> dict[tuple[str, str], str]:
    lines = [line.split(maxsplit=4) for line in out.splitlines() if line.startswith("rafiq_")]
    return {(each[0], each[2]): each[4] for each in lines}


def test_what_is_written_is_taken(installed: Runner, tmp_path: Path) -> None:
    file = tmp_path / "templates.json"
    ran = installed("whatsapp", "templates", "--write", str(file))
    assert ran.code == 0
    objects = json.loads(file.read_text("utf-8"))
    assert len(objects) == 25
    for each in objects:
        submitted(each)
    nowhere = installed("whatsapp", "templates", "--write", str(tmp_path / "no" / "where"))
    assert (nowhere.code, "cannot be written" in nowhere.err) == (1, True)


def test_how_they_stand_is_asked_and_kept(installation: Runner, meta: FakeWhatsApp) -> None:
    meta.templates["rafiq_reminder", "fr"] = Template(4, 3)
    meta.templates["rafiq_reminder", "ar"] = Template(4, 3, status="PENDING")
    meta.templates["rafiq_reminder", "fa"] = Template(2, 3)
    meta.templates["hello_world", "en_US"] = Template()
    ran = installation("whatsapp", "templates")
    assert ran.code == 0
    stand = statuses(ran.out)
    assert len(stand) == 25
    assert stand["rafiq_reminder", "fr"] == "approved"
    assert stand["rafiq_reminder", "ar"] == "Meta looks at it"
    assert stand["rafiq_reminder", "fa"].startswith("approved, but for other words")
    assert stand["rafiq_reminder", "ar_MA"] == "not submitted yet"
    meta.inject("status", "message_templates", status=400, code=190)
    again = installation("whatsapp", "templates")
    assert statuses(again.out) == stand
    assert "known before" in again.out
    assert TOKEN not in again.out + again.err


def test_without_an_account_the_list_is_shown(installed: Runner) -> None:
    ran = installed("whatsapp", "templates")
    assert set(statuses(ran.out).values()) == {"not submitted yet"}
    assert "RAFIQ_WHATSAPP_TOKEN" in ran.out
