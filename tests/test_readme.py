"""The README's fault table: each fault is proven by tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEADER = "| fault | what happens | what is lost | proven by |"
NEEDED = (
    *("kill -9", "SIGTERM", "busy", "full", "gone", "429", "5xx", "drops", "slow", "twice"),
    *("out of order", "many in one body", "blocked", "revoked", "second poller", "clock"),
)
"""Words of the faults that issue 3 names."""


def rows() -> list[list[str]]:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    start = lines.index(HEADER) + 2
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[start:end]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_each_fault_names_tests_that_exist(row: list[str]) -> None:
    assert len(row) == 4
    assert row[2]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[3])
    assert named, "no test is named"
    assert row[3].count("::") == len(named)
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        defined = {
            each.name
            for each in tree.body
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert name in defined, f"{path} has no {name}"


def test_no_fault_that_is_asked_about_is_missing() -> None:
    faults = " ".join(row[0] for row in rows())
    assert [word for word in NEEDED if word not in faults] == []
