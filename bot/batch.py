"""One batch of updates inside its transaction: claim, load, respond, write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from time import perf_counter
from typing import Any

from bot.channels.base import Delivery
from bot.effects import Doing, Effects
from bot.rows import Open, Outcome, Rows
from flows import codes, recordings
from flows.dialogue import respond
from flows.frozen import changed
from flows.incoming import Incoming, Linking, file_name
from flows.state import Consent, State
from flows.turn import Join, Turn
from flows.world import World
from storage import (
    audit,
    conversations,
    coordinators,
    erasure,
    inbound,
    links,
    newcomers,
    replies,
    turnovers,
)
from storage.engine import Keys, Tx
from storage.memory import Memory
from storage.newcomers import Sender

SIMULATED = ("web:", "terminal:")
"""Accounts whose people are made up: outside every indicator."""
NOT_HERS = frozenset({"blocked", "fetched", "fetch_failed"})
"""Events by which nobody wrote: no channel's window opens."""


class Batch:
    """Applies deliveries in one transaction; used once."""

    def __init__(
        self,
        *,
        world: World,
        now: datetime,
        keys: Keys,
        memory: Memory,
        siblings: newcomers.Siblings = newcomers.NO_SIBLINGS,
    ) -> None:
        self._world = world
        self._siblings = siblings
        self._memory = memory
        self._at = now
        self._keys = keys
        self._open: dict[Sender, Open] = {}
        self._apart = False
        """More people were changed than those who wrote: nothing of it is remembered."""
        self._twins: set[int] = set()
        """People who write from two of their addresses in this batch."""
        self._bodies: dict[int, Mapping[str, Any]] = {}
        """Those that could not be claimed with whom they came from."""
        self._outcome = Outcome()
        self._rows = Rows(now, keys)
        self._effects = Effects(self._rows, self._outcome)

    def apply(self, tx: Tx, deliveries: Sequence[Delivery]) -> Outcome:
        """Return what the deliveries came to; runs inside the transaction."""
        began = perf_counter()
        self._memory.begin(tx)
        fresh = self._claim(tx, deliveries)
        self._load(tx, fresh)
        loaded = perf_counter()
        thinking = 0.0
        for arrived in fresh:
            before = perf_counter()
            now = self._opened(tx, arrived)
            incoming = self._known(tx, now, arrived)
            turn = respond(self._world, now.state, incoming, self._at)
            thinking += perf_counter() - before
            self._collect(tx, now, incoming, turn)
        before = perf_counter()
        self._write(tx)
        self._remember()
        done = perf_counter()
        self._outcome.seconds = {
            "load": loaded - began,
            "respond": thinking,
            "collect": before - loaded - thinking,
            "write": done - before,
        }
        return self._outcome

    # ------------------------------------------------------------ before

    def _claim(self, tx: Tx, deliveries: Sequence[Delivery]) -> list[Incoming]:
        """Return the updates that nobody has applied yet, in order of arrival, with their keys."""
        first: dict[bytes, Delivery] = {}
        for delivery in deliveries:
            incoming = delivery.incoming
            first.setdefault(inbound.digest(incoming.account, incoming.id), delivery)
        claims = [self._claiming(digest, delivery) for digest, delivery in first.items()]
        claimed = inbound.claim(tx, claims)
        self._outcome.repeated = len(deliveries) - len(claimed)
        self._outcome.applied = len(claimed)
        return [
            _ours(first[each.digest].incoming, each.id, chance)
            for each, chance in zip(claims, _chances(len(claims)), strict=True)
            if each.digest in claimed
        ]

    def _claiming(self, digest: bytes, delivery: Delivery) -> inbound.Claim:
        """Return a claim with a key; with the body, if it is known whose it is."""
        key, incoming, body = next(self._keys), delivery.incoming, delivery.body or None
        address = self._memory.address((incoming.account, incoming.sender))
        if body is not None and address is None:
            self._bodies[key], body = body, None
        return inbound.Claim(key, incoming.account, digest, self._at, address, body)

    def _load(self, tx: Tx, fresh: Sequence[Incoming]) -> None:
        unknown: list[Incoming] = []
        for each in fresh:
            sender = each.account, each.sender
            if (loaded := self._memory.take(sender)) is not None:
                self._open[sender] = Open.of(loaded)
            elif sender not in self._open:
                unknown.append(each)
        arrivals = [
            newcomers.Arrival(
                account=each.account,
                sender=each.sender,
                key=each.key,
                phone=each.phone,
                simulated=each.account.startswith(SIMULATED),
                at=self._at,
            )
            for each in unknown
        ]
        for sender, loaded in conversations.load(
            tx, arrivals, now=self._at, siblings=self._siblings
        ).items():
            self._open[sender] = Open.of(loaded)
        if len(self._open) > 1:
            people = [each.state.person.id for each in self._open.values()]
            if len(set(people)) < len(people):
                self._twins |= {each for each in people if people.count(each) > 1}

    def _opened(self, tx: Tx, incoming: Incoming) -> Open:
        """Return the conversation of an update, loaded anew where it was closed a moment ago."""
        sender = incoming.account, incoming.sender
        if sender not in self._open:
            self._load(tx, [changed(incoming, key=next(self._keys))])
        now = self._open[sender]
        if body := self._bodies.get(incoming.key):
            self._rows.bodies.append(inbound.Body(incoming.key, now.loaded.address_id, body))
        return now

    def _known(self, tx: Tx, now: Open, incoming: Incoming) -> Incoming:
        """Return an update with what the store knows of it: number, message, office, code."""
        if incoming.phone is None and now.phone is not None:
            incoming = changed(incoming, phone=now.phone)
        if incoming.answers_message and incoming.tap is None:
            asked = replies.about(
                tx, now.loaded.address_id, incoming.answers_message, now.state.person.id
            )
            incoming = changed(incoming, about=asked)
        if recordings.asks(incoming, now.state.position):
            incoming = changed(incoming, office=self._office(tx, now, incoming))
        if (at := self._linking(tx, now, incoming)) is not None:
            incoming = changed(incoming, link=at)
        return incoming

    def _office(self, tx: Tx, now: Open, incoming: Incoming) -> tuple[str, ...]:
        """Return what is coordinated from a chat; a code that is good makes it a coordinator's."""
        address = now.loaded.address_id
        if code := recordings.code(incoming):
            digest = recordings.digest(code)
            if not coordinators.join(tx, address, digest, self._at):
                return ()
        return coordinators.office(tx, address)

    def _linking(self, tx: Tx, now: Open, incoming: Incoming) -> Linking | None:
        """Return how far somebody is who joins two addresses; None for nearly everybody."""
        address_id, tap = now.loaded.address_id, incoming.tap
        if tap is not None and tap.token[:1] == "k":
            return links.asked(tx, address_id, self._at)
        if now.state.position.pending[:1] == ("link",) and incoming.event == "message":
            return links.look(tx, address_id, codes.read_link(incoming.text), self._at)
        return None

    # ------------------------------------------------------------ a turn

    def _collect(self, tx: Tx, now: Open, incoming: Incoming, turn: Turn) -> None:
        """Gather what a turn came to; write at once what the next one has to read."""
        if turn.person.id != now.state.person.id:
            self._write(tx)  # what was before is of who had the turn
        now.interviews |= {each.id: each for each in turn.interviews}
        if turn.person != now.state.person:
            now.person_changed = True
        now.phone = incoming.phone or now.phone
        if incoming.event not in NOT_HERS:
            now.wrote = True
            now.hear(min(incoming.at, self._at), reachable=True)
        doing = self._effects.gather(tx, now, incoming, turn)
        now.state = after(now.state, turn, doing.given)
        if doing.erase or doing.switched or doing.join is not None or now.also:
            self._memory.clear()  # others change too
            self._apart = True
            self._close(doing)
        elif doing.person in self._twins:
            self._write(tx)
            for sender in [key for key, each in self._open.items() if each is not now]:
                if self._open[sender].state.person.id == doing.person:
                    del self._open[sender]  # she wrote from there too: it finds what was said here

    def _close(self, doing: Doing) -> None:
        """Write everything and let go of the chat: the next update finds it as it is then."""
        tx, incoming = doing.tx, doing.incoming
        self._write(tx)
        if doing.erase:
            self._erase(doing)
        elif doing.join is not None:
            self._join(doing, doing.join)
        del self._open[incoming.account, incoming.sender]

    def _join(self, doing: Doing, join: Join) -> None:
        """Let the chat be the other address's person's; who is left with nothing is nobody."""
        tx, now = doing.tx, doing.now
        here, person = now.loaded.address_id, now.state.person
        if join.keep:
            over = turnovers.Turnover(
                address_id=here,
                leaves=person.id,
                left=join.left,
                comes=replace(person, id=join.person),
                key=doing.incoming.key,
                at=self._at,
            )
            turnovers.hand_over(tx, over)
        else:
            turnovers.alone(tx, here, join.person)
            erasure.erase(tx, person.id, self._at, key=next(self._keys))
        links.drop(tx, [here, join.other])
        line = audit.AuditRow(
            id=next(self._keys), at=self._at, what="linked", reference=join.person
        )
        audit.put(tx, [line])

    def _erase(self, doing: Doing) -> None:
        """Overwrite everything of the person but the goodbye; she is a stranger now."""
        outcome, incoming = self._outcome, doing.incoming
        outcome.erased += erasure.erase(
            doing.tx, doing.erase, self._at, key=next(self._keys), keep=doing.said
        )
        outcome.erasures += 1
        outcome.forgotten.append((incoming.account, incoming.sender))

    # ------------------------------------------------------------ after

    def _write(self, tx: Tx) -> None:
        self._rows.write(tx, self._open.items())

    def _remember(self) -> None:
        """Let the next batch have what is left of the conversations, unless others changed."""
        if not self._apart:
            self._memory.keep(
                (sender, now.state.person.id, now.left()) for sender, now in self._open.items()
            )


def _chances(count: int) -> Iterator[int]:
    """Yield 40 bits each that nobody can guess; the kernel is asked once."""
    drawn = token_bytes(5 * count)
    return (int.from_bytes(drawn[at : at + 5], "big") for at in range(0, 5 * count, 5))


def _ours(incoming: Incoming, key: int, chance: int) -> Incoming:
    """Return the update with its key, and a file in it under the name that we store it by."""
    upload = incoming.upload
    if upload is not None:
        name = file_name(incoming.account, incoming.id, upload.mime)
        upload = changed(upload, name=name)
    return changed(incoming, key=key, upload=upload, chance=chance)


def after(state: State, turn: Turn, given: Sequence[Consent]) -> State:
    """Return what is stored of a person once a turn is written: what her next update finds."""
    changed = {each.id: each for each in turn.interviews}
    kept = [changed.pop(each.id, each) for each in state.interviews]
    return State(
        person=turn.person,
        position=turn.position,
        interviews=(*kept, *changed.values()),
        consents=(*state.consents, *given) if given else state.consents,
        invitations=state.invitations,
        place=state.place,
        others=state.others,
    )
