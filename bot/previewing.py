"""A form tried on its own: a store that is thrown away, and a world that holds the form.

``rafiq forms preview`` in the terminal and ``/try?form=…`` in the browser are both made of it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import publishing
from bot.database import opened
from bot.programme import folders
from bot.settings import ConfigError, Settings
from flows.world import World
from storage.engine import Store

ALONE = "form"
"""Id of the programme that a form without one belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A form on its own."""

    settings: Settings
    store: Store
    world: World
    programme: str
    """Where a start link leads."""


@contextmanager
def thrown_away(settings: Settings) -> Iterator[Settings]:
    """Give settings whose database and files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rafiq-preview-") as folder:
        yield settings.model_copy(
            update={
                "database_url": f"sqlite+aiosqlite:///{folder}/rafiq.db",
                "media": Path(folder) / "media",
            }
        )


def own(form: str) -> str:
    """Return the programme whose form this is, by path or id; "" for any other file."""
    homes = folders.homes()
    file = Path(form)
    if not file.exists() and form.endswith(".intake"):
        file = homes.get(form.removesuffix(".intake"), file) / "intake.csv"
    file = file.resolve()
    ours = file.name == "intake.csv" and homes.get(file.parent.name) == file.parent
    return file.parent.name if ours and file.is_file() else ""


def alone(path: Path) -> World:
    """Return the world of a form that is not installed.

    Raises:
        ConfigError: It cannot be used; a fault a line.
    """
    from bot import compiling  # the serving process does without, until a form is tried

    try:
        return compiling.alone(path)
    except compiling.FormFaults as error:
        errors = [str(each) for each in error.faults if each.level == "error"]
        raise ConfigError("\n".join(errors)) from None


def bring(world: World, form: str | Path, media: Path) -> None:
    """Copy the pictures and sounds of a form, installed or not, to a folder."""
    if isinstance(form, str):
        publishing.carry(world, media)
        return
    for each in world.forms.values():
        publishing.bring(each, form.parent, media)


@asynccontextmanager
async def previewed(settings: Settings, form: str | Path, world: World) -> AsyncIterator[Preview]:
    """Yield a form on its own; afterwards nothing is left of what was said.

    Args:
        settings: Of the installation; its database is not touched.
        form: Id of an installed form, or a path to any.
        world: That of the installation, where ids are looked up.

    Raises:
        ConfigError: There is no such form, or it cannot be used.
    """
    installed = world if isinstance(form, str) else None
    programme = next((each.id for each in world.programmes.values() if each.form == form), "")
    if installed is not None and not programme:
        known = ", ".join(each.form for each in world.programmes.values())
        raise ConfigError(f"The form {form} is not known. Known: {known}.")
    if installed is None:
        installed = await asyncio.to_thread(alone, Path(form))
    with thrown_away(settings) as apart:
        await asyncio.to_thread(bring, installed, form, apart.media)
        async with opened(apart, check=False) as store:
            yield Preview(
                settings=apart, store=store, world=installed, programme=programme or ALONE
            )
