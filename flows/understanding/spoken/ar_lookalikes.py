"""Arabic words of their own that would be taken for another: «غداء» for «غدا», «أرى» for «آری»."""

from functools import lru_cache
from typing import TypeVar, cast

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Read, ask
from flows.understanding.spoken import arabizi_lookalikes

T = TypeVar("T")

SPOKEN = ("ar", "ary")
_AS_WRITTEN = (
    "أبدى أبدي أبدوا لله بدء احياء الاحياء اعداد الاعداد اعداء الاعداء اللي اللى الآلي بالي كرة"
    " الكرة كره الكره مأساة المأساة سلة السلة فعالة فعالا فاخر فعلى فعلي أثناء اثناء وأثناء أثنى"
    " وأثنى إخوان ثلاثاء أربعاء وثلاثاء وأربعاء مائية غداء غذاء الغداء"
    " الغذاء غدة حسناء إيواء كائن الكائن مكائن أرى ارى وأرى أري اري آري بداء بدءا هيئة هيئه"
    " هية أي أى أية وآية بأشد آوى أوى اوى خطاء إبداء تخطئ تخطئي وأصل هلأ لدى بدى وإيه أيها"
    " آبار أمراء الأمراء أمر الأمر آمر الآمر أعداء الأعداء أحياء الأحياء إحياء الإحياء بكاء"
    " آلام الآلام الأمم الامم أمم لولا فإن فأن البكاء أعداد إعداد الأعداد الإعداد ابتداء بئس"
)
"""Words that fold to another, by the letters that folding leaves out."""
_NO_NUMBER = (
    "أحد | أحدا | إحدى | آلاف | وآلاف | ومئات | ميت | ميتا | ألفا | ألفي | سفر | وسفر"
    " | متين | متينة | محليين | طالبان"
    " | ثمن | وثمن | تمن | تلت | تنعش | وزوج | in | site"
)
_NO_DAY = "أربع | بأربع | الثلاثة | الأربعة | لامس | غدة"
_NO_HOUR = "التاسع | العاشر | تاسع | عاشر | العشرين | العشرون | سفر | وسفر | تنعش"
_NO_COMMAND = (
    "بعد | قبل | عدد | بعدد | عقب | قبلي | بعدي | كافية | رابط | زبون | مجدد | مجدا"
    " | البدائية | تخطط | خططا | صحح | ببركة | لورا | step | break | comment | human"
    " | خير | كاملا | قبوله | معلومة | مسلمة | مسلما | غلطة | أصلا | قطعا | البتة"
    " | دقيقا | بلة | للا | ببلاش | we | wwe | sur | باشد | أشد"
)
_ONE_IN_STANDARD = "عمري | مازال | ما زال"
"""«عمري» is *never* in Darija, and my age."""
_NO_LABEL = (
    "المعلومات | معلومات | مدام | مجرد | سائر | غيره | غيرة | للغير | لغير | لعلي | للي | البدو |"
    " بدو"
    " | لبنى | الدرع | العمري | العمرية | العمر | عمر"
)


def doubted(text: str, language: str, outcome: T, *, of: str) -> T:
    """Return the outcome, to be asked back where the whole reply is a word of another meaning.

    ``outcome`` is an `Outcome`; ``of`` is number, day or hour.
    """
    if language not in SPOKEN or not isinstance(outcome, Read) or text.isdecimal():
        return outcome
    said = fold(text)
    alone = is_written_otherwise(text) or said in _alone(of)
    alone = alone or (of == "hour" and arabizi_lookalikes.is_a_word(said))
    return cast(T, ask(outcome.value)) if alone else outcome


def is_no_command(text: str, language: str) -> bool:
    """Return whether a reply is a word that asks for nothing, nor says yes or no."""
    if language not in SPOKEN:
        return False
    said = fold(text)
    if said in _alone("command") or is_written_otherwise(text) or said.startswith("تت"):
        return True
    return language == "ar" and said in words(_ONE_IN_STANDARD)


def is_no_number(said: str, language: str) -> bool:
    """Return whether folded words are one that counts nothing, though it sounds so: ``douz``."""
    return language in SPOKEN and said in _alone("number")


def is_no_label(text: str) -> bool:
    """Return whether a reply is a word that tells no option, though it looks like one."""
    return fold(text) in _alone("label") or is_written_otherwise(text)


def is_written_otherwise(text: str) -> bool:
    """Return whether a reply of one word is another by its hamza, «أثناء», or its last letter."""
    return text.strip(" .!،,") in _otherwise()


@lru_cache(maxsize=1)
def _otherwise() -> frozenset[str]:
    return frozenset(_AS_WRITTEN.split())


@lru_cache(maxsize=8)
def _alone(of: str) -> frozenset[str]:
    every = {
        "number": f"{_NO_NUMBER} | {arabizi_lookalikes.NUMBERS}",
        "day": f"{_NO_DAY} | {arabizi_lookalikes.DAYS}",
        "hour": f"{_NO_HOUR} | {arabizi_lookalikes.HOURS} | {arabizi_lookalikes.NUMBERS}",
        "command": f"{_NO_COMMAND} | {arabizi_lookalikes.COMMANDS}",
        "label": _NO_LABEL,
    }
    return frozenset(words(every[of]))
