"""Spoken Persian spellings as they are written: «نیسم» is «نیستم», «دوونیم» «دو و نیم»."""

import re
from collections.abc import Callable
from typing import TypeVar

from flows.understanding.outcomes import Read, Refused

T = TypeVar("T")

_BE = re.compile(r"(?<!\w)(نی|ه)س(م|یم?|ین|ید|ن)?(?!\w)")
"""«هس», «نیسم»: the *t* of *is* is hardly heard."""
_WANT = re.compile(r"(?<!\w)(ن?می ?)خا(?=(?:م|یم?|ین|ید|ن|د)(?!\w))")
_SHANBE = re.compile(r"(?:شم+به|شبنه|شنبع)(?!\w)")
_AND_A_HALF = re.compile(
    r"(?<!\w)(یک|دو|سه|چهار|چار|پنج|شش|شیش|هفت|هف|هشت|هش|نه|ده|یازده|دوازده)و?(نیم|ربع)(?!\w)"
)
_AFTERNOON = re.compile(r"(?<!\w)بعد(?: ?ظهر|از ظهر| ازظهر| از ظهر)(?!\w)")
_TWICE = re.compile(r"(?<!\w)(خیلی|kheili|kheyli|khili)(?: \1)+(?!\w)")
_NUMBERS = (
    "yek|do|se|chahar|char|panj|shesh|shish|haft|hasht|noh|dah|yazdah|davazdah|sizdah|nim|rob"
)
_OF_THE_DAY = re.compile(
    rf"\b({_NUMBERS})y?e(?= (?:sobh|sob|asr|shab|zohr|bad|ba'?d|ghoro?ob|ghorub|zohr)\b)"
)
"""``panje asr``: five *of* the afternoon."""

_VERB_APART = re.compile(r"(?<!\w)(ن?می)\s+(?=[^\W\d_]{2})")
_PERFECT_APART = re.compile(r"(?<=\wه) +(ام|ایم|اند)(?!\w)")
_USUAL = {
    "میباشم": "هستم", "میباشیم": "هستیم", "میباشد": "است", "میباشند": "هستند",
    "نمیباشم": "نیستم", "نمیباشیم": "نیستیم", "نمیباشد": "نیست",
    "مینمایم": "می‌کنم", "نمینمایم": "نمی‌کنم", "نمایید": "کنید", "نمائید": "کنید",
    "نمودم": "کردم", "ننمودم": "نکردم", "نمودهام": "کرده‌ام", "ننمودهام": "نکرده‌ام",
    "بنده": "من", "اینجانب": "من", "مینماییم": "می‌کنیم",
    "خواهم آمد": "می‌آیم", "نخواهم آمد": "نمی‌آیم", "خواهم کرد": "می‌کنم",
    "نخواهم کرد": "نمی‌کنم", "خواهم داشت": "دارم", "نخواهم داشت": "ندارم",
    "خواهم بود": "هستم", "نخواهم بود": "نیستم",
}  # fmt: skip
"""Stiff words, and how they are said."""
_STIFF = re.compile(rf"(?<!\w)(?:{'|'.join(_USUAL)})(?!\w)")
_YET = "هنوز|فعلا|فعلاً|در حال حاضر|متاسفانه|متأسفانه|الان|اکنون|هم اکنون"
_NO_YET = re.compile(rf"^({_YET}) خیر$")
_NO_FIRST = re.compile(rf"^خیر،? ({_YET})$")
_GLUED_VERB = re.compile(r"(نفر|ساله|سال|تا|فرزند)(هستیم|هستم|داریم|دارم|است)(?!\w)")
_BY_THE_HOUR = re.compile(r"(?<!\w)(دو|سه)ی(?= ?(?:بعد|عصر|صبح|ظهر|شب|نیمه))")
_SCALED = re.compile(r"(?<!\d)(\d{1,3})/(\d{1,2})(?=\s*(?:میلیون|ملیون|میلیارد|هزار))")
"""«۳/۵ میلیون» is three and a half million."""

_LONG = re.compile(r"([^\W\d_])\1{2,}")
"""«سه تااا», ``okkkk``."""
_DOUBLED_END = re.compile(r"(?<=[^\W\d_])([^\W\d_مدرقبن])\1(?!\w)")
"""«صبحح»; hardly a Persian word ends in two of a letter."""
_IS_AFTER_E = re.compile("(?<=ه)\u200cس(?!\\w)")
_TANVIN = re.compile(
    r"(?<!\w)(کامل|اصل|حتم|لطف|قبل|فعل|تقریب|واقع|معمول|مثل|اتفاق|بعض|دقیق|حدود)ن(?!\w)"
)
_LIKE = re.compile(r"(?<!\w)دوس(?= دار)")
_ORDINALS = "aval|dovom|sevom|chaharom|panjom|sheshom|haftom|hashtom|nohom|dahom|bistom"
_MONTHS = "farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand"
_OF_THE_MONTH = re.compile(rf"\b({_ORDINALS})e(?= (?:{_MONTHS})\b)")
_THIS_DAY = re.compile(r"\bin(?= (?:\w*shanbeh?|jome+h?)\b)")
_IN_FULL = {
    "dg": "dige", "merc": "merci", "mrc": "merci", "tnx": "merci", "thx": "merci",
    "nmd": "nemidoonam", "nmdnm": "nemidoonam", "nmidunm": "nemidoonam", "ovom": "ohom",
    "emran": "aslan",
    "tomn": "toman",
}  # fmt: skip
"""Latin shorthands, and what they stand for."""
_TEXTED = re.compile(rf"\b(?:{'|'.join(_IN_FULL)})\b", re.IGNORECASE)


def respelt(text: str) -> str:
    """Return the text with what is written as it is said, or stiffly, in its usual spelling."""
    text = _LONG.sub(r"\1", text) if _LONG.search(text) else text
    return _latin(text) if text.isascii() else _persian(text)


def _latin(text: str) -> str:
    said = _OF_THE_MONTH.sub(r"\1", _OF_THE_DAY.sub(r"\1", _DOUBLED_END.sub(r"\1", text)))
    said = _THIS_DAY.sub("hamin", _TEXTED.sub(lambda match: _IN_FULL[match[0].lower()], said))
    return _TWICE.sub(r"\1", said)


def _persian(text: str) -> str:
    text = _IS_AFTER_E.sub(" است", text)
    typed = text.replace("\u200c", "").replace("ي", "ی").replace("ك", "ک")
    said = _PERFECT_APART.sub(r"\1", _VERB_APART.sub(r"\1", typed))
    said = _STIFF.sub(lambda match: _USUAL[match[0]], said)
    said = _NO_YET.sub(r"\1 نه", _NO_FIRST.sub(r"نه \1", said))
    said = _TANVIN.sub(r"\1ا", _BE.sub(r"\1ست\2", said))
    said = _WANT.sub(r"\1خوا", _LIKE.sub("دوست", said))
    said = _AND_A_HALF.sub(r"\1 و \2", _SHANBE.sub("شنبه", said))
    said = _SCALED.sub(r"\1٫\2", _BY_THE_HOUR.sub(r"\1", _GLUED_VERB.sub(r"\1 \2", said)))
    said = _TWICE.sub(r"\1", _AFTERNOON.sub("بعدازظهر", _DOUBLED_END.sub(r"\1", said)))
    return text if said == typed else said


_DECADE = "دهه"
"""No *it is ten*."""


def beyond_respelling(text: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read, or else its usual spelling; ``read`` returns an `Outcome`."""
    outcome = read(text)
    if isinstance(outcome, Read) or _DECADE in text or (usual := respelt(text)) == text:
        return outcome
    again = read(usual)
    return outcome if isinstance(again, Refused) else again
