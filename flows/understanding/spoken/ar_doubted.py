"""Why an option that Arabic words name is yet asked back: they deny it, or ask, or tell of kin."""

import re
from collections.abc import Sequence

from flows.understanding.choices.nothing import is_negative
from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.wording import bare_word
from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent
from flows.understanding.lexicon import Intent, words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.sounds import hear
from flows.understanding.spoken.ar_kin import is_of_another
from flows.understanding.spoken.ar_lacking import has_it
from flows.understanding.spoken.ar_lookalikes import is_no_label
from flows.understanding.spoken.arabizi_turned import is_turned

_AGREEMENTS: tuple[Intent, ...] = ("yes", "no", "skip", "dont_know")
_QUESTION = re.compile("[?؟]")
_DENIALS = words(
    "لا | ما | ماشي | ليس | ليست | لست | لسنا | لم | لن | بدون | بلا | إلا | سوى | ماعدا | عدا"
    " | مش | مو | باستثناء"
)
_DENIED_VERB = re.compile(r"ما\w{2,}ش|م\w{2,}(?:یت|ی|ا|ن|ه)ش")
"""«ماخاصنيش», «معنديش»."""
_ONLY_OR_WITHOUT = ("من غیر", "غیر")
_DEGREES = words(
    "جدا | بشدة | للغاية | كثيرا | بزاف | بزااف | قليلا | شوية | شويا | نوعا | تماما | كاع | إطلاقا"
)
_WHEN = words("قبل | بعد")
_BOTH = words("كلاهما | كليهما | كلتاهما | بجوج")
_MONDAY = words("الاثنين | الإثنين | التنين | الاثنان")
_SUPPOSING = words("لو | إذا | إن | كون | حتى | إلى | بعد | قبل | مثل | ضد")
_WE = words("أنا | نحن | حنا | أنا نفسي")
"""With *and* after it somebody else is named as well: «أنا والراجل»."""
_NEEDING = words("أحتاج | نحتاج | محتاجة | محتاج | كنحتاج | محتاجين")
"""Where it is asked what there is, what one needs is just what there is not."""
_SUPPORT = words(
    "تمويل | تدريب | تكوين | مواكبة | توجيه | مرافقة | دعم | مساعدة | تسويق | رعاية | ولوجيات"
    " | تأطير | استشارة | قرض | رأسمال | فلوس | نقل"
)
"""A list that has some of these is of what one needs."""
_CHILD = frozenset(words("بنت | البنت | ولد | الولد | ابن | الابن | ابنة | الابنة"))
_GENDERS = ("homme", "femme")
_FEWEST_OF_A_FAMILY = 3
_PERIOD = re.compile(
    r"(?<!\w)(?:فالسیمانه|فالنهار|فالعام|فالشهر|فالیوم|فالاسبوع|للنهار|یومیا|اسبوعیا|سنویا"
    r"|فی الیوم|فی الاسبوع|فی السنه|فی العام|فی الشهر|کل نهار|کل سیمانه|کل عام|کل شهر|کل یوم)(?!\w)"
)
"""Money by the week is no answer where labels do not say of which time they are."""
_OR_NOT = "ولا"
"""At the beginning it is *nor*, or half of what was meant."""


def is_doubtful(text: str, labels: Sequence[str], others: Sequence[str], language: str) -> bool:
    """Return whether a reply is against the one option that it was read as, or only asks."""
    if _QUESTION.search(text):
        return not any(_QUESTION.search(label) for label in labels)
    said = fold(text)
    split = said.split()
    shown = {word for label in labels for word in fold(label).split()}
    if said in _WHEN:
        return True
    if len(split) == 1 and said not in shown and (is_no_label(text) or _is_both(said, shown)):
        return True
    if _is_no_child(said, shown, others):
        return True
    if len(split) < 2 or said in meanings():
        return False
    if split[0] in _NEEDING and not _offers_support((*labels, *others)):
        return True
    if split[0] in _WE and split[1].startswith("و") and split[1] not in shown:
        return True
    shown |= _heard_in(split, shown, language)
    if is_turned(split, language) and not shown.issuperset(split[:1]):
        return True
    if is_of_another(split, language, shown) or _is_supposed(split, shown):
        return True
    if any(word in _DEGREES and _once(word) not in shown for word in split) and _is_a_degree(
        shown, others
    ):
        return True
    if _is_of_another_period(said, labels) and _counts(split, language):
        return True
    if split[0] not in shown and has_it(split, (*labels, *others)):
        return True
    if is_negative(labels) or intent(text, language, allowed=_AGREEMENTS) is not None:
        return False
    if split[0] == _OR_NOT and not any(fold(label).startswith(_OR_NOT) for label in labels):
        return True
    without = _ONLY_OR_WITHOUT[language != "ary"]
    denied = f" {without} " in f" {said} " and not shown.issuperset(without.split())
    return denied or any(_denies(word) and word not in shown for word in split)


def _offers_support(labels: Sequence[str]) -> bool:
    every = (bare_word(word) for label in labels for word in fold(label).split())
    return any(word in _SUPPORT for word in every)


def _is_of_another_period(said: str, labels: Sequence[str]) -> bool:
    """Return whether folded words are by the week, and the labels by no such time."""
    told = _PERIOD.findall(said)
    return bool(told) and not any(each in fold(label) for label in labels for each in told)


def _is_no_child(said: str, shown: set[str], others: Sequence[str]) -> bool:
    """Return whether a man or a woman was taken for the child of a family that is listed."""
    is_child = len(others) >= _FEWEST_OF_A_FAMILY and not shown.isdisjoint(_CHILD)
    meant = meanings().get(said) or meanings().get(bare_word(said))
    return is_child and said not in _CHILD and meant in _GENDERS


def _once(word: str) -> str:
    """Return a word without drawn-out letters: «بزااف»."""
    return re.sub(r"(.)\1+", r"\1", word)


def _counts(split: Sequence[str], language: str) -> bool:
    return any(word.isdecimal() or cardinal([word], language) is not None for word in split)


def _is_both(said: str, shown: set[str]) -> bool:
    """Return whether *both* was taken for Monday, which is *the two*."""
    return said in _BOTH and any(word in _MONDAY for word in shown)


def _is_supposed(split: Sequence[str], shown: set[str]) -> bool:
    """Return whether it begins with *if* or *until*, unless with «لو سمحت»."""
    first, second = split[:2]
    return first in _SUPPOSING and first not in shown and not second.startswith("سمح")


def _is_a_degree(shown: set[str], others: Sequence[str]) -> bool:
    """Return whether another label has a word of this one, as of degrees of one thing."""
    return any(not shown.isdisjoint(fold(label).split()) for label in others)


def _heard_in(split: Sequence[str], shown: set[str], language: str) -> set[str]:
    """Return the Latin words that are words of a label as they sound: ``rajli`` of «الراجل»."""
    bones = {hear(word, language).bones for word in shown} if split[0].isascii() else set()
    return {word for word in split if word.isascii() and hear(word, language).bones in bones}


def _denies(word: str) -> bool:
    return word in _DENIALS or _DENIED_VERB.fullmatch(word) is not None
