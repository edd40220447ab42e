"""Counting and adding.

Most rows come from JavaRosa, as ODK Validate 1.20.0 has it.
"""

from datetime import date
from math import nan

import pytest

from flows.expressions import Scalar
from tests.flows.expressions.household import same, value

ROWS: list[tuple[str, Scalar | date]] = [
    ("max(1, 5, '3')", 5.0),
    ("max('', '')", nan),
    ("min(1, '', 3)", 1.0),
    ("min()", nan),
    ("checklist(1, 2, true(), false(), 'x')", True),
    ("checklist(-1, 1, true(), true())", False),
    ("weighted-checklist(2, 5, true(), 2, false(), 9)", True),
    ("weighted-checklist(2, 5, true(), 2, true(), 9)", False),
    ("checklist(2, -1, true(), '')", False),
    ("min(3, 1, 'x')", 1.0),
    ("max(-5, -7)", -5.0),
    ("max()", nan),
    ("min('a')", nan),
    ("checklist(1, 1, '', '')", False),
    ("checklist(0, -1)", True),
    ("checklist('a', 1 div 0)", True),
    ("checklist(1 div 0, 2, 1, 1)", False),
    ("weighted-checklist(0, 1)", True),
    ("weighted-checklist(1, 2, 'x', 'y')", False),
]


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_counting(source: str, expected: Scalar | date) -> None:
    assert same(value(source), expected)
