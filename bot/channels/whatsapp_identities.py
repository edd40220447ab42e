"""Under which id somebody is filed: a number, or the user id that took its place.

Since 2026 a webhook may tell a business-scoped user id (``MA.1234``) instead of a number or beside
it, and people change both. What was written before a change may come after we were told of it;
nobody is to become two people.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TypeAlias

import structlog

from bot.channels.base import Delivery, Take
from bot.channels.remembered import Remembered
from bot.channels.whatsapp_changes import Changes
from bot.channels.whatsapp_parse import Moved, Parsed
from storage.errors import StorageError

TakeMoves: TypeAlias = Callable[[Sequence[Moved]], Awaitable[None]]
"""Files addresses under their new keys; returns when it is committed, raises StorageError when
not."""
Changed: TypeAlias = Callable[[], Awaitable[Sequence[Moved]]]
"""Returns who changed her number or user id lately, as storage knows it."""
Known: TypeAlias = Callable[[str, Collection[str]], Awaitable[Mapping[str, str]]]
"""Returns the user ids of who has these numbers on an account."""

log = structlog.get_logger(__name__)


class Identities:
    """Who is who on one number, and who is just being found out."""

    def __init__(
        self,
        *,
        account: str,
        moves: TakeMoves | None = None,
        changed: Changed | None = None,
        known: Known | None = None,
    ) -> None:
        """Prepare; nothing is read yet.

        Args:
            account: Channel and account, ``whatsapp:default``.
            moves: Takes addresses' new keys, before the messages that came with them are taken.
            changed: Knows who changed her number lately, for what she wrote before.
            known: Knows whose user id belongs to a number, for bodies that carry none.
        """
        self._account = account
        self._moves = moves
        self._changed = changed
        self._known = known
        self._changes = Changes()
        self._same: Remembered[str, str] = Remembered()
        """Number to the user id of its person."""
        self._told: Remembered[tuple[str, str], bool] = Remembered()
        """Which number belongs to which user id, as storage was told already."""
        self._taking: dict[str, tuple[asyncio.Lock, int]] = {}
        """Ids whose person is being found or moved, and how many bodies wait to do so."""

    def forget(self, sender: str) -> None:
        """Drop what memory holds of a person: she erased it."""
        for number in [each for each, own in self._same.items() if own == sender]:
            del self._same[number]

    async def reload(self) -> None:
        """Learn what is stored: another process may have been told, or this one before it ended."""
        if self._changed is None:
            return
        try:
            for each in await self._changed():
                self._changes.note(each)
        except StorageError:
            log.info("whatsapp.changes_unknown", channel=self._account)

    async def take(self, parsed: Parsed, take: Take) -> None:
        """Hand on what people wrote, each under the id that she has by now.

        Raises:
            StorageError: it is not committed.
        """
        moves = [move for move in parsed.moves if self._is_news(move)]
        parsed.deliveries = self._changes.under_new_ids(parsed.deliveries)
        bare = _bare(parsed.deliveries)
        if moves or bare:
            async with self._alone({*(move.old for move in moves), *bare}):
                await self._follow(moves)
                parsed.deliveries = self._changes.under_new_ids(parsed.deliveries)
                await self._name(parsed, _bare(parsed.deliveries))
                await take(parsed.deliveries)
        elif parsed.deliveries:
            await take(parsed.deliveries)
        if self._moves is not None and (late := self._changes.since(parsed.deliveries)):
            await self._moves(late)  # we were told of it while these were taken

    def _is_news(self, move: Moved) -> bool:
        """Return whether storage is to be told which id is whose."""
        return move.changed or (
            (move.old, move.new) not in self._told and not self._changes.is_late(move)
        )

    async def _follow(self, moves: Sequence[Moved]) -> None:
        """Let addresses follow their people."""
        moves = await self._by_user_id(moves)
        if moves and self._moves is not None:
            await self._moves(moves)
        for move in moves:
            self._told[move.old, move.new] = True
            if move.changed:  # the number may be somebody else's by now
                self._same.pop(move.old, None)
                self._changes.note(move)
            else:
                self._same[move.old] = move.new

    async def _by_user_id(self, moves: Sequence[Moved]) -> Sequence[Moved]:
        """Return the moves, to a new number's user id where she wrote from there already."""
        bare = {move.new for move in moves if move.changed and "." not in move.new}
        if not bare or self._known is None:
            return moves
        ids = await self._known(self._account, bare)
        own = [replace(move, new=ids.get(move.new, move.new)) for move in moves]
        return [move for move in own if move.old != move.new]

    @asynccontextmanager
    async def _alone(self, ids: Collection[str]) -> AsyncIterator[None]:
        """Let no other body with these ids be taken meanwhile."""
        for each in ids:
            lock, bodies = self._taking.get(each, (asyncio.Lock(), 0))
            self._taking[each] = (lock, bodies + 1)
        try:
            async with AsyncExitStack() as held:
                for each in sorted(ids):  # everybody in this order: nobody waits in a circle
                    await held.enter_async_context(self._taking[each][0])
                yield
        finally:
            for each in ids:
                lock, bodies = self._taking.pop(each)
                if bodies > 1:
                    self._taking[each] = (lock, bodies - 1)

    async def _name(self, parsed: Parsed, bare: Collection[str]) -> None:
        """File what came from a bare number under the user id that we know for it."""
        unknown = [each for each in bare if each not in self._same]
        if unknown and self._known is not None:
            self._same.update(await self._known(self._account, unknown))
        parsed.deliveries = [
            replace(each, incoming=replace(each.incoming, sender=self._same[each.incoming.sender]))
            if each.incoming.sender in self._same
            else each
            for each in parsed.deliveries
        ]


def _bare(deliveries: Sequence[Delivery]) -> set[str]:
    """Return the senders of whom only a number is told."""
    return {each.incoming.sender for each in deliveries if "." not in each.incoming.sender}
