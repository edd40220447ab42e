"""Telegram's updates as ours, our messages as Telegram's, and what an answer means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import (
    AccountFault,
    Ambiguous,
    ChannelError,
    Rejected,
    Throttled,
    Transient,
    Unreachable,
)
from bot.channels.telegram import Telegram, parse, render
from bot.channels.telegram_http import fault, result
from bot.channels.telegram_parse import _plain, parse_any, tap
from bot.channels.telegram_render import Shown, callback, keyboard, pages
from bot.channels.webhooks import clean
from flows.incoming import Incoming, Tap, Upload
from flows.message import Attachment, Message, Option
from tests.fakes.broken import broken
from tests.fakes.telegram import TOKEN, parse_html

DATA = Path(__file__).parents[2] / "data/telegram"
UPDATES: Mapping[str, Any] = json.loads((DATA / "updates.json").read_text("utf-8"))
COLLECTED: Mapping[str, Any] = json.loads((DATA / "collected.json").read_text("utf-8"))
"""Shapes as other programs' tests and the documentation have them; the people are invented."""
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SENT = datetime.fromtimestamp(1795000000, UTC)
OURS = Incoming(account="telegram:default", sender="7", id="1", at=SENT)
NAME = sha256(b"telegram:default 1").hexdigest()[:32]


def incoming(**fields: Any) -> list[Incoming]:
    return [replace(OURS, **fields)]


def upload(**fields: Any) -> Upload:
    return Upload(**fields)


def pressed(key: str, question: str = "12") -> Tap:
    return Tap(token=question, key=key)


PARSED: Mapping[str, list[Incoming]] = {
    "text": incoming(text="سلام", locale="ar"),
    "unknown fields everywhere": incoming(text="12"),
    "a corner the library cannot parse": incoming(text="12", answers_message="9"),
    "id above 32 bits": incoming(text="x", sender="5000000007"),
    "locale with a region": incoming(text="x", locale="fr-MA"),
    "nul and lone surrogate": incoming(text="abc😀"),
    "date over 64 bits": incoming(text="x", at=NOW),
    "update id over 64 bits": [],
    "update id of text": [],
    "text that is no text": [],
    "chat that is no chat": [],
    "nothing": [],
    "only an id": [],
    "kind of 2030": [],
    "start with payload": incoming(start="almontija"),
    "bare start": incoming(start=""),
    "start with words": incoming(start=""),
    "stop command": incoming(text="stop"),
    "command with the bot's name": incoming(text="mes données"),
    "unknown command": incoming(text="/dance"),
    "tap": incoming(tap=pressed("yes"), at=NOW),
    "tap under a message too old to read": incoming(tap=pressed("yes"), at=NOW),
    "tap without a message": incoming(tap=pressed("yes"), at=NOW),
    "tap by index": incoming(tap=pressed("#3"), at=NOW),
    "tap on the open question": incoming(tap=pressed("yes", ""), at=NOW),
    "tap on a stranger's button": incoming(tap=pressed("yes", "-"), at=NOW),
    "tap of a game": incoming(tap=pressed("", "-"), at=NOW),
    "tap in a group": incoming(sender="-100123", unsupported="group", at=NOW),
    "edited": incoming(event="edited", text="34", at=SENT + timedelta(minutes=1)),
    "live location moves": [],
    "voice": incoming(
        upload=upload(kind="voice", reference="V1", mime="audio/ogg", size=4000, name=f"{NAME}.ogg")
    ),
    "voice without a type": incoming(
        upload=upload(kind="voice", reference="V1", mime="audio/ogg", name=f"{NAME}.ogg")
    ),
    "audio": incoming(
        upload=upload(kind="audio", reference="A1", mime="audio/mpeg", name=f"{NAME}.mp3")
    ),
    "photo with a caption": incoming(
        text="ma carte",
        upload=upload(
            kind="image", reference="L", mime="image/jpeg", size=90000, name=f"{NAME}.jpg"
        ),
    ),
    "document": incoming(
        upload=upload(
            kind="file", reference="D1", mime="application/pdf", size=21000000, name=f"{NAME}.pdf"
        )
    ),
    "document with a wild type": incoming(
        upload=upload(kind="file", reference="D1", name=f"{NAME}.bin")
    ),
    "picture sent as a file": incoming(
        upload=upload(kind="image", reference="D1", mime="image/png", name=f"{NAME}.png")
    ),
    "video": incoming(
        upload=upload(kind="video", reference="M1", mime="video/mp4", name=f"{NAME}.mp4")
    ),
    "round video": incoming(
        upload=upload(kind="video", reference="M2", mime="video/mp4", name=f"{NAME}.mp4")
    ),
    "location": incoming(location=(33.5731, -7.5898)),
    "venue": incoming(location=(33.5, -7.5)),
    "location off the earth": [],
    "own contact": incoming(contact="+212612345678"),
    "somebody else's contact": incoming(unsupported="foreign_contact"),
    "contact of nobody on Telegram": incoming(unsupported="foreign_contact"),
    "sticker": incoming(unsupported="sticker"),
    "poll": incoming(unsupported="poll"),
    "dice": incoming(unsupported="dice"),
    "moving picture": incoming(unsupported="animation"),
    "content of 2030": incoming(unsupported="unknown"),
    "service message": [],
    "reply to our message": incoming(text="x", answers_message="9"),
    "blocked": incoming(event="blocked"),
    "returned": incoming(event="returned"),
    "brought into a group": incoming(sender="-100123", unsupported="group"),
    "put out of a group": [],
    "said in a group": incoming(sender="-100123", unsupported="group"),
    "channel post": [],
    "message of a bot": [],
}


@pytest.mark.parametrize("name", UPDATES)
def test_parse(name: str) -> None:
    before = json.dumps(UPDATES[name])
    assert parse(UPDATES[name], "telegram:default", NOW) == PARSED[name]
    assert json.dumps(UPDATES[name]) == before


@pytest.mark.parametrize("name", COLLECTED)
def test_what_others_collected_is_what_it_is(name: str) -> None:
    found = parse(COLLECTED[name]["update"], "telegram:default", NOW)
    assert [_is(each) for each in found] == [
        each for each in [COLLECTED[name]["is"]] if each != "nothing"
    ]


@pytest.mark.parametrize("name", COLLECTED)
def test_one_thing_that_is_wrong_breaks_nothing(name: str) -> None:
    bot = Telegram(account="telegram:default", token=TOKEN, media=Path(), now=lambda: NOW)
    for update in broken(COLLECTED[name]["update"]):
        assert len(bot.receive([update])) <= 1


def _is(one: Incoming) -> str:
    kind = one.unsupported or (one.upload.kind if one.upload else "")
    kind = kind or ("tap" if one.tap else "start" if one.start is not None else "")
    kind = kind or ("place" if one.location else one.text)
    return kind if one.event == "message" else f"{one.event}: {kind}"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_parse_takes_anything(anything: Any) -> None:
    message = UPDATES["text"]["message"]
    for name in message:
        update = {"update_id": 1, "message": {**message, name: anything}}
        assert len(parse(update, "telegram:default", NOW)) <= 1
    json.dumps(clean(anything), allow_nan=False).encode()


def test_clean_ends_a_deep_nest() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert "null" in json.dumps(clean({"a": deep}))


# ---------------------------------------------------------------- render

CHOICES = tuple(Option(key=f"k{n}", label=f"Choix {n}") for n in range(1, 20))
OTHER = {"token": "13"}
BACK, SKIP, HELP = (
    Option(key=key, label=key.strip("/").title()) for key in ("/back", "skip", "help")
)


def labels(message: Message, page: int = 1) -> list[list[str]]:
    return [[button["text"] for button in row] for row in keyboard(message, page)]


def ask(**fields: Any) -> Message:
    return Message(**{"text": "Question ?", "language": "fr", "token": "12", **fields})


@pytest.mark.parametrize(
    ("message", "page", "rows"),
    [
        pytest.param(
            ask(choices=CHOICES[:3], actions=(BACK, SKIP, HELP)),
            1,
            [["Choix 1"], ["Choix 2"], ["Choix 3"], ["Skip", "Help"], ["Back"]],
            id="a choice a row, back last",
        ),
        pytest.param(ask(choices=CHOICES[:8]), 1, [[f"Choix {n}"] for n in range(1, 9)], id="8"),
        pytest.param(
            ask(choices=CHOICES),
            1,
            [*([f"Choix {n}"] for n in range(1, 9)), ["▶"]],
            id="first of three pages",
        ),
        pytest.param(
            ask(choices=CHOICES),
            2,
            [*([f"Choix {n}"] for n in range(9, 17)), ["◀", "▶"]],
            id="second page",
        ),
        pytest.param(
            ask(choices=CHOICES),
            99,
            [*([f"Choix {n}"] for n in range(17, 20)), ["◀"]],
            id="past the last page",
        ),
        pytest.param(
            ask(choices=CHOICES, language="ary"),
            1,
            [*([f"Choix {n}"] for n in range(1, 9)), ["◀"]],
            id="right to left, on is to the left",
        ),
        pytest.param(
            ask(choices=(*CHOICES[:9], Option(key="done", label="Fini")), many=True),
            2,
            [["Choix 9"], ["◀"], ["Fini"]],
            id="done on every page",
        ),
        pytest.param(
            ask(choices=(replace(CHOICES[0], chosen=True), CHOICES[1])),
            1,
            [["✅ Choix 1"], ["Choix 2"]],
            id="ticked",
        ),
        pytest.param(
            ask(choices=(Option(key="a", label="x" * 41, short="court"),)),
            1,
            [["court"]],
            id="short for long",
        ),
        pytest.param(ask(actions=(HELP,) * 120), 1, [["Help", "Help"]] * 50, id="100 at most"),
    ],
)
def test_keyboard(message: Message, page: int, rows: list[list[str]]) -> None:
    assert labels(message, page) == rows


@pytest.mark.parametrize(
    ("token", "key", "data"),
    [
        pytest.param("12", "yes", "12:yes", id="plain"),
        pytest.param("", "yes", ":yes", id="the open question"),
        pytest.param("12", "a:b", "12:a:b", id="colon in the key"),
        pytest.param("training:5%", "yes", "training%3A5%25:yes", id="colon in the token"),
        pytest.param("12", "ا" * 33, "12:#4", id="too long"),
        pytest.param("12", "#1", "12:#4", id="looks like an index"),
        pytest.param("12", "!page:2", "12:#4", id="looks like a page"),
    ],
)
def test_callback(token: str, key: str, data: str) -> None:
    assert callback(token, key, 4) == data
    assert tap(data) == Tap(token=token, key="#4" if data.endswith("#4") else key)


@given(st.text(max_size=12), st.text(max_size=80), st.integers(0, 99))
def test_callback_fits_and_comes_back(token: str, key: str, index: int) -> None:
    data = callback(token, key, index)
    assert tap(data).token == token
    assert tap(data).key in (key, f"#{index}")


def test_a_message_is_one_call() -> None:
    [part] = render("7", ask(text='<b>&"\u2066+212\u2069', choices=CHOICES[:1]))
    assert part.method == "sendMessage"
    assert part.payload == {
        "chat_id": "7",
        "text": '&lt;b&gt;&amp;"\u2066+212\u2069',
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "Choix 1", "callback_data": "12:k1"}]]},
    }


def test_media_go_before_the_text() -> None:
    message = ask(
        media=(Attachment(kind="voice", name="q.ogg"), Attachment(kind="image", name="m.png"))
    )
    parts = render("7", message)
    assert [(part.method, dict(part.files)) for part in parts] == [
        ("sendVoice", {"voice": "q.ogg"}),
        ("sendPhoto", {"photo": "m.png"}),
        ("sendMessage", {}),
    ]


def test_one_file_question_and_buttons_are_one_message() -> None:
    voice = (Attachment(kind="voice", name="q.ogg"),)
    [part] = render("7", ask(text="Âge < 18 ?", media=voice, choices=CHOICES[:1]))
    assert (part.method, part.files) == ("sendVoice", {"voice": "q.ogg"})
    assert part.payload == {
        "chat_id": "7",
        "caption": "Âge &lt; 18 ?",
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": [[{"text": "Choix 1", "callback_data": "12:k1"}]]},
    }


@pytest.mark.parametrize(
    ("text", "kind", "methods"),
    [
        pytest.param("x" * 1024, "image", ["sendPhoto"], id="1024"),
        pytest.param("x" * 1025, "image", ["sendPhoto", "sendMessage"], id="1025"),
        pytest.param("😀" * 513, "image", ["sendPhoto", "sendMessage"], id="two units a letter"),
        pytest.param("&" * 1024, "file", ["sendDocument"], id="entities count as one"),
        pytest.param("x", "sticker", ["sendSticker", "sendMessage"], id="under no sticker"),
        pytest.param(
            "x" * 4097, "voice", ["sendVoice", "sendMessage", "sendMessage"], id="and split"
        ),
    ],
)
def test_words_stand_under_a_file_where_they_fit(text: str, kind: Any, methods: list[str]) -> None:
    parts = render("7", ask(text=text, media=(Attachment(kind=kind, name="f"),)))
    assert [part.method for part in parts] == methods


def test_without_words_the_last_file_has_the_keyboard() -> None:
    [part] = render(
        "7", ask(text=" ", media=(Attachment(kind="voice", name="q.ogg"),), choices=CHOICES[:1])
    )
    assert part.method == "sendVoice"
    assert "inline_keyboard" in part.payload["reply_markup"]


def test_the_keyboard_is_on_the_last_part() -> None:
    parts = render("7", ask(text="mot " * 3000, choices=CHOICES[:2]))
    assert ["reply_markup" in part.payload for part in parts] == [False, False, True]
    assert [part.message is not None for part in parts] == [False, False, True]


def test_a_phone_is_asked_for_by_a_reply_keyboard() -> None:
    share = Option(key="share_phone", label="Partager mon numéro")
    message = ask(wants="phone", choices=CHOICES[:1], actions=(share, BACK))
    [part] = render("7", message)
    assert part.payload["reply_markup"] == {
        "keyboard": [
            [{"text": "Partager mon numéro", "request_contact": True}],
            [{"text": "Choix 1"}],
            [{"text": "Back"}],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }
    [typed] = render("7", ask(wants="phone", actions=(BACK,)))
    assert "inline_keyboard" in typed.payload["reply_markup"]


@pytest.mark.parametrize(
    ("message", "removed"),
    [
        pytest.param(ask(), [True], id="no keyboard of its own"),
        pytest.param(ask(choices=CHOICES[:1]), [False], id="no room for both"),
        pytest.param(ask(text="mot " * 1200, choices=CHOICES[:1]), [True, False], id="two parts"),
    ],
)
def test_the_reply_keyboard_goes(message: Message, removed: list[bool]) -> None:
    parts = render("7", message, takes_keyboard_away=True)
    marks = [part.payload.get("reply_markup", {}) for part in parts]
    assert ["remove_keyboard" in mark for mark in marks] == removed


@pytest.mark.parametrize(
    ("message", "method"),
    [
        pytest.param(ask(choices=CHOICES, replaces=True), "editMessageText", id="same question"),
        pytest.param(ask(choices=CHOICES), "sendMessage", id="asked anew"),
        pytest.param(ask(choices=CHOICES, replaces=True, **OTHER), "sendMessage", id="another"),
    ],
)
def test_replaces(message: Message, method: str) -> None:
    shown = Shown(message_id=5, message=ask(choices=CHOICES), keyboard=True, page=2)
    [part] = render("7", message, shown=shown)
    assert part.method == method
    assert part.payload.get("message_id") == (5 if method == "editMessageText" else None)
    if method == "editMessageText":
        assert part.payload["reply_markup"]["inline_keyboard"] == keyboard(message, 2)


@given(st.text(min_size=1, max_size=300), st.integers(0, 30))
def test_whatever_is_said_the_server_reads_it(text: str, count: int) -> None:
    message = ask(text=text, choices=tuple(Option(key=f"k{n}", label="x") for n in range(count)))
    for page in range(1, pages(message) + 1):
        rows = keyboard(message, page)
        assert sum(map(len, rows)) <= 100
        assert all(len(row) <= 8 for row in rows)
    for part in render("7", message):
        assert parse_html(part.payload["text"]).strip() in (text.replace("\0", "").strip(), "…")


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("status", "description", "expected"),
    [
        pytest.param(400, "Bad Request: chat not found", Unreachable, id="unknown chat"),
        pytest.param(400, "Bad Request: PEER_ID_INVALID", Unreachable, id="peer"),
        pytest.param(400, "Bad Request: message is too long", Rejected, id="too long"),
        pytest.param(400, "Bad Request: BUTTON_DATA_INVALID", Rejected, id="button"),
        pytest.param(400, "Bad Request: of 2030", Rejected, id="new refusal"),
        pytest.param(400, None, Rejected, id="a gateway's 400"),
        pytest.param(401, "Unauthorized", AccountFault, id="token not valid"),
        pytest.param(403, "Forbidden: bot was blocked by the user", Unreachable, id="blocked"),
        pytest.param(403, "Forbidden: user is deactivated", Unreachable, id="deactivated"),
        pytest.param(403, "Forbidden: of 2030", Unreachable, id="new 403"),
        pytest.param(403, None, Transient, id="a filter in between"),
        pytest.param(404, "Not Found", AccountFault, id="token malformed"),
        pytest.param(404, None, Transient, id="a page in between"),
        pytest.param(409, "Conflict: terminated by other getUpdates request", Transient, id="409"),
        pytest.param(413, None, Rejected, id="too big"),
        pytest.param(429, "Too Many Requests: retry after 9", Throttled, id="too fast"),
        pytest.param(429, None, Throttled, id="too fast, says a page"),
        pytest.param(500, "Internal Server Error", Transient, id="500"),
        pytest.param(500, None, Ambiguous, id="a page with 500"),
        pytest.param(502, "Bad Gateway", Ambiguous, id="502"),
        pytest.param(502, None, Ambiguous, id="a page with 502"),
        pytest.param(503, None, Transient, id="a page with 503"),
        pytest.param(504, "Gateway Timeout", Ambiguous, id="504"),
        pytest.param(599, "of 2030", Transient, id="new status"),
    ],
)
def test_fault(status: int, description: str | None, expected: type[ChannelError]) -> None:
    error = fault(status, description)
    assert type(error) is expected
    assert "2030" not in error.code


def test_a_429_says_how_long() -> None:
    body = b'{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":9}}'
    with pytest.raises(Throttled) as caught:
        result(429, body)
    assert caught.value.retry_in == 9
    assert caught.value.whole_account


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        pytest.param(200, b'{"ok": true, "resu', Ambiguous, id="cut off"),
        pytest.param(200, b"[1]", Ambiguous, id="not an object"),
        pytest.param(200, b"[" * 100_000, Ambiguous, id="nested"),
        pytest.param(200, b'{"ok": false, "error_code": 403}', Unreachable, id="no, with a 200"),
        pytest.param(502, b"<html>", Ambiguous, id="a page"),
    ],
)
def test_result_refuses(status: int, body: bytes, expected: type[ChannelError]) -> None:
    with pytest.raises(expected):
        result(status, body)


# ---------------------------------------------------------------- the short way for words


WORDS = st.fixed_dictionaries(
    {
        "update_id": st.integers(1, 2**31),
        "message": st.fixed_dictionaries(
            {
                "message_id": st.integers(1, 2**31),
                "from": st.fixed_dictionaries(
                    {"id": st.integers(1, 2**40), "is_bot": st.booleans()},
                    optional={
                        "first_name": st.text(max_size=5),
                        "language_code": st.sampled_from(["ar", "fr-MA", "fa", "x" * 60, None]),
                    },
                ),
                "chat": st.fixed_dictionaries(
                    {"id": st.integers(1, 2**40), "type": st.sampled_from(["private", "group"])}
                ),
                "date": st.integers(1, 2**33),
                "text": st.one_of(
                    st.text(max_size=30), st.sampled_from(["/start x", "a/b", "\0", "\ud800", "٣٤"])
                ),
            },
            optional={"entities": st.just([]), "edit_date": st.just(1795000000)},
        ),
    }
)


@given(WORDS)
def test_words_read_the_short_way_are_what_the_library_reads(raw: dict[str, Any]) -> None:
    plain = _plain(raw, "telegram:default")
    if plain is not None:
        assert [plain] == parse_any(raw, "telegram:default", NOW)


def test_nearly_every_update_takes_the_short_way() -> None:
    assert _plain(UPDATES["text"], "telegram:default") is not None
