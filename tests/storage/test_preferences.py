"""Preferences: announcements stop for who said so to the channel, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from storage import outcomes, preferences, receipts, registrations, sends
from storage.engine import Store
from storage.inbound import digest
from storage.preferences import Preference
from storage.receipts import Sent
from storage.registrations import REACHED, RegistrationRow
from tests.storage.people import ACCOUNT, NOW, person, say

pytestmark = pytest.mark.anyio


def told(announcements: bool, seconds: int = 0, *external: str) -> Preference:
    at = NOW + timedelta(seconds=seconds)
    ids = external or ("7",)
    return Preference(account=ACCOUNT, external=ids, announcements=announcements, at=at)


def registered(tx: Connection) -> None:
    for key, sender in ((3, "7"), (4, "8")):
        who = person(tx, sender, key).state.person.id
        row = RegistrationRow(id=key + 100, person_id=who, programme="elites", created=NOW)
        registrations.put(tx, [row])


def audience(tx: Connection) -> tuple[list[int], dict[str, int], int, int]:
    """Return who gets an announcement, who is left out, how many read what, who is reminded."""
    return (
        [each.address_id for each in registrations.audience(tx, "elites")],
        registrations.left_out(tx, "elites"),
        sum(registrations.languages(tx, "elites").values()),
        len(tx.execute(REACHED, {"programme": "elites", "elsewhere": []}).all()),
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([], ([3, 4], {}, 2, 2), id="nobody said anything"),
        pytest.param([told(False)], ([4], {"opted_out": 1}, 1, 2), id="one wants none"),
        pytest.param([told(False), told(True, 1)], ([3, 4], {}, 2, 2), id="and again"),
        pytest.param([told(False, 0, "9")], ([3, 4], {}, 2, 2), id="a stranger"),
    ],
)
async def test_who_is_told(
    store: Store, said: list[Preference], expected: tuple[list[int], dict[str, int], int, int]
) -> None:
    def run(tx: Connection) -> object:
        registered(tx)
        preferences.put(tx, said)
        preferences.put(tx, list(reversed(said)))
        return audience(tx)

    assert await store.write(run) == expected


async def test_only_announcements_that_wait_are_cancelled(store: Store) -> None:
    def run(tx: Connection) -> list[tuple[int, str]]:
        registered(tx)
        say(tx, 10, lane="broadcast")
        sends.claim(tx, ACCOUNT, limit=1, now=NOW)
        sends.settle(tx, [sends.Result(id=10, state="sent", at=NOW, parts=("wamid.1",))])
        receipts.expect(tx, [Sent(message_id=10, account=ACCOUNT, parts=["wamid.1"])])
        say(tx, 11, 12, lane="broadcast")
        say(tx, 13, lane="reminder")
        say(tx, 14)
        assert preferences.put_by_part(tx, digest(ACCOUNT, "wamid.9"), NOW) == 0
        assert preferences.put_by_part(tx, digest(ACCOUNT, "wamid.1"), NOW) == 2
        return sorted((each.id, each.state) for each in outcomes.list_(tx))

    ends = [(10, "sent"), (11, "cancelled"), (12, "cancelled"), (13, "queued"), (14, "queued")]
    assert await store.write(run) == ends
