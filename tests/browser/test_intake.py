"""A woman in a douar completes her intake in Darija on the page that ``make run`` serves."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from flows import codes
from tests.browser.conftest import Screen
from tests.browser.test_try import check

pytestmark = pytest.mark.browser

# Typed or tapped, question by question; the person is plainly invented.
ANSWERS = [
    "tap:الدارجة",
    "tap:المنتجة",
    "tap:واخا كنوافق",
    "tap:بجوج",
    "لا",
    "wakha",
    "tap:لا",
    "فاطمة المثال",
    "1",
    "١٩٨٥",
    "0612345678",
    "ابتدائي",
    "tap:لا",
    "tap:لا",
    "tap:خدمة ديالي",
    "tap:لا",
    "1 3",
    "tap:فالصباح",
    "tap:ساليت",
    "tap:إييه",
    "tap:تيليفون مشترك",
    "tap:عيان",
    "tap:بويزات",
    "tap:عاد بديت",
    "tap:الخياطة",
    "كنخيط الجلالب فالدار",
    "tap:بوحدي",
    "٢ ٣",
    "tap:لا",
    "tap:شوية",
]


class Served:
    """A real ``rafiq serve`` that can be killed and started again on the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RAFIQ_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(self.port)],
            cwd=self.folder,
            env=environment | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1).close()
            except OSError:
                assert self.process.poll() is None, "rafiq serve ended"
                time.sleep(0.1)
            else:
                return
        raise AssertionError("rafiq serve did not start")

    def stop(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path)
    server.start()
    yield server
    server.stop(signal.SIGTERM)


def answer(page: Page, said: str) -> None:
    """Type or tap one answer and wait for what the bot says next."""
    heard = page.locator("#lines .bot").count()
    if said.startswith("tap:"):
        page.locator("#lines button:enabled", has_text=said.removeprefix("tap:")).last.click()
    else:
        page.locator("#words").fill(said)
        page.locator("#words").press("Enter")
    if said == "tap:فالصباح":  # a tick: the message changes in place
        expect(page.locator("#lines button[aria-pressed=true]:enabled")).to_have_count(1)
    else:
        expect(page.locator("#lines .bot")).not_to_have_count(heard)


def test_darija_intake(served: Served, screen: Screen, tmp_path: Path) -> None:
    page = screen(360, 740, language="fr-MA")
    page.goto(f"{served.url}/try")
    expect(page.locator("#lines .bot")).to_have_count(1)
    for place, said in enumerate(ANSWERS):
        answer(page, said)
        if said == "tap:بويزات":
            picture(page, "try.png")
        if place == 6:
            expect(page.locator("html")).to_have_attribute("dir", "rtl")
            check(page)
            served.stop(signal.SIGKILL)  # the network is bad, and so is the machine
            served.start()
            page.reload()
            expect(page.locator("#lines .bot").last).to_contain_text("السمية الكاملة")
    expect(page.locator("#lines .bot").last).to_contain_text("هادو هما الأجوبة ديالكم")
    expect(page.locator("#lines .bot").last).to_contain_text("+212612345678")
    check(page)
    answer(page, "tap:إييه، سجلو")
    last = page.locator("#lines .bot").last
    expect(last).to_contain_text("رقم التسجيل")
    words = last.inner_text().replace("\u2066", " ").replace("\u2069", " ").split()
    assert any(codes.valid(word.rstrip(".")) for word in words)


def picture(page: Page, name: str) -> None:
    """Keep the README's picture up to date, when asked: ``RAFIQ_PICTURE=1``."""
    if os.environ.get("RAFIQ_PICTURE") == "1":
        page.screenshot(path=Path(__file__).parents[2] / ".github" / name)
