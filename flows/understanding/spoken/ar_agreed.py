"""What an Arabic reply says again after its yes or no: «لا ما قلبتش», «آه كنقلب», «لا لم أعمل»."""

import re
from collections.abc import Sequence

from flows.understanding.choices.synonyms import meanings
from flows.understanding.lexicon import words

_SPOKEN = ("ar", "ary")
_DENIED = re.compile(
    r"(?:ما ?|م)(\w{3,})(?:ش|شای|شی)|(?:ما ?)(خدام\w{0,2}|باغی\w?|قاری\w?|عارف\w?)"
)
"""A denied verb, or participle: «ما قلبتش», «ما خدامة»."""
_DENIED_IN_ARABIC = re.compile(r"(?:لم|لا|لن) (?!ایی?ه|اکید|اوکی|امین|ابشر)((?:ا|ن)\w{3,})")
"""Of the first person: «لم أعمل», «لا نملك»; in «لا لا إييه» there is no verb."""
_STATED = re.compile(
    r"(?:کن|تن|کان|کا ن|تان)(\w{3,})|(?:غن|غان|غادی ن)(\w{2,})|(?:لقد |قد )?(\w{3,})ت"
    r"|(?:لقد |قد )?(\w{3,})نا|س[ان](\w{2,}[^اه\W])|(?:سوف )[ان](\w{3,})"
    r"|ن(?!صف|قص|سب|حن|فس)(\w{3,}[^اه\W])"
)
"""Of the first person: «كنقلب», «غنجي», «قلبت», «استفدنا», «سنحضر», «نستطيع»."""
_UNABLE = re.compile(
    r"(?:^| )(?:لا|لن|لم|ما ?\w+|م\w+ش) (?:\w+ )?(?:علی |عن |ان |باش |اني )*"
    r"(?:الجواب|الاجابه|الرد|اجیب|نجاوب|نجاوبک|نجاوبکم)(?: |$)"
)
_NOT_REFUSING = re.compile(r"\w+ (?:لا (?:ارفض|امانع|اعارض|نرفض|نعارض)|ما ?کنرفضش)\b")
_ADDED = words(
    "دابا | حاليا | والو | بعدا | هاد العام | هاد الساعة | الآن | حتى الآن | بعد | قط | أبدا"
    " | هذا العام | الله يخليك | شكرا | ختي | خويا | الحمد لله"
)
_OF_ANSWERING = (
    "عرف", "فهم", "سمع", "ظن", "حسب", "توقع", "نجاوب", "جاوب", "نقول", "قول", "قلت", "کره", "نسی",
    "عقل", "شک", "ندم", "عارض", "رفض", "مانع", "امانع", "ارفض", "اعارض", "اعرف", "افهم",
    "ادر", "اعلم",
    "اذکر", "اتذکر", "ارید", "اظن", "اعتقد", "متاکد", "بقی", "ینکر", "انکر", "نکر", "غلط", "غلطت",
    "کنت", "حبس", "وقف", "سالی", "کمل", "عیی", "خلی", "سمح",
)  # fmt: skip
"""Verbs that answer otherwise than with yes or no: I do not know, do not mind, have forgotten."""
_MOST_WORDS = 6
_THEY = "ات"
"""She did: «مشات» is of another."""


def says_again(split: Sequence[str], begun: str, language: str) -> bool:
    """Return whether all that follows a yes or no of one word is one verb that agrees."""
    if language not in _SPOKEN or not 2 <= len(split) <= _MOST_WORDS or split[0].isascii():
        return False
    rest = _without_added(" ".join(split[1:]))
    patterns = (_DENIED, _DENIED_IN_ARABIC) if begun == "no" else (_STATED,)
    said = next((found for each in patterns if (found := each.fullmatch(rest))), None)
    if said is None or (begun == "yes" and (rest.endswith(_THEY) or _is_a_noun(rest))):
        return False
    verb = next(group for group in said.groups() if group)
    return not any(each in verb for each in _OF_ANSWERING)


def refuses_nothing(said: str, language: str) -> bool:
    """Return whether folded words may deny a refusal: «لا، لا أرفض» is rather a yes."""
    return language in _SPOKEN and _NOT_REFUSING.search(said) is not None


def is_unable(said: str, language: str) -> bool:
    """Return whether folded words say that no answer is given: «لا أستطيع الجواب»."""
    return language in _SPOKEN and _UNABLE.search(said) is not None


def _is_a_noun(word: str) -> bool:
    """Return whether what ends as a verb is a thing: «السبت», «الأنترنت»."""
    return word.endswith("ت") and (word.startswith(("ال", "ل")) or word in meanings())


def _without_added(rest: str) -> str:
    """Return the words without *now*, *at all* or a courtesy at their end."""
    ended = next((each for each in _ADDED if rest.endswith(f" {each}")), "")
    return _without_added(rest.removesuffix(f" {ended}")) if ended else rest
