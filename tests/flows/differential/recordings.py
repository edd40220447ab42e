"""What JavaRosa said, kept so that it can be compared where there is no Java."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.flows.differential.scenarios import Scenario, subject

FOLDER = Path(__file__).with_name("recorded")
SEEDS = range(10)


def path(name: str) -> Path:
    """Return where the recording of a form is kept."""
    return FOLDER / f"{name}.json"


def recording(
    name: str, scenarios: Sequence[Scenario], results: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    """Return a form's recording as JSON-ready data."""
    return {
        "logic": subject(name).logic,
        "interviews": [
            {
                "seed": each.seed,
                "zone": each.zone,
                "language": each.language,
                "steps": each.steps,
                "results": said,
            }
            for each, said in zip(scenarios, results, strict=True)
        ],
    }


def recorded(name: str) -> tuple[str, list[tuple[Scenario, Sequence[Any]]]]:
    """Return the digest of the logic that was recorded, and each interview with its results."""
    data = json.loads(path(name).read_text(encoding="utf-8"))
    return data["logic"], [
        (
            Scenario(
                name=name,
                seed=each["seed"],
                zone=each["zone"],
                language=each["language"],
                steps=each["steps"],
            ),
            each["results"],
        )
        for each in data["interviews"]
    ]
