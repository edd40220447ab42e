"""Questions that are read aloud: a coordinator records them, who would rather listen hears."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import publishing
from bot.clock import utc_now
from bot.programme.prompts import Sound, bring, listed, there
from flows.prompts import Prompt, Prompts
from flows.prompts import digest as digest_of
from flows.readings import readings
from flows.recordings import digest
from flows.world import World
from storage import coordinators, prompts
from storage.coordinators import Coordinator
from storage.engine import Store, Tx, open_store
from storage.prompts import File, PromptRow
from tests.walks.conftest import take
from tests.walks.house import MONDAY
from tests.walks.people import AWA
from tests.walks.runner import (
    Heard,
    Move,
    Walk,
    at,
    fill,
    lacks,
    nothing,
    offers,
    stage,
    start,
    tap,
    voice,
    wait,
)

CODE = "team-abcdefghijklmnop"


def voiced(heard: Heard) -> bool:
    """Has a voice, before the words."""
    return [each.kind for each in heard.messages[-1].media] == ["voice"]


def silent(heard: Heard) -> bool:
    """Has no voice."""
    return not any(each.media for each in heard.messages)


JOINED: list[Move | tuple[object, ...]] = [(start(CODE), "/record")]
RECORDED_CONSENT: list[Move | tuple[object, ...]] = [
    *JOINED,
    ("/record almontija ary", "السؤال 1 من", "هادي خدمة ديال الميساجات", offers("skip", "done")),
    (voice(), "تسجل.", "السؤال 2 من", "كيفاش بغيتو الأسئلة؟", "1. كتابة"),
]

WALKS = {
    "she records, skips, goes back, stops": Walk(
        says=[
            *RECORDED_CONSENT,
            (tap("skip"), "السؤال 3 من", "واش شي حد كيعاونكم"),
            ("رجع", "السؤال 2 من"),
            ("شنو ندير دابا هنا", "صيفطو ميساج صوتي", "السؤال 2 من"),
            (voice(), "تسجل.", "السؤال 3 من"),
            (wait("PT1M"), nothing),
            (tap("back"), "السؤال 2 من", "مسجل من قبل"),
            ("/done", "الأسئلة اللي عندها صوت: 2 من"),
        ],
    ),
    "she begins where the first voice is missing, and hears what she recorded": Walk(
        says=[
            *RECORDED_CONSENT,
            "/done",
            (wait("PT1M"), nothing),
            ("/record almontija ary", "السؤال 2 من", lacks("repeat")),
            (tap("back"), "السؤال 1 من", "مسجل من قبل", offers("repeat"), silent),
            (tap("repeat"), "السؤال 1 من", voiced),
            ("ساليت", "1 من"),
        ],
    ),
    "programme and language are asked for": Walk(
        says=[
            start(CODE),
            ("/record", offers("almontija", "elites", "femmpact", "done")),
            (tap("almontija"), offers("ary", "ar", "done")),
            (tap("ar"), "هذه خدمة رسائل آلية", offers("skip", "done", "back")),
            ("/language", offers("ary", "ar")),
            ("الدارجة", "هادي خدمة"),
            ("/done", "0 من"),
        ],
    ),
    "whoever listens hears the question before its words": Walk(
        says=[
            *RECORDED_CONSENT,
            (voice(), "السؤال 3 من"),
            (voice(), "السؤال 4 من"),
            "/done",
            (wait("PT1M"), nothing),
            (start("almontija-ary"), "هادي خدمة ديال الميساجات", voiced),  # voice first
            (tap("agree"), at("mode"), voiced),
            (tap("text"), at("helper"), silent),
            (tap("back"), at("mode"), silent),
            (tap("both"), at("helper"), voiced),
            (tap("back"), at("mode"), voiced),
            (tap("voice"), at("helper"), voiced),
            (tap("no"), at("consent_reminders"), silent),  # nobody read that one
        ],
    ),
    "what a browser recorded and no telephone plays is not kept": Walk(
        says=[
            *RECORDED_CONSENT,
            (voice(mime="audio/webm;codecs=opus"), "التيليفونات ما كيخدموش", "السؤال 2 من"),
            (voice(mime="audio/mp4"), "تسجل.", "السؤال 3 من"),
            (wait("PT1M"), nothing),
            ("/done", "الأسئلة اللي عندها صوت: 2 من"),
        ],
    ),
    "another language is another text": Walk(
        says=[
            *RECORDED_CONSENT,
            "/done",
            (wait("PT1M"), nothing),
            (start("almontija-ar"), "هذه خدمة رسائل آلية", silent),
        ],
    ),
    "who struggles hears it, however she wants her questions": Walk(
        says=[
            *JOINED,
            "/record femmpact",
            *[tap("skip")] * 7,
            (tap("skip"), "Quelle est votre année de naissance"),
            voice(),
            "/done",
            (wait("PT1M"), nothing),
            start("femmpact"),
            fill(AWA, until="birth_year"),
            ("xxxx", at("birth_year"), silent),
            ("yyyy", at("birth_year"), "Exemple", "quelqu’un", voiced),
            ("zzzz", at("birth_year"), silent),
            ("1999", at("phone")),
        ],
    ),
    "a reminder's and a question's buttons work while one records": Walk(
        says=[
            (start("almontija-ary"), offers("agree")),
            (start(CODE), "/record"),
            "/record almontija ary",
            (voice(), "تسجل."),
            ("حبس", stage("stopped")),
            ("/record almontija ary", "السؤال"),
            ("/done", "صوت"),
        ],
    ),
    "a code works once, and for nobody who guesses": Walk(
        says=[
            (start("team-ponmlkjihgfedcba"), "الكود"),
            (start(CODE), "/record"),
            (start(CODE), "الكود"),
            ("/record almontija ary", "السؤال 1 من"),
        ],
    ),
}


async def prepare(store: Store, *, programmes: tuple[str, ...] = ("*",)) -> None:
    def put(tx: Tx) -> None:
        own = Coordinator(
            id=77, name="Nour", role="recorder", programmes=programmes, created=MONDAY
        )
        coordinators.put(tx, own)
        assert coordinators.offer(tx, 77, digest(CODE), MONDAY + timedelta(days=1))

    await store.write(put)


@pytest.mark.anyio
@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_walk(walk: Walk, published: tuple[Path, World], tmp_path: Path) -> None:
    template, world = published
    shutil.copy(template, tmp_path / "rafiq.db")
    async with await open_store(f"sqlite+aiosqlite:///{tmp_path}/rafiq.db") as store:
        await prepare(store)
        await take(walk, store, world, tmp_path)


@pytest.mark.anyio
async def test_on_both_engines(store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    await prepare(store)
    walk = WALKS["whoever listens hears the question before its words"]
    await take(walk, store, world, tmp_path)


OTHERS = {
    "nobody else records": Walk(says=[start("femmpact"), ("/record", silent, stage("consent"))]),
    "only her own programme": Walk(
        says=[
            start(CODE),
            ("/record almontija", "Question 1 sur"),
            ("/done", "Questions avec une voix"),
        ]
    ),
    "a code that is too old": Walk(
        says=[(start("femmpact"),), (wait("P2D"),), (start(CODE), "n’est pas connu")]
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("walk", OTHERS.values(), ids=OTHERS)
async def test_who_may_not(walk: Walk, store: Store, tmp_path: Path) -> None:
    world = await publishing.publish(store, now=utc_now)
    await prepare(store, programmes=("femmpact",))
    await take(walk, store, world, tmp_path)


@pytest.mark.anyio
async def test_a_changed_text_leaves_its_recording_behind(store: Store, tmp_path: Path) -> None:
    """What was read in other words is listed, and not sent."""
    world = await publishing.publish(store, now=utc_now)
    every = readings(world, world.programmes["femmpact"], "fr", MONDAY)
    first, second = list(every.values())[:2]
    keys = await store.keys(10)
    rows = [
        PromptRow(
            id=next(keys),
            created=MONDAY,
            prompt=Prompt(
                form=each.form,
                question=each.question,
                language="fr",
                digest=words,
                name=f"media-{each.digest[:24]}.ogg",
            ),
        )
        for each, words in ((first, first.digest), (second, digest_of("Autrement ?", "fr")))
    ]
    files = [
        File(
            id=next(keys),
            name=row.prompt.name,
            mime="audio/ogg",
            size=4,
            digest=b"1",
            created=MONDAY,
        )
        for row in rows
    ]
    await store.write(lambda tx: prompts.keep(tx, files))
    await store.write(lambda tx: prompts.put(tx, rows))
    found = Prompts.of(await store.read(prompts.list_))
    world = replace(world, prompts=found)
    states = {
        each.reading.question: each.state
        for each in listed(world, world.prompts, MONDAY)
        if each.reading.language == "fr"
    }
    assert [states.pop(each.question) for each in (first, second)] == ["recorded", "stale"]
    assert set(states.values()) == {"missing"}
    world = replace(
        world,
        programmes={own: replace(each, voice_first=True) for own, each in world.programmes.items()},
    )
    walk = Walk(
        says=[(start("femmpact"), stage("consent"), voiced), (tap("agree"), at("mode"), silent)]
    )
    await take(walk, store, world, tmp_path)


@pytest.mark.anyio
async def test_a_recording_whose_file_is_gone_holds_up_no_question(
    store: Store, tmp_path: Path
) -> None:
    world = await publishing.publish(store, now=utc_now)
    first = next(iter(readings(world, world.programmes["femmpact"], "fr", MONDAY).values()))
    sound = Sound(reading=first, path=Path("x.ogg"), content=b"OggS OpusHead")
    await bring(store, [sound], tmp_path, MONDAY)
    ready = await there(store, tmp_path)
    assert ready.heard(first.form, first.question, "fr", first.digest) == sound.name
    (tmp_path / sound.name).unlink()
    gone = await there(store, tmp_path)
    assert gone.heard(first.form, first.question, "fr", first.digest) == ""
    assert [each.name for each in gone.own.values()] == [sound.name]


@pytest.mark.anyio
async def test_what_the_form_itself_lets_hear_is_not_missing(published: tuple[Path, World]) -> None:
    _, world = published
    form = world.newest("femmpact.intake")
    key = next(each.key for each in form.asked if each.name == "birth_year")
    own = replace(form.by_key[key], media={"audio": {"fr": "media-0123456789abcdef01234567.ogg"}})
    voiced_form = replace(form, by_key={**form.by_key, key: own})
    forms = {**world.forms, (form.id, form.version): voiced_form}

    def missing(of: World) -> set[tuple[str, str]]:
        every = [each for each in listed(of, of.prompts, MONDAY) if each.state == "missing"]
        return {(each.reading.form, each.reading.question) for each in every}

    assert missing(world) - missing(replace(world, forms=forms)) == {(form.id, key)}
