"""What a reply means where a yes is asked for: did you mean, erase, withdraw, stop or a name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from flows import (
    almost,
    asides,
    asking,
    changing,
    commands,
    doubting,
    entry_replies,
    linking,
    phrases,
    putting,
    reading,
    replying,
    rights,
    sharing,
    tongues,
    understanding,
    withdrawal,
)
from flows.form import Question
from flows.state import Value
from flows.talk import Talk
from flows.turn import How
from flows.understanding import Read, Refused
from flows.understanding.choices.nothing import says_nothing
from flows.understanding.lexicon import words
from locales.text import mark

HERE = frozenset({"help", "person", "repeat"})
"""Commands that leave what is to be confirmed open."""
_YES = (
    "oui | ouais | wi | yes | نعم | بله | آره | بلی | آه | أه | إيه | إييه | اييه | ah | iyeh | ih"
)
"""A yes to what is asked back, and to nothing else."""
ASKED_BACK = ("meant", "command", "words", "earlier")
"""What is pending where a reply was asked back."""
NOT_ENOUGH = frozenset(
    map(understanding.fold, ("صافي", "مزيان", "طيب", "أكيد", "حسنا", "ok", "okay"))
)
"""Fine, for a confirmation; never for erasing or withdrawing (languages.md, section 4)."""

LABELS = {
    "erase": ("Yes, erase", "No, keep"),
    "withdraw": ("Yes, take it back", "No, go on"),
    "drop": ("Yes, delete", "No, keep"),
    "link": (linking.YES_NO["yes"], linking.YES_NO["no"]),
}
"""What the buttons say where a yes is asked for: yes and no."""
ONE_OF_THESE = mark("Please choose one of the answers.")
HESITANT = frozenset(map(understanding.fold, ("euh", "heu", "hum", "hmm", "bof", "peut-être")))
"""Sounds of somebody who is not sure."""


def confirm(talk: Talk) -> None:
    """Take the answer to what is pending."""
    pending, tap = talk.position.pending, talk.incoming.tap
    what = pending[0] if pending else ""
    if tap is None and (beside := asides.beside_a_yes(talk)):
        if what not in ASKED_BACK:  # erasing is confirmed by a yes alone
            commands.again(talk, brief=True)
            return
        talk.incoming = replace(talk.incoming, text=beside)
    said = commands.intent(talk, tap)
    if what == "link" and said == "repeat" and linking.asked_again(talk):
        return
    if what == "link" and tap is None and _answers_instead(talk):
        return
    if said in HERE and commands.command(talk, said):
        return
    if said == "language" and what in ASKED_BACK and not _said_again(talk):
        commands.command(talk, said)  # what was asked back is asked in that one
        return
    if what == "whose":
        if said in commands.COMMANDS:
            rights.leave_pending(talk)
            commands.command(talk, said)
        else:
            sharing.answered(talk, tap.key if tap else "")
        return
    if what == "link":
        if said in commands.COMMANDS - {"cancel"}:
            linking.left(talk)
            commands.command(talk, said)
        else:
            linking.answered(talk, tap.key if tap else _key(talk, what))
        return
    key = tap.key if tap else _key(talk, what)
    if key == "yes" and tap is None and _said_of_something_else(talk, what):
        commands.welcome_back(talk)
        commands.again(talk)
        return
    if what in ("erase", "withdraw", "stop"):
        if not key and said in commands.COMMANDS:
            rights.leave_pending(talk)
            commands.command(talk, said)
            return
        if not key and tongues.spoken(talk):
            commands.again(talk)
            return
        if key not in ("yes", "no") and not (what == "stop" and said == "stop"):
            talk.tell(talk.words.text("Sorry, we did not understand."))
    match what:
        case "drop":
            entry_replies.confirmed(talk, key)
        case "erase":
            rights.erase_answered(talk, key, again=commands.again)
            if key == "yes" and talk.state.others:
                sharing.erased(talk)
        case "withdraw":
            withdrawal.answered(talk, key)
        case "stop":
            rights.stop_answered(talk, key, again=commands.again, name=_as_name)
        case "command":
            _command_meant(talk, key)
        case "words":
            _words_meant(talk, key)
        case "earlier":
            _earlier_meant(talk, key)
        case _:
            _meant(talk, key)


def _said_of_something_else(talk: Talk, what: str) -> bool:
    """Return whether a yes most likely is no answer: she was away, and recalled meanwhile."""
    if what in ("erase", "withdraw"):
        return rights.asked_long_ago(talk)
    open_ = talk.interview is not None and talk.interview.status == "open"
    return what in (*ASKED_BACK, "drop") and open_ and commands.long_ago(talk)


def _answers_instead(talk: Talk) -> bool:
    """Return whether the question behind was answered, for certain, where a code is waited for."""
    question = asking.open_question(talk) if talk.form else None
    linked, text = talk.incoming.link, talk.incoming.text
    waits = linked is None or linked.kind == "open"
    if question is None or not waits or talk.position.before != "asking":
        return False
    if question.kind in doubting.FREE or any(c.isdecimal() for c in text) or _key(talk, "link"):
        return False
    if not isinstance(reading.read_words(talk, question, text), Read):
        return False
    linking.left(talk)
    replying.typed(talk, question)
    return True


def _said_again(talk: Talk) -> bool:
    """Return whether the words that were asked back came once more."""
    return understanding.fold(talk.position.pending[1]) == understanding.fold(talk.incoming.text)


def _command_meant(talk: Talk, key: str) -> None:
    """Carry out the command that was asked back, or go on with the question."""
    wanted, insisted = almost.pending(talk), almost.insisted(talk)
    talk.move(pending=(), before="", stage="asking")
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
    elif key == "yes" or insisted:
        replying.do_command(talk, question, wanted)
    elif key == "no" or talk.incoming.tap:
        asking.again(talk)
    else:
        replying.typed(talk, question)


def _words_meant(talk: Talk, key: str) -> None:
    """Keep the words that were doubted, or go on with the question."""
    _, typed, what = talk.position.pending
    yes = doubting.insisted(talk, key)
    talk.move(pending=(), before="", stage="asking")
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
    elif yes and what == "change":
        changing.any_of(talk)
    elif yes or (key == "no" and what == "change"):
        asking.take(talk, question, reading.read_words(talk, question, typed), "typed", typed)
    elif key == "yes":
        asking.refuse(talk, question, doubting.unlikely(question), typed)
    elif key == "no" or talk.incoming.tap:
        asking.again(talk, brief=True)
    else:  # neither yes nor no: most likely the answer itself
        replying.typed(talk, question)


def _earlier_meant(talk: Talk, key: str) -> None:
    """Put the words in the place of an earlier answer, or go on with the question."""
    if changing.meant_earlier(talk, key):
        return
    question = asking.open_question(talk)
    if question is not None and talk.position.stage in ("asking", "consent"):
        replying.typed(talk, question)
    else:
        commands.again(talk)


def _key(talk: Talk, what: str) -> str:
    """Return the button that words or a number stand for, or ""."""
    text = talk.incoming.text
    said = commands.intent(talk)
    place = reading.place_in_list(text) or 0
    values = len(talk.position.pending) - 2
    if said == "cancel" or (what == "link" and said in ("back", "skip")):
        return "no"
    if what == "meant" and values > 1:
        if 1 <= place <= values + 1:
            return "no" if place > values else str(place)
        if agrees := _place_of(talk, said):
            return str(agrees)
        if _none_of_these(talk):
            return "no"
    elif place in (1, 2):
        return "yes" if place == 1 else "no"
    if button := _button_said(talk, what):
        return button
    if what in ("erase", "withdraw", "link", "drop"):
        return _clearly(talk, what)
    return said if said in ("yes", "no") else ""


def _none_of_these(talk: Talk) -> bool:
    """Return whether none of what was asked back is meant, as its button says it or otherwise."""
    text, language = talk.incoming.text, talk.person.language
    label = understanding.fold(talk.words.text("None of these"))
    return understanding.fold(text) == label or says_nothing(text, language)


def _place_of(talk: Talk, said: str | None) -> int:
    """Return which of the values that were asked back is the yes, or the no, that was said."""
    if said not in ("yes", "no"):
        return 0
    values = [json.loads(each) for each in talk.position.pending[2:]]
    meant = [n for n, it in enumerate(values, 1) if reading.AGREE.get(str(it)) is (said == "yes")]
    return meant[0] if len(meant) == 1 else 0


def _button_said(talk: Talk, what: str) -> str:
    """Return which button was written out, « oui, je retire », or ""."""
    said = understanding.fold(talk.incoming.text)
    labels = zip(("yes", "no"), LABELS.get(what, ()), strict=False)
    return next((key for key, it in labels if understanding.fold(talk.words.text(it)) == said), "")


def _clearly(talk: Talk, what: str) -> str:
    """Return yes only for words that cannot be mere politeness."""
    text, said = talk.incoming.text, commands.intent(talk)
    if what in ("erase", "drop") and phrases.is_yes_erase(text, talk.person.language):
        return "yes"
    if what == "withdraw" and phrases.is_withdrawal(text):
        return "yes"
    if said == "yes" and not _meant_clearly(talk):
        return ""
    return said if said in ("yes", "no") else ""


def _meant_clearly(talk: Talk) -> bool:
    """Return whether a yes is more than politeness, and said without a doubt."""
    said = understanding.fold(talk.incoming.text).split()
    rest = [each for each in said if each not in NOT_ENOUGH]
    if not rest or HESITANT.intersection(rest):
        return False
    return understanding.intent(" ".join(rest), talk.person.language) == "yes"


def _meant(talk: Talk, key: str) -> None:
    typed = talk.position.pending[1]
    values: list[Value] = [json.loads(each) for each in talk.position.pending[2:]]
    how: How = "tapped" if talk.incoming.tap else "typed"
    insists = _said_again(talk)
    if commands.intent(talk) == "no" and any(
        reading.AGREE.get(str(it)) is not False for it in values
    ):
        insists = False  # « non » to « you prefer not to answer? », whatever was asked first
    talk.move(pending=(), before="", stage="asking")
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
        return
    if len(values) == 1 and typed and insists and _in_passing(talk, question):
        asking.refuse(talk, question, "choice.unknown", typed)  # she did not say yes to it
    elif len(values) == 1 and key == "yes" and _agrees_instead(talk, question):
        asking.again(talk, brief=True)
    elif len(values) == 1 and (key == "yes" or (typed and insists)):
        asking.take(talk, question, Read(value=values[0]), how, typed)
    elif 1 <= (reading.place_in_list(key) or 0) <= len(values):
        asking.take(talk, question, Read(value=values[int(key) - 1]), how, typed)
    elif len(values) > 1 and key == "yes":  # to which of them?
        talk.tell(talk.words.text(ONE_OF_THESE))
        asking.meant(talk, question, values, typed)
    elif key == "no" or talk.incoming.tap:
        asking.again(talk)
    elif len(values) > 1 and (name := _one_of(talk, question, values)) is not None:
        asking.take(talk, question, Read(value=name), how, typed)
    else:  # neither yes nor no: most likely the answer, said better
        replying.typed(talk, question)


def _agrees_instead(talk: Talk, question: Question) -> bool:
    """Return whether « oui j’accepte » was said where a refusal is asked back: which is meant?"""
    typed = not talk.incoming.tap and reading.place_in_list(talk.incoming.text) is None
    said = understanding.fold(talk.incoming.text)
    return typed and reading.strict(question) and said not in words(_YES)


def _in_passing(talk: Talk, question: Question) -> bool:
    """Return whether the words alone are no answer, but one was heard in them (``within``)."""
    return isinstance(reading.read(talk, question), Refused)


def _one_of(talk: Talk, question: Question, values: Sequence[Value]) -> Value:
    """Return which of the values that were asked back a reply names, or None."""
    options = [
        understanding.Option(name=str(place), labels=(putting.show(talk, question, value),))
        for place, value in enumerate(values)
    ]
    place = commands.named(talk, options)
    return values[int(place)] if place else None


def _as_name(talk: Talk, typed: str) -> None:
    """Take the words that looked like a wish to stop as what was asked for."""
    talk.move(stage="asking", pending=(), before="")
    question = asking.open_question(talk)
    if question is None:
        return
    if " " in typed.strip():  # « Baraka » is a name, « ولم کنید » is not
        asking.again(talk, brief=True)
    else:
        asking.take(talk, question, reading.read_words(talk, question, typed), "typed", typed)
