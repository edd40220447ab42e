"""The summary: everything is right, or one answer is changed, and the person is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows import (
    asking,
    changing,
    codes,
    commands,
    entering,
    entry_names,
    entry_replies,
    entry_wishes,
    entry_words,
    informing,
    phrases,
    putting,
    replying,
    sharing,
    understanding,
)
from flows.form import Question
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
    if entry_replies.review(talk):
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
    named = entry_wishes.by_name(talk) or changing.by_name(talk)
    return named or commands.invited(talk, digits=False) or informing.asked(talk)


def _which(talk: Talk) -> None:
    """Take which answer is to be changed."""
    tap = talk.incoming.tap
    among = commands.among(talk)
    shown = [each.key for each in asking.changeable(talk, among)]
    listed = among or putting.listed(talk.standing())
    key = replying.indexed(tap.key, shown) if tap else _typed(talk, listed, shown)
    if key in {each.key for each in listed}:
        changing.open_again(talk, key)
        return
    if key in shown:
        entry_wishes.go(talk, key, "")
        return
    intent = commands.intent(talk, tap)
    if intent in ("back", "cancel", "no", "done") or key == "back":
        talk.move(pending=())
        if entry_wishes.back_to_one(talk, among):
            return
        asking.leave_edit(talk)
        return
    if commands.command(talk, intent) or (not tap and commands.aside(talk)):
        return
    if not tap and entry_wishes.by_name(talk):
        return
    if tap or phrases.change(talk.incoming.text) != "":  # who only says « change » sees the list
        talk.tell(talk.words.text("Please choose one of the answers."))
    commands.again(talk)


def _typed(talk: Talk, listed: Sequence[Question], shown: Sequence[str]) -> str:
    """Return which answer, or which repeat, a text names; a number is the place in the list."""
    text = phrases.change(talk.incoming.text) or talk.incoming.text
    said, number = entry_words.numbered(text)
    if number and not said:
        return shown[int(number) - 1] if 1 <= int(number) <= len(shown) else ""
    outcome = changing.named(talk, listed, text)
    repeats = [key for key in shown if key not in {each.key for each in listed}]
    if repeats and not isinstance(outcome, Read):
        options = entry_names.spoken(talk, repeats)
        outcome = understanding.choice(text, options, talk.person.language, many=False)
    if isinstance(outcome, Ask) and len(outcome.values) == 1:
        return outcome.values[0]
    return outcome.value if isinstance(outcome, Read) else ""


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
