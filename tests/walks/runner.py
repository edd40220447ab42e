"""Runs a walk: a conversation, what the person says and what she hears, through the whole house.

Every update is delivered twice, and nothing may change the second time. Nothing that was typed may
show in a log. No message may be empty, too long, in another language, or broken in its direction.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import StringIO
from typing import Any, TypeAlias

from bot.channels.terminal import storable
from bot.jumps import parse_duration
from flows.incoming import Incoming, Tap, Upload, file_name
from flows.message import Message
from flows.standing import LEFT_OUT
from flows.state import Stage, State, Value
from locales.bidi import plain
from tests.walks.checks import faults
from tests.walks.house import House

# ---------------------------------------------------------------- what a person does


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button of the open message, by key or label; ``ago``: of a question before it."""

    option: str
    ago: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """The last button once more, as a finger that trembles does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Anything else that arrives."""

    what: Mapping[str, Any]
    upload: str = ""
    mime: str = ""
    """Of the upload, where it is not the usual one."""
    content: bytes | None = b"OggS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Time goes by."""

    time: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Several texts that arrive in one batch."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Files that were chosen together: as many updates, in one batch."""

    uploads: tuple[str, ...]


Answer: TypeAlias = str | tuple[str, ...]
"""A reply, ``/key`` for a button; several where the bot asks back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """Answer from a sheet until a question is open, or until the summary."""

    sheet: Mapping[str, Answer]
    until: str


Move: TypeAlias = str | Press | Twice | Send | Wait | Together | Album | Fill


def tap(option: str) -> Press:
    return Press(option=option)


def old(option: str, ago: int = 1) -> Press:
    return Press(option=option, ago=ago)


def voice(*, lost: bool = False, mime: str = "") -> Send:
    return Send(what={}, upload="voice", mime=mime, content=None if lost else b"OggS")


def never_came() -> Send:
    """What the house itself says when the last file cannot be fetched."""
    return Send(what={"event": "fetch_failed"})


def photo() -> Send:
    return Send(what={}, upload="image")


def sticker() -> Send:
    return Send(what={"unsupported": "sticker"})


def group() -> Send:
    return Send(what={"unsupported": "group"})


def contact(phone: str) -> Send:
    return Send(what={"contact": phone})


def foreign_contact() -> Send:
    return Send(what={"unsupported": "foreign_contact"})


def location(latitude: float, longitude: float) -> Send:
    return Send(what={"location": (latitude, longitude)})


def edited(text: str, *, ago: int = 0) -> Send:
    """The last message corrected, or one that many texts before it."""
    return Send(what={"event": "edited", "text": text, "ago": ago})


def reply(question: str, text: str = "", *, upload: str = "") -> Send:
    """A reply to the message that put a question."""
    return Send(what={"to": question, "text": text}, upload=upload)


def album(*uploads: str) -> Album:
    """Several files sent as one."""
    return Album(uploads=uploads)


def start(payload: str = "", **what: Any) -> Send:
    return Send(what={"start": payload, **what})


def wait(duration: str) -> Wait:
    return Wait(time=parse_duration(duration))


def together(*texts: str) -> Together:
    return Together(texts=texts)


def fill(sheet: Mapping[str, Answer], *, until: str = "", **changed: Answer) -> Fill:
    return Fill(sheet={**sheet, **changed}, until=until)


# ---------------------------------------------------------------- what a person hears


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said to the last thing, and where the conversation stands."""

    messages: Sequence[Message]
    state: State

    @property
    def text(self) -> str:
        """What is said, the options in brackets."""
        return "\n\n".join(
            readable(each.text)
            + "".join(f" [{option.label}]" for option in (*each.choices, *each.actions))
            for each in self.messages
        )

    @property
    def options(self) -> list[str]:
        """Keys of what the last message offers, answers and actions."""
        last = self.messages[-1] if self.messages else None
        return [each.key for each in (*last.choices, *last.actions)] if last else []


Expect: TypeAlias = str | Callable[[Heard], bool]
Say: TypeAlias = Move | tuple[Any, ...]
"""A move, or a move with what it must lead to."""


def readable(text: str) -> str:
    """Return the words as an eye compares them: no marks, plain spaces."""
    return re.sub("[\u00a0\u202f]", " ", plain(text))


def nothing(heard: Heard) -> bool:
    """Nothing was said."""
    return not heard.messages


def silent_about(words: str) -> Expect:
    def check(heard: Heard) -> bool:
        return readable(words) not in heard.text

    check.__name__ = f"does not say {words!r}"
    return check


def at(question: str) -> Expect:
    def check(heard: Heard) -> bool:
        return heard.state.position.question.rpartition("/")[2] == question

    check.__name__ = f"is at the question {question}"
    return check


def stage(name: Stage) -> Expect:
    def check(heard: Heard) -> bool:
        return heard.state.position.stage == name

    check.__name__ = f"is in the stage {name}"
    return check


def offers(*keys: str) -> Expect:
    def check(heard: Heard) -> bool:
        return set(keys) <= set(heard.options)

    check.__name__ = f"offers {keys}"
    return check


def lacks(*keys: str) -> Expect:
    def check(heard: Heard) -> bool:
        return not set(keys) & set(heard.options)

    check.__name__ = f"does not offer {keys}"
    return check


def in_language(code: str) -> Expect:
    def check(heard: Heard) -> bool:
        return all(each.language == code for each in heard.messages)

    check.__name__ = f"speaks {code}"
    return check


def short(limit: int = 900) -> Expect:
    def check(heard: Heard) -> bool:
        return len(heard.text) <= limit

    check.__name__ = f"says at most {limit} characters"
    return check


# ---------------------------------------------------------------- a walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A conversation."""

    says: Sequence[Say]
    account: str = "telegram:default"
    phone: str | None = None
    """The chat's own number, where the channel knows it."""
    locale: str | None = None
    keeps: Mapping[str, Value] = field(default_factory=dict)
    """Answers of the newest interview, by the question's name."""
    forgets: Sequence[str] = ()
    """Names of questions that must have no answer that counts."""
    status: str = ""
    """Of the newest interview."""
    ends: Stage | None = None
    alerts: Sequence[str] = ()


class Walker:
    """Takes one walk through one house."""

    def __init__(self, house: House, walk: Walk) -> None:
        self.house = house
        self.walk = walk
        self.typed: set[str] = set()
        self.pressed: Tap | None = None
        self.uploaded = ""
        self.sent: list[str] = []
        """The channel's ids of the texts that were sent."""
        self.script: list[str] = []
        """What was said so far, for whoever reads a failure."""

    async def run(self, log: StringIO) -> None:
        async with self.house.open():
            for each in self.walk.says:
                move, *expected = each if isinstance(each, tuple) else (each,)
                messages = await self._do(move)
                await self._hear(messages, expected)
            await self._end()
        self._check_log(log.getvalue())

    async def _do(self, move: Move) -> Sequence[Message]:
        match move:
            case str():
                return await self._take(self._text(move))
            case Press():
                self.pressed = self._found(move)
                return await self._take(self._update(tap=self.pressed))
            case Twice():
                assert self.pressed is not None, "nothing was pressed before"
                return await self._take(self._update(tap=self.pressed))
            case Send():
                return await self._take(self._sent(move))
            case Wait(time=time):
                self.script.append(f"   … {time}")
                return await self.house.advance(time)
            case Together(texts=texts):
                return await self._take(*(self._text(text) for text in texts))
            case Album(uploads=uploads):
                parts = [self._sent(Send(what={"album": "a1"}, upload=each)) for each in uploads]
                return await self._take(*parts)
            case Fill():
                return await self._fill(move)

    async def _fill(self, move: Fill) -> Sequence[Message]:
        messages: Sequence[Message] = ()
        for _ in range(60):
            position = (await self.house.state()).position
            name = position.question.rpartition("/")[2]
            if name == move.until or position.stage == "summary":
                return messages
            assert name in move.sheet, self._told(f"the sheet says nothing about {name!r}")
            reply = move.sheet[name]
            for each in (reply,) if isinstance(reply, str) else reply:
                messages = await self._do(tap(each[1:]) if each.startswith("/") else each)
            now = (await self.house.state()).position
            assert (now.question, now.stage) != (position.question, position.stage), self._told(
                f"{reply!r} is no answer to {name}"
            )
        raise AssertionError(self._told(f"{move.until} never came"))

    # ------------------------------------------------------------ updates

    def _update(self, **what: Any) -> Incoming:
        return self.house.incoming(phone=self.walk.phone, locale=self.walk.locale, **what)

    def _text(self, text: str) -> Incoming:
        self.typed.add(text)
        self.script.append(f"-> {text[:200]}")
        update = self._update(text=storable(text))
        self.sent.append(update.message)
        return update

    def _sent(self, move: Send) -> Incoming:
        what = dict(move.what)
        for private in ("contact", "text"):
            if private in what:
                self.typed.add(str(what[private]))
        if what.get("event") == "fetch_failed":
            what["text"] = self.uploaded
        if what.get("event") == "edited":
            what["message"] = self.sent[-1 - what.pop("ago")]
        if question := what.pop("to", ""):
            what["answers_message"] = self._provider(question)
        self.script.append(f"-> [{move.upload or what}]")
        if not move.upload:
            return self._update(**what)
        update = self._update(**what)
        mime = move.mime or {"voice": "audio/ogg", "image": "image/jpeg"}[move.upload]
        upload = Upload(
            kind=move.upload,  # type: ignore[arg-type]
            reference=f"file-{update.id}",
            mime=mime,
            size=4,
            name=file_name(update.account, update.id, mime),
        )
        self.uploaded = upload.name
        if move.content is not None:
            self.house.channel.files[upload.reference] = move.content
        return replace(update, upload=upload)

    def _provider(self, question: str) -> str:
        """Return the channel's id of the message that put a question last."""
        for place, message in reversed(list(enumerate(self.house.channel.said, 1))):
            if message.about.rpartition("/")[2] == question:
                return str(place)
        raise AssertionError(self._told(f"nothing asked {question}"))

    def _found(self, press: Press) -> Tap:
        """Return the button with this key or label under the newest message, or one before."""
        self.script.append(f"-> [{press.option}]{' (old)' * bool(press.ago)}")
        tokens: list[str] = []
        for message in reversed(self.house.channel.said):
            if message.token and message.token not in tokens:
                tokens.append(message.token)
            if not message.token or len(tokens) != press.ago + 1:
                continue
            for option in (*message.choices, *message.actions):
                if press.option in (option.key, option.label):
                    return Tap(token=message.token, key=option.key)
        raise AssertionError(self._told(f"there is no button {press.option}"))

    async def _take(self, *updates: Incoming) -> Sequence[Message]:
        messages = await self.house.take(*updates)
        for message in messages:
            shown = "".join(f" [{each.label}]" for each in (*message.choices, *message.actions))
            self.script.append(f"   {readable(message.text)[:1500]}{shown}")
            for fault in faults(message, self.typed):
                raise AssertionError(self._told(fault))
        assert messages, self._told("nothing was said")
        await self._again(updates)
        return messages

    async def _again(self, updates: Sequence[Incoming]) -> None:
        """Deliver the same updates once more: nothing may change and nothing may be said."""
        before = await self.house.everything()
        said = await self.house.take(*updates)
        assert not said, self._told("an update that came twice was answered twice")
        after = await self.house.everything()
        changed = [name for name in before if before[name] != after[name]]
        assert not changed, self._told(f"an update that came twice changed {changed}")

    # ------------------------------------------------------------ checks

    async def _hear(self, messages: Sequence[Message], expected: Sequence[Expect]) -> None:
        heard = Heard(messages=messages, state=await self.house.state())
        rest = heard.text
        for expect in expected:
            if isinstance(expect, str):
                _, found, rest = rest.partition(readable(expect))
                assert found, self._told(f"not heard: {expect}")
            else:
                assert expect(heard), self._told(f"not so: it {expect.__name__}")

    async def _end(self) -> None:
        walk, house = self.walk, self.house
        held = await house.answers()
        for name, value in walk.keeps.items():
            assert held.get(name) == value, self._told(
                f"{name} is {held.get(name)!r}, not {value!r}"
            )
        for name in walk.forgets:
            assert held.get(name) is None or f"{LEFT_OUT}{name}" in held, self._told(
                f"{name} is still there"
            )
        if walk.status:
            interview = await house.interview()
            status = interview.status if interview else "none"
            assert status == walk.status, self._told(f"the interview is {status}")
        if walk.ends:
            position = (await house.state()).position
            assert position.stage == walk.ends, self._told(f"it ends in the stage {position.stage}")
        rows = (await house.everything())["audit"] if walk.alerts else []
        for alert in walk.alerts:
            assert any(f"alert.{alert}" in row for row in rows), self._told(f"no alert {alert}")

    def _check_log(self, log: str) -> None:
        for words in self.typed:
            for part in (words, *words.split()):
                if (len(part) > 3 and not part.isascii()) or len(part) > 6:
                    assert part not in log, self._told(f"the log holds {part!r}")

    def _told(self, fault: str) -> str:
        return "\n".join([fault, *self.script[-14:]])


def listening() -> tuple[StringIO, logging.Handler]:
    """Return what every logger writes from now on, and the handler to take away again."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    return stream, handler
