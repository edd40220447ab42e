"""What was said in a chat: for the page that shows it again, and for a button under it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.web import Line
from flows.message import Message
from storage import lines as stored
from storage import replies
from storage.engine import Store

MOST = 200


async def lines(store: Store, account: str, sender: str) -> Sequence[Line]:
    """Return the last lines of a chat, oldest first."""
    found = await store.read(lambda tx: stored.of(tx, account, sender, MOST))
    return [
        Line(
            id=each.id,
            at=each.at,
            said=Message.from_json(each.body) if each.ours else each.body,
        )
        for each in found
    ]


async def shown(store: Store, account: str, sender: str, provider: str) -> Message | None:
    """Return what stands in a message of ours, by the provider's id; None where nobody knows."""
    body = await store.read(lambda tx: replies.shown(tx, account, sender, provider))
    return Message.from_json(body) if body is not None else None
