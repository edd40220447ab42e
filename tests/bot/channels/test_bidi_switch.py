"""Where a channel's screens show boxes for isolates, its account is told to do without."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram import Telegram
from bot.channels.whatsapp_render import render
from flows.message import Message
from locales.bidi import Switch

PHONE = "+212612345678"
SAID = Message(text=f"واش هادي النمرة ديالكم؟ \u2066{PHONE}\u2069", language="ary")
ENDS: dict[Switch, str] = {
    "isolates": f"\u2066{PHONE}\u2069",
    "marks": f"\u200e{PHONE}\u200e",
    "none": f" {PHONE}",
}


@pytest.mark.parametrize(("bidi", "end"), ENDS.items(), ids=ENDS)
def test_telegram(bidi: Switch, end: str, tmp_path: Path) -> None:
    channel = Telegram(account="telegram:x", token="1:a", media=tmp_path, bidi=bidi)
    (request,) = channel.render("7", SAID)
    assert request.payload["text"].endswith(end)


@pytest.mark.parametrize(("bidi", "end"), ENDS.items(), ids=ENDS)
def test_whatsapp(bidi: Switch, end: str) -> None:
    (request,) = render("7", SAID, window_open=True, bidi=bidi)
    assert request.payload["text"]["body"].endswith(end)
