"""WhatsApp through the whole house: signed webhooks in, the Cloud API out, statuses back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import publishing
from bot.app import App, configured
from bot.http import Server
from bot.settings import Settings
from storage import addresses, outbox
from storage.engine import Store, Tx
from tests.fakes.whatsapp import NUMBER, SECRET, TOKEN, VERIFY, WABA, FakeWhatsApp, Sent

pytestmark = pytest.mark.anyio

ME, PHONE = "CI.13491208655302741918", "2250700000001"
SAYS = [
    "start femmpact-fr",
    "J’accepte",
    "texte",
    "non",
    "oui",
    "oui",
    "Awa Exemple",
    "Femme",
    "1995",
    "oui",
]


class House:
    """The app with WhatsApp alone, its web server, and the fake of Meta's."""

    def __init__(self, fake: FakeWhatsApp, store: Store, url: str) -> None:
        self.fake, self.store, self.url = fake, store, url

    async def says(self, text: str, *, times: int = 1) -> Sent:
        """Send a text (several times, as Meta may) and return the one answer to it."""
        before = len(self.fake.said(ME))
        body = self.fake.body([self.fake.text(ME, text)])
        answers = await asyncio.gather(*(self.fake.post(self.url, body) for _ in range(times)))
        assert set(answers) == {200}
        await self.fake.until(lambda: len(self.fake.said(ME)) > before)
        await asyncio.sleep(0.05)
        assert len(self.fake.said(ME)) == before + 1
        return self.fake.said(ME)[-1]

    async def states(self) -> list[str]:
        """Return what became of every message, newest first."""
        listed = await self.store.read(lambda tx: outbox.list_(tx, limit=200))
        return [each.state for each in listed]


@pytest.fixture
async def house(store: Store, tmp_path: Path) -> AsyncIterator[House]:
    async with FakeWhatsApp(per_second=0, pair_seconds=0) as fake:
        fake.person(PHONE, ME)
        settings = Settings(
            media=tmp_path,
            whatsapp_token=SecretStr(TOKEN),
            whatsapp_phone_number_id=NUMBER,
            whatsapp_waba_id=WABA,
            whatsapp_app_secret=SecretStr(SECRET),
            whatsapp_verify_token=SecretStr(VERIFY),
            whatsapp_api_base=fake.api_base,
        )
        world = await publishing.publish(store, now=lambda: datetime.now(UTC))
        channels, routes = configured(settings, store)
        app = App(settings=settings, store=store, world=world, channels=channels)
        stop, ready = asyncio.Event(), asyncio.Event()
        async with Server(routes=routes, host="127.0.0.1", port=0) as server:
            (listening,) = server._server.servers
            port = listening.sockets[0].getsockname()[1]
            running = asyncio.create_task(app.run(stop, ready=ready.set))
            await ready.wait()
            yield House(fake, store, f"http://127.0.0.1:{port}/channels/whatsapp/default")
            stop.set()
            await running


async def test_an_intake_every_webhook_twice(house: House) -> None:
    heard = [(await house.says(text, times=2)).text for text in SAYS]
    assert "Femmpact" in heard[0]
    assert heard[-2].startswith("Est-ce votre numéro")
    assert "+2250700000001" in heard[-2]
    assert heard[-1] == "Dans quel pays habitez-vous ?" or "pays" in heard[-1]


async def test_statuses_move_forward_only(house: House) -> None:
    sent = await house.says("start femmpact-fr")
    for state in ("read", "delivered", "sent", "read"):
        body = house.fake.body(statuses=[house.fake.status(sent, state)])
        assert await house.fake.post(house.url, body) == 200
    assert await house.states() == ["read"]


async def test_a_failed_status_closes_the_address(house: House) -> None:
    sent = await house.says("start femmpact-fr")
    body = house.fake.body(statuses=[house.fake.status(sent, "failed", code=131026)])
    assert await house.fake.post(house.url, body) == 200
    assert await house.states() == ["failed"]

    def reachable(tx: Tx) -> Any:
        found = addresses.find(tx, "whatsapp:default", ME)
        return found and found.reachable

    assert await house.store.read(reachable) is False
    await house.says("bonjour")  # she writes: she can be reached
    assert await house.store.read(reachable) is True


async def test_a_forged_webhook_changes_nothing(house: House) -> None:
    body = house.fake.body([house.fake.text(ME, "start femmpact-fr")])
    assert await house.fake.post(house.url, body, secret="another") in (401, 403)
    assert await house.states() == []
