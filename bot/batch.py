"""One batch of updates inside its transaction: claim, load, respond, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import randbits
from time import perf_counter
from typing import Any, TypeAlias, assert_never

from bot.channels.base import Delivery
from flows import codes, recordings
from flows.copies import MADE
from flows.dialogue import respond
from flows.frozen import changed
from flows.incoming import Incoming, Linking, file_name
from flows.state import Consent, Interview, Person, State
from flows.turn import (
    Agree,
    Alert,
    Ask,
    Attend,
    Erase,
    Fetch,
    Join,
    Keep,
    Offer,
    Reach,
    Record,
    Register,
    Resume,
    Say,
    Stop,
    Switch,
    Turn,
    Withdraw,
)
from flows.world import World
from storage import (
    answers,
    audit,
    consents,
    conversations,
    coordinators,
    erasure,
    inbound,
    interviews,
    links,
    media,
    outbox,
    people,
    prompts,
    registrations,
    replies,
    trainings,
)
from storage.engine import Keys, Tx
from storage.memory import Memory

WINDOWED = "whatsapp:"
"""Accounts that take free words only after the person wrote: what waited for that goes now."""
SIMULATED = ("web:", "terminal:")
"""Accounts whose people are made up: outside every indicator."""
NOT_HERS = frozenset({"blocked", "fetched", "fetch_failed"})
"""Events by which nobody wrote: no channel's window opens."""
Sender: TypeAlias = tuple[str, str]
"""Account and the channel's id of the chat."""


@dataclass(slots=True)
class Outcome:
    """What a committed batch came to, for those who are woken by it."""

    accounts: set[str] = field(default_factory=set)
    """Accounts that have something to send."""
    media: bool = False
    """There are files to fetch."""
    recorded: bool = False
    """A question was read aloud."""
    erased: list[str] = field(default_factory=list)
    """Names of stored files to delete."""
    forgotten: list[Sender] = field(default_factory=list)
    """Accounts and senders whose words were erased."""
    erasures: int = 0
    applied: int = 0
    repeated: int = 0
    refused: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """Refused replies by form, question and code."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Time of each stage, for the bench."""


@dataclass(slots=True)
class _Now:
    """A conversation while the batch goes on."""

    loaded: conversations.Loaded
    state: State
    phone: str | None
    stored: tuple[Interview, ...]
    """The interviews as the database has them."""
    reachable: bool = True
    wrote: bool = False
    """The person herself wrote."""
    heard: datetime | None = None
    """When the newest update was made that says whether she can be reached: that she wrote, or
    that she blocked us."""
    also: list[Person] = field(default_factory=list)
    """Others of the chat of whom something changed."""
    person_changed: bool = False
    interviews: dict[int, Interview] = field(default_factory=dict)
    cancel: bool = False
    agreed: bool = False
    """She agreed to something, or withdrew it, in this batch."""

    def hear(self, at: datetime, *, reachable: bool) -> None:
        """Note that she could be reached at a time, or not; what is older is no news."""
        if self.heard is None or at > self.heard:
            self.heard, self.reachable = at, reachable
        elif at == self.heard:
            self.reachable = self.reachable or reachable


class Batch:
    """Applies deliveries in one transaction; used once."""

    def __init__(self, *, world: World, now: datetime, keys: Keys, memory: Memory) -> None:
        self._world = world
        self._memory = memory
        self._at = now
        self._keys = keys
        self._open: dict[Sender, _Now] = {}
        self._apart = False
        """More people were changed than those who wrote: nothing of it is remembered."""
        self._twins: set[int] = set()
        """People who write from two of their addresses in this batch."""
        self._answers: list[answers.AnswerRow] = []
        self._outbox: list[outbox.OutboxRow] = []
        self._registered: list[registrations.RegistrationRow] = []
        self._consents: list[consents.ConsentRow] = []
        self._audit: list[audit.AuditRow] = []
        self._wanted: list[media.MediaRow] = []
        self._recorded: list[prompts.PromptRow] = []
        self._attended: list[trainings.AttendRow] = []
        self._withdrawn: list[tuple[int, str]] = []
        self._bodies: dict[int, Mapping[str, Any]] = {}
        """Those that could not be claimed with whom they came from."""
        self._kept: list[inbound.Body] = []
        self._outcome = Outcome()

    def apply(self, tx: Tx, deliveries: Sequence[Delivery]) -> Outcome:
        """Return what the deliveries came to; runs inside the transaction."""
        began = perf_counter()
        self._memory.begin(tx)
        fresh = self._claim(tx, deliveries)
        self._load(tx, fresh)
        loaded = perf_counter()
        thinking = 0.0
        for incoming in fresh:
            before = perf_counter()
            if (incoming.account, incoming.sender) not in self._open:  # erased a moment ago
                self._load(tx, [replace(incoming, key=next(self._keys))])
            now = self._open[incoming.account, incoming.sender]
            if body := self._bodies.get(incoming.key):
                row = inbound.Body(id=incoming.key, address_id=now.loaded.address_id, body=body)
                self._kept.append(row)
            if incoming.phone is None and now.phone is not None:
                incoming = replace(incoming, phone=now.phone)
            if incoming.answers_message and incoming.tap is None:
                asked = replies.about(
                    tx, now.loaded.address_id, incoming.answers_message, now.state.person.id
                )
                incoming = replace(incoming, about=asked)
            if recordings.asks(incoming, now.state.position):
                incoming = replace(incoming, office=self._office(tx, now, incoming))
            if (at := self._linking(tx, now, incoming)) is not None:
                incoming = changed(incoming, link=at)
            turn = respond(self._world, now.state, incoming, self._at)
            thinking += perf_counter() - before
            self._collect(tx, now, incoming, turn)
        before = perf_counter()
        self._write(tx)
        if not self._apart:
            self._memory.keep(
                (sender, now.state.person.id, _left(now)) for sender, now in self._open.items()
            )
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
        keyed = {digest: next(self._keys) for digest in first}
        claims: list[inbound.Claim] = []
        for digest, delivery in first.items():
            account, key, body = delivery.incoming.account, keyed[digest], delivery.body or None
            known = self._memory.address((account, delivery.incoming.sender)) if body else None
            if body and known is None:
                self._bodies[key] = body
            claims.append(
                inbound.Claim(
                    key, account, digest, self._at, known, body if known is not None else None
                )
            )
        claimed = inbound.claim(tx, claims)
        self._outcome.repeated = len(deliveries) - len(claimed)
        self._outcome.applied = len(claimed)
        return [
            _ours(delivery.incoming, keyed[digest])
            for digest, delivery in first.items()
            if digest in claimed
        ]

    def _linking(self, tx: Tx, now: _Now, incoming: Incoming) -> Linking | None:
        """Return how far somebody is who joins two addresses; None for nearly everybody."""
        address_id, tap = now.loaded.address_id, incoming.tap
        if tap is not None and tap.token[:1] == "k":
            return links.asked(tx, address_id, self._at)
        if now.state.position.pending[:1] == ("link",) and incoming.event == "message":
            return links.look(tx, address_id, codes.read_link(incoming.text), self._at)
        return None

    def _load(self, tx: Tx, fresh: Sequence[Incoming]) -> None:
        unknown: list[conversations.Arrival] = []
        for each in fresh:
            sender = each.account, each.sender
            if (loaded := self._memory.take(sender)) is not None:
                self._open[sender] = _opened(loaded)
            elif sender not in self._open:
                unknown.append(
                    conversations.Arrival(
                        account=each.account,
                        sender=each.sender,
                        key=each.key,
                        phone=each.phone,
                        simulated=each.account.startswith(SIMULATED),
                        at=self._at,
                    )
                )
        for sender, loaded in conversations.load(tx, unknown, now=self._at).items():
            self._open[sender] = _opened(loaded)
        if len(self._open) > 1:
            people_ = [each.state.person.id for each in self._open.values()]
            if len(set(people_)) < len(people_):
                self._twins |= {each for each in people_ if people_.count(each) > 1}

    # ------------------------------------------------------------ a turn

    def _collect(self, tx: Tx, now: _Now, incoming: Incoming, turn: Turn) -> None:
        person = now.state.person.id
        switch = next((each for each in turn.effects if isinstance(each, Switch)), None)
        if switch is not None:
            self._write(tx)  # what was before is of who had the turn
        now.interviews |= {each.id: each for each in turn.interviews}
        if turn.person != now.state.person:
            now.person_changed = True
        now.phone = incoming.phone or now.phone
        if incoming.event not in NOT_HERS:
            now.wrote = True
            now.hear(min(incoming.at, self._at), reachable=True)
        given: list[Consent] = []
        said: list[int] = []
        erase = 0
        join: Join | None = None
        shown = ""
        for effect in turn.effects:
            match effect:
                case Keep():
                    self._keep(effect, incoming)
                    if effect.refused:
                        self._refused(effect, (*turn.interviews, *now.state.interviews))
                case Say(message=message):
                    said.append(next(self._keys))
                    self._outbox.append(
                        outbox.OutboxRow(
                            id=said[-1],
                            address_id=now.loaded.address_id,
                            account=incoming.account,
                            lane="reply",
                            body=message.to_json(),
                            due=self._at,
                            created=self._at,
                        )
                    )
                    self._outcome.accounts.add(incoming.account)
                case Register():
                    self._registered.append(
                        registrations.RegistrationRow(
                            id=next(self._keys),
                            person_id=person,
                            interview_id=effect.interview,
                            programme=effect.programme,
                            cohort=effect.cohort,
                            created=self._at,
                        )
                    )
                case Consent():
                    given.append(effect)
                    now.agreed = True
                    self._consents.append(
                        consents.ConsentRow(
                            id=next(self._keys), person_id=person, consent=effect, at=self._at
                        )
                    )
                case Stop():
                    now.cancel = True
                    now.also += [changed(each.person, stopped=True) for each in now.state.others]
                    self._log(incoming, "stopped", effect_reference=person)
                case Resume():
                    now.also += [changed(each.person, stopped=False) for each in now.state.others]
                    self._log(incoming, "resumed", effect_reference=person)
                case Erase():
                    erase = person
                case Switch():
                    self._hand_over(tx, now, incoming, effect)
                    person = effect.person.id
                case Offer(code=code):
                    shown = code
                case Ask(linking=other, message=message):
                    self._outbox.append(
                        outbox.OutboxRow(
                            id=next(self._keys),
                            address_id=other.address,
                            account=other.account,
                            lane="reply",
                            body=message.to_json(),
                            due=self._at,
                            created=self._at,
                        )
                    )
                    self._outcome.accounts.add(other.account)
                case Agree(yes=yes):
                    links.agree(tx, now.loaded.address_id, yes=yes)
                case Join():
                    join = effect
                case Fetch(upload=upload):
                    self._wanted.append(
                        media.MediaRow(
                            id=next(self._keys),
                            person_id=person,
                            account=incoming.account,
                            upload=upload,
                            created=self._at,
                            copy=upload.reference.startswith(MADE),
                        )
                    )
                    self._outcome.media = True
                case Record():
                    self._record(effect, incoming)
                case Alert():
                    self._audit.append(
                        audit.AuditRow(
                            id=next(self._keys),
                            at=self._at,
                            what=f"alert.{effect.code}",
                            programme=effect.programme,
                            reference=effect.reference,
                        )
                    )
                case Attend():
                    self._attended.append(
                        trainings.AttendRow(person_id=person, attend=effect, at=self._at)
                    )
                case Reach():
                    now.hear(min(incoming.at, self._at), reachable=effect.reachable)
                case Withdraw(programme=programme):
                    self._withdrawn.append((person, programme))
                    self._audit.append(
                        audit.AuditRow(
                            id=next(self._keys),
                            at=self._at,
                            what="withdrawn",
                            programme=programme,
                            reference=person,
                        )
                    )
                case _:
                    assert_never(effect)
        if shown:
            offered = links.Offered(
                address_id=now.loaded.address_id, person_id=person, code=shown, message_id=said[-1]
            )
            links.offer(tx, offered, self._at)
        now.state = after(now.state, turn, given)
        if erase or switch is not None or join is not None or now.also:
            self._memory.clear()  # others change too
            self._apart = True
        if erase:
            self._erase(tx, incoming, erase, said)
        elif switch is not None or join is not None or now.also:
            self._write(tx)
            if join is not None:
                self._join(tx, now, incoming, join)
            del self._open[incoming.account, incoming.sender]  # the next update finds it as it is
        elif person in self._twins:
            self._write(tx)
            for sender in [key for key, each in self._open.items() if each is not now]:
                if self._open[sender].state.person.id == person:
                    del self._open[sender]  # she wrote from there too: it finds what was said here

    def _office(self, tx: Tx, now: _Now, incoming: Incoming) -> tuple[str, ...]:
        """Return what is coordinated from a chat; a code that is good makes it a coordinator's."""
        address = now.loaded.address_id
        if code := recordings.code(incoming):
            digest = recordings.digest(code)
            if not coordinators.join(tx, address, digest, self._at):
                return ()
        return coordinators.office(tx, address)

    def _record(self, effect: Record, incoming: Incoming) -> None:
        row = prompts.PromptRow(id=next(self._keys), prompt=effect.prompt, created=self._at)
        self._recorded.append(row)
        self._wanted.append(
            media.MediaRow(
                id=next(self._keys),
                person_id=None,
                account=incoming.account,
                upload=effect.upload,
                created=self._at,
            )
        )
        self._outcome.media = self._outcome.recorded = True

    def _keep(self, effect: Keep, incoming: Incoming) -> None:
        self._answers.append(
            answers.AnswerRow(
                id=next(self._keys), inbound_id=incoming.key, keep=effect, at=self._at
            )
        )

    def _refused(self, effect: Keep, held: Sequence[Interview]) -> None:
        form = next((each.form for each in held if each.id == effect.interview), "")
        refused, what = self._outcome.refused, (form, effect.question, effect.refused)
        refused[what] = refused.get(what, 0) + 1

    def _log(self, incoming: Incoming, what: str, *, effect_reference: int) -> None:
        self._audit.append(
            audit.AuditRow(
                id=next(self._keys),
                at=self._at,
                what=what,
                programme="",
                reference=effect_reference,
            )
        )

    def _hand_over(self, tx: Tx, now: _Now, incoming: Incoming, switch: Switch) -> None:
        over = conversations.Turnover(
            address_id=now.loaded.address_id,
            leaves=now.state.person.id,
            left=switch.left,
            comes=switch.person,
            key=incoming.key,
            at=self._at,
        )
        conversations.hand_over(tx, over)

    def _join(self, tx: Tx, now: _Now, incoming: Incoming, join: Join) -> None:
        """Let the chat be the other address's person's; who is left with nothing is nobody."""
        here, person = now.loaded.address_id, now.state.person
        if join.keep:
            over = conversations.Turnover(
                address_id=here,
                leaves=person.id,
                left=join.left,
                comes=replace(person, id=join.person),
                key=incoming.key,
                at=self._at,
            )
            conversations.hand_over(tx, over)
        else:
            conversations.alone(tx, here, join.person)
            erasure.erase(tx, person.id, self._at, key=next(self._keys))
        links.drop(tx, [here, join.other])
        line = audit.AuditRow(
            id=next(self._keys), at=self._at, what="linked", reference=join.person
        )
        audit.put(tx, [line])

    def _erase(self, tx: Tx, incoming: Incoming, person: int, goodbye: Sequence[int]) -> None:
        """Write what is collected and overwrite everything of the person; she is a stranger now."""
        self._write(tx)
        self._outcome.erased += erasure.erase(
            tx, person, self._at, key=next(self._keys), keep=goodbye
        )
        self._outcome.erasures += 1
        self._outcome.forgotten.append((incoming.account, incoming.sender))
        del self._open[incoming.account, incoming.sender]

    # ------------------------------------------------------------ after

    def _write(self, tx: Tx) -> None:
        """Write everything that was collected, a table at a time, and empty the lists."""
        held = list(self._open.values())
        hers = [now.state.person for now in held if now.person_changed]
        people.save(tx, [*hers, *(each for now in held for each in now.also)])
        conversations.touch(
            tx,
            [
                conversations.Contact(
                    address_id=now.loaded.address_id,
                    phone=now.phone,
                    reachable=now.reachable,
                    last_inbound=self._at if now.wrote else None,
                    at=now.heard,
                )
                for now in held
                if now.heard is not None
            ],
        )
        conversations.save(
            tx,
            [
                conversations.ConversationRow(
                    address_id=now.loaded.address_id,
                    position=now.state.position,
                    version=now.loaded.version,
                )
                for now in held
            ],
        )
        interviews.put(
            tx,
            [
                interviews.InterviewRow(
                    person_id=now.state.person.id,
                    interview=each,
                    further=_further(now.stored, each),
                )
                for now in held
                for each in now.interviews.values()
            ],
        )
        inbound.keep(tx, self._kept)
        answers.put(tx, self._answers)
        consents.put(tx, self._consents)
        registrations.put(tx, self._registered)
        for person, programme in sorted(self._withdrawn):
            registrations.withdraw(tx, person, programme)
        trainings.answer(tx, self._attended)
        media.want(tx, self._wanted)
        prompts.put(tx, self._recorded)
        audit.put(tx, self._audit)
        if stopped := [now.state.person.id for now in held if now.cancel]:
            outbox.cancel(tx, stopped, now=self._at)
        parked = [
            now.loaded.address_id
            for key, now in self._open.items()
            if now.wrote and key[0].startswith(WINDOWED)
        ]
        outbox.release(tx, parked, self._at)
        outbox.put(tx, self._outbox)
        for now in held:
            now.person_changed, now.cancel, now.interviews = False, False, {}
            now.also = []
            now.stored = now.state.interviews
        for rows in (
            self._kept,
            self._answers,
            self._consents,
            self._registered,
            self._attended,
            self._withdrawn,
            self._wanted,
            self._recorded,
            self._audit,
            self._outbox,
        ):
            rows.clear()


def _opened(loaded: conversations.Loaded) -> _Now:
    state = loaded.state
    return _Now(loaded=loaded, state=state, phone=loaded.phone, stored=state.interviews)


def _left(now: _Now) -> conversations.Loaded | None:
    """Return what the next batch would load, None where it has to.

    Trainings begin meanwhile; whose turn it is, and what was just agreed to, is read back.
    """
    state, loaded = now.state, now.loaded
    if state.invitations or state.place or now.agreed:
        return None
    return conversations.Loaded(
        address_id=loaded.address_id,
        version=loaded.version + 1,
        state=state,
        phone=now.phone,
        is_new=False,
    )


def _ours(incoming: Incoming, key: int) -> Incoming:
    """Return the update with its key, and a file in it under the name that we store it by."""
    upload = incoming.upload
    if upload is not None:
        name = file_name(incoming.account, incoming.id, upload.mime)
        upload = changed(upload, name=name)
    return changed(incoming, key=key, upload=upload, chance=randbits(40))


def _further(stored: Sequence[Interview], own: Interview) -> bool:
    """Return whether an interview only went on: all else of it is as it is stored."""
    for old in stored:
        if old.id == own.id:
            kept = (old.status, old.version, old.code, old.finished)
            return kept == (own.status, own.version, own.code, own.finished)
    return False


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
