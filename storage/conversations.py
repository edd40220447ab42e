"""Where each conversation stands: loaded and locked for a batch, saved once a batch."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, and_, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.frozen import quick
from flows.message import Message
from flows.state import Consent, Interview, Invitation, Member, Person, Position, State
from storage import interviews
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
from storage.types import Among, Instant, loads


class Arrival(NamedTuple):
    """Somebody who wrote: what a new address, person and conversation are made of."""

    account: str
    sender: str
    key: int
    """Key of the rows that are made, when the sender was never seen."""
    at: datetime
    phone: str | None = None
    simulated: bool = False


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


Sender = tuple[str, str]
"""Account and the channel's id of the chat."""


Siblings = Mapping[str, Sequence[str]]
"""The other accounts of a channel, by account."""
NO_SIBLINGS: Siblings = MappingProxyType({})


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
        fresh |= _make(tx, new, siblings)
        # Who waited for a lock sees other tables as they were before: they are read after it.
        tx.execute(_LOCK, wanted).all()
    rows = _found(tx, accounts, senders)
    if missing := [first[sender] for sender in first if sender not in rows]:
        fresh |= _make(tx, missing, siblings)
        rows = _found(tx, accounts, senders)
    again = [first[sender] for sender in first if rows[sender].erased is not None]
    if again:
        fresh |= _renew(tx, [(arrival, rows[arrival.account, arrival.sender]) for arrival in again])
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnover:
    """Another person of a chat has the turn now."""

    address_id: int
    leaves: int
    """Who had the turn until now."""
    left: Position
    """Where she goes on later."""
    comes: Person
    key: int
    """Key of the person's conversation here, where she never had one."""
    at: datetime


def hand_over(tx: Connection, over: Turnover) -> None:
    """Give the turn to another person of the chat, who is made if nobody knows her."""
    values = {"of_address": over.address_id}
    tx.execute(_LEAVE, values | {"leaves": over.leaves, "state": over.left.to_json()})
    comes = values | {"comes": over.comes.id}
    if tx.execute(_COME, comes).rowcount > 0:
        return
    if tx.execute(_IS_KNOWN, comes).first() is None:
        tx.execute(_PERSON, [_human(over.comes, over.at)])
    places: int = tx.execute(_PLACES, values).scalar_one()
    held = _beginning(over.address_id, over.comes.id) | {"id": over.key, "place": places + 1}
    tx.execute(_CONVERSATION, [held])


def alone(tx: Connection, address_id: int, person_id: int) -> None:
    """Let a chat be another person's, in the place of one of whom nothing is kept."""
    held = {"of_address": address_id, "person_id": person_id, "state": {}}
    tx.execute(_RENEW, [held])


def _make(tx: Connection, arrivals: Sequence[Arrival], siblings: Siblings) -> set[int]:
    """Make address, person and conversation for senders; return the keys of the persons made.

    Another process may have made some of them meanwhile: those are left as they are. Who is known
    from another account of the channel stays the same person.
    """
    if not arrivals:
        return set()
    ordered = sorted(arrivals, key=operator.attrgetter("account", "sender"))
    values = [
        {
            "id": arrival.key,
            "account": arrival.account,
            "external": arrival.sender,
            "phone": arrival.phone,
            "reachable": True,
            "last_inbound": arrival.at,
        }
        for arrival in ordered
    ]
    made = set(tx.execute(_ADDRESS, values).scalars())
    ours = [arrival for arrival in ordered if arrival.key in made]
    known = _known_elsewhere(tx, ours, siblings) if siblings else {}
    if strangers := [arrival for arrival in ours if arrival.key not in known]:
        _people(tx, strangers)
    if ours:
        begun = [_beginning(each.key, known.get(each.key, each.key)) for each in ours]
        tx.execute(_CONVERSATION, begun)
    return made - known.keys()


def _known_elsewhere(
    tx: Connection, arrivals: Sequence[Arrival], siblings: Siblings
) -> dict[int, int]:
    """Return the persons of new senders who wrote to another account, by the new address's key.

    A Telegram user's id is the same for every bot, a WhatsApp user's for every number of a
    business; a telephone number is no identity, and of a shared chat nobody knows who writes.
    """
    alike: defaultdict[str, list[Arrival]] = defaultdict(list)
    accounts: set[str] = set()
    for each in arrivals:
        if each.sender.isdecimal() if each.account[:9] == "telegram:" else "." in each.sender:
            alike[each.sender].append(each)
            accounts.update(siblings.get(each.account, ()))
    if not accounts:
        return {}
    found: dict[int, int] = {}
    values = {"accounts": sorted(accounts), "senders": sorted(alike)}
    for account, sender, person_id in tx.execute(_ELSEWHERE, values):
        for each in alike[sender]:
            if account in siblings.get(each.account, ()):
                found[each.key] = person_id
    for same in alike.values():  # who comes to two accounts at once, for the first time
        new = [each for each in same if each.key not in found]
        for each in new[1:]:
            if new[0].account in siblings.get(each.account, ()):
                found[each.key] = new[0].key
    return found


def _renew(tx: Connection, again: Sequence[tuple[Arrival, _Stored]]) -> set[int]:
    """Give conversations whose person was erased a person that nothing is known of."""
    arrivals = [arrival for arrival, _ in again]
    _people(tx, arrivals)
    tx.execute(
        _RENEW,
        [
            {"of_address": row.address_id, "person_id": arrival.key, "state": {}}
            for arrival, row in sorted(again, key=lambda pair: pair[1].address_id)
        ],
    )
    return {arrival.key for arrival in arrivals}


def _people(tx: Connection, arrivals: Sequence[Arrival]) -> None:
    tx.execute(
        _PERSON,
        [
            _human(Person(id=arrival.key, simulated=arrival.simulated), arrival.at)
            for arrival in arrivals
        ],
    )


def _human(person: Person, created: datetime) -> dict[str, Any]:
    return {
        "id": person.id,
        "language": person.language,
        "zone": person.zone,
        "mode": person.mode,
        "stopped": person.stopped,
        "simulated": person.simulated,
        "created": created,
    }


def _beginning(address_id: int, person_id: int) -> dict[str, Any]:
    return {
        "id": address_id,
        "address_id": address_id,
        "person_id": person_id,
        "state": {},
        "version": 0,
        "current": True,
        "place": 0,
    }


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
_WANTED = (Among(address.c.account, "accounts"), Among(address.c.external, "senders"))
_KNOWN = select(address.c.account, address.c.external).where(*_WANTED)
_ELSEWHERE = (
    select(address.c.account, address.c.external, conversation.c.person_id)
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        *_WANTED,
        conversation.c.current,
        conversation.c.place == 0,
        person.c.erased.is_(None),
    )
    .order_by(address.c.last_inbound, address.c.id)
)
_LOCK = (
    select(address.c.id)
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(*_WANTED)
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
    .where(*_WANTED, conversation.c.current),
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
_ADDRESS = insert(address).on_conflict_do_nothing().returning(address.c.id)
_PERSON = insert(person)
_CONVERSATION = insert(conversation)
_HERS = conversation.c.address_id == bindparam("of_address")
_LEAVE = (
    update(conversation)
    .where(_HERS, conversation.c.person_id == bindparam("leaves"))
    .values(
        state=bindparam("state"),
        current=False,
        place=case((conversation.c.place == 0, 1), else_=conversation.c.place),
    )
)
_COME = (
    update(conversation)
    .where(_HERS, conversation.c.person_id == bindparam("comes"))
    .values(current=True)
)
_IS_KNOWN = select(person.c.id).where(person.c.id == bindparam("comes"))
_PLACES = select(func.max(conversation.c.place)).where(_HERS)
_RENEW = (
    update(conversation)
    .where(conversation.c.address_id == bindparam("of_address"), conversation.c.current)
    .values(person_id=bindparam("person_id"), state=bindparam("state"))
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
