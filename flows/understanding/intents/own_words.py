"""Commands in Arabic that nobody listed: every word must be known, and each kind be there.

«عطيوني شي واحد نهضر معاه», «أريد نسخة من بياناتي»: a verb and what it is done to, in any order,
with please, I want and the like around them. A word of no kind, so any denial, makes it no command.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.understanding.lexicon import Intent, words

_AROUND = (
    "يمكنني | يمكننا | بإمكاني | أستطيع | أقدر | نقدرو"
    " | بغيت | بغينا | باغي | باغية | باغيين | خاصني | خصني | ممكن | يمكن | نقدر | عافاك | عافاكم"
    " | عفاك | عفاكم | من | فضلك | فضلكم | سمحت | سمحتم | لو | رجاء | الرجاء | أرجو | أرجوكم"
    " | أريد | اريد | أود | أرغب | أحتاج | في | ف | أن | إلى | ل | على | عن | لي | ليا | لينا"
    " | لنا | هاد | هذا | هذه | هادي | هادشي | دابا | الآن | شي | مرة | خرى | أخرى | ثانية"
    " | ديالكم | ديالنا | كاين | كاينة | مجددا | بعدالآن | الله | يخليك | يخليكم | يرحم"
    " | والديكم | الوالدين | والله | صافي | ديال | د | مع | اللي"
    " | التي | الذي | هي | هو | كل | كامل | كاملين | كلها | جميع | كلشي | يا | خويا | ختي | شكرا"
    " | أفضل | آخر | الجاي | التالي | الموالي | السلام | سلام | عليكم | مرحبا | إذا | غير | أ | و"
)
_MESSAGES = (
    "ميساجات | الميساجات | لميساجات | مساجات | المساجات | رسائل | الرسائل | رسائلكم | رسالات"
    " | الرسايل | إشعارات | الإشعارات | تذكير | التذكيرات | الإرسال | المراسلة | مراسلتي"
    " | المراسلات | إرسال | صيفيط | التذكير"
)
_MINE = "معلوماتي | بياناتي | معطياتي | أجوبتي | إجاباتي | حسابي | ملفي"
_DATA = (
    "معلومات | المعلومات | بيانات | البيانات | معطيات | المعطيات | الأجوبة | الداتا | الحساب"
    " | الملف"
)
_OF_ME = "ديالي | عليا | عني | حولي | يخصني | بي | مايخصني"
_ABOUT_ME = f"{_DATA} | {_OF_ME} | الخاصة | الشخصية | عندكم | لديكم"
_QUESTION = "سؤال | السؤال | لسؤال | هادا | هذا | هادي | هذه"
_ANSWERING = "نجاوب | أجيب | الإجابة | الجواب | إجابة | جواب | الجاوب"
_IN_LANGUAGES = (
    "بالفرنسية | بالعربية | بالدارجة | بالفرنساوية | بالفرونسي | بالعربي | بالفارسية | بالإنجليزية"
)
_LANGUAGES = (
    f"{_IN_LANGUAGES} | الفرنسية | فرنسية | العربية | عربية | الدارجة | الإنجليزية | للعربية"
    " | للفرنسية | للدارجة | لعربية"
)
_FIRST = "اللول | لول | الأول | البداية | لبداية | جديد | الصفر | الزيرو | زيرو"
_ERASING = (
    "مسح | مسحو | امسح | امسحوا | امسحو | تمسحو | نمسح | محو | امحوا | محيو | حيد | حيدو"
    " | تحيدو | نحيد | احذف | احذفوا | احذفو | حذف | إزالة | أزيلوا"
)
_SHOWING = (
    "وريوني | وريني | نشوف | شوف | شنو | أشنو | ما | ماذا | الاطلاع | أطلع | أرى | رؤية | عرض"
    " | اعرض | اعرضوا | أروني | أرني | صيفطو | أرسلوا | أعطوني | عطيوني | نسخة | معرفة | نعرف"
)
_DONT_KNOW = (
    "ماعرفتش | ماعرفت | ماكنعرفش | ماكنعرف | معرفتش | لااعرف | لاادري | لااعلم | لستادري"
    " | ماعنديش | ماعندي | لافكرة | لاعلم | ليسلدي | ليسعندي | ليستلدي | مافراسيش"
)
_NOT_WANTED = (
    "مابقيتش | مابغيتش | لااريد | لاارغب | لااود | ماتبقاوش | ماتصيفطوش | ماتصيفطو | لاترسلوا"
    " | لاترسل"
)
_NOT_ABLE = (
    "لااستطيع | لايمكنني | لااقدر | لايمكن | مانقدرش | مايمكنليش | مايمكنش | ماقدرتش | مانقدر"
    " | مانقدروش | لايمكننا | لانستطيع"
)
_ASKING = "واش | هل | كيف | كيفاش"
_RULES: Sequence[tuple[Intent, Sequence[str], str]] = (
    ("erase_me", (_ERASING, f"{_MINE} | نمرتي | رقمي | سميتي | اسمي"), _ABOUT_ME),
    (
        "erase_me",
        (
            _ERASING,
            f"{_DATA} | كلشي | شيء | مايتعلق | مايخصني | مالديكم | ماعندكم | ماتعرفون",
            _OF_ME,
        ),
        _ABOUT_ME,
    ),
    (
        "stop",
        (
            "حبس | حبسو | حبسوا | وقف | وقفو | وقفوا | باراكا | بركا | توقف | توقفوا | أوقف"
            " | أوقفوا | إيقاف | كفى | كفوا | قطعو | ألغوا | إلغاء",
            f"{_MESSAGES} | اشتراكي | الاشتراك",
        ),
        "عليا | تصيفطو | بعد | اليوم",
    ),
    (
        "stop",
        (_NOT_WANTED, _MESSAGES),
        "نتوصل | توصلني | استلام | تلقي | استقبال | تصلني | تصيفطو | المزيد | عليا | بعد | اليوم"
        " | أي | بال",
    ),
    ("my_data", (_SHOWING, _MINE), f"{_ABOUT_ME} | {_ASKING}"),
    (
        "my_data",
        (
            _SHOWING,
            f"{_DATA} | عندكم | لديكم | تحتفظون | تعرفون | كتعرفو | سجلتو",
            _OF_ME,
        ),
        f"{_ABOUT_ME} | {_ASKING} | كاين | بها | مسجلة | تملكون",
    ),
    (
        "restart",
        (
            "نعاود | نعاودو | عاود | عاودو | نبدا | نبداو | بدا | بداو | أعيد | أعيدوا | أعد"
            " | إعادة | البدء | أبدأ | ابدأ | نبدأ | نعود | نرجع",
            _FIRST,
        ),
        "كلشي | التسجيل | الاستمارة | شيء | الأسئلة",
    ),
    (
        "back",
        (
            "رجع | رجعو | رجعني | رجعوني | نرجع | الرجوع | رجوع | العودة | عودة | أعود | ارجع"
            " | أرجع | أرجعوني | عد | عودوا | نرجعو",
            "اللور | لور | الوراء | الخلف | السابق | السؤال | سؤال | للسؤال | للور | لقبل",
        ),
        "فات | فاتت | داز | قبل | قبله | قبلو | سبق | غلطت | أخطأت | خطوة",
    ),
    ("back", ("نرجع | رجعني | الرجوع | أرجع", "غلطت | أخطأت"), "اللور"),
    (
        "repeat",
        (
            "عاود | عاودي | عاودو | عاودوا | كرر | كرري | كرروا | أعد | أعيدي | أعيدوا | إعادة"
            " | تكرار",
            f"{_QUESTION} | قلت | قلتي | قلتو | قلتم | ماقلت | ماقلتم | قولو | قول",
        ),
        "مافهمتش | لمافهم",
    ),
    ("repeat", ("شنو | أشنو", "السؤال | سؤال"), "كان"),
    (
        "help",
        (
            "تعاونوني | تعاوني | تعاونني | يعاوني | تساعدوني | تساعدني | يساعدني | ساعدوني"
            " | ساعديني | عاونوني | المساعدة | مساعدة | مساعدتكم | العون",
            "بغيت | خاصني | خصني | ممكن | يمكن | عافاك | عافاكم | أريد | أحتاج | أرجو | فضلكم"
            f" | فضلك | الرجاء | سمحتم | {_ASKING}",
        ),
        "شي واحد | أحد | منكم | تقدرو",
    ),
    (
        "skip",
        (
            "دوز | دوزو | ندوزو | ندوز | نفوت | فوت | فوتو | نقز | ننقز | خلي | خليو | نخليو"
            " | تجاوز | تجاوزوا | تخطي | تخطى | تخطوا | أتجاوز | أتخطى | اتركوا",
            _QUESTION,
        ),
        "ننتقل | عليه",
    ),
    (
        "skip",
        (f"{_NOT_WANTED} | {_NOT_ABLE} | لن", _ANSWERING),
        f"{_QUESTION} | عليه | عليها | فيه",
    ),
    (
        "dont_know",
        (
            _DONT_KNOW,
            f"شنو | ماذا | {_ANSWERING} | نقول | أقول | فكرة | علم | والله | بالضبط | حقا",
        ),
        "كيفاش | كيف | صراحة | بذلك | ذلك | حتى | أي | لدي | عندي | عليه",
    ),
    (
        "menu",
        (
            "وريني | وريوني | عطيني | نشوف | اعرض | اعرضوا | أرني | أروني | أظهر | أظهروا | افتح"
            " | حل | رجعني | نرجع | أرجع | العودة | الرجوع | عرض | رؤية",
            "المينو | لمينو | مينو | القائمة | قائمة | اللائحة | للقائمة | للمينو",
        ),
        f"الرئيسية | {_ASKING}",
    ),
    (
        "language",
        (
            "بدل | بدلو | بدلي | نبدل | نبدلو | نغير | غير | غيرو | غيروا | تغيير | تبديل | أغير"
            " | أبدل",
            "اللغة | لغة | اللوغة | لوغة",
        ),
        f"{_LANGUAGES} | {_ASKING}",
    ),
    (
        "language",
        (
            "هضرو | كتبو | الكتابة | نكمل | نكملو | أكمل | تكلموا | التحدث | اكتبوا | المتابعة",
            _IN_LANGUAGES,
        ),
        "معايا | معي",
    ),
    (
        "language",
        ("بغيت | أريد | أود | خاصني | أرغب | أفضل", _IN_LANGUAGES),
        "نهضر | نكتب | نجاوب | أكتب | أتحدث | أتكلم | أجيب | الكتابة | معكم | معاكم",
    ),
    (
        "person",
        (
            "نهضر | نهدر | نتكلم | ندوي | نتواصل | نعيط | يهضر | يهدر | يعيط | عيطو | عيطولي"
            " | عيطوا | يتاصل | تاصلو | اتصلوا | يتصل | أتصل | أتكلم | أتحدث | أتواصل | التحدث"
            " | الحديث | التكلم | التواصل | صلني | صلوني | وصلوني | يجاوبني | حولوني",
            "واحد | حد | شخص | بشخص | إنسان | موظف | موظفة | بموظف | المسؤول | بالمسؤول"
            " | المسؤولة | مسؤول | بمسؤول | بنادم | الفريق | أحد | أحدكم | منسق | المنسق"
            " | المنسقة | ليكم | معكم | معاكم | بكم",
        ),
        f"عطيوني | معاه | معه | معاها | معايا | معي | بي | بيا | عليا | حقيقي | منكم | {_ASKING}",
    ),
)
_DENIALS = frozenset(words("ما | لا | ليس | ليست | لست"))
_SUPPOSING = words("لو | إذا")
_MOST_WORDS = 9
_ARABIC = re.compile("[\u0621-\u064a]")


def in_own_words(said: str) -> Intent | None:
    """Return the command that folded Arabic words make together, or None."""
    split = said.split()
    if not 2 <= len(split) <= _MOST_WORDS or not _ARABIC.search(said):
        return None
    if split[0] in _SUPPOSING and not split[1].startswith("سمح"):
        return None
    joined = _with_denials(split)
    return next((name for name, kinds, known in _rules() if _is_of(joined, kinds, known)), None)


def _is_of(said: Sequence[str], kinds: Sequence[frozenset[str]], known: frozenset[str]) -> bool:
    """Return whether there is a word of each kind, and none that is not known."""
    if sum(word in _denied() for word in said) > 1:
        return False
    return known.issuperset(said) and not any(kind.isdisjoint(said) for kind in kinds)


@lru_cache(maxsize=1)
def _denied() -> frozenset[str]:
    """Return what is not wanted or not known: said twice, it may be taken back."""
    return frozenset(words(f"{_NOT_WANTED} | {_DONT_KNOW}"))


def _with_denials(split: Sequence[str]) -> Sequence[str]:
    """Return the words with each denial glued to the next: «ما بغيتش» is one, «ما البيانات» not."""
    joined: list[str] = []
    denial = ""
    for word in split:
        if denial and word.startswith("ال"):
            joined.append(denial)
            denial = ""
        if word in _DENIALS and not denial:
            denial = word
            continue
        joined.append(denial + word)
        denial = ""
    return [*joined, denial] if denial else joined


@lru_cache(maxsize=1)
def _rules() -> Sequence[tuple[Intent, Sequence[frozenset[str]], frozenset[str]]]:
    around = frozenset(words(_AROUND))
    found = []
    for name, kinds, others in _RULES:
        sets = tuple(frozenset(words(kind)) for kind in kinds)
        found.append((name, sets, frozenset(words(others)).union(around, *sets)))
    return tuple(found)
