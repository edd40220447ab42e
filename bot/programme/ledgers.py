"""What became of a broadcast's messages, in a coordinator's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from storage.outbox import MessageState

Ledger = Mapping[tuple[MessageState, str], int]
"""Recipients by state and reason."""
STATES: tuple[MessageState, ...] = (
    *("read", "delivered", "sent", "claimed", "queued"),
    *("unknown", "failed", "expired", "cancelled"),
)
REASONS: Mapping[str, str] = {
    "read": "the person saw it",
    "delivered": "it reached the person's phone",
    "sent": "the channel accepted it",
    "claimed": "it is being sent",
    "queued": "it waits for its turn",
    "unreachable": "the person blocked the bot or never started it",
    "window_closed": "the person wrote more than 24 hours ago; it goes when they write again",
    "no_template": "no WhatsApp template is approved for it; it goes when the person writes",
    "too_long": "it is too long for a WhatsApp template; it goes when the person writes",
    "daily_cap": "the day's number of WhatsApp recipients is used up; it goes later",
    "provider_limit": "WhatsApp holds such messages to the person back; once more after a day",
    "opted_out": "the person wants no announcements on WhatsApp",
    "rejected": "the channel refuses the message",
    "gave_up": "every attempt of a day failed",
    "too_late": "its time was over",
    "too late": "its time was over",
    "erased": "the person had everything erased",
    "ambiguous": "sent, but the answer was lost; not sent again",
    "throttled": "the channel held it back twice; not tried again",
    "account_limit": "the channel makes the account wait; it goes after that",
    "crash": "the sending process was killed; not sent again",
    "stopped": "the person said stop",
    "together": "it goes once to the chat that the person shares with others",
    "broadcast cancelled": "the broadcast was cancelled",
}


def reason_of(state: MessageState, reason: str) -> str:
    """Return in words why a message is in its state."""
    return REASONS.get(reason or state, reason)


def lines(ledger: Ledger) -> list[tuple[MessageState, int, str]]:
    """Return the ledger in order: state, recipients, reason in words."""
    counted: dict[tuple[MessageState, str], int] = defaultdict(int)
    for (state, reason), people in ledger.items():
        counted[state, reason_of(state, reason)] += people
    ordered = sorted(counted.items(), key=lambda item: (STATES.index(item[0][0]), item[0][1]))
    return [(state, people, reason) for (state, reason), people in ordered]
