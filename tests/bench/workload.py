"""The work that every configuration does: people who answer a form of ten questions.

Question-major: everybody answers the first question, then everybody the second. Beginning a
conversation is not timed; ten answers a person are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.world import World

FORM = Path(__file__).with_name("intake.csv")
ANSWERS = ("Amina {n}", "1", "{age}", "Safi {n}", "2", "3", "4", "Sewing {n}", "1", "{hours}")
"""What everybody answers, in the order of the form: no two people the same words."""
QUESTIONS = len(ANSWERS)
IN_FLIGHT = (1, 16, 64, 256)
PEOPLE = {1: 60, 16: 200, 64: 600, 256: 600}
"""How many people answer, by how many updates are under way at once."""
ACCOUNTS = {"web": "web:default", "telegram": "telegram:default"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What one configuration came to in one round."""

    steps: int
    seconds: float
    p50: float
    """Milliseconds, from the raw update to what the configuration calls done."""
    p99: float
    stages: dict[str, float]
    """Microseconds a step, where they are known."""
    lag: float = 0.0
    """Milliseconds that the event loop was blocked at most."""

    @property
    def rate(self) -> float:
        """Return steps a second."""
        return self.steps / self.seconds


def figure(
    seconds: float,
    times: list[float],
    *,
    stages: dict[str, float] | None = None,
    lag: float = 0.0,
    steps: int | None = None,
) -> Figure:
    """Return the figure of these times, in seconds each."""
    ordered = sorted(times)
    return Figure(
        steps=steps or len(ordered),
        seconds=seconds,
        p50=ordered[len(ordered) // 2] * 1e3,
        p99=ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] * 1e3,
        stages=stages or {},
        lag=lag,
    )


def greetings(channel: str, people: int) -> list[str]:
    """Return the raw updates that begin the conversations."""
    return [update(channel, person, 0, "hello") for person in range(people)]


def answers(channel: str, people: int) -> Iterator[str]:
    """Yield the raw updates that are timed, as JSON text."""
    for place, text in enumerate(ANSWERS, 1):
        for person in range(people):
            yield update(channel, person, place, said(text, person))


def said(text: str, person: int) -> str:
    """Return what a person answers, of one of :data:`ANSWERS`."""
    return text.format(n=person, age=18 + person % 60, hours=1 + person % 40)


def update(channel: str, person: int, place: int, text: str) -> str:
    """Return one raw update as the channel receives it."""
    number = place * 1_000_000 + person
    if channel == "web":
        return json.dumps({"as": f"person-{person}", "id": f"{number}", "text": text})
    who: dict[str, Any] = {"id": 10_000 + person, "first_name": "Amina"}
    return json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_795_341_600,
                "chat": {**who, "type": "private"},
                "from": {**who, "is_bot": False, "language_code": "en"},
                "text": text,
            },
        }
    )


def document() -> dict[str, Any]:
    """Return the form, compiled: done once, by the process that starts the others."""
    from flows.compile import compile_form

    return dict(compile_form(FORM).document)


def world(compiled: dict[str, Any]) -> World:
    """Return the world that the conversations run in."""
    from bot import publishing
    from flows.loading import load
    from flows.world import Programme

    form = load(compiled)
    programme = Programme(
        id="bench",
        form=form.id,
        name={"en": "Bench"},
        organisation={},
        next_step={},
        languages=("en",),
        country="MA",
        zone="Africa/Casablanca",
        retention_months=1,
    )
    return publishing.build({"bench": programme}, [form], {form.id: form.version})
