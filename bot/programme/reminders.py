"""Reminders of trainings: planned by tables, queued when their time has come.

The day before at 18:00 on the clock of the place; who registers later gets it at the next hour at
which people may be written to (``flows.courtesy``). A person agreed to reminders, and a training
waits for nobody: they count among the messages of her week, and none is left out for being one too
many; nor for the Friday prayer or for Ramadan, where the training would begin meanwhile. A tick
reads what is due from tables: a missed one is caught up by the next, and a second one finds nothing
to do.

People of terminal chats are planned like all others: their reminder waits in the outbox until that
chat runs, and expires when the training begins. A chat itself, whose clock may be moved, plans for
its own account alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.programme import templates
from bot.programme.instants import instants
from flows import members
from flows.commands import COMING
from flows.courtesy import BY_DAY, Courtesy
from flows.message import Message, Option
from flows.world import World
from locales.text import Catalogue
from storage import broadcasts, interviews, outbox, trainings
from storage.engine import Keys, Store, Tx
from storage.errors import StorageError
from storage.outbox import OutboxRow
from storage.registrations import Recipient
from storage.trainings import Invited, Training

PAGE = 500
"""Reminders queued in one transaction: nothing is held long."""
LATEST = timedelta(hours=1)
"""Who registers later than this before a training is not reminded of it."""

log = structlog.get_logger()


def message(training: Training, words: Catalogue, *, name: str = "", person: int = 0) -> Message:
    """Return the reminder of a training in one language.

    Args:
        training: The training.
        words: The bot's words in that language.
        name: Whom it is for, where several people share a chat.
        person: Key of that person.
    """
    start = training.starts.astimezone(ZoneInfo(training.zone))
    title = words.pick(training.title)
    day, hour = words.date(start.date()), words.time(start.time())
    text = words.text(
        templates.REMINDER_WORDS,
        title=words.iso(title),
        date=day,
        time=hour,
        place=words.iso(training.place),
    )
    if name:
        text = f"{words.text(members.FOR, name=words.iso(name))}\n\n{text}"
        title = f"{title} ({name})"
    return Message(
        text=words.paragraph(text),
        language=words.language,
        choices=tuple(Option(key=key, label=words.text(label)) for key, label in COMING.items()),
        token=f"t{training.id}-{person}" if person else f"t{training.id}",
        template=templates.reminder(title, day, hour, training.place),
    )


class Reminders:
    """Queues what is due; ringing twice does nothing more.

    Args:
        store: Where trainings and people are.
        world: Programmes and words.
        now: The clock, UTC.
        queued: Called when something was queued.
        accounts: Plan and expire for these accounts alone, by a clock that may jump: what fell due
            on the way is due. None: for all, by the clock on the wall.
    """

    def __init__(
        self,
        *,
        store: Store,
        world: Callable[[], World],
        now: Callable[[], datetime],
        queued: Callable[[], None],
        accounts: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._world = world
        self._now = now
        self._queued = queued
        self._accounts = accounts

    async def tick(self) -> None:
        """Expire what is too late, finish broadcasts, queue the reminders that are due."""
        try:
            await self._tick()
        except StorageError as error:  # the next bell finds the same
            log.warning("reminders.unavailable", cause=type(error).__name__)

    async def _tick(self) -> None:
        now = self._now()

        def tidy(tx: Tx) -> None:
            outbox.expire(tx, now, self._accounts)
            broadcasts.finish(tx)

        await self._store.write(tidy, aside=True)
        queued = 0
        for training in await self._store.read(lambda tx: trainings.due(tx, now)):
            programme = self._world().programmes.get(training.programme)
            if programme is None or programme.reminders:
                queued += await self._plan(training, now)
        if queued:
            log.info("reminders.queued", messages=queued)
            self._queued()

    async def arm(self) -> None:
        """Work out the instants of every coming training anew from its local times."""
        now = self._now()

        def arm(tx: Tx) -> int:
            # One that the old instants call past may yet come.
            coming = trainings.coming(tx, now - timedelta(days=1))
            armed = [_armed(each) for each in coming]
            moved = [new for old, new in zip(coming, armed, strict=True) if new != old]
            trainings.arm(tx, moved)
            return len(moved)

        if moved := await self._store.write(arm):
            log.warning("trainings.clock_changed", trainings=moved)

    # ------------------------------------------------------------ one training

    async def _plan(self, training: Training, now: datetime) -> int:
        """Queue the reminders of a training, a page a transaction; return how many."""
        if self._accounts is None and not _is_time(training, now, now, self._courtesy(training)):
            return 0
        queued = after = 0
        while page := await self._store.read(partial(self._page, training=training, after=after)):
            if any(self._wants(training, each, now) for each in page):
                keys = await self._store.keys(2 * PAGE)
                queue = partial(self._queue, training=training, after=after, keys=keys, now=now)
                queued += await self._store.write(queue)
            after = page[-1].registration_id
        if queued:
            await self._store.write(
                lambda tx: outbox.cancel_stopped(tx, now, training_id=training.id), aside=True
            )
        return queued

    def _page(self, tx: Tx, training: Training, after: int) -> list[Recipient]:
        return trainings.invitees(
            tx,
            training,
            PAGE,
            after=after,
            accounts=self._accounts,
            elsewhere=self._world().elsewhere(training.programme),
        )

    def _wants(self, training: Training, who: Recipient, now: datetime) -> bool:
        base = now if self._accounts is None else max(training.remind, who.registered)
        return _is_time(training, base, now, self._courtesy(training))

    def _courtesy(self, training: Training) -> Courtesy:
        programme = self._world().programmes.get(training.programme)
        return programme.courtesy if programme is not None else BY_DAY

    def _by_name(self, tx: Tx, training: Training, who: Recipient) -> Message:
        """Return the reminder of somebody whose chat others read too."""
        words = self._world().words(who.language)
        known = members.known(interviews.of_person(tx, who.person_id))
        name = members.called(known, who.place, words)
        return message(training, words, name=name, person=who.person_id)

    def _queue(self, tx: Tx, training: Training, after: int, keys: Keys, now: datetime) -> int:
        if trainings.lock(tx, training.id) != training:
            return 0  # moved or renamed meanwhile: the next tick takes it as it is then
        page = [
            each for each in self._page(tx, training, after) if self._wants(training, each, now)
        ]
        bodies = {
            language: message(training, self._world().words(language)).to_json()
            for language in {each.language for each in page}
        }
        named = {
            each.person_id: self._by_name(tx, training, each).to_json()
            for each in page
            if each.place
        }
        rows = [
            OutboxRow(
                id=next(keys),
                address_id=each.address_id,
                account=each.account,
                lane="reminder",
                body=named.get(each.person_id) or bodies[each.language],
                due=now,
                created=now,
                expires=training.starts,
                unique_key=trainings.reminder_key(
                    training.id, training.local_start, each.person_id
                ),
                training_id=training.id,
            )
            for each in page
        ]
        queued = outbox.put(tx, rows)
        trainings.invite(
            tx,
            [
                Invited(
                    id=next(keys),
                    training_id=training.id,
                    person_id=each.person_id,
                    invited=now,
                )
                for each in page
            ],
        )
        return queued


def _is_time(training: Training, base: datetime, now: datetime, courtesy: Courtesy) -> bool:
    """Return whether somebody who could be reminded from ``base`` on is to be reminded now."""
    if training.starts - base < LATEST:
        return False
    opens = courtesy.open_from(base, training.zone)
    if opens >= training.starts:  # a prayer or a fast, and then it is too late: rather by day
        opens = BY_DAY.open_from(base, training.zone)
    return training.remind <= now and opens <= now < training.starts


def _armed(training: Training) -> Training:
    try:
        starts, remind = instants(training.local_start, training.zone)
    except (ZoneInfoNotFoundError, ValueError):
        log.error("training.zone_unknown", training=training.id)
        return training
    return replace(training, starts=starts, remind=remind)
