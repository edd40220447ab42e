"""``rafiq outbox``: what waits, what went, what failed, and failed messages put back.

Never a person's words.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Annotated, get_args

import typer

from bot.cli.tables import say, table
from bot.clock import utc_now
from bot.database import opened
from bot.programme.ledgers import reason_of
from bot.settings import ConfigError, Settings, load
from storage import audit, outcomes, resending
from storage.engine import Keys, Tx
from storage.outbox import MessageState
from storage.outcomes import Listed
from storage.resending import Verdict

app = typer.Typer(no_args_is_help=True, help="Messages to people, and what became of them.")

PAGE = 1_000
"""Messages put back in one transaction."""
SAID: Mapping[Verdict, str] = {
    "queued": "put back into the queue",
    "no_message": "there is no such message",
    "not_dead": "left alone: it went out, waits, or was cancelled",
    "unknown": "left alone: it may have arrived, and may arrive twice; --yes sends it",
    "erased": "left alone: the person had everything erased",
    "too_late": "left alone: its time was over",
    "stopped": "left alone: the person said stop",
    "cancelled": "left alone: its broadcast was cancelled",
}


@app.callback()
def group() -> None:
    """Messages to people, and what became of them."""


@app.command("list")
def list_(
    state: Annotated[str, typer.Option(help="Only these: queued, sent, failed, …")] = "",
    account: Annotated[str, typer.Option(help="Only of this one: telegram:default.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object a line.")] = False,
) -> None:
    """Show the latest messages, newest first, without their words."""
    chosen = _state(state, get_args(MessageState)) if state else None
    rows = asyncio.run(_read(load(), chosen, account or None, limit))
    if as_json:
        for each in rows:
            say(json.dumps(_fields(each), ensure_ascii=False))
    elif rows:
        _table(rows)
    else:
        say("There is no such message." if state or account else "There is no message.")


@app.command("resend")
def resend(
    keys: Annotated[
        list[int] | None, typer.Argument(help="Keys of messages, as the list shows them.")
    ] = None,
    state: Annotated[str, typer.Option(help="All that are failed, or unknown …")] = "",
    broadcast: Annotated[int, typer.Option(min=0, help="… of this broadcast.")] = 0,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also what may have arrived: it may arrive twice.")
    ] = False,
) -> None:
    """Put failed messages back into the queue; never one that went out."""
    if bool(keys) == bool(state or broadcast) or bool(state) != bool(broadcast):
        raise ConfigError("Name messages by their keys, or --state failed --broadcast N.")
    if state:
        _state(state, ("failed", "unknown"))
    verdicts = asyncio.run(_resend(load(), list(keys or ()), state, broadcast, yes=yes))
    for verdict, count in sorted(Counter(verdicts.values()).items()):
        say(f"{count:,} {'message' if count == 1 else 'messages'}: {SAID[verdict]}.")
    if not verdicts:
        say("There is no such message.")
    if yes and "queued" in verdicts.values():
        say("What nobody knew the fate of may arrive twice.")
    if "queued" not in verdicts.values():
        raise typer.Exit(1)


def _state(said: str, known: Sequence[str]) -> MessageState:
    if said not in known:
        raise ConfigError(f"The state {said} is not known here. Known: {', '.join(known)}.")
    return said  # type: ignore[return-value]  # it is one of them


async def _read(
    settings: Settings, state: MessageState | None, account: str | None, limit: int
) -> list[Listed]:
    async with opened(settings) as store:
        return await store.read(
            lambda tx: outcomes.list_(tx, state=state, account=account, limit=limit)
        )


async def _resend(
    settings: Settings, keys: list[int], state: str, broadcast: int, *, yes: bool
) -> dict[int, Verdict]:
    verdicts: dict[int, Verdict] = {}
    async with opened(settings) as store:
        if state:
            keys = await store.read(
                lambda tx: resending.dead(tx, state, broadcast)  # type: ignore[arg-type]
            )
        for start in range(0, len(keys), PAGE):
            page = keys[start : start + PAGE]
            fresh = await store.keys(1)
            verdicts |= await store.write(
                lambda tx, page=page, fresh=fresh: _put_back(  # type: ignore[misc]
                    tx, page, fresh, broadcast, yes=yes
                )
            )
    return verdicts


def _put_back(
    tx: Tx, keys: Sequence[int], fresh: Keys, broadcast: int, *, yes: bool
) -> dict[int, Verdict]:
    """Put a page of messages back, and write down that it was done."""
    now = utc_now()
    verdicts = resending.resend(tx, keys, now=now, unknown=yes)
    back = [key for key, verdict in verdicts.items() if verdict == "queued"]
    if back:
        line = audit.AuditRow(
            id=next(fresh),
            at=now,
            what="outbox.resent",
            reference=broadcast or None,
            detail={"messages": back, "unknown": yes},
        )
        audit.put(tx, [line])
    return verdicts


def _fields(each: Listed) -> dict[str, object]:
    return {
        "message": each.id,
        "account": each.account,
        "lane": each.lane,
        "state": each.state,
        "attempts": each.attempts,
        "error": each.error,
        "reason": each.reason,
        "why": reason_of(each.state, each.reason),
        "broadcast": each.broadcast_id,
        "created": each.created.astimezone(UTC).isoformat(),
        "due": each.due.astimezone(UTC).isoformat(),
    }


def _table(rows: Sequence[Listed]) -> None:
    table(
        ("message", "account", "lane", "state", "attempts", "error", "due (UTC)", "reason"),
        [
            (
                each.id,
                each.account,
                each.lane,
                each.state,
                each.attempts,
                each.error,
                f"{each.due:%Y-%m-%d %H:%M:%S}",
                reason_of(each.state, each.reason),
            )
            for each in rows
        ],
    )
