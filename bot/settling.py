"""What became of sends, stored: results, receipts that are to come, and what both say of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.channels.base import Channel, Windowed
from bot.statuses import of_her
from storage import addresses, pauses, receipts, sends, templates
from storage.engine import Tx

MARKETING_ONLY = "131050"
"""WhatsApp's code: the person takes no announcements, and everything else as before."""


class Settling:
    """Stores the results of one account's sends."""

    def __init__(self, channel: Channel) -> None:
        """Prepare for this account."""
        self._account = channel.account
        self._windowed = channel if isinstance(channel, Windowed) else None

    def store(self, tx: Tx, results: Sequence[sends.Result]) -> None:
        """Store results, and who cannot be reached any more."""
        sends.settle(tx, results)
        if self._windowed is not None:
            self._windowed_results(tx, results)
        addresses.unreachable(
            tx,
            [
                each.id
                for each in results
                if each.reason == "unreachable" and each.error != MARKETING_ONLY
            ],
        )

    def _windowed_results(self, tx: Tx, results: Sequence[sends.Result]) -> None:
        """Note whose receipts are to come, who was sent a template, and what came early.

        The latter is of sends whose answer was lost.
        """
        account = self._account
        gone = [
            receipts.Sent(message_id=each.id, account=account, parts=each.parts)
            for each in results
            if each.parts
        ]
        early = [*receipts.expect(tx, gone)]
        templates.opened(tx, account, {each.id: each.at for each in results if each.opened})
        doubt = [each.id for each in results if each.state in ("unknown", "queued")]
        self._of_people(tx, [*early, *receipts.in_doubt(tx, doubt)])

    def _of_people(self, tx: Tx, failed: Sequence[receipts.Failed]) -> None:
        """Store what failures that came before our own note say of those who were sent to."""
        for each in failed:
            means = self._windowed.means(each.error) if self._windowed is not None else None
            of_her(tx, each.part, each.error, means, each.at)

    def recover(self, tx: Tx, now: datetime) -> tuple[Sequence[sends.Recovered], datetime | None]:
        """Return what became of messages whose dispatcher died, and until when a pause goes on."""
        found = sends.recover(tx, self._account, now)
        if self._windowed is not None:
            self._of_people(tx, receipts.in_doubt(tx, [each.id for each in found]))
        return found, pauses.until(tx, self._account, now)
