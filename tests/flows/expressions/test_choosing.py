"""Deciding, labels, places, chance.

Most rows come from JavaRosa, as ODK Validate 1.20.0 has it.
"""

from datetime import date
from math import nan

import pytest

from flows.expressions import Scalar
from tests.flows.expressions.household import same, value

ROWS: list[tuple[str, Scalar | date]] = [
    ("not(/data/blank)", True),
    ("boolean('0')", True),
    ("boolean('false')", True),
    ("coalesce('', 'x')", "x"),
    ("coalesce(/data/blank, /data/age)", 34.0),
    ("coalesce(0 div 0, 3)", 3.0),
    ("if('', 1, 2)", 2.0),
    ("distance('')", 0.0),
    ("distance('1 2')", 0.0),
    ("depend(1, 2)", 1.0),
    ("version()", "v7"),
    ("once('x')", 34.0),
    ("if(/data/blank > 3, 'y', 'n')", "n"),
    ("geofence('0.5 0.8 0 0', /data/geo)", False),
    ("geofence('-23.5555 -46.6283 0 0', /data/geo)", True),
    ("not('a')", False),
    ("boolean(0.0)", False),
    ("boolean(0 div 0)", False),
    ("boolean('')", False),
    ("coalesce(false(), 'q')", False),
    ("property('deviceid')", ""),
    ("last()", 1.0),
    ("geofence('-23.5 -46', /data/geo)", False),
    ("geofence('', '')", False),
    ("area('')", 0.0),
    ("distance('1 2 0 0','bad')", nan),
    ("distance('1 2;1 2')", 0.0),
    ("area('1 1;1 1')", 0.0),
    ("jr:itext('x')", "x"),
    ("jr:choice-name('b', '/data/pick')", "b"),
    ("jr:choice-name(/data/pick, ' /data/pick ')", "b"),
    ("jr:choice-name(/data/pick, '../pick')", "b"),
    ("if(1, if(0, 'a', 'b'), 'c')", "b"),
    ("if(/data/blank, 'a', 'b')", "b"),
    ("coalesce('', '')", ""),
    ("once(today())", 34.0),
    ("depend('x')", "x"),
    ("string-length(uuid())", 36.0),
    ("string-length(uuid(8))", 8.0),
    ("uuid(0)", ""),
    ("uuid('x')", ""),
    ("random() < 1", True),
    ("regex(uuid(), '[0-9a-f-]{36}')", True),
]


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_choosing(source: str, expected: Scalar | date) -> None:
    assert same(value(source), expected)
