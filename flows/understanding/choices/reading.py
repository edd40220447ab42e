"""A choice among listed options: by number, label, part of a label, or a close spelling."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Literal, TypeVar, overload

from flows.understanding.choices.amid import amid
from flows.understanding.choices.bare import without_fillers
from flows.understanding.choices.in_french import settled, without_no
from flows.understanding.choices.labels import Labels, labels_of
from flows.understanding.choices.listed import UNKNOWN
from flows.understanding.choices.nothing import wants_nothing
from flows.understanding.choices.numbered import NEVER, one_meant
from flows.understanding.choices.option import Option
from flows.understanding.choices.others import is_other
from flows.understanding.choices.several import COMMAS, GLUED, apart, several_meant
from flows.understanding.choices.synonyms import meanings
from flows.understanding.choices.valued import by_value
from flows.understanding.choices.worded import ELIDED, asked, denials_of, parted
from flows.understanding.choices.wording import lacking
from flows.understanding.choices.yes_or_no import yes_or_no
from flows.understanding.corrected import beyond_correction
from flows.understanding.folding import fold, plain, too_long
from flows.understanding.lexicon import words
from flows.understanding.numbers.cardinals import cardinal
from flows.understanding.outcomes import MOST_ASKED, Ask, Outcome, Read, Refused, ask
from flows.understanding.spoken import ar_doubted, ar_lacking, ar_respelt, fa_doubted
from flows.understanding.spoken.fa_instead import instead
from flows.understanding.spoken.fa_labels import is_of_another, joined_as_listed
from flows.understanding.spoken.fa_latin import in_persian
from flows.understanding.spoken.fr_amounts import in_full_amounts
from flows.understanding.spoken.fr_contents import contents, stated, telling
from flows.understanding.spoken.fr_doubted import is_doubtful
from flows.understanding.spoken.fr_durations import in_hours, is_by_the_day
from flows.understanding.spoken.fr_framed import beyond_framing
from flows.understanding.spoken.fr_misheard import is_misheard
from flows.understanding.spoken.greetings import beyond_greeting
from flows.understanding.spoken.reasons import beyond_reason

T = TypeVar("T")
_LONGEST_TYPED = 400
_WITHOUT = "بدون"
_HAVING_NOT = (" ندارم", " نداریم")
_NONE = words("aucun | aucune")
_OR_NOT = "ولا"
_NOT_A_THING = "والو"
_NOTHING = "aucun"
_ASKED = re.compile("[?؟]")
_NO_SUCH = re.compile(r"لا (\w{3,})")
"""«لا خبرة»; with a comma it is *no*, and then the answer."""


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
        return _patiently(text, language, lambda said: several_meant(said, options, language))
    read_once = partial(_single, options=options, language=language)
    outcome = _patiently(text, language, lambda s: beyond_correction(s, language, read_once))
    return yes_or_no(text, options, language, outcome)


def _patiently(text: str, language: str, read: Callable[[str], Outcome[T]]) -> Outcome[T]:
    """Return how a reply is read, if need be without its greeting, or written out."""
    framed = partial(beyond_framing, language=language, read=partial(beyond_greeting, read=read))
    return beyond_reason(text, language, framed)


def _single(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    """Return the option that is meant; Persian in Latin letters also word for word."""
    outcome = _by_all(text, options, language)
    if language != "fa" or isinstance(outcome, Read):
        return outcome
    if other := instead(text, partial(_by_all, options=options, language=language)):
        return other
    listed = labels_of(tuple(options), language).parts.containing
    said = in_persian(fold(text)) or joined_as_listed(fold(text), listed)
    if not said or said == fold(text):
        return outcome
    again = _by_all(said, options, language)
    return outcome if isinstance(again, Refused) else again


def _by_all(text: str, options: Sequence[Option], language: str) -> Outcome[str]:
    labels = labels_of(tuple(options), language)
    if (scaled := labels.of_scaled(text)) is not None:
        return Read(value=labels.names[scaled])
    if labels.counts.in_full and language == "fr":
        text = in_full_amounts(text)
    text = without_no(text, labels) if language == "fr" else text
    if language == "fr" and "heures" in labels.parts.containing:
        if is_by_the_day(text) and not any(is_by_the_day(each) for _, each in labels.shown):
            return UNKNOWN
        text = in_hours(text)
    outcome = one_meant(text, options, language, labels)
    if language == "fr" and not isinstance(outcome, Read):
        outcome = _by_contents(text, labels, _by_ear(text, options, outcome))
        outcome = settled(text, labels, outcome)
    if language in ar_respelt.SPOKEN and not isinstance(outcome, Read):
        if (lacked := _lacked(text, labels)) is not None:
            return Read(value=labels.names[lacked])
        outcome = _by_hand(text, options, outcome, labels)
    if isinstance(outcome, Read) and _is_taken_back(text, outcome.value, options, language):
        return ask(outcome.value)
    if isinstance(outcome, Read):
        return ask(outcome.value) if _is_another(text, outcome.value, options, labels) else outcome
    likely = () if isinstance(outcome, Refused) else outcome.values
    same = by_value(text, options, language) if not likely or language == "fa" else None
    if same is not None and likely in ((), (same,)):
        return ask(same) if labels.counts.counts_other(fold(text)) else Read(value=same)
    if not (named := _each_named(text, options, language)):
        return _amid(text, labels, outcome, language)
    doubtful = len(named) > 1 or _is_taken_back(text, named[0], options, language)
    return ask(*named) if doubtful else Read(value=named[0])


def _is_another(text: str, name: str, options: Sequence[Option], labels: Labels) -> bool:
    """Return whether a French reply is another word than that of the label it was read as."""
    if labels.language != "fr":
        return False
    shown = options[labels.names.index(name)].labels
    return is_other(text, shown, labels) or is_misheard(
        text, shown, [each for _, each in labels.shown]
    )


def _amid(text: str, labels: Labels, unsure: Outcome[str], language: str) -> Outcome[str]:
    """Ask about labels heard amid Latin Darija that is not understood otherwise."""
    if not isinstance(unsure, Refused) or language not in ("ary", "ar"):
        return unsure
    heard = amid(fold(text), labels, language)
    return asked(labels, heard) if len(heard) <= MOST_ASKED else unsure


def _by_contents(text: str, labels: Labels, unsure: Outcome[str]) -> Outcome[str]:
    """Return the option whose French words a reply joins otherwise; ask also whose word it has."""
    if isinstance(unsure, Read):
        return unsure
    said = without_fillers(stated(fold(text.translate(ELIDED))), labels, "fr")
    if said in _NONE and (none := labels.none_of(said)) is not None:
        return Read(value=labels.names[none])
    found = labels.contents.get(contents(said), ())
    if len(found) == 1 and (isinstance(unsure, Refused) or labels.names[found[0]] in unsure.values):
        return Read(value=labels.names[found[0]])
    if isinstance(unsure, Refused):
        return unsure
    owners = (labels.parts.having(word) for word in telling(said))
    named = (labels.names[each[0]] for each in owners if len(each) == 1)
    return ask(*tuple(dict.fromkeys((*named, *unsure.values)))[:MOST_ASKED])


def _by_ear(text: str, options: Sequence[Option], unsure: Outcome[str]) -> Outcome[str]:
    """Return the option whose French words a reply writes as they sound, else what was unsure."""
    apart = text.translate(ELIDED) if isinstance(unsure, Refused) else text
    respelt = labels_of(tuple(options), "fr").respelt(apart)
    heard = one_meant(respelt, options, "fr") if respelt != text else unsure
    return heard if isinstance(heard, Read) else unsure


def _by_hand(
    text: str, options: Sequence[Option], unsure: Outcome[str], labels: Labels
) -> Outcome[str]:
    """Return the option whose Arabic words a reply writes as they are said, else the unsure."""
    said = fold(text)
    respelt = ar_respelt.respelt(text, labels.parts.containing, labels.by_hand)
    if respelt == said:
        return unsure
    again = one_meant(respelt, options, labels.language, labels)
    if not isinstance(again, Read):
        return unsure
    if isinstance(unsure, Ask) and again.value not in unsure.values:
        return ask(*(again.value, *unsure.values)[:MOST_ASKED])
    return again


def _lacked(text: str, labels: Labels) -> int | None:
    """Return the option that an Arabic denial states: «ما عنديش الوقت», «عمري ما قريت»."""
    said = fold(text)
    if said.isascii() or _ASKED.search(text):
        return None
    if said == _NOT_A_THING and (named := labels.parts.having(said)) == labels.negative:
        return named[0] if len(named) == 1 else None
    if (hindered := ar_lacking.obstacle(said, labels.obstacles)) is not None:
        return hindered
    other = (labels.exact.get(each, ()) for each in ar_lacking.in_other_words(said))
    if denied := next((found for found in other if len(found) == 1), ()):
        return denied[0]
    if (bare := _NO_SUCH.fullmatch(text.strip())) is not None:
        named = labels.lacking.get(lacking(said, in_label=True), ())
        alone = set(labels.parts.having(fold(bare[1]))) <= set(named)
        return named[0] if len(named) == 1 and alone else None
    if wants_nothing(said):
        return labels.meant_by(_NOTHING)
    return labels.meant_by(NEVER) if ar_lacking.says_never(said) else None


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
    denials = denials_of(language)
    in_label = frozenset(word for label in shown for word in fold(label).split())
    if language == "fa" and is_of_another((*said, last), in_label):
        return fold(text) not in meanings()
    if last not in denials or denials.issuperset(said) or fold(text) in meanings():
        return False
    lacks = language == "fa" and _lacks_the_same(fold(text), shown, in_label)
    return last not in in_label and not lacks


def _lacks_the_same(said: str, shown: Sequence[str], in_label: Collection[str]) -> bool:
    """Return whether a label says that the same is not there: «دام نداریم» of «دام ندارم»."""
    if not (lacked := lacking(said)):
        return False
    having_not = (folded for label in shown if (folded := fold(label)).endswith(_HAVING_NOT))
    return _WITHOUT in in_label or any(lacking(folded) == lacked for folded in having_not)


def _labels_beside(name: str, options: Sequence[Option]) -> Sequence[str]:
    """Return the labels of the other options."""
    return [label for option in options if option.name != name for label in option.labels]


def _each_named(text: str, options: Sequence[Option], language: str) -> Sequence[str]:
    """Return the options that a reply names where one is wanted: ``lflous o lmachina``."""
    split = fold(COMMAS.sub(" o ", GLUED.sub(" ", plain(text)))).split()
    groups = parted(split, apart(language))
    if not 1 < len(groups) <= MOST_ASKED or not denials_of(language).isdisjoint(split):
        return ()
    found = [one_meant(" ".join(group), options, language) for group in groups]
    named = dict.fromkeys(each.value for each in found if isinstance(each, Read))
    if len(named) == 1 and _OR_NOT in split:
        return ()  # «أوافق ولا أوافق»
    if len(named) == 1 and any(c.isdecimal() or cardinal([c], language) for c in split):
        return ()  # *20 000 à 30 000* may lie beyond what both are in
    return tuple(named) if all(isinstance(each, Read) for each in found) else ()
