"""``rafiq doctor``: everything an installation needs, looked at, one line each with what to do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from bot import compiling, publishing
from bot.accounts import at_fault
from bot.channels.base import AccountFault, ChannelError
from bot.clock import check_zones, utc_now
from bot.programme import folders
from bot.settings import ConfigError, Settings, TelegramAccount, WhatsAppAccount
from flows.compile import FormFaults
from locales import extract
from locales.text import LANGUAGES, NAMES
from storage.engine import open_store
from storage.errors import StorageError
from storage.upgrade import HEAD, revision

Level: TypeAlias = Literal["ok", "warn", "FAIL"]

ROOM_NEEDED, ROOM_WANTED = 200, 2_000
"""Megabytes: below the first nothing is kept for long, below the second somebody should look."""
MANY_PENDING = 1_000
"""Updates that wait at Telegram: more than a busy minute."""
OLDEST = datetime(2026, 11, 1, tzinfo=UTC)
"""Before this version was written: a clock that says so is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line."""

    level: Level
    what: str
    text: str
    """How it stands and, where it stands badly, what to do."""

    def __str__(self) -> str:
        return f"{self.level:<4}  {self.what}: {self.text}"


Check: TypeAlias = Callable[[Settings], Awaitable[Sequence[Finding]]]


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Yield a line for everything that is looked at, in the order of :data:`CHECKS`."""
    for check in CHECKS:
        for finding in await check(settings):
            yield finding


def _ok(what: str, text: str) -> Finding:
    return Finding(level="ok", what=what, text=text)


def _warn(what: str, text: str) -> Finding:
    return Finding(level="warn", what=what, text=text)


def _fail(what: str, text: str) -> Finding:
    return Finding(level="FAIL", what=what, text=text)


# ---------------------------------------------------------------- channels


async def telegram(settings: Settings) -> list[Finding]:
    """Look at every Telegram account: token, secret, webhook."""
    try:
        accounts = settings.telegrams()
    except ConfigError as error:
        return [_fail("telegram", str(error))]
    if not accounts:
        return [_ok("telegram", "not configured; RAFIQ_TELEGRAM_TOKEN makes it.")]
    found: list[Finding] = []
    for name, account in accounts.items():
        found += await _bot(settings, name, account)
    return found


async def _bot(settings: Settings, name: str, own: TelegramAccount) -> list[Finding]:
    from bot.channels.telegram_standing import standing
    from bot.channels.telegram_webhook import registration

    what = f"telegram {name}"
    try:
        stands = await standing(token=own.token.get_secret_value(), api_base=own.api_base)
    except AccountFault:
        return [_fail(f"{what} token", "refused; get it anew from @BotFather.")]
    except ChannelError as error:
        text = f"Telegram is not reached ({type(error).__name__}); check the network."
        return [_fail(f"{what} token", text)]
    found = [_ok(f"{what} token", f"taken, the bot is @{stands.username}.")]
    expected = ""
    if own.mode == "webhook":
        expected = registration(settings.public_url, f"telegram:{name}", "")["url"]
        found.append(_ok(f"{what} secret", "set."))
        if not expected.startswith("https://"):
            text = "RAFIQ_PUBLIC_URL must begin with https://, on port 443, 80, 88 or 8443."
            found.append(_fail(f"{what} address", text))
    elif own.secret is None:
        found.append(_ok(f"{what} secret", "not set; polling needs none."))
    else:
        found.append(_ok(f"{what} secret", "set; the webhook's door stands open too."))
    if stands.url != expected:
        set_to = stands.url or "nowhere"
        text = f"Telegram brings updates to {set_to}; rafiq serve changes that when it starts."
        found.append(_warn(f"{what} webhook", text))
    elif stands.error:
        text = f"Telegram could not bring an update: {stands.error}."
        found.append(_warn(f"{what} webhook", text))
    else:
        found.append(_ok(f"{what} webhook", expected or "none, updates are fetched."))
    if stands.pending > MANY_PENDING:
        text = f"{stands.pending} updates wait at Telegram; does rafiq serve run?"
        found.append(_warn(f"{what} updates", text))
    return found


async def whatsapp(settings: Settings) -> list[Finding]:
    """Look at every WhatsApp number: token, number, secrets, webhook, templates."""
    if not settings.has_whatsapp:
        return [_ok("whatsapp", "not configured; RAFIQ_WHATSAPP_TOKEN makes it.")]
    try:
        accounts = settings.whatsapps()
    except ConfigError as error:
        return [_fail("whatsapp", str(error))]
    found: list[Finding] = []
    for name, account in accounts.items():
        found += await _number(settings, name, account)
    return found


async def _number(settings: Settings, name: str, own: WhatsAppAccount) -> list[Finding]:
    from bot.channels.whatsapp_standing import standing

    what = f"whatsapp {name}"
    try:
        stands = await standing(
            token=own.token.get_secret_value(),
            number=own.phone_number_id,
            secret=own.app_secret.get_secret_value(),
            waba=own.waba_id,
            api_base=own.api_base,
        )
    except AccountFault:
        text = "refused; make a system user's token anew in Meta's business settings."
        return [_fail(f"{what} token", text)]
    except ChannelError as error:
        text = f"WhatsApp is not reached ({type(error).__name__}); check the network."
        return [_fail(f"{what} token", text)]
    found = [_ok(f"{what} token", "taken.")]
    if not stands.number:
        text = "the token sees no such number; copy phone_number_id from the app's API setup."
        return [*found, _fail(f"{what} number", text)]
    found.append(_ok(f"{what} number", f"{stands.number}, quality {stands.quality.lower()}."))
    if stands.tier is not None and stands.tier != own.daily_recipients:
        text = (
            f"Meta allows {stands.tier or 'any number of'} people in 24 hours, "
            f"daily_recipients is {own.daily_recipients or 'without limit'}; make them equal."
        )
        found.append(_warn(f"{what} limit", text))
    found.append(
        _ok(f"{what} app secret", "that of the token's app.")
        if stands.secret_fits
        else _fail(f"{what} app secret", "of another app; copy it from Settings, Basic.")
    )
    path = f"/channels/whatsapp/{name}"
    found.append(
        _ok(f"{what} verify token", f"set; the webhook's address ends in {path}.")
        if own.verify_token.get_secret_value()
        else _fail(f"{what} verify token", "missing; choose one and tell it Meta's webhook form.")
    )
    found.append(_subscription(what, own, stands.subscribed))
    return [*found, await _templates(what, own)]


def _subscription(what: str, own: WhatsAppAccount, subscribed: bool | None) -> Finding:
    if not own.waba_id:
        return _fail(f"{what} webhook", "waba_id is missing; copy it from the app's API setup.")
    if subscribed is None:
        return _fail(f"{what} webhook", "the token sees no such business account (waba_id).")
    if not subscribed:
        text = f"no app gets its messages; POST /{own.waba_id}/subscribed_apps with the token."
        return _fail(f"{what} webhook", text)
    return _ok(f"{what} webhook", "the business account's messages come to the app.")


async def _templates(what: str, own: WhatsAppAccount) -> Finding:
    """Return how the templates stand, as ``rafiq whatsapp templates`` shows it."""
    from bot.programme import templates
    from storage.templates import USABLE

    what = f"{what} templates"
    try:
        rows = templates.judged(await templates.ask(own), utc_now())
    except ChannelError as error:
        return _warn(what, f"Meta could not be asked ({type(error).__name__}).")
    usable = {(each.name, each.language) for each in rows if each.status == USABLE}
    words = publishing.words()
    wanted = {(each.name, each.code) for each in templates.texts(lambda each: words[each])}
    if missing := len(wanted - usable):
        text = (
            f"{missing} of {len(wanted)} are not approved, so that some people get reminders only "
            "after they wrote; rafiq whatsapp templates shows which."
        )
        return _warn(what, text)
    return _ok(what, "approved in every language.")


# ---------------------------------------------------------------- the machine


async def clock(_: Settings) -> list[Finding]:
    """Look at the time of day and the zone data."""
    now = utc_now()
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    time = (
        _ok("clock", said)
        if now >= OLDEST
        else _fail("clock", f"{said} cannot be; set the machine's clock.")
    )
    try:
        check_zones()
    except ConfigError as error:
        return [time, _fail("zone data", str(error))]
    return [time, _ok("zone data", "newer than September 2026.")]


async def disk(settings: Settings) -> list[Finding]:
    """Look at the room for the database and for files."""
    folders = {"disk for files": settings.media}
    if settings.database_url.startswith("sqlite"):
        folders["disk for the database"] = _file(settings).parent
    return [await asyncio.to_thread(_room, what, folder) for what, folder in folders.items()]


def _room(what: str, folder: Path) -> Finding:
    folder = folder.absolute()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    if free < ROOM_NEEDED:
        return _fail(what, f"{free} MB are free in {there}; make room now.")
    if free < ROOM_WANTED:
        return _warn(what, f"{free} MB are free in {there}; make room soon.")
    return _ok(what, f"{free} MB are free in {there}.")


# ---------------------------------------------------------------- what is stored and said


def _file(settings: Settings) -> Path:
    return Path(settings.database_url.partition(":///")[2])


async def database(settings: Settings) -> list[Finding]:
    """Look whether the database answers and its tables are those of this version."""
    if settings.database_url.startswith("sqlite") and not await asyncio.to_thread(
        _file(settings).exists
    ):
        return [_ok("database", f"{_file(settings)} is made by the first rafiq serve.")]
    try:
        async with await open_store(settings.database_url) as store:
            stored = await store.read(revision)
    except (StorageError, ConfigError) as error:
        return [_fail("database", f"{error}.")]
    if stored != HEAD:
        text = f"its tables are {stored or 'not made'}, this version's {HEAD}; rafiq db upgrade."
        return [_warn("database", text)]
    return [_ok("database", f"{store.place} answers, its tables are up to date.")]


async def accounts(settings: Settings) -> list[Finding]:
    """Look at what the accounts offer, and which of them rafiq serve found at fault."""
    found = []
    try:
        settings.check_programmes(folders.programmes())
    except ConfigError as error:
        found.append(_fail("programmes of accounts", str(error)))
    if settings.database_url.startswith("sqlite") and not await asyncio.to_thread(
        _file(settings).exists
    ):
        return found
    try:
        async with await open_store(settings.database_url) as store:
            if await store.read(revision) != HEAD:
                return found
            faults = await store.read(at_fault)
    except (StorageError, ConfigError):  # said by database() already
        return found
    for account, row in faults.items():
        text = (
            f"at fault since {row.at:%Y-%m-%d %H:%M} UTC ({(row.detail or {}).get('code')}); put "
            "it right, and rafiq serve tries it again by itself within an hour, or at a restart."
        )
        found.append(_warn(account.replace(":", " "), text))
    return found


async def catalogues(_: Settings) -> list[Finding]:
    """Look whether the bot's words are there in every language."""

    def read() -> list[str]:
        return extract.missing(extract.Source.read())

    lines = await asyncio.to_thread(read)
    found = []
    for language in LANGUAGES:
        count = sum(f"missing in {language}:" in line for line in lines)
        what = f"words in {language} ({NAMES[language]})"
        text = f"{count} are missing; python -m locales.extract lists them."
        found.append(_fail(what, text) if count else _ok(what, "complete."))
    return found


async def forms(_: Settings) -> list[Finding]:
    """Look whether the programmes' forms can be used, in every language they serve."""
    try:
        known = folders.programmes()
    except ConfigError as error:
        return [_fail("programmes", str(error))]
    return [await asyncio.to_thread(_form, own) for own in known]


def _form(own: str) -> Finding:
    what = f"form {own}.intake"
    try:
        compiling.compile_programme(own)
    except FormFaults as error:
        count = sum(each.level == "error" for each in error.faults)
        return _fail(what, f"{count} faults; rafiq forms check shows them.")
    return _ok(what, "can be used.")


CHECKS: Sequence[Check] = (telegram, whatsapp, clock, disk, database, accounts, catalogues, forms)
"""Everything that is looked at; a channel adds its function here."""
