"""Records what JavaRosa says: ``python -m tests.flows.differential [form …]``."""

from __future__ import annotations

import json
import sys
from collections import Counter

from tests.flows.differential import javarosa
from tests.flows.differential.recordings import SEEDS, path, recording
from tests.flows.differential.scenarios import NAMES, differences, draw


def main() -> None:
    """Record the forms that are named, or all, and show where ours disagrees."""
    for name in sys.argv[1:] or NAMES:
        scenarios = [draw(name, seed) for seed in SEEDS]
        results = javarosa.ask([each.for_javarosa() for each in scenarios])
        path(name).write_text(
            json.dumps(recording(name, scenarios, results), ensure_ascii=False, indent=None),
            encoding="utf-8",
        )
        found: Counter[tuple[str, str]] = Counter()
        for scenario, said in zip(scenarios, results, strict=True):
            for each in differences(scenario, said):
                if not found[each.what, each.path]:
                    sys.stdout.write(f"  {name} {scenario.seed}: {each}\n")
                found[each.what, each.path] += 1
        sys.stdout.write(f"{name}: {sum(found.values())} differences\n")


main()
