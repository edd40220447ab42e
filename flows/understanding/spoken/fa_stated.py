"""What a Persian verb after yes or no says again: «بله کار کرده‌ام», «نه شرکت نکردم»."""

import re
from collections.abc import Sequence
from typing import Literal

from flows.understanding.lexicon import words

_PAST = (
    "کرد|رفت|داشت|بود|گرفت|خوند|خواند|دید|گذراند|گذروند|شد|زد|نوشت|اومد|امد|گشت|خرید|ساخت|کشید"
    "|خورد|اورد|یافت|فروخت|کاشت|دوخت|بافت"
)
_PRESENT = (
    "کن|رو|ر|خوان|خون|گیر|خواه|خوا|خا|توان|تون|تان|ای|ا|شو|ش|بین|نویس|ساز|کش|فروش|دوز|باف|گرد|کار"
)
_DONE = re.compile(
    rf"(?:{_PAST})(?:م|یم|ه(?: ?ا(?:م|یم))?)|می(?:{_PRESENT})(?:م|یم)|(?:دار|هست)(?:م|یم)"
)
_NOT_DONE = re.compile(
    rf"ن(?:{_PAST})(?:م|یم|ه(?: ?ا(?:م|یم))?)|نمی(?:{_PRESENT})(?:م|یم)|(?:ندار|نیست)(?:م|یم)"
    "|نیامدم|نیومدم|نیاوردم"
)
_DOES = re.compile(rf"می(?:{_PRESENT})ه|داره|دارد|هست")
_DOES_NOT = re.compile(rf"نمی(?:{_PRESENT})ه|نداره|ندارد|نیست|ن(?:{_PAST})ه")
"""Of a child, or of whoever is asked about."""
_SO_FAR = frozenset(
    words("هنوز | اصلا | تاحالا | هیچوقت | هرگز | فعلا | اصن | تا | حالا | هیچ | وقت")
)
_UNTOLD = frozenset(
    words(
        "داشتم | داشتیم | بودم | بودیم | شدم | شدیم | دیدم | زدم | خوردم"
        " | اومدم | امدم | نوشتم | گشتم | کشیدم | میشم | میگم"
    )
)
"""Verbs that may tell something else: I came, I saw, I have become."""
_ELSEWHERE = frozenset(
    words(
        "متوجه | خبر | جواب | سوال | پیام | گوش | صبر | سعی | تلاش | قول | خواهش | عرض | فکر | فردا"
        " | بعدا | شاید | اگر | اگه | چی | چه | چرا | کجا | کی | کدوم | کدام | چند | چطور | چجوری"
        " | ولی | اما | مگر | یا | هنوز | شک | مشکل | اشتباه | یادم | تا | حل | نگاه | مطمئن | باید"
        " | بررسی | تشکر | درک | قبلا | سابقا | پارسال | فقط | گاهی | کمی | کم | خیلی | زیاد | هم"
        " | اینکه | میگم | میدم | میپرسم | منظور | منظورم | که | درخواست | شکایت"
        " | انتخاب | وقتی | بعد | شوخی | دروغ | اشتباهی"
    )
)
"""With them the verb may answer something else: *yes, I understood*."""
_WANTING = frozenset(words("میخوام | می‌خواهم | میخام | میتونم | می‌توانم | حاضرم | مایلم"))
_NOT_WANTING = frozenset(words("نمیخوام | نمی‌خواهم | نمیخام | نمیتونم | نمی‌توانم"))
_CAN = frozenset(words("میتونیم | می‌توانیم | حاضریم | مایلیم | میخوایم | می‌خواهیم"))
_CANNOT = frozenset(words("نمیتونیم | نمی‌توانیم | نمیخوایم | نمی‌خواهیم"))
_TO_DO = frozenset(
    words(
        "بیایم | بریم | شرکت | کنیم | بکنیم | باشیم | کنم | بکنم | بیام | بیایم | برم | باشم"
        " | بگیرم | بروم | بشم | بخونم | بخوانم | یاد بگیرم"
    )
)
_PLAIN = frozenset(
    words(
        "بله | بلی | آره | آری | اره | بعله | نه | خیر | نخیر | نع | bale | baleh | are | areh | na"
        " | nah | kheyr"
    )
)
"""«چشم درد دارم» begins with no yes, «قبول شدم» neither."""
_MOST_WORDS = 6


def says_again(said: Sequence[str], begun: Literal["yes", "no"], by: str) -> bool:
    """Return whether folded words beside a yes or no, ``by``, end in a verb that says the same."""
    if by not in _PLAIN or not 0 < len(said) <= _MOST_WORDS or not _ELSEWHERE.isdisjoint(said):
        return False
    if len(said) == 1 and _is_state(said[0]):
        return True
    if said[0] in _BECAUSE and len(said) > 1:
        denied = (_NOT_DONE.fullmatch(w) or _DOES_NOT.fullmatch(w) for w in _joined(said))
        return begun == "no" or not any(denied)
    if begun == "yes" and said[-1] in _TO_DO and not _WANTING.isdisjoint(said):
        return not any(map(_NOT_DONE.fullmatch, said))
    if begun == "no" and said[-1] in _TO_DO and not _NOT_WANTING.isdisjoint(said):
        return True
    does, does_not = (_DONE, _DOES), (_NOT_DONE, _DOES_NOT)
    same, other = (does, does_not) if begun == "yes" else (does_not, does)
    joined = _joined(said)
    again = any(verb.fullmatch(joined[-1]) for verb in same)
    return again and not any(verb.fullmatch(word) for verb in other for word in joined)


_STATES = frozenset(
    words(
        "مستاجر | مالک | محصل | شاغل | بازنشسته | بیوه | مطلقه | معلول | نابینا | ناشنوا | سالمند"
        " | مجرد | متاهل | بیسواد | سالم | بیمار | مریض | دانشجو | بیکار | تنها | راضی"
        " | ناراضی"
    )
)
"""Who says after a yes or no what she is only says why: «نه مجردم»."""


def _is_state(word: str) -> bool:
    ends = (word.removesuffix(end) for end in ("ام", "م") if word.endswith(end))
    return any(end in _STATES or f"{end}ه" in _STATES for end in ends)


_BECAUSE = frozenset(words("آخه | اخه | چون | چونکه"))
"""What follows says why: «نه آخه بچم کوچیکه»."""
_WRITTEN = frozenset(
    words("نوشته | ساخته | دیده | یافته | گرفته | خورده | زده | کشیده | خوانده | رفته | کرده | شده")
)
"""Things, and parts of verbs: alone they state nothing."""


def stated_alone(said: Sequence[str]) -> Literal["yes", "no"] | None:
    """Return what a verb answers by itself: «گرفتم», «هنوز نرفتم», «میتونیم بیایم»."""
    joined = _joined(said)
    if not joined or len(joined) > _MOST_WORDS or joined[-1] in _UNTOLD:
        return None
    can, cannot = _WANTING | _TO_DO | _CAN, _NOT_WANTING | _TO_DO | _CANNOT
    if joined[0] in _WANTING | _CAN and can.issuperset(joined):
        return "yes"
    if joined[0] in _NOT_WANTING | _CANNOT and cannot.issuperset(joined):
        return "no"
    *before, verb = joined
    if verb in _WRITTEN:
        return None
    if _NOT_DONE.fullmatch(verb) or _DOES_NOT.fullmatch(verb):
        return "no" if _SO_FAR.issuperset(before) else None
    done = _DONE.fullmatch(verb) or _DOES.fullmatch(verb)
    return "yes" if done and not before else None


def is_at_it(said: Sequence[str]) -> bool:
    """Return whether *have* only says that one is at it: «دارم میام» is *I am coming*."""
    return (
        len(said) > 1
        and said[0] in ("دارم", "داریم", "daram", "darim")
        and (said[1].startswith(("می", "mi")))
    )


def _joined(said: Sequence[str]) -> Sequence[str]:
    """Return the words with what is written apart from a verb: «می روم», «کرده ام»."""
    joined: list[str] = []
    for word in said:
        if joined and (joined[-1] in ("می", "نمی") or word in ("ام", "ایم")):
            joined[-1] += word
        else:
            joined.append(word)
    return joined
