"""One person by two channels: joined by a code that is shown in one and written in the other.

Never by a telephone number: numbers change hands and families share them. The chat that showed the
code says yes, the chat where it was written says that this was done; only then they are joined.
What was answered in each stays what it is: nothing is merged.
"""

from __future__ import annotations

from flows import codes, commands, rights, understanding
from flows.incoming import Linking
from flows.message import Message, Option
from flows.state import Position
from flows.talk import Talk
from flows.turn import Agree, Ask, Join, Offer, Say
from locales.text import mark

SHOW = (
    "To link this chat with your other account, write “link my account” there and then this code "
    "within 15 minutes. Give it to nobody else:"
)
FOUND = (
    "The code is right. We asked in your other account: {channel}. Say yes there, then press the "
    "button here."
)
ASK = "Somebody wrote your code and wants to link a chat with your answers: {channel}. Is it you?"
LINKED = "The two chats are linked. You can go on in either; reminders go where you wrote last."
APART = "What was answered here stays apart. To go on with it, write “switch”."
TWICE = (
    "You are registered in both for: {programme}. We keep both registrations; the team can say "
    "which one counts."
)
GONE = "The code is no longer valid. For a new one write “link my account”."
MANY = "Too many wrong codes. Please try again in 15 minutes."
SAME = "This is the code of this very chat. Please write it in your other account."


YES_NO = {"yes": mark("Yes, it is me"), "no": mark("No, it is not me")}


def begin(talk: Talk) -> bool:
    """Show a code, and wait for one from elsewhere; True, since that is all that is done."""
    words, code = talk.words, codes.link(talk.incoming.chance)
    if talk.position.stage != "confirming":
        talk.move(before=talk.position.stage)
    talk.move(pending=("link",))
    talk.say(f"{words.text(SHOW)}\n{words.ltr(code)}")
    talk.do(Offer(code=code))
    rights.ask_code(talk)
    return True


def answered(talk: Talk, key: str) -> None:
    """Take a code, that a yes was said, or that nothing is to be linked."""
    words, linking = talk.words, talk.incoming.link or Linking(kind="gone")
    if linking.kind == "asked" and _said_of(talk, key):
        agreed(talk, _said_of(talk, key))
        return
    if key in ("cancel", "no"):
        talk.do(Agree(yes=False))
        _leave(talk, words.text("All right, nothing is linked."))
        return
    if any(each.person.id == linking.person for each in talk.state.others):
        _leave(talk, words.text(SAME))
        return
    match linking.kind:
        case "asked":
            talk.say(words.text("Sorry, we did not understand."))
            asked_again(talk)
        case "gone":
            _leave(talk, words.text(GONE))
        case "many":
            _leave(talk, words.text(MANY))
        case "unknown":
            talk.tell(words.text("We do not know this code. Please look at it once more."))
            rights.ask_code(talk)
        case "same":
            talk.tell(words.text(SAME))
            rights.ask_code(talk)
        case "found":
            asked = _question(talk, linking, talk.incoming.account, linking.language)
            talk.do(Ask(linking=linking, message=asked))
            found = words.text(FOUND, channel=_name(talk, linking.account))
            rights.ask_code(talk, found, waiting=True)
        case "waiting":
            talk.tell(words.text("We have no yes from your other account yet."))
            rights.ask_code(talk, "", waiting=True)
        case "agreed":
            _join(talk, linking)
        case "open":
            talk.tell(words.text("Sorry, we did not understand."))
            rights.ask_code(talk)


def left(talk: Talk) -> None:
    """Leave it for a command: a code whose chat expects no yes any more is good no more."""
    talk.do(Agree(yes=False))
    rights.leave_pending(talk)


def asked_again(talk: Talk) -> bool:
    """Return whether somebody wrote this chat's code and waits, and ask once more."""
    linking = talk.incoming.link
    if linking is None or linking.kind != "asked":
        return False
    talk.do(Say(message=_question(talk, linking, linking.account, talk.person.language)))
    return True


def agreed(talk: Talk, key: str) -> None:
    """Take the yes or the no of the chat that showed the code."""
    words, linking = talk.words, talk.incoming.link
    if talk.position.pending[:1] == ("link",):  # it waits for no code any more
        rights.leave_pending(talk)
    if linking is None or linking.kind != "asked":
        talk.tell(words.text(GONE))
    elif key == "yes":
        talk.do(Agree(yes=True))
        talk.tell(
            words.text("Thank you. Now go back to the other chat and press the button there.")
        )
    else:
        talk.do(Agree(yes=False))
        talk.tell(words.text("All right, nothing is linked. Never give a code to anybody."))
    commands.again(talk, brief=True)


def _join(talk: Talk, linking: Linking) -> None:
    """Let this chat be hers who showed the code; what was answered here stays another's."""
    words = talk.words
    rights.leave_pending(talk)
    keep = bool(talk.state.consents) or bool(talk.state.others)
    lines = [words.text(LINKED)]
    if keep:
        lines.append(words.text(APART))
    here = {each.programme for each in talk.interviews.values() if each.status == "finished"}
    for programme in sorted(here.intersection(linking.programmes)):
        known = talk.world.programmes.get(programme)
        if known is not None:
            lines.append(words.text(TWICE, programme=words.iso(words.pick(known.name))))
    lines.append(words.text("To take part, write “start”."))
    left = talk.position if keep else Position()
    talk.say("\n\n".join(lines))
    talk.do(Join(person=linking.person, other=linking.address, keep=keep, left=left))


def _said_of(talk: Talk, key: str) -> str:
    """Return the yes or the no to who wrote this chat's code, "" for other words."""
    if key in ("yes", "no") or talk.incoming.tap or commands.intent(talk):
        return key if key in ("yes", "no") else ""
    said = understanding.fold(talk.incoming.text)
    labels = {name: talk.words.text(label) for name, label in YES_NO.items()}
    exactly = (name for name, label in labels.items() if understanding.fold(label) == said)
    if found := next(exactly, ""):
        return found
    options = [understanding.Option(name=name, labels=(it,)) for name, it in labels.items()]
    doubted = understanding.yes_no(talk.incoming.text, talk.person.language)
    no = isinstance(doubted, understanding.Ask) and doubted.values == ("no",)
    return "no" if no or commands.named(talk, options, loosely=True) == "no" else ""


def _question(talk: Talk, linking: Linking, account: str, language: str) -> Message:
    """Return what the chat that showed the code is asked.

    Args:
        talk: The turn.
        linking: How far they are.
        account: Of the chat where the code was written.
        language: Of the person who is asked.
    """
    words = talk.world.words(language)
    channel = _name(talk, account)
    return Message(
        text=words.paragraph(words.text(ASK, channel=channel)),
        language=words.language,
        choices=tuple(Option(key=key, label=words.text(label)) for key, label in YES_NO.items()),
        token=f"k{linking.address}",
    )


def _leave(talk: Talk, line: str) -> None:
    rights.leave_pending(talk)
    talk.tell(line)
    commands.again(talk, brief=True)


def _name(talk: Talk, account: str) -> str:
    """Return what people call a channel, ready to stand in a sentence."""
    channel = account.partition(":")[0]
    return talk.words.iso(talk.world.channels.get(channel, channel))
