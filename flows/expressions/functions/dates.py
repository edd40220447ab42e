"""Dates, moments and times of day, in the zone of the programme."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from flows.expressions.context import Context
from flows.expressions.functions.signature import Function
from flows.expressions.values import EPOCH, Value, moment, number, scalar, text, time_of_day

DAY = 86_400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ESCAPES: Mapping[str, Callable[[datetime], str]] = {
    "%": lambda when: "%",
    "Y": lambda when: f"{when.year:04}",
    "y": lambda when: f"{when.year:04}"[2:],
    "m": lambda when: f"{when.month:02}",
    "n": lambda when: str(when.month),
    "b": lambda when: _MONTHS[when.month - 1],
    "d": lambda when: f"{when.day:02}",
    "e": lambda when: str(when.day),
    "H": lambda when: f"{when.hour:02}",
    "h": lambda when: str(when.hour),
    "M": lambda when: f"{when.minute:02}",
    "S": lambda when: f"{when.second:02}",
    "3": lambda when: f"{when.microsecond // 1000:03}",
    "a": lambda when: _DAYS[when.weekday()],
    "W": lambda when: str(when.isocalendar().week),
}
_ESCAPE = re.compile("%(.?)", re.DOTALL)


def unknown_escape(pattern: str) -> str | None:
    """Return the first escape of a format that ODK does not know, such as ``%B``."""
    return next((it[0] for it in _ESCAPE.finditer(pattern) if it[1] not in _ESCAPES), None)


def _when(ctx: Context, value: Value) -> datetime | None:
    """Return the moment that a value means: a date, an ISO string, a time of today, or days."""
    value = scalar(value)
    if isinstance(value, datetime):
        return value
    if isinstance(value, str):
        return moment(value, ctx.now.tzinfo) or time_of_day(value, ctx.now)
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number(value))).astimezone(
            ctx.now.tzinfo
        )
    except (ValueError, OverflowError):
        return None


def _date(ctx: Context, value: Value) -> Value:
    """Return a date; a number is days since 1970-01-01, what is no date is blank."""
    value = scalar(value)
    if isinstance(value, datetime):
        return _midnight(value)
    if isinstance(value, str):
        return moment(value, ctx.now.tzinfo) or ""
    try:
        return datetime.fromordinal(EPOCH + int(number(value))).replace(tzinfo=ctx.now.tzinfo)
    except (ValueError, OverflowError):
        return ""


def _date_time(ctx: Context, value: Value) -> Value:
    return _when(ctx, value) or ""


def _days(ctx: Context, value: Value) -> Value:
    """Return days since 1970-01-01T00:00Z, with their fraction; a number is such days already."""
    value = scalar(value)
    if isinstance(value, (bool, float)):
        return number(value)
    when = _when(ctx, value)
    return "" if when is None else _seconds(when) / DAY


def _seconds(when: datetime) -> float:
    try:
        return when.timestamp()
    except (ValueError, OverflowError):
        return (when.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()


def _part_of_day(ctx: Context, value: Value) -> Value:
    value = scalar(value)
    if isinstance(value, (bool, float)):
        return number(value) % 1
    when = _when(ctx, value)
    if when is None:
        return ""
    return (when.hour * 3600 + when.minute * 60 + when.second + when.microsecond / 1e6) / DAY


def _format(ctx: Context, value: Value, pattern: Value) -> Value:
    """Return the date as the pattern has it; an escape that is unknown stays as it is."""
    when = _when(ctx, value)
    if when is None:
        return ""

    def show(found: re.Match[str]) -> str:
        escape = _ESCAPES.get(found[1])
        return escape(when) if escape else found[0]

    return _ESCAPE.sub(show, text(pattern))


def _midnight(when: datetime) -> datetime:
    return when.replace(hour=0, minute=0, second=0, microsecond=0)


def _of_context(count: int, run: Callable[..., Value]) -> Function:
    return Function(least=count, most=count, run=run, with_context=True)


FUNCTIONS: Mapping[str, Function] = {
    "today": _of_context(0, lambda ctx: _midnight(ctx.now)),
    "now": _of_context(0, lambda ctx: ctx.now),
    "date": _of_context(1, _date),
    "date-time": _of_context(1, _date_time),
    "decimal-date-time": _of_context(1, _days),
    "decimal-time": _of_context(1, _part_of_day),
    "format-date": _of_context(2, _format),
    "format-date-time": _of_context(2, _format),
}
