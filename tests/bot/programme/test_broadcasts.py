"""Broadcasts: planned at once, sent once, and every recipient in one state with a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import Engine, event

from bot.accounts import PAUSES
from bot.channels.base import (
    AccountFault,
    Ambiguous,
    Channel,
    ChannelError,
    Rejected,
    Unreachable,
)
from bot.programme import broadcasts as telling
from bot.programme import following, ledgers
from bot.programme.broadcasts import Audience, BroadcastError
from bot.programme.following import Ending, Follower
from bot.programme.ledgers import Ledger
from flows.state import Person
from locales.bidi import RLM
from storage import broadcasts, outbox, outcomes, people, sends
from storage.broadcasts import Broadcast
from storage.engine import Tx
from tests.bot.programme.town import ACCOUNT, Post, Town

pytestmark = pytest.mark.anyio

SAID = {"fr": "Bonjour", "ary": "السلام"}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let who follows a broadcast look again at once: half a second for each is a long wait."""
    monkeypatch.setattr(following, "LOOK", 0.02)
    monkeypatch.setattr(following, "IDLE", 0.02)


async def plan(town: Town, *, again: bool = False) -> Broadcast:
    return await telling.plan(town.store, "almontija", SAID, now=town.now, again=again)


def follower(town: Town, *channels: Channel, stop: asyncio.Event | None = None) -> Follower:
    return Follower(
        store=town.store,
        channels=channels or [town.post],
        now=lambda: town.now,
        monotonic=monotonic,
        stop=stop or asyncio.Event(),
    )


async def follow(town: Town, number: int, *channels: Channel) -> Ending:
    return await follower(town, *channels).follow(number, lambda _: None)


async def state_of(town: Town, number: int) -> str:
    return (await telling.found(town.store, number)).state


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param([], "There is nothing to say", id="no text"),
        pytest.param(["Bonjour"], "A text is given with its language", id="no language"),
        pytest.param(["xx=a"], "The language xx is not known", id="unknown language"),
        pytest.param(["fr= \n "], "The text in fr is empty", id="blank"),
        pytest.param(["fr=a", "fr=b"], "There are two texts in fr", id="twice"),
        pytest.param(["fr=" + "a" * 4097], "has 4,097 characters", id="too long"),
        pytest.param(["fr=" + "🎉" * 2049], "has 4,098 characters", id="as Telegram counts"),
        pytest.param(["fr=\udc80"], "not in UTF-8", id="broken bytes"),
    ],
)
def test_a_text_that_cannot_be_sent(given: Sequence[str], told: str) -> None:
    with pytest.raises(BroadcastError, match=told):
        telling.texts(given)


def test_texts_are_taken_as_they_are() -> None:
    assert telling.texts(["fr= a=b\n*c* ", "en=" + "a" * 4096])["fr"] == "a=b\n*c*"


@pytest.mark.parametrize(
    ("reads", "texts", "gets"),
    [
        pytest.param("ary", ["ary", "fr"], "ary", id="her own"),
        pytest.param("ary", ["ar", "fr"], "ar", id="the next of the chain"),
        pytest.param("ary", ["fr"], "fr", id="the last of the chain"),
        pytest.param("fa", ["fr", "ar"], None, id="none"),
        pytest.param("fa", ["en"], "en", id="English after all"),
        pytest.param("", ["en"], "en", id="who has no language"),
    ],
)
def test_the_text_that_somebody_gets(reads: str, texts: list[str], gets: str | None) -> None:
    assert telling.read_in(reads, dict.fromkeys(texts, "…")) == gets


async def test_the_overview(town: Town) -> None:
    await town.settle(3, 4, language="ary")
    await town.settle(5, language="fr")
    await town.settle(6, 7, language="fa")
    await town.settle(8)
    await town.hear(8, text="STOP")
    found = await town.store.read(lambda tx: telling.audience(tx, "almontija", {"fr": "…"}))
    assert found == Audience(
        readers={"ary": 2, "fr": 1, "fa": 2},
        texts={"ary": "fr", "fr": "fr"},
        left_out={"stopped": 1},
    )
    assert (found.recipients, found.without_text) == (3, {"fa": 2})


async def test_everybody_gets_it_once_in_her_language_and_who_said_stop_gets_nothing(
    town: Town,
) -> None:
    await town.settle(3, language="ary")
    await town.settle(4, 5, language="fr")
    await town.settle(6, language="fa")
    await town.hear(5, text="STOP")
    town.post.said.clear()
    planned = await plan(town)
    assert planned.recipients == 2
    ending = await follow(town, planned.id)
    assert sorted((to, message.text) for to, message in town.post.said) == [
        ("3", "السلام"),
        ("4", "Bonjour"),
    ]
    assert ending == Ending(ledger={("sent", ""): 2})
    assert await state_of(town, planned.id) == "done"


async def test_a_text_is_a_paragraph_of_its_own_language(town: Town) -> None:
    await town.settle(3, language="ary")
    planned = await telling.plan(town.store, "almontija", {"ar": "10:00 الاجتماع"}, now=town.now)
    await follow(town, planned.id)
    ((_, message),) = town.post.said
    assert (message.text, message.language) == (f"{RLM}10:00 الاجتماع", "ar")


async def test_nobody_to_tell(town: Town) -> None:
    await town.settle(3, language="fa")
    with pytest.raises(BroadcastError, match="Nobody of almontija would get it"):
        await plan(town)
    assert await town.store.read(broadcasts.list_) == []


async def test_the_same_command_twice_is_not_sent_twice(town: Town) -> None:
    await town.settle(3)
    first = await plan(town)
    with pytest.raises(BroadcastError, match=f"rafiq broadcast resume {first.id}"):
        await plan(town)
    assert len(await town.states()) == 1
    await plan(town, again=True)
    assert len(await town.states()) == 2
    town.now += timedelta(minutes=11)
    await plan(town)
    assert len(await town.states()) == 3


async def test_two_commands_at_once_plan_one_broadcast(town: Town) -> None:
    await town.settle(3)
    results = await asyncio.gather(plan(town), plan(town), return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["Broadcast", "BroadcastError"]


async def test_who_stops_while_it_is_planned_gets_nothing(town: Town) -> None:
    await town.settle(3, 4)
    planned = await plan(town)

    def stopped_unseen(tx: Tx) -> int:
        people.save(tx, [Person(id=4, language="fr", stopped=True)])
        return outbox.cancel_stopped(tx, town.now, broadcast_id=planned.id)

    assert await town.store.write(stopped_unseen) == 1
    ending = await follow(town, planned.id)
    assert ending.ledger == {("sent", ""): 1, ("cancelled", "stopped"): 1}


async def test_each_recipient_ends_in_one_state_with_a_reason(town: Town) -> None:
    errors: dict[str, ChannelError] = {
        "3": Unreachable("403"),
        "4": Rejected("400"),
        "5": Ambiguous("timeout"),
    }
    await town.settle(*range(3, 8))
    await town.settle(8, account="terminal:a")
    planned = await plan(town)
    ending = await follow(town, planned.id, Post(refuse=errors.get))
    assert ledgers.lines(ending.ledger) == [
        ("sent", 2, "the channel accepted it"),
        ("queued", 1, "it waits for its turn"),
        ("unknown", 1, "sent, but the answer was lost; not sent again"),
        ("failed", 1, "the channel refuses the message"),
        ("failed", 1, "the person blocked the bot or never started it"),
    ]
    assert sum(ending.ledger.values()) == planned.recipients == 6
    assert following.ends(ending.ledger) == 5
    assert ending.left == {"terminal:a": 1}
    found = await town.store.read(lambda tx: telling.audience(tx, "almontija", SAID))
    assert found.left_out == {"unreachable": 1}


async def test_a_kill_half_way_repeats_nothing(town: Town) -> None:
    await town.settle(*range(3, 13))
    planned = await plan(town)
    await town.store.write(lambda tx: sends.claim(tx, ACCOUNT, limit=4, now=town.now))
    # Killed here. The command given again, as its advice says:
    ending = await follow(town, planned.id)
    assert ending.ledger == {("unknown", "crash"): 4, ("sent", ""): 6}
    assert len({to for to, _ in town.post.said}) == 6


async def test_a_refused_token_ends_it_and_keeps_what_waits(town: Town) -> None:
    await town.settle(3, 4)
    planned = await plan(town)
    ending = await follow(town, planned.id, Post(refuse=lambda _: AccountFault("401")))
    assert ending.faults == {ACCOUNT}
    assert ending.left == {ACCOUNT: 2}
    assert await state_of(town, planned.id) == "sending"
    town.now += timedelta(seconds=PAUSES[0])
    assert (await follow(town, planned.id)).ledger == {("sent", ""): 2}


async def test_where_nobody_sends_an_account_it_waits(town: Town) -> None:
    await town.settle(3, account="web:default")
    await town.settle(4)
    planned = await plan(town)
    ending = await follow(town, planned.id)
    assert ending.left == {"web:default": 1}
    assert ending.ledger == {("sent", ""): 1, ("queued", ""): 1}
    assert not ending.interrupted


async def test_where_a_serve_sends_it_only_watches_and_takes_over_when_it_is_killed(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PROBE", 0.1)
    await town.settle(3, 4)
    planned = await plan(town)
    serve = await town.store.try_hold(f"send:{ACCOUNT}")
    assert serve is not None
    seen: list[Ledger] = []
    watching = asyncio.create_task(follower(town).follow(planned.id, seen.append))
    while len(seen) < 5:  # noqa: ASYNC110 (it is looking)
        await asyncio.sleep(0.01)
    assert town.post.said == []
    await serve.release()
    ending = await watching
    assert ending.ledger == {("sent", ""): 2}
    handle = await town.store.try_hold(f"send:{ACCOUNT}")
    assert handle is not None  # the account is free again
    await handle.release()


async def test_it_can_be_cut_off_and_gone_on_with(town: Town) -> None:
    await town.settle(3)
    planned = await plan(town)
    serve = await town.store.try_hold(f"send:{ACCOUNT}")
    assert serve is not None
    stop = asyncio.Event()
    watching = asyncio.create_task(
        follower(town, stop=stop).follow(planned.id, lambda _: stop.set())
    )
    ending = await watching
    await serve.release()
    assert ending.interrupted
    assert ending.left == {ACCOUNT: 1}
    assert (await follow(town, planned.id)).ledger == {("sent", ""): 1}


async def test_cancelled_is_cancelled(town: Town) -> None:
    await town.settle(3, 4)
    planned = await plan(town)
    await town.store.write(lambda tx: broadcasts.cancel(tx, planned.id, town.now))
    ending = await follow(town, planned.id)
    assert ending.ledger == {("cancelled", "broadcast cancelled"): 2}
    assert town.post.said == []
    assert await state_of(town, planned.id) == "cancelled"
    with suppress(BroadcastError):
        await telling.found(town.store, 1)
        pytest.fail("there is no broadcast 1")


async def test_thousands_are_planned_at_once(town: Town) -> None:
    await town.settle(*range(3, 4_503))
    statements: list[str] = []

    def count(*said: object) -> None:
        statements.append(str(said[2]))

    event.listen(Engine, "before_cursor_execute", count)
    try:
        planned = await plan(town)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert 0 < len(statements) < 50, "each person costs a statement"
    assert planned.recipients == 4_500
    assert await town.store.read(lambda tx: outcomes.ledger(tx, planned.id)) == {
        ("queued", ""): 4_500
    }
