"""The outbox: order per person, lanes, one known fate for every message."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, permutations

import pytest
from sqlalchemy import Connection, select

from flows.message import Lane
from flows.state import Person
from storage import broadcasts, outbox, outcomes, people, receipts, sends
from storage.broadcasts import Broadcast
from storage.engine import Store
from storage.outbox import LANES
from storage.receipts import Receipt, Sent
from storage.schema import message
from storage.sends import Result
from tests.storage.people import ACCOUNT, NOW, person, say

pytestmark = pytest.mark.anyio
Setup = Callable[[Connection], object]


def claim(
    tx: Connection,
    *,
    limit: int = 10,
    now: datetime = NOW,
    lanes: tuple[Lane, ...] = LANES,
    resting: Collection[int] = (),
) -> list[int]:
    found = sends.claim(tx, ACCOUNT, limit=limit, now=now, lanes=lanes, resting=resting)
    return [due.id for due in found]


def settle(tx: Connection, *keys: int, state: str = "sent", due: datetime | None = None) -> None:
    sends.settle(tx, [Result(id=key, state=state, at=NOW, due=due) for key in keys])  # type: ignore[arg-type]


def states(tx: Connection) -> dict[int, str]:
    return {row.id: row.state for row in tx.execute(select(message.c.id, message.c.state))}


def later(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def retried(tx: Connection) -> None:
    say(tx, 10, 11)
    claim(tx, limit=1)
    settle(tx, 10, state="queued", due=later(60))


def claimed(tx: Connection) -> None:
    say(tx, 10, 11)
    claim(tx, limit=1)


def failed(tx: Connection) -> None:
    claimed(tx)
    settle(tx, 10, state="failed")


def lanes(tx: Connection) -> None:
    say(tx, 10, lane="broadcast", created=later(-30))
    say(tx, 11, lane="reminder", created=later(-20))
    say(tx, 12, to=4, created=later(-10))


def one_person_lanes(tx: Connection) -> None:
    say(tx, 10, lane="reply")
    say(tx, 11, lane="broadcast", created=later(1))


@pytest.mark.parametrize(
    ("given", "goes"),
    [
        pytest.param(lambda tx: say(tx, 10, 11, 12), [10, 11, 12], id="in order of their keys"),
        pytest.param(
            lambda tx: (say(tx, 10, created=later(1)), say(tx, 11)), [11, 10], id="oldest first"
        ),
        pytest.param(lambda tx: say(tx, 10, due=later(1)), [], id="not before it is due"),
        pytest.param(lambda tx: say(tx, 10, expires=NOW), [], id="not when it is too late"),
        pytest.param(retried, [], id="not before one that is being retried"),
        pytest.param(claimed, [], id="not while one is on its way"),
        pytest.param(failed, [11], id="after one that failed for good"),
        pytest.param(lanes, [12, 11, 10], id="replies, then reminders, then broadcasts"),
        pytest.param(one_person_lanes, [10], id="a broadcast waits for the reply before it"),
        pytest.param(
            lambda tx: (say(tx, 10, lane="broadcast"), say(tx, 11, created=later(1))),
            [11, 10],
            id="a reply does not wait for a broadcast",
        ),
        pytest.param(
            lambda tx: (say(tx, 10, lane="reminder", due=later(60)), say(tx, 11)),
            [11],
            id="what is planned for later holds nothing up",
        ),
        pytest.param(
            lambda tx: (say(tx, 10, expires=NOW), say(tx, 11)),
            [11],
            id="what came too late holds nothing up",
        ),
    ],
)
async def test_what_goes_next(store: Store, given: Setup, goes: list[int]) -> None:
    def run(tx: Connection) -> list[int]:
        person(tx, "7", 3)
        person(tx, "8", 4)
        given(tx)
        return claim(tx)

    assert await store.write(run) == goes


async def test_a_claim_takes_no_more_than_asked_and_nothing_twice(store: Store) -> None:
    def run(tx: Connection) -> list[list[int]]:
        for key in (3, 4, 5):
            person(tx, str(key), key)
            say(tx, key + 10, to=key)
        return [claim(tx, limit=2), claim(tx, limit=2), claim(tx, limit=2)]

    assert await store.write(run) == [[13, 14], [15], []]


async def test_a_resting_chat_waits(store: Store) -> None:
    def run(tx: Connection) -> list[int]:
        for key in (3, 4):
            person(tx, str(key), key)
            say(tx, key + 10, to=key)
        return claim(tx, resting=[3])

    assert await store.write(run) == [14]


async def test_a_claim_says_what_sending_takes(store: Store) -> None:
    def run(tx: Connection) -> sends.Due:
        person(tx)
        say(tx, 10, expires=later(60))
        sends.claim(tx, ACCOUNT, limit=1, now=NOW)
        sends.settle(
            tx, [Result(id=10, state="queued", at=NOW, due=NOW, parts=("901",), error="Throttled")]
        )
        (due,) = sends.claim(tx, ACCOUNT, limit=1, now=NOW)
        return due

    due = await store.write(run)
    assert due == sends.Due(
        id=10,
        address_id=3,
        external="7",
        account=ACCOUNT,
        lane="reply",
        body={"text": "message 10", "language": "fr"},
        attempts=2,
        created=NOW,
        expires=later(60),
        parts=("901",),
        broadcast_id=None,
        training_id=None,
        last_inbound=NOW,
        error="Throttled",
    )


async def test_an_attempt_is_given_back(store: Store) -> None:
    def run(tx: Connection) -> int:
        person(tx)
        say(tx, 10)
        claim(tx)
        sends.settle(tx, [Result(id=10, state="queued", at=NOW, due=NOW, attempted=False)])
        return sends.claim(tx, ACCOUNT, limit=1, now=NOW)[0].attempts

    assert await store.write(run) == 1


async def test_a_unique_key_is_queued_once(store: Store) -> None:
    def run(tx: Connection) -> tuple[int, int]:
        person(tx)
        return say(tx, 10, 11, unique=["a", "b"]), say(tx, 12, 13, unique=["b", "c"])

    assert await store.write(run) == (2, 1)


async def test_after_a_crash_replies_go_again_and_the_rest_is_unknown(store: Store) -> None:
    def run(tx: Connection) -> list[sends.Recovered]:
        for place, lane in enumerate(LANES):
            person(tx, str(place), place + 3)
            say(tx, place + 10, to=place + 3, lane=lane)
        claim(tx)
        return sends.recover(tx, ACCOUNT, NOW)

    recovered = await store.write(run)
    assert [(one.lane, one.state) for one in recovered] == [
        ("reply", "queued"),
        ("reminder", "unknown"),
        ("broadcast", "unknown"),
    ]
    assert await store.write(lambda tx: claim(tx)) == [10]
    assert await store.write(lambda tx: sends.recover(tx, "telegram:other", NOW)) == []


async def test_what_is_late_expires_and_what_is_stopped_is_cancelled(store: Store) -> None:
    def run(tx: Connection) -> dict[int, str]:
        person(tx)
        say(tx, 10, expires=NOW)
        say(tx, 11, lane="reminder")
        say(tx, 12)
        assert sends.next_due(tx, ACCOUNT) == NOW
        assert outcomes.depth(tx) == {(ACCOUNT, "reply"): 2, (ACCOUNT, "reminder"): 1}
        assert outbox.expire(tx, NOW) == 1
        assert outbox.cancel(tx, [3], now=NOW) == 1
        return states(tx)

    assert await store.write(run) == {10: "expired", 11: "cancelled", 12: "queued"}
    listed = await store.read(lambda tx: outcomes.list_(tx, state="cancelled"))
    assert [(one.id, one.reason) for one in listed] == [(11, "stopped")]
    assert await store.read(lambda tx: sends.next_due(tx, "telegram:other")) is None


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        pytest.param("a sent, a delivered, a read", "read", id="read"),
        pytest.param("a sent, a failed 131026", "failed", id="failed"),
        pytest.param("a delivered, a read, a failed 131026", "failed", id="failed above all"),
        pytest.param("a delivered, b failed 131026", "failed", id="one of two parts failed"),
        pytest.param("a read, b delivered", "read", id="two parts"),
        pytest.param("a failed 131049", "queued", id="once more"),
        pytest.param("a delivered, a failed 131049", "delivered", id="delivered after all"),
        pytest.param("a read, a failed 131047", "read", id="read after all"),
        pytest.param("a delivered, b failed 131049", "failed", id="of two parts, not once more"),
    ],
)
async def test_receipts_in_any_order_before_and_after_our_own_note(
    store: Store, told: str, ends: str
) -> None:
    """Each may come once or twice, at every moment: the message ends as the same."""
    said = [each.split() for each in told.split(", ")]
    orders = list(permutations([*said, []]))  # the empty one is our own note
    keys = range(1_000, 1_000 + len(orders))

    def note(tx: Connection, key: int) -> None:
        parts = tuple(f"wamid.{key}{part}" for part in sorted({part for part, *_ in said}))
        sends.settle(tx, [Result(id=key, state="sent", at=NOW, parts=parts)])
        receipts.expect(tx, [Sent(message_id=key, account=ACCOUNT, parts=parts)])

    def receive(tx: Connection, key: int, part: str, state: str, error: str = "") -> None:
        row = Receipt(
            key=next(numbers),
            account=ACCOUNT,
            provider=f"wamid.{key}{part}",
            state=state,  # type: ignore[arg-type]
            error=error,
            at=NOW,
        )
        receipts.put(tx, [row, replace(row, key=next(numbers))])

    def run(tx: Connection) -> dict[int, str]:
        person(tx)
        say(tx, *keys)
        assert len(claim(tx, limit=len(orders))) == len(orders)
        for key, order in zip(keys, orders, strict=True):
            for step in order:
                receive(tx, key, *step) if step else note(tx, key)
        return states(tx)

    numbers = count(10_000)
    assert await store.write(run) == dict.fromkeys(keys, ends)


async def test_a_broadcast_ends_in_a_ledger(store: Store) -> None:
    def run(tx: Connection) -> None:
        row = Broadcast(id=50, programme="p", texts={"fr": "…"}, created=NOW, recipients=3)
        broadcasts.put(tx, row)
        for key in (3, 4, 5):
            person(tx, str(key), key)
            say(
                tx, key + 10, to=key, lane="broadcast", broadcast=50, unique=[f"broadcast:50:{key}"]
            )
        claim(tx, limit=2)
        assert broadcasts.finish(tx) == []
        settle(tx, 13)
        sends.settle(
            tx, [Result(id=14, state="failed", at=NOW, error="Unreachable", reason="blocked")]
        )
        assert broadcasts.cancel(tx, 50, NOW) == 1

    await store.write(run)
    assert await store.read(lambda tx: outcomes.ledger(tx, 50)) == {
        ("sent", ""): 1,
        ("failed", "blocked"): 1,
        ("cancelled", "broadcast cancelled"): 1,
    }


async def test_a_broadcast_is_known_by_its_words(store: Store) -> None:
    def run(tx: Connection) -> None:
        row = Broadcast(id=50, programme="p", texts={"fr": "…"}, created=NOW, recipients=0)
        broadcasts.put(tx, row)
        broadcasts.planned(tx, 50, 3)
        found = broadcasts.same(tx, "p", {"fr": "…"}, since=later(-60))
        assert found is not None
        assert (found.id, found.recipients) == (50, 3)
        assert broadcasts.same(tx, "p", {"fr": "…"}, since=later(1)) is None
        assert broadcasts.same(tx, "q", {"fr": "…"}, since=later(-60)) is None
        assert broadcasts.same(tx, "p", {"fr": "!"}, since=later(-60)) is None
        broadcasts.cancel(tx, 50, NOW)
        assert broadcasts.same(tx, "p", {"fr": "…"}, since=later(-60)) is None

    await store.write(run)


async def test_what_waits_of_a_broadcast(store: Store) -> None:
    def run(tx: Connection) -> None:
        broadcasts.put(
            tx, Broadcast(id=50, programme="p", texts={"fr": "…"}, created=NOW, recipients=2)
        )
        for key in (3, 4):
            person(tx, str(key), key)
            say(tx, key + 10, to=key, lane="broadcast", broadcast=50)
        say(tx, 20)
        assert outcomes.waiting(tx, 50) == {ACCOUNT: 2}
        people.save(tx, [Person(id=4, language="fr", stopped=True)])
        assert outbox.cancel_stopped(tx, NOW, broadcast_id=50) == 1
        assert outcomes.waiting(tx, 50) == {ACCOUNT: 1}
        listed = [*outcomes.of_broadcast(tx, 50, limit=1), *outcomes.of_broadcast(tx, 50, after=13)]
        assert [(one.id, one.lane, one.state, one.reason) for one in listed] == [
            (13, "broadcast", "queued", ""),
            (14, "broadcast", "cancelled", "stopped"),
        ]

    await store.write(run)


async def test_only_the_messages_of_an_account_expire(store: Store) -> None:
    def run(tx: Connection) -> None:
        person(tx)
        say(tx, 10, expires=NOW)
        assert outbox.expire(tx, NOW, ["terminal:a"]) == 0
        assert outbox.expire(tx, NOW, [ACCOUNT]) == 1

    await store.write(run)
