"""``rafiq outbox``: dead letters are listed with reasons and put back, on both engines."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Connection, update

from bot.clock import utc_now
from storage import audit, broadcasts, sends
from storage.broadcasts import Broadcast
from storage.engine import open_store
from storage.schema import message
from storage.schema import person as people
from storage.sends import Result
from tests.bot.cli.running import Runner
from tests.storage.people import NOW, person, say

T = TypeVar("T")
FATES = {
    10: ("failed", "unreachable", "403"),
    11: ("sent", "", ""),
    12: ("unknown", "ambiguous", "TimeoutError"),
    13: ("expired", "too_late", ""),
    14: ("cancelled", "stopped", ""),
}


@pytest.fixture
def within(installed: Runner, database_url: str) -> Callable[[Callable[[Connection], T]], T]:
    """Run a transaction in the installation that the commands see."""

    def run(fn: Callable[[Connection], T]) -> T:
        async def write() -> T:
            async with await open_store(database_url) as store:
                return await store.write(fn)

        return asyncio.run(write())

    return run


def letters(tx: Connection) -> None:
    person(tx, "7", 3)
    person(tx, "8", 4)
    row = Broadcast(id=1, programme="elites", texts={}, created=NOW, recipients=2)
    broadcasts.put(tx, row)
    say(tx, *FATES, to=3)
    say(tx, 20, 21, 22, to=4, lane="broadcast", broadcast=1)
    sends.claim(tx, "telegram:default", limit=10, now=NOW)
    fates = {
        **FATES,
        20: ("failed", "gave_up", "502"),
        21: ("failed", "gave_up", "502"),
        22: ("sent", "", ""),
    }
    sends.settle(
        tx,
        [
            Result(id=key, state=state, at=NOW, reason=reason, error=error, parts=("a",))  # type: ignore[arg-type]
            for key, (state, reason, error) in fates.items()
        ],
    )


Within = Callable[[Callable[[Connection], object]], object]


def states(run: Runner) -> dict[int, str]:
    rows = [json.loads(line) for line in run("outbox", "list", "--json").out.splitlines()]
    return {row["message"]: row["state"] for row in rows}


def test_letters_are_listed_with_reasons(installed: Runner, within: Within) -> None:
    within(letters)
    ran = installed("outbox", "list", "--state", "failed", "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["message"], row["reason"], row["error"]) for row in rows] == [
        (21, "gave_up", "502"),
        (20, "gave_up", "502"),
        (10, "unreachable", "403"),
    ]
    assert rows[2]["why"] == "the person blocked the bot or never started it"
    assert (rows[0]["broadcast"], rows[2]["broadcast"]) == (1, None)
    assert "message 10" not in ran.out  # its words
    assert len(installed("outbox", "list", "--limit", "2", "--json").out.splitlines()) == 2
    assert (
        installed("outbox", "list", "--account", "telegram:b").out == "There is no such message.\n"
    )
    assert "the person blocked the bot" in installed("outbox", "list", "--state", "failed").out
    ran = installed("outbox", "list", "--state", "dead")
    assert (ran.code, "unknown" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "queued", "said"),
    [
        pytest.param(["10"], 0, {10}, "1 message: put back", id="a failed one"),
        pytest.param(["11"], 1, set(), "left alone: it went out", id="never one that went out"),
        pytest.param(["12"], 1, set(), "may arrive twice", id="one in doubt: warned"),
        pytest.param(["12", "--yes"], 0, {12}, "may arrive twice", id="one in doubt: asked for"),
        pytest.param(["13"], 1, set(), "left alone", id="never one that came too late"),
        pytest.param(["14"], 1, set(), "left alone", id="never one that was cancelled"),
        pytest.param(["99"], 1, set(), "no such message", id="none"),
        pytest.param(["10", "11", "99"], 0, {10}, "1 message: put back", id="several"),
        pytest.param(
            ["--state", "failed", "--broadcast", "1"],
            0,
            {20, 21},
            "2 messages: put back",
            id="a whole broadcast's",
        ),
        pytest.param(
            ["--state", "unknown", "--broadcast", "1"], 1, set(), "no such", id="none of those"
        ),
        pytest.param(["--state", "failed"], 1, set(), "--broadcast N", id="no broadcast named"),
        pytest.param([], 1, set(), "--broadcast N", id="nothing named"),
        pytest.param(
            ["10", "--state", "failed", "--broadcast", "1"], 1, set(), "by their keys", id="both"
        ),
        pytest.param(
            ["--state", "sent", "--broadcast", "1"], 1, set(), "not known here", id="sent ones"
        ),
    ],
)
def test_what_is_put_back(
    installed: Runner,
    within: Within,
    arguments: list[str],
    code: int,
    queued: set[int],
    said: str,
) -> None:
    within(letters)
    before = states(installed)
    ran = installed("outbox", "resend", *arguments)
    assert (ran.code, said in ran.out + ran.err) == (code, True), ran
    after = states(installed)
    assert {key for key, state in after.items() if state == "queued"} == queued
    assert {key: after[key] for key in after if key not in queued} == {
        key: state for key, state in before.items() if key not in queued
    }
    lines = within(lambda tx: [(r.what, r.detail) for r in audit.list_(tx, what="outbox.")])
    unknown = "--yes" in arguments
    expected = [("outbox.resent", {"messages": sorted(queued), "unknown": unknown})]
    assert lines == (expected if queued else [])


def test_nothing_is_put_back_for_who_said_stop_or_of_what_was_cancelled(
    installed: Runner, within: Within
) -> None:
    within(letters)
    within(lambda tx: tx.execute(update(people).where(people.c.id == 4).values(stopped=True)))
    assert "said stop" in installed("outbox", "resend", "20", "21").out
    within(lambda tx: tx.execute(update(people).values(stopped=False)))
    within(lambda tx: broadcasts.cancel(tx, 1, NOW))
    assert "was cancelled" in installed("outbox", "resend", "20", "21").out
    within(lambda tx: tx.execute(update(message).where(message.c.id == 10).values(body=None)))
    assert "erased" in installed("outbox", "resend", "10").out


def test_a_second_time_it_goes_with_the_parts_that_are_missing(
    installed: Runner, within: Within
) -> None:
    within(letters)  # one part of each went out
    failed_later = update(message).where(message.c.id == 20).values(reason="")
    within(lambda tx: tx.execute(failed_later))  # a receipt said so: all of it has to go again
    installed("outbox", "resend", "10", "20")
    now = utc_now() + timedelta(seconds=1)

    def claimed(tx: Connection) -> dict[int, tuple[str, ...]]:
        found = sends.claim(tx, "telegram:default", limit=10, now=now)
        return {each.id: each.parts for each in found}

    assert within(claimed) == {10: ("a",), 20: ()}
