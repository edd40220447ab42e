"""A conversation on a clock of its own, which may be moved ahead: the terminal and the web chat.

A walk has its own channel account, inbox, dispatcher and reminders over the common store, so that
its clock, its blocks and its failing sends concern nobody else.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot import history
from bot.app import App
from bot.channels.base import ChannelError, Delivery
from bot.channels.terminal import InputError
from bot.channels.web_files import Files
from bot.channels.web_lines import Line, Lines
from bot.channels.web_parse import event, storable
from bot.channels.web_person import Person, error
from bot.channels.web_saved import Ending, saved
from bot.channels.web_skins import Skin, lengths, payloads
from bot.clock import utc_now
from bot.jumps import Clock, advance, parse_duration
from bot.settings import Settings
from flows.courtesy import BY_DAY, Courtesy
from flows.interview import progress
from flows.message import Message
from flows.standing import stand
from flows.state import State
from flows.why import given, why
from flows.world import World, local
from storage import addresses, conversations, erasure, lines, newcomers, sends, trainings
from storage.engine import Keys, Store, Tx
from storage.errors import StorageError
from storage.trainings import Training

FURTHEST = timedelta(days=400)
"""One jump of a page."""
FATES = 100
"""Messages that the ledger shows."""
LOOK_AGAIN = 2.0
"""Seconds after which what is queued is looked at again."""
log = structlog.get_logger()


class Rehearsal:
    """One person of the web chat: what stands behind her page."""

    def __init__(
        self,
        *,
        name: str,
        settings: Settings,
        store: Store,
        world: World,
        lines: Lines,
        files: Files,
    ) -> None:
        """Build the parts.

        Args:
            name: Whose page it is.
            settings: Of the installation.
            store: Where it is kept; a preview's is thrown away.
            world: Forms, programmes and words.
            lines: What her pages show.
            files: What she sends.
        """
        self.name = name
        self.clock = Clock()
        self.channel = Person(account=f"web:{name}", lines=lines, files=files, now=self.clock)
        self.app = App(
            settings=settings,
            store=store,
            world=world,
            channels=[self.channel],
            now=self.clock,
            monotonic=self.clock.monotonic,
            accounts=[self.channel.account],
        )
        self._store = store
        self._lines = lines
        self._dispatcher = self.app.dispatchers[self.channel.account]
        self._one = asyncio.Lock()
        """Only one at a time sends, or moves the clock."""
        self._woken = asyncio.Event()
        self._closing = False
        self._last: Sequence[Delivery] = ()
        self.used = time.monotonic()

    @property
    def account(self) -> str:
        """``web:NAME``."""
        return self.channel.account

    @property
    def skin(self) -> Skin:
        """What her page looks like."""
        return self.channel.skin

    @property
    def blocked(self) -> bool:
        """Whether she blocked the bot."""
        return self.channel.blocked

    def now(self) -> datetime:
        """Return her clock, UTC."""
        return self.clock()

    def wear(self, skin: Skin) -> None:
        """Let sends fail as in a messenger; what another one was to fail with is forgotten."""
        if skin != self.channel.skin:
            self.channel.skin = skin
            self.channel.failing.clear()

    # ------------------------------------------------------------ coming and going

    async def begin(self) -> None:
        """Take up what is stored: a clock never goes back, and a window stays open or shut."""
        found = await self._store.read(lambda tx: addresses.find(tx, self.account, self.name))
        self.channel.blocked = found is not None and not found.reachable
        heard, said = await self._store.read(lambda tx: lines.latest(tx, self.account, self.name))
        last = max(filter(None, (heard, said)), default=utc_now())
        if last > self.clock():
            self.clock.advance(last - self.clock())
        self.channel.heard = heard
        await self._dispatcher.recover()

    async def run(self) -> None:
        """Apply what she sends and say what is due, until :meth:`close`."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.app.inbox.run())
            group.create_task(self._speak())

    def close(self) -> None:
        """Let :meth:`run` end after what is there."""
        self._closing = True
        self.app.inbox.close()
        self._woken.set()

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    async def _speak(self) -> None:
        while not self._closing:
            self._woken.clear()
            try:
                wait = await self._deliver()
            except StorageError as error:
                log.warning("outbox.unavailable", cause=type(error).__name__)
                wait = 1.0
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def _deliver(self) -> float | None:
        """Send what is due; return seconds until something may be, None when nothing waits."""
        async with self._one:
            await self.app.fetcher.drain()
            await self._dispatcher.drain()
        due = await self._store.read(lambda tx: sends.next_due(tx, self.account))
        if due is None:
            return None
        return min(LOOK_AGAIN, max(0.1, (due - self.clock()).total_seconds()))

    # ------------------------------------------------------------ what she does

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        """Return when the updates are committed.

        Raises:
            StorageError: Nothing is; send them again.
        """
        self.used = time.monotonic()
        await self.app.inbox.take(deliveries)
        self._last = deliveries
        self.channel.heard = self.clock()
        self._woken.set()

    async def history(self) -> Sequence[Line]:
        """Return what is stored of her conversation, oldest first."""
        return await history.lines(self._store, self.account, self.name)

    async def block(self, *, blocked: bool) -> None:
        """Let her block the bot, or come back: WhatsApp tells us of neither."""
        self.channel.blocked = blocked
        if self.channel.skin == "whatsapp":
            return
        kind = "blocked" if blocked else "returned"
        body = {"as": self.name, "id": uuid.uuid4().hex, "event": kind}
        now = self.clock()
        incoming = event(body, account=self.account, at=now)
        await self.app.inbox.take([Delivery(incoming=incoming, body=storable(body))])
        self._lines.add(self.name, body["id"], "person", now, {"event": kind})
        self._woken.set()

    async def again(self) -> int:
        """Deliver her last update once more; return how many times it was applied (0).

        Raises:
            ValueError: She sent nothing yet.
        """
        if not self._last:
            raise ValueError("nothing was sent yet")
        before = await self._updates()
        await self.app.inbox.take(self._last)
        self._woken.set()
        return await self._updates() - before

    def fail(self, code: str) -> None:
        """Let the next send fail with a code of her skin's table.

        Raises:
            ValueError: The table has no such code.
        """
        self._known(code)
        self.channel.failing.append(code)

    def _known(self, code: str) -> ChannelError:
        return error(self.channel.skin, code)

    # ------------------------------------------------------------ her clock

    async def advance(self, by: str) -> None:
        """Move her clock by an ISO 8601 duration; what falls due is said.

        Raises:
            ValueError: It is no duration, or too long.
        """
        try:
            ahead = parse_duration(by)
        except InputError as error:
            raise ValueError(str(error)) from None
        if ahead > FURTHEST:
            raise ValueError(f"at most {FURTHEST.days} days at a time")
        await self._advance(ahead)

    async def remind(self) -> bool:
        """Move her clock to her next reminder; False when no training is coming for her."""
        now = self.clock()
        found = await self._store.read(lambda tx: self._next_reminder(tx, now))
        if found is None:
            return False
        await self._advance(max(found - self.clock(), timedelta()) + timedelta(seconds=1))
        return True

    def _next_reminder(self, tx: Tx, now: datetime) -> datetime | None:
        moments = [
            self._courtesy(training).open_from(max(training.remind, who.registered), training.zone)
            for training in trainings.coming(tx, now)
            if self._reminds(training)
            for who in trainings.invitees(tx, training, 1, accounts=[self.account])
        ]
        return min(moments, default=None)

    def _courtesy(self, training: Training) -> Courtesy:
        programme = self.app.world.programmes.get(training.programme)
        return programme.courtesy if programme is not None else BY_DAY

    def _reminds(self, training: Training) -> bool:
        programme = self.app.world.programmes.get(training.programme)
        return programme is None or programme.reminders

    async def _advance(self, ahead: timedelta) -> None:
        self.used = time.monotonic()
        async with self._one:
            await advance(self.app, self.clock, ahead)
        self._woken.set()

    # ------------------------------------------------------------ what is seen of it

    async def ledger(self) -> Mapping[str, Any]:
        """Return her messages with their states, newest first, and how many updates came."""
        found = await self._store.read(lambda tx: lines.fates(tx, self.account, self.name, FATES))
        went = {
            line["id"]: line["drawn"]["requests"]
            for line in await self._lines.of(self.name)
            if "drawn" in line
        }
        return {
            "updates": await self._updates(),
            "failing": list(self.channel.failing),
            "messages": [self._fate(each, went) for each in found],
        }

    def _fate(self, fate: lines.Fate, went: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a message as the page lists it, with the requests that went or would go."""
        message = Message.from_json(fate.body) if fate.body else None
        alone = (
            payloads(message, self.skin, heard=self.channel.heard, at=fate.created)
            if message
            else []
        )
        return {
            "lane": fate.lane,
            "state": fate.state,
            "attempts": fate.attempts,
            "error": fate.error,
            "reason": fate.reason,
            "created": fate.created.isoformat(timespec="seconds"),
            "due": fate.due.isoformat(timespec="seconds"),
            "text": message.text if message else None,
            "requests": went.get((fate.parts or [""])[0], alone),
        }

    async def _updates(self) -> int:
        return await self._store.read(lambda tx: lines.updates(tx, self.account, self.name))

    async def _state(self) -> State | None:
        """Return what is stored of her, None before her first update."""
        keys = await self._store.keys(1)
        return await self._store.write(partial(self._load, keys=keys))

    def _load(self, tx: Tx, keys: Keys) -> State | None:
        if addresses.find(tx, self.account, self.name) is None:
            return None
        arrival = newcomers.Arrival(
            account=self.account, sender=self.name, key=next(keys), simulated=True, at=self.clock()
        )
        return next(iter(conversations.load(tx, [arrival]).values())).state

    async def standing(self) -> Mapping[str, Any]:
        """Return the open question, the answers so far, why it is asked, and the labels."""
        state = await self._state()
        if state is None:
            return {"stage": None, "answers": []}
        return inspected(self.app.world, state, self.clock())

    async def saved(self) -> str:
        """Return the conversation as a test of ``tests/walks``."""
        said = await self._lines.plain(self.name)
        state = await self._state()
        return saved(said, _ending(state), at=self.clock())

    async def reset(self) -> None:
        """Erase her, as she could herself; her clock shows the time of day."""
        keys = await self._store.keys(1)

        def erase(tx: Tx) -> Sequence[str]:
            found = addresses.find(tx, self.account, self.name)
            if found is None:
                return ()
            return erasure.erase(tx, found.person_id, self.clock(), key=next(keys))

        names = await self._store.write(erase)
        for name in names:
            path = self.app.settings.media / name
            await asyncio.to_thread(path.unlink, missing_ok=True)
        await self._store.write(erasure.sweep)
        await self._store.truncate()
        self.clock.back()
        self.channel.heard, self.channel.blocked, self._last = None, False, ()
        self.channel.failing.clear()
        self._lines.forget(self.name)


def inspected(world: World, state: State, now: datetime) -> Mapping[str, Any]:
    """Return where a conversation stands, in full, for whoever tries a form."""
    position = state.position
    interview = next((each for each in state.interviews if each.id == position.interview), None)
    form = world.form(interview) if interview else None
    found: dict[str, Any] = {"stage": position.stage, "programme": position.programme}
    if form is None or interview is None:
        return {**found, "answers": []}
    language = state.person.language
    moment = local(now, state.person.zone)
    standing = stand(form, interview.answers, now=moment, seed="", language=language)
    found |= {"form": form.id, "version": form.version, "answers": given(standing)}
    question = standing.question(position.question)
    if question is None:
        return _plain(found)
    place, total = progress(standing, question.key)
    label = question.label.say(language, standing.context(question.key))
    labels = [
        (each.name, each.label.say(language) or each.name) for each in standing.options(question)
    ]
    return _plain(
        found
        | {
            "question": {"name": question.name, "type": question.type, "label": label},
            "progress": [place, total],
            "why": why(standing, question),
            "lengths": lengths(label, labels[:100]),
        }
    )


def _plain(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the same with dataclasses as JSON-ready data."""

    def plain(value: Any) -> Any:
        if isinstance(value, tuple | list):
            return [plain(each) for each in value]
        return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value

    return {key: plain(value) for key, value in found.items()}


def _ending(state: State | None) -> Ending:
    if state is None:
        return Ending()
    interview = state.interviews[-1] if state.interviews else None
    return Ending(
        stage=state.position.stage,
        status=interview.status if interview else "",
        answers=interview.answers if interview else {},
        code=interview.code if interview else "",
    )
