"""An answer that was given before, said anew in the middle of another question; asked back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache

from flows import asking, changing, earlier, phrases, reading, understanding
from flows.form import Question
from flows.state import Value
from flows.talk import Talk
from flows.understanding import Read
from flows.understanding.lexicon import words

_STATED: Mapping[str, Sequence[str]] = {
    "full_name": (
        *("je m’appelle", "moi c’est", "اسمي", "سميتي", "السمية ديالي", "smiti", "smiyti"),
        *("اسم من", "نام من", "نام کامل", "nom complet", "الاسم الكامل", "السمية الكاملة"),
    ),
    "birth_year": (
        *("je suis née en", "je suis né en", "née en", "je suis née le", "je suis né le"),
        *(
            "ولدت سنة",
            "ولدت عام",
            "ولدت في",
            "من مواليد",
            "أنا من مواليد",
            "تزاديت ف",
            "تزاديت عام",
        ),
        *(
            "تزاديت فعام",
            "tzadit f",
            "ana tzadit f",
            "tzadit 3am",
            "متولد",
            "متولد سال",
            "من متولد",
        ),
    ),
    "phone": ("mon numéro de téléphone", "رقم هاتفي", "النمرة ديالي", "nmra dyali", "شماره من"),
}
"""How somebody states one of these again, in the middle of another question."""
_MINE = "mon | ma | le | la | my | ana | أنا | من"
_IS = "c’est | est | is | هو | هي | را | راه | راها | ra | rah | howa | hiya | est plutôt | است"
_ENDS = "است | هستم | هست | svp | عافاك | عافاكم | لطفا"
_NOT = "pas | et | non | not | ماشي | machi | ليس | وليس | ولا | لا | نه"
_BESIDE = (
    "non | pardon | enfin | désolée | désolé | لا | lla | la | نه | ببخشید | عفوا"
    " | en fait | au fait | à vrai dire | finalement | plutôt | actually | في الواقع | راه | راني"
    " | در واقع | راستش"
)
STATED = 12
"""Words of such a sentence."""
NAME_WORDS = 5
PHONE = 8
"""Digits of a phone number, at least."""


def stated(talk: Talk) -> bool:
    """Return whether an answer given before was said anew, with its name; ask back.

    « mon nom c’est Awa Traoré », « سميتي خديجة », « je suis née en 1999 ».
    """
    said = talk.incoming.text.split()
    if talk.form is not None and _phone(talk):
        return True
    if talk.form is None or not 1 < len(said) <= STATED or phrases.is_question(talk.incoming.text):
        return False
    beside = understanding.fold(" ".join(said[:2])) in words(_BESIDE)
    beside_alone = understanding.fold(said[0]) in words(_BESIDE)
    said = said[2:] if beside and len(said) > 3 else said[1:] if beside_alone else said
    for question in changing.changeable(talk):
        value = _said_of(talk, question, said)
        held = talk.standing().answers.get(question.key)
        if value is not None and value != held and asking.fits(talk, question, value):
            earlier.propose(talk, question, value, "typed")
            return True
    return False


def _phone(talk: Talk) -> bool:
    """Return whether a whole phone number came by itself, and ask whether it is the new one."""
    digits = [c for c in talk.incoming.text if c.isdecimal()]
    if len(digits) < PHONE or any(c.isalpha() for c in talk.incoming.text):
        return False
    for question in changing.changeable(talk):
        if question.kind != "phone" or question.role != "phone":
            continue
        outcome = reading.read_words(talk, question, talk.incoming.text)
        value = outcome.value if isinstance(outcome, Read) else None
        if value is not None and value == talk.standing().answers.get(question.key):
            talk.tell(talk.words.text("That is already saved."))
            asking.again(talk, brief=True)
            return True
        if value is not None and asking.fits(talk, question, value):
            earlier.propose(talk, question, value, "typed")
            return True
    return False


def _said_of(talk: Talk, question: Question, said: Sequence[str]) -> Value:
    """Return the value that is stated of a question, or None."""
    names = _all_names().get(question.name, frozenset())
    for length in range(min(NAME_WORDS, len(said) - 1), 0, -1):
        name = understanding.fold(" ".join(said[:length]))
        first, _, rest = name.partition(" ")
        if name not in names and (first not in words(_MINE) or rest not in names):
            continue
        value = said[length:]
        plain = first not in words(_MINE) and name not in _clear(question.name)
        if understanding.fold(value[0]) in words(_IS) and len(value) > 1:
            value = value[1:]
        elif plain:  # « nom de l’incubateur », « numéro 5 »
            return None
        if understanding.fold(value[-1]) in words(_ENDS) and len(value) > 1:
            value = value[:-1]
        value = value[: next((at for at, it in enumerate(value) if at and _not(it)), None)]
        outcome = reading.read_words(talk, question, " ".join(value))
        return outcome.value if isinstance(outcome, Read) else None
    return None


@cache
def _clear(question: str) -> Collection[str]:
    """Return what stands before a value and before nothing else, folded."""
    return frozenset(map(understanding.fold, _STATED[question]))


def _not(word: str) -> bool:
    """Return whether what it was before is named from here on: « Khadija, pas Fatima »."""
    return understanding.fold(word) in words(_NOT)


@cache
def _all_names() -> Mapping[str, Collection[str]]:
    """Return what is said before a value, folded, by the name of the question."""
    return {
        name: frozenset(map(understanding.fold, (*changing.ALSO_CALLED[name], *more)))
        for name, more in _STATED.items()
    }
