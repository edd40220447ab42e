"""The whole behaviour of a conversation: ``respond`` decides what one update comes to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from flows import (
    asking,
    changing,
    commands,
    copies,
    entering,
    hearing,
    informing,
    inquiries,
    kin,
    linking,
    moving,
    phrases,
    pieces,
    recordings,
    rights,
    sharing,
    stages,
    withdrawal,
)
from flows.incoming import Incoming, Tap
from flows.state import Position, State
from flows.talk import Talk
from flows.turn import Reach, Turn
from flows.world import World


def respond(world: World, state: State, incoming: Incoming, now: datetime) -> Turn:
    """Return what an update comes to; pure: no clock, database or network.

    Args:
        world: Forms, catalogues and programmes.
        state: What is stored of the person.
        incoming: The update.
        now: The moment to decide by, UTC.
    """
    talk = Talk(world, state, incoming, now)
    _respond(talk)
    pieces.note(talk)
    return talk.turn()


_TRAINING = re.compile(r"t([0-9]{1,18})(-[0-9]{1,18})?")
"""Token under a training's reminder: its key; whose it is, where several people share a chat."""


_LINK = re.compile(r"k[0-9]{1,18}")
"""Token under the question whether two addresses are one person's: the key of the one asked."""


_NUDGE = re.compile(r"n[0-9]{1,18}")
"""Token under what recalls an unfinished intake: its key."""


def _respond(talk: Talk) -> None:
    incoming = talk.incoming
    if incoming.event in ("blocked", "returned"):
        talk.do(Reach(reachable=incoming.event == "returned"))
        return
    if incoming.event == "fetched":
        if talk.person.language and talk.incoming.text:  # else she was erased meanwhile
            copies.sent(talk)
        return
    if incoming.event == "fetch_failed":
        _lost_file(talk)
        return
    if recordings.taken(talk):
        return
    if not talk.person.language:
        _stranger(talk)
        return
    if talk.position.stage == "choosing_language" and talk.position == Position():
        _another_way(talk)
        return
    if talk.state.others and incoming.event == "message" and sharing.first(talk):
        return
    if moving.moved(talk):
        return
    if incoming.start is not None:
        _start(talk)
        return
    if incoming.event == "edited":
        if not pieces.corrected(talk):
            changing.edited(talk)
            return
        incoming = talk.incoming
    if incoming.album and _rest_of_album(talk):
        return
    if incoming.unsupported is not None:
        _unsupported(talk)
        return
    if incoming.tap is not None and not _tapped(talk, incoming.tap):
        return
    if incoming.tap is None and (_stops(talk) or _at_any_time(talk)):
        return
    if withdrawal.replied(talk) or changing.replied(talk):
        return
    token, refusals = talk.token, talk.position.refusals
    if talk.position.stage == "stopped":
        stages.while_stopped(talk)
    else:
        stages.STAGES[talk.position.stage](talk)
    if incoming.tap is not None and talk.token != token:
        talk.move(answered=f"{token}:{incoming.tap.key}")
    if incoming.album and talk.position.refusals > refusals:
        talk.move(album=f"{incoming.album}+")  # why the first part is no answer counts for all


def _stops(talk: Talk) -> bool:
    """Return whether the whole message means stop; « no reminders » stops nothing else."""
    if talk.meaning() == "stop" and _one_purpose(talk, phrases.meaning(talk.incoming.text)):
        return True
    return rights.stop_words(talk)


def _one_purpose(talk: Talk, said: str) -> bool:
    """Return whether one purpose alone was refused (reminders, later questions); take it back."""
    if said not in ("no_reminders", "no_followup", "no_sensitive"):
        return False
    return withdrawal.of_one_purpose(talk, said.removeprefix("no_"))


def _at_any_time(talk: Talk) -> bool:
    """Return whether the whole message is about who answers, or about her agreement; do it."""
    text = talk.incoming.text
    said = phrases.meaning(text) or ("turn" if kin.handed(text) else "")
    if not said and talk.state.others and sharing.named(talk):
        return True
    if not said:  # nearly every message; « c’est confidentiel » is a no, with a « ? » it asks
        asks = text.endswith(("?", "؟")) and talk.meaning() == "skip"
        return asks and informing.asked(talk)
    if said == "withdraw":
        return withdrawal.asked(talk)
    if said in ("no_reminders", "no_followup", "no_sensitive"):
        return _one_purpose(talk, said)
    if said in ("another", "someone", "switch", "turn"):
        return sharing.said(talk, said)
    if said == "call":
        return commands.command(talk, "person")
    if said == "hear":
        return hearing.wished(talk)
    if said == "link":
        return linking.begin(talk)
    topic = next((each for each in inquiries.TOPICS if each == said), None)
    return topic is not None and informing.told(talk, topic)


def _rest_of_album(talk: Talk) -> bool:
    """Return whether this is a further part of an album: the first one was taken, or refused.

    It is said once, whatever the number of parts.
    """
    album, held = talk.incoming.album, talk.position.album
    if held == f"{album}+":
        return True
    talk.move(album=f"{album}+" if held == album else album)
    if held != album:
        return False
    talk.tell(talk.words.text("One file is enough; we took the first one."))
    commands.again(talk, brief=True)
    return True


def _stranger(talk: Talk) -> None:
    """Somebody who was never here: whatever she writes, the language comes first, but for stop."""
    talk.become(language=entering.guess(talk))
    if talk.incoming.unsupported == "group":
        _unsupported(talk)
    elif not rights.stop_words(talk):
        entering.begin(talk)


def _another_way(talk: Talk) -> None:
    """Somebody whom we know from another of her addresses: she need not choose a language anew."""
    rights.resume(talk)
    if talk.incoming.unsupported == "group":
        _unsupported(talk)
    elif not rights.stop_words(talk):
        if talk.incoming.start is None:
            entering.where_she_was(talk)
        said = commands.intent(talk)
        if said in ("my_data", "erase_me"):
            talk.move(stage="done")
            commands.command(talk, said)
            return
        entering.begin(talk, known=talk.person.language)


def _start(talk: Talk) -> None:
    """A start link or command: go where it says, or on where the person was."""
    rights.resume(talk)
    programme, language = entering.wanted(talk)
    if language:
        talk.become(language=language)
        entering.change_answer_language(talk)
    if programme is not None and programme.id != talk.position.programme:
        talk.move(programme=programme.id, question="", interview=0, pending=(), editing=False)
        talk.become(zone=programme.zone)
        entering.choose_programme(talk)
        return
    if language and talk.position.stage == "choosing_language":
        entering.speak(talk, language, again=commands.again)
        return
    if talk.incoming.start and programme is None and not language:
        talk.tell(talk.words.text("This programme is not known here. Please choose one."))
        entering.ask_programme(talk)
        return
    if talk.position.stage in ("done", "stopped"):
        entering.choose_programme(talk)
        return
    commands.welcome_back(talk)
    commands.again(talk)


def _tapped(talk: Talk, tap: Tap) -> bool:
    """Return whether a tap belongs to what is open; else say so, once, and change nothing."""
    if reminded := _TRAINING.fullmatch(tap.token):
        commands.attend(talk, int(reminded[1]), tap.key)
        return False
    if _LINK.fullmatch(tap.token):
        linking.agreed(talk, tap.key)
        return False
    if _NUDGE.fullmatch(tap.token):
        _go_on(talk, int(tap.token[1:]))
        return False
    if tap.token and tap.token != talk.token:
        if talk.position.answered == f"{tap.token}:{tap.key}":
            talk.tell(talk.words.text("That is already saved."))
        else:
            talk.tell(talk.words.text("That question is behind us; here is the one that is open."))
        commands.again(talk, brief=True)
        return False
    return True


def _go_on(talk: Talk, key: int) -> None:
    """Go on with an interview that was recalled, where the person was."""
    if talk.position.stage == "stopped":
        rights.leave_stopped(talk)
    interview = talk.interviews.get(key)
    programme = talk.world.programmes.get(interview.programme) if interview else None
    if interview is not None and programme is not None and talk.position.interview != key:
        talk.move(programme=programme.id, pending=(), before="", editing=False)
        entering.enter(talk, programme)
        return
    commands.welcome_back(talk)
    commands.again(talk)


def _unsupported(talk: Talk) -> None:
    words = talk.words
    kind = talk.incoming.unsupported
    if kind == "group":
        talk.say(words.text("Please write to me in a private chat."))
        return
    question = asking.open_question(talk) if talk.form else None
    if kind == "foreign_contact" and (question is None or question.kind != "phone"):
        talk.tell(words.text("Thank you, but we ask for no phone number here."))
    elif kind == "foreign_contact" and question is not None and question.role == "phone":
        talk.tell(words.text("This is not your own contact. Please share your own number."))
    else:
        talk.tell(words.text("We cannot read this kind of message. Please write your answer."))
    commands.again(talk, brief=True)


def _lost_file(talk: Talk) -> None:
    """A file that was sent could not be fetched: ask for it once more."""
    name = talk.incoming.text
    for interview in reversed(list(talk.interviews.values())):
        keys = [key for key, value in interview.answers.items() if value == name]
        if keys and talk.world.form(interview) is not None:
            answers = {key: value for key, value in interview.answers.items() if value != name}
            talk.store(replace(interview, answers=answers))
            talk.tell(talk.words.text("We could not fetch your file. Please send it again."))
            if interview.id == talk.position.interview and talk.position.stage != "stopped":
                question = talk.standing().question(keys[0]) if talk.form else None
                if question is not None:
                    asking.put(talk, question)
                    return
            commands.again(talk)
            return
