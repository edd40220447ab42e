"""Persian replies as a label would say them: «خیاطی», «همسرم», «ضعیفه», «معلولیت دارم»."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal

_PLURALS = ("هایم", "هامون", "های", "هام", "ها", "ا")
_OWN = ("شم", "شونم", "مون", "مان", "ام", "م")
_IS = ("هست", "هستش", "است", "هسته")
_PEOPLE = frozenset(
    words(
        "زن | مرد | خانم | آقا | دختر | پسر | شوهر | همسر | سالمند | مددجو | معلول | مربی | استاد"
        " | دانشجو | دانش‌آموز | پژوهشگر | کارگر | کارمند | راننده | خیاط | کشاورز | دامدار | معلم"
        " | پرستار | مشاور | بازنشسته | نوجوان | جوان | کودک | نوزاد | فرد | عضو | سرپرست | پدر"
        " | مادر | بچه | نابینا | ناشنوا | بیمار | مهاجر | کارآموز | مدیر | کارفرما | شاگرد"
        " | دوست | مستأجر"
        " | کارشناس | وکیل | مشتری | همکار | شریک | نوه | مدیر | استادکار"
    )
)
_WHO = ("گر", "نده", "کار", "دار", "بان", "چی", "گذار", "جو", "اموز", "باف", "دوز")
"""How names of trades end."""
_STATES = frozenset(
    words(
        "مستاجر | مستأجر | مالک | محصل | شاغل | بازنشسته | بیوه | مطلقه | معلول | نابینا | ناشنوا"
        " | سالمند | مجرد | متاهل | متأهل | بی‌سواد | بیسواد"
    )
)
_HAVE = frozenset({"دارم", "داریم", "داره", "دارد", "daram", "darim"})
_LIKING = {("دوست", "دارم"), ("دوست", "داریم"), ("doost", "daram"), ("dust", "daram")}
"""To like is no having."""
_NOT = re.compile(r"نمی\w|ندار|نیست|نکرد|نرفت|نخوان|نبود|نشد|نداشت")
_DENYING = frozenset({"هیچ", "هرگز", "هیچوقت", "هیچکدام", "اصلا", "بدون"})
_DEGREES = words("زیاد | کم | خوب | بد | سخت | آسان | راضی | بهتر | بدتر | متوسط | معمول")
"""With an *i* they are too much, a little, goodness."""
_SHORT_ONES = words(
    "کم | زیاد | داغ | خوب | سخت | دور | سرد | نقد | شهر | مهم | شاد | تند | کند | زشت | پاک"
    " | صاف | راحت"
)
"""Short words that «ه» after them says is so; «رشته» is no *it is Rasht*."""
_AND_OR = frozenset({"و", "یا", "با", "بی"})
_GENERAL = frozenset(
    words(
        "بله | خیر | نه | گاهی | فرد | افراد | شخص | اموزش | طرح | بیمه | زبان | پیام | نهضت"
        " | دسترسی | موضوعات | کاهش"
        " | تقویت | تولید | گوشی | شغل | کار | مشکل | استان | شهر | شهرستان | خدمات | امور | رشته"
        " | دوره | مرکز | وسیله | از | در | به | اکنون | الان | من | خود | مقطع | مدرک | بخش"
        " | روز | فصل | ماشین | کلاس | زمین | پرورش | صنعت | وزارت | اداره | سازمان | شرکت | دین"
    )
)
"""What follows them tells the label."""
_FEWEST_OF_CLAUSE = 2
_HAPPENED = ("شده", "کرده", "شدهام", "کردهام", "است", "هستم", "بودم", "شدم", "کردم")
_OF_THEIR_OWN = frozenset({"متوسطه", "خانه", "نامه", "خیریه", "روزه", "دوره", "حوزه", "بیمه"})
"""Their last letter is no *is*: a secondary school is not middling."""
_SHORTEST = 3
_SHORTEST_TRADE = 4
"""«نجاری» is a joiner's work; «خوبی» may ask how somebody is."""
_MAKES = re.compile("می(باف|دوز|پز|ساز)(?:م|یم)")
"""«قالی میبافم» is «قالی‌بافی»."""
_NO = frozenset({"نه", "خیر", "نخیر"})
_YET = "هنوز"
_NOT_OWNED = frozenset({"مرد", "سال", "خان", "مست", "کار", "سلا", "دار", "ندار", "نیست"})
"""With an *m* they are other words: people, Mrs, I am drunk, I have."""


def is_of_another(said: Sequence[str], label: frozenset[str]) -> bool:
    """Return whether somebody is had rather than is it: «سالمند داریم», «زن دارم».

    Or something that the label only means in other words: «خونه دارم» of «مسکن».
    """
    had = bool(said) and said[-1] in _HAVE and not _HAVE.intersection(label)
    had = had and tuple(said[-2:]) not in _LIKING
    counted = any(word.isdecimal() or cardinal([word], "fa") for word in said)
    of_people = any(word in _PEOPLE or word.endswith(_WHO) for word in said)
    return had and not counted and (of_people or (len(said) > 1 and label.isdisjoint(said)))


def is_within_clause(typed: Sequence[str], label: Sequence[str], *, shared: bool) -> bool:
    """Return whether one word stands amid a label that says what happened: «همسر فوت شده».

    Or the words before a denial, without it: «درس» of «درس نمی‌خوانم»; or only says of what a
    label is: «هدف» of «عضو گروه هدف», unless its first word is ``shared`` by another label.
    """
    if _NOT.match(label[-1]) and not any(_NOT.match(word) for word in typed):
        return typed[0] not in _DENYING
    if len(typed) == 1 and not shared and typed[0] != label[0] and _is_tail(typed[0], label):
        return True
    amid = len(typed) == 1 and len(label) > _FEWEST_OF_CLAUSE and typed[0] != label[0]
    return amid and label[-1].endswith(_HAPPENED)


def _is_tail(word: str, label: Sequence[str]) -> bool:
    """Return whether a word belongs to what stands before it, which is no general word."""
    at = list(label).index(word)
    is_long = len(label) > _FEWEST_OF_CLAUSE
    return is_long and label[at - 1] not in _AND_OR and label[0] not in _GENERAL


def ends_denying(label: str) -> bool:
    """Return whether a label's last word denies the rest: «نظری ندارم»."""
    return _NOT.match(fold(label).split()[-1]) is not None


def in_singular(said: str) -> Iterator[str]:
    """Yield folded words with their last one in the singular: «پنشنبه ها» is «پنشنبه»."""
    *before, last = said.split() or [""]
    for end in _PLURALS:
        if last == end and before:
            yield " ".join(before)
        elif last.endswith(end) and len(last) - len(end) >= _SHORTEST:
            yield " ".join((*before, last.removesuffix(end)))


def is_state(word: str) -> bool:
    """Return whether who says *I am* with the word tells how she lives: «مستاجرم», no «آزادم»."""
    return word in _STATES


def rewordings(said: str) -> Iterator[str]:
    """Yield what a label would say for folded words, surest first; each is to be looked up."""
    split = said.split()
    *before, last = split or [""]
    if last in _IS and before:
        yield " ".join(before)
    yield from _without_ending(before, last)
    if before and (made := _MAKES.fullmatch(last)):
        yield f"{' '.join(before)}{made[1]}ی"
    if before and split[0] in _NO and _NOT.match(last):
        yield " ".join(split[1:])
        yield " ".join(word for word in split[1:] if word != _YET)
    if last in _HAVE and before:
        yield f"دارای {' '.join(before)}"
        yield f"فرد دارای {' '.join(before)}"
        yield f"افراد دارای {' '.join(before)}"
    for form in (said, *_without_ending(before, last)):
        owned = [_without_owner(word) for word in form.split()]
        if owned != form.split():
            yield " ".join(owned)


def _without_ending(before: Sequence[str], last: str) -> Iterator[str]:
    """Yield the words with their last one as it is listed: «جمعه ها», «ضعیفه», «رانندگی»."""
    yield from in_singular(" ".join((*before, last)))
    if last.endswith("ندگی"):
        yield " ".join((*before, last.removesuffix("گی") + "ه"))
    for end, shortest in (("ه", _SHORTEST), ("ی", _SHORTEST_TRADE)):
        bare = " ".join((*before, last.removesuffix(end)))
        if last in _OF_THEIR_OWN or (end == "ی" and bare in _DEGREES):
            continue
        short = end == "ه" and not before and len(bare) <= _SHORTEST
        if short and bare not in _SHORT_ONES:
            continue
        is_long = len(bare) >= shortest or bare.endswith("ای") or (short and bare in _SHORT_ONES)
        if last.endswith(end) and is_long:
            yield bare


def _without_owner(word: str) -> str:
    for end in _OWN:
        bare = word.removesuffix(end)
        if bare != word and len(bare) >= _SHORTEST and bare not in _NOT_OWNED:
            return bare
    return word


def joined_as_listed(said: str, listed: Container[str]) -> str:
    """Return folded words with two of them written as one where a label has it: «لوله کشی»."""
    split = said.split()
    for at, (first, second) in enumerate(pairwise(split)):
        if f"{first}{second}" in listed:
            return " ".join((*split[:at], f"{first}{second}", *split[at + 2 :]))
    return said


def heads(said: str) -> Iterator[str]:
    """Yield what folded words are a kind of: «دانشجوی دکتری» a student; only to be asked back."""
    first, *rest = said.split() or [""]
    if rest and first.endswith(("وی", "ای")):
        yield first.removesuffix("ی")
