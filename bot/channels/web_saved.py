"""A conversation of the web chat as a test in the format of ``tests/walks``.

What the person did becomes moves, what she heard becomes what the walk must hear. What cannot be
the same in another house is left out: registration codes, reminders of trainings, blocks, and
what she is told first at kind hours alone, while she is away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.channels.web_lines import Shown
from flows.incoming import is_file
from flows.state import Answers
from locales.text import plain

JUMP = timedelta(minutes=30)
"""So much time between two lines is part of the story."""
_TRAINING = re.compile(r"t[0-9]{1,18}(-[0-9]{1,18})?")
_NUDGE = re.compile(r"n[0-9]{1,18}")
_CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
_UPLOADS = {"voice": "voice()", "audio": "voice()", "image": "photo()"}

HEAD = '''"""{title}"""

from __future__ import annotations

import pytest

from tests.walks.conftest import Taken
from tests.walks.runner import {names}

WALK = Walk(
{fields})


@pytest.mark.anyio
async def test_saved(walked: Taken) -> None:
    await walked(WALK)
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a conversation stands at its end, as stored."""

    stage: str = ""
    status: str = ""
    answers: Answers = field(default_factory=dict)
    code: str = ""


@dataclass(slots=True)
class _Step:
    """One thing that the person did, and what she heard after it."""

    move: str
    heard: list[str] = field(default_factory=list)
    comment: str = ""


def saved(lines: Sequence[Shown], ending: Ending, *, at: datetime) -> str:
    """Return the text of a test module that takes the same walk.

    Args:
        lines: The conversation, oldest first.
        ending: What must be kept at the end.
        at: When it is saved, for the title.
    """
    steps = list(_steps(lines, ending.code))
    moves = " ".join(step.move for step in steps)
    known = ("location", "photo", "start", "tap", "old", "voice", "wait", "contact", "together")
    names = ["Walk", *sorted(name for name in known if f"{name}(" in moves)]
    if ending.stage:
        names.append("stage") if "stage(" in moves else None
    return HEAD.format(
        title=f"A conversation of the web chat, saved on {at:%Y-%m-%d}.",
        names=", ".join(names),
        fields="".join(_fields(lines, steps, ending)),
    )


def _fields(lines: Sequence[Shown], steps: Sequence[_Step], ending: Ending) -> Iterator[str]:
    yield "    says=[\n"
    for step in steps:
        if step.comment:
            yield f"        # {step.comment}\n"
        if step.move:
            yield from _says(step)
    yield "    ],\n"
    yield '    account="web:default",\n'
    locale = next((line["said"]["locale"] for line in lines if "locale" in line["said"]), "")
    if locale:
        yield f"    locale={_quoted(locale)},\n"
    kept = {
        name: value
        for key, value in ending.answers.items()
        if not key.startswith("~")
        and (name := key.rpartition("/")[2])
        and not (isinstance(value, str) and is_file(value))
        and "[" not in key
    }
    if kept:
        yield "    keeps={\n"
        for name, value in kept.items():
            yield f"        {_quoted(name)}: {_literal(value)},\n"
        yield "    },\n"
    if ending.status:
        yield f"    status={_quoted(ending.status)},\n"
    if ending.stage:
        yield f"    ends={_quoted(ending.stage)},\n"


def _says(step: _Step) -> Iterator[str]:
    if not step.heard:
        yield f"        {step.move},\n"
        return
    yield f"        (\n            {step.move},\n"
    for each in step.heard:
        yield f"            {_quoted(each)},\n"
    yield "        ),\n"


# ---------------------------------------------------------------- moves


def _steps(lines: Sequence[Shown], code: str) -> Iterator[_Step]:
    tokens: list[str] = []
    step: _Step | None = None
    last: datetime | None = None
    skipping = False
    for line in lines:
        at = datetime.fromisoformat(line["at"])
        if line["who"] == "bot":
            token = line["said"].get("token", "")
            if _NUDGE.fullmatch(token):
                continue  # whether it comes hangs on the hour of day
            if token:
                tokens = [*(each for each in tokens if each != token), token]
            reminder = _TRAINING.fullmatch(token) is not None
            if step is not None and not skipping and not reminder:
                step.heard += _lasting(line["said"]["text"], code)
            continue
        if step is not None:
            yield step
        if last is not None and at - last >= JUMP:
            yield _Step(f'wait("{_duration(at - last)}")')
        step, last = _move(line["said"], tokens), at
        skipping = not step.move
    if step is not None:
        yield step


def _move(said: Mapping[str, Any], tokens: Sequence[str]) -> _Step:
    match said:
        case {"tap": {"token": str(token), "key": str(key)}}:
            return _tapped(token, key, tokens)
        case {"upload": {"kind": str(kind)}}:
            move = _UPLOADS.get(kind, "")
            return _Step(move, comment="" if move else f"A file of the kind {kind} was sent.")
        case {"location": [latitude, longitude]}:
            return _Step(f"location({latitude!r}, {longitude!r})")
        case {"contact": str(phone)}:
            return _Step(f"contact({_quoted(phone)})")
        case {"event": str(kind)}:
            return _Step("", comment=f"Here she {kind}: nothing is said to that.")
        case {"text": str(text)}:
            return _Step(_quoted(text))
    return _started(said)


def _tapped(token: str, key: str, tokens: Sequence[str]) -> _Step:
    if _TRAINING.fullmatch(token):
        return _Step("", comment="Here a reminder was answered: another house has no training.")
    if _NUDGE.fullmatch(token):
        return _Step("", comment="Here she went on from a reminder that her answers wait.")
    if not token or token not in tokens:
        return _Step("", comment="Here a button was tapped that nothing on the page shows.")
    ago = len(tokens) - 1 - list(tokens).index(token)
    return _Step(f"old({_quoted(key)}, {ago})" if ago else f"tap({_quoted(key)})")


def _started(said: Mapping[str, Any]) -> _Step:
    payload = said.get("start") or "-".join(
        filter(None, (said.get("programme"), said.get("language")))
    )
    if said.get("language") and not said.get("programme") and not said.get("start"):
        payload = f"-{said['language']}"
    return _Step(f"start({_quoted(payload)})" if payload else "start()")


# ---------------------------------------------------------------- words


def _lasting(text: str, code: str) -> Iterator[str]:
    """Yield the lines of a message that are the same in any house: no codes."""
    kept: list[str] = []
    for line in re.sub("[\u00a0\u202f]", " ", plain(text)).split("\n"):
        if _CODE.search(line) or (code and code in line):
            if any(kept):
                yield "\n".join(kept).strip("\n")
            kept = []
        else:
            kept.append(line)
    if any(kept):
        yield "\n".join(kept).strip("\n")


def _duration(gap: timedelta) -> str:
    """Return a gap as ISO 8601, in whole minutes: ``PT1500M`` is 25 hours."""
    days, rest = gap.days, gap.seconds // 60
    hours, minutes = divmod(rest, 60)
    time = "".join((f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""))
    return f"P{f'{days}D' if days else ''}{f'T{time}' if time else ''}"


def _quoted(text: str) -> str:
    """Return a text as Python writes it, in double quotes, letters as they are."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    quoted = "".join(_escaped(letter) for letter in text)
    return f'"{quoted}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    return ascii(letter)[1:-1]


def _literal(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return repr(value)
