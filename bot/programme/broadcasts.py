"""Broadcasts: what a coordinator tells everybody, planned at once and followed to its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.programme import templates
from flows.courtesy import WEEK, Courtesy
from flows.errors import RafiqError
from flows.message import Message
from flows.world import Programme
from locales.text import CHAIN, LANGUAGES, paragraph
from storage import broadcasts, outbox, proactive, registrations
from storage.broadcasts import Broadcast
from storage.engine import Keys, Store, Tx
from storage.outbox import OutboxRow
from storage.registrations import Recipient

SPOKEN = (*LANGUAGES, "en")
LONGEST = 4_096
"""Characters as Telegram counts them, UTF-16 units (https://core.telegram.org/bots/api#sendmessage)."""
TWICE = timedelta(minutes=10)
"""The same words within this time are most likely the same command, given again after a kill."""
SPARE = 1_000
"""Keys for who registers between counting and planning."""


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
