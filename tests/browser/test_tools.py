"""The tools beside the chat, on the page that ``rafiq serve`` serves."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screen, Served
from tests.browser.test_try import check, shot

pytestmark = pytest.mark.browser

CHOICES = "".join(
    f"|         | m         | k{n} | Thing number {n}     | La chose numéro {n} |\n"
    for n in range(1, 13)
)
FORM = f"""\
| survey  | type      | name | label::en            | label::fr            | relevant     |
|         | integer   | age  | How old are you?     | Quel âge avez-vous ? |              |
|         | text      | who  | Who looks after you? | Qui s’en occupe ?    | ${{age}} < 18 |
|         | select_multiple m | made | What do you make? | Que faites-vous ?  |              |
| choices | list_name | name | label::en            | label::fr           |
{CHOICES}"""


@pytest.fixture
def site(served: Served) -> str:
    (served.folder / "home.md").write_text(FORM, encoding="utf-8")
    return served.url


def opened(page: Page, site: str, query: str = "?programme=femmpact&language=fr") -> Locator:
    """Open the page and its tools; return the lines of the bot."""
    page.goto(f"{site}/try{query}")
    said = page.locator("#lines .bot")
    expect(said).to_have_count(1)
    page.get_by_role("button", name="Outils").click()
    expect(page.locator("#ledger .state").first).to_have_text("envoyé")
    return said


def say(page: Page, text: str) -> None:
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


def test_by_keyboard_on_a_small_screen(site: str, screen: Screen, tmp_path: Path) -> None:
    page = screen(360, 740, dark=True)
    page.goto(f"{site}/try?programme=almontija&language=ar")
    expect(page.locator("#lines .bot")).to_have_count(1)
    open_tools = page.get_by_role("button", name="أدوات")
    expect(open_tools).to_have_attribute("aria-expanded", "false")
    open_tools.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="أدوات")).to_be_visible()
    expect(page.get_by_role("button", name="أغلقوا")).to_be_focused()
    expect(page.locator("#ledger .state")).to_have_text("أُرسلت")
    check(page)
    shot(page, tmp_path, "tools")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Telegram")).to_be_checked()
    expect(page.locator("#lines .skinned .keys button").first).to_be_attached()
    page.keyboard.press("Escape")
    expect(page.locator("#tools")).to_be_hidden()
    expect(open_tools).to_be_focused()
    check(page)


def test_what_a_messenger_would_show_and_the_request_it_would_get(
    site: str, screen: Screen, tmp_path: Path
) -> None:
    page = screen(1366, 860)
    page.goto(f"{site}/try?form=home.md&language=fr")
    phone = page.locator("#phone")
    expect(page.locator("#lines .bot").last).to_contain_text("Quel âge")
    before = phone.bounding_box()
    page.get_by_role("button", name="Outils").click()
    assert phone.bounding_box() == before  # the tools disturb nothing
    say(page, "12")
    standing = page.locator("#standing")
    expect(standing).to_contain_text("${age} < 18 est vrai (age = 12)")
    say(page, "Ma tante")
    expect(page.locator("#lines .bot").last.locator(".number").first).to_have_text("1")
    page.get_by_role("radio", name="Telegram").click()
    keys = page.locator("#lines .bot").last.locator(".keys.inline button")
    expect(keys.first).to_have_text("La chose numéro 1")
    page.get_by_role("button", name="Page 2").click()
    expect(keys.first).to_have_text("La chose numéro 9")
    keys.first.click()
    expect(keys.nth(0)).to_have_text("✅ La chose numéro 9")  # changed in place, on its page
    page.locator("#ledger summary").first.click()
    expect(page.locator("#ledger pre").first).to_contain_text('"method": "editMessageText"')
    check(page)
    page.get_by_role("radio", name="WhatsApp").click()
    expect(page.locator("#lines .bot").last.locator(".text")).to_contain_text("9. ✓ La chose")
    expect(page.locator("#ledger pre").first).to_contain_text('"messaging_product": "whatsapp"')
    check(page)
    shot(page, tmp_path, "whatsapp")
    page.reload()
    expect(page.locator("#lines .bot").last.locator(".text")).to_contain_text("9. ✓ La chose")


def test_a_clock_that_jumps_and_troubles(site: str, screen: Screen) -> None:
    page = screen(1366, 860)
    said = opened(page, site)
    page.get_by_role("button", name="+ 25 heures").click()
    expect(page.locator("#told")).to_have_text("C’est fait.")
    say(page, "oui")
    expect(said).to_have_count(2)
    expect(page.locator("[data-gap]")).to_have_count(1)
    page.get_by_role("button", name="Son dernier message arrive deux fois").click()
    expect(page.locator("#told")).to_have_text("Arrivés: 2 · appliqués: 1")
    page.get_by_role("button", name="Ses deux prochains arrivent ensemble").click()
    say(page, "texte")
    expect(page.locator(".person.waiting")).to_have_count(1)
    expect(said).to_have_count(2)
    say(page, "non")
    expect(page.locator(".person.waiting")).to_have_count(0)
    expect(said).to_have_count(4)
    block = page.get_by_role("button", name="Elle bloque le bot")
    block.click()
    expect(block).to_have_attribute("aria-pressed", "true")
    say(page, "aide")
    expect(page.locator("#ledger .state").first).to_have_text("échec")
    block.click()
    expect(page.locator(".note")).to_have_text(["Le bot est bloqué.", "Le bot est débloqué."])
    page.get_by_label("Le prochain envoi échoue avec").select_option("Transient")
    page.get_by_role("button", name="Faire échouer").click()
    expect(page.locator("#updates")).to_contain_text("vont échouer: Transient")
    say(page, "aide")
    expect(page.locator("#ledger .state").first).to_have_text("en attente")
    page.get_by_role("button", name="+ 1 heure").click()
    expect(page.locator("#ledger .state").first).to_have_text("envoyé")
    with page.expect_download() as download:
        page.get_by_role("link", name="Enregistrer comme test").click()
    assert "WALK = Walk(" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Oublier cette personne").click()
    expect(page.locator("#lines .bot")).to_have_count(1)
    expect(page.locator("#updates")).to_have_text("Messages reçus: 1")


def test_why_a_form_cannot_be_tried_stands_on_the_page(site: str, screen: Screen) -> None:
    page = screen()
    page.goto(f"{site}/try?form=nowhere.xlsx")
    expect(page.locator(".note")).to_contain_text("There is no file nowhere.xlsx")
