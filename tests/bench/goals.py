"""What the parts of the bench share: configurations in processes of their own, a table of goals."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from bot import logs

Figures: TypeAlias = Mapping[str, float]
"""What one configuration came to in one round: rates a second, milliseconds."""
Round: TypeAlias = Mapping[str, Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal of performance.md, and what was found."""

    number: str
    words: str
    found: float
    limit: float
    least: bool = True
    """The goal is at least the limit; else at most."""
    form: str = "{:.2f}x"

    @property
    def met(self) -> bool:
        """Return whether it is reached."""
        return self.found >= self.limit if self.least else self.found <= self.limit


def show(goals: Iterable[Goal]) -> None:
    """Print goals, each met or not."""
    for each in goals:
        sign = ">=" if each.least else "<="
        words = f"{each.words} {sign} {each.limit:,g}"
        met = "met" if each.met else "NOT met"
        print(f"  {each.number:<3}{words:<66}{each.form.format(each.found):>12}  {met}")


def rounds(module: str, names: Sequence[str], folder: Path, count: int) -> list[Round]:
    """Return the figures of configurations, each in a fresh process once a round.

    Args:
        module: Of this package; run as ``python -m tests.bench.MODULE NAME FOLDER``, it writes
            its figures as JSON.
        names: The configurations.
        folder: Theirs.
        count: Rounds.
    """
    found: list[Round] = []
    for number in range(count):
        sys.stderr.write(f"{module}: round {number + 1} of {count}\n")
        found.append({name: _one(module, name, folder) for name in names})
    return found


def _one(module: str, name: str, folder: Path) -> Figures:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", name, str(folder)],
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Figures = json.loads(done.stdout)
    return found


def middle(found: Sequence[Round], name: str, key: str) -> float:
    """Return the median of a figure over the rounds."""
    return median(each[name][key] for each in found)


def ratio(found: Sequence[Round], ours: str, theirs: str, key: str = "rate") -> float:
    """Return the median of a figure's ratios, each inside its round."""
    return median(each[ours][key] / each[theirs][key] for each in found)


def table(title: str, found: Sequence[Round], names: Mapping[str, str]) -> None:
    """Print rates and times of configurations."""
    print(f"\n{title:<68}{'a second':>9}{'(least-most)':>17}{'p50 ms':>9}{'p99 ms':>9}")
    for name, label in names.items():
        rates = sorted(each[name]["rate"] for each in found)
        spread = f"{rates[0]:,.0f}-{rates[-1]:,.0f}"
        line = f"{label:<68}{median(rates):>9,.0f}{spread:>17}"
        for key in ("p50", "p99"):
            known = key in found[0][name]
            line += f"{middle(found, name, key):>9.2f}" if known else f"{'':>9}"
        print(line)


def times(seconds: Iterable[float]) -> dict[str, float]:
    """Return p50 and p99 in milliseconds."""
    ordered = sorted(seconds)
    return {
        "p50": ordered[len(ordered) // 2] * 1e3,
        "p99": ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] * 1e3,
    }


def main(configurations: Callable[[str, Path], Figures]) -> None:
    """Write the figures of the configuration that the command line names."""
    logs.set_up("warning")
    sys.stdout.write(json.dumps(configurations(sys.argv[1], Path(sys.argv[2]))))
