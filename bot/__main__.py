"""``rafiq``: every command; one clear line and an exit code for whatever goes wrong."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import typer

from bot import logs
from bot.settings import unknown
from flows.errors import RafiqError

COMMANDS = ("serve", "chat", "export", "doctor")
GROUPS = (
    *("forms", "db", "trainings", "reminders", "coordinators", "prompts", "transcribe"),
    *("broadcast", "outbox", "whatsapp"),
)
"""Commands that have commands of their own; each is a module of ``bot.cli``."""


def application(asked: str = "") -> typer.Typer:
    """Return the command line, with the command that is asked for; with all when it is none.

    What ``serve`` does not need it does not import: 35 ms and 3 MB.
    """
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="A Telegram and WhatsApp companion for the beneficiaries of social programmes.",
    )
    app.callback()(_nothing)  # one command alone would lose its name
    every = (*COMMANDS, *GROUPS)
    for name in (asked,) if asked in every else every:
        module = import_module(f"bot.cli.{name}")
        if name in COMMANDS:
            app.command(name)(getattr(module, name))
        else:
            app.add_typer(module.app, name=name)
    return app


def _nothing() -> None:
    """A Telegram and WhatsApp companion for the beneficiaries of social programmes."""


def main() -> None:
    """Run a command."""
    os.umask(0o077)  # what people told us is for this account's eyes alone
    logs.set_up("warning")
    for line in unknown(os.environ):
        sys.stderr.write(f"rafiq: {line}\n")
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else "")()
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
