"""What can be said at any time: commands, what is open once more, an answer to a reminder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta

from flows import (
    almost,
    asking,
    doubting,
    earlier,
    entering,
    entry_lists,
    members,
    phrases,
    putting,
    reading,
    rights,
    understanding,
)
from flows.form import Question
from flows.incoming import Tap
from flows.talk import Talk
from flows.turn import Alert, Attend
from flows.understanding import Ask, Intent, Read
from locales.text import NAMES, mark

EVERYWHERE = frozenset(
    {"stop", "help", "back", "skip", "repeat", "restart", "cancel", "menu", "language"}
    | {"person", "my_data", "erase_me"}
)
"""Words that are commands even where any text would be an answer."""
COMING = {"coming": "I am coming", "not_coming": "I am not coming", "other_date": "Another date"}
COMMANDS = EVERYWHERE - {"back", "skip"}
KEPT_HERE = mark("All right, your answers are kept. Write to us whenever you like; we go on here:")
KEPT = mark("All right, your answers are kept. Write to us whenever you like.")
WHENEVER = mark("All right. Write to us whenever you like.")
HELP = mark(
    "You can write: “back” for the question before, “skip” to leave one out, “change” to change an "
    "answer, “later” to go on another time, “person” to talk to the team, “more help” for the rest."
)
MORE_HELP = mark(
    "You can also write: “language” for another language, “my data” to see your answers, “answer "
    "for someone else” on this phone, “link my account” for another app, “stop” to stop the "
    "messages."
)


def again(talk: Talk, *, brief: bool = False) -> None:
    """Say what is open once more; ``brief``: in one line, to somebody who has just read it."""
    talk.repeating, talk.brief = True, brief
    _say_again(talk)
    talk.repeating = talk.brief = False


def _say_again(talk: Talk) -> None:
    match talk.position.stage:
        case "choosing_language":
            entering.ask_language(talk)
        case "choosing_programme":
            entering.ask_programme(talk)
        case "asking" | "consent":
            asking.again(talk) if talk.form else entering.choose_programme(talk)
        case "summary":
            if talk.form is None:
                entering.choose_programme(talk)
            elif talk.position.pending[:1] == ("edit",):
                asking.which(talk, among(talk))
            elif entry_lists.again(talk):
                return
            else:  # the summary, unless a list was open before everything was answered
                asking.leave_edit(talk)
        case "confirming":
            _confirm_again(talk)
        case "stopped":
            talk.say(rights.stopped_text(talk))
        case "done":
            interview = talk.interview
            if interview is not None and interview.status == "finished":
                entering.registered(talk, interview)
            elif talk.brief:
                talk.say(talk.words.text("To take part, write “start”."))
            else:
                entering.choose_programme(talk)


def among(talk: Talk) -> list[Question]:
    """Return the questions that were listed when it was asked which answer is to be changed."""
    listed = (talk.standing().question(key) for key in talk.position.pending[1:])
    return [each for each in listed if each is not None]


def _confirm_again(talk: Talk) -> None:
    pending = talk.position.pending
    question = asking.open_question(talk) if talk.form else None
    if pending[:1] == ("meant",) and question is not None:
        asking.meant(talk, question, [json.loads(each) for each in pending[2:]], pending[1])
    elif pending[:1] == ("command",) and question is not None:
        almost.ask(talk)
    elif pending[:1] == ("words",) and question is not None:
        doubting.ask(talk)
    elif pending[:1] == ("earlier",) and talk.form is not None:
        earlier.ask(talk)
    elif pending[:1] == ("erase",):
        rights.ask_erase(talk)
    elif pending[:1] == ("stop",):
        rights.ask_stop(talk)
    elif pending[:1] == ("withdraw",):
        rights.ask_withdraw(talk)
    elif pending[:1] == ("whose",) and talk.state.others:
        members.ask(talk)
    elif pending[:1] == ("link",):
        rights.ask_code(talk)
    elif entry_lists.again(talk):
        return
    else:
        rights.leave_pending(talk)
        again(talk)


def command(talk: Talk, intent: str | None) -> bool:
    """Return whether the intent is a command of its own, and carry it out."""
    if intent not in COMMANDS:
        return False
    match intent:
        case "help":
            _help(talk)
        case "person":
            _person(talk)
        case "language":
            offered = entering.languages(talk)
            if len(offered) == 1:
                only = NAMES.get(offered[0], offered[0])
                talk.tell(
                    talk.words.text(
                        "Here we only speak this language: {language}.",
                        language=talk.words.iso(only),
                    )
                )
                again(talk, brief=True)
                return True
            if talk.position.stage != "choosing_language":
                talk.move(before=talk.position.stage)
            entering.ask_language(talk)
        case "menu" | "cancel":
            entering.tell_kept(talk)
            entering.ask_programme(talk)
        case "restart":
            rights.resume(talk)
            again(talk)
        case "repeat":
            again(talk)
        case "stop":
            rights.stop(talk)
        case "my_data":
            rights.show_data(talk)
            again(talk, brief=True)
        case "erase_me":
            rights.ask_erase(talk)
    return True


def _help(talk: Talk) -> None:
    """Say what may be written, in two halves that are short, and what is open."""
    more = phrases.is_more_help(talk.incoming.text)
    talk.say(talk.words.text(MORE_HELP if more else HELP))
    question = asking.open_question(talk) if talk.form else None
    if question is not None and not more:
        context = talk.standing().context(question.key)
        talk.tell(question.guidance.say(talk.person.language, context))
    again(talk, brief=True)


def _person(talk: Talk) -> None:
    """Tell a coordinator that the person wants to talk to somebody; the question stays open."""
    words, interview = talk.words, talk.interview
    talk.do(
        Alert(
            programme=talk.position.programme,
            code="person_wanted",
            reference=interview.id if interview else 0,
        )
    )
    talk.tell(
        words.text(
            "A member of the team will contact you {when}.",
            when=words.text("as soon as possible"),
        )
    )
    welcome_back(talk)
    again(talk, brief=True)


def aside(talk: Talk) -> bool:
    """Return whether somebody asked where she stands, or to go on later, and answer."""
    text = talk.incoming.text
    if phrases.is_where(text):
        talk.tell(putting.place(talk))
        seen(talk)
        again(talk)
    elif phrases.is_back(text):
        talk.tell((putting.recap(talk) if talk.form else "") or putting.place(talk))
        seen(talk)
        again(talk)
    elif phrases.is_later(text):
        pause(talk)
    else:
        return False
    return True


def pause(talk: Talk) -> None:
    """Tell somebody who goes on another time that nothing is lost."""
    interview, done = talk.interview, talk.position.stage == "done"
    kept = interview is not None and interview.status == "finished"
    talk.tell(talk.words.text(KEPT_HERE if not done else KEPT if kept else WHENEVER))
    seen(talk)
    again(talk, brief=True)


def polite(talk: Talk, question: Question) -> bool:
    """Return whether it is only a greeting or thanks, and no answer; say something back."""
    said = talk.meaning()
    if said not in ("greeting", "thanks"):
        return False
    if doubting.may_be_name(talk.incoming.text) and (question.kind == "name" or said == "greeting"):
        return False  # « Merci » is a first name, and no town; a quarter may be called Salam
    hello = said == "greeting"
    talk.tell(talk.words.text("Hello.") if hello else talk.words.text("You’re welcome."))
    again(talk, brief=True)
    return True


def intent(talk: Talk, tap: Tap | None = None) -> Intent | None:
    """Return what the words or the button mean beside being an answer."""
    if tap is not None:
        return tap.key if tap.key in COMMANDS else None  # type: ignore[return-value]
    return talk.meaning()


def long_ago(talk: Talk) -> bool:
    """Return whether the person was away so long that she may have forgotten where she was."""
    return putting.away(talk)


def nudged(talk: Talk) -> bool:
    """Return whether the person may have been written to since, about what is unfinished."""
    hours, open_ = talk.programme.nudge_hours if talk.programme else (), talk.position.interview
    before = next((each for each in talk.state.interviews if each.id == open_), None)
    if before is None or not hours or talk.person.stopped:
        return False
    last = {(each.programme, each.purpose): each.given for each in talk.state.consents}
    if last.get((before.programme, "reminders")) is False:
        return False
    return talk.now - before.updated >= timedelta(hours=min(hours))


def welcome_back(talk: Talk) -> None:
    """Tell somebody who was away where she stands."""
    stages = ("asking", "consent", "confirming")
    over = talk.interview is not None and talk.interview.status == "finished"  # she changes it
    if long_ago(talk) and talk.position.stage in stages and talk.form and not over:
        talk.tell(putting.recap(talk))
        entering.tell_closed(talk)
        seen(talk)


def seen(talk: Talk) -> None:
    """Note that somebody who was away is here again: where she stood is said once."""
    if talk.interview is not None and long_ago(talk):
        talk.store(talk.interview)
        talk.move(last=(), unheard=())  # what she writes now is no part of what is long ago


def named(talk: Talk, options: Sequence[understanding.Option], *, loosely: bool = False) -> str:
    """Return which option a typed reply certainly names, else ""; ``loosely``: most likely."""
    outcome = understanding.choice(talk.incoming.text, options, talk.person.language, many=False)
    if loosely and isinstance(outcome, Ask) and len(outcome.values) == 1:
        return str(outcome.values[0])
    return str(outcome.value) if isinstance(outcome, Read) else ""


def attend(talk: Talk, training: int, answer: str) -> None:
    """Take the answer to a training's reminder."""
    words = talk.words
    thanks = {
        "coming": words.text("Thank you, see you there."),
        "not_coming": words.text("Thank you for telling us. We are sorry you cannot come."),
        "other_date": words.text("We told the team that you need another date."),
    }
    if answer in thanks:
        talk.do(Attend(training=training, answer=answer))  # type: ignore[arg-type]
        if answer == "other_date":
            talk.do(
                Alert(
                    programme=talk.position.programme,
                    code="asks_other_date",
                    reference=training,
                )
            )
        talk.tell(thanks[answer])
    if talk.position.stage in ("done", "stopped"):
        talk.say("")
    else:
        again(talk)


def invited(talk: Talk, *, digits: bool) -> bool:
    """Return whether a typed reply answers a reminder that is open."""
    if not talk.state.invitations or not talk.incoming.text:
        return False
    words = talk.words
    options = [
        understanding.Option(name=key, labels=(words.text(label),)) for key, label in COMING.items()
    ]
    text = talk.incoming.text
    if not digits and reading.place_in_list(text) is not None:
        return False
    answer = named(talk, options)
    if answer:
        attend(talk, talk.state.invitations[-1].training, answer)
    return bool(answer)
