"""The commands as a coordinator gives them, over real HTTP, killed half way and given again."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from flows.world import World
from storage.engine import open_store
from tests.bot.programme.town import HEADER, NOW, Town, row
from tests.fakes.telegram import TOKEN, FakeTelegram

pytestmark = pytest.mark.anyio

PEOPLE = range(3, 63)


class Desk:
    """A coordinator's terminal."""

    def __init__(self, folder: Path, url: str, fake: FakeTelegram | None = None) -> None:
        self.folder = folder
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("RAFIQ_")
        } | {"RAFIQ_DATABASE_URL": url, "NO_COLOR": "1"}
        if fake is not None:
            self.environment |= {
                "RAFIQ_TELEGRAM_TOKEN": TOKEN,
                "RAFIQ_TELEGRAM_API_BASE": fake.api_base,
                "RAFIQ_TELEGRAM_FILE_BASE": fake.file_base,
            }

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            cwd=self.folder,
            env=self.environment | {"PYTHONPATH": str(Path(__file__).parents[3])},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def give(self, *words: str) -> tuple[int, str, str]:
        """Return exit code, standard output and standard error of a command."""
        process = await self.start(*words)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()


def heard(fake: FakeTelegram) -> Counter[int]:
    return Counter(chat for chat, _ in fake.sent)


async def test_a_broadcast_is_killed_and_gone_on_with(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    async with FakeTelegram(everybody=True) as fake:
        for key in PEOPLE:
            fake.person(key)
        fake.block(PEOPLE[-1])
        await town.settle(*PEOPLE)
        desk = Desk(tmp_path, database_url, fake)
        command = ("broadcast", "--programme", "almontija", "--text", "fr=Bonjour", "--yes")
        first = await desk.start(*command)
        await fake.until(lambda: len(fake.sent) >= 10)
        first.kill()
        await first.wait()
        gone = heard(fake)
        assert 10 <= sum(gone.values()) < 50

        code, out, err = await desk.give(*command)
        assert (code, out.splitlines()[0]) == (1, "almontija: 60 people get it.")
        number = re.search(r"rafiq broadcast resume (\d+)", err)
        assert number is not None, err

        code, out, err = await desk.give("broadcast", "resume", number[1])
        assert (code, err.strip().splitlines()[1:]) == (0, [])
        assert set(heard(fake).values()) == {1}
        ledger = dict(re.findall(r"^(sent|unknown|failed) +(\d+) ", out, re.MULTILINE))
        assert sum(map(int, ledger.values())) == len(PEOPLE)
        assert ledger["failed"] == "1"
        unknown = int(ledger.get("unknown", "0"))
        assert unknown <= 25
        assert len(PEOPLE) - 1 - unknown <= len(fake.sent) <= len(PEOPLE) - 1
        assert f"Broadcast {number[1]}, almontija" in out
        assert ": done, 60 recipients" in out

        code, out, _ = await desk.give("broadcast", "show", number[1], "--each")
        assert code == 0
        assert len(re.findall(r"^\d+,telegram:default,(?:sent|unknown|failed),", out, re.M)) == 60
        code, out, _ = await desk.give("outbox", "list", "--state", "failed")
        assert code == 0
        assert "the person blocked the bot" in out
        assert "Bonjour" not in out


async def test_a_training_is_brought_in_and_listed(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    await town.settle(3, 4)
    desk = Desk(tmp_path, database_url)
    soon = row(**{"2026-11-28": "2099-11-28"})
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{soon}\n", encoding="utf-8")
    code, out, err = await desk.give("trainings", "import", "t.csv")
    assert (code, err, out.splitlines()[-1]) == (0, "", "1 new, 0 moved, 0 renamed, 0 same.")
    code, out, _ = await desk.give("reminders", "list")
    assert code == 0
    assert re.search(r"w1 +almontija +everybody +2099-11-28 10:00 +2099-11-27 18:00 .* 2 ", out)
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{soon.replace('10:00', '99:00')}\n")
    code, out, err = await desk.give("trainings", "import", "t.csv")
    assert (code, out) == (1, "")
    assert err == (
        "rafiq: t.csv: row 2, column time: 99:00 is not a time of the day; "
        "write it as 10:00 or 18:30\n"
    )


async def test_who_writes_elsewhere_is_not_listed_as_to_remind(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    """An account that offers only another programme says nothing first of this one."""
    await town.settle(3, 4)
    await town.settle(5, account="telegram:tehran")
    bound = '[telegram.tehran]\ntoken = "1:x"\nprogrammes = ["elites"]\n'
    (tmp_path / "rafiq.toml").write_text(bound, encoding="utf-8")
    soon = row(**{"2026-11-28": "2099-11-28"})
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{soon}\n", encoding="utf-8")
    desk = Desk(tmp_path, database_url)
    assert (await desk.give("trainings", "import", "t.csv"))[0] == 0
    _, out, _ = await desk.give("reminders", "list")
    assert re.search(r"w1 +almontija .* Africa/Casablanca +2 ", out)
    (tmp_path / "rafiq.toml").unlink()
    _, out, _ = await desk.give("reminders", "list")
    assert re.search(r"w1 +almontija .* Africa/Casablanca +3 ", out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param((), "Say which --programme it is for.", id="no programme"),
        pytest.param(("--programme", "x", "--text", "fr=a"), "x is not known", id="unknown"),
        pytest.param(("--programme", "almontija"), "There is nothing to say", id="no text"),
        pytest.param(
            ("--programme", "almontija", "--text", "fr=a"), "Nobody can be asked here", id="no tty"
        ),
        pytest.param(
            ("--programme", "elites", "--text", "fa=a", "--yes"), "Nobody would get it", id="nobody"
        ),
        pytest.param(("resume", "77"), "There is no broadcast 77", id="no such broadcast"),
    ],
)
async def test_a_broadcast_that_cannot_be_is_one_clear_line(
    world: World, sqlite_url: str, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    async with await open_store(sqlite_url) as store:
        town = Town(store=store, world=world, now=NOW)
        await town.settle(3)
        code, _, err = await Desk(tmp_path, sqlite_url).give("broadcast", *words)
        assert code == 1
        assert err.count("\n") == 1
        assert told in err
        assert await town.states() == []
