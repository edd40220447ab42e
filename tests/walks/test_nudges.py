"""Unfinished intakes are recalled: twice at most, by day, never to people who do not want it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import publishing
from bot.clock import utc_now
from flows.world import World
from storage.engine import Store
from tests.walks.conftest import Taken, take
from tests.walks.house import MONDAY
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    fill,
    in_language,
    nothing,
    offers,
    old,
    stage,
    start,
    tap,
    wait,
)

WALKS = {
    "twice, then never again: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            (wait("PT20H"), nothing),  # before nine in the morning
            (wait("PT4H"), "التسجيل ديالكم فالبرنامج", "اللي باقي:", "سؤال", offers("go_on")),
            (wait("PT1H"), nothing),
            (tap("go_on"), "كنتو فالسؤال", at("edu")),
            (wait("P6D"), "خلينا الأجوبة ديالكم", offers("go_on")),
            (wait("P10D"), nothing),
            (wait("P60D"), nothing),
            (tap("go_on"), "كنتو فالسؤال", at("edu")),
            ("3", at("in_education")),
            (wait("P8D"), nothing),
        ],
        keeps={"edu": "primary"},
    ),
    "she goes on by herself with any word: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            (wait("P1D"), "ثبت‌نام شما در", "باقی‌مانده", in_language("fa")),
            ("ادامه", "در پرسش", at("field")),
            ("مهندسی", at("university")),
        ],
        keeps={"field": "مهندسی"},
    ),
    "where it is finished, there is nothing to recall: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (
                wait("P1D"),
                "Votre inscription à Femmpact vous attend",
                "Il reste : seulement votre confirmation",
                offers("go_on"),
            ),
            (tap("go_on"), "Nom : Awa Koné", stage("summary")),
            ("oui", "Numéro"),
            (wait("P30D"), nothing),
            (old("go_on", ago=1), "déjà", stage("done")),
        ],
        status="finished",
    ),
    "who stopped is left alone": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("توقف", stage("stopped")),
            (wait("P1D"), nothing),
            (wait("P30D"), nothing),
        ],
    ),
    "who wants no reminders is left alone": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town", consent_reminders="non"),
            (wait("P1D"), nothing),
            (wait("P30D"), nothing),
        ],
    ),
    "who did not agree yet is left alone": Walk(
        says=[start("femmpact"), (wait("P1D"), nothing), (wait("P30D"), nothing)],
    ),
    "who took her agreement back is left alone": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            "je retire mon accord",
            tap("yes"),
            (wait("P30D"), nothing),
        ],
    ),
    "an hour at which nobody is written to: the next morning": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (wait("PT19H"), nothing),
            (wait("PT2H"), nothing),  # six in the morning
            (wait("PT2H"), nothing),
            (wait("PT2H"), "vous attend"),
        ],
    ),
    "at Friday noon nobody is called to a form": Walk(
        says=[
            (wait("P3DT7H"), nothing),  # Thursday afternoon
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            (wait("PT20H30M"), nothing),  # Friday, in the prayer
            (wait("PT2H30M"), "التسجيل ديالكم فالبرنامج", offers("go_on")),
        ],
    ),
    "on WhatsApp only while its window is open": Walk(
        account="whatsapp:default",
        phone="+212612345678",
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            (wait("PT11H"), nothing),
            (wait("PT14H"), nothing),  # 25 hours after she wrote
            (wait("P30D"), nothing),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)


CLOSING = {
    "before it closes: a last word, and none after": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (wait("P1D"), "vous attend"),
            (wait("P1D"), nothing),
            (wait("P1D"), "L’inscription à Femmpact se termine", "28 novembre", offers("go_on")),
            (wait("P1D"), nothing),
            (wait("P6D"), nothing),
            ("bonjour", "Vous en étiez à la question", at("town")),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", CLOSING.values(), ids=CLOSING)
async def test_closing_on_both_engines(walk: Walk, store: Store, tmp_path: Path) -> None:
    """Registration closes on the Saturday after the walk's Monday."""
    world = await publishing.publish(store, now=utc_now)
    await take(walk, store, _closing(world, MONDAY.date() + timedelta(days=5)), tmp_path)


def _closing(world: World, day: date) -> World:
    programmes = {own: replace(each, closes=day) for own, each in world.programmes.items()}
    return replace(world, programmes=programmes)
