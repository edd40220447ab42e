"""``rafiq chat``: a conversation in the terminal, through the same inbox and store."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import publishing
from bot.app import App, opened, terminal_app
from bot.channels.base import Delivery
from bot.channels.terminal import InputError, Terminal, parse, to_line, to_text
from bot.clock import utc_now
from bot.settings import ConfigError, Settings, load
from flows.compile import FormFaults
from flows.interview import progress, stand
from flows.turn import Incoming, State
from flows.world import World, local
from storage import conversations
from storage.errors import Transient

_DURATION = re.compile(
    r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)


PATIENCE = 8
"""Times that a line is tried again while the database is busy or full."""
STEP = timedelta(hours=1)
MOST_STEPS = 1_000
"""Steps that a jump of the clock is made in at most."""


def chat(
    programme: Annotated[str, typer.Option(help="Go straight to this programme.")] = "",
    form: Annotated[Path | None, typer.Option(help="Walk a form that is not installed.")] = None,
    name: Annotated[str, typer.Option("--as", help="Keep the conversation under a name.")] = "",
    language: Annotated[str, typer.Option(help="Answer the question of the language.")] = "",
    skin: Annotated[str, typer.Option(help="plain, or telegram: show its requests.")] = "plain",
    as_json: Annotated[bool, typer.Option("--json", help="Read and write JSON lines.")] = False,
) -> None:
    """Talk to the bot in the terminal."""
    if skin not in ("plain", "telegram"):
        raise ConfigError(f"The skin {skin} is not known. Choose plain or telegram.")
    asyncio.run(walk(load(), programme, form, name, language, skin, as_json))


class Clock:
    """The time of day, which a chat may move ahead."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the moment, UTC."""
        return utc_now() + self._ahead

    def advance(self, ahead: timedelta) -> None:
        """Move ahead."""
        try:
            self._ahead += ahead
            self()
        except OverflowError:
            raise InputError("the clock cannot be moved so far") from None


def parse_duration(text: str) -> timedelta:
    """Return what an ISO 8601 duration means.

    Raises:
        InputError: It is none, or holds months or years, whose length varies.
    """
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()):
        raise InputError("a duration is written like PT25H or P21D")
    weeks, days, hours, minutes, seconds = (float(each or 0) for each in found.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise InputError("the duration is too long") from None


async def walk(
    settings: Settings,
    programme: str,
    form: Path | None,
    name: str,
    language: str,
    skin: str,
    as_json: bool,
) -> None:
    """Hold one conversation on standard input and output."""
    clock = Clock()
    async with opened(settings) as store:
        if form is not None:
            world = _alone(form)
            programme = programme or "form"
        else:
            world = await publishing.publish(store, now=utc_now)
        if programme and programme not in world.programmes:
            known = ", ".join(world.programmes)
            raise ConfigError(f"The programme {programme} is not known. Known: {known}.")
        if language and language not in world.languages():
            known = ", ".join(world.languages())
            raise ConfigError(f"The language {language} is not offered. Offered: {known}.")
        terminal = Terminal(name=name or uuid.uuid4().hex)
        app = terminal_app(settings, store, world, terminal, clock)
        talk = _Session(app=app, terminal=terminal, clock=clock, skin=skin, as_json=as_json)
        inbox = asyncio.create_task(app.inbox.run())
        try:
            await app.dispatchers[terminal.account].recover()
            await talk.start("-".join(filter(None, (programme, language))), language)
            await talk.follow()
        finally:
            app.inbox.close()
            await inbox


def _alone(path: Path) -> World:
    try:
        return publishing.alone(path)
    except FormFaults as error:
        errors = [str(each) for each in error.faults if each.level == "error"]
        raise ConfigError("\n".join(errors)) from None


class _Session:
    """One run of the command."""

    def __init__(
        self, *, app: App, terminal: Terminal, clock: Clock, skin: str, as_json: bool
    ) -> None:
        self._app = app
        self._terminal = terminal
        self._clock = clock
        self._skin = skin
        self._json = as_json

    async def start(self, payload: str, language: str) -> None:
        """Open the conversation, or go on with it."""
        incoming = Incoming(
            account=self._terminal.account,
            sender="me",
            id=uuid.uuid4().hex,
            at=self._clock(),
            start=payload if payload != language else f"-{language}" if language else "",
        )
        await self._take(incoming)

    async def follow(self) -> None:
        """Take line after line until the end of input."""
        loop = asyncio.get_running_loop()
        while True:
            if not self._json and sys.stdin.isatty():
                sys.stdout.write("> ")
                sys.stdout.flush()
            raw = await loop.run_in_executor(None, sys.stdin.readline)
            if not raw:
                return
            try:
                await self._line(raw)
            except InputError as error:
                if not self._json:
                    sys.stdout.write(f"{error}\n")
                    continue
                raise

    async def _line(self, raw: str) -> None:
        data = self._parsed(raw)
        if isinstance(data.get("advance"), str):
            await self._advance(parse_duration(data["advance"]))
            return
        incoming = parse(
            data,
            account=self._terminal.account,
            sender="me",
            at=self._clock(),
            open_=self._terminal.said,
        )
        await self._take(incoming)

    async def _advance(self, ahead: timedelta) -> None:
        """Move the clock ahead hour by hour, so that whatever falls due is said in its time."""
        step = max(STEP, ahead / MOST_STEPS)
        while ahead > timedelta():
            self._clock.advance(min(step, ahead))
            ahead -= min(step, ahead)
            await self._app.tick()
            await self._app.dispatchers[self._terminal.account].drain()
        await self._flush()

    def _parsed(self, raw: str) -> dict[str, Any]:
        if not self._json:
            return {"choose": raw.rstrip("\n")}
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            raise InputError("a line of input is not JSON") from None
        if not isinstance(data, dict):
            raise InputError("a line of input is not a JSON object")
        return data

    async def _take(self, incoming: Incoming) -> None:
        for left in reversed(range(PATIENCE)):
            try:
                await self._app.inbox.take([Delivery(incoming=incoming)])
                break
            except Transient:
                if not left:
                    raise
                await asyncio.sleep(1)
        await self._app.fetcher.drain()
        await self._app.tick()
        await self._flush()

    async def _flush(self) -> None:
        await self._app.dispatchers[self._terminal.account].drain()
        for message in self._terminal.fresh():
            if self._json:
                self._write(to_line(message))
            elif self._skin == "telegram":
                from bot.channels.telegram_render import render

                for request in render("0", message):
                    self._write({request.method: request.payload})
            else:
                sys.stdout.write(f"\n{to_text(message)}\n")
        if self._json:
            self._write(await self._idle())
        sys.stdout.flush()

    @staticmethod
    def _write(data: Any) -> None:
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")

    async def _idle(self) -> dict[str, Any]:
        keys = await self._app.store.keys(1)  # somebody who was erased is a stranger from now on
        arrival = conversations.Arrival(
            account=self._terminal.account,
            sender="me",
            key=next(keys),
            simulated=True,
            at=self._clock(),
        )
        loaded = await self._app.store.write(lambda tx: conversations.load(tx, [arrival]))
        return idle(self._app.world, next(iter(loaded.values())).state, self._clock())


def idle(world: World, state: State, now: datetime) -> dict[str, Any]:
    """Return where a conversation stands, as ``rafiq chat --json`` writes it."""
    position = state.position
    interview = next((each for each in state.interviews if each.id == position.interview), None)
    form = world.form(interview) if interview else None
    line: dict[str, Any] = {
        "idle": True,
        "state": position.stage,
        "form": form.id if form else None,
        "question": None,
        "type": None,
        "progress": None,
    }
    if form is None or interview is None or not position.question:
        return line
    standing = stand(
        form,
        interview.answers,
        now=local(now, state.person.zone),
        seed="",
        language=state.person.language,
    )
    question = standing.question(position.question)
    if question is None:
        return line
    place, total = progress(standing, question.key)
    return line | {
        "question": question.name,
        "type": "phone" if question.kind == "phone" else question.type,
        "progress": [place, total] if place else None,
    }
