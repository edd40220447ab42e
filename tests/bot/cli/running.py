"""Runs commands of ``rafiq`` in this process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest
from structlog.testing import capture_logs

from bot import __main__ as rafiq


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    code: int
    out: str
    err: str


class Runner:
    """Runs a command as the shell would: arguments in, text and an exit code out."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        monkeypatch.setattr("bot.logs.set_up", lambda level: None)

    def __call__(self, *arguments: str, typed: bytes = b"") -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["rafiq", *arguments])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        self._capsys.readouterr()
        with capture_logs(), pytest.raises(SystemExit) as ended:
            rafiq.main()
        said = self._capsys.readouterr()
        code = ended.value.code
        assert "Traceback" not in said.err
        return Ran(code=code if isinstance(code, int) else 0, out=said.out, err=said.err)
