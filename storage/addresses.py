"""Where a person is reached: a channel account and the channel's own id of the chat."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, select, update

from storage.inbound import digest
from storage.schema import address, conversation, message, part, person
from storage.types import Among


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


def unreachable_by_part(tx: Connection, account: str, provider: str) -> None:
    """Note that the address a provider's message id was sent to cannot be reached."""
    tx.execute(_UNREACHABLE_BY_PART, {"of": digest(account, provider)})


def known_as(tx: Connection, account: str, phones: Collection[str]) -> dict[str, str]:
    """Return the external id of who has these numbers (E.164), by number; the last who wrote."""
    if not phones:
        return {}
    rows = tx.execute(_KNOWN_AS, {"of": account, "phones": sorted(phones)})
    return {row.phone: row.external for row in rows}


def move(tx: Connection, account: str, old: str, new: str, *, phone: str | None) -> bool:
    """Let an address follow its person to a new external id; True when there was one to move.

    Nothing happens where the new id is known already: two conversations are never merged.
    """
    values = {"of": account, "old_id": old, "new_id": new}
    if tx.execute(_MOVE, values).rowcount < 1:
        return False
    if phone is not None:
        tx.execute(_PHONE, {"of": account, "by": new, "now_phone": phone})
    return True


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
_UNREACHABLE_BY_PART = (
    update(address)
    .where(
        address.c.id.in_(
            select(message.c.address_id)
            .join(part, part.c.message_id == message.c.id)
            .where(part.c.provider == bindparam("of"))
        )
    )
    .values(reachable=False)
)
_other = address.alias("other")
_MOVE = (
    update(address)
    .where(
        address.c.account == bindparam("of"),
        address.c.external == bindparam("old_id"),
        ~exists().where(
            _other.c.account == address.c.account, _other.c.external == bindparam("new_id")
        ),
    )
    .values(external=bindparam("new_id"))
)
_PHONE = (
    update(address)
    .where(address.c.account == bindparam("of"), address.c.external == bindparam("by"))
    .values(phone=bindparam("now_phone"))
)
_UNREACHABLE = (
    update(address)
    .where(
        address.c.id.in_(select(message.c.address_id).where(Among(message.c.id, "messages"))),
    )
    .values(reachable=False)
)
