"""``rafiq chat``: a conversation in the terminal, through the same inbox and store."""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import uuid
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import publishing
from bot.app import App, terminal_app
from bot.channels.base import Delivery
from bot.channels.terminal import InputError, Terminal, as_line, parse, to_line, to_text
from bot.channels.web_skins import SKINS, as_skin, payloads
from bot.clock import utc_now
from bot.database import opened
from bot.jumps import Clock, advance, parse_duration
from bot.previewing import alone, bring, own
from bot.settings import ConfigError, Settings, load
from flows.incoming import Incoming
from flows.interview import next_question, progress
from flows.standing import stand
from flows.state import State
from flows.world import World, local
from storage import conversations, newcomers
from storage.errors import Transient

PATIENCE = 8
"""Times that a line is tried again while the database is busy or full."""


def chat(
    programme: Annotated[str, typer.Option(help="Go straight to this programme.")] = "",
    form: Annotated[Path | None, typer.Option(help="Walk this form: a file, or an id.")] = None,
    name: Annotated[str, typer.Option("--as", help="Keep the conversation under a name.")] = "",
    language: Annotated[str, typer.Option(help="Answer the question of the language.")] = "",
    skin: Annotated[
        str, typer.Option(help="plain, or telegram or whatsapp: show their requests.")
    ] = "plain",
    as_json: Annotated[bool, typer.Option("--json", help="Read and write JSON lines.")] = False,
) -> None:
    """Talk to the bot in the terminal."""
    if skin not in SKINS:
        raise ConfigError(f"The skin {skin} is not known. Choose {', '.join(SKINS)}.")
    asyncio.run(walk(load(), programme, form, name, language, skin, as_json))


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
        if form is not None and (installed := own(str(form))):
            form, programme = None, programme or installed
        if form is not None:
            world = alone(form)
            bring(world, form, settings.media)
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
        self._heard: datetime | None = None
        """When the person last wrote: what WhatsApp's window depends on."""

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
        for number in itertools.count(1):
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
                raise InputError(f"line {number} of the input: {error}") from None

    async def _line(self, raw: str) -> None:
        data = self._parsed(raw)
        if isinstance(data.get("advance"), str):
            await advance(self._app, self._clock, parse_duration(data["advance"]))
            await self._flush()
            return
        incoming = parse(
            data,
            account=self._terminal.account,
            sender="me",
            at=self._clock(),
            open_=self._terminal.said,
        )
        await self._take(incoming)

    def _parsed(self, raw: str) -> dict[str, Any]:
        if not self._json:
            return dict(as_line(raw.rstrip("\n"), self._terminal.said))
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            raise InputError("it is not JSON; write one JSON object a line") from None
        if not isinstance(data, dict):
            raise InputError("it is not a JSON object; write one a line")
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
        self._heard = self._clock()
        await self._app.fetcher.drain()
        await self._app.tick()
        await self._flush()

    async def _flush(self) -> None:
        await self._app.dispatchers[self._terminal.account].drain()
        for message in self._terminal.fresh():
            if self._json:
                self._write(to_line(message))
            elif self._skin != "plain":
                skin, now = as_skin(self._skin), self._clock()
                for request in payloads(message, skin, heard=self._heard, at=now):
                    self._write({request["method"]: request["payload"]})
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
        arrival = newcomers.Arrival(
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
    listing = position.stage == "summary"
    if form is None or interview is None or not (position.question or listing):
        return line
    standing = stand(
        form,
        interview.answers,
        now=local(now, state.person.zone),
        seed="",
        language=state.person.language,
    )
    if listing and next_question(standing)[1] is not None:
        return line | {"state": "asking"}  # which answer is to be changed, in mid-interview
    question = standing.question(position.question)
    if question is None:
        return line
    place, total = progress(standing, question.key)
    return line | {
        "question": question.name,
        "type": "phone" if question.kind == "phone" else question.type,
        "progress": [place, total] if place else None,
    }
