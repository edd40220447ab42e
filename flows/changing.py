"""Changing an answer that was given: by its name, by editing its message, by a reply to a question.

Also two messages for one answer: people press send in the middle of a name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from flows import (
    asking,
    commands,
    doubting,
    earlier,
    phrases,
    pieces,
    putting,
    reading,
    understanding,
)
from flows.form import Question
from flows.interview import closed, conducted_first
from flows.state import Stage, Value
from flows.talk import Talk
from flows.turn import How
from flows.understanding import Ask, Outcome, Read, Refused
from flows.understanding.lexicon import words

CERTAIN = 4
"""Letters of what people call an answer that no surname is likely to be (Sen, Age)."""
UNPACED = ("terminal:",)
"""Accounts where lines may come from a file: how quickly they follow says nothing."""
AT_ONCE = timedelta(seconds=4)
"""Who writes again within this time has not read the next question yet."""
WORDS = ("name", "text", "long")
"""Kinds of question whose answer may come in several messages."""
ALSO_CALLED: Mapping[str, Sequence[str]] = {
    "full_name": (
        *("nom", "prénom", "name", "الاسم", "اسمي", "السمية", "سميتي", "smiya", "smiti", "smiyti"),
        *("نام", "اسم", "نامم", "اسمم"),
    ),
    "birth_year": (
        *("âge", "age", "date de naissance", "السن", "سني", "العمر", "عمري", "تاريخ الميلاد"),
        *("العام ديال الزيادة", "عام الزيادة", "عام الولادة", "العام ديال الولادة", "العام"),
        *("تاريخ الزيادة", "سنة الازدياد", "l3am", "3am zyada", "année", "سال", "تاريخ الولادة"),
        *("تاريخ الازدياد", "l3mr", "3mri", "sen", "سن", "سنم", "تاریخ تولد", "سال تولدم"),
    ),
    "phone": (
        *("téléphone", "numéro", "numéro de téléphone", "phone", "number", "الهاتف", "رقم الهاتف"),
        *("رقمي", "النمرة", "نمرتي", "التيليفون", "nemra", "nmra", "nmirti", "telephone"),
        *("تلفن", "شماره", "شماره تلفن", "شماره‌ام", "موبایل"),
    ),
    "town": ("adresse", "mon adresse", "ville", "quartier", "où j’habite", "commune"),
    "district": ("adresse", "mon adresse", "où j’habite"),
    "douar": (
        *("العنوان", "عنواني", "لادريسة", "لادريس", "العنوان ديالي", "السكنى", "فين ساكن"),
        *("فين ساكنة", "مكان السكن", "adresse", "ladresse", "ladresa", "l3onwan", "fin saken"),
        *("fin sakna", "skna", "duar", "dwar"),
    ),
    "province": ("آدرس", "آدرسم", "نشانی", "محل زندگی", "محل سکونت", "adresse"),
    "county": ("آدرس", "آدرسم", "نشانی", "محل زندگی", "محل سکونت", "شهر"),
    "gender": ("sexe", "genre", "gender", "الجنس", "جنسیت"),
    "edu": ("études", "niveau", "education", "الدراسة", "القراية", "l9raya", "تحصیلات", "مدرک"),
    "work_now": ("travail", "emploi", "work", "العمل", "الخدمة", "lkhdma", "شغل", "کار"),
    "days": ("jours", "days", "الأيام", "النهارات", "روزها"),
    "mode": ("voix", "texte", "voice", "الصوت", "الكتابة", "صدا"),
    "consent_reminders": ("rappels", "reminders", "التذكير", "رسائل التذكير", "یادآوری"),
}
"""What people call the answers to the shared questions, beside their labels."""

_PLACES = "adresse | mon adresse | l adresse | ladresse | ladresa"
"""Names that sound in Latin letters like another in Arabic ones."""
_IN = (
    "dans | de | du | des | d | sur | à | au | pour | في | فى | ب | ف | على | ديال | f | fi | 3la"
    " | dyal | در | توی | تو | برای"
)
"""Words before the name of what is wrong: « je me suis trompée dans l’année »."""


_BEFORE = (
    "[la /ma ][réponse/question] [précédente/d’avant] | ma dernière réponse | la dernière réponse"
    " | [la/celle] d’avant | la précédente | la dernière | the last answer | the previous answer"
    " | [الجواب/السؤال] [السابق/الأخير/الفائت] | جوابي [السابق/الأخير]"
    " | [الجواب/السؤال] [اللي فات/اللي قبل/اللول/الأخير] | الجواب ديالي اللي فات | اللي فات"
    " | [ljawab/jawab/so2al/soal] [li fat/li 9bel] | li fat"
    " | [جواب/پاسخ/سوال] [قبلی/قبل/آخر] | [جواب/پاسخ] قبلیم | قبلی"
)
"""The answer before, without its name."""
_ONLY = "غير"
"""« Change », written so in Arabic; « only » in Darija."""
_NOT_SO = "machi | ماشي | ليس | ليست | pas | غلط | غلطة | خطأ | اشتباه | ghalat | faux | erreur"
"""First words of a reply to an older question that say that its answer is not so."""


def by_name(talk: Talk, *, exactly: bool = False) -> bool:
    """Return whether an answer was asked to be changed, and open it, or ask which one.

    ``exactly``: the words might be an answer themselves; only a name that is certain counts.
    """
    rest = _wished(talk.incoming.text, exactly=exactly)
    if rest is None or talk.form is None:
        return False
    answered = changeable(talk)
    if answered and rest in words(_BEFORE) and talk.position.stage == "asking":
        asking.back(talk)
        return True
    outcome = named(talk, answered, rest) if rest else None
    if isinstance(outcome, Read):
        open_again(talk, outcome.value)
        return True
    if rest and _not_yet(talk, rest):
        return True
    if not answered and rest:
        return False
    if not answered:
        talk.tell(talk.words.text("You have given no answers yet."))
        commands.again(talk, brief=True)
        return True
    if not rest:
        any_of(talk)
        return True
    if exactly:
        return False
    if isinstance(outcome, Ask):
        if len(outcome.values) == 1:
            open_again(talk, outcome.values[0])
        else:
            asking.which(talk, [each for each in answered if each.key in outcome.values])
        return True
    first = understanding.fold(talk.incoming.text).split()[0]
    if talk.person.language == "ary" and first in words(_ONLY):
        return False  # « غير فكرة », and no answer is called so
    talk.tell(talk.words.text("Please choose one of the answers."))
    asking.which(talk, answered)
    return True


def any_of(talk: Talk) -> None:
    """Ask which answer is to be changed, of all that were given."""
    of_entries = talk.form is not None and talk.form.repeats
    asking.which(talk, [] if of_entries else changeable(talk))


def _wished(text: str, *, exactly: bool) -> str | None:
    """Return the name of the answer that is to be changed, "" without one; None: no such wish."""
    rest = phrases.change(text, exactly=exactly)
    if rest is None and exactly:  # « bedel smiti » is nobody's name
        loosely = understanding.fold(phrases.change(text) or "")
        return loosely if len(loosely) >= CERTAIN and loosely in _all_called() else None
    return rest


@cache
def _all_called() -> frozenset[str]:
    return frozenset(understanding.fold(each) for names in ALSO_CALLED.values() for each in names)


def _not_yet(talk: Talk, rest: str) -> bool:
    """Return whether the answer that was named is not given yet, and say so."""
    standing, words = talk.standing(), talk.words
    coming = [
        each
        for each in standing.asked
        if each.key not in standing.answers and not conducted_first(each)
    ]
    outcome = named(talk, coming, rest)
    if not isinstance(outcome, Read):
        return False
    if outcome.value == talk.position.question:
        talk.tell(words.text("You have not answered that yet; you can do it now:"))
    else:
        talk.tell(words.text("You have not answered that yet; the question comes later."))
    commands.again(talk, brief=True)
    return True


def of_another(talk: Talk) -> bool:
    """Return whether an answer of an intake that is not open was asked to be changed; open it."""
    if talk.form is not None or phrases.change(talk.incoming.text) is None:
        return False
    return reopened(talk) and by_name(talk)


def reopened(talk: Talk) -> bool:
    """Return whether there is an intake to go back to from the menu; be in the latest one."""
    held = [
        each
        for each in talk.interviews.values()
        if each.status in ("open", "finished") and talk.world.form(each) is not None
    ]
    if not held:
        return False
    own = held[-1]
    stage: Stage = "done" if own.status == "finished" else "asking"
    talk.move(programme=own.programme, interview=own.id, question="", stage=stage)
    return True


def of_halted(talk: Talk) -> bool:
    """Return whether somebody erred whose intake stopped for want of a guardian; open it again.

    A wrong year, or a wrong button: the guardian is asked once more, and must agree as before.
    """
    if talk.form is not None or phrases.change(talk.incoming.text) is None:
        return False
    halted = [each for each in talk.interviews.values() if each.status == "halted"]
    if not halted or talk.world.form(halted[-1]) is None:
        return False
    own = replace(halted[-1], status="open")
    talk.move(programme=own.programme, interview=own.id, question="", stage="asking")
    talk.store(own)
    if not phrases.change(talk.incoming.text) or not by_name(talk):
        asked = (each for each in talk.standing().asked if each.role == "guardian")
        question = next(asked, None)
        asking.go_on(talk) if question is None else open_again(talk, question.key)
    return True


def changeable(talk: Talk) -> list[Question]:
    """Return the questions of the open interview that have an answer or were skipped."""
    standing = talk.standing()
    return [
        each
        for each in standing.asked
        if each.key in standing.answers and not conducted_first(each)
        if not closed(standing, each)
    ]


def named(talk: Talk, among: Collection[Question], text: str) -> Outcome[str]:
    """Return which question's answer a text names."""
    standing, language = talk.standing(), talk.person.language
    options = [
        understanding.Option(
            name=each.key,
            labels=tuple(
                label
                for label in (
                    putting.name_of(each, standing, language),
                    each.label.say(language, standing.context(each.key)),
                    *(called for called in ALSO_CALLED.get(each.name, ()) if _may_be(called, text)),
                )
                if label
            ),
        )
        for each in among
    ]
    outcome = understanding.choice(text, options, language, many=False)
    bare = _without_preposition(text)
    if isinstance(outcome, Read) or not bare:
        return outcome
    better = understanding.choice(bare, options, language, many=False)
    return outcome if isinstance(better, Refused) else better


def _may_be(called: str, text: str) -> bool:
    """Return whether a name may be meant by how a text is written: « adresse » is no « الدراسة ».

    What is typed in Latin letters is compared with names in Arabic ones where it is Darija.
    """
    return called.isascii() or not text.isascii() or understanding.fold(text) not in words(_PLACES)


def _without_preposition(text: str) -> str:
    """Return what is named behind « dans », « de », « ف », "" where none stands before it."""
    said = understanding.fold(text)
    first, _, rest = said.partition(" ")
    if rest and first in words(_IN):
        return rest
    if first.startswith(("فال", "بال")):
        return said[1:]
    if first[:1] in ("l", "d") and first[1:2] in tuple("aeiouh"):
        return said[1:]  # « l’âge »
    return f"ال{said[2:]}" if first.startswith("فل") else ""


def open_again(talk: Talk, key: str) -> None:
    """Put a question that was answered once more; its answer stays until there is another."""
    question = talk.standing().question(key)
    talk.move(pending=(), before="")
    if question is None or closed(talk.standing(), question):
        asking.go_on(talk)
        return
    talk.move(editing=True)
    asking.put(talk, question)


def edited(talk: Talk) -> None:
    """Take a message that was edited: the answer that was kept last, or nothing."""
    incoming, last = talk.incoming, talk.position.last
    mine = bool(incoming.message) and last[1:] == (incoming.message,)
    question = talk.standing().question(last[0]) if mine and talk.form else None
    question = question or pieces.question_of(talk)
    if question is not None and incoming.text:
        outcome = _read(talk, question, incoming.text)
        if _hardly(talk, question, outcome, "edited"):
            return
        if replaced(talk, question, outcome, "edited", incoming.text):
            return
    talk.tell(talk.words.text("To change an answer, write “change” and its name."))
    commands.again(talk, brief=True)


def replied(talk: Talk) -> bool:
    """Return whether a reply to the message of an earlier question answered that question."""
    about, incoming = talk.incoming.about, talk.incoming
    if not about or about == talk.position.question or incoming.tap or talk.form is None:
        return False
    question = talk.standing().question(about)
    if question is None or conducted_first(question) or about not in talk.standing().answers:
        return False
    if incoming.text and commands.intent(talk) in commands.EVERYWHERE:
        return False
    if talk.position.pending[:1] == ("earlier",):  # she says more of it
        talk.move(stage=talk.position.before or "asking", pending=(), before="")
    outcome = _read(talk, question, incoming.text)
    how: How = "typed" if incoming.upload is None else "voice"
    if _hardly(talk, question, outcome, how):
        return True
    if (more := earlier.added(talk, question)) is not None:
        outcome = Read(value=more)  # « et jeudi »
    if replaced(talk, question, outcome, how, incoming.text):
        return True
    if phrases.change(incoming.text) is not None or _denied(incoming.text):
        open_again(talk, about)  # « je me suis trompée »
        return True
    if phrases.is_question(incoming.text):
        talk.tell(talk.words.text("To ask the team something, write “person”."))
    else:
        _tell_no_answer(talk, question)
    commands.again(talk, brief=True)
    return True


def _denied(text: str) -> bool:
    """Return whether words say of an answer that it is not so: « machi had nmra »."""
    first = understanding.fold(text).partition(" ")[0]
    return first in words(_NOT_SO)


def _hardly(talk: Talk, question: Question, outcome: Outcome[Value], how: How) -> bool:
    """Return whether words that would take an answer's place were hardly meant so; ask back."""
    if question.kind in WORDS and talk.incoming.upload is None and commands.polite(talk, question):
        return True
    if not isinstance(outcome, Read) or not earlier.hardly(talk, question):
        return False
    if not asking.fits(talk, question, outcome.value):
        return False
    if talk.standing().answers.get(question.key) == outcome.value:
        return False
    earlier.propose(talk, question, outcome.value, how)
    return True


def meant_earlier(talk: Talk, key: str) -> bool:
    """Return whether it was said if the words are the answer before; put them there, or leave it.

    ``key``: yes, no, or "" for other words, which most likely answer the open question.
    """
    _, typed, _, how, value, after = talk.position.pending
    question, yes = earlier.asked(talk), doubting.insisted(talk, key)
    talk.move(stage=talk.position.before or "asking", pending=(), before="")
    open_ = asking.open_question(talk)
    if question is None:
        commands.again(talk)
    elif yes:
        as_: How = "edited" if how == "edited" else "typed"
        if not replaced(talk, question, Read(value=json.loads(value)), as_, typed):
            commands.again(talk, brief=True)
    elif key == "no" and after and open_ is not None:
        asking.take(talk, open_, reading.read_words(talk, open_, typed), "typed", typed)
    elif key == "yes":  # who says « oui » of « oui » may say it to everything
        _tell_no_answer(talk, question)
        commands.again(talk, brief=True)
    elif key or talk.incoming.tap:
        if question.kind == "long":  # nor does what she writes next go on with the story
            talk.move(last=())
        commands.again(talk, brief=True)
    else:
        return False
    return True


def _tell_no_answer(talk: Talk, question: Question) -> None:
    name = putting.name_of(question, talk.standing(), talk.person.language)
    talk.tell(talk.words.text("This is no answer to: {name}.", name=talk.words.iso(name)))


def joined(talk: Talk) -> bool:
    """Return whether a text that answers nothing is the rest of the answer before it."""
    last, interview = talk.position.last, talk.interview
    if not last or not talk.incoming.text or interview is None:
        return False
    if talk.now - interview.updated > AT_ONCE or talk.incoming.account.startswith(UNPACED):
        return False
    question = talk.standing().question(last[0])
    held = talk.standing().answers.get(last[0])
    if question is None or held is None or isinstance(held, list) or question.choices:
        return False
    if understanding.fold(talk.incoming.text) == understanding.fold(str(held)):  # sent twice
        talk.tell(talk.words.text("That is already saved."))
        commands.again(talk, brief=True)
        return True
    outcome = reading.read_words(talk, question, f"{held} {talk.incoming.text}")
    if not isinstance(outcome, Read):
        return False
    if outcome.value == held:  # « 25 », « ans »
        commands.again(talk, brief=True)
        return True
    if question.kind not in WORDS or (question.kind == "name" and earlier.is_number(talk)):
        return False
    if not replaced(talk, question, outcome, "typed", talk.incoming.text):
        return False
    talk.move(last=())  # a third message is no part of it any more
    return True


def _read(talk: Talk, question: Question, text: str) -> Outcome[Value]:
    if reading.strict(question):
        return reading.consent_read(talk, question)
    if talk.incoming.upload is not None:
        return reading.read(talk, question)
    return reading.read_words(talk, question, text)


def replaced(talk: Talk, question: Question, outcome: Outcome[Value], how: How, typed: str) -> bool:
    """Return whether what was read took the place of the answer; says so and goes on."""
    if not isinstance(outcome, Read) or not asking.fits(talk, question, outcome.value):
        return False
    words = talk.words
    name = putting.name_of(question, talk.standing(), talk.person.language)
    shown = putting.shortened(putting.show(talk, question, outcome.value))
    if talk.standing().answers.get(question.key) == outcome.value:
        talk.tell(words.text("That is already saved."))
        commands.again(talk, brief=True)
        return True
    refusals, picked = talk.position.refusals, talk.position.picked
    goes_on = asking.answered(talk, question, outcome.value, how, typed)
    talk.move(refusals=refusals, picked=picked)
    if not goes_on:
        return True
    talk.tell(words.text("Changed. {name}: {value}", name=name, value=shown))
    _on(talk)
    return True


def _on(talk: Talk) -> None:
    """Say what is open, or what became open by the change."""
    complete = asking.complete(talk)
    if talk.position.stage in ("summary", "done") and not complete:
        asking.go_on(talk)
    elif talk.position.stage == "summary":
        asking.summary(talk)
    elif talk.position.stage in ("asking", "consent") and asking.open_question(talk) is None:
        asking.go_on(talk)
    else:
        commands.again(talk, brief=True)
