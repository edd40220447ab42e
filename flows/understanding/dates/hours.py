"""Hours by their names: «الثمنية» is eight with the article, as the clock shows it."""

from collections.abc import Mapping
from functools import lru_cache

from flows.understanding.languages import LEXICONS
from flows.understanding.lexicon import Lexicon, by_phrase, phrases, words

_ON_A_CLOCK = range(1, 13)
_PARTS_OF_ONE = "الربع | الثلث | التلت | الواحد"


def named_hours(lexicon: Lexicon) -> Mapping[int, str]:
    """Return the names of the hours; in Arabic also each number with its article.

    But not «الاثنين» and «الربع»: weekdays and parts of an hour.
    """
    if lexicon.grammar != "semitic":
        return lexicon.hours
    others = _no_hours()
    found = dict(lexicon.hours)
    for hour in _ON_A_CLOCK:
        counted = (f"ال{word}" for word in phrases(lexicon.cardinals[hour]) if " " not in word)
        named = (each for each in counted if each not in others)
        found[hour] = " | ".join((lexicon.hours.get(hour, ""), *named))
    return found


@lru_cache(maxsize=1)
def _no_hours() -> frozenset[str]:
    arabic = (LEXICONS["ar"], LEXICONS["ary"])
    days = (set(by_phrase(each.weekdays)) for each in arabic)
    return frozenset(words(_PARTS_OF_ONE)).union(*days)
