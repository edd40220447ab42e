"""Retention: what is older than its programme promised goes at night, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import care
from bot.programme.retention import months_before
from flows.incoming import Upload
from flows.state import Consent, Position
from flows.turn import Keep
from flows.world import Programme
from storage import (
    answers,
    audit,
    consents,
    conversations,
    inbound,
    interviews,
    media,
    registrations,
)
from storage.answers import AnswerRow
from storage.consents import ConsentRow
from storage.conversations import ConversationRow
from storage.engine import Store
from storage.interviews import InterviewRow
from storage.media import MediaRow
from storage.registrations import RegistrationRow
from storage.schema import metadata, person
from tests.storage.people import ACCOUNT, NOW, interview
from tests.storage.people import person as arrive

pytestmark = pytest.mark.anyio

PROGRAMMES = {
    id_: Programme(
        id=id_,
        form=f"{id_}.intake",
        name={},
        organisation={},
        next_step={},
        languages=("fr",),
        country="MA",
        zone="UTC",
        retention_months=months,
    )
    for id_, months in (("short", 3), ("long", 24))
}
FILE = f"media-{'a' * 24}.ogg"
OLD = f"media-{'b' * 24}.ogg"


def answered(
    tx: Connection, name: str, key: int, programme: str, *, status: str = "finished"
) -> None:
    """Let person 3, 4, … answer an intake; ``key`` and the ten after it are its rows."""
    own = interview(
        key,
        programme=programme,
        form=f"{programme}.intake",
        status=status,
        answers={"name": name, "say": FILE} if programme == "short" else {"name": name},
        code=f"C{key}",
    )
    who = key // 1000
    interviews.put(tx, [InterviewRow(person_id=who, interview=own)])
    said = Keep(interview=key, question="name", value=name, typed=name, how="typed")
    changed = replace(said, question="say", value=OLD)
    answers.put(
        tx,
        [
            AnswerRow(id=key + place, inbound_id=key + 3, keep=keep, at=NOW)
            for place, keep in enumerate((said, changed), 1)
        ]
        if programme == "short"
        else [],
    )
    yes = Consent(programme=programme, purpose="main", given=True, text=f"{name}-v1", language="fr")
    consents.put(tx, [ConsentRow(id=key + 4, person_id=who, consent=yes, at=NOW)])
    registrations.put(
        tx,
        [
            RegistrationRow(
                id=key + 5, person_id=who, programme=programme, interview_id=key, created=NOW
            )
        ],
    )


async def words(store: Store) -> str:
    def read(tx: Connection) -> str:
        return "\n".join(
            repr(row) for table in metadata.sorted_tables for row in tx.execute(select(table))
        )

    return await store.read(read)


async def night(store: Store, *, days: int) -> Sequence[str]:
    return await care.night(store, NOW + timedelta(days=days), PROGRAMMES)


def put_inbound(tx: Connection, key: int) -> None:
    inbound.claim(
        tx, [inbound.Claim(id=key, account=ACCOUNT, digest=f"{key}".encode(), received=NOW)]
    )


@pytest.mark.parametrize("status", ["finished", "open", "halted", "withdrawn"])
async def test_an_interview_goes_when_its_time_is_over(store: Store, status: str) -> None:
    def fill(tx: Connection) -> None:
        arrive(tx, "7", 3)
        put_inbound(tx, 3003)
        answered(tx, "Zohra", 3000, "short", status=status)
        upload = Upload(kind="voice", reference="r", mime="audio/ogg", name=FILE)
        media.want(
            tx,
            [
                MediaRow(id=3010, person_id=3, account=ACCOUNT, upload=upload, created=NOW),
                MediaRow(
                    id=3011,
                    person_id=3,
                    account=ACCOUNT,
                    upload=replace(upload, name=OLD),
                    created=NOW,
                ),
            ],
        )
        position = Position(stage="asking", interview=3000, pending=("meant", "Zohra"))
        conversations.save(tx, [ConversationRow(address_id=3, version=0, position=position)])

    await store.write(fill)
    assert list(await night(store, days=80)) == []
    assert "Zohra" in await words(store)
    assert sorted(await night(store, days=100)) == [FILE, OLD]
    assert "Zohra" not in await words(store)
    lines = await store.read(lambda tx: audit.list_(tx, what="expired"))
    assert [(each.programme, each.reference, each.detail) for each in lines] == [
        ("short", 3000, None)
    ]
    before = await words(store)
    assert list(await night(store, days=100)) == []
    assert await words(store) == before


async def test_each_programme_has_its_own_time(store: Store) -> None:
    def fill(tx: Connection) -> None:
        arrive(tx, "7", 3)
        put_inbound(tx, 3003)
        answered(tx, "Zohra", 3000, "short")
        answered(tx, "Fatima", 3500, "long")

    def registered(tx: Connection) -> list[str]:
        table = metadata.tables["registration"]
        return list(tx.execute(select(table.c.programme)).scalars())

    await store.write(fill)
    await night(store, days=100)
    left = await words(store)
    assert "Zohra" not in left
    assert "Fatima" in left
    assert await store.read(registered) == ["long"]
    assert await store.read(lambda tx: tx.execute(select(person.c.erased)).scalars().all()) == [
        None
    ]
    await night(store, days=750)
    assert "Fatima" not in await words(store)


async def test_who_has_nothing_left_is_nobody(store: Store) -> None:
    def fill(tx: Connection) -> None:
        arrive(tx, "+212600000007", 3)
        put_inbound(tx, 3003)
        answered(tx, "Zohra", 3000, "short")
        arrive(tx, "+212600000008", 4)

    def late(tx: Connection) -> None:
        row = conversations.Contact(
            address_id=4, phone=None, reachable=True, last_inbound=NOW + timedelta(days=740)
        )
        conversations.touch(tx, [row])

    await store.write(fill)
    await store.write(late)
    await night(store, days=745)
    await care.minute(store, NOW + timedelta(days=745))
    left = await words(store)
    assert "212600000007" not in left
    assert "212600000008" in left  # she wrote a few days ago


async def test_copies_are_kept_for_a_day(store: Store) -> None:
    def fill(tx: Connection) -> None:
        arrive(tx, "7", 3)
        made = Upload(kind="file", reference="made:{}", mime="application/json", name="copy.json")
        sent = replace(made, reference="r", name="hers.json")
        media.want(
            tx,
            [
                MediaRow(
                    id=10 + place,
                    person_id=3,
                    account=ACCOUNT,
                    upload=upload,
                    created=NOW,
                    copy=upload is made,
                )
                for place, upload in enumerate((made, sent))
            ],
        )
        for key in (10, 11):
            media.kept(tx, key, mime="application/json", size=2, digest=b"d" * 32)

    await store.write(fill)
    assert list(await care.night(store, NOW + timedelta(hours=20), {})) == []
    assert list(await care.night(store, NOW + timedelta(hours=25), {})) == ["copy.json"]
    assert list(await care.night(store, NOW + timedelta(hours=26), {})) == []


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        pytest.param((2026, 11, 30), 24, (2024, 11, 30), id="the same day"),
        pytest.param((2026, 3, 31), 1, (2026, 2, 28), id="a shorter month"),
        pytest.param((2026, 1, 15), 1, (2025, 12, 15), id="over the new year"),
        pytest.param((2024, 2, 29), 12, (2023, 2, 28), id="a leap day"),
    ],
)
def test_months_are_those_of_the_calendar(
    now: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    moment = datetime(*now, tzinfo=UTC)
    assert months_before(moment, months) == datetime(*expected, tzinfo=UTC)


async def test_only_who_writes_opens_the_window(store: Store) -> None:
    def fill(tx: Connection) -> None:
        arrive(tx, "7", 3)
        row = conversations.Contact(address_id=3, phone=None, reachable=False, last_inbound=None)
        conversations.touch(tx, [row])

    def read(tx: Connection) -> list[tuple[object, ...]]:
        table = metadata.tables["address"]
        return [tuple(row) for row in tx.execute(select(table.c.last_inbound, table.c.reachable))]

    await store.write(fill)
    assert await store.read(read) == [(NOW, False)]
