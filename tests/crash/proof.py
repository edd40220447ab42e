"""What must hold, read from the database and from the fake server's own books."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from flows.message import Message
from flows.standing import LEFT_OUT
from storage import inbound
from storage.engine import Store, Tx, open_store
from tests.crash.crowd import Crowd
from tests.waiting import until

ACCOUNT = "telegram:default"
WINDOW = 25
"""Messages that may be claimed without a result: a second's sends, Telegram's limit."""
STATES = frozenset(
    {"queued", "claimed", "sent", "delivered", "read", "failed", "expired", "cancelled", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A message that was claimed without a result when the process was killed."""

    id: int
    attempts: int
    """With the claim: a kill before the next start has recovered finds the same doubt again."""
    chat: int
    lane: int
    text: str


@dataclass(slots=True)
class Figures:
    """What a run came to."""

    kills: int = 0
    in_doubt: int = 0
    widest: int = 0
    """Messages in doubt after one kill at most."""
    twice: int = 0
    """Messages that went out twice, all of them in doubt."""
    updates: int = 0
    again: int = 0
    """Updates that were handed to the bot more than once."""
    answers: int = 0
    messages: int = 0
    finished: int = 0
    states: Counter[str] = field(default_factory=Counter)


def rows(tx: Tx, sql: str) -> list[Any]:
    return list(tx.exec_driver_sql(sql).all())


def value(held: str | None) -> Any:
    """Return what a JSON column holds, read as text: the drivers differ."""
    return None if held is None else json.loads(held)


async def in_doubt(url: str) -> list[Doubtful]:
    """Return what was claimed when the process died, once the database has let go of it."""
    async with await open_store(url) as store:
        if store.dialect == "postgresql":
            # A commit may have been on its way: the server ends it, and then the connection.
            async def let_go() -> bool:
                return not await store.read(lambda tx: rows(tx, OTHERS)[0].n)

            await until(let_go)
        found = await store.read(lambda tx: rows(tx, CLAIMED))
    return [
        Doubtful(row.id, row.attempts, int(row.external), row.lane, value(row.body)["text"])
        for row in found
    ]


async def waiting(store: Store) -> int:
    """Return how many messages have no result yet."""
    count: int = await store.read(lambda tx: rows(tx, OPEN)[0].n)
    return count


async def prove(store: Store, crowd: Crowd, doubtful: Collection[Doubtful]) -> Figures:
    """Return the figures of a run in which nothing was lost or doubled."""
    figures = Figures(in_doubt=len(doubtful))
    figures.again = sum(times > 1 for times in crowd.delivered.values())
    await store.read(lambda tx: _answers(tx, crowd, figures))
    await store.read(lambda tx: _messages(tx, crowd, doubtful, figures))
    return figures


def _answers(tx: Tx, crowd: Crowd, figures: Figures) -> None:
    """Every confirmed update was applied, once, in order, and stands in its interview."""
    seen = {bytes(row.digest): row for row in rows(tx, "SELECT id, digest, state FROM inbound")}
    updates = {inbound.digest(ACCOUNT, str(number)): number for number in crowd.made_updates}
    assert seen.keys() <= updates.keys(), "an update that nobody sent"
    assert {row.state for row in seen.values()} <= {"done"}, "an update failed"
    applied = {row.id: updates[digest] for digest, row in seen.items()}
    assert crowd.confirmed <= set(applied.values()), "a confirmed update is lost"

    # Whatever these people send is answered by one message: a second application shows here too.
    replies = Counter({int(row.external): row.n for row in rows(tx, REPLIES)})
    assert replies == Counter(crowd.made_updates[number] for number in applied.values())

    events = rows(tx, EVENTS)
    by_update = Counter(applied[row.inbound_id] for row in events)
    assert not [number for number, times in by_update.items() if times > 1], "applied twice"
    assert not crowd.repeats & by_update.keys(), "the second tap on a button was an answer"
    assert not [row.refused for row in events if row.refused], "a valid answer was refused"
    by_chat: dict[int, list[Any]] = defaultdict(list)
    for row in events:
        by_chat[int(row.external)].append(row)
    interviews = {int(row.external): row for row in rows(tx, INTERVIEWS)}
    for chat, human in crowd.people.items():
        said = [each for each in human.said if each.kept]
        held = [(applied[row.inbound_id], row.typed) for row in by_chat[chat]]
        sent = [(each.update, each.typed) for each in said]
        assert held == sent[: len(held)], "answers in another order, or others, than were sent"
        due = {each.update for each in said} & crowd.confirmed
        assert due <= {number for number, _ in held}, "an acknowledged answer is lost"
        if chat in interviews:
            stored = {
                key.removeprefix(LEFT_OUT): answer
                for key, answer in value(interviews[chat].answers).items()
            }
            last = {row.question: value(row.value) for row in by_chat[chat]}
            assert {key: stored.get(key) for key in last} == last, "an interview lacks an answer"
        ends = {each.update for each in human.said if each.typed == "confirm"} & crowd.confirmed
        if ends:
            assert interviews[chat].status == "finished"
    registered = rows(tx, REGISTERED)
    assert len(registered) == len({row.interview_id for row in registered})
    figures.finished = len(registered)
    figures.updates, figures.answers = len(seen), len(events)


def _messages(tx: Tx, crowd: Crowd, doubtful: Collection[Doubtful], figures: Figures) -> None:
    """Every message has one state, and none went out twice unless it was in doubt."""
    ledger = rows(tx, MESSAGES)
    figures.messages = len(ledger)
    figures.states = Counter(row.state for row in ledger)
    assert figures.states.keys() <= STATES
    claims = Counter(each.id for each in doubtful)
    booked: dict[tuple[int, int], int] = {}
    for row in ledger:
        chat, text = int(row.external), Message.from_json(value(row.body)).text.strip()
        parts = value(row.parts) or []
        assert (row.state == "sent") == bool(parts)
        assert len(parts) <= 1, "a message of one part went out in several"
        for part in parts:
            key = (chat, int(part))
            assert key not in booked, "two messages claim the same sending"
            assert crowd.sent[key].text == text
            booked[key] = row.id
        if row.lane:
            assert (row.state == "unknown") == (claims[row.id] > 0), "an announcement was repeated"
    free = Counter((each.chat, each.text.strip()) for each in doubtful)
    for key in crowd.sent.keys() - booked.keys():
        sent = crowd.sent[key]
        assert free[sent.chat, sent.text] > 0, "sent twice, and was never in doubt"
        free[sent.chat, sent.text] -= 1
        figures.twice += 1


OTHERS = """
    SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
CLAIMED = """
    SELECT m.id, m.attempts, m.lane, CAST(m.body AS text) AS body, a.external
    FROM message m JOIN address a ON a.id = m.address_id WHERE m.state = 'claimed' ORDER BY m.id"""
OPEN = "SELECT count(*) AS n FROM message WHERE state IN ('queued', 'claimed')"
EVENTS = """
    SELECT e.id, e.inbound_id, e.question, CAST(e.value AS text) AS value, e.typed, e.refused,
        a.external
    FROM answer_event e JOIN interview i ON i.id = e.interview_id
    JOIN conversation c ON c.person_id = i.person_id JOIN address a ON a.id = c.address_id
    ORDER BY e.at, e.id"""
REPLIES = """
    SELECT a.external, count(*) AS n FROM message m JOIN address a ON a.id = m.address_id
    WHERE m.lane = 0 GROUP BY a.external"""
INTERVIEWS = """
    SELECT CAST(i.answers AS text) AS answers, i.status, a.external FROM interview i
    JOIN conversation c ON c.person_id = i.person_id JOIN address a ON a.id = c.address_id"""
REGISTERED = "SELECT interview_id FROM registration"
MESSAGES = """
    SELECT m.id, m.lane, CAST(m.body AS text) AS body, CAST(m.parts AS text) AS parts, m.state,
        a.external
    FROM message m JOIN address a ON a.id = m.address_id ORDER BY m.id"""
