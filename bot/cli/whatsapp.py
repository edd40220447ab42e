"""``rafiq whatsapp``: the templates that Meta must approve, what to submit, and how they stand."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot import publishing
from bot.channels.base import ChannelError
from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.programme import templates
from bot.programme.templates import Text
from bot.settings import ConfigError, Settings, WhatsAppAccount, load
from storage.templates import list_ as listed

app = typer.Typer(no_args_is_help=True, help="WhatsApp: the templates that Meta must approve.")

SAID = {
    "APPROVED": "approved",
    "PENDING": "Meta looks at it",
    "IN_APPEAL": "Meta looks at it again",
    "REJECTED": "rejected; WhatsApp Manager says why",
    "PAUSED": "paused by Meta for some hours",
    "DISABLED": "disabled by Meta",
    "MISSING": "not submitted yet",
    templates.MISMATCH: "approved, but for other words: submit it again",
}


@app.callback()
def group() -> None:
    """WhatsApp: the templates that Meta must approve."""


@app.command("templates")
def list_(
    write: Annotated[
        Path | None,
        typer.Option(help="Write what is to be submitted to this file, as the Graph API takes it."),
    ] = None,
    account: Annotated[str, typer.Option(help="Which WhatsApp account.")] = "default",
) -> None:
    """Show each template in each language and how it stands with Meta."""
    words = publishing.words()
    wanted = templates.texts(lambda language: words[language])
    if write is not None:
        _write(write, wanted)
        return
    asyncio.run(_list(load(), account, wanted))


def _write(path: Path, wanted: list[Text]) -> None:
    content = json.dumps([each.to_json() for each in wanted], ensure_ascii=False, indent=2)
    try:
        path.write_text(f"{content}\n", "utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror}.") from None
    say(
        f"{len(wanted)} templates are in {path}. Submit each object by a POST to "
        "/{business account}/message_templates, or by hand in WhatsApp Manager."
    )


async def _list(settings: Settings, account: str, wanted: list[Text]) -> None:
    accounts = settings.whatsapps()
    own = accounts.get(account)
    name = f"whatsapp:{account}"
    async with opened(settings) as store:
        ledger = templates.Ledger(
            store=store,
            account=name,
            now=utc_now,
            shared=[
                f"whatsapp:{other}"
                for other, each in accounts.items()
                if own and own.waba_id and each.waba_id == own.waba_id
            ],
        )
        trouble = await _ask(account, own, ledger)
        rows = await store.read(lambda tx: listed(tx, name))
    stored = {(each.name, each.language): each.status for each in rows}
    table(
        ("template", "language", "code", "category", "status"),
        [
            (
                each.name,
                each.language,
                each.code,
                each.category,
                _said(stored.get((each.name, each.code), "MISSING")),
            )
            for each in wanted
        ],
    )
    if trouble:
        say(trouble)


def _said(status: str) -> str:
    return SAID.get(status, status.lower())


async def _ask(account: str, own: WhatsAppAccount | None, ledger: templates.Ledger) -> str:
    """Ask Meta how things stand and write it down; return why that was not possible, or ""."""
    if own is None:
        return (
            f"There is no WhatsApp account {account}, so that Meta was not asked. "
            "RAFIQ_WHATSAPP_TOKEN makes the account default."
        )
    if not own.waba_id:
        return "Meta was not asked: set RAFIQ_WHATSAPP_WABA_ID to the business account's id."
    try:
        rows = await templates.ask(own)
    except ChannelError as error:
        why = f"{type(error).__name__} {error.code}".strip()
        return f"Meta could not be asked ({why}); this is what was known before."
    await ledger.listed(rows)
    return ""
