"""Which address is whose after a change of number, and what is never put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from flows.incoming import Upload
from flows.turn import Keep
from storage import answers, conversations, inbound, interviews, media, preferences
from storage.answers import AnswerRow
from storage.conversations import Contact
from storage.engine import Store
from storage.inbound import Claim, digest
from storage.interviews import InterviewRow
from storage.media import MediaRow
from storage.moves import Move, follow
from storage.preferences import Preference
from storage.schema import address, conversation, message, preference
from storage.schema import inbound as updates
from storage.schema import media as files
from storage.schema import person as people
from tests.storage.people import NOW, interview, person, say

pytestmark = pytest.mark.anyio
ACCOUNT, OLD, NEW = "whatsapp:default", "212600000000", "MA.1"
CHANGED = NOW - timedelta(seconds=10)
Step = Callable[[Connection], object]


def somebody(tx: Connection, who: str, key: int, at: datetime) -> None:
    """Let somebody have written from an address, whose key is her person's too."""
    person(tx, who, key, account=ACCOUNT)
    told = Contact(address_id=key, phone=f"+{key}", reachable=True, last_inbound=at, at=at)
    conversations.touch(tx, [told])
    inbound.claim(tx, [Claim(key + 100, ACCOUNT, digest(ACCOUNT, who), at, key, {"said": key})])
    say(tx, key + 200, to=key, account=ACCOUNT)
    upload = Upload(kind="voice", reference="r", mime="audio/ogg", size=1, name=f"{key}.ogg")
    row = MediaRow(id=key + 500, person_id=key, account=ACCOUNT, upload=upload, created=at)
    media.want(tx, [row])


def old(tx: Connection, at: datetime = CHANGED - timedelta(hours=1)) -> None:
    somebody(tx, OLD, 3, at)


def new(tx: Connection) -> None:
    somebody(tx, NEW, 4, NOW)


def reused(tx: Connection) -> None:
    old(tx, at=NOW)


def asked(key: int) -> Step:
    return lambda tx: interviews.put(tx, [InterviewRow(key, interview(key + 300))])


def answered(key: int) -> Step:
    def answer(tx: Connection) -> None:
        asked(key)(tx)
        keep = Keep(interview=key + 300, question="name", value="A", typed="A", how="typed")
        answers.put(tx, [AnswerRow(id=key + 600, inbound_id=key + 100, keep=keep, at=NOW)])

    return answer


def set_(key: int, **values: object) -> Step:
    return lambda tx: tx.execute(update(people).where(people.c.id == key).values(**values))


def refuses(who: str) -> Step:
    wish = Preference(account=ACCOUNT, external=(who,), announcements=False, at=NOW)
    return lambda tx: preferences.put(tx, [wish])


def where(tx: Connection) -> dict[str, list[int]]:
    """Return the addresses by external id, each with the keys of what hangs on it."""
    rows = tx.execute(select(address.c.id, address.c.external, conversation.c.person_id).join_from(
        address, conversation)).all()  # fmt: skip
    found: dict[str, list[int]] = {}
    for key, external, who in rows:
        held: Sequence[Any] = [who]
        for table in (updates, message):
            hers = select(table.c.id).where(table.c.address_id == key).order_by(table.c.id)
            held = [*held, *tx.execute(hers).scalars()]
        of_her = select(files.c.id).where(files.c.person_id == who).order_by(files.c.id)
        found[external] = [*held, *tx.execute(of_her).scalars()]
    return found


OF_OLD, OF_NEW = [3, 103, 203, 503], [4, 104, 204, 504]
BOTH_BY_OLD = [3, 103, 104, 203, 204, 503, 504]
BOTH_BY_NEW = [4, 103, 104, 203, 204, 503, 504]
APART = {OLD: OF_OLD, NEW: OF_NEW}


@pytest.mark.parametrize(
    ("steps", "ends"),
    [
        pytest.param([], {}, id="nobody"),
        pytest.param([new], {NEW: OF_NEW}, id="only the new one is known"),
        pytest.param([old], {NEW: OF_OLD}, id="it gets the new id"),
        pytest.param([reused], {OLD: OF_OLD}, id="the number is somebody else's since"),
        pytest.param([old, new], {NEW: BOTH_BY_OLD}, id="both said hello"),
        pytest.param([old, new, answered(3)], {NEW: BOTH_BY_OLD}, id="an interview by the old"),
        pytest.param([old, new, answered(4)], {NEW: BOTH_BY_NEW}, id="an interview by the new"),
        pytest.param([old, new, answered(3), answered(4)], APART, id="an interview by both"),
        pytest.param(
            [old, new, answered(3), asked(4)], {NEW: BOTH_BY_OLD}, id="by the new nothing answered"
        ),
        pytest.param(
            [old, new, answered(3), set_(4, stopped=True)], APART, id="she said stop by the new"
        ),
        pytest.param(
            [old, new, set_(4, created=CHANGED - timedelta(days=1))],
            APART,
            id="the new number was somebody else's",
        ),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
async def test_where_a_change_leads(
    store: Store, steps: Sequence[Step], ends: dict[str, list[int]], times: int
) -> None:
    move = Move(account=ACCOUNT, old=OLD, new=NEW, phone="+9", since=CHANGED)

    def run(tx: Connection) -> dict[str, list[int]]:
        for step in steps:
            step(tx)
        before = where(tx)
        assert follow(tx, move) == (where(tx) != before)
        for _ in range(times - 1):
            assert not follow(tx, move)
        return where(tx)

    assert await store.write(run) == ends
    if ends not in ({}, APART) and NEW in ends and old in steps:
        phones = await store.read(lambda tx: tx.execute(select(address.c.phone)).scalars().all())
        assert phones == ["+9"]
        counted = select(func.count()).select_from(people)
        assert await store.read(lambda tx: tx.execute(counted).scalar()) == 1


async def test_who_was_heard_last_says_whether_she_can_be_reached(store: Store) -> None:
    def run(tx: Connection) -> tuple[bool, datetime, datetime]:
        old(tx)
        new(tx)
        gone = update(address).where(address.c.external == OLD).values(reachable=False)
        tx.execute(gone)
        assert follow(tx, Move(account=ACCOUNT, old=OLD, new=NEW, since=CHANGED))
        row = tx.execute(select(address.c.reachable, address.c.heard, address.c.last_inbound)).one()
        return tuple(row)

    assert await store.write(run) == (True, NOW, NOW)


@pytest.mark.parametrize("who", [OLD, NEW])
async def test_who_wants_no_announcements_gets_none_after_it(store: Store, who: str) -> None:
    def run(tx: Connection) -> Sequence[int]:
        for step in (old, new, answered(3), refuses(who)):
            step(tx)
        assert follow(tx, Move(account=ACCOUNT, old=OLD, new=NEW, since=CHANGED))
        return tx.execute(select(preference.c.address_id)).scalars().all()

    assert await store.write(run) == [3]


async def test_a_shared_telephone_is_left_alone(store: Store) -> None:
    def run(tx: Connection) -> dict[str, list[int]]:
        old(tx)
        new(tx)
        answered(3)(tx)
        tx.execute(update(conversation).where(conversation.c.address_id == 4).values(place=1))
        assert not follow(tx, Move(account=ACCOUNT, old=OLD, new=NEW, since=CHANGED))
        return where(tx)

    assert await store.write(run) == APART
