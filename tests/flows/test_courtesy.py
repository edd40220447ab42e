from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from holidays.calendars.islamic import _IslamicLunar

from flows.courtesy import BY_DAY, FASTING, Courtesy, is_ramadan, usual

HERE = "Africa/Abidjan"  # the clock of UTC all year, whatever rules a machine has
TEHRAN = "Asia/Tehran"  # UTC+3:30


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("courtesy", "zone", "moment", "opens"),
    [
        pytest.param(BY_DAY, HERE, "2026-11-23T10:00", "2026-11-23T10:00", id="by day"),
        pytest.param(BY_DAY, HERE, "2026-11-23T03:00", "2026-11-23T09:00", id="by night"),
        pytest.param(BY_DAY, HERE, "2026-11-23T20:30", "2026-11-24T09:00", id="in the evening"),
        pytest.param(BY_DAY, HERE, "2026-11-27T12:30", "2026-11-27T12:30", id="a Friday as all"),
        pytest.param(FASTING, HERE, "2026-11-27T11:59", "2026-11-27T11:59", id="before the prayer"),
        pytest.param(FASTING, HERE, "2026-11-27T12:00", "2026-11-27T14:30", id="Friday noon"),
        pytest.param(FASTING, HERE, "2026-11-27T14:30", "2026-11-27T14:30", id="after the prayer"),
        pytest.param(FASTING, HERE, "2026-11-26T12:30", "2026-11-26T12:30", id="Thursday noon"),
        pytest.param(FASTING, TEHRAN, "2026-11-27T08:29", "2026-11-27T08:29", id="11:59 in Tehran"),
        pytest.param(FASTING, TEHRAN, "2026-11-27T08:30", "2026-11-27T11:00", id="12:00 in Tehran"),
        pytest.param(FASTING, HERE, "2027-02-15T09:00", "2027-02-15T10:00", id="Ramadan, early"),
        pytest.param(FASTING, HERE, "2027-02-15T18:00", "2027-02-15T21:00", id="Ramadan, sunset"),
        pytest.param(FASTING, HERE, "2027-02-15T22:30", "2027-02-16T10:00", id="Ramadan, night"),
        pytest.param(FASTING, HERE, "2027-02-19T13:00", "2027-02-19T14:30", id="Ramadan, Friday"),
        pytest.param(FASTING, HERE, "2027-03-15T18:00", "2027-03-15T18:00", id="after Ramadan"),
        pytest.param(BY_DAY, HERE, "2027-02-15T18:00", "2027-02-15T18:00", id="no Ramadan"),
        pytest.param(
            Courtesy(hours=(time(9), time(9))),
            HERE,
            "2026-11-23T03:00",
            "2026-11-23T03:00",
            id="settings that leave no hour",
        ),
    ],
)
def test_the_next_hour_at_which_people_are_written_to(
    courtesy: Courtesy, zone: str, moment: str, opens: str
) -> None:
    assert courtesy.open_from(at(moment), zone) == at(opens)


def test_what_is_open_stays_open_and_nothing_opens_in_the_past() -> None:
    moment = at("2027-02-01T00:00")
    for _ in range(4 * 24 * 45):
        opens = FASTING.open_from(moment, TEHRAN)
        assert opens >= moment
        assert FASTING.open_from(opens, TEHRAN) == opens
        moment += timedelta(minutes=15)


@pytest.mark.parametrize("year", range(2024, 2060))
def test_ramadan_covers_what_the_tables_of_another_calendar_say(year: int) -> None:
    tables = _IslamicLunar()
    begins = [day for day, _ in tables.ramadan_beginning_dates(year)]
    feasts = [day for day, _ in tables.eid_al_fitr_dates(year)]
    for first in begins:
        feast = min((day for day in feasts if day > first), default=None)
        if feast is None:  # in the tables of the next year
            continue
        days = [first + timedelta(days=n) for n in range((feast - first).days)]
        assert 29 <= len(days) <= 30
        assert all(map(is_ramadan, days))
        assert not is_ramadan(first - timedelta(days=4))
        assert not is_ramadan(feast + timedelta(days=4))


def test_ramadan_of_next_year() -> None:
    assert [is_ramadan(date(2027, 2, day)) for day in (4, 8, 15)] == [False, True, True]
    assert [is_ramadan(date(2027, 3, day)) for day in (8, 15)] == [True, False]


@pytest.mark.parametrize(
    ("told", "slot"),
    [
        pytest.param([], 0, id="never written to"),
        pytest.param([1, 2], 0, id="twice this week"),
        pytest.param([1, 2, 3], 4, id="three times: a week after the first of them"),
        pytest.param([1, 2, 3, 6], 4, id="four times, a reminder among them"),
        pytest.param([8, 9, 10, 1], 0, id="long ago"),
    ],
)
def test_three_messages_a_week(told: list[int], slot: int) -> None:
    now = at("2026-11-23T10:00")
    days = sorted(now - timedelta(days=each) for each in told)
    assert BY_DAY.slot(days, now) == now + timedelta(days=slot)


def test_countries_have_their_usual_hours() -> None:
    assert usual("MA") == usual("IR") == usual("SN") == FASTING
    assert usual("CI") == BY_DAY
