"""Whatever is said, both messengers take it; and what they would not take is noticed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import telegram_render, whatsapp_render
from flows.message import Attachment, Message, Option
from tests.fakes import messengers, telegram, whatsapp

OPTION = st.builds(
    Option,
    key=st.text(min_size=1, max_size=80),
    label=st.text(max_size=120),
    short=st.text(max_size=30),
    chosen=st.booleans(),
)
SHARE = (Option(key="share_phone", label="x"), Option(key="share_location", label="x"))
MESSAGE = st.builds(
    Message,
    text=st.text(max_size=5000),
    language=st.sampled_from(["ar", "ary", "fr", "fa", "en"]),
    choices=st.lists(OPTION, max_size=30).map(tuple),
    actions=st.lists(OPTION | st.sampled_from(SHARE), max_size=8).map(tuple),
    wants=st.sampled_from(["", "location", "phone", "voice"]),
    token=st.text("abc-:%0123", max_size=20),
    media=st.lists(
        st.builds(
            Attachment,
            kind=st.sampled_from(["image", "voice", "audio", "video", "file", "sticker"]),
            name=st.just("x.ogg"),
            caption=st.text(max_size=60),
        ),
        max_size=2,
    ).map(tuple),
    template=st.just(()) | st.tuples(st.just("rafiq_reminder"), st.text(), st.text()),
)


@given(MESSAGE)
def test_whatever_is_said_both_take_it(message: Message) -> None:
    messengers.take(message)


@pytest.mark.parametrize(
    ("module", "limit", "refused"),
    [
        pytest.param(telegram_render, "TEXT_LIMIT", telegram.Refused, id="Telegram: a text"),
        pytest.param(whatsapp_render, "TEXT_LIMIT", whatsapp.Refused, id="WhatsApp: a text"),
    ],
)
def test_what_they_would_not_take_is_noticed(
    module: Any, limit: str, refused: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, 5000)
    with pytest.raises(refused):
        messengers.take(Message(text="mot " * 1240, language="fr"))
