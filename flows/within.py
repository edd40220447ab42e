"""What a longer reply says in passing: « la, ma kan9elbch », « bghit nrebbi djaj », « smiti Awa ».

Nothing of it is taken as it stands: what was heard is asked back, once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from flows import kin, phrases, reading, understanding
from flows.form import Question
from flows.questions.choice import options
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Ask, Option, Outcome, Read
from flows.understanding.lexicon import words

MOST_WORDS = 12
"""Of a reply in which something is looked for: what is longer is a story."""
MOST_CHOICES = 60
NAME_PART = 3
"""Letters of a name that stands before a number."""
OTHER = ("other", "autre", "another")
"""What a form calls the choice for all that its list does not name."""
_NO_NAME = re.compile(r"[^\w\s'’.\-\u200c]|[\d_]")
_SIGNS = re.compile(r"[^\w\s'’.\-\u200c?؟]")
RUN = 3
"""Words that a choice may be named by."""
NAMED = 4
"""Letters of a word that can name a choice in passing."""
MEANT = 4
"""Choices that are asked back at most; who names more has chosen none."""
_INTRODUCED = (
    "je m’appelle | je me nomme | mon nom est | mon nom c’est | mon nom complet est | moi c’est"
    " | elle s’appelle | il s’appelle | son nom est | son nom c’est | elle se nomme"
    " | اسمها | اسمه | سميتها | سميتو | السمية ديالها | السمية ديالو | smitha | smito | smiytha"
    " | اسمش | اسم او | اسم ایشان | اسم ایشون | نامش"
    " | je suis | my name is | i am | اسمي | أنا اسمي | سميتي | أنا سميتي | السمية ديالي"
    " | الاسم ديالي | أنا | اسم من | نام من | نامم | اسمم | smiti | smiyti | smiyati | smyti"
    " | ana smiti | ana smiyti | smiya dyali | ismi | esme man"
)
_CALLED = (
    "s’appelle | c’est | se nomme | est | هي | هو | راه | راها | hiya | howa | smitha | smito"
    " | اسمها | اسمه | سميتها | سميتو | اسمش | اسمشون"
)
"""Between a relative and her name."""
_HELPING = {"helper": "yes", "helper_role": "family"}
"""The questions whether somebody helps, and who (programmes.md, M0), to what a relative means."""
_BEHIND = "هستم | است | هست | میباشم | hastam"
_NO = (
    "ما | pas | ne | n | ni | sans | jamais | not | ليس | ليست | لست | لم | لن | ماشي | machi"
    " | bla | بلا | بدون | sauf | hors | excepté | except | إلا | عدا | ماعدا | جز | بجز"
)

_BUT_FOR = (
    "من غير | من غيار | mn ghir | men ghir | min ghir | autre que | autres que | à part | a part"
    " | غیر از | به غیر از | به جز"
)


def says(talk: Talk, question: Question) -> Read[Value] | None:
    """Return the yes or no that a sentence is for certain, where just these are asked for."""
    if question.type != "select_one" or reading.strict(question):
        return None
    offered, language = talk.standing().options(question), talk.person.language
    said = understanding.sentence(talk.incoming.text, options(offered, language), language)
    return Read(value=said.value) if said else None


def asks(talk: Talk, question: Question) -> Ask[Value] | None:
    """Return what a reply that is no answer most likely says, to be asked back; None: nothing."""
    text = talk.incoming.text
    if question.kind == "name":
        return _name_at_first(talk)
    if question.kind == "year" and (year := _year_of_a_day(talk, question)):
        return year
    if reading.strict(question) or not 1 < len(text.split()) <= MOST_WORDS:
        return None
    if question.type == "select_one" and (said := _yes_or_no(talk, question)):
        return Ask(values=(said,))
    if not question.type.startswith("select_"):
        return None
    found = _choices(talk, question)
    if not 0 < len(found) <= MEANT:
        return None
    if question.type == "select_multiple":
        return Ask(values=(list(found),))
    return Ask(values=tuple(found))


def _year_of_a_day(talk: Talk, question: Question) -> Ask[Value] | None:
    """Return the year of a whole date, where only the year is asked for (« 12/05/1999 »)."""
    if question.calendar == "jalali" or talk.incoming.upload is not None:
        return None
    day = understanding.date(talk.incoming.text, talk.person.language, now=talk.local_now)
    days = (day.value,) if isinstance(day, Read) else day.values if isinstance(day, Ask) else ()
    years = {int(each[:4]) for each in days}
    return Ask(values=(years.pop(),)) if len(years) == 1 else None


def _name_at_first(talk: Talk) -> Ask[Value] | None:
    """Return the name before what is none: a number, a heart (« Awa Koné 07 08 … »)."""
    text, language = talk.incoming.text, talk.person.language
    if bare := _name_among(text, language):
        return Ask(values=(bare,))
    said = _NO_NAME.split(text, maxsplit=1)[0].strip()
    behind = text.strip().removeprefix(said)
    if phrases.is_question(text):
        return None
    if not said or any(c.isalpha() for c in behind) or understanding.intent(said, language):
        return None
    if any(c.isdecimal() for c in behind) and not _full(said):  # « j’ai 25 »
        return None
    known = understanding.name(_introduced(said) or said)
    return Ask(values=(known.value,)) if isinstance(known, Read) else None


def _name_among(text: str, language: str) -> str:
    """Return the name behind a greeting, or among flowers; "" where there is none.

    « salam 3likom ana Fatima Benali », « سارا 🌹 محمدی ».
    """
    said = text.split()
    greets = (
        length
        for length in range(min(RUN, len(said) - 1), 0, -1)
        if understanding.intent(" ".join(said[:length]), language) == "greeting"
    )
    rest = " ".join(said[next(greets, 0) :])
    bare = " ".join(_SIGNS.sub(" ", rest).split())
    if bare == text.strip() or not _full(bare) or understanding.intent(bare, language):
        return ""
    known = understanding.name(_introduced(bare) or bare)
    return str(known.value) if isinstance(known, Read) else ""


def _full(name: str) -> bool:
    """Return whether it is a name and a surname, and no half of a sentence."""
    parts = name.split()
    return len(parts) > 1 and all(len(each) >= NAME_PART for each in parts)


def another(talk: Talk, question: Question) -> Ask[Value] | None:
    """Return « another » where a list has it and the second reply names nothing of the list."""
    text = talk.incoming.text
    if question.type != "select_one" or talk.position.refusals != 1 or not _is_named(talk):
        return None
    offered = {each.name for each in talk.standing().options(question)}
    found = next((each for each in OTHER if each in offered), None)
    if found is None or phrases.is_question(text) or _denies(text.split()):
        return None
    talk.move(refusals=2)  # whoever says no to it is not asked it again
    return Ask(values=(found,))


def _is_named(talk: Talk) -> bool:
    """Return whether a reply in words could name a thing: no command, no number."""
    text, language = talk.incoming.text, talk.person.language
    letters = sum(c.isalpha() for c in text)
    number = understanding.number(text, language, whole=False)
    named = letters >= NAMED and len(text.split()) <= MOST_WORDS
    return named and talk.meaning() is None and not isinstance(number, Read)


def helps(talk: Talk, question: Question) -> Ask[Value] | None:
    """Return what « weldi kay3awni » says where it is asked who helps; None elsewhere."""
    said = talk.incoming.text.split()
    if question.name not in _HELPING or not 0 < len(said) <= MOST_WORDS or _denies(said):
        return None
    runs = (
        understanding.fold(" ".join(said[first : first + length]))
        for length in (1, 2, 3)
        for first in range(len(said) - length + 1)
    )
    if not any(each in _kin() for each in runs):
        return None
    names = {each.name for each in talk.standing().options(question)}
    meant = _HELPING[question.name]
    return Ask(values=(meant,)) if meant in names else None


@cache
def _kin() -> frozenset[str]:
    return frozenset(map(understanding.fold, kin.called()))


def whole_name(text: str, outcome: Outcome[Value]) -> Outcome[Value]:
    """Return what to ask back where a name may be introduced (« je m’appelle Awa Koné »)."""
    if not isinstance(outcome, Read):
        return outcome
    bare = _introduced(text)
    known = understanding.name(bare) if bare else None
    if not isinstance(known, Read) or known.value == outcome.value:
        return outcome
    return Ask(values=(known.value, outcome.value))


def _yes_or_no(talk: Talk, question: Question) -> str:
    """Return the choice that the first words name, where the others do not take it back."""
    said = talk.incoming.text.split()
    language = talk.person.language
    meant = next(
        (
            each
            for length in range(min(RUN, len(said) - 1), 0, -1)
            if (each := understanding.intent(" ".join(said[:length]), language)) in ("yes", "no")
        ),
        None,
    )
    last = understanding.intent(said[-1], language)
    if meant is None or (last in ("yes", "no") and last != meant):
        return ""
    choices = talk.standing().options(question)
    return next(
        (each.name for each in choices if reading.AGREE.get(each.name) is (meant == "yes")), ""
    )


def _choices(talk: Talk, question: Question) -> list[str]:
    """Return the choices that runs of words name, in the list's order; none where one says no."""
    offered = talk.standing().options(question)
    said = understanding.before_reason(talk.incoming.text, talk.person.language).split()
    if len(offered) > MOST_CHOICES or _denies(said):
        return []
    labelled = options(offered, talk.person.language)
    found: set[str] = set()
    taken: set[int] = set()
    for length in range(min(RUN, len(said)), 0, -1):
        for first in range(len(said) - length + 1):
            places = range(first, first + length)
            if not taken.intersection(places):
                name = _named(" ".join(said[first : first + length]), labelled, talk)
                taken.update(places if name else ())
                found.update([name] if name else ())
    return [each.name for each in offered if each.name in found]


def _named(text: str, labelled: Sequence[Option], talk: Talk) -> str:
    """Return the choice that a few words name for certain; a number in passing names none."""
    language = talk.person.language
    if len(understanding.fold(text)) < NAMED or understanding.intent(text, language):
        return ""
    if isinstance(understanding.number(text, language, whole=False), Read):
        return ""
    outcome = understanding.choice(text, labelled, language, many=False)
    return outcome.value if isinstance(outcome, Read) else ""


def _denies(said: Sequence[str]) -> bool:
    """Return whether any word says no: « ma kan9elbch » does, « ma sœur » does not."""
    folded = [understanding.fold(each) for each in said]
    parted = "ma" in folded and any(each.endswith("ch") for each in folded)
    pairs = {" ".join(pair) for pair in pairwise(folded)}
    return (
        parted
        or not pairs.isdisjoint(_listed(_BUT_FOR))
        or any(
            each in _listed(_NO)
            or (each.startswith(("ma", "ما")) and each.endswith(("ch", "ش")))
            or each.startswith(("نمی", "نیست", "ندار"))
            for each in folded
        )
    )


def _introduced(text: str) -> str:
    """Return a name without the words that introduce it, "" where none does."""
    said = text.split()
    for length in (2, 1):  # « ماما سميتها زهرة », « ma mère s’appelle Awa »
        kin_, rest = understanding.fold(" ".join(said[:length])), said[length:]
        if kin_ not in _kin() or len(rest) < 2:
            continue
        if understanding.fold(rest[0]) in _listed(_CALLED):
            rest = rest[1:]
        return _introduced(" ".join(rest)) or (" ".join(rest) if rest != said[length:] else "")
    first = next(
        (
            length
            for length in range(min(RUN, len(said) - 1), 0, -1)
            if understanding.fold(" ".join(said[:length])) in _listed(_INTRODUCED)
        ),
        0,
    )
    behind = len(said) > 1 and understanding.fold(said[-1]) in _listed(_BEHIND)
    if behind and not first and understanding.fold(said[0]) == understanding.fold("من"):
        first = 1  # « من سارا محمدی هستم »
    return " ".join(said[first : -1 if behind else None]) if first or behind else ""


@cache
def _listed(table: str) -> frozenset[str]:
    return frozenset(words(table))
