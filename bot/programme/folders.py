"""The programmes of an installation: where their folders are, and what programme.toml says."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import flows
from bot.programme import windows
from bot.settings import ConfigError
from bot.settings import load as load_settings
from flows.world import Programme
from locales.text import LANGUAGES, Catalogues

FLOWS = Path(flows.__file__).parent
LOCALES = FLOWS.parent / "locales"
MODULES = FLOWS / "modules"
NO_FORMS = frozenset({"rafiq", "faults", "programmes"})
"""Domains whose words are in no form."""


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


def catalogues(folder: Path) -> tuple[Path, ...]:
    """Return where the translations of a programme's form are: its own, then those of all."""
    own = folder / "locales"
    return (own, LOCALES) if own.is_dir() else (LOCALES,)


def digest(own: str) -> str:
    """Return what is another text once anything changes that a programme's form is made from.

    Its folder, the modules and the translations, whether or not this form uses them: which it does
    is known to who compiles it, and the serving process does without that (4 MB, 60 ms).
    """
    folder = homes()[own]
    files = [each for each in folder.rglob("*") if each.is_file()]
    files += MODULES.glob("*.csv")
    for place in catalogues(folder):
        files += (each for each in place.glob("*/LC_MESSAGES/*.po") if each.stem not in NO_FORMS)
    found = sha256()
    for path in sorted(set(files)):
        if path.suffix == ".mo" or path.name.startswith("."):
            continue
        content = path.read_bytes()
        found.update(f"{path.parent.parent.name}/{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:16]
