"""What WhatsApp's bodies mean: shapes of the wild, without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import ChannelError, WindowClosed
from bot.channels.webhooks import Refused, clean, load
from bot.channels.whatsapp_content import tap
from bot.channels.whatsapp_http import ERRORS
from bot.channels.whatsapp_parse import Moved, Parsed, Status, parse
from flows.incoming import Incoming, Tap, is_file
from tests.fakes.whatsapp import envelope

DATA = Path(__file__).parents[2] / "data" / "whatsapp"
BODIES: Mapping[str, Any] = json.loads((DATA / "bodies.json").read_text(encoding="utf-8"))
STATUSES: Mapping[str, Any] = json.loads((DATA / "statuses.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
NUMBER = "212612345678"
PHONE = "+212612345678"


def read(body: object, **more: Any) -> Parsed:
    return parse(body, "whatsapp:default", NOW, **more)


def one(body: object) -> Incoming | None:
    deliveries = read(body).deliveries
    assert len(deliveries) <= 1
    return deliveries[0].incoming if deliveries else None


def body_of(*messages: object, contacts: object = None) -> dict[str, Any]:
    return envelope([[{"contacts": contacts, "messages": list(messages)}]])


def text(words: object, **more: object) -> dict[str, object]:
    message = {"from": NUMBER, "id": "wamid.X", "timestamp": "1750000000", "type": "text"}
    return {**message, "text": {"body": words}, **more}


# Name of the body to what differs from a message by NUMBER that carries nothing.
SAID: Mapping[str, Mapping[str, object]] = {
    "text, keyed by number, before April 2026": {"text": "Does it come in another color?"},
    "text, user id and number": {"sender": "MA.1410018717833190", "text": "Hey"},
    "text, user id alone": {
        "sender": "DZ.13491208655302741918",
        "phone": None,
        "text": "Salam",
    },
    "text, user id in the number's place": {
        "sender": "US.1234",
        "phone": None,
        "text": "Hello World",
    },
    "text, user id on the contact alone": {"sender": "MA.77", "text": "x"},
    "text, no contacts": {"text": "x"},
    "text, a number that is not the wa_id": {
        "sender": "5511999990000",
        "phone": "+5511999990000",
        "text": "x",
    },
    "text, from an ad": {"sender": "MA.9", "text": "Can I get more info?"},
    "text, an answer to a product": {"text": "Is it in stock?", "answers_message": "wamid.OURS"},
    "text, forwarded": {"text": "x"},
    "text, in a group": {
        "sender": "250788123123",
        "phone": "+250788123123",
        "unsupported": "group",
    },
    "button reply": {"tap": Tap(token="1a-12", key="yes"), "answers_message": "wamid.OURS"},
    "list reply": {"tap": Tap(token="1a-12", key="#7"), "answers_message": "wamid.OURS"},
    "button reply, not of our making": {"tap": Tap(token="-", key="cancel-button")},
    "template's quick reply, ours": {
        "tap": Tap(token="t5", key="coming"),
        "answers_message": "wamid.OURS",
    },
    "template's quick reply, its own words": {"text": "Stop"},
    "flow's answer": {"unsupported": "nfm_reply"},
    "sticker": {"unsupported": "sticker"},
    "image without an id": {"unsupported": "image"},
    "location": {"location": (32.2994, -9.2372)},
    "location off the globe": {"unsupported": "location"},
    "contact, her own": {"sender": "MA.1", "contact": PHONE},
    "contact, somebody else's": {"unsupported": "foreign_contact"},
    "contact, by our request": {"sender": "DZ.5", "phone": None, "contact": "+213551234567"},
    "order": {"unsupported": "order"},
    "unsupported": {"unsupported": "unsupported"},
    "unsupported, by name": {"unsupported": "poll_creation"},
    "a kind of the future": {"unsupported": "hologram"},
    "no kind at all": {"unsupported": "unknown"},
    "the chat was opened": {"start": ""},
    "edited": {"event": "edited", "text": "34"},
}
FILES: Mapping[str, tuple[str, str, str, str]] = {
    "image with caption": ("image", "1003383421387256", "image/jpeg", ".jpg"),
    "voice": ("voice", "1908647269898587", "audio/ogg", ".ogg"),
    "voice, as it was": ("voice", "id_voice", "audio/ogg", ".ogg"),
    "audio": ("audio", "19", "audio/mpeg", ".mp3"),
    "video": ("video", "20", "video/mp4", ".mp4"),
    "document": ("file", "21", "application/pdf", ".pdf"),
    "image sent as a document": ("image", "22", "image/png", ".png"),
}
NOTHING = {
    "text, nobody",
    "reaction",
    "taken back",
    "new number",
    "new number, new user id",
    "new user id, told in words",
    "new user id, by its own field",
    "identity changed",
    "a template was approved",
    "what our own people wrote in the app",
}


@pytest.mark.parametrize("name", SAID)
def test_what_a_body_says(name: str) -> None:
    message = BODIES[name]["entry"][0]["changes"][0]["value"]["messages"][0]
    expected = {
        "account": "whatsapp:default",
        "sender": NUMBER,
        "phone": PHONE,
        "id": message["id"],
        "at": datetime.fromtimestamp(int(message["timestamp"]), UTC),
        **SAID[name],
    }
    assert one(BODIES[name]) == Incoming(**expected)


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_is(name: str) -> None:
    incoming = one(BODIES[name])
    assert incoming is not None
    assert incoming.upload is not None
    kind, reference, mime, ending = FILES[name]
    upload = incoming.upload
    assert (upload.kind, upload.reference, upload.mime) == (kind, reference, mime)
    assert is_file(upload.name)
    assert upload.name.endswith(ending)
    assert incoming.text == ("Taj" if name == "image with caption" else "")


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_what_nobody_has_to_answer(name: str) -> None:
    assert one(BODIES[name]) is None


def test_every_body_has_its_row() -> None:
    assert {*SAID, *FILES, *NOTHING} == set(BODIES)


def test_a_body_is_kept_without_the_name() -> None:
    delivery = read(BODIES["text, user id and number"]).deliveries[0]
    assert delivery.body is not None
    assert delivery.body["contacts"] == [{"wa_id": NUMBER, "user_id": "MA.1410018717833190"}]
    again = parse(envelope([[delivery.body]]), "whatsapp:default", NOW)
    assert [each.incoming for each in again.deliveries] == [delivery.incoming]


# ---------------------------------------------------------------- start links


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        pytest.param("start almontija-ary", "almontija-ary", id="the link"),
        pytest.param(" START Almontija-FR ", "almontija-fr", id="as a keyboard writes it"),
        pytest.param("rafiq almontija-fa", "almontija-fa", id="by our name"),
        pytest.param("/start almontija", "almontija", id="as on Telegram"),
        pytest.param("/start", "", id="bare, as on Telegram"),
        pytest.param("start", None, id="a word"),
        pytest.param("Rafiq Alami", None, id="a name"),
        pytest.param("start my-business", None, id="an answer"),
        pytest.param("I start almontija-ary", None, id="inside a sentence"),
        pytest.param("start a-ary\nand more", None, id="two lines"),
    ],
)
def test_start_links(typed: str, start: str | None) -> None:
    incoming = one(body_of(text(typed)))
    assert incoming is not None
    assert incoming.start == start
    assert bool(incoming.text) is (start is None)


# ---------------------------------------------------------------- many in one body


def test_all_entries_changes_messages_and_statuses() -> None:
    def named(name: str, second: int) -> dict[str, object]:
        return text(name, id=f"wamid.{name}", timestamp=str(1750000000 + second))

    body = envelope(
        [
            [{"messages": [named("c", 3), named("a", 1)]}, {"statuses": [STATUSES["read"]]}],
            [{"messages": [named("b", 2)], "statuses": [STATUSES["sent"]]}],
        ]
    )
    parsed = read(body)
    assert [each.incoming.text for each in parsed.deliveries] == ["a", "b", "c"]
    assert [each.state for each in parsed.statuses] == ["sent", "read"]


def test_a_message_twice_in_one_body_is_one() -> None:
    assert len(read(body_of(text("a"), text("a"))).deliveries) == 1


def test_each_sender_has_her_own_contact() -> None:
    contacts = [{"wa_id": "2126", "user_id": "MA.6"}, {"wa_id": "2127", "user_id": "MA.7"}]
    messages = [text("x", **{"from": n, "id": f"wamid.{n}"}) for n in ("2127", "2126", "2128")]
    senders = [
        each.incoming.sender for each in read(body_of(*messages, contacts=contacts)).deliveries
    ]
    assert senders == ["MA.7", "MA.6", "2128"]


def test_one_bad_message_costs_no_other() -> None:
    bad: list[Any] = [
        None,
        7,
        {},
        {"type": {}},
        text(3, id="wamid.3"),
        text("x", id=["y"]),
        {"id": "wamid.z"},
    ]
    deliveries = read(body_of(*bad, text("good"))).deliveries
    assert {each.incoming.text or each.incoming.unsupported for each in deliveries} == {
        "text",
        "good",
    }


def test_another_number_is_another_account() -> None:
    value = {"metadata": {"phone_number_id": "22"}, "messages": [text("x")]}
    parsed = read(envelope([[value]]), accounts={"22": "whatsapp:second"})
    assert parsed.deliveries[0].incoming.account == "whatsapp:second"


# ---------------------------------------------------------------- who is who


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("text, keyed by number, before April 2026", []),
        ("text, user id alone", []),
        ("text, user id and number", [(NUMBER, "MA.1410018717833190", PHONE, False)]),
        ("new number", [(NUMBER, "212699999999", "+212699999999", True)]),
        (
            "new number, new user id",
            [("MA.1", "MA.2", "+212699999999", True), (NUMBER, "MA.2", "+212699999999", True)],
        ),
        ("new user id, told in words", [("MA.1", "MA.2", None, True)]),
        ("new user id, by its own field", [("MA.1", "MA.2", "+212699999999", True)]),
        ("identity changed", []),
    ],
)
def test_addresses_that_move(name: str, moves: list[tuple[str, str, str | None, bool]]) -> None:
    found = read(BODIES[name]).moves
    assert [(each.old, each.new, each.phone, each.changed) for each in found] == moves
    assert all(isinstance(each, Moved) and each.at < NOW for each in found)


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize(
    ("name", "state", "error", "means", "own"),
    [
        ("sent", "sent", "", None, ""),
        ("delivered", "delivered", "", None, ""),
        ("read", "read", "", None, "17"),
        ("played", "read", "", None, ""),
        ("failed, window", "failed", "131047", WindowClosed, ""),
        ("failed, unknown code", "failed", "131014", None, ""),
        ("failed, no code", "failed", "", None, ""),
    ],
)
def test_what_became_of_a_message(
    name: str, state: Any, error: str, means: type[ChannelError] | None, own: str
) -> None:
    found = read(envelope([[{"statuses": [STATUSES[name]]}]]), codes=ERRORS).statuses
    at = datetime.fromtimestamp(int(STATUSES[name]["timestamp"]), UTC)
    assert found == [
        Status(
            account="whatsapp:default",
            provider="wamid.S1",
            state=state,
            error=error,
            means=means,
            own=own,
            at=at,
        )
    ]


@pytest.mark.parametrize("name", ["deleted", "of the future", "without an id"])
def test_statuses_that_say_nothing(name: str) -> None:
    assert read(envelope([[{"statuses": [STATUSES[name]]}]])).statuses == []


# ---------------------------------------------------------------- what cannot be stored or trusted


def test_what_no_database_takes_is_taken_out() -> None:
    raw = json.dumps(body_of(text("a\0b\ud800c"))).replace(
        '"wamid.X"', '"wamid.X", "n": 1' + "0" * 99
    )
    incoming = one(load(raw.encode()))
    assert incoming is not None
    assert incoming.text == "abc"
    assert clean({"n": 1 << 64, "f": float("inf"), "b": True, "s\0": [-(1 << 63)]}) == {
        "n": None,
        "f": None,
        "b": True,
        "s": [-(1 << 63)],
    }


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5000 + b"x"],
    ids=["empty", "cut", "not utf-8", "brackets", "braces", "digits"],
)
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        load(raw)


@pytest.mark.parametrize(
    ("timestamp", "expected"),
    [
        ("1750000000", datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)),
        (1750000000, datetime(2025, 6, 15, 15, 6, 40, tzinfo=UTC)),
        ("asdf", NOW),
        (None, NOW),
        ("-5", NOW),
        ("9" * 30, NOW),
        ("1900000000", NOW),
    ],
)
def test_times(timestamp: object, expected: datetime) -> None:
    incoming = one(body_of(text("x", timestamp=timestamp)))
    assert incoming is not None
    assert incoming.at == expected


@pytest.mark.parametrize("token", ["1a-12", "t5", "", "a:b%"])
def test_a_tap_is_the_inverse_of_an_id(token: str) -> None:
    from bot.channels.whatsapp_render import reply_id

    assert tap(reply_id(token, "yes:no", 3)) == Tap(token=token, key="yes:no")
    assert tap(reply_id(token, "é" * 200, 3)) == Tap(token=token, key="#3")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)
FIELDS = ["from", "from_user_id", "type", "timestamp", "context", "text", "image", "interactive"]
FIELDS += ["button", "location", "contacts", "system", "edit", "document", "group_id", "errors"]
KINDS = ["text", "image", "interactive", "button", "location", "contacts", "system", "edit"]


@given(
    st.dictionaries(st.sampled_from(FIELDS), JUNK),
    st.sampled_from(KINDS),
    JUNK,
)
def test_whatever_comes_nothing_breaks(fields: dict[str, Any], kind: str, contacts: Any) -> None:
    message = {"from": NUMBER, "id": "wamid.X", "type": kind, **fields}
    value = {
        "messages": [message],
        "contacts": contacts,
        "statuses": [fields],
        "metadata": contacts,
    }
    for each in read(envelope([[value]])).deliveries:
        assert each.incoming.sender
        assert each.incoming.at <= NOW
    read({"entry": contacts})
    read(contacts)
