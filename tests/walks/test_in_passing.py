"""What people say around an answer: a reason, a greeting, who they are. It is asked back, once."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import Walk, at, fill, silent_about, stage, start, tap

WALKS = {
    "a yes or a no, and why: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="consent_reminders"),
            ("wakha sifto", "واش كتقصدو: إييه؟"),
            ("ah", at("consent_followup")),
            fill(FATIMA, until="in_education"),
            ("lla ana kbira", "واش كتقصدو: لا؟"),
            (tap("yes"), at("in_training")),
            ("la ma dert walo", at("work_now")),
        ],
        keeps={"consent_reminders": "yes", "in_education": "no", "in_training": "no"},
    ),
    "a yes that is taken back is none": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="helper"),
            ("oui enfin non", stage("confirming")),
            ("non", at("consent_reminders")),
        ],
        keeps={"helper": "no"},
    ),
    "one of the list in a sentence: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="mode"),
            ("ktaba 7ssen liya", "واش كتقصدو: كتابة؟"),
            ("iyeh", at("helper")),
            fill(FATIMA, until="project_kind"),
            ("bghit nrebbi djaj", "واش كتقصدو: الدجاج؟"),
            ("ah", at("project_say")),
        ],
        keeps={"mode": "text", "project_kind": "poultry"},
    ),
    "some of the list in a sentence: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="tools_needed"),
            ("خاصنا الفلوس ديال والتكوين", "واش كتقصدو: التكوين والفلوس؟"),
            ("إييه", at("earns_now")),
        ],
        keeps={"tools_needed": ["training", "money"]},
    ),
    "only one of the list: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("عندي غير فكرة", at("project_kind")),
        ],
        keeps={"stage": "idea"},
    ),
    "one of the list in a sentence: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="achievements"),
            ("يه مقاله نوشته بودم", "منظورتان این است: مقاله؟"),
            ("خیر", at("achievements"), silent_about("متوجه نشدیم")),
        ],
        forgets=["achievements"],
    ),
    "what is not so is not asked back": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_kind"),
            ("ma kanrebbich djaj ana", "ما فهمناش", at("project_kind")),
            ("ana machi mol djaj", "ما فهمناش", at("project_kind")),
        ],
        forgets=["project_kind"],
    ),
    "who says the same again has not said yes to what was asked back": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="device"),
            ("tilifon dyal weldi", "واش كتقصدو: تيليفون سمارت؟"),
            ("tilifon dyal weldi", "ما فهمناش", at("device")),
            ("2", at("net")),
        ],
        keeps={"device": "shared"},
    ),
    "a number in a sentence is no place in the list": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_kind"),
            ("3ndi jouj wlad", "ما فهمناش", at("project_kind")),
        ],
    ),
    "a name with who she is: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("smiti فاطنة بنت الحاج", "[فاطنة بنت الحاج] [smiti فاطنة بنت الحاج]"),
            ("1", at("gender")),
        ],
        keeps={"full_name": "فاطنة بنت الحاج"},
    ),
    "a name that only looks so": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Smiti Awa", "[Awa] [Smiti Awa]"),
            ("Smiti Awa", at("gender")),
        ],
        keeps={"full_name": "Smiti Awa"},
    ),
    "a name with who she is: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Je m'appelle Awa Koné", "[Awa Koné]"),
            (tap("1"), at("gender")),
        ],
        keeps={"full_name": "Awa Koné"},
    ),
    "a name with who she is: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("اسمي خديجة العلوي", "[خديجة العلوي]"),
            ("خديجة العلوي", at("gender")),
        ],
        keeps={"full_name": "خديجة العلوي"},
    ),
    "a name with who she is: Persian on an Arabic keyboard": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("من سارا محمدي هستم", "[سارا محمدي]"),
            ("۱", at("gender")),
        ],
        keeps={"full_name": "سارا محمدي"},
    ),
    "a loose yes is told how to agree": Walk(
        says=[
            start("almontija-ary"),
            ("wakha", "جواب واضح", "كتبو 1", "واخا كنوافق", "كتبو 2", stage("consent")),
            ("ah wakha", "جواب واضح", stage("consent")),
            ("1", at("mode")),
        ],
    ),
    "agreed in two wordings: French": Walk(
        says=[start("femmpact"), ("oui, je suis d'accord", at("mode"))],
    ),
    "agreed in two wordings: Persian": Walk(
        says=[start("elites"), ("بله قبول ميكنم", at("mode"))],
    ),
    "what contradicts itself is no agreement": Walk(
        says=[
            start("femmpact"),
            ("oui, non", "une réponse claire", stage("consent")),
            ("oui je refuse", "une réponse claire", stage("consent")),
        ],
    ),
    "who does not know her year is told that her age will do": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("ma 3reftch", "كتبو العمر: 34 عام", at("birth_year")),
            ("40 3am", "واش كتقصدو: 1986"),
            ("ah", at("phone")),
        ],
        keeps={"birth_year": 1986},
    ),
    "what is wrong in the summary, said so": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("smiti machi hakka", at("full_name")),
            ("نخلي هاد الجواب", stage("summary")),
            ("التيليفون غالط", at("phone")),
        ],
    ),
    "what is wrong in the summary, said so: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA),
            ("اسمم اشتباهه", at("full_name")),
        ],
    ),
    "a mistake, in her own words: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("pardon je me suis trompée", "Quelle réponse", "[Nom]"),
            ("nom", at("full_name")),
            ("Awa Diallo", at("birth_year")),
            ("pardon", "année de naissance", at("birth_year")),
        ],
        keeps={"full_name": "Awa Diallo"},
    ),
    "a mistake, in her own words: Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("sm7 liya ghlett", "أشمن جواب بغيتو تبدلو؟"),
            ("back", at("edu")),
            ("غلطت", "أشمن جواب بغيتو تبدلو؟"),
            ("nemra", at("phone")),
        ],
    ),
    "a mistake, in her own words: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("عذرا أخطأت", "أي جواب"),
        ],
    ),
    "a mistake, in her own words: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("ببخشید اشتباه نوشتم", "کدام پاسخ"),
            ("تلفن", at("phone")),
        ],
    ),
    "who is tired may go on later: Darija, French": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="phone"),
            ("rani 3yit", "الأجوبة ديالكم محفوظين", at("phone")),
            ("عييت", "الأجوبة ديالكم محفوظين", at("phone")),
            ("c'est trop long", "الأجوبة ديالكم محفوظين", at("phone")),
        ],
    ),
    "who is tired may go on later: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="phone"),
            ("خسته شدم", "پاسخ‌هایتان محفوظ است", at("phone")),
        ],
    ),
    "who is tired may go on later: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="phone"),
            ("تعبت", "أجوبتكم محفوظة", at("phone")),
        ],
    ),
    "who helps is somebody of the family: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="helper"),
            ("أخي يساعدني", "هل تقصدون: نعم؟"),
            ("نعم", at("helper_role")),
            ("أخي", "هل تقصدون: فرد من العائلة؟"),
            ("نعم", at("consent_reminders")),
        ],
        keeps={"helper": "yes", "helper_role": "family"},
    ),
    "who helps is somebody of the family: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="helper"),
            ("weldi kay3awni", "واش كتقصدو: إييه؟"),
            ("ah", at("helper_role")),
            ("wldi", "واش كتقصدو"),
            (tap("yes"), at("consent_reminders")),
        ],
        keeps={"helper_role": "family"},
    ),
    "who helps is somebody of the family: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="helper"),
            ("ma sœur ne m'aide pas", at("helper"), stage("asking")),
            ("ma cousine m'aide", "Vouliez-vous dire : Oui ?"),
            ("oui", at("helper_role")),
            ("ma cousine", "Vouliez-vous dire : Famille ?"),
            ("oui", at("consent_reminders")),
        ],
        keeps={"helper_role": "family"},
    ),
    "who helps is somebody of the family: Persian on an Arabic keyboard": Walk(
        says=[
            start("elites"),
            fill(SARA, until="helper"),
            ("پسرم كمكم ميكنه", "منظورتان این است: بله؟"),
            ("بله", at("helper_role")),
        ],
        keeps={"helper": "yes"},
    ),
    "a language that is not spoken here": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            ("beddel lougha", stage("choosing_language")),
            ("français", "هنا كنهضرو: الدارجة والعربية", stage("choosing_language")),
            ("la", at("gender"), stage("asking")),
        ],
    ),
    "who asks is told where to ask: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="mode"),
            ("wach had chi b flous", "باش تسولو الفريق كتبو «شي واحد»", at("mode")),
            ("chi wahed", "غادي يتاصل بيكم", at("mode")),
        ],
        alerts=["person_wanted"],
    ),
    "who asks is told where to ask: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("vous payez le transport ?", "Pour poser une question à l’équipe", at("gender")),
            ("combien ça coûte", "Pour poser une question à l’équipe", at("gender")),
        ],
    ),
    "later, in a whole sentence": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="mode"),
            ("ghadi nkmel mn b3d", "الأجوبة ديالكم محفوظين", at("mode")),
        ],
    ),
    "start brings the messages back, and she stays where she was: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("stop", "écrivez « début »", stage("stopped")),
            ("coucou", "toujours arrêtés", at("edu")),
            ("début", "Les messages reprennent", silent_about("première question"), at("edu")),
            ("début", "première question", at("mode")),
        ],
    ),
    "start brings the messages back, and she stays where she was: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("توقف", "«ابدأ»", stage("stopped")),
            ("مرحبا", at("edu")),
            ("ابدأ", at("edu")),
        ],
    ),
    "start brings the messages back, and she stays where she was: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("توقف", "«شروع»", stage("stopped")),
            ("سلام", at("province")),
            ("شروع", at("province")),
        ],
    ),
    "start brings the messages back, and she stays where she was: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("حبس", "«بدا»", stage("stopped")),
            ("salam", at("edu")),
            ("bda", at("edu")),
        ],
    ),
    "goodbye, and a question after all": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("au revoir", "vos réponses sont gardées", at("edu")),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("ça commence quand ?", "Pour poser une question", "« une personne »"),
            ("une personne", "vous contactera"),
            ("merci", "Je vous en prie", silent_about("Pour poser")),
        ],
        alerts=["person_wanted"],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_in_passing(walk: Walk, walked: Taken) -> None:
    await walked(walk)
