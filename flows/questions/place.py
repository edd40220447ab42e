"""A point on the map: geopoint."""

from __future__ import annotations

import re

from flows import understanding
from flows.form import Question
from flows.questions.reply import Reply, Shown
from flows.state import Value
from flows.understanding import Outcome, Read, Refused

_TYPED = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,،;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


class Geopoint:
    """Latitude and longitude in degrees, as ODK writes them: ``33.5 -7.6 0 0``."""

    def read(self, question: Question, reply: Reply) -> Outcome[Value]:
        """Return the point that was shared or typed (``33.5, -7.6``), else ``place.unknown``."""
        point = reply.location
        typed = _TYPED.fullmatch(understanding.ascii_digits(reply.text))
        if point is None and typed:
            point = (float(typed[1]), float(typed[2]))
        if point is None or abs(point[0]) > 90 or abs(point[1]) > 180:
            return Refused(code="place.unknown")
        return Read(value=f"{point[0]:g} {point[1]:g} 0 0")

    def show(self, question: Question, value: Value, shown: Shown) -> str:
        """Return the coordinates as one left-to-right block."""
        return shown.words.ltr(", ".join(str(value).split()[:2]))
