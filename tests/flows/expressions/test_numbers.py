"""Functions of numbers.

Most rows come from JavaRosa, as ODK Validate 1.20.0 has it.
"""

from datetime import date
from math import inf, nan

import pytest

from flows.expressions import Scalar
from tests.flows.expressions.household import same, value

ROWS: list[tuple[str, Scalar | date]] = [
    ("number('2020-01-01')", nan),
    ("number('1.')", 1.0),
    ("number('.5')", 0.5),
    ("number('--1')", nan),
    ("number('')", nan),
    ("number(true())", 1.0),
    ("int('3.9')", 3.0),
    ("int(-3.9)", -3.0),
    ("int('')", nan),
    ("int(-0.5)", 0.0),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(-2.6)", -3.0),
    ("round(2.345, 2)", 2.35),
    ("round(1234.5, -2)", 1200.0),
    ("round(1.005, 2)", 1.01),
    ("round(5, 31)", nan),
    ("round('')", nan),
    ("pow(2, 10)", 1024.0),
    ("pow(0, -1)", inf),
    ("sqrt(-1)", nan),
    ("sqrt(16)", 4.0),
    ("log(0)", -inf),
    ("log10(100)", 2.0),
    ("exp(0)", 1.0),
    ("exp10(2)", 100.0),
    ("abs(-3)", 3.0),
    ("pi()", 3.141592653589793),
    ("sin(0)", 0.0),
    ("cos(0)", 1.0),
    ("acos(2)", nan),
    ("atan2(1, 1)", 0.7853981633974483),
    ("abs('')", nan),
    ("atan2(1,0)", 1.5707963267948966),
    ("round(0.5)", 1.0),
    ("round(-0.5)", -0.0),
    ("round(1234567.891, 1)", 1234567.9),
    ("round(2.5, 1.9)", 2.5),
    ("round(15, -1)", 20.0),
    ("round(14.9999, -1)", 10.0),
    ("number('- 1')", nan),
    ("number('1-1')", nan),
    ("number('+1')", nan),
    ("abs('-4')", 4.0),
    ("exp10(0.5)", 3.1622776601683795),
    ("tan(0.5)", 0.5463024898437905),
    ("asin(0.5)", 0.5235987755982989),
    ("atan(0.5)", 0.4636476090008061),
    ("log(2)", 0.6931471805599453),
    ("exp(1)", 2.718281828459045),
    ("int('abc')", nan),
    ("floor(1.5)", 1.0),
    ("floor(-1.5)", -2.0),
    ("ceiling(1.2)", 2.0),
    ("ceiling('')", nan),
    ("round(-1234.5, -2)", -1200.0),
    ("round(1 div 0)", inf),
    ("round('x')", nan),
    ("pow(-8, 1 div 3)", nan),
    ("pow(10, 400)", inf),
    ("pow(-10, 401)", -inf),
    ("exp(1000)", inf),
    ("log(-1)", nan),
    ("log10('')", nan),
    ("sin(1 div 0)", nan),
    ("int(1 div 0)", inf),
    ("number(/data/many)", nan),
    ("number(/data/ok)", 1.0),
    ("number('٣')", nan),
    ("abs(/data/dob)", 7425.0),
]


@pytest.mark.parametrize(("source", "expected"), ROWS, ids=[source for source, _ in ROWS])
def test_numbers(source: str, expected: Scalar | date) -> None:
    assert same(value(source), expected)
