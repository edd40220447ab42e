"""An address follows its person: to a user id that we learn, to a number that she changed to.

Webhooks come in any order. Who wrote from her new number before we were told of the change has two
addresses by then; where one of the two holds nothing but words of greeting it goes into the other,
so that her interview is found whichever came first. Two of which both hold something stay two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from storage.rows import AnyRow
from storage.schema import (
    address,
    answer_event,
    attendance,
    consent,
    conversation,
    coordinator,
    inbound,
    interview,
    link,
    media,
    message,
    opening,
    person,
    preference,
    registration,
)
from storage.types import Among


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An address has a new external id."""

    account: str
    old: str
    new: str
    phone: str | None = None
    """The number from now on (E.164), where it is told."""
    since: datetime | None = None
    """When the person changed it: who is heard of by the old id later is somebody else, and so is
    who was known by the new one before. None: both were hers all the time."""


def follow(tx: Connection, move: Move) -> bool:
    """Let an address follow its person; True when something changed."""
    found = {
        row.external: row
        for row in tx.execute(_BOTH, {"of": move.account, "ids": sorted((move.old, move.new))})
    }
    old, new = found.get(move.old), found.get(move.new)
    if old is None or _of_another(move, old, new):
        return False
    kept = old
    if new is not None and _is_stranger(tx, new):
        _fold(tx, gone=new, kept=old)
    elif new is not None:
        if not _is_stranger(tx, old):
            return False
        kept = new
        _fold(tx, gone=old, kept=new)
    phone = move.phone or (new or old).phone
    tx.execute(_NAME, {"key": kept.id, "now_external": move.new, "now_phone": phone})
    return True


def _of_another(move: Move, old: AnyRow, new: AnyRow | None) -> bool:
    """Return whether one of the ids is another person's at the time of the change."""
    if move.since is None:
        return False
    if old.heard is not None and old.heard > move.since:
        return True  # the number was given to somebody else since
    return new is not None and new.created < move.since


def _is_stranger(tx: Connection, row: AnyRow) -> bool:
    """Return whether nothing is kept of who writes from an address but what was said."""
    if row.stopped or row.erased is not None or row.place:
        return False
    who = {"who": row.person_id, "here": row.id}
    return not any(tx.execute(each, who).first() for each in _KEPT)


def _fold(tx: Connection, *, gone: AnyRow, kept: AnyRow) -> None:
    """Put what was said from one address to the other, and take the empty one away."""
    values = {"gone": gone.id, "kept": kept.id}
    for table in (inbound, message, coordinator):
        tx.execute(_TO_KEPT[table.name], values)
    for table in (preference, opening):
        if tx.execute(_HAS[table.name], values).first() is None:
            tx.execute(_TO_KEPT[table.name], values)
        tx.execute(_DROP[table.name], values)
    tx.execute(_FILES, {"gone": gone.person_id, "kept": kept.person_id})
    tx.execute(_CODES, values)
    tx.execute(_UNANSWERED, {"gone": gone.person_id})
    tx.execute(_DROP[conversation.name], values)
    tx.execute(_GONE_ADDRESS, values)
    tx.execute(_GONE_PERSON, {"gone": gone.person_id})
    last = max((gone, kept), key=lambda row: (row.heard is not None, row.heard or row.created))
    inbounds = [row.last_inbound for row in (gone, kept) if row.last_inbound is not None]
    heard = {
        "now_reachable": last.reachable,
        "now_heard": last.heard,
        "now_inbound": max(inbounds, default=None),
    }
    tx.execute(_HEARD, values | heard)
    if any(tx.execute(each, {"who": kept.person_id, "here": kept.id}).first() for each in _KEPT):
        # What she was asked last was asked over there: her next words are no answer to it.
        tx.execute(_ANEW, values)


_BOTH = (
    select(
        address.c.id,
        address.c.external,
        address.c.phone,
        address.c.reachable,
        address.c.last_inbound,
        address.c.heard,
        conversation.c.person_id,
        conversation.c.place,
        person.c.stopped,
        person.c.erased,
        person.c.created,
    )
    .join(conversation, conversation.c.address_id == address.c.id)
    .join(person, person.c.id == conversation.c.person_id)
    .where(
        address.c.account == bindparam("of"),
        Among(address.c.external, "ids"),
        conversation.c.current,
    )
    .order_by(address.c.id)
    .with_for_update(key_share=True, of=[address, conversation])
)
_elsewhere = conversation.alias("elsewhere")
_KEPT = (
    # Something of a person beyond what was said; the last: she has another address as well.
    *(
        select(table.c.id).where(table.c.person_id == bindparam("who")).limit(1)
        for table in (consent, registration, attendance)
    ),
    select(answer_event.c.id)
    .join(interview, interview.c.id == answer_event.c.interview_id)
    .where(interview.c.person_id == bindparam("who"))
    .limit(1),
    select(_elsewhere.c.id)
    .where(_elsewhere.c.person_id == bindparam("who"), _elsewhere.c.address_id != bindparam("here"))
    .limit(1),
)
_KEY: BindParameter[int] = bindparam("kept")
_GONE: BindParameter[int] = bindparam("gone")


def _at(table: Table, key: ColumnElement[int]) -> ColumnElement[bool]:
    return table.c.address_id == key


_TABLES = (inbound, message, coordinator, preference, opening, conversation)
_TO_KEPT = {
    table.name: update(table).where(_at(table, _GONE)).values(address_id=_KEY) for table in _TABLES
}
_HAS = {table.name: select(table.c.address_id).where(_at(table, _KEY)) for table in _TABLES}
_DROP = {table.name: delete(table).where(_at(table, _GONE)) for table in _TABLES}
_FILES = update(media).where(media.c.person_id == _GONE).values(person_id=_KEY)
_CODES = delete(link).where(or_(_at(link, _GONE), link.c.other_id == _GONE))
_UNANSWERED = delete(interview).where(interview.c.person_id == _GONE)
_GONE_ADDRESS = delete(address).where(address.c.id == _GONE)
_GONE_PERSON = delete(person).where(person.c.id == _GONE)
_HEARD = (
    update(address)
    .where(address.c.id == _KEY)
    .values(
        reachable=bindparam("now_reachable"),
        heard=bindparam("now_heard"),
        last_inbound=bindparam("now_inbound"),
    )
)
_ANEW = update(conversation).where(_at(conversation, _KEY), conversation.c.current).values(state={})
_NAME = (
    update(address)
    .where(address.c.id == bindparam("key"))
    .values(external=bindparam("now_external"), phone=bindparam("now_phone"))
)
