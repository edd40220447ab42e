"""What people say beside their answers, and what a kind person would make of it."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    fill,
    foreign_contact,
    lacks,
    offers,
    silent_about,
    stage,
    start,
    tap,
    voice,
)

WALKS = {
    "she goes on another time: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("je continue plus tard", "vos réponses sont gardées", at("town")),
            ("demain inchallah", "vos réponses sont gardées", at("town")),
            ("attendez", "vos réponses sont gardées", at("town")),
            ("me revoilà", "question 11 sur 28", at("town")),
            ("bonjour", "Bonjour", at("town"), stage("asking")),
        ],
        forgets=["town"],
    ),
    "she goes on another time: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_say"),
            ("غدا ان شاء الله", "الأجوبة ديالكم محفوظين", at("project_say")),
            ("ghedda nkmel", "الأجوبة ديالكم محفوظين", at("project_say")),
            ("ما عرفتش شنو نقول", at("alone_or_group")),
        ],
        forgets=["project_say"],
    ),
    "she goes on another time: Arabic and Persian": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="in_training"),
            ("سأكمل لاحقا", "أجوبتكم محفوظة", at("in_training")),
            start("elites"),
            ("موافقم", at("mode")),
            fill(SARA, until="county"),
            ("بعدا جواب میدم", "پاسخ‌هایتان محفوظ است", at("county")),
            ("وقت ندارم", "پاسخ‌هایتان محفوظ است", at("county")),
        ],
        forgets=["county"],
    ),
    "the telephone is handed to somebody who is no relative": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("je passe Aïcha", "À qui est-ce le tour", stage("confirming")),
            ("non", at("town"), stage("asking")),
            ("je vous passe ma voisine Fatou", "À qui est-ce le tour"),
            (tap("another"), "pour une autre personne", stage("consent")),
            ("j'accepte", at("mode")),
            ("c'est à Awa", "À qui est-ce le tour"),
            ("Awa", "C’est le tour de : Awa", at("town")),
            ("je passe", at("milieu")),
        ],
        forgets=["town"],
    ),
    "the telephone is handed over: Darija and Persian": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("غادي نعطي التيليفون لعائشة", "شكون اللي غادي يجاوب دابا؟"),
            ("لا", at("edu")),
            ("بغيت نجاوب على بلاصة ختي", "هاد الأسئلة لشي واحد آخر", stage("consent")),
        ],
    ),
    "no reminders any more, and nothing else stops": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            tap("confirm"),
            ("je ne veux plus de rappels", "C’est changé. Rappels : Non", stage("done")),
            ("plus de rappels", "C’est déjà enregistré"),
            ("mes données", "Vous avez accepté : inscription, questions plus tard"),
        ],
        keeps={"consent_reminders": "no", "consent_followup": "yes"},
        status="finished",
    ),
    "no reminders, said where it is asked and later: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="consent_reminders"),
            ("ما بغيتش ميساجات التذكير", at("consent_followup"), silent_about("حبسنا")),
            fill(FATIMA, until="edu"),
            ("ما بغيتش الأسئلة من بعد", "بدلناه. أسئلة من بعد: لا", at("edu")),
        ],
        keeps={"consent_reminders": "no", "consent_followup": "no"},
    ),
    "no reminders: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="days"),
            ("أوقفوا رسائل التذكير", "تم التغيير. رسائل التذكير: لا", at("days")),
        ],
        keeps={"consent_reminders": "no"},
    ),
    "no reminders, from the menu: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA),
            tap("confirm"),
            ("منو", stage("choosing_programme")),
            ("یادآوری نفرستید", "تغییر کرد. یادآوری: خیر", stage("done")),
        ],
        keeps={"consent_reminders": "no"},
    ),
    "who does not read hears the questions": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("ما كنعرفش نقرا", "بدلناه. كتابة ولا صوت: صوت", "شي واحد", at("full_name")),
            (voice(), at("gender")),
            ("je ne sais pas lire", silent_about("بدلناه"), at("gender")),
        ],
        keeps={"mode": "voice"},
    ),
    "the guardian is not there": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="birth_year"),
            ("2012", at("guardian_ok")),
            ("أمي في العمل", "أجوبتكم محفوظة", at("guardian_ok")),
            ("أوافق", at("guardian_name")),
            ("فاطنة بنت أحمد", at("guardian_role")),
            ("2", at("guardian_phone")),
            (foreign_contact(), "اكتبوا الجواب", silent_about("رقمكم"), at("guardian_phone")),
        ],
        keeps={"guardian_ok": "agree"},
    ),
    "no guardian agreed, by mistake": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("2012", at("guardian_ok")),
            (tap("refuse"), "nous nous arrêtons ici", stage("done")),
            ("je me suis trompée", "acceptez-vous cette inscription", at("guardian_ok")),
            ("non", stage("done")),
            ("je me suis trompée d'année de naissance", at("birth_year")),
            ("2000", at("phone")),
        ],
        keeps={"full_name": "Awa Koné", "birth_year": 2000},
        status="open",
        alerts=["guardian_missing"],
    ),
    "a programme in another language, and back": Walk(
        says=[
            ("bonjour", stage("choosing_language")),
            ("français", stage("choosing_programme")),
            ("Al Montija", "Ce programme existe dans ces langues", stage("choosing_language")),
            ("retour", "De quel programme", stage("choosing_programme")),
            ("femmpact", stage("consent")),
        ],
    ),
    "the contact of somebody else where no number is asked": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            (foreign_contact(), "aucun numéro n’est demandé", at("gender")),
            fill(AWA, until="phone"),
            (foreign_contact(), "Partagez votre propre numéro", at("phone")),
        ],
    ),
    "wrong answers in her own words: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="days"),
            ("mon numéro a changé", at("phone")),
            ("0708091013", at("days")),
            ("j'ai mal écrit mon nom", at("full_name")),
            ("garder", at("days")),
            ("modifier ville", at("town")),
            ("passer", "C’est changé. Ville ou village : sans réponse", at("days")),
            tap("mon"),
            ("terminé", at("slot")),
        ],
        keeps={"full_name": "Awa Koné", "phone": "+2250708091013"},
        forgets=["town"],
    ),
    "wrong answers in her own words: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("غلطت فالعام ديال الزيادة", at("birth_year")),
            ("1990", at("edu")),
            ("nmirti tbedlat", at("phone")),
            ("khelliha", at("edu")),
            ("ساليت", "باقي ليكم", at("edu"), silent_about("ما فهمناش")),
        ],
        keeps={"birth_year": 1990},
    ),
    "wrong answers in her own words: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="degree"),
            ("استان رو اشتباه زدم", at("province")),
            ("تهران", at("degree")),
            ("شماره‌ام عوض شده", at("phone")),
            ("همین بماند", at("degree")),
        ],
        keeps={"province": "IR-23", "phone": "+989123456789"},
    ),
    "the summary in few words": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            ("il y a une erreur", "Quelle réponse voulez-vous modifier"),
            ("retour", stage("summary")),
            ("ville", at("town")),
            ("Bouaké", stage("summary")),
            ("tout est bon", "vos réponses sont enregistrées"),
        ],
        keeps={"town": "Bouaké"},
        status="finished",
    ),
    "« safi » is asked back at the summary, once": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA),
            ("صافي", "هل تقصدون: نعم، احفظوا؟", stage("summary"), offers("confirm", "edit")),
            ("لا", "أي جواب تريدون تعديله؟"),
            ("رجوع", stage("summary")),
            ("safi", "هل تقصدون: نعم، احفظوا؟", stage("summary")),
            ("safi", "تم حفظ الأجوبة"),
        ],
        status="finished",
    ),
    "she leaves the programme, and means it: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            tap("confirm"),
            ("qui va m'appeler ?", "Prochaine étape", stage("done")),
            ("je veux quitter le programme", "Si vous retirez votre accord"),
            (tap("no"), stage("done")),
            ("annuler mon inscription", "Si vous retirez votre accord"),
            ("oui", "Vous avez retiré votre accord"),
        ],
        status="withdrawn",
    ),
    "she leaves the programme: Darija, Arabic and Persian": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("بغيت نحيد من البرنامج", "إلا سحبتو الموافقة"),
            ("لا", at("edu")),
            ("أريد الانسحاب", "إلا سحبتو الموافقة"),
            ("لا", at("edu")),
            start("elites"),
            ("موافقم", at("mode")),
            ("از برنامه خارج بشم", "اگر رضایت خود را پس بگیرید"),
            ("نه", at("mode")),
        ],
    ),
    "she wants to be called": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="stage"),
            ("هل يمكن أن تتصلوا بي؟", "سيتصل بكم أحد أعضاء الفريق", at("stage")),
        ],
        alerts=["person_wanted"],
    ),
    "« non » to what « non » is asked back as": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("non", "Vouliez-vous dire : Je préfère ne pas répondre ?"),
            ("non", at("gender"), stage("asking")),
        ],
        forgets=["gender"],
    ),
    "the answer itself where a language is asked for": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="gender"),
            ("اللغة", stage("choosing_language")),
            ("امرأة", at("birth_year"), stage("asking")),
            ("بالشلحة", "هنا نتكلم", at("birth_year")),
            ("12/05/1984", "هل تقصدون: 1984؟"),
            ("نعم", at("phone"), lacks("yes")),
        ],
        keeps={"gender": "woman", "birth_year": 1984},
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
