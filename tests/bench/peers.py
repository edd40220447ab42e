"""What a Python developer would pick: python-telegram-bot's ConversationHandler.

Nothing is sent, which flatters it: a handler makes the next question and leaves it at that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import aiosqlite
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from tests.bench import workload
from tests.bench.workload import Figure, figure

Handler = Callable[[Update, CallbackContext[Any, Any, Any, Any]], Coroutine[Any, Any, int]]
QUESTIONS: tuple[tuple[str, str, int, int, tuple[str, ...]], ...] = (
    # Name, label, least and most (characters, or the number itself), choices.
    ("full_name", "What is your full name?", 1, 80, ()),
    ("gender", "Are you a woman or a man?", 0, 0, ("woman", "man")),
    ("age", "How old are you?", 10, 100, ()),
    ("town", "Which town do you live in?", 1, 80, ()),
    ("schooling", "Did you go to school?", 0, 0, ("yes", "no")),
    ("children", "How many children do you have?", 0, 20, ()),
    ("work", "What do you do now?", 0, 0, ("study", "job", "search", "home")),
    ("skill", "What would you like to learn?", 1, 200, ()),
    ("phone_own", "Do you have a telephone of your own?", 0, 0, ("yes", "no")),
    ("hours", "How many hours a week can you come?", 1, 40, ()),
)
NUMBERS = frozenset({"age", "children", "hours"})


def read(place: int, text: str) -> Any:
    """Return the answer, or None when it is none."""
    name, _, least, most, choices = QUESTIONS[place]
    if choices:
        return choices[int(text) - 1] if text.isdecimal() and int(text) <= len(choices) else None
    if name in NUMBERS:
        return int(text) if text.isdecimal() and least <= int(text) <= most else None
    return text if least <= len(text) <= most else None


class Offline(BaseRequest):
    """Says who the bot is, and nothing else: there is no network."""

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    @property
    def read_timeout(self) -> float:
        """Wait for nothing."""
        return 1.0

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        """Answer getMe."""
        me = {"id": 1, "is_bot": True, "first_name": "B", "username": "b"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


class Intake:
    """The ten questions as a conversation; ``database`` takes each answer in a commit."""

    def __init__(self, database: aiosqlite.Connection | None = None) -> None:
        self.database = database
        self.said = ""

    async def begin(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        """Ask the first question."""
        assert context.user_data is not None
        context.user_data["answers"] = {}
        self.said = QUESTIONS[0][1]
        return 0

    def step(self, place: int) -> Handler:
        """Return what takes the answer to a question and asks the next."""

        async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
            message = update.effective_message
            assert message is not None
            assert context.user_data is not None
            value = read(place, message.text or "")
            if value is None:
                self.said = "Please check your answer."
                return place
            context.user_data["answers"][QUESTIONS[place][0]] = value
            if self.database is not None:
                await self.database.execute(
                    "INSERT INTO answer (update_id, chat, question, value) VALUES (?, ?, ?, ?)",
                    (update.update_id, message.chat_id, QUESTIONS[place][0], str(value)),
                )
                await self.database.commit()
            if place + 1 < len(QUESTIONS):
                self.said = QUESTIONS[place + 1][1]
                return place + 1
            self.said = "\n".join(f"{k}: {v}" for k, v in context.user_data["answers"].items())
            return len(QUESTIONS)

        return handle

    def handler(self, *, persistent: bool) -> ConversationHandler[Any]:
        """Return the conversation."""
        words = filters.TEXT & ~filters.COMMAND
        states: dict[object, list[Any]] = {
            place: [MessageHandler(words, self.step(place))] for place in range(len(QUESTIONS))
        }
        return ConversationHandler(
            entry_points=[MessageHandler(words, self.begin)],
            states={**states, len(QUESTIONS): []},
            fallbacks=[],
            name="intake" if persistent else None,
            persistent=persistent,
        )


async def _application(
    intake: Intake, file: Path | None
) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = ApplicationBuilder().token("1:bench").updater(None)
    builder = builder.request(Offline()).get_updates_request(Offline())
    if file is not None:
        persistence: PicklePersistence[Any, Any, Any] = PicklePersistence(file)
        builder = builder.persistence(persistence)
    application = builder.build()
    application.add_handler(intake.handler(persistent=file is not None))
    await application.initialize()
    return application


async def _run(
    intake: Intake, *, people: int, limit: int, skip: int = 0, file: Path | None = None
) -> Figure:
    """Return the figure; with a ``file``, all is pickled into it after every update.

    Args:
        intake: The conversation.
        people: How many answer.
        limit: How many answers are timed.
        skip: How many go before, untimed.
        file: Where all is pickled.
    """
    application = await _application(intake, file)
    updates = workload.answers("telegram", people)
    for raw in [*workload.greetings("telegram", people), *islice(updates, skip)]:
        await application.process_update(Update.de_json(json.loads(raw), application.bot))
    if file is not None:
        await application.update_persistence()
    times = []
    began = perf_counter()
    for raw in islice(updates, limit):
        before = perf_counter()
        await application.process_update(Update.de_json(json.loads(raw), application.bot))
        if file is not None:
            await application.update_persistence()
        times.append(perf_counter() - before)
    return figure(perf_counter() - began, times)


async def memory(folder: Path) -> Figure:
    """Nothing is stored."""
    return await _run(Intake(), people=1_000, limit=10_000)


async def pickled(folder: Path) -> Figure:
    """PicklePersistence, flushed after each update: 2,000 people in the middle of the form."""
    file = folder / "ptb.pickle"
    return await _run(Intake(), people=2_000, skip=10_000, limit=60, file=file)


async def committed(folder: Path) -> Figure:
    """One insert and one commit a step through aiosqlite, WAL, synchronous=FULL."""
    file = folder / "ptb.db"
    async with aiosqlite.connect(file) as database:
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.execute(
            "CREATE TABLE answer (update_id INTEGER PRIMARY KEY, chat INTEGER, question TEXT, "
            "value TEXT)"
        )
        return await _run(Intake(database), people=200, limit=2_000)
