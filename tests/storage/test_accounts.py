"""One person on several accounts: known by her links alone, written to where a programme is."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, insert, update

from flows.state import Consent, Person
from storage import consents, conversations, people, registrations, trainings
from storage.engine import Store
from storage.registrations import RegistrationRow
from storage.schema import address, conversation
from storage.trainings import Training
from tests.storage.people import ACCOUNT, NOW, arrival, person

pytestmark = pytest.mark.anyio

SECOND = "whatsapp:casa"
TRAINING = Training(
    id=500,
    own="t1",
    programme="almontija",
    cohort="",
    title={"fr": "Atelier"},
    local_start="2026-11-28T10:00:00",
    zone="Africa/Casablanca",
    place="Safi",
    minutes=90,
    starts=NOW,
    remind=NOW,
)


def linked(tx: Connection) -> None:
    """Person 3 writes from two accounts, last from the second; person 4 from the second alone."""
    person(tx, "7", 3)
    person(tx, "9", 4, account=SECOND)
    row = {
        "id": 30,
        "account": SECOND,
        "external": "7",
        "phone": None,
        "reachable": True,
        "last_inbound": NOW,
    }
    tx.execute(insert(address), [row])
    held = {"id": 30, "address_id": 30, "person_id": 3, "state": {}, "version": 0}
    tx.execute(insert(conversation), [held])
    tx.execute(update(address).where(address.c.id == 3).values(last_inbound=None))
    people.save(tx, [Person(id=3, language="ary"), Person(id=4, language="fr")])
    registrations.put(
        tx,
        [
            RegistrationRow(id=key + 100, person_id=key, programme="almontija", created=NOW)
            for key in (3, 4)
        ],
    )
    consents.put(
        tx,
        [
            consents.ConsentRow(
                id=200 + key,
                person_id=key,
                consent=Consent(
                    programme="almontija",
                    purpose="reminders",
                    text="1",
                    language="fr",
                    given=True,
                ),
                at=NOW,
            )
            for key in (3, 4)
        ],
    )


async def test_language_and_consent_come_along_a_link_and_no_other_way(store: Store) -> None:
    def run(tx: Connection) -> list[tuple[int, str, int]]:
        linked(tx)
        senders = [
            arrival("7", 50),  # her first account
            arrival("7", 51, account=SECOND),  # the one that is linked
            arrival("7", 52, account="telegram:other"),  # the same chat id on another bot
        ]
        found = conversations.load(tx, senders).values()
        states = [each.state for each in found]
        return sorted((s.person.id, s.person.language, len(s.consents)) for s in states)

    assert await store.write(run) == [(3, "ary", 1), (3, "ary", 1), (52, "", 0)]


@pytest.mark.parametrize(
    ("elsewhere", "reached", "left_out"),
    [
        pytest.param([], {3: SECOND, 4: SECOND}, {}, id="where she wrote last"),
        pytest.param([SECOND], {3: ACCOUNT}, {"elsewhere": 1}, id="where the programme is"),
        pytest.param([ACCOUNT], {3: SECOND, 4: SECOND}, {}, id="another account's is no matter"),
        pytest.param([ACCOUNT, SECOND], {}, {"elsewhere": 2}, id="nowhere"),
    ],
)
async def test_nobody_is_written_to_from_an_account_that_does_not_serve_the_programme(
    store: Store, elsewhere: list[str], reached: dict[int, str], left_out: dict[str, int]
) -> None:
    def run(tx: Connection) -> None:
        linked(tx)
        trainings.put(tx, [TRAINING], NOW)
        found = registrations.whole_audience(tx, "almontija", elsewhere)
        assert {each.person_id: each.account for each in found} == reached
        assert registrations.left_out(tx, "almontija", elsewhere) == left_out
        invited = trainings.invitees(tx, TRAINING, 10, elsewhere=elsewhere)
        assert {each.person_id: each.account for each in invited} == reached
        assert trainings.expected(tx, TRAINING, elsewhere) == len(reached)

    await store.write(run)
