"""A small form with its answers, on which the rows of these tests are evaluated."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from math import isclose, isnan
from random import Random

from flows.expressions import NOT_GIVEN, Context, Expression, Node, Scalar, Schema, compile

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=1)))
TYPES = {
    "age": "int",
    "big": "int",
    "dob": "date",
    "stamp": "dateTime",
    "clock": "time",
    "dec": "decimal",
    "ok": "boolean",
    "many": "select_multiple",
}
NAMES = (
    "age",
    "name",
    "blank",
    "dob",
    "stamp",
    "clock",
    "pick",
    "many",
    "dec",
    "ok",
    "big",
    "flag",
)
NODES = [
    *(
        Node(path=name, kind="value", type=TYPES.get(name, "string"))
        for name in (*NAMES, "code", "geo")
    ),
    Node(path="home", kind="group"),
    Node(path="home/member", kind="repeat"),
    Node(path="home/member/m_name", kind="value"),
    Node(path="home/member/m_age", kind="value", type="int"),
    Node(path="home/member/pet", kind="repeat"),
    Node(path="home/member/pet/p_name", kind="value"),
]
REGIONS = [
    {"name": "r1", "label": "North", "country": "ma"},
    {"name": "r2", "label": "South", "country": "ma"},
    {"name": "7", "label": "Seven", "country": "fr"},
]
SCHEMA = Schema(NODES, root="data", instances={"region": REGIONS, "later": []})
SQUARE = (
    "-23.5505 -46.6333 0 0;-23.5505 -46.6233 0 0;-23.5605 -46.6233 0 0;"
    "-23.5605 -46.6333 0 0;-23.5505 -46.6333 0 0"
)
ANSWERS: Mapping[str, object] = {
    "age": 34,
    "name": "Ana",
    "dob": "1990-05-01",
    "stamp": "2026-11-28T10:30:00.000+01:00",
    "clock": "10:30:00.000+01:00",
    "pick": "b",
    "many": ["a", "c"],
    "dec": 2.5,
    "ok": True,
    "big": 3_000_000_000,
    "flag": "true",
    "code": "07",
    "geo": SQUARE,
    "home/member": [1, 3, 4],
    "home/member[1]/m_name": "A",
    "home/member[1]/m_age": 40,
    "home/member[1]/pet": [1, 2],
    "home/member[1]/pet[1]/p_name": "Rex",
    "home/member[1]/pet[2]/p_name": "Tom",
    "home/member[3]/m_name": "B",
    "home/member[4]/m_name": "C",
    "home/member[4]/m_age": 7,
    "home/member[4]/pet": [5],
    "home/member[4]/pet[5]/p_name": "Kit",
}


def compiled(source: str, at: str = "age") -> Expression:
    """Return an expression at a key of the form."""
    path = "/".join(part.partition("[")[0] for part in at.split("/"))
    return compile(source, schema=SCHEMA, at=path)


def context(
    at: str = "age", own: object = NOT_GIVEN, change: Mapping[str, object] | None = None
) -> Context:
    """Return what an evaluation needs, with some answers changed."""
    chance = Random(1)  # noqa: S311
    values = {**ANSWERS, **(change or {})}
    return Context(values=values, at=at, now=NOW, random=chance, own=own, version="v7")


def value(
    source: str,
    at: str = "age",
    own: object = NOT_GIVEN,
    change: Mapping[str, object] | None = None,
) -> Scalar:
    """Return what an expression comes to."""
    return compiled(source, at).value(context(at, own, change))


def same(found: Scalar, expected: Scalar | date) -> bool:
    """Return whether a value is the expected one, of the same kind; a date stands for its day."""
    if isinstance(found, datetime) and isinstance(expected, date):
        return found.date() == expected
    if isinstance(found, float) and isinstance(expected, float):
        return (isnan(found) and isnan(expected)) or isclose(found, expected, abs_tol=1e-9)
    return type(found) is type(expected) and found == expected
