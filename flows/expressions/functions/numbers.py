"""Arithmetic and trigonometry; what has no result is NaN."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from flows.expressions.functions.signature import Function
from flows.expressions.values import NAN, Value, number, scalar, truth


def divide(left: float, right: float) -> float:
    """Return ``left div right``: infinite, or NaN, where division by zero would fail."""
    if right:
        return left / right
    if not left or left != left:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1, right)


def modulo(left: float, right: float) -> float:
    """Return ``left mod right``, with the sign of the left."""
    if not right or math.isinf(left) or left != left or right != right:
        return NAN
    return math.fmod(left, right)


def whole(value: Value) -> float:
    """Return the number without its fraction."""
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def _round(value: Value, places: Value = 0.0) -> float:
    """Round to so many decimal places; halves go up, as in XPath: ``round(-2.5)`` is -2."""
    found, digits = number(value), number(places)
    if not math.isfinite(found):
        return found
    if digits != digits:
        digits = 0.0
    if abs(digits) > 30:
        return NAN
    exact, unit = Decimal(repr(found)), Decimal(1).scaleb(-int(digits))
    halves = ROUND_HALF_DOWN if found < 0 else ROUND_HALF_UP
    return float((exact / unit).to_integral_value(halves) * unit)


def _of_one(function: Callable[[float], float]) -> Function:
    """Return a function of one number; outside its domain it is NaN, past the largest infinite."""

    def run(value: Value) -> float:
        try:
            return float(function(number(scalar(value))))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    return Function(least=1, most=1, run=run)


def _log(function: Callable[[float], float]) -> Function:
    return _of_one(lambda value: -math.inf if value == 0 else function(value))


def _finite(function: Callable[[float], int]) -> Function:
    return _of_one(lambda value: float(function(value)) if math.isfinite(value) else value)


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        odd = math.fmod(exponent, 2) in (1.0, -1.0)
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        return NAN if base else math.inf


FUNCTIONS: Mapping[str, Function] = {
    "number": Function(least=1, most=1, run=number),
    "int": Function(least=1, most=1, run=whole),
    "round": Function(least=1, most=2, run=_round),
    "pow": Function(least=2, most=2, run=lambda base, to: _power(number(base), number(to))),
    "abs": _of_one(abs),
    "sqrt": _of_one(math.sqrt),
    "exp": _of_one(math.exp),
    "exp10": _of_one(lambda value: _power(10.0, value)),
    "log": _log(math.log),
    "log10": _log(math.log10),
    "sin": _of_one(math.sin),
    "cos": _of_one(math.cos),
    "tan": _of_one(math.tan),
    "asin": _of_one(math.asin),
    "acos": _of_one(math.acos),
    "atan": _of_one(math.atan),
    "atan2": Function(least=2, most=2, run=lambda up, along: math.atan2(number(up), number(along))),
    "pi": Function(least=0, most=0, run=lambda: math.pi),
    "floor": _finite(math.floor),
    "ceiling": _finite(math.ceil),
    "true": Function(least=0, most=0, run=lambda: True),
    "false": Function(least=0, most=0, run=lambda: False),
    "boolean": Function(least=1, most=1, run=truth),
    "not": Function(least=1, most=1, run=lambda value: not truth(value)),
}
