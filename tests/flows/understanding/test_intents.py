import pytest

from flows.understanding import INTENTS, Intent, consent, fold, intent, yes_no
from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import phrases
from tests.flows.understanding.rows import listed, outcome, rows

TYPED: dict[str, dict[Intent | None, str]] = {
    "ar": {
        "yes": (
            "نعم|نَعَم|أجل|موافق|أوافق|نعم!|نعم.| نعم |نعم شكرا|حسنا|طيب|أكيد|naam|na3am"
            "|نعم نعم|نعممممم|👍|✅|oui"
        ),
        "no": "لا|كلا|لا أوافق|غير موافق|لا شكرا|لا لا|👎|❌|لا.|non",
        "stop": (
            "توقف|إيقاف|ايقاف|أوقف|كفى|إلغاء الاشتراك|stop|STOP|باراكا|حبس|arrêter"
            "|توقف من فضلكم"
        ),
        "help": "مساعدة|المساعدة|ساعدني|help|مساعده", "back": "رجوع|عودة|السابق|السؤال السابق",
        "skip": "تخطي|تخطى|تجاوز|لا أريد الإجابة", "dont_know": "لا أعرف|لا اعرف|لا أدري|لا أعلم",
        "repeat": "كرر|أعد السؤال|مرة أخرى", "restart": "من جديد|ابدأ|البداية",
        "cancel": "إلغاء|الغاء", "menu": "القائمة|قائمة", "language": "اللغة|تغيير اللغة",
        "person": "موظف|أريد التحدث مع شخص", "next": "التالي|متابعة", "done": "انتهيت|تم",
        "my_data": "بياناتي|معلوماتي", "erase_me": "احذف بياناتي|حذف بياناتي",
        "greeting": "السلام عليكم|سلام|مرحبا|صباح الخير", "thanks": "شكرا|شكرًا|شكرا جزيلا",
        None: "صافي|ماشي|رد|بس|نعام|تمام|نعم ولكن|لا أوافق على شيء|3|٣|مدينة|؟|🙂",
    },
    "ary": {
        "yes": (
            "آه|اه|إيه|ايه|إييه|واخا|وخا|wakha|wa5a|waxa|Wakhaaa|iyeh|ah|mtaf9|bghit|oui|wi"
            "|na3am|واخا كنوافق|ok|bghiit"
        ),
        "no": (
            "لا|لالا|لا لا|ما بغيتش|مابغيتش|la|lla|lala|la la|mabghitch|ma bghitch|non"
            "|mabghitsh|nn"
        ),
        "stop": (
            "حبس|حبسو|وقف|باراكا|بركا|7bes|hbes|7bess|7abes|hebes|w9ef|baraka|safi baraka"
            "|صافي باراكا|stop"
        ),
        "help": "عاوني|عاونوني|3awni|3awnni|3awenni|3awnouni|aide|مساعدة|3awwni",
        "back": "رجع|رجع اللور|اللور|rje3|rja3|rj3|lour|llour|nrje3|retour|rje33",
        "skip": "دوز|فوت|خليها|douz|dewez|fout|passer|ma bghitch njaweb",
        "dont_know": "ما عرفتش|ماعرفتش|معرفتش|ma3reftch|ma3raftch|ma3rftch|m3rftch"
        "|ma 3reftch|ma3ereftch",
        "repeat": "عاود|عاود السؤال|3awd|3awed|mra khra|3aweed",
        "restart": "بدا|من الأول|bda|mn lowel|men lowel|3awd mn lowel",
        "cancel": "لغي|lghi|لا صافي|annuler", "menu": "القائمة|المينو|menu|lmenu",
        "language": "اللغة|بدل اللغة|lougha|langue|beddel lougha",
        "person": "شي واحد|chi wahed|chi wa7ed|بغيت نهضر مع شي واحد",
        "next": "زيد|كمل|zid|kemmel|kml|kmmel", "done": "ساليت|salit|salina|c bon",
        "my_data": "المعلومات ديالي|ma3loumati",
        "erase_me": "مسح المعلومات ديالي|mse7 lma3loumat dyali|ms7 ma3loumati",
        "greeting": "السلام|سلام|salam|slm|labas|bonjour",
        "thanks": "شكرا|chokran|choukran|merci|الله يرحم الوالدين",
        None: "safi|صافي|machi|ماشي|رد|بس|fin|7|3|bghit chi 7aja|ما بغيتش هادشي|rbat",
    },
    "fr": {
        "yes": (
            "oui|Oui|OUI|oui.|ouiiii|ouais|wi|ok|okay|d'accord|d’accord|j'accepte|J’accepte"
            "|bien sûr|c'est bon|oui merci|oui svp|oui oui|yes|👍🏽|wakha|oui 👍"
        ),
        "no": (
            "non|Non|nooon|nan|nn|je refuse|pas d'accord|je n'accepte pas|jamais|non merci|no"
            "|lla|non non"
        ),
        "stop": (
            "stop|Stop !|arrêt|arret|arrêter|arrêtez|désabonner|desinscription|plus de messages"
            "|7bes|توقف|stop svp"
        ),
        "help": "aide|aidez-moi|aide moi|à l'aide|help|aidez moi svp",
        "back": "retour|précédent|precedent|question précédente|revenir|arrière",
        "skip": "passer|sauter|je passe|je préfère ne pas répondre",
        "dont_know": "je ne sais pas|je sais pas|sais pas|jsp|chais pas",
        "repeat": "répéter|repete|répétez|encore|pardon",
        "restart": "recommencer|depuis le début|début|debut",
        "cancel": "annuler|annule|laisse tomber", "menu": "menu|accueil|sommaire",
        "language": "langue|changer de langue",
        "person": "quelqu'un|une personne|parler à quelqu'un|conseillère",
        "next": "suivant|continuer|la suite", "done": "terminé|fini|c'est tout|j'ai fini",
        "my_data": "mes données|mes donnees|mes réponses",
        "erase_me": "supprimer mes données|effacer mes données|oubliez-moi",
        "greeting": "bonjour|bonsoir|salut|slt|bjr|coucou", "thanks": "merci|merci beaucoup|mrc",
        None: "fin|safi|oui mais|non je veux bien|2|poser|Rabat|c bon|lire|!!!",
    },
    "fa": {
        "yes": "بله|بلی|آره|اره|باشه|موافقم|قبوله|حتما|bale|are|bashe|بله ممنون|بلهههه|👍|ok",
        "no": (
            "نه|خیر|نخیر|نه خیر|موافق نیستم|نمی‌خواهم|نمی خواهم|نمیخواهم|نمیخوام|na|nah|kheyr"
            "|نه مرسی|نه نه"
        ),
        "stop": "توقف|لغو اشتراک|قطع|بسه|پیام نفرستید|stop|دیگه پیام نده|STOP",
        "help": "کمک|كمك|کمکم کنید|راهنما|komak|help", "back": "برگشت|بازگشت|قبلی|برگرد|bargasht",
        "skip": "رد کن|رد شو|ترجیح می‌دهم جواب ندهم|rad kon",
        "dont_know": "نمی‌دانم|نمی دانم|نمیدانم|نمی‌دونم|نميدونم|nemidoonam|nemidanam",
        "repeat": "تکرار|دوباره|dobare|تکرار سؤال|تکرار سوال",
        "restart": "از اول|شروع|شروع مجدد|az aval", "cancel": "لغو|انصراف|بی‌خیال|بیخیال|laghv",
        "menu": "منو|فهرست|menu", "language": "زبان|تغییر زبان|zaban",
        "person": "کارشناس|پشتیبان|مسئول|karshenas", "next": "بعدی|ادامه|badi",
        "done": "تمام|تمام شد|همین|tamam|پایان", "my_data": "اطلاعات من|پاسخ‌های من|داده های من",
        "erase_me": "حذف اطلاعات من|اطلاعاتم را حذف کنید|hazf ettelaat",
        "greeting": "سلام|درود|salam|وقت بخیر", "thanks": "ممنون|متشکرم|مرسی|سپاس|merci",
        None: "بس|رد|صافی|نعام|ماشی|۳|تهران|نه ولی",
    },
    "en": {
        "yes": "yes|ok|sure", "no": "no|nope", "stop": "stop", "help": "help", "back": "back",
        None: "fin|maybe",
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), listed(TYPED))
def test_a_whole_message_has_one_meaning(
    typed: str, language: str, expected: Intent | None
) -> None:
    assert intent(typed, language) == expected


@pytest.mark.parametrize("language", LEXICONS)
def test_no_listed_phrase_means_another_intent_in_its_own_language(language: str) -> None:
    lexicon = LEXICONS[language]
    read = {
        (name, phrase): intent(phrase, language)
        for table in (lexicon.intents, lexicon.arabizi)
        for name, text in table.items()
        for phrase in phrases(text)
    }
    assert {said: found for said, found in read.items() if said[0] != found} == {}


@pytest.mark.parametrize("language", LEXICONS)
def test_stop_is_heard_in_every_language(language: str) -> None:
    for lexicon in LEXICONS.values():
        for phrase in phrases(lexicon.intents["stop"]):
            assert intent(phrase, language) == "stop", phrase


@pytest.mark.parametrize("language", LEXICONS)
def test_what_is_never_a_word_is_none(language: str) -> None:
    for phrase in phrases(LEXICONS[language].never):
        assert intent(phrase, language) is None, phrase


def test_only_the_allowed_intents_are_looked_for() -> None:
    assert intent("stop", "fr", allowed=("yes", "no")) is None
    assert intent("c bon", "ary", allowed=("yes", "done")) == "done"
    assert set(INTENTS) >= {"yes", "erase_me", "thanks"}


CONSENT: dict[str, dict[str, str | None]] = {
    "ar": {
        "أوافق": "yes", "نعم": "yes", "لا أوافق": "no", "لا": "no", "طيب": None, "👍": None,
        "أكيد": None, "حسنا": None, "تمام": None,
    },
    "ary": {
        "واخا كنوافق": "yes", "واخا": None, "آه": None, "لا ما كنوافقش": "no", "safi": None,
        "oui": "yes", "ما بغيتش": "no", "✅": None,
    },
    "fr": {
        "oui": "yes", "J’accepte": "yes", "j'accepte": "yes", "Je n’accepte pas": "no",
        "non": "no", "ok": None, "ouais": None, "d'accord": None, "👍": None, "👎": None,
        "oui merci": None,
    },
    "fa": {
        "موافقم": "yes", "بله": "yes", "موافق نیستم": "no", "نه": "no", "باشه": None, "آره": None,
        "حتما": None,
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), rows(CONSENT))
def test_consent_hears_only_plain_words(typed: str, language: str, expected: str | None) -> None:
    assert consent(typed, language) == expected


YES_NO: dict[str, dict[str, object]] = {
    "ar": {
        "نعم": "yes", "لا": "no", "صافي": ["yes"], "تمام": ["yes"], "ربما": "yes_no.unclear",
        "نعم لا": "yes_no.unclear",
    },
    "ary": {
        "wakha": "yes", "lla": "no", "safi": ["yes"], "mzyan": ["yes"],
        "7ta nchouf": "yes_no.unclear",
    },
    "fr": {
        "oui": "yes", "non": "no", "pas encore": "no", "super": ["yes"],
        "peut-être": "yes_no.unclear", "stop": "yes_no.unclear", "": "yes_no.unclear",
        "bien sûr que non": "no",
    },
    "fa": {
        "بله": "yes", "نه": "no", "خوبه": ["yes"], "شاید": "yes_no.unclear", "۹": "yes_no.unclear",
    },
}  # fmt: skip


@pytest.mark.parametrize(("typed", "language", "expected"), rows(YES_NO))
def test_yes_or_no(typed: str, language: str, expected: object) -> None:
    assert yes_no(typed, language) == outcome(expected)


def test_each_word_of_refusal_refuses_consent() -> None:
    for language, lexicon in LEXICONS.items():
        for phrase in phrases(lexicon.intents["no"]):
            assert consent(phrase, language) == "no", phrase
            assert fold(phrase) == phrase
