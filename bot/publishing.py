"""Brings the programmes' forms into the store and builds the world that conversations run in.

A form is compiled when its files changed, in a process of its own (:mod:`bot.compiling`).
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import structlog

from bot.programme import folders
from bot.programme import prompts as voices
from bot.settings import ConfigError
from bot.settings import load as load_settings
from flows.form import Form
from flows.loading import load
from flows.world import Programme, World
from locales.text import Catalogue, Catalogues
from storage import forms
from storage.engine import Store, Tx

CHANNELS = {
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "web": "Rafiq (web)",
    "terminal": "Rafiq (terminal)",
}

log = structlog.get_logger()


async def publish(store: Store, *, now: Callable[[], datetime], media: Path | None = None) -> World:
    """Compile what changed, store it, and return the world of this moment.

    Pictures and sounds of the forms go to the folder ``media``, the installation's if left out.
    """
    known = await asyncio.to_thread(folders.programmes)
    digests = await asyncio.to_thread(lambda: {own: folders.digest(own) for own in known})
    held = await store.read(forms.sources)
    stale = [own for own, each in known.items() if held.get(each.form) != digests[own]]
    if stale:
        compiled = await _compile(stale)
        keys = await store.keys(len(stale))
        rows = [
            forms.FormVersion(
                id=next(keys),
                form=known[own].form,
                version=made["document"]["version"],
                wording=made["document"]["wording"],
                source=digests[own],
                document=made["document"],
                xform=made["xform"],
                created=now(),
            )
            for own, made in compiled.items()
        ]
        await store.write(lambda tx: _put(tx, rows))
        log.info("forms.published", forms=len(rows))
    made = await world(store, known)
    folder = media or load_settings().media
    await asyncio.to_thread(carry, made, folder)
    return replace(made, prompts=await voices.there(store, folder))


async def _compile(stale: Iterable[str]) -> dict[str, Any]:
    places = folders.homes()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.compiling",
        *(str(places[own]) for own in stale),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folders.FLOWS.parent,
    )
    out, err = await process.communicate()
    if process.returncode:
        raise ConfigError(err.decode("utf-8", "replace").strip() or "The forms cannot be compiled.")
    made: dict[str, Any] = json.loads(out)
    return made


def state() -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a form, its translations or its programme changes; reads no file."""
    places = [*folders.homes().values(), *folders.LOCALES.glob("*/LC_MESSAGES")]
    files = (
        (path, path.stat())
        for folder in places
        for path in folder.rglob("*")
        if path.suffix != ".mo" and not path.name.startswith(".") and path.is_file()
    )
    return tuple(sorted((str(path), it.st_mtime_ns, it.st_size) for path, it in files))


def carry(made: World, media: Path) -> None:
    """Copy pictures and sounds of the forms in use to where channels find them."""
    places = folders.homes()
    for own, each in made.programmes.items():
        form = made.forms[each.form, made.current[each.form]]
        if form.files and own in places:
            bring(form, places[own], media)


def bring(form: Form, folder: Path, media: Path) -> None:
    """Copy the files that a form has beside it; each is named by what is in it."""
    gone = {own: it for own, it in form.files.items() if not (media / it).is_file()}
    if not gone:
        return
    from flows.compiling import attached

    for own, stored in gone.items():
        language, _, name = own.rpartition("/")
        path = attached.place(folder, name, language)
        content = path.read_bytes() if path is not None else b""
        if path is None or attached.stored_as(content, path.suffix) != stored:
            log.warning("forms.file_gone", form=form.id)
            continue
        media.mkdir(parents=True, exist_ok=True)
        new = media / f".{stored}"
        new.write_bytes(content)
        new.replace(media / stored)


def _put(tx: Tx, rows: Sequence[forms.FormVersion]) -> None:
    for row in rows:
        forms.put(tx, row)


async def world(store: Store, known: Mapping[str, Programme] | None = None) -> World:
    """Return the world of what is stored."""
    stored = await store.read(forms.in_use)
    current = {row.form: row.version for row in stored if row.current}

    def built() -> World:
        loaded = [load(row.document) for row in stored]
        return build(known if known is not None else folders.programmes(), loaded, current)

    return await asyncio.to_thread(built)


def build(known: Mapping[str, Programme], loaded: list[Form], current: Mapping[str, str]) -> World:
    """Return the world of these programmes and forms."""
    return World(
        programmes={own: each for own, each in known.items() if each.form in current},
        forms={(form.id, form.version): form for form in loaded},
        current=current,
        catalogues=words(),
        channels=CHANNELS,
    )


def words() -> Mapping[str, Catalogue]:
    """Return the bot's words, English for the source itself."""
    found = dict(Catalogues.load())
    found.setdefault("en", Catalogue(language="en", translations=NullTranslations()))
    return found
