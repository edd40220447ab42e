"""Persian as it is spoken and as it is written, in one spelling: «ترجیح میدم نگم»."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from flows.understanding.lexicon import words

_PREFIXES = frozenset({"می", "نمی"})
_ENDINGS = frozenset(
    {"ها", "های", "هایی", "هام", "هایم", "هامون", "تر", "ترین", "ای", "ام", "اند", "ایم", "اید"}
)
_UNSAID = frozenset({"و", "را", "رو"})
_AM = {"است": "ه", "هستم": "م", "هستیم": "یم"}
_NOT = ("ندار", "نیست", "نبود", "نمی")
_ITS_OWN_I = frozenset({"گوشی", "بستری", "صندلی", "کشاورزی", "خیاطی"})
"""Their last letter is no *any*."""
_STEMS = {"ده": "د", "گوی": "گ", "خواه": "خوا", "رو": "ر", "شو": "ش", "توان": "تون",
          "کن": "کن", "زن": "زن", "بین": "بین", "گیر": "گیر", "خور": "خور", "نویس": "نویس",
          "دان": "دون", "خوان": "خون", "ای": "ا", "اید": "ا"}  # fmt: skip
_VERB = re.compile(rf"(?P<before>ن?می|ن|ب)(?P<stem>{'|'.join(_STEMS)})(?P<who>م|ی|د|یم|ید|ین|ند|ن)")
_WHO = {"د": "ه", "ید": "ین", "ند": "ن"}
_SPOKEN: Mapping[str, str] = {
    "اکنون": "الان",
    "تو": "در",
    "توی": "در",
    "هماکنون": "الان",
    "حالا": "الان",
    "بسیار": "خیلی",
    "هیچوقت": "هرگز",
    "هیچگاه": "هرگز",
    "دیگر": "دیگه",
    "اگر": "اگه",
    "یک": "یه",
    "کدام": "کدوم",
}
_NO_KIND = "کدام"
_AN, _UN = "ان", "ون"
"""«خانه» is said «خونه»."""
_PLURAL = re.compile(r"(?<=..)ها(?=ی?$)")
_PERFECT = re.compile(r"(?<=[تد])ها(ی?م)$")
"""«نکرده‌ام» is «نکردم»."""
_CHILD, _CHILDREN = "بچه", "بچهها"
_SAME: Mapping[str, str] = {
    "کودک": _CHILD, "فرزند": _CHILD, "فرزندم": _CHILD, "بچم": _CHILD, "بچهام": _CHILD,
    "کودکان": _CHILDREN, "فرزندان": _CHILDREN, "فرزندانم": _CHILDREN, "بچههام": _CHILDREN,
    "بچههایم": _CHILDREN, "بچهایم": _CHILDREN, "بچههامون": _CHILDREN, "فرزندانمان": _CHILDREN,
    "منزل": "خانه", "خونه": "خانه", "خودرو": "ماشین", "اتومبیل": "ماشین", "موبایل": "گوشی",
    "رایانه": "کامپیوتر", "خودم": "شخصی", "خودمون": "شخصی", "خودمان": "شخصی",
    "دوستام": "دوستان", "دوستانم": "دوستان", "رفقا": "دوستان", "اقوام": "فامیل",
    "بستگان": "فامیل", "مامان": "مادر", "مامانم": "مادر", "بابا": "پدر", "بابام": "پدر",
    "مامانمه": "مادر", "مادرم": "مادر", "پدرم": "پدر", "همسرم": "همسر", "خواهرم": "خواهر",
    "برادرم": "برادر", "کوچیک": "کوچک", "کوچیکه": "کوچک", "نون": "نان",
    "مریضی": "بیماری", "مریض": "بیمار",
}  # fmt: skip
"""Words that many people say for the word of a label, or the other way round."""
_NEXT = re.compile(r"(?<!\w)(هفته|ماه|سال)(?:ی| ی)? (?:بعدی?|دیگه|دیگر|اینده)(?!\w)")
_A_LITTLE = re.compile(r"(?<!\w)ی[هک] ?کم(?:ی)?(?!\w)")
_VERB_APART = re.compile(r"(?<!\w)(ن?م[یي])\s+(?=[^\W\d_]{2})")
_ONE_SOUND = str.maketrans("صثذضظطحغ", "سسزززتهق")
"""Letters that Persian says alike."""
_SHORTEST_SOUND = 5
_OTHER_WORDS = words(
    "منصوب | منسوب | عمارت | امارت | انتصاب | انتساب | قضایی | غذایی | اساسی | اثاثی | تحدید"
    " | تهدید"
    " | متبوع | مطبوع | مستور | مسطور | منثور | منصور | قدیری | غدیری | مغلوب | مقلوب | حیاطی"
    " | حیاتی"
)
"""Words of their own that sound like another."""
_ARABIC_KEYS = str.maketrans("پچژگ", "بجزک")
"""Keys that an Arabic keyboard lacks, and what is typed instead."""


@lru_cache(maxsize=1024)  # the labels of a list, and a reply's few forms
def as_spoken(folded: str) -> str:
    """Return the folded words as they are said, joined: «وقت‌ها» and «وقتا» are one.

    Without *and*, and with the letters of an Arabic keyboard. For comparing alone.
    """
    folded = _A_LITTLE.sub("کمی", _NEXT.sub(r"\1 اینده", folded))
    said = (_said(word) for word in _joined(folded.split()) if word not in _UNSAID)
    return "".join(said).replace(_AN, _UN).translate(_ARABIC_KEYS)


def sounding(folded: str) -> str:
    """Return the words as they sound, joined: «خیاتی» is «خیاطی»; "" of a word of its own."""
    if len(folded) < _SHORTEST_SOUND or any(each in _OTHER_WORDS for each in folded.split()):
        return ""
    return as_spoken(folded).translate(_ONE_SOUND)


def with_joined_verbs(text: str) -> str:
    """Return the text with «می» joined to its verb: «نمی خوام» is «نمیخوام»."""
    return _VERB_APART.sub(r"\1", text)


def with_arabic_keys(folded: str) -> str:
    """Return the word as an Arabic keyboard types it: «جهار» for «چهار»."""
    return folded.translate(_ARABIC_KEYS)


def _joined(split: Sequence[str]) -> Iterator[str]:
    """Yield the words with what is written apart from them: «می دهم», «وقت ها», «خوب است».

    Without the ending of *any* before a denial: «مشکلی ندارم» is «مشکل ندارم».
    """
    held = ""
    for word in split:
        if held in _PREFIXES or (held and word in _ENDINGS):
            held += word
        elif held and word in _AM:
            held += _AM[word]
        else:
            if held:
                any_of = word.startswith(_NOT) and held not in _ITS_OWN_I
                yield held.removesuffix("ی") if any_of else held
            held = word
    yield held


def _said(word: str) -> str:
    if verb := _VERB.fullmatch(word):
        return verb["before"] + _STEMS[verb["stem"]] + _WHO.get(verb["who"], verb["who"])
    word = _SPOKEN.get(word, word)
    word = _SAME.get(word, word)
    if word.endswith(_NO_KIND):
        word = word.removesuffix(_NO_KIND) + _SPOKEN[_NO_KIND]
    return _PLURAL.sub("ا", _PERFECT.sub(r"\1", word))
