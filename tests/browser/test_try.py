"""The page of the web chat, used as a person would, in a conversation that is made up here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.channels.base import Delivery
from bot.channels.web import Line, Web
from flows.incoming import Incoming
from flows.message import Message, Option
from storage.errors import Busy
from tests.browser.conftest import Screen, serving

pytestmark = pytest.mark.browser

BACK = Option(key="back", label="رجوع")
SKIP = Option(key="skip", label="تجاوز")
LANGUAGES = (("ary", "الدارجة"), ("ar", "العربية"), ("fr", "Français"), ("fa", "فارسی"))
SKILLS = (("wool", "الصوف"), ("honey", "العسل"), ("bread", "الخبز والحلويات المغربية"))
PLACES = [f"جماعة رقم {number}" for number in range(1, 32)]


def asked(number: str, message: Message) -> Message:
    return replace(message, token=number)


ASK_LANGUAGE = asked(
    "1",
    Message(
        text="مرحبا بكم في رفيق. اختاروا اللغة:\nBienvenue. Choisissez une langue :",
        language="ar",
        choices=tuple(Option(key=key, label=label) for key, label in LANGUAGES),
    ),
)
ASK_NAME = asked(
    "2",
    Message(
        text="ما اسمكم الكامل؟\nللمساعدة اتصلوا بالرقم \u2066+212612345678\u2069.",
        language="ar",
        actions=(BACK, SKIP),
    ),
)
ASK_PLACE = asked(
    "4",
    Message(
        text="في أي جماعة تسكنون؟",
        language="ar",
        search=True,
        choices=tuple(Option(key=str(key), label=label) for key, label in enumerate(PLACES)),
        actions=(BACK,),
    ),
)
THANKS = Message(text="شكرًا لكم. رقم التسجيل: \u2066RAF-7K2M\u2069", language="ar")
FRENCH = asked(
    "2",
    Message(
        text="Depuis combien de temps faites-vous cette activité ?",
        language="fr",
        choices=(
            Option(key="a", label="Moins d’un an"),
            Option(key="b", label="De un à trois ans"),
            Option(key="c", label="Plus de trois ans"),
        ),
        actions=(Option(key="back", label="Retour"), Option(key="skip", label="Passer")),
    ),
)


def ask_skills(picked: Sequence[str], *, again: bool) -> Message:
    options = (Option(key=key, label=label, chosen=key in picked) for key, label in SKILLS)
    message = Message(
        text="ماذا تصنعون؟ يمكن اختيار أكثر من جواب.",
        language="ar",
        many=True,
        replaces=again,
        choices=(*options, Option(key="done", label="انتهيت")),
        actions=(BACK,),
    )
    return asked("3", message)


class Talk:
    """An inbox and a store that fit on this page: claims ids, remembers lines, answers at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: defaultdict[str, list[Line]] = defaultdict(list)
        self.picked: defaultdict[str, list[str]] = defaultdict(list)
        self.taken: list[Incoming] = []
        self.failing = 0
        self.silent = False
        self.ticks = count()
        self.restart()

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 10, tzinfo=UTC) + timedelta(seconds=next(self.ticks))

    def restart(self) -> None:
        """Come back as a new process does: the store is all there is."""
        self.web = Web(
            uploads=self.folder / "in",
            media=self.folder / "media",
            now=self.now,
            history=self.history,
        )

    async def history(self, sender: str) -> Sequence[Line]:
        return tuple(self.lines[sender])

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        if self.failing:
            self.failing -= 1
            raise Busy("the database is busy")
        for delivery in deliveries:
            incoming = delivery.incoming
            if any(incoming.id == seen.id for seen in self.taken):
                continue
            self.taken.append(incoming)
            said = delivery.body or {}
            self.lines[incoming.sender].append(Line(id=incoming.id, at=incoming.at, said=said))
            for message in self.answers(incoming):
                sent = await self.web.send(incoming.sender, self.web.render("", message)[0])
                self.lines[incoming.sender].append(Line(id=sent, at=self.now(), said=message))

    def answers(self, incoming: Incoming) -> Iterator[Message]:
        key = incoming.tap.key if incoming.tap else ""
        picked = self.picked[incoming.sender]
        match incoming.tap.token if incoming.tap else "", key:
            case "1", "fr":
                yield FRENCH
            case "1", _:
                yield ASK_NAME
            case "3", "done":
                yield ASK_PLACE
            case "3", _:
                picked.remove(key) if key in picked else picked.append(key)
                yield ask_skills(picked, again=True)
            case "4", _:
                yield THANKS
            case _ if incoming.start is not None or incoming.text == "بداية":
                yield ASK_LANGUAGE
            case _:
                yield ask_skills(picked, again=False)


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


@pytest.fixture
def site(talk: Talk, port: int) -> Iterator[str]:
    with serving(talk.web, talk.take, port) as address:
        yield address


def check(page: Page) -> None:
    """Fail where the page scrolls sideways, or has something that a screen reader cannot name."""
    faults = page.evaluate(
        """() => {
        const faults = [];
        const wide = document.documentElement.scrollWidth - innerWidth;
        if (wide > 0) faults.push(`${wide} px too wide`);
        const seen = (e) => e.checkVisibility();
        for (const e of [...document.querySelectorAll("button, textarea, a, audio")].filter(seen)) {
            const box = e.getBoundingClientRect();
            const name = e.getAttribute("aria-label") || e.textContent.trim();
            if (!name) faults.push(`no name: ${e.outerHTML}`);
            if (e.matches("button:enabled") && (box.width < 44 || box.height < 44))
                faults.push(`small: ${name} ${box.width} × ${box.height}`);
            if (box.left < 0 || box.right > innerWidth) faults.push(`outside: ${name}`);
        }
        for (const e of document.querySelectorAll("[role=group]")) {
            const by = e.getAttribute("aria-labelledby");
            if (!(by ? document.getElementById(by) : e.getAttribute("aria-label")))
                faults.push(`a group without a name: ${e.outerHTML}`);
        }
        const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
        if (new Set(ids).size !== ids.length) faults.push("an id comes twice");
        const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = (color) => rgb(color).slice(0, 3)
            .map((c) => c / 255)
            .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        for (const e of [...document.querySelectorAll("h1, p, button, span, time, textarea")]) {
            if (!seen(e) || !(e.textContent.trim() || e.placeholder)) continue;
            let behind = e;
            while (behind.parentElement && rgb(getComputedStyle(behind).backgroundColor)[3] === 0)
                behind = behind.parentElement;
            const two = [light(getComputedStyle(e).color),
                         light(getComputedStyle(behind).backgroundColor)].sort((a, b) => b - a);
            const contrast = (two[0] + 0.05) / (two[1] + 0.05);
            if (contrast < 4.5) faults.push(`${contrast.toFixed(1)}: ${e.textContent}`);
        }
        return faults;
    }"""
    )
    assert faults == []


def shot(page: Page, folder: Path, name: str) -> None:
    page.wait_for_timeout(100)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 5_000


def test_a_conversation_in_arabic_by_keyboard_on_a_small_screen(
    site: str, screen: Screen, talk: Talk, tmp_path: Path
) -> None:
    page = screen(360, 740)
    page.goto(f"{site}/try")
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="العربية")
    expect(button).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("group", name="مرحبا بكم")).to_be_visible()
    check(page)
    shot(page, tmp_path, "1-language")

    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("ما اسمكم الكامل؟")).to_be_visible()
    expect(page.locator("#words")).to_be_focused()  # nothing to tap: the composer is next
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("aria-pressed", "true")
    check(page)
    page.keyboard.type("عائشة بنعلي")
    shot(page, tmp_path, "2-name")
    page.keyboard.press("Enter")
    wool = page.get_by_role("button", name="الصوف")
    expect(wool).to_be_visible()
    expect(page.locator("#words")).to_have_value("")

    wool.focus()
    page.keyboard.press("Space")
    expect(wool).to_have_attribute("aria-pressed", "true")
    expect(wool).to_be_focused()  # the message was replaced in place
    page.get_by_role("button", name="العسل").press("Enter")
    expect(page.get_by_role("button", name="العسل")).to_have_attribute("aria-pressed", "true")
    assert page.get_by_text("ماذا تصنعون؟").count() == 1
    assert page.locator(".choices button").last.inner_text() == "انتهيت"
    check(page)
    shot(page, tmp_path, "3-many")
    page.get_by_role("button", name="انتهيت").press("Enter")

    expect(page.get_by_role("button", name="جماعة رقم 10", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="جماعة رقم 11", exact=True)).to_be_hidden()
    expect(page.get_by_role("button", name="جماعة رقم 1", exact=True)).to_be_focused()
    expect(page.get_by_text("في أي جماعة تسكنون؟")).to_be_in_viewport()  # long: from its start
    expect(page.get_by_text("يمكنكم أيضًا كتابة جزء من الاسم.")).to_be_visible()
    more = page.get_by_role("button", name="اختيارات أكثر")
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    shot(page, tmp_path, "4-long-list")
    page.get_by_role("button", name="جماعة رقم 31", exact=True).press("Enter")
    expect(page.get_by_text("RAF-7K2M")).to_be_visible()
    expect(page.locator("#lines button:enabled[data-key]")).to_have_count(0)
    check(page)
    shot(page, tmp_path, "5-end")
    assert [one.text for one in talk.taken if one.text] == ["عائشة بنعلي"]


def test_reload_and_restart_keep_the_place(
    talk: Talk, port: int, screen: Screen, tmp_path: Path
) -> None:
    page = screen()
    with serving(talk.web, talk.take, port) as address:
        page.goto(f"{address}/try?as=aicha")
        page.get_by_role("button", name="العربية").click()
        expect(page.get_by_text("ما اسمكم الكامل؟")).to_be_visible()
        before = page.locator("#lines").inner_text()
        page.reload()
        expect(page.get_by_text("ما اسمكم الكامل؟")).to_be_visible()
        assert page.locator("#lines").inner_text() == before
        assert [one.start for one in talk.taken] == ["", None]  # a reload starts nothing

    expect(page.locator("#state")).to_have_text("جارٍ الاتصال…")
    page.locator("#words").fill("عائشة")
    page.keyboard.press("Enter")
    expect(page.locator(".waiting .fate")).to_have_text("لم تُرسل بعد. نعيد المحاولة…")
    shot(page, tmp_path, "waiting")

    talk.restart()
    with serving(talk.web, talk.take, port):
        expect(page.get_by_role("button", name="الصوف")).to_be_visible()
        expect(page.locator(".waiting")).to_have_count(0)
        assert page.locator("#lines").inner_text().startswith(before)
        assert page.get_by_text("عائشة", exact=True).count() == 1
        assert [one.text for one in talk.taken] == ["", "", "عائشة"]


def test_a_busy_store_is_told_in_words_and_the_same_id_goes_again(
    site: str, screen: Screen, talk: Talk
) -> None:
    page = screen()
    page.goto(f"{site}/try#as=aicha")
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    talk.failing = 1
    page.locator("#words").fill("سلام")
    page.get_by_role("button", name="أرسلوا", exact=True).click()
    expect(page.locator("#notice")).to_have_text("لم تُرسل بعد. نعيد المحاولة…")
    expect(page.locator("#notice")).to_have_text("")
    expect(page.get_by_text("ماذا تصنعون؟")).to_be_visible()
    assert [one.text for one in talk.taken] == ["", "سلام"]


def test_offline_is_told_and_what_was_written_survives_a_reload(
    site: str, screen: Screen, talk: Talk
) -> None:
    page = screen()
    page.goto(f"{site}/try#as=aicha")
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    page.context.set_offline(True)
    expect(page.locator("#notice")).to_contain_text("لا يوجد اتصال")
    page.locator("#words").fill("سلام")
    page.keyboard.press("Enter")
    expect(page.locator(".waiting")).to_have_count(1)
    assert len(talk.taken) == 1
    saved = page.evaluate("sessionStorage.getItem('rafiq.waiting.aicha')")
    assert "سلام" in saved
    page.context.set_offline(False)
    expect(page.get_by_text("ماذا تصنعون؟")).to_be_visible()
    assert [one.text for one in talk.taken] == ["", "سلام"]


def test_french_on_a_wide_screen(site: str, screen: Screen, tmp_path: Path) -> None:
    page = screen(1280, 900)
    page.goto(f"{site}/try")
    page.get_by_role("button", name="Français").click()
    expect(page.get_by_role("button", name="De un à trois ans")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.get_by_role("button", name="Nouvelle personne")).to_be_visible()
    check(page)
    shot(page, tmp_path, "wide-french")


def test_arabic_on_a_wide_screen_in_the_dark(site: str, screen: Screen, tmp_path: Path) -> None:
    page = screen(1280, 900, dark=True)
    page.goto(f"{site}/try")
    page.get_by_role("button", name="العربية").click()
    page.locator("#words").fill("عائشة بنعلي")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="الصوف").click()
    expect(page.get_by_role("button", name="الصوف")).to_have_attribute("aria-pressed", "true")
    check(page)
    shot(page, tmp_path, "wide-dark")


def test_a_new_person_starts_afresh_and_back_returns(site: str, screen: Screen) -> None:
    page = screen(language="fa-IR")
    page.goto(f"{site}/try")
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_text("ما اسمكم الكامل؟")).to_be_visible()
    page.get_by_role("button", name="شخص جديد").click()
    expect(page.get_by_role("button", name="العربية")).to_be_enabled()
    expect(page.get_by_text("ما اسمكم الكامل؟")).to_have_count(0)
    page.go_back()
    expect(page.get_by_text("ما اسمكم الكامل؟")).to_be_visible()


@pytest.mark.parametrize(
    ("link", "payload"),
    [
        pytest.param("?programme=femmpact", "femmpact", id="programme"),
        pytest.param("?programme=femmpact&language=fr", "femmpact-fr", id="with a language"),
        pytest.param("?language=fr", "-fr", id="a language alone"),
        pytest.param("?start=abc_1", "abc_1", id="any payload"),
    ],
)
def test_a_start_link_starts_once(
    site: str, screen: Screen, talk: Talk, link: str, payload: str
) -> None:
    page = screen()
    page.goto(f"{site}/try{link}")
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    page.wait_for_timeout(200)
    assert [one.start for one in talk.taken] == [payload]


def test_a_voice_note_and_a_picture(site: str, screen: Screen, talk: Talk, tmp_path: Path) -> None:
    page = screen()
    page.goto(f"{site}/try")
    expect(page.get_by_role("button", name="العربية")).to_be_visible()
    page.get_by_role("button", name="سجلوا رسالة صوتية").click()
    stop = page.get_by_role("button", name="أوقفوا التسجيل وأرسلوه")
    expect(stop).to_be_visible()
    page.wait_for_timeout(1_000)  # something to hear
    stop.click()
    expect(page.locator(".person audio")).to_be_visible()
    picture = tmp_path / "card.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.locator("#file").set_input_files(picture)
    expect(page.locator(".person")).to_have_count(3)  # the start link is there, unseen
    expect(page.get_by_text("ماذا تصنعون؟")).to_have_count(2)
    uploads = [one.upload for one in talk.taken if one.upload]
    assert [(one.kind, one.mime) for one in uploads] == [
        ("voice", "audio/webm"),
        ("image", "image/png"),
    ]
    assert uploads[1].size == 108
