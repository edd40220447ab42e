"""What the Community Health Toolkit adds to ODK's functions.

https://docs.communityhealthtoolkit.org/building/forms/app/#cht-xpath-functions
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.expressions.context import Context
from flows.expressions.functions.signature import Function
from flows.expressions.values import Value, moment, number, scalar


def _moment(ctx: Context, value: Value) -> datetime | None:
    value = scalar(value)
    if isinstance(value, datetime):
        return value
    return moment(value, ctx.now.tzinfo) if isinstance(value, str) else None


def _months(ctx: Context, first: Value, second: Value) -> Value:
    """Return the whole months from the first date to the second; blank when one is no date."""
    start, end = _moment(ctx, first), _moment(ctx, second)
    if start is None or end is None:
        return ""
    months = (end.year - start.year) * 12 + end.month - start.month
    return float(months - (end.day < start.day))


def _years(ctx: Context, first: Value, second: Value) -> Value:
    months = _months(ctx, first, second)
    return float(months // 12) if isinstance(months, float) else ""


def _days(ctx: Context, first: Value, second: Value) -> Value:
    start, end = _moment(ctx, first), _moment(ctx, second)
    return "" if start is None or end is None else float((end - start).days)


def _weeks(ctx: Context, first: Value, second: Value) -> Value:
    days = _days(ctx, first, second)
    return float(days // 7) if isinstance(days, float) else ""


def _add(ctx: Context, start: Value, *parts: Value) -> Value:
    """Return the moment plus years, months, days, hours and minutes, as many as are given."""
    when = _moment(ctx, start)
    years, months, days, hours, minutes = (
        value if (value := number(part)) == value else 0.0 for part in (*parts, *[0.0] * 5)[:5]
    )
    if when is None:
        return ""
    try:
        count = when.year * 12 + when.month - 1 + int(years) * 12 + int(months)
        year, month = divmod(count, 12)
        day = min(when.day, monthrange(year, month + 1)[1])
        moved = when.replace(year=year, month=month + 1, day=day)
        return moved + timedelta(days=int(days), hours=int(hours), minutes=int(minutes))
    except (ValueError, OverflowError):
        return ""


def _stamp(ctx: Context, value: Value) -> Value:
    """Return the moment of a number of milliseconds since 1970."""
    try:
        return datetime.fromtimestamp(number(value) / 1000, UTC).astimezone(ctx.now.tzinfo)
    except (ValueError, OverflowError, OSError):
        return ""


_TWO = {
    "difference-in-days": _days,
    "difference-in-weeks": _weeks,
    "difference-in-months": _months,
    "difference-in-years": _years,
}
FUNCTIONS: Mapping[str, Function] = {
    **{
        f"{prefix}{name}": Function(least=2, most=2, run=run, with_context=True)
        for name, run in _TWO.items()
        for prefix in ("", "cht:")
    },
    "add-date": Function(least=2, most=6, run=_add, with_context=True),
    "cht:add-date": Function(least=2, most=6, run=_add, with_context=True),
    "parse-timestamp-to-date": Function(least=1, most=1, run=_stamp, with_context=True),
}
