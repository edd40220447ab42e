"""How fast an account may send: exact on a clock that the test holds."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable

import pytest

from bot.channels.base import Limits
from bot.pace import Pace, Turns


class Clock:
    """A monotonic clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def sends(pace: Pace, clock: Clock, count: int, *, busy: Callable[[], float]) -> list[float]:
    """Return when each of ``count`` messages left; ``busy`` is what else takes time, in seconds."""
    left = []
    for _ in range(count):
        clock.now += busy()
        clock.now += pace.take()
        left.append(clock.now)
    return left


def most_in_a_second(times: list[float]) -> int:
    most = start = 0
    for end, at in enumerate(times):
        while times[start] <= at - 1.0 + 1e-9:
            start += 1
        most = max(most, end - start + 1)
    return most


@pytest.mark.parametrize("rate", [30, 80, 1_000])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9], ids=["idle", "half busy", "nearly too busy"])
def test_rate_is_held_within_two_percent_and_never_above(rate: int, share: float) -> None:
    clock, chance = Clock(), random.Random(rate)  # noqa: S311
    pace = Pace(Limits(per_second=rate), clock)
    times = sends(pace, clock, rate * 10, busy=lambda: chance.uniform(0, 2 * share / rate) * 0.99)
    reached = (len(times) - 1) / (times[-1] - times[0])
    assert most_in_a_second(times) <= rate
    assert reached <= rate * 1.000_001
    if share < 0.9:
        assert reached >= rate * 0.98


def test_idle_time_earns_no_burst() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=25), clock)
    clock.now += 3_600
    assert most_in_a_second(sends(pace, clock, 100, busy=lambda: 0.0)) == 25


@pytest.mark.parametrize("rate", [30, 80, 1_000])
def test_reserved_ahead_by_many_at_once(rate: int) -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=rate), clock)
    times = []
    for _ in range(10 * rate // 16):
        waits = [pace.take() for _ in range(16)]
        times += [clock.now + wait for wait in waits]
        clock.now += waits[-1]
    assert most_in_a_second(times) <= rate
    assert (len(times) - 1) / (times[-1] - times[0]) == pytest.approx(rate, rel=0.02)


def test_a_pause_stops_the_account_and_then_ramps() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=40), clock)
    pace.pause(30)
    assert pace.account_wait() == 30
    assert pace.take() == 30
    clock.now += 30
    assert pace.rate() == 10
    clock.now += 30
    assert pace.rate() == pytest.approx(25)
    clock.now += 300
    assert pace.rate() == 40
    assert pace.account_wait() == 0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=40), clock)
    pace.pause(30)
    pace.pause(1)
    assert pace.account_wait() == 30


def test_a_person_has_a_burst_and_earns_it_back() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=100, per_chat_seconds=2.0, per_chat_burst=3), clock)
    for _ in range(3):
        assert pace.chat_wait(7) == 0
        pace.chat_take(7)
    assert pace.chat_wait(7) == 2
    assert pace.resting() == [7]
    assert pace.soonest() == 2
    assert pace.chat_wait(8) == 0
    clock.now += 2
    assert (pace.chat_wait(7), pace.resting(), pace.soonest()) == (0, [], None)
    clock.now += 100
    assert pace.chat_tokens(7) == 3


def test_a_person_can_be_paused_alone() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=100), clock)
    pace.pause_chat(7, 5)
    assert (pace.chat_wait(7), pace.chat_wait(8), pace.account_wait()) == (5, 0, 0)
    assert pace.resting() == [7]
    clock.now += 5
    assert pace.resting() == []


def test_full_buckets_are_forgotten() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=100, per_chat_seconds=1.0, per_chat_burst=2), clock)
    for address in range(5_000):
        pace.chat_take(address)
    clock.now += 10
    pace.chat_take(1)
    assert len(pace._chats) == 1
    assert pace.chat_tokens(1) == 1


@pytest.mark.parametrize("rate", [30, 80, 1_000])
def test_workers_that_wake_late_reach_the_rate_and_never_pass_it(rate: int) -> None:
    """16 senders take a slot each, and a request takes up to 0.2 s: as the dispatcher does it."""
    clock, chance = Clock(), random.Random(rate)  # noqa: S311
    pace = Pace(Limits(per_second=rate), clock)
    at_once = max(16, rate // 4)
    free = [clock.now] * at_once
    times: list[float] = []
    while len(times) < rate * 10:
        free.sort()
        clock.now = max(clock.now, free.pop(0))
        times.append(clock.now + pace.take())
        free.append(times[-1] + chance.uniform(0.0, 0.2))
    assert times == sorted(times)
    assert most_in_a_second(times) <= rate
    assert (len(times) - 1) / (times[-1] - times[0]) == pytest.approx(rate, rel=0.02)


def test_the_ramp_after_a_pause_never_passes_the_rate_of_its_moment() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=40), clock)
    pace.pause(30)
    times = sends(pace, clock, 3_000, busy=lambda: 0.0)
    begun = times[0]
    assert begun == 1_030.0
    seconds = [sum(1 for at in times if n <= at - begun < n + 1) for n in range(90)]
    assert seconds[0] in (10, 11)
    assert max(seconds) <= 40
    assert all(count <= 10 + 30 * (n + 1) / 60 + 1 for n, count in enumerate(seconds[:60]))
    assert set(seconds[61:]) <= {40}


def test_it_begins_a_slot_after_whoever_sent_before() -> None:
    clock = Clock()
    before = Pace(Limits(per_second=25), clock)
    times = sends(before, clock, 25, busy=lambda: 0.0)
    after = Pace(Limits(per_second=25), clock)
    after.begin()
    times += sends(after, clock, 25, busy=lambda: 0.0)
    assert most_in_a_second(times) <= 25
    in_doubt = Pace(Limits(per_second=25), clock)
    in_doubt.begin(rest=1.0)
    assert in_doubt.take() == 1.0


def test_a_bucket_is_recalled_as_it_was_left() -> None:
    clock = Clock()
    limits = Limits(per_second=100, per_chat_seconds=6.0, per_chat_burst=3)
    before = Pace(limits, clock)
    for wait in (1.0, 5.0, 2.0):
        clock.now += wait
        before.chat_take(7)
    clock.now += 1
    after = Pace(limits, clock)
    after.begin()
    assert not after.remembers(7)
    after.recall(7, [1.0, 8.0, 3.0])
    assert after.chat_tokens(7) == pytest.approx(before.chat_tokens(7))
    after.recall(7, [0.0])  # known by now: counted once
    assert after.chat_tokens(7) == pytest.approx(before.chat_tokens(7))
    assert not after.remembers(8)
    clock.now += after.memory
    assert after.remembers(8)


@pytest.mark.anyio
async def test_the_most_urgent_goes_next_whoever_came_first() -> None:
    clock = Clock()
    turns = Turns(Pace(Limits(per_second=50), clock))
    went: list[str] = []

    async def call(name: str, urgency: int) -> None:
        await turns.take(urgency)
        went.append(name)

    names = {"at once": 2, "bulk": 2, "reminder": 1, "reply": 0, "second reply": 0}
    tasks = [asyncio.create_task(call(name, urgency)) for name, urgency in names.items()]
    await asyncio.gather(*tasks)
    assert went == ["at once", "reply", "second reply", "reminder", "bulk"]


@pytest.mark.anyio
async def test_who_gives_up_takes_nobodys_turn() -> None:
    turns = Turns(Pace(Limits(per_second=50), Clock()))
    await turns.take(0)
    first, second = (asyncio.create_task(turns.take(0)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert first.cancelled()


def test_only_empty_buckets_rest() -> None:
    clock = Clock()
    pace = Pace(Limits(per_second=100, per_chat_seconds=1.0, per_chat_burst=2), clock)
    for address in (1, 2, 2, 3, 3):
        pace.chat_take(address)
    assert sorted(pace.resting()) == [2, 3]
    clock.now += 0.5
    pace.pause_chat(4, 9.0)
    assert sorted(pace.resting()) == [2, 3, 4]
    clock.now += 0.5
    assert pace.resting() == [4]
    pace.chat_take(3)
    assert sorted(pace.resting()) == [3, 4]
