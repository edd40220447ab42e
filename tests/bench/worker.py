"""One configuration in a process of its own: ``python -m tests.bench.worker NAME FOLDER``."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvloop

from bot.clock import check_zones
from tests.bench.workload import IN_FLIGHT, Figure


async def _path(channel: str, folder: Path, scratch: Path) -> dict[str, Figure]:
    from tests.bench import path

    compiled = json.loads((folder / "form.json").read_text(encoding="utf-8"))
    found = {}
    for in_flight in IN_FLIGHT:
        found[f"{channel} {in_flight}"] = await path.measure(
            channel, in_flight, template=folder / "empty.db", folder=scratch, compiled=compiled
        )
    return found


async def _prepare(folder: Path) -> dict[str, Figure]:
    """Compile the form and make an empty database: what every configuration begins with."""
    from storage.engine import open_store
    from storage.upgrade import upgrade
    from tests.bench import workload

    compiled = workload.document()
    (folder / "form.json").write_text(json.dumps(compiled), encoding="utf-8")
    async with await open_store(f"sqlite+aiosqlite:///{folder / 'empty.db'}") as store:
        await upgrade(store)
    return {}


async def _record(folder: Path) -> dict[str, Figure]:
    for in_flight in IN_FLIGHT:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.worker", f"record-{in_flight}", str(folder)),
            stdout=asyncio.subprocess.DEVNULL,
        )
        assert await process.wait() == 0
    return {}


async def _record_one(in_flight: int, folder: Path) -> dict[str, Figure]:
    from tests.bench import path

    compiled = json.loads((folder / "form.json").read_text(encoding="utf-8"))
    template = folder / "empty.db"
    await path.record(in_flight, template=template, folder=folder, compiled=compiled)
    return {}


async def _limit(folder: Path, scratch: Path) -> dict[str, Figure]:
    from tests.bench import limit

    return {
        f"limit {each}": limit.measure(each, folder=folder, scratch=scratch) for each in IN_FLIGHT
    }


async def _peer(name: str, scratch: Path) -> dict[str, Figure]:
    from tests.bench import peers

    run: Callable[[Path], Coroutine[Any, Any, Figure]] = getattr(peers, name)
    return {name: await run(scratch)}


def main() -> None:
    """Write the figures of one configuration as JSON."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    check_zones()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        work = _work(name, folder, Path(scratch))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            found = runner.run(work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {key: asdict(each) for key, each in found.items()}
    sys.stdout.write(json.dumps({"figures": figures, "peak": peak}))


def _work(name: str, folder: Path, scratch: Path) -> Coroutine[Any, Any, dict[str, Figure]]:
    if name in ("web", "telegram"):
        return _path(name, folder, scratch)
    if name == "prepare":
        return _prepare(folder)
    if name == "record":
        return _record(folder)
    if name.startswith("record-"):
        return _record_one(int(name.removeprefix("record-")), folder)
    return _limit(folder, scratch) if name == "limit" else _peer(name, scratch)


if __name__ == "__main__":
    main()
