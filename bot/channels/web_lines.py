"""What the pages of the web chat show: the lines of each conversation, and events that bring them.

Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias, cast

from bot.channels.web_parse import shown
from flows.message import Message
from locales.text import direction
from storage.errors import StorageError

HEARTBEAT_SECONDS = 15.0
RETRY_SECONDS = 2
LINES_KEPT = 200
PEOPLE_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a conversation, as it is shown again after a reload or a restart."""

    id: str
    """The id that ``send`` returned, or the one that the person's page gave its sending."""
    at: datetime
    said: Message | Mapping[str, Any]
    """Our message, or the body that the person's update came in (``Delivery.body``)."""


History: TypeAlias = Callable[[str], Awaitable[Sequence[Line]]]
"""Gives the stored lines of a person, oldest first: what she said, and what was sent to her."""
Shown: TypeAlias = Mapping[str, Any]
"""A line as the page draws it: ``id``, ``who``, ``at``, ``said``, and what its skin adds."""
Dress: TypeAlias = Callable[[str, Sequence[Shown]], Sequence[Shown]]
"""Gives a person's lines the look of her skin."""


async def no_history(sender: str) -> Sequence[Line]:
    """Return nothing: for a web chat that keeps its lines in memory alone."""
    return ()


def as_they_are(person: str, lines: Sequence[Shown]) -> Sequence[Shown]:
    """Return the lines without any skin."""
    return lines


def payload(message: Message) -> dict[str, Any]:
    """Return the one line that the page draws: the message, and its direction of writing."""
    return {**message.to_json(), "direction": direction(message.language)}


class Lines:
    """The last lines of everybody in this process, over what is stored."""

    def __init__(self, *, history: History, dress: Dress = as_they_are) -> None:
        self._history = history
        self._dress = dress
        self._logs: OrderedDict[str, _Log] = OrderedDict()
        self._run = secrets.token_hex(4)
        self._count = 0

    def add(
        self,
        person: str,
        line_id: str,
        who: Literal["person", "bot"],
        at: datetime,
        said: Mapping[str, Any],
    ) -> None:
        """Show a line on the person's open pages and after the next reload; once for each id."""
        log = self._log(person)
        if any(line["id"] == line_id for _, line in log.lines):
            return
        self._count += 1
        log.add(self._count, _line(line_id, who, at, said))

    def forget(self, person: str) -> None:
        """Drop what memory holds of a person's conversation: she erased it."""
        if person in self._logs:
            self._logs[person].lines.clear()
            self.again(person)

    def again(self, person: str) -> None:
        """Let the person's open pages draw everything anew."""
        log = self._log(person)
        log.begins = self._count = self._count + 1
        log.wake()

    def wake(self) -> None:
        """Let everybody's pages look whether the door is still open."""
        for log in self._logs.values():
            log.wake()

    def now(self) -> str:
        """Return the id of the event that was last: what comes is later."""
        return self._id(self._count)

    async def plain(self, person: str) -> list[Shown]:
        """Return what storage and memory hold of a conversation, each line once, oldest first.

        Raises:
            StorageError: The database is busy.
        """
        lines: dict[str, Shown] = {}
        for line in await self._history(person):
            if isinstance(line.said, Message):
                lines[line.id] = _line(line.id, "bot", line.at, payload(line.said))
            else:
                lines[line.id] = _line(line.id, "person", line.at, shown(line.said))
        if person in self._logs:
            lines.update((line["id"], line) for _, line in self._logs[person].lines)
        return sorted(lines.values(), key=lambda line: cast("str", line["at"]))

    async def of(self, person: str) -> list[Shown]:
        """Return the lines in their skin.

        Raises:
            StorageError: The database is busy.
        """
        return list(self._dress(person, await self.plain(person)))

    async def stream(
        self, person: str, last_event: str, is_open: Callable[[], bool]
    ) -> AsyncGenerator[str, None]:
        """Yield events from an id on; where memory does not reach back, the whole history."""
        log, after = self._log(person), self._number(last_event)
        wake = asyncio.Event()
        log.waiting.add(wake)
        try:
            yield f"retry: {RETRY_SECONDS * 1000}\n\n"
            while is_open():
                wake.clear()
                if after < log.begins:
                    after = self._count
                    yield _event("history", self._id(after), await self.of(person))
                if log.lines and log.lines[-1][0] > after:
                    for number, line in await self._news(person, log, after):
                        after = number
                        yield _event("line", self._id(number), line)
                try:
                    async with asyncio.timeout(HEARTBEAT_SECONDS):
                        await wake.wait()
                except TimeoutError:
                    yield ": still here\n\n"
        except StorageError:
            return  # the store is busy: the page comes back by itself
        finally:
            log.waiting.discard(wake)

    async def _news(self, person: str, log: _Log, after: int) -> list[tuple[int, Shown]]:
        """Return what is new with its numbers; how a line looks depends on those before it."""
        held = list(log.lines)
        dressed = self._dress(person, [line for _, line in held])
        return [
            (number, line)
            for (number, _), line in zip(held, dressed, strict=True)
            if number > after
        ]

    def _log(self, person: str) -> _Log:
        log = self._logs.get(person)
        if log is None:
            log = self._logs[person] = _Log(begins=self._count)
            if len(self._logs) > PEOPLE_KEPT:
                del self._logs[next(name for name, one in self._logs.items() if not one.waiting)]
                self._logs[person] = log
        self._logs.move_to_end(person)
        return log

    def _id(self, number: int) -> str:
        return f"{self._run}.{number}"

    def _number(self, event_id: str) -> int:
        """Return the number of an event of this process, -1 of any other."""
        run, _, number = event_id.partition(".")
        known = run == self._run and re.fullmatch(r"[0-9]{1,15}", number)
        return int(number) if known else -1


class _Log:
    """The last lines of one person, and who waits for the next."""

    __slots__ = ("begins", "lines", "waiting")

    def __init__(self, *, begins: int) -> None:
        self.lines: deque[tuple[int, Shown]] = deque()
        self.begins = begins
        """Number after which every line is here."""
        self.waiting: set[asyncio.Event] = set()

    def add(self, number: int, line: Shown) -> None:
        self.lines.append((number, line))
        if len(self.lines) > LINES_KEPT:
            self.begins, _ = self.lines.popleft()
        self.wake()

    def wake(self) -> None:
        for event in self.waiting:
            event.set()


def _line(
    line_id: str, who: Literal["person", "bot"], at: datetime, said: Mapping[str, Any]
) -> Shown:
    return {"id": line_id, "who": who, "at": at.isoformat(timespec="milliseconds"), "said": said}


def _event(kind: str, event_id: str, data: object) -> str:
    return f"event: {kind}\nid: {event_id}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
