"""``rafiq coordinators``: who runs which programmes, and the chats they are known in."""

from __future__ import annotations

import asyncio
import base64
import secrets
from datetime import timedelta
from typing import Annotated

import typer

from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.programme import folders
from bot.settings import ConfigError, Settings, load
from flows.recordings import digest
from storage import audit, coordinators
from storage.audit import AuditRow
from storage.coordinators import Coordinator
from storage.engine import Store

app = typer.Typer(no_args_is_help=True, help="The people who run a programme.")
EXPIRES = timedelta(hours=24)
"""How long a code is good for; it works once."""
EVERY = "*"
ROLES = ("coordinator", "recorder")


@app.callback()
def group() -> None:
    """The people who run a programme."""


@app.command()
def add(
    name: Annotated[str, typer.Option(help="How they are called here.")],
    programme: Annotated[
        list[str] | None, typer.Option(help="Which they run; once for each. None: all.")
    ] = None,
    role: Annotated[str, typer.Option(help="coordinator or recorder.")] = "coordinator",
) -> None:
    """Add somebody, and show the code that they send to the bot."""
    asyncio.run(_add(load(), name, programme or [], role))


@app.command()
def code(number: Annotated[int, typer.Argument(help="As the list shows it.")]) -> None:
    """Show a new code for somebody: for another phone, or when the first one is too old."""
    asyncio.run(_code(load(), number))


@app.command()
def remove(number: Annotated[int, typer.Argument(help="As the list shows it.")]) -> None:
    """Forget somebody: their chat is as everybody's again."""
    asyncio.run(_remove(load(), number))


@app.command("list")
def list_() -> None:
    """Show everybody."""
    asyncio.run(_list(load()))


async def _add(settings: Settings, name: str, wanted: list[str], role: str) -> None:
    known = folders.programmes()
    if strange := [each for each in wanted if each not in known]:
        raise ConfigError(
            f"The programme {strange[0]} is not known. Known: {', '.join(sorted(known))}."
        )
    if role not in ROLES:
        raise ConfigError(f"The role is one of: {', '.join(ROLES)}.")
    if not 0 < len(name.strip()) <= 80:
        raise ConfigError("A name has 1 to 80 characters.")
    async with opened(settings) as store:
        keys = await store.keys(1)
        own = Coordinator(
            id=next(keys),
            name=name.strip(),
            role=role,
            programmes=wanted or [EVERY],
            created=utc_now(),
        )
        await store.write(lambda tx: coordinators.put(tx, own))
        await _note(store, "coordinator.added", own.id)
        await _offer(store, own.id)


async def _code(settings: Settings, number: int) -> None:
    async with opened(settings) as store:
        await _offer(store, number)


async def _offer(store: Store, key: int) -> None:
    """Make a code, keep its digest, and show it: here and never again."""
    random = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    made = f"team-{random}"
    until = utc_now() + EXPIRES
    if not await store.write(lambda tx: coordinators.offer(tx, key, digest(made), until)):
        raise ConfigError(f"There is no coordinator {key}. rafiq coordinators list shows all.")
    say(f"Coordinator {key}: send this to the bot, in a private chat, within a day:")
    say(f"/start {made}")


async def _remove(settings: Settings, number: int) -> None:
    async with opened(settings) as store:
        if not await store.write(lambda tx: coordinators.remove(tx, number)):
            raise ConfigError(f"There is no coordinator {number}.")
        await _note(store, "coordinator.removed", number)
    say(f"Coordinator {number} is removed.")


async def _note(store: Store, what: str, key: int) -> None:
    keys = await store.keys(1)
    row = AuditRow(id=next(keys), at=utc_now(), what=what, reference=key)
    await store.write(lambda tx: audit.put(tx, [row]))


async def _list(settings: Settings) -> None:
    async with opened(settings) as store:
        rows = [
            (
                each.id,
                each.name,
                each.role,
                "all" if EVERY in each.programmes else ", ".join(each.programmes),
                "known" if each.address_id is not None else "not yet",
            )
            for each in await store.read(coordinators.list_)
        ]
    if not rows:
        say('Nobody yet. Add somebody: rafiq coordinators add --name "…"')
        return
    table(("coordinator", "name", "role", "programmes", "chat"), rows)
