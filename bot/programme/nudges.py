"""Gentle words to people who began an intake and did not finish it: two at most, and one last.

The first comes some hours later, the second some days later, and one more before the programme
closes. A nudge says how much is left and has one button to go on. It never goes to people who
stopped, who refused reminders, or who did not yet agree to take part; nor at night, at the Friday
prayer or when a fast is broken (``flows.courtesy``); nor to who was written to three times this
week without asking: then it waits, but for the word before the programme closes, which cannot.
WhatsApp takes it as a template once her window has closed, if Meta approved that; else it is not
sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.channels.whatsapp_render import LANGUAGE_CODES
from bot.programme import templates
from flows import members
from flows.courtesy import WEEK
from flows.interview import conducted_first
from flows.message import Message, Option
from flows.standing import stand
from flows.world import Programme, World, local
from storage import nudges, outbox, proactive
from storage import templates as approvals
from storage.engine import Keys, Store, Tx
from storage.errors import StorageError
from storage.nudges import Unfinished
from storage.outbox import OutboxRow

PAGE = 200
"""Interviews looked at in one transaction."""
EVERY = timedelta(minutes=10)
"""How often the tables are looked through: nobody waits for a nudge."""
EXPIRES = timedelta(days=2)
"""A nudge that could not be sent for so long is of no use any more."""
WINDOW = timedelta(hours=23)
"""On WhatsApp free words go until 24 hours after the person wrote (channels.md, section 3)."""
WINDOWED = "whatsapp:"

log = structlog.get_logger()


def message(unfinished: Unfinished, kind: str, world: World, now: datetime) -> Message:
    """Return what is said to somebody who did not finish."""
    words = world.words(unfinished.language)
    programme = world.programmes[unfinished.interview.programme]
    left = _left(unfinished, world, programme, now)
    values = {
        "programme": words.pick(programme.name),
        "questions": words.questions(left) if left else words.text("only your yes to your answers"),
        "date": words.date(programme.closes) if programme.closes is not None else "",
    }
    said = templates.NUDGES[kind]
    text = words.text(said.words, **values | {"programme": words.iso(values["programme"])})
    if unfinished.place:  # others read it too
        name = members.called(members.known((unfinished.interview,)), unfinished.place, words)
        text = f"{words.text(members.FOR, name=words.iso(name))}\n\n{text}"
        values["programme"] = f"{values['programme']} ({name})"
    return Message(
        text=words.paragraph(text),
        language=words.language,
        choices=(Option(key="go_on", label=words.text(templates.GO_ON)),),
        token=f"n{unfinished.interview.id}",
        template=(said.template, *(values[each] for each in said.places)),
    )


def _left(unfinished: Unfinished, world: World, programme: Programme, now: datetime) -> int:
    """Return how many questions are still to be answered; 0 where only the yes is missing."""
    form = world.form(unfinished.interview)
    if form is None:
        return 0
    standing = stand(
        form,
        unfinished.interview.answers,
        now=local(now, programme.zone),
        seed="",
        language=unfinished.language,
    )
    return sum(
        1
        for each in standing.asked
        if each.key not in standing.answers and not conducted_first(each)
    )


def due(unfinished: Unfinished, programme: Programme, now: datetime) -> tuple[str, datetime] | None:
    """Return the kind of nudge that is due and since when, or None."""
    closes = closing(programme)
    silent, sent = unfinished.interview.updated, unfinished.sent
    if closes is not None and now >= closes:
        return None
    if closes is not None and "closes" not in sent:
        notice = closes - timedelta(days=programme.closing_notice_days)
        if now >= notice:
            return "closes", max(notice, silent)
    if "closes" in sent or not programme.nudge_hours:
        return None
    first, *later = (timedelta(hours=each) for each in programme.nudge_hours[:2])
    if "1" not in sent:
        return ("1", silent + first) if now >= silent + first else None
    if "2" in sent or not later:
        return None
    second = max(silent + later[0], sent["1"] + later[0] - first)
    return ("2", second) if now >= second else None


def closing(programme: Programme) -> datetime | None:
    """Return when registration ends, the end of its last day there; None where it does not."""
    if programme.closes is None:
        return None
    day = programme.closes + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(programme.zone or "UTC"))


class Nudges:
    """Queues the nudges that are due; ringing twice does nothing more.

    Args:
        store: Where interviews and people are.
        world: Programmes, forms and words.
        now: The clock, UTC.
        queued: Called when something was queued.
        accounts: Nudge people of these accounts alone, by a clock that may jump; None: everybody.
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
        self._looked: datetime | None = None

    async def tick(self) -> None:
        """Look through the unfinished intakes, every ten minutes."""
        now = self._now()
        if self._looked is not None and timedelta() <= now - self._looked < EVERY:
            return
        try:
            queued = 0
            for programme in self._world().programmes.values():
                if programme.reminders:
                    queued += await self._plan(programme, now)
        except StorageError as error:  # the next bell finds the same
            log.warning("nudges.unavailable", cause=type(error).__name__)
            return
        self._looked = now
        if queued:
            log.info("nudges.queued", messages=queued)
            self._queued()

    async def _plan(self, programme: Programme, now: datetime) -> int:
        """Queue a programme's nudges, a page a transaction; return how many."""
        open_from = programme.courtesy.open_from(now, programme.zone or "UTC")
        if self._accounts is None and open_from != now:
            return 0
        silent = now - timedelta(hours=min(programme.nudge_hours, default=24))
        queued = after = 0
        while True:
            queue = partial(
                self._queue,
                programme=programme,
                silent=silent,
                after=after,
                keys=await self._store.keys(PAGE),
                now=now,
            )
            found, put = await self._store.write(queue, aside=True)
            queued += put
            if len(found) < PAGE:
                return queued
            after = found[-1].interview.id

    def _queue(
        self,
        tx: Tx,
        programme: Programme,
        silent: datetime,
        after: int,
        keys: Keys,
        now: datetime,
    ) -> tuple[Sequence[Unfinished], int]:
        found = nudges.page(tx, programme.id, silent_since=silent, after=after, limit=PAGE)
        kinds = {each.interview.id: self._kind(each, programme, now) for each in found}
        wanted = [each for each in found if kinds[each.interview.id]]
        told = proactive.told(tx, {each.address_id for each in wanted}, now - WEEK)
        usable = _Usable(tx)
        rows: list[OutboxRow] = []
        more: dict[int, list[datetime]] = defaultdict(list)
        for each in wanted:
            before = [*told.get(each.address_id, ()), *more[each.address_id]]
            kind = kinds[each.interview.id]
            waits = programme.courtesy.slot(before, now) > now and kind != "closes"
            if waits or not (self._free(each, now) or usable.now(each, kind)):
                continue
            rows.append(self._row(each, kind, programme, next(keys), now))
            more[each.address_id].append(now)
        return found, outbox.put(tx, rows)

    @staticmethod
    def _free(unfinished: Unfinished, now: datetime) -> bool:
        """Return whether free words may be sent."""
        last = unfinished.last_inbound
        windowed = unfinished.account.startswith(WINDOWED)
        return not windowed or (last is not None and now - last <= WINDOW)

    def _kind(self, unfinished: Unfinished, programme: Programme, now: datetime) -> str:
        """Return which nudge is due now, or ""."""
        if self._accounts is not None and unfinished.account not in self._accounts:
            return ""
        found = due(unfinished, programme, now)
        if found is None:
            return ""
        opens = programme.courtesy.open_from(found[1], programme.zone or "UTC")
        return found[0] if opens <= now else ""

    def _row(
        self, unfinished: Unfinished, kind: str, programme: Programme, key: int, now: datetime
    ) -> OutboxRow:
        ends = closing(programme)
        expires = now + EXPIRES
        return OutboxRow(
            id=key,
            address_id=unfinished.address_id,
            account=unfinished.account,
            lane="reminder",
            body=message(unfinished, kind, self._world(), now).to_json(),
            due=now,
            created=now,
            expires=min(expires, ends) if ends is not None else expires,
            unique_key=nudges.key(unfinished.interview.id, kind),
        )


class _Usable:
    """Which templates are approved, asked once for each account."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._known: dict[str, approvals.Approved] = {}

    def now(self, unfinished: Unfinished, kind: str) -> bool:
        """Return whether a nudge may go by template."""
        account = unfinished.account
        if account not in self._known:
            self._known[account] = approvals.approved(self._tx, account)
        name = templates.NUDGES[kind].template
        codes = LANGUAGE_CODES.get(unfinished.language, (unfinished.language,))
        return any((name, code) in self._known[account] for code in codes)
