"""What the page draws as Telegram and as WhatsApp: the parts of those channels' own requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels import web_person
from bot.channels.base import Throttled, Unreachable, WindowClosed
from bot.channels.web_lines import Shown, payload
from bot.channels.web_skins import Skin, as_skin, dress, lengths, payloads
from flows.message import Attachment, Message, Option

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HEARD = {"text": "سلام"}


def options(count: int, label: str = "جواب {}") -> tuple[Option, ...]:
    return tuple(Option(key=f"k{place}", label=label.format(place)) for place in range(count))


def asked(text: str = "شنو؟", **more: Any) -> Message:
    return Message(text=text, language="ary", **{"token": "1", **more})


def said(
    *what: Message | Mapping[str, Any], apart: timedelta = timedelta(seconds=5)
) -> list[Shown]:
    """Return lines, each so long after the one before it."""
    return [
        {
            "id": str(place),
            "who": "bot" if isinstance(each, Message) else "person",
            "at": (NOON + place * apart).isoformat(),
            "said": payload(each) if isinstance(each, Message) else each,
        }
        for place, each in enumerate(what)
    ]


def drawn(lines: Sequence[Shown], skin: Skin) -> list[dict[str, Any]]:
    """Return the parts of the last line."""
    parts: list[dict[str, Any]] = dress(lines, skin)[-1]["drawn"]["parts"]
    return parts


def titles(keys: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["title"] for each in keys]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_whatsapp_shows_at_most_three_buttons_of_twenty_characters(count: int) -> None:
    actions = (Option(key="help", label="عاونوني"), Option(key="back", label="رجوع"))
    message = asked(choices=options(count), actions=actions)
    (part,) = drawn(said(HEARD, message), "whatsapp")
    assert titles(part["buttons"])[:count] == [f"جواب {place}" for place in range(count)]
    assert len(part["buttons"]) == 3 or count + 2 < 3
    assert max(map(len, titles(part["buttons"]))) <= 20
    assert part["buttons"][0]["data"] == "1:k0"


@pytest.mark.parametrize(
    ("count", "label", "what"),
    [
        pytest.param(4, "جواب {}", "list", id="four are a list"),
        pytest.param(2, "{} جواب اللي طويل بزاف على زر", "list", id="two long ones are a list"),
        pytest.param(10, "جواب {}", "list", id="ten are a list"),
        pytest.param(11, "جواب {}", "text", id="eleven stand in the text"),
    ],
)
def test_whatsapp_shows_a_list_of_ten_with_24_and_72_characters(
    count: int, label: str, what: str
) -> None:
    (part,) = drawn(said(HEARD, asked(choices=options(count, label))), "whatsapp")
    if what == "text":
        assert "11. جواب 10" in part["text"]
        return
    rows = part["list"]["rows"]
    assert len(rows) == count
    assert all(len(row["title"]) <= 24 and len(row["description"]) <= 72 for row in rows)


def test_telegram_turns_pages_of_eight_without_asking_the_bot() -> None:
    (part,) = drawn(said(asked(choices=options(20))), "telegram")
    assert [len(page) for page in part["pages"]] == [9, 9, 5]  # the arrows have a row
    assert part["pages"][0][0] == [{"title": "جواب 0", "data": "1:k0"}]
    assert [key["page"] for key in part["pages"][1][-1]] == [3, 1]  # on is on the left


@pytest.mark.parametrize("skin", ["telegram", "whatsapp"])
def test_a_long_text_is_as_many_messages_as_the_messenger_makes_of_it(skin: Skin) -> None:
    parts = drawn(said(HEARD, asked("كلمة " * 1500, token="")), skin)
    assert len(parts) == 2
    assert all(len(part["text"]) <= 4096 for part in parts)


def test_words_are_shown_as_they_are_written_and_sent_escaped() -> None:
    line = dress(said(asked("3 < 4 & <b>", token="")), "telegram")[-1]["drawn"]
    assert line["parts"][0]["text"] == "3 < 4 & <b>"
    assert line["requests"][0]["payload"]["text"] == "3 &lt; 4 &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    ("between", "edits"),
    [
        pytest.param([{"tap": {"token": "1", "key": "k0"}}], True, id="a tick changes it in place"),
        pytest.param([HEARD], False, id="words in between: it is said anew"),
    ],
)
def test_telegram_edits_the_newest_message_alone(
    between: Sequence[Mapping[str, Any]], edits: bool
) -> None:
    first, again = (
        asked(choices=options(3), many=True),
        asked(choices=options(3), many=True, replaces=True),
    )
    lines = dress(said(first, *between, again), "telegram")
    assert lines[-1]["drawn"]["parts"][0]["edits"] is edits
    assert ("message_id" in lines[-1]["drawn"]["requests"][0]["payload"]) is edits
    assert drawn(said(HEARD, first, *between, again), "whatsapp")[0]["edits"] is False


def test_a_telephone_number_is_asked_for_by_telegrams_own_button() -> None:
    share = (Option(key="share_phone", label="صيفطو الرقم"), Option(key="skip", label="فوتو"))
    (part,) = drawn(said(asked(wants="phone", actions=share)), "telegram")
    assert part["keyboard"][0] == [{"title": "صيفطو الرقم", "asks": "contact"}]
    after = dress(said(asked(wants="phone", actions=share), HEARD, asked()), "telegram")[-1]
    assert after["drawn"]["requests"][0]["payload"]["reply_markup"] == {"remove_keyboard": True}


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        pytest.param(23, "text", id="the window is open: words"),
        pytest.param(25, "template", id="it is closed: the template"),
    ],
)
def test_whatsapp_says_by_template_what_a_closed_window_forbids(hours: int, shown: str) -> None:
    message = asked(template=("reminder", "ورشة"), choices=options(2))
    (part,) = drawn(said(HEARD, message, apart=timedelta(hours=hours)), "whatsapp")
    if shown == "template":
        assert part["template"] == {"name": "reminder", "language": "ar_MA", "parameters": ["ورشة"]}
    else:
        assert part["text"] == "شنو؟"


def test_a_file_stands_in_its_own_part() -> None:
    message = asked(media=(Attachment(kind="voice", name="prompt.ogg"),))
    for skin in ("telegram", "whatsapp"):
        first, *_ = drawn(said(HEARD, message), as_skin(skin))
        assert [each["name"] for each in first["media"]] == ["prompt.ogg"]


def test_what_is_too_long_for_a_channel_is_counted() -> None:
    rows = lengths("س" * 1500, [("yes", "إييه"), ("long", "س" * 30)])
    over = [
        (row["name"], channel)
        for row in rows
        for channel, limit in row["limits"].items()
        if row["length"] > limit
    ]
    assert over == [("", "whatsapp"), ("long", "whatsapp_button"), ("long", "whatsapp_row")]


def test_each_skin_has_the_errors_of_its_own_messenger() -> None:
    assert web_person.codes("whatsapp")["131047"] == "WindowClosed"
    assert web_person.codes("telegram")["403 blocked by the user"] == "Unreachable"
    assert isinstance(web_person.error("whatsapp", "131047"), WindowClosed)
    assert isinstance(web_person.error("telegram", "403 blocked by the user"), Unreachable)
    assert isinstance(web_person.error("telegram", "429"), Throttled)
    for skin in ("plain", "telegram", "whatsapp"):
        for code, kind in web_person.codes(as_skin(skin)).items():
            assert type(web_person.error(as_skin(skin), code)).__name__ == kind
        with pytest.raises(ValueError, match="table"):
            web_person.error(as_skin(skin), "999999")


def test_the_plain_web_shows_its_own_line_as_the_request() -> None:
    message = asked(choices=options(2))
    (request,) = payloads(message, "plain", heard=None, at=NOON)
    assert request == {"method": "line", "payload": message.to_json()}
