"""Conversations that do not go straight on: back, pauses, stops, several messages, old buttons."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Twice,
    Walk,
    at,
    contact,
    edited,
    fill,
    foreign_contact,
    in_language,
    location,
    never_came,
    offers,
    old,
    photo,
    short,
    stage,
    start,
    sticker,
    tap,
    together,
    voice,
    wait,
)

WALKS = {
    "back twice in Darija, an answer changed, then on where she was": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("rje3", at("phone"), "الجواب ديالكم دابا: +212612345678"),
            ("lour", at("birth_year"), "الجواب ديالكم دابا: 1991"),
            (tap("back"), at("gender"), "الجواب ديالكم دابا: مرا"),
            ("ما بغيتش نجاوب", at("edu")),
        ],
        keeps={"gender": "na", "birth_year": 1991},
    ),
    "back from the first question goes nowhere": Walk(
        says=[
            start("elites"),
            ("برگشت", "این اولین پرسش است", stage("consent")),
            "موافقم",
            ("برگشت", "این اولین پرسش است", at("mode")),
        ],
    ),
    "another language in the middle of a question, Darija to Arabic": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("beddel lougha", "ختارو اللغة", offers("ar", "ary"), stage("choosing_language")),
            ("العربية", "أين وصل مشروعكم؟", in_language("ar"), at("stage")),
            ("فكرة", "ما نوع المشروع؟", at("project_kind")),
        ],
        keeps={"lang": "ar", "stage": "idea", "full_name": "فاطمة الزهراء بنعلي"},
    ),
    "from the beginning: nothing that was said is lost": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("mn lowel", at("mode"), "الجواب ديالكم دابا: كتابة"),
            (tap("keep"), at("edu")),
        ],
        keeps={"mode": "text", "full_name": "فاطمة الزهراء بنعلي"},
    ),
    "in the middle of the words for another choice: cancel, and what stays open": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="sector"),
            ("annuler", "De quel programme s’agit-il ?", stage("choosing_programme")),
            ("femmpact", at("sector"), stage("asking")),
            ("tourisme", at("pitch")),
        ],
        keeps={"sector": "tourism"},
    ),
    "another language, but she stays with hers": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="douar"),
            ("اللغة", offers("ar", "ary")),
            ("رجوع", at("douar"), in_language("ar")),
        ],
    ),
    "three weeks away, then a greeting": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            wait("P21D"),
            ("salam", "السلام عليكم", "مرحبا بيكم مرة خرى. كنتو فالسؤال", "فين وصلتو", at("edu")),
            ("3", at("in_education")),
        ],
        keeps={"edu": "primary"},
    ),
    "three weeks away, then a greeting where any words would be an answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            wait("P21D"),
            ("bonjour", "Bonjour.", "Vous en étiez à la question", at("town")),
            ("Yopougon", at("milieu")),
        ],
        keeps={"town": "Yopougon"},
    ),
    "three weeks away, then the answer itself": Walk(
        says=[
            start("elites"),
            fill(SARA, until="degree"),
            wait("P21D"),
            ("دکتری", "خوشحالیم که برگشتید", at("field")),
        ],
        keeps={"degree": "doctor"},
    ),
    "three weeks away, then the link once more": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="days"),
            wait("P21D"),
            (start("almontija-ar"), "كنتم في السؤال", at("days")),
        ],
    ),
    "three weeks away, then something nobody understands": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="stage"),
            wait("P21D"),
            ("qwzx", "Vous en étiez à la question", "Où en est votre projet ?", at("stage")),
        ],
    ),
    "stopped in the middle, back after three weeks": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="days"),
            ("حبس", "حبسنا الميساجات", stage("stopped")),
            wait("P21D"),
            ("بدا", "الميساجات رجعو", "أشمن نهار", at("days"), stage("asking")),
            ("1 2", at("slot")),
        ],
        keeps={"days": ["mon", "tue"]},
    ),
    "two messages at once": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            (together("خديجة العلوي", "امرأة"), at("birth_year")),
            (together("١٩٨٤", "٠٦٦١٢٣٤٥٦٧", "3"), at("in_education")),
        ],
        keeps={"full_name": "خديجة العلوي", "gender": "woman", "edu": "primary"},
    ),
    "an old button": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            (old("man"), "داك السؤال داز", at("birth_year")),
            ("1991", at("phone")),
            (old("woman", ago=2), "داك السؤال داز", at("phone")),
        ],
        keeps={"gender": "woman", "birth_year": 1991},
    ),
    "a button pressed twice": Walk(
        says=[
            start("femmpact"),
            (tap("agree"), at("mode")),
            (Twice(), "C’est déjà enregistré", at("mode")),
            (tap("text"), at("helper")),
            (Twice(), "C’est déjà enregistré", at("helper")),
            fill(AWA, consent_main="", mode="", until="days"),
            tap("mon"),
            (tap("done"), at("slot")),
            (Twice(), "C’est déjà enregistré", at("slot")),
        ],
        keeps={"days": ["mon"]},
    ),
    "the language’s button pressed twice, and the summary’s": Walk(
        says=[
            start(),
            tap("fr"),
            (Twice(), "C’est déjà enregistré", stage("choosing_programme")),
            (tap("femmpact"), stage("consent")),
            (Twice(), "C’est déjà enregistré", stage("consent")),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            (old("edit", ago=0), "Quelle réponse"),
        ],
        status="finished",
    ),
    "the summary is said again, and its first button still counts": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            ("bla bla", "Vos réponses sont-elles correctes", stage("summary"), short(200)),
            (old("confirm", ago=0), "Numéro"),  # one token: the newest is the first as well
        ],
        status="finished",
    ),
    "a voice note, a photo, a place and a sticker where words were asked": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            (photo(), "جاوبو على هاد السؤال بالكتابة", at("full_name")),
            (photo(), "جاوبو على هاد السؤال بالكتابة", "تقدرو تهضرو مع شي واحد"),
            (sticker(), "ما نقدروش نقراو هاد النوع", at("full_name")),
            (location(32.3, -9.2), at("full_name")),
            fill(FATIMA, until="gender"),
            (voice(), "بركو على شي جواب", at("gender")),
        ],
        keeps={"full_name": "فاطمة الزهراء بنعلي"},
        forgets=["gender"],
    ),
    "a voice note where it is welcome": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_say"),
            (voice(), at("alone_or_group")),
            (tap("back"), "الجواب ديالكم دابا: (ميساج صوتي)"),
            (tap("keep"), at("alone_or_group")),
        ],
        keeps={"alone_or_group": None},
    ),
    "a voice note that never came is asked for again": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="project_say"),
            (voice(lost=True), "لم نتمكن من", at("project_say")),
            ("خياطة", at("alone_or_group")),
        ],
        keeps={"project_say": "خياطة"},
    ),
    "a voice note that never came, noticed after registration": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            (voice(), at("problem")),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            (never_came(), "Nous n’avons pas pu recevoir votre fichier", at("pitch")),
            (voice(), stage("summary"), "Idée : (message vocal)"),
            (tap("confirm"), "Numéro"),
        ],
        status="finished",
    ),
    "skipping what may be skipped, and not what may not": Walk(
        says=[
            start("almontija-ary"),
            (fill(FATIMA, until="full_name")),
            ("دوز", "ضروري", at("full_name")),
            fill(FATIMA, until="days"),
            ("douz", at("slot")),
            ("ما عرفتش", at("can_travel")),
            ("ma3reftch", at("device")),
            (tap("دوز"), at("net")),
            (tap("رجع"), at("device"), offers("skip")),
        ],
        keeps={"days": None, "slot": None, "can_travel": None, "device": None},
    ),
    "wrong twice: skip or a person is offered": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="birth_year"),
            ("قريبا", "سنة", at("birth_year")),
            ("3020", "راجعوا السنة", "يمكنكم طلب التحدث مع شخص"),
            ("1850", "العمر المقبول من 10 إلى 100", at("birth_year")),
            ("1984", at("phone")),
            fill(KHADIJA, until="net"),
            ("ممتاز", "لم نفهم"),
            ("رائع جدا", "يمكنكم تخطي هذا السؤال"),
            ("تخطي", at("douar")),
        ],
        keeps={"birth_year": 1984, "net": None},
    ),
    "a person is asked for; the question stays open": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("parler à quelqu’un", "Un membre de l’équipe vous contactera", at("edu")),
            (tap("Parler à quelqu’un"), "Un membre de l’équipe", at("edu")),
            ("6", at("in_education")),
        ],
        keeps={"edu": "vocational"},
        alerts=["person_wanted"],
    ),
    "thanks, a greeting and help in the middle": Walk(
        says=[
            start("elites"),
            fill(SARA, until="gender"),
            ("مرسی", "خواهش می‌کنم", at("gender")),
            ("سلام", "سلام.", "جنسیت", at("gender")),
            ("کمک", "می‌توانید", "جنسیت", at("gender")),
            ("تکرار", "جنسیت", at("gender")),
            ("زن", at("birth_year")),
        ],
        keeps={"gender": "woman"},
    ),
    "a message that was edited long after changes nothing": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (
                edited("Awa Marie Koné", ago=5),
                "Pour changer une réponse, écrivez « modifier »",
                at("town"),
            ),
            ("modifier nom", at("full_name")),
            ("Awa Marie Koné", at("town")),
        ],
        keeps={"full_name": "Awa Marie Koné", "gender": "woman"},
    ),
    "somebody else’s contact, then her own": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="phone"),
            (foreign_contact(), "ماشي ديالكم", at("phone")),
            ("12", "نمرة", at("phone")),
            (contact("212 612-345678"), at("edu")),
        ],
        keeps={"phone": "+212612345678"},
    ),
    "the number that the channel knows is hers": Walk(
        account="whatsapp:default",
        phone="+212612345678",
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="phone"),
            ("wakha", at("edu")),
            ("رجع", "الجواب ديالكم دابا", at("phone")),
            ("٠٦٩٩٨٨٧٧٦٦", at("edu")),
        ],
        keeps={"phone": "+212699887766"},
    ),
    "the number that the channel knows, by its place in the list": Walk(
        account="whatsapp:default",
        phone="+212612345678",
        says=[
            start("almontija-ar"),
            (fill(KHADIJA, until="phone"), "هل هذا رقمكم؟ +212612345678"),
            ("1", at("edu")),
        ],
        keeps={"phone": "+212612345678"},
    ),
    "the number that the channel knows is her brother’s": Walk(
        account="whatsapp:default",
        phone="+212612345678",
        says=[
            start("almontija-ary"),
            (fill(FATIMA, until="phone"), "واش هادي النمرة ديالكم؟", offers("mine", "not_mine")),
            ("لا", "شنو هي نمرة التيليفون ديالكم؟", at("phone")),
            ("0612", "كاملين", at("phone")),
            (tap("not_mine"), "شنو هي نمرة التيليفون ديالكم؟"),
            ("2", "شنو هي نمرة التيليفون ديالكم؟"),
            ("0699887766", at("edu")),
        ],
        keeps={"phone": "+212699887766"},
    ),
    "an answer of thousands of marks, and one that is too long": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="problem"),
            ("e" + "\u0301" * 4_095, "trop longue", at("problem")),
            ("a" * 3_990 + " fin.", at("incubator")),
            ("retour", "…", at("problem")),
            ("garder la réponse", at("incubator")),
            ("retour", at("problem")),
            (tap("keep"), at("incubator")),
            fill(AWA),
            ("mes données", "Problème :", stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        status="finished",
    ),
    "signs that no database takes": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("Yopou\u202egon\u200f\x07\0\ud83d", at("milieu")),
            fill(AWA, until="problem"),
            ("Tout {name} %s <b>x</b> {0}", at("incubator")),
            ("retour", "Tout {name} %s <b>x</b> {0}"),
        ],
        keeps={"town": "Yopougon", "problem": "Tout {name} %s <b>x</b> {0}"},
    ),
    "a province misspelt": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("اردیل", "منظورتان این است: اردبیل؟", stage("confirming")),
            ("اردیل", at("county")),
            ("برگشت", at("province"), "پاسخ کنونی شما: اردبیل"),
            ("كرمانشا", at("county")),
            ("برگشت", at("province"), "پاسخ کنونی شما: کرمانشاه"),
            ("اردیل", stage("confirming")),
            ("نه", at("province")),
            ("تهرون", at("county")),
        ],
        keeps={"province": "IR-23"},
    ),
    "what is asked back may be corrected, or be a command": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("خراسان", offers("1", "2", "3", "no")),
            ("قم", at("county")),
            ("برگشت", at("province")),
            ("خراسان", stage("confirming")),
            ("شمالی", at("county")),
            ("برگشت", at("province")),
            ("خراسان", stage("confirming")),
            ("توقف", stage("stopped")),
            ("سلام", at("province"), stage("asking")),
        ],
        keeps={"province": "IR-28"},
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
