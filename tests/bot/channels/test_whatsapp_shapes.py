"""Every shape of body that was found in the wild, in every order: the same is stored."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, Table, select, text

from bot import publishing
from bot.app import App
from bot.channels.whatsapp_http import ERRORS
from bot.channels.whatsapp_parse import parse
from bot.configured import configured
from bot.http import Server
from bot.settings import Settings
from flows.incoming import Incoming
from storage.engine import Store
from storage.schema import (
    address,
    conversation,
    inbound,
    message,
    metadata,
    preference,
    receipt,
    template,
)
from tests.fakes.broken import broken
from tests.fakes.whatsapp import NUMBER, SECRET, TOKEN, VERIFY, WABA, FakeWhatsApp, envelope
from tests.waiting import until

pytestmark = pytest.mark.anyio
DATA = Path(__file__).parents[2] / "data" / "whatsapp"
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


SHAPES = load("shapes.json")
COLLECTED = load("collected.json")
"""Changes as Meta's pages (https://developers.facebook.com/documentation/business-messaging/whatsapp/
webhooks/reference, May to June 2026) and other programs' tests have them; people are invented."""


def body_of(name: str) -> dict[str, Any]:
    """Return the collected changes as one body."""
    entry = {"id": WABA, "time": 1_750_096_325, "changes": COLLECTED[name]["changes"]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


SAYS: Mapping[str, Sequence[str]] = {
    # What each message of the body comes to: its text, or the word for what we cannot use.
    "caption edited": ["edited"],
    "unsupported, with its error": ["unsupported"],
    "interactive without contents, an error beside it": ["unknown"],
    "forwarded many times": ["x"],
    "location with a name": ["(33.5731, -7.5898)"],
    "flow's answer, not an object": ["nfm_reply"],
    "call permission": ["call_permission_reply"],
    "image with its address": ["99001"],
    "text with a time that is none": ["x"],
    "text that is no text": ["text"],
    "text of nothing": [""],
    "several senders at once": ["b", "a"],
    "one message in two changes": ["a"],
    "a number with a plus": ["a"],
    "parent user id": ["a"],
    "a test button of the dashboard": ["this is a text message"],
    "statuses, messages and errors together": ["a"],
    "everything null, of every kind": ["text", "video", "order", "location", "", "unknown"],
    "seen once, by its name": ["view_once"],
    "a template's button in letters of India": ["हिंदी"],
    "a template's button with a number": ["Oui"],
    "times that are none": ["a"] * 6,
    "coordinates in words": ["(33.57, -7.58)"],
    "a file without a type": ["992"],
    "no contacts, one that is null": ["a"],
    "a null between messages": ["a"],
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_a_body_comes_to(name: str) -> None:
    said = []
    for delivery in parse(SHAPES[name], "whatsapp:default", NOW).deliveries:
        one = delivery.incoming
        where = str(one.location) if one.location else ""
        upload = one.upload.reference if one.upload else ""
        event = one.event if one.event != "message" else ""
        said.append(one.unsupported or where or upload or event or one.text)
    assert said == list(SAYS.get(name, []))


@pytest.mark.parametrize("name", COLLECTED)
def test_what_the_documentation_and_others_have_is_what_it_is(name: str) -> None:
    found = parse(body_of(name), "whatsapp:default", NOW)
    said = [_is(each.incoming) for each in found.deliveries]
    assert said == COLLECTED[name]["comes"]


def _is(one: Incoming) -> str:
    where = str(one.location) if one.location else ""
    upload = one.upload.reference if one.upload else ""
    kind = one.unsupported or where or upload or one.contact or ("tap" if one.tap else "")
    kind = kind or ("start" if one.start is not None else one.text)
    return kind if one.event == "message" else f"{one.event}: {kind}"


@pytest.mark.parametrize("name", COLLECTED)
def test_one_thing_that_is_wrong_breaks_nothing(name: str) -> None:
    for body in broken(body_of(name)):
        found = parse(body, "whatsapp:default", NOW, codes=ERRORS)
        assert len(found.deliveries) <= 2 * len(COLLECTED[name]["comes"]) + 1


def test_which_statuses_say_anything() -> None:
    names = [name for name in COLLECTED if name.startswith("status")]
    said = {
        name.removeprefix("status: "): [
            each.state for each in parse(body_of(name), "whatsapp:default", NOW).statuses
        ]
        for name in names
    }
    assert {name: states for name, states in said.items() if states} == {
        "sent, with its price and conversation": ["sent"],
        "delivered, free in the window": ["delivered"],
        "read, to who has a user name": ["read"],
        "played": ["read"],
        "failed, with all that is said of it": ["failed"],
        "failed, for its template": ["failed"],
        "to a group": ["delivered"],
        "statuses and words in one change": ["delivered", "read"],
    }


def test_no_identity_is_a_change_of_number() -> None:
    told = body_of("the number and the name that her keys are of")
    assert parse(told, "whatsapp:default", NOW).moves == []


def test_two_senders_are_two_people() -> None:
    deliveries = parse(SHAPES["several senders at once"], "whatsapp:default", NOW).deliveries
    assert [each.incoming.sender for each in deliveries] == ["212655555555", "212612345678"]


def test_what_is_told_of_templates_and_wishes() -> None:
    deleted = parse(SHAPES["a template is to be deleted"], "whatsapp:default", NOW).templates
    assert [(each.name, each.language, each.status) for each in deleted] == [
        ("rafiq_reminder", "fr", "PENDING_DELETION")
    ]
    (wish,) = parse(SHAPES["wants no marketing"], "whatsapp:default", NOW).wishes
    assert (wish.senders, wish.announcements) == (("212612345678",), False)
    assert parse(SHAPES["wants something else"], "whatsapp:default", NOW).wishes == []


# ---------------------------------------------------------------- in every order


def everybody() -> list[dict[str, Any]]:
    """Return every body, each of people and with messages of its own."""
    statuses = [envelope([[{"statuses": [each]}]]) for each in load("statuses.json").values()]
    bodies = [*load("bodies.json").values(), *SHAPES.values(), *statuses]
    bodies += map(body_of, COLLECTED)
    return [json.loads(_own(json.dumps(body), place)) for place, body in enumerate(bodies)]


def _own(raw: str, place: int) -> str:
    raw = re.sub(r'(?<=")(\+?)(\d{9,15})(?=")', rf"\g<1>{700 + place}\g<2>", raw)
    raw = re.sub(r'"([A-Z]{2})\.(\w+)"', rf'"\1.{place}x\2"', raw)
    raw = re.sub(r'"wamid\.(\w+)', rf'"wamid.{place}x\1', raw)
    return raw.replace(f"{700 + place}{NUMBER}", NUMBER)


@asynccontextmanager
async def house(store: Store, folder: Path) -> AsyncIterator[tuple[FakeWhatsApp, str]]:
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
        world = await publishing.publish(store, now=lambda: datetime.now(UTC))
        channels, routes = configured(settings, store)
        app = App(settings=settings, store=store, world=world, channels=channels)
        stop, ready = asyncio.Event(), asyncio.Event()
        async with Server(routes=routes, host="127.0.0.1", port=0) as server:
            (listening,) = server._server.servers
            port = listening.sockets[0].getsockname()[1]
            running = asyncio.create_task(app.run(stop, ready=ready.set))
            await ready.wait()
            yield fake, f"http://127.0.0.1:{port}/channels/whatsapp/default"
            stop.set()
            await running


def stored(tx: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is stored, without our keys and clocks."""
    who = address.c.external

    def plain(value: Any) -> str:
        # A message's token holds our key of the update.
        return str(value | {"token": ""} if isinstance(value, dict) else value)

    def rows(*columns: Any, of: Any) -> list[tuple[Any, ...]]:
        found = tx.execute(select(*columns).select_from(of)).all()
        return sorted(tuple(plain(each) for each in row) for row in found)

    here = address.c.id == conversation.c.address_id
    there = address.c.id == message.c.address_id
    return {
        "people": rows(who, address.c.phone, address.c.reachable, of=address),
        "conversations": rows(who, conversation.c.state, of=conversation.join(address, here)),
        "updates": rows(inbound.c.digest, inbound.c.state, of=inbound),
        "messages": rows(who, message.c.body, message.c.state, of=message.join(address, there)),
        "receipts": rows(receipt.c.provider, receipt.c.state, receipt.c.error, of=receipt),
        "wishes": rows(preference.c.announcements, preference.c.at, of=preference),
        "templates": rows(template.c.name, template.c.language, template.c.status, of=template),
    }


def emptied(tx: Connection) -> None:
    kept = {"form_version", "key_block"}
    tables: list[Table] = [each for each in metadata.sorted_tables if each.name not in kept]
    for table in reversed(tables):
        tx.execute(text(f"DELETE FROM {table.name}"))  # noqa: S608 (names of ours)


async def settled(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is stored once nothing is on its way."""

    async def quiet() -> bool:
        on_its_way = select(message.c.id).where(message.c.state.in_(["queued", "claimed"]))
        return not await store.read(lambda tx: tx.execute(on_its_way.limit(1)).all())

    await until(quiet)
    return await store.read(stored)


def of_one_person(place: int) -> list[dict[str, Any]]:
    """Return bodies of one person: from before April 2026, and from after."""
    number, own = f"2126{place:08d}", f"MA.{place:08d}"
    old = {"from": number, "type": "text", "text": {"body": "x"}, "timestamp": "1750096325"}
    new = {**old, "from_user_id": own}
    messages = [(old, {}), (new, {"user_id": own}), (old, {})]
    return [
        envelope(
            [
                [
                    {
                        "contacts": [{"wa_id": number, **more}],
                        "messages": [{**body, "id": f"wamid.{place}x{n}"}],
                    }
                ]
            ]
        )
        for n, (body, more) in enumerate(messages)
    ]


async def test_one_person_with_and_without_her_user_id(store: Store, tmp_path: Path) -> None:
    orders = list(permutations(range(3)))
    async with house(store, tmp_path) as (fake, url):
        for place, order in enumerate([*orders, *orders]):
            bodies = of_one_person(place)
            posts = [fake.post(url, bodies[each]) for each in order]
            if place < len(orders):
                assert {await each for each in posts} == {200}
            else:  # all at once
                assert set(await asyncio.gather(*posts)) == {200}
        state = await settled(store)
    assert state["people"] == [
        (f"MA.{place:08d}", f"+2126{place:08d}", "True") for place in range(2 * len(orders))
    ]
    assert len(state["updates"]) == 6 * len(orders)


async def test_who_has_a_number_is_known_after_a_new_start(store: Store, tmp_path: Path) -> None:
    old, new, _ = of_one_person(7)
    for body in (new, old):
        async with house(store, tmp_path) as (fake, url):
            assert await fake.post(url, body) == 200
            state = await settled(store)
    assert [row[0] for row in state["people"]] == ["MA.00000007"]


async def test_in_every_order_the_same_is_stored(store: Store, tmp_path: Path) -> None:
    bodies = everybody()
    async with house(store, tmp_path) as (fake, url):
        assert {await fake.post(url, body) for body in bodies} == {200}
        once = await settled(store)
    assert len(once["people"]) > 50
    assert once["wishes"] == []  # she never wrote
    for seed in range(2):
        await store.write(emptied)
        async with house(store, tmp_path) as (fake, url):
            many = [body for body in bodies for _ in range(2)]
            random.Random(seed).shuffle(many)  # noqa: S311
            answers = await asyncio.gather(*(fake.post(url, body) for body in many))
            assert set(answers) == {200}
            again = await settled(store)
        for name, rows in once.items():
            assert [row for row in again[name] if row not in rows] == [], name
            assert again[name] == rows, name
