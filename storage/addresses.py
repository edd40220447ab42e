"""Where a person is reached: a channel account and the channel's own id of the chat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from storage.schema import address, conversation, message, part, person
from storage.types import Among, Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An address that somebody wrote from before, and the language to answer in."""

    id: int
    person_id: int
    language: str
    reachable: bool


def find(tx: Connection, account: str, sender: str) -> Found | None:
    """Return the address of a channel's chat, None when nobody ever wrote from it."""
    row = tx.execute(_FIND, {"of": account, "by": sender}).one_or_none()
    return Found(**row._mapping) if row else None


def of_person(tx: Connection, person_id: int) -> list[tuple[str, str]]:
    """Return account and external id of every address a person writes from."""
    return [(row.account, row.external) for row in tx.execute(_OF_PERSON, {"person": person_id})]


def unreachable(tx: Connection, messages: Sequence[int]) -> None:
    """Note that the addresses of these messages cannot be reached (the bot was blocked)."""
    if messages:
        tx.execute(_UNREACHABLE, {"messages": sorted(messages)})


def unreachable_by_part(tx: Connection, part: bytes, at: datetime) -> None:
    """Note that where a message's part was sent to could not be reached at a time.

    Who was heard of since then can be reached, whichever of the two is told first; within one
    second, which is as fine as providers' times are, what is told last counts.

    Args:
        tx: The transaction.
        part: Digest of the account and the provider's id of the part.
        at: When it failed, UTC.
    """
    tx.execute(_UNREACHABLE_BY_PART, {"of": part, "at": at})


def known_as(tx: Connection, account: str, phones: Collection[str]) -> dict[str, str]:
    """Return the external id of who has these numbers (E.164), by number; the last who wrote."""
    if not phones:
        return {}
    rows = tx.execute(_KNOWN_AS, {"of": account, "phones": sorted(phones)})
    return {row.phone: row.external for row in rows}


_FIND = (
    select(address.c.id, person.c.id.label("person_id"), person.c.language, address.c.reachable)
    .select_from(address)
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        address.c.account == bindparam("of"),
        address.c.external == bindparam("by"),
        conversation.c.current,
    )
)
_OF_PERSON = (
    select(address.c.account, address.c.external)
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(conversation.c.person_id == bindparam("person"))
    .order_by(address.c.last_inbound.desc())
)
_KNOWN_AS = (
    select(address.c.phone, address.c.external)
    .where(Among(address.c.phone, "phones"), address.c.phone.is_not(None))
    .where(address.c.account == bindparam("of"))
    .order_by(address.c.last_inbound, address.c.id)
)
_AT = bindparam("at", type_=Instant)
_UNREACHABLE_BY_PART = (
    update(address)
    .where(
        address.c.id.in_(
            select(message.c.address_id)
            .join(part, part.c.message_id == message.c.id)
            .where(part.c.provider == bindparam("of"))
        ),
        or_(address.c.heard.is_(None), address.c.heard <= _AT),
    )
    .values(reachable=False, heard=_AT)
)
_UNREACHABLE = (
    update(address)
    .where(
        address.c.id.in_(select(message.c.address_id).where(Among(message.c.id, "messages"))),
    )
    .values(reachable=False)
)
