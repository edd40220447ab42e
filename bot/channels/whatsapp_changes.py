"""Who changed her number or user id lately: what she wrote before may come after we were told.

It is stored too (``storage.changes``), and read at each start and every minute: another process may
have been told. What two processes take under two ids meanwhile is put together within a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.channels.base import Delivery
from bot.channels.remembered import Remembered
from bot.channels.whatsapp_parse import Moved
from flows.frozen import changed


class Changes:
    """Which id took the place of which, and when."""

    def __init__(self) -> None:
        self._by_old: Remembered[str, Moved] = Remembered()

    def note(self, move: Moved) -> None:
        """Remember a change; of two of one id the later one."""
        known = self._by_old.get(move.old)
        if known is None or known.at <= move.at:
            self._by_old[move.old] = move

    def is_late(self, move: Moved) -> bool:
        """Return whether a body from before a change tells which id is whose: it is no more."""
        return bool(self._by_old) and self._now(move.new, move.at) is not None

    def under_new_ids(self, deliveries: list[Delivery]) -> list[Delivery]:
        """Return deliveries, what was written before a change under the id since then."""
        if not self._by_old:
            return deliveries
        return [self._renamed(each) for each in deliveries]

    def since(self, deliveries: Sequence[Delivery]) -> list[Moved]:
        """Return the changes that deliveries are from before of, in the ids they stand under."""
        if not self._by_old:
            return []
        found = []
        for each in deliveries:
            sender, at = each.incoming.sender, each.incoming.at
            if (move := self._now(sender, at)) is not None:
                found.append(replace(move, old=sender))
        return found

    def _renamed(self, delivery: Delivery) -> Delivery:
        incoming = delivery.incoming
        move = self._now(incoming.sender, incoming.at)
        if move is None:
            return delivery
        return replace(delivery, incoming=changed(incoming, sender=move.new, phone=move.phone))

    def _now(self, sender: str, at: datetime) -> Moved | None:
        """Return the last of the changes since then that lead on from an id, None for none."""
        last = None
        while (move := self._by_old.get(sender)) is not None and move.at >= at:
            if last is not None and move.at <= last.at:
                break  # back to an id of before
            last, sender, at = move, move.new, move.at
        return last
