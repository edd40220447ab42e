"""Points, traces and shapes: ``latitude longitude altitude accuracy;…`` in degrees and metres."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from flows.expressions.functions.sets import spread
from flows.expressions.functions.signature import Function
from flows.expressions.values import NAN, Value, parse_number, text

Point: TypeAlias = tuple[float, float]
EARTH = 6_378_100.0
"""Radius in metres, as JavaRosa has it (GeoUtils)."""


def _points(args: Sequence[Value]) -> list[Point]:
    """Return latitudes and longitudes; NaN for what is none."""
    pieces = (piece for value in spread(args) for piece in text(value).split(";"))
    return [_point(piece.split()) for piece in pieces if piece.strip()]


def _point(parts: Sequence[str]) -> Point:
    if len(parts) < 2:
        return NAN, NAN
    return parse_number(parts[0]), parse_number(parts[1])


def _area(*args: Value) -> float:
    """Return square metres inside of a closed shape on a sphere."""
    points = [(math.radians(up), math.radians(along)) for up, along in _points(args)]
    if len(points) < 3:
        return 0.0
    ring = pairwise([*points, points[0]])
    return abs(
        sum((x2 - x1) * (2 + math.sin(y1) + math.sin(y2)) for (y1, x1), (y2, x2) in ring)
    ) * (EARTH * EARTH / 2)


def _distance(*args: Value) -> float:
    """Return the metres from the first point over all others to the last."""
    pieces = (text(value) for arg in args for value in spread([arg]))
    return float(sum(_between(*pair) for pair in pairwise(_points([";".join(pieces)]))))


def _between(one: Point, other: Point) -> float:
    up, along = math.radians(other[0] - one[0]), math.radians(other[1] - one[1])
    shorter = math.cos(math.radians(one[0])) * math.cos(math.radians(other[0]))
    half = math.sin(up / 2) ** 2 + shorter * math.sin(along / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half if half != half else min(1.0, half)))


def _inside(point: Value, shape: Value) -> bool:
    """Return whether a point lies in a shape: whether a ray from it crosses the border oddly."""
    at, ring = _points([point]), _points([shape])
    if not at or len(ring) < 3:
        return False
    return sum(_crossings(at[0], [*ring, ring[0]])) % 2 == 1


def _crossings(at: Point, ring: Sequence[Point]) -> Iterator[bool]:
    up, along = at
    for (y1, x1), (y2, x2) in pairwise(ring):
        if (x1 > along) != (x2 > along):
            yield up < (y2 - y1) * (along - x1) / (x2 - x1) + y1


FUNCTIONS: Mapping[str, Function] = {
    "area": Function(least=1, most=1, run=_area),
    "enclosed-area": Function(least=1, most=1, run=_area),
    "distance": Function(least=1, most=None, run=_distance),
    "geofence": Function(least=2, most=2, run=_inside),
}
