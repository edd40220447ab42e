"""What a reply means in each stage of a conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from flows import asking, codes, commands, entering, putting, reading, rights, understanding
from flows.form import Question
from flows.talk import Talk
from flows.turn import How, Register, Tap, Value
from flows.understanding import Ask, Intent, Read, Refused
from locales.text import NAMES

FREE = ("text", "long", "name", "barcode")
"""Kinds of question that any words would answer."""
SAVED = "Thank you, your answers are saved. Registration number: {code}."


def _choosing_language(talk: Talk) -> None:
    offered = entering.languages(talk)
    options = [
        understanding.Option(
            name=code, labels=(NAMES.get(code, code), *entering.ALSO_CALLED.get(code, ()))
        )
        for code in offered
    ]
    tap = talk.incoming.tap
    chosen = tap.key if tap is not None and tap.key in offered else ""
    if not chosen and not tap:
        chosen = commands.named(talk, options, loosely=True)
    if not chosen:
        intent = commands.intent(talk, tap)
        if intent in ("my_data", "erase_me") and commands.command(talk, intent):
            return
        if intent in ("back", "cancel") and talk.position.before:
            talk.move(stage=talk.position.before, before="")
            commands.again(talk)
            return
        entering.ask_language(talk)
        return
    entering.speak(talk, chosen, again=commands.again)


def _choosing_programme(talk: Talk) -> None:
    programmes = talk.world.programmes
    tap = talk.incoming.tap
    key = tap.key if tap else ""
    if key not in programmes and not tap:
        options = [
            understanding.Option(name=each.id, labels=(*each.name.values(), each.id))
            for each in entering.in_order(talk)
        ]
        key = commands.named(talk, options, loosely=True)
    if key in programmes:
        talk.move(programme=key)
        entering.enter(talk, programmes[key])
        return
    intent = commands.intent(talk, tap)
    if commands.command(talk, intent):
        return
    if intent == "greeting":
        talk.tell(talk.words.text("Hello."))
    elif intent == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    else:
        talk.tell(talk.words.text("This programme is not known here. Please choose one."))
    commands.again(talk)


def _asking(talk: Talk) -> None:
    if talk.form is None:
        entering.choose_programme(talk)
        return
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
        return
    tap = talk.incoming.tap
    if tap is not None:
        _pressed(talk, question, tap)
        return
    _typed(talk, question)


def _pressed(talk: Talk, question: Question, tap: Tap) -> None:
    offered = putting.choices(talk, question)
    taken = {each.key for each in offered}
    actions = [each.key for each in putting.actions(talk, question, taken)]
    key = _indexed(tap.key, [*(each.key for each in offered), *actions])
    if key.startswith("!"):  # a page of a channel that forgot the message
        asking.again(talk)
        return
    if key in taken:
        if key == "not_mine" and question.role == "phone":
            asking.ask_number(talk, question)
            return
        if question.type == "select_multiple":
            _toggle(talk, question, key, done=key == offered[-1].key)
            return
        asking.take(talk, question, reading.read(talk, question, key), "tapped", key)
    elif key.removeprefix("/") in {each.removeprefix("/") for each in actions}:
        _act(talk, question, key.removeprefix("/"))
    elif commands.command(talk, key if key in commands.COMMANDS else None):
        return
    else:
        asking.refuse(talk, question, "choice.unknown", key)


def _indexed(key: str, keys: list[str]) -> str:
    """Return the key that a channel had to shorten to its place (``#3``)."""
    place = reading.place_in_list(key[1:]) if key.startswith("#") else None
    return keys[place] if place is not None and place < len(keys) else key


def _toggle(talk: Talk, question: Question, key: str, *, done: bool) -> None:
    picked = talk.position.picked
    if not done:
        kept = tuple(each for each in picked if each != key)
        talk.move(picked=kept if key in picked else (*picked, key))
        asking.again(talk, replaces=True)
        return
    _finish_picking(talk, question)


def _finish_picking(talk: Talk, question: Question) -> None:
    picked = talk.position.picked
    order = [choice.name for choice in talk.standing().options(question) if choice.name in picked]
    if not order and not talk.standing().required(question):
        asking.skip(talk, question)
        return
    asking.take(talk, question, Read(value=list(order)), "tapped", " ".join(order))


def _act(talk: Talk, question: Question, action: str) -> None:
    match action:
        case "skip":
            asking.skip(talk, question)
        case "back":
            asking.back(talk)
        case "keep":
            _keep(talk, question)
        case "share_phone":  # the channel's own button does it; this is only its name
            talk.tell(talk.words.text("You can share your number with the button, or type it."))
            asking.again(talk)
        case _:
            if not commands.command(talk, action):
                asking.again(talk)


def _keep(talk: Talk, question: Question) -> None:
    """Leave an answer as it is and go on."""
    talk.move(picked=(), search="")
    asking.go_on(talk)


def _typed(talk: Talk, question: Question) -> None:
    """Take a reply in words, a file, a place: the question first, or a command first."""
    text = talk.incoming.text
    if not text and talk.incoming.upload is None and not _shared(talk):
        asking.refuse(talk, question, "text.empty", "")
        return
    if action := _action_named(talk, question):
        _act(talk, question, action)
        return
    if question.kind in FREE and _before_an_answer(talk, question, commands.intent(talk)):
        return
    if reading.strict(question) and question.choices:
        outcome = reading.consent_read(talk, question)
    else:
        outcome = reading.read(talk, question)
    if isinstance(outcome, Refused) and _recognised(talk, question):
        return
    if isinstance(outcome, Refused) and _narrow(talk, question):
        return
    if isinstance(outcome, Ask) and _open_command(talk, question, commands.intent(talk)):
        return
    if isinstance(outcome, Refused) and commands.long_ago(talk):
        talk.tell(putting.recap(talk))
    asking.take(talk, question, outcome, _how(talk), text)


def _action_named(talk: Talk, question: Question) -> str:
    """Return which action beside answering was typed as its button says it, or ""."""
    said = understanding.fold(talk.incoming.text)
    if not said:
        return ""
    for action in putting.actions(talk, question, set()):
        if said == _folded(action.label):
            offered = putting.choices(talk, question)
            return "" if said in (_folded(each.label) for each in offered) else action.key
    return ""


@lru_cache(maxsize=4_096)
def _folded(label: str) -> str:
    """Return a label folded; for our own words and those of forms, of which there are few."""
    return understanding.fold(label)


def _before_an_answer(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether words that any question of this kind would take were meant otherwise."""
    if intent in commands.EVERYWHERE and _open_command(talk, question, intent):
        return True
    if intent == "dont_know" and question.kind != "name":
        return not talk.standing().required(question) and _open_command(talk, question, intent)
    # A quarter may be called Salam: only after a while it is a greeting for certain.
    certain = question.kind in ("name", "long") or commands.long_ago(talk)
    return certain and _small_talk(talk, question, intent)


def _shared(talk: Talk) -> bool:
    return talk.incoming.location is not None or talk.incoming.contact is not None


def _how(talk: Talk) -> How:
    incoming = talk.incoming
    if incoming.upload is not None:
        return "voice" if incoming.upload.kind in ("voice", "audio") else "file"
    if incoming.location is not None:
        return "location"
    return "contact" if incoming.contact is not None else "typed"


def _recognised(talk: Talk, question: Question) -> bool:
    """Return whether a reply that is no answer was a command, small talk or another's answer."""
    intent = commands.intent(talk)
    if intent in ("yes", "no") and _yes_no(talk, question, intent):
        return True
    if question.role == "phone" and _not_mine(talk, question, intent):
        asking.ask_number(talk, question)
        return True
    if _open_command(talk, question, intent) or _small_talk(talk, question, intent):
        return True
    return commands.invited(talk, digits=False)


def _yes_no(talk: Talk, question: Question, intent: str) -> bool:
    """Return whether a yes or no in other words answers the question."""
    if reading.strict(question):
        return False
    for choice in talk.standing().options(question) if question.type == "select_one" else ():
        if reading.AGREE.get(choice.name) is (intent == "yes"):
            asking.take(talk, question, Read(value=choice.name), "typed", talk.incoming.text)
            return True
    if question.role == "phone" and intent == "yes" and talk.incoming.phone:
        asking.take(talk, question, Read(value=talk.incoming.phone), "typed", talk.incoming.text)
        return True
    return False


def _not_mine(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether the number that the channel knows was said to be another's."""
    second = reading.place_in_list(talk.incoming.text) == 2
    return bool(putting.choices(talk, question)) and (intent == "no" or second)


def _open_command(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether the intent was something to do about the open question, and do it."""
    match intent:
        case "back":
            asking.back(talk)
        case "skip" | "dont_know":
            asking.skip(talk, question)
        case "next":
            if question.key in talk.standing().answers:
                _keep(talk, question)
            else:
                asking.skip(talk, question)
        case "done" if question.type == "select_multiple":
            _finish_picking(talk, question)
        case "repeat":
            commands.welcome_back(talk)
            asking.again(talk)
        case "restart":
            asking.first(talk)
        case "cancel" if talk.position.editing:
            asking.summary(talk)
        case _:
            return commands.command(talk, intent)
    return True


def _small_talk(talk: Talk, question: Question, intent: Intent | None) -> bool:
    words = talk.words
    if intent == "greeting":
        talk.tell(words.text("Hello."))
    elif intent == "thanks":
        talk.tell(words.text("You’re welcome."))
    else:
        return False
    commands.welcome_back(talk)
    asking.again(talk)
    return True


def _narrow(talk: Talk, question: Question) -> bool:
    """Return whether what was typed is a part of several choices' names; show only those."""
    if not question.type.startswith("select_") or not talk.incoming.text:
        return False
    if len(talk.standing().options(question)) <= putting.PAGE:
        return False
    part = understanding.fold(talk.incoming.text)
    before = talk.position.search
    talk.move(search=part)
    matching = putting.found(talk, question) if len(part) > 1 else []
    if not matching:
        talk.move(search=before)
        return False
    words = talk.words
    talk.tell(
        words.text(
            "{n} answers found; write more letters, or choose.", n=words.number(len(matching))
        )
    )
    asking.again(talk)
    return True


def _confirming(talk: Talk) -> None:
    pending, tap = talk.position.pending, talk.incoming.tap
    what = pending[0] if pending else ""
    key = tap.key if tap else ""
    values = len(pending) - 2
    if not tap:
        said = commands.intent(talk)
        place = reading.place_in_list(talk.incoming.text) or 0
        if what == "meant" and values > 1:
            if 1 <= place <= values + 1:
                key = "no" if place > values else str(place)
        elif place in (1, 2):
            key = "yes" if place == 1 else "no"
        if not key and said in ("yes", "no"):
            key = said
        if said == "cancel":
            key = "no"
    if what == "erase":
        rights.erase_answered(talk, key, again=commands.again)
    elif what == "stop":
        rights.stop_answered(talk, key, again=commands.again, name=_as_name)
    else:
        _meant(talk, key)


def _meant(talk: Talk, key: str) -> None:
    typed = talk.position.pending[1]
    values: list[Value] = [json.loads(each) for each in talk.position.pending[2:]]
    how: How = "tapped" if talk.incoming.tap else "typed"
    talk.move(pending=(), before="", stage="asking")
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
        return
    insists = understanding.fold(typed) == understanding.fold(talk.incoming.text)
    if len(values) == 1 and (key == "yes" or (typed and insists)):
        asking.take(talk, question, Read(value=values[0]), how, typed)
    elif 1 <= (reading.place_in_list(key) or 0) <= len(values):
        asking.take(talk, question, Read(value=values[int(key) - 1]), how, typed)
    elif key == "no" or talk.incoming.tap:
        asking.again(talk)
    elif len(values) > 1 and (name := _one_of(talk, question, values)) is not None:
        asking.take(talk, question, Read(value=name), how, typed)
    else:  # neither yes nor no: most likely the answer, said better
        _typed(talk, question)


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
    if question is not None:
        asking.take(talk, question, reading.read_words(talk, question, typed), "typed", typed)


def _summary(talk: Talk) -> None:
    if talk.form is None:
        entering.choose_programme(talk)
        return
    if talk.position.pending == ("edit",):
        _which(talk)
        return
    tap = talk.incoming.tap
    key = tap.key if tap else ""
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
    if not tap and commands.invited(talk, digits=False):
        return
    said = commands.intent(talk, tap)
    if said == "greeting":
        talk.tell(talk.words.text("Hello."))
    elif said == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    else:
        talk.tell(talk.words.text("Sorry, we did not understand."))
    commands.again(talk)


def _which(talk: Talk) -> None:
    """Take which answer is to be changed."""
    standing, tap = talk.standing(), talk.incoming.tap
    listed = putting.listed(standing)
    by_key = {each.key: each for each in listed}
    key = _indexed(tap.key, list(by_key)) if tap else ""
    if not tap:
        options = [
            understanding.Option(
                name=each.key,
                labels=tuple(
                    filter(
                        None,
                        (
                            putting.name_of(each, standing, talk.person.language),
                            each.label.say(talk.person.language),
                        ),
                    )
                ),
            )
            for each in listed
        ]
        key = commands.named(talk, options, loosely=True)
    if key in by_key:
        talk.move(pending=())
        asking.put(talk, by_key[key])
        return
    intent = commands.intent(talk, tap)
    if intent in ("back", "cancel", "no", "done") or key == "back":
        asking.summary(talk)
        return
    if commands.command(talk, intent):
        return
    talk.tell(talk.words.text("Please choose one of the answers."))
    commands.again(talk)


def _finish(talk: Talk) -> None:
    """Register the person, once everything was confirmed."""
    interview, words, programme = talk.interview, talk.words, talk.programme
    if interview is None:
        entering.choose_programme(talk)
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


def _done(talk: Talk) -> None:
    tap = talk.incoming.tap
    if not tap and commands.invited(talk, digits=True):
        return
    interview = talk.interview
    if tap is not None and tap.key == "edit" and talk.form is not None:
        asking.which(talk)
        return
    intent = commands.intent(talk, tap)
    if commands.command(talk, intent):
        return
    if intent == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    elif intent == "greeting":
        talk.tell(talk.words.text("Hello."))
    if interview is not None and interview.status == "finished":
        entering.registered(talk, interview)
    else:
        entering.choose_programme(talk)


def while_stopped(talk: Talk) -> None:
    """Somebody who said stop writes again: her words are answered, nothing else is sent."""
    intent = commands.intent(talk, talk.incoming.tap)
    if intent in ("my_data", "erase_me"):
        commands.command(talk, intent)
    elif intent in ("thanks", "no", "done"):
        talk.say(rights.stopped_text(talk))
    else:
        if intent in ("restart", "yes"):
            rights.resume(talk)
        else:
            rights.leave_stopped(talk)
        commands.welcome_back(talk)
        commands.again(talk)


STAGES = {
    "choosing_language": _choosing_language,
    "choosing_programme": _choosing_programme,
    "consent": _asking,
    "asking": _asking,
    "summary": _summary,
    "confirming": _confirming,
    "done": _done,
}
