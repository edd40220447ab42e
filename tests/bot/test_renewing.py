"""A form that is imported while a process serves is in use a minute later, in every process."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import publishing
from bot.programme import folders, importing
from bot.renewing import Renewal
from flows.world import World
from storage.engine import Store

FORM = """
| survey |
| | type | name | label |
| | text | crop | {label} |
| | {type} | size | How large? |
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the only programmes there are."""
    folder = tmp_path / "forms"
    monkeypatch.setenv("RAFIQ_FORMS", str(folder))
    monkeypatch.setattr(
        folders,
        "homes",
        lambda: {path.parent.name: path.parent for path in folder.glob("*/programme.toml")},
    )
    return folder


def brought_in(folder: Path, label: str = "What do you grow?", type_: str = "integer") -> None:
    source = folder / "farm.md"
    source.write_text(FORM.format(label=label, type=type_), encoding="utf-8")
    importing.carry_out(importing.plan(source, own="farm"))


def renewal(store: Store, worlds: list[World], tmp_path: Path) -> Renewal:
    return Renewal(
        store=store,
        renewed=worlds.append,
        now=lambda: datetime.now(UTC),
        media=tmp_path / "media",
    )


async def test_a_new_form_and_a_new_wording_are_noticed(store: Store, tmp_path: Path) -> None:
    worlds: list[World] = []
    looking = renewal(store, worlds, tmp_path)
    await looking.begin()
    assert not await looking.look()
    brought_in(tmp_path)
    assert await looking.look()
    assert set(worlds[-1].programmes) == {"farm"}
    version = worlds[-1].current["farm.intake"]
    brought_in(tmp_path, "What grows on your land?")
    assert await looking.look()
    assert not await looking.look()
    form = worlds[-1].forms["farm.intake", version]
    assert form.by_key["crop"].label.say("en") == "What grows on your land?"


async def test_a_process_takes_what_another_compiled(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_in(tmp_path)
    here: list[World] = []
    there: list[World] = []
    first, second = renewal(store, here, tmp_path), renewal(store, there, tmp_path)
    await publishing.publish(store, now=lambda: datetime.now(UTC), media=tmp_path / "media")
    await first.begin()
    await second.begin()
    brought_in(tmp_path, type_="decimal")
    assert await first.look()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(publishing, "state", lambda: second._files)
        assert await second.look()
        assert not await second.look()
    assert there[-1].current == here[-1].current


async def test_a_form_with_faults_leaves_the_one_before_in_use(
    store: Store, tmp_path: Path, home: Path
) -> None:
    worlds: list[World] = []
    brought_in(tmp_path)
    looking = renewal(store, worlds, tmp_path)
    await publishing.publish(store, now=lambda: datetime.now(UTC), media=tmp_path / "media")
    await looking.begin()
    source = home / "farm" / "intake.csv"
    whole = source.read_text()
    source.write_text(whole.replace("integer", "integr"))
    assert not await looking.look()
    assert worlds == []
    source.write_text(whole.replace("integer", "decimal"))
    assert await looking.look()


def test_what_a_form_is_made_from_is_known_without_reading_it(tmp_path: Path, home: Path) -> None:
    brought_in(tmp_path)
    before = folders.digest("farm")
    assert folders.digest("farm") == before
    words = home / "farm" / "locales" / "fr" / "LC_MESSAGES" / "farm.intake.po"
    words.parent.mkdir(parents=True, exist_ok=True)
    (words.parent / "farm.intake.mo").write_bytes(b"built from the other")
    assert folders.digest("farm") == before
    words.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    translated = folders.digest("farm")
    assert translated != before
    (home / "farm" / "seasons.csv").write_text("name,label\nwet,Wet\n", encoding="utf-8")
    assert folders.digest("farm") not in (before, translated)
