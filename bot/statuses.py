"""What a provider says later about what we sent, and about the people we sent it to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog

from bot.channels.base import AccountFault, Unreachable
from bot.channels.whatsapp_parse import Moved, Status
from storage import addresses, audit, receipts
from storage.engine import Store, Tx

log = structlog.get_logger()


class Statuses:
    """Applies WhatsApp's statuses and number changes; each is harmless when it comes again."""

    def __init__(self, *, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    async def take(self, statuses: Sequence[Status]) -> None:
        """Store what became of messages: delivered, read, or failed after all."""
        later = [each for each in statuses if each.state != "sent"]
        if not later:
            return
        keys = await self._store.keys(2 * len(later))
        rows = [
            receipts.Receipt(
                key=next(keys),
                account=each.account,
                provider=each.provider,
                state=each.state,  # type: ignore[arg-type]  # "sent" was left out above
                error=each.error,
                at=each.at,
            )
            for each in later
        ]
        faults = [each for each in later if each.means is AccountFault]
        gone = [each for each in later if each.means is Unreachable and each.error != "131050"]
        now = self._now()

        def write(tx: Tx) -> None:
            receipts.put(tx, rows)
            for each in gone:
                addresses.unreachable_by_part(tx, each.account, each.provider)
            if faults:
                row = audit.AuditRow(id=next(keys), at=now, what="alert.account_fault")
                audit.put(tx, [row])

        await self._store.write(write)
        for each in faults:
            log.error("account.fault", account=each.account, code=each.error)

    async def moved(self, moves: Sequence[Moved]) -> None:
        """Let addresses follow their people to a new number or user id."""

        def write(tx: Tx) -> None:
            for each in moves:
                addresses.move(tx, each.account, each.old, each.new, phone=each.phone)

        await self._store.write(write)
