"""The whole behaviour of a conversation: ``respond`` decides what one update comes to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from flows import asking, codes, rights, understanding
from flows.form import Question
from flows.interview import conducted_first
from flows.talk import Talk
from flows.turn import (
    Alert,
    Attend,
    How,
    Incoming,
    Interview,
    Option,
    Reach,
    Register,
    State,
    Tap,
    Turn,
)
from flows.understanding import Ask, Intent, Read, Refused
from flows.world import Programme, World
from locales.text import NAMES

LONG_AGO = timedelta(hours=6)
"""Somebody who comes back after this is told where she stood."""
ALSO_CALLED = {
    "ar": ("arabe", "arabic", "3arabia", "عربي", "العربية الفصحى"),
    "ary": ("darija", "darja", "marocain", "دارجة", "المغربية"),
    "fr": ("francais", "french", "الفرنسية", "فرنسية"),
    "fa": ("farsi", "persian", "persan", "الفارسية"),
    "en": ("anglais",),
}
EVERYWHERE = frozenset(
    {"stop", "help", "back", "skip", "repeat", "restart", "cancel", "menu", "language"}
    | {"person", "my_data", "erase_me"}
)
"""Words that are commands even where any text would be an answer."""
COMING = {"coming": "I am coming", "not_coming": "I am not coming", "other_date": "Another date"}


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
    return talk.turn()


def _respond(talk: Talk) -> None:
    incoming = talk.incoming
    if incoming.event in ("blocked", "returned"):
        talk.do(Reach(reachable=incoming.event == "returned"))
        return
    if incoming.event == "fetched":
        return
    if incoming.event == "fetch_failed":
        _lost_file(talk)
        return
    if not talk.person.language:
        talk.become(language=_guess(talk))
        if talk.position.stage != "choosing_language":
            talk.move(stage="choosing_language")
        _begin(talk)
        return
    if incoming.start is not None:
        _start(talk)
        return
    if incoming.event == "edited":
        talk.tell(talk.words.text("To change an answer, write “back”."))
        _again(talk)
        return
    if incoming.unsupported is not None:
        _unsupported(talk)
        return
    if incoming.tap is not None and not _tapped(talk, incoming.tap):
        return
    if incoming.tap is None and rights.stop_words(talk):
        return
    if talk.position.stage == "stopped":
        _while_stopped(talk)
        return
    _STAGES[talk.position.stage](talk)


# ---------------------------------------------------------------- beginning


def _guess(talk: Talk) -> str:
    """Return the language to speak until the person has chosen one."""
    offered = talk.world.languages()
    hinted = (talk.incoming.locale or "").replace("_", "-").partition("-")[0].lower()
    if hinted in offered:
        return hinted
    return offered[0] if offered else "en"


def _begin(talk: Talk) -> None:
    """Take what a start link says, then ask what is still open."""
    programme, language = _wanted(talk)
    if programme is not None:
        talk.move(programme=programme.id)
        talk.become(zone=programme.zone)
    offered = _languages(talk)
    if language in offered or len(offered) == 1:
        talk.become(language=language if language in offered else offered[0])
        _choose_programme(talk)
    else:
        _ask_language(talk)


def _wanted(talk: Talk) -> tuple[Programme | None, str]:
    """Return the programme and language that a start link names (``almontija-ary``)."""
    payload = (talk.incoming.start or talk.position.start or "").strip()
    name, _, language = payload.replace("_", "-").rpartition("-")
    programmes = talk.world.programmes
    if payload in programmes:
        return programmes[payload], ""
    if name in programmes:
        return programmes[name], language
    return None, language if not name else ""


def _start(talk: Talk) -> None:
    """A start link or command: go where it says, or on where the person was."""
    rights.resume(talk)
    programme, language = _wanted(talk)
    if language in talk.world.languages():
        talk.become(language=language)
    if programme is not None and programme.id != talk.position.programme:
        talk.move(programme=programme.id, question="", interview=0, pending=(), editing=False)
        talk.become(zone=programme.zone)
        _choose_programme(talk)
        return
    if talk.incoming.start and programme is None and not language:
        talk.tell(talk.words.text("This programme is not known here. Please choose one."))
        _ask_programme(talk)
        return
    if talk.position.stage in ("done", "stopped"):
        _choose_programme(talk)
        return
    _welcome_back(talk)
    _again(talk)


def _languages(talk: Talk) -> tuple[str, ...]:
    return talk.programme.languages if talk.programme else talk.world.languages()


def _ask_language(talk: Talk) -> None:
    offered = _languages(talk)
    asked = dict.fromkeys(
        talk.world.words(code).text("Please choose your language.") for code in offered
    )
    talk.ask(
        "choosing_language",
        "\n".join(asked),
        choices=[Option(key=code, label=NAMES.get(code, code)) for code in offered],
    )


def _choosing_language(talk: Talk) -> None:
    offered = _languages(talk)
    options = [
        understanding.Option(name=code, labels=(NAMES.get(code, code), *ALSO_CALLED.get(code, ())))
        for code in offered
    ]
    tap = talk.incoming.tap
    if tap is not None and tap.key in offered:
        outcome: understanding.Outcome[object] = Read(value=tap.key)
    else:
        outcome = understanding.choice(
            talk.incoming.text, options, talk.person.language, many=False
        )
    if not isinstance(outcome, Read):
        if talk.state.known and talk.incoming.text:
            intent = understanding.intent(talk.incoming.text, talk.person.language)
            if intent in ("my_data", "erase_me") and _command(talk, intent):
                return
        _ask_language(talk)
        return
    talk.become(language=str(outcome.value))
    _change_answer_language(talk)
    before = talk.position.before
    talk.move(before="")
    if before and before != "choosing_language":
        talk.move(stage=before)
        _again(talk)
    else:
        _choose_programme(talk)


def _change_answer_language(talk: Talk) -> None:
    """Keep the language with the interview that is open."""
    interview, form = talk.interview, talk.form
    if interview is None or form is None:
        return
    answers = dict(interview.answers)
    if row := form.role("language"):
        answers[row.key] = talk.person.language
    talk.store(replace(interview, language=talk.person.language, answers=answers))


def _choose_programme(talk: Talk) -> None:
    """Go into the programme that is wanted, or ask which one."""
    programmes = talk.world.programmes
    if not programmes:
        talk.ask("done", talk.words.text("No programme is open at the moment."))
        return
    if talk.programme is None and len(programmes) == 1:
        talk.move(programme=next(iter(programmes)))
    if talk.programme is None:
        _ask_programme(talk)
        return
    _enter(talk, talk.programme)


def _ask_programme(talk: Talk) -> None:
    words, language = talk.words, talk.person.language
    programmes = sorted(
        talk.world.programmes.values(), key=lambda each: language not in each.languages
    )
    talk.move(question="", interview=0, pending=(), editing=False, programme="")
    talk.ask(
        "choosing_programme",
        words.text("Which programme is it about?"),
        choices=[Option(key=each.id, label=words.pick(each.name)) for each in programmes],
        actions=[
            Option(key="language", label=words.text("Language")),
            Option(key="my_data", label=words.text("My data")),
            Option(key="help", label=words.text("Help")),
        ],
    )


def _choosing_programme(talk: Talk) -> None:
    programmes = talk.world.programmes
    tap = talk.incoming.tap
    key = tap.key if tap else ""
    if key not in programmes and not tap:
        options = [
            understanding.Option(name=each.id, labels=(*each.name.values(), each.id))
            for each in _in_order(talk)
        ]
        outcome = understanding.choice(
            talk.incoming.text, options, talk.person.language, many=False
        )
        key = str(outcome.value) if isinstance(outcome, Read) else ""
    if key in programmes:
        talk.move(programme=key)
        _enter(talk, programmes[key])
        return
    if _command(talk, _intent(talk, tap)):
        return
    talk.tell(talk.words.text("This programme is not known here. Please choose one."))
    _ask_programme(talk)


def _in_order(talk: Talk) -> list[Programme]:
    language = talk.person.language
    return sorted(talk.world.programmes.values(), key=lambda each: language not in each.languages)


def _enter(talk: Talk, programme: Programme) -> None:
    """Go on with the person's interview in this programme, or begin one."""
    talk.become(zone=programme.zone)
    if talk.person.language not in programme.languages:
        if len(programme.languages) > 1:
            talk.tell(talk.words.text("This programme is offered in: choose a language."))
            talk.move(before="")
            _ask_language(talk)
            return
        talk.become(language=programme.languages[0])
    mine = [each for each in talk.interviews.values() if each.programme == programme.id]
    held = next((each for each in reversed(mine) if each.status in ("open", "finished")), None)
    if held is not None and held.status == "finished":
        talk.move(interview=held.id)
        _registered(talk, held)
        return
    if held is None:
        held = _new(talk, programme)
    talk.move(interview=held.id, question="")
    asking.go_on(talk)


def _new(talk: Talk, programme: Programme) -> Interview:
    form = talk.world.newest(programme.form)
    row = form.role("language")
    interview = Interview(
        id=talk.incoming.key,
        programme=programme.id,
        form=form.id,
        version=form.version,
        answers={row.key: talk.person.language} if row else {},
        language=talk.person.language,
        channel=talk.incoming.account.partition(":")[0],
        started=talk.now,
        updated=talk.now,
    )
    talk.store(interview)
    return interview


# ---------------------------------------------------------------- taps and old buttons


def _tapped(talk: Talk, tap: Tap) -> bool:
    """Return whether a tap belongs to what is open; else say so, once, and change nothing."""
    if tap.token.startswith("t") and tap.token[1:].isdigit():
        _attend(talk, int(tap.token[1:]), tap.key)
        return False
    if tap.token and tap.token != talk.token:
        if talk.position.answered == f"{tap.token}:{tap.key}":
            talk.tell(talk.words.text("That is already saved."))
        else:
            talk.tell(talk.words.text("That question is behind us; here is the one that is open."))
        _again(talk)
        return False
    return True


def _attend(talk: Talk, training: int, answer: str) -> None:
    """Take the answer to a training's reminder."""
    words = talk.words
    thanks = {
        "coming": words.text("Thank you, see you there."),
        "not_coming": words.text("Thank you for telling us. We are sorry you cannot come."),
        "other_date": words.text("We told the team that you need another date."),
    }
    if answer == "coming" or answer == "not_coming" or answer == "other_date":
        talk.do(Attend(training=training, answer=answer))
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
        _again(talk)


def _invited(talk: Talk, *, digits: bool) -> bool:
    """Return whether a typed reply answers a reminder that is open."""
    if not talk.state.invitations or not talk.incoming.text:
        return False
    words = talk.words
    options = [
        understanding.Option(name=key, labels=(words.text(label),)) for key, label in COMING.items()
    ]
    text = talk.incoming.text
    if not digits and understanding.ascii_digits(text).strip().isdigit():
        return False
    outcome = understanding.choice(text, options, talk.person.language, many=False)
    if isinstance(outcome, Read):
        _attend(talk, talk.state.invitations[-1].training, str(outcome.value))
        return True
    return False


# ---------------------------------------------------------------- an open question


def _asking(talk: Talk) -> None:
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
    offered = asking.choices(talk, question)
    taken = {each.key for each in offered}
    actions = {each.key for each in asking.actions(talk, question, taken)}
    key = _indexed(tap.key, [*(each.key for each in offered), *sorted(actions)])
    token = tap.token or talk.token
    if key in taken:
        if question.type == "select_multiple":
            _toggle(talk, question, key, done=key == offered[-1].key)
            return
        how: How = "tapped"
        if asking.take(talk, question, asking.read(talk, question, key), how, key):
            talk.move(answered=f"{token}:{key}")
    elif key.removeprefix("/") in {each.removeprefix("/") for each in actions}:
        _act(talk, question, key.removeprefix("/"))
        talk.move(answered=f"{token}:{key}")
    elif _command(talk, key if key in _COMMANDS else None):
        return
    else:
        asking.refuse(talk, question, "choice.unknown", key)


def _indexed(key: str, keys: list[str]) -> str:
    """Return the key that a channel had to shorten to its place (``#3``)."""
    place = key[1:]
    if key.startswith("#") and place.isdigit() and int(place) < len(keys):
        return keys[int(place)]
    return key


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
        case _:
            _command(talk, action)


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
    first = conducted_first(question) or question.role == "guardian"
    free = question.kind in ("text", "long", "name", "barcode")
    if free and (intent := _intent(talk)) in EVERYWHERE and _open_command(talk, question, intent):
        return
    if free and question.kind == "name" and _small_talk(talk, question, _intent(talk)):
        return
    if first and question.choices:
        outcome = asking.consent_read(talk, question)
    else:
        outcome = asking.read(talk, question)
    if isinstance(outcome, Refused) and _recognised(talk, question):
        return
    if isinstance(outcome, Refused) and _narrow(talk, question):
        return
    if isinstance(outcome, Ask) and _open_command(talk, question, _intent(talk)):
        return
    if isinstance(outcome, Refused) and _long_ago(talk):
        talk.tell(asking.recap(talk))
    asking.take(talk, question, outcome, _how(talk), text)


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
    intent = _intent(talk)
    if intent in ("yes", "no") and _yes_no(talk, question, intent):
        return True
    if _open_command(talk, question, intent) or _small_talk(talk, question, intent):
        return True
    return _invited(talk, digits=False)


def _yes_no(talk: Talk, question: Question, intent: str) -> bool:
    """Return whether a yes or no in other words answers the question."""
    if question.role in ("consent", "guardian") and question.purpose in ("", "main", "guardian"):
        return False
    names = {choice.name for choice in talk.standing().options(question)}
    if question.type == "select_one" and intent in names:
        asking.take(talk, question, Read(value=intent), "typed", talk.incoming.text)
        return True
    if question.role == "phone" and intent == "yes" and talk.incoming.phone:
        asking.take(talk, question, Read(value=talk.incoming.phone), "typed", talk.incoming.text)
        return True
    return False


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
        case "done" if question.type == "select_multiple" and talk.position.picked:
            _finish_picking(talk, question)
        case "repeat":
            _welcome_back(talk)
            asking.again(talk)
        case "restart":
            asking.first(talk)
        case "cancel" if talk.position.editing:
            asking.summary(talk)
        case _:
            return _command(talk, intent)
    return True


def _small_talk(talk: Talk, question: Question, intent: Intent | None) -> bool:
    words = talk.words
    if intent == "greeting":
        talk.tell(words.text("Hello."))
    elif intent == "thanks":
        talk.tell(words.text("You’re welcome."))
    else:
        return False
    _welcome_back(talk)
    asking.again(talk)
    return True


def _narrow(talk: Talk, question: Question) -> bool:
    """Return whether what was typed is a part of several choices' names; show only those."""
    if not question.type.startswith("select_") or not talk.incoming.text:
        return False
    if len(talk.standing().options(question)) <= asking.PAGE:
        return False
    part = understanding.fold(talk.incoming.text)
    before = talk.position.search
    talk.move(search=part)
    matching = asking.found(talk, question) if len(part) > 1 else []
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


def _intent(talk: Talk, tap: Tap | None = None) -> Intent | None:
    if tap is not None:
        return tap.key if tap.key in _COMMANDS else None  # type: ignore[return-value]
    return understanding.intent(talk.incoming.text, talk.person.language)


def _long_ago(talk: Talk) -> bool:
    interview = talk.interview
    return interview is not None and talk.now - interview.updated > LONG_AGO


def _welcome_back(talk: Talk) -> None:
    if _long_ago(talk) and talk.position.stage in ("asking", "consent") and talk.form:
        talk.tell(asking.recap(talk))


# ---------------------------------------------------------------- did you mean, erase, stop


def _confirming(talk: Talk) -> None:
    pending, tap = talk.position.pending, talk.incoming.tap
    what = pending[0] if pending else ""
    key = tap.key if tap else ""
    if not tap:
        said = _intent(talk)
        digits = understanding.ascii_digits(talk.incoming.text).strip()
        if what == "meant" and len(pending) > 2:
            values = len(pending) - 1
            if digits.isdigit() and 1 <= int(digits) <= values + 1:
                key = "no" if int(digits) > values else digits
        elif digits in ("1", "2"):
            key = "yes" if digits == "1" else "no"
        if not key and said in ("yes", "no"):
            key = said
        if said == "cancel":
            key = "no"
    if what == "erase":
        rights.erase_answered(talk, key, again=_again)
    elif what == "stop":
        rights.stop_answered(talk, key, again=_again, name=_as_name)
    else:
        _meant(talk, key)


def _meant(talk: Talk, key: str) -> None:
    values = [json.loads(each) for each in talk.position.pending[1:]]
    talk.move(pending=(), before="", stage="asking")
    question = asking.open_question(talk)
    if question is None:
        asking.go_on(talk)
    elif key == "yes" and len(values) == 1:
        asking.take(talk, question, Read(value=values[0]), "tapped", "")
    elif key.isdigit() and 1 <= int(key) <= len(values):
        asking.take(talk, question, Read(value=values[int(key) - 1]), "tapped", "")
    elif key == "no" or talk.incoming.tap:
        asking.again(talk)
    else:  # neither yes nor no: most likely the answer, said better
        _typed(talk, question)


def _as_name(talk: Talk, typed: str) -> None:
    """Take the words that looked like a wish to stop as what was asked for."""
    talk.move(stage="asking", pending=(), before="")
    question = asking.open_question(talk)
    if question is not None:
        asking.take(talk, question, Read(value=typed), "typed", typed)


# ---------------------------------------------------------------- summary, finish, afterwards


def _summary(talk: Talk) -> None:
    if talk.form is None:
        _choose_programme(talk)
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
        outcome = understanding.choice(
            talk.incoming.text, options, talk.person.language, many=False
        )
        key = str(outcome.value) if isinstance(outcome, Read) else ""
        said = _intent(talk)
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
    if _command(talk, _intent(talk, tap)):
        return
    if not tap and _invited(talk, digits=False):
        return
    talk.tell(talk.words.text("Sorry, we did not understand."))
    asking.summary(talk)


def _which(talk: Talk) -> None:
    """Take which answer is to be changed."""
    standing, tap = talk.standing(), talk.incoming.tap
    listed = asking.listed(standing)
    by_key = {each.key: each for each in listed}
    key = _indexed(tap.key, list(by_key)) if tap else ""
    if not tap:
        options = [
            understanding.Option(
                name=each.key,
                labels=tuple(
                    filter(None, (asking.name_of(talk, each), each.label.say(talk.person.language)))
                ),
            )
            for each in listed
        ]
        outcome = understanding.choice(
            talk.incoming.text, options, talk.person.language, many=False
        )
        key = str(outcome.value) if isinstance(outcome, Read) else ""
    if key in by_key:
        talk.move(pending=())
        asking.put(talk, by_key[key])
        return
    intent = _intent(talk, tap)
    if intent in ("back", "cancel", "no", "done") or key == "back":
        asking.summary(talk)
        return
    if _command(talk, intent):
        return
    talk.tell(talk.words.text("Please choose one of the answers."))
    asking.which(talk)


def _finish(talk: Talk) -> None:
    """Register the person, once everything was confirmed."""
    interview, words, programme = talk.interview, talk.words, talk.programme
    if interview is None:
        _choose_programme(talk)
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
    talk.say("")


SAVED = "Thank you, your answers are saved. Registration number: {code}."


def _registered(talk: Talk, interview: Interview) -> None:
    """Say that the person is registered, and what she can do now."""
    words = talk.words
    talk.move(question="", pending=(), editing=False)
    talk.ask(
        "done",
        words.text(
            "You are registered already with number {code}. "
            "You can see or change your answers with “my data”.",
            code=words.ltr(interview.code),
        ),
        actions=_afterwards(talk),
    )


def _afterwards(talk: Talk) -> list[Option]:
    words = talk.words
    offered = [
        Option(key="edit", label=words.text("Change something")),
        Option(key="my_data", label=words.text("My data")),
        Option(key="person", label=words.text("A person")),
    ]
    if len(talk.world.programmes) > 1:
        offered.append(Option(key="menu", label=words.text("Menu")))
    return offered


def _done(talk: Talk) -> None:
    tap = talk.incoming.tap
    if not tap and _invited(talk, digits=True):
        return
    interview = talk.interview
    if tap is not None and tap.key == "edit" and talk.form is not None:
        asking.which(talk)
        return
    intent = _intent(talk, tap)
    if _command(talk, intent):
        return
    if intent == "thanks":
        talk.tell(talk.words.text("You’re welcome."))
    elif intent == "greeting":
        talk.tell(talk.words.text("Hello."))
    if interview is not None and interview.status == "finished":
        _registered(talk, interview)
    else:
        _choose_programme(talk)


def _while_stopped(talk: Talk) -> None:
    """Somebody who said stop writes again: her words are answered, nothing else is sent."""
    intent = _intent(talk, talk.incoming.tap)
    if intent in ("my_data", "erase_me"):
        _command(talk, intent)
    elif intent in ("thanks", "no", "done"):
        talk.say(rights.stopped_text(talk))
    else:
        if intent in ("restart", "yes"):
            rights.resume(talk)
        before = talk.position.before or "choosing_language"
        talk.move(stage=before, before="")
        _welcome_back(talk)
        _again(talk)


def _again(talk: Talk) -> None:
    """Say what is open once more."""
    match talk.position.stage:
        case "choosing_language":
            _ask_language(talk)
        case "choosing_programme":
            _ask_programme(talk)
        case "asking" | "consent":
            asking.again(talk) if talk.form else _choose_programme(talk)
        case "summary":
            if talk.form is None:
                _choose_programme(talk)
            elif talk.position.pending == ("edit",):
                asking.which(talk)
            else:
                asking.summary(talk)
        case "confirming":
            _confirm_again(talk)
        case "stopped":
            talk.say(rights.stopped_text(talk))
        case "done":
            interview = talk.interview
            if interview is not None and interview.status == "finished":
                _registered(talk, interview)
            else:
                _choose_programme(talk)


def _confirm_again(talk: Talk) -> None:
    pending = talk.position.pending
    question = asking.open_question(talk) if talk.form else None
    if pending[:1] == ("meant",) and question is not None:
        asking.meant(talk, question, [json.loads(each) for each in pending[1:]])
    elif pending[:1] == ("erase",):
        rights.ask_erase(talk)
    else:
        talk.move(stage=talk.position.before or "choosing_language", before="", pending=())
        _again(talk)


# ---------------------------------------------------------------- commands


def _command(talk: Talk, intent: str | None) -> bool:
    """Return whether the intent is a command of its own, and carry it out."""
    if intent not in _COMMANDS:
        return False
    words = talk.words
    match intent:
        case "help":
            talk.tell(words.text(HELP))
            question = asking.open_question(talk) if talk.form else None
            if question is not None:
                guidance = question.guidance.say(talk.person.language)
                talk.tell(guidance)
            _again(talk)
        case "person":
            _person(talk)
        case "language":
            offered = _languages(talk)
            if len(offered) == 1:
                _again(talk)
                return True
            if talk.position.stage != "choosing_language":
                talk.move(before=talk.position.stage)
            _ask_language(talk)
        case "menu" | "cancel":
            _ask_programme(talk)
        case "restart":
            rights.resume(talk)
            _again(talk)
        case "repeat":
            _again(talk)
        case "stop":
            rights.stop(talk)
        case "my_data":
            rights.show_data(talk)
            _again(talk)
        case "erase_me":
            rights.ask_erase(talk)
    return True


_COMMANDS = EVERYWHERE - {"back", "skip"}
HELP = (
    "You can write at any time: “back” for the question before, “skip” to leave one out, "
    "“language” for another language, “my data” to see your answers, “person” to talk to "
    "somebody, “stop” to stop the messages."
)


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
    _again(talk)


def _unsupported(talk: Talk) -> None:
    words = talk.words
    kind = talk.incoming.unsupported
    if kind == "group":
        talk.say(words.text("Please write to me in a private chat."))
        return
    if kind == "foreign_contact":
        talk.tell(words.text("This is not your own contact. Please share your own number."))
    else:
        talk.tell(words.text("We cannot read this kind of message. Please write your answer."))
    _again(talk)


def _lost_file(talk: Talk) -> None:
    """A file that was sent could not be fetched: ask for it once more."""
    name = talk.incoming.text
    for interview in reversed(list(talk.interviews.values())):
        keys = [key for key, value in interview.answers.items() if value == name]
        if keys and talk.world.form(interview) is not None:
            answers = {key: value for key, value in interview.answers.items() if value != name}
            talk.store(replace(interview, answers=answers))
            talk.tell(talk.words.text("We could not fetch your file. Please send it again."))
            if interview.id == talk.position.interview and interview.status == "open":
                form = talk.form
                question = form.by_key.get(keys[0].removeprefix("~")) if form else None
                if question is not None and question.key in talk.standing().relevant:
                    asking.put(talk, question)
                    return
            _again(talk)
            return


_STAGES = {
    "choosing_language": _choosing_language,
    "choosing_programme": _choosing_programme,
    "consent": _asking,
    "asking": _asking,
    "summary": _summary,
    "confirming": _confirming,
    "done": _done,
}
