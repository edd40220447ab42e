"""The way in: links, the language by its own name, the programme."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA
from tests.walks.runner import (
    Walk,
    at,
    fill,
    group,
    in_language,
    offers,
    stage,
    start,
    sticker,
    tap,
    voice,
)

WALKS = {
    "a stranger’s first word is nothing known": Walk(
        says=[
            ("؟؟؟", stage("choosing_language")),
            ("klingon", stage("choosing_language")),
            (voice(), stage("choosing_language")),
            (sticker(), stage("choosing_language")),
            ("2", "أي برنامج", stage("choosing_programme"), in_language("ar")),
        ],
    ),
    "the language in other spellings: farsi": Walk(
        says=[start(), ("farsi", in_language("fa"), stage("choosing_programme"))],
    ),
    "the language in other spellings: francais": Walk(
        says=[start(), ("francais", in_language("fr"), stage("choosing_programme"))],
    ),
    "the language in other spellings: francai": Walk(
        says=[start(), ("francai", in_language("fr"), stage("choosing_programme"))],
    ),
    "the language in other spellings: الدارجه": Walk(
        says=[start(), ("الدارجه", in_language("ary"), stage("choosing_programme"))],
    ),
    "a link to one programme, the language is still open": Walk(
        says=[
            (start("almontija"), offers("ary", "ar"), stage("choosing_language")),
            (start("almontija-ar"), "هل توافقون؟", in_language("ar"), stage("consent")),
        ],
    ),
    "a link with a language alone": Walk(
        says=[
            (start("-fr"), "De quel programme s’agit-il ?", in_language("fr")),
            ("Femmpact", "Êtes-vous d’accord ?", stage("consent")),
        ],
    ),
    "a link that nobody knows": Walk(
        says=[
            (start("qui-sait"), stage("choosing_language")),
            (tap("fr"), stage("choosing_programme")),
            (start("xyz"), "n’est pas connu ici", stage("choosing_programme")),
            ("xyz", "n’est pas connu ici", stage("choosing_programme")),
            (start("femmpact-de"), "Êtes-vous d’accord ?"),
        ],
    ),
    "a programme that her language is not offered in": Walk(
        says=[
            start(),
            ("français", stage("choosing_programme"), offers("femmpact", "almontija", "elites")),
            (
                tap("almontija"),
                "Choisissez-en une",
                offers("ary", "ar"),
                stage("choosing_language"),
            ),
            ("العربية", "هل توافقون؟", stage("consent"), in_language("ar")),
        ],
    ),
    "one programme in the middle of another, and back": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (start("almontija-ary"), "واش متافقين؟", in_language("ary")),
            fill(FATIMA, until="gender"),
            (start("femmpact-fr"), at("town"), in_language("fr")),
            ("Bouaké", at("milieu")),
            (start("almontija-ary"), at("gender"), in_language("ary")),
        ],
    ),
    "the menu’s own buttons": Walk(
        says=[
            start("-ar"),
            (tap("help"), "يمكنكم", stage("choosing_programme")),
            (tap("my_data"), "لم تجيبوا", stage("choosing_programme")),
            (tap("language"), stage("choosing_language")),
            (tap("fa"), stage("choosing_programme"), in_language("fa")),
            ("سلام", "سلام.", stage("choosing_programme")),
        ],
    ),
    "a group is asked to write in private": Walk(
        says=[
            (group(), "محادثة خاصة", stage("choosing_language")),
            (group(), "محادثة خاصة"),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
