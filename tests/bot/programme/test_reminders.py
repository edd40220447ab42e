"""Reminders: once a person and date, in her language, at an hour fit to write to people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.programme.reminders import PAGE, message
from flows.courtesy import BY_DAY
from flows.state import Person
from flows.world import World
from locales.bidi import plain
from storage import people, registrations, sends, trainings
from storage.engine import Tx
from tests.bot.programme.town import NOW, Town, row

pytestmark = pytest.mark.anyio

EVE = datetime(2026, 11, 27, 18, tzinfo=UTC)
"""18:00 in Morocco and in Abidjan, the day before."""
TEHRAN_EVE = datetime(2026, 11, 27, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("programme", "language", "said"),
    [
        pytest.param(
            "almontija",
            "ary",
            "كنفكروكم بالورشة «الخياطة»، السبت 28 نونبر مع 10:00. البلاصة: Safi. واش غادي تجيو؟",
            id="Darija",
        ),
        pytest.param(
            "almontija",
            "ar",
            "تذكير: ورشة «الخياطة»، السبت 28 نونبر على الساعة 10:00. المكان: Safi. هل ستحضرون؟",
            id="Arabic",
        ),
        pytest.param(
            "femmpact",
            "fr",
            "Rappel\u00a0: atelier «\u202fCouture\u202f», samedi 28 novembre à 10:00. "
            "Lieu\u00a0: Safi. Serez-vous là\u202f?",
            id="French",
        ),
        pytest.param(
            "elites",
            "fa",
            "یادآوری: کارگاه «خیاطی»، شنبه ۷ آذر ۱۴۰۵ ساعت ۱۰:۰۰. مکان: Safi. آیا شرکت می‌کنید؟",
            id="Persian",
        ),
    ],
)
async def test_a_reminder_speaks_the_person_s_language(
    town: Town, tmp_path: Path, programme: str, language: str, said: str
) -> None:
    await town.settle(3, programme=programme, language=language)
    await town.plan(tmp_path, row(programme))
    eve = TEHRAN_EVE if programme == "elites" else EVE
    assert await town.tick(eve - timedelta(minutes=1)) == []
    (heard,) = await town.tick(eve)
    assert plain(heard) == f"3: {said}"
    (_, sent), *_ = town.post.said
    assert [each.key for each in sent.choices] == ["coming", "not_coming", "other_date"]
    assert all(0 < len(each.label) <= 20 for each in sent.choices)


async def test_a_second_tick_and_a_second_process_find_nothing_to_do(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(3)
    await town.plan(tmp_path, row())
    assert len(await town.tick(EVE)) == 1
    assert await town.tick() == []
    assert await town.tick(EVE + timedelta(hours=15)) == []
    assert await town.states() == [(1, "sent", "")]


async def test_the_answer_is_stored_and_the_last_one_counts(town: Town, tmp_path: Path) -> None:
    await town.settle(3, 4, 5)
    (change,) = await town.plan(tmp_path, row())
    await town.tick(EVE)
    asked = town.post.said[0][1]
    assert asked.token == f"t{change.id}"
    assert await town.tap(3, asked, "coming") == ["3: Merci, nous vous attendons."]
    await town.tap(3, asked, "other_date")
    await town.hear(4, text="Je ne viens pas")
    tally = await town.store.read(lambda tx: trainings.tally(tx, change.id))
    assert tally == {"other_date": 1, "not_coming": 1, "": 1}


@pytest.mark.parametrize(
    "left",
    [
        pytest.param({"agreed": False}, id="who said no to reminders"),
        pytest.param({"programme": "femmpact"}, id="another programme"),
        pytest.param({"cohort": "b"}, id="another cohort"),
    ],
)
async def test_who_gets_none(town: Town, tmp_path: Path, left: dict[str, object]) -> None:
    await town.settle(3, cohort="a")
    await town.settle(4, **({"cohort": "a"} | left))  # type: ignore[arg-type]
    await town.plan(tmp_path, row().replace("almontija,,", "almontija,a,"))
    assert [each[:2] for each in await town.tick(EVE)] == ["3:"]


async def test_who_says_stop_gets_none_and_what_waits_is_cancelled(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(3, 4)
    await town.plan(tmp_path, row())
    await town.hear(3, text="STOP")
    town.now = EVE
    await town.reminders().tick()
    await town.hear(4, text="STOP")
    assert [(lane, state, why) for lane, state, why in await town.states() if lane] == [
        (1, "cancelled", "stopped")
    ]


async def test_a_moved_training_takes_its_reminders_along(town: Town, tmp_path: Path) -> None:
    await town.settle(3)
    (change,) = await town.plan(tmp_path, row())
    town.now = EVE
    await town.reminders().tick()  # queued, not sent
    (moved,) = await town.plan(tmp_path, row(**{"2026-11-28": "2026-11-30"}))
    assert (moved.id, moved.kind, moved.cancelled) == (change.id, "moved", 1)
    assert await town.tick() == []
    (heard,) = await town.tick(EVE + timedelta(days=2))
    assert "lundi 30 novembre" in heard
    assert [state for _, state, _ in await town.states()] == ["cancelled", "sent"]


async def test_a_moved_training_is_reminded_of_again(town: Town, tmp_path: Path) -> None:
    await town.settle(3)
    (change,) = await town.plan(tmp_path, row())
    await town.tick(EVE)
    await town.tap(3, town.post.said[0][1], "coming")
    await town.plan(tmp_path, row(**{"2026-11-28": "2026-11-30"}))
    assert len(await town.tick(EVE + timedelta(days=2))) == 1
    tally = await town.store.read(lambda tx: trainings.tally(tx, change.id))
    assert tally == {"": 1}  # she said yes to the other date


async def test_a_renamed_training_is_queued_anew_with_its_new_words(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(3)
    await town.plan(tmp_path, row())
    town.now = EVE
    await town.reminders().tick()
    await town.plan(tmp_path, row(Safi="Asfi"))
    (heard,) = await town.tick()
    assert "Asfi" in heard


async def test_a_killed_serve_neither_forgets_nor_repeats(town: Town, tmp_path: Path) -> None:
    await town.settle(3, 4)
    await town.plan(tmp_path, row())
    town.now = EVE
    await town.reminders().tick()
    assert await town.store.write(lambda tx: len(outbox_claim(tx, 1))) == 1
    # Killed here: one is claimed without a result, one waits.
    assert await town.dispatcher().recover() == 1
    assert len(await town.tick(EVE + timedelta(hours=1))) == 1
    assert sorted(await town.states()) == [(1, "sent", ""), (1, "unknown", "crash")]


def outbox_claim(tx: Tx, limit: int) -> list[object]:
    return [*sends.claim(tx, "telegram:default", limit=limit, now=EVE)]


@pytest.mark.parametrize(
    ("registers", "told_at"),
    [
        pytest.param("27T17:00", "27T18:00", id="before the hour"),
        pytest.param("27T19:10", "27T19:10", id="after it: at once"),
        pytest.param("27T20:29", "27T20:29", id="just before the quiet hours"),
        pytest.param("27T20:30", "28T09:00", id="in the quiet hours: in the morning"),
        pytest.param("28T08:30", "28T09:00", id="on the day"),
        pytest.param("28T09:00", "28T09:00", id="an hour before"),
        pytest.param("28T09:01", None, id="too late"),
    ],
)
async def test_who_registers_late(
    town: Town, tmp_path: Path, registers: str, told_at: str | None
) -> None:
    town.now = datetime.fromisoformat(f"2026-11-{registers}").replace(tzinfo=UTC)
    await town.settle(3)
    await town.plan(tmp_path, row())
    heard = None
    while town.now < datetime(2026, 11, 28, 11, tzinfo=UTC) and heard is None:
        if await town.tick():
            heard = f"{town.now:%dT%H:%M}"
        town.now += timedelta(minutes=1 if town.now.minute % 10 else 10)
    if told_at is None:
        assert heard is None
        return
    assert heard is not None
    late = datetime.strptime(heard, "%dT%H:%M") - datetime.strptime(told_at, "%dT%H:%M")  # noqa: DTZ007
    assert timedelta() <= late < timedelta(minutes=10)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        pytest.param("2026-11-27T18:00", "2026-11-27T18:00", id="by day"),
        pytest.param("2026-11-27T08:59", "2026-11-27T09:00", id="early"),
        pytest.param("2026-11-27T20:30", "2026-11-28T09:00", id="late"),
        pytest.param("2026-11-28T00:10", "2026-11-28T09:00", id="at night"),
        pytest.param("2026-03-28T23:00", "2026-03-29T09:00", id="over a change of the clock"),
    ],
)
def test_quiet_hours(at: str, opens: str) -> None:
    zone = ZoneInfo("Europe/Paris")
    moment = datetime.fromisoformat(at).replace(tzinfo=zone).astimezone(UTC)
    expected = datetime.fromisoformat(opens).replace(tzinfo=zone)
    assert BY_DAY.open_from(moment, "Europe/Paris") == expected


async def test_a_chat_whose_clock_jumps_plans_for_its_own_account_alone(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(3)
    await town.settle(4, account="terminal:a")
    await town.settle(5, account="terminal:b")
    await town.plan(tmp_path, row())
    # It jumps into the quiet hours: what fell due at 18:00 on the way is said.
    town.now = EVE + timedelta(hours=5)
    await town.reminders(["terminal:a"]).tick()
    town.post.account = "terminal:a"
    assert len(await town.said()) == 1
    await town.reminders(["terminal:a"]).tick()
    assert len(await town.states()) == 1
    # The wall clock's own tick leaves nobody out, and nobody is told twice.
    town.now = EVE
    await town.reminders().tick()
    assert len(await town.states()) == 3


async def test_a_chat_whose_clock_jumps_expires_nothing_of_others(
    town: Town, tmp_path: Path
) -> None:
    await town.settle(3)
    await town.plan(tmp_path, row())
    town.now = EVE
    await town.reminders().tick()
    town.now = EVE + timedelta(days=9)
    await town.reminders(["terminal:a"]).tick()
    assert await town.states() == [(1, "queued", "")]
    await town.reminders().tick()
    assert await town.states() == [(1, "expired", "too late")]


async def test_instants_are_made_anew_when_the_zone_s_rules_change(
    town: Town, tmp_path: Path
) -> None:
    (change,) = await town.plan(tmp_path, row())

    def old_rules(tx: Tx) -> None:  # as before September 2026: UTC+1
        stored = trainings.lock(tx, change.id)
        assert stored is not None
        hour = timedelta(hours=1)
        wrong = replace(stored, starts=stored.starts - hour, remind=stored.remind - hour)
        trainings.arm(tx, [wrong])

    await town.store.write(old_rules)
    town.now = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)  # begun by the old rules, not by the new
    await town.reminders().arm()
    stored = await town.store.write(lambda tx: trainings.lock(tx, change.id))
    assert stored is not None
    assert (stored.starts, stored.remind) == (datetime(2026, 11, 28, 10, tzinfo=UTC), EVE)


async def test_many_are_reminded_page_by_page(town: Town, tmp_path: Path) -> None:
    people_of_safi = range(3, 3 + 2 * PAGE + 1)
    await town.settle(*people_of_safi)
    await town.plan(tmp_path, row())
    town.now = EVE
    await town.reminders().tick()
    assert await town.states() == [(1, "queued", "")] * len(people_of_safi)


async def test_who_left_meanwhile_is_not_reminded(town: Town, tmp_path: Path) -> None:
    await town.settle(3, 4)
    await town.plan(tmp_path, row())
    await town.store.write(lambda tx: registrations.withdraw(tx, 3, "almontija"))
    await town.store.write(lambda tx: people.save(tx, [Person(id=4, language="ary")]))
    (heard,) = await town.tick(EVE)
    assert heard.startswith("4: ")
    assert "الورشة" in heard


async def test_words_of_a_coordinator_are_no_format(
    town: Town, tmp_path: Path, world: World
) -> None:
    await town.plan(tmp_path, row(Couture="{place} %s {0}", Safi="{title}"))
    (stored,) = await town.store.read(lambda tx: trainings.coming(tx, NOW))
    said = message(stored, world.words("fr")).text
    assert "{place} %s {0}" in said
    assert "{title}" in said
