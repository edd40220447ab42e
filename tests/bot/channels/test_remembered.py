"""What a channel remembers: the newest, and no more of them than it was told."""

from __future__ import annotations

from bot.channels.remembered import Remembered


def test_the_oldest_goes_where_there_are_too_many() -> None:
    kept: Remembered[str, int] = Remembered(2)
    kept["a"], kept["b"] = 1, 2
    kept["a"] = 3  # newer than b now
    kept["c"] = 4
    assert dict(kept) == {"a": 3, "c": 4}


def test_updating_keeps_no_more_either() -> None:
    kept: Remembered[str, int] = Remembered(2)
    kept.update({"a": 1, "b": 2, "c": 3})
    assert list(kept) == ["b", "c"]


def test_reading_makes_nothing_newer() -> None:
    kept: Remembered[str, int] = Remembered(2)
    kept.update({"a": 1, "b": 2})
    assert kept["a"] == kept.get("a") == 1
    kept["c"] = 3
    assert list(kept) == ["b", "c"]
