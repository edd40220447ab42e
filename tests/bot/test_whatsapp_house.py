"""WhatsApp through the whole house: signed webhooks in, the Cloud API out, statuses back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select, update

from bot import publishing
from bot.app import App
from bot.configured import configured
from bot.http import Server
from bot.settings import Settings
from flows.message import Message
from storage import addresses, outbox, outcomes, preferences
from storage.engine import Store, Tx
from storage.schema import address
from tests.fakes.whatsapp import NUMBER, SECRET, TOKEN, VERIFY, WABA, FakeWhatsApp, Sent, Template
from tests.waiting import until

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

    def __init__(self, fake: FakeWhatsApp, store: Store, url: str, app: App) -> None:
        self.fake, self.store, self.url, self.app = fake, store, url, app

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
        listed = await self.store.read(lambda tx: outcomes.list_(tx, limit=200))
        return [each.state for each in listed]

    async def become(self, state: str) -> None:
        """Wait for the one message to be in this state; a status may come before it is settled."""

        async def so() -> bool:
            return await self.states() == [state]

        await until(so)


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
            yield House(fake, store, f"http://127.0.0.1:{port}/channels/whatsapp/default", app)
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
    await house.become("read")


async def test_a_failed_status_closes_the_address(house: House) -> None:
    sent = await house.says("start femmpact-fr")
    body = house.fake.body(statuses=[house.fake.status(sent, "failed", code=131026)])
    assert await house.fake.post(house.url, body) == 200
    await house.become("failed")

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


# ---------------------------------------------------------------- the closed window


async def long_ago(house: House) -> int:
    """Let her have written two days ago; return the key of her address."""
    before = datetime.now(UTC) - timedelta(days=2)
    house.fake.people[ME].wrote = before.timestamp()

    def write(tx: Tx) -> int:
        tx.execute(update(address).values(last_inbound=before))
        found = addresses.find(tx, "whatsapp:default", ME)
        assert found is not None
        return found.id

    key = await house.store.write(write)
    house.app.channels["whatsapp:default"].forget(ME)  # type: ignore[attr-defined]
    return key


async def remind(house: House, key: int) -> None:
    now = datetime.now(UTC)
    own = next(await house.store.keys(1))
    body = Message(
        text="Rappel",
        language="fr",
        template=("rafiq_reminder", "Couture", "samedi", "10:00", "Safi"),
    )
    row = outbox.OutboxRow(
        id=own,
        address_id=key,
        account="whatsapp:default",
        lane="reminder",
        body=body.to_json(),
        due=now,
        created=now,
    )
    await house.store.write(lambda tx: outbox.put(tx, [row]))
    house.app.dispatchers["whatsapp:default"].wake()


async def reasons(house: House) -> list[tuple[str, str]]:
    listed = await house.store.read(lambda tx: outcomes.list_(tx, limit=1))
    return [(each.state, each.reason) for each in listed]


async def stands(house: House, expected: list[tuple[str, str]]) -> None:
    """Wait until the newest message stands so."""

    async def so() -> bool:
        return await reasons(house) == expected

    await until(so)


async def test_what_is_parked_goes_when_she_writes(house: House) -> None:
    await house.says("start femmpact-fr")
    await remind(house, await long_ago(house))
    await stands(house, [("queued", "no_template")])
    before = len(house.fake.said(ME))
    await house.fake.post(house.url, house.fake.body([house.fake.text(ME, "bonjour")]))
    await house.fake.until(lambda: len(house.fake.said(ME)) == before + 2)
    kinds = [sent.payload["type"] for sent in house.fake.said(ME)[before:]]
    assert "template" not in kinds
    assert "Rappel" in [sent.text for sent in house.fake.said(ME)[before:]]


async def test_what_is_parked_goes_when_a_template_is_approved(house: House) -> None:
    await house.says("start femmpact-fr")
    await remind(house, await long_ago(house))
    await stands(house, [("queued", "no_template")])
    house.fake.templates["rafiq_reminder", "fr"] = Template(parameters=4)
    value = {
        "event": "APPROVED",
        "message_template_id": 12345678,
        "message_template_name": "rafiq_reminder",
        "message_template_language": "fr",
        "reason": None,
    }
    change = {"field": "message_template_status_update", "value": value}
    entry = {"id": WABA, "time": int(time.time()), "changes": [change]}
    for _ in range(2):
        assert await house.fake.post(house.url, {"entry": [entry]}) == 200
    await stands(house, [("sent", "")])
    held = house.fake.said(ME)[-1].payload["template"]
    assert (held["name"], held["language"]["code"]) == ("rafiq_reminder", "fr")


async def test_who_stopped_marketing_gets_replies_alone(house: House) -> None:
    await house.says("start femmpact-fr")
    wish = {"wa_id": PHONE, "category": "marketing_messages", "value": "stop", "timestamp": 1}
    value = {
        "metadata": {"phone_number_id": NUMBER},
        "contacts": [{"wa_id": PHONE, "user_id": ME}],
        "user_preferences": [wish],
    }
    change = {"field": "user_preferences", "value": value}
    assert await house.fake.post(house.url, {"entry": [{"changes": [change]}]}) == 200

    def refuses(tx: Tx) -> Any:
        return tx.execute(select(preferences.refuses(address.c.id))).scalar()

    assert await house.store.read(refuses)
    await house.says("bonjour")


async def test_the_providers_approval_is_asked_for_at_the_start(house: House) -> None:
    await house.fake.until(lambda: house.fake.made("message_templates"))
