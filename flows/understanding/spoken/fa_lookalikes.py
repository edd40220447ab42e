"""Persian words that look like one of a label and are another: «خان» of «خانه», «پله» for «بله»."""

from collections.abc import Collection, Sequence

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.spelling import letters_apart
from flows.understanding.spoken.colloquial import as_spoken, sounding

_LITTLE = frozenset(
    words(
        "و | یا | با | به | از | در | که | را | رو | تا | برای | بی | هم | دارای | دارد | داره"
        " | است | هست | ها | های | می | آن | این | شما | می‌دهم | میدم"
        " | کردن | شدن | شده | va | o | ya | az | be"
        " | ba"
    )
)
"""They stand in many labels and tell none."""
_OTHERS = frozenset(
    words(
        "مرا | ذکر | رجال | ولد | بنت | نسا | جامعه | جامعۀ | جامعی | اجازه | مطلق | عیان | احیانا"
        " | یکم | سیم | ویکی | مدینه | دوار | بادیه | عمری | باغی | شهرام | شهره | خیره | ران"
        " | بینا | شنوا | فلاح | بکری | مرده | مردیم | آلفرد | ابتدا | گاو | پیشتر | پیش‌تر"
        " | مشاعره | کارگیری | بیگاری | پیکار | اجراهای | آجرهای | رای | رأی | عون | امیه | دانش"
        " | آموز | بین | خان | صبحانه | ترکیه | حرفی | دوما | خیل | دهه"
        " | بدونن | الموت | طالب"
        " | اکثر | شیر | کرم | تبر | آهو | سمن | china | user | sir | zone | im | its"
    )
)
"""Arabic or Persian words, and names, for which something else is taken elsewhere."""
_HEADS = frozenset(
    words(
        "راه | خانه | خونه | منزل | رفت | شغل | کار | فرد | افراد | نوع | بیمه | وضعیت | خدمات"
        " | گوشی | پیام | زبان | سازمان | امور | داشتن | نداشتن"
    )
)
"""What the first word of a label is of: «خانه» is no «خانه اقوام»."""
_PERSONS = frozenset(words("زن | مرد | خانم | خانوم | آقا | بانو | مذکر | مونث"))
_CHILDREN = frozenset(words("دختر | پسر | دخترم | پسرم"))
_RELATIVES = frozenset(words("پدر | مادر | همسر | برادر | خواهر | شوهر | پدرم | مادرم | همسرم"))
"""Beside them a daughter is no woman."""
_PROVINCES = frozenset(
    words(
        "تهران | اصفهان | فارس | خوزستان | گیلان | مازندران | کرمان | کردستان | خراسان | آذربایجان"
        " | سیستان | لرستان | همدان | یزد | قم | قزوین | زنجان | البرز | بوشهر | هرمزگان | اردبیل"
        " | گلستان | سمنان | ایلام | کرمانشاه | مرکزی | تبریز | مشهد | شیراز | اهواز | کرج | رشت"
    )
)
_SEVERAL = 2
_DROPPED = frozenset(
    words(
        "ی | یی | ای | ان | ها | های | هایی | م | داری | دار | کاری | کار | گری | گر | خانه"
        " | وار | بافی | دوزی | پزی | سازی | فروشی | فروش | رانی | مند | شناسی | باد | آباد"
    )
)
_AGREED = frozenset(words("نخیر | بلی | آره | اره | آری | نه | نع"))
_ADDED = frozenset(
    words(
        "ی | یی | ای | ه | ها | های | هایی | م | ام | یم | ایم | مون | مان | هامون | هایم | هام"
        " | شه | ست | است | ن | ان | تون | اش | ش | مه | ترم | تر"
    )
)
_APART = str.maketrans("\u200c-/()", "     ")
_PLURALS = ("های", "ها", "یم")
_SILENT = "ه"
_LONG = 6
_SHORT = 5
_SHORTEST = 3
_KEYS = frozenset("پچژگ")
"""An Arabic keyboard lacks them: «کندم» may be «گندم», «پله» is no «بله»."""


def is_another(
    said: str, shown: Sequence[str], listed: Collection[str], known: Collection[str]
) -> bool:
    """Return whether folded words are others than those of the labels they were read as.

    ``listed`` are the labels of the whole list, ``known`` words that mean one in a way of their
    own.
    """
    split = said.split()
    labels = [fold(label) for label in shown]
    if said in labels or not split:
        return False
    if _LITTLE.issuperset(split):
        return True
    in_labels = frozenset(word for label in labels for word in label.split())
    every = (word for label in shown for word in fold(label.translate(_APART)).split())
    parts = frozenset(every) - _HEADS
    if (head := _head(said, labels)) is not None:
        return not any(label.startswith(f"{head} و ") for label in labels)
    if said in _PERSONS and _CHILDREN.issuperset(labels):
        return not _RELATIVES.isdisjoint(map(fold, listed))
    if len(split) > 1 or said in in_labels or said in parts or said in _AGREED:
        return False
    if said in _OTHERS:
        return True
    near = (*in_labels, *(label.replace(" ", "") for label in labels))
    if any(_is_the_same(said, word) for word in near):
        return False
    bare = (said, *(said.removesuffix(end) for end in _PLURALS if said.endswith(end)))
    if said in known or not any(_is_like(form, word) for form in bare for word in near):
        return False
    is_begun = any(word.startswith(said) for word in near)
    return not (is_begun and _are_places(listed))  # a place is looked for by how it begins


def _are_places(listed: Collection[str]) -> bool:
    """Return whether several labels name provinces of Iran."""
    words_listed = (word for label in listed for word in fold(label).split())
    return len(_PROVINCES.intersection(words_listed)) >= _SEVERAL


def _head(said: str, labels: Sequence[str]) -> str | None:
    """Return the general word that begins a label of several, where it is all that is said."""
    forms = (said, *(said.removesuffix(end) for end in ("ی", "ه", "م") if said.endswith(end)))
    begun = {label.partition(" ")[0] for label in labels if " " in label}
    return next((form for form in forms if form in _HEADS and form in begun), None)


def _is_the_same(said: str, word: str) -> bool:
    """Return whether only an ending, or how it is said, keeps the words apart."""
    if said == word or (len(said) >= _LONG and word == said + _SILENT):
        return True
    if word.startswith(said):
        return len(said) >= _SHORTEST and word[len(said) :] in _DROPPED
    if said.startswith(word):
        return said[len(word) :] in _ADDED
    sound = sounding(said)
    alike = as_spoken(said) == as_spoken(word) or (sound != "" and sound == sounding(word))
    return alike and not (_KEYS & set(said)) - set(word)


def _is_like(said: str, word: str) -> bool:
    """Return whether the word is cut short, or differs by a letter of few, or by a key."""
    if word.startswith(said):
        return True
    if (_KEYS & set(said)) - set(word) and as_spoken(said) == as_spoken(word):
        return True
    return min(len(said), len(word)) <= _SHORT and letters_apart(said, word) == 1
