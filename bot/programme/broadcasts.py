"""Broadcasts: what a coordinator tells everybody, planned at once and followed to its end."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.channels.base import Channel
from bot.dispatcher import Dispatcher
from bot.programme import templates
from flows.courtesy import WEEK, Courtesy
from flows.errors import RafiqError
from flows.message import Message
from flows.world import Programme
from locales.text import CHAIN, LANGUAGES, paragraph
from storage import broadcasts, outbox, outcomes, proactive, registrations
from storage.broadcasts import Broadcast
from storage.engine import Handle, Keys, Store, Tx
from storage.errors import StorageError
from storage.outbox import MessageState, OutboxRow
from storage.registrations import Recipient

SPOKEN = (*LANGUAGES, "en")
LONGEST = 4_096
"""Characters as Telegram counts them, UTF-16 units (https://core.telegram.org/bots/api#sendmessage)."""
TWICE = timedelta(minutes=10)
"""The same words within this time are most likely the same command, given again after a kill."""
SPARE = 1_000
"""Keys for who registers between counting and planning."""
LOOK = 0.5
"""Seconds between two looks at a broadcast that is being sent."""
IDLE = 0.2
"""Seconds between two looks at an outbox in which nothing is due."""
SOON = timedelta(minutes=15)
"""A message that may go only later than this is left to who serves then."""
PROBE = 2.0
"""Seconds between two looks for somebody who sends an account."""

Ledger = Mapping[tuple[MessageState, str], int]
"""Recipients by state and reason."""


log = structlog.get_logger()


class BroadcastError(RafiqError):
    """A broadcast cannot be planned or followed; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would get a broadcast, in which language, and who would not."""

    readers: Mapping[str, int]
    """Language that people read to how many they are."""
    texts: Mapping[str, str]
    """Language that people read to that of the text they get; without those who get none."""
    left_out: Mapping[str, int]
    """Reason to people: stopped, unreachable."""

    @property
    def recipients(self) -> int:
        """How many get it."""
        return sum(people for each, people in self.readers.items() if each in self.texts)

    @property
    def without_text(self) -> Mapping[str, int]:
        """Languages that no text is for, and how many read them."""
        return {each: n for each, n in self.readers.items() if each not in self.texts}


def texts(given: Sequence[str]) -> dict[str, str]:
    """Return the text of each language from ``fr=…`` values.

    Raises:
        BroadcastError: One is not written like that, in an unknown language, empty or too long.
    """
    found: dict[str, str] = {}
    for each in given:
        language, equals, text = each.partition("=")
        language, text = language.strip(), text.strip()
        spoken = ", ".join(SPOKEN)
        if not equals:
            raise BroadcastError('A text is given with its language, as --text fr="Bonjour".')
        if language not in SPOKEN:
            raise BroadcastError(f"The language {language} is not known. Known: {spoken}.")
        if language in found:
            raise BroadcastError(f"There are two texts in {language}. Give one.")
        if not text:
            raise BroadcastError(f"The text in {language} is empty.")
        try:
            units = len(paragraph(text, language).encode("utf-16-le")) // 2
        except UnicodeEncodeError:
            raise BroadcastError(f"The text in {language} is not in UTF-8.") from None
        if units > LONGEST:
            raise BroadcastError(
                f"The text in {language} has {units:,} characters. Write at most {LONGEST:,}."
            )
        found[language] = text
    if not found:
        raise BroadcastError('There is nothing to say. Give a text, as --text fr="Bonjour".')
    return found


def known(programmes: Mapping[str, Programme], own: str) -> Programme:
    """Return a programme by its id.

    Raises:
        BroadcastError: There is none.
    """
    if own not in programmes:
        listed = ", ".join(sorted(programmes))
        what = f"The programme {own} is not known." if own else "Say which --programme it is for."
        raise BroadcastError(f"{what} Known: {listed}.")
    return programmes[own]


def read_in(language: str, said: Mapping[str, str]) -> str | None:
    """Return the language of the text that a reader of ``language`` gets, None without one."""
    chain = (language, *CHAIN.get(language, ()), "en")
    return next((each for each in chain if each in said), None)


def audience(
    tx: Tx, programme: str, said: Mapping[str, str], elsewhere: Collection[str] = ()
) -> Audience:
    """Return who would get these texts as things are now.

    Args:
        tx: A transaction.
        programme: Its id.
        said: Text by language.
        elsewhere: Accounts that do not serve the programme.
    """
    readers = registrations.languages(tx, programme, elsewhere)
    used = {each: read_in(each, said) for each in readers}
    return Audience(
        readers=readers,
        texts={each: language for each, language in used.items() if language is not None},
        left_out=registrations.left_out(tx, programme, elsewhere),
    )


async def plan(
    store: Store,
    programme: str,
    said: Mapping[str, str],
    *,
    now: datetime,
    again: bool = False,
    elsewhere: Collection[str] = (),
    hours: Hours | None = None,
) -> Broadcast:
    """Return a broadcast, all its messages queued in one transaction.

    Args:
        store: Where people are.
        programme: Its id.
        said: Text by language.
        now: The time, UTC.
        again: The same words go once more.
        elsewhere: Accounts that do not serve the programme.
        hours: Nobody gets it at another hour, or as one message too many in her week; None: at
            once.

    Raises:
        BroadcastError: Nobody would get it; or the same words were planned a moment ago, and
            ``again`` does not say that they are to go twice.
    """
    async with store.hold("plan"):  # two commands at once: the second finds the first's words
        before = await store.read(lambda tx: audience(tx, programme, said, elsewhere))
        count = before.recipients + SPARE
        keys = await store.keys(count)

        def run(tx: Tx) -> Broadcast:
            if not again and (twin := broadcasts.same(tx, programme, said, since=now - TWICE)):
                raise BroadcastError(sent_before(twin, now))
            return _plan(tx, programme, said, now, keys, elsewhere, hours)

        planned = await store.write(run)
        await store.write(lambda tx: outbox.cancel_stopped(tx, now, broadcast_id=planned.id))
        return planned


def sent_before(twin: Broadcast, now: datetime) -> str:
    """Return what to tell who gives the same command again."""
    minutes = max(0, int((now - twin.created).total_seconds() // 60))
    return (
        f"The same words were planned for {twin.programme} {minutes} minutes ago, as broadcast "
        f"{twin.id}. To go on with it: rafiq broadcast resume {twin.id}. "
        "To send them to everybody once more, add --again."
    )


def _plan(
    tx: Tx,
    programme: str,
    said: Mapping[str, str],
    now: datetime,
    keys: Keys,
    elsewhere: Collection[str],
    hours: Hours | None,
) -> Broadcast:
    planned = Broadcast(id=next(keys), programme=programme, texts=said, created=now, recipients=0)
    broadcasts.put(tx, planned)
    bodies = {
        each: Message(
            text=paragraph(text, each), language=each, template=templates.announcement(text)
        ).to_json()
        for each, text in said.items()
    }
    page: list[OutboxRow] = []
    copies: set[tuple[int, str]] = set()
    together: list[int] = []
    recipients = 0

    def write() -> int:
        written = outbox.put(tx, hours.kept(tx, page, now) if hours is not None else page)
        broadcasts.settle_together(tx, together, now)
        page.clear()
        together.clear()
        return written

    for who in registrations.whole_audience(tx, programme, elsewhere):
        language = read_in(who.language, said)
        if language is not None:
            page.append(_row(planned, who, bodies[language], next(keys)))
            if (who.address_id, language) in copies:
                together.append(page[-1].id)
            elif who.place:  # others answer in this chat; they read the same copy
                copies.add((who.address_id, language))
        if len(page) == registrations.PAGE:
            recipients += write()
    recipients += write()
    if not recipients:
        raise BroadcastError(
            f"Nobody of {programme} would get it: nobody is registered, or no text is in a "
            "language that they read."
        )
    broadcasts.planned(tx, planned.id, recipients)
    return Broadcast(
        id=planned.id, programme=programme, texts=said, created=now, recipients=recipients
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a programme's people may be told something."""

    courtesy: Courtesy
    zone: str

    def opens(self, now: datetime) -> datetime:
        """Return the first hour from now on at which people are written to."""
        return self.courtesy.open_from(now, self.zone)

    def kept(self, tx: Tx, rows: Sequence[OutboxRow], now: datetime) -> list[OutboxRow]:
        """Return messages each due when its person may have it."""
        told = proactive.told(tx, {each.address_id for each in rows}, now - WEEK)
        return [
            each._replace(due=self.opens(self.courtesy.slot(told.get(each.address_id, ()), now)))
            for each in rows
        ]


def _row(planned: Broadcast, who: Recipient, body: Mapping[str, object], key: int) -> OutboxRow:
    return OutboxRow(
        id=key,
        address_id=who.address_id,
        account=who.account,
        lane="broadcast",
        body=body,
        due=planned.created,
        created=planned.created,
        unique_key=broadcasts.recipient_key(planned.id, who.person_id),
        broadcast_id=planned.id,
    )


async def found(store: Store, broadcast_id: int) -> Broadcast:
    """Return a broadcast.

    Raises:
        BroadcastError: There is none with this number.
    """
    stored = await store.read(lambda tx: broadcasts.get(tx, broadcast_id))
    if stored is None:
        raise BroadcastError(
            f"There is no broadcast {broadcast_id}. rafiq broadcast list shows all."
        )
    return stored


# ---------------------------------------------------------------- following


@dataclass(slots=True)
class Ending:
    """How following a broadcast ended."""

    ledger: Ledger
    left: dict[str, int] = field(default_factory=dict)
    """Messages that still wait, by account."""
    opens: datetime | None = None
    """When the first of them may go, where none may before."""
    faults: set[str] = field(default_factory=set)
    """Accounts whose provider refuses us."""
    interrupted: bool = False


class Follower:
    """Watches a broadcast to its end, and sends what no other process sends.

    Whether a ``serve`` sends an account shows in the lock that every dispatcher holds. Where none
    does, one runs here, for replies and reminders too; when a serve is killed, this takes over.

    Args:
        store: Where the messages are.
        channels: Those that may be sent here; not the web chat, whose pages a serve holds.
        now: The time of day, UTC.
        monotonic: Seconds, for waiting.
        stop: Set to end early; what is on its way is finished.
    """

    def __init__(
        self,
        *,
        store: Store,
        channels: Sequence[Channel],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        stop: asyncio.Event,
    ) -> None:
        self._store = store
        self._channels = {each.account: each for each in channels}
        self._now = now
        self._clock = monotonic
        self._stop = stop
        self._sending: dict[str, Dispatcher] = {}
        self._served: dict[str, bool] = {}
        self._probed = -PROBE
        self._done = False

    async def follow(self, broadcast_id: int, show: Callable[[Ledger], None]) -> Ending:
        """Return how it ended, after nothing waits or nobody can send what does."""

        def look(tx: Tx) -> tuple[Ledger, dict[str, int]]:
            return outcomes.ledger(tx, broadcast_id), outcomes.waiting(tx, broadcast_id)

        def until(tx: Tx) -> datetime | None:
            return proactive.waits_until(tx, broadcast_id, self._now())

        async with AsyncExitStack() as stack:
            for channel in self._channels.values():
                if isinstance(channel, AbstractAsyncContextManager):
                    await stack.enter_async_context(channel)
            async with asyncio.TaskGroup() as group:
                while not self._stop.is_set():
                    try:
                        ledger, left = await self._store.read(look)
                        show(ledger)
                        if not left:
                            break
                        opens = await self._store.read(until)
                        if opens is not None and opens - self._now() > SOON:
                            break
                        await self._attend(left, group)
                        if not any(self._goes_on(account) for account in left):
                            break
                    except StorageError as error:  # what is being sent must not be torn off
                        log.warning("outbox.unavailable", cause=type(error).__name__)
                    await self._pause()
                self._done = True
        # What was on its way is finished now.
        ledger, left = await self._store.read(look)
        show(ledger)
        await self._store.write(broadcasts.finish)
        return Ending(
            ledger=ledger,
            left=left,
            opens=await self._store.read(until) if left else None,
            faults={each for each in self._sending if self._at_fault(each)},
            interrupted=self._stop.is_set() and bool(left),
        )

    async def _attend(self, left: Mapping[str, int], group: asyncio.TaskGroup) -> None:
        """See who sends each account, and begin where nobody does."""
        if self._clock() - self._probed < PROBE:
            return
        self._probed = self._clock()
        for account in sorted(left):
            if account in self._sending or account.startswith("terminal:"):
                continue
            lock = await self._store.try_hold(f"send:{account}")
            self._served[account] = lock is None
            if lock is None:
                continue
            if account not in self._channels:
                await lock.release()
                continue
            dispatcher = Dispatcher(
                channel=self._channels[account],
                store=self._store,
                now=self._now,
                monotonic=self._clock,
            )
            self._sending[account] = dispatcher
            group.create_task(self._send(dispatcher, lock))

    async def _send(self, dispatcher: Dispatcher, lock: Handle) -> None:
        """Send all that an account has until the broadcast has its end."""
        recovered = False
        try:
            while not self._done:
                try:
                    if not recovered:
                        await dispatcher.recover()
                        recovered = True
                    sent = await dispatcher.step()
                except StorageError as error:
                    log.warning("outbox.unavailable", cause=type(error).__name__)
                    sent = 0
                if not sent:
                    await asyncio.sleep(IDLE)
        finally:
            await lock.release()

    def _goes_on(self, account: str) -> bool:
        """Return whether somebody sends this account."""
        if account in self._sending:
            return not self._at_fault(account)
        return self._served.get(account, False)

    def _at_fault(self, account: str) -> bool:
        return bool(self._sending[account].tally.by_error.get("AccountFault"))

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(LOOK):
                await self._stop.wait()
        except TimeoutError:
            pass


def ends(ledger: Ledger) -> int:
    """Return how many recipients have their end."""
    return sum(n for (state, _), n in ledger.items() if state not in ("queued", "claimed"))


STATES: tuple[MessageState, ...] = (
    *("read", "delivered", "sent", "claimed", "queued"),
    *("unknown", "failed", "expired", "cancelled"),
)
REASONS: Mapping[str, str] = {
    "read": "the person saw it",
    "delivered": "it reached the person's phone",
    "sent": "the channel accepted it",
    "claimed": "it is being sent",
    "queued": "it waits for its turn",
    "unreachable": "the person blocked the bot or never started it",
    "window_closed": "the person wrote more than 24 hours ago; it goes when they write again",
    "no_template": "no WhatsApp template is approved for it; it goes when the person writes",
    "too_long": "it is too long for a WhatsApp template; it goes when the person writes",
    "daily_cap": "the day's number of WhatsApp recipients is used up; it goes later",
    "provider_limit": "WhatsApp holds such messages to the person back; once more after a day",
    "opted_out": "the person wants no announcements on WhatsApp",
    "rejected": "the channel refuses the message",
    "gave_up": "every attempt of a day failed",
    "too_late": "its time was over",
    "too late": "its time was over",
    "erased": "the person had everything erased",
    "ambiguous": "sent, but the answer was lost; not sent again",
    "throttled": "the channel held it back twice; not tried again",
    "account_limit": "the channel makes the account wait; it goes after that",
    "crash": "the sending process was killed; not sent again",
    "stopped": "the person said stop",
    "together": "it goes once to the chat that the person shares with others",
    "broadcast cancelled": "the broadcast was cancelled",
}


def reason_of(state: MessageState, reason: str) -> str:
    """Return in words why a message is in its state."""
    return REASONS.get(reason or state, reason)


def lines(ledger: Ledger) -> list[tuple[MessageState, int, str]]:
    """Return the ledger in order: state, recipients, reason in words."""
    counted: dict[tuple[MessageState, str], int] = defaultdict(int)
    for (state, reason), people in ledger.items():
        counted[state, reason_of(state, reason)] += people
    ordered = sorted(counted.items(), key=lambda item: (STATES.index(item[0][0]), item[0][1]))
    return [(state, people, reason) for (state, reason), people in ordered]
