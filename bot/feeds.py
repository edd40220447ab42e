"""The feeds: what brings in each account's updates, and how one account's fault stays its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

import structlog

from bot.accounts import Standing, Standings
from bot.channels.base import AccountFault, Channel, ChannelError, Probed, Rejected, Take
from storage.engine import Handle, Store
from storage.errors import Gone, StorageError

LOOK = 5.0
"""Seconds between two looks whether a poller still holds its lock."""
AGAIN = 1.0
"""Seconds until a feed begins again after the database was gone."""

log = structlog.get_logger()


class Feeds:
    """Runs the feed of every channel, each on its own."""

    def __init__(
        self,
        *,
        channels: Collection[Channel],
        take: Take,
        standings: Standings,
        works: Callable[[str], None] = lambda account: None,
    ) -> None:
        """Prepare.

        Args:
            channels: One for each account.
            take: The inbox.
            standings: How the accounts of this process stand.
            works: Told of an account that works again: there may be something to send.
        """
        self._channels = channels
        self._take = take
        self._standings = standings
        self._works = works
        self._never: set[str] = set()
        """Accounts that were refused before they ever worked."""
        self._ended = False

    async def run(self, channel: Channel) -> None:
        """Bring in updates until cancelled, through faults and outages.

        Raises:
            AccountFault: no account of this process ever worked: a setting is wrong.
        """
        standing = self._standings.of(channel.account)
        while True:
            try:
                await channel.run(self._take)
            except AccountFault as error:
                if not self._goes_on(channel, error):
                    return
                standing.fault(error.code)
                await self._until_works(channel, standing)
            except StorageError as error:  # the poller's lock is lost or cannot be asked for
                log.warning("feed.interrupted", account=channel.account, cause=type(error).__name__)
                await asyncio.sleep(AGAIN)
            else:
                return

    async def check(self, channel: Channel) -> None:
        """Ask once, at the start, whether the account works: a webhook alone would never tell.

        Raises:
            AccountFault: no account of this process ever worked: a setting is wrong.
        """
        if not isinstance(channel, Probed):
            return
        try:
            await channel.probe()
        except AccountFault as error:
            error.at_start = True
            if self._goes_on(channel, error):
                standing = self._standings.of(channel.account)
                standing.fault(error.code)
                await self._until_works(channel, standing)
        except ChannelError as error:  # not reached, or it cannot say: no reason to rest
            log.info("account.not_probed", account=channel.account, cause=type(error).__name__)

    def _goes_on(self, channel: Channel, error: AccountFault) -> bool:
        """Return whether the process goes on; a wrong setting that leaves nothing ends it, once."""
        if self._ended or not error.at_start:
            return not self._ended
        self._never.add(channel.account)
        if len(self._never) == len(self._channels):
            self._ended = True
            raise error
        log.error("account.refused", account=channel.account, what=str(error))
        return True

    async def _until_works(self, channel: Channel, standing: Standing) -> None:
        """Return when the provider takes the account again, asked with growing pauses."""
        while True:
            while (pause := standing.wait()) > 0:  # noqa: ASYNC110 (an early end sets no event)
                await asyncio.sleep(min(pause, LOOK))
            if not standing.at_fault or not isinstance(channel, Probed):
                break
            try:
                await channel.probe()
            except AccountFault as error:
                standing.fault(error.code)
            except Rejected:  # it answers, and cannot say: the next send or poll will
                break
            except ChannelError:
                await asyncio.sleep(LOOK)
            else:
                standing.works()
                break
        self._works(channel.account)


@asynccontextmanager
async def alone(store: Store, name: str) -> AsyncIterator[None]:
    """Wait for a lock and hold it: what runs inside is cut short once the lock is lost.

    Raises:
        Gone: The lock was lost (its connection broke), or the database is gone.
    """
    failure: Exception | None = None
    async with store.hold(name) as handle:
        try:
            async with asyncio.TaskGroup() as group:
                watching = group.create_task(_watch(handle))
                try:
                    yield
                except Exception as error:
                    failure = error  # leaves as itself, not as a group
                finally:
                    watching.cancel()
        except BaseExceptionGroup:
            raise Gone(f"the lock {name} was lost") from None
    if failure is not None:
        raise failure


async def _watch(handle: Handle) -> None:
    while await handle.held():  # noqa: ASYNC110 (no event tells us)
        await asyncio.sleep(LOOK)
    raise Gone("lost")
