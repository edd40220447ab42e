"""What a reply means while a question is open: an answer, a command, a part of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from flows import (
    abroad,
    absent,
    almost,
    asides,
    asking,
    changing,
    commands,
    distress,
    doubting,
    earlier,
    entering,
    entries,
    entry_lists,
    entry_wishes,
    informing,
    pieces,
    putting,
    reading,
    restating,
    sympathy,
    tongues,
    unchanged,
    understanding,
    within,
)
from flows.form import Question
from flows.incoming import Tap
from flows.interview import conducted_first
from flows.suggesting import suggestion
from flows.talk import Talk
from flows.turn import How
from flows.understanding import Ask, Intent, Read, Refused
from flows.understanding.choices.nothing import says_nothing
from flows.understanding.lexicon import words
from flows.understanding.spelling import letters_apart
from locales.text import Catalogue

SHORT = 60
"""Characters of a question that is no story."""
_NOT_MINE = (
    "machi | ماشي | pas | ce n’est pas | c’est pas | ليس | ليست | هذا ليس | هادي ماشي | hadi machi"
    " | dyal | ديال | hadi dyal | هادي ديال | c’est celui de | c’est le numéro de | مال | این مال"
)
"""First words of somebody who says whose the number is: « dyal khti », « ce n’est pas le mien »."""
LONG = 10
"""Letters from which two that are wrong leave a label itself."""


def reply(talk: Talk) -> None:
    """Take a reply to the question that is open."""
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
    typed(talk, question)


def _pressed(talk: Talk, question: Question, tap: Tap) -> None:
    offered = putting.choices(talk, question)
    taken = {each.key for each in offered}
    actions = [each.key for each in putting.actions(talk, question, taken)]
    key = indexed(tap.key, [*(each.key for each in offered), *actions])
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
        commands.welcome_back(talk)
        asking.take(talk, question, reading.read(talk, question, key), "tapped", key)
    elif key.removeprefix("/") in {each.removeprefix("/") for each in actions}:
        _act(talk, question, key.removeprefix("/"))
    elif commands.command(talk, key if key in commands.COMMANDS else None):
        return
    else:
        asking.refuse(talk, question, "choice.unknown", key)


def indexed(key: str, keys: list[str]) -> str:
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
        case "entries":
            held = entries.of(talk.standing(), question.key.removesuffix("[+]"))
            entry_lists.show(talk, held) if held else asking.again(talk)
        case "share_phone":  # the channel's own button does it; this is only its name
            talk.tell(talk.words.text("You can share your number with the button, or type it."))
            asking.again(talk, brief=True)
        case _:
            if not commands.command(talk, action):
                asking.again(talk)


def _keep(talk: Talk, question: Question) -> None:
    """Leave an answer as it is and go on."""
    proposed = suggestion(talk, question)
    if proposed is not None:
        how = "tapped" if talk.incoming.tap else _how(talk)
        asking.take(talk, question, Read(value=proposed), how, talk.incoming.text)
        return
    talk.move(picked=(), search="")
    if talk.position.editing:
        asking.leave_edit(talk)
    else:
        asking.go_on(talk)


def typed(talk: Talk, question: Question) -> None:
    """Take a reply in words, a file, a place: the question first, or a command first."""
    text = talk.incoming.text
    if not text and talk.incoming.upload is None and not _shared(talk):
        asking.refuse(talk, question, "text.empty", "")
        return
    if action := _action_named(talk, question):
        _act(talk, question, action)
        return
    if unchanged.yes_to_the_nudge(talk, question):
        return
    if asides.heard(talk, question):
        return
    text = talk.incoming.text
    if question.kind in doubting.FREE and (
        _before_an_answer(talk, question, commands.intent(talk)) or earlier.meant(talk, question)
    ):
        return
    if _unasked(talk, question):
        return
    if reading.strict(question) and question.choices:
        outcome = reading.consent_read(talk, question)
    else:
        outcome = reading.read(talk, question)
    if isinstance(outcome, Refused):
        outcome = pieces.joined(talk, question) or abroad.number(talk, question) or outcome
    if isinstance(outcome, Refused) and (
        _recognised(talk, question) or _narrow(talk, question) or changing.joined(talk)
    ):
        return
    if not isinstance(outcome, Read) and earlier.meant(talk, question):
        return
    if not isinstance(outcome, Read):
        outcome = within.helps(talk, question) or outcome
    if isinstance(outcome, Refused):
        passing = within.says(talk, question) or within.asks(talk, question)
        outcome = passing or within.another(talk, question) or outcome
    elif question.kind == "name":
        outcome = within.whole_name(text, outcome)
    if isinstance(outcome, Ask) and (_by_name(talk, exactly=True) or commands.aside(talk)):
        return
    outcome = unchanged.with_picked(talk, question, outcome)
    if isinstance(outcome, Read) and doubting.doubted(talk, question, outcome.value):
        return
    command = commands.intent(talk)
    doubtful = isinstance(outcome, Ask) or command in commands.EVERYWHERE
    meant = command is not None and doubtful and not names_a_choice(talk, question)
    if meant and do_command(talk, question, command):
        return
    commands.welcome_back(talk)
    if isinstance(outcome, Refused) and earlier.continued(talk, question):
        return
    if not isinstance(outcome, Read) and informing.left_to_the_team(talk, question, outcome):
        return
    asking.take(talk, question, outcome, _how(talk), text)


def _action_named(talk: Talk, question: Question) -> str:
    """Return which action beside answering was typed as its button says it, or ""."""
    said = understanding.fold(talk.incoming.text)
    if unchanged.wished(talk, question) and not names_a_choice(talk, question):
        return "keep"
    named = _actions_said(talk.words).get(said)
    if named is None or named not in {each.key for each in putting.actions(talk, question, set())}:
        return ""
    offered = putting.choices(talk, question)
    return "" if said in (_folded(each.label) for each in offered) else named


@cache
def _actions_said(words: Catalogue) -> Mapping[str, str]:
    """Return the actions by what their buttons say, folded."""
    return {_folded(each.label): key for key, each in putting.named_actions(words).items()}


def names_a_choice(talk: Talk, question: Question) -> bool:
    """Return whether the words are a whole label, or a long one but for a slip.

    « Language » alone is not sign language; « I prefer nott to say » is a choice before a wish.
    """
    said = understanding.fold(talk.incoming.text)
    labels = [_folded(each.label) for each in putting.choices(talk, question)]
    return any(
        said == label or (len(label) >= LONG and letters_apart(said, label) < 3) for label in labels
    )


@lru_cache(maxsize=4_096)
def _folded(label: str) -> str:
    """Return a label folded; for our own words and those of forms, of which there are few."""
    return understanding.fold(label)


def _before_an_answer(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether words that any question of this kind would take were meant otherwise."""
    if commands.aside(talk) or (_asks(talk, question) and informing.asked(talk)):
        return True
    if distress.heard(talk, story=True):
        return commands.command(talk, "person")
    if question.kind != "long" and sympathy.heard(talk):
        return True
    if intent in commands.EVERYWHERE and do_command(talk, question, intent):
        return True
    if intent in ("yes", "next") and suggestion(talk, question) is not None:
        _keep(talk, question)
        return True
    if intent in ("yes", "next", "done") and talk.standing().answers.get(question.key) is not None:
        _keep(talk, question)  # the answer that was shown is right
        return True
    if intent == "next" and commands.long_ago(talk):
        return do_command(talk, question, intent)
    if _by_name(talk, exactly=True):
        return True
    if intent == "dont_know" and question.kind != "name":
        return not talk.standing().required(question) and do_command(talk, question, intent)
    # A quarter may be called Salam, none « bonjour »: only after a while it greets for certain.
    if question.kind == "name" and doubting.may_be_name(talk.incoming.text):
        return commands.long_ago(talk) and _small_talk(talk, question, intent)
    certain = question.kind in ("name", "long") or commands.long_ago(talk) or intent == "thanks"
    certain = certain or not doubting.may_be_name(talk.incoming.text)
    return certain and _small_talk(talk, question, intent)


def _asks(talk: Talk, question: Question) -> bool:
    """Return whether words are a question to us; a story may hold one."""
    text = talk.incoming.text
    return question.kind != "long" or (("?" in text[-2:] or "؟" in text[-2:]) and len(text) < SHORT)


def _by_name(talk: Talk, *, exactly: bool = False) -> bool:
    """Return whether an entry or an answer was named, to change it or to take it out."""
    return entry_wishes.by_name(talk, exactly=exactly) or changing.by_name(talk, exactly=exactly)


def _shared(talk: Talk) -> bool:
    return talk.incoming.location is not None or talk.incoming.contact is not None


def _unasked(talk: Talk, question: Question) -> bool:
    """Return whether a place or a number came that this question does not ask for."""
    incoming, words = talk.incoming, talk.words
    if incoming.location is not None and not question.type.startswith("geo"):
        talk.tell(words.text("Thank you, but we ask for no location here."))
    elif incoming.contact is not None and question.kind != "phone":
        talk.tell(words.text("Thank you, but we ask for no phone number here."))
    else:
        return False
    asking.again(talk, brief=True)
    return True


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
    if distress.heard(talk):
        return commands.command(talk, "person")
    if sympathy.heard(talk):
        return True
    if question.role == "phone" and _not_mine(talk, question, intent):
        asking.ask_number(talk, question)
        return True
    if commands.aside(talk) or do_command(talk, question, intent) or informing.asked(talk):
        return True
    if _small_talk(talk, question, intent) or _by_name(talk):
        return True
    if commands.invited(talk, digits=False) or tongues.changed(talk):
        return True
    if restating.stated(talk):
        return True
    text = talk.incoming.text
    none = says_nothing(text, talk.person.language) or doubting.is_unwilling(text)
    if none and doubting.skips(talk, question):
        return True
    if question.role == "guardian" and absent.is_absent(text):
        commands.pause(talk)
        return True
    return not reading.strict(question) and almost.asked(talk)


def _yes_no(talk: Talk, question: Question, intent: str) -> bool:
    """Return whether a yes or no in other words answers the question."""
    if reading.strict(question):
        return False
    for choice in talk.standing().options(question) if question.type == "select_one" else ():
        if reading.AGREE.get(choice.name) is (intent == "yes"):
            asking.take(talk, question, Read(value=choice.name), "typed", talk.incoming.text)
            return True
    mine = question.role == "phone" and talk.incoming.phone and putting.choices(talk, question)
    if mine and intent == "yes":
        asking.take(talk, question, Read(value=talk.incoming.phone), "typed", talk.incoming.text)
        return True
    shown = suggestion(talk, question) is not None
    shown = shown or (question.kind == "phone" and question.key in talk.standing().answers)
    if intent == "yes" and shown:
        _keep(talk, question)  # the number that was shown is right
        return True
    return False


def _not_mine(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether the number that the channel knows was said to be another's."""
    text, language = talk.incoming.text, talk.person.language
    second = reading.place_in_list(text) == 2
    first = text.partition(" ")[0]
    says_no = intent == "no" or understanding.intent(first, language) == "no"
    said = f"{understanding.fold(text)} "
    says_no = says_no or any(said.startswith(f"{each} ") for each in words(_NOT_MINE))
    return bool(putting.choices(talk, question)) and (says_no or second)


def do_command(talk: Talk, question: Question, intent: Intent | None) -> bool:
    """Return whether the intent was something to do about the open question, and do it."""
    match intent:
        case "back":
            asking.back(talk)
        case "skip" | "dont_know":
            unchanged.left_out(talk, question)
        case "next" if commands.long_ago(talk):  # « go on », to somebody who was away
            commands.welcome_back(talk)
            asking.again(talk)
        case "next":
            if question.key in talk.standing().answers or suggestion(talk, question) is not None:
                _keep(talk, question)
            else:
                asking.skip(talk, question)
        case "done" if question.type == "select_multiple":
            _finish_picking(talk, question)
        case "done" if not conducted_first(question):  # « c’est fini », in the middle of it
            talk.tell(informing.left(talk))
            asking.again(talk, brief=True)
        case "repeat":
            commands.welcome_back(talk)
            asking.again(talk)
        case "restart" if not talk.person.stopped:  # else it brings the messages back
            asking.first(talk)
        case "cancel" if talk.position.editing:
            asking.leave_edit(talk)
        case _:
            return commands.command(talk, intent)
    return True


def _small_talk(talk: Talk, question: Question, intent: Intent | None) -> bool:
    words = talk.words
    if intent == "greeting":
        greets = talk.position.stage == "consent" and commands.long_ago(talk)
        talk.tell("" if greets else words.text("Hello."))  # what is said anew begins with it
    elif intent == "thanks":
        talk.tell(words.text("You’re welcome."))
    else:
        return False
    commands.welcome_back(talk)
    asking.again(talk, brief=True)
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
    asking.again(talk, brief=True)
    return True
