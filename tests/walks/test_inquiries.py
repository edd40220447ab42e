"""Who are you, is it free, who sees this: a short true answer, and the question again."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import Walk, at, fill, short, silent_about, stage, start, tap

ASK = "Pour poser une question à l’équipe"

WALKS = {
    "before she agrees, and at the end: French": Walk(
        says=[
            start("femmpact"),
            ("vous êtes qui ?", "Social Innovation Lab", "Femmpact", "participer", short(350)),
            ("c'est gratuit ?", "Répondre ici est gratuit", ASK, stage("consent")),
            ("combien de questions ?", "Il vous reste : environ 33 questions", stage("consent")),
            ("c'est obligatoire ?", "facultatif", stage("consent")),
            fill(AWA),
            ("c'est confidentiel ?", "Seule l’équipe", "24 mois", stage("summary")),
            (tap("confirm"), "Numéro"),
            ("qu'est-ce qui se passe après ?", "Prochaine étape : L’équipe vous contactera"),
            ("et l'inscription c'est gratuit pour ma sœur ?", "Répondre ici est gratuit"),
        ],
        ends="done",
    ),
    "before a language and a programme are chosen": Walk(
        says=[
            start(),
            ("c'est quoi ?", "Ceci est un service", stage("choosing_language")),
            ("français", stage("choosing_programme")),
            ("pourquoi ?", "Ceci est un service", stage("choosing_programme")),
            ("combien de questions", "De quel programme", silent_about("gardées")),
            ("femmpact", stage("consent")),
        ],
        locale="fr",
    ),
    "where any words are an answer: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("c'est qui", "Ceci est un service de messages automatiques", at("full_name")),
            ("vous êtes un robot ?", "pas une personne", "« une personne »", at("full_name")),
            ("pourquoi vous demandez mon nom", "Nous le demandons pour", at("full_name")),
            ("combien de temps ça prend", "Il vous reste : 23 questions", at("full_name")),
            fill(AWA, until="town"),
            ("pourquoi cette question ?", "Vous pouvez passer cette question", at("town")),
            ("vous me jurez que c'est confidentiel ?", "Seule l’équipe", at("town")),
            fill(AWA, until="pitch"),
            ("c'est gratuit pour les femmes ?", "gratuit", at("pitch")),
            ("Vendre des jus. Est-ce que c'est gratuit de commencer, pour nous, qui sait ?",),
        ],
        keeps={
            "full_name": "Awa Koné",
            "town": "Yopougon",
            "pitch": "Vendre des jus. Est-ce que c'est gratuit de commencer, pour nous, qui sait ?",
        },
    ),
    "Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            ("chkoun ntouma", "مختبر الابتكار الاجتماعي", "المنتجة", stage("consent")),
            ("wach hadchi fabor ?", "الجواب هنا فابور", stage("consent")),
            fill(FATIMA, until="gender"),
            ("واش نتا روبو", "ماشي بنادم", at("gender")),
            ("شكون غادي يشوف هادشي", "غير الفريق", "24 شهر", at("gender")),
            ("3lach katsowlo", "باش نسجلوكم فالبرنامج: المنتجة", silent_about("ما فهمناش")),
            ("ch7al ba9i mn so2al", "باقي ليكم: 20 سؤال", at("gender")),
            ("wach darouri njaweb", "خاصو جواب", at("gender")),
            ("1", at("birth_year")),
        ],
    ),
    "Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("من أنتم؟", "هذه خدمة رسائل آلية من", at("edu")),
            ("هل أنت روبوت", "وليس شخصًا", "«شخص»", at("edu")),
            ("هل هذا مجاني؟", "الإجابة هنا مجانية", at("edu")),
            ("كم سؤال بقي وكم من الوقت يستغرق هذا؟", "بقي لكم: 17 سؤالًا", at("edu")),
            ("من يطلع على أجوبتي", "فريق البرنامج", "لمدة 24 شهرًا", at("edu")),
            ("لماذا هذا السؤال؟", "لتسجيلكم في برنامج: المنتجة", at("edu")),
        ],
    ),
    "Persian, also on an Arabic keyboard": Walk(
        says=[
            start("elites"),
            ("شما کی هستید؟", "سازمان بهزیستی", "شبکه نخبگان علمی", stage("consent")),
            fill(SARA, until="full_name"),
            ("رايگانه؟", "رایگان است", at("full_name")),
            ("چقدر طول میکشه؟", "باقی مانده است: ۱۸ پرسش", at("full_name")),
            ("محرمانه است", "فقط گروه اجرای برنامه", "۲۴ ماه", at("full_name")),
            ("چرا اینو میپرسید", "این را برای ثبت‌نام", at("full_name")),
            ("شما رباتید؟", "نه یک شخص", at("full_name")),
            ("سارا محمدی", at("gender")),
        ],
    ),
    "while something is asked back, and when the messages are stopped": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("ok", stage("confirming")),
            ("c'est gratuit ?", "Répondre ici est gratuit", "C’est bien votre réponse ? ok"),
            ("Awa Koné", at("gender")),
            ("stop", stage("stopped")),
            ("qui voit mes réponses ?", "Seule l’équipe", "arrêtés", stage("stopped")),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_inquiries(walk: Walk, walked: Taken) -> None:
    await walked(walk)
