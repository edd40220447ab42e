"""An answer that corrects itself: «سی و چهار، ببخشید سی و پنج»."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import TypeVar, cast

from flows.understanding.folding import fold
from flows.understanding.lexicon import words
from flows.understanding.outcomes import Ask, Read, Refused, ask
from flows.understanding.spoken.arabizi import CORRECTIONS

T = TypeVar("T")

_LONGEST_MARK = 3
_FEWEST_WORDS = 3
"""An answer, a mark and another answer."""
_STANDARD = (
    "[لا /][عفوا/آسف/آسفة/عذرا/معذرة/المعذرة/أقصد/أعني/أخطأت/تصحيح/أستسمح/خطأ] | لا بل | بل"
    " | عفوا [لا/أقصد/أعني] | أقصد لا | كتبت خطأ | الصحيح | والصحيح"
)
_DARIJA = (
    "[لا /][سمح ليا/سمحي ليا/سمحو ليا/سمحولي/سمحلي/سمح لي/غلطت/قصدت/قصدي/بغيت نقول/غلط] | اسمح لي"
    " | لا لا | لا زعما | لا راه | سمح ليا لا | غلطت راه | غلطت فيها"
)
_MARKS: Mapping[str, str] = {
    "ar": f"{_STANDARD} | {_DARIJA}",
    "ary": f"{CORRECTIONS} | {_DARIJA} | {_STANDARD}",
    "fa": "نه ببخشید | ببخشید نه | ببخشید | ببخشین | نه نه | اشتباه شد | اشتباه گفتم | اشتباه نوشتم"
    " | اشتباه زدم | منظورم | نه منظورم | نه یعنی | نه شرمنده | na bebakhshid | bebakhshid"
    " | bebakhshid na | bebakhshin | eshtebah shod | sorry | na sorry",
    "fr": "pardon | non pardon | nn pardon | pardon non | non | nn | euh non | ah non | oups"
    " | oups pardon | oups non | je voulais dire | non je voulais | je veux dire | erreur"
    " | je me trompe | non c’est | non plutôt | excusez | excusez moi | désolé | non désolé"
    " | désolée | désolé c’est | pardon c’est | dsl | euh plutôt | disons | euh disons"
    " | non smahli | smahli | la smahli | non attends | non attendez | enfin non",
}
"""What stands between an answer and the one that takes its place, by language."""
_DENYING: Mapping[str, Collection[str]] = {"ary": frozenset({"la", "lla", "non", "nn", "لا"})}
"""A no between two answers mostly corrects, but may say *nor*: both are asked, the last first."""
_NOT: Mapping[str, Collection[str]] = {"ary": frozenset({"machi", "mashi", "ماشی", "pas"})}
"""What follows is not the answer: ``35 machi 53``."""


def beyond_correction(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read; what corrects an answer is asked back instead of both.

    ``read`` returns an `Outcome`; words before the mark that are no answer, as in «ببخشید ۳۴»,
    correct nothing.
    """
    parts = _around_mark(text, language) if language in _MARKS else None
    if parts is None or isinstance(first := read(parts[0]), Refused):
        return _beyond_denial(text, language, read)
    again = read(parts[1])
    if first == again or isinstance(again, Refused):
        return _beyond_denial(text, language, read)
    return cast(T, ask(again.value)) if isinstance(again, Read) else again


def _beyond_denial(text: str, language: str, read: Callable[[str], T]) -> T:
    """Return how the reply is read; of two answers with a no or *not* between them, which."""
    found = read(text)
    typed = text.split()
    if language not in _DENYING or isinstance(found, Read) or len(typed) < _FEWEST_WORDS:
        return found
    denying, turning = _DENYING[language], _NOT[language]
    if not any(word in denying or word in turning for word in fold(text).split()):
        return found
    said = [fold(word) for word in typed]
    inner = range(len(said) - 2, 0, -1)
    at = next((at for at in inner if said[at] in denying or said[at] in turning), 0)
    if not at or isinstance(first := read(" ".join(typed[:at])), Refused):
        return found
    again = read(" ".join(typed[at + 1 :]))
    if isinstance(again, Refused) or first == again:
        return found
    both = (first, again) if said[at] in turning else (again, first)
    values = [value for each in both for value in _values(each)]
    other = set(_values(found)).difference(values)  # «قل ربع» is no correction
    return found if other else cast(T, ask(*values))


def _values(found: object) -> tuple[object, ...]:
    """Return what is taken or asked."""
    if isinstance(found, Read):
        return (found.value,)
    return found.values if isinstance(found, Ask) else ()


def after_correction(text: str, language: str) -> str | None:
    """Return what stands after the mark that corrects what is before it, or None without one."""
    parts = _around_mark(text, language) if language in _MARKS else None
    return parts[1] if parts else None


def _around_mark(text: str, language: str) -> tuple[str, str] | None:
    """Return what stands before and after the first mark, or None."""
    typed = text.split()
    if len(typed) < _FEWEST_WORDS or _openings(language).isdisjoint(fold(text).split()):
        return None
    marks = words(_MARKS[language])
    found = ((at, _mark_at(typed, at, marks)) for at in range(1, len(typed) - 1))
    at, size = next(((at, size) for at, size in found if size), (0, 0))
    if not size:
        return None
    before, after = typed[:at], typed[at + size :]
    denying = _DENYING.get(language, ())
    if len(before) > 1 and fold(before[-1]) in denying:
        before.pop()
    if len(after) > 1 and fold(after[0]) in denying:
        after.pop(0)
    return " ".join(before), " ".join(after)


@lru_cache(maxsize=8)
def _openings(language: str) -> frozenset[str]:
    """Return the first words of the marks."""
    return frozenset(mark.split()[0] for mark in words(_MARKS[language]))


def _mark_at(typed: list[str], at: int, marks: Collection[str]) -> int:
    """Return how many typed words the longest mark has that begins here, with words after it."""
    sizes = range(min(_LONGEST_MARK, len(typed) - at - 1), 0, -1)
    return next((n for n in sizes if fold(" ".join(typed[at : at + n])) in marks), 0)
