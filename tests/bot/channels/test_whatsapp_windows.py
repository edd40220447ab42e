"""What goes to who has not written for a day, and what becomes of sends that are in doubt."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from bot.channels.base import Limits
from bot.channels.whatsapp import ERRORS, Timeouts, WhatsApp
from bot.channels.whatsapp_parse import TemplateNews, Wish, parse
from bot.dispatcher import Dispatcher
from bot.programme import templates
from bot.programme.ledgers import reason_of
from bot.programme.templates import Ledger
from bot.statuses import Statuses
from flows.incoming import Tap
from flows.message import Lane, Message, Option
from storage import conversations, outbox, outcomes, receipts, sends
from storage.conversations import Contact
from storage.engine import Store
from storage.errors import Gone
from storage.outbox import OutboxRow
from storage.receipts import Receipt
from storage.schema import address, message, preference, receipt
from storage.templates import list_
from tests.fakes.whatsapp import (
    NUMBER,
    SECRET,
    TOKEN,
    VERIFY,
    WABA,
    FakeWhatsApp,
    Sent,
    Template,
)
from tests.storage.people import person
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio
ACCOUNT, ME = "whatsapp:default", "MA.13491208655302741918"
BEGIN = datetime(2026, 11, 23, 10, tzinfo=UTC)
COMING = (Option(key="coming", label="غادي نجي"), Option(key="not_coming", label="ما غاديش نجي"))
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Office:
    """One number with its dispatcher, Meta's fake, and a clock that is set."""

    fake: FakeWhatsApp
    store: Store
    clock: list[datetime]
    channel: WhatsApp = field(init=False)
    dispatcher: Dispatcher = field(init=False)
    statuses: Statuses = field(init=False)
    ledger: Ledger = field(init=False)

    async def open(self, *, daily: int = 0) -> None:
        """Begin, or begin anew, as a process does."""
        if hasattr(self, "channel"):
            await self.channel.close()
        now = lambda: self.clock[0]  # noqa: E731
        self.ledger = Ledger(store=self.store, account=ACCOUNT, now=now)
        self.statuses = Statuses(store=self.store, now=now)
        self.channel = WhatsApp(
            account=ACCOUNT,
            token=TOKEN,
            phone_number_id=NUMBER,
            waba_id=WABA,
            app_secret=SECRET,
            verify_token=VERIFY,
            api_base=self.fake.api_base,
            media=Path(),
            book=self.ledger,
            daily=daily,
            limits=Limits(per_second=10_000),
            timeouts=Timeouts(connect=PATIENCE, call=PATIENCE),
            now=now,
        )
        await self.channel.__aenter__()
        self.dispatcher = Dispatcher(
            channel=self.channel, store=self.store, now=now, monotonic=monotonic
        )

    async def approve(self, *codes: str, name: str = templates.REMINDER) -> None:
        parameters, buttons = (4, 2) if name == templates.REMINDER else (1, 0)
        for code in codes:
            self.fake.templates[name, code] = Template(parameters, buttons)
        told = [
            TemplateNews(name=name, language=code, status="APPROVED", at=self.clock[0])
            for code in codes
        ]
        await self.ledger.told(told)
        await self.channel._reload()

    def later(self, by: timedelta) -> None:
        self.clock[0] += by

    async def somebody(self, key: int, who: str, *, wrote: timedelta = 25 * HOUR) -> None:
        """Let somebody have an address with this key, who wrote so long ago."""
        at = self.clock[0] - wrote
        self.fake.person("", who, wrote=at.timestamp())

        def write(tx: Connection) -> None:
            person(tx, who, key, account=ACCOUNT)
            set_ = update(address).where(address.c.external == who).values(last_inbound=at)
            tx.execute(set_)

        await self.store.write(write)

    async def queue(self, key: int, lane: Lane, *, to: int = 3, **more: Any) -> None:
        fields: dict[str, Any] = {"text": f"message {key}", "language": "ary"}
        if lane == "reminder":
            fields |= {
                "template": templates.reminder("الخياطة", "السبت", "10:00", "آسفي"),
                "choices": COMING,
                "token": "t5",
            }
        if lane == "broadcast":
            fields["template"] = templates.announcement("الدورة\n\tالجديدة")
        row = OutboxRow(
            id=key,
            address_id=to,
            account=ACCOUNT,
            lane=lane,
            body=Message(**fields | more.pop("body", {})).to_json(),
            due=self.clock[0],
            created=self.clock[0],
            **more,
        )
        await self.store.write(lambda tx: outbox.put(tx, [row]))

    async def stands(self, key: int) -> tuple[str, str]:
        query = select(message.c.state, message.c.reason).where(message.c.id == key)
        row = await self.store.read(lambda tx: tx.execute(query).one())
        return row.state, row.reason

    async def hears(self, *statuses: dict[str, Any], twice: bool = True) -> None:
        """Take statuses as a webhook brings them; doubled, as Meta may."""
        body = self.fake.body((), statuses)
        for _ in range(2 if twice else 1):
            parsed = parse(body, ACCOUNT, self.clock[0], codes=ERRORS)
            await self.statuses.take(parsed.statuses)

    async def writes(self, key: int, who: str) -> None:
        """Let somebody write: the window opens, and what is parked is let go."""
        at = self.clock[0]
        self.fake.people[who].wrote = at.timestamp()

        def write(tx: Connection) -> None:
            tx.execute(update(address).where(address.c.id == key).values(last_inbound=at))
            outbox.release(tx, [key], at)

        await self.store.write(write)


@pytest.fixture
async def office(store: Store) -> AsyncIterator[Office]:
    clock = [BEGIN]
    async with FakeWhatsApp(per_second=0, pair_seconds=0, now=lambda: clock[0].timestamp()) as fake:
        office = Office(fake, store, clock)
        await office.open()
        await office.somebody(3, ME)
        yield office
        await office.channel.close()


def template_of(sent: Sent) -> dict[str, Any]:
    held: dict[str, Any] = sent.payload["template"]
    return held


# ---------------------------------------------------------------- the closed window


@pytest.mark.parametrize(
    ("approved", "code"),
    [
        pytest.param(["ar", "ar_MA"], "ar_MA", id="Moroccan Arabic for Darija"),
        pytest.param(["ar"], "ar", id="else Arabic"),
        pytest.param(["fr", "ar"], "ar", id="never another language"),
    ],
)
async def test_a_reminder_goes_as_the_approved_template(
    office: Office, approved: list[str], code: str
) -> None:
    await office.approve(*approved)
    await office.queue(10, "reminder")
    await office.dispatcher.drain()
    (sent,) = office.fake.sent
    held = template_of(sent)
    assert (held["name"], held["language"]["code"]) == ("rafiq_reminder", code)
    body = [each["text"] for each in held["components"][0]["parameters"]]
    assert body == ["الخياطة", "السبت", "10:00", "آسفي"]
    assert await office.stands(10) == ("sent", "")
    # Her tap is understood as the usual button's.
    payload = held["components"][1]["parameters"][0]["payload"]
    button = office.fake.message(ME, "button", {"payload": payload, "text": "غادي نجي"})
    (delivery,) = parse(office.fake.body([button]), ACCOUNT, BEGIN).deliveries
    assert delivery.incoming.tap == Tap(token="t5", key="coming")


async def test_an_announcement_has_one_line(office: Office) -> None:
    await office.approve("ar", name=templates.ANNOUNCEMENT)
    await office.queue(10, "broadcast")
    await office.dispatcher.drain()
    (parameter,) = template_of(office.fake.sent[0])["components"][0]["parameters"]
    assert parameter["text"] == "الدورة الجديدة"


async def test_an_open_window_takes_free_words(office: Office) -> None:
    await office.somebody(4, "MA.4", wrote=HOUR)
    await office.approve("ar")
    await office.queue(10, "reminder", to=4)
    await office.dispatcher.drain()
    assert [sent.payload["type"] for sent in office.fake.sent] == ["interactive"]


@pytest.mark.parametrize(
    ("lane", "body", "why"),
    [
        pytest.param("reminder", {}, "no_template", id="none is approved"),
        pytest.param("reply", {}, "window_closed", id="a reply has none"),
        pytest.param(
            "broadcast",
            {"template": templates.announcement("كلمة " * 250)},
            "too_long",
            id="its words are too many",
        ),
    ],
)
async def test_it_waits_until_she_writes(
    office: Office, lane: Lane, body: dict[str, Any], why: str
) -> None:
    await office.approve("fr")
    await office.queue(10, lane, body=body)
    await office.dispatcher.drain()
    assert office.fake.calls == []
    assert await office.stands(10) == ("queued", why)
    assert "writes" in reason_of("queued", why) or "write again" in reason_of("queued", why)
    assert await office.store.read(lambda tx: outcomes.waiting(tx, 1)) == {}
    await office.queue(11, "reminder")  # what is parked holds nobody up
    await office.approve("ar")
    await office.dispatcher.drain()
    assert (await office.stands(11))[0] == "sent"
    office.later(3 * HOUR)
    await office.writes(3, ME)
    await office.dispatcher.drain()
    assert (await office.stands(10))[0] == "sent"


async def test_what_waited_too_long_ends(office: Office) -> None:
    await office.queue(10, "reminder", expires=BEGIN + 5 * HOUR)
    await office.queue(11, "reply")
    await office.dispatcher.drain()
    office.later(5 * HOUR)
    await office.store.write(lambda tx: outbox.expire(tx, office.clock[0]))
    assert (await office.stands(10))[0] == "expired"
    office.later(timedelta(days=14))
    await office.dispatcher.drain()
    assert await office.stands(11) == ("failed", "window_closed")


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        pytest.param("MISSING", "MISSING", id="deleted"),
        pytest.param("PENDING", "MISSING", id="not approved yet"),
        pytest.param("PAUSED", "PAUSED", id="paused"),
        pytest.param("DISABLED", "DISABLED", id="disabled"),
        pytest.param("APPROVED", "MISMATCH", id="of another form"),
    ],
)
async def test_a_template_that_is_gone_is_waited_for(
    office: Office, status: str, stands: str
) -> None:
    await office.approve("ar", "ar_MA")
    held = Template(parameters=1, status=status)
    office.fake.templates["rafiq_reminder", "ar_MA"] = held
    if status == "MISSING":
        office.fake.templates.clear()
    await office.queue(10, "reminder")
    await office.dispatcher.drain()
    assert await office.stands(10) == ("queued", "no_template")
    assert await office.ledger.approved() == {("rafiq_reminder", "ar")}
    rows = await office.store.read(lambda tx: list_(tx, ACCOUNT))
    assert {each.language: each.status for each in rows} == {"ar": "APPROVED", "ar_MA": stands}
    office.later(HOUR)
    await office.approve("ar_MA")
    await office.dispatcher.drain()
    assert (await office.stands(10))[0] == "sent"


# ---------------------------------------------------------------- the window was closed after all


@pytest.mark.parametrize("approved", [True, False], ids=["with a template", "without one"])
async def test_the_server_says_that_the_window_is_closed(office: Office, approved: bool) -> None:
    await office.somebody(4, "MA.4", wrote=HOUR)
    office.fake.people["MA.4"].wrote = 0
    if approved:
        await office.approve("ar")
    await office.queue(10, "reminder", to=4)
    await office.dispatcher.drain()
    codes = [call.code for call in office.fake.made("messages")]
    assert codes == ([131047, 0] if approved else [131047])
    stands = ("sent", "") if approved else ("queued", "no_template")
    assert await office.stands(10) == stands


async def test_a_status_says_that_the_window_was_closed(office: Office) -> None:
    await office.somebody(4, "MA.4", wrote=HOUR)
    await office.approve("ar")
    await office.queue(10, "reminder", to=4)
    await office.dispatcher.drain()
    failed = office.fake.status(office.fake.sent[0], "failed", code=131047)
    await office.hears(failed)
    await office.dispatcher.drain()
    await office.hears(failed)  # late, of the first attempt
    assert [sent.payload["type"] for sent in office.fake.sent] == ["interactive", "template"]
    assert await office.stands(10) == ("sent", "")
    await office.hears(office.fake.status(office.fake.sent[1], "failed", code=131047))
    await office.dispatcher.drain()
    assert (len(office.fake.sent), await office.stands(10)) == (2, ("failed", "window_closed"))


# ---------------------------------------------------------------- Meta's own measures


@pytest.mark.parametrize("code", [131049, 130472])
async def test_only_this_message_is_held_for_a_day(office: Office, code: int) -> None:
    await office.approve("ar")
    await office.queue(10, "reminder")
    await office.dispatcher.drain()
    await office.hears(office.fake.status(office.fake.sent[0], "failed", code=code))
    assert await office.stands(10) == ("queued", "provider_limit")
    await office.queue(12, "reminder")
    await office.dispatcher.drain()
    assert (await office.stands(12))[0] == "sent"
    await office.writes(3, ME)
    await office.queue(11, "reply")
    await office.dispatcher.drain()
    assert (await office.stands(11))[0] == "sent"
    office.later(23 * HOUR)
    await office.dispatcher.drain()
    assert len(office.fake.sent) == 3
    office.later(2 * HOUR)
    await office.dispatcher.drain()
    assert len(office.fake.sent) == 4
    await office.hears(office.fake.status(office.fake.sent[3], "failed", code=code))
    assert await office.stands(10) == ("failed", "provider_limit")


async def test_no_marketing_stops_announcements_alone(office: Office) -> None:
    await office.approve("ar")
    await office.approve("ar", name=templates.ANNOUNCEMENT)
    await office.queue(10, "broadcast")
    await office.dispatcher.drain()
    await office.queue(11, "broadcast")
    await office.queue(12, "reminder")
    await office.hears(office.fake.status(office.fake.sent[0], "failed", code=131050))
    assert (await office.stands(10))[0] == "failed"
    assert await office.stands(11) == ("cancelled", "opted_out")
    await office.dispatcher.drain()
    assert (await office.stands(12))[0] == "sent"
    reachable = select(address.c.reachable).where(address.c.id == 3)
    assert await office.store.read(lambda tx: tx.execute(reachable).scalar()) is True


@pytest.mark.parametrize("lost", [False, True], ids=["our note is late", "the answer is lost"])
@pytest.mark.parametrize("early", [False, True], ids=["after our note", "before our note"])
@pytest.mark.parametrize(
    ("code", "reachable", "refuses"),
    [
        pytest.param(131026, False, False, id="not on WhatsApp"),
        pytest.param(131050, True, True, id="no announcements"),
        pytest.param(131042, True, False, id="the account's fault"),
        pytest.param(999_999, True, False, id="a code of the future"),
    ],
)
async def test_what_a_failure_says_of_her_whenever_it_is_told(
    office: Office, code: int, reachable: bool, refuses: bool, early: bool, lost: bool
) -> None:
    await office.approve("ar", name=templates.ANNOUNCEMENT)
    await office.queue(10, "broadcast")
    if lost:
        office.fake.inject("drop_after")
    sending = office.dispatcher._sender.send

    async def told_first(due: sends.Due) -> sends.Result:
        result = await sending(due)
        if early:
            await office.hears(office.fake.status(office.fake.sent[0], "failed", code=code))
        return result

    office.dispatcher._sender.send = told_first  # type: ignore[method-assign]
    await office.dispatcher.drain()
    if not early:
        await office.hears(office.fake.status(office.fake.sent[0], "failed", code=code))

    def told(tx: Connection) -> tuple[Any, Any]:
        can = tx.execute(select(address.c.reachable).where(address.c.id == 3)).scalar()
        return can, tx.execute(select(preference.c.announcements)).scalar() is False

    assert await office.store.read(told) == (reachable, refuses)
    assert (await office.stands(10))[0] == "failed"


@pytest.mark.parametrize(
    ("wrote", "reachable"),
    [
        pytest.param(-10, False, id="before it failed"),
        pytest.param(10, True, id="since then"),
    ],
)
@pytest.mark.parametrize("late", [False, True], ids=["told at once", "told after she wrote"])
async def test_who_wrote_since_can_be_reached(
    office: Office, wrote: int, reachable: bool, late: bool
) -> None:
    await office.writes(3, ME)
    await office.queue(10, "reply")
    await office.dispatcher.drain()
    failed = office.fake.status(office.fake.sent[0], "failed", code=131026)
    office.later(HOUR)

    async def heard() -> None:
        at = BEGIN + timedelta(seconds=wrote)
        told = Contact(address_id=3, phone=None, reachable=True, last_inbound=at, at=at)
        await office.store.write(lambda tx: conversations.touch(tx, [told]))

    for step in (heard, None) if late else (None, heard):
        await (step() if step else office.hears(failed))
    can = select(address.c.reachable).where(address.c.id == 3)
    assert await office.store.read(lambda tx: tx.execute(can).scalar()) is reachable


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        pytest.param([("stop", 1)], False, id="stop"),
        pytest.param([("stop", 1), ("resume", 2)], True, id="stop, resume"),
        pytest.param([("resume", 2), ("stop", 1)], True, id="in the wrong order"),
        pytest.param([("resume", 1), ("stop", 1)], False, id="in one second: rather not"),
    ],
)
async def test_what_she_told_whatsapp(
    office: Office, said: list[tuple[str, int]], goes: bool
) -> None:
    await office.approve("ar", name=templates.ANNOUNCEMENT)
    for value, second in said * 2:
        wish = {
            "user_id": ME,
            "category": "marketing_messages",
            "value": value,
            "timestamp": int(BEGIN.timestamp()) - 60 + second,
        }
        change = {"field": "user_preferences", "value": {"user_preferences": [wish]}}
        wishes = parse({"entry": [{"changes": [change]}]}, ACCOUNT, BEGIN).wishes
        assert wishes == [
            Wish(
                account=ACCOUNT,
                senders=(ME,),
                announcements=value == "resume",
                at=BEGIN + timedelta(seconds=second - 60),
            )
        ]
        await office.statuses.wished(wishes)

    def refuses(tx: Connection) -> bool:
        from storage.preferences import refuses

        return tx.execute(select(refuses(address.c.id)).where(address.c.id == 3)).scalar_one()

    assert bool(await office.store.read(refuses)) is not goes


# ---------------------------------------------------------------- so many people a day


async def test_the_days_people_are_counted(office: Office) -> None:
    await office.approve("ar")
    await office.open(daily=2)
    for key in (4, 5):
        await office.somebody(key, f"MA.{key}")
    await office.queue(10, "reminder", to=3)
    await office.dispatcher.drain()
    office.later(HOUR)
    await office.open(daily=2)  # another process: it counts what the first one sent
    for key, to in ((11, 4), (12, 5), (13, 3)):  # the last is counted already
        await office.queue(key, "reminder", to=to)
        await office.dispatcher.drain()
    assert [sent.to for sent in office.fake.sent] == [ME, "MA.4", ME]
    assert await office.stands(12) == ("queued", "daily_cap")
    office.later(22 * HOUR)
    await office.dispatcher.drain()
    assert len(office.fake.sent) == 3
    office.later(3 * HOUR)
    await office.dispatcher.drain()
    assert [sent.to for sent in office.fake.sent][3:] == ["MA.5"]
    assert await office.stands(12) == ("sent", "")


async def test_where_it_cannot_be_counted_nothing_goes_yet(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.approve("ar")
    await office.open(daily=1)
    await office.queue(10, "reminder")

    async def gone(since: datetime) -> list[tuple[str, datetime]]:
        raise Gone("x")

    with monkeypatch.context() as patched:
        patched.setattr(office.ledger, "openings", gone)
        await office.dispatcher.drain()
    assert office.fake.sent == []
    assert (await office.stands(10))[0] == "queued"
    office.later(HOUR)
    await office.dispatcher.drain()
    assert (await office.stands(10))[0] == "sent"


async def test_what_did_not_go_does_not_count(office: Office) -> None:
    await office.approve("ar")
    await office.open(daily=1)
    await office.somebody(4, "MA.4")
    office.fake.inject("status", status=400, code=131026)
    await office.queue(10, "reminder", to=3)
    await office.dispatcher.drain()
    await office.queue(11, "reminder", to=4)
    await office.dispatcher.drain()
    assert [sent.to for sent in office.fake.sent] == ["MA.4"]


# ---------------------------------------------------------------- the answer was lost


async def test_our_key_is_in_every_call(office: Office) -> None:
    await office.writes(3, ME)
    await office.queue(10, "reply", body={"text": "long " * 1000})
    await office.dispatcher.drain()
    keys = [sent.payload["biz_opaque_callback_data"] for sent in office.fake.sent]
    assert keys == ["10:0", "10:1"]


@pytest.mark.parametrize(
    ("states", "ends"),
    [
        pytest.param(["sent"], "sent", id="it was sent"),
        pytest.param(["read", "delivered", "sent"], "read", id="it was read"),
        pytest.param(["failed"], "failed", id="it failed"),
    ],
)
@pytest.mark.parametrize("early", [False, True], ids=["after", "before we knew of the doubt"])
async def test_a_status_ends_the_doubt(
    office: Office, states: list[str], ends: str, early: bool
) -> None:
    await office.approve("ar")
    await office.queue(10, "reminder")
    office.fake.inject("drop_after")
    sending = office.dispatcher._sender.send

    async def told_first(due: sends.Due) -> sends.Result:
        result = await sending(due)
        if early:
            await office.hears(*told())
        return result

    def told() -> list[dict[str, Any]]:
        (sent,) = office.fake.sent
        codes = {"failed": 131026}
        return [office.fake.status(sent, each, code=codes.get(each, 0)) for each in states]

    office.dispatcher._sender.send = told_first  # type: ignore[method-assign]
    await office.dispatcher.drain()
    if not early:
        assert await office.stands(10) == ("unknown", "ambiguous")
        await office.hears(*told())
    assert (await office.stands(10))[0] == ends
    assert len(office.fake.sent) == 1
    rest = await office.store.read(lambda tx: tx.execute(select(receipt.c.state)).all())
    assert rest == []


async def test_a_reply_that_went_after_all_is_not_said_again(office: Office) -> None:
    await office.writes(3, ME)
    await office.queue(10, "reply")
    office.fake.inject("drop_after")
    await office.dispatcher.step()
    assert (await office.stands(10))[0] == "queued"
    await office.hears(office.fake.status(office.fake.sent[0], "sent"))
    office.later(HOUR)
    await office.dispatcher.drain()
    assert len(office.fake.sent) == 1
    assert (await office.stands(10))[0] == "sent"
    await office.hears(office.fake.status(office.fake.sent[0], "read"))
    assert (await office.stands(10))[0] == "read"


async def test_after_a_kill_a_status_ends_the_doubt(office: Office) -> None:
    await office.approve("ar")
    for key, lane in ((10, "reminder"), (11, "reply")):
        await office.somebody(key, f"MA.{key}", wrote=HOUR)
        await office.queue(key, lane, to=key)  # type: ignore[arg-type]

    def killed(tx: Connection) -> None:
        sends.claim(tx, ACCOUNT, limit=9, now=BEGIN)

    await office.store.write(killed)
    for key in (10, 11):
        await office.hears({"id": f"wamid.{key}", "status": "sent", "timestamp": "1764000000",
                            "biz_opaque_callback_data": f"{key}:0"})  # fmt: skip
    await office.dispatcher.recover()
    office.later(HOUR)
    await office.dispatcher.drain()
    assert office.fake.sent == []
    assert [await office.stands(key) for key in (10, 11)] == [("sent", ""), ("sent", "")]


@pytest.mark.parametrize(
    "own", ["", "some data", "99:0", "10:1", f"{1 << 62}:0", "10:0:0", "-10:0"]
)
async def test_a_strange_key_changes_nothing(office: Office, own: str) -> None:
    await office.approve("ar")
    await office.queue(10, "reminder")
    office.fake.inject("drop_after")
    await office.dispatcher.drain()
    status = {"id": "wamid.X", "status": "sent", "timestamp": "1764000000"}
    await office.hears({**status, "biz_opaque_callback_data": own})
    assert await office.stands(10) == ("unknown", "ambiguous")


async def test_anothers_key_is_not_ours(office: Office) -> None:
    await office.queue(10, "reminder")
    theirs = Receipt(
        key=900,
        account="whatsapp:two",
        provider="wamid.X",
        state="read",
        at=BEGIN,
        message_id=10,
    )
    assert await office.store.write(lambda tx: receipts.put(tx, [theirs])) == 0
    assert (await office.stands(10))[0] == "queued"
