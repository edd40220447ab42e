"""People who are registered, a channel that keeps what it sends, and a clock that is set."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from bot.batch import Batch
from bot.channels.base import ChannelError, Delivery, Limits, Request, Take
from bot.dispatcher import Dispatcher
from bot.programme import trainings as planning
from bot.programme.reminders import Reminders
from flows.incoming import Incoming, Tap, Upload
from flows.message import Message
from flows.state import Consent, Person, Position
from flows.world import World
from storage import consents, conversations, outbox, outcomes, people, registrations
from storage.consents import ConsentRow
from storage.conversations import ConversationRow
from storage.engine import Store, Tx
from storage.memory import Memory
from storage.newcomers import Arrival
from storage.registrations import RegistrationRow
from storage.trainings import Change

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACCOUNT = "telegram:default"
HEADER = "id,programme,cohort,title::ary,title::ar,title::fr,title::fa,date,time,zone,place,minutes"
ROW = "w1,{programme},,الخياطة,الخياطة,Couture,خیاطی,2026-11-28,10:00,{zone},Safi,90"
ZONES = {
    "almontija": "Africa/Casablanca",
    "elites": "Asia/Tehran",
    "femmpact": "Africa/Abidjan",
}


class Post:
    """A channel that keeps what it sends; ``refuse`` says who is refused, and with what."""

    limits = Limits(per_second=10_000.0)

    def __init__(
        self, account: str = ACCOUNT, refuse: Callable[[str], ChannelError | None] | None = None
    ) -> None:
        self.account = account
        self.said: list[tuple[str, Message]] = []
        self._refuse = refuse

    def render(self, to: str, message: Message) -> Sequence[Request]:
        return [Request(method="say", payload=message.to_json())]

    async def send(self, to: str, request: Request) -> str:
        if self._refuse and (error := self._refuse(to)):
            raise error
        self.said.append((to, Message.from_json(request.payload)))
        return str(len(self.said))

    async def fetch(self, upload: Upload) -> AsyncIterator[bytes]:
        yield b""

    async def run(self, take: Take) -> None:
        return


def row(programme: str = "almontija", **changes: str) -> str:
    """Return a training's row; each change is from a text to another."""
    text = ROW.format(programme=programme, zone=ZONES[programme])
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


class Town:
    """Everything around the reminders and broadcasts of a programme."""

    def __init__(self, *, store: Store, world: World, now: datetime) -> None:
        self.store = store
        self.world = world
        self.now = now
        self.post = Post()

    # ------------------------------------------------------------ people

    async def settle(
        self,
        *keys: int,
        programme: str = "almontija",
        language: str = "fr",
        cohort: str = "",
        agreed: bool = True,
        account: str = ACCOUNT,
    ) -> None:
        """Register people who agreed (or not) to reminders."""

        arrivals = [Arrival(account=account, sender=str(key), key=key, at=self.now) for key in keys]
        done = Position(stage="done", programme=programme)
        said = Consent(
            programme=programme, purpose="reminders", given=agreed, text="v1", language=language
        )
        registered = [
            RegistrationRow(
                id=key + 1_000_000,
                person_id=key,
                programme=programme,
                cohort=cohort,
                created=self.now,
            )
            for key in keys
        ]
        agreements = [
            ConsentRow(id=key + 2_000_000, person_id=key, consent=said, at=self.now) for key in keys
        ]

        def run(tx: Tx) -> None:
            conversations.load(tx, arrivals)
            people.save(tx, [Person(id=key, language=language) for key in keys])
            conversations.save(
                tx, [ConversationRow(address_id=key, position=done, version=0) for key in keys]
            )
            registrations.put(tx, registered)
            consents.put(tx, agreements)

        # Keys of ours lie beyond those that the rows above name themselves.
        await self.store.keys(5_000_000)
        await self.store.write(run)

    async def hear(self, key: int, *, account: str = ACCOUNT, **fields: object) -> list[str]:
        """Apply an update of somebody; return what is said to her at once."""
        incoming = Incoming(
            account=account,
            sender=str(key),
            id=f"{self.now}{fields}",
            at=self.now,
            **fields,  # type: ignore[arg-type]
        )
        keys = await self.store.keys(50)
        batch = Batch(world=self.world, now=self.now, keys=keys, memory=Memory(self.store))
        await self.store.write(lambda tx: batch.apply(tx, [Delivery(incoming=incoming)]))
        return await self.said()

    async def tap(self, key: int, message: Message, choice: str) -> list[str]:
        """Press a button of a message."""
        return await self.hear(key, tap=Tap(token=message.token, key=choice))

    # ------------------------------------------------------------ programme

    async def plan(self, folder: Path, *rows: str) -> list[Change]:
        """Bring in a file of trainings."""
        file = folder / "trainings.csv"
        file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        planned = planning.read(file, self.world.programmes, self.now)
        return await planning.put(self.store, planned.trainings, self.now)

    def reminders(self, accounts: Collection[str] | None = None) -> Reminders:
        return Reminders(
            store=self.store,
            world=lambda: self.world,
            now=lambda: self.now,
            queued=lambda: None,
            accounts=accounts,
        )

    async def tick(self, at: datetime | None = None) -> list[str]:
        """Set the clock, ring the bell, send; return what was said, each with whom it was for."""
        self.now = at or self.now
        await self.reminders().tick()
        return await self.said()

    async def said(self) -> list[str]:
        """Send what is due; return it."""
        before = len(self.post.said)
        await self.dispatcher().drain()
        return [f"{to}: {message.text}" for to, message in self.post.said[before:]]

    def dispatcher(self) -> Dispatcher:
        return Dispatcher(
            channel=self.post, store=self.store, now=lambda: self.now, monotonic=monotonic
        )

    async def states(self) -> list[tuple[int, str, str]]:
        """Return lane, state and reason of every message, oldest first."""
        rows = await self.store.read(lambda tx: outcomes.list_(tx, limit=10_000))
        return [(outbox.LANES.index(each.lane), each.state, each.reason) for each in rows[::-1]]
