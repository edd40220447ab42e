"""Coming back: after any time, after any restart, at any hour; and what is left unfinished."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.world import World
from storage.engine import open_store
from tests.walks.conftest import Taken
from tests.walks.house import MONDAY, House
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import Answer, Walk, Walker, at, fill, readable, stage, start, tap, wait

pytestmark = pytest.mark.anyio


@dataclass(frozen=True, slots=True, kw_only=True)
class Her:
    """Who began, in which language, and what she hears when she comes back."""

    start: str
    sheet: Mapping[str, Answer]
    greets: str
    recap: str


PEOPLE = {
    "French": Her(
        start="femmpact", sheet=AWA, greets="bonjour", recap="Vous en étiez à la question 6 sur"
    ),
    "Darija": Her(start="almontija-ary", sheet=FATIMA, greets="salam", recap="كنتو فالسؤال 6 من"),
    "Arabic": Her(
        start="almontija-ar", sheet=KHADIJA, greets="السلام عليكم", recap="كنتم في السؤال"
    ),
    "Persian": Her(start="elites", sheet=SARA, greets="سلام", recap="در پرسش ۶ از"),
}


class Days:
    """An installation that is started anew again and again, on the same file."""

    def __init__(self, path: Path, world: World, folder: Path) -> None:
        self.path, self.world, self.folder = path, world, folder
        self.at = MONDAY
        self.ids = count(1)

    async def run(self, *moves: object, hours: int = 0) -> list[str]:
        """Return what is said in one life of the process."""
        async with await open_store(f"sqlite+aiosqlite:///{self.path}") as store:
            house = House(store, self.world, self.folder, "telegram:default")
            house.at, house._updates = self.at, self.ids
            walker = Walker(house, Walk(says=[]))
            async with house.open():
                for move in moves:
                    await walker._do(move)  # type: ignore[arg-type]
                if hours:
                    await house.advance(timedelta(hours=hours))
            self.at = house.at
        return [readable(each.text) for each in house.channel.said]


@pytest.fixture
def days(published: tuple[Path, World], tmp_path: Path, anyio_backend: str) -> Days:
    template, world = published
    shutil.copy(template, tmp_path / "rafiq.db")
    return Days(tmp_path / "rafiq.db", world, tmp_path)


@pytest.mark.parametrize("away", [timedelta(hours=7), timedelta(days=21), timedelta(days=400)])
@pytest.mark.parametrize("her", PEOPLE.values(), ids=PEOPLE)
async def test_after_any_time_and_a_restart(days: Days, her: Her, away: timedelta) -> None:
    *_, asked = await days.run(start(her.start), fill(her.sheet, until="gender"))
    days.at += away
    said = "\n".join(await days.run(her.greets))
    assert her.recap in said
    assert asked.splitlines()[-1] in said


async def test_two_nudges_whatever_the_restarts_and_in_kind_hours(days: Days) -> None:
    await days.run(start("femmpact"), fill(AWA, until="gender"))
    heard: list[datetime] = []
    for _ in range(24 * 12):  # a process of its own each hour for twelve days
        if await days.run(hours=1):
            heard.append(days.at.astimezone(ZoneInfo("Africa/Abidjan")))
    assert len(heard) == 2
    assert all(time(9) <= each.time() <= time(20, 30) for each in heard)


async def test_one_last_word_before_it_closes_whatever_the_restarts(days: Days) -> None:
    closes = (MONDAY + timedelta(days=12)).date()
    programmes = {own: replace(it, closes=closes) for own, it in days.world.programmes.items()}
    days.world = replace(days.world, programmes=programmes)
    await days.run(start("femmpact"), fill(AWA, until="gender"))
    heard: list[str] = []
    for _ in range(20 * 4):
        heard += await days.run(hours=6)
    assert len(heard) == 3
    assert "se termine" in heard[-1]
    said = "\n".join(await days.run("bonjour"))
    assert "Vous en étiez à la question 6 sur" in said
    assert "est terminée depuis" in said


WALKS = {
    "the question is said again: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("répétez", "Vous êtes", at("gender")),
            ("encore", "Vous êtes", at("gender")),
        ],
    ),
    "the question is said again: Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            ("3awd", "مرا ولا راجل", at("gender")),
            ("عاود السؤال", "مرا ولا راجل", at("gender")),
        ],
    ),
    "the question is said again: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="gender"),
            ("أعد السؤال", "الجنس", at("gender")),
        ],
    ),
    "the question is said again: Persian": Walk(
        says=[start("elites"), fill(SARA, until="gender"), ("دوباره بگو", "جنسیت", at("gender"))],
    ),
    "an answer comes at any hour: night, Friday noon": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            wait("PT17H"),  # two in the night
            ("femme", at("birth_year")),
            wait("P3DT11H"),  # Friday at one
            ("2000", at("phone")),
        ],
    ),
    "thirty wrong answers, and the conversation goes on": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            *(("je ne comprends rien du tout", at("birth_year"), stage("asking")),) * 30,
            ("2000", at("phone")),
        ],
        keeps={"birth_year": 2000},
    ),
    "nothing is asked twice that was answered before the break": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            wait("P30D"),
            ("bonjour", "Vous en étiez à la question", at("edu")),
            fill(AWA),
            (tap("confirm"), "Numéro"),
        ],
        status="finished",
    ),
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)


async def test_who_comes_after_the_closing_day(days: Days) -> None:
    closes = MONDAY.date()
    programmes = {own: replace(it, closes=closes) for own, it in days.world.programmes.items()}
    days.world = replace(days.world, programmes=programmes)
    days.at += timedelta(days=3)
    said = "\n".join(await days.run(start("femmpact")))
    assert "est terminée depuis : lundi 23 novembre" in said
    assert "Êtes-vous d’accord ?" in said
