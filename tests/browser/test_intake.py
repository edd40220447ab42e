"""A woman in a douar completes her intake in Darija on the page that ``make run`` serves."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from flows import codes
from tests.browser.conftest import Screen, Served
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
