"""``rafiq broadcast``: tell everybody of a programme something, and see what became of it."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import logs
from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.configured import configured
from bot.database import opened
from bot.programme import broadcasts as telling
from bot.programme import folders, following, ledgers
from bot.programme.broadcasts import Audience, BroadcastError, Hours
from bot.programme.following import Ending, Follower
from bot.programme.ledgers import Ledger
from bot.settings import Settings, load
from storage import broadcasts, outcomes
from storage.broadcasts import Broadcast
from storage.engine import Store

app = typer.Typer(
    invoke_without_command=True, help="Tell everybody of a programme something, and follow it."
)
Number = Annotated[int, typer.Argument(min=1, help="The broadcast's number.")]
EXCERPT = 60
"""Characters of a text that the overview shows."""
WHY_LEFT_OUT = {
    "stopped": "said stop",
    "opted_out": "want no announcements on WhatsApp",
    "elsewhere": "write only to accounts that do not serve this programme",
    "unreachable": "cannot be reached",
}


@app.callback()
def broadcast(
    context: typer.Context,
    programme: Annotated[str, typer.Option(help="Whose registered people are told.")] = "",
    text: Annotated[
        list[str] | None,
        typer.Option(help='A text in one language, fr="…"; once for each language.'),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, send.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Send words that were sent a moment ago once more.")
    ] = False,
    in_hours: Annotated[
        bool,
        typer.Option(
            "--in-hours",
            help="Nobody gets it at night, at the Friday prayer or when a fast is broken, nor as "
            "a fourth message in a week: it waits.",
        ),
    ] = False,
) -> None:
    """Tell everybody of a programme something, each in the language that they read."""
    if context.invoked_subcommand is None:
        asyncio.run(
            _broadcast(load(), programme, text or [], yes=yes, again=again, in_hours=in_hours)
        )


@app.command()
def resume(number: Number) -> None:
    """Go on with a broadcast that was cut off: show its progress, send where no serve runs."""
    asyncio.run(_resume(load(), number))


@app.command()
def show(
    number: Number,
    each: Annotated[bool, typer.Option("--each", help="A line for each recipient.")] = False,
) -> None:
    """Show what became of a broadcast: how many recipients in which state, and why."""
    asyncio.run(_show(load(), number, each=each))


@app.command("list")
def list_() -> None:
    """Show the latest broadcasts."""
    asyncio.run(_list(load()))


@app.command()
def cancel(number: Number) -> None:
    """Stop a broadcast; what went is gone."""
    asyncio.run(_cancel(load(), number))


# ---------------------------------------------------------------- planning


async def _broadcast(
    settings: Settings, own: str, given: list[str], *, yes: bool, again: bool, in_hours: bool
) -> None:
    programme = telling.known(folders.programmes(), own)
    said = telling.texts(given)
    elsewhere = settings.elsewhere(programme.id)
    async with opened(settings) as store:
        audience = await store.read(lambda tx: telling.audience(tx, programme.id, said, elsewhere))
        _overview(programme.id, audience, said)
        if not audience.recipients:
            raise BroadcastError("Nobody would get it; nothing was sent.")
        since = utc_now() - telling.TWICE
        twin = await store.read(lambda tx: broadcasts.same(tx, programme.id, said, since=since))
        if not yes:
            if twin is not None and not again:
                say(telling.sent_before(twin, utc_now()))
            if not await asyncio.to_thread(_agreed, _SEND if again or twin is None else _TWICE):
                say("Nothing was sent.")
                raise typer.Exit(1)
        hours = Hours(courtesy=programme.courtesy, zone=programme.zone or "UTC")
        in_hours = in_hours or await waits(hours, utc_now(), ask=not yes)
        planned = await telling.plan(
            store,
            programme.id,
            said,
            now=utc_now(),
            again=again or (twin is not None and not yes),
            elsewhere=elsewhere,
            hours=hours if in_hours else None,
        )
        say(f"Broadcast {planned.id} is planned for {planned.recipients:,} people.")
        sys.stdout.flush()
        await _follow(settings, store, planned)


async def waits(hours: Hours, now: datetime, *, ask: bool) -> bool:
    """Return whether it is to wait for a kinder hour; an hour at which it need not is no."""
    opens = hours.opens(now)
    if opens == now:
        return False
    here = ZoneInfo(hours.zone)
    say(
        f"It is {now.astimezone(here):%H:%M} there, and people are written to from "
        f"{opens.astimezone(here):%Y-%m-%d %H:%M} on."
    )
    if not ask:
        say("It goes now. With --in-hours it would wait.")
        return False
    return await asyncio.to_thread(_agreed, _WAIT)


_SEND = "Send it? yes/no: "
_TWICE = "Send it all the same, to everybody? yes/no: "
_WAIT = "Wait until then? yes/no: "


def _agreed(question: str) -> bool:
    """Return whether the coordinator says yes.

    Raises:
        BroadcastError: Nobody is there to ask.
    """
    if not sys.stdin.isatty():
        raise BroadcastError("Nobody can be asked here. Look at the numbers and add --yes.")
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "oui", "o", "نعم", "بله", "إييه")


def _overview(programme: str, audience: Audience, said: dict[str, str]) -> None:
    say(f"{programme}: {audience.recipients:,} people get it.")
    rows = [
        (language, people, audience.texts.get(language, "none"), _excerpt(language, audience, said))
        for language, people in sorted(audience.readers.items(), key=lambda pair: -pair[1])
    ]
    if rows:
        table(("reads", "people", "text in", ""), rows)
    for language, people in audience.without_text.items():
        say(f"Skipped: {people:,} who read {language}; no text is in a language for them.")
    for reason, people in audience.left_out.items():
        say(f"Left out: {people:,} who {WHY_LEFT_OUT[reason]}.")


def _excerpt(language: str, audience: Audience, said: dict[str, str]) -> str:
    text = " ".join(said[audience.texts[language]].split()) if language in audience.texts else ""
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"


# ---------------------------------------------------------------- following


async def _resume(settings: Settings, number: int) -> None:
    async with opened(settings) as store:
        await _follow(settings, store, await telling.found(store, number))


async def _follow(settings: Settings, store: Store, planned: Broadcast) -> None:
    """Show progress until the broadcast has its end, then its ledger."""
    logs.set_up("warning")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    channels, _ = configured(settings, store, pages=False)
    follower = Follower(
        store=store, channels=channels, now=utc_now, monotonic=time.monotonic, stop=stop
    )
    try:
        with _progress(planned) as update:
            ending = await follower.follow(planned.id, update)
    finally:
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(each)
    stored = await telling.found(store, planned.id)
    _ledger(stored, ending.ledger)
    _rest(stored, ending)


@contextmanager
def _progress(planned: Broadcast) -> Iterator[Callable[[Ledger], None]]:
    """Yield what moves a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        "[progress.description]{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(f"Broadcast {planned.id}", total=planned.recipients)
        yield lambda ledger: bar.update(task, completed=following.ends(ledger))


def _ledger(stored: Broadcast, ledger: Ledger) -> None:
    say(
        f"Broadcast {stored.id}, {stored.programme}, {stored.created:%Y-%m-%d %H:%M} UTC: "
        f"{stored.state}, {sum(ledger.values()):,} recipients"
    )
    rows = ledgers.lines(ledger)
    table(("state", "people", "reason"), rows)


def _rest(stored: Broadcast, ending: Ending) -> None:
    """Say what still waits, and for what."""
    if ending.opens is not None and not ending.interrupted:
        waiting = sum(ending.left.values())
        say(
            f"{waiting:,} wait for an hour at which people are written to, from "
            f"{ending.opens:%Y-%m-%d %H:%M} UTC on. A rafiq serve sends them then, or: "
            f"{_again(stored)}"
        )
        return
    for account in sorted(ending.faults):
        say(f"{account}: the provider refuses our token. Check it, then: {_again(stored)}")
    chats = {each: n for each, n in ending.left.items() if each.startswith("terminal:")}
    web = {each: n for each, n in ending.left.items() if each.startswith("web:")}
    if web and not ending.interrupted:
        say(f"{sum(web.values()):,} in the web chat get it as soon as rafiq serve runs.")
    for account, people in ending.left.items():
        if (
            account not in web
            and account not in chats
            and account not in ending.faults
            and not ending.interrupted
        ):
            say(f"{people:,} wait: no process sends {account}. Set its token, or: {_again(stored)}")
    if chats:
        say(f"{sum(chats.values()):,} in terminal chats get it when rafiq chat --as runs.")
    if ending.interrupted:
        say(f"Cut off. What waits is kept; a rafiq serve sends it, or: {_again(stored)}")
    if ending.faults or ending.interrupted:
        raise typer.Exit(1)


def _again(stored: Broadcast) -> str:
    return f"rafiq broadcast resume {stored.id}"


# ---------------------------------------------------------------- looking


async def _show(settings: Settings, number: int, *, each: bool) -> None:
    async with opened(settings) as store:
        stored = await telling.found(store, number)
        ledger = await store.read(lambda tx: outcomes.ledger(tx, number))
        _ledger(stored, ledger)
        if each:
            await _each(store, number)


async def _each(store: Store, number: int) -> None:
    """Write a line for each recipient, page by page."""
    say("message,account,state,reason")
    after = 0
    while page := await store.read(
        lambda tx, after=after: outcomes.of_broadcast(tx, number, after=after)  # type: ignore[misc]
    ):
        for one in page:
            reason = ledgers.reason_of(one.state, one.reason)
            say(f'{one.id},{one.account},{one.state},"{reason}"')
        after = page[-1].id


async def _list(settings: Settings) -> None:
    async with opened(settings) as store:
        rows = await store.read(
            lambda tx: [
                (
                    each.id,
                    each.programme,
                    f"{each.created:%Y-%m-%d %H:%M}",
                    each.state,
                    " ".join(each.texts),
                    each.recipients,
                    sum(outcomes.waiting(tx, each.id).values()) if each.state == "sending" else 0,
                )
                for each in broadcasts.list_(tx)
            ]
        )
    if not rows:
        say("There is no broadcast yet.")
        return
    header = ("broadcast", "programme", "planned (UTC)", "state", "texts", "people", "waiting")
    table(header, rows)


async def _cancel(settings: Settings, number: int) -> None:
    async with opened(settings) as store:
        stored = await telling.found(store, number)
        if stored.state == "done":
            raise BroadcastError(f"Broadcast {number} is done; nothing of it waits.")
        cancelled = await store.write(lambda tx: broadcasts.cancel(tx, number, utc_now()))
        say(f"Broadcast {number} is cancelled: {cancelled:,} messages do not go.")
        _ledger(
            await telling.found(store, number),
            await store.read(lambda tx: outcomes.ledger(tx, number)),
        )
