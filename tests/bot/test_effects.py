"""No effect of a turn is lost between the conversation and the store."""

from __future__ import annotations

from typing import get_args

from bot.effects import TABLE
from flows.turn import Effect


def test_every_kind_of_effect_is_gathered() -> None:
    assert set(TABLE) == set(get_args(Effect))
