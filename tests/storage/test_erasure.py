"""Erase: no word of the person stands anywhere, and nobody else's is touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from flows.incoming import Upload
from flows.state import Consent, Position
from flows.state import Person as Human
from flows.turn import Attend, Keep
from storage import (
    answers,
    consents,
    conversations,
    erasure,
    inbound,
    interviews,
    media,
    outbox,
    people,
    receipts,
    registrations,
    sends,
    trainings,
)
from storage.answers import AnswerRow
from storage.consents import ConsentRow
from storage.conversations import ConversationRow
from storage.engine import Store
from storage.inbound import Claim, Failure
from storage.interviews import InterviewRow
from storage.media import MediaRow
from storage.outbox import OutboxRow
from storage.receipts import Sent
from storage.registrations import RegistrationRow
from storage.schema import metadata
from storage.sends import Result
from storage.trainings import AttendRow, Invited, Training
from tests.storage.people import ACCOUNT, NOW, interview, person, say

pytestmark = pytest.mark.anyio


def live(tx: Connection, name: str, sender: str, key: int) -> None:
    """Leave words of a person in every table; ``key`` and the hundred after it are hers."""
    person(tx, sender, key)
    digest = inbound.digest(ACCOUNT, f"{sender}-1")
    inbound.claim(tx, [Claim(id=key + 1, account=ACCOUNT, digest=digest, received=NOW)])
    inbound.keep(
        tx, [inbound.Body(id=key + 1, address_id=key, body={"text": f"{name} came", "to": sender})]
    )
    inbound.fail(
        tx,
        [
            Failure(
                id=key + 2 + place,
                account=ACCOUNT,
                sender=sender,
                digest=inbound.digest(ACCOUNT, f"{sender}-failed-{place}"),
                body={"sender": sender, "text": f"{name} failed {place}"},
                received=NOW,
            )
            for place in range(3)
        ],
    )
    walk = interview(key + 10, answers={"name": name, "why": f"{name} " * 400}, code=f"C{key}")
    interviews.put(tx, [InterviewRow(person_id=key, interview=walk)])
    answers.put(
        tx,
        [
            AnswerRow(
                id=key + 11 + place,
                inbound_id=key + 1,
                keep=Keep(
                    interview=key + 10,
                    question="name",
                    value=name,
                    typed=f"{name} typed",
                    how="typed",
                ),
                at=NOW,
            )
            for place in range(20)
        ],
    )
    conversations.save(
        tx,
        [ConversationRow(address_id=key, version=0, position=Position(search=f"{name} search"))],
    )
    human = Human(id=key, language="fr", zone="Africa/Casablanca")
    people.save(tx, [human])
    registrations.put(
        tx,
        [
            RegistrationRow(
                id=key + 40, person_id=key, programme="p", interview_id=key + 10, created=NOW
            )
        ],
    )
    said = Consent(programme="p", purpose="reminders", given=True, text=f"{name}-v1", language="fr")
    consents.put(tx, [ConsentRow(id=key + 41, person_id=key, consent=said, at=NOW)])
    upload = Upload(kind="voice", reference=f"{name}-file", mime="audio/ogg", name=f"m{key}.ogg")
    media.want(
        tx, [MediaRow(id=key + 42, person_id=key, account=ACCOUNT, upload=upload, created=NOW)]
    )
    trainings.invite(tx, [Invited(id=key + 43, training_id=1, person_id=key, invited=NOW)])
    trainings.answer(
        tx,
        [AttendRow(person_id=key, attend=Attend(training=1, answer="coming"), at=NOW)],
    )
    bodies = [f"You said {name} {place}" for place in range(3)]
    outbox.put(
        tx,
        [
            OutboxRow(
                id=key + 50 + place,
                address_id=key,
                account=ACCOUNT,
                lane="reply",
                body={"text": body, "language": "fr"},
                due=NOW,
                created=NOW,
            )
            for place, body in enumerate(bodies)
        ],
    )
    sends.claim(tx, ACCOUNT, limit=2, now=NOW)
    part = f"{name}-wamid"
    sends.settle(tx, [Result(id=key + 50, state="sent", at=NOW, parts=(part,))])
    receipts.expect(tx, [Sent(message_id=key + 50, account=ACCOUNT, parts=[part])])


def everything(tx: Connection) -> str:
    return "\n".join(
        repr(row) for table in metadata.sorted_tables for row in tx.execute(select(table)).all()
    )


def training(tx: Connection) -> None:
    trainings.put(
        tx,
        [
            Training(
                id=1,
                own="t1",
                programme="p",
                title={"fr": "Couture"},
                local_start="2026-11-28T10:00:00",
                zone="UTC",
                starts=NOW,
                remind=NOW,
            )
        ],
        NOW,
    )


def erase(tx: Connection, *, keep: Sequence[int] = (999,)) -> list[str]:
    say(tx, 999, to=1000)
    return erasure.erase(tx, 1000, NOW, key=998, keep=keep)


async def test_no_word_is_left(store: Store, tmp_path: Path) -> None:
    def fill(tx: Connection) -> None:
        training(tx)
        for place in range(40):
            live(tx, f"Zohra{place}", f"+2126{place:08}", 2000 + 200 * place)
            if place == 20:
                live(tx, "Fatima", "+212611223344", 1000)

    def repeat(tx: Connection) -> set[bytes]:
        digest = inbound.digest(ACCOUNT, "+212611223344-1")
        return inbound.claim(tx, [Claim(id=997, account=ACCOUNT, digest=digest, received=NOW)])

    def go(tx: Connection) -> int:
        assert erasure.sweep(tx) == 0
        sent = [due.id for due in sends.claim(tx, ACCOUNT, limit=99, now=NOW)]
        results = [Result(id=key, state="sent", at=NOW, parts=("Fatima-2",)) for key in sent]
        sends.settle(tx, [*results, Result(id=1051, state="sent", at=NOW, parts=("Fatima-3",))])
        return erasure.sweep(tx)

    await store.write(fill)
    before = await store.read(everything)
    assert before.count("Fatima") >= 50
    assert await store.write(erase) == ["m1000.ogg"]
    after = await store.read(everything)
    assert "Fatima" not in after
    assert after.count("Zohra7 ") == before.count("Zohra7 ")
    assert await store.write(repeat) == set()
    assert await store.write(go) == 1
    gone = await store.read(everything)
    assert "Fatima" not in gone
    assert "211611223344" not in gone
    assert "Zohra7 " in gone
    if store.dialect == "sqlite":
        assert await store.truncate()
        raw = b"".join(path.read_bytes() for path in files(tmp_path))
        assert b"Zohra7 " in raw
        assert raw.count(b"Fatima") == 0
        assert raw.count(b"211611223344") == 0


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("rafiq.db*"))


async def test_who_writes_again_is_a_stranger(store: Store) -> None:
    def run(tx: Connection) -> None:
        training(tx)
        live(tx, "Fatima", "+212611223344", 1000)
        erase(tx)
        again = person(tx, "+212611223344", 1200)
        assert again.is_new
        assert not again.state.known
        assert again.address_id == 1000
        assert again.state.person.id == 1200
        assert again.state.position == Position()
        assert erasure.sweep(tx) == 0
        same = person(tx, "+212611223344", 1201)
        assert same.state.person.id == 1200
        assert not same.is_new

    await store.write(run)


async def test_after_the_goodbye_the_address_is_nobodys(store: Store) -> None:
    def run(tx: Connection) -> None:
        training(tx)
        live(tx, "Fatima", "+212611223344", 1000)
        erase(tx, keep=())
        sends.settle(tx, [Result(id=1051, state="sent", at=NOW)])
        assert erasure.sweep(tx) == 1
        assert erasure.sweep(tx) == 0
        assert person(tx, "+212611223344", 1200).address_id == 1200

    await store.write(run)
