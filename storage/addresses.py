"""Where a person is reached: a channel account and the channel's own id of the chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from storage.schema import address, conversation, message, person
from storage.types import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that somebody wrote from before, and the language to answer in."""

    id: int
    person_id: int
    language: str


def find(tx: Connection, account: str, sender: str) -> Found | None:
    """Return the address of a channel's chat, None when nobody ever wrote from it."""
    row = tx.execute(_FIND, {"of": account, "by": sender}).one_or_none()
    return Found(id=row.id, person_id=row.person_id, language=row.language) if row else None


def of_person(tx: Connection, person_id: int) -> list[tuple[str, str]]:
    """Return account and external id of every address a person writes from."""
    return [(row.account, row.external) for row in tx.execute(_OF_PERSON, {"person": person_id})]


def unreachable(tx: Connection, messages: Sequence[int]) -> None:
    """Note that the addresses of these messages cannot be reached (the bot was blocked)."""
    if messages:
        tx.execute(_UNREACHABLE, {"messages": sorted(messages)})


_FIND = (
    select(address.c.id, person.c.id.label("person_id"), person.c.language)
    .select_from(address)
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(address.c.account == bindparam("of"), address.c.external == bindparam("by"))
)
_OF_PERSON = (
    select(address.c.account, address.c.external)
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(conversation.c.person_id == bindparam("person"))
    .order_by(address.c.last_inbound.desc())
)
_UNREACHABLE = (
    update(address)
    .where(
        address.c.id.in_(select(message.c.address_id).where(Among(message.c.id, "messages"))),
    )
    .values(reachable=False)
)
