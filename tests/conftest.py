"""What every test may ask for."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.postgres"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio alone: nothing of ours runs on trio."""
    return "asyncio"
