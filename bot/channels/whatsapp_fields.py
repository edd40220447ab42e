"""Fields of WhatsApp's JSON, whatever stands in them: a wrong shape is an empty value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

TEXT_LIMIT = 65_536
"""Characters a person can type into one message."""
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,132}")
_NUMBER = re.compile(r"\+?(\d{1,20})", re.ASCII)
_LAST_SECOND = 253_402_300_799
"""The end of the year 9999."""


def mapping(value: Any) -> Mapping[str, Any]:
    """Return an object's fields."""
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list."""
    if not isinstance(value, list):
        return ()
    if len(value) == 1 and isinstance(value[0], dict):  # as nearly always
        return value
    return [item for item in value if isinstance(item, dict)]


def text_of(value: Any) -> str:
    """Return a text, as much of it as is kept."""
    return value[:TEXT_LIMIT] if isinstance(value, str) else ""


def instant(value: Any, now: datetime) -> datetime:
    """Return a time given in seconds, as text or number, never ahead of our clock."""
    try:
        seconds = int(value)
    except (TypeError, ValueError, OverflowError):
        return now
    if not 0 < seconds <= _LAST_SECOND:
        return now
    return min(datetime.fromtimestamp(seconds, UTC), now)


def user_id_of(value: Any) -> str:
    """Return a business-scoped user id, "" where it is none."""
    return value if isinstance(value, str) and _USER_ID.fullmatch(value) else ""


def digits_of(value: Any) -> str:
    """Return the digits of a number, "" where it is none (a user id comes in its place too)."""
    if not isinstance(value, str):
        return ""
    if value.isdecimal() and value.isascii() and len(value) <= 20:  # as nearly always
        return value
    match = _NUMBER.fullmatch(value.replace(" ", ""))
    return match[1] if match else ""
