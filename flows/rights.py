"""What everybody may do at any time: stop, come back, see and erase what is kept."""

from __future__ import annotations

from collections.abc import Callable

from flows import asking, understanding
from flows.interview import conducted_first, stand
from flows.talk import Talk
from flows.turn import Erase, Interview, Option, Resume, Stop
from flows.world import local
from locales.text import NAMES

STOPPED = (
    "The messages are stopped; we will send you nothing more. To come back, write “start”. "
    "To erase your answers, write “erase my data”."
)
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
    if not talk.incoming.text or talk.position.stage == "confirming":
        return False
    if understanding.intent(talk.incoming.text, talk.person.language) != "stop":
        return False
    question = asking.open_question(talk) if talk.position.stage == "asking" else None
    if question is not None and question.kind == "name":
        # Baraka is also a name (languages.md, section 3).
        talk.move(pending=("stop", talk.incoming.text), before="asking")
        _yes_or_no(talk, talk.words.text("Do you want to stop the messages?"))
        return True
    stop(talk)
    return True


def stop(talk: Talk) -> None:
    """Send nothing more that was not asked for."""
    if talk.position.stage != "stopped":
        talk.move(before=talk.position.before or talk.position.stage, stage="stopped")
    talk.become(stopped=True)
    talk.do(Stop())
    talk.say(stopped_text(talk))


def stopped_text(talk: Talk) -> str:
    """Return how to come back and how to erase."""
    return talk.words.text(STOPPED)


def resume(talk: Talk) -> None:
    """Let messages come again, if they were stopped."""
    if talk.person.stopped:
        talk.become(stopped=False)
        talk.do(Resume())
        talk.tell(talk.words.text("Your messages are on again."))
    if talk.position.stage == "stopped":
        talk.move(stage=talk.position.before or "choosing_language", before="")


def stop_answered(
    talk: Talk, key: str, *, again: Callable[[Talk], None], name: Callable[[Talk, str], None]
) -> None:
    """Take the answer to whether a word was a wish to stop or a name."""
    typed = talk.position.pending[1]
    if key == "yes" or understanding.intent(talk.incoming.text, talk.person.language) == "stop":
        talk.move(pending=(), stage="asking", before="")
        stop(talk)
    elif key == "no":
        talk.tell(talk.words.text("All right, the messages go on."))
        name(talk, typed)
    else:
        _yes_or_no(talk, talk.words.text("Do you want to stop the messages?"))


def ask_erase(talk: Talk) -> None:
    """Ask once whether everything is to be erased."""
    if talk.position.stage != "confirming":
        talk.move(before=talk.position.stage)
    talk.move(pending=("erase",))
    talk.ask(
        "confirming",
        talk.words.text(ERASE),
        choices=[
            Option(key="yes", label=talk.words.text("Yes, erase")),
            Option(key="no", label=talk.words.text("No, keep")),
        ],
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
        )
        talk.interviews.clear()
        talk.changed.clear()
        talk.say(talk.words.text("Everything is erased. Nothing of your answers is kept."))
    elif key == "no":
        talk.move(stage=talk.position.before or "choosing_language", pending=(), before="")
        again(talk)
    else:
        ask_erase(talk)


def _yes_or_no(talk: Talk, text: str) -> None:
    talk.ask(
        "confirming",
        text,
        choices=[
            Option(key="yes", label=talk.words.text("Yes")),
            Option(key="no", label=talk.words.text("No")),
        ],
    )


def show_data(talk: Talk) -> None:
    """Tell everything that is kept of the person, in words."""
    words = talk.words
    talk.tell(words.text("This is what we keep about you:"))
    language = talk.person.language
    lines = [words.text("Language: {language}", language=NAMES.get(language, language))]
    given = [each for each in talk.state.consents if each.given]
    if given:
        what = dict.fromkeys(
            words.text(PURPOSES.get(each.purpose, "registration")) for each in given
        )
        lines.append(words.text("Agreed to: {what}", what=words.join(list(what))))
    talk.tell("\n".join(lines))
    kept = [each for each in talk.interviews.values() if each.answers]
    for interview in kept:
        talk.tell(_of(talk, interview))
    if not kept:
        talk.tell(words.text("You have given no answers yet."))


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
    for question in form.questions:
        value = standing.answers.get(question.key)
        if question.asked and not conducted_first(question) and value is not None:
            name = question.short.say(talk.person.language) or question.label.say(
                talk.person.language
            )
            lines.append(f"{name}: {asking.show(talk, question, value)}")
    return "\n".join(lines)
