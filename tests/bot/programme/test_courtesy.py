"""What the bot starts by itself comes at a kind hour, and not too often."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from time import monotonic

import pytest

from bot.channels.base import Rejected
from bot.cli import broadcast as command
from bot.programme import broadcasts, templates, windows
from bot.programme.broadcasts import Hours
from bot.programme.following import Ending, Follower
from bot.programme.nudges import Nudges
from bot.settings import ConfigError
from flows.courtesy import FASTING, WEEK, Courtesy, usual
from flows.state import Consent, Interview
from storage import broadcasts as broadcasts_
from storage import consents, interviews, nudges, outcomes, proactive
from storage import templates as approvals
from storage.broadcasts import Broadcast
from storage.broadcasts import put as put_broadcast
from storage.consents import ConsentRow
from storage.engine import Tx
from storage.interviews import InterviewRow
from tests.bot.programme.town import Post, Town, row
from tests.storage.people import say
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio

FRIDAY = datetime(2026, 11, 27, 12, 30, tzinfo=UTC)
"""In the middle of the prayer: a Friday in Morocco, whose clock is that of UTC."""
SUNSET = datetime(2027, 2, 15, 18, tzinfo=UTC)
"""In Ramadan, when the fast is broken."""
PHONE = "whatsapp:default"


# ---------------------------------------------------------------- reminders


@pytest.mark.parametrize(
    ("starts", "registers", "told"),
    [
        pytest.param("2026-11-27T18:00", FRIDAY, "2026-11-27T14:30", id="Friday noon: after it"),
        pytest.param(
            "2026-11-27T14:00", FRIDAY, "2026-11-27T12:30", id="Friday noon: too late after it"
        ),
        pytest.param("2027-02-16T10:00", SUNSET, "2027-02-15T21:00", id="Ramadan: at night"),
        pytest.param(
            "2027-02-16T10:00",
            SUNSET + timedelta(hours=5),
            "2027-02-16T09:00",
            id="Ramadan: too late the next morning",
        ),
    ],
)
async def test_a_training_s_reminder_waits_while_it_is_of_use(
    town: Town, tmp_path: Path, starts: str, registers: datetime, told: str
) -> None:
    assert town.world.programmes["almontija"].courtesy == FASTING
    day, hour = starts.split("T")
    town.now = registers - timedelta(days=2)
    await town.plan(tmp_path, row(**{"2026-11-28": day, "10:00": hour}))
    town.now = registers
    await town.settle(1)
    heard: list[str] = []
    while not heard and town.now < datetime.fromisoformat(starts).replace(tzinfo=UTC):
        heard = await town.tick()
        town.now += timedelta(minutes=30)
    assert len(heard) == 1
    assert (town.now - timedelta(minutes=30)) == datetime.fromisoformat(told).replace(tzinfo=UTC)


async def test_a_training_s_reminder_comes_whatever_came_before_in_the_week(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(1)
    await told(town, 3)
    await town.plan(tmp_path, row())
    (heard,) = await town.tick(datetime(2026, 11, 27, 18, tzinfo=UTC))
    assert heard.startswith("1: ")


async def told(town: Town, times: int, *, to: int = 1) -> None:
    """Tell somebody something that she did not ask for, an hour after the other."""

    def run(tx: Tx) -> None:
        put_broadcast(
            tx,
            Broadcast(
                id=90, programme="almontija", texts={"fr": "a"}, created=town.now, recipients=1
            ),
        )
        for n in range(times):
            due = town.now - timedelta(hours=times - n)
            say(tx, 9_000 + n, to=to, lane="broadcast", due=due, created=due, broadcast=90)

    await town.store.write(run)
    await town.said()


# ---------------------------------------------------------------- nudges


async def begun(town: Town, key: int, *, account: str = "telegram:default") -> None:
    """Somebody who agreed began an intake and went away."""
    await town.settle(key, account=account)

    def run(tx: Tx) -> None:
        interview = Interview(
            id=key + 3_000_000,
            programme="almontija",
            form="almontija.intake",
            version="v1",
            language="fr",
            started=town.now,
            updated=town.now,
        )
        interviews.put(tx, [InterviewRow(person_id=key, interview=interview)])

    await town.store.write(run)
    said = Consent(programme="almontija", purpose="main", given=True, text="v1", language="fr")
    yes = ConsentRow(id=key + 4_000_000, person_id=key, consent=said, at=town.now)
    await town.store.write(lambda tx: consents.put(tx, [yes]))


async def ring(town: Town, at: datetime) -> list[outcomes.Listed]:
    """Set the clock and ring for nudges; return all that was queued so far, oldest first."""
    town.now = at
    world = town.world
    await Nudges(
        store=town.store, world=lambda: world, now=lambda: town.now, queued=lambda: None
    ).tick()
    rows = await town.store.read(lambda tx: outcomes.list_(tx, limit=100))
    return [each for each in rows[::-1] if each.lane == "reminder"]


async def test_a_nudge_waits_for_the_end_of_the_prayer(town: Town) -> None:
    town.now = FRIDAY - timedelta(hours=21)
    await begun(town, 1)
    assert not await ring(town, FRIDAY)
    assert len(await ring(town, FRIDAY + timedelta(hours=2))) == 1


async def test_a_nudge_waits_until_the_fast_was_broken(town: Town) -> None:
    town.now = SUNSET - timedelta(hours=20)
    await begun(town, 1)
    assert not await ring(town, SUNSET)
    assert not await ring(town, SUNSET + timedelta(hours=2, minutes=59))
    assert len(await ring(town, SUNSET + timedelta(hours=3))) == 1


async def test_a_fourth_message_of_the_week_waits(town: Town) -> None:
    began = town.now
    await begun(town, 1)
    town.now = began + timedelta(hours=23)
    await told(town, 3)
    first = town.now
    assert not await ring(town, began + timedelta(days=1, hours=1))
    assert not await ring(town, first + WEEK - timedelta(hours=12))
    assert len(await ring(town, first + WEEK + timedelta(hours=2))) == 1


async def test_what_failed_is_no_message(town: Town) -> None:
    began = town.now
    await begun(town, 1)
    town.post = Post(refuse=lambda to: Rejected("told to fail"))
    await told(town, 3)
    assert len(await ring(town, began + timedelta(days=1))) == 1


async def approve(town: Town, name: str, status: str = "APPROVED") -> None:
    rows = [
        approvals.TemplateRow(
            id=8_000_000 + len(name),
            account=PHONE,
            name=name,
            language="fr",
            status=status,
            at=town.now,
        )
    ]
    await town.store.write(lambda tx: approvals.put(tx, rows))


@pytest.mark.parametrize(
    ("name", "status", "goes"),
    [
        pytest.param("rafiq_waiting", "APPROVED", True, id="approved"),
        pytest.param("rafiq_waiting", "PENDING", False, id="not yet"),
        pytest.param("rafiq_kept", "APPROVED", False, id="another one"),
    ],
)
async def test_after_whatsapp_s_window_a_nudge_goes_by_an_approved_template(
    town: Town, name: str, status: str, goes: bool
) -> None:
    began = town.now
    await begun(town, 1, account=PHONE)
    await approve(town, name, status)
    queued = await ring(town, began + timedelta(hours=24, minutes=30))
    assert len(queued) == goes


async def test_both_nudges_go_by_template(town: Town) -> None:
    began = town.now
    await begun(town, 1, account=PHONE)
    await approve(town, "rafiq_kept")
    assert len(await ring(town, began + timedelta(hours=20))) == 0  # by night
    await approve(town, "rafiq_waiting")
    assert len(await ring(town, began + timedelta(hours=24))) == 1
    assert len(await ring(town, began + timedelta(days=8))) == 2


def test_a_nudge_says_the_same_by_template(town: Town) -> None:
    words = town.world.words("fr")
    for said in templates.NUDGES.values():
        (text,) = [
            each
            for each in templates.texts(town.world.words)
            if (each.name, each.language) == (said.template, "fr")
        ]
        values = dict(zip(said.places, text.examples, strict=True))
        body = text.body
        for n, value in enumerate(text.examples, 1):
            body = body.replace(f"{{{{{n}}}}}", value)
        assert body == words.text(said.words, **values)


async def test_messages_to_all_of_a_person_s_addresses_count(town: Town) -> None:
    await begun(town, 1)
    await told(town, 2)
    since = town.now - WEEK
    found = await town.store.read(lambda tx: proactive.told(tx, {1, 77}, since))
    assert [len(each) for each in found.values()] == [2]
    later = await town.store.read(lambda tx: proactive.told(tx, {1}, town.now))
    assert not later


# ---------------------------------------------------------------- announcements


async def announce(town: Town, *, in_hours: bool) -> None:
    programme = town.world.programmes["almontija"]
    hours = Hours(courtesy=programme.courtesy, zone=programme.zone)
    await broadcasts.plan(
        town.store,
        programme.id,
        {"fr": f"Bonjour {town.now}"},
        now=town.now,
        hours=hours if in_hours else None,
    )


@pytest.mark.parametrize(("in_hours", "waits"), [(True, True), (False, False)])
async def test_an_announcement_waits_for_a_kinder_hour_where_it_is_told_to(
    town: Town, in_hours: bool, waits: bool
) -> None:
    await town.settle(1, 2)
    town.now = FRIDAY
    await announce(town, in_hours=in_hours)
    assert len(await town.said()) == (0 if waits else 2)
    town.now = FRIDAY + timedelta(hours=2)
    assert len(await town.said()) == (2 if waits else 0)


@pytest.mark.parametrize(
    ("now", "answer", "waits", "told"),
    [
        pytest.param(FRIDAY - timedelta(hours=2), None, False, "", id="at a kind hour"),
        pytest.param(FRIDAY, None, False, "It goes now", id="with --yes nobody is asked"),
        pytest.param(FRIDAY, "yes", True, "from 2026-11-27 14:30 on", id="she waits"),
        pytest.param(FRIDAY, "no", False, "from 2026-11-27 14:30 on", id="she does not"),
    ],
)
async def test_who_announces_at_another_hour_is_asked(
    town: Town,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
    answer: str | None,
    waits: bool,
    told: str,
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    programme = town.world.programmes["almontija"]
    hours = Hours(courtesy=programme.courtesy, zone=programme.zone)
    assert await command.waits(hours, now, ask=answer is not None) is waits
    assert told in capsys.readouterr().out


async def test_an_announcement_waits_for_whom_it_would_be_one_too_many(town: Town) -> None:
    await town.settle(1, 2)
    await told(town, 3)
    await announce(town, in_hours=True)
    assert [each.partition(":")[0] for each in await town.said()] == ["2"]
    town.now += WEEK
    assert [each.partition(":")[0] for each in await town.said()] == ["1"]


async def test_who_follows_an_announcement_does_not_wait_all_night(town: Town) -> None:
    await town.settle(1)
    town.now = FRIDAY.replace(hour=23)
    await announce(town, in_hours=True)
    (planned,) = await town.store.read(broadcasts_.list_)
    ending = await follow(town, planned.id)
    assert ending.opens == datetime(2026, 11, 28, 9, tzinfo=UTC)
    assert ending.left == {"telegram:default": 1}
    town.now = ending.opens
    ending = await follow(town, planned.id)
    assert (ending.opens, ending.left) == (None, {})
    assert len(town.post.said) == 1


async def follow(town: Town, number: int) -> Ending:
    follower = Follower(
        store=town.store,
        channels=[town.post],
        now=lambda: town.now,
        monotonic=monotonic,
        stop=asyncio.Event(),
    )
    async with asyncio.timeout(PATIENCE):
        return await follower.follow(number, lambda ledger: None)


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("table", "country", "expected"),
    [
        pytest.param({}, "MA", FASTING, id="as usual in Morocco"),
        pytest.param({}, "CI", usual("CI"), id="as usual elsewhere"),
        pytest.param(
            {"friday_noon": False, "ramadan": False}, "MA", Courtesy(), id="neither of both"
        ),
        pytest.param(
            {"friday_noon": "12:00-14:30", "ramadan": ["10:00-17:00", "21:00-22:30"]},
            "CI",
            FASTING,
            id="both in another country",
        ),
        pytest.param({"weekly": 2}, "CI", Courtesy(weekly=2), id="twice a week"),
    ],
)
def test_what_a_programme_says(
    table: Mapping[str, object], country: str, expected: Courtesy
) -> None:
    assert windows.read(table, country, "x/programme.toml") == expected


@pytest.mark.parametrize(
    ("table", "told"),
    [
        pytest.param({"hour": "9-20"}, "courtesy has no key hour", id="unknown key"),
        pytest.param({"hours": "9-20"}, "9-20 is no span of hours", id="no times"),
        pytest.param({"hours": "20:30-09:00"}, "ends before it begins", id="the wrong way round"),
        pytest.param({"ramadan": True}, "ramadan is a list", id="no list"),
        pytest.param({"ramadan": ["09:00-12:00", "11:00-13:00"]}, "overlap", id="overlapping"),
        pytest.param({"weekly": 0}, "weekly is a whole number", id="never"),
        pytest.param({"weekly": True}, "weekly is a whole number", id="yes"),
    ],
)
def test_what_a_programme_may_not_say(table: Mapping[str, object], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        windows.read(table, "MA", "x/programme.toml")


def test_kinds_of_nudges_are_those_of_the_tables() -> None:
    assert tuple(templates.NUDGES) == nudges.KINDS
