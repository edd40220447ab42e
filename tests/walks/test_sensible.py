"""Where a careful clerk would do one thing: what people really type, and that one thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.compiling import alone
from storage.engine import Store
from tests.walks.conftest import Taken, take
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    edited,
    fill,
    in_language,
    offers,
    reply,
    short,
    silent_about,
    stage,
    start,
    tap,
    wait,
)

WALKS = {
    "an answer and a question in one message, in French: both are heard": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="helper"),
            ("ok mais qui êtes-vous ?", "Il sert à s’inscrire", "Vouliez-vous dire : Oui"),
            ("non", at("helper")),
            fill(AWA, until="full_name"),
            ("Awa Koné, et vous c'est qui ?", "Il sert à s’inscrire", at("gender")),
            ("femme, pourquoi ?", "Nous le demandons pour", at("birth_year")),
            ("2000 c'est obligatoire ?", "Participer est facultatif", at("phone")),
            fill(AWA, until="days"),
            ("lundi et mardi, c'est payant ?", "gratuit", at("slot")),
            fill(AWA, until="team_size"),
            ("5 et comment ça marche ?", "Il sert à s’inscrire", at("consent_sensitive")),
        ],
        keeps={
            "full_name": "Awa Koné",
            "gender": "woman",
            "birth_year": 2000,
            "days": ["mon", "tue"],
            "team_size": 5,
        },
    ),
    "an answer and a question in one message, in Darija: a loose yes is asked back": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="helper"),
            ("wakha walakin chkoun ntouma", "هنا كتسجلو", "واش كتقصدو: إييه؟"),
            ("lla", at("helper")),
            fill(FATIMA, until="gender"),
            ("mra walakin 3lach katsowlou?", "كنسولو على هادشي", at("birth_year")),
            ("1991 wach hadchi sirri?", "غير الفريق ديال البرنامج", at("phone")),
        ],
        keeps={"gender": "woman", "birth_year": 1991},
    ),
    "an answer and a question in one message, in Persian and in Arabic": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("سارا محمدی، شما؟", "این یک خدمت پیام‌رسانی خودکار", at("gender")),
            ("زن، چرا می‌پرسید؟", "این را برای ثبت‌نام", at("birth_year")),
            ("۱۳۷۹ محرمانه است؟", "فقط گروه اجرای برنامه", at("phone")),
        ],
        keeps={"full_name": "سارا محمدی", "gender": "woman", "birth_year": 2000},
    ),
    "a yes and a question, to what is asked back and to the summary": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("24 ans", "Vouliez-vous dire : 2002"),
            ("oui mais pourquoi ?", "Nous le demandons pour votre inscription", at("phone")),
            fill(AWA),
            ("oui mais vous me rappelez quand ?", "Prochaine étape", stage("summary")),
            ("supprimer mes données", "Voulez-vous effacer", stage("confirming")),
            ("oui mais c'est gratuit ?", "gratuit", "Voulez-vous effacer", stage("confirming")),
        ],
        keeps={"birth_year": 2002},
    ),
    "who will not tell has told nothing": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("je ne veux pas le dire ici", "C’est bien votre réponse", stage("confirming")),
            ("non", at("pitch")),
        ],
        forgets=["pitch"],
    ),
    "a story that holds a question is the answer": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("Transformer la mangue et qui sait un jour exporter ?", at("problem")),
        ],
        keeps={"pitch": "Transformer la mangue et qui sait un jour exporter ?"},
    ),
    "a question is announced, in four languages' words": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("3ndi so2al", "باش تسولو الفريق", at("edu")),
            ("عندي سؤال", "باش تسولو الفريق", silent_about("واش كتقصدو"), at("edu")),
            ("j'ai une question", "باش تسولو الفريق", at("edu")),
            ("سوال دارم", "باش تسولو الفريق", at("edu")),
        ],
    ),
    "what is this, may I stop, what if I err": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="edu"),
            ("ما هذا البرنامج", "هنا نسجلكم في برنامج", at("edu")),
            ("هل يمكنني التوقف متى أريد؟", "في أي وقت: اكتبوا «توقف»", at("edu")),
            ("ماذا لو أخطأت؟", "يمكنكم تغيير أي جواب", at("edu")),
            ("c'est quoi المنتجة ?", "هنا نسجلكم في برنامج", at("edu")),
        ],
    ),
    "the question was not understood: how to answer it, at once": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("ma fhemtch so2al", "مثلا كتبو الرقم 1", at("edu")),
        ],
    ),
    "a sentence is no name, in French": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("j'habite à Cocody", "C’est bien votre réponse", stage("confirming")),
            ("non", at("full_name")),
            ("Awa de la Fontaine", at("gender")),
        ],
        keeps={"full_name": "Awa de la Fontaine"},
    ),
    "a sentence is no name, in Persian, Arabic and Darija": Walk(
        says=[
            start("elites"),
            fill(SARA, until="full_name"),
            ("تهران زندگی می‌کنم", "آیا پاسخ شما این است؟", stage("confirming")),
            ("أسكن في آسفي", "آیا پاسخ شما این است؟", stage("confirming")),
            ("ana saken f safi", "آیا پاسخ شما این است؟", stage("confirming")),
            ("سارا محمدی", at("gender")),
        ],
        keeps={"full_name": "سارا محمدی"},
    ),
    "the menu is left again as it came": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("menu", stage("choosing_programme")),
            ("kemmel", at("edu")),
            ("lghi", stage("choosing_programme")),
            ("lghi", at("edu")),
            ("menu", stage("choosing_programme")),
            ("fin ana", "السؤال 9 من", at("edu")),
        ],
    ),
    "goodbye after a no: nothing is said to be kept": Walk(
        says=[
            start("femmpact"),
            "non",
            ("au revoir", "Écrivez-nous quand vous voulez", silent_about("gardées")),
        ],
        status="refused",
    ),
    "where she was is said once, with whatever she says first": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            wait("P2D"),
            ("me revoilà", "Vous en étiez à la question 13"),
            ("je suis occupée là, on continue demain", silent_about("Bon retour"), at("edu")),
            wait("P1D"),
            ("parler à quelqu'un", "vous contactera", "Vous en étiez à la question 13"),
            ("primaire", silent_about("Bon retour"), at("in_education")),
        ],
    ),
    "another language where it is asked whether to erase, and while stopped": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            "مسح المعلومات ديالي",
            ("العربية", "هل تريدون حذف كل أجوبتكم", in_language("ar"), stage("confirming")),
            ("لا", "ما آخر مستوى دراسي؟", at("edu")),
            "توقف",
            ("الدارجة", "الميساجات مازال محبوسين", in_language("ary"), at("edu")),
        ],
        keeps={"full_name": "فاطمة الزهراء بنعلي"},
    ),
    "who does not know whether to agree is told that she is free": Walk(
        says=[
            start("femmpact"),
            ("je ne sais pas", "Participer est facultatif", silent_about("nécessaire")),
        ],
    ),
    "no answer is to be changed after all": Walk(
        says=[
            start("elites"),
            fill(SARA),
            ("ویرایش", "کدام پاسخ را می‌خواهید تغییر دهید؟"),
            ("هیچی", "آیا درست است؟"),
            "ویرایش",
            ("همه درسته", "آیا درست است؟"),
        ],
    ),
    "one purpose alone is withdrawn, in words that name it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="exchange_visit"),
            ("je veux retirer mon accord pour les questions plus tard", at("exchange_visit")),
            ("je retire mon accord pour les rappels", at("exchange_visit")),
            ("je ne veux plus répondre aux questions sensibles", at("exchange_visit")),
        ],
        keeps={
            "consent_main": "agree",
            "consent_followup": "no",
            "consent_reminders": "no",
            "consent_sensitive": "no",
        },
        forgets=["funding"],
    ),
    "a language that is asked for politely": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            ("هل يمكن بالعربية", "ما آخر مستوى دراسي؟", in_language("ar")),
        ],
    ),
    "somebody else answers now, as people say it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="sector"),
            ("c'est pour ma cousine maintenant", "une autre personne", stage("consent")),
        ],
    ),
    "a phone number in two halves": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="phone"),
            ("0612", "بالأرقام كاملين", at("phone")),
            ("345678", "واش كتقصدو: +212612345678", stage("confirming")),
            ("iyeh", at("edu")),
        ],
        keeps={"phone": "+212612345678"},
    ),
    "a text that was refused, or asked back, is edited": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="phone"),
            ("07", "tous ses chiffres", at("phone")),
            (edited("0708091011"), at("country")),
            "cote divoire",
            ("abijan", "Vouliez-vous dire : Abidjan", stage("confirming")),
            (edited("Lagunes"), at("town"), stage("asking")),
        ],
        keeps={"phone": "+2250708091011", "district": "CI-LG"},
    ),
    "an older answer is edited, and the newest": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            "Awa Kone",
            "femme",
            "2001",
            (edited("Awa Koné", ago=2), "C’est changé. Nom : Awa Koné", at("phone")),
            (edited("2000"), "C’est changé. Année de naissance : 2000", at("phone")),
        ],
        keeps={"full_name": "Awa Koné", "birth_year": 2000},
    ),
    "a story told in two messages, where the next question wants words too": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("Je veux transformer la mangue", at("problem")),
            ("en jus avec les femmes du quartier", "C’est bien votre réponse", "la mangue en jus"),
            ("oui", "C’est changé. Idée", at("problem")),
            ("Les mangues pourrissent", at("incubator")),
            ("avec toutes ces pluies", "C’est bien votre réponse", "pourrissent avec toutes"),
            ("non", at("incubator")),
            ("avec toutes ces pluies", "Nous n’avons pas compris", at("incubator")),
        ],
        keeps={
            "pitch": "Je veux transformer la mangue en jus avec les femmes du quartier",
            "problem": "Les mangues pourrissent",
        },
    ),
    "a story told in two messages, in Darija and before a choice": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_say"),
            ("bghit n7el mahal", at("alone_or_group")),
            ("dyal lkhyata m3a jarat", "واش هادا هو الجواب ديالكم؟", stage("confirming")),
            ("ah", "بدلناه. المشروع", at("alone_or_group")),
        ],
        keeps={"project_say": "bghit n7el mahal dyal lkhyata m3a jarat"},
    ),
    "two words are no rest of a story": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA, until="project_say", stage="انطلق حديثًا"),
            "عندي بقرتان وأبيع الحليب",
            ("مع زوجي", silent_about("هل هذا جوابكم"), at("alone_or_group")),
        ],
        keeps={"project_say": "عندي بقرتان وأبيع الحليب"},
    ),
    "what comes after a while is no rest of a story": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="project_say"),
            ("bghit n7el mahal", at("alone_or_group")),
            wait("PT1H"),
            ("dyal lkhyata m3a jarat", "ما فهمناش الجواب", at("alone_or_group")),
        ],
        keeps={"project_say": "bghit n7el mahal"},
    ),
    "replies to older questions: not so, one more, and a question": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="slot", days="tnin"),
            (reply("phone", "machi had nmra"), "الجواب ديالكم دابا: +212612345678", at("phone")),
            ("0699887766", "بدلناه. التيليفون: +212699887766", at("slot")),
            (reply("days", "w larb3"), "بدلناه. النهار: التنين والأربع", at("slot")),
            (reply("edu", "chnou smiya dyal lprof?"), "باش تسولو الفريق", at("slot")),
        ],
        keeps={"phone": "+212699887766", "days": ["mon", "wed"], "edu": "primary"},
    ),
    "a no as a reply to what was agreed to at first": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="sector"),
            (reply("consent_main", "non"), "Si vous retirez votre accord", stage("confirming")),
            ("non", at("sector")),
            (reply("consent_main", "non"), "Si vous retirez votre accord", stage("confirming")),
            ("oui, je retire", "Vous avez retiré votre accord"),
        ],
        status="withdrawn",
    ),
    "a button of what is asked before erasing, written out": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="edu"),
            "مسح المعلومات ديالي",
            ("لا، خليوهم", at("edu")),
            "مسح المعلومات ديالي",
            ("إييه، مسحوهم", "مسحنا كلشي"),
        ],
    ),
    "who needs people is heard: the team is told": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("3afak 3awnini rajli kaydrebni", "غادي يتاصل بيكم شي واحد", at("stage")),
            ("بغيت نموت", "غادي يتاصل بيكم شي واحد", at("stage")),
        ],
        alerts=["person_wanted"],
    ),
    "who needs people is heard where a story is told, too": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="pitch"),
            ("je veux mourir", "vous contactera", at("pitch")),
            ("Ouvrir un centre pour les femmes que leur mari frappe ou menace", at("problem")),
        ],
        alerts=["person_wanted"],
    ),
    "the number is her sister's": Walk(
        account="whatsapp:default",
        phone="+212612345678",
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="phone"),
            ("la hadi dyal khti", "شنو هي نمرة التيليفون", silent_about("+212612345678")),
            ("0611223344", at("edu")),
        ],
        keeps={"phone": "+212611223344"},
    ),
    "a yes to the number that is shown keeps it, whatever the chat's own is": Walk(
        account="whatsapp:default",
        phone="+2250708091011",
        says=[
            start("femmpact"),
            fill(AWA, until="phone"),
            ("non", at("phone")),
            ("0102030405", at("country")),
            ("modifier mon numéro", "Votre réponse actuelle : +2250102030405", at("phone")),
            ("oui", silent_about("+2250708091011"), at("country")),
        ],
        keeps={"phone": "+2250102030405"},
    ),
    "a name behind a greeting, or among flowers": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            ("سارا 🌹 محمدی", "واش كتقصدو: سارا محمدی", stage("confirming")),
            ("lla", at("full_name")),
            ("salam 3likom ana فاطمة بنعلي", "واش كتقصدو: فاطمة بنعلي", stage("confirming")),
            ("ah", at("gender")),
        ],
        keeps={"full_name": "فاطمة بنعلي"},
    ),
    "back in a programme in the language that she was there in": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            start("femmpact"),
            fill(AWA, until="gender"),
            ("menu", stage("choosing_programme")),
            ("المنتجة", "مرا ولا راجل؟", in_language("ary"), at("gender")),
        ],
    ),
    "none of what is asked back, in the words of the button": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("tlatin", "واش كتقصدو شي واحد من هادو؟"),
            ("حتى واحد من هادو", silent_about("واش كتقصدو"), at("birth_year"), stage("asking")),
            ("tlatin", "واش كتقصدو شي واحد من هادو؟"),
            ("walo", silent_about("واش كتقصدو"), at("birth_year"), stage("asking")),
        ],
    ),
    "her sister does not agree: the turn comes back": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            tap("confirm"),
            ("nsejel khti", stage("consent")),
            ("la", "ما وافقتوش", "الدور دابا: فاطمة", stage("done")),
            ("المعلومات ديالي", "هادشي اللي عندنا على: فاطمة"),
        ],
    ),
    "her cousin does not agree, in the middle: whose turn is it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("inscrire ma cousine", stage("consent")),
            (tap("refuse"), "Vous n’avez pas accepté", "À qui est-ce le tour"),
            ("Awa", "C’est le tour de : Awa", at("edu")),
        ],
    ),
    "which answer is to be changed: the new one itself": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="sector"),
            ("il y a une erreur", "Quelle réponse voulez-vous modifier"),
            ("1999", "Quelle est votre année de naissance", "C’est bien votre réponse ? 1999"),
            ("oui", "C’est changé. Année de naissance : 1999", at("sector")),
            ("il y a une erreur", "Quelle réponse voulez-vous modifier"),
            ("mon nom c'est Awa Diallo", "C’est bien votre réponse ? Awa Diallo"),
            ("oui", "C’est changé. Nom : Awa Diallo", at("sector")),
        ],
        keeps={"birth_year": 1999, "full_name": "Awa Diallo"},
    ),
    "who said stop answers all the same, by hand and by button": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="douar"),
            ("safi baraka", stage("stopped")),
            ("بويزات", "الميساجات مازال محبوسين", at("stage")),
            "حبس",
            (tap("idea"), "الميساجات مازال محبوسين", at("project_kind")),
        ],
        keeps={"douar": "bouizate", "stage": "idea"},
    ),
    "an address is changed: which answers it is made of": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="sector"),
            ("changer mon adresse", "Quelle réponse", offers("place/district", "place/town")),
            ("ville", "Votre réponse actuelle : Yopougon", at("town")),
            ("Dabou", "C’est changé. Ville ou village : Dabou", at("sector")),
        ],
        keeps={"town": "Dabou"},
    ),
    "an address is changed, in Darija: the douar": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="stage"),
            ("بغيت نبدل لادريسة", "الجواب ديالكم دابا: بويزات", at("douar")),
            (tap("keep"), at("stage")),
            ("bdel ladresse", at("douar")),
        ],
    ),
    "next, at a question in words that may be left out": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="problem"),
            ("suivant", "Vouliez-vous dire : Passer", stage("confirming")),
            ("oui", at("incubator")),
        ],
        keeps={"problem": None},
    ),
    "back to somebody by her name, as people say it": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("inscrire ma sœur", stage("consent")),
            fill(AWA, until="edu", full_name="Aya Bamba"),
            ("Awa Koné", "À qui est-ce le tour", offers("p1", "p2")),
            ("Awa Koné", "C’est le tour de : Awa", at("edu")),
            ("on revient à Aya", "À qui est-ce le tour"),
            ("Aya", "C’est le tour de : Aya", at("edu")),
        ],
    ),
    "who struggles is told little at a time": Walk(
        says=[
            start("femmpact"),
            ("bof", "Ici, il nous faut une réponse claire", short(250)),
            ("zut", "Ici, il nous faut une réponse claire", short(290)),
            ("ok", "prenez votre temps", silent_about("réponse claire"), short(250)),
            ("ok", "Ici, il nous faut une réponse claire", silent_about("Rien ne presse")),
            "J’accepte",
            fill(AWA, until="pitch"),
            "jus",
            ("eau", "Écrivez de 20 à 600", silent_about("De 20 à 600"), short(260)),
        ],
    ),
    "after weeks the whole text that is agreed to is read again": Walk(
        says=[
            start("femmpact"),
            wait("P21D"),
            ("bonjour", "Participer est facultatif", "Êtes-vous d’accord ?", stage("consent")),
        ],
    ),
    "a yes weeks after it was asked whether to erase, and after a nudge, erases nothing": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            ("supprimer mes données", "Voulez-vous effacer", stage("confirming")),
            (wait("P21D"), "Vos réponses sont gardées"),
            ("oui", "Vous en étiez à la question", "Voulez-vous effacer", stage("confirming")),
            ("non", at("edu")),
            ("supprimer mes données", "Voulez-vous effacer"),
            ("oui", "Tout est effacé"),
        ],
    ),
    "a yes weeks after something was asked back: it is asked again": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="birth_year"),
            ("35 3am", "واش كتقصدو", stage("confirming")),
            (wait("P21D"), "الأجوبة ديالكم محفوظين"),
            ("ah", "كنتو فالسؤال 7 من 25", "واش كتقصدو", stage("confirming")),
            ("ah", at("phone")),
        ],
    ),
    "weeks after she registered an answer is changed: she was at no question": Walk(
        says=[
            start("elites"),
            fill(SARA),
            "بله",
            wait("P21D"),
            "ویرایش تلفن",
            ("۰۹۱۲۱۱۱۲۲۳۳", silent_about("بودید"), stage("summary")),
            ("حذف اطلاعات من", stage("confirming")),
            ("بله", stage("choosing_language")),
        ],
    ),
    "after weeks in the middle of a change: the answer that it changes is shown": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="edu"),
            "modifier mon nom",
            wait("P21D"),
            ("bonjour", "Votre réponse actuelle : Awa Koné", at("full_name")),
            ("Awa Koné Traoré", "C’est changé. Nom : Awa Koné Traoré", at("edu")),
        ],
        keeps={"full_name": "Awa Koné Traoré"},
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, walked: Taken) -> None:
    await walked(walk)


MEASURED = """
| survey |
| | type | name | label::fr | label::fa | required |
| | time | hour | À quelle heure ? | چه ساعتی؟ | yes |
| | dateTime | moment | Quand ? | کی؟ | yes |
| | decimal | land | Combien d’hectares ? | چند هکتار؟ | yes |
| settings |
| | form_id | form_title |
| | measured | Measured |
"""
NEVER_UNDERSTOOD = {
    "French": Walk(
        says=[
            start("form-fr"),
            ("bof", "Envoyez une heure. Exemple : 10:30", at("hour")),
            "bof",
            ("bof", "prenez votre temps", "Par exemple : 10:30", silent_about("Envoyez")),
            ("10h", at("moment")),
            ("bof", "Envoyez un jour et une heure. Exemple : samedi 28 novembre 2026 à 10:30"),
        ],
        keeps={"hour": "10:00"},
    ),
    "Persian": Walk(
        says=[
            start("form-fa"),
            ("زود", "لطفاً ساعت را بفرستید. مثال: ۱۰:۳۰", at("hour")),
            ("ساعت ۵ عصر", at("moment")),
            ("یه وقتی", "لطفاً روز و ساعت را بفرستید"),
        ],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", NEVER_UNDERSTOOD.values(), ids=NEVER_UNDERSTOOD)
async def test_an_example_of_what_is_measured(walk: Walk, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "measured.md"
    path.write_text(MEASURED, encoding="utf-8")
    await take(walk, store, alone(path), tmp_path)
