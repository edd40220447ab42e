"""The inbox: whatever has arrived becomes one batch, one transaction, one commit.

Claim the update ids, lock and load the conversations, ask ``respond`` for each in order of
arrival, write a table at a time, commit. Only then are the deliveries acknowledged.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.batch import Batch, Outcome
from bot.channels.base import Delivery
from flows.turn import Message
from flows.world import World
from storage import addresses, audit, inbound, outbox
from storage.engine import Store, Tx
from storage.errors import StorageError

LARGEST = 256
"""Updates in a batch at most."""
KEYS = 24
"""Keys set aside for each update of a batch: its row, its answers, its messages."""

log = structlog.get_logger()


@dataclass(slots=True)
class _Waiting:
    delivery: Delivery
    done: asyncio.Future[None]


class Inbox:
    """Takes deliveries from every channel and applies each once."""

    def __init__(
        self,
        *,
        store: Store,
        world: Callable[[], World],
        now: Callable[[], datetime],
        committed: Callable[[Outcome], None],
    ) -> None:
        self._store = store
        self._world = world
        self._now = now
        self._committed = committed
        self._queue: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self._closing = False

    async def take(self, deliveries: Sequence[Delivery]) -> None:
        """Return when all of them are committed.

        Raises:
            StorageError: The database is the cause; nothing is acknowledged, send them again.
        """
        if not deliveries:
            return
        loop = asyncio.get_running_loop()
        waiting = [_Waiting(each, loop.create_future()) for each in deliveries]
        self._queue.extend(waiting)
        self._arrived.set()
        results = await asyncio.gather(*(each.done for each in waiting), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result

    async def run(self) -> None:
        """Work through what arrives until :meth:`close`, then finish what is there."""
        while True:
            while self._queue:
                size = min(LARGEST, len(self._queue))
                await self._apply([self._queue.popleft() for _ in range(size)])
            if self._closing:
                return
            self._arrived.clear()
            await self._arrived.wait()

    def close(self) -> None:
        """Let :meth:`run` end when the queue is empty."""
        self._closing = True
        self._arrived.set()

    # ------------------------------------------------------------ a batch

    async def _apply(self, waiting: Sequence[_Waiting]) -> None:
        try:
            outcome = await self._transact([each.delivery for each in waiting])
        except StorageError as error:
            log.warning("batch.refused", updates=len(waiting), cause=type(error).__name__)
            self._answer(waiting, error)
            return
        except Exception as error:
            if len(waiting) == 1:
                await self._fail(waiting[0], error)
                return
            # One of them is at fault; the others must not wait for it.
            for each in waiting:
                await self._apply([each])
            return
        self._answer(waiting, None)
        self._committed(outcome)

    @staticmethod
    def _answer(waiting: Sequence[_Waiting], error: StorageError | None) -> None:
        for each in waiting:
            if each.done.done():
                continue
            if error is None:
                each.done.set_result(None)
            else:
                each.done.set_exception(error)

    async def _transact(self, deliveries: Sequence[Delivery]) -> Outcome:
        keys = await self._store.keys(KEYS * len(deliveries))
        batch = Batch(world=self._world(), now=self._now(), keys=keys)
        outcome = await self._store.write(lambda tx: batch.apply(tx, deliveries))
        if outcome.erasures:
            await self._store.truncate()
        return outcome

    async def _fail(self, waiting: _Waiting, cause: Exception) -> None:
        """Keep an update that cannot be applied, tell the person and a coordinator, go on."""
        delivery = waiting.delivery
        incoming = delivery.incoming
        now = self._now()
        log.error("update.failed", account=incoming.account, cause=type(cause).__name__)
        log.debug("update.failed", exc_info=cause)
        try:
            keys = await self._store.keys(8)
            world = self._world()

            def write(tx: Tx) -> Outcome:
                failed = inbound.Failure(
                    id=next(keys),
                    account=incoming.account,
                    sender=incoming.sender,
                    digest=inbound.digest(incoming.account, incoming.id),
                    body=delivery.body or {},
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
                message = Message(
                    text=world.words(language).text(
                        "We had a problem and could not read your last message. "
                        "Please send it again."
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

            outcome = await self._store.write(write)
        except StorageError as error:
            self._answer([waiting], error)
            return
        self._answer([waiting], None)
        self._committed(outcome)
