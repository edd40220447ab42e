"""An answer in Arabic, Darija or Persian that gives its reason: «العشية حيت فالصباح خدامة»."""

import re
from collections.abc import Callable
from typing import TypeVar

from flows.understanding.outcomes import Outcome, Read, Refused, ask
from flows.understanding.spoken import fr_reasons

T = TypeVar("T")
_ARABIC = "لأن|لأنني|لأنه|لأنها|لأنهم|لأني|لان|لاني|لانه|بسبب"
_DARIJA = "حيت|حيث|حيتاش|على حقاش|علاحقاش|على حساب|على قبل|7it|hit|7itach|hitach|3la7e?9ach"
_PERSIAN = "چون|چونکه|چون که|زیرا|به خاطر اینکه|بخاطر اینکه|chon|choon|chun"
_WHY = {
    "ar": _ARABIC,
    "ary": f"{_DARIJA}|{_ARABIC}|parce que|psk|pcq|pck",
    "fa": _PERSIAN,
}
_BEFORE = {
    language: re.compile(rf"^(.+?)\s*[,،.;؛(-]?\s+(?:{why})\s+\S", re.IGNORECASE)
    for language, why in _WHY.items()
}
_FEWEST = 2
"""Spaces of a reply that gives a reason: the answer, why, and what."""


def before_reason(text: str, language: str) -> str:
    """Return what stands before the reason that a reply gives, in any language; else the whole."""
    if language == "fr":
        return fr_reasons.before_reason(text) or text
    found = _BEFORE[language].match(text) if language in _BEFORE else None
    return found[1] if found else text


def beyond_reason(text: str, language: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how a reply is read, asked back without its reason where that hides the answer."""
    outcome = read(text)
    if isinstance(outcome, Read) or text.count(" ") < _FEWEST or language not in _BEFORE:
        return outcome
    answer = before_reason(text, language)
    if answer == text or isinstance(again := read(answer), Refused):
        return outcome
    return ask(again.value) if isinstance(again, Read) else again
