"""Correct my data: by the name of an answer, from « my data » and from wherever one is."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import Walk, at, fill, stage, start, tap

WALKS = {
    "from my data, by its name": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("mes données", "Awa Koné", "modifier"),
            ("modifier nom", at("full_name")),
            ("Awa Diallo", "Awa Diallo", stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"full_name": "Awa Diallo"},
        status="finished",
    ),
    "from the menu, where no intake is open": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("menu", stage("choosing_programme")),
            ("mes données", "Awa Koné"),
            ("je veux corriger mes données", "[Nom]"),
            ("nom", at("full_name")),
            ("Awa Diallo", stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"full_name": "Awa Diallo"},
        status="finished",
    ),
    "an intake that is not finished": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("menu", stage("choosing_programme")),
            ("changer le nom", at("full_name")),
            ("Awa Diallo", at("gender")),
        ],
        keeps={"full_name": "Awa Diallo"},
    ),
    "Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA),
            (tap("confirm"), "رقم التسجيل"),
            ("القائمة", stage("choosing_programme")),
            ("تصحيح بياناتي", "[الاسم]"),
            ("الاسم", at("full_name")),
        ],
    ),
    "Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            (tap("confirm"), "رقم التسجيل"),
            ("lmenu", stage("choosing_programme")),
            ("bghit nbeddel lma3loumat dyali", "[السمية]"),
            ("smiti", at("full_name")),
        ],
    ),
    "Persian": Walk(
        says=[
            start("elites"),
            fill(SARA),
            (tap("confirm"), "شماره ثبت"),
            ("منو", stage("choosing_programme")),
            ("می خواهم اطلاعاتم را اصلاح کنم", stage("summary")),
            ("نام", at("full_name")),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_correcting(walk: Walk, walked: Taken) -> None:
    await walked(walk)
