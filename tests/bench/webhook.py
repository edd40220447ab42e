"""Webhooks with a durable 200 (goal 4): one core for the server, another for who sends.

Bare writes the raw body and answers. Ours answers when everything is committed that the body
leads to: the answer kept, the interview moved on, the next question in the outbox.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import uvloop

from storage.inbound import digest
from tests.bench import goals, workload
from tests.bench.goals import Figures, Goal
from tests.bench.serving import NUMBER, PATHS, SECRET
from tests.bench.wire import drive, post, provider

CONNECTIONS = 64
PEOPLE = 1_200
WARM = 64
"""People more, who answer everything before the clock runs: performance.md warms up for a second,
and a programme's server was not started a moment ago."""
SENT = 6_000
"""Messages of ours, each of which is then said to be sent, delivered and read."""
SIZE = 449
"""Bytes of a text message's body, as in performance.md."""
ACCOUNT = "whatsapp:default"
NAMES = {
    "bare": "starlette + uvicorn + group commit of the raw body",
    "whatsapp": "Rafiq, WhatsApp, people's answers: whole step before the 200",
    "telegram": "Rafiq, Telegram, people's answers: whole step before the 200",
    "statuses": "Rafiq, WhatsApp, statuses of our messages before the 200",
    "mixed": "Rafiq, WhatsApp, three statuses to each answer, as Meta sends them",
}


def measure(folder: Path, count: int) -> None:
    """Print figures and goals."""
    found = goals.rounds("webhook", list(NAMES), folder, count)
    goals.table(f"webhooks, {CONNECTIONS} connections, server on one core", found, NAMES)
    goals.show(_goals(found))


def _goals(found: list[goals.Round]) -> Iterator[Goal]:
    for name in list(NAMES)[1:]:
        ratio = goals.ratio(found, name, "bare")
        yield Goal(number="4", words=f"{name} / bare", found=ratio, limit=0.4)
        rate = goals.middle(found, name, "rate")
        yield Goal(number="4", words=f"{name} a second", found=rate, limit=3_300, form="{:,.0f}")
        p99 = goals.middle(found, name, "p99")
        yield Goal(
            number="4", words=f"{name}: p99 ms", found=p99, limit=50, least=False, form="{:.1f} ms"
        )


# ---------------------------------------------------------------- what is sent


def _signed(path: str, body: bytes) -> bytes:
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return post(path, body, X_Hub_Signature_256=f"sha256={signature}")


def _entry(**held: Any) -> bytes:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": NUMBER}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **held}
    entry = {"id": "102290129340398", "changes": [{"value": value, "field": "messages"}]}
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def _text(person: int, place: int, said: str) -> bytes:
    """Return the body of a text message; its id makes up what the words lack of SIZE."""
    who, number = f"MA.{10_000 + person}", f"2126{person:08}"
    contact = {"profile": {"name": "Amina"}, "wa_id": number, "user_id": who}

    def body(own: str) -> bytes:
        text = {"from": number, "from_user_id": who, "id": own, "timestamp": "1795341600"}
        return _entry(
            contacts=[contact], messages=[{**text, "type": "text", "text": {"body": said}}]
        )

    own = f"wamid.{place * 1_000_000 + person}"
    return body(own + "=" * (SIZE - len(body(own))))


def _status(key: int, state: str) -> bytes:
    status = {
        "id": f"wamid.{key}",
        "status": state,
        "timestamp": "1795341600",
        "recipient_id": "212600000000",
        "biz_opaque_callback_data": f"{key}:0",
    }
    return _entry(statuses=[status])


def requests(name: str) -> tuple[list[bytes], list[bytes]]:
    """Return requests that begin the conversations and warm up, and those that are timed."""
    everybody = range(PEOPLE + WARM)
    if name == "statuses":
        return _statuses(range(SENT + 1, SENT + WARM + 1)), _statuses(range(1, SENT + 1))
    begin = [_said(name, person, 0, "hello") for person in everybody]
    warm, answers = _answers(name, everybody[PEOPLE:]), _answers(name, everybody[:PEOPLE])
    if name == "mixed":
        warmed, statuses = requests("statuses")
        told = iter(statuses)
        mixed = [each for one in answers[:SENT] for each in (one, *islice(told, 3))]
        return [*begin, *warm, *warmed], mixed
    return [*begin, *warm], answers


def _answers(name: str, people: range) -> list[bytes]:
    """Return what these people answer: everybody the first question, then the second."""
    return [
        _said(name, person, place, workload.said(text, person))
        for place, text in enumerate(workload.ANSWERS, 1)
        for person in people
    ]


def _said(name: str, person: int, place: int, words: str) -> bytes:
    if name != "telegram":
        return _signed(PATHS[name], _text(person, place, words))
    update = workload.update(name, person, place, words)
    return post(PATHS[name], update.encode(), X_Telegram_Bot_Api_Secret_Token=SECRET)


def _statuses(keys: range) -> list[bytes]:
    states = ("sent", "delivered", "read")
    return [_signed(PATHS["statuses"], _status(key, state)) for state in states for key in keys]


# ---------------------------------------------------------------- one configuration


def database(name: str, folder: Path) -> Path:
    """Return a new database for a configuration."""
    path = folder / f"{name}.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    if name != "bare":
        shutil.copy(folder / "empty.db", path)
    if name in ("statuses", "mixed"):
        _sent(path)
    return path


def _sent(path: Path) -> None:
    """Write messages of ours that went out, to one person each."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    connection = sqlite3.connect(path)
    keys = range(1, SENT + WARM + 1)
    connection.executemany(
        "INSERT INTO address (id, account, external, reachable) VALUES (?, ?, ?, 1)",
        [(key, ACCOUNT, f"MA.{key}") for key in keys],
    )
    connection.executemany(
        "INSERT INTO message (id, address_id, account, lane, body, due, state, attempts, parts, "
        "error, reason, created, claimed, settled) "
        "VALUES (?, ?, ?, 2, '{}', ?, 'sent', 1, ?, '', '', ?, ?, ?)",
        [(key, key, ACCOUNT, at, json.dumps([f"wamid.{key}"]), at, at, at) for key in keys],
    )
    connection.executemany(
        "INSERT INTO part (provider, message_id) VALUES (?, ?)",
        [(digest(ACCOUNT, f"wamid.{key}"), key) for key in keys],
    )
    connection.execute("INSERT INTO key_block (name, next) VALUES ('all', ?)", [len(keys) + 1])
    connection.commit()
    connection.close()


@contextmanager
def server(name: str, folder: Path, fake: int) -> Iterator[int]:
    """Serve in a process of its own; yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.bench.serving", name, str(folder), str(port), str(fake)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield port
    finally:
        process.kill()
        process.wait()


def _check(name: str, path: Path) -> None:
    """Refuse figures of steps that were not taken."""
    people, sent = PEOPLE + WARM, SENT + WARM
    answers = people * workload.QUESTIONS
    warm = WARM * workload.QUESTIONS
    wanted = {"bare": [answers + people], "statuses": [0, sent], "mixed": [SENT + warm, sent]}
    queries = ["SELECT count(*) FROM raw"] if name == "bare" else _KEPT
    connection = sqlite3.connect(path)
    kept = [connection.execute(query).fetchone()[0] for query in queries]
    connection.close()
    assert kept == wanted.get(name, [answers, 0]), f"{name}: {kept}"


_KEPT = (
    "SELECT count(*) FROM answer_event WHERE refused = ''",
    "SELECT count(*) FROM message WHERE state = 'read'",
)


async def _configuration(name: str, folder: Path) -> Figures:
    path = database(name, folder)
    async with provider() as fake:
        first, timed = requests(name)
        with server(name, folder, fake) as port:
            if first:
                await drive(port, iter(first), CONNECTIONS)
            took, each = await drive(port, iter(timed), CONNECTIONS)
    _check(name, path)
    return {"rate": len(timed) / took, **goals.times(each)}


def _run(name: str, folder: Path) -> Figures:
    os.sched_setaffinity(0, {1})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_configuration(name, folder))


if __name__ == "__main__":
    goals.main(_run)
