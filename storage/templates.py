"""Templates: which approved words an account may send to who has not written for a day."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.schema import address, message, opening, template
from storage.types import Among

USABLE = "APPROVED"
Approved: TypeAlias = frozenset[tuple[str, str]]
"""Name and the provider's language code of every template that may be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """How a template stands in one language."""

    id: int
    account: str
    name: str
    language: str
    """The provider's code, as ``ar_MA``."""
    status: str
    at: datetime
    """When the provider said so."""


def put(tx: Connection, rows: Sequence[TemplateRow]) -> None:
    """Store how templates stand; what was said earlier never replaces what was said later."""
    for row in sorted(rows, key=operator.attrgetter("account", "name", "language", "at")):
        tx.execute(
            _PUT,
            {
                "id": row.id,
                "account": row.account,
                "name": row.name,
                "language": row.language,
                "status": row.status,
                "at": row.at,
            },
        )


def replace(tx: Connection, account: str, rows: Sequence[TemplateRow], now: datetime) -> None:
    """Store the whole list of an account; what is not in it any more is forgotten."""
    put(tx, rows)
    kept = {(row.name, row.language) for row in rows}
    for old in list_(tx, account):
        if (old.name, old.language) not in kept and old.at <= now:
            tx.execute(_DROP, {"key": old.id})


def list_(tx: Connection, account: str) -> list[TemplateRow]:
    """Return every template of an account, by name and language."""
    return [TemplateRow(**row._mapping) for row in tx.execute(_LIST, {"of": account})]


def approved(tx: Connection, account: str) -> Approved:
    """Return what may be sent."""
    rows = tx.execute(_LIST, {"of": account})
    return frozenset((row.name, row.language) for row in rows if row.status == USABLE)


def opened(tx: Connection, account: str, sent: Mapping[int, datetime]) -> None:
    """Note who was sent a template: keys of messages, and when they went."""
    if not sent:
        return
    rows = tx.execute(_RECIPIENTS, {"messages": sorted(sent)})
    values = [
        {"address_id": row.address_id, "account": account, "at": sent[row.id]} for row in rows
    ]
    tx.execute(_OPEN, sorted(values, key=operator.itemgetter("address_id", "at")))


def openings(tx: Connection, account: str, since: datetime) -> list[tuple[str, datetime]]:
    """Return external id and time of everybody who was sent a template since."""
    rows = tx.execute(_OPENINGS, {"of": account, "since": since})
    return [(row.external, row.at) for row in rows]


_NEW = insert(template)
_PUT = _NEW.on_conflict_do_update(
    index_elements=[template.c.account, template.c.name, template.c.language],
    set_={"status": _NEW.excluded.status, "at": _NEW.excluded.at},
    where=template.c.at <= _NEW.excluded.at,
)
_LIST = (
    select(template)
    .where(template.c.account == bindparam("of"))
    .order_by(template.c.name, template.c.language)
)
_DROP = delete(template).where(template.c.id == bindparam("key"))
_RECIPIENTS = select(message.c.id, message.c.address_id).where(Among(message.c.id, "messages"))
_NEW_OPENING = insert(opening)
_OPEN = _NEW_OPENING.on_conflict_do_update(
    index_elements=[opening.c.address_id],
    set_={"account": _NEW_OPENING.excluded.account, "at": _NEW_OPENING.excluded.at},
)
_OPENINGS = (
    select(address.c.external, opening.c.at)
    .join(address, address.c.id == opening.c.address_id)
    .where(opening.c.account == bindparam("of"), opening.c.at > bindparam("since"))
    .order_by(opening.c.at, opening.c.address_id)
)
