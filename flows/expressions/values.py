"""The values of an expression and how one kind reads as another, as JavaRosa has it.

A blank answer is ``""``: as a number it is NaN, as a boolean false. A date or a moment is an aware
``datetime`` in the zone of the programme.
"""

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, tzinfo
from typing import Protocol, TypeAlias

from flows.expressions.errors import MAX_TEXT, ExpressionLimit

Scalar: TypeAlias = str | float | bool | datetime
"""What an expression comes to in the end."""


class Nodes(Protocol):
    """Nodes that a path found, in the order of the form."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def values(self) -> Sequence[Scalar]:
        """Return the value of each."""
        ...


Value: TypeAlias = Scalar | Nodes
"""What a part of an expression comes to."""
Answer: TypeAlias = str | int | float | bool | list[str]
"""What is kept of a value; dates as ISO strings."""
Read: TypeAlias = Callable[[object, tzinfo | None], Scalar]

NAN = math.nan
EPSILON = 1e-12
"""Numbers that differ by less are equal (JavaRosa, XPathEqExpr)."""
EPOCH = date(1970, 1, 1).toordinal()
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE = re.compile(r"([0-9]{1,4})-([0-9]{1,2})-([0-9]{1,2})(T.*)?", re.ASCII)


def scalar(value: Value) -> Scalar:
    """Return the value itself, or that of the first node; no node is blank."""
    if isinstance(value, (str, float, bool, datetime)):
        return value
    return next(iter(value.values()), "")


def number(value: Value) -> float:
    """Return the value as a number; a date is its days since 1970-01-01, NaN what is none."""
    kind = type(value)
    if kind is float:
        return value  # type: ignore[return-value]
    if kind is not str:
        value = scalar(value)
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, datetime):
        return float(value.toordinal() - EPOCH)
    return float(value)  # type: ignore[arg-type]


def parse_number(words: str) -> float:
    """Return the number that is written; a comma may stand for the point, no exponent is read."""
    words = words.replace(",", ".").strip()
    return float(words) if _NUMBER.fullmatch(words) else NAN


def text(value: Value) -> str:
    """Return the value as a text; whole numbers have no point, moments lose their time."""
    if type(value) is str:
        return value
    value = scalar(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return number_text(value)


def number_text(value: float) -> str:
    """Return a number as digits without an exponent: ``3``, ``2.5``, ``NaN``, ``-Infinity``."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < EPSILON:
        return "0"
    if abs(value) < 2**53 and abs(value - round(value)) < EPSILON:
        return str(round(value))
    shown = repr(value)
    if "e" not in shown:
        return shown.removesuffix(".0")
    return f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1 else str(int(value))


def truth(value: Value) -> bool:
    """Return the value as a boolean; every text but the blank one is true, ``'false'`` too."""
    if type(value) is bool:
        return value
    value = scalar(value)
    if isinstance(value, datetime):
        return True
    if isinstance(value, float):
        return abs(value) > EPSILON
    return bool(value)


def blank(value: Value) -> bool:
    """Return whether ``coalesce`` and ``once`` take the value for no answer."""
    value = scalar(value)
    return value == "" or value != value


def equal(left: Value, right: Value) -> bool:
    """Return ``left = right``: as booleans if one is, else as numbers if one is, else as texts."""
    left, right = scalar(left), scalar(right)
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float) or isinstance(right, float):
        first, second = number(left), number(right)
        return first == second or abs(first - second) < EPSILON
    return text(left) == text(right)


def moment(words: str, zone: tzinfo | None) -> datetime | None:
    """Return the date or moment that an ISO string holds, in the zone; None if it holds none."""
    found = _DATE.fullmatch(words)
    if not found:
        return None
    year, month, day, rest = found.groups()
    try:
        if rest is None:
            return datetime(int(year), int(month), int(day), tzinfo=zone)
        written = datetime.fromisoformat(f"{year:0>4}-{month:0>2}-{day:0>2}{rest}")
        return written.astimezone(zone) if written.tzinfo else written.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def time_of_day(words: str, now: datetime) -> datetime | None:
    """Return today's moment at ``10:30:00.000``; None if the words are no time of day."""
    if "-" in words[:5] or ":" not in words[:3]:
        return None
    try:
        return moment(f"{now.date().isoformat()}T{words}", now.tzinfo)
    except ValueError:
        return None


def within(characters: int) -> None:
    """Refuse to make a text of so many characters.

    Raises:
        ExpressionLimit: These are too many.
    """
    if characters > MAX_TEXT:
        raise ExpressionLimit("A text would grow past {limit} characters.", limit=MAX_TEXT)


def reader(kind: str) -> Read:
    """Return how an answer under a bind of this type reads as a value."""
    return _READERS.get(kind, read_text)


def read_text(stored: object, zone: tzinfo | None = None) -> Scalar:
    """Return a text; several choices are separated by spaces.

    What a calculation came to keeps its kind: false is not the text ``false``, which is true.
    """
    if type(stored) is str:
        return stored
    if stored is None:
        return ""
    if isinstance(stored, (list, tuple)):
        return " ".join(map(str, stored))
    if isinstance(stored, (bool, float, datetime)):
        return stored
    return str(stored)


def read_number(stored: object, zone: tzinfo | None = None) -> Scalar:
    """Return a number; words that are none stay words."""
    if isinstance(stored, (int, float)):
        return _float(stored)
    words = read_text(stored)
    found = parse_number(words) if isinstance(words, str) else NAN
    return words if found != found else found


def read_date(stored: object, zone: tzinfo | None) -> Scalar:
    """Return a moment in the zone; words that are none stay words."""
    words = read_text(stored)
    found = moment(words, zone) if isinstance(words, str) and words else None
    return words if found is None else found


def read_boolean(stored: object, zone: tzinfo | None = None) -> Scalar:
    """Return a boolean, or ``""``."""
    if isinstance(stored, bool):
        return stored
    words = read_text(stored)
    return words if words == "" else words in ("true", "1")


def kept(value: Scalar, kind: str) -> Answer | None:
    """Return what a calculation under a bind of this type leaves in the answers; blank is None."""
    if value == "" or value != value:
        return None
    match kind:
        case "int" | "integer" | "long":
            found = number(value)
            return int(found) if math.isfinite(found) else None
        case "decimal":
            found = number(value)
            return found if math.isfinite(found) else None
        case "boolean":
            return truth(value)
        case "select_multiple":
            return text(value).split()
        case "dateTime" if isinstance(value, datetime):
            return value.isoformat(timespec="milliseconds")
        case "time" if isinstance(value, datetime):
            return value.strftime("%H:%M:%S.") + f"{value.microsecond // 1000:03}"
        case "string" if isinstance(value, datetime) and value.time() != time.min:
            return value.isoformat(timespec="milliseconds")  # now() under no type of its own
    return text(value)


def _float(stored: float) -> float:
    try:
        return float(stored)
    except OverflowError:
        return math.inf if stored > 0 else -math.inf


_READERS: dict[str, Read] = {
    "int": read_number,
    "integer": read_number,
    "long": read_number,
    "decimal": read_number,
    "date": read_date,
    "dateTime": read_date,
    "boolean": read_boolean,
}
