"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.postgres"]

MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 << 30
"""Bytes: more than the tests' files ever take together."""


def pytest_configure() -> None:
    """Keep the tests' files in memory, and draw in CI the examples of the last run there again.

    SQLite writes each transaction through to the disk: a third of its tests' time. And an example
    that was never drawn before must not refuse a change that has nothing to do with it.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    settings.register_profile("here", deadline=None)
    settings.register_profile("ci", deadline=None, derandomize=True, database=None)
    settings.load_profile("ci" if os.environ.get("RAFIQ_CI") == "1" else "here")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in CI fail where a test was skipped: everything it needs can be installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("RAFIQ_CI") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio alone: nothing of ours runs on trio."""
    return "asyncio"
