"""What a provider says later about what we sent, and about the people we sent it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from bot.channels.base import AccountFault, ChannelError, Unreachable
from bot.channels.whatsapp_parse import Moved, Status, Wish
from bot.together import Together
from storage import addresses, changes, preferences, receipts
from storage.engine import Store, Tx
from storage.errors import Refused
from storage.inbound import digest
from storage.moves import Move, follow

MARKETING = "131050"
"""WhatsApp's code: she takes no announcements, and everything else as before."""
MEETINGS = 3
"""Times that a move is tried where another transaction wrote the same address."""
_OWN = re.compile(r"([0-9]{1,18}):([0-9]{1,3})")


class Statuses:
    """Applies WhatsApp's statuses and number changes; each is harmless when it comes again."""

    def __init__(
        self,
        *,
        store: Store,
        now: Callable[[], datetime],
        fault: Callable[[str, str], None] = lambda account, code: None,
    ) -> None:
        """Prepare; ``fault`` is told of an account at fault, and of the provider's code."""
        self._store = store
        self._now = now
        self._fault = fault
        self._together = Together(self._apply)

    async def take(self, statuses: Sequence[Status]) -> None:
        """Store what became of messages: sent, delivered, read, or failed after all."""
        # That it was sent is news only where it names our key, and our own note may be missing.
        later = [each for each in statuses if each.state != "sent" or each.own]
        if later:
            await self._together.take(later)

    async def _apply(self, later: Sequence[Status]) -> None:
        """Store the statuses of everybody who waits, in one transaction."""
        keys = await self._store.keys(2 * len(later))
        rows = [
            receipts.Receipt(
                key=next(keys),
                account=each.account,
                provider=each.provider,
                state=each.state,
                error=each.error,
                at=each.at,
                message_id=own[0],
                place=own[1],
            )
            for each, own in ((each, _own(each.own)) for each in later)
        ]
        faults = [each for each in later if each.means is AccountFault]
        failed = [each for each in later if each.error]

        def write(tx: Tx) -> None:
            receipts.put(tx, rows)
            for each in failed:
                part = digest(each.account, each.provider)
                of_her(tx, part, each.error, each.means, each.at)

        await self._store.write(write, aside=True)
        for each in faults:
            self._fault(each.account, each.error)

    async def wished(self, wishes: Sequence[Wish]) -> None:
        """Keep who wants announcements, and cancel what waits for who does not."""
        rows = [
            preferences.Preference(
                account=each.account,
                external=each.senders,
                announcements=each.announcements,
                at=each.at,
            )
            for each in wishes
        ]
        await self._store.write(lambda tx: preferences.put(tx, rows))

    async def known(self, account: str, numbers: Collection[str]) -> Mapping[str, str]:
        """Return the user ids of who has these numbers, by number, where we know them."""
        phones = [f"+{each}" for each in numbers]
        found = await self._store.read(lambda tx: addresses.known_as(tx, account, phones))
        return {
            phone.removeprefix("+"): external
            for phone, external in found.items()
            if "." in external
        }

    async def changed(self) -> Sequence[Moved]:
        """Return who changed her number or user id lately, the oldest first."""
        kept = await self._store.read(changes.recent)
        return [Moved(changed=True, **each._asdict()) for each in kept]

    async def moved(self, moves: Sequence[Moved]) -> None:
        """Let addresses follow their people to a new number or user id."""

        def write(tx: Tx) -> None:
            for each in moves:
                if follow(tx, _move(each)):
                    self._store.wrote()  # for nearly everybody there is nothing to move
                preferences.catch_up_by_id(tx, each.account, (each.old, each.new))
            changes.note(tx, [_move(each) for each in moves])

        for left in reversed(range(MEETINGS)):
            try:
                await self._store.write(write, aside=True)
            except Refused:  # who wrote from there for the first time just now has an address
                if not left:
                    raise
            else:
                return


def _move(said: Moved) -> Move:
    return Move(
        account=said.account,
        old=said.old,
        new=said.new,
        phone=said.phone,
        since=said.at if said.changed else None,
    )


def of_her(tx: Tx, part: bytes, code: str, means: type[ChannelError] | None, at: datetime) -> None:
    """Store what a failure says of the person: she takes no announcements, or nothing at all.

    Args:
        tx: The transaction.
        part: Digest of the account and the provider's id of the part that failed.
        code: The provider's.
        means: What that code means.
        at: When it failed, UTC.
    """
    if code == MARKETING:
        preferences.put_by_part(tx, part, at)
    elif means is Unreachable:
        addresses.unreachable_by_part(tx, part, at)


def _own(said: str) -> tuple[int | None, int]:
    """Return our message's key and the part's place from what was given along, None for others'."""
    match = _OWN.fullmatch(said)
    return (int(match[1]), int(match[2])) if match else (None, 0)
