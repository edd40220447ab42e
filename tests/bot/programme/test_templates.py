"""Templates: Meta's form takes every one of them, and they say what the reminder says."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot import publishing
from bot.channels.whatsapp_parse import TemplateNews
from bot.channels.whatsapp_render import PARAMETERS_LIMIT
from bot.programme import templates
from bot.programme.templates import MISMATCH, Ledger, Text
from storage import sends
from storage.engine import Store
from storage.templates import list_
from tests.fakes.whatsapp import submitted
from tests.storage.people import NOW, person, say

pytestmark = pytest.mark.anyio
WORDS = publishing.words()
NAMES = ("rafiq_reminder", "rafiq_announcement", "rafiq_waiting", "rafiq_kept", "rafiq_closing")
TEXTS = templates.texts(lambda language: WORDS[language])
ACCOUNT = "whatsapp:default"


@pytest.mark.parametrize("text", TEXTS, ids=[f"{each.name} {each.code}" for each in TEXTS])
def test_meta_takes_it(text: Text) -> None:
    sent = json.loads(json.dumps(text.to_json()))
    taken = submitted(sent)
    assert (taken.parameters, taken.buttons) == (len(text.examples), len(text.buttons))
    bare = re.sub(r"\{\{\d\}\}", "", text.body)
    assert len(bare) + PARAMETERS_LIMIT <= 1024
    assert not re.search("[\u2066-\u2069\u200e\u200f]", str(sent))
    assert text.fits(sent)


def test_every_language_has_them_all() -> None:
    assert {(each.name, each.code) for each in TEXTS} == {
        (name, code) for name in NAMES for code in ("ar", "ar_MA", "fr", "fa", "en")
    }
    promoting = {each.name for each in TEXTS if each.category == "MARKETING"}
    assert promoting == {"rafiq_announcement"}
    assert {each.category for each in TEXTS} == {"UTILITY", "MARKETING"}


def ledger(store: Store, *others: str) -> Ledger:
    return Ledger(store=store, account=ACCOUNT, now=lambda: NOW, shared=others)


def news(status: str, seconds: int = 0, **more: Any) -> TemplateNews:
    at = NOW + timedelta(seconds=seconds)
    fields = {"name": "rafiq_reminder", "language": "fr", "status": status, "at": at, **more}
    return TemplateNews(**fields)


@pytest.mark.parametrize(
    ("told", "usable"),
    [
        pytest.param([news("APPROVED")], True, id="approved"),
        pytest.param([news("PENDING")], False, id="not yet"),
        pytest.param([news("APPROVED"), news("PAUSED", 1)], False, id="paused since"),
        pytest.param([news("PAUSED", 1), news("APPROVED")], False, id="in the wrong order"),
        pytest.param([news("PAUSED"), news("APPROVED", 1)], True, id="in use again"),
        pytest.param([news("APPROVED", language="fr_FR")], False, id="another code"),
    ],
)
async def test_what_was_said_last_counts(
    store: Store, told: list[TemplateNews], usable: bool
) -> None:
    book = ledger(store)
    for each in [*told, *told]:
        await book.told([each])
    assert (("rafiq_reminder", "fr") in await book.approved()) is usable


async def test_the_whole_list_forgets_what_is_gone(store: Store) -> None:
    book = ledger(store, "whatsapp:two")
    (reminder,) = [each for each in TEXTS if (each.name, each.code) == ("rafiq_reminder", "fr")]
    row = reminder.to_json() | {"status": "APPROVED"}
    other = {**row, "language": "fa", "components": row["components"][:1]}
    await book.told([news("APPROVED", -5, language="ar")])
    await book.listed([row, other, {"name": 1}])
    assert await book.approved() == {("rafiq_reminder", "fr")}

    def stand(tx: Connection) -> dict[str, list[tuple[str, str]]]:
        return {
            account: [(each.language, each.status) for each in list_(tx, account)]
            for account in (ACCOUNT, "whatsapp:two", "whatsapp:three")
        }

    stands = [("fa", MISMATCH), ("fr", "APPROVED")]
    assert await store.read(stand) == {
        ACCOUNT: stands,
        "whatsapp:two": stands,
        "whatsapp:three": [],
    }


async def test_an_approval_lets_go_what_waited_for_it(store: Store) -> None:
    later = NOW + timedelta(days=3)

    def park(tx: Connection) -> None:
        person(tx, account=ACCOUNT)
        say(tx, 10, lane="reminder", account=ACCOUNT)
        sends.claim(tx, ACCOUNT, limit=1, now=NOW)
        parked = sends.Result(id=10, state="queued", at=NOW, due=later, reason="no_template")
        sends.settle(tx, [parked])

    def due(tx: Connection) -> datetime | None:
        return sends.next_due(tx, ACCOUNT)

    await store.write(park)
    await ledger(store).told([news("PENDING")])
    assert await store.read(due) == later
    await ledger(store).told([news("APPROVED", 1)])
    assert await store.read(due) == NOW
