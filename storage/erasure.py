"""Erase: every word of a person is overwritten, wherever it stands.

Digests of update ids stay, so that a late duplicate does not bring the person back. The address
goes when the last message went (:func:`sweep`). Who writes again is a stranger.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    literal_column,
    null,
    select,
    update,
)

from storage import audit, changes, inbound
from storage.audit import AuditRow
from storage.broadcasts import TOGETHER
from storage.schema import (
    address,
    answer_event,
    attendance,
    consent,
    conversation,
    interview,
    link,
    media,
    message,
    part,
    person,
    registration,
)
from storage.types import Among, Instant


def erase(
    tx: Connection, person_id: int, now: datetime, *, key: int, keep: Collection[int] = ()
) -> list[str]:
    """Overwrite all words of a person; return the names of files to delete.

    Where others answer in the same chat, their answers stay, and what waits to be sent to them.

    Call ``store.truncate()`` after the commit: SQLite's log still holds the words until then.

    Args:
        tx: The transaction; what the same turn wrote before is erased with the rest.
        person_id: Whose words.
        now: When, UTC.
        key: Key for the line in the audit.
        keep: Keys of queued messages that still go: the goodbye. All others are cancelled.
    """
    names = list(tx.execute(_FILES, {"person": person_id}).scalars())
    addresses = [
        (row.id, row.account, row.external) for row in tx.execute(_ADDRESSES, {"person": person_id})
    ]
    inbound.blank(tx, addresses)
    changes.forget_ids(tx, [(account, own) for _, account, own in addresses])
    shared = list(tx.execute(_SHARED, {"of": person_id}).scalars())
    kept = [*keep, *_of_others(tx, person_id, shared)]
    values = {"of": person_id, "now": now, "keep": kept}
    for statement in _ERASE:
        tx.execute(statement, values)
    if shared:
        _leave(tx, person_id, shared)
    for statement in _FORGET_PERSON:
        tx.execute(statement, values)
    audit.put(tx, [AuditRow(id=key, at=now, what="erased", reference=person_id)])
    return names


def _of_others(tx: Connection, person_id: int, shared: list[int]) -> list[int]:
    """Return the queued messages of shared chats that are not for this person."""
    if not shared:
        return []
    mine = {f"nudge:{key}" for key in tx.execute(_MY_INTERVIEWS, {"of": person_id}).scalars()}
    return [
        key
        for key, unique, read_by_others in tx.execute(_KEYED, {"addresses": shared})
        if read_by_others
        or (not unique.endswith(f":{person_id}") and unique.rpartition(":")[0] not in mine)
    ]


def _leave(tx: Connection, person_id: int, shared: list[int]) -> None:
    """Take a person out of chats that others go on with."""
    tx.execute(_OUT, {"of": person_id, "addresses": shared})
    left: dict[int, list[tuple[int, bool]]] = {}
    for address_id, key, current in tx.execute(_LEFT, {"addresses": shared}):
        left.setdefault(address_id, []).append((key, current))
    for held in left.values():
        if not any(current for _, current in held):
            tx.execute(_TURN, {"key": held[0][0]})
        if len(held) == 1:
            tx.execute(_ALONE, {"key": held[0][0]})


def sweep(tx: Connection) -> int:
    """Finish erasures whose last message went: its words and the address; return how many.

    To be called every minute; ``store.truncate()`` after it when it found something.
    """
    tx.execute(_BLANK_SENT)
    tx.execute(_UNPART)
    gone = list(tx.execute(_GONE).scalars())
    if gone:
        tx.execute(_FORGET, [{"key": key, "nobody": f"erased:{key}"} for key in sorted(gone)])
        tx.execute(_NO_LANGUAGE, {"addresses": gone})
    return len(gone)


def _mine(of: Select[tuple[int]]) -> Select[tuple[int]]:
    return of.where(conversation.c.person_id == bindparam("of"))


_FILES = select(media.c.name).where(
    media.c.person_id == bindparam("person"), media.c.state != "erased"
)
_ADDRESSES = (
    select(address.c.id, address.c.account, address.c.external)
    .join(conversation, conversation.c.address_id == address.c.id)
    .where(conversation.c.person_id == bindparam("person"))
)
_MY_ADDRESSES = _mine(select(conversation.c.address_id))
_MY_INTERVIEWS = select(interview.c.id).where(interview.c.person_id == bindparam("of"))
_MY_MESSAGES = select(message.c.id).where(message.c.address_id.in_(_MY_ADDRESSES))
_NOW = bindparam("now", type_=Instant)

_ERASE = (
    update(answer_event)
    .where(answer_event.c.interview_id.in_(_MY_INTERVIEWS))
    .values(value=null(), typed=""),
    delete(registration).where(registration.c.person_id == bindparam("of")),
    update(interview)
    .where(interview.c.person_id == bindparam("of"))
    .values(answers={}, code="", erased=_NOW),
    delete(part).where(part.c.message_id.in_(_MY_MESSAGES)),
    update(message)
    .where(
        message.c.address_id.in_(_MY_ADDRESSES),
        message.c.state == "queued",
        ~Among(message.c.id, "keep"),
    )
    .values(state="cancelled", reason="erased", settled=_NOW),
    update(message)
    .where(message.c.address_id.in_(_MY_ADDRESSES), ~Among(message.c.id, "keep"))
    .values(body=null(), parts=null()),
    update(media)
    .where(media.c.person_id == bindparam("of"))
    .values(state="erased", reference="", mime="", digest=null()),
    update(consent)
    .where(consent.c.person_id == bindparam("of"), consent.c.withdrawn.is_(None))
    .values(withdrawn=_NOW),
    update(consent)
    .where(consent.c.person_id == bindparam("of"))
    .values(text_version="", language=""),
    delete(attendance).where(attendance.c.person_id == bindparam("of")),
)
_FORGET_PERSON = (
    delete(link).where(
        (link.c.person_id == bindparam("of")) | link.c.address_id.in_(_MY_ADDRESSES)
    ),
    update(conversation).where(conversation.c.person_id == bindparam("of")).values(state={}),
    update(address).where(address.c.id.in_(_MY_ADDRESSES)).values(phone=None),
    update(person)
    .where(person.c.id == bindparam("of"))
    .values(erased=_NOW, zone="", mode="text", stopped=True),
    # Where the address stays with others, no goodbye is waited for.
    update(person)
    .where(
        person.c.id == bindparam("of"),
        ~select(literal_column("1"))
        .select_from(conversation)
        .where(conversation.c.person_id == bindparam("of"))
        .exists(),
    )
    .values(language=""),
)
_hers, _other = conversation.alias("hers"), conversation.alias("other")
_SHARED = (
    select(_hers.c.address_id)
    .join(_other, _other.c.address_id == _hers.c.address_id)
    .join(person, person.c.id == _other.c.person_id)
    .where(
        _hers.c.person_id == bindparam("of"),
        _other.c.person_id != bindparam("of"),
        person.c.erased.is_(None),
    )
    .distinct()
)
_copy = message.alias("copy")
_READ_BY_OTHERS = (
    select(_copy.c.id)
    .where(
        _copy.c.broadcast_id == message.c.broadcast_id,
        _copy.c.address_id == message.c.address_id,
        _copy.c.reason == TOGETHER,
    )
    .exists()
)
_KEYED = select(message.c.id, message.c.unique_key, _READ_BY_OTHERS).where(
    Among(message.c.address_id, "addresses"),
    message.c.state == "queued",
    message.c.unique_key.is_not(None),
)
_OUT = delete(conversation).where(
    conversation.c.person_id == bindparam("of"), Among(conversation.c.address_id, "addresses")
)
_LEFT = (
    select(conversation.c.address_id, conversation.c.id, conversation.c.current)
    .where(Among(conversation.c.address_id, "addresses"))
    .order_by(conversation.c.address_id, conversation.c.place)
)
_ONE = update(conversation).where(conversation.c.id == bindparam("key"))
_TURN = _ONE.values(current=True)
_ALONE = _ONE.values(place=0)

# From the few who were erased to their addresses: a join lets SQLite begin with all addresses.
_ERASED_ADDRESSES = select(address.c.id).where(
    address.c.id.in_(
        select(conversation.c.address_id).where(
            conversation.c.person_id.in_(select(person.c.id).where(person.c.erased.is_not(None)))
        )
    ),
    address.c.external.not_like("erased:%"),
)
_OVER = message.c.state.not_in(["queued", "claimed"])
_BLANK_SENT = (
    update(message)
    .where(message.c.address_id.in_(_ERASED_ADDRESSES), _OVER)
    .values(body=null(), parts=null())
)
_UNPART = delete(part).where(
    part.c.message_id.in_(
        select(message.c.id).where(message.c.address_id.in_(_ERASED_ADDRESSES), _OVER)
    )
)
_GONE = _ERASED_ADDRESSES.where(
    ~select(literal_column("1"))
    .select_from(message)
    .where(
        message.c.address_id == address.c.id,
        message.c.state.in_(["queued", "claimed"]),
    )
    .exists()
)
_FORGET = (
    update(address)
    .where(address.c.id == bindparam("key"))
    .values(
        external=bindparam("nobody"), phone=None, reachable=False, last_inbound=None, heard=None
    )
)
_NO_LANGUAGE = (
    update(person)
    .where(
        person.c.id.in_(
            select(conversation.c.person_id).where(Among(conversation.c.address_id, "addresses"))
        )
    )
    .values(language="")
)
