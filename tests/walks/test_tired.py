"""Tired people: they do not understand, want another language, go away, come back, say fine."""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.people import AWA, FATIMA, KHADIJA, SARA
from tests.walks.runner import (
    Walk,
    at,
    fill,
    in_language,
    offers,
    short,
    silent_about,
    stage,
    start,
    tap,
    voice,
    wait,
)

WALKS = {
    "who does not understand is told how to answer: Darija": Walk(
        says=[
            start("almontija-ary"),
            ("ach hadchi", "هادي خدمة ديال الميساجات", "المنتجة", stage("consent")),
            fill(FATIMA, until="mode"),
            ("mfhmtch", "مثلا كتبو الرقم 1", "كيفاش بغيتو الأسئلة؟", at("mode")),
            fill(FATIMA, until="birth_year"),
            ("ما فهمتش", "كتبو العمر: 34 عام", at("birth_year")),
            fill(FATIMA, until="project_say"),
            ("chno nkteb", "جملة وحدة كافية", "تقدرو تدوزو", at("project_say")),
            fill(FATIMA),
            ("ma fhemtch", "مثلا كتبو الرقم 1 ولا: إييه، سجلو", short(200), stage("summary")),
        ],
    ),
    "who does not understand is told how to answer: Persian, French, Arabic": Walk(
        says=[
            start("elites"),
            ("این چیه", "این یک خدمت پیام‌رسانی خودکار", stage("consent")),
            fill(SARA, until="full_name"),
            ("نمی‌فهمم", "مثلاً: سارا محمدی", at("full_name")),
            ("یعنی چی", "مثلاً: سارا محمدی", at("full_name")),
        ],
        forgets=["full_name"],
    ),
    "who does not understand is told how to answer: French": Walk(
        says=[
            start("femmpact"),
            ("c koi", "Ceci est un service", "Femmpact", stage("consent")),
            fill(AWA, until="town"),
            ("jcomprends pas", "Quelques mots suffisent", "Passer", at("town")),
        ],
        forgets=["town"],
    ),
    "another language by its name, in the middle of a question": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            ("بالعربية من فضلكم", "الجنس؟", in_language("ar"), at("gender")),
            ("b darija", "مرا ولا راجل؟", in_language("ary"), at("gender")),
            ("français", "هنا كنهضرو: الدارجة والعربية", "«شي واحد»", at("gender")),
            ("tachelhit", "هنا كنهضرو", "«شي واحد»", at("gender")),
            ("1", at("birth_year")),
            fill(FATIMA),
            ("العربية", "هل هي صحيحة؟", in_language("ar"), stage("summary")),
        ],
        keeps={"lang": "ar"},
    ),
    "she is welcomed back once": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            wait("P3D"),
            ("euh", "Vous en étiez à la question 7", at("birth_year")),
            ("attends", silent_about("Vous en étiez"), at("birth_year")),
            ("2000", at("phone")),
            wait("P3D"),
            ("bonjour", "Vous en étiez à la question 8", at("phone")),
            ("bonjour", silent_about("Vous en étiez"), at("phone")),
        ],
        keeps={"birth_year": 2000},
    ),
    "a no where there is none to choose": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="helper"),
            ("ah", at("helper_role")),
            ("ma bghitch", "واش كتقصدو: دوز؟"),
            ("ah", at("consent_reminders")),
        ],
        forgets=["helper_role"],
    ),
    "a voice where something is chosen": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="gender"),
            (voice(), "بركو على شي جواب ولا صيفطو الرقم", silent_about("بالكتابة"), at("gender")),
        ],
    ),
    "a name and more": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("j'ai 25 ans", "avec des lettres", at("full_name")),
            ("Awa Koné 07 08 09 10 11", "Vouliez-vous dire : Awa Koné ?"),
            (tap("no"), at("full_name")),
            ("Awa ❤️", "Vouliez-vous dire : Awa ?"),
            ("oui", at("gender")),
        ],
        keeps={"full_name": "Awa"},
    ),
    "why a sensitive question is asked, it says itself": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="consent_sensitive"),
            ("علاش", "تقدرو تدوزو هاد السؤال", silent_about("نسجلوكم"), at("consent_sensitive")),
        ],
    ),
    "an agreement is refused in a sentence: asked back; one of its own says what for": Walk(
        says=[
            start("elites"),
            fill(SARA, until="consent_sensitive"),
            ("چرا این سوالو میپرسید", "حقی را از دست نمی‌دهید", at("consent_sensitive")),
            ("نه نمیخوام بگم", "منظورتان این است: خیر؟", stage("confirming")),
            ("بله", at("elite_status")),
        ],
        keeps={"consent_sensitive": "no"},
    ),
    "the main agreement is refused in a sentence": Walk(
        says=[
            start("femmpact"),
            ("non j’ai pas confiance", "Vouliez-vous dire : Je n’accepte pas ?"),
            ("non", stage("consent")),
            ("non, pas aujourd’hui", "Vouliez-vous dire : Je n’accepte pas ?"),
            ("oui j’accepte", "participer", stage("consent")),
            ("non, pas aujourd’hui", "Vouliez-vous dire : Je n’accepte pas ?"),
            ("oui", "nous ne demandons plus rien", stage("done")),
        ],
        forgets=["consent_main"],
    ),
    "none of them, and not knowing the name": Walk(
        says=[
            start("elites"),
            fill(SARA, until="county"),
            ("نمیدونم اسم شهرستانمو", "منظورتان این است: رد کردن؟"),
            ("بله", at("milieu")),
            fill(SARA, until="achievements"),
            ("هیچکدوم", "منظورتان این است: رد کردن؟"),
            ("خیر", at("achievements")),
        ],
        forgets=["county"],
    ),
    "what no list names is another place, asked back the second time": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="douar"),
            ("douar lkrarma", "ما فهمناش", at("douar")),
            ("douar lkrarma", "واش كتقصدو: بلاصة خرى؟"),
            ("la", at("douar"), stage("asking")),
            ("lkrarma", silent_about("بلاصة خرى؟"), at("douar")),
            ("3", at("douar_other")),
            ("douar lkrarma", at("stage")),
            fill(FATIMA, until="project_kind"),
            ("l7alwa", "ما فهمناش"),
            ("kan9ad l7alwa", "واش كتقصدو: حاجة خرى؟"),
            ("ah", at("project_say")),
        ],
        keeps={"douar": "other", "douar_other": "douar lkrarma", "project_kind": "other"},
    ),
    "when she will be called": Walk(
        says=[
            start("femmpact"),
            fill(AWA),
            (tap("confirm"), "Numéro"),
            ("quand est-ce que vous appelez", "Prochaine étape : L’équipe vous contactera"),
            ("kifach n3ref wach t9belt", "Prochaine étape"),
        ],
    ),
    "what must be answered is not offered to be skipped": Walk(
        says=[
            start("elites"),
            fill(SARA, until="elite_status"),
            ("خیر ندارم", silent_about("رد کردن"), at("elite_status"), stage("asking")),
        ],
    ),
    "what a word means": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="full_name"),
            ("c'est quoi un nom complet ?", "Par exemple : Fatima Benali", at("full_name")),
            ("y3ni chno smia?", "Par exemple", at("full_name")),
        ],
        forgets=["full_name"],
    ),
    "ok to the stop is no wish to hear again": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="gender"),
            ("stop", stage("stopped")),
            ("ok", "toujours arrêtés", silent_about("Les messages reprennent"), stage("stopped")),
            ("d'accord merci", "toujours arrêtés", stage("stopped")),
            ("début", "Les messages reprennent", at("gender")),
        ],
    ),
    "the summary, in words: Darija": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA),
            ("نبدل", "أشمن جواب بغيتو تبدلو؟"),
            ("شكرا", "بلا جميل", silent_about("ختارو جواب من هادو"), "أشمن جواب"),
            ("la", "واش صحاح؟", stage("summary")),
            ("lla 3ndi wahed lghalat", "أشمن جواب بغيتو تبدلو؟"),
            ("رجع", stage("summary")),
            ("lla smiti machi hadi", at("full_name")),
            ("فاطمة بنعلي", stage("summary")),
            ("safi", "واش كتقصدو: إييه، سجلو؟", stage("summary")),
            ("ah", "سجلنا الأجوبة"),
            ("bslama", "كتبو لينا فوقاش ما بغيتو", silent_about("راكم مسجلين"), offers("my_data")),
            ("شكرا", "بلا جميل", silent_about("راكم مسجلين")),
        ],
        keeps={"full_name": "فاطمة بنعلي"},
        ends="done",
    ),
    "the summary, in words: Arabic": Walk(
        says=[
            start("almontija-ar"),
            fill(KHADIJA),
            ("لا، الاسم خطأ", at("full_name")),
            ("خديجة العلوي بنت عمر", stage("summary")),
            ("ممتاز", "تم حفظ الأجوبة"),
        ],
        ends="done",
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", [pytest.param(each, id=name) for name, each in WALKS.items()])
async def test_tired(walk: Walk, walked: Taken) -> None:
    await walked(walk)
