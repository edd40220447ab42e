"""What people of the four languages really wrote, and the one sensible thing to do about it."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, SARA
from tests.walks.runner import Walk, at, fill, offers, silent_about, stage, start, tap, wait

WALKS = {
    "the year of birth in two digits is a year, and no age": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("tzadit 3am 88", "واش كتقصدو: 1988؟", silent_about("1938")),
            (tap("yes"), at("phone")),
        ],
        keeps={"birth_year": 1988},
    ),
    "all days but one, all, the weekend; and a time with its reason": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="days"),
            ("أي نهار من غير الجمعة", "التنين، التلات، الأربع، الخميس، السبت والحد؟"),
            (tap("no"), at("days")),
            ("kol nhar", "الخميس، الجمعة، السبت والحد؟", stage("confirming")),
            (tap("no"), at("days")),
            ("lwikend", "واش كتقصدو: السبت والحد؟", stage("confirming")),
            (tap("yes"), at("slot")),
            ("العشية حيت فالصباح كنكون مع البهايم", "واش كتقصدو", silent_about("فالصباح؟")),
        ],
    ),
    "only what stands before a name: the question waits for the name": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("سميتي", at("full_name"), silent_about("عافاكم")),
            ("السمية", at("full_name")),
            ("smiti", at("full_name")),
            ("حليمة الرامي", at("gender")),
        ],
        keeps={"full_name": "حليمة الرامي"},
    ),
    "who will not say her name is told that it is needed, not asked if that is her name": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("به شما چه", "این پاسخ برای ثبت‌نام لازم است", silent_about("آیا پاسخ شما این است")),
            ("سارا محمدی", at("gender")),
        ],
        keeps={"full_name": "سارا محمدی"},
    ),
    "somebody who mourns is not taken for her words, nor told that we did not understand": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("الله يرحمو راجلي مات البارح وأنا ما قادراش", "الله يصبركم", at("full_name")),
            ("الزهرة بنعلي", at("gender")),
            fill(FATIMA, until="edu"),
            ("راجلي مات هادي سيمانة", "الله يصبركم", silent_about("ما فهمناش"), at("edu")),
        ],
        keeps={"full_name": "الزهرة بنعلي"},
    ),
    "an apology of somebody who was away: no worry, and the question again": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            wait("P21D"),
            ("ببخشید گرفتار بودم", "خوشحالیم که برگشتید", "نگران نباشید", at("field")),
            ("حقوق", at("university")),
        ],
        keeps={"field": "حقوق"},
    ),
    "an apology, in Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("سمحو ليا كنت مريضة", "ماشي مشكل", silent_about("ما فهمناش"), at("edu")),
        ],
    ),
    "a yes to several answers that are asked back says none of them": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Je m'appelle Mariam Diallo", "une de ces réponses", offers("1", "2", "no")),
            ("oui", "Choisissez une des réponses", offers("1", "2", "no"), stage("confirming")),
            ("1", at("gender")),
        ],
        keeps={"full_name": "Mariam Diallo"},
    ),
    "what answers the open question is not the answer before once more": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("الجامعة", at("in_education")),
            ("wi f lfac", silent_about("هادشي راه مسجل"), "واش كتقصدو: إييه؟"),
            ("lla", at("in_education")),
            ("لا", at("in_training")),
            ("لا", at("work_now")),
            ("walo", silent_about("هادشي راه مسجل")),
        ],
        keeps={"edu": "higher"},
    ),
    "who is asked whether she is sure, and is not, hears that nothing changes": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("مسح المعلومات ديالي", "واش بغيتو نمسحو"),
            ("لا", "ما تبدل والو", at("edu")),
            ("نسحب الموافقة", stage("confirming")),
            ("لا", "ما تبدل والو", at("edu")),
        ],
    ),
    "« only », in Darija, is no wish to change something": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("غير فكرة فراسي", silent_about("أشمن جواب بغيتو تبدلو")),
        ],
    ),
    "another person of the family, in Persian and where it is asked whose turn it is": Walk(
        says=[
            start("elites"),
            fill(SARA, until="degree"),
            ("میخوام برای خواهرم ثبت نام کنم", "برای شخص دیگری است", stage("consent")),
        ],
    ),
    "what was said of one's health is taken back in words of one's own": Walk(
        says=[
            start("elites"),
            fill(SARA, until="theme", consent_sensitive="بله"),
            (
                "پشیمون شدم، چیزی که درباره بهزیستی گفتم پاک کنید",
                silent_about("آیا پاسخ شما این است"),
            ),
        ],
        keeps={"consent_sensitive": "no"},
    ),
    "what people ask beside the answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("c'est qui derrière ?", "service de messages automatiques", at("gender")),
            ("en fait mon nom c'est Awa Traoré", "C’est bien votre réponse", "Awa Traoré"),
            ("oui", at("gender")),
        ],
        keeps={"full_name": "Awa Traoré"},
    ),
    "what people ask beside the answer, in Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("شحال بقى من سؤال؟", "باقي ليكم: 17 سؤال", at("edu")),
            ("شحال غادي يطول هاد الشي", "باقي ليكم: 17 سؤال", at("edu")),
            ("parle français stp", "هنا كنهضرو", at("edu")),
        ],
    ),
    "what people ask beside the answer, in Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("این اطلاعات کجا میره؟", "فقط گروه اجرای برنامه", at("full_name")),
            fill(SARA, until="phone"),
            ("چرا شماره میخواید", "این را برای ثبت‌نام", at("phone")),
        ],
    ),
    "who is tired or ill may pause in words of her own; they are nobody's name": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("خیلی خسته‌ام", "پاسخ‌هایتان محفوظ است", at("full_name")),
            ("حالم خوب نیست", "پاسخ‌هایتان محفوظ است", at("full_name")),
            ("ولم کنید", "پیام‌ها قطع شود؟", stage("confirming")),
            ("نه", at("full_name")),
        ],
        forgets=("full_name",),
    ),
    "who is tired or ill may pause, in French and in Darija": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("je suis trop fatiguée", "vos réponses sont gardées", at("full_name")),
            ("vous m'énervez avec vos questions", "vos réponses sont gardées", at("full_name")),
            ("elle s'appelle Awa Koné", offers("1", "2", "no")),
            ("1", at("gender")),
        ],
        keeps={"full_name": "Awa Koné"},
    ),
    "a number of the other country of the programme is asked back before the country": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="phone"),
            ("77 123 45 67", "Vouliez-vous dire : +221771234567", stage("confirming")),
            ("oui", at("country")),
        ],
        keeps={"phone": "+221771234567"},
    ),
    "the answer before is changed without its name": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="douar"),
            ("بدل الجواب اللي فات", at("net")),
        ],
    ),
    "a phone number that comes by itself is the new one, if she says so": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("modifier la réponse précédente", at("milieu")),
            tap("keep"),
            ("05 05 06 07 08", "Quel est votre numéro de téléphone", stage("confirming")),
            ("oui", "C’est changé. Téléphone : +2250505060708", at("edu")),
            ("05 05 06 07 08", "déjà enregistré", at("edu")),
        ],
        keeps={"phone": "+2250505060708"},
    ),
    "who asks the team something does not struggle with the question": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("vous payez le transport ?", "écrivez « une personne »", at("edu")),
            ("c'est où la formation ?", "écrivez « une personne »", at("edu")),
            ("il y a à manger ?", "écrivez « une personne »", silent_about("Par exemple")),
            ("supérieur", at("in_education")),
        ],
        keeps={"edu": "higher"},
    ),
    "to go on in the other messenger is to link it, and back leaves that": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="milieu"),
            ("je veux continuer sur whatsapp", "relier cette conversation", stage("confirming")),
            ("retour", silent_about("nous n’avons pas compris"), at("milieu")),
        ],
    ),
    "an answer that was wrong is named in the past, too": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("سال تولدم اشتباه شد", "سال تولد شما چیست", at("birth_year")),
            ("۱۳۷۱", at("field")),
            ("کجای پرسشنامه‌ام؟", "شما در پرسش", at("field")),
        ],
        keeps={"birth_year": 1992},
    ),
    "who will not go on now may pause, whatever the question": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="in_education"),
            ("ما بغيتش نكمل", "الأجوبة ديالكم محفوظين", at("in_education")),
            ("je ne veux plus continuer", "الأجوبة ديالكم محفوظين", at("in_education")),
        ],
        forgets=("in_education",),
    ),
    "all is right, said with a yes and with thanks; then a farewell": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            ("merci au revoir", "vos réponses sont gardées", stage("summary")),
            ("oui tout est bon merci", "vos réponses sont enregistrées", stage("done")),
            ("super", silent_about("Pour poser une question"), stage("done")),
            ("merci et au revoir", "Écrivez-nous quand vous voulez", stage("done")),
        ],
        status="finished",
    ),
    "all is right, in Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("آه صحاح", "سجلنا الأجوبة", stage("done")),
        ],
        status="finished",
    ),
    "a guardian is named by whom she is and what she is called": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="guardian_name", birth_year="2010", guardian_ok="واخا كنوافق"),
            ("ماما سميتها زهرة بنعلي", "زهرة بنعلي", offers("1", "2", "no")),
            ("1", at("guardian_role")),
        ],
        keeps={"guardian_name": "زهرة بنعلي"},
    ),
    "words that begin with a no answer something else, and are no town": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("non c'est ma sœur", "C’est bien votre réponse", stage("confirming")),
            ("non", at("town")),
            ("La Palmeraie", at("milieu")),
        ],
        keeps={"town": "La Palmeraie"},
    ),
    "a short question is no story, and who said it before has not answered": Walk(
        says=[
            start("elites"),
            fill(SARA, until="university"),
            ("نمیدونم چی بنویسم", "این پاسخ برای ثبت‌نام لازم است", at("university")),
            ("همون که گفتم", "آیا پاسخ شما این است", stage("confirming")),
            ("نه", at("university")),
            fill(SARA, until="proposal"),
            ("چه پیشنهادی؟", "بنویسید «کارشناس»", stage("confirming")),
            ("نه", at("proposal")),
            ("برای روستاها کلاس بگذارید", at("named_proposal")),
        ],
        keeps={"proposal": "برای روستاها کلاس بگذارید"},
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
