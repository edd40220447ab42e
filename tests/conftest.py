"""What every test may ask for."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ["tests.postgres"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in CI fail where a test was skipped: everything it needs can be installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("RAFIQ_CI") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio alone: nothing of ours runs on trio."""
    return "asyncio"
