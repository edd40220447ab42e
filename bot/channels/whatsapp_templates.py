"""What may go to who has not written for a day: approved words, to so many people in 24 hours.

A template is approved for one name in one language, and exactly that code must be asked for
(https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates). How many
people an account may write to by itself in any 24 hours is its messaging limit
(https://developers.facebook.com/docs/whatsapp/messaging-limits).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias

from bot.channels.base import Throttled, WindowClosed
from bot.channels.whatsapp_parse import TemplateNews
from bot.channels.whatsapp_render import LANGUAGE_CODES, PARAMETERS_LIMIT, parameter
from flows.message import Message

Approved: TypeAlias = frozenset[tuple[str, str]]
"""Name and language code."""

DAY = timedelta(hours=24)
SOONEST = 60.0
"""Seconds that a message waits at least when the day's people are used up."""
DAILY_CAP = "daily_cap"


class Book(Protocol):
    """Where it is written down what is approved, and who was sent a template."""

    async def approved(self) -> Approved:
        """Return what may be sent, as it is known here."""
        ...

    async def openings(self, since: datetime) -> Sequence[tuple[str, datetime]]:
        """Return recipients and times of the templates that were sent since."""
        ...

    async def told(self, news: Sequence[TemplateNews]) -> None:
        """Write down how some templates stand."""
        ...

    async def listed(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write down how all templates stand, from the rows of the API's list."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A template in the language that is approved."""

    name: str
    code: str


def choose(message: Message, approved: Approved) -> Chosen:
    """Return the template to send for a message.

    Raises:
        WindowClosed: ``window_closed`` where the message has none, ``no_template`` where none of
            its languages is approved, ``too_long`` where its words do not fit into one.
    """
    if not message.template:
        raise WindowClosed("window_closed")
    name, *parameters = message.template
    if sum(len(parameter(each)) for each in parameters) > PARAMETERS_LIMIT:
        raise WindowClosed("too_long")
    codes = LANGUAGE_CODES.get(message.language, (message.language,))
    for code in codes:
        if (name, code) in approved:
            return Chosen(name=name, code=code)
    raise WindowClosed("no_template")


class Budget:
    """How many people may still be written to by ourselves; counted in any 24 hours."""

    def __init__(
        self,
        *,
        people: int,
        load: Callable[[datetime], Awaitable[Sequence[tuple[str, datetime]]]],
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nothing is read yet.

        Args:
            people: The account's messaging limit; 0: none.
            load: Returns who was sent a template since a time, from the store.
            now: The clock, UTC.
        """
        self._most = people
        self._load = load
        self._now = now
        self._spent: OrderedDict[str, datetime] | None = None
        """Who was written to and when, the longest ago first."""

    async def admit(self, to: str) -> None:
        """Count somebody in.

        Raises:
            Throttled: This message must wait until somebody falls out of the 24 hours.
        """
        if not self._most:
            return
        now = self._now()
        spent = self._spent
        if spent is None:
            spent = self._spent = OrderedDict(await self._load(now - DAY))
        while spent and next(iter(spent.values())) <= now - DAY:
            spent.popitem(last=False)
        if to not in spent and len(spent) >= self._most:
            # Those who wait are not to come back all at once for one place that is free.
            oldest = next(iter(spent.values()))
            wait = max(SOONEST, (oldest + DAY - now).total_seconds())
            raise Throttled(DAILY_CAP, retry_in=wait, message_only=True)
        spent[to] = now
        spent.move_to_end(to)

    def give_back(self, to: str) -> None:
        """Take somebody out again: nothing was sent."""
        if self._spent is not None:
            self._spent.pop(to, None)
