"""The dispatcher on both engines: lanes, order, limits, errors, and what a crash leaves."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.accounts import PAUSES, Standings
from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Limits,
    Rejected,
    Request,
    Take,
    Throttled,
    Transient,
    Unreachable,
)
from bot.dispatcher import Dispatcher
from bot.fates import LADDER
from flows.incoming import Upload
from flows.message import Lane, Message
from storage import addresses, audit, outbox, outcomes
from storage.engine import Store, Tx, open_store
from storage.errors import Busy, Full, Gone
from tests.storage.people import ACCOUNT, NOW, person, say
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.anyio


class Clock:
    """The time of day and the monotonic clock, moved together by the test."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.jumped = 0.0
        """Seconds that somebody moved the time of day by."""

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed + self.jumped)

    def monotonic(self) -> float:
        return 1_000.0 + self.passed


class Channel:
    """A channel that takes one call for each line of a message, and fails as it is told."""

    account = ACCOUNT

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sent: list[tuple[str, str]] = []
        self.errors: defaultdict[str, list[ChannelError]] = defaultdict(list)
        """By text: the errors of the next calls that would say it."""
        self.calls = 0
        self.slow: set[str] = set()
        """Texts that are answered only while ``answering`` is set; without any: all of them."""
        self.answering = asyncio.Event()
        self.answering.set()

    def render(self, to: str, message: Message) -> Sequence[Request]:
        if message.text == "unrenderable":
            raise ValueError("a bug")
        return [Request(method="say", payload={"text": line}) for line in message.text.split("\n")]

    async def send(self, to: str, request: Request) -> str:
        text = str(request.payload["text"])
        self.calls += 1
        if text in self.slow or not self.slow:
            await self.answering.wait()
        if self.errors[text]:
            raise self.errors[text].pop(0)
        self.sent.append((to, text))
        return f"id of {text}"

    def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        raise NotImplementedError

    async def run(self, take: Take) -> None:
        raise NotImplementedError

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


@dataclass
class House:
    """A dispatcher with everything around it."""

    store: Store
    channel: Channel
    clock: Clock
    dispatcher: Dispatcher

    async def write(self, *keys: int, **more: Any) -> None:
        await self.store.write(lambda tx: say(tx, *keys, **more))

    async def queue(self, key: int, text: str, *, to: int = 3, lane: Lane = "reply") -> None:
        row = outbox.OutboxRow(
            id=key,
            address_id=to,
            account=ACCOUNT,
            lane=lane,
            body={"text": text, "language": "fr"},
            due=NOW,
            created=NOW,
        )
        await self.store.write(lambda tx: outbox.put(tx, [row]))

    async def states(self) -> dict[int, str]:
        rows = await self.store.read(outcomes.list_)
        return {row.id: row.state for row in rows}

    async def row(self, key: int) -> outcomes.Listed:
        rows = await self.store.read(outcomes.list_)
        return next(row for row in rows if row.id == key)


@pytest.fixture
async def house(store: Store) -> House:
    return await build(store, Limits(per_second=100_000))


async def build(store: Store, limits: Limits) -> House:
    clock, channel = Clock(), Channel(limits)

    def people(tx: Tx) -> None:
        for sender, key in (("7", 3), ("8", 4), ("9", 5)):
            person(tx, sender, key)

    await store.write(people)
    dispatcher = Dispatcher(channel=channel, store=store, now=clock.now, monotonic=clock.monotonic)
    return House(store, channel, clock, dispatcher)


@contextmanager
def time_flies(house: House) -> Iterator[None]:
    """Let the clock jump to each turn, so that nobody waits for one."""
    turns = house.dispatcher._sender._turns

    def arm() -> None:
        house.clock.passed += turns._pace.account_wait()
        turns._timer = asyncio.get_running_loop().call_later(0, turns._give)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "_arm", arm)
        yield


# ---------------------------------------------------------------- order


async def test_replies_go_before_reminders_before_broadcasts(house: House) -> None:
    await house.write(10, lane="broadcast", to=3)
    await house.write(11, lane="reminder", to=4)
    await house.write(12, to=5)
    house.channel.limits = Limits(per_second=100_000, at_once=1)
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 12", "message 11", "message 10"]


async def test_a_person_gets_messages_in_order(house: House) -> None:
    await house.write(*range(10, 20), to=3)
    await house.write(*range(20, 30), to=4)
    await house.dispatcher.drain()
    for to, keys in (("7", range(10, 20)), ("8", range(20, 30))):
        said = [text for sent_to, text in house.channel.sent if sent_to == to]
        assert said == [f"message {key}" for key in keys]
    assert set((await house.states()).values()) == {"sent"}


async def test_what_comes_after_a_failed_send_waits_for_it(house: House) -> None:
    await house.write(10, 11, 12)
    house.channel.errors["message 10"] = [Transient("503")]
    await house.dispatcher.drain()
    assert house.channel.texts == []
    house.clock.passed += LADDER[0]
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 10", "message 11", "message 12"]
    assert (await house.row(11)).attempts == 1


async def test_what_comes_after_a_message_that_failed_for_good_goes(house: House) -> None:
    await house.write(10, 11)
    house.channel.errors["message 10"] = [Rejected("400")]
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 11"]
    assert await house.states() == {10: "failed", 11: "sent"}


async def test_replies_overtake_a_broadcast_that_is_under_way(store: Store) -> None:
    house = await build(store, Limits(per_second=50))
    await store.write(lambda tx: [person(tx, f"x{key}", key) for key in range(100, 150)])
    for key in range(100, 150):
        await house.write(key + 1000, to=key, lane="broadcast")
    with time_flies(house):
        assert await house.dispatcher.step() == 10  # a fifth of a second's sends
        await house.write(10)
        house.channel.sent.clear()
        await house.dispatcher.step()
    assert house.channel.texts[0] == "message 10"


# ---------------------------------------------------------------- limits


async def test_a_person_is_sent_to_no_faster_than_the_provider_allows(store: Store) -> None:
    house = await build(store, Limits(per_second=100_000, per_chat_seconds=1.0, per_chat_burst=2))
    await house.write(10, 11, 12, 13)
    await house.write(20, to=4)
    await house.dispatcher.drain()
    assert sorted(house.channel.texts) == ["message 10", "message 11", "message 20"]
    assert (await house.row(12)).attempts == 0
    for second in (1, 2):
        house.clock.passed += 1.0
        await house.dispatcher.drain()
        assert len(house.channel.sent) == 3 + second
    assert house.channel.texts[-2:] == ["message 12", "message 13"]


async def test_what_we_start_leaves_half_of_a_burst_to_replies(store: Store) -> None:
    house = await build(store, Limits(per_second=100_000, per_chat_seconds=1.0, per_chat_burst=4))
    await house.write(10, 11, 12, 13, lane="broadcast")
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 10", "message 11"]
    await house.write(20, 21, created=NOW - timedelta(seconds=1))
    await house.dispatcher.drain()
    assert house.channel.texts[2:] == ["message 20", "message 21"]


async def test_a_429_stops_the_account_and_then_ramps(store: Store) -> None:
    house = await build(store, Limits(per_second=40, at_once=1))
    await house.write(10)
    await house.write(11, to=4)
    house.channel.errors["message 10"] = [Throttled("429", retry_in=30)]
    assert await house.dispatcher.step() == 2
    assert house.channel.sent == []
    assert await house.states() == {10: "queued", 11: "queued"}
    assert {(await house.row(key)).attempts for key in (10, 11)} == {0}
    assert await house.dispatcher.step() == 0
    house.clock.passed += 31
    assert house.dispatcher._pace.rate() == pytest.approx(10, rel=0.1)
    await house.dispatcher.drain()
    assert sorted(house.channel.texts) == ["message 10", "message 11"]


async def test_a_pause_outlives_a_restart_and_ramps_after_it(store: Store) -> None:
    house = await build(store, Limits(per_second=40, at_once=1))
    await house.write(10)
    await house.write(11, to=4)
    house.channel.errors["message 10"] = [Throttled("429", retry_in=30)]
    await house.dispatcher.step()
    await house.write(12, to=5)
    house.clock.passed += 10
    after = again(house, store)
    await after.recover()
    assert after._pace.account_wait() == pytest.approx(20)
    await after.drain()
    assert house.channel.calls == 1
    house.clock.passed += 21
    assert after._pace.rate() == pytest.approx(10, rel=0.1)
    await after.drain()
    assert sorted(after.channel.texts) == [  # type: ignore[attr-defined]
        "message 10", "message 11", "message 12",
    ]  # fmt: skip
    later = again(house, store)
    await later.recover()
    assert later._pace.rate() == 40


async def test_a_pause_for_one_person_leaves_the_others(house: House) -> None:
    await house.write(10)
    await house.write(11, to=4)
    house.channel.errors["message 10"] = [Throttled("131056", retry_in=6, whole_account=False)]
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 11"]
    house.clock.passed += 6
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 11", "message 10"]


LATER = Throttled("131049", retry_in=86_400.0, whole_account=False, message_only=True)


async def test_a_throttle_of_one_message_holds_up_nothing_else(house: House) -> None:
    await house.write(10, lane="broadcast")
    house.channel.errors["message 10"] = [LATER]
    await house.dispatcher.drain()
    row = await house.row(10)
    assert (row.state, row.error) == ("queued", "131049")
    assert row.due == NOW + timedelta(days=1)
    await house.write(11, created=NOW + timedelta(seconds=1))
    await house.write(12, lane="broadcast", created=NOW + timedelta(seconds=1))
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 11", "message 12"]


async def test_a_throttle_of_one_message_is_tried_once_more(house: House) -> None:
    await house.write(10, lane="broadcast")
    house.channel.errors["message 10"] = [LATER, LATER]
    await house.dispatcher.drain()
    house.clock.passed += 86_400
    await house.dispatcher.drain()
    row = await house.row(10)
    assert (row.state, row.reason, row.error) == ("failed", "throttled", "131049")


async def test_a_reply_is_not_kept_for_tomorrow(house: House) -> None:
    await house.write(10, 11)
    house.channel.errors["message 10"] = [LATER]
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 11"]
    assert (await house.row(10)).reason == "throttled"


async def test_what_waits_its_turn_when_the_429_comes_is_put_back(store: Store) -> None:
    house = await build(store, Limits(per_second=20))
    await store.write(lambda tx: [person(tx, f"x{key}", key) for key in range(100, 104)])
    for key in range(100, 104):
        await house.write(key + 1000, to=key)
    house.channel.errors["message 1100"] = [Throttled("429", retry_in=30)]
    assert await house.dispatcher.step() == 4
    assert house.channel.texts == []  # three had their slot already, and slept until it came
    assert house.channel.calls == 1
    assert {(await house.row(key + 1000)).attempts for key in range(100, 104)} == {0}


async def test_a_claim_is_at_most_a_seconds_sends(store: Store) -> None:
    house = await build(store, Limits(per_second=5))
    await store.write(lambda tx: [person(tx, f"x{key}", key) for key in range(100, 120)])
    for key in range(100, 120):
        await house.write(key + 1000, to=key)
    with time_flies(house):
        assert await house.dispatcher.step() == 5
    house.channel.answering.clear()
    running = asyncio.create_task(house.dispatcher.run())

    async def tick(times: int) -> None:
        for _ in range(times):
            house.clock.passed += 0.2
            house.dispatcher.wake()
            await asyncio.sleep(0.02)

    while house.channel.calls < 10:
        await tick(1)
    await tick(10)
    states = list((await house.states()).values())
    assert states.count("claimed") == 5  # five calls without an answer: no sixth is claimed
    house.channel.answering.set()
    await until(lambda: len(house.channel.sent) >= 10)
    house.dispatcher.close()
    await running
    states = list((await house.states()).values())
    assert "claimed" not in states


async def test_a_reply_overtakes_what_was_claimed_before_it(store: Store) -> None:
    house = await build(store, Limits(per_second=2))
    turns = house.dispatcher._sender._turns
    await house.write(10, to=4, lane="broadcast")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "_arm", lambda: None)  # the half second until something may go
        running = asyncio.create_task(house.dispatcher.run())
        await until(lambda: len(turns._waiting) == 1)
        await house.write(12, to=5)
        house.dispatcher.wake()
        await until(lambda: len(turns._waiting) == 2)
    turns._arm()
    await until(lambda: len(house.channel.texts) == 2)
    assert house.channel.texts == ["message 12", "message 10"]
    house.dispatcher.close()
    await running


async def test_a_slow_answer_holds_up_nobody_else(house: House) -> None:
    house.channel.limits = Limits(per_second=100_000)
    await house.write(10)
    house.channel.slow.add("message 10")
    house.channel.answering.clear()
    running = asyncio.create_task(house.dispatcher.run())
    await until(lambda: house.channel.calls)
    await house.write(11)  # the same person's: it waits
    await house.write(12, to=4)
    house.dispatcher.wake()
    await until(lambda: house.channel.texts == ["message 12"])
    assert (await house.row(11)).state == "queued"
    house.channel.answering.set()
    await until(lambda: house.channel.texts == ["message 12", "message 10", "message 11"])
    house.dispatcher.close()
    await running
    assert set((await house.states()).values()) == {"sent"}


@pytest.mark.parametrize("jump", [-3_600.0, 3_600.0], ids=["an hour back", "an hour on"])
async def test_a_clock_that_jumps_loses_nothing_and_earns_nothing(
    store: Store, jump: float
) -> None:
    house = await build(store, Limits(per_second=100_000, per_chat_seconds=60, per_chat_burst=2))
    await house.write(10, 11, 12, 13)
    await house.write(20, to=4)
    house.channel.errors["message 20"] = [Transient("503")]
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 10", "message 11"]
    house.clock.jumped = jump
    await house.write(30, to=5, due=house.clock.now(), created=house.clock.now())
    await house.dispatcher.drain()
    assert house.channel.texts[2:] == (["message 30"] if jump < 0 else ["message 20", "message 30"])
    for _ in range(70):  # waiting is measured by the clock that never jumps
        house.clock.passed += 60
        await house.dispatcher.drain()
        assert len(house.channel.sent) <= 5 + house.clock.passed / 60
    assert set((await house.states()).values()) == {"sent"}
    assert len(house.channel.sent) == 6


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("error", "lane", "state", "reason"),
    [
        pytest.param(Ambiguous("cut"), "reply", "queued", "", id="a question is asked again"),
        pytest.param(Ambiguous("cut"), "reminder", "unknown", "ambiguous", id="a reminder is not"),
        pytest.param(
            Ambiguous("cut"), "broadcast", "unknown", "ambiguous", id="a broadcast is not"
        ),
        pytest.param(Transient("502"), "broadcast", "queued", "", id="nothing went out"),
        pytest.param(Unreachable("403"), "reply", "failed", "unreachable", id="blocked"),
        pytest.param(Rejected("400"), "reply", "failed", "rejected", id="never taken"),
    ],
)
async def test_an_error_decides_what_becomes_of_a_message(
    house: House, error: ChannelError, lane: Lane, state: str, reason: str
) -> None:
    await house.write(10, lane=lane)
    house.channel.errors["message 10"] = [error]
    await house.dispatcher.drain()
    row = await house.row(10)
    assert (row.state, row.reason, row.error) == (state, reason, error.code)
    house.clock.passed += 100_000
    await house.dispatcher.drain()
    assert house.channel.texts == (["message 10"] if state == "queued" else [])


async def test_somebody_who_blocked_the_bot_is_noted(house: House) -> None:
    await house.write(10)
    house.channel.errors["message 10"] = [Unreachable("403")]
    await house.dispatcher.drain()

    def reachable(tx: Tx) -> list[bool]:
        rows = tx.exec_driver_sql("SELECT reachable FROM address ORDER BY id")
        return [bool(row.reachable) for row in rows]

    assert await house.store.read(reachable) == [False, True, True]
    assert await house.store.read(lambda tx: addresses.find(tx, ACCOUNT, "7")) is not None


async def test_the_ladder_ends(house: House) -> None:
    await house.write(10)
    house.channel.errors["message 10"] = [Transient("502") for _ in range(20)]
    for step in LADDER:
        await house.dispatcher.drain()
        assert (await house.row(10)).state == "queued"
        house.clock.passed += step
    await house.dispatcher.drain()
    row = await house.row(10)
    assert (row.state, row.reason, row.attempts) == ("failed", "gave_up", len(LADDER) + 1)


async def test_parts_that_went_out_are_not_repeated(house: House) -> None:
    await house.queue(10, "one\ntwo\nthree")
    house.channel.errors["two"] = [Transient("502"), Ambiguous("cut")]
    await house.dispatcher.drain()
    assert house.channel.texts == ["one"]
    for seconds in LADDER[:2]:
        house.clock.passed += seconds
        await house.dispatcher.drain()
    assert house.channel.texts == ["one", "two", "three"]
    assert (await house.row(10)).state == "sent"


async def test_a_message_that_cannot_be_rendered_fails_alone(house: House) -> None:
    await house.queue(10, "unrenderable")
    await house.write(11)
    await house.dispatcher.drain()
    assert await house.states() == {10: "failed", 11: "sent"}


async def test_a_fault_of_ours_while_sending_fails_alone(house: House) -> None:
    sending = house.channel.send

    async def send(to: str, request: Request) -> str:
        if request.payload["text"] in ("message 10", "message 12"):
            raise RuntimeError("a bug")
        return await sending(to, request)

    house.channel.send = send  # type: ignore[method-assign]
    await house.write(10)
    await house.write(11, to=4)
    await house.write(12, to=5, lane="broadcast")
    await house.dispatcher.drain()
    assert await house.states() == {10: "queued", 11: "sent", 12: "unknown"}


async def alerts(store: Store) -> list[tuple[str, Any]]:
    rows = await store.read(lambda tx: audit.list_(tx, what="alert."))
    return [(row.what, row.detail) for row in reversed(rows)]


FOUND = ("alert.account_fault", {"account": ACCOUNT, "code": "401"})
OVER = ("alert.account_works", {"account": ACCOUNT, "code": ""})


async def test_an_account_at_fault_rests_and_tells(house: House) -> None:
    await house.write(10)
    house.channel.errors["message 10"] = [AccountFault("401")]
    await house.dispatcher.step()
    row = await house.row(10)
    assert (row.state, row.attempts, row.due) == ("queued", 0, NOW)
    assert await alerts(house.store) == [FOUND]
    await house.write(11, to=4)
    assert await house.dispatcher.step() == 0
    house.clock.passed += PAUSES[0]
    await house.dispatcher.drain()
    assert sorted(house.channel.texts) == ["message 10", "message 11"]
    assert await alerts(house.store) == [FOUND, OVER]


async def test_an_account_at_fault_is_tried_with_one_message_and_growing_pauses(
    house: House,
) -> None:
    keys = range(10, 16)
    await house.store.write(lambda tx: [person(tx, f"x{key}", key + 100) for key in keys])
    for key in keys:
        await house.write(key, to=key + 100)
        house.channel.errors[f"message {key}"] = [AccountFault("401") for _ in range(20)]
    assert await house.dispatcher.step() == 6
    begun = house.channel.calls
    assert 1 <= begun <= 6
    for pause in (*PAUSES, PAUSES[-1]):
        house.clock.passed += pause - 1
        assert await house.dispatcher.step() == 0
        house.clock.passed += 1
        assert await house.dispatcher.step() == 1
        assert await house.dispatcher.step() == 0
    assert house.channel.calls == begun + len(PAUSES) + 1
    assert await alerts(house.store) == [FOUND]  # told once, however long it lasts
    house.channel.errors.clear()
    house.clock.passed += PAUSES[-1]
    await house.dispatcher.drain()
    assert set((await house.states()).values()) == {"sent"}
    assert {(await house.row(key)).attempts for key in keys} == {1}


async def test_a_fault_of_one_account_leaves_the_other(store: Store) -> None:
    house = await build(store, Limits(per_second=100_000))
    standings = Standings(store=store, now=house.clock.now, monotonic=house.clock.monotonic)
    second = Channel(house.channel.limits)
    second.account = "telegram:second"
    await store.write(lambda tx: person(tx, "7", 30, account=second.account))
    both = [
        Dispatcher(
            channel=channel,
            store=store,
            now=house.clock.now,
            monotonic=house.clock.monotonic,
            standings=standings,
        )
        for channel in (house.channel, second)
    ]
    house.channel.errors["message 10"] = [AccountFault("401")]
    await house.write(10)
    await store.write(lambda tx: say(tx, 20, to=30, account=second.account))
    for dispatcher in both:
        await dispatcher.step()
    assert (house.channel.texts, second.texts) == ([], ["message 20"])
    assert standings.of(ACCOUNT).at_fault
    assert not standings.of(second.account).at_fault


async def test_an_alert_that_cannot_be_stored_waits(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    standings = Standings(store=house.store, now=house.clock.now, monotonic=house.clock.monotonic)
    keys = house.store.keys

    async def busy(count: int) -> Any:
        raise Busy("busy")

    monkeypatch.setattr(house.store, "keys", busy)
    standings.of(ACCOUNT).fault("401")
    assert not await standings.tell()
    monkeypatch.setattr(house.store, "keys", keys)
    assert await standings.tell()
    assert await alerts(house.store) == [FOUND]


async def test_what_came_too_late_is_not_sent(house: House) -> None:
    await house.write(10, expires=NOW + timedelta(seconds=3), lane="reminder")
    house.channel.errors["message 10"] = [Transient("502")]
    await house.dispatcher.drain()
    row = await house.row(10)
    assert (row.state, row.reason) == ("expired", "too_late")


# ---------------------------------------------------------------- crash, outage


async def test_after_a_crash_a_reply_goes_again_and_a_broadcast_is_unknown(house: House) -> None:
    await house.write(10)
    await house.write(11, to=4, lane="broadcast")
    await house.write(12, to=5, lane="reminder")
    assert len(await house.dispatcher._claim(10)) == 3  # and then: kill -9
    again = Dispatcher(
        channel=house.channel,
        store=house.store,
        now=house.clock.now,
        monotonic=house.clock.monotonic,
    )
    assert await again.recover() == 3
    await again.drain()
    assert house.channel.texts == ["message 10"]
    assert await house.states() == {10: "sent", 11: "unknown", 12: "unknown"}
    assert (await house.row(10)).attempts == 2
    assert (await house.row(11)).reason == "crash"


async def test_results_are_stored_however_long_the_database_is_busy(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.write(10)
    write, refusals = house.store.write, [Busy("busy"), Full("full")]

    async def refusing(fn: Any, **how: Any) -> Any:
        if house.channel.sent and refusals:
            raise refusals.pop()
        return await write(fn)

    monkeypatch.setattr(house.store, "write", refusing)
    monkeypatch.setattr("bot.dispatcher.asyncio.sleep", _at_once)
    await house.dispatcher.drain()
    assert house.channel.texts == ["message 10"]
    assert not refusals
    assert await house.states() == {10: "sent"}


async def _at_once(_: float) -> None:
    pass


async def test_run_outlives_an_outage_and_sends_on_waking(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.dispatcher.LOOK_AGAIN", 600.0)  # it is woken, or it sleeps
    write, read, down = house.store.write, house.store.read, [True]

    refused: list[str] = []

    async def writing(fn: Any, **how: Any) -> Any:
        if down[0]:
            refused.append("write")
            raise Busy("busy")
        return await write(fn)

    async def reading(fn: Any) -> Any:
        if down[0]:
            refused.append("read")
            raise Busy("busy")
        return await read(fn)

    monkeypatch.setattr(house.store, "write", writing)
    monkeypatch.setattr(house.store, "read", reading)
    task = asyncio.create_task(house.dispatcher.run())
    await until(lambda: refused)
    down[0] = False
    await house.write(10)
    house.dispatcher.wake()
    await until(lambda: house.channel.texts == ["message 10"])
    await house.write(11)
    house.dispatcher.wake()
    await until(lambda: len(house.channel.texts) == 2)
    house.dispatcher.close()
    await task


async def test_a_second_dispatcher_waits_until_the_first_ends(house: House) -> None:
    second = Dispatcher(
        channel=Channel(house.channel.limits),
        store=house.store,
        now=house.clock.now,
        monotonic=house.clock.monotonic,
    )
    first = asyncio.create_task(house.dispatcher.run())
    await until(lambda: house.dispatcher.holds)
    other = asyncio.create_task(second.run())
    await house.write(10)
    house.dispatcher.wake()
    second.wake()
    await until(lambda: house.channel.sent)
    house.dispatcher.close()
    await first
    await house.write(11)
    second.wake()
    await until(lambda: second.channel.sent)  # type: ignore[attr-defined]
    second.close()
    await other
    assert house.channel.texts == ["message 10"]


NO_LOCKS = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def again(house: House, store: Store) -> Dispatcher:
    """Return another dispatcher of the same account, as another process has it."""
    return Dispatcher(
        channel=Channel(house.channel.limits),
        store=store,
        now=house.clock.now,
        monotonic=house.clock.monotonic,
    )


@pytest.mark.postgres
async def test_a_dispatcher_that_lost_its_lock_claims_nothing_more(postgres_url: str) -> None:
    async with await open_store(postgres_url) as store, await open_store(postgres_url) as other:
        house = await build(store, Limits(per_second=100_000))
        second = again(house, other)
        first = asyncio.create_task(house.dispatcher.run())
        await house.write(10)
        house.dispatcher.wake()
        await until(lambda: house.channel.texts == ["message 10"])
        taking = asyncio.create_task(second.run())
        house.channel.answering.clear()
        await house.write(11)
        await house.write(20, to=4, lane="broadcast")
        house.dispatcher.wake()
        await until(lambda: house.channel.calls == 3)  # two on their way when the lock goes
        await other.write(lambda tx: tx.exec_driver_sql(NO_LOCKS))
        await until(lambda: second.channel.texts == ["message 11"])  # type: ignore[attr-defined]
        assert (await house.row(20)).reason == "crash"  # nobody knows, as far as the second does
        house.clock.passed += 2
        await house.write(12, to=5)
        house.dispatcher.wake()
        second.wake()
        await until(lambda: "message 12" in second.channel.texts)  # type: ignore[attr-defined]
        house.channel.answering.set()
        await until(lambda: len(house.channel.sent) == 3)
        await house.write(13, to=5)
        second.wake()
        await until(lambda: "message 13" in second.channel.texts)  # type: ignore[attr-defined]
        assert not first.done()
        second.close()
        await taking
        house.clock.passed += 2
        await house.write(14, to=5)  # and back again
        house.dispatcher.wake()
        await until(lambda: "message 14" in house.channel.texts)
        house.dispatcher.close()
        await first
        assert set((await house.states()).values()) == {"sent"}
        assert house.channel.texts == ["message 10", "message 11", "message 20", "message 14"]


async def test_one_that_waits_for_the_lock_can_be_closed(house: House) -> None:
    handle = await house.store.try_hold(f"send:{ACCOUNT}")
    assert handle is not None
    waiting = asyncio.create_task(house.dispatcher.run())
    await asyncio.sleep(0.05)
    house.dispatcher.close()
    async with asyncio.timeout(PATIENCE):
        await waiting
    await handle.release()


async def test_an_outage_at_the_start_is_waited_out_not_hammered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.write(10)
    tries = 0

    async def gone(*_: object, **how: object) -> None:
        nonlocal tries
        tries += 1
        if tries < 100:  # whoever never rests would never let this test go on
            raise Gone("x")
        raise AssertionError("it does not rest")

    house.dispatcher.wake()
    with monkeypatch.context() as away:
        away.setattr(house.store, "write", gone)
        running = asyncio.create_task(house.dispatcher.run())
        await until(lambda: tries or running.done())
        assert tries == 1
    house.dispatcher.wake()
    await until(lambda: house.channel.texts == ["message 10"])
    house.dispatcher.close()
    await running


async def test_a_claim_whose_commit_nobody_heard_of_is_taken_up_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, cut = house.store.write, [True]

    async def writing(fn: Any, **how: Any) -> Any:
        made = await write(fn)
        if cut and isinstance(made, tuple) and made[0]:
            cut.clear()
            raise Gone("the connection broke after the commit")
        return made

    monkeypatch.setattr(house.store, "write", writing)
    running = asyncio.create_task(house.dispatcher.run())
    await house.write(10)
    house.dispatcher.wake()
    await until(lambda: house.channel.texts == ["message 10"])
    assert not cut
    house.dispatcher.close()
    await running
    assert await house.states() == {10: "sent"}


async def test_a_person_s_burst_outlives_a_restart(store: Store) -> None:
    limits = Limits(per_second=100_000, per_chat_seconds=6.0, per_chat_burst=4)
    house = await build(store, limits)
    await house.write(*range(10, 20))
    await house.write(30, to=4)
    await house.dispatcher.drain()
    assert len(house.channel.sent) == 5
    house.clock.passed += 7  # she earned one
    after = again(house, store)
    assert await after.recover() == 0
    await after.drain()
    assert after.channel.texts == ["message 14"]  # type: ignore[attr-defined]
    house.clock.passed += 6
    await after.drain()
    assert after.channel.texts == ["message 14", "message 15"]  # type: ignore[attr-defined]


async def test_the_first_second_after_a_kill_adds_nothing_to_the_last_before(
    store: Store,
) -> None:
    house = await build(store, Limits(per_second=100_000))
    await house.write(10)
    await house.dispatcher._claim(10)  # and then: kill -9
    after = again(house, store)
    assert await after.recover() == 1
    assert after._pace.account_wait() == pytest.approx(1.0)
