"""What everybody may do at any time: stop, come back, see and erase what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from flows import asking, copies, members, putting
from flows.form import Question
from flows.interview import conducted_first
from flows.message import Option
from flows.standing import stand
from flows.state import Interview, Value
from flows.talk import Talk
from flows.turn import Erase, Resume, Stop
from flows.world import local
from locales.text import NAMES, mark

STOPPED = (
    "The messages are stopped; we will send you nothing more. To come back, write “start”. "
    "To erase your answers, write “erase my data”."
)
WITHDRAWING = (
    "If you take your agreement back, we ask nothing more, send no reminders, and the programme "
    "no longer uses your answers. You lose no right. Do you want to take it back?"
)
FOR_ALL = "This chat is used by several people; nothing more is sent to any of them here."
ALONE = "This concerns {name} alone; what the others of this chat answered stays as it is."
HAVE_CODE = "If you have a code from there already, write it here now."
PART = 3_000
"""Characters of one message of somebody's answers; a long answer may be a message of its own."""
UNCHANGED = mark("All right, nothing changes.")
"""To who was asked whether she is sure, and is not."""
ERASE = "Do you want to erase all your answers for ever?"
PURPOSES = {
    "main": "registration",
    "reminders": "reminders",
    "followup": "later questions",
    "sensitive": "health and support questions",
    "guardian": "agreement of a guardian",
}


def stop_words(talk: Talk) -> bool:
    """Return whether the whole message means stop, in any language, and stop."""
    if not talk.incoming.text or talk.position.pending[:1] == ("stop",):
        return False
    if talk.meaning() != "stop":
        return False
    question = asking.open_question(talk) if talk.position.stage == "asking" else None
    if question is not None and question.kind == "name":
        # Baraka is also a name (languages.md, section 3).
        talk.move(pending=("stop", talk.incoming.text), before="asking")
        ask_stop(talk)
        return True
    stop(talk)
    return True


def stop(talk: Talk) -> None:
    """Send nothing more that was not asked for."""
    position = talk.position
    if position.stage == "stopped":
        still_stopped(talk)
        return
    if position.stage == "confirming":
        talk.move(pending=())
    talk.move(before=position.before or position.stage, stage="stopped")
    talk.become(stopped=True)
    talk.do(Stop())
    if members.shared(talk):
        talk.tell(talk.words.text(FOR_ALL))
    talk.say(stopped_text(talk))


def still_stopped(talk: Talk) -> None:
    """Say in short that nothing is sent, to somebody who has heard it."""
    talk.say(talk.words.text("The messages are still stopped. To get them again, write “start”."))


def stopped_text(talk: Talk) -> str:
    """Return how to come back and how to erase."""
    return talk.words.text(STOPPED)


def ask_stop(talk: Talk) -> None:
    """Ask whether a word was a wish to stop."""
    words = talk.words
    talk.ask(
        "confirming",
        words.text("Do you want to stop the messages?"),
        choices=[
            Option(key="yes", label=words.text("Yes")),
            Option(key="no", label=words.text("No")),
        ],
        actions=putting.beside(words),
    )


def _tell_whom(talk: Talk) -> None:
    """Tell whom it concerns, where several people share a chat."""
    if members.shared(talk):
        talk.tell(talk.words.text(ALONE, name=members.name(talk)))


def ask_withdraw(talk: Talk) -> None:
    """Say what taking the agreement back means, and ask once whether it is meant."""
    words = talk.words
    _tell_whom(talk)
    if talk.position.stage != "confirming":
        talk.move(before=talk.position.stage)
    talk.move(pending=("withdraw", talk.now.isoformat()))
    talk.ask(
        "confirming",
        words.text(WITHDRAWING),
        choices=[
            Option(key="yes", label=words.text("Yes, take it back")),
            Option(key="no", label=words.text("No, go on")),
        ],
        actions=putting.beside(words),
    )


def ask_code(talk: Talk, text: str | None = None, *, waiting: bool = False) -> None:
    """Wait for the code of another of her addresses; ``waiting``: for the yes said there."""
    words = talk.words
    done = [Option(key="done", label=words.text("I said yes there"))] if waiting else []
    talk.ask(
        "confirming",
        words.text(HAVE_CODE) if text is None else text,
        choices=done,
        actions=[Option(key="cancel", label=words.text("Cancel")), *putting.beside(words)],
    )


def leave_pending(talk: Talk) -> None:
    """Go back to where the person was before something was to be confirmed."""
    talk.move(stage=talk.position.before or "choosing_language", pending=(), before="")


def leave_stopped(talk: Talk) -> None:
    """Go back to where the person was before she said stop."""
    before = talk.position.before
    if not before or before in ("stopped", "confirming"):
        before = "asking" if talk.position.question else "choosing_programme"
    talk.move(stage=before, before="")


def resume(talk: Talk) -> None:
    """Let messages come again, if they were stopped."""
    if talk.person.stopped:
        talk.become(stopped=False)
        talk.do(Resume())
        talk.tell(talk.words.text("Your messages are on again."))
    if talk.position.stage == "stopped":
        leave_stopped(talk)


def stop_answered(
    talk: Talk, key: str, *, again: Callable[[Talk], None], name: Callable[[Talk, str], None]
) -> None:
    """Take the answer to whether a word was a wish to stop or a name."""
    typed = talk.position.pending[1]
    if key == "yes" or talk.meaning() == "stop":
        talk.move(pending=(), stage="asking", before="")
        stop(talk)
    elif key == "no":
        talk.tell(talk.words.text("All right, the messages go on."))
        name(talk, typed)
    else:
        ask_stop(talk)


def asked_long_ago(talk: Talk) -> bool:
    """Return whether it was asked so long ago that a yes may be said of something else since."""
    asked = talk.position.pending[1:2]
    return bool(asked) and talk.now - datetime.fromisoformat(asked[0]) > putting.LONG_AGO


def ask_erase(talk: Talk) -> None:
    """Ask once whether everything is to be erased."""
    _tell_whom(talk)
    if talk.position.stage != "confirming":
        talk.move(before=talk.position.stage)
    talk.move(pending=("erase", talk.now.isoformat()))
    talk.ask(
        "confirming",
        talk.words.text(ERASE),
        choices=[
            Option(key="yes", label=talk.words.text("Yes, erase")),
            Option(key="no", label=talk.words.text("No, keep")),
        ],
        actions=putting.beside(talk.words),
    )


def erase_answered(talk: Talk, key: str, *, again: Callable[[Talk], None]) -> None:
    """Erase everything, or go back to where the person was."""
    if key == "yes":
        talk.do(Erase())
        talk.move(
            stage="done",
            programme="",
            interview=0,
            question="",
            pending=(),
            picked=(),
            before="",
            answered="",
            editing=False,
            search="",
            start="",
            last=(),
            album="",
        )
        talk.interviews.clear()
        talk.changed.clear()
        talk.say(talk.words.text("Everything is erased. Nothing of your answers is kept."))
    elif key == "no":
        leave_pending(talk)
        talk.tell(talk.words.text(UNCHANGED))
        again(talk)
    else:
        ask_erase(talk)


def show_data(talk: Talk) -> None:
    """Tell everything that is kept of the person, in words."""
    words = talk.words
    if members.shared(talk):
        talk.tell(words.text("This is what we keep about {name}:", name=members.name(talk)))
    else:
        talk.tell(words.text("This is what we keep about you:"))
    language = talk.person.language
    lines = [words.text("Language: {language}", language=NAMES.get(language, language))]
    last = {(each.programme, each.purpose): each.given for each in talk.state.consents}
    given = dict.fromkeys(purpose for (_, purpose), yes in last.items() if yes)
    if given:
        what = [words.text(PURPOSES[purpose]) for purpose in given if purpose in PURPOSES]
        lines.append(words.text("Agreed to: {what}", what=words.join(what)))
    talk.tell("\n".join(lines))
    kept = [each for each in talk.interviews.values() if each.answers]
    for interview in kept:
        for part in _parts(_of(talk, interview)):
            talk.say(part)
    if not kept:
        talk.tell(words.text("You have given no answers yet."))
    else:
        talk.tell(words.text("To correct an answer, write “change” and its name."))
        copies.make(talk)


def _mode(talk: Talk, question: Question, value: Value) -> Value:
    """Return how questions are put in fact: a later answer may have changed what was chosen."""
    names = {each.name for each in question.choices}
    return talk.person.mode if talk.person.mode in names else value


def _parts(text: str) -> Iterator[str]:
    """Yield the text in pieces that one message holds, cut between lines."""
    part = ""
    for line in text.split("\n"):
        if part and len(part) + len(line) > PART:
            yield part
            part = ""
        part = f"{part}\n{line}" if part else line
    yield part


def _of(talk: Talk, interview: Interview) -> str:
    """Return one interview's answers, a line each."""
    words, form = talk.words, talk.world.form(interview)
    programme = talk.world.programmes.get(interview.programme)
    lines = []
    if programme is not None:
        lines.append(words.text("Programme: {programme}", programme=words.pick(programme.name)))
    if interview.code:
        lines.append(words.text("Registration number: {code}", code=words.ltr(interview.code)))
    if form is None:
        return "\n".join(lines)
    standing = stand(
        form,
        interview.answers,
        now=local(talk.now, talk.person.zone),
        seed=talk.incoming.id,
        language=talk.person.language,
    )
    for question in standing.asked:
        value = standing.answers.get(question.key)
        if not conducted_first(question) and value is not None:
            name = putting.name_of(question, standing, talk.person.language)
            if question.role == "mode":
                value = _mode(talk, question, value)
            shown = putting.show(talk, question, value, standing)
            lines.append(words.text(putting.NAMED, name=name, value=shown))
    return "\n".join(lines)
