"""A question that wants words gets a yes, thanks, a command: it is asked back, or what it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.compiling import alone
from flows.world import World
from storage.engine import Store
from tests.walks.conftest import Taken, take
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Say,
    Walk,
    at,
    fill,
    lacks,
    offers,
    silent_about,
    stage,
    start,
    tap,
    voice,
)

WALKS = {
    "a yes is no name: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("oui", "nom complet", "C’est bien votre réponse ? oui", stage("confirming")),
            ("oui", "Écrivez le nom avec des lettres", at("full_name"), stage("asking")),
            ("ok", "C’est bien votre réponse ? ok", lacks("skip")),
            ("Awa Koné", at("gender")),
        ],
        keeps={"full_name": "Awa Koné"},
    ),
    "a yes is no name: Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("wakha", "واش هادا هو الجواب ديالكم؟ wakha", stage("confirming")),
            ("la", "شنو السمية الكاملة؟", silent_about("ما فهمناش"), at("full_name")),
            ("نعم", "واش هادا هو الجواب ديالكم؟ نعم"),
            ("smiti فاطنة بنت الحاج", "[فاطنة بنت الحاج]"),
            ("1", at("gender")),
        ],
        keeps={"full_name": "فاطنة بنت الحاج"},
    ),
    "a yes is no name: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("نعم", "هل هذا جوابكم؟ نعم"),
            ("حسنا", "اكتبوا الاسم بالحروف", at("full_name"), stage("asking")),
        ],
        forgets=["full_name"],
    ),
    "a yes is no name: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("بله", "آیا پاسخ شما این است؟ بله"),
            ("سارا محمدی", at("gender")),
        ],
        keeps={"full_name": "سارا محمدی"},
    ),
    "who is really called so says it by its button, or its number": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("زيد", "هل هذا جوابكم؟ زيد", offers("yes", "no", "person")),
            (tap("yes"), at("gender")),
        ],
        keeps={"full_name": "زيد"},
    ),
    "who is really called so says it once more": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("مزيان", "هل هذا جوابكم؟ مزيان"),
            ("مزيان", at("gender")),
        ],
        keeps={"full_name": "مزيان"},
    ),
    "who it is of the family is no name": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="guardian_name", birth_year="2010", guardian_ok="oui"),
            ("mon papa", "C’est bien votre réponse ? mon papa"),
            ("Moussa Koné", at("guardian_role")),
        ],
        keeps={"guardian_name": "Moussa Koné"},
    ),
    "nothing can be changed yet": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="mode"),
            ("modifier", "Vous n’avez pas encore donné de réponse", at("mode")),
        ],
    ),
    "what greets and thanks is a name as well": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("bonjour", "Bonjour", at("full_name"), stage("asking")),
            ("Merci", "C’est bien votre réponse ? Merci", stage("confirming")),
            ("oui", at("gender")),
            ("modifier nom", at("full_name")),
            ("salem", "C’est bien votre réponse ? salem"),
            ("salem", at("gender")),
        ],
        keeps={"full_name": "salem"},
    ),
    "short names are names": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Aya", at("gender")),
            fill(AWA, until="town"),
            ("Man", at("milieu")),
        ],
        keeps={"full_name": "Aya", "town": "Man"},
    ),
    "a question is no town, and no name": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("comment on fait sans papiers", "Pour poser une question", stage("confirming")),
            ("Awa Koné", at("gender")),
            fill(AWA, until="town"),
            ("vous payez le transport ?", "Pour poser une question", "C’est bien votre réponse ?"),
            ("non", at("town"), silent_about("compris")),
        ],
        keeps={"full_name": "Awa Koné"},
        forgets=["town"],
    ),
    "thanks are no town, and no way into it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("merci", "Je vous en prie", at("town"), stage("asking")),
            ("suivant", "Vouliez-vous dire : Passer"),
            ("2", silent_about("compris"), at("town")),
            ("👍", "Pardon", at("town")),
            ("Yopougon", at("milieu")),
        ],
        keeps={"town": "Yopougon"},
    ),
    "a no to what may be left out": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_say"),
            ("lla", "واش كتقصدو: دوز؟"),
            ("ah", at("alone_or_group")),
            ("رجع", at("project_say")),
            ("wakha", "واش هادا هو الجواب ديالكم؟ wakha"),
            (voice(), at("alone_or_group")),
        ],
    ),
    "what only sounds like a yes is a story where one is asked for": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="problem"),
            ("il y a pas de problème", at("incubator")),
        ],
        keeps={"problem": "il y a pas de problème"},
    ),
    "who will not say is asked whether to skip": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="need_support"),
            ("لا أريد الكلام عن هذا", "هل تقصدون: تخطي؟"),
            ("نعم", at("days")),
        ],
        forgets=["need_support"],
    ),
    "who will not say is asked whether to skip: Darija, French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="team_size"),
            ("je veux pas parler de ça", "Vouliez-vous dire : Passer ?"),
            ("non", at("team_size")),
            fill(AWA, until="funding"),
            ("ma bghitch nhder 3la flous", "Vouliez-vous dire : Passer ?"),
            ("oui", at("exchange_visit")),
        ],
        forgets=["funding"],
    ),
    "a no to what must be answered": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("نه", "آیا پاسخ شما این است؟ نه"),
            ("نه", "رشته تحصیلی", at("field"), stage("asking")),
            ("حقوق", at("university")),
            ("نمیدونم", "آیا پاسخ شما این است؟ نمیدونم"),
            ("نمیدونم", at("achievements")),
        ],
        keeps={"field": "حقوق", "university": "نمیدونم"},
    ),
    "a yes to the answer that is shown": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("retour", "Votre réponse actuelle : Awa Koné"),
            ("oui", at("gender")),
        ],
        keeps={"full_name": "Awa Koné"},
    ),
    "a wish to change something, in nearly these letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("bdel", "واش كتقصدو: نبدل شي حاجة؟", stage("confirming")),
            ("ah", "أشمن جواب بغيتو تبدلو؟", offers("start/mode", "back")),
            ("back", at("full_name")),
            ("Bidal", "واش كتقصدو"),
            ("la", at("gender")),
        ],
        keeps={"full_name": "Bidal"},
    ),
    "a wish to change something in a text": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("می‌خواهم تغییر بدهم", "کدام پاسخ را می‌خواهید تغییر دهید؟"),
            ("تغییر", "کدام پاسخ را", silent_about("یکی از پاسخ‌ها"), offers("person/phone")),
            ("نام", at("full_name")),
            ("سارا احمدی", at("field")),
        ],
        keeps={"full_name": "سارا احمدی"},
    ),
    "what is asked back waits for a change of language and for a person": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("wakha", "واش هادا هو الجواب"),
            ("اللغة", stage("choosing_language")),
            ("العربية", "هل هذا جوابكم؟ wakha", stage("confirming")),
            ("موظف", "هل هذا جوابكم؟ wakha"),
            ("2", "ما الاسم الكامل؟", at("full_name")),
        ],
        alerts=["person_wanted"],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_in_words(walk: Walk, walked: Taken) -> None:
    await walked(walk)


LAST = """
| survey |
| | type | name | label::fr | label::ar | label::fa |
| | text | last | Autre chose à nous dire ? | هل لديكم ما تضيفون؟ | آیا نکته‌ای مانده است؟ |
| | text | home | Votre quartier ? | الحي؟ | محله؟ |
| settings |
| | form_id | form_title |
| | last | Last |
"""
SAID: Mapping[str, tuple[str, str]] = {"fr": ("non", "non"), "ar": ("لا", "لا"), "fa": ("نه", "نه")}


@pytest.fixture(scope="session")
def last(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A form whose questions in words can, and cannot, be answered with a no."""
    path = tmp_path_factory.mktemp("form") / "last.md"
    path.write_text(LAST, encoding="utf-8")
    return alone(path)


@pytest.mark.anyio
@pytest.mark.parametrize("language", ["fr", "ar", "fa"])
async def test_a_no_where_the_question_leaves_room(
    last: World, store: Store, tmp_path: Path, language: str
) -> None:
    no, kept = SAID[language]
    says: list[Say] = [start(f"form-{language}"), (no, at("home")), (no, stage("confirming"))]
    await take(Walk(says=says, keeps={"last": kept}), store, last, tmp_path)
