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
    "what is still to be asked: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            ("bedel smiti", "السؤال جاي من بعد", stage("consent")),
            fill(FATIMA, until="helper"),
            ("bedel smiti", "السؤال جاي من بعد", at("helper"), stage("asking")),
            fill(FATIMA, until="full_name"),
            ("bedel smiti", "تقدرو تجاوبو دابا", at("full_name"), stage("asking")),
            ("فاطمة الزهراء", at("gender")),
            ("bedel smiti", at("full_name"), "فاطمة الزهراء"),
        ],
    ),
    "what is still to be asked: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="helper"),
            ("je veux changer mon numéro", "la question vient plus tard", at("helper")),
            fill(AWA, until="phone"),
            ("modifier téléphone", "vous pouvez le faire maintenant", at("phone")),
        ],
    ),
    "what is still to be asked: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("سنم را عوض کن", "پرسش آن بعداً می‌آید", at("full_name")),
            ("نامم را عوض کن", "اکنون می‌توانید", at("full_name")),
        ],
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
