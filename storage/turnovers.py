"""A chat's turn, handed from one person to another."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select, update

from flows.state import Person, Position
from storage import newcomers
from storage.newcomers import Arrival
from storage.schema import conversation, person


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
        newcomers.member(tx, over.comes, over.at)
    places: int = tx.execute(_PLACES, values).scalar_one()
    newcomers.join(tx, over.key, over.address_id, over.comes.id, place=places + 1)


def alone(tx: Connection, address_id: int, person_id: int) -> None:
    """Let a chat be another person's, in the place of one of whom nothing is kept."""
    held = {"of_address": address_id, "person_id": person_id, "state": {}}
    tx.execute(_RENEW, [held])


def renew(tx: Connection, again: Sequence[tuple[Arrival, int]]) -> set[int]:
    """Give chats whose person was erased a person that nothing is known of; return their keys.

    Args:
        tx: The transaction.
        again: Who writes again, and the key of the address.
    """
    arrivals = [arrival for arrival, _ in again]
    newcomers.people(tx, arrivals)
    tx.execute(
        _RENEW,
        [
            {"of_address": address_id, "person_id": arrival.key, "state": {}}
            for arrival, address_id in sorted(again, key=operator.itemgetter(1))
        ],
    )
    return {arrival.key for arrival in arrivals}


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
