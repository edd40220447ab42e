"""Where each conversation stands: loaded and locked for a batch, saved once a batch."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Boolean, Connection, and_, bindparam, case, func, or_, select, update

from flows.frozen import quick
from flows.message import Message
from flows.state import Consent, Interview, Invitation, Member, Person, Position, State
from storage import interviews
from storage.newcomers import NO_SIBLINGS, WANTED, Arrival, Sender, Siblings, make
from storage.prepared import Prepared
from storage.schema import (
    address,
    attendance,
    consent,
    conversation,
    message,
    person,
    training,
)
from storage.turnovers import renew
from storage.types import Among, Instant, loads


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A conversation as it stands, locked until the transaction ends."""

    address_id: int
    version: int
    state: State
    phone: str | None
    is_new: bool
    """Nothing was known of the sender, or it was erased."""


class ConversationRow(NamedTuple):
    """Where a conversation stands now."""

    address_id: int
    position: Position
    version: int
    """As it was loaded; it is stored as one more."""


class Contact(NamedTuple):
    """What an update says of the address it came from."""

    address_id: int
    phone: str | None
    reachable: bool
    last_inbound: datetime | None
    """When the person wrote; None: it was not she who did (a file came, she blocked the bot)."""
    at: datetime | None = None
    """When the update was made: an older one does not say who can be reached. None: now."""


def load(
    tx: Connection,
    arrivals: Sequence[Arrival],
    *,
    now: datetime | None = None,
    siblings: Siblings = NO_SIBLINGS,
) -> dict[Sender, Loaded]:
    """Return the conversation of every sender, made where there was none, locked in key order.

    It takes one statement for the senders and one each for interviews, consents and invitations,
    however many senders there are; a few more where some are new, one more where some share.

    Args:
        tx: The transaction; what is loaded stays locked until it ends.
        arrivals: One or more a sender; the first makes the rows of a new one.
        now: What trainings must not have begun before; the latest arrival when left out.
        siblings: Where a new sender may be known from by the same id.
    """
    first: dict[Sender, Arrival] = {}
    for arrival in arrivals:
        first.setdefault((arrival.account, arrival.sender), arrival)
    if not first:
        return {}
    accounts = sorted({account for account, _ in first})
    senders = sorted({sender for _, sender in first})
    fresh: set[int] = set()
    if tx.dialect.name == "postgresql":
        wanted = {"accounts": accounts, "senders": senders}
        known = {row[:2] for row in tx.execute(_KNOWN, wanted).all()}
        new = [first[sender] for sender in first if sender not in known]
        fresh |= make(tx, new, siblings)
        # Who waited for a lock sees other tables as they were before: they are read after it.
        tx.execute(_LOCK, wanted).all()
    rows = _found(tx, accounts, senders)
    if missing := [first[sender] for sender in first if sender not in rows]:
        fresh |= make(tx, missing, siblings)
        rows = _found(tx, accounts, senders)
    again = [first[sender] for sender in first if rows[sender].erased is not None]
    if again:
        erased = [(each, rows[each.account, each.sender].address_id) for each in again]
        fresh |= renew(tx, erased)
        rows = _found(tx, accounts, senders)
    at = now or max(arrival.at for arrival in arrivals)
    with_her = _with_her(tx, [rows[sender].address_id for sender in first if rows[sender].place])
    people = {rows[sender].person_id for sender in first}
    people |= {other.person_id for others in with_her.values() for other in others}
    old = sorted(people - fresh)
    past = _Past(tx, old, at) if old else None
    return {sender: _loaded(rows[sender], past, fresh, with_her) for sender in first}


def _found(
    tx: Connection, accounts: Sequence[str], senders: Sequence[str]
) -> dict[Sender, _Stored]:
    return {row[:2]: _Stored(*row) for row in _FIND.find(tx, accounts, senders)}


def save(tx: Connection, rows: Sequence[ConversationRow]) -> None:
    """Store where conversations stand; each goes one version up."""
    _SAVE.run(
        tx,
        [
            (row.position.to_json(), row.version + 1, row.address_id)
            for row in sorted(rows, key=operator.attrgetter("address_id"))
        ],
    )


def touch(tx: Connection, rows: Sequence[Contact]) -> None:
    """Store what is known of addresses since somebody wrote from them."""
    _TOUCH.run(tx, sorted(rows, key=operator.attrgetter("address_id")))


class _Stored(NamedTuple):
    """What is found of a sender, as the driver has it."""

    account: str
    sender: str
    phone: str | None
    address_id: int
    version: int
    state: str
    person_id: int
    language: str
    zone: str
    mode: str
    stopped: bool
    simulated: bool
    erased: str | datetime | None
    place: int


class _Other(NamedTuple):
    """Another person of the chat, as the driver has it."""

    address_id: int
    place: int
    state: str
    person_id: int
    language: str
    zone: str
    mode: str
    stopped: bool
    simulated: bool


def _with_her(tx: Connection, addresses: list[int]) -> dict[int, list[_Other]]:
    """Return who else answers by these addresses, in the order of their places."""
    found: dict[int, list[_Other]] = {}
    if addresses:
        for row in _OTHERS.find(tx, sorted(addresses)):
            found.setdefault(row[0], []).append(_Other(*row))
    return found


def _member(row: _Other, past: _Past | None) -> Member:
    return Member(
        person=_person(row),
        place=row.place,
        position=Position.from_json(loads(row.state)),
        interviews=_oldest_first(past.interviews.get(row.person_id, [])) if past else (),
    )


def _person(row: _Stored | _Other) -> Person:
    return Person(
        id=row.person_id,
        language=row.language,
        zone=row.zone,
        mode=row.mode,
        stopped=bool(row.stopped),
        simulated=bool(row.simulated),
    )


class _Past:
    """What is stored of persons beyond their conversation, by person."""

    def __init__(self, tx: Connection, people: list[int], now: datetime) -> None:
        self.interviews: defaultdict[int, list[Interview]] = defaultdict(list)
        self.consents: defaultdict[int, dict[tuple[str, str], Consent]] = defaultdict(dict)
        self.invitations: defaultdict[int, dict[int, Invitation]] = defaultdict(dict)
        for person_id, own in interviews.of_people(tx, people):
            self.interviews[person_id].append(own)
        for person_id, programme, purpose, given, withdrawn, words, language in _CONSENTS.find(
            tx, people
        ):
            yes = bool(given) and withdrawn is None
            said = _consent(programme, purpose, yes, words, language)
            self.consents[person_id][programme, purpose] = said
        for person_id, training_id, stored in _INVITATIONS.find(tx, people, now):
            body = loads(stored)
            self.invitations[person_id][training_id] = Invitation(
                training=training_id, choices=Message.from_json(body).choices if body else ()
            )


@lru_cache(maxsize=4096)
def _consent(programme: str, purpose: str, given: bool, text: str, language: str) -> Consent:
    """Return the one consent of this content: thousands of people said the same."""
    return Consent(programme=programme, purpose=purpose, given=given, text=text, language=language)


def _oldest_first(interviews: list[Interview]) -> tuple[Interview, ...]:
    if len(interviews) > 1:
        # Not by key: another process's block of keys may be lower and yet later.
        interviews.sort(key=operator.attrgetter("started", "id"))
    return tuple(interviews)


def _loaded(
    row: _Stored, past: _Past | None, fresh: set[int], with_her: dict[int, list[_Other]]
) -> Loaded:
    person_id = row.person_id
    is_new = person_id in fresh
    human = _person(row)
    position = Position.from_json(loads(row.state))
    if is_new or past is None:
        state = State(person=human, position=position, known=not is_new)
    else:
        state = State(
            person=human,
            position=position,
            interviews=_oldest_first(past.interviews.get(person_id, [])),
            consents=tuple(past.consents.get(person_id, {}).values()),
            invitations=tuple(past.invitations.get(person_id, {}).values()),
            place=row.place,
            others=tuple(_member(each, past) for each in with_her.get(row.address_id, ()))
            if row.place
            else (),
        )
    return Loaded(
        address_id=row.address_id,
        version=row.version,
        state=state,
        phone=row.phone,
        is_new=is_new,
    )


# Keys never change, so nobody needs more than NO KEY UPDATE: it lets others' new rows point here.
_KNOWN = select(address.c.account, address.c.external).where(*WANTED)
_LOCK = (
    select(address.c.id)
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(*WANTED)
    .order_by(address.c.id)
    .with_for_update(key_share=True, of=[address, conversation])
)
_FIND = Prepared(
    select(
        address.c.account,
        address.c.external,
        address.c.phone,
        conversation.c.address_id,
        conversation.c.version,
        conversation.c.state,
        conversation.c.person_id,
        person.c.language,
        person.c.zone,
        person.c.mode,
        person.c.stopped,
        person.c.simulated,
        person.c.erased,
        conversation.c.place,
    )
    .select_from(address)
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(*WANTED, conversation.c.current),
    *("accounts", "senders"),
)
_OTHERS = Prepared(
    select(
        conversation.c.address_id,
        conversation.c.place,
        conversation.c.state,
        conversation.c.person_id,
        person.c.language,
        person.c.zone,
        person.c.mode,
        person.c.stopped,
        person.c.simulated,
    )
    .select_from(conversation)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        Among(conversation.c.address_id, "addresses"),
        ~conversation.c.current,
        person.c.erased.is_(None),
    )
    .order_by(conversation.c.address_id, conversation.c.place),
    "addresses",
)
_CONSENTS = Prepared(
    select(
        consent.c.person_id,
        consent.c.programme,
        consent.c.purpose,
        consent.c.given,
        consent.c.withdrawn,
        consent.c.text_version,
        consent.c.language,
    )
    .where(Among(consent.c.person_id, "people"))
    .order_by(consent.c.at, consent.c.id),
    "people",
)
_INVITATIONS = Prepared(
    select(attendance.c.person_id, attendance.c.training_id, message.c.body)
    .select_from(attendance)
    .join(training, training.c.id == attendance.c.training_id)
    .join(conversation, conversation.c.person_id == attendance.c.person_id)
    .outerjoin(
        message,
        (message.c.training_id == training.c.id)
        & message.c.training_id.is_not(None)
        & (message.c.address_id == conversation.c.address_id),
    )
    .where(
        Among(attendance.c.person_id, "people"),
        attendance.c.answer == "",
        training.c.starts > bindparam("now"),
        training.c.cancelled.is_(False),
    )
    # A moved training is reminded of twice: the last message that has its words is the one.
    .order_by(training.c.starts, training.c.id, message.c.body.is_not(None), message.c.created),
    *("people", "now"),
)
_SAVE = Prepared(
    update(conversation)
    .where(conversation.c.address_id == bindparam("of_address"), conversation.c.current)
    .values(state=bindparam("state"), version=bindparam("version")),
    *("state", "version", "of_address"),
)
_AT = bindparam("at", type_=Instant)
_NEWER = or_(address.c.heard.is_(None), address.c.heard < _AT)
_REACHED = bindparam("reachable", type_=Boolean)
_TOUCH = Prepared(
    update(address)
    .where(address.c.id == bindparam("key"))
    .values(
        phone=bindparam("phone"),
        # Whoever both wrote and blocked us in one second is found out by the next message.
        reachable=case(
            (or_(_AT.is_(None), _NEWER), _REACHED),
            (address.c.heard == _AT, or_(_REACHED, address.c.reachable)),
            else_=address.c.reachable,
        ),
        heard=case((and_(_AT.is_not(None), _NEWER), _AT), else_=address.c.heard),
        last_inbound=func.coalesce(
            bindparam("last_inbound", type_=Instant), address.c.last_inbound
        ),
    ),
    *("key", "phone", "reachable", "last_inbound", "at"),
)
