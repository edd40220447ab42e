"""``rafiq coordinators``, ``rafiq prompts`` and ``rafiq transcribe``, as they are typed."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from flows.recordings import digest
from storage import coordinators
from storage.engine import open_store
from tests.bot.cli.running import Runner
from tests.storage.people import NOW

OPUS = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(40)


def test_somebody_is_added_and_gets_a_code(installed: Runner, database_url: str) -> None:
    added = installed("coordinators", "add", "--name", "Nour", "--programme", "femmpact")
    assert added.code == 0
    found = re.search(r"^/start (team-[a-z2-7]{16})$", added.out, re.MULTILINE)
    assert found is not None
    assert "not yet" in installed("coordinators", "list").out

    async def join(code: str) -> list[bool]:
        async with await open_store(database_url) as store:
            return [
                await store.write(lambda tx: coordinators.join(tx, 3, digest(code), NOW))
                for _ in range(2)
            ]

    assert asyncio.run(join(found[1])) == [True, False]
    listed = installed("coordinators", "list")
    assert "known" in listed.out
    assert "femmpact" in listed.out
    assert found[1] not in listed.out
    number = re.search(r"Coordinator (\d+):", added.out)
    assert number is not None
    assert "/start team-" in installed("coordinators", "code", number[1]).out
    assert installed("coordinators", "remove", number[1]).code == 0
    assert "Nobody yet" in installed("coordinators", "list").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("add", "--name", "N", "--programme", "x"), "x is not known", id="programme"),
        pytest.param(("add", "--name", "N", "--role", "queen"), "The role is one of", id="role"),
        pytest.param(("add", "--name", " "), "1 to 80 characters", id="no name"),
        pytest.param(("code", "9"), "no coordinator 9", id="code for nobody"),
        pytest.param(("remove", "9"), "no coordinator 9", id="nobody to remove"),
    ],
)
def test_what_cannot_be_done_with_coordinators(
    installed: Runner, arguments: tuple[str, ...], told: str
) -> None:
    ran = installed("coordinators", *arguments)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert told in ran.err


def test_recordings_come_from_files(installed: Runner, tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    (sounds / "femmpact.intake.birth_year.fr.ogg").write_bytes(OPUS)
    (sounds / "notes.txt").write_text("not a sound", encoding="utf-8")
    before = installed("prompts", "list", "--programme", "femmpact")
    assert before.code == 0
    assert re.search(r"birth_year +fr +missing", before.out)
    for _ in range(2):  # the same files again change nothing
        assert "1 recordings are there" in installed("prompts", "import", str(sounds)).out
    after = installed("prompts", "list", "--programme", "femmpact")
    assert "birth_year" not in after.out
    assert after.out.splitlines()[-1].startswith("1 recorded, 0 stale, ")
    every = installed("prompts", "list", "--programme", "femmpact", "--all")
    assert re.search(r"birth_year +fr +recorded", every.out)
    (kept,) = (tmp_path / "var" / "media").glob("media-*.ogg")
    assert kept.read_bytes() == OPUS


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("x.intake.a.fr.ogg", OPUS, "there is no form x.intake", id="form"),
        pytest.param("femmpact.intake.a.fr.ogg", OPUS, "has no question a", id="question"),
        pytest.param("femmpact.intake.mode.ary.ogg", OPUS, "not served in ary", id="language"),
        pytest.param("femmpact.intake.mode.fr.ogg", b"OggS vorbis", "no Opus", id="codec"),
        pytest.param("femmpact.intake.mode.fr.mp3", b"", "it is empty", id="empty"),
        pytest.param("mode.ogg", OPUS, "there is no form", id="only a question"),
    ],
)
def test_files_that_cannot_be_brought_in(
    installed: Runner, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    (sounds / name).write_bytes(content)
    (sounds / "femmpact.intake.birth_year.fr.ogg").write_bytes(OPUS)
    ran = installed("prompts", "import", str(sounds))
    assert ran.code == 1
    assert f"{name}: " in ran.err
    assert told in ran.err
    assert "0 recorded" in installed("prompts", "list").out  # all or nothing


def test_no_folder_and_no_sound(installed: Runner, tmp_path: Path) -> None:
    assert "is no folder" in installed("prompts", "import", str(tmp_path / "none")).err
    (tmp_path / "empty").mkdir()
    assert "holds no sound" in installed("prompts", "import", str(tmp_path / "empty")).err


def test_no_note_waits(installed: Runner) -> None:
    assert installed("transcribe", "list").out == "No voice note waits.\n"
    ran = installed("transcribe", "write", "7", "Yopougon")
    assert ran.code == 1
    assert "7 is no voice note that waits" in ran.err
