"""What a batch has gathered, a list for each table, and the conversations that it has open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.frozen import changed
from flows.message import Message
from flows.state import Interview, Person, State
from storage import (
    answers,
    audit,
    consents,
    conversations,
    inbound,
    interviews,
    media,
    outbox,
    people,
    prompts,
    registrations,
    trainings,
)
from storage.conversations import Loaded
from storage.engine import Keys, Tx
from storage.newcomers import Sender

WINDOWED = "whatsapp:"
"""Accounts that take free words only after the person wrote: what waited for that goes now."""


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
class Open:
    """A conversation while the batch goes on."""

    loaded: Loaded
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

    @classmethod
    def of(cls, loaded: Loaded) -> Open:
        """Return a conversation as it was loaded."""
        state = loaded.state
        return cls(loaded=loaded, state=state, phone=loaded.phone, stored=state.interviews)

    def hear(self, at: datetime, *, reachable: bool) -> None:
        """Note that she could be reached at a time, or not; what is older is no news."""
        if self.heard is None or at > self.heard:
            self.heard, self.reachable = at, reachable
        elif at == self.heard:
            self.reachable = self.reachable or reachable

    def all_stopped(self, *, stopped: bool) -> None:
        """Let the others of the chat hear nothing either, or something again."""
        self.also += [changed(each.person, stopped=stopped) for each in self.state.others]

    def left(self) -> Loaded | None:
        """Return what the next batch would load, None where it has to.

        Trainings begin meanwhile; whose turn it is, and what was just agreed to, is read back.
        """
        if self.state.invitations or self.state.place or self.agreed:
            return None
        return changed(
            self.loaded,
            version=self.loaded.version + 1,
            state=self.state,
            phone=self.phone,
            is_new=False,
        )

    def written(self) -> None:
        """Forget what is stored by now."""
        self.person_changed, self.cancel, self.interviews = False, False, {}
        self.also = []
        self.stored = self.state.interviews


class Rows:
    """New rows by table; :meth:`write` writes them and empties the lists."""

    def __init__(self, at: datetime, keys: Keys) -> None:
        self.at = at
        self.keys = keys
        self.bodies: list[inbound.Body] = []
        self.answers: list[answers.AnswerRow] = []
        self.consents: list[consents.ConsentRow] = []
        self.registered: list[registrations.RegistrationRow] = []
        self.withdrawn: list[tuple[int, str]] = []
        """Person and programme."""
        self.attended: list[trainings.AttendRow] = []
        self.media: list[media.MediaRow] = []
        self.prompts: list[prompts.PromptRow] = []
        self.audit: list[audit.AuditRow] = []
        self.outbox: list[outbox.OutboxRow] = []

    def say(self, message: Message, *, address: int, account: str) -> int:
        """Queue a reply; return its key."""
        key, at = next(self.keys), self.at
        self.outbox.append(
            outbox.OutboxRow(
                id=key,
                address_id=address,
                account=account,
                lane="reply",
                body=message.to_json(),
                due=at,
                created=at,
            )
        )
        return key

    def note(self, what: str, reference: int, programme: str = "") -> None:
        """Add a line to the audit, which holds nobody's words."""
        self.audit.append(
            audit.AuditRow(
                id=next(self.keys), at=self.at, what=what, programme=programme, reference=reference
            )
        )

    def write(self, tx: Tx, held: Collection[tuple[Sender, Open]]) -> None:
        """Write where the conversations stand, and everything that was gathered."""
        opened = [now for _, now in held]
        self._write_conversations(tx, opened)
        inbound.keep(tx, self.bodies)
        answers.put(tx, self.answers)
        consents.put(tx, self.consents)
        registrations.put(tx, self.registered)
        for person, programme in sorted(self.withdrawn):
            registrations.withdraw(tx, person, programme)
        trainings.answer(tx, self.attended)
        media.want(tx, self.media)
        prompts.put(tx, self.prompts)
        audit.put(tx, self.audit)
        if stopped := [now.state.person.id for now in opened if now.cancel]:
            outbox.cancel(tx, stopped, now=self.at)
        parked = [
            now.loaded.address_id
            for (account, _), now in held
            if now.wrote and account.startswith(WINDOWED)
        ]
        outbox.release(tx, parked, self.at)
        outbox.put(tx, self.outbox)
        for now in opened:
            now.written()
        for rows in self._lists():
            rows.clear()

    def _write_conversations(self, tx: Tx, opened: Sequence[Open]) -> None:
        hers = [now.state.person for now in opened if now.person_changed]
        people.save(tx, [*hers, *(each for now in opened for each in now.also)])
        touched = [self._contact(now) for now in opened if now.heard is not None]
        conversations.touch(tx, touched)
        stand = [(now.loaded.address_id, now.state.position, now.loaded.version) for now in opened]
        conversations.save(tx, [conversations.ConversationRow(*each) for each in stand])
        own = [
            interviews.InterviewRow(now.state.person.id, each, _further(now.stored, each))
            for now in opened
            for each in now.interviews.values()
        ]
        interviews.put(tx, own)

    def _contact(self, now: Open) -> conversations.Contact:
        return conversations.Contact(
            address_id=now.loaded.address_id,
            phone=now.phone,
            reachable=now.reachable,
            last_inbound=self.at if now.wrote else None,
            at=now.heard,
        )

    def _lists(self) -> Sequence[list[object]]:
        return [rows for rows in vars(self).values() if isinstance(rows, list)]


def _further(stored: Sequence[Interview], own: Interview) -> bool:
    """Return whether an interview only went on: all else of it is as it is stored."""
    for old in stored:
        if old.id == own.id:
            kept = (old.status, old.version, old.code, old.finished)
            return kept == (own.status, own.version, own.code, own.finished)
    return False
