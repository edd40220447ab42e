"""A coordinator reads the questions aloud, one after the other, in voice messages to the bot.

``/record`` begins it in a chat that a code made a coordinator's; whoever else writes that is
understood as always. The inbox says whose chat it is (``Incoming.office``), and only where that is
asked: :func:`asks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from flows import commands, entering, readings, rights, understanding, voices
from flows.incoming import Incoming
from flows.message import Option
from flows.prompts import Prompt
from flows.readings import Reading
from flows.state import Position
from flows.talk import Talk
from flows.turn import Record
from flows.world import Programme
from locales.text import NAMES

COMMAND = "/record"
RECORD = "record"
"""Begins what is pending while questions are recorded: programme, language, question's key."""
PLAYED = frozenset(
    {"audio/ogg", "audio/opus", "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/amr"}
)
"""Sounds that Telegram and WhatsApp both send on; most browsers record WebM, which is none of them
(https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types)."""
NOT_PLAYED = (
    "Phones cannot play this kind of recording, so it is not kept. Please read it aloud in "
    "{one} or {other}."
)
_CODE = re.compile(r"(?:/start )?(team-[a-z2-7]{16})")
_SAID: Mapping[str, str] = {
    "done": "done",
    "stop": "stop",
    "skip": "skip",
    "next": "skip",
    "back": "back",
    "repeat": "repeat",
    "language": "language",
    "menu": "programme",
}


def code(incoming: Incoming) -> str:
    """Return the coordinator's code that a message is, or ""."""
    if "-" not in (incoming.start or incoming.text):
        return ""  # nearly every message
    found = _CODE.fullmatch((incoming.start or incoming.text).strip().lower())
    return found[1] if found else ""


def digest(code: str) -> bytes:
    """Return what is kept of a code: 80 random bits need no salt."""
    return sha256(code.encode()).digest()


def asks(incoming: Incoming, position: Position) -> bool:
    """Return whether it matters to this message who coordinates from its chat."""
    if incoming.event != "message" or incoming.unsupported is not None:  # as from a group
        return False
    if position.pending[:1] == (RECORD,) or code(incoming):
        return True
    text = incoming.text
    return "/" in text and text.strip().lower().partition(" ")[0] == COMMAND


def taken(talk: Talk) -> bool:
    """Return whether a message was about recording, and do what it says."""
    incoming, words = talk.incoming, talk.words
    if not asks(incoming, talk.position):
        return False
    if code(incoming):
        if not talk.person.language:
            talk.become(language=entering.guess(talk))
            words = talk.words
        known = words.text(
            "This chat is the team’s now. To read the questions aloud, write: {command}",
            command=words.ltr(COMMAND),
        )
        unknown = words.text("This code is not known, or it is too old. Please ask for a new one.")
        talk.say(known if incoming.office else unknown)
        return True
    if not incoming.office or not talk.person.language:
        if talk.position.pending[:1] == (RECORD,):
            talk.move(pending=())
        return False
    if incoming.tap is not None and incoming.tap.token not in ("", talk.token):
        talk.move(pending=())  # the button of something else: a question, a reminder
        return False
    if incoming.text.strip().lower().startswith(COMMAND):
        _begin(talk, incoming.text.split()[1:])
        return True
    return _going_on(talk)


def _begin(talk: Talk, wanted: Sequence[str]) -> None:
    """Begin with the programme and language that were named, or ask for them."""
    offered = _programmes(talk)
    programme = next((each for each in wanted if each in offered), "")
    if not programme and len(offered) == 1:
        programme = next(iter(offered))
    languages = offered[programme].languages if programme else ()
    language = next((each for each in wanted if each in languages), "")
    if len(languages) == 1:
        language = languages[0]
    if talk.position.stage == "confirming":
        rights.leave_pending(talk)
    _ask(talk, programme, language, "")


def _going_on(talk: Talk) -> bool:
    """Take a voice message, a button or a word; False: it was to stop all messages."""
    _, programme, language, key = (*talk.position.pending, "", "", "")[:4]
    incoming = talk.incoming
    done = _act(talk, programme, language, key)
    if done is not None:
        return done
    upload = incoming.upload
    if upload is not None and upload.kind in ("voice", "audio") and key:
        if upload.mime.partition(";")[0].strip().lower() not in PLAYED:
            words = talk.world.words(language)
            talk.tell(
                words.text(NOT_PLAYED, one=words.ltr("Telegram"), other=words.ltr("WhatsApp"))
            )
            _ask(talk, programme, language, key)
            return True
        found = _readings(talk, programme, language).get(key)
        if found is not None:
            prompt = Prompt(
                form=found.form,
                question=found.question,
                language=language,
                digest=found.digest,
                name=upload.name,
                ready=False,
            )
            talk.do(Record(prompt=prompt, upload=upload))
            talk.tell(talk.world.words(language).text("Recorded."))
        _ask(talk, programme, language, _after(talk, programme, language, key, missing=True))
        return True
    words = talk.world.words(language) if key else talk.words
    talk.tell(words.text("Please send a voice message, or choose below."))
    _ask(talk, programme, language, key)
    return True


def _act(talk: Talk, programme: str, language: str, key: str) -> bool | None:
    """Do what a button or a word says; None where it says nothing."""
    tap, text = talk.incoming.tap, talk.incoming.text.strip().lower()
    said = tap.key if tap is not None else text.removeprefix("/")
    if tap is None and text and not text.startswith("/"):
        meant = talk.meaning()
        said = _SAID.get(meant or "", "")
    if not programme and (said or text):
        return _chosen(talk, said, text, language)
    if not language and (said or text):
        return _chosen(talk, said, text, programme)
    match said:
        case "stop":
            talk.move(pending=())
            return False
        case "done":
            _close(talk, programme, language)
        case "skip":
            _ask(talk, programme, language, _after(talk, programme, language, key))
        case "back":
            _ask(talk, programme, language, _before(talk, programme, language, key))
        case "repeat":
            _ask(talk, programme, language, key, aloud=True)
        case "language":
            _ask(talk, programme, "", "")
        case "programme":
            _ask(talk, "", "", "")
        case _:
            return None
    return True


def _chosen(talk: Talk, said: str, text: str, known: str) -> bool:
    """Take a programme, or a language of the programme that is known."""
    offered = _programmes(talk)
    if said == "done" or said == "stop":
        talk.move(pending=())
        if said == "done":
            commands.again(talk)
        return said == "done"
    if known in offered:
        options = {code: NAMES.get(code, code) for code in offered[known].languages}
    else:
        options = {own: talk.words.pick(each.name) for own, each in offered.items()}
    chosen = said if said in options else _named(talk, text, options)
    if known in offered:
        _ask(talk, known, chosen, "")
    else:
        _ask(talk, chosen, "", "")
    return True


def _named(talk: Talk, text: str, options: Mapping[str, str]) -> str:
    if text in options:
        return text
    offered = [understanding.Option(name=key, labels=(label,)) for key, label in options.items()]
    return commands.named(talk, offered, loosely=True) if text else ""


def _ask(
    talk: Talk, programme: str, language: str, key: str | None, *, aloud: bool = False
) -> None:
    """Show the words to read, or ask for which programme and in which language they are."""
    offered = _programmes(talk)
    own = offered.get(programme)
    if own is not None and not language and len(own.languages) == 1:
        language = own.languages[0]
    if own is None and len(offered) == 1:
        programme, own = next(iter(offered.items()))
    talk.move(token=talk.position.token + 1)
    if own is None or not language:
        talk.move(pending=(RECORD, programme if own else "", "", ""))
        _offer(talk, own, offered)
        return
    found = _readings(talk, programme, language)
    if key == "":
        key = _after(talk, programme, language, "", missing=True) or next(iter(found), None)
    if key is None or key not in found:
        _close(talk, programme, language, finished=True)
        return
    talk.move(pending=(RECORD, programme, language, key))
    _show(talk, found, key, aloud=aloud)


def _show(talk: Talk, found: Mapping[str, Reading], key: str, *, aloud: bool) -> None:
    """Show what is to be read, all of it in the language that it is read in."""
    reading = found[key]
    words, held = talk.world.words(reading.language), _held(talk, reading)
    lines = [
        words.text(
            "Question {n} of {total}. Please read this aloud in a voice message:",
            n=words.number(list(found).index(key) + 1),
            total=words.number(len(found)),
        )
    ]
    if held is not None:
        lines.append(
            words.text("It is recorded already; a new voice message replaces it.")
            if held.digest == reading.digest
            else words.text("It was recorded in other words; please read it again.")
        )
    heard = (voices.attachment(held.name),) if held and aloud and held.ready else ()
    own = talk.person.language
    talk.become(language=reading.language)
    talk.tell("\n".join(lines))
    talk.say(reading.text, actions=_actions(talk, held), media=heard)
    talk.become(language=own)


def _offer(talk: Talk, own: Programme | None, offered: Mapping[str, Programme]) -> None:
    words = talk.words
    done = [Option(key="done", label=words.text("Done"))]
    if own is None:
        options = [
            Option(key=key, label=words.pick(each.name)) for key, each in sorted(offered.items())
        ]
        talk.say(words.text("Which programme is it about?"), choices=options, actions=done)
        return
    options = [Option(key=code, label=NAMES.get(code, code)) for code in own.languages]
    talk.say(words.text("In which language do you read?"), choices=options, actions=done)


def _actions(talk: Talk, held: Prompt | None) -> list[Option]:
    words = talk.words
    offered = {"skip": words.text("Skip"), "done": words.text("Done"), "back": words.text("Back")}
    if held is not None and held.ready:
        offered = {"repeat": words.text("Listen"), **offered}
    return [Option(key=key, label=label) for key, label in offered.items()]


def _close(talk: Talk, programme: str, language: str, *, finished: bool = False) -> None:
    """Say how much has a voice: the recording is over."""
    words, found = talk.world.words(language), _readings(talk, programme, language)
    current = [each for each in found.values() if _current(talk, each)]
    new = {
        each.prompt.question
        for each in talk.effects
        if isinstance(each, Record) and each.prompt.language == language
    }
    count = len({each.question for each in current} | new)
    talk.move(pending=())
    if finished:
        talk.tell(words.text("That was the last question."))
    own = talk.person.language
    talk.become(language=language)
    talk.say(
        words.text(
            "Thank you. Questions with a voice: {n} of {total}. To go on, write: {command}",
            command=words.ltr(COMMAND),
            n=words.number(count),
            total=words.number(len(found)),
        )
    )
    talk.become(language=own)


# ---------------------------------------------------------------- what there is to read


def _programmes(talk: Talk) -> Mapping[str, Programme]:
    """Return the programmes that the coordinator may record."""
    every = talk.world.programmes
    return {own: each for own, each in every.items() if {own, "*"} & set(talk.incoming.office)}


def _readings(talk: Talk, programme: str, language: str) -> Mapping[str, Reading]:
    own = _programmes(talk).get(programme)
    return readings.readings(talk.world, own, language, talk.local_now) if own else {}


def _held(talk: Talk, reading: Reading) -> Prompt | None:
    return talk.world.prompts.own.get((reading.form, reading.question, reading.language))


def _current(talk: Talk, reading: Reading) -> bool:
    held = _held(talk, reading)
    return held is not None and held.digest == reading.digest


def _after(
    talk: Talk, programme: str, language: str, key: str, *, missing: bool = False
) -> str | None:
    """Return the key after this one, of those without a current recording where ``missing``."""
    found = _readings(talk, programme, language)
    keys = list(found)
    rest = keys[keys.index(key) + 1 :] if key in keys else keys
    return next((each for each in rest if not (missing and _current(talk, found[each]))), None)


def _before(talk: Talk, programme: str, language: str, key: str) -> str:
    keys = list(_readings(talk, programme, language))
    return keys[max(0, keys.index(key) - 1)] if key in keys else ""
