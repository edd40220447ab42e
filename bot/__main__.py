"""``rafiq``: every command; one clear line and an exit code for whatever goes wrong."""

from __future__ import annotations

import os
import sys

import typer

from bot import logs
from bot.cli import (
    broadcast,
    chat,
    coordinators,
    db,
    doctor,
    export,
    forms,
    outbox,
    prompts,
    reminders,
    serve,
    trainings,
    transcribe,
    whatsapp,
)
from bot.settings import unknown
from flows.errors import RafiqError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A Telegram and WhatsApp companion for the beneficiaries of social programmes.",
)
app.command("serve")(serve.serve)
app.command("chat")(chat.chat)
app.command("export")(export.export)
app.command("doctor")(doctor.doctor)
app.add_typer(forms.app, name="forms")
app.add_typer(db.app, name="db")
app.add_typer(trainings.app, name="trainings")
app.add_typer(reminders.app, name="reminders")
app.add_typer(coordinators.app, name="coordinators")
app.add_typer(prompts.app, name="prompts")
app.add_typer(transcribe.app, name="transcribe")
app.add_typer(broadcast.app, name="broadcast")
app.add_typer(outbox.app, name="outbox")
app.add_typer(whatsapp.app, name="whatsapp")


def main() -> None:
    """Run a command."""
    os.umask(0o077)  # what people told us is for this account's eyes alone
    logs.set_up("warning")
    for line in unknown(os.environ):
        sys.stderr.write(f"rafiq: {line}\n")
    try:
        app()
    except RafiqError as error:
        sys.stderr.write(f"rafiq: {error}\n")
        raise SystemExit(1) from None
    except BaseExceptionGroup as group:
        ours = group.subgroup(RafiqError)
        if ours is None:
            raise
        sys.stderr.write("".join(f"rafiq: {each}\n" for each in _leaves(ours)))
        raise SystemExit(1) from None


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for each in group.exceptions:
        found += _leaves(each) if isinstance(each, BaseExceptionGroup) else [each]
    return found


if __name__ == "__main__":
    main()
