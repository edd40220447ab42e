"""Telegram over real HTTP, against a server that refuses what the real one refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Delivery,
    Rejected,
    Request,
    Throttled,
    Transient,
    Unreachable,
)
from bot.channels.telegram import REFUSED, Telegram, Timeouts
from flows.incoming import Upload
from flows.message import Attachment, Message, Option
from storage.errors import StorageError
from tests.fakes.telegram import TOKEN, Call, FakeTelegram
from tests.waiting import PATIENCE

pytestmark = pytest.mark.anyio

NAME = "Zoulikha"
CHOICES = tuple(Option(key=f"k{n}", label=f"Choix {n}") for n in range(1, 20))


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram(per_chat_seconds=0, per_second=0) as server:
        server.person(7)
        yield server


def bot(fake: FakeTelegram, *, media: Path = Path(), **settings: Any) -> Telegram:
    return Telegram(
        **{
            "account": "telegram:default",
            "token": TOKEN,
            "media": media,
            "api_base": fake.api_base,
            "file_base": fake.file_base,
            "timeouts": Timeouts(connect=PATIENCE, call=PATIENCE, poll=2),
            "backoff": (0.01, 0.05),
            **settings,
        }
    )


@pytest.fixture
async def channel(fake: FakeTelegram, tmp_path: Path) -> AsyncIterator[Telegram]:
    async with bot(fake, media=tmp_path) as opened:
        yield opened


class Inbox:
    """Takes what comes; fails as often as it is told to."""

    def __init__(self, fail: int = 0) -> None:
        self.taken: list[Delivery] = []
        self.fail = fail

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        if self.fail:
            self.fail -= 1
            raise StorageError("full")
        self.taken += deliveries

    @property
    def texts(self) -> list[str]:
        return [delivery.incoming.text for delivery in self.taken]


@asynccontextmanager
async def polling(channel: Telegram, inbox: Inbox) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.run(inbox.take))
    try:
        yield
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def ask(question: int | str = 1, **fields: Any) -> Message:
    return Message(**{"text": "Question ?", "language": "fr", "token": str(question), **fields})


async def say(channel: Telegram, message: Message, to: str = "7") -> list[str]:
    return [await channel.send(to, request) for request in channel.render(to, message)]


def offsets(fake: FakeTelegram) -> list[Any]:
    return [call.parameters.get("offset") for call in fake.made("getUpdates")]


# ---------------------------------------------------------------- coming in


async def test_the_offset_moves_after_the_batch_is_taken(fake: FakeTelegram) -> None:
    inbox = Inbox()
    async with bot(fake) as channel, polling(channel, inbox):
        first = fake.say(7, "un")
        await fake.until(lambda: inbox.texts == ["un"])
        await fake.until(lambda: offsets(fake)[-1] == first + 1)
        fake.say(7, "deux")
        await fake.until(lambda: inbox.texts == ["un", "deux"])
    assert offsets(fake)[0] is None
    assert fake.made("deleteWebhook")[0].parameters == {"drop_pending_updates": False}
    assert len(fake.made("deleteWebhook")) == 1
    asked = fake.made("getUpdates")[0].parameters["allowed_updates"]
    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert inbox.taken[0].body is not None


async def test_a_batch_that_is_not_stored_comes_again(fake: FakeTelegram) -> None:
    inbox = Inbox(fail=3)
    number = fake.say(7, "un")
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: inbox.texts == ["un"])
        await fake.until(lambda: offsets(fake)[-1] == number + 1)
    assert [offset for offset in offsets(fake) if offset is None] == [None] * 4


async def test_what_cannot_be_read_is_passed_over(fake: FakeTelegram) -> None:
    inbox = Inbox()
    fake.raw({"update_id": 1, "message": {"text": NAME}})
    fake.raw({"update_id": 2, "hologram": {}})
    with structlog.testing.capture_logs() as logs:
        async with bot(fake) as channel, polling(channel, inbox):
            await fake.until(lambda: not fake.updates)
            fake.say(7, "un")
            await fake.until(lambda: inbox.texts == ["un"])
    assert [entry["event"] for entry in logs] == ["telegram.update_unreadable"]
    assert NAME not in str(logs)


async def test_what_never_can_be_confirmed_is_not_asked_for_at_once(fake: FakeTelegram) -> None:
    inbox = Inbox()
    fake.raw({"message": {}})
    async with bot(fake, backoff=(30.0, 60.0)) as channel, polling(channel, inbox):
        await fake.until(lambda: fake.made("getUpdates"))
        await asyncio.sleep(0.1)
    assert len(fake.made("getUpdates")) == 1


async def test_a_second_poller_waits(fake: FakeTelegram) -> None:
    inbox = Inbox()
    with structlog.testing.capture_logs() as logs:
        async with bot(fake) as channel, polling(channel, inbox):
            await fake.until(lambda: fake.made("getUpdates"))
            for _ in range(3):
                fake.inject("getUpdates", "status", status=409, description="Conflict: terminated "
                            "by other getUpdates request; make sure that only one bot instance is "
                            "running")  # fmt: skip
            fake.say(7, "un")
            await fake.until(lambda: inbox.texts == ["un"])
            fake.say(7, "deux")
            await fake.until(lambda: inbox.texts == ["un", "deux"])
    assert [entry["event"] for entry in logs] == ["telegram.other_poller"]


async def test_two_pollers_lose_nothing(fake: FakeTelegram) -> None:
    one, two = Inbox(), Inbox()
    async with (
        bot(fake) as first,
        bot(fake) as second,
        polling(first, one),
        polling(second, two),
    ):
        await fake.until(lambda: any(call.status == 409 for call in fake.made("getUpdates")))
        for number in range(20):
            fake.say(7, str(number))
        await fake.until(lambda: len({*one.texts, *two.texts}) == 20)


async def test_a_webhook_that_was_set_is_taken_away(fake: FakeTelegram) -> None:
    inbox = Inbox()
    fake.webhook = "https://example.org"
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: fake.made("getUpdates"))
        fake.webhook = "https://example.org"
        fake.say(7, "un")
        fake.say(7, "deux")
        await fake.until(lambda: len(inbox.texts) == 2)
        await fake.until(lambda: len(fake.made("deleteWebhook")) == 2)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before"},
        {"kind": "drop_after"},
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 401},
        {"kind": "html", "status": 502},
        {"kind": "garbage"},
        {"kind": "slow", "seconds": 0.1},
    ],
    ids=str,
)
async def test_polling_survives(fake: FakeTelegram, fault: dict[str, Any]) -> None:
    inbox = Inbox()
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: fake.made("getUpdates"))
        fake.inject("getUpdates", **fault)
        fake.say(7, "un")
        await fake.until(lambda: inbox.texts)
        fake.say(7, "deux")
        await fake.until(lambda: "deux" in inbox.texts)
    assert dict.fromkeys(inbox.texts) == {"un": None, "deux": None}


async def test_polling_survives_a_server_that_is_away(fake: FakeTelegram) -> None:
    inbox = Inbox()
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: fake.made("getUpdates"))
        await fake.stop()
        fake.say(7, "un")
        await asyncio.sleep(0.05)
        await fake.start()
        await fake.until(lambda: inbox.texts == ["un"])


@pytest.mark.parametrize("token", ["123456:" + "x" * 35, "wrong"])
async def test_a_wrong_token_is_one_clear_line(fake: FakeTelegram, token: str) -> None:
    async with bot(fake, token=token) as channel:
        with pytest.raises(AccountFault) as caught:
            await channel.run(Inbox().take)
    assert str(caught.value) == REFUSED
    assert token not in str(caught.value)


async def test_a_token_that_is_taken_back_ends_the_poll(fake: FakeTelegram) -> None:
    async with bot(fake) as channel:
        task = asyncio.create_task(channel.run(Inbox().take))
        await fake.until(lambda: fake.made("getUpdates"))
        fake.inject("getUpdates", "status", status=401, times=99)
        fake.say(7, "un")
        with pytest.raises(AccountFault):
            await task


async def test_polling_waits_for_the_lock(fake: FakeTelegram) -> None:
    lock = asyncio.Lock()

    @asynccontextmanager
    async def hold() -> AsyncIterator[None]:
        async with lock:
            yield

    inbox = Inbox()
    fake.say(7, "un")
    await lock.acquire()
    async with bot(fake, hold=hold) as channel, polling(channel, inbox):
        await asyncio.sleep(0.05)
        assert fake.calls == []
        lock.release()
        await fake.until(lambda: inbox.texts == ["un"])
    assert not lock.locked()


async def test_every_kind_arrives(fake: FakeTelegram, channel: Telegram) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        await say(channel, ask(choices=CHOICES[:2]))
        message = fake.said(7)[0].message_id
        fake.tap(7, message, "Choix 2")
        fake.edit(7, 99, "corrigé")
        fake.block(7)
        fake.unblock(7)
        fake.share(7, "212612345678")
        fake.share(7, "212612345678", owner=8)
        fake.say(7, "/stop")
        await fake.until(lambda: len(inbox.taken) == 7)
        await fake.until(lambda: fake.answered)
    got = [delivery.incoming for delivery in inbox.taken]
    assert got[0].tap is not None
    assert (got[0].tap.token, got[0].tap.key) == ("1", "k2")
    assert [one.event for one in got[1:4]] == ["edited", "blocked", "returned"]
    assert [one.contact for one in got[4:6]] == ["+212612345678", None]
    assert got[5].unsupported == "foreign_contact"
    assert got[6].text == "stop"
    assert {one.sender for one in got} == {"7"}


async def test_a_tap_too_old_to_answer_harms_nothing(fake: FakeTelegram) -> None:
    inbox = Inbox()
    number = fake.press(7, 5, "1:yes")
    fake.answered.add("1")
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: any(c.status == 400 for c in fake.made("answerCallbackQuery")))
        await fake.until(lambda: offsets(fake)[-1] == number + 1)
    assert len(inbox.taken) == 1


async def test_a_slow_answer_to_a_tap_delays_nothing(fake: FakeTelegram) -> None:
    inbox = Inbox()
    fake.inject("answerCallbackQuery", "slow", seconds=10 * PATIENCE)
    fake.press(7, 5, "1:yes")
    async with bot(fake) as channel, polling(channel, inbox):
        await fake.until(lambda: fake.made("answerCallbackQuery"))
        fake.say(7, "un")
        await fake.until(lambda: inbox.texts == ["", "un"])


# ---------------------------------------------------------------- pages and keyboards


async def test_pages_are_turned_in_place(fake: FakeTelegram, channel: Telegram) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        await say(channel, ask(choices=CHOICES))
        sent = fake.said(7)[0]
        fake.tap(7, sent.message_id, "▶")
        await fake.until(lambda: sent.labels[0] == "Choix 9")
        fake.press(7, sent.message_id, "1:!page:2")
        await fake.until(lambda: len(fake.made("editMessageReplyMarkup")) == 2)
        fake.press(7, sent.message_id, "1:!page:3")
        await fake.until(lambda: sent.labels[0] == "Choix 17")
        fake.tap(7, sent.message_id, "Choix 19")
        await fake.until(lambda: inbox.taken)
        await fake.until(lambda: len(fake.answered) == 4)
    assert [delivery.incoming.tap and delivery.incoming.tap.key for delivery in inbox.taken] == [
        "k19"
    ]


@pytest.mark.parametrize("data", ["2:!page:2", "1:!page:x", "1:!page:9999", "1:!page:²"])
async def test_a_page_of_another_message_is_an_old_button(
    fake: FakeTelegram, channel: Telegram, data: str
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        await say(channel, ask(choices=CHOICES))
        fake.press(7, fake.said(7)[0].message_id, data)
        await fake.until(lambda: inbox.taken)
    assert not fake.made("editMessageReplyMarkup")


async def test_a_page_that_nobody_remembers_is_an_old_button(fake: FakeTelegram) -> None:
    inbox = Inbox()
    async with bot(fake) as before:
        await say(before, ask(choices=CHOICES))
    async with bot(fake) as after, polling(after, inbox):
        fake.tap(7, fake.said(7)[0].message_id, "▶")
        await fake.until(lambda: inbox.taken)
    assert inbox.taken[0].incoming.tap is not None
    assert inbox.taken[0].incoming.tap.key == "!page:2"


@asynccontextmanager
async def elsewhere(fake: FakeTelegram, message: Message) -> AsyncIterator[tuple[Telegram, Inbox]]:
    """Another process, which did not say the message and finds it where messages are stored."""
    asked: list[tuple[str, str]] = []

    async def recall(chat: str, provider: str) -> Message | None:
        asked.append((chat, provider))
        return message if (chat, provider) == ("7", str(fake.said(7)[0].message_id)) else None

    inbox = Inbox()
    async with bot(fake, recall=recall) as channel, polling(channel, inbox):
        yield channel, inbox


async def test_pages_are_turned_by_a_process_that_did_not_say_them(
    fake: FakeTelegram, channel: Telegram
) -> None:
    message = ask(choices=CHOICES)
    await say(channel, message)
    sent = fake.said(7)[0]
    async with elsewhere(fake, message) as (_, inbox):
        for sign, first in (("▶", "Choix 9"), ("▶", "Choix 17"), ("◀", "Choix 9")):
            fake.tap(7, sent.message_id, sign)
            await fake.until(lambda first=first: sent.labels[0] == first)  # type: ignore[misc]
        fake.press(7, sent.message_id, "9:!page:2")  # a token of another question
        fake.press(7, sent.message_id, "1:!page:x")
        fake.press(7, 4711, "1:!page:2")
        await fake.until(lambda: len(inbox.taken) == 3)


async def test_a_tick_on_a_page_that_another_process_turned_stays_there(
    fake: FakeTelegram, channel: Telegram
) -> None:
    """The sender remembers page 1; the tick is on page 2."""
    done = Option(key="done", label="Fini")
    [first] = await say(channel, ask(choices=(*CHOICES, done), many=True))
    chosen = Option(key="k9", label="Choix 9", chosen=True)
    ticked = ask(choices=(*CHOICES[:8], chosen, *CHOICES[9:], done), many=True, replaces=True)
    assert await say(channel, ticked) == [first]
    assert fake.said(7)[0].labels[0] == "✅ Choix 9"
    back = ask(choices=(*CHOICES, done), many=True, replaces=True)
    assert await say(channel, back) == [first]
    assert fake.said(7)[0].labels[0] == "Choix 9"


async def test_the_keyboard_of_a_question_answered_after_a_restart_goes(
    fake: FakeTelegram, channel: Telegram
) -> None:
    await say(channel, ask("1-1", choices=CHOICES[:2]))
    inbox = Inbox()
    async with bot(fake) as after, polling(after, inbox):
        fake.tap(7, fake.said(7)[0].message_id, "Choix 1")
        await fake.until(lambda: inbox.taken)
        await say(after, ask("1-2", choices=CHOICES[:2]))
        await fake.until(lambda: not fake.said(7)[0].labels)
    assert len(fake.said(7)[1].labels) == 2


async def test_a_tick_edits_in_place_on_its_page(fake: FakeTelegram, channel: Telegram) -> None:
    done = Option(key="done", label="Fini")
    many = ask(choices=(*CHOICES, done), many=True)
    inbox = Inbox()
    async with polling(channel, inbox):
        [first] = await say(channel, many)
        fake.tap(7, int(first), "▶")
        await fake.until(lambda: fake.said(7)[0].labels[0] == "Choix 9")
        fake.tap(7, int(first), "Choix 9")
        await fake.until(lambda: inbox.taken)
        chosen = Option(key="k9", label="Choix 9", chosen=True)
        ticked = ask(choices=(*CHOICES[:8], chosen, *CHOICES[9:], done), many=True, replaces=True)
        assert await say(channel, ticked) == [first]
        assert await say(channel, ticked) == [first]
    assert fake.said(7)[0].labels[0] == "✅ Choix 9"
    assert fake.said(7)[0].labels[-1] == "Fini"
    assert fake.made("editMessageText")[-1].description.startswith("Bad Request: message is not")


async def test_a_tick_edits_the_words_under_a_file(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    (tmp_path / "q.ogg").write_bytes(b"OggS")
    voice = (Attachment(kind="voice", name="q.ogg"),)
    done = Option(key="done", label="Fini")
    [first] = await say(channel, ask(choices=(*CHOICES[:1], done), many=True, media=voice))
    chosen = Option(key="k1", label="Choix 1", chosen=True)
    ticked = ask(text="Et ?", choices=(chosen, done), many=True, replaces=True)
    assert await say(channel, ticked) == [first]
    sent = fake.said(7)[0]
    assert (sent.text, sent.labels, list(sent.media)) == ("Et ?", ["✅ Choix 1", "Fini"], ["voice"])
    fake.sent.clear()  # she deletes it
    assert await say(channel, ask(text="Non", choices=(chosen, done), replaces=True)) != [first]
    assert [each.text for each in fake.said(7)] == ["Non"]


async def test_words_too_long_for_under_a_file_are_said_anew(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    (tmp_path / "q.ogg").write_bytes(b"OggS")
    voice = (Attachment(kind="voice", name="q.ogg"),)
    [first] = await say(channel, ask(choices=CHOICES[:1], media=voice))
    assert await say(channel, ask(text="x" * 1025, replaces=True)) != [first]


async def test_who_takes_no_voices_gets_a_document(
    fake: FakeTelegram, channel: Telegram, tmp_path: Path
) -> None:
    (tmp_path / "q.ogg").write_bytes(b"OggS")
    fake.person(7).no_voice = True
    await say(channel, ask(choices=CHOICES[:1], media=(Attachment(kind="voice", name="q.ogg"),)))
    (sent,) = fake.said(7)
    assert (sent.text, sent.labels, list(sent.media)) == ("Question ?", ["Choix 1"], ["document"])


async def test_what_was_typed_in_between_makes_it_a_new_message(
    fake: FakeTelegram, channel: Telegram
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        [first] = await say(channel, ask(choices=CHOICES[:2]))
        fake.say(7, "2")
        await fake.until(lambda: inbox.taken)
        [second] = await say(channel, ask(choices=CHOICES[:2], replaces=True))
    assert first != second


async def test_an_edit_of_a_deleted_message_says_it_anew(
    fake: FakeTelegram, channel: Telegram
) -> None:
    [first] = await say(channel, ask(choices=CHOICES[:2]))
    fake.sent.clear()
    [second] = await say(channel, ask(choices=CHOICES[:2], replaces=True))
    assert first != second
    assert fake.said(7)[0].labels == ["Choix 1", "Choix 2"]


async def test_an_edit_whose_answer_is_lost_may_be_tried_again(
    fake: FakeTelegram, channel: Telegram
) -> None:
    await say(channel, ask(choices=CHOICES[:2]))
    [edit] = channel.render("7", ask(choices=CHOICES[:3], replaces=True))
    fake.inject("editMessageText", "drop_after")
    with pytest.raises(Transient):
        await channel.send("7", edit)
    await channel.send("7", edit)
    assert fake.said(7)[0].edits == 1


async def test_the_keyboard_of_an_answered_question_goes(
    fake: FakeTelegram, channel: Telegram
) -> None:
    await say(channel, ask("1a-1", choices=CHOICES[:2]))
    await say(channel, ask("t5", choices=CHOICES[:3]))
    await say(channel, ask("1a-2"))
    first, reminder, _ = fake.said(7)
    await fake.until(lambda: first.labels == [])
    assert len(reminder.labels) == 3
    assert len(fake.made("editMessageReplyMarkup")) == 1


async def test_keyboards_are_taken_away_one_by_one(fake: FakeTelegram, channel: Telegram) -> None:
    for number in range(1, 4):
        await say(channel, ask(number, choices=CHOICES[:2]))
    await fake.until(lambda: [len(message.labels) for message in fake.said(7)] == [0, 0, 2])


async def test_the_share_keyboard_goes_when_there_is_room(
    fake: FakeTelegram, channel: Telegram
) -> None:
    share = Option(key="share_phone", label="Partager")
    await say(channel, ask(1, wants="phone", actions=(share,)))
    await say(channel, ask(2, choices=CHOICES[:2]))
    await say(channel, ask(3))
    await say(channel, ask(4))
    marks = [next(iter(message.markup), "") for message in fake.said(7)]
    assert marks[0] == "keyboard"
    assert marks[2:] == ["remove_keyboard", ""]


# ---------------------------------------------------------------- going out


@pytest.mark.parametrize(
    ("fault", "expected", "done"),
    [
        pytest.param({"kind": "drop_before"}, Ambiguous, False, id="dropped before the effect"),
        pytest.param({"kind": "drop_after"}, Ambiguous, True, id="dropped after the effect"),
        pytest.param({"kind": "garbage"}, Ambiguous, False, id="an answer cut off"),
        pytest.param({"kind": "html", "status": 502}, Ambiguous, False, id="a gateway's page"),
        pytest.param({"kind": "html", "status": 503}, Transient, False, id="not now"),
        pytest.param({"kind": "status", "status": 500}, Transient, False, id="500"),
        pytest.param({"kind": "status", "status": 401}, AccountFault, False, id="401"),
        pytest.param({"kind": "status", "status": 403}, Unreachable, False, id="403"),
    ],
)
async def test_a_send_that_fails(
    fake: FakeTelegram,
    channel: Telegram,
    fault: dict[str, Any],
    expected: type[ChannelError],
    done: bool,
) -> None:
    fake.inject("sendMessage", **fault)
    with pytest.raises(ChannelError) as caught:
        await say(channel, ask())
    assert type(caught.value) is expected
    assert fake.made("sendMessage")[0].done is done


async def test_a_send_without_an_answer_in_time(fake: FakeTelegram) -> None:
    fake.inject("sendMessage", "slow", seconds=10 * PATIENCE)
    timeouts = Timeouts(connect=PATIENCE, call=1)
    async with bot(fake, timeouts=timeouts) as channel:
        with pytest.raises(Ambiguous):
            await say(channel, ask())
    assert not fake.made("sendMessage")[0].done


async def test_nothing_was_written(fake: FakeTelegram, channel: Telegram) -> None:
    await fake.stop()
    with pytest.raises(Transient) as caught:
        await say(channel, ask())
    assert caught.value.__cause__ is None
    assert TOKEN not in repr(caught.value)


async def test_a_name_that_does_not_resolve(fake: FakeTelegram) -> None:
    async with bot(fake, api_base="http://nowhere.invalid/bot") as channel:
        with pytest.raises(Transient):
            await say(channel, ask())


async def test_a_connection_that_was_kept_and_closed(fake: FakeTelegram, channel: Telegram) -> None:
    await say(channel, ask())
    await fake.stop()
    await fake.start()
    await asyncio.sleep(0.02)
    await say(channel, ask())
    assert len(fake.said(7)) == 2


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        pytest.param("8", Unreachable, id="never started"),
        pytest.param("x", Unreachable, id="no chat id"),
        pytest.param("9", Unreachable, id="blocked"),
        pytest.param("10", Unreachable, id="deactivated"),
    ],
)
async def test_unreachable(
    fake: FakeTelegram, channel: Telegram, to: str, expected: type[ChannelError]
) -> None:
    fake.block(9)
    fake.person(10).deactivated = True
    with pytest.raises(expected) as caught:
        await say(channel, ask(), to)
    assert to not in caught.value.code.split()


async def test_too_fast(channel: Telegram, fake: FakeTelegram) -> None:
    fake.per_chat_seconds, fake.retry_after = 600.0, 3
    for number in range(fake.per_chat_burst):
        await say(channel, ask(number))
    with pytest.raises(Throttled) as caught:
        await say(channel, ask(99))
    assert caught.value.retry_in == 3
    assert len(fake.said(7)) == fake.per_chat_burst


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param({"text": ""}, id="empty"),
        pytest.param({"text": "x" * 4097}, id="too long"),
        pytest.param({"text": "<b>x", "parse_mode": "HTML"}, id="tag not closed"),
        pytest.param({"text": "a <x", "parse_mode": "HTML"}, id="tag without an end"),
        pytest.param({"text": "<x>a</x>", "parse_mode": "HTML"}, id="unknown tag"),
        pytest.param(
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}}, id="no data"
        ),
        pytest.param(
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y" * 65}]]},
            },
            id="65 bytes",
        ),
        pytest.param(
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]] * 101},
            },
            id="101 buttons",
        ),
    ],
)
async def test_what_the_server_refuses(channel: Telegram, payload: dict[str, Any]) -> None:
    with pytest.raises(Rejected) as caught:
        await channel.send("7", Request(method="sendMessage", payload={"chat_id": "7", **payload}))
    assert "x" not in caught.value.code.split()


async def test_the_hardest_text_arrives_whole(fake: FakeTelegram, channel: Telegram) -> None:
    text = "<b>&lt;😀\u2066+212612345678\u2069 ؟ " * 400
    await say(channel, ask(text=text, choices=CHOICES[:2]))
    assert "".join("".join(m.text for m in fake.said(7)).split()) == "".join(text.split())
    assert [len(message.buttons) for message in fake.said(7)][-1] == 2


async def test_files_go_up_once(fake: FakeTelegram, channel: Telegram, tmp_path: Path) -> None:
    (tmp_path / "q.ogg").write_bytes(b"OggS")
    (tmp_path / "m.png").write_bytes(b"PNG")
    media = (Attachment(kind="voice", name="q.ogg"), Attachment(kind="image", name="m.png"))
    for _ in range(2):
        await say(channel, ask(media=media))
    assert sorted(fake.files.values())[-2:] == [b"OggS", b"PNG"]
    voices: list[Call] = fake.made("sendVoice")
    assert ["voice" in call.parameters for call in voices] == [False, True]
    fake.files.clear()  # the server knows that file no more
    await say(channel, ask(media=media))
    assert [call.status for call in fake.made("sendVoice")] == [200, 200, 400, 200]


@pytest.mark.parametrize("name", ["missing.ogg", "../secret", "/etc/passwd"])
async def test_a_file_that_is_not_there(channel: Telegram, name: str) -> None:
    with pytest.raises(Rejected):
        await say(channel, ask(media=(Attachment(kind="voice", name=name),)))


# ---------------------------------------------------------------- files of people


async def fetched(channel: Telegram, upload: Upload) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(upload)])


async def test_a_file_is_fetched(fake: FakeTelegram, channel: Telegram) -> None:
    inbox = Inbox()
    content = bytes(range(256)) * 1000
    async with polling(channel, inbox):
        fake.upload(7, "voice", content, mime_type="audio/ogg")
        await fake.until(lambda: inbox.taken)
    upload = inbox.taken[0].incoming.upload
    assert upload is not None
    assert await fetched(channel, upload) == content


@pytest.mark.parametrize(
    ("size", "fault", "expected"),
    [
        pytest.param(10, None, Rejected, id="unknown"),
        pytest.param(30_000_000, None, Rejected, id="declared too big"),
        pytest.param(10, ("getFile", {"kind": "drop_before"}), Transient, id="drop"),
        pytest.param(10, ("getFile", {"kind": "status", "status": 429}), Transient, id="429"),
        pytest.param(10, ("getFile", {"kind": "html", "status": 502}), Transient, id="page"),
        pytest.param(10, ("getFile", {"kind": "status", "status": 401}), Transient, id="401"),
    ],
)
async def test_a_file_that_does_not_come(
    fake: FakeTelegram,
    channel: Telegram,
    size: int,
    fault: tuple[str, dict[str, Any]] | None,
    expected: type[ChannelError],
) -> None:
    if fault is not None:
        fake.inject(fault[0], **fault[1])
    with pytest.raises(expected):
        await fetched(channel, Upload(kind="voice", reference="nobody", size=size))


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        pytest.param({"kind": "drop_after"}, Transient, id="half of it"),
        pytest.param({"kind": "status", "status": 404}, Rejected, id="gone"),
        pytest.param({"kind": "status", "status": 500}, Transient, id="500"),
    ],
)
async def test_a_download_that_fails(
    fake: FakeTelegram, channel: Telegram, fault: dict[str, Any], expected: type[ChannelError]
) -> None:
    fake.files["f"] = b"x" * 100_000
    fake.inject("file", **fault)
    with pytest.raises(expected):
        await fetched(channel, Upload(kind="voice", reference="f"))


async def test_a_file_that_is_bigger_than_declared(
    fake: FakeTelegram, channel: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram_files.DOWNLOAD_LIMIT", 1000)
    fake.files["f"] = b"x" * 100_000
    with pytest.raises(Rejected):
        await fetched(channel, Upload(kind="voice", reference="f", size=10))


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../../x", "//evil/x", "a?b", "a%2f..", "http://e/x", "", 5]
)
async def test_a_path_that_leads_elsewhere(
    fake: FakeTelegram, channel: Telegram, monkeypatch: pytest.MonkeyPatch, path: object
) -> None:
    monkeypatch.setattr(fake, "_get_file", lambda _: {"file_path": path})
    with pytest.raises(Rejected):
        await fetched(channel, Upload(kind="voice", reference="f"))
    assert not fake.made("file")


# ---------------------------------------------------------------- what must not be seen


async def test_no_log_holds_what_was_said(
    fake: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    fake.person(5000000007)
    inbox = Inbox(fail=1)
    with structlog.testing.capture_logs() as logs:
        async with bot(fake) as channel, polling(channel, inbox):
            fake.say(5000000007, NAME)
            fake.raw({"update_id": 1, "message": {"text": NAME}})
            await fake.until(lambda: inbox.taken)
            for kind in ("garbage", "drop_after"):
                fake.inject("sendMessage", kind)
                with pytest.raises(Ambiguous):
                    await say(channel, ask(text=NAME), "5000000007")
            fake.inject("getUpdates", "garbage")
            fake.say(5000000007, NAME)
            await fake.until(lambda: len(inbox.taken) == 2)
    everything = f"{logs}{caplog.text}"
    for secret in (NAME, TOKEN, "5000000007"):
        assert secret not in everything


async def test_it_works_without_being_opened(fake: FakeTelegram) -> None:
    channel = bot(fake)
    inbox = Inbox()
    async with polling(channel, inbox):
        fake.say(7, "un")
        await fake.until(lambda: inbox.texts == ["un"])
        await say(channel, ask())
    await say(channel, ask())
    await channel.close()
    assert len(fake.said(7)) == 2


async def test_the_fake_is_driven_from_another_process(fake: FakeTelegram) -> None:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{fake.port}") as outside:
        order = {"do": "say", "chat": 7, "text": "un"}
        async with outside.post("/__control__", json=order) as answer:
            assert await answer.json() == {"result": fake.updates[0]["update_id"]}
        inbox = Inbox()
        async with bot(fake) as channel, polling(channel, inbox):
            await fake.until(lambda: inbox.texts == ["un"])
            await say(channel, ask(choices=CHOICES[:1]))
        async with outside.get("/__control__") as answer:
            log = await answer.json()
    assert [call["method"] for call in log["calls"]][:2] == ["deleteWebhook", "getUpdates"]
    assert [message["text"] for message in log["messages"]] == ["Question ?"]
