"""Words for the answer before the open question: its rest, or what it should have been.

« Awa », then « Koné »; « homme », then « pardon, femme »; « lundi », then « et jeudi ». Also
« oui » as a reply to the message that asked for a name. What is certain is joined or changed
elsewhere; here it is asked back, once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from flows import asking, doubting, phrases, putting, reading, understanding
from flows.form import Question
from flows.incoming import is_file
from flows.message import Option
from flows.state import Value
from flows.talk import Talk
from flows.turn import How
from flows.understanding import Read
from flows.understanding.lexicon import words

SOON = timedelta(minutes=15)
"""Who writes later than this is not at the answer before any more."""
MOMENT = timedelta(seconds=90)
"""Who writes within this may still be at her story."""
PART = 2
"""Words of a surname that comes by itself; « with my husband » answers what is asked now."""
NAME = 4
RUN = 3
"""Words of an apology, at most."""
_SORRY = (
    "pardon | pardon non | désolée | désolé | excusez moi | oups | plutôt | je voulais dire"
    " | je veux dire | sorry | i mean | عفوا | آسف | آسفة | المعذرة | أقصد | قصدي | كنت أقصد"
    " | سمح ليا | سمحو ليا | كنقصد | بغيت نقول | smah liya | sm7 liya | kan9sed | bghit ngoul"
    " | ببخشید | منظورم | یعنی | اشتباه شد"
)
_NO = (
    "non | nn | non non | non plutôt | ah non | لا | لا لا | لالا | لا ماشي | la | lla | lala"
    " | la la | lla la | نه | نه نه | خیر"
)
_AND = (
    "et | et aussi | aussi | et puis | plus | et même | ainsi que | و | وحتى | و حتى | حتى | وكذلك"
    " | وأيضا | أيضا | وزيد | زيد | o | w | wa | o 7ta | w 7ta | 7ta | و هم | همچنین | و همچنین"
    " | و نیز"
)
"""How a further part of an answer begins."""
_MIDDLE = (
    "en de du des avec qui que dont chez car donc puis m3a dyal li lli 7it mn"
    " مع ديال اللي حيت الذي التي ثم که با تا چون"
)
"""How a sentence goes on, written so; no answer of its own begins in small letters like this."""
_POLITE = (
    "svp | stp | s’il vous plaît | please | عافاك | عافاكم | من فضلكم | لطفا | 3afak | voilà"
    " | madame | monsieur | mademoiselle | لالة | سيدي | خانم | آقا"
)
"""Said beside an answer, and no surname."""


def meant(talk: Talk, question: Question) -> bool:
    """Return whether a reply looks like a part of the answer before, or like its correction; ask.

    Args:
        talk: The turn.
        question: What is open, and what the reply does not answer for certain.
    """
    before = _before(talk, question)
    if before is None:
        return False
    value = _value(talk, before, question)
    held = talk.standing().answers.get(before.key)
    if question.kind not in doubting.FREE and _said_again(talk, before, value):
        talk.tell(talk.words.text("That is already saved."))
        asking.again(talk, brief=True)
        return True
    if value is None or value == held or not asking.fits(talk, before, value):
        return False
    free = question.kind in doubting.FREE
    propose(talk, before, value, "typed", instead=free)
    return True


def continued(talk: Talk, question: Question) -> bool:
    """Return whether words that answer nothing go on with a story told a moment ago; ask back."""
    before = _before(talk, question)
    if before is None or before.kind != "long" or talk.now - _answered(talk) > MOMENT:
        return False
    text, held = talk.incoming.text, str(talk.standing().answers[before.key])
    several = len(text.split()) > PART and talk.meaning() is None and not phrases.is_question(text)
    if not several or is_file(held):
        return False
    value = _certain(talk, before, f"{held} {text}")
    if value is None or not asking.fits(talk, before, value):
        return False
    propose(talk, before, value, "typed")
    return True


def _answered(talk: Talk) -> datetime:
    return talk.interview.updated if talk.interview else talk.now


def _said_again(talk: Talk, before: Question, value: Value) -> bool:
    """Return whether the answer before came once more: she saw no sign that it was taken."""
    held = talk.standing().answers.get(before.key)
    if before.kind in doubting.FREE:
        return understanding.fold(talk.incoming.text) == understanding.fold(str(held))
    if value is None or value != held:
        return False
    offered = talk.standing().options(before)
    said = understanding.intent(talk.incoming.text.split()[0], talk.person.language)
    # « wi f lfac » and « walo » answer what is asked now, whatever was said of the faculty before
    return said not in ("yes", "no") and not any(each.name in reading.AGREE for each in offered)


def _before(talk: Talk, question: Question) -> Question | None:
    """Return the question that was answered last in words, a short while ago."""
    last, interview = talk.position.last, talk.interview
    if not last or not talk.incoming.text or interview is None or last[0] == question.key:
        return None
    if talk.now - interview.updated > SOON or talk.position.refusals:
        return None
    before = talk.standing().question(last[0])
    held = talk.standing().answers.get(last[0])
    return None if held is None else before


def _value(talk: Talk, before: Question, question: Question) -> Value:
    """Return what the answer before would be with these words, or None."""
    text = talk.incoming.text
    sorry, no = _behind(text, _SORRY), _behind(text, _NO)
    if before.kind in doubting.FREE:
        return _words(talk, before, question, sorry)
    corrected = sorry or (no if question.kind not in doubting.FREE else "")
    if corrected:
        return None if _fits(talk, question, corrected) else _certain(talk, before, corrected)
    further = _behind(text, _AND)
    if before.type == "select_multiple" and (further or question.kind not in doubting.FREE):
        return _with(talk, before, _certain(talk, before, further or _bare(talk, before, text)))
    plain = "" if question.kind in doubting.FREE else _bare(talk, before, text)
    return _certain(talk, before, plain) if plain else None


def _words(talk: Talk, before: Question, question: Question, sorry: str) -> Value:
    """Return the words of the answer before with these as their rest, or in their place."""
    text, held = talk.incoming.text, str(talk.standing().answers[before.key])
    if phrases.is_question(text):
        return None
    if before.kind == "name":
        free = question.kind in doubting.FREE
        surname = " " not in held.strip() and not free and _names(talk, text, PART)
        if sorry and _names(talk, sorry, NAME):
            return _certain(talk, before, sorry)
        return _certain(talk, before, f"{held} {text}") if surname else None
    further = _behind(text, _AND)
    if further and before.kind in ("text", "long") and talk.meaning() is None:
        return _certain(talk, before, f"{held} {text}")
    if before.kind == "long" and question.kind in doubting.FREE and _goes_on(talk):
        return None if is_file(held) else _certain(talk, before, f"{held} {text}")
    return None


def _goes_on(talk: Talk) -> bool:
    """Return whether words begin in the middle of a sentence, a moment after the ones before."""
    said = talk.incoming.text.split()
    soon = talk.now - _answered(talk) <= MOMENT
    return soon and len(said) > 1 and said[0] in _MIDDLE.split()


def is_number(talk: Talk) -> bool:
    """Return whether the words are surely a number, no rest of a name: ``khmsa o tmanin``."""
    text, language = talk.incoming.text, talk.person.language
    return isinstance(understanding.number(text, language, whole=False), Read)


def _names(talk: Talk, text: str, most: int) -> bool:
    """Return whether words are a name and nothing else that is said here."""
    known = isinstance(understanding.name(text), Read)
    said = understanding.intent(text, talk.person.language) is None and talk.meaning() is None
    said = said and understanding.fold(text) not in words(_POLITE)
    return known and said and not is_number(talk) and len(text.split()) <= most


def _bare(talk: Talk, before: Question, text: str) -> str:
    """Return words that name a choice by themselves: no number, no yes and no."""
    language = talk.person.language
    number = understanding.number(text, language, whole=False)
    listed = before.type.startswith("select_")
    clear = listed and talk.meaning() is None and not isinstance(number, Read)
    return text if clear and len(understanding.fold(text)) > PART else ""


def _certain(talk: Talk, question: Question, text: str) -> Value:
    """Return what words certainly mean as an answer, or None."""
    outcome = reading.read_words(talk, question, text) if text.strip() else None
    return outcome.value if isinstance(outcome, Read) else None


def _fits(talk: Talk, question: Question, text: str) -> bool:
    """Return whether words answer the open question, too; any words answer one in words."""
    return question.kind not in doubting.FREE and _certain(talk, question, text) is not None


def added(talk: Talk, question: Question) -> Value:
    """Return the choices of an older answer and one more: « et jeudi », as a reply to it."""
    further = _behind(talk.incoming.text, _AND)
    if question.type != "select_multiple" or not further:
        return None
    return _with(talk, question, _certain(talk, question, further))


def _with(talk: Talk, question: Question, more: Value) -> Value:
    """Return the choices that were picked and these, in the list's order."""
    held = talk.standing().answers[question.key]
    if not isinstance(more, list) or not isinstance(held, list):
        return None
    picked = {*held, *more}
    return [each.name for each in talk.standing().options(question) if each.name in picked]


def _behind(text: str, table: str) -> str:
    """Return what stands behind one of these beginnings, as it was typed; "" without one."""
    said = text.replace("،", " ").replace(",", " ").split()
    for length in range(min(RUN, len(said) - 1), 0, -1):
        if understanding.fold(" ".join(said[:length])) in words(table):
            return " ".join(said[length:])
    return ""


# ---------------------------------------------------------------- asking back


def hardly(talk: Talk, question: Question) -> bool:
    """Return whether a reply to an older question in words is most likely no answer to it."""
    text = talk.incoming.text
    if question.kind not in doubting.FREE or not text or talk.incoming.upload is not None:
        return False
    if reading.place_in_list(text) is not None or not any(c.isalpha() for c in text):
        return True  # « 3 » is most likely of the list that is open
    return doubting.hardly(talk, question)


def propose(
    talk: Talk, question: Question, value: Value, how: How, *, instead: bool = False
) -> None:
    """Ask whether a value is the answer to an earlier question.

    ``instead``: a no gives the words to the question that is open.
    """
    stage = talk.position.stage
    before = talk.position.before if stage == "confirming" else stage
    typed = talk.incoming.text
    after = "open" if instead else ""
    talk.move(
        pending=("earlier", typed, question.key, how, json.dumps(value), after), before=before
    )
    ask(talk)


def ask(talk: Talk) -> None:
    """Ask what is pending: whether this is the answer to the question before."""
    said, question = talk.words, asked(talk)
    if question is None:
        return
    value: Value = json.loads(talk.position.pending[4])
    label = question.label.say(talk.person.language, talk.standing().context(question.key))
    shown = putting.shortened(putting.show(talk, question, value))
    line = said.text("Is this your answer? {answer}", answer=shown)
    talk.ask(
        "confirming",
        f"{label or question.name}\n{line}",
        choices=_yes_no(talk),
        actions=putting.beside(said),
    )


def asked(talk: Talk) -> Question | None:
    """Return the earlier question that is pending."""
    return talk.standing().question(talk.position.pending[2]) if talk.form else None


def _yes_no(talk: Talk) -> Sequence[Option]:
    said = talk.words
    return [Option(key="yes", label=said.text("Yes")), Option(key="no", label=said.text("No"))]
