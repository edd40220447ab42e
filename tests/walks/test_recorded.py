"""What a conversation leaves behind: the copy of one's data, whose hand, consents, withdrawals."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import publishing
from bot.clock import utc_now
from flows.incoming import Incoming
from storage import consents
from storage.engine import Store
from storage.schema import answer_event, audit, consent, registration
from tests.walks.house import House
from tests.walks.people import AWA, FATIMA, KHADIJA
from tests.walks.runner import Say, Walk, Walker, fill, start, tap

Walked = Callable[[Walk], Awaitable[House]]


@pytest.fixture
async def house(store: Store, tmp_path: Path) -> Walked:
    """Take a walk on either engine and return the house it was taken in."""
    world = await publishing.publish(store, now=utc_now)

    async def take(walk: Walk) -> House:
        made = House(store, world, tmp_path, walk.account)
        walker = Walker(made, walk)
        async with made.open():
            for each in walk.says:
                await walker._do(each)  # type: ignore[arg-type]
        return made

    return take


@pytest.mark.anyio
async def test_a_copy_of_ones_data_is_a_file_of_everything(house: Walked, tmp_path: Path) -> None:
    made = await house(Walk(says=[start("femmpact"), fill(AWA, until="edu"), "mes données"]))
    (attached,) = [each for message in made.channel.said for each in message.media]
    assert attached.name.endswith(".json")
    copy = json.loads((tmp_path / "media" / attached.name).read_text("utf-8"))
    held = {each["question"].rpartition("/")[2]: each for each in copy["interviews"][0]["answers"]}
    assert held["full_name"]["value"] == "Awa Koné"
    assert held["birth_year"]["label"].startswith("Quelle est votre année de naissance")
    assert held["gender"]["shown"] == "Femme"
    assert {each["purpose"] for each in copy["agreements"]} >= {"main", "reminders"}


@pytest.mark.anyio
async def test_on_whatsapp_the_copy_is_text(house: Walked, tmp_path: Path) -> None:
    made = await house(
        Walk(
            says=[start("almontija-ar"), fill(KHADIJA, until="gender"), "بياناتي"],
            account="whatsapp:default",
        )
    )
    (attached,) = [each for message in made.channel.said for each in message.media]
    assert attached.name.endswith(".txt")
    assert "خديجة العلوي" in (tmp_path / "media" / attached.name).read_text("utf-8")


@pytest.mark.anyio
async def test_erasing_takes_the_copy_too(house: Walked, tmp_path: Path) -> None:
    says: list[Say] = [start("femmpact"), fill(AWA, until="edu"), "mes données"]
    await house(Walk(says=[*says, "supprimer mes données", tap("yes")]))
    assert list((tmp_path / "media").iterdir()) == []


@pytest.mark.anyio
@pytest.mark.parametrize(("helper", "how"), {"oui": "helper", "non": "typed"}.items())
async def test_a_helping_hand_is_kept_with_the_answers(
    house: Walked, helper: str, how: str
) -> None:
    sheet = {**AWA, "helper": helper, "helper_role": "1"}
    made = await house(Walk(says=[start("femmpact"), fill(sheet, until="gender")]))
    events = answer_event.c
    kept = await made.store.read(
        lambda tx: {
            row.question.rpartition("/")[2]: row.how
            for row in tx.execute(select(events.question, events.how, events.refused))
        }
    )
    assert kept["full_name"] == how
    assert kept["helper"] == "typed"


@pytest.mark.anyio
async def test_a_copy_of_what_was_agreed_to_is_kept(house: Walked) -> None:
    made = await house(Walk(says=[start("almontija-ary"), fill(FATIMA, until="mode")]))
    (said,) = [each.text for each in made.channel.said if "واش متافقين؟" in each.text]
    version = await made.store.read(
        lambda tx: tx.execute(
            select(consent.c.text_version).where(consent.c.purpose == "main")
        ).scalar_one()
    )
    kept = await made.store.read(lambda tx: consents.words(tx, version))
    assert kept is not None
    assert kept.strip("\u200f") == said.strip("\u200f")


@pytest.mark.anyio
async def test_each_purpose_has_its_own_consent_and_each_wording_its_copy(house: Walked) -> None:
    made = await house(Walk(says=[start("almontija-ary"), fill(FATIMA)]))
    columns = (consent.c.purpose, consent.c.given, consent.c.text_version, consent.c.language)
    given = await made.store.read(lambda tx: tx.execute(select(*columns)).all())
    assert {(each.purpose, each.given, each.language) for each in given} == {
        ("main", True, "ary"),
        ("reminders", True, "ary"),
        ("followup", True, "ary"),
        ("sensitive", True, "ary"),
    }
    assert len({each.text_version for each in given}) == 4
    versions = [each.text_version for each in given]
    copies = await made.store.read(lambda tx: [consents.words(tx, each) for each in versions])
    said = "\n".join(message.text for message in made.channel.said)
    assert all(copy and copy in said for copy in copies)


@pytest.mark.anyio
async def test_what_is_kept_goes_in_the_night_after_its_time(house: Walked, tmp_path: Path) -> None:
    made = await house(Walk(says=[start("femmpact"), fill(AWA), tap("confirm")]))
    months = made.world.programmes["femmpact"].retention_months
    made.at += timedelta(days=30 * months)  # some days less than so many months
    await made.app.nightly()
    assert "Awa" in repr(await made.everything())
    made.at += timedelta(days=40)
    await made.app.nightly()
    assert "Awa" not in repr(await made.everything())


@pytest.mark.anyio
async def test_taking_back_ends_consents_registration_and_leaves_a_line(house: Walked) -> None:
    says: list[Say] = [start("femmpact"), fill(AWA), "oui", "je retire mon accord", "oui"]
    made = await house(Walk(says=says))
    read = made.store.read
    left = await read(
        lambda tx: tx.execute(
            select(consent).where(consent.c.withdrawn.is_(None), consent.c.given)
        ).all()
    )
    assert left == []
    assert await read(lambda tx: tx.execute(select(registration.c.status)).scalars().all()) == [
        "withdrawn"
    ]
    lines = await read(
        lambda tx: tx.execute(select(audit.c.programme).where(audit.c.what == "withdrawn")).all()
    )
    assert [tuple(each) for each in lines] == [("femmpact",)]


@pytest.mark.anyio
async def test_a_reply_is_known_by_the_message_it_points_at(house: Walked, tmp_path: Path) -> None:
    made = await house(Walk(says=[start("femmpact"), fill(AWA, until="edu")]))
    asked = next(
        place for place, each in enumerate(made.channel.said, 1) if each.about.endswith("full_name")
    )
    pointing = Incoming(
        account=made.channel.account,
        sender=made.sender,
        id="reply-1",
        at=made.at,
        text="Awa Marie Koné",
        answers_message=str(asked),
    )
    again = House(made.store, made.world, tmp_path, made.channel.account)
    async with again.open():
        await again.take(pointing)
    assert (await made.answers())["full_name"] == "Awa Marie Koné"
