"""Conversations as the last batch left them: who writes again need not be loaded again.

Loading takes a fifth of a step's time, and most people who write wrote a moment ago. On SQLite all
that a conversation is loaded from is written through one connection of this process, so that it can
be known whether anybody else wrote: another process moves ``PRAGMA data_version``
(https://www.sqlite.org/pragma.html#pragma_data_version), another part of this one the store's own
count. Either forgets everything. On PostgreSQL nothing is kept: other processes write there too.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from storage.conversations import Loaded
from storage.engine import Store, Tx
from storage.newcomers import Sender

MOST = 2_048
"""Conversations kept, some 10 KiB each; beyond that who was silent longest is loaded again."""


class Memory:
    """What the next batch need not load; for one inbox, whose own writes are ``aside``."""

    def __init__(self, store: Store, most: int = MOST) -> None:
        self._store = store
        self._most = most
        self._mark: tuple[int, int] | None = None
        self._kept: OrderedDict[Sender, Loaded] = OrderedDict()
        self._by_person: dict[int, Sender] = {}

    def begin(self, tx: Tx) -> None:
        """Forget everything if anybody else wrote since the last batch; in its transaction."""
        mark = self._store.mark(tx)
        if mark is None or mark != self._mark:
            self.clear()
            self._mark = mark

    def take(self, sender: Sender) -> Loaded | None:
        """Return a conversation as it stands, if it is known; it is kept no longer."""
        return self._kept.pop(sender, None)

    def address(self, sender: Sender) -> int | None:
        """Return the key of a sender's address, if it is known."""
        loaded = self._kept.get(sender)
        return loaded.address_id if loaded is not None else None

    def keep(self, written: Iterable[tuple[Sender, int, Loaded | None]]) -> None:
        """Keep what a batch has written: of a sender, her person, and what would be loaded now.

        None for what must be loaded. A person is kept by one of her addresses: what she does by
        another one changes her too.
        """
        if self._mark is None:
            return
        for sender, person, loaded in written:
            before = self._by_person.pop(person, sender)
            if before != sender:
                self._kept.pop(before, None)
            if loaded is not None:
                self._by_person[person] = sender
                self._kept[sender] = loaded
        while len(self._kept) > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._by_person.pop(oldest.state.person.id, None)

    def kept(self) -> dict[Sender, Loaded]:
        """Return all that is kept, for those who compare it with what is stored."""
        return dict(self._kept)

    def clear(self) -> None:
        """Forget everything: a batch failed, or touched more than the conversations it opened."""
        self._kept.clear()
        self._by_person.clear()
