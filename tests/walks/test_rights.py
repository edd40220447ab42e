"""Consent, a guardian's consent, stop, my data, erasing; and what comes after registration."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    fill,
    in_language,
    lacks,
    offers,
    old,
    short,
    silent_about,
    stage,
    start,
    tap,
    wait,
)

WALKS = {
    # ---------------------------------------------------------------- consent
    "consent is refused in French, nothing is kept; start begins anew": Walk(
        says=[
            start("femmpact"),
            ("ok", "une réponse claire", stage("consent")),
            ("👍", "une réponse claire", stage("consent")),
            ("non", "Vous n’avez pas accepté", stage("done")),
            ("merci", "Je vous en prie"),
        ],
        keeps={},
    ),
    "consent is refused in Persian; she comes back later": Walk(
        says=[
            start("elites"),
            ("نه", "موافقت نکردید", stage("done")),
            wait("P2D"),
            ("شروع", "آیا موافقید؟", stage("consent")),
            ("بله", at("mode")),
        ],
    ),
    "only clear words agree, in Darija": Walk(
        says=[
            start("almontija-ary"),
            ("صافي", stage("consent")),
            ("wakha", stage("consent")),
            ("👍", stage("consent")),
            ("شكرا", "بلا جميل", stage("consent")),
            ("عاونوني", "تقدرو", stage("consent")),
            ("واخا كنوافق", at("mode")),
        ],
    ),
    "only clear words agree to questions about health": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="consent_sensitive"),
            ("طيب", at("consent_sensitive")),
            ("👍", at("consent_sensitive")),
            ("لا", at("days")),
        ],
        keeps={"consent_sensitive": "no"},
        forgets=["need_support"],
    ),
    "a minor, and her mother agrees": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, birth_year="2010", until="birth_year"),
            ("2010", "العمر قل من 18 عام", "واش متافقين على هاد التسجيل؟", at("guardian_ok")),
            ("wakha", at("guardian_ok")),
            (tap("agree"), at("guardian_name")),
            ("السعدية", at("guardian_role")),
            ("الأم", at("guardian_phone")),
            ("0661020304", at("phone")),
            fill(FATIMA),
            ("إييه", "رقم التسجيل"),
        ],
        keeps={"guardian_role": "mother", "guardian_phone": "+212661020304", "age": "16"},
        status="finished",
    ),
    "a minor, and nobody agrees": Walk(
        says=[
            start("elites"),
            fill(SARA, until="birth_year"),
            ("۱۳۹۰", "سن کمتر از ۱۸ سال", at("guardian_ok")),
            ("موافق نیستم", stage("done"), "به گروه"),
        ],
        status="halted",
        alerts=["guardian_missing"],
    ),
    "a minor who was none: the year is corrected": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("2012", at("guardian_ok")),
            ("retour", at("birth_year")),
            ("2002", at("phone")),
        ],
        keeps={"birth_year": 2002},
        forgets=["guardian_ok"],
    ),
    "a man in a programme for women is told, not refused": Walk(
        says=[
            start("femmpact"),
            fill(AWA, gender="homme", full_name="Moussa Diop", until="phone"),
            ("0708091011", "Ce programme est pour les femmes", at("country")),
            fill(AWA),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"gender": "man", "eligible": "to_check"},
        status="finished",
    ),
    "from another douar: the waiting list": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, douar="مكان آخر", douar_other="سيدي بوزيد", until="reads"),
            ("قليلا", "أنتم الآن في لائحة الانتظار", stage("summary")),
            (tap("confirm"), "رقم التسجيل"),
        ],
        keeps={"douar": "other", "douar_other": "سيدي بوزيد", "eligible": "waiting_list"},
        status="finished",
    ),
    # ---------------------------------------------------------------- stop
    "stop where a name is asked: Baraka is a name": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Baraka", "Voulez-vous arrêter les messages ?", offers("yes", "no")),
            ("non", "les messages continuent", at("gender")),
        ],
        keeps={"full_name": "Baraka"},
    ),
    "stop where a name is asked, meant as stop": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("baraka", "واش بغيتو نحبسو الميساجات؟"),
            ("baraka", "حبسنا الميساجات", stage("stopped")),
            ("salam", "شنو السمية", at("full_name"), stage("asking")),
        ],
        forgets=["full_name"],
    ),
    "stop in French as the very first word": Walk(
        locale="fr",
        says=[
            ("STOP", "Les messages sont arrêtés", stage("stopped")),
            ("bonjour", stage("choosing_language")),
        ],
    ),
    "stop in Arabic, thanks, my data, and back": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("توقف", "توقفت الرسائل", stage("stopped"), lacks("help")),
            ("شكرا", "على الرحب", "ما زالت متوقفة", stage("stopped"), short(120)),
            ("بياناتي", "الاسم: خديجة العلوي", stage("stopped")),
            ("احذف بياناتي", offers("yes", "no")),
            ("لا", stage("stopped")),
            ("ابدأ", at("edu"), stage("asking")),
        ],
    ),
    "stop in Persian at the summary, and back": Walk(
        says=[
            start("elites"),
            fill(SARA),
            ("لغو اشتراک", "پیام‌ها قطع شد", stage("stopped")),
            ("شروع", "نام: سارا محمدی", stage("summary")),
            (tap("confirm"), "شماره ثبت"),
        ],
        status="finished",
    ),
    "stop in another language than the conversation’s": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("stop", stage("stopped"), in_language("fa")),
        ],
    ),
    "stop while erasing is confirmed": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("supprimer mes données", offers("yes", "no")),
            ("stop", "Les messages sont arrêtés", stage("stopped")),
            ("début", at("edu"), stage("asking")),
        ],
        keeps={"full_name": "Awa Koné"},
    ),
    "an old button after stop": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("حبس", stage("stopped")),
            (old("primary", ago=0), "الميساجات مازال محبوسين", at("in_education")),
        ],
        keeps={"edu": "primary"},
    ),
    # ---------------------------------------------------------------- my data, erasing
    "my data in the middle of a question": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="days"),
            (
                "ma3loumati",
                "هادشي اللي عندنا عليكم",
                "وافقتو على: التسجيل",
                "السمية: فاطمة",
                "أشمن نهار",
                "نسخة من المعلومات ديالكم فملف",
                at("days"),
            ),
        ],
    ),
    "my data before there is any": Walk(
        says=[
            start(),
            ("mes données", "مازال ما جاوبتو على حتى سؤال"),
            tap("fr"),
            ("mes données", "Vous n’avez pas encore donné de réponse", stage("choosing_programme")),
        ],
    ),
    "erasing is asked for, and thought better of": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("حذف اطلاعات من", "برای همیشه پاک شود؟", offers("yes", "no")),
            ("تمام", "برای همیشه پاک شود؟"),
            (tap("no"), at("field"), stage("asking")),
        ],
        keeps={"full_name": "سارا محمدی"},
    ),
    "registered in Persian: she writes again, sees, corrects, erases and is a stranger": Walk(
        says=[
            start("elites"),
            fill(SARA),
            (tap("confirm"), "شماره ثبت"),
            wait("P10D"),
            ("سلام", "سلام.", "ثبت‌نام", offers("edit", "my_data", "menu")),
            ("اطلاعات من", "نام: سارا محمدی", "تلفن: +989123456789", short(2500)),
            (old("edit", ago=0), "کدام پاسخ", offers("person/phone", "back")),
            ("تلفن", at("phone"), "پاسخ کنونی شما: +989123456789"),
            ("۰۹۳۵ ۱۱۱ ۲۲۳۳", "تلفن: +989351112233", stage("summary")),
            (tap("confirm"), "شماره ثبت", stage("done")),
            ("حذف اطلاعات من", offers("yes", "no")),
            (tap("yes"), "پاک شد"),
            ("سلام", stage("choosing_language"), silent_about("سارا")),
            (tap("فارسی"), stage("choosing_programme")),
            ("1", stage("consent")),
        ],
        status="open",
        forgets=["full_name", "phone"],
    ),
    "the summary: one answer changes, what depends on it is asked, the rest stays": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("نبدل شي حاجة", "أشمن جواب بغيتو تبدلو؟", offers("activity/work_now", "back")),
            ("الخدمة", at("work_now"), "الجواب ديالكم دابا: ما خدامش حاليا"),
            ("خدمة ديالي", "الخدمة: خدمة ديالي", silent_about("كتقلبو على خدمة"), stage("summary")),
            (tap("edit"), "أشمن جواب"),
            (tap("activity/in_education"), at("in_education")),
            ("إييه", silent_about("تكوين فهاد الشهر"), stage("summary")),
            (tap("edit"), "أشمن جواب"),
            ("الدوار", at("douar")),
            ("بلاصة خرى", at("douar_other")),
            ("دوار الشعبة", "راكم دابا فلائحة الانتظار", "دوار آخر: دوار الشعبة"),
            ("2", "أشمن جواب"),
            ("رجع", stage("summary")),
            ("1", "رقم التسجيل"),
        ],
        keeps={"work_now": "own", "in_education": "yes", "eligible": "waiting_list"},
        status="finished",
    ),
    "the summary: an answer is opened and left as it is": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("edit"), "Quelle réponse"),
            ("téléphone", at("phone"), offers("keep")),
            (tap("keep"), stage("summary")),
            ("modifier", "Quelle réponse"),
            ("n’importe quoi", "Choisissez une des réponses", offers("person/phone")),
            ("annuler", stage("summary")),
            ("oui", "Numéro"),
        ],
        status="finished",
    ),
    "another country: only what depends on it is asked": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("edit"), "Quelle réponse"),
            ("pays", at("country")),
            ("sénégal", at("region")),
            ("dakar", "Région : Dakar", silent_about("District"), stage("summary")),
            (tap("confirm"), "Numéro"),
        ],
        keeps={"country": "SN", "region": "SN-DK"},
        status="finished",
    ),
    "registered in French: thanks, greetings, the link again, the other programmes": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("merci beaucoup", "Je vous en prie"),
            ("quand est-ce que ça commence ?", "déjà"),
            (start("femmpact"), "déjà", stage("done")),
            ("menu", stage("choosing_programme")),
            ("femmpact", "déjà", stage("done")),
        ],
        status="finished",
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
