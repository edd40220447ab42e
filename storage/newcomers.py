"""Who writes for the first time: address, person and conversation, made once, by who is first."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from flows.state import Person
from storage import preferences
from storage.meeting import alone
from storage.schema import address, conversation, person
from storage.types import Among


class Arrival(NamedTuple):
    """Somebody who wrote: what a new address, person and conversation are made of."""

    account: str
    sender: str
    key: int
    """Key of the rows that are made, when the sender was never seen."""
    at: datetime
    phone: str | None = None
    simulated: bool = False


Sender = tuple[str, str]
"""Account and the channel's id of the chat."""
Siblings = Mapping[str, Sequence[str]]
"""The other accounts of a channel, by account."""
NO_SIBLINGS: Siblings = MappingProxyType({})


def make(tx: Connection, arrivals: Sequence[Arrival], siblings: Siblings) -> set[int]:
    """Make address, person and conversation for senders; return the keys of the persons made.

    Another process may have made some of them meanwhile: those are left as they are. Who is known
    from another account of the channel stays the same person.
    """
    if not arrivals:
        return set()
    ordered = sorted(arrivals, key=operator.attrgetter("account", "sender"))
    heard_of = [each for each in ordered if each.account in siblings or _is_told_of(each)]
    alone(tx, {own for each in heard_of for own in _ids(each)})
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
        people(tx, strangers)
    if ours:
        begun = [_beginning(each.key, known.get(each.key, each.key)) for each in ours]
        tx.execute(_CONVERSATION, begun)
        told = [(each.key, each.account, _ids(each)) for each in ours if _is_told_of(each)]
        preferences.catch_up(tx, told)
    return made - known.keys()


def _is_told_of(arrival: Arrival) -> bool:
    """Return whether her channel may have told something of her before she wrote."""
    return arrival.account[:9] == "whatsapp:"


def _ids(arrival: Arrival) -> tuple[str, ...]:
    """Return what is known of who writes, as her channel tells it."""
    number = (arrival.phone or "").removeprefix("+")
    return (arrival.sender, number) if number and number != arrival.sender else (arrival.sender,)


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


def people(tx: Connection, arrivals: Sequence[Arrival]) -> None:
    """Make a person of whom nothing is known for each arrival, under the arrival's key."""
    tx.execute(
        _PERSON,
        [
            _human(Person(id=arrival.key, simulated=arrival.simulated), arrival.at)
            for arrival in arrivals
        ],
    )


def member(tx: Connection, who: Person, created: datetime) -> None:
    """Make a person who shares a chat with others."""
    tx.execute(_PERSON, [_human(who, created)])


def join(tx: Connection, key: int, address_id: int, person_id: int, *, place: int) -> None:
    """Begin a person's conversation in a chat that others have had until now."""
    tx.execute(_CONVERSATION, [_beginning(address_id, person_id) | {"id": key, "place": place}])


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


WANTED = (Among(address.c.account, "accounts"), Among(address.c.external, "senders"))
"""Addresses of these accounts and of these senders."""
_ELSEWHERE = (
    select(address.c.account, address.c.external, conversation.c.person_id)
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        *WANTED,
        conversation.c.current,
        conversation.c.place == 0,
        person.c.erased.is_(None),
    )
    .order_by(address.c.last_inbound, address.c.id)
)
_ADDRESS = insert(address).on_conflict_do_nothing().returning(address.c.id)
_PERSON = insert(person)
_CONVERSATION = insert(conversation)
