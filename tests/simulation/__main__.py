"""Walks many tired people: ``python -m tests.simulation --people 10000 --seed 1``."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.tired import Outcome, Tired

SHOWN = 40


def walk(seed: int) -> Outcome:
    """Return how the conversation of one person goes."""
    return Tired(seed).walk()


def main() -> int:
    """Walk them all, say what happened, and fail where somebody was stuck or misread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1, help="of the first person")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    began = time.perf_counter()
    with ProcessPoolExecutor(given.workers) as pool:
        seeds = range(given.seed, given.seed + given.people)
        outcomes = list(pool.map(walk, seeds, chunksize=20))
    spent = time.perf_counter() - began
    turns, did = sum(each.turns for each in outcomes), Counter[str]()
    for each in outcomes:
        did += each.did
    bad = [each for each in outcomes if each.faults]
    lines = [
        f"{len(outcomes)} conversations, {turns} turns, {spent:.0f} s, {turns / spent:.0f} turns/s",
        f"ends: {dict(Counter(each.end for each in outcomes))}",
        f"did: {dict(did.most_common())}",
        *(
            f"  {each.seed} {each.programme} {each.language}: {'; '.join(each.faults)[:300]}"
            for each in bad[:SHOWN]
        ),
        f"{len(bad)} with a fault",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
