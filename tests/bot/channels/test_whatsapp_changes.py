"""Who changes her number is found again, whatever comes first; and so is who cannot be reached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import compiling, publishing
from bot.app import App
from bot.configured import configured
from bot.http import Server
from bot.settings import Settings
from storage.engine import Store, Tx
from tests.fakes.whatsapp import NUMBER, SECRET, TOKEN, VERIFY, WABA, FakeWhatsApp, Sent, envelope

pytestmark = pytest.mark.anyio
BEGAN = 1_795_000_000
SMALL = """\
survey,,,,
,type,name,label,required
,text,name,What is your name?,yes
settings,,,,
,form_id,form_title,version,default_language
,small.intake,Small,1,en
"""
Body = dict[str, Any]


class House:
    """The app with one number, and the fake of Meta's."""

    def __init__(self, fake: FakeWhatsApp, store: Store, url: str) -> None:
        self.fake, self.store, self.url = fake, store, url

    async def bring(self, body: Body) -> None:
        assert await self.fake.post(self.url, body) == 200

    async def rows(self, sql: str) -> list[Any]:
        return await self.store.read(lambda tx: list(tx.exec_driver_sql(sql).all()))

    async def hears(self, to: str, body: Body) -> Sent:
        """Bring a body and return the message that it is answered with."""
        before = len(self.fake.said(to))
        await self.bring(body)
        await self.fake.until(lambda: len(self.fake.said(to)) > before)
        return self.fake.said(to)[-1]


@asynccontextmanager
async def opened(store: Store, folder: Path, form: str = "") -> AsyncIterator[House]:
    """Let the app run: with our programmes, or with one form alone, which is there at once."""
    async with FakeWhatsApp(per_second=0, pair_seconds=0, everybody=True) as fake:
        settings = Settings(
            media=folder,
            whatsapp_token=SecretStr(TOKEN),
            whatsapp_phone_number_id=NUMBER,
            whatsapp_waba_id=WABA,
            whatsapp_app_secret=SecretStr(SECRET),
            whatsapp_verify_token=SecretStr(VERIFY),
            whatsapp_api_base=fake.api_base,
        )
        if form:
            (folder / "small.csv").write_text(form, encoding="utf-8")
            world = compiling.alone(folder / "small.csv")
        else:
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


class Somebody:
    """One person, her old and new number and user id, and the bodies that tell of her."""

    def __init__(self, place: int) -> None:
        self.old, self.new = f"2126{place:08d}", f"2127{place:08d}"
        self.old_id, self.new_id = f"MA.{place:08d}1", f"MA.{place:08d}2"
        self._place, self._ids = place, count()

    def says(self, at: int, words: str, number: str = "", user: str = "") -> Body:
        """Return a text; the number, the user id or both are told."""
        sender = {"from": number} if number else {}
        contact: dict[str, Any] = {"wa_id": number} if number else {}
        if user:
            sender, contact = {**sender, "from_user_id": user}, {**contact, "user_id": user}
        message = {**self._head(at, "text"), **sender, "text": {"body": words}}
        return envelope([[{"contacts": [contact], "messages": [message]}]])

    def system(self, at: int, kind: str, *, known: bool = False, **told: str) -> Body:
        """Return a system message, from the old number and, where it is known, the user id."""
        sender = {"from": self.old} | ({"from_user_id": self.old_id} if known else {})
        message = {**self._head(at, "system"), **sender, "system": {"type": kind, **told}}
        return envelope([[{"messages": [message]}]])

    def update(self, at: int) -> Body:
        """Return what tells of a new user id by a field of its own."""
        ids = {"previous": self.old_id, "current": self.new_id}
        told = {"wa_id": self.old, "user_id": ids, "timestamp": str(BEGAN + at)}
        body = envelope([[{"contacts": [{"wa_id": self.old}], "user_id_update": [told]}]])
        body["entry"][0]["changes"][0]["field"] = "user_id_update"
        return body

    def _head(self, at: int, kind: str) -> dict[str, Any]:
        wamid = f"wamid.{self._place}x{next(self._ids)}"
        return {"id": wamid, "timestamp": str(BEGAN + at), "type": kind}


Told = Callable[[Somebody], Sequence[Body]]
CHANGES: Mapping[str, tuple[Told, str]] = {
    # What is told of somebody, and the id that she stands under then ({…}: of Somebody).
    "a number": (
        lambda her: [
            her.says(0, "a", her.old),
            her.system(10, "user_changed_number", wa_id=her.new),
            her.says(20, "b", her.new),
        ],
        "{new}",
    ),
    "a number, as it was told until 2022": (
        lambda her: [
            her.says(0, "a", her.old),
            her.system(10, "customer_changed_number", new_wa_id=her.new, customer=her.old),
            her.says(20, "b", her.new),
        ],
        "{new}",
    ),
    "a number and a user id": (
        lambda her: [
            her.says(0, "a", her.old, her.old_id),
            her.system(10, "user_changed_number", known=True, wa_id=her.new, user_id=her.new_id),
            her.says(20, "b", her.new, her.new_id),
        ],
        "{new_id}",
    ),
    "a number, the new user id not told": (
        lambda her: [
            her.says(0, "a", her.old, her.old_id),
            her.system(10, "user_changed_number", known=True, wa_id=her.new),
            her.says(20, "b", her.new, her.new_id),
        ],
        "{new_id}",
    ),
    "a user id": (
        lambda her: [
            her.says(0, "a", user=her.old_id),
            her.update(10),
            her.says(20, "b", user=her.new_id),
        ],
        "{new_id}",
    ),
    "a message from before the change comes late": (
        lambda her: [
            her.says(0, "a", her.old, her.old_id),
            her.says(5, "b", her.old, her.old_id),
            her.system(10, "user_changed_number", known=True, wa_id=her.new, user_id=her.new_id),
        ],
        "{new_id}",
    ),
    "the keys of her telephone, no number": (
        lambda her: [
            her.says(0, "a", her.old, her.old_id),
            her.system(10, "user_identity_changed", known=True, wa_id=her.old, identity="x"),
            her.says(20, "b", her.old, her.old_id),
        ],
        "{old_id}",
    ),
}


async def test_whatever_is_told_first_it_is_one_person(store: Store, tmp_path: Path) -> None:
    orders = list(permutations(range(3)))
    places = count()
    expected: dict[str, str] = {}
    async with opened(store, tmp_path, SMALL) as house:
        for change, (told, stands) in CHANGES.items():
            for order in orders:  # one by one, and all of it a second time
                her = Somebody(next(places))
                bodies = told(her)
                expected[stands.format(**vars(her))] = f"{change}: {order}"
                for each in (*order, *order):
                    await house.bring(bodies[each])
            for order in orders:  # twice at once
                her = Somebody(next(places))
                bodies = told(her)
                expected[stands.format(**vars(her))] = f"{change}: {order}, at once"
                await asyncio.gather(*(house.bring(bodies[each]) for each in (*order, *order)))
        found = {row.external for row in await house.rows("SELECT external FROM address")}
        assert [where for one, where in expected.items() if one not in found] == []
        assert found == expected.keys()
        (people,) = await house.rows("SELECT count(*) AS all_ FROM person")
        (updates,) = await house.rows(
            "SELECT count(*) AS all_ FROM inbound i JOIN address a ON a.id = i.address_id"
        )
        assert (people.all_, updates.all_) == (len(expected), 2 * len(expected))


async def test_whatever_is_told_first_it_is_one_person_after_a_new_start_too(
    store: Store, tmp_path: Path
) -> None:
    places = count()
    everybody = [
        (Somebody(next(places)), told, stands, order)
        for told, stands in CHANGES.values()
        for order in permutations(range(3))
    ]
    bodies = [told(her) for her, told, _, _ in everybody]
    for step in range(3):
        async with opened(store, tmp_path, SMALL) as house:
            for own, (_, _, _, order) in zip(bodies, everybody, strict=True):
                await house.bring(own[order[step]])
    found = [row.external for row in await store.read(_addresses)]
    assert sorted(found) == sorted(stands.format(**vars(her)) for her, _, stands, _ in everybody)


def _addresses(tx: Tx) -> list[Any]:
    return list(tx.exec_driver_sql("SELECT external FROM address").all())


async def test_what_she_told_whatsapp_counts_though_she_writes_later(
    store: Store, tmp_path: Path
) -> None:
    def told(her: Somebody) -> Sequence[Body]:
        wish = {"wa_id": her.old, "user_id": her.old_id, "timestamp": BEGAN}
        wish |= {"category": "marketing_messages", "value": "stop"}
        body = envelope([[{"contacts": [{"wa_id": her.old}], "user_preferences": [wish]}]])
        body["entry"][0]["changes"][0]["field"] = "user_preferences"
        return body, her.says(5, "a", her.old, her.old_id), her.says(6, "b", her.old)

    orders = list(permutations(range(3)))
    apart = [told(Somebody(1_000 + place)) for place in range(len(orders))]
    for step in range(3):  # a new start between one and the next
        async with opened(store, tmp_path, SMALL) as house:
            for bodies, order in zip(apart, orders, strict=True):
                await house.bring(bodies[order[step]])
    async with opened(store, tmp_path, SMALL) as house:
        for place, order in enumerate([*orders, *orders]):
            bodies = told(Somebody(place))
            if place < len(orders):
                for each in (*order, *order):
                    await house.bring(bodies[each])
            else:
                await asyncio.gather(*(house.bring(bodies[each]) for each in order))
        kept = await house.rows("SELECT announcements FROM preference")
        assert [bool(row.announcements) for row in kept] == [False] * 3 * len(orders)
        assert await house.rows("SELECT 1 FROM wish") == []


async def test_her_interview_is_found_where_the_new_number_came_first(
    store: Store, tmp_path: Path
) -> None:
    her = Somebody(1)
    async with opened(store, tmp_path) as house:
        for at, words in enumerate(["start femmpact-fr", "J’accepte", "texte", "non", "oui"]):
            asked = await house.hears(her.old_id, her.says(at, words, her.old, her.old_id))
        greeted = await house.hears(her.new_id, her.says(50, "salut", her.new, her.new_id))
        assert greeted.text != asked.text
        kind = "user_changed_number"
        await house.bring(her.system(40, kind, known=True, wa_id=her.new, user_id=her.new_id))
        found = await house.hears(her.new_id, her.says(60, "salut", her.new, her.new_id))
        assert asked.text in found.text
        await house.hears(her.new_id, her.says(70, "oui", her.new, her.new_id))
        (interview,) = await house.rows("SELECT status FROM interview")
        assert interview.status == "open"
        assert len(await house.rows("SELECT 1 FROM address")) == 1
