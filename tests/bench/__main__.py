"""``make bench``: figures, ratios round by round, and the goals of performance.md.

Every configuration runs in a fresh process once a round, one after the other, so that a noisy
machine is equally noisy for all; ratios are taken inside a round, and their median is printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.bench import (
    exports,
    forms,
    outbox,
    postgres,
    process,
    replying,
    sending,
    understanding,
    webhook,
)
from tests.bench.workload import IN_FLIGHT, Figure

WORK = {
    "limit": "the same rows by plain sqlite3, in the same batches",
    "web": "Rafiq, from the web chat's updates",
    "telegram": "Rafiq, from Telegram's updates",
    "memory": "PTB ConversationHandler, in memory (not durable)",
    "pickled": "PTB + PicklePersistence, flushed each update",
    "committed": "PTB + aiosqlite, a commit a step, FULL",
}
SERVED: Mapping[str, Callable[[Path, int], None]] = {
    "webhook": webhook.measure,
    "sending": sending.measure,
    "replying": replying.measure,
    "outbox": outbox.measure,
    "postgres": postgres.measure,
}
"""Parts that run configurations of their own, in rounds too."""
OTHERS = (*SERVED, "process", "understanding", "forms", "exports")
STAGES = ("parse", "load", "respond", "collect", "write", "commit")
Round = Mapping[str, Figure]


def main() -> None:
    """Run what was asked for, and print."""
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument(
        "only",
        nargs="*",
        help=f"{', '.join((*WORK, *OTHERS))} (all if left out)",
    )
    reader.add_argument("--rounds", type=int, default=3)
    given = reader.parse_args()
    wanted = given.only or [*WORK, *OTHERS]
    unknown = [name for name in wanted if name not in (*WORK, *OTHERS)]
    if unknown:
        reader.error(f"unknown: {', '.join(unknown)}")
    began = time.monotonic()
    rounds: list[Round] = []
    weights: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="rafiq-bench-") as name:
        folder = Path(name)
        if any(each in (*WORK, *SERVED) for each in wanted):
            _worker("prepare", folder)
        if any(each in WORK for each in wanted):
            _worker("record", folder)
            for number in range(given.rounds):
                _say(f"round {number + 1} of {given.rounds}")
                rounds.append(_round([each for each in WORK if each in wanted], folder, weights))
        for name, measure in SERVED.items():
            if name in wanted:
                measure(folder, given.rounds)
        served = process.measure(folder, given.rounds) if "process" in wanted else None
    _table(rounds, weights)
    _stages(rounds)
    _goals(rounds, served)
    if "understanding" in wanted:
        _understood(understanding.measure())
    if "forms" in wanted:
        forms.measure()
    if "exports" in wanted:
        exports.measure()
    _say(f"{time.monotonic() - began:.0f} s in all")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _worker(name: str, folder: Path) -> tuple[Round, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.worker", name, str(folder)],
        stdout=subprocess.PIPE,
        check=True,
    )
    if name in ("prepare", "record"):
        return {}, 0.0
    found = json.loads(done.stdout)
    return {key: Figure(**each) for key, each in found["figures"].items()}, found["peak"]


def _round(names: Sequence[str], folder: Path, weights: dict[str, float]) -> Round:
    found: dict[str, Figure] = {}
    for name in names:
        figures, weights[name] = _worker(name, folder)
        found |= figures
    return found


# ---------------------------------------------------------------- what is printed


def _table(rounds: Sequence[Round], weights: Mapping[str, float]) -> None:
    if not rounds:
        return
    print(f"\n{'durable steps':<68}{'steps/s':>9}{'(least-most)':>17}{'p50 ms':>9}{'p99 ms':>9}")
    for key in rounds[0]:
        name, _, in_flight = key.partition(" ")
        label = WORK[name] + (f", {in_flight} in flight" if in_flight else "")
        rates = sorted(each[key].rate for each in rounds)
        p50 = median(each[key].p50 for each in rounds)
        p99 = median(each[key].p99 for each in rounds)
        spread = f"{rates[0]:,.0f}-{rates[-1]:,.0f}"
        print(f"{label:<68}{median(rates):>9,.0f}{spread:>17}{p50:>9.2f}{p99:>9.2f}")
    print("(the limit's p50 and p99 are of a batch; peak MB: ", end="")
    print(", ".join(f"{name} {weight:.0f}" for name, weight in weights.items()), end=")\n")


def _stages(rounds: Sequence[Round]) -> None:
    keys = [key for key in (rounds[0] if rounds else {}) if rounds[0][key].stages]
    if not keys:
        return
    print(f"\n{'microseconds a step':<24}" + "".join(f"{each:>9}" for each in STAGES), end="")
    print(f"{'rest':>9}{'sum':>9}")
    for key in keys:
        times = {
            stage: median(each[key].stages.get(stage, 0.0) for each in rounds) for stage in STAGES
        }
        whole = median(1e6 / each[key].rate for each in rounds)
        line = "".join(f"{times[stage]:>9.0f}" for stage in STAGES)
        print(f"{key + ' in flight':<24}{line}{whole - sum(times.values()):>9.0f}{whole:>9.0f}")
    print(
        "(commit: begin, commit with fsync, the hop to the writer's thread; rest: the event loop,"
    )
    print(" less what it does while the writer waits for the disk)")


def _understood(times: Mapping[str, float]) -> None:
    print("\nto understand an answer among 100 labels, and others (goal: 200 µs)")
    for kind, seconds in times.items():
        met = "met" if seconds <= understanding.GOAL else "NOT met"
        print(f"  {kind:<50}{seconds * 1e6:>9.0f} µs  {met}")


def _ratio(rounds: Sequence[Round], ours: str, theirs: str) -> float | None:
    if not rounds or ours not in rounds[0] or theirs not in rounds[0]:
        return None
    return median(each[ours].rate / each[theirs].rate for each in rounds)


def _goals(rounds: Sequence[Round], served: process.Process | None) -> None:
    print("\ngoals of performance.md")

    def goal(number: str, words: str, figure: str, met: bool) -> None:
        print(f"  {number:<3}{words:<66}{figure:>12}  {'met' if met else 'NOT met'}")

    def at_least(words: str, ours: str, theirs: str, least: float) -> None:
        found = _ratio(rounds, ours, theirs)
        if found is not None:
            goal("1", f"{words} >= {least:g}", f"{found:.2f}x", found >= least)

    at_least("web chat, 64 in flight / the limit", "web 64", "limit 64", 0.15)
    at_least("Telegram, 64 in flight / the limit", "telegram 64", "limit 64", 0.15)
    at_least("Telegram, 64 in flight / PTB pickled each update", "telegram 64", "pickled", 80)
    at_least("Telegram, 64 in flight / PTB + aiosqlite", "telegram 64", "committed", 3)
    found = _ratio(rounds, "telegram 64", "memory")
    if found is not None:
        print(f"     Telegram, 64 in flight / PTB in memory (stretch: > 1){found:>22.2f}x")
    for channel in ("web", "telegram"):
        if rounds and f"{channel} 1" in rounds[0] and "limit 1" in rounds[0]:
            times = median(each[f"{channel} 1"].p50 / each["limit 1"].p50 for each in rounds)
            goal(
                "2",
                f"{channel}, one alone: p50 / the limit's p50 <= 4",
                f"{times:.2f}x",
                times <= 4,
            )
    lags: defaultdict[str, list[float]] = defaultdict(list)
    for each in rounds:
        for key, figure in each.items():
            if figure.stages:
                lags[key].append(figure.lag)
    if lags:
        for key in (f"{channel} {n}" for channel in ("web", "telegram") for n in IN_FLIGHT[2:]):
            if key in lags:
                late = median(lags[key])
                words = f"{key} in flight: event loop blocked at most <= 50 ms"
                goal("2", words, f"{late:.1f} ms", late <= 50)
    if served is not None:
        words = "start-up: event loop blocked at most <= 50 ms"
        goal("2", words, f"{served.blocked:.1f} ms", served.blocked <= 50)
        goal("8", "rafiq serve ready (warm) <= 1 s", f"{served.ready:.2f} s", served.ready <= 1)
        goal("8", "idle memory <= 110 MB", f"{served.resident:.0f} MB", served.resident <= 110)
        words = "never imported: " + ", ".join(process.HEAVY[:4])
        goal("8", words, ", ".join(served.imported) or "none", not served.imported)


if __name__ == "__main__":
    main()
