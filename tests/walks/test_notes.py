"""A voice note where words were asked: kept, put in the list, written down; she goes on at once."""

from __future__ import annotations

import shutil
from operator import itemgetter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import publishing
from bot.clock import utc_now
from bot.programme import transcripts
from bot.programme.transcripts import TranscriptError
from flows.world import World
from storage import audit, conversations, notes
from storage.engine import Store, open_store
from storage.newcomers import Arrival
from storage.notes import Note
from storage.schema import answer_event
from tests.walks.conftest import take
from tests.walks.house import MONDAY
from tests.walks.people import AWA, FATIMA, SARA
from tests.walks.runner import Walk, at, fill, stage, start, voice

AFTER = "Treichville"
WALK = Walk(
    says=[
        start("femmpact"),
        fill(AWA, until="town"),
        (voice(), at("milieu")),
        fill(AWA),
        ("oui", "Numéro"),
    ],
    status="finished",
)
OTHERS = {
    "a name may be said by somebody who does not write": Walk(
        says=[
            start("almontija-ary"),
            fill(FATIMA, until="full_name"),
            (voice(), at("gender")),
            ("نجاوب على شي واحد آخر", stage("consent")),
            ("نبدل الشخص", "[الشخص 1]"),
        ]
    ),
    "a number is written": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="birth_year"),
            (voice(), at("birth_year")),
        ]
    ),
    "the summary says that there is a voice note, and it can be changed": Walk(
        says=[
            start("elites"),
            fill(SARA, until="field"),
            (voice(), at("university")),
            (fill(SARA), stage("summary"), "(پیام صوتی)"),
            ("ویرایش", stage("summary")),
        ]
    ),
    "one that never came is asked for again": Walk(
        says=[
            start("femmpact"),
            fill(AWA, until="town"),
            (voice(lost=True), at("town")),
        ],
        forgets=["town"],
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", OTHERS.values(), ids=OTHERS)
async def test_walk(walk: Walk, published: tuple[Path, World], tmp_path: Path) -> None:
    template, world = published
    shutil.copy(template, tmp_path / "rafiq.db")
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path}/rafiq.db") as store:
        await take(walk, store, world, tmp_path)


async def waiting(store: Store) -> list[Note]:
    return await store.read(lambda tx: list(notes.list_(tx)))


@pytest.mark.anyio
async def test_what_a_note_says_becomes_the_answer(store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    await take(WALK, store, world, tmp_path)
    (note,) = await waiting(store)
    assert note.question.endswith("/town")
    before = note.interview
    assert before.answers[note.question] == note.name

    await transcripts.write(store, world, note.key, f"  {AFTER}\n", MONDAY)
    assert await waiting(store) == []
    with pytest.raises(TranscriptError, match="written down"):
        await transcripts.write(store, world, note.key, "Autre chose", MONDAY)

    lines = await store.read(lambda tx: audit.list_(tx, what="transcribed"))
    assert [(each.reference, each.detail) for each in lines] == [(before.id, None)]
    arrival = Arrival(account="telegram:default", sender="4917", key=0, at=MONDAY)
    loaded = await store.write(lambda tx: conversations.load(tx, [arrival]))
    (held,) = next(iter(loaded.values())).state.interviews
    assert held.answers == {**before.answers, note.question: AFTER}
    assert (held.status, held.code, held.updated) == ("finished", before.code, before.updated)
    rows = await store.read(lambda tx: list(tx.execute(select(answer_event)).mappings()))
    last = max(rows, key=itemgetter("id"))
    assert (last["question"], last["value"], last["how"]) == (note.question, AFTER, "given")
    assert (tmp_path / "media" / note.name).read_bytes() == b"OggS"


@pytest.mark.anyio
@pytest.mark.parametrize(
    "said",
    ["", " \u200f ", "x" * 4_001, "x" * 3_000],
    ids=["none", "marks", "too long", "longer than the form takes"],
)
async def test_words_that_are_no_answer(store: Store, tmp_path: Path, said: str) -> None:
    world = await publishing.publish(store, now=utc_now)
    await take(WALK, store, world, tmp_path)
    (note,) = await waiting(store)
    with pytest.raises(TranscriptError):
        await transcripts.write(store, world, note.key, said, MONDAY)
    assert await waiting(store) == [note]
