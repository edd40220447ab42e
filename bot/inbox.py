"""The inbox: whatever has arrived becomes one batch, one transaction, one commit.

Claim the update ids, lock and load the conversations, ask ``respond`` for each in order of
arrival, write a table at a time, commit. Only then are the deliveries acknowledged.
"""

from __future__ import annotations

import asyncio
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bot.batch import Batch
from bot.channels.base import Delivery
from bot.rows import Outcome
from flows.message import Message
from flows.world import World
from storage import addresses, audit, inbound, outbox
from storage.engine import Store, Tx
from storage.errors import Busy, StorageError, Transient
from storage.memory import Memory
from storage.newcomers import NO_SIBLINGS, Siblings

LARGEST = 256
"""Updates in a batch at most."""
KEYS = 24
"""Keys set aside for each update of a batch: its row, its answers, its messages."""
TURNS = 8
"""Of the event loop, in which nothing more came: then what is there is a batch."""
FULL = 10_000
"""Updates that may wait, about a second's work; more are asked to come again later."""

log = structlog.get_logger()


@dataclass(slots=True)
class _Taken:
    """One call of :meth:`Inbox.take`, which waits for all its deliveries."""

    left: int
    done: asyncio.Future[None]
    error: StorageError | None = None


@dataclass(slots=True)
class _Waiting:
    delivery: Delivery
    taken: _Taken


class Inbox:
    """Takes deliveries from every channel and applies each once."""

    def __init__(
        self,
        *,
        store: Store,
        world: Callable[[], World],
        now: Callable[[], datetime],
        committed: Callable[[Outcome], None],
        siblings: Siblings = NO_SIBLINGS,
    ) -> None:
        self._store = store
        self._siblings = siblings
        self._world = world
        self._now = now
        self._committed = committed
        self._queue: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self._closing = False
        self.memory = Memory(store)
        """What the last batches left; the next ones need not load it."""

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        """Return when all of them are committed.

        Raises:
            StorageError: The database is the cause, or there is no room for more; nothing is
                acknowledged, send them again.
        """
        if not deliveries:
            return
        if self._closing:
            raise Busy("the inbox is closed; send it again")
        if len(self._queue) >= FULL:
            raise Busy("too many updates wait; send it again later")
        taken = _Taken(len(deliveries), asyncio.get_running_loop().create_future())
        self._queue.extend(_Waiting(each, taken) for each in deliveries)
        self._arrived.set()
        await taken.done

    async def run(self) -> None:
        """Work through what arrives until :meth:`close`, then finish what is there."""
        while True:
            while self._queue:
                await self._gather()
                size = min(LARGEST, len(self._queue))
                await self._apply([self._queue.popleft() for _ in range(size)])
            if self._closing:
                return
            self._arrived.clear()
            await self._arrived.wait()

    async def _gather(self) -> None:
        """Let in what is on its way already, as long as more comes: a commit for all of it.

        While a batch was written others waited at the sockets, and those it answered write again:
        half the batches are half the commits. A turn of the loop in which nothing comes takes 10
        microseconds, a commit a thousand.
        """
        idle = 0 if len(self._queue) > 1 else TURNS  # one alone goes at once
        while idle < TURNS and len(self._queue) < LARGEST:
            before = len(self._queue)
            await asyncio.sleep(0)
            idle = 0 if len(self._queue) > before else idle + 1

    def close(self) -> None:
        """Let :meth:`run` end when the queue is empty."""
        self._closing = True
        self._arrived.set()

    # ------------------------------------------------------------ a batch

    async def _apply(self, waiting: Sequence[_Waiting]) -> bool:
        """Return whether all are dealt with; not where the database is the cause: send it again."""
        try:
            outcome = await self._transact([each.delivery for each in waiting])
        except Transient as error:
            log.warning("batch.refused", updates=len(waiting), cause=type(error).__name__)
            self._answer(waiting, error)
            return False
        except Exception as error:
            if len(waiting) == 1:
                return await self._fail(waiting[0], error)
            return await self._one_by_one(waiting)
        self._answer(waiting, None)
        self._committed(outcome)
        return True

    async def _one_by_one(self, waiting: Sequence[_Waiting]) -> bool:
        """Apply them singly: one is at fault, and the others must not wait for it."""
        for place, each in enumerate(waiting):
            if not await self._apply([each]):
                # A person's next update must not overtake this one.
                self._answer(waiting[place + 1 :], Busy("the batch was cut short; send it again"))
                return False
        return True

    @staticmethod
    def _answer(waiting: Sequence[_Waiting], error: StorageError | None) -> None:
        for each in waiting:
            taken = each.taken
            taken.left -= 1
            taken.error = taken.error or error
            if taken.left or taken.done.done():  # done already: whoever waited was cancelled
                continue
            if taken.error is None:
                taken.done.set_result(None)
            else:
                taken.done.set_exception(taken.error)

    async def _transact(self, deliveries: Sequence[Delivery]) -> Outcome:
        keys = await self._store.keys(KEYS * len(deliveries))
        batch = Batch(
            world=self._world(),
            now=self._now(),
            keys=keys,
            memory=self.memory,
            siblings=self._siblings,
        )
        try:
            outcome = await self._store.write(lambda tx: batch.apply(tx, deliveries), aside=True)
        except BaseException:
            self.memory.clear()  # it may hold what was not committed
            raise
        if outcome.erasures:
            await self._truncate()
        return outcome

    async def _truncate(self) -> None:
        """Empty the log that may still hold erased words; the erasure itself is committed."""
        try:
            emptied = await self._store.truncate()
        except StorageError as error:
            log.warning("log.not_emptied", cause=type(error).__name__)
        else:
            if not emptied:  # somebody reads: the next checkpoint writes over it
                log.info("log.not_emptied", cause="busy")

    async def _fail(self, waiting: _Waiting, cause: Exception) -> bool:
        """Keep an update that cannot be applied, tell the person and a coordinator, go on."""
        delivery = waiting.delivery
        log.error(
            "update.failed",
            account=delivery.incoming.account,
            cause=type(cause).__name__,
            at=_place(cause),
        )
        for body in (delivery.body or {}, {}):  # the body itself may be what is refused
            try:
                keys = await self._store.keys(3)
                outcome = await self._store.write(partial(self._keep, delivery, body, keys))
            except Transient as error:
                self._answer([waiting], error)
                return False
            except Exception as error:
                log.error("update.not_kept", cause=type(error).__name__)
                continue
            self._answer([waiting], None)
            self._committed(outcome)
            return True
        self._answer([waiting], None)  # it must neither stop the poll nor come back for a week
        return True

    def _keep(
        self, delivery: Delivery, body: Mapping[str, Any], keys: Iterator[int], tx: Tx
    ) -> Outcome:
        """Write what is kept of a failed update, and what the person is told."""
        incoming, now = delivery.incoming, self._now()
        failed = inbound.Failure(
            id=next(keys),
            account=incoming.account,
            sender=incoming.sender,
            digest=inbound.digest(incoming.account, incoming.id),
            body=body,
            received=now,
        )
        inbound.fail(tx, [failed])
        alert = audit.AuditRow(
            id=next(keys), at=now, what="alert.update_failed", reference=failed.id
        )
        audit.put(tx, [alert])
        found = addresses.find(tx, incoming.account, incoming.sender)
        if found is None:
            return Outcome()
        language = found.language or "en"
        words = self._world().words(language)
        message = Message(
            text=words.text(
                "We had a problem and could not read your last message. Please send it again."
            ),
            language=language,
        )
        row = outbox.OutboxRow(
            id=next(keys),
            address_id=found.id,
            account=incoming.account,
            lane="reply",
            body=message.to_json(),
            due=now,
            created=now,
        )
        outbox.put(tx, [row])
        return Outcome(accounts={incoming.account})


def _place(cause: Exception) -> str:
    """Return the line of code that failed; the exception's own text may hold a person's words."""
    frames = traceback.extract_tb(cause.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
