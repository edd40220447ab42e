"""What the tests of the commands may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.cli.running import Runner


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Runner:
    """Run commands of ``rafiq`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)


@pytest.fixture
def installed(run: Runner, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Runner:
    """Run commands of ``rafiq`` on an empty database of either engine."""
    monkeypatch.setenv("RAFIQ_DATABASE_URL", database_url)
    return run
