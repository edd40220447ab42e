"""Brings the programmes' forms into the store and builds the world that conversations run in.

A form is compiled when its files changed, in a process of its own (``python -m bot.publishing``),
so that the serving process never imports pyxform.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import structlog

from bot.programme import prompts as voices
from bot.programme import windows
from bot.settings import ConfigError
from bot.settings import load as load_settings
from flows import compile as compiling
from flows.compile import FormFaults
from flows.compiling import attached
from flows.form import Form
from flows.loading import load
from flows.world import Programme, World
from locales.text import LANGUAGES, Catalogue, Catalogues
from storage import forms
from storage.engine import Store, Tx

FLOWS = Path(compiling.__file__).parent
LOCALES = FLOWS.parent / "locales"
OURS = compiling.Ours(modules=FLOWS / "modules", catalogues=(LOCALES,))
CHANNELS = {
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "web": "Rafiq (web)",
    "terminal": "Rafiq (terminal)",
}

log = structlog.get_logger()


def home() -> Path:
    """Return the folder that imported forms go to, absolute (``RAFIQ_FORMS``)."""
    given = load_settings().forms
    if given is not None:
        return given.resolve()
    checkout = (FLOWS.parent / "pyproject.toml").is_file()
    return FLOWS / "programmes" if checkout else Path("var/forms").resolve()


def homes() -> dict[str, Path]:
    """Return the folder of each programme, by id: those that came with us, then the operator's."""
    places = (FLOWS / "programmes", home())
    paths = [path for place in places for path in sorted(place.glob("*/programme.toml"))]
    return {path.parent.name: path.parent for path in paths}


def programmes() -> dict[str, Programme]:
    """Return every programme, by id.

    Raises:
        ConfigError: A programme.toml is not as it should be; names the file and the key.
    """
    names = Catalogues.load(domain="programmes")
    return {own: _programme(folder / "programme.toml", names) for own, folder in homes().items()}


def _programme(path: Path, names: Catalogues) -> Programme:
    where = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        own = data["id"]
        if own != path.parent.name:
            raise ConfigError(f"{where}: the id is {own}. Give the folder the same name.")

        def words(key: str) -> dict[str, str]:
            source = str(data.get(key, ""))
            said = {
                code: names[code].translations.pgettext(f"{own}:{key}", source)
                for code in LANGUAGES
            }
            translated = {code: text for code, text in said.items() if text != source}
            return translated or {"en": source}

        return Programme(
            id=own,
            form=f"{own}.intake",
            name=words("name"),
            organisation=words("organisation"),
            next_step=words("next_step") if data.get("next_step") else {},
            languages=tuple(data["languages"]),
            country=data["country"],
            zone=data["zone"],
            retention_months=int(data["retention_months"]),
            nudge_hours=tuple(sorted(int(each) for each in data.get("nudge_hours", (20, 144)))[:2]),
            closes=_day(data.get("closes"), where),
            closing_notice_days=int(data.get("closing_notice_days", 3)),
            reminders=bool(data.get("reminders", True)),
            voice_first=bool(data.get("voice_first", False)),
            courtesy=windows.read(data.get("courtesy", {}), data["country"], where),
        )
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: {error}.") from None
    except KeyError as error:
        raise ConfigError(f"{where}: the key {error} is missing.") from None


def _day(value: object, where: str) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise ConfigError(f"{where}: closes is a date without quotes, as 2026-12-31.")


async def publish(store: Store, *, now: Callable[[], datetime], media: Path | None = None) -> World:
    """Compile what changed, store it, and return the world of this moment.

    Pictures and sounds of the forms go to the folder ``media``, the installation's if left out.
    """
    known = await asyncio.to_thread(programmes)
    digests = await asyncio.to_thread(lambda: {own: _digest(each) for own, each in known.items()})
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


def state() -> tuple[tuple[str, int, int], ...]:
    """Return what changes when a form, its translations or its programme changes; reads no file."""
    folders = [*homes().values(), *LOCALES.glob("*/LC_MESSAGES")]
    files = (
        (path, path.stat())
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix != ".mo" and not path.name.startswith(".") and path.is_file()
    )
    return tuple(sorted((str(path), it.st_mtime_ns, it.st_size) for path, it in files))


def carry(made: World, media: Path) -> None:
    """Copy pictures and sounds of the forms in use to where channels find them."""
    folders = homes()
    for own, each in made.programmes.items():
        form = made.forms[each.form, made.current[each.form]]
        if form.files and own in folders:
            bring(form, folders[own], media)


def bring(form: Form, folder: Path, media: Path) -> None:
    """Copy the files that a form has beside it; each is named by what is in it."""
    for own, stored in form.files.items():
        if (media / stored).is_file():
            continue
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
        return build(known if known is not None else programmes(), loaded, current)

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


def alone(path: Path) -> World:
    """Return a world of one form that is not installed (``--form PATH``); compiles it here.

    Raises:
        FormFaults: The form cannot be used.
    """
    made = compiling.compile_form(path, ours=OURS)
    form = load(made.document)
    title = {code: form.title.say(code) for code in form.title.parts} or {"en": form.id}
    programme = Programme(
        id="form",
        form=form.id,
        name=title,
        organisation={},
        next_step={},
        languages=_speakable(form),
        country="MA",
        zone="UTC",
        retention_months=1,
    )
    return build({"form": programme}, [form], {form.id: form.version})


def _speakable(form: Form) -> tuple[str, ...]:
    """Return the form's languages: those that the bot speaks, else any; labels alone: English."""
    ours = [code for code in form.languages if code in (*LANGUAGES, "en")]
    return tuple(ours or [code for code in form.languages if code != "und"] or ("en",))


# ---------------------------------------------------------------- compiling in its own process


def _paths(programme: Programme) -> list[Path]:
    form = homes()[programme.id] / "intake.csv"
    return [
        *compiling.depends(
            form,
            form_id=programme.form,
            modules=FLOWS / "modules",
            catalogues=catalogues(form.parent),
        ),
        form.with_name("programme.toml"),
    ]


def _digest(programme: Programme) -> str:
    return compiling.digest(_paths(programme))


async def _compile(stale: Iterable[str]) -> dict[str, Any]:
    folders = homes()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.publishing",
        *(str(folders[own]) for own in stale),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=FLOWS.parent,
    )
    out, err = await process.communicate()
    if process.returncode:
        raise ConfigError(err.decode("utf-8", "replace").strip() or "The forms cannot be compiled.")
    made: dict[str, Any] = json.loads(out)
    return made


def catalogues(folder: Path) -> tuple[Path, ...]:
    """Return where the translations of a programme's form are: its own, then those of all."""
    own = folder / "locales"
    return (own, LOCALES) if own.is_dir() else (LOCALES,)


def compile_programme(own: str) -> compiling.Compiled:
    """Return a programme's intake, compiled with its modules and catalogues.

    Raises:
        FormFaults: Everything that is wrong with it.
    """
    return compile_at(homes()[own])


def compile_at(folder: Path) -> compiling.Compiled:
    """Return the intake of the programme in a folder, as :func:`compile_programme`."""
    data = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
    return compiling.compile_form(
        folder / "intake.csv",
        form_id=f"{folder.name}.intake",
        modules=FLOWS / "modules",
        catalogues=catalogues(folder),
        languages=data.get("catalogue_languages", data["languages"]),
        served=data.get("complete_languages", data["languages"]),
    )


def main() -> None:
    """Write the compiled forms of programmes, named by their folders, as one JSON object."""
    made: dict[str, Any] = {}
    for folder in map(Path, sys.argv[1:]):
        try:
            compiled = compile_at(folder)
        except FormFaults as error:
            errors = [each for each in error.faults if each.level == "error"]
            sys.stderr.write("\n".join(map(str, errors)))
            raise SystemExit(1) from None
        made[folder.name] = {"document": compiled.document, "xform": compiled.xform}
    sys.stdout.write(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()
