"""Which one option an answer names, by its number, its label or both."""

import re
from collections.abc import Sequence

from flows.understanding.choices.bare import without_fillers
from flows.understanding.choices.derived import families
from flows.understanding.choices.labels import Labels, labels_of
from flows.understanding.choices.listed import UNKNOWN, place_in_words
from flows.understanding.choices.nothing import says_nothing
from flows.understanding.choices.option import Option
from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.worded import (
    _BOTH_OF_THEM,
    ELIDED,
    asked,
    by_words,
    decided,
    denials_of,
)
from flows.understanding.folding import fold, plain
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask
from flows.understanding.spoken import ar_durations

NUMBERED = re.compile(r"^[(\[#]?\s*(\d{1,3})\s*[)\].:°\-\u20e3]*$")
_NUMBER_AND_LABEL = re.compile(r"^[(\[]?(\d{1,3})\s*[)\].:\-/\u20e3]+\s*(\D.*)$", re.DOTALL)
_NUMBER_THEN_LABEL = re.compile(r"^(\d{1,3})\s+(\D.*)$", re.DOTALL)
_SIGN = re.compile(r"^([+-])\s*(?:de\s+)?(?=\d)")
_SAINT = re.compile(r"\bst\b")
NEVER = "jamais"


def one_meant(
    text: str, options: Sequence[Option], language: str, known: Labels | None = None
) -> Outcome[str]:
    """Return the one option that an answer names, however many words it takes."""
    labels = known or labels_of(tuple(options), language)
    text = _SIGN.sub(_signed, text.strip()) if language != "fa" else text
    said = labels.with_al(fold(text))
    found = labels.exact.get(said, ())
    number = number_in(text)
    if number is None and len(found) == 1:
        return Read(value=labels.names[found[0]])
    if number is not None:
        return _by_number(number, found, labels)
    if found:
        return decided(labels, found)
    elided = fold(text.translate(ELIDED))
    for typed in dict.fromkeys((said, elided, _SAINT.sub("saint", elided))):
        if len(found := labels.exact.get(without_fillers(typed, labels, language), ())) == 1:
            return Read(value=labels.names[found[0]])
    if (listed := _said_twice(said, labels)) is not None:
        return Read(value=labels.names[listed])
    if labels.ranked:
        ranked = labels.by_rank(without_fillers(said, labels, language))
        if ranked is not None:
            return (
                decided(labels, ranked.options) if ranked.certain else asked(labels, ranked.options)
            )
    for span in (
        labels.counts.spanning(text),
        labels.counts.bounding(text),
        labels.counts.in_words(said),
    ):
        if len(span) == 1:
            return Read(value=labels.names[span[0]])
    if len(counted := labels.counts.counting(said)) == 1:
        second = place_in_words(said, labels, language)
        is_both = second is not None and labels.meant_by(_BOTH_OF_THEM) == counted[0]
        return decided(labels, (*counted, second) if is_both and second else counted)
    both = _NUMBER_AND_LABEL.match(plain(text).strip())
    if both is not None and labels.at(int(both[1])) is not None:
        return _by_number_and_label(int(both[1]), both[2], options, language)
    if (one := labels.counts.of_amount(said, text)) is not None:
        return Read(value=labels.names[one])
    if (one := _of_counted(said, labels)) is not None:
        return Read(value=labels.names[one])
    is_count = language in ("ar", "ary") and bool(labels.counts.within(text))
    both = None if is_count else _NUMBER_THEN_LABEL.match(plain(text).strip())
    if both is not None:
        if len(meant := labels.meaning(said)) == 1:
            return Read(value=labels.names[meant[0]])  # «۵ شنبه» is no fifth of a list
        twice = _by_number_and_label(int(both[1]), both[2], options, language)
        if isinstance(twice, Read):
            other = labels.counts.counts_another(labels.names.index(twice.value), int(both[1]))
            return ask(twice.value) if other else twice
        if not isinstance(twice, Refused):
            return twice
    outcome = by_words(said, text, labels, language)
    if isinstance(outcome, Refused):
        if never := _never(said, labels, language):
            return asked(labels, never)
        found = labels.counts.within(text)
        if not found and (kin := _of_one_family(elided, labels, language)):
            return kin
        if found and (labels.counts.counts_other(said) or labels.counts.is_far(text)):
            return asked(labels, found)  # «۵۰۰ متر» among kilometres
        if found or len(labels.negative) != 1:
            return decided(labels, found)
        return asked(labels, labels.negative) if says_nothing(text, language) else outcome
    if isinstance(outcome, Ask) and (kin := _of_one_family(elided, labels, language)):
        return outcome if kin.values[0] in outcome.values else ask(*kin.values, *outcome.values)
    return outcome


def _of_one_family(said: str, labels: Labels, language: str) -> Ask[str] | None:
    """Ask about options with a word of the same French family: *couturière* of *Couture*."""
    if language != "fr" or not denials_of(language).isdisjoint(said.split()):
        return None
    found = labels.of_family(families(without_fillers(said, labels, language)))
    return ask(*(labels.names[i] for i in found)) if 0 < len(found) <= MOST_ASKED else None


def _never(said: str, labels: Labels, language: str) -> tuple[int, ...]:
    """Return the option that is *never*, of which a *no* before it takes nothing away."""
    denial, _, rest = said.partition(" ")
    is_never = denial in denials_of(language) and meanings().get(rest) == NEVER
    return labels.meaning(rest) if is_never else ()


def _signed(match: re.Match[str]) -> str:
    """Return a sign before a number as French says it: *+35*, *- de 18 ans*."""
    return "plus de " if match[1] == "+" else "moins de "


def number_in(text: str) -> int | None:
    """Return the number that the whole answer is, as it stands before a label, or None."""
    numbered = NUMBERED.match(plain(text).strip())
    return int(numbered[1]) if numbered else None


def _by_number(number: int, labelled: Sequence[int], labels: Labels) -> Outcome[str]:
    """Return the option of that number; ask when a label reads the same and is another's.

    A number that is too large for the list may fall in the range of a label: 20 in 18-25; one
    that is not may too: 4 in «3-5».
    """
    listed = labels.at(number)
    if listed is None:
        none = () if number else labels.counts.counting_in_digits(0)
        found = labelled or none or labels.counts.within(str(number))
        return asked(labels, found) if labels.counts.is_far(str(number)) else decided(labels, found)
    meant = labelled or labels.counts.plainly(number) or labels.counts.counting_in_digits(number)
    meant = meant or labels.ranked.get(f"{number}eme", ())
    return decided(labels, (*meant, listed))


def _of_counted(said: str, labels: Labels) -> int | None:
    """Return the one option whose range an Arabic amount in words falls in: «ساعة ونصف»."""
    spoken = labels.language in ar_durations.SPOKEN and bool(labels.counts.ranges)
    counted = ar_durations.with_ones(said) if spoken else said
    return labels.counts.of_amount(counted, counted) if counted != said else None


def _said_twice(said: str, labels: Labels) -> int | None:
    """Return the option of «2. 18-25 سنة»: its number in the list, then its own label."""
    number, _, label = said.partition(" ")
    listed = labels.at(int(number)) if number.isdecimal() and len(number) < 4 else None
    return listed if listed is not None and labels.exact.get(label) == (listed,) else None


def _by_number_and_label(
    number: int, label: str, options: Sequence[Option], language: str
) -> Outcome[str]:
    """Return the option that «2. الرباط» names twice; ask when the two differ."""
    labels = labels_of(tuple(options), language)
    listed = labels.at(number)
    named = one_meant(label, options, language)
    if listed is None or not isinstance(named, Read):
        return UNKNOWN
    return decided(labels, (labels.names.index(named.value), listed))
