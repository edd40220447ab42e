"""A flow that forgives: short reprompts, changes by name, pauses, two messages for one answer."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    album,
    at,
    contact,
    edited,
    fill,
    in_language,
    lacks,
    location,
    offers,
    reply,
    short,
    silent_about,
    stage,
    start,
    tap,
    together,
    voice,
    wait,
)

WALKS = {
    # ---------------------------------------------------------------- said again, in short
    "the consent is not understood: one line, not the whole text": Walk(
        says=[
            start("femmpact"),
            ("les enfants dorment", "Acceptez-vous de participer ?", short(250), offers("agree")),
            (
                "???",
                "Acceptez-vous de participer ?",
                short(300),
                silent_about("service de messages"),
            ),
            ("aide", "Acceptez-vous de participer ?", silent_about("service de messages")),
            ("répéter", "service de messages automatiques"),
            ("j'accepte", at("mode")),
        ],
    ),
    "the consent is not understood in Darija, in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            ("wach hadchi fabor", "واش متافقين تشاركو؟", short(200), stage("consent")),
            ("chhal men nhar", short(260), stage("consent")),
            ("نعم", at("mode")),
        ],
    ),
    "the summary is not understood, and after my data: one line": Walk(
        says=[
            start("elites"),
            fill(SARA),
            ("چه عجب", "آیا پاسخ‌هایتان درست است؟", short(200), silent_about("نام: سارا")),
            ("اطلاعات من", "نام: سارا محمدی", "آیا پاسخ‌هایتان درست است؟"),
            ("سلام", "سلام.", "آیا پاسخ‌هایتان درست است؟", short(160)),
            ("تکرار", "نام: سارا محمدی", stage("summary")),
            ("بله", "شماره ثبت:"),
        ],
        status="finished",
    ),
    "my data says how questions are really put": Walk(
        says=[
            start("almontija-ary"),
            (fill(FATIMA, reads="/voice_only"), silent_about("كتابة ولا صوت: صوت")),
            ("ma3loumati", "هادشي اللي عندنا عليكم", "كتابة ولا صوت: صوت"),
        ],
    ),
    # ---------------------------------------------------------------- almost a command
    "a misspelt command is asked back, and is carried out when it is meant": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="team_size"),
            ("retuor", "Vouliez-vous dire : Retour ?", stage("confirming")),
            ("oui", lacks("yes"), stage("asking")),
        ],
    ),
    "a misspelt command is asked back, and the question stays open when it is not meant": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="team_size"),
            ("arrrt", "Arrêter les messages", stage("confirming")),
            ("non", at("team_size")),
            ("arrrt", "Arrêter les messages"),
            ("12", silent_about("Arrêter")),
        ],
    ),
    # ---------------------------------------------------------------- struggling
    "struggling with a number: an example, other words each time, never the end": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="team_size"),
            ("beaucoup", "nombre entier", lacks("keep"), silent_about("passer cette question")),
            ("toute ma famille", "passer cette question"),
            ("les copines aussi", "Ce n’est pas grave", silent_about("nombre entier")),
            ("elles toutes", "Rien ne presse", silent_about("Ce n’est pas grave")),
            ("tout le village", "Merci d’essayer", offers("skip", "person")),
            ("parler à quelqu'un", "Un membre de l’équipe", at("team_size")),
            ("quatre", at("consent_sensitive")),
        ],
        keeps={"team_size": 4},
        alerts=["person_wanted"],
    ),
    "struggling with a choice in Darija: the first answer is the example": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("hadchi zwin", silent_about("رقم من اللائحة"), at("stage")),
            ("safi zid chwiya", "مثلا كتبو الرقم 1 ولا: فكرة", "تقدرو تهضرو مع شي واحد"),
            ("wa hadchi s3ib", "ماشي مشكل", at("stage")),
            ("fikra", at("project_kind")),
        ],
        keeps={"stage": "idea"},
    ),
    "struggling with a name, in Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("۱۲۳", at("full_name")),
            ("۴۵۶", "مثلاً: سارا محمدی", at("full_name")),
            ("۷۸۹", "اشکالی ندارد", at("full_name")),
            ("سارا محمدی", at("gender")),
        ],
    ),
    "struggling with an answer that is there: keeping it is offered, not skipping": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("رجوع", at("phone"), offers("keep"), lacks("skip")),
            ("12", at("phone")),
            ("34", "يمكنكم الاحتفاظ بجوابكم", silent_about("تخطي هذا السؤال")),
            (tap("keep"), at("edu")),
        ],
        keeps={"phone": "+212661234567"},
    ),
    # ---------------------------------------------------------------- changing an answer
    "changed at the summary, in the words of each language: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            ("changer", "Quelle réponse", offers("person/full_name", "back")),
            ("nom", at("full_name")),
            ("retour", "Quelle réponse", offers("person/phone")),
            ("retour", stage("summary"), "Nom : Awa Koné"),
            ("modifier téléphone", at("phone"), "Votre réponse actuelle"),
            ("annuler", stage("summary")),
            ("plus tard", "vos réponses sont gardées", stage("summary")),
            ("je veux changer mon âge", at("birth_year")),
            ("1999", "Année de naissance : 1999", stage("summary")),
            ("oui", "Numéro"),
        ],
        keeps={"birth_year": 1999},
        status="finished",
    ),
    "changed at the summary, in the words of each language: Darija in Latin letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("nbeddel", "أشمن جواب بغيتو تبدلو؟"),
            ("cancel", stage("summary")),
            ("bghit nbeddel nemra", at("phone")),
            ("0699887766", "التيليفون: +212699887766", stage("summary")),
            ("beddel smiya", at("full_name")),
            ("lour", "أشمن جواب بغيتو تبدلو؟"),
            ("nbeddel l3mr", at("birth_year")),
            (tap("keep"), stage("summary")),
            ("wakha", "رقم التسجيل"),
        ],
        keeps={"phone": "+212699887766"},
        status="finished",
    ),
    "changed at the summary, in the words of each language: Darija in Arabic letters": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("من بعد", "الأجوبة ديالكم محفوظين", stage("summary")),
            ("تبديل", "أشمن جواب بغيتو تبدلو؟"),
            ("الخدمة", at("work_now")),
            (tap("keep"), stage("summary")),
            ("نبدل السن", at("birth_year")),
            ("1990", stage("summary")),
        ],
        keeps={"birth_year": 1990},
    ),
    "changed at the summary, in the words of each language: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA),
            ("تعديل", "أي جواب"),
            ("الاسم", at("full_name")),
            ("خديجة العلوي الإدريسي", "خديجة العلوي الإدريسي", stage("summary")),
            ("أريد تغيير رقم الهاتف", at("phone")),
        ],
        keeps={"full_name": "خديجة العلوي الإدريسي"},
    ),
    "changed at the summary, in the words of each language: Persian": Walk(
        says=[
            start("elites"),
            fill(SARA),
            ("تغییر", "کدام پاسخ"),
            ("برگشت", stage("summary")),
            ("سنم را عوض کن", at("birth_year")),
            ("۱۳۷۸", "سال تولد: ۱۳۷۸", stage("summary")),
            ("ویرایش تلفن", at("phone")),
            ("لغو", stage("summary")),
        ],
        keeps={"birth_year": 1999},
    ),
    "changed in the middle, and on where she was": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("نبدل السن", at("birth_year"), "الجواب ديالكم دابا: 1991"),
            ("1992", at("edu")),
            ("bghit nbeddel smiti", at("full_name")),
            ("rje3", at("edu")),
            ("nbeddel", "أشمن جواب بغيتو تبدلو؟"),
            ("back", at("edu")),
            ("3", at("in_education")),
        ],
        keeps={"birth_year": 1992, "edu": "primary"},
    ),
    "changed in the middle where any words would be an answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("modifier téléphone", at("phone")),
            ("0708091012", at("pitch")),
            ("changer la vie des femmes du quartier", at("problem")),
            ("modifier", "Quelle réponse"),
            ("retour", at("problem")),
        ],
        keeps={"phone": "+2250708091012", "pitch": "changer la vie des femmes du quartier"},
    ),
    "changed to what asks for more: only that is asked, and it cannot be left out": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            ("changer pays", at("country")),
            ("sénégal", at("region")),
            ("annuler", "Vos réponses sont gardées", stage("choosing_programme")),
            ("femmpact", at("region")),
            ("dakar", stage("summary")),
        ],
        keeps={"region": "SN-DK"},
    ),
    "an answer by its name after registration": Walk(
        says=[
            start("elites"),
            fill(SARA),
            "بله",
            ("تغییر تلفن", at("phone")),
            ("09351112233", "تلفن: +989351112233", stage("summary")),
            ("بله", "شماره ثبت"),
        ],
        keeps={"phone": "+989351112233"},
        status="finished",
    ),
    # ---------------------------------------------------------------- edited, replied, joined
    "a message is edited while its answer is the last": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Awa Kone", at("gender")),
            (edited("Awa Marie Koné"), "C’est changé. Nom : Awa Marie Koné", at("gender")),
            ("femme", at("birth_year")),
            (edited("homme"), "C’est changé. Femme ou homme : Homme", at("birth_year")),
        ],
        keeps={"full_name": "Awa Marie Koné", "gender": "man"},
    ),
    "a message is edited to what is no answer": Walk(
        says=[
            start("elites"),
            fill(SARA, until="birth_year"),
            ("۱۳۷۹", at("phone")),
            (edited("نمی‌گویم"), "برای تغییر یک پاسخ", at("phone")),
        ],
        keeps={"birth_year": 2000},
    ),
    "a message is edited, and a minor is none": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("2010", at("guardian_ok")),
            (edited("2001"), "بدلناه. عام الازدياد: 2001", at("phone")),
        ],
        keeps={"birth_year": 2001},
    ),
    "a reply to an older question answers that one": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            (reply("full_name", "فاطمة بنعلي"), "بدلناه. السمية: فاطمة بنعلي", at("edu")),
            (reply("edu", "3"), at("in_education")),
            (reply("birth_year", "ghedda"), "هادا ماشي جواب على", at("in_education")),
            (reply("birth_year", "حبس"), stage("stopped")),
        ],
        keeps={"full_name": "فاطمة بنعلي", "edu": "primary", "birth_year": 1991},
    ),
    "a name in two messages": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            (together("Awa", "Marie Koné"), "C’est changé. Nom : Awa Marie Koné", at("gender")),
        ],
        keeps={"full_name": "Awa Marie Koné"},
        forgets=["gender"],
    ),
    "a number that comes at once is no rest of a name": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            (together("Awa", "trente quatre"), silent_about("C’est changé"), at("gender")),
        ],
        keeps={"full_name": "Awa"},
        forgets=["gender"],
    ),
    "a number and its word in two messages": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="team_size"),
            (
                together("5", "personnes"),
                silent_about("n’avons pas compris"),
                at("consent_sensitive"),
            ),
        ],
        keeps={"team_size": 5},
    ),
    "a name in two messages, in Persian": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            (together("سارا", "محمدی"), "نام: سارا محمدی", at("gender")),
        ],
        keeps={"full_name": "سارا محمدی"},
    ),
    "a second message that comes later may be a part of the answer: it is asked back": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Awa", at("gender")),
            ("Marie Koné", "C’est bien votre réponse ? Awa Marie Koné"),
            ("non", "Vous êtes", at("gender")),
            ("Marie Koné", "C’est bien votre réponse ? Awa Marie Koné"),
            ("oui", "C’est changé. Nom : Awa Marie Koné", at("gender")),
        ],
        keeps={"full_name": "Awa Marie Koné"},
    ),
    "a second message that comes much later is no part of the answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("Awa", at("gender")),
            wait("PT1H"),
            ("Marie Koné", "n’avons pas compris", at("gender")),
        ],
        keeps={"full_name": "Awa"},
    ),
    "an album where words are asked: refused once": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            (album("image", "image", "image"), "بالكتابة", short(200), at("full_name")),
            ("فاطمة", at("gender")),
        ],
    ),
    "an album where a voice note is welcome: the first part is taken": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="project_say"),
            (album("voice", "voice", "voice"), "يكفي ملف واحد", at("alone_or_group")),
        ],
    ),
    "a place and a number that nobody asked for": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (location(5.3, -4.0), "aucune position", at("town")),
            (contact("+2250708091011"), "aucun numéro", at("town")),
            ("Yopougon", at("milieu")),
        ],
        keeps={"town": "Yopougon"},
    ),
    # ---------------------------------------------------------------- where, later, leaving
    "where am I, and later: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            ("où en suis-je ?", "Vous êtes à la question", at("town")),
            ("plus tard", "vos réponses sont gardées", at("town")),
            wait("P3D"),
            ("bonjour", "Vous en étiez à la question", at("town")),
        ],
    ),
    "where am I, and later: Darija in both scripts": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("fin wsalna", "راكم فالسؤال", at("stage")),
            ("فين وصلنا؟", "راكم فالسؤال", at("stage")),
            ("من بعد", "الأجوبة ديالكم محفوظين", at("stage")),
            ("mn ba3d", "الأجوبة ديالكم محفوظين", at("stage")),
            ("فكرة", at("project_kind")),
        ],
    ),
    "where am I, and later: Arabic and Persian": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="full_name"),
            ("لاحقا", "أجوبتكم محفوظة", at("full_name")),
            ("أين وصلت؟", "أنتم في السؤال", at("full_name")),
            start("elites"),
            (fill(SARA, until="full_name"), in_language("fa")),
            ("کجا هستم؟", "شما در پرسش", at("full_name")),
            ("بعدا", "پاسخ‌هایتان محفوظ است", at("full_name")),
            ("سارا محمدی", at("gender")),
        ],
    ),
    "cancelled: the answers are kept, and how to come back": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            ("لغو", "پاسخ‌هایتان محفوظ است", "شبکه", stage("choosing_programme")),
            ("1", stage("asking")),
        ],
    ),
    "from the beginning says what happens": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("recommencer", "Vos réponses sont gardées", at("mode"), offers("keep")),
            ("texte", at("edu")),
        ],
    ),
    # ---------------------------------------------------------------- help, in two short halves
    "help and more of it in Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("عاونوني", "«نبدل»", "«مساعدة خرى»", at("birth_year")),
            ("mosa3ada khra", "«نربط حسابي»", silent_about("«نبدل»"), at("birth_year")),
            ("مساعدة خرى", "«حبس»", at("birth_year")),
            ("7bes", stage("stopped")),
        ],
    ),
    "help and more of it in Persian, where something is to be confirmed": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("خراسان", stage("confirming")),
            ("راهنمایی", "«کارشناس»", stage("confirming")),
            ("راهنمایی بیشتر", "«اتصال حساب دیگر»", stage("confirming")),
            ("komak bishtar", "«زبان»", stage("confirming")),
            ("کارشناس", "یکی از همکاران", stage("confirming")),
        ],
        alerts=["person_wanted"],
    ),
    # ---------------------------------------------------------------- asked back, stopped
    "what is asked back has actions": Walk(
        says=[
            start("elites"),
            fill(SARA, until="province"),
            ("خراسان", stage("confirming"), offers("help", "person")),
            ("کمک", "می‌توانید بنویسید", stage("confirming"), offers("1")),
            (tap("person"), "یکی از همکاران", stage("confirming")),
            ("2", at("county")),
        ],
        alerts=["person_wanted"],
    ),
    "erasing: yes and the word for it; anything else is said to be not understood": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("mse7 lma3loumat dyali", offers("yes", "no", "help")),
            ("chno hadchi", "ما فهمناش", "واش بغيتو نمسحو", stage("confirming")),
            ("صافي", "ما فهمناش", stage("confirming")),
            ("ah mse7", "مسحنا كلشي"),
        ],
        forgets=["full_name"],
    ),
    "erasing, and the help in between": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("supprimer mes données", stage("confirming")),
            ("aide", "Écrivez", "définitivement", stage("confirming")),
            ("mes données", "Nom : Awa Koné", at("edu")),
            ("supprimer mes données", stage("confirming")),
            ("oui supprime", "effacé"),
        ],
    ),
    "after stop: no, Baraka, and a greeting": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("حبس", "حبسنا الميساجات", stage("stopped")),
            ("lla", "مازال محبوسين", short(120), stage("stopped")),
            ("Baraka", "مازال محبوسين", short(120), stage("stopped")),
            ("salam", "مازال محبوسين", at("stage"), stage("asking")),
            ("فكرة", silent_about("محبوسين"), at("project_kind")),
        ],
    ),
    # ---------------------------------------------------------------- taking the agreement back
    "the agreement is taken back: French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("je retire mon accord", "Voulez-vous le retirer ?", offers("yes", "no")),
            ("d'accord euh", "n’avons pas compris", stage("confirming")),
            ("ok ok", "n’avons pas compris", stage("confirming")),
            ("non", at("edu")),
            ("je retire mon accord", stage("confirming")),
            ("oui", "Vous avez retiré votre accord", stage("done")),
            ("mes données", "Nom : Awa Koné", "écrivez « début »", stage("done")),
            ("merci", "Je vous en prie", "écrivez « début »", stage("done")),
            ("début", "Êtes-vous d’accord ?", stage("consent")),
        ],
    ),
    "from the beginning, before she agreed: the agreement is still asked": Walk(
        says=[
            start("femmpact"),
            ("recommencer", stage("consent")),
            ("oui", at("mode")),
        ],
    ),
    "the agreement is taken back after registration: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            "إييه",
            ("نسحب الموافقة", "واش بغيتو تسحبوها؟", offers("yes", "no")),
            (tap("yes"), "سحبتو الموافقة ديالكم", stage("done")),
        ],
        status="withdrawn",
        ends="done",
    ),
    "the agreement is taken back: Darija in Latin letters, Arabic": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("bghit ns7eb lmowafa9a", "واش بغيتو تسحبوها؟"),
            ("la", at("stage")),
            ("اللغة", stage("choosing_language")),
            ("العربية", at("stage"), in_language("ar")),
            ("أسحب موافقتي", "هل تريدون سحبها؟"),
            ("نعم", "سحبتم موافقتكم"),
        ],
        status="withdrawn",
    ),
    "the agreement is taken back: Persian; there is nothing to take back before": Walk(
        says=[
            start("elites"),
            ("رضایتم را پس می‌گیرم", "چیزی برای پس گرفتن نیست", stage("consent")),
            fill(SARA, until="degree"),
            ("رضایتم را پس می‌گیرم", "آیا می‌خواهید پس بگیرید؟"),
            ("بله", "رضایت خود را پس گرفتید"),
        ],
        status="withdrawn",
    ),
    # ---------------------------------------------------------------- voice where it is not asked
    "a voice note as a reply to the question before": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="alone_or_group"),
            (reply("project_say", upload="voice"), "بدلناه", at("alone_or_group")),
            (voice(), at("alone_or_group")),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)
