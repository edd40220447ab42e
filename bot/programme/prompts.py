"""Recordings of questions: kept up to date while serving, brought in from files, looked over."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

import structlog

from flows.errors import RafiqError
from flows.prompts import Prompt, Prompts
from flows.readings import Reading, readings
from flows.world import World, local
from storage import prompts
from storage.engine import Store, Tx
from storage.errors import StorageError
from storage.prompts import File, PromptRow

EVERY, SOON = 60.0, 3.0
"""Seconds between two looks; while a recording is still being fetched."""
LARGEST = 16_000_000
"""Bytes of a sound that WhatsApp takes
(https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types)."""
SOUNDS = {
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".amr": "audio/amr",
}
"""Endings of what every channel takes; the same page."""
State = Literal["recorded", "stale", "missing", "on its way"]

log = structlog.get_logger()


class PromptError(RafiqError):
    """Files cannot be brought in; says which, and what to do."""


async def there(store: Store, media: Path) -> Prompts:
    """Return every recording; one whose file is gone is not ready, and no question waits for it."""

    def found(rows: Sequence[Prompt]) -> Prompts:
        ready = [each.ready and (media / each.name).is_file() for each in rows]
        return Prompts.of([replace(row, ready=is_) for row, is_ in zip(rows, ready, strict=True)])

    return await asyncio.to_thread(found, await store.read(prompts.list_))


class Kept:
    """Sees to it that conversations know the recordings that there are.

    Args:
        store: Where they are.
        media: Folder of the stored files.
        use: Called with all of them when something changed.
    """

    def __init__(self, *, store: Store, media: Path, use: Callable[[Prompts], None]) -> None:
        self._store = store
        self._media = media
        self._use = use
        self._known: Prompts | None = None
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look now: something was recorded."""
        self._woken.set()

    async def look(self) -> None:
        """Read what is recorded; another process may have recorded something."""
        try:
            found = await there(self._store, self._media)
        except StorageError as error:
            log.warning("prompts.unavailable", cause=type(error).__name__)
            return
        if found != self._known:
            self._known = found
            self._use(found)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look()
            known = self._known.own.values() if self._known is not None else ()
            waiting = any(not each.ready for each in known)
            try:
                async with asyncio.timeout(SOON if waiting else EVERY):
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._woken.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question in a language, and whether it has a voice."""

    reading: Reading
    state: State


def listed(world: World, found: Prompts, now: datetime) -> Iterator[Entry]:
    """Yield every question of every programme in every language that is served, with its state."""
    for programme in world.programmes.values():
        here, form = local(now, programme.zone), world.newest(programme.form)
        for language in programme.languages:
            for key, reading in readings(world, programme, language, here).items():
                state = _state(reading, found)
                if state == "missing" and language in form.by_key[key].media.get("audio", {}):
                    state = "recorded"  # by the form itself (media::audio)
                yield Entry(reading=reading, state=state)


def _state(reading: Reading, found: Prompts) -> State:
    own = found.own.get((reading.form, reading.question, reading.language))
    if own is not None and own.digest == reading.digest:
        return "recorded" if own.ready else "on its way"
    if reading.digest in found.by_words:
        return "recorded"
    return "missing" if own is None else "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A file that is brought in, and what it reads."""

    reading: Reading
    path: Path
    content: bytes

    @property
    def name(self) -> str:
        """What it is stored as: the same content has the same name."""
        digest = hashlib.sha256(self.content).hexdigest()[:24]
        return f"media-{digest}{self.path.suffix.lower()}"


def read(folder: Path, world: World, now: datetime) -> list[Sound]:
    """Return the recordings of a folder, named ``form.question.language.ogg``.

    Raises:
        PromptError: All that is wrong with their names or contents; nothing was brought in.
    """
    if not folder.is_dir():
        raise PromptError(f"{folder} is no folder.")
    sounds: list[Sound] = []
    faults: list[str] = []
    for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in SOUNDS):
        content = path.read_bytes()
        found = _found(path.stem, world, now)
        if isinstance(found, str):
            faults.append(f"{path.name}: {found}")
        elif fault := _fault(path, content):
            faults.append(f"{path.name}: {fault}")
        else:
            sounds.append(Sound(reading=found, path=path, content=content))
    if not sounds and not faults:
        faults.append(f"{folder} holds no sound. Name one almontija.intake.birth_year.ary.ogg.")
    if faults:
        raise PromptError("\n".join(faults))
    return sounds


def _found(stem: str, world: World, now: datetime) -> Reading | str:
    """Return what a file reads by its name, or what is wrong with the name."""
    form, _, rest = stem.rpartition(".")[0].rpartition(".")
    language = stem.rpartition(".")[2]
    programme = next((each for each in world.programmes.values() if each.form == form), None)
    if programme is None:
        known = ", ".join(sorted(each.form for each in world.programmes.values()))
        return f"there is no form {form or stem}. Known: {known}"
    if language not in programme.languages:
        return f"{form} is not served in {language}: {', '.join(programme.languages)}"
    every = readings(world, programme, language, local(now, programme.zone))
    own = [each for key, each in every.items() if rest in (_name(key), key.replace("/", "-"))]
    if len(own) != 1:
        which = ", ".join(each.question.replace("/", "-") for each in own)
        return f"{form} has no question {rest}" if not own else f"which of these: {which}?"
    return own[0]


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _fault(path: Path, content: bytes) -> str:
    """Return why no channel would take a file, or ""."""
    if len(content) > LARGEST:
        return f"it has {len(content):,} bytes; at most {LARGEST:,}"
    voice = SOUNDS[path.suffix.lower()] == "audio/ogg"
    if voice and not (content.startswith(b"OggS") and b"OpusHead" in content[:200]):
        return "it is no Opus in Ogg, which voice messages are; record it with a phone, or convert"
    return "" if content else "it is empty"


async def bring(store: Store, sounds: Sequence[Sound], media: Path, now: datetime) -> None:
    """Store files and note what they read; the same files once more change nothing."""
    await asyncio.to_thread(_write, sounds, media)
    keys = await store.keys(2 * len(sounds))

    def put(tx: Tx) -> None:
        files = [
            File(
                id=next(keys),
                name=each.name,
                mime=SOUNDS[each.path.suffix.lower()],
                size=len(each.content),
                digest=hashlib.sha256(each.content).digest(),
                created=now,
            )
            for each in sounds
        ]
        prompts.keep(tx, files)
        prompts.put(tx, [_row(each, next(keys), now) for each in sounds])

    await store.write(put)


def _row(sound: Sound, key: int, now: datetime) -> PromptRow:
    reading = sound.reading
    own = Prompt(
        form=reading.form,
        question=reading.question,
        language=reading.language,
        digest=reading.digest,
        name=sound.name,
    )
    return PromptRow(id=key, prompt=own, created=now)


def _write(sounds: Sequence[Sound], media: Path) -> None:
    media.mkdir(parents=True, exist_ok=True)
    for each in sounds:
        new = media / f".{each.name}"
        new.write_bytes(each.content)
        new.replace(media / each.name)
