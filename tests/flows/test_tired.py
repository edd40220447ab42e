"""Tired people, a few: none gets stuck, and what is kept of each is what she meant.

``python -m tests.simulation --people 10000`` walks many.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import pytest

from tests.simulation.tired import Outcome, Tired

PEOPLE = int(os.environ.get("RAFIQ_TIRED_PEOPLE", "300"))
SHARE = 50
"""Conversations of one test."""


@cache
def outcomes(first: int) -> list[Outcome]:
    """Return how the conversations from this seed on went."""
    return [Tired(seed).walk() for seed in range(first, first + SHARE)]


@pytest.mark.parametrize("first", range(0, PEOPLE, SHARE))
def test_nobody_is_stuck_or_misread(first: int) -> None:
    faults = [f"seed {each.seed}: {it}" for each in outcomes(first) for it in each.faults]
    assert faults == []
    assert {each.end for each in outcomes(first)} == {"finished"}


def test_tired_people_do_all_that_tired_people_do() -> None:
    did = sum((each.did for each in outcomes(0)), Counter[str]())
    assert {each.programme for each in outcomes(0)} == {"almontija", "elites", "femmpact"}
    assert set(did) >= {
        *("typed", "press", "neat", "double press", "double message", "back", "pause"),
        *("old button", "asked back", "wrong", "sticker", "language", "my data", "help", "skip"),
    }
