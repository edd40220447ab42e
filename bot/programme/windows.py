"""The ``[courtesy]`` of a programme.toml: at which hours people are written to who did not ask.

    [courtesy]
    hours = "09:00-20:30"
    friday_noon = "12:00-14:30"               # false: Fridays are as all days
    ramadan = ["10:00-17:00", "21:00-22:30"]  # the hours then; false: as all year
    weekly = 3                                # messages in seven days that nobody asked for

What is left out is as usual in the programme's country (``flows.courtesy.usual``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from itertools import pairwise
from typing import Any

from bot.settings import ConfigError
from flows.courtesy import Courtesy, Span, usual

KEYS = ("hours", "friday_noon", "ramadan", "weekly")


def read(table: Mapping[str, Any], country: str, where: str) -> Courtesy:
    """Return what a programme says of its hours, and of the rest what is usual there.

    Args:
        table: As TOML gives it.
        country: ISO 3166-1.
        where: The file, for who has to correct it.

    Raises:
        ConfigError: A key is unknown or a value cannot be read; names it.
    """
    if not isinstance(table, Mapping):
        raise ConfigError(f"{where}: courtesy is a table: write [courtesy] above its lines.")
    if strange := sorted(set(table) - set(KEYS)):
        known = ", ".join(KEYS)
        raise ConfigError(f"{where}: courtesy has no key {strange[0]}. Known: {known}.")
    found = usual(country)
    for key, value in table.items():
        found = replace(found, **{key: _READ[key](value, f"{where}: courtesy, {key}")})
    return found


def _span(value: object, where: str) -> Span:
    """Return two wall times from ``"09:00-20:30"``."""
    try:
        opens, closes = (time.fromisoformat(each.strip()) for each in str(value).split("-"))
    except ValueError:
        raise ConfigError(f'{where}: {value} is no span of hours. Write "09:00-20:30".') from None
    if opens >= closes:
        raise ConfigError(f"{where}: {value} ends before it begins.")
    return opens, closes


def _or_none(value: object, where: str) -> Span | None:
    return None if value is False else _span(value, where)


def _spans(value: object, where: str) -> tuple[Span, ...]:
    if value is False:
        return ()
    if not isinstance(value, list) or not value:
        raise ConfigError(f'{where} is a list, as ["10:00-17:00", "21:00-22:30"], or false.')
    spans = sorted(_span(each, where) for each in value)
    for before, after in pairwise(spans):
        if before[1] > after[0]:
            raise ConfigError(f"{where}: two spans overlap.")
    return tuple(spans)


def _count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 100:
        raise ConfigError(f"{where} is a whole number from 1 to 100.")
    return value


_READ: Mapping[str, Any] = {
    "hours": _span,
    "friday_noon": _or_none,
    "ramadan": _spans,
    "weekly": _count,
}
