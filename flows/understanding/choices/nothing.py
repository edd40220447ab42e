"""Nothing, never, not at all: which label of a list says so, and which replies."""

import re
from collections.abc import Iterable
from functools import lru_cache

from flows.understanding.choices.synonyms import meanings
from flows.understanding.folding import fold
from flows.understanding.intents.meaning import intent
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import Intent, words

_NOTHING = frozenset({"aucun", "jamais"})
_NEGATIVE = frozenset(
    words(
        "aucun | aucune | rien | jamais | sans | pas | لا | بدون | بلا | ليس | لم | ما | والو"
        " | أبدا | حتى"
        " | فاقد | هیچ | هیچی | هیچ‌کدام | هیچ‌وقت | هرگز | اصلا | ابدا | بی | ندارم | نداریم | ندارد"
        " | نیستم"
        " | نیست | walo | walou | bla | hta | abadan | none | never | nothing | no | not"
    )
)
_NOTHING_DONE = re.compile(r"(?:لا )?(?:ما ?|م)\w{3,} (?:والو|حتی حاجه|حتی وحده|حتی واحد)")
"""«ما خاصني والو»."""
_WANTED = re.compile(
    r"(?:لا )?(?:ما ?|م)(?:خاصنی|خصنی|خاصنا|عندی|عندنا|محتاج\w{0,2}|بغیت|بغینا|کاین|کنحتاج)"
    r" (?:والو|حتی حاجه|تا حاجه)|(?:لا شکرا )?(?:ما ?|م)(?:خاصنیش|محتاجاش|محتاجش) (?:والو|حتی حاجه)"
    r"|لا احتاج(?: الی)? (?:شیء|ای شیء|شی|ای شی)"
)
"""What has no thing to it: «ما خاصني والو» where it is asked what is needed."""
_LONGEST = 40
_NO: tuple[Intent, ...] = ("no",)


def says_nothing(text: str, language: str) -> bool:
    """Return whether the whole reply is nothing, never, none of them or no."""
    said = fold(text)
    if not said or len(said) > _LONGEST:
        return False
    if meanings().get(said) in _NOTHING or said in _nothing(language):
        return True
    if _NOTHING_DONE.fullmatch(said):
        return True
    return intent(text, language, allowed=_NO) is not None


def wants_nothing(said: str) -> bool:
    """Return whether a folded Arabic reply says that nothing is needed, had or wanted."""
    return _WANTED.fullmatch(said) is not None


def is_negative(labels: Iterable[str]) -> bool:
    """Return whether one of the labels of an option has a word of denial."""
    return any(not _NEGATIVE.isdisjoint(fold(label).split()) for label in labels)


def negative(labels: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """Return the options one of whose labels has a word of denial."""
    found = (i for i, label in labels if is_negative((label,)))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _nothing(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(words(each.nothing) for each in spoken_with(language)))
