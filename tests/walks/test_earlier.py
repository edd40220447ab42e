"""Words for an answer before the open one: its rest, its correction, a reply to its message."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    edited,
    fill,
    reply,
    silent_about,
    stage,
    start,
    tap,
    together,
    wait,
)

WALKS = {
    "a reply to an older question in words, and hardly its answer: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="incubator"),
            (reply("full_name", "oui"), "Quel est votre nom complet", "bien votre réponse ? oui"),
            ("oui", "Ce n’est pas une réponse", at("incubator")),
            (reply("problem", "3"), "Quel problème", "C’est bien votre réponse ? 3"),
            ("non", at("incubator"), silent_about("C’est changé")),
            (reply("town", "merci"), "Je vous en prie", at("incubator")),
            (reply("town", "non"), "C’est bien votre réponse ? non"),
            (reply("town", "Bouaké"), "C’est changé. Ville ou village : Bouaké", at("incubator")),
            (reply("gender", "oui"), "Ce n’est pas une réponse à : Femme ou homme"),
            (reply("problem", "oui"), "C’est bien votre réponse ? oui"),
            (tap("yes"), "C’est changé. Problème : oui", at("incubator")),
        ],
        keeps={"full_name": "Awa Koné", "town": "Bouaké", "problem": "oui", "gender": "woman"},
    ),
    "a reply to an older question in words: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            (reply("full_name", "نعم"), "شنو السمية الكاملة؟", "واش هادا هو الجواب ديالكم؟ نعم"),
            ("لا", at("edu")),
            (reply("helper", "إييه"), "بدلناه. معاونة فالكتابة: إييه", at("edu")),
        ],
        keeps={"full_name": "فاطمة الزهراء بنعلي", "helper": "yes"},
    ),
    "a reply to an older question in words, a number: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="degree"),
            (reply("county", "۳"), "در کدام شهرستان؟", "آیا پاسخ شما این است؟ ۳"),
            ("کارشناسی", at("field")),
            (reply("elite_status", "۲"), "تغییر کرد. وضعیت علمی: فارغ‌التحصیل", at("field")),
            (reply("county", "نمین"), "تغییر کرد. شهرستان: نمین", at("field")),
        ],
        keeps={"county": "نمین", "degree": "bachelor", "elite_status": ["graduate"]},
    ),
    "words corrected to what is hardly an answer are asked back": Walk(
        says=[
            start("elites"),
            fill(SARA, until="university"),
            ("دانشگاه تهران", at("achievements")),
            (edited("بله"), "نام دانشگاه شما چیست؟", "آیا پاسخ شما این است؟ بله"),
            ("خیر", at("achievements"), silent_about("تغییر کرد")),
        ],
        keeps={"university": "دانشگاه تهران"},
    ),
    "a surname that comes by itself, after a while": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("خديجة", at("gender")),
            ("العلوي", "ما الاسم الكامل؟", "خديجة العلوي"),
            ("نعم", "تم التغيير. الاسم: خديجة العلوي", at("gender")),
        ],
        keeps={"full_name": "خديجة العلوي"},
    ),
    "the rest of a story where the next one is asked": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("Transformer la mangue en jus", at("problem")),
            ("et aussi en chips", "Quelle est votre idée", "en jus et aussi en chips"),
            ("oui", "C’est changé. Idée", at("problem")),
            ("Les mangues se perdent", at("incubator")),
        ],
        keeps={
            "pitch": "Transformer la mangue en jus et aussi en chips",
            "problem": "Les mangues se perdent",
        },
    ),
    "what begins like a rest may be the answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("Transformer la mangue en jus", at("problem")),
            ("et les mangues se perdent", "Quelle est votre idée"),
            ("non", at("incubator")),
        ],
        keeps={"pitch": "Transformer la mangue en jus", "problem": "et les mangues se perdent"},
    ),
    "one more day where the time is asked, and what it should have been: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("ابتدائي", at("in_education")),
            ("لا لا إعدادي", "فين وصلتو فالقراية؟", "إعدادي"),
            ("ah", "بدلناه. القراية: إعدادي", at("in_education")),
            fill(FATIMA, until="days"),
            (together("التنين", "و الأربع"), "أشمن نهار مناسب ليكم؟", "التنين والأربع"),
            ("1", "بدلناه. النهار: التنين والأربع", at("slot")),
        ],
        keeps={"edu": "lower", "days": ["mon", "wed"]},
    ),
    "what it should have been: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("homme", at("birth_year")),
            ("pardon femme", "Vous êtes", "C’est bien votre réponse ? Femme"),
            ("oui", "C’est changé. Femme ou homme : Femme", at("birth_year")),
            fill(AWA, until="team_size"),
            ("3", at("consent_sensitive")),
            ("non 4", "Combien de personnes", "C’est bien votre réponse ? 4"),
            ("oui", "C’est changé. Équipe : 4", at("consent_sensitive")),
        ],
        keeps={"gender": "woman", "team_size": 4},
    ),
    "the same answer once more, by somebody who saw no sign of it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Awa Koné", at("gender")),
            ("Awa Koné", "C’est déjà enregistré", at("gender")),
            ("svp", "n’avons pas compris", at("gender")),
            fill(AWA, until="days"),
            ("lundi", at("slot")),
            ("lundi", "C’est déjà enregistré", at("slot")),
            ("mardi", "C’est bien votre réponse ? Lundi et Mardi"),
            ("oui", at("slot")),
        ],
        keeps={"full_name": "Awa Koné", "days": ["mon", "tue"]},
    ),
    "an answer said anew, with its name": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="days"),
            ("mon nom c'est Awa Traoré", "Quel est votre nom complet", "Awa Traoré"),
            ("oui", "C’est changé. Nom : Awa Traoré", at("days")),
            ("je suis née en 1999", "C’est bien votre réponse ? 1999"),
            ("non", at("days")),
            ("mon numéro c'est 0708091012", "+2250708091012"),
            ("oui", "C’est changé. Téléphone", at("days")),
        ],
        keeps={"full_name": "Awa Traoré", "birth_year": 2000, "phone": "+2250708091012"},
    ),
    "an answer said anew: Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("سميتي خديجة بنعلي ماشي فاطمة", "خديجة بنعلي", silent_about("ماشي فاطمة")),
            ("ah", at("edu")),
            ("tzadit f 1990", "واش هادا هو الجواب ديالكم؟ 1990"),
            ("ah", "بدلناه. عام الازدياد: 1990", at("edu")),
        ],
        keeps={"full_name": "خديجة بنعلي", "birth_year": 1990},
    ),
    "an answer said anew: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="degree"),
            ("اسم من سارا احمدی است", "نام و نام خانوادگی شما چیست؟", "سارا احمدی"),
            ("بله", "تغییر کرد. نام: سارا احمدی", at("degree")),
        ],
        keeps={"full_name": "سارا احمدی"},
    ),
    "ticked and then typed: both count": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="days"),
            tap("mon"),
            ("jeudi", at("slot")),
            ("modifier jours", "Vous avez choisi : Lundi et Jeudi"),
            ("mardi", at("slot")),
        ],
        keeps={"days": ["tue"]},
    ),
    "whoever was away hears where she stood, also where she answers at once": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="in_education"),
            (wait("P3D"), "Votre inscription"),
            ("oui", "Vous en étiez à la question", at("in_education")),
            ("non", at("in_training"), silent_about("Vous en étiez")),
            wait("PT8H"),
            (tap("no"), "Vous en étiez à la question", at("work_now")),
        ],
        keeps={"in_education": "no", "in_training": "no"},
    ),
    "a yes after some hours, where none was asked for": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            wait("PT7H"),
            ("oui", "Vous en étiez à la question", at("birth_year"), silent_about("chiffres")),
            ("2000", at("phone")),
            fill(AWA, until="can_travel"),
            wait("PT7H"),
            ("oui", at("device")),
        ],
        keeps={"birth_year": 2000, "can_travel": "yes"},
    ),
    "a yes to the nudge is no answer in words: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="county"),
            wait("P3D"),
            ("بله", "در پرسش ۱۰ از ۲۲ بودید", at("county"), stage("asking")),
            ("مشگین‌شهر", at("milieu")),
        ],
        keeps={"county": "مشگین‌شهر"},
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
