"""A wrong token: one clear line, and an exit code, where it is the only account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.serving import Serving
from tests.crash.test_stop import environment
from tests.fakes.telegram import FakeTelegram

pytestmark = pytest.mark.anyio

WRONG = "123456:FAKE-token_that-nobody-ever-gave-0000000"


async def test_a_wrong_token_alone_is_one_line_and_exit_code_1(
    anyio_backend: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with FakeTelegram() as fake:
        settings = environment(fake, sqlite_url, RAFIQ_TELEGRAM_TOKEN=WRONG, RAFIQ_LOG="warning")
        async with Serving(folder=tmp_path, settings=settings) as serving:
            await serving.start(ready=False)
            assert await serving.ended() == 1
    said = serving.log.read_text("utf-8")
    assert said == "rafiq: the Telegram token is refused: check RAFIQ_TELEGRAM_TOKEN\n"
