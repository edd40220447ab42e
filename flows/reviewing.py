"""The summary: everything is right, or one answer is changed, and the person is registered."""

from __future__ import annotations

from dataclasses import replace

from flows import (
    asking,
    changing,
    codes,
    commands,
    entering,
    phrases,
    putting,
    replying,
    sharing,
    understanding,
)
from flows.talk import Talk
from flows.turn import Register
from flows.understanding import Ask, Read

SAVED = "Thank you, your answers are saved. Registration number: {code}."


def review(talk: Talk) -> None:
    """Take whether the answers are right, or which one is not."""
    if talk.form is None:
        entering.choose_programme(talk)
        return
    if talk.position.pending[:1] == ("edit",):
        _which(talk)
        return
    tap = talk.incoming.tap
    key = tap.key if tap else ""
    if not tap and commands.aside(talk):  # « later » is not « go on »
        return
    if not tap:
        words = talk.words
        options = [
            understanding.Option(name="confirm", labels=(words.text("Yes, save"),)),
            understanding.Option(name="edit", labels=(words.text("Change something"),)),
        ]
        key = commands.named(talk, options)
        said = commands.intent(talk)
        if not key and said in ("yes", "done", "next"):
            key = "confirm"
        if not key and said in ("no", "back"):
            key = "edit"
    if key == "confirm":
        _finish(talk)
        return
    if key == "edit":
        asking.which(talk)
        return
    if commands.command(talk, commands.intent(talk, tap)):
        return
    if not tap and _said_otherwise(talk):
        return
    said = commands.intent(talk, tap)
    if said == "greeting":
        talk.tell(talk.words.text("Hello."))
    elif said == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    else:
        talk.tell(talk.words.text("Sorry, we did not understand."))
    commands.again(talk, brief=True)


def _said_otherwise(talk: Talk) -> bool:
    """Return whether the words name an answer to change, or answer a reminder."""
    return changing.by_name(talk) or commands.invited(talk, digits=False)


def _which(talk: Talk) -> None:
    """Take which answer is to be changed."""
    tap = talk.incoming.tap
    listed = commands.among(talk) or putting.listed(talk.standing())
    by_key = {each.key: each for each in listed}
    key = replying.indexed(tap.key, list(by_key)) if tap else ""
    if not tap:
        text = phrases.change(talk.incoming.text) or talk.incoming.text
        outcome = changing.named(talk, listed, text)
        if isinstance(outcome, Ask) and len(outcome.values) == 1:
            key = outcome.values[0]
        elif isinstance(outcome, Read):
            key = outcome.value
    if key in by_key:
        changing.open_again(talk, key)
        return
    intent = commands.intent(talk, tap)
    if intent in ("back", "cancel", "no", "done") or key == "back":
        talk.move(pending=())
        asking.leave_edit(talk)
        return
    if commands.command(talk, intent) or (not tap and commands.aside(talk)):
        return
    talk.tell(talk.words.text("Please choose one of the answers."))
    commands.again(talk)


def _finish(talk: Talk) -> None:
    """Register the person, once everything was confirmed."""
    interview, words, programme = talk.interview, talk.words, talk.programme
    if interview is None:
        entering.choose_programme(talk)
        return
    if not asking.complete(talk):  # what depends on a changed answer is still to be asked
        asking.go_on(talk)
        return
    code = interview.code or codes.registration(interview.id)
    talk.store(
        replace(interview, status="finished", finished=interview.finished or talk.now, code=code),
        talk.standing(),
    )
    talk.do(Register(programme=interview.programme, interview=interview.id))
    talk.move(stage="done", question="", editing=False, pending=())
    talk.tell(words.text(SAVED, code=words.ltr(code)))
    if programme is not None and programme.next_step:
        talk.tell(words.text("Next step: {step}", step=words.pick(programme.next_step)))
    if talk.person.stopped:
        talk.tell(words.text("The messages are still stopped. To get them again, write “start”."))
    talk.say("")
    sharing.finished(talk)
