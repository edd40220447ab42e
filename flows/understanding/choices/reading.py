"""A choice among listed options: by number, label, part of a label, or a close spelling."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from typing import Literal, TypeVar, overload

from flows.understanding.choices.amid import amid
from flows.understanding.choices.apart_from import between, left_out, others_than
from flows.understanding.choices.bare import numbered, without_fillers
from flows.understanding.choices.derived import families
from flows.understanding.choices.labels import Found, Labels, Option, labels_of
from flows.understanding.choices.listed import (
    OTHERS,
    UNKNOWN,
    by_digits,
    by_range,
    is_ordinal,
    place_in_words,
)
from flows.understanding.choices.nothing import says_nothing, wants_nothing
from flows.understanding.choices.others import is_other
from flows.understanding.choices.partial import says_little
from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.valued import by_value
from flows.understanding.choices.wording import lacking, without_articles
from flows.understanding.corrected import beyond_correction
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.intents.meaning import intent
from flows.understanding.languages import spoken_with
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask
from flows.understanding.sounds import hear
from flows.understanding.spoken import ar_doubted, ar_durations, ar_lacking, ar_respelt, fa_doubted
from flows.understanding.spoken.fa_instead import instead
from flows.understanding.spoken.fa_labels import (
    heads,
    is_of_another,
    is_state,
    joined_as_listed,
    rewordings,
)
from flows.understanding.spoken.fa_latin import in_persian
from flows.understanding.spoken.fr_amounts import in_full_amounts
from flows.understanding.spoken.fr_contents import contents, stated, telling
from flows.understanding.spoken.fr_doubted import is_doubtful
from flows.understanding.spoken.fr_durations import in_hours, is_by_the_day
from flows.understanding.spoken.fr_framed import beyond_framing
from flows.understanding.spoken.greetings import beyond_greeting

T = TypeVar("T")

_NUMBERED = re.compile(r"^[(\[#]?\s*(\d{1,3})\s*[)\].:°\-\u20e3]*$")
_NUMBER_AND_LABEL = re.compile(r"^[(\[]?(\d{1,3})\s*[)\].:\-/\u20e3]+\s*(\D.*)$", re.DOTALL)
_NUMBER_THEN_LABEL = re.compile(r"^(\d{1,3})\s+(\D.*)$", re.DOTALL)
_RANGE = re.compile(r"^(\d{1,2})\s*[-–—]\s*(\d{1,2})$")
_COMMAS = re.compile(r"[,،;؛\n+&•]+|(?<!\d)/|/(?!\d)")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_SIGN = re.compile(r"^([+-])\s*(?:de\s+)?(?=\d)")
_SAINT = re.compile(r"\bst\b")
_LONGEST_TYPED = 400
_ELIDED = str.maketrans("'’", "  ")
_YES_NO = ("yes", "no")
_AGREED = "daccord"
_BARE = words("oui | ouais | wi | ok | non | nn | nan")
_MOST_CERTAIN = 3
"""In a longer list, as of five degrees, an option that agrees is not the only *yes*."""
_NONE = words("aucun | aucune")
_BOTH_OF_THEM = "les deux"
_NEVER = "jamais"
_OR_NOT = "ولا"
_NOT_A_THING = "والو"
_NOTHING = "aucun"
_ASKED = re.compile("[?؟]")
_WITH_BOTH = 3
"""A list of one, another and both."""
_MOST_PARTS = 60
_SHORTEST_HEARD = 4


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: Literal[False]
) -> Outcome[str]: ...


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: Literal[True]
) -> Outcome[tuple[str, ...]]: ...


@overload
def choice(
    text: str, options: Sequence[Option], language: str, *, many: bool
) -> Outcome[str] | Outcome[tuple[str, ...]]: ...


def choice(
    text: str, options: Sequence[Option], language: str, *, many: bool
) -> Outcome[str] | Outcome[tuple[str, ...]]:
    """Return the name of the option that is meant, or with ``many`` the names, in their order.

    An exact label or a number in the list is certain; so is a part of one label alone, or a slip
    of the finger. What fits several is asked back, and ``choice.unknown`` fits none.
    Several are told apart by commas, lines, *and*, or spaces; ``1-3`` is asked back, being a
    range or a pair, and one unknown part refuses the whole.
    """
    if too_long(text) or len(text) > _LONGEST_TYPED:
        return UNKNOWN
    if many:
        return _patiently(text, language, lambda said: _many(said, options, language))
    read_once = partial(_single, options=options, language=language)
    return _patiently(text, language, lambda s: beyond_correction(s, language, read_once))


def _patiently(text: str, language: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how a reply is read, if need be without its greeting, or written out."""
    return beyond_framing(text, language, lambda full: beyond_greeting(full, read))


def _single(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    """Return the option that is meant; Persian in Latin letters also word for word."""
    outcome = _by_all(text, options, language)
    if language != "fa" or isinstance(outcome, Read):
        return outcome
    if other := instead(text, partial(_by_all, options=options, language=language)):
        return other
    listed = labels_of(tuple(options), language).containing
    said = in_persian(fold(text)) or joined_as_listed(fold(text), listed)
    if not said or said == fold(text):
        return outcome
    again = _by_all(said, options, language)
    return outcome if isinstance(again, Refused) else again


def _by_all(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    labels = labels_of(tuple(options), language)
    if (scaled := labels.of_scaled(text)) is not None:
        return Read(value=labels.names[scaled])
    if labels.in_full and language == "fr":
        text = in_full_amounts(text)
    if language == "fr" and "heures" in labels.containing:
        if is_by_the_day(text) and not any(is_by_the_day(each) for _, each in labels.shown):
            return UNKNOWN
        text = in_hours(text)
    outcome = _one(text, options, language, labels)
    if language == "fr" and not isinstance(outcome, Read):
        outcome = _by_contents(text, labels, _by_ear(text, options, outcome))
    if language in ar_respelt.SPOKEN and not isinstance(outcome, Read):
        if (lacked := _lacked(text, labels)) is not None:
            return Read(value=labels.names[lacked])
        outcome = _by_hand(text, options, outcome, labels)
    if isinstance(outcome, Read) and _is_taken_back(text, outcome.value, options, language):
        return ask(outcome.value)
    if (
        language == "fr"
        and isinstance(outcome, Read)
        and is_other(text, options[labels.names.index(outcome.value)].labels, labels)
    ):
        return ask(outcome.value)
    if isinstance(outcome, Read):
        return outcome
    likely = () if isinstance(outcome, Refused) else outcome.values
    same = by_value(text, options, language) if not likely or language == "fa" else None
    if same is not None and likely in ((), (same,)):
        return ask(same) if labels.counts_other(fold(text)) else Read(value=same)
    if not (named := _each_named(text, options, language)):
        return _amid(text, labels, outcome, language)
    doubtful = len(named) > 1 or _is_taken_back(text, named[0], options, language)
    return ask(*named) if doubtful else Read(value=named[0])


def _amid(text: str, labels: Labels, unsure: Outcome[str], language: str) -> Outcome[str]:
    """Ask about labels heard amid Latin Darija that is not understood otherwise."""
    if not isinstance(unsure, Refused) or language not in ("ary", "ar"):
        return unsure
    heard = amid(fold(text), labels, language)
    return _asked(labels, heard) if len(heard) <= MOST_ASKED else unsure


def _by_contents(text: str, labels: Labels, unsure: Outcome[str]) -> Outcome[str]:
    """Return the option whose French words a reply joins otherwise; ask also whose word it has."""
    if isinstance(unsure, Read):
        return unsure
    said = without_fillers(stated(fold(text.translate(_ELIDED))), labels, "fr")
    if said in _NONE and (none := labels.none_of(said)) is not None:
        return Read(value=labels.names[none])
    found = labels.contents.get(contents(said), ())
    if len(found) == 1 and (isinstance(unsure, Refused) or labels.names[found[0]] in unsure.values):
        return Read(value=labels.names[found[0]])
    if isinstance(unsure, Refused):
        return unsure
    owners = (labels.having(word) for word in telling(said))
    named = (labels.names[each[0]] for each in owners if len(each) == 1)
    return ask(*tuple(dict.fromkeys((*named, *unsure.values)))[:MOST_ASKED])


def _by_ear(text: str, options: Sequence[Option], unsure: Outcome[str]) -> Outcome[str]:
    """Return the option whose French words a reply writes as they sound, else what was unsure."""
    apart = text.translate(_ELIDED) if isinstance(unsure, Refused) else text
    respelt = labels_of(tuple(options), "fr").respelt(apart)
    heard = _one(respelt, options, "fr") if respelt != text else unsure
    return heard if isinstance(heard, Read) else unsure


def _by_hand(
    text: str, options: Sequence[Option], unsure: Outcome[str], labels: Labels
) -> Outcome[str]:
    """Return the option whose Arabic words a reply writes as they are said, else the unsure."""
    said = fold(text)
    respelt = ar_respelt.respelt(text, labels.containing, labels.by_hand)
    if respelt == said:
        return unsure
    again = _one(respelt, options, labels.language, labels)
    known = (
        not isinstance(unsure, Ask) or not isinstance(again, Read) or again.value in unsure.values
    )
    return again if isinstance(again, Read) and known else unsure


def _lacked(text: str, labels: Labels) -> int | None:
    """Return the option that an Arabic denial states: «ما عنديش الوقت», «عمري ما قريت»."""
    said = fold(text)
    if said.isascii() or _ASKED.search(text):
        return None
    if said == _NOT_A_THING and (named := labels.having(said)) == labels.negative:
        return named[0] if len(named) == 1 else None
    if (lacking := ar_lacking.obstacle(said, labels.obstacles)) is not None:
        return lacking
    other = (labels.exact.get(each, ()) for each in ar_lacking.in_other_words(said))
    if denied := next((found for found in other if len(found) == 1), ()):
        return denied[0]
    if wants_nothing(said):
        return labels.meant_by(_NOTHING)
    return labels.meant_by(_NEVER) if ar_lacking.says_never(said) else None


def _one(
    text: str, options: Sequence[Option], language: str, known: Labels | None = None
) -> Outcome[str]:
    labels = known or labels_of(tuple(options), language)
    text = _SIGN.sub(_signed, text.strip()) if language != "fa" else text
    said = labels.with_al(fold(text))
    found = labels.exact.get(said, ())
    number = _number(text)
    if number is None and len(found) == 1:
        return Read(value=labels.names[found[0]])
    if number is not None:
        return _by_number(number, found, labels)
    if found:
        return _named(labels, found)
    elided = fold(text.translate(_ELIDED))
    for typed in dict.fromkeys((said, elided, _SAINT.sub("saint", elided))):
        if len(found := labels.exact.get(without_fillers(typed, labels, language), ())) == 1:
            return Read(value=labels.names[found[0]])
    if (listed := _said_twice(said, labels)) is not None:
        return Read(value=labels.names[listed])
    if labels.ranked:
        ranked = labels.by_rank(without_fillers(said, labels, language))
        if ranked is not None:
            return (
                _named(labels, ranked.options) if ranked.certain else _asked(labels, ranked.options)
            )
    for span in (labels.spanning(text), labels.bounding(text), labels.in_words(said)):
        if len(span) == 1:
            return Read(value=labels.names[span[0]])
    if len(counted := labels.counting(said)) == 1:
        second = place_in_words(said, labels, language)
        is_both = second is not None and labels.meant_by(_BOTH_OF_THEM) == counted[0]
        return _named(labels, (*counted, second) if is_both and second else counted)
    both = _NUMBER_AND_LABEL.match(plain(text).strip())
    if both is not None and labels.at(int(both[1])) is not None:
        return _by_number_and_label(int(both[1]), both[2], options, language)
    if (one := labels.of_amount(said, text)) is not None:
        return Read(value=labels.names[one])
    if (one := _of_counted(said, labels)) is not None:
        return Read(value=labels.names[one])
    is_count = language in ("ar", "ary") and bool(labels.within(text))
    both = None if is_count else _NUMBER_THEN_LABEL.match(plain(text).strip())
    if both is not None:
        if len(meant := labels.meaning(said)) == 1:
            return Read(value=labels.names[meant[0]])  # «۵ شنبه» is no fifth of a list
        twice = _by_number_and_label(int(both[1]), both[2], options, language)
        if isinstance(twice, Read):
            other = labels.counts_another(labels.names.index(twice.value), int(both[1]))
            return ask(twice.value) if other else twice
        if not isinstance(twice, Refused):
            return twice
    outcome = _by_words(said, text, labels, language)
    if isinstance(outcome, Refused):
        if never := _never(said, labels, language):
            return _asked(labels, never)
        found = labels.within(text)
        if not found and (kin := _of_one_family(elided, labels, language)):
            return kin
        if found and (labels.counts_other(said) or labels.is_far(text)):
            return _asked(labels, found)  # «۵۰۰ متر» among kilometres
        if found or len(labels.negative) != 1:
            return _named(labels, found)
        return _asked(labels, labels.negative) if says_nothing(text, language) else outcome
    if isinstance(outcome, Ask) and (kin := _of_one_family(elided, labels, language)):
        return outcome if kin.values[0] in outcome.values else ask(*kin.values, *outcome.values)
    return outcome


def _of_one_family(said: str, labels: Labels, language: str) -> Ask[str] | None:
    """Ask about options with a word of the same French family: *couturière* of *Couture*."""
    if language != "fr" or not _denials(language).isdisjoint(said.split()):
        return None
    found = labels.of_family(families(without_fillers(said, labels, language)))
    return ask(*(labels.names[i] for i in found)) if 0 < len(found) <= MOST_ASKED else None


def _never(said: str, labels: Labels, language: str) -> tuple[int, ...]:
    """Return the option that is *never*, of which a *no* before it takes nothing away."""
    denial, _, rest = said.partition(" ")
    is_never = denial in _denials(language) and meanings().get(rest) == _NEVER
    return labels.meaning(rest) if is_never else ()


def _is_taken_back(text: str, name: str, options: Sequence[Option], language: str) -> bool:
    """Return whether *no* follows a choice, as in ``lflous la``, and is no word of its label.

    Or whether French or Arabic words are against it.
    """
    shown = next(option.labels for option in options if option.name == name)
    if text.isdecimal() or text in shown:  # nearly always: nothing stands beside it
        return False
    if language == "fr" and is_doubtful(text, shown):
        return True
    others = () if language == "fr" else _labels_beside(name, options)
    if language in ("ar", "ary") and ar_doubted.is_doubtful(text, shown, others, language):
        return True
    if language == "fa" and fa_doubted.is_doubtful(text, shown, (*shown, *others)):
        return True
    *said, last = fold(text).split() or [""]
    denials = _denials(language)
    in_label = frozenset(word for label in shown for word in fold(label).split())
    if language == "fa" and is_of_another((*said, last), in_label):
        return fold(text) not in meanings()
    if last not in denials or denials.issuperset(said) or fold(text) in meanings():
        return False
    lacks = language == "fa" and _WITHOUT in in_label and bool(lacking(fold(text)))
    return last not in in_label and not lacks


def _labels_beside(name: str, options: Sequence[Option]) -> Sequence[str]:
    """Return the labels of the other options."""
    return [label for option in options if option.name != name for label in option.labels]


def _each_named(text: str, options: Sequence[Option], language: str) -> Sequence[str]:
    """Return the options that a reply names where one is wanted: ``lflous o lmachina``."""
    split = fold(_COMMAS.sub(" o ", _GLUED.sub(" ", plain(text)))).split()
    groups = _between(split, _apart(language))
    if not 1 < len(groups) <= MOST_ASKED or not _denials(language).isdisjoint(split):
        return ()
    found = [_one(" ".join(group), options, language) for group in groups]
    named = dict.fromkeys(each.value for each in found if isinstance(each, Read))
    if len(named) == 1 and _OR_NOT in split:
        return ()  # «أوافق ولا أوافق»
    if len(named) == 1 and any(c.isdecimal() or cardinal([c], language) for c in split):
        return ()  # *20 000 à 30 000* may lie beyond what both are in
    return tuple(named) if all(isinstance(each, Read) for each in found) else ()


def _signed(match: re.Match[str]) -> str:
    """Return a sign before a number as French says it: *+35*, *- de 18 ans*."""
    return "plus de " if match[1] == "+" else "moins de "


def _many(text: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    labels = labels_of(tuple(options), language)
    typed = plain(text).strip()
    if span := _RANGE.match(typed):
        return by_range(int(span[1]), int(span[2]), labels)
    whole = _one(text, options, language)
    if isinstance(whole, Read):
        return Read(value=(whole.value,))
    said = fold(text)
    if any(said in words(lexicon.everything) for lexicon in spoken_with(language)):
        return ask(labels.names)
    if (out := left_out(said, language)) is not None:
        named = [name for i, name in enumerate(labels.names) if i not in labels.negative]
        return others_than(named, _several(out, options, language))
    read_one = partial(_one, options=options, language=language)
    if (days := between(said, labels.names, language, read_one)) is not None:
        return days
    several = _several(typed, options, language)
    if not isinstance(several, Refused):
        return several
    if said.isdecimal():
        return by_digits(said, labels)
    if isinstance(whole, Ask) and not _is_list(typed, language):
        return Ask(values=tuple((name,) for name in whole.values))
    return UNKNOWN


def _named(labels: Labels, found: Sequence[int]) -> Outcome[str]:
    """Return the one option found, or ask which; none, or more than four, are not understood."""
    several = tuple(dict.fromkeys(found))
    if len(several) == 1:
        return Read(value=labels.names[several[0]])
    return _asked(labels, several) if len(several) <= MOST_ASKED else UNKNOWN


def _asked(labels: Labels, found: Sequence[int]) -> Outcome[str]:
    return ask(*(labels.names[i] for i in found)) if found else UNKNOWN


def _number(text: str) -> int | None:
    numbered = _NUMBERED.match(plain(text).strip())
    return int(numbered[1]) if numbered else None


def _by_number(number: int, labelled: Sequence[int], labels: Labels) -> Outcome[str]:
    """Return the option of that number; ask when a label reads the same and is another's.

    A number that is too large for the list may fall in the range of a label: 20 in 18-25; one
    that is not may too: 4 in «3-5».
    """
    listed = labels.at(number)
    if listed is None:
        found = labelled or labels.within(str(number))
        return _asked(labels, found) if labels.is_far(str(number)) else _named(labels, found)
    meant = labelled or labels.plainly(number) or labels.counting_in_digits(number)
    meant = meant or labels.ranked.get(f"{number}eme", ())
    return _named(labels, (*meant, listed))


def _of_counted(said: str, labels: Labels) -> int | None:
    """Return the one option whose range an Arabic amount in words falls in: «ساعة ونصف»."""
    spoken = labels.language in ar_durations.SPOKEN and bool(labels.ranges)
    counted = ar_durations.with_ones(said) if spoken else said
    return labels.of_amount(counted, counted) if counted != said else None


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
    named = _one(label, options, language)
    if listed is None or not isinstance(named, Read):
        return UNKNOWN
    return _named(labels, (labels.names.index(named.value), listed))


def _by_words(said: str, text: str, labels: Labels, language: str) -> Outcome[str]:
    """Return the option that words other than a whole label mean."""
    if not said:
        wanted = intent(text, language, allowed=("yes", "no"))
        return Read(value=wanted) if wanted in labels.names else UNKNOWN
    if (both := _both(said, labels, language)) is not None:
        return both
    listed = numbered(said, labels, language)
    if listed is not None and (at := labels.at(listed)) is not None:
        return _named(labels, (at,))
    bare = without_fillers(said, labels, language)
    for typed in dict.fromkeys((said, bare)):
        if found := labels.written(typed):
            return _named(labels, found)
    heard = labels.heard(bare) or (labels.heard(said) if said != bare else None)
    listed = place_in_words(said, labels, language)
    if listed is None and said.startswith(f"{bare} ") and said.split()[-1] not in OTHERS:
        listed = place_in_words(bare, labels, language)
    if listed is not None:
        alike = heard is not None and len(hear(bare, language).bones) > 2
        sure = heard.options if heard and alike and not is_ordinal(bare, language) else ()
        counted = labels.counting(bare)
        if not counted and not is_ordinal(bare, language) and not bare.isdecimal():
            counted = labels.beginning_with(listed + 1)
        if language == "fr":
            counted = (*counted, *labels.plainly(listed + 1))
        begun = labels.begun_by(bare) if language == "fa" else ()  # «پنج» may be «پنجشنبه»
        if is_ordinal(bare, language) or language == "fa":
            begun = (*begun, *labels.having(bare))  # «دوم» of «متوسطه دوم»
        return _named(labels, (*counted, listed, *sure, *labels.meaning(bare), *begun))
    if language in ("ary", "ar") and (whole := _heard_whole(said, bare, heard, labels)) is not None:
        return Read(value=labels.names[whole])
    stands = language == "fa" and said not in _denials(language)
    if stands and len(found := labels.exact.get(f"{said}م", ())) == 1:
        return _named(labels, found)  # «موافق» of «موافقم»
    meant = intent(text, language)
    if meant in labels.names and (meant not in _YES_NO or set(_YES_NO) <= set(labels.names)):
        return Read(value=meant)
    if meant in _YES_NO and " " in said and len(begun := labels.begins(said)) == 1:
        return _named(labels, begun)
    if meant in _YES_NO and (agreed := _by_degrees(meant, said, labels)):
        return _asked(labels, agreed)
    if meant and (found := labels.meaning(said) or labels.agreed.get(meant, ())):
        found = (*found, *labels.begun_so(meant))
        if meant != "skip" or language in ("ar", "ary"):
            return _named(labels, found)  # «ما بغيتش نجاوب» of the list, not the command
    apart = (fold(text.translate(_ELIDED)),) if language == "fr" else ()
    for typed in dict.fromkeys((said, bare, *apart)):
        if found := labels.meaning(typed) or labels.inflected(typed) or labels.without(typed):
            shared = () if typed in meanings() else labels.having(without_articles(typed))
            if language == "fr":
                shared = (*shared, *labels.kinds_of(typed))
            found = (*found, *labels.having(typed), *shared)
            denied = _denies(tuple(typed.split()), labels, _denials(language))
            return _asked(labels, found) if denied else _named(labels, found)
    if language == "fa" and (found := _reworded(said, bare, labels)):
        return _named(labels, found)
    is_command = meant is not None and meant not in _YES_NO
    outcome = _by_likeness((said, bare), labels, heard, language)
    return _doubted(outcome, labels.has_words(said)) if is_command else outcome


def _reworded(said: str, bare: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that a Persian reply names in other words: «خیاطی», «معلولیت دارم»."""
    forms = dict.fromkeys((*rewordings(said), *rewordings(bare)))
    named = (labels.written(form) for form in forms if not form.isdecimal())
    return next((found for found in named if found), ())


def _heard_whole(said: str, bare: str, heard: Found | None, labels: Labels) -> int | None:
    """Return the one option whose whole label a reply in the other script is: ``mtaf9``."""
    if not said.isascii() or len(said) < _SHORTEST_HEARD:
        return None
    full = heard if said == bare else labels.heard(said)
    is_whole = full is not None and full.whole and len(full.options) == 1
    return full.options[0] if full and is_whole else None


def _of_a_kind(said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that Persian words are a kind of, or say in part; never certain."""
    if named := next((found for head in heads(said) if (found := labels.written(head))), ()):
        return named
    if found := labels.beginning_word(said):
        return found
    parts = (labels.with_part(tuple(form.split()), frozenset()) for form in rewordings(said))
    return next((part.options for part in parts if part), ())


def _by_degrees(meant: str, said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options of a long list that a bare *oui* or *d’accord* may mean."""
    if labels.language != "fr" or len(labels.names) <= _MOST_CERTAIN or labels.meaning(said):
        return ()
    agreed = labels.agreed.get(meant, ())
    if agreed and said in _BARE and not set(labels.having(said)) & set(agreed):
        return agreed
    every = tuple(dict.fromkeys((*agreed, *labels.having(_AGREED))))
    return every[:MOST_ASKED] if agreed and len(every) > 1 else ()


def _doubted(outcome: Outcome[str], whole_words: bool) -> Outcome[str]:
    """Return what to ask when a command is also a word of a label; else it is the command."""
    if not whole_words:
        return UNKNOWN
    return ask(outcome.value) if isinstance(outcome, Read) else outcome


def _by_likeness(
    forms: tuple[str, str], labels: Labels, heard: Found | None, language: str
) -> Outcome[str]:
    """Return the option that has such a part, or sounds or is spelt almost so."""
    denials = _denials(language)
    if forms[0] != forms[1] and denials.issuperset(forms[1].split()):
        return UNKNOWN
    for typed in dict.fromkeys(forms):
        words_typed = tuple(typed.split())
        if typed.isdecimal() or all(word in denials for word in words_typed):
            continue
        found = labels.in_any_order(words_typed, denials)
        if len(found := found or labels.in_order(words_typed, denials)) == 1:
            return _named(labels, found)
        if (part := labels.with_part(words_typed, denials)) is not None:
            if language == "fr" and part.certain:
                kinds = (i for i in labels.kinds_of(typed) if i not in part.options)
                part = replace(part, options=(*part.options, *kinds))
            part = replace(part, certain=part.certain and not _denies(words_typed, labels, denials))
            near = () if part.certain else labels.near(typed, ())
            return _likely(labels, replace(part, options=(*near, *part.options)) if near else part)
    if heard is not None and heard.certain and not says_little(forms[1].split()):
        return _likely(labels, heard)
    if language in ar_respelt.SPOKEN and (found := labels.meaning_so(forms[1])):
        return _named(labels, found)
    if language in ar_respelt.SPOKEN and (plain_so := labels.without_ayn(forms[1])):
        return _likely(labels, plain_so)
    if language == "fa" and (found := _i_am(forms[1], labels)):
        whole = forms[1] not in _MEN and len(found) == 1
        return _named(labels, found) if whole else _asked(labels, found)
    if (each := _each_word(forms[1], labels)) is not None:
        return Read(value=labels.names[each])
    if not (heard and heard.options) and (meant := labels.partly(forms[1])):
        return _asked(labels, meant)
    sounding = () if heard is None or cardinal(forms[0].split(), language) else heard.options
    near = labels.near(forms[0], sounding) or labels.near(forms[1], sounding)
    if language == "fa" and not near:
        near = _of_a_kind(forms[1], labels)[:MOST_ASKED]
    return _asked(labels, near or labels.scattered(forms[0]))


def _denies(typed: tuple[str, ...], labels: Labels, denials: frozenset[str]) -> bool:
    """Return whether it denies a label: *non mariée*, where another is *couple, non marié*."""
    return typed[0] in denials and bool(labels.written(" ".join(typed[1:])))


def _both(said: str, labels: Labels, language: str) -> Outcome[str] | None:
    """Return the third option, *both*, when the two others are said: *texte et voix*."""
    if len(labels.names) != _WITH_BOTH or (both := labels.meant_by(_BOTH_OF_THEM)) is None:
        return None
    joins = _joins(language) - frozenset(words(next(spoken_with(language)).either))
    groups = _between(said.split(), joins)
    if len(groups) != _WITH_BOTH - 1:
        return None
    parts = [" ".join(group) for group in groups]
    named = {labels.written(p) or labels.meaning(p) for p in parts}
    others = {(at,) for at in range(_WITH_BOTH) if at != both}
    return Read(value=labels.names[both]) if named == others else None


_WITHOUT = "بدون"
_MEN = words("مردم | زنم | mardam | zanam")
"""I am a man, or people; I am a woman, or my wife."""


def _i_am(said: str, labels: Labels) -> tuple[int, ...]:
    """Return the options that a Persian label with *am* glued to it names: «بیکارم»."""
    if said.isascii():
        heard = labels.heard(said.removesuffix("am")) if said.endswith("am") else None
        return heard.options if heard and heard.certain else ()
    endings = [said.removesuffix(end) for end in ("یم", "ام", "م") if said.endswith(end)]
    named = (labels.written(bare) or labels.without(bare) for bare in endings)
    if found := next((found for found in named if found), ()):
        return found
    named = (labels.meaning(bare) for bare in endings if is_state(bare))
    return next((found for found in named if found), ())


def _each_word(said: str, labels: Labels) -> int | None:
    """Return the one option that every word means by itself: *casa settat*. All mean none."""
    split, at = said.split(), 0
    most = min(3, len(split) - 1)
    meant = set[tuple[int, ...]]()
    while at < len(split):
        sizes = range(min(most, len(split) - at), 0, -1)
        parts = ((n, " ".join(split[at : at + n])) for n in sizes)
        size, found = next(
            (
                (n, opts)
                for n, part in parts
                if (opts := labels.meaning(part) or labels.written(part))
            ),
            (1, ()),
        )
        meant.add(found)
        if not found or len(meant) > 1:
            return None
        at += size
    one = meant.pop() if meant and len(split) > 1 else ()
    return one[0] if len(one) == 1 else None


def _likely(labels: Labels, found: Found) -> Outcome[str]:
    """Return the option found, or ask which; more than four are too many to list."""
    if len(found.options) > MOST_ASKED:
        return UNKNOWN
    return _named(labels, found.options) if found.certain else _asked(labels, found.options)


@lru_cache(maxsize=8)
def _denials(language: str) -> frozenset[str]:
    """Return the words that deny; Darija's ``la`` is an article in French."""
    every = frozenset[str]().union(*(words(lex.negations) for lex in spoken_with(language)))
    return every - _FRENCH_WORDS if language == "fr" else every


_FRENCH_WORDS = frozenset(["la", "ma", "bla"])


def _several(typed: str, options: Sequence[Option], language: str) -> Outcome[tuple[str, ...]]:
    """Return what the parts of a list mean together."""
    labels = labels_of(tuple(options), language)
    parts = [part.strip() for part in _COMMAS.split(typed) if part.strip()]
    if len(parts) > _MOST_PARTS:
        return UNKNOWN
    outcomes = [found for part in parts for found in _part(part, options, language)]
    if not outcomes or any(isinstance(found, Refused) for found in outcomes):
        return UNKNOWN
    alternatives: list[tuple[str, ...]] = []
    for found in outcomes:
        match found:
            case Read(value=value):
                alternatives.append((value,))
            case Ask(values=values):
                alternatives.append(values)
            case Refused():
                return UNKNOWN
    picked = []
    for names, _ in zip(product(*alternatives), range(MOST_ASKED), strict=False):
        picked.append(tuple(name for name in labels.names if name in names))
    certain = all(len(names) == 1 for names in alternatives) and not any(
        isinstance(found, Ask) for found in outcomes
    )
    return Read(value=picked[0]) if certain else ask(*picked)


def _part(part: str, options: Sequence[Option], language: str) -> Sequence[Outcome[str]]:
    """Return the meanings of a part without commas: one label, or several joined by *and*."""
    whole = _one(part, options, language)
    if isinstance(whole, Read):
        return [whole]
    split = fold(_GLUED.sub(" ", part)).split()
    if any(word in _denials(language) for word in split):
        return [whole]
    joins = _joins(language)
    for groups in (_between(split, joins), [[w] for w in split if w not in joins]):
        if len(groups) > 1 and len(groups) <= _MOST_PARTS:
            found = [_one(" ".join(group), options, language) for group in groups]
            if not any(isinstance(outcome, Refused) for outcome in found):
                return found
            if any(isinstance(outcome, Read) for outcome in found):
                return [UNKNOWN]
    return [whole]


def _is_list(typed: str, language: str) -> bool:
    joins = _joins(language)
    _, *rest = fold(typed).split() or [""]
    return bool(_COMMAS.search(typed)) or any(w in joins or w.startswith("و") for w in rest)


@lru_cache(maxsize=8)
def _apart(language: str) -> frozenset[str]:
    """Return the words between two choices where one is wanted: *and*, *or*."""
    either = (words(lexicon.either) for lexicon in spoken_with(language))
    return (_joins(language).union(*either) | {"o"}) - _denials(language)


@lru_cache(maxsize=8)
def _joins(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(words(lex.joins) for lex in spoken_with(language)))


def _between(split: Sequence[str], joins: frozenset[str]) -> list[list[str]]:
    """Return the runs of words between the joining words; «و» may be glued to what follows."""
    groups: list[list[str]] = [[]]
    for word in split:
        if word in joins:
            groups.append([])
        elif word.startswith("و") and len(word) > 2 and groups[-1]:
            groups.append([word[1:]])
        else:
            groups[-1].append(word)
    return [group for group in groups if group]
