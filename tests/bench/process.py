"""A real ``rafiq serve``: how soon it is ready, what it weighs, what it imports, what it blocks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HEAVY = ("pyxform", "openpyxl", "alembic", "pandas", "polars", "pyarrow", "xlsxwriter")
"""Packages that the serving process never needs."""
BLOCKED = """
import asyncio, sys
from bot import logs, serving, settings
from bot.cli.serve import prepare
from tests.bench.path import Lag

async def main():
    running = asyncio.create_task(
        serving.serve(settings.load(), host="127.0.0.1", port=int(sys.argv[1]))
    )
    with Lag() as lag:
        await asyncio.sleep(3)
        sys.stderr.write(f"blocked {lag.most * 1e3:.1f}\\n")
    import os, signal
    os.kill(os.getpid(), signal.SIGTERM)
    await running

logs.set_up("warning")
prepare(settings.load())  # as rafiq serve does before its loop runs
import uvloop
with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main())
"""


@dataclass(frozen=True, slots=True)
class Process:
    """What the serving process came to."""

    ready: float
    """Seconds from its start to "ready", warm: the forms are compiled."""
    resident: float
    """MB, idle."""
    blocked: float
    """Milliseconds that the event loop was blocked at most while it started."""
    imported: tuple[str, ...]
    """Of HEAVY."""


def measure(folder: Path, rounds: int) -> Process:
    """Return the median of a few starts."""
    _start(folder)  # compiles the forms
    starts = sorted(_start(folder) for _ in range(rounds))
    ready = starts[len(starts) // 2][0]
    resident = sorted(weight for _, weight in starts)[len(starts) // 2]
    return Process(
        ready=ready, resident=resident, blocked=_blocked(folder), imported=_imported(folder)
    )


def _command(*options: str) -> tuple[list[str], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    return [sys.executable, *options, "-m", "bot", "serve", "--port", port], port


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("RAFIQ_")}
    kept["RAFIQ_DATABASE_URL"] = f"sqlite+aiosqlite:///{folder / 'serve.db'}"
    kept["RAFIQ_MEDIA"] = str(folder / "media")
    kept["PYTHONPATH"] = str(Path(__file__).parents[2])
    return kept


def _start(folder: Path, *options: str, log: Path | None = None) -> tuple[float, float]:
    """Return seconds until it is ready, and MB two seconds later."""
    command, _ = _command(*options)
    with (log or Path(os.devnull)).open("wb") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder), stdout=subprocess.PIPE, stderr=errors
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        ready = time.perf_counter() - began
        assert line.startswith(b"Rafiq is ready"), line
        time.sleep(2)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        resident = float(status.split("VmRSS:")[1].split()[0]) / 1024
        process.terminate()
        process.communicate(timeout=30)
    return ready, resident


def _imported(folder: Path) -> tuple[str, ...]:
    """Return which heavy packages a start imported, as the interpreter itself tells."""
    log = folder / "imports.log"
    _start(folder, "-X", "importtime", log=log)
    names = {
        line.rpartition("|")[2].strip().partition(".")[0]
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.startswith("import time:")
    }
    assert "sqlalchemy" in names, "the interpreter told nothing"
    return tuple(name for name in HEAVY if name in names)


def _blocked(folder: Path) -> float:
    """Return by how much the event loop was late at most while it started, in milliseconds."""
    _, port = _command()
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, port],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return float(done.stderr.split("blocked ")[1].split()[0])
