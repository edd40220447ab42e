"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    String,
    Text,
    bindparam,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_decode = json.JSONDecoder().raw_decode  # what we wrote has no space around it
_orjson: Callable[..., bytes] = orjson.dumps


def dumps(value: object) -> str:
    """Return compact JSON, its letters as they are."""
    try:
        return _orjson(value).decode()
    except TypeError:  # a whole number over 64 bits: an answer may be one
        return _encode(value)


def storable(value: object) -> bool:
    """Return whether a JSON value can surely be stored as it is, on both engines.

    False also where that is only doubtful: a number over 53 bits, anything that is null, a
    backslash before ``u0000``, more than 32 brackets. Numbers that are none become null here.
    """
    try:
        text = _orjson(value, option=_STRICT)
    except TypeError:  # a lone surrogate, a key that is no text
        return False
    nested = text.count(b"{") + text.count(b"[")
    return nested <= _DEEPEST and b"null" not in text and b"\\u0000" not in text


_STRICT = orjson.OPT_STRICT_INTEGER
_DEEPEST = 32


def loads(stored: str | dict[str, Any] | None) -> Any:
    """Return the JSON object that a statement without types of its own has read: text on SQLite."""
    return _decode(stored)[0] if isinstance(stored, str) else stored


def moment(stored: str | datetime | None) -> datetime | None:
    """Return the time that a statement without types of its own has read: text on SQLite."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored


class JSON(TypeDecorator[Any]):
    """JSON as it is: JSONB on PostgreSQL, TEXT on SQLite; None is NULL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the engine has for it."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(Text())

    def bind_processor(self, dialect: Dialect) -> Any:
        """Return what makes text of a value."""
        if dialect.name == "postgresql":
            return super().bind_processor(dialect)
        return lambda value: None if value is None else dumps(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what makes a value of text."""
        if dialect.name == "postgresql":
            return super().result_processor(dialect, coltype)
        return lambda text: None if text is None else _decode(text)[0]


class Instant(TypeDecorator[datetime]):
    """A moment, aware and UTC on both sides.

    On SQLite it is text of one width (``2026-11-22T10:00:00.000000Z``), so that text order is time
    order; SQLite itself knows no zone.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that the engine has for it."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def bind_processor(self, dialect: Dialect) -> Any:
        """Return what refuses a naive time and, on SQLite, writes it as text."""
        if dialect.name == "postgresql":
            return lambda value: None if value is None else _aware(value)
        return instant

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what reads it back as UTC."""
        if dialect.name == "postgresql":
            return lambda value: None if value is None else value.astimezone(UTC)
        parse = datetime.fromisoformat
        return lambda text: None if text is None else parse(text)


def instant(value: datetime | None) -> str | None:
    """Return the time as SQLite keeps it.

    Raises:
        ValueError: The time has no zone.
    """
    global _latest
    if value is None:
        return None
    latest = _latest
    if value is latest[0]:
        return latest[1]
    utc = value if value.tzinfo is UTC else _aware(value).astimezone(UTC)
    text = utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    _latest = (value, text)
    return text


# A batch writes the same "now" in hundreds of rows.
_latest: tuple[datetime | None, str] = (None, "")


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone; this one is naive")
    return value


class _List(TypeDecorator[list[Any]]):
    """Many values in one parameter: an array on PostgreSQL, JSON text on SQLite."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(self.item))
        return dialect.type_descriptor(Text())

    def bind_processor(self, dialect: Dialect) -> Any:
        return None if dialect.name == "postgresql" else dumps


class Among(FunctionElement[bool]):
    """``column IN (…)`` with the whole list as one parameter.

    The statement's text is the same for every length of the list, so that both drivers find it
    prepared; IN with a parameter each is another statement for each size of a batch.
    """

    name = "among"
    # Not Boolean: SQLAlchemy would write "= 1" behind it, and SQLite find no index.
    type = NullType()  # type: ignore[assignment]
    inherit_cache = True

    def __init__(self, column: Column[Any], name: str) -> None:
        item = BigInteger() if column.type.python_type is int else Text()
        super().__init__(column, bindparam(name, type_=_List(item)))


@compiles(Among, "sqlite")
def _among_sqlite(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    # A plus takes json_each's own affinity away: with it, an index on text is of no use.
    name, each = compiler.process(column, **options), compiler.process(values, **options)
    return f"{name} IN (SELECT +value FROM json_each({each}))"  # noqa: S608 (both are rendered)


@compiles(Among, "postgresql")
def _among_postgresql(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **options)} = ANY ({compiler.process(values, **options)})"
