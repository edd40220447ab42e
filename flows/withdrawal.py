"""Taking an agreement back: as easy as giving it, and it says what it means."""

from __future__ import annotations

from dataclasses import replace

from flows import asking, changing, commands, reading, rights
from flows.form import Question
from flows.interview import conducted_first
from flows.state import Consent, Interview
from flows.talk import Talk
from flows.turn import Withdraw
from flows.understanding import Read

DONE = (
    "You took your agreement back. We ask nothing more and send no reminders. To take part again "
    "write “start”; to erase your answers write “erase my data”."
)
NONE = "You have agreed to nothing here, so there is nothing to take back."


def asked(talk: Talk) -> bool:
    """Ask whether taking the agreement back is meant; False where there is nothing to ask."""
    if talk.position.pending[:1] == ("withdraw",):
        return False
    if talk.position.stage == "consent" and commands.intent(talk) == "no":
        return False  # « I no longer agree », before she ever did
    if not _mine(talk):
        talk.tell(talk.words.text(NONE))
        commands.again(talk, brief=True)
        return True
    rights.ask_withdraw(talk)
    return True


def replied(talk: Talk) -> bool:
    """Return whether a no was a reply to what was agreed to at first; ask whether it is meant."""
    about = talk.incoming.about
    if not about or about == talk.position.question or talk.form is None:
        return False
    question = talk.standing().question(about)
    first = question is not None and conducted_first(question)
    return first and commands.intent(talk) == "no" and asked(talk)


def of_one_purpose(talk: Talk, purpose: str) -> bool:
    """Return whether a yes to reminders, or to later questions, was taken back; do it at once.

    ``purpose``: reminders, followup.
    """
    if talk.form is None and not changing.reopened(talk):
        return False
    question = _about(talk, purpose)
    if question is None:
        return False
    no = next((each.name for each in question.choices if reading.AGREE.get(each.name) is False), "")
    if question.key == talk.position.question and talk.position.stage == "asking":
        asking.take(talk, question, Read(value=no), "typed", talk.incoming.text)
        return True
    if talk.standing().answers.get(question.key) is None:
        return False
    return changing.replaced(talk, question, Read(value=no), "typed", talk.incoming.text)


def _about(talk: Talk, purpose: str) -> Question | None:
    """Return the question by which one agrees to a purpose, where it is asked."""
    asked = talk.standing().asked
    return next(
        (each for each in asked if each.role == "consent" and each.purpose == purpose), None
    )


def answered(talk: Talk, key: str) -> None:
    """Take everything back that was agreed to, or go on where the person was."""
    if key == "no":
        rights.leave_pending(talk)
        talk.tell(talk.words.text(rights.UNCHANGED))
        commands.again(talk)
        return
    if key != "yes":
        rights.ask_withdraw(talk)
        return
    stopped = talk.position.before == "stopped"
    for interview in _mine(talk):
        _take_back(talk, interview)
    talk.move(
        stage="stopped" if stopped else "done",
        interview=0,
        question="",
        pending=(),
        picked=(),
        before="done" if stopped else "",
        editing=False,
        last=(),
    )
    talk.say(talk.words.text(DONE))


def _mine(talk: Talk) -> list[Interview]:
    """Return the interviews that an agreement holds for: this programme's, else all."""
    held = [each for each in talk.interviews.values() if each.status in ("open", "finished")]
    here = [each for each in held if each.programme == talk.position.programme]
    agreed = {each.programme for each in _given(talk)}
    return [each for each in here or held if each.programme in agreed]


def _given(talk: Talk) -> list[Consent]:
    """Return what is agreed to now, the latest word on each purpose."""
    last = {(each.programme, each.purpose): each for each in talk.state.consents}
    return [each for each in last.values() if each.given]


def _take_back(talk: Talk, interview: Interview) -> None:
    for each in _given(talk):
        if each.programme == interview.programme:
            talk.do(
                Consent(
                    programme=each.programme,
                    purpose=each.purpose,
                    given=False,
                    text=each.text,
                    language=talk.person.language,
                )
            )
    talk.store(replace(interview, status="withdrawn"))
    talk.do(Withdraw(programme=interview.programme, interview=interview.id))
